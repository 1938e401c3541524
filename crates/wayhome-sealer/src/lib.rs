//! Encrypted hand-over files, in a WebAssembly module of its own.
//!
//! Sealing or opening one takes 128 MB that linear memory would never give back, and a second or more in which a page would not answer. So this
//! module runs in a worker (`worker.js`), which is started when somebody asks, answers once and is ended: the system then has the memory
//! back, passphrase and content with it. What the files are is in `wayhome-handover`.

use wasm_bindgen::prelude::wasm_bindgen;
use wayhome_handover::{HandoverError, RANDOM_BYTES};
use zeroize::Zeroizing;

/// Encrypts something under a passphrase in the age format, which `worker.js` has put into NFKC. `random` are [`RANDOM_BYTES`] fresh bytes.
///
/// # Errors
///
/// A word for [`HandoverError`]: see [`code`]. `random` for the wrong number of random bytes.
///
/// ```
/// let sealed = wayhome_sealer::seal(b"otter lantern quilt".to_vec(), b"a record".to_vec(), &[7; 48])?;
/// let open = |typed: &[u8], normal: &[u8]| wayhome_sealer::open(typed.to_vec(), normal.to_vec(), &sealed);
/// assert_eq!(open(b"otter lantern quilt", b"otter lantern quilt")?, b"a record");
/// assert_eq!(open(b"another", b"another"), Err("wrong".to_owned()));
/// # Ok::<(), String>(())
/// ```
#[wasm_bindgen]
pub fn seal(passphrase: Vec<u8>, content: Vec<u8>, random: &[u8]) -> Result<Vec<u8>, String> {
    let (passphrase, content) = (Zeroizing::new(passphrase), Zeroizing::new(content));
    let random: &[u8; RANDOM_BYTES] = random.try_into().map_err(|_| "random".to_owned())?;
    wayhome_handover::seal(text(&passphrase)?, &content, random).map_err(code)
}

/// Decrypts a file of the age format under a passphrase as it was typed, or else in NFKC.
///
/// # Errors
///
/// A word for [`HandoverError`]: see [`code`].
#[wasm_bindgen]
pub fn open(typed: Vec<u8>, normal: Vec<u8>, sealed: &[u8]) -> Result<Vec<u8>, String> {
    let (typed, normal) = (Zeroizing::new(typed), Zeroizing::new(normal));
    wayhome_handover::open_under(&[text(&typed)?, text(&normal)?], sealed).map_err(code)
}

fn text(passphrase: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(passphrase).map_err(|_| code(HandoverError::WrongPassphrase))
}

/// The word under which the app has its own sentence for an error.
#[must_use]
pub fn code(error: HandoverError) -> String {
    let word = match error {
        HandoverError::ShortPassphrase => "short",
        HandoverError::PlainPassphrase => "plain",
        HandoverError::NotAge => "not_age",
        HandoverError::NoPassphrase => "no_passphrase",
        HandoverError::TooMuchWork => "too_much_work",
        HandoverError::WrongPassphrase => "wrong",
        HandoverError::Damaged => "damaged",
    };
    word.to_owned()
}
