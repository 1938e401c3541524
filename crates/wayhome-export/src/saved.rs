//! The file that a person downloads, and opens again later.

use serde_json::Value as Json;

use crate::document::Document;
use crate::outgoing::Outgoing;

/// The record with its report, who signed it, what was brought along, and what made it, as JSON text with its keys in order. Unlike an export, it keeps the answers to
/// questions that are not asked at present, and has no hash.
///
/// It is itself a record: [`Record::parse`](wayhome_engine::Record::parse) opens it, and leaves the report aside.
///
/// # Errors
///
/// None in practice: a record and a report can always be said in JSON.
///
/// ```
/// use wayhome_engine::{Record, Session};
/// use wayhome_export::{Outgoing, saved_record};
/// let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
/// let session = Session::open(plan, "2026-03-02".parse().unwrap(), Record::new("newcastle", "visit"));
/// let file = saved_record(&Outgoing::new(&session))?;
/// assert_eq!(Record::parse(file.as_bytes()).unwrap(), session.record());
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn saved_record(outgoing: &Outgoing<'_>) -> Result<String, serde_json::Error> {
    let mut file = serde_json::to_value(Document::new(outgoing))?;
    if let Some(fields) = file.as_object_mut() {
        for of_exports in ["sha256", "left_out"] {
            fields.remove(of_exports);
        }
        fields.insert("answers".to_owned(), Json::Object(outgoing.session.answers().clone()));
        let before: Vec<_> = outgoing.left_out_before().collect();
        if !before.is_empty() {
            fields.insert("left_out".to_owned(), serde_json::to_value(before)?);
        }
        // Also of what is not asked at present, and of what was taken back: opened again, it is what it was.
        if let Some(carried) = outgoing.carried.filter(|carried| !carried.is_empty()) {
            fields.insert("carried".to_owned(), serde_json::to_value(carried)?);
        }
    }
    Ok(format!("{file:#}\n"))
}
