//! What a mapping's file may say, part by part.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use toml::Spanned;
use validator::Validate;
use wayhome_export::mapping::{Missing, Output, ReportPart};

use super::read;
use super::shapes::{Placed, TextOr};
use super::text::Text;
use super::version;
use crate::diagnostics::codes::document as codes;
use crate::diagnostics::{Report, Reports};

/// A mapping's file.
#[derive(Debug, Default)]
pub(crate) struct MappingDocument {
    pub(crate) head: MappingPart,
    pub(crate) fields: Vec<FieldPart>,
    pub(crate) rows: Vec<RowsPart>,
}

/// `[mapping]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct MappingPart {
    /// Permanent id, in lower case: `harbour_case_notes`.
    #[validate(length(min = 1, max = 60))]
    pub(crate) id: Text,
    /// What it maps to, for people.
    #[validate(length(min = 1, max = 200))]
    pub(crate) title: Text,
    /// The id of the procedure whose records it takes.
    #[validate(length(min = 1, max = 40))]
    pub(crate) procedure: Text,
    /// The ids of the forms that it takes.
    #[validate(length(min = 1, max = 20))]
    pub(crate) forms: Vec<Text>,
    /// What it was tried against, in a sentence: it stands in every loss report.
    #[validate(length(min = 1, max = 400))]
    pub(crate) tried: Text,
    /// How the values are laid out.
    #[validate(required)]
    pub(crate) output: Option<Output>,
    /// What stands where an answer is missing: nothing, if left out.
    pub(crate) missing: Option<Missing>,
    /// What stands between several options where they are one text: "; ", if left out.
    #[validate(length(max = 10))]
    pub(crate) separator: Option<Text>,
    /// How dates are written: `YYYY-MM-DD`, if left out.
    pub(crate) dates: Option<Text>,
    /// How dates with a time are written: `YYYY-MM-DDThh:mm`, if left out.
    pub(crate) date_times: Option<Text>,
    /// What stands for yes and for no: true and false, if left out.
    pub(crate) yes_no: Option<Placed<(Scalar, Scalar)>>,
}

/// `[[field]]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct FieldPart {
    /// Where the value goes. In nested JSON, a dot leads into an object.
    #[validate(length(min = 1, max = 300))]
    pub(crate) to: Text,
    /// The question whose answer it is.
    pub(crate) question: Option<Text>,
    /// A value that is always the same.
    pub(crate) constant: Option<Placed<Scalar>>,
    /// Something about the record or its report.
    pub(crate) report: Option<Placed<ReportPart>>,
    /// The council's code for each option, or "labels", or "ids".
    pub(crate) options: Option<Placed<TextOr<Codes>>>,
    /// How this date is written.
    pub(crate) dates: Option<Text>,
    /// What stands for yes and for no here.
    pub(crate) yes_no: Option<Placed<(Scalar, Scalar)>>,
}

/// `[[rows]]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RowsPart {
    /// The question whose rows they are.
    #[validate(length(min = 1, max = 120))]
    pub(crate) question: Text,
    /// Where the list goes, in nested JSON.
    pub(crate) to: Option<Text>,
    /// How many rows there is room for, where they become keys or columns.
    pub(crate) most: Option<Placed<u16>>,
    /// The columns.
    #[validate(length(min = 1, max = 60), nested)]
    pub(crate) field: Vec<ColumnPart>,
}

/// `[[rows.field]]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ColumnPart {
    /// Where the value goes. In flat JSON and in tables, `{number}` stands for the row's number.
    #[validate(length(min = 1, max = 300))]
    pub(crate) to: Text,
    /// The column's id.
    #[validate(length(min = 1, max = 120))]
    pub(crate) column: Text,
    /// The council's code for each option, or "labels", or "ids".
    pub(crate) options: Option<Placed<TextOr<Codes>>>,
    /// How this date is written.
    pub(crate) dates: Option<Text>,
    /// What stands for yes and for no here.
    pub(crate) yes_no: Option<Placed<(Scalar, Scalar)>>,
}

/// Codes by option.
pub(crate) type Codes = BTreeMap<Spanned<String>, Scalar>;

/// A text, a number, or true or false.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub(crate) enum Scalar {
    Text(String),
    Whole(i64),
    YesNo(bool),
}

impl Scalar {
    pub(crate) fn json(&self) -> serde_json::Value {
        match self {
            Self::Text(text) => text.clone().into(),
            Self::Whole(number) => (*number).into(),
            Self::YesNo(yes) => (*yes).into(),
        }
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Scalars;

        impl Visitor<'_> for Scalars {
            type Value = Scalar;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text in quotation marks, a whole number, or true or false")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar::Text(text.to_owned()))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Scalar, E> {
                Ok(Scalar::Whole(number))
            }

            fn visit_bool<E: Error>(self, yes: bool) -> Result<Scalar, E> {
                Ok(Scalar::YesNo(yes))
            }
        }

        deserializer.deserialize_any(Scalars)
    }
}

/// Reads a mapping's file; reports every mistake in its shape.
pub(crate) fn mapping(text: &str, reports: &mut Reports) -> Option<MappingDocument> {
    let root = read::table(text, reports)?;
    if let Some((key, value)) = root.get_key_value("procedure")
        && value.get_ref().as_table().is_some()
        && !root.contains_key("mapping")
    {
        let report = Report::new(
            &codes::OTHER_FILE,
            &key.span(),
            "this is a procedure, and not a mapping",
        );
        reports.push(report.help("`wayhome lint` checks it"));
        return None;
    }
    read::only(&root, &["wayhome", "mapping", "field", "rows"], "a mapping", reports);
    version(&root, true, reports);
    let head = if let Some(value) = root.get("mapping") {
        read::one(value, "mapping", reports).unwrap_or_default()
    } else {
        let report = Report::new(&codes::MISSING, &(0..0), "the file has no [mapping]");
        reports.push(report.help("start it with wayhome = 1 and [mapping]"));
        MappingPart::default()
    };
    Some(MappingDocument {
        head,
        fields: read::entries(&root, "field", "a field", reports),
        rows: read::entries(&root, "rows", "rows", reports),
    })
}

/// The procedure that a mapping's file names, if it can be told.
pub(crate) fn procedure_of(text: &str) -> Option<String> {
    let root = read::table(text, &mut Reports::default())?;
    let head = root.get("mapping")?.get_ref().as_table()?;
    head.get("procedure")?.get_ref().as_str().map(str::to_owned)
}

/// Where that stands.
pub(crate) fn procedure_at(text: &str) -> Option<usize> {
    let root = read::table(text, &mut Reports::default())?;
    let procedure = root.get("mapping")?.get_ref().as_table()?.get("procedure")?;
    Some(procedure.span().start)
}
