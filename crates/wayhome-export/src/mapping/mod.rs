//! A council's mapping: our questions to its own codes, and a record as it says.
//!
//! The language crate compiles a mapping from TOML; here is what that comes to, as plain data, and what it means. No vendor publishes an import
//! format, so a mapping says itself what it was [tried](Mapping::tried) against.

mod apply;
mod beside;
mod dates;
mod fields;
mod layout;
mod read;
mod shown;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

pub use apply::{MappingError, mapped};
pub use dates::DateFormat;
pub use layout::{Mapped, csv_line};
pub use read::{LARGEST_MAPPING, MappingUnreadable};

/// A compiled mapping.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The version of this format.
    pub wayhome: u32,
    /// SHA-256 over the JSON of everything else, in lower-case hexadecimal.
    pub hash: String,
    /// Short permanent id: `harbour_case_notes`.
    pub id: String,
    /// What it maps to, for people: "Harbour: visits as case notes".
    pub title: String,
    /// The id of the procedure whose records it takes.
    pub procedure: String,
    /// The ids of the forms that it takes.
    pub forms: Vec<String>,
    /// What it was tried against, in a sentence. Every loss report says it.
    pub tried: String,
    /// How the values are laid out.
    pub output: Output,
    /// What stands where an answer is missing.
    pub missing: Missing,
    /// What stands between several options, where they are one text.
    pub separator: String,
    /// How the days of the report are written: `YYYY-MM-DD`, if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dates: Option<DateFormat>,
    /// What stands for yes and for no in the report: true and false, if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yes_no: Option<(Json, Json)>,
    /// The fields, in order.
    pub fields: Vec<Field>,
}

/// How values are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Output {
    /// One JSON object with objects in it: a dot in `to` leads into the next.
    Json,
    /// One JSON object of keys and values.
    Flat,
    /// One row of a table.
    Csv,
}

/// What stands where an answer is missing. A cell of a table is empty in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// Nothing: not even the key.
    LeaveOut,
    /// `""`
    Empty,
    /// `null`
    Null,
}

/// One field of the council's, and what stands in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Where: the steps of a path in nested JSON, else one key. In the key of a row's column, `{number}` stands for the row's number.
    pub to: Vec<String>,
    /// What.
    pub from: Origin,
}

/// Where the value of a field comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Origin {
    /// Always the same.
    Constant(Json),
    /// The answer to a question.
    Answer {
        /// The question's id.
        question: String,
        /// How it is shown.
        shown: Shown,
    },
    /// Something about the record or its report.
    Report(ReportPart),
    /// The rows of a table.
    Rows {
        /// The question's id.
        question: String,
        /// At most so many, where the target has no more fields.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        most: Option<u16>,
        /// The columns.
        columns: Vec<Column>,
    },
}

/// One column of rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Where.
    pub to: Vec<String>,
    /// The column's id.
    pub column: String,
    /// How it is shown.
    pub shown: Shown,
}

/// How an answer is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Shown {
    /// As the record holds it.
    AsRecorded,
    /// Yes and no as these values.
    YesNo {
        /// For yes.
        yes: Json,
        /// For no.
        no: Json,
    },
    /// A date, or a date and time, in this format.
    Date(DateFormat),
    /// Options as the council's codes.
    Codes(BTreeMap<String, Json>),
    /// Options as people read them.
    Labels,
}

/// What a field can say about the record or its report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReportPart {
    /// The record's own id.
    Id,
    /// The id of the procedure.
    Procedure,
    /// The id of the form.
    Form,
    /// The day of the check, as the mapping writes dates.
    Today,
    /// What the record comes to: `complete`, `incomplete` or `breached`.
    Outcome,
    /// `true` for an exercise, else `false`; or what the mapping has for yes and no.
    Training,
    /// The name of who signed.
    SignedBy,
    /// As what they signed.
    SignedRole,
    /// The day of signing, as the mapping writes dates.
    SignedOn,
    /// The id of the signed record that this one is a newer version of.
    Replaces,
    /// Everything as plain text: findings, approvers, dates and answers.
    PlainText,
    /// The hash of the compiled procedure.
    ProcedureHash,
    /// The version of Wayhome.
    WayhomeVersion,
}
