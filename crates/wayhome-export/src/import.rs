//! Reading what Wayhome exported.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value as Json;
use wayhome_engine::{Record, RecordError};

use crate::carried::AllCarried;
use crate::document::{Document, hash_fits};
use crate::signing::{Replaced, SignOff};

/// Why an export cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// It is not even a record.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// It is a record, and not all that an export has, or more.
    #[error("This is a record, and not an export of Wayhome's: {0}.")]
    NotADocument(String),
    /// What stands beside the record cannot be read.
    #[error("The record cannot be used: {0}.")]
    Beside(String),
    /// It is not what was exported.
    #[error(
        "The file was changed after it was exported: its hash (sha256) does not fit what it says. Ask for it again, or open the \
         record in it and look through every answer."
    )]
    Changed,
}

impl ImportError {
    /// A permanent word for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Record(error) => error.code(),
            Self::NotADocument(_) => "not_an_export",
            Self::Beside(_) => "record_unreadable",
            Self::Changed => "export_changed",
        }
    }
}

/// What stands beside a record in a file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct Beside {
    /// Who signed it.
    #[serde(default)]
    pub signed: Option<SignOff>,
    /// The signed record that it is a newer version of.
    #[serde(default)]
    pub replaces: Option<Replaced>,
    /// The answers that were brought along from an earlier record.
    #[serde(default)]
    pub carried: AllCarried,
    /// Is it an exercise?
    #[serde(default)]
    pub training: bool,
    /// The names of fields that no format of Wayhome's has, in the order of the alphabet. Nothing reads them, and no export carries them.
    #[serde(skip)]
    pub other: Vec<String>,
    /// The names of the answers that an export left out, as it says them: they are in no part of the file.
    #[serde(skip)]
    pub left_out: Vec<String>,
    /// The hashes of the procedure that it was made with, and of the law beneath it, as far as it says them.
    #[serde(skip)]
    pub made_with: [Option<String>; 2],
}

/// The fields of a record and of an export: each is read, or made anew.
const FIELDS: [&str; 14] = [
    "wayhome",
    "procedure",
    "form",
    "id",
    "training",
    "answers",
    "left_out",
    "made_with",
    "signed",
    "replaces",
    "carried",
    "reasons",
    "report",
    "sha256",
];

/// Reads an export, and checks that it is what was exported.
///
/// # Errors
///
/// [`ImportError`] where the bytes are no record, are a record without what an export has, or were changed.
///
/// ```
/// use wayhome_engine::{Record, Session};
/// use wayhome_export::{Document, ImportError, Outgoing, import};
/// let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
/// let session = Session::open(plan, "2026-03-02".parse().unwrap(), Record::new("newcastle", "visit"));
/// let document = Document::new(&Outgoing::new(&session));
/// let text = document.text().unwrap();
/// assert_eq!(import(text.as_bytes()), Ok(document));
/// assert_eq!(import(text.replace("incomplete", "complete").as_bytes()), Err(ImportError::Changed));
/// ```
pub fn import(bytes: &[u8]) -> Result<Document, ImportError> {
    // What a record lacks is said as of a record, and an answer that stands twice is refused.
    Record::parse(bytes)?;
    let document: Document = serde_json::from_slice(without_mark(bytes)).map_err(|error| not_a_document(&error))?;
    // As it was read, and not as it is understood: what is added and means nothing here was not exported either.
    match serde_json::from_slice(without_mark(bytes)).ok().and_then(hash_fits) {
        Some(true) => Ok(document),
        Some(false) => Err(ImportError::Changed),
        None => Err(ImportError::NotADocument(
            "it has no hash (sha256), as a draft that the app saved".to_owned(),
        )),
    }
}

/// Was the file changed after it was exported? A file without a hash (`sha256`), as the app saves it, cannot tell.
///
/// A signature stands in the file beside the answers: whoever exports them anew, or shows them signed, asks this first.
///
/// ```
/// use wayhome_engine::{Record, Session};
/// use wayhome_export::{Document, Outgoing, was_changed};
/// let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
/// let session = Session::open(plan, "2026-03-02".parse().unwrap(), Record::new("newcastle", "visit"));
/// let text = Document::new(&Outgoing::new(&session)).text().unwrap();
/// assert!(!was_changed(text.as_bytes()));
/// assert!(was_changed(text.replace("incomplete", "complete").as_bytes()));
/// assert!(!was_changed(b"{}"));
/// ```
#[must_use]
pub fn was_changed(bytes: &[u8]) -> bool {
    let read = serde_json::from_slice(without_mark(bytes)).ok();
    read.and_then(hash_fits) == Some(false)
}

/// What stands beside a record in a file that the app saved or Wayhome exported.
///
/// # Errors
///
/// Where `signed`, `replaces`, `carried` or `training` cannot be read: a signature that is lost, an answer that nobody has looked at and that is taken for
/// the record's own, or an exercise that is taken for a child, is worse than no export.
pub fn beside(bytes: &[u8]) -> Result<Beside, ImportError> {
    let text = without_mark(bytes);
    let unreadable = |error: serde_json::Error| {
        ImportError::Beside(format!(
            "`signed`, `replaces`, `carried` or `training` cannot be read, at line {}, column {}",
            error.line(),
            error.column()
        ))
    };
    let read: Beside = serde_json::from_slice(text).map_err(unreadable)?;
    let all: BTreeMap<String, Json> = serde_json::from_slice(text).map_err(unreadable)?;
    let left_out = all.get("left_out").and_then(Json::as_array).into_iter().flatten();
    let name = |left: &Json| left.get("name").and_then(Json::as_str).map(str::to_owned);
    let left_out = left_out.filter_map(name).collect();
    let made_with = all.get("made_with");
    let hash = |name| {
        let said = made_with?.get(name)?;
        said.get("hash").unwrap_or(said).as_str().map(str::to_owned)
    };
    let made_with = ["procedure_hash", "floor"].map(hash);
    let other = all.into_keys().filter(|name| !FIELDS.contains(&name.as_str()));
    Ok(Beside {
        other: other.collect(),
        left_out,
        made_with,
        ..read
    })
}

/// A byte order mark is no part of the text.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// The message of `serde_json` may quote a value: of it only the name of what is missing is kept.
fn not_a_document(error: &serde_json::Error) -> ImportError {
    let place = format!("at line {}, column {}", error.line(), error.column());
    let said = error.to_string();
    let missing = said
        .strip_prefix("missing field `")
        .and_then(|rest| rest.split('`').next());
    ImportError::NotADocument(match missing {
        Some(field) => format!("`{field}` is missing, {place}"),
        None => format!("its parts are not as they should be, {place}"),
    })
}
