//! A record as the files of a target, with what they could not carry: the one way by which the app, the command line and the package export.

mod content;

use serde_json::Value as Json;
use wayhome_engine::{LARGEST_RECORD, Record};

use crate::losses::{Loss, LossKind, Losses, PLAIN_TEXT, READABLE_PAGE, document_losses, page_losses};
use crate::mapping::{Mapping, MappingError, Output, mapped};
use crate::outgoing::Outgoing;
use crate::{Document, SsdError, SsdRows, fhir, page, plain_text, ssd};

pub use content::{Content, MadeFile, Row, plain_name};

/// What a record is exported to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target<'m> {
    /// Wayhome JSON.
    Json,
    /// A page to read and print.
    Page,
    /// Its plain-text twin.
    Text,
    /// Rows of the Standard Safeguarding Dataset.
    Ssd,
    /// FHIR R4.
    Fhir,
    /// As a council's mapping says.
    Mapping(&'m Mapping),
}

/// An export.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// What the target makes of the record.
    pub content: Content,
    /// What it could not carry.
    pub losses: Losses,
    /// What goes against a rule of the target, a sentence each. They quote no answer.
    pub checks: Vec<String>,
}

/// Why there is no export.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotMade {
    /// The dataset refuses it.
    #[error(transparent)]
    Ssd(#[from] SsdError),
    /// The mapping does not take it.
    #[error(transparent)]
    Mapping(#[from] MappingError),
    /// It cannot be said in JSON.
    #[error("The record cannot be said in JSON.")]
    Json,
}

impl From<serde_json::Error> for NotMade {
    fn from(_: serde_json::Error) -> Self {
        Self::Json
    }
}

impl Target<'static> {
    /// The targets that need no mapping, as people name them.
    pub const NAMED: [(&'static str, Self); 5] = [
        ("json", Self::Json),
        ("html", Self::Page),
        ("text", Self::Text),
        ("ssd", Self::Ssd),
        ("fhir", Self::Fhir),
    ];

    /// The target of a name.
    ///
    /// ```
    /// use wayhome_export::Target;
    /// assert_eq!(Target::named("html"), Some(Target::Page));
    /// assert_eq!(Target::named("pdf"), None);
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::NAMED.into_iter();
        all.find(|(known, _)| *known == name).map(|(_, target)| target)
    }
}

impl Target<'_> {
    /// Exports a record.
    ///
    /// # Errors
    ///
    /// [`NotMade`] where a mapping is for other records, or the record is an exercise and the target cannot say so.
    ///
    /// ```
    /// use wayhome_engine::{Record, Session};
    /// use wayhome_export::{Outgoing, Target};
    /// let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
    /// let session = Session::open(plan, "2026-03-02".parse().unwrap(), Record::new("newcastle", "visit"));
    /// let made = Target::Text.export(&Outgoing::new(&session))?;
    /// let [file] = &made.files(Target::Text)[..] else { panic!("one file") };
    /// assert_eq!((file.end.as_str(), file.kind), (".txt", "text/plain"));
    /// # Ok::<(), wayhome_export::NotMade>(())
    /// ```
    pub fn export(self, outgoing: &Outgoing<'_>) -> Result<Made, NotMade> {
        let (content, losses) = match self {
            Self::Json => {
                let json = serde_json::to_value(Document::new(outgoing))?;
                let mut losses = document_losses(outgoing);
                losses.lost.extend(too_large(outgoing, &json));
                (Content::Json(json), losses)
            }
            Self::Page => (Content::Page(page(outgoing)), page_losses(outgoing, READABLE_PAGE)),
            Self::Text => (Content::Text(plain_text(outgoing)), page_losses(outgoing, PLAIN_TEXT)),
            Self::Ssd => {
                let (found, losses) = ssd(outgoing)?;
                return Ok(tables(&found, Content::Rows(rows(&found)), losses));
            }
            Self::Fhir => {
                let (bundle, losses) = fhir::bundle(outgoing);
                (Content::Json(bundle), losses)
            }
            Self::Mapping(mapping) => by_mapping(mapping, outgoing)?,
        };
        Ok(Made {
            content,
            losses,
            checks: Vec::new(),
        })
    }

    /// Exports a record to where there is room for one document and not for several tables: the tables of the dataset stand in one JSON document.
    ///
    /// # Errors
    ///
    /// As [`Self::export`].
    pub fn export_as_one(self, outgoing: &Outgoing<'_>) -> Result<Made, NotMade> {
        if self != Self::Ssd {
            return self.export(outgoing);
        }
        let (found, losses) = ssd(outgoing)?;
        Ok(tables(&found, Content::Json(serde_json::to_value(&found)?), losses))
    }
}

fn tables(found: &SsdRows, content: Content, losses: Losses) -> Made {
    Made {
        content,
        losses,
        checks: found.checks.iter().map(|check| check.message.clone()).collect(),
    }
}

impl Made {
    /// The export as files: one, or one for each table.
    #[must_use]
    pub fn files(&self, target: Target<'_>) -> Vec<MadeFile> {
        let apart = match target {
            Target::Json => "-export".to_owned(),
            Target::Fhir => "-fhir".to_owned(),
            Target::Mapping(mapping) => format!("-{}", plain_name(&mapping.id)),
            Target::Page | Target::Text | Target::Ssd => String::new(),
        };
        self.content.files(&apart)
    }
}

/// With its report, a record may become larger than what is read back.
fn too_large(outgoing: &Outgoing<'_>, json: &Json) -> Option<Loss> {
    let answers = serde_json::to_string(outgoing.session.answers()).ok()?;
    // The report of hardly any record is so large that all of it has to be measured.
    let is_large = answers.len() > LARGEST_RECORD / 2 && format!("{json:#}\n").len() > LARGEST_RECORD;
    is_large.then(|| Loss {
        what: "file".to_owned(),
        kind: LossKind::TooMany,
        message: "The file: larger than 5 MB, so that Wayhome does not open it again.".to_owned(),
    })
}

/// What a record's files are called, without their end: its id in plain letters.
#[must_use]
pub fn stem(record: &Record) -> String {
    plain_name(record.id.as_deref().unwrap_or_default())
}

fn by_mapping(mapping: &Mapping, outgoing: &Outgoing<'_>) -> Result<(Content, Losses), MappingError> {
    let (mapped, losses) = mapped(mapping, outgoing)?;
    let content = match mapped.output() {
        Output::Json | Output::Flat => Content::Json(mapped.json()),
        Output::Csv => Content::Rows(vec![Row {
            // The table's name becomes a file's, and a compiled mapping may come from anywhere.
            table: plain_name(&mapping.id),
            columns: mapping.columns(),
            cells: mapped.cells(),
            of_child: false,
        }]),
    };
    Ok((content, losses))
}

fn rows(found: &SsdRows) -> Vec<Row> {
    let tables = found.tables.iter();
    let rows = tables.flat_map(|(table, rows)| rows.iter().map(move |row| (*table, row)));
    let rows = rows.map(|(table, row)| Row {
        table: table.to_owned(),
        columns: row.0.iter().map(|(column, _)| (*column).to_owned()).collect(),
        cells: row.0.iter().map(|(_, cell)| cell.clone()).collect(),
        of_child: crate::ssd::is_of_child(table, row),
    });
    rows.collect()
}
