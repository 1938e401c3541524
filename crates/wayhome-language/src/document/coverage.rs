//! Which duties the document has, and where those are kept that are no rule, row or deadline.

use serde::{Deserialize, Serialize};
use validator::Validate;

use super::parts::CitePart;
use super::shapes::{Placed, TextOr};
use super::text::Text;

/// `[coverage]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct CoveragePart {
    /// The list of the document's duties that this file was written from: ids, or `"NEW-01 to NEW-55"`.
    #[validate(length(min = 1, max = 500))]
    pub(crate) duties: Vec<Text>,
    /// Duties, or parts of them, that were found in the document after that list had been made; written in the same way.
    #[validate(length(max = 500))]
    pub(crate) found_later: Vec<Text>,
}

/// `[[covered]]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct CoveredPart {
    /// The duty's id.
    #[validate(length(min = 1, max = 40))]
    pub(crate) id: Text,
    /// What keeps it: questions, facts, and ids of rules, rows, deadlines and silences.
    #[validate(length(min = 1, max = 40))]
    pub(crate) by: Vec<Text>,
    /// What the document says, and how it is kept.
    #[validate(length(min = 1, max = 1000))]
    pub(crate) says: Text,
    /// Where it is written: a section of this document, or a table that names another.
    #[validate(required)]
    pub(crate) cite: Option<Placed<TextOr<CitePart>>>,
}

/// `[[guidance]]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct GuidancePart {
    /// The duty's id.
    #[validate(length(min = 1, max = 40))]
    pub(crate) id: Text,
    /// What the document asks.
    #[validate(length(min = 1, max = 1000))]
    pub(crate) says: Text,
    /// Why a record cannot show it.
    #[validate(length(min = 1, max = 1000))]
    pub(crate) because: Text,
    /// Where it is written: a section of this document, or a table that names another.
    #[validate(required)]
    pub(crate) cite: Option<Placed<TextOr<CitePart>>>,
}
