//! The values of a record, laid out.

use serde_json::{Map, Value as Json};

use super::shown::plain;
use super::{Mapping, Missing, Origin, Output};

/// A record as a mapping says: its values in the order of the mapping.
#[derive(Debug, Clone, PartialEq)]
pub struct Mapped {
    pub(super) output: Output,
    pub(super) values: Vec<(Vec<String>, Option<Json>)>,
    pub(super) missing: Missing,
}

impl Mapping {
    /// The heading of the table, where the values are laid out as one.
    #[must_use]
    pub fn columns(&self) -> Vec<String> {
        let mut columns = Vec::new();
        for field in &self.fields {
            match &field.from {
                Origin::Rows {
                    most, columns: of_row, ..
                } => {
                    for number in 1..=most.unwrap_or_default() {
                        columns.extend(of_row.iter().map(|column| numbered(&column.to.concat(), number)));
                    }
                }
                _ => columns.push(field.to.concat()),
            }
        }
        columns
    }
}

impl Missing {
    /// What stands in JSON where an answer is missing, if anything does.
    pub(super) fn json(self) -> Option<Json> {
        match self {
            Self::LeaveOut => None,
            Self::Empty => Some("".into()),
            Self::Null => Some(Json::Null),
        }
    }
}

/// A key with the row's number in its place.
pub(super) fn numbered(key: &str, number: u16) -> String {
    key.replace("{number}", &number.to_string())
}

impl Mapped {
    /// As JSON, nested or flat.
    #[must_use]
    pub fn json(&self) -> Json {
        let mut root = Map::new();
        for (to, value) in &self.values {
            if let Some(value) = value.clone().or_else(|| self.missing.json()) {
                put(&mut root, to, value);
            }
        }
        Json::Object(root)
    }

    /// As the cells of a row, in the order of [`Mapping::columns`].
    #[must_use]
    pub fn cells(&self) -> Vec<String> {
        let cells = self
            .values
            .iter()
            .map(|(_, value)| value.as_ref().map_or_else(String::new, plain));
        cells.collect()
    }

    /// How it is to be laid out.
    #[must_use]
    pub fn output(&self) -> Output {
        self.output
    }
}

/// Puts a value where a path leads.
pub(super) fn put(root: &mut Map<String, Json>, to: &[String], value: Json) {
    match to {
        [] => {}
        [key] => {
            root.insert(key.clone(), value);
        }
        [key, rest @ ..] => {
            let inner = root.entry(key.clone()).or_insert_with(|| Json::Object(Map::new()));
            // The compiler refuses a path that leads through a value.
            if let Some(inner) = inner.as_object_mut() {
                put(inner, rest, value);
            }
        }
    }
}

/// Cells as a line of CSV (RFC 4180): quoted where they have to be.
///
/// ```
/// let cells = ["plain", "with, comma", "with \"quotes\"\nand lines"].map(str::to_owned);
/// assert_eq!(
///     wayhome_export::mapping::csv_line(&cells),
///     "plain,\"with, comma\",\"with \"\"quotes\"\"\nand lines\"\r\n"
/// );
/// ```
#[must_use]
pub fn csv_line(cells: &[String]) -> String {
    let quoted = cells.iter().map(|cell| {
        if cell.contains([',', '"', '\r', '\n']) || cell.starts_with(' ') || cell.ends_with(' ') {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.clone()
        }
    });
    quoted.collect::<Vec<_>>().join(",") + "\r\n"
}
