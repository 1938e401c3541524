//! Reading what Wayhome exported.

use serde::Deserialize;
use serde_json::{Map, Value as Json};
use wayhome_engine::{Record, RecordError};

use crate::carried::AllCarried;
use crate::document::{Document, LeftOut, hash_fits};
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
    /// What had been left out of the export that the file is, or comes from.
    #[serde(skip)]
    pub left_out: Vec<LeftOut>,
    /// The names of fields that no format of Wayhome's has, in the order of the alphabet, each with where it stands: `signed.by.title`. Nothing reads
    /// them, and no export carries them.
    #[serde(skip)]
    pub other: Vec<String>,
    /// The hashes of the procedure that it was made with, and of the law beneath it, as far as it says them.
    #[serde(skip)]
    pub made_with: [Option<String>; 2],
}

/// The fields of a record and of an export: each is read, or made anew.
const FIELDS: [&str; 15] = [
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
    "cautions",
    "sha256",
];

/// The fields of a signature, of who signs, of a record that is replaced, and of what was brought along.
const OF_SIGNED: [&str; 7] = ["on", "by", "role", "young_person", "open", "procedure_hash", "law_hash"];
const OF_PARTY: [&str; 2] = ["name", "mark"];
const OF_REPLACED: [&str; 2] = ["id", "signed_on"];
const OF_CARRIED: [&str; 4] = ["form", "on", "sibling", "checked"];

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
            "it has no hash (sha256), as no record has that the app saved, signed or not. The app and `wayhome check` open it as it is".to_owned(),
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
    let all: Map<String, Json> = serde_json::from_slice(text).map_err(unreadable)?;
    let mut other = Vec::new();
    note_other(&all, "", &FIELDS, &mut other);
    let parts = [
        ("/signed", &OF_SIGNED[..]),
        ("/signed/by", &OF_PARTY),
        ("/signed/young_person", &OF_PARTY),
        ("/replaces", &OF_REPLACED),
    ];
    let all = Json::Object(all);
    for (at, known) in parts {
        if let Some(Json::Object(part)) = all.pointer(at) {
            let at = at.trim_start_matches('/').replace('/', ".");
            note_other(part, &format!("{at}."), known, &mut other);
        }
    }
    let carried = all.get("carried").and_then(Json::as_object);
    for (question, carried) in carried.into_iter().flatten() {
        if let Json::Object(part) = carried {
            note_other(part, &format!("carried.{question}."), &OF_CARRIED, &mut other);
        }
    }
    // Of another shape it is nothing that Wayhome wrote.
    let left_out = all.get("left_out").map(LeftOut::all);
    if left_out == Some(None) {
        other.push("left_out".to_owned());
    }
    other.sort();
    let made_with = ["/made_with/procedure_hash", "/made_with/floor/hash"];
    let made_with = made_with.map(|at| all.pointer(at).and_then(Json::as_str).map(str::to_owned));
    Ok(Beside {
        left_out: left_out.flatten().unwrap_or_default(),
        other,
        made_with,
        ..read
    })
}

/// The names of fields that are none of these.
fn note_other(part: &Map<String, Json>, at: &str, known: &[&str], other: &mut Vec<String>) {
    let unknown = part.keys().filter(|name| !known.contains(&name.as_str()));
    other.extend(unknown.map(|name| format!("{at}{name}")));
}

impl LeftOut {
    fn all(json: &Json) -> Option<Vec<Self>> {
        Vec::deserialize(json).ok()
    }
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
