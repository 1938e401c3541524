//! Who approves, and who is senior to whom.

use serde::{Deserialize, Serialize};

use super::Rule;
use crate::expression::{Expression, QuestionIndex};

/// A table that says who approves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ApprovalTable {
    /// Its id: `decision`.
    pub id: String,
    /// What is approved: "The decision to return home".
    pub title: String,
    /// The ids of the forms that show it.
    pub forms: Vec<String>,
    /// The rows. Where a more specific row (see [`ApprovalRow::over`]) and another both apply, the more specific decides.
    pub rows: Vec<ApprovalRow>,
    /// Cases about which the procedure says nothing, declared.
    pub silences: Vec<Silence>,
    /// When approval may come after the event; absent where it never may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retrospective: Option<Expression>,
    /// The question for the day on which the decision is put into effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<QuestionIndex>,
}

/// One row of an approval table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ApprovalRow {
    /// When it applies.
    pub when: Expression,
    /// Who may approve: any one of these roles or designations. Empty with `none_required`.
    pub by: Vec<String>,
    /// Or anyone at least as senior as this role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<String>,
    /// The row declares that no approval is required.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub none_required: bool,
    /// Who must have recommended it before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recommended_by: Vec<String>,
    /// Who must have been consulted before: options of the question `consulted`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consult: Vec<String>,
    /// Who must be told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notify: Vec<String>,
    /// The places of the rows that this one is more specific than.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub over: Vec<u16>,
    /// The places of the rows and, after them, silences that can never apply together with this one (proven).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclusive_with: Vec<u16>,
    /// What is checked of the recorded approval once this row decides. Its `id` is the row's, its `when` is absent.
    pub check: Rule,
}

impl ApprovalRow {
    /// The roles that a sentence about the row names as those who must approve: where only a least seniority is asked for, that.
    pub fn named(&self) -> impl Iterator<Item = &String> {
        self.by
            .iter()
            .chain(self.at_least.iter().filter(|_| self.by.is_empty()))
    }
}

/// A case about which a procedure says nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Silence {
    /// When it applies.
    pub when: Expression,
    /// What the procedure leaves open, in our words.
    pub note: String,
}

/// Who is senior to whom.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Seniority {
    /// Roles, most junior first.
    pub ladder: Vec<String>,
    /// Designations and the posts that ordinarily hold each: a nominated officer is not a grade.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub designations: Vec<Designation>,
}

impl Seniority {
    /// Does a sentence about those who must approve go on with "or someone more senior"? Where a row names a post and accepts more senior ones besides,
    /// the document need not say so.
    #[must_use]
    pub fn named_above(&self, by: &[String], at_least: Option<&String>) -> bool {
        by.is_empty() && self.has_above(at_least)
    }

    /// The place of a role on the ladder; of a designation, that of the most junior post that ordinarily holds it.
    #[must_use]
    pub fn rank(&self, role: &str) -> Option<usize> {
        let on_ladder = |role: &str| self.ladder.iter().position(|step| step == role);
        let designation = self.designations.iter().find(|designation| designation.id == role);
        on_ladder(role).or_else(|| designation?.held_by.iter().filter_map(|post| on_ladder(post)).min())
    }

    /// Is at least this role enough, and is there somebody above it?
    pub(crate) fn has_above(&self, at_least: Option<&String>) -> bool {
        at_least.is_some() && at_least != self.ladder.last()
    }
}

/// A designation that a post may hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Designation {
    /// Its id: `nominated_officer`.
    pub id: String,
    /// The posts that ordinarily hold it.
    pub held_by: Vec<String>,
}
