//! Argon2id, alone in a WebAssembly module.
//!
//! WebCrypto has no Argon2. A derivation takes 46 MiB that linear memory would never give back, and a tenth of a second or more in which
//! a page would not answer. So this module runs in a worker (`worker.js`), which answers once and is ended: the system then has the
//! memory back, passphrase and key with it.

use argon2::{Algorithm, Argon2, Params, Version};
use wasm_bindgen::prelude::wasm_bindgen;
use zeroize::Zeroize;

/// How many bytes a derived key has.
pub const KEY_BYTES: usize = 32;

/// Why no key came out.
#[derive(Debug, PartialEq, Eq)]
pub enum DeriveError {
    /// Argon2 does not know these parameters, or the salt is shorter than eight bytes.
    Parameters,
}

/// Derives a key with Argon2id, version 1.3.
///
/// `memory` is in KiB. The passphrase is wiped from this module's memory before it returns.
///
/// # Errors
///
/// When Argon2 does not allow the parameters: no passes, no lanes, less than 8 KiB for each lane, a salt under eight bytes.
///
/// ```
/// let key = wayhome_kdf::argon2id(b"a passphrase".to_vec(), b"sixteen bytes ..", 64, 1, 1)?;
/// assert_ne!(key, wayhome_kdf::argon2id(b"a passphrase".to_vec(), b"another 16 bytes", 64, 1, 1)?);
/// assert!(wayhome_kdf::argon2id(b"a passphrase".to_vec(), b"short", 64, 1, 1).is_err());
/// # Ok::<(), wayhome_kdf::DeriveError>(())
/// ```
pub fn argon2id(
    mut passphrase: Vec<u8>,
    salt: &[u8],
    memory: u32,
    passes: u32,
    lanes: u32,
) -> Result<[u8; KEY_BYTES], DeriveError> {
    let mut key = [0; KEY_BYTES];
    let derived = Params::new(memory, passes, lanes, Some(KEY_BYTES)).and_then(|params| {
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(&passphrase, salt, &mut key)
    });
    passphrase.zeroize();
    derived.map(|()| key).map_err(|_| DeriveError::Parameters)
}

/// The same for the worker: no bytes at all where there is no key.
#[wasm_bindgen]
#[must_use]
pub fn derive(passphrase: Vec<u8>, salt: &[u8], memory: u32, passes: u32, lanes: u32) -> Vec<u8> {
    argon2id(passphrase, salt, memory, passes, lanes)
        .map(Vec::from)
        .unwrap_or_default()
}
