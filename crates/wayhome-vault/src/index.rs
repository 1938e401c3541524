//! The index: which revision of every document is the newest. It is sealed like a document and written with each of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::document::{DocumentId, Revision};
use crate::slots::Listed;
use crate::store::StoreError;

/// What the newest revisions are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Index {
    /// Which passphrase the header should hold.
    pub(crate) header: u32,
    /// What the index's own other slot holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) before: Option<Revision>,
    /// No document that is gone had a higher revision. What is kept under its id again begins after this, so that no row of before is ever
    /// taken for one of after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) gone: Option<Revision>,
    /// Where the newest revision of each document is.
    pub(crate) documents: BTreeMap<DocumentId, Listed>,
}

impl Index {
    /// A document is gone.
    pub(crate) fn forget(&mut self, id: &DocumentId, highest: Revision) {
        self.documents.remove(id);
        self.gone = self.gone.max(Some(highest));
    }

    /// The least revision that a write of a document may have.
    pub(crate) fn least(&self, id: &DocumentId) -> Revision {
        let gone = self.gone.filter(|_| !self.documents.contains_key(id));
        gone.map_or(Revision(1), Revision::next)
    }

    /// As it is sealed.
    ///
    /// # Errors
    ///
    /// [`StoreError::Unwritable`] where it cannot be said in JSON. It holds strings, numbers and options only; should it ever hold more, no
    /// empty one is written in its place.
    pub(crate) fn to_bytes(&self) -> Result<Vec<u8>, StoreError> {
        serde_json::to_vec(self).map_err(|_| StoreError::Unwritable)
    }

    /// Reads what was sealed.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}
