//! What is kept, and where: children, and the records about them.
//!
//! [`Shelf`] is the place; it takes and gives [`Document`]s without looking into them. [`Library`] is what the documents say: pure data,
//! without a browser, a clock or chance, so that it is tested natively. Times and new ids are handed in.
//!
//! A document's id is random. Its body is the JSON that [`mod@format`] writes and reads.

mod ageing;
mod carry;
mod child;
mod copies;
mod encrypted;
mod entry;
pub mod format;
mod handover;
mod letter;
mod library;
mod memory;
mod references;
mod removed;
mod sign_off;
mod sources;
mod versions;

use std::fmt;

use chrono::NaiveDateTime;

pub use ageing::loose;
pub use carry::{CARRIED, Carry};
pub use child::Child;
pub use copies::is_one;
pub use encrypted::Encrypted;
pub use entry::{Carried, Entry};
pub use handover::{Brought, Bundle, HandoverText, bring, is_bundle, pack, staying, unpack};
pub use letter::{Letter, NotSent};
pub use library::{Fresh, Library, Source, Unread};
pub use memory::Memory;
pub use references::{is_found_by, is_reference};
pub use removed::Removed;
pub use sign_off::{Mark, Party, SignOff};
pub use versions::Beside;

use crate::strings;

/// One thing that is kept, as the place sees it: bytes under an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Random; says nothing about anybody.
    pub id: String,
    /// JSON text: see [`mod@format`].
    pub body: Vec<u8>,
}

/// That something is kept now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// More each time that this document is kept.
    pub revision: u64,
    /// When, by the device's clock.
    pub at: NaiveDateTime,
}

/// Why something could not be kept, read or removed. Each is a sentence that says what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShelfError {
    /// The browser gives the app no place to keep anything.
    Unavailable,
    /// The device has no room left.
    Full,
    /// The device broke off.
    Interrupted,
    /// It was changed in another tab.
    Elsewhere,
    /// Everything that was kept here was deleted.
    Gone,
    /// It has no form in which it could be kept.
    Unwritable,
}

impl ShelfError {
    /// May it be otherwise in a while? Then it is tried again.
    pub(crate) const fn may_pass(self) -> bool {
        matches!(self, Self::Full | Self::Interrupted)
    }
}

impl fmt::Display for ShelfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unavailable => strings::SHELF_UNAVAILABLE,
            Self::Full => strings::SHELF_FULL,
            Self::Interrupted => strings::SHELF_INTERRUPTED,
            Self::Elsewhere => strings::SHELF_ELSEWHERE,
            Self::Gone => strings::SHELF_GONE,
            Self::Unwritable => strings::SHELF_UNWRITABLE,
        })
    }
}

impl std::error::Error for ShelfError {}

/// A place where documents are kept. A clone is the same place.
#[derive(Debug, Clone)]
pub enum Shelf {
    /// Nothing is kept on this device: what is written is gone when the page is.
    Memory(Memory),
    /// Kept on this device, encrypted.
    Encrypted(Encrypted),
}

impl Shelf {
    /// Is what was put still there after the page is closed?
    #[must_use]
    pub fn lasts(&self) -> bool {
        match self {
            Self::Memory(_) => false,
            Self::Encrypted(_) => true,
        }
    }

    /// Every document, in the order of their ids.
    ///
    /// # Errors
    ///
    /// [`ShelfError`] where the place cannot be read at all. A single document that makes no sense is for [`Library::read`] to report.
    pub async fn all(&self) -> Result<Vec<Document>, ShelfError> {
        match self {
            Self::Memory(memory) => Ok(memory.all()),
            Self::Encrypted(encrypted) => encrypted.all().await,
        }
    }

    /// Keeps a document in the place of an earlier one of its id, if there is one. `Ok` only once it is surely kept.
    ///
    /// # Errors
    ///
    /// [`ShelfError`] where it is not kept; the earlier one then still is.
    pub async fn put(&self, id: &str, body: Vec<u8>) -> Result<Kept, ShelfError> {
        match self {
            Self::Memory(memory) => Ok(memory.put(id, body)),
            Self::Encrypted(encrypted) => encrypted.put(id, &body).await,
        }
    }

    /// Is a document older than when it was last kept here?
    pub(crate) fn is_older(&self, id: &str) -> bool {
        matches!(self, Self::Encrypted(encrypted) if encrypted.is_older(id))
    }

    /// Takes back that something should have been kept that could not be.
    pub(crate) fn give_up(&self, id: &str) {
        if let Self::Encrypted(encrypted) = self {
            encrypted.give_up(id);
        }
    }

    /// Removes documents that go together, all of them or none. One that is not there counts as removed.
    ///
    /// # Errors
    ///
    /// [`ShelfError`] where they may still be there.
    pub async fn remove(&self, ids: &[String]) -> Result<(), ShelfError> {
        match self {
            Self::Memory(memory) => {
                for id in ids {
                    memory.remove(id);
                }
                Ok(())
            }
            Self::Encrypted(encrypted) => encrypted.remove(ids).await,
        }
    }
}
