//! A record as another system, or a person elsewhere, wants it: the files, and what they cannot carry.

use serde_json::Value as Json;
use wayhome_export::mapping::{Mapping, Output, csv_line, mapped};
use wayhome_export::{
    Document, Losses, Outgoing, PLAIN_TEXT, READABLE_PAGE, SsdRow, document_losses, fhir, page, page_losses,
    plain_text, ssd,
};

use crate::strings::taking as words;

/// What a record is taken along as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum To {
    /// One page to read and print.
    Page,
    /// The same as text.
    Text,
    /// Wayhome JSON.
    Json,
    /// Tables named as in the Standard Safeguarding Dataset.
    Ssd,
    /// FHIR R4.
    Fhir,
    /// As the council's own mapping says.
    Mapping,
}

/// An export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Made {
    /// One file, or one for each table.
    pub(crate) files: Vec<MadeFile>,
    /// What goes against a rule of the target, and then what it cannot carry: a sentence each. They quote no answer.
    pub(crate) lost: Vec<String>,
    /// What the target was tried against.
    pub(crate) tried: String,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MadeFile {
    /// What follows the record's own name: `-fhir.json`.
    pub(crate) end: String,
    pub(crate) kind: &'static str,
    pub(crate) text: String,
}

const JSON: &str = "application/json";
const CSV: &str = "text/csv";

/// Makes the files; says why there are none.
pub(crate) fn made(to: To, outgoing: &Outgoing<'_>, mapping: Option<&Mapping>) -> Result<Made, String> {
    let mut lost = Vec::new();
    let (files, losses) = match to {
        To::Page => (
            one(".html", "text/html", page(outgoing)),
            page_losses(outgoing, READABLE_PAGE),
        ),
        To::Text => (
            one(".txt", "text/plain", plain_text(outgoing)),
            page_losses(outgoing, PLAIN_TEXT),
        ),
        To::Json => {
            let text = Document::new(outgoing).text().map_err(|_| words::NOT_MADE)?;
            (one("-export.json", JSON, text), document_losses(outgoing))
        }
        To::Fhir => {
            let (bundle, losses) = fhir::bundle(outgoing);
            (one("-fhir.json", JSON, format!("{bundle:#}\n")), losses)
        }
        To::Ssd => {
            let (found, losses) = ssd(outgoing).map_err(|error| error.to_string())?;
            lost.extend(found.checks.iter().map(|check| check.message.clone()));
            let tables = found.tables.iter();
            let files = tables.map(|(table, rows)| file(format!("-{table}.csv"), CSV, csv(rows)));
            (files.collect(), losses)
        }
        To::Mapping => by_mapping(mapping.ok_or(words::NOT_MADE)?, outgoing)?,
    };
    let Losses { lost: more, tried, .. } = losses;
    lost.extend(more.into_iter().map(|loss| loss.message));
    Ok(Made { files, lost, tried })
}

/// The export and its losses, as it is sent.
pub(crate) fn document(outgoing: &Outgoing<'_>) -> Option<(Json, Vec<String>)> {
    let document = serde_json::to_value(Document::new(outgoing)).ok()?;
    let lost = document_losses(outgoing).lost.into_iter();
    Some((document, lost.map(|loss| loss.message).collect()))
}

fn by_mapping(mapping: &Mapping, outgoing: &Outgoing<'_>) -> Result<(Vec<MadeFile>, Losses), String> {
    let (mapped, losses) = mapped(mapping, outgoing).map_err(|error| error.to_string())?;
    let (end, kind, text) = match mapped.output() {
        Output::Json | Output::Flat => ("json", JSON, format!("{:#}\n", mapped.json())),
        Output::Csv => ("csv", CSV, csv_line(&mapping.columns()) + &csv_line(&mapped.cells())),
    };
    Ok((one(&format!("-{}.{end}", mapping.id), kind, text), losses))
}

/// One table: a line of names, then the rows.
fn csv(rows: &[SsdRow]) -> String {
    let line = |cells: Vec<String>| csv_line(&cells);
    let names = rows
        .first()
        .map(|row| line(row.0.iter().map(|(name, _)| (*name).to_owned()).collect()));
    let cells = |row: &SsdRow| line(row.0.iter().map(|(_, cell)| cell.clone()).collect());
    names.into_iter().chain(rows.iter().map(cells)).collect()
}

fn one(end: &str, kind: &'static str, text: String) -> Vec<MadeFile> {
    vec![file(end.to_owned(), kind, text)]
}

const fn file(end: String, kind: &'static str, text: String) -> MadeFile {
    MadeFile { end, kind, text }
}
