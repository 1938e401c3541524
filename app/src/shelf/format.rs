//! Documents as JSON, with an explicit version. Every version that was ever released is read for ever.
//!
//! A document of a later version is opened as far as it can be understood, to be read only: writing it back would lose what this version
//! does not know. So is one with a key that is not among [`KEYS`], whatever version it says it is of.

use std::collections::BTreeSet;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::{Child, Document, Entry, Letter, ShelfError};

/// The version that is written. One more whenever [`KEYS`] change, or what one of them means.
pub const VERSION: u32 = 2;

/// Every key of that version, by kind: `*` stands for the id of a question. What is in `record` is for the format of records.
pub const KEYS: [(&str, &[&str]); 3] = [
    ("child", &["created", "id", "procedure", "reference"]),
    (
        "record",
        &[
            "carried",
            "carried.*",
            "carried.*.checked",
            "carried.*.form",
            "carried.*.on",
            "carried.*.sibling",
            "came_signed",
            "child",
            "created",
            "earlier",
            "earlier.id",
            "earlier.signed_on",
            "edited",
            "exercise",
            "id",
            "left_out",
            "left_out.asked",
            "left_out.name",
            "left_out.question",
            "opened",
            "replaces",
            "signed",
            "signed.by",
            "signed.by.mark",
            "signed.by.mark.drawn",
            "signed.by.name",
            "signed.law_hash",
            "signed.on",
            "signed.open",
            "signed.procedure_hash",
            "signed.role",
            "signed.young_person",
            "signed.young_person.mark",
            "signed.young_person.mark.drawn",
            "signed.young_person.name",
        ],
    ),
    (
        "letter",
        &[
            "created",
            "id",
            "item",
            "item.body",
            "item.content_type",
            "item.key",
            "item.may_have_arrived",
            "item.name",
            "item.problem",
            "item.problem.later",
            "item.problem.later.status",
            "item.state",
            "item.state.delivered",
            "item.state.delivered.on",
            "item.state.refused",
            "item.state.refused.status",
            "item.state.sending",
            "item.state.sending.since",
            "item.state.waiting",
            "item.state.waiting.until",
            "item.tries",
            "put_away",
            "to",
            "to_name",
        ],
    ),
];

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
    /// Of a later version, and not to be understood, or not without losing some of it.
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
    /// The largest part of a record, and not ours to look into here.
    #[serde(rename = "record")]
    _record: Option<IgnoredAny>,
    #[serde(flatten)]
    rest: Map<String, Json>,
}

impl Head {
    /// Does it say something that this version does not know, and would lose if it wrote it?
    fn is_newer(&self) -> bool {
        let known = KEYS.iter().find(|(kind, _)| *kind == self.kind);
        let known = known.map_or(&[][..], |(_, keys)| *keys);
        let is_known = |key: &String| known.contains(&key.as_str());
        self.wayhome_document > VERSION || !keys(&self.rest).iter().all(is_known)
    }
}

/// The keys of a document, but for what every one begins with and `record`, as [`KEYS`] has them.
#[must_use]
pub fn keys(document: &Map<String, Json>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut within: Vec<_> = document.iter().map(|(key, value)| (key.clone(), value)).collect();
    while let Some((at, value)) = within.pop() {
        match value {
            Json::Object(map) => within.extend(map.iter().map(|(key, value)| {
                let key = if at == "carried" { "*" } else { key };
                (format!("{at}.{key}"), value)
            })),
            Json::Array(values) => within.extend(values.iter().map(|value| (at.clone(), value))),
            _ => {}
        }
        found.insert(at);
    }
    found
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
    let newer = head.is_newer();
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
