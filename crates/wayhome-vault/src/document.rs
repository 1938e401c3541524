//! What the vault keeps: an id, bytes, and when they were last kept.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A document's id. **It is not encrypted**, so it must say nothing about anybody: a random one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DocumentId(String);

/// The text is no id: empty, longer than 80 bytes, or with other signs than ASCII letters, digits, `-`, `_` and `.`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id of a document")]
pub struct NotAnId;

impl DocumentId {
    /// Takes a text as an id.
    ///
    /// # Errors
    ///
    /// When it is empty, longer than 80 bytes, or holds other signs than ASCII letters, digits, `-`, `_` and `.`.
    ///
    /// ```
    /// use wayhome_vault::DocumentId;
    /// assert!(DocumentId::new("3f6c2f0e-90a1-4e8a-9d1c-0a3b5d7e9f11").is_ok());
    /// assert!(DocumentId::new("a/b").is_err());
    /// assert!(DocumentId::new("").is_err());
    /// ```
    pub fn new(id: impl Into<String>) -> Result<Self, NotAnId> {
        let id = id.into();
        let known = |sign: u8| sign.is_ascii_alphanumeric() || matches!(sign, b'-' | b'_' | b'.');
        if (1..=80).contains(&id.len()) && id.bytes().all(known) {
            Ok(Self(id))
        } else {
            Err(NotAnId)
        }
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for DocumentId {
    type Error = NotAnId;

    fn try_from(id: String) -> Result<Self, NotAnId> {
        Self::new(id)
    }
}

impl From<DocumentId> for String {
    fn from(id: DocumentId) -> Self {
        id.0
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Counts what was kept of one document: more each time, from 1, or from more than there ever was of any document that is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Revision(pub u64);

impl Revision {
    /// The one after this.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// A moment by the device's clock: milliseconds since the beginning of 1970, UTC.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub u64);

impl Moment {
    /// This many milliseconds later.
    #[must_use]
    pub const fn plus(self, milliseconds: u64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// How many milliseconds have passed since another moment; none if that is yet to come.
    #[must_use]
    pub const fn since(self, other: Self) -> u64 {
        self.0.saturating_sub(other.0)
    }
}

/// A document as it lies in the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Which one it is.
    pub id: DocumentId,
    /// Which of its revisions this is.
    pub revision: Revision,
    /// When it was kept.
    pub changed_at: Moment,
    /// What is in it.
    pub body: Vec<u8>,
}

/// What was kept, and it is certain: the device has it on its disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// The revision that this write became.
    pub revision: Revision,
    /// The moment given for it.
    pub at: Moment,
}
