//! Why a vault does not open, or does not keep.

use crate::crypto::{CryptoError, DeriveError};
use crate::document::Revision;
use crate::header::HeaderError;
use crate::store::StoreError;

/// Why a vault did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnlockError {
    /// The passphrase does not open it.
    #[error("the passphrase does not open it")]
    WrongPassphrase,
    /// The header cannot be used: no passphrase can be tried on it.
    #[error(transparent)]
    Damaged(#[from] HeaderError),
    /// The key cannot be derived here.
    #[error(transparent)]
    Derive(#[from] DeriveError),
    /// Cryptography does not work here.
    #[error("the browser's cryptography does not work")]
    Crypto,
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why something was not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PutError {
    /// Somebody else kept another revision meanwhile: this one, or none if the document was removed.
    #[error("another revision was kept meanwhile")]
    Conflict(Option<Revision>),
    /// Other tabs wrote again and again.
    #[error("other tabs kept writing")]
    Busy,
    /// Cryptography failed.
    #[error("the browser's cryptography does not work")]
    Crypto,
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<CryptoError> for PutError {
    fn from(_: CryptoError) -> Self {
        Self::Crypto
    }
}

impl From<CryptoError> for UnlockError {
    fn from(_: CryptoError) -> Self {
        Self::Crypto
    }
}
