//! Files encrypted under a passphrase, for handing over from one device to another: the age format (`age-encryption.org/v1`) with its scrypt
//! recipient.
//!
//! The `age` program and any other implementation of the format open such a file, and this crate opens theirs. It holds the framing; the
//! cryptography is that of the `RustCrypto` crates. docs/decisions/0032-the-hand-over-file.md says why. Randomness is an argument:
//! there is none in here, and a file is sealed with fresh bytes each time or not at all.
//!
//! Source: the age specification, C2SP `age.md`, version 1.

mod header;
mod payload;

use header::Header;
use zeroize::Zeroizing;

/// The work factor of files that are sealed here: 2¹⁷ rounds, which need 128 MB of memory. A tablet affords it; a guesser pays it for each guess.
pub const WORK_FACTOR: u8 = 17;

/// The largest work factor that is opened: 2²⁰ rounds need 1 GB. A file that asks for more was made to stop whoever opens it.
pub const LARGEST_WORK_FACTOR: u8 = 20;

/// The fewest characters of a passphrase that a file is sealed under: as many as the app asks for.
pub const SHORTEST_PASSPHRASE: usize = 14;

/// The fewest different signs of a passphrase that a file is sealed under, capital or small: as many as the app asks for.
pub const FEWEST_SIGNS: usize = 6;

/// How many random bytes sealing a file takes.
pub const RANDOM_BYTES: usize = 48;

/// Why a file cannot be sealed or opened. None says anything of what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HandoverError {
    /// The passphrase is too short to seal anything with.
    #[error("The passphrase is too short. Use at least {SHORTEST_PASSPHRASE} characters: four or more words.")]
    ShortPassphrase,
    /// The passphrase is the same few signs again and again, or nothing but spaces.
    #[error(
        "The passphrase is too easy to guess. Use at least {FEWEST_SIGNS} different characters: four or more words."
    )]
    PlainPassphrase,
    /// It is not a file of this format.
    #[error("This is not an age file, or its beginning is damaged. Ask for it again.")]
    NotAge,
    /// It is for the holders of keys, and not under a passphrase.
    #[error("This file is not encrypted under a passphrase. Open it with the program that it was made with.")]
    NoPassphrase,
    /// It asks for more work than is done here.
    #[error("This file asks for more work than Wayhome does to open one. Ask for a file that Wayhome made.")]
    TooMuchWork,
    /// The passphrase is wrong, or the file's beginning was changed: which of the two cannot be told.
    #[error("The passphrase is wrong, or the file was changed. Check the words, their spaces and capital letters.")]
    WrongPassphrase,
    /// The passphrase is right, and the rest is not what was sealed.
    #[error("The file was changed or cut off after it was encrypted. Nothing of it was opened. Ask for it again.")]
    Damaged,
}

/// Encrypts something under a passphrase. Hand it over in NFKC: the same letters come as other signs from another keyboard, and nobody sees which.
/// The tables for that are not in here, because a browser has its own. `random` are fresh bytes from the system's own source of randomness: the same ones twice would
/// give the content away.
///
/// # Errors
///
/// [`HandoverError::ShortPassphrase`] and [`HandoverError::PlainPassphrase`]. Opening takes any: what others sealed under a poor one is still to be read.
///
/// ```
/// # fn random() -> [u8; wayhome_handover::RANDOM_BYTES] { [7; wayhome_handover::RANDOM_BYTES] }
/// use wayhome_handover::{HandoverError, open, seal};
/// let sealed = seal("correct horse battery", b"a record", &random())?;
/// assert!(sealed.starts_with(b"age-encryption.org/v1\n-> scrypt "));
/// assert_eq!(open("correct horse battery", &sealed)?, b"a record");
/// assert_eq!(open("wrong horse battery", &sealed), Err(HandoverError::WrongPassphrase));
/// # Ok::<(), HandoverError>(())
/// ```
pub fn seal(passphrase: &str, content: &[u8], random: &[u8; RANDOM_BYTES]) -> Result<Vec<u8>, HandoverError> {
    judge(passphrase)?;
    let mut parts = random.chunks_exact(16).map(|part| {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(part);
        bytes
    });
    let mut next = || parts.next().unwrap_or_default();
    let (file_key, salt, nonce) = (Zeroizing::new(next()), next(), next());
    let mut sealed = header::write(passphrase, &file_key, salt)?;
    payload::seal(&file_key, nonce, content, &mut sealed)?;
    Ok(sealed)
}

/// Can a file be sealed under this passphrase? [`seal`] asks it, too.
///
/// # Errors
///
/// As [`seal`].
pub fn judge(passphrase: &str) -> Result<(), HandoverError> {
    if passphrase.chars().count() < SHORTEST_PASSPHRASE {
        return Err(HandoverError::ShortPassphrase);
    }
    if is_plain(passphrase) {
        return Err(HandoverError::PlainPassphrase);
    }
    Ok(())
}

/// Spaces of any kind are one sign: different ones look the same.
fn is_plain(passphrase: &str) -> bool {
    // A list, and capitals of ASCII alone: sets and the tables of every alphabet's capitals are 9 KB for a browser to load.
    let mut signs = Vec::new();
    for sign in passphrase.chars() {
        let sign = if sign.is_whitespace() {
            ' '
        } else {
            sign.to_ascii_lowercase()
        };
        if !signs.contains(&sign) {
            signs.push(sign);
        }
    }
    signs.len() < FEWEST_SIGNS
}

/// Decrypts what was encrypted under a passphrase: all of it, or nothing.
///
/// # Errors
///
/// [`HandoverError`] where it is no such file, the passphrase is wrong, or it was changed or cut off.
pub fn open(passphrase: &str, sealed: &[u8]) -> Result<Vec<u8>, HandoverError> {
    let Header { file_key, rest } = header::read(passphrase, sealed)?;
    payload::open(&file_key, rest)
}

/// Decrypts what was encrypted under one of these passphrases: for one as it was typed, and then in NFKC, by which this program seals and others may not.
///
/// # Errors
///
/// As [`open`]; [`HandoverError::WrongPassphrase`] where none fits.
///
/// ```
/// use wayhome_handover::{HandoverError, RANDOM_BYTES, open_under, seal};
/// let sealed = seal("caf\u{e9} otter lantern", b"a record", &[7; RANDOM_BYTES])?;
/// let (typed, normal) = ("cafe\u{301} otter lantern", "caf\u{e9} otter lantern");
/// assert_eq!(open_under(&[typed, normal], &sealed)?, b"a record");
/// assert_eq!(open_under(&[typed], &sealed), Err(HandoverError::WrongPassphrase));
/// # Ok::<(), HandoverError>(())
/// ```
pub fn open_under(passphrases: &[&str], sealed: &[u8]) -> Result<Vec<u8>, HandoverError> {
    let mut tried: Vec<&str> = Vec::new();
    for passphrase in passphrases {
        // Each try takes a second: the same one is not made twice.
        if tried.contains(passphrase) {
            continue;
        }
        match open(passphrase, sealed) {
            Err(HandoverError::WrongPassphrase) => tried.push(passphrase),
            done => return done,
        }
    }
    Err(HandoverError::WrongPassphrase)
}

/// Does this look like a file of the format?
#[must_use]
pub fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(header::VERSION)
}

/// Does this look like such a file written as text (`age --armor`), which [`open`] does not take?
#[must_use]
pub fn is_armoured(bytes: &[u8]) -> bool {
    bytes
        .trim_ascii_start()
        .starts_with(b"-----BEGIN AGE ENCRYPTED FILE-----")
}
