//! What a procedure's file may say, part by part.
//!
//! Keys that a part needs are checked by length, so that a key left out and a key left empty are one diagnostic, and every
//! one of them is found.

use serde::{Deserialize, Serialize};
use toml::Spanned;
use validator::Validate;
use wayhome_engine::{Basis, Level};

use super::shapes::{Number, TextOr, TextOrList};
use super::text::Text;

/// `[procedure]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ProcedurePart {
    #[validate(length(min = 1, max = 40))]
    pub(crate) id: Text,
    #[validate(length(min = 1, max = 200))]
    pub(crate) authority: Text,
    #[validate(length(min = 1, max = 300))]
    pub(crate) document: Text,
    #[validate(required)]
    pub(crate) basis: Option<Basis>,
    #[validate(length(min = 1, max = 40))]
    pub(crate) floor: Option<Text>,
    #[validate(length(min = 1, max = 60))]
    pub(crate) dated: Option<Text>,
    #[validate(length(min = 1, max = 60))]
    pub(crate) compared: Text,
    #[validate(length(max = 40))]
    pub(crate) cautions: Vec<Text>,
}

/// `[[options]]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct OptionsPart {
    #[validate(length(min = 1, max = 80))]
    pub(crate) id: Text,
    #[validate(length(min = 1), nested)]
    pub(crate) options: Vec<OptionPart>,
}

/// One option of a list.
#[derive(Debug, Deserialize, Serialize, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct OptionPart {
    #[validate(length(min = 1, max = 80))]
    pub(crate) id: Text,
    #[validate(length(min = 1, max = 300))]
    pub(crate) label: Text,
}

/// The words for kinds of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum QuestionType {
    Date,
    DateTime,
    YesNo,
    Choice,
    Choices,
    Number,
    Text,
    Rows,
}

/// `[[question]]`, or one of its `fields`.
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct QuestionPart {
    #[validate(length(min = 1, max = 120))]
    pub(crate) id: Text,
    #[serde(rename = "type")]
    #[validate(required)]
    pub(crate) kind: Option<QuestionType>,
    #[validate(length(min = 1, max = 400))]
    pub(crate) label: Text,
    #[validate(length(min = 1, max = 200))]
    pub(crate) name: Option<Text>,
    #[validate(length(min = 1, max = 1000))]
    pub(crate) hint: Option<Text>,
    #[validate(nested)]
    pub(crate) options: Vec<OptionPart>,
    pub(crate) options_from: Option<Text>,
    pub(crate) min: Option<Spanned<Number>>,
    pub(crate) max: Option<Spanned<Number>>,
    pub(crate) long: Option<Spanned<bool>>,
    #[validate(length(max = 64), nested)]
    pub(crate) fields: Vec<QuestionPart>,
}

/// The table form of a fact.
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct FactPart {
    #[validate(length(min = 1))]
    pub(crate) is: Text,
    #[validate(length(min = 1, max = 200))]
    pub(crate) name: Option<Text>,
}

/// The table form of a question in `ask`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AskPart {
    pub(crate) question: Text,
    pub(crate) when: Option<Text>,
}

/// `[[section]]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct SharedSectionPart {
    #[validate(length(min = 1, max = 80))]
    pub(crate) id: Text,
    #[validate(length(min = 1, max = 200))]
    pub(crate) title: Text,
    #[validate(length(min = 1, max = 500))]
    pub(crate) ask: Vec<Spanned<TextOr<AskPart>>>,
}

/// `[[form]]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct FormPart {
    #[validate(length(min = 1, max = 40))]
    pub(crate) id: Text,
    #[validate(length(min = 1, max = 200))]
    pub(crate) title: Text,
    #[validate(length(min = 1, max = 100))]
    pub(crate) section: Vec<Spanned<SectionPart>>,
}

/// `[[form.section]]`
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct SectionPart {
    pub(crate) include: Option<Text>,
    pub(crate) title: Option<Text>,
    pub(crate) ask: Vec<Spanned<TextOr<AskPart>>>,
}

