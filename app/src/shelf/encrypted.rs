//! The place that keeps documents on the device, encrypted: the vault of the keep.

use wayhome_vault::{PutError, StoreError};

use super::{Document, Kept, ShelfError};
use crate::keep::Vaulted;
use crate::today::local;

/// Documents in the unlocked vault.
#[derive(Debug, Clone)]
pub struct Encrypted(Vaulted);

impl Encrypted {
    pub(crate) const fn new(vaulted: Vaulted) -> Self {
        Self(vaulted)
    }

    pub(super) async fn all(&self) -> Result<Vec<Document>, ShelfError> {
        let documents = self.0.all().await.map_err(why)?;
        let document = |document: wayhome_vault::Document| Document {
            id: document.id.into(),
            body: document.body,
        };
        Ok(documents.into_iter().map(document).collect())
    }

    /// Was an older state of the document put back, or can its newest not be read? What is odd about the save before that is of no account.
    pub(super) fn is_older(&self, id: &str) -> bool {
        self.0.opened().older.iter().any(|older| older.as_str() == id)
    }

    pub(super) async fn put(&self, id: &str, body: &[u8]) -> Result<Kept, ShelfError> {
        let kept = self.0.put(id, body).await.map_err(ShelfError::from)?;
        Ok(Kept {
            revision: kept.revision.0,
            at: local(kept.at.0),
        })
    }

    pub(super) fn give_up(&self, id: &str) {
        self.0.give_up(id);
    }

    pub(super) async fn remove(&self, ids: &[String]) -> Result<(), ShelfError> {
        self.0.remove(ids).await.map_err(ShelfError::from)
    }
}

const fn why(error: StoreError) -> ShelfError {
    match error {
        StoreError::Unavailable => ShelfError::Unavailable,
        StoreError::Full => ShelfError::Full,
        StoreError::Gone => ShelfError::Gone,
        StoreError::Unwritable => ShelfError::Unwritable,
        StoreError::Moved | StoreError::Aborted | StoreError::Lost | StoreError::Blocked => ShelfError::Interrupted,
    }
}

impl From<PutError> for ShelfError {
    fn from(error: PutError) -> Self {
        match error {
            PutError::Conflict(_) => Self::Elsewhere,
            PutError::Busy => Self::Interrupted,
            PutError::Crypto => Self::Unavailable,
            PutError::Store(error) => why(error),
        }
    }
}
