//! Who must approve: what a procedure's file says of its approval tables.

use serde::{Deserialize, Serialize};
use validator::Validate;
use wayhome_engine::Level;

use super::{CitePart, ExpectPart};
use crate::document::shapes::{Day, Placed, TextOr};
use crate::document::text::Text;

/// `[approval.…]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ApprovalPart {
    /// Its heading; "The decision to return home", or the title of its first form, if left out.
    #[validate(length(min = 1, max = 200))]
    pub(crate) title: Option<Text>,
    /// The forms that it stands in; `decision`, if left out.
    pub(crate) forms: Option<Vec<Text>>,
    /// A date: the day by which it is judged which dated rows are in force.
    #[validate(length(min = 1))]
    pub(crate) in_force_on: Option<Text>,
    /// An expression: approval after the event is then shown as such, and not as a breach.
    pub(crate) retrospective_when: Option<Text>,
    /// Who approves in which case. Exactly one row decides.
    #[validate(length(max = 200), nested)]
    pub(crate) row: Vec<RowPart>,
    /// Cases for which the document names nobody.
    #[validate(length(max = 200), nested)]
    pub(crate) silent: Vec<SilentPart>,
}

/// `[[approval.….row]]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RowPart {
    /// Permanent id: `NEW-54`.
    #[validate(length(min = 1, max = 40))]
    pub(crate) id: Text,
    /// The first day on which it is in force.
    pub(crate) from: Option<Placed<Day>>,
    /// The last day on which it is in force.
    pub(crate) until: Option<Placed<Day>>,
    /// An expression: the case.
    #[validate(length(min = 1))]
    pub(crate) when: Text,
    /// Any one of these approves: posts, or designations of `[seniority]`.
    pub(crate) by: Vec<Text>,
    /// Or anyone who is at least as senior as this post.
    pub(crate) at_least: Option<Text>,
    /// True if the document says that no approval is required.
    pub(crate) none_required: Option<Placed<bool>>,
    /// Who must have recommended it before.
    pub(crate) recommended_by: Vec<Text>,
    /// Who must have been consulted: options of the question `consulted`.
    pub(crate) consult: Vec<Text>,
    /// What else must hold of the recorded approval.
    pub(crate) requires: Vec<ExpectPart>,
    /// Who must be told.
    pub(crate) notify: Vec<Text>,
    /// Rows than which this one is more specific.
    pub(crate) over: Vec<Text>,
    /// How strongly it is asked; `must`, if left out.
    pub(crate) level: Option<Level>,
    /// Who approves, in plain words; a sentence made of `by` and `at_least`, if left out.
    #[validate(length(min = 1, max = 1000))]
    pub(crate) says: Option<Text>,
    /// Where it is written: a section of this document, or a table that names another.
    #[validate(required)]
    pub(crate) cite: Option<Placed<TextOr<CitePart>>>,
}

/// `[[approval.….silent]]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct SilentPart {
    /// The first day on which it is in force.
    pub(crate) from: Option<Placed<Day>>,
    /// The last day on which it is in force.
    pub(crate) until: Option<Placed<Day>>,
    /// Id, where the list of duties has one for it.
    #[validate(length(min = 1, max = 40))]
    pub(crate) id: Option<Text>,
    /// An expression: the case.
    #[validate(length(min = 1))]
    pub(crate) when: Text,
    /// What is said about it.
    #[validate(length(min = 1, max = 1000))]
    pub(crate) note: Text,
}