/// The table form of a citation.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CitePart {
    pub(crate) document: Text,
    pub(crate) section: Text,
}

/// `[[rule]]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RulePart {
    #[validate(length(min = 1, max = 40))]
    pub(crate) id: Text,
    pub(crate) form: Option<Text>,
    pub(crate) forms: Option<Vec<Text>>,
    #[validate(required)]
    pub(crate) level: Option<Level>,
    pub(crate) when: Option<Text>,
    #[validate(required)]
    pub(crate) expect: Option<Spanned<TextOrList<ExpectPart>>>,
    pub(crate) explained_by: Option<Text>,
    pub(crate) explained_when: Option<Text>,
    #[validate(length(min = 1, max = 1000))]
    pub(crate) says: Text,
    #[validate(length(min = 1, max = 1000))]
    pub(crate) breached_says: Option<Text>,
    #[validate(length(min = 1, max = 1000))]
    pub(crate) explained_says: Option<Text>,
    pub(crate) about: Option<Vec<Text>>,
    #[validate(required)]
    pub(crate) cite: Option<Spanned<TextOr<CitePart>>>,
}

/// One part of what a rule expects.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpectPart {
    pub(crate) that: Text,
    pub(crate) explained_by: Option<Text>,
    pub(crate) explained_when: Option<Text>,
    pub(crate) breached_says: Option<Text>,
    pub(crate) explained_says: Option<Text>,
}

/// `[[deadline]]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct DeadlinePart {
    #[validate(length(min = 1, max = 40))]
    pub(crate) id: Text,
    pub(crate) form: Option<Text>,
    pub(crate) forms: Option<Vec<Text>>,
    #[validate(required)]
    pub(crate) level: Option<Level>,
    pub(crate) when: Option<Text>,
    #[validate(length(min = 1))]
    pub(crate) from: Text,
    #[validate(required)]
    pub(crate) within: Option<Spanned<TextOr<WithinPart>>>,
    pub(crate) met_by: Option<Text>,
    pub(crate) first_day_counts: bool,
    #[validate(length(min = 1, max = 1000))]
    pub(crate) says: Text,
    #[validate(required)]
    pub(crate) cite: Option<Spanned<TextOr<CitePart>>>,
}

/// A period whose length is an expression; one of the keys.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct WithinPart {
    pub(crate) days: Option<Text>,
    pub(crate) weeks: Option<Text>,
    pub(crate) months: Option<Text>,
    pub(crate) working_days: Option<Text>,
    pub(crate) hours: Option<Text>,
}

/// `[approval.…]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ApprovalPart {
    #[validate(length(min = 1, max = 200))]
    pub(crate) title: Text,
    pub(crate) forms: Option<Vec<Text>>,
    pub(crate) retrospective_when: Option<Text>,
    #[validate(length(max = 200), nested)]
    pub(crate) row: Vec<RowPart>,
    #[validate(length(max = 200), nested)]
    pub(crate) silent: Vec<SilentPart>,
}

/// `[[approval.….row]]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RowPart {
    #[validate(length(min = 1, max = 40))]
    pub(crate) id: Text,
    #[validate(length(min = 1))]
    pub(crate) when: Text,
    pub(crate) by: Vec<Text>,
    pub(crate) at_least: Option<Text>,
    pub(crate) none_required: Option<Spanned<bool>>,
    pub(crate) notify: Vec<Text>,
    pub(crate) over: Vec<Text>,
    pub(crate) level: Option<Level>,
    #[validate(length(min = 1, max = 1000))]
    pub(crate) says: Text,
    #[validate(required)]
    pub(crate) cite: Option<Spanned<TextOr<CitePart>>>,
}

/// `[[approval.….silent]]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct SilentPart {
    #[validate(length(min = 1))]
    pub(crate) when: Text,
    #[validate(length(min = 1, max = 1000))]
    pub(crate) note: Text,
}
