//! What a target makes of a record, and how it stands in files.

use serde_json::Value as Json;

use crate::mapping::csv_line;

/// What a target makes of a record.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A JSON document.
    Json(Json),
    /// A page.
    Page(String),
    /// Text.
    Text(String),
    /// Rows of tables, those of one table together.
    Rows(Vec<Row>),
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The table's name.
    pub table: String,
    /// What its columns are called.
    pub columns: Vec<String>,
    /// What stands in them.
    pub cells: Vec<String>,
    /// Is it about a child that it names, and not about the record? The same from several records is then one row.
    pub of_child: bool,
}

/// A file of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeFile {
    /// What follows the record's own name: `-fhir.json`.
    pub end: String,
    /// Its media type.
    pub kind: &'static str,
    /// What is in it.
    pub text: String,
}

impl Content {
    /// What the name of a file of it ends with.
    #[must_use]
    pub fn extension(&self) -> &'static str {
        match self {
            Self::Json(_) => "json",
            Self::Page(_) => "html",
            Self::Text(_) => "txt",
            Self::Rows(_) => "csv",
        }
    }

    /// All of it as a file of its own; rows without the names of their columns.
    #[must_use]
    pub fn whole(&self) -> String {
        match self {
            // A value can always be said.
            Self::Json(json) => format!("{json:#}\n"),
            Self::Page(text) | Self::Text(text) => text.clone(),
            Self::Rows(rows) => rows.iter().map(|row| csv_line(&row.cells)).collect(),
        }
    }

    /// One file, or one for each table with the names of its columns first. `apart` tells the files of a record apart.
    pub(super) fn files(&self, apart: &str) -> Vec<MadeFile> {
        let kind = match self {
            Self::Json(_) => "application/json",
            Self::Page(_) => "text/html",
            Self::Text(_) => "text/plain",
            Self::Rows(_) => "text/csv",
        };
        let Self::Rows(rows) = self else {
            let end = format!("{apart}.{}", self.extension());
            let text = self.whole();
            return vec![MadeFile { end, kind, text }];
        };
        let mut files: Vec<MadeFile> = Vec::new();
        for row in rows {
            let end = format!("-{}.csv", row.table);
            if files.last().is_none_or(|file| file.end != end) {
                let text = csv_line(&row.columns);
                files.push(MadeFile { end, kind, text });
            }
            if let Some(file) = files.last_mut() {
                file.text.push_str(&csv_line(&row.cells));
            }
        }
        files
    }
}

/// A name for a file: letters, digits, hyphens and underscores of what is wanted, or `record`. All of it counts: an id is no path, and what
/// stands before a slash or after a dot in it tells two records apart.
///
/// ```
/// use wayhome_export::plain_name;
/// assert_eq!(plain_name("visit complete"), "visit-complete");
/// assert_eq!(plain_name("2041/03.a"), "2041-03-a");
/// assert_eq!(plain_name("../.."), "record");
/// ```
#[must_use]
pub fn plain_name(wanted: &str) -> String {
    let plain = |letter: char| {
        if letter.is_alphanumeric() || letter == '_' {
            letter
        } else {
            '-'
        }
    };
    let name: String = wanted.chars().map(plain).take(80).collect();
    if name.chars().all(|letter| letter == '-') {
        "record".to_owned()
    } else {
        name
    }
}
