//! A record and its report as other systems want them.
//!
//! At present: the file that a person downloads, and opens again later; the answers as people read them; and a case note.

mod note;
mod summary;

use serde::Serialize;
use wayhome_engine::{FORMAT, Procedure, Record, Report};

pub use note::case_note;
pub use summary::{Line, Part, Said, Summary, summary};

/// The file that a person downloads: the record with its report, and what made it.
///
/// It is itself a record: [`Record::parse`] opens it, and leaves the report aside.
#[derive(Debug, Serialize)]
struct SavedRecord<'a> {
    wayhome: u32,
    procedure: &'a str,
    form: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    answers: &'a serde_json::Map<String, serde_json::Value>,
    made_with: MadeWith<'a>,
    report: &'a Report,
}

/// Which edition of what made a file.
#[derive(Debug, Serialize)]
struct MadeWith<'a> {
    wayhome_version: &'a str,
    procedure_hash: &'a str,
    procedure_compared: &'a str,
}

/// The record with its report as JSON text, answers in the order of their ids.
///
/// # Errors
///
/// None in practice: a record and a report can always be said in JSON.
///
/// ```
/// use wayhome_engine::{Record, check};
/// let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
/// let record = Record::new("newcastle", "visit");
/// let report = check(&plan, "2026-03-02".parse().unwrap(), record.clone());
/// let file = wayhome_export::saved_record(&record, &report, plan.procedure())?;
/// assert_eq!(Record::parse(file.as_bytes()).unwrap(), record);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn saved_record(record: &Record, report: &Report, procedure: &Procedure) -> Result<String, serde_json::Error> {
    let saved = SavedRecord {
        wayhome: FORMAT,
        procedure: &record.procedure,
        form: &record.form,
        id: record.id.as_deref(),
        answers: &record.answers,
        made_with: MadeWith {
            wayhome_version: env!("CARGO_PKG_VERSION"),
            procedure_hash: &procedure.hash,
            procedure_compared: &procedure.compared,
        },
        report,
    };
    serde_json::to_string_pretty(&saved).map(|text| text + "\n")
}

/// The hash of the procedure that a saved file was made with, if it says.
#[must_use]
pub fn made_with_procedure(file: &[u8]) -> Option<String> {
    let file: serde_json::Value = serde_json::from_slice(file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file)).ok()?;
    file.pointer("/made_with/procedure_hash")?.as_str().map(str::to_owned)
}
