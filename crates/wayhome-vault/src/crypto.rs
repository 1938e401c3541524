//! What the vault asks of cryptography, so that a test can answer in the place of a browser.

use std::future::Future;

use zeroize::Zeroizing;

use crate::header::Kdf;

/// Bytes of a key: AES-256.
pub const KEY_BYTES: usize = 32;
/// Bytes of the number used once for each encryption: 96 bits, as AES-GCM wants.
pub const IV_BYTES: usize = 12;

/// A key as bytes, wiped when it is dropped. It is this only while it is being made, wrapped or unwrapped.
pub type RawKey = Zeroizing<[u8; KEY_BYTES]>;

/// Cryptography did not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CryptoError {
    /// What was to be opened is not what was sealed under this key and these circumstances.
    #[error("it does not open")]
    DoesNotOpen,
    /// The browser refused or has no such thing.
    #[error("the browser's cryptography does not work")]
    Unavailable,
}

/// No key came from a passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DeriveError {
    /// This browser cannot run this way of deriving.
    #[error("this browser cannot derive the key in this way")]
    Unavailable,
}

/// AES-256-GCM and random numbers.
pub trait Crypto {
    /// A key ready for use; its bytes cannot be read back.
    type Key;

    /// Fills with random bytes fit for keys.
    ///
    /// # Errors
    ///
    /// When there is no source of randomness.
    fn random(&self, bytes: &mut [u8]) -> Result<(), CryptoError>;

    /// Makes a key ready.
    fn import(&self, raw: &RawKey) -> impl Future<Output = Result<Self::Key, CryptoError>>;

    /// Seals text together with the circumstances `bound`, which are not in the result but must be the same for opening it.
    fn seal(
        &self,
        key: &Self::Key,
        iv: &[u8; IV_BYTES],
        bound: &[u8],
        text: &[u8],
    ) -> impl Future<Output = Result<Vec<u8>, CryptoError>>;

    /// Opens what [`seal`](Crypto::seal) sealed.
    fn open(
        &self,
        key: &Self::Key,
        iv: &[u8; IV_BYTES],
        bound: &[u8],
        sealed: &[u8],
    ) -> impl Future<Output = Result<Vec<u8>, CryptoError>>;
}

/// Makes a key from a passphrase.
pub trait Derive {
    /// Derives the key in the way that a header names.
    fn derive(&self, kdf: Kdf, salt: &[u8], passphrase: &str) -> impl Future<Output = Result<RawKey, DeriveError>>;
}
