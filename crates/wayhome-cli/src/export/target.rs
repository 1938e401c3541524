//! What a record is exported to.

use std::io;
use std::path::Path;

use wayhome_export::mapping::{Mapping, Output, mapped};
use wayhome_export::{
    Document, Losses, Outgoing, PLAIN_TEXT, READABLE_PAGE, SsdRows, document_losses, fhir, page, page_losses,
    plain_text, ssd,
};

use super::place::{Content, Row};
use crate::mapping;
use crate::procedures::Known;

/// What a record is exported to.
pub(super) enum Target {
    /// Wayhome JSON.
    Json,
    /// A readable page.
    Html,
    /// Its plain-text twin.
    Text,
    /// Rows of the Standard Safeguarding Dataset.
    Ssd,
    /// FHIR R4.
    Fhir,
    /// As a council's mapping says.
    Mapping(Box<Mapping>),
}

impl Target {
    /// The target of this name; `None` once it is said why there is none.
    pub(super) fn named(name: &str, known: &Known) -> io::Result<Option<Self>> {
        let is_file = Path::new(name).extension().is_some_and(|extension| extension == "toml");
        Ok(Some(match name {
            "json" => Self::Json,
            "html" => Self::Html,
            "text" => Self::Text,
            "ssd" => Self::Ssd,
            "fhir" => Self::Fhir,
            _ if is_file => match mapping::compiled(Path::new(name), known) {
                Some(compiled) => Self::Mapping(Box::new(compiled.mapping)),
                None => return Ok(None),
            },
            _ => {
                eprintln!(
                    "wayhome: `{name}` is nothing to export to. There are json, html, text, ssd, fhir, and mappings, which are files in TOML."
                );
                return Ok(None);
            }
        }))
    }

    /// A record as this target wants it, and what that could not carry.
    pub(super) fn export(&self, outgoing: &Outgoing<'_>) -> Result<(Content, Losses), String> {
        let said = |error: serde_json::Error| error.to_string();
        Ok(match self {
            Self::Json => {
                let content = Content::Json(serde_json::to_value(Document::new(outgoing)).map_err(said)?);
                (content, document_losses(outgoing))
            }
            Self::Html => (Content::Page(page(outgoing)), page_losses(outgoing, READABLE_PAGE)),
            Self::Text => (Content::Text(plain_text(outgoing)), page_losses(outgoing, PLAIN_TEXT)),
            Self::Ssd => {
                let (found, losses) = ssd(outgoing).map_err(|error| error.to_string())?;
                for check in &found.checks {
                    eprintln!("wayhome: {}", check.message);
                }
                let json = serde_json::to_value(&found).map_err(said)?;
                let content = Content::Rows {
                    rows: rows(&found),
                    json: Some(json),
                };
                (content, losses)
            }
            Self::Fhir => {
                let (bundle, losses) = fhir::bundle(outgoing);
                (Content::Json(bundle), losses)
            }
            Self::Mapping(mapping) => {
                let (mapped, losses) = mapped(mapping, outgoing).map_err(|error| error.to_string())?;
                let content = match mapped.output() {
                    Output::Json | Output::Flat => Content::Json(mapped.json()),
                    Output::Csv => Content::Rows {
                        rows: vec![Row {
                            table: mapping.id.clone(),
                            columns: mapping.columns(),
                            cells: mapped.cells(),
                        }],
                        json: None,
                    },
                };
                (content, losses)
            }
        })
    }
}

fn rows(found: &SsdRows) -> Vec<Row> {
    let tables = found
        .tables
        .iter()
        .flat_map(|(table, rows)| rows.iter().map(move |row| (*table, row)));
    let rows = tables.map(|(table, row)| Row {
        table: table.to_owned(),
        columns: row.0.iter().map(|(column, _)| (*column).to_owned()).collect(),
        cells: row.0.iter().map(|(_, cell)| cell.clone()).collect(),
    });
    rows.collect()
}
