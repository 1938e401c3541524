//! What a procedure's file may say, part by part.
//!
//! Keys that a part needs are checked by length, so that a key left out and a key left empty are one diagnostic, and every
//! one of them is found.

mod approvals;

use serde::{Deserialize, Serialize};
use validator::Validate;
use wayhome_engine::{Basis, Level};

use super::shapes::{Day, Number, Placed, TextOr, TextOrList};
use super::text::Text;

pub(crate) use approvals::{ApprovalPart, RowPart};

/// `[procedure]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ProcedurePart {
    /// Permanent id, in lower case: `newcastle`.
    #[validate(length(min = 1, max = 40))]
    pub(crate) id: Text,
    /// Who issued the document.
    #[validate(length(min = 1, max = 200))]
    pub(crate) authority: Text,
    /// What the document calls itself.
    #[validate(length(min = 1, max = 300))]
    pub(crate) document: Text,
    /// What kind of document it is.
    #[validate(required)]
    pub(crate) basis: Option<Basis>,
    /// The id of the procedure whose duties apply beneath this one: `england`.
    #[validate(length(min = 1, max = 40))]
    pub(crate) floor: Option<Text>,
    /// When the document was issued, as it says itself: `2019`, `April 2019` or `3 April 2019`; left out if it bears no date.
    #[validate(length(min = 1, max = 60))]
    pub(crate) dated: Option<Text>,
    /// What is known of a newer document that replaces this one, or may; left out if nothing is.
    #[validate(length(min = 1, max = 400))]
    pub(crate) superseded: Option<Text>,
    /// A date: the day by which it is judged which dated rules and rows are in force. A form or an approval table may name another.
    #[validate(length(min = 1))]
    pub(crate) in_force_on: Option<Text>,
    /// When the rules were last compared with the document: `2026-11`.
    #[validate(length(min = 1, max = 60))]
    pub(crate) compared: Text,
    /// What everyone who relies on the procedure is to be told.
    #[validate(length(max = 40))]
    pub(crate) cautions: Vec<Text>,
}

/// `[[options]]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct OptionsPart {
    /// The id that questions name in `options_from`.
    #[validate(length(min = 1, max = 80))]
    pub(crate) id: Text,
    /// The options, in the order in which they are offered.
    #[validate(length(min = 1), nested)]
    pub(crate) options: Vec<OptionPart>,
}

/// One option of a list.
#[derive(Debug, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct OptionPart {
    /// Permanent id, which expressions and records use.
    #[validate(length(min = 1, max = 80))]
    pub(crate) id: Text,
    /// The option as it is offered.
    #[validate(length(min = 1, max = 300))]
    pub(crate) label: Text,
}

/// The words for kinds of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub(crate) enum QuestionType {
    /// A date.
    Date,
    /// A date and a time.
    DateTime,
    /// Yes or no.
    YesNo,
    /// One of several options.
    Choice,
    /// Any of several options.
    Choices,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A list of people or things, each with its own fields.
    Rows,
}

/// `[[question]]`, or one of its `fields`.
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct QuestionPart {
    /// Permanent id; a procedure's own questions start with its id and a dot.
    #[validate(length(min = 1, max = 120))]
    pub(crate) id: Text,
    /// What kind of answer it takes.
    #[serde(rename = "type")]
    #[validate(required)]
    pub(crate) kind: Option<QuestionType>,
    /// The question as it is asked.
    #[validate(length(min = 1, max = 400))]
    pub(crate) label: Text,
    /// What its answer is called in a reason; the label without its question mark, if left out.
    #[validate(length(min = 1, max = 200))]
    pub(crate) name: Option<Text>,
    /// A word of help.
    #[validate(length(min = 1, max = 1000))]
    pub(crate) hint: Option<Text>,
    /// How soon a person is reminded of it while it is open: 1 first, then 2 and so on; without one, in the order of the form.
    pub(crate) urgency: Option<Placed<u8>>,
    /// Of a date: whether it is the day of something that has happened once it is recorded.
    pub(crate) past: Option<Placed<bool>>,
    /// What `choice` and `choices` choose from.
    #[validate(nested)]
    pub(crate) options: Vec<OptionPart>,
    /// Instead of `options`: the id of a list of options, or of another question.
    pub(crate) options_from: Option<Text>,
    /// The least number.
    pub(crate) min: Option<Placed<Number>>,
    /// The greatest number.
    pub(crate) max: Option<Placed<Number>>,
    /// Whether a text is usually more than a line.
    pub(crate) long: Option<Placed<bool>>,
    /// What one of the `rows` is called: "Person {number} in the household". Says nothing about anybody.
    #[validate(length(min = 1, max = 120))]
    pub(crate) row: Option<Text>,
    /// What each of the `rows` asks.
    #[validate(length(max = 64), nested)]
    pub(crate) fields: Vec<QuestionPart>,
}

