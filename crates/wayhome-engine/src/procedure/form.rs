//! Questions, facts, and the forms that ask.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::expression::{Expression, QuestionIndex};

/// A list of options, shared by the questions that choose from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OptionList {
    /// Its id: that of the only question that uses it, or a name such as `roles`.
    pub id: String,
    /// The options, at most 64.
    pub options: Vec<Choice>,
}

/// One option of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Permanent id, as records hold it.
    pub id: String,
    /// What people read.
    pub label: String,
}

/// One question of the vocabulary, or of a procedure's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Permanent id, as records hold it.
    pub id: String,
    /// The question as it is asked: "Did you speak with the child alone?"
    pub label: String,
    /// What its answer is called in a reason: "Spoken with alone".
    pub name: String,
    /// A line of help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// How soon a person is to be reminded of it while it is open, 1 first; without one, in the order of the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<u8>,
    /// Of a date: is it the day of something that has happened once it is recorded? A day after that of the check is then asked about.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub past: bool,
    /// Of a question with rows: what one row is called, with `{number}` in the place of its number. Says nothing about anybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
    /// What kind of answer it takes.
    pub kind: Kind,
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Kind {
    /// A calendar date, `YYYY-MM-DD`.
    Date,
    /// A date and time of day, `YYYY-MM-DDThh:mm`.
    DateTime,
    /// Yes or no.
    YesNo,
    /// One option of the list at this place.
    Choice(u16),
    /// Any number of options of the list at this place.
    Choices(u16),
    /// A number.
    Number {
        /// The least that is plausible.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<Decimal>,
        /// The most that is plausible.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<Decimal>,
    },
    /// Text.
    Text {
        /// Does it usually take more than a line?
        long: bool,
    },
    /// A table of rows, with these columns. No column is itself a table.
    Rows(Vec<Question>),
}

/// A named expression.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Its name in expressions.
    pub id: String,
    /// What it is called in a reason; without one, a reason names the answers beneath it instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it comes to.
    pub is: Expression,
}

/// A form: what is asked, in sections.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Its id: `visit`, `decision`, `plan`, `unplanned` or `review`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its sections. No question is asked twice.
    pub sections: Vec<Section>,
}

/// One section of a form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// The questions, in order.
    pub ask: Vec<Ask>,
}

/// One question in a section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Which question.
    pub question: QuestionIndex,
    /// When it is asked. An answer to a question that is not asked is kept and ignored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Expression>,
}
