//! The file that a person downloads, and opens again later.

use serde::Serialize;
use wayhome_engine::{FORMAT, Procedure, Record, Report};

/// The record with its report, and what made it. Unlike an export, it keeps the answers to questions that are not asked at present, and has no hash.
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
