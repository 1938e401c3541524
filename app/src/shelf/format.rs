//! Documents as JSON, with an explicit version. Every version that was ever released is read for ever.
//!
//! A document of a later version is opened as far as it can be understood, to be read only: writing it back would lose what this version
//! does not know.

use serde::{Deserialize, Serialize};

use super::{Child, Document, Entry, Letter, ShelfError};

/// The version that is written.
pub const VERSION: u32 = 1;

/// What a document holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A child.
    Child(Child),
    /// A record, which is much larger than a child.
    Record(Box<Entry>),
    /// Something to be sent.
    Letter(Letter),
}

/// Why a document cannot be opened. Carries nothing of what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormatError {
    /// Of a later version, and not to be understood.
    Newer,
    /// Not a document of Wayhome, or damaged.
    Unreadable,
}

#[derive(Serialize)]
struct Written<'a, T> {
    wayhome_document: u32,
    kind: &'a str,
    #[serde(flatten)]
    content: &'a T,
}

/// What every version begins with.
#[derive(Deserialize)]
struct Head {
    wayhome_document: u32,
    kind: String,
}

/// A child as a document.
///
/// # Errors
///
/// [`ShelfError::Unwritable`] where it cannot be said in JSON; so for all that is kept. Nothing known is like that; should anything ever be,
/// no empty document takes the place of the one before.
pub fn child(child: &Child) -> Result<Document, ShelfError> {
    write(&child.id, "child", child)
}

/// A record as a document.
///
/// # Errors
///
/// As for [`child`].
pub fn record(entry: &Entry) -> Result<Document, ShelfError> {
    write(&entry.id, "record", entry)
}

/// Something to be sent as a document.
///
/// # Errors
///
/// As for [`child`].
pub fn letter(letter: &Letter) -> Result<Document, ShelfError> {
    write(&letter.id, "letter", letter)
}

fn write<T: Serialize>(id: &str, kind: &str, content: &T) -> Result<Document, ShelfError> {
    let written = Written {
        wayhome_document: VERSION,
        kind,
        content,
    };
    Ok(Document {
        id: id.to_owned(),
        body: serde_json::to_vec(&written).map_err(|_| ShelfError::Unwritable)?,
    })
}

/// Opens a document.
///
/// # Errors
///
/// [`FormatError`] where it is damaged, is not under its own id, or comes from a later version that this one does not understand.
pub fn open(document: &Document) -> Result<Content, FormatError> {
    let head: Head = serde_json::from_slice(&document.body).map_err(|_| FormatError::Unreadable)?;
    let newer = head.wayhome_document > VERSION;
    let failed = if newer {
        FormatError::Newer
    } else {
        FormatError::Unreadable
    };
    let content = match head.kind.as_str() {
        // A child of a later version is not shown as one of this: its records would be started from half of what is known.
        "child" if newer => return Err(failed),
        "child" => Content::Child(serde_json::from_slice(&document.body).map_err(|_| failed)?),
        "record" => {
            let mut entry: Entry = serde_json::from_slice(&document.body).map_err(|_| failed)?;
            entry.read_only = newer || entry.record.wayhome > wayhome_engine::FORMAT;
            Content::Record(Box::new(entry))
        }
        // Sending half of what is known would be worse than waiting.
        "letter" if !newer => Content::Letter(serde_json::from_slice(&document.body).map_err(|_| failed)?),
        _ => return Err(failed),
    };
    let id = match &content {
        Content::Child(child) => &child.id,
        Content::Record(entry) => &entry.id,
        Content::Letter(letter) => &letter.id,
    };
    if *id == document.id { Ok(content) } else { Err(failed) }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn what_json_cannot_say_is_no_empty_document() {
        let keys_of_no_text = BTreeMap::from([((1, 2), 3)]);
        let written = write("a", "record", &BTreeMap::from([("answers", keys_of_no_text)]));
        assert_eq!(written, Err(ShelfError::Unwritable));
    }
}
