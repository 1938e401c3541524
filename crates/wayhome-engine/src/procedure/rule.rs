//! Rules and deadlines.

use serde::{Deserialize, Serialize};

use crate::expression::{Expression, QuestionIndex};
use crate::period::Unit;

/// How strongly something is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Must.
    Must,
    /// Should.
    Should,
    /// May, or is to be considered.
    Consider,
}

impl Level {
    /// The word for it, in sentences and in cells: "must", "should" or "consider".
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
            Self::Consider => "consider",
        }
    }
}

/// Where something is written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The document's title.
    pub document: String,
    /// The section, paragraph or heading.
    pub section: String,
    /// What the document itself cites wrongly there, word for word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quoted: Option<String>,
    /// With `quoted`: what is meant, as far as it is known, in whole sentences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correct: Option<String>,
}

/// A rule: when it applies, what it expects.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Permanent id: `NEW-35`.
    pub id: String,
    /// The ids of the forms that it checks.
    pub forms: Vec<String>,
    /// How strongly it is asked.
    pub level: Level,
    /// When it applies; always, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Expression>,
    /// What it expects. All parts must hold.
    pub parts: Vec<Part>,
    /// The questions that it is about: where it leads a person. It applies only while one of them is asked.
    pub about: Vec<QuestionIndex>,
    /// What the procedure asks, in our words.
    pub says: String,
    /// Where it is written.
    pub cite: Citation,
}

impl Rule {
    /// Everything that is worked out for it.
    pub(crate) fn expressions(&self) -> impl Iterator<Item = &Expression> {
        let parts = self.parts.iter();
        let parts = parts.flat_map(|part| std::iter::once(&part.expect).chain(&part.explained));
        parts.chain(&self.when)
    }
}

/// One part of what a rule expects.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// What is to hold.
    pub expect: Expression,
    /// Where it does not hold: what makes that *explained* instead of *breached*.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explained: Option<Expression>,
    /// What to say where it does not hold; the rule's own words, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breached_says: Option<String>,
    /// What to say where it does not hold and is explained.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explained_says: Option<String>,
}

/// Something that is due.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// Permanent id: `NEW-50`.
    pub id: String,
    /// The ids of the forms that show it.
    pub forms: Vec<String>,
    /// How strongly it is asked.
    pub level: Level,
    /// When it applies; always, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Expression>,
    /// The date (or date and time) that it is counted from.
    pub from: Expression,
    /// How many units may pass.
    pub within: Expression,
    /// What is counted.
    pub unit: Unit,
    /// Is the first day counted as day 1? Otherwise it is day 0.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub first_day_counts: bool,
    /// The date on which it was done; nothing in the record shows it, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met_by: Option<Expression>,
    /// The ids of the deadlines of the floor that this one stands beside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub floor: Vec<String>,
    /// What is due, in our words.
    pub says: String,
    /// Where it is written.
    pub cite: Citation,
}

impl Deadline {
    /// Everything that is worked out for it.
    pub(crate) fn expressions(&self) -> impl Iterator<Item = &Expression> {
        let parts = [&self.from, &self.within].into_iter();
        parts.chain(&self.when).chain(&self.met_by)
    }
}