/// The table form of a fact.
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct FactPart {
    /// The expression that it stands for.
    #[validate(length(min = 1))]
    pub(crate) is: Text,
    /// What it is called in a reason, where it is quoted with its value.
    #[validate(length(min = 1, max = 200))]
    pub(crate) name: Option<Text>,
    /// In a list of such tables: the first day on which this one holds.
    pub(crate) from: Option<Placed<Day>>,
    /// In a list of such tables: the last day on which this one holds.
    pub(crate) until: Option<Placed<Day>>,
}

/// The table form of a question in `ask`.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct AskPart {
    /// The question's id.
    pub(crate) question: Text,
    /// An expression: the question is asked if it holds.
    pub(crate) when: Option<Text>,
}

/// `[[section]]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct SharedSectionPart {
    /// The id that forms name in `include`.
    #[validate(length(min = 1, max = 80))]
    pub(crate) id: Text,
    /// Its heading.
    #[validate(length(min = 1, max = 200))]
    pub(crate) title: Text,
    /// Its questions: ids, or tables that add a condition.
    #[validate(length(min = 1, max = 500))]
    pub(crate) ask: Vec<Placed<TextOr<AskPart>>>,
}

/// `[[form]]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct FormPart {
    /// Which form: `visit`, `decision`, `plan`, `unplanned` or `review`.
    #[validate(length(min = 1, max = 40))]
    pub(crate) id: Text,
    /// Its heading; that of the form in the procedures that Wayhome ships, if left out.
    #[validate(length(min = 1, max = 200))]
    pub(crate) title: Option<Text>,
    /// A date: the day by which it is judged which dated rules and deadlines are in force on this form.
    #[validate(length(min = 1))]
    pub(crate) in_force_on: Option<Text>,
    /// Its sections, in order.
    #[validate(length(min = 1, max = 100))]
    pub(crate) section: Vec<Placed<SectionPart>>,
}

/// `[[form.section]]`
#[derive(Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct SectionPart {
    /// Instead of a title and questions: the id of a `[[section]]`.
    pub(crate) include: Option<Text>,
    /// Its heading.
    pub(crate) title: Option<Text>,
    /// Its questions: ids, or tables that add a condition.
    pub(crate) ask: Vec<Placed<TextOr<AskPart>>>,
}

/// The table form of a citation.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct CitePart {
    /// Which document; this one, if left out.
    pub(crate) document: Option<Text>,
    /// Its section.
    pub(crate) section: Text,
    /// What the document cites wrongly, word for word.
    pub(crate) quoted: Option<Text>,
    /// With `quoted`: what is meant, as far as it is known, in whole sentences.
    pub(crate) correct: Option<Text>,
}

/// `[[rule]]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RulePart {
    /// Permanent id: `NEW-35`.
    #[validate(length(min = 1, max = 40))]
    pub(crate) id: Text,
    /// The form that it is checked in.
    pub(crate) form: Option<Text>,
    /// Instead of `form`: several forms.
    pub(crate) forms: Option<Vec<Text>>,
    /// How strongly it is asked.
    #[validate(required)]
    pub(crate) level: Option<Level>,
    /// The first day on which it is in force.
    pub(crate) from: Option<Placed<Day>>,
    /// The last day on which it is in force.
    pub(crate) until: Option<Placed<Day>>,
    /// An expression: when the rule applies; always, if left out.
    pub(crate) when: Option<Text>,
    /// What is expected: an expression, or a list of parts, all of which must hold.
    #[validate(required)]
    pub(crate) expect: Option<Placed<TextOrList<ExpectPart>>>,
    /// The question in which a reason may be recorded: what is not met is then explained instead of breached.
    pub(crate) explained_by: Option<Text>,
    /// Instead of `explained_by`: an expression.
    pub(crate) explained_when: Option<Text>,
    /// What the rule asks, in plain words.
    #[validate(length(min = 1, max = 1000))]
    pub(crate) says: Text,
    /// What is said when it is breached.
    #[validate(length(min = 1, max = 1000))]
    pub(crate) breached_says: Option<Text>,
    /// What is said when it is explained.
    #[validate(length(min = 1, max = 1000))]
    pub(crate) explained_says: Option<Text>,
    /// The questions to which the finding leads; those that `expect` reads, if left out.
    pub(crate) about: Option<Vec<Text>>,
    /// Where it is written: a section of this document, or a table that names another.
    #[validate(required)]
    pub(crate) cite: Option<Placed<TextOr<CitePart>>>,
}

/// One part of what a rule expects.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpectPart {
    /// The expression that must hold.
    pub(crate) that: Text,
    /// The question in which a reason may be recorded.
    pub(crate) explained_by: Option<Text>,
    /// Instead of `explained_by`: an expression.
    pub(crate) explained_when: Option<Text>,
    /// What is said when this part is breached.
    pub(crate) breached_says: Option<Text>,
    /// What is said when this part is explained.
    pub(crate) explained_says: Option<Text>,
}

/// `[[deadline]]`
#[derive(Debug, Default, Deserialize, Serialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct DeadlinePart {
    /// Permanent id: `NEW-50`.
    #[validate(length(min = 1, max = 40))]
    pub(crate) id: Text,
    /// The form that it is checked in.
    pub(crate) form: Option<Text>,
    /// Instead of `form`: several forms.
    pub(crate) forms: Option<Vec<Text>>,
    /// How strongly it is asked.
    #[validate(required)]
    pub(crate) level: Option<Level>,
    /// The first day on which it is in force. (`from` is the day that it is counted from.)
    pub(crate) in_force_from: Option<Placed<Day>>,
    /// The last day on which it is in force.
    pub(crate) in_force_until: Option<Placed<Day>>,
    /// An expression: when the deadline applies; always, if left out.
    pub(crate) when: Option<Text>,
    /// The date, or date and time, from which it is counted.
    #[validate(length(min = 1))]
    pub(crate) from: Text,
    /// How long: `"2 weeks"` (days, weeks, months, working days or hours), or a table with an expression.
    #[validate(required)]
    pub(crate) within: Option<Placed<TextOr<WithinPart>>>,
    /// The date that meets it.
    pub(crate) met_by: Option<Text>,
    /// Whether the start day is day 1 and not day 0.
    pub(crate) first_day_counts: bool,
    /// The deadlines of the law that this one stands beside, an id or a list of them: the report then says which is earlier, this one or the first
    /// due of those that apply.
    pub(crate) floor: Option<Placed<TextOrList<Text>>>,
    /// What is due, in plain words.
    #[validate(length(min = 1, max = 1000))]
    pub(crate) says: Text,
    /// Where it is written: a section of this document, or a table that names another.
    #[validate(required)]
    pub(crate) cite: Option<Placed<TextOr<CitePart>>>,
}

/// A period whose length is an expression; one of the keys.
#[derive(Debug, Default, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("minProperties" = 1, "maxProperties" = 1)))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct WithinPart {
    /// An expression for a number of days.
    pub(crate) days: Option<Text>,
    /// An expression for a number of weeks.
    pub(crate) weeks: Option<Text>,
    /// An expression for a number of months.
    pub(crate) months: Option<Text>,
    /// An expression for a number of working days.
    pub(crate) working_days: Option<Text>,
    /// An expression for a number of hours.
    pub(crate) hours: Option<Text>,
}
