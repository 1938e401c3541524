//! What a procedure and a form of it look like to whoever shows them: titles, questions, options; no rule.

use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use crate::plan::{Plan, PlanSection};
use crate::procedure::{Basis, Choice, Kind, OptionList, Procedure, Question};

/// What a procedure says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct About {
    /// Short permanent id: `newcastle`.
    pub id: String,
    /// Who issued it.
    pub authority: String,
    /// What it calls itself.
    pub document: String,
    /// What kind of document it is.
    pub basis: Basis,
    /// The id of the procedure beneath it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<String>,
    /// When the document was issued, as it says itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<String>,
    /// When its rules were last compared with the document: `2026-11`.
    pub compared: String,
    /// SHA-256 of its compiled content, as its file says. It tells editions apart; it is not worked out again, and proves nothing of the file.
    pub hash: String,
    /// Its forms, in the order in which they are offered.
    pub forms: Vec<FormName>,
}

/// A form, by its id and title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FormName {
    /// Its id: `visit`.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// One form of a procedure over the law beneath it, as a person fills it in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Outline {
    /// The id of the local procedure.
    pub procedure: String,
    /// The id of the form.
    pub form: String,
    /// The form's title.
    pub title: String,
    /// Its sections, in order.
    pub sections: Vec<OutlineSection>,
    /// Questions that some rule reads and this form does not ask.
    pub elsewhere: Vec<OutlineQuestion>,
}

/// One section of a form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OutlineSection {
    /// Its heading.
    pub title: String,
    /// The id of the procedure that asks.
    pub source: String,
    /// Its questions, in order.
    pub questions: Vec<OutlineQuestion>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OutlineQuestion {
    /// Permanent id, as records hold it.
    pub id: String,
    /// The question as it is asked.
    pub label: String,
    /// What its answer is called in a reason.
    pub name: String,
    /// A line of help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// What kind of answer it takes.
    pub kind: AnswerKind,
    /// Of `choice` and `choices`: what there is to choose from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// Of `number`: the least that is plausible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// Of `number`: the most that is plausible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// Of `text`: does it usually take more than a line?
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub long: bool,
    /// Of `rows`: the columns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<OutlineQuestion>,
    /// Of `rows`: what one row is called, with `{number}` in the place of its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
    /// The question before it in its section whose answer brings it up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hangs_on: Option<String>,
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// `YYYY-MM-DD`.
    Date,
    /// `YYYY-MM-DDThh:mm`.
    DateTime,
    /// `true` or `false`.
    YesNo,
    /// The id of an option.
    Choice,
    /// A list of ids of options.
    Choices,
    /// A number.
    Number,
    /// Text.
    Text,
    /// A list of objects, with a value for each column.
    Rows,
}

impl Procedure {
    /// What this procedure says of itself.
    #[must_use]
    pub fn about(&self) -> About {
        About {
            id: self.id.clone(),
            authority: self.authority.clone(),
            document: self.document.clone(),
            basis: self.basis,
            floor: self.floor.clone(),
            dated: self.dated.clone(),
            compared: self.compared.clone(),
            hash: self.hash.clone(),
            forms: self
                .forms
                .iter()
                .map(|form| FormName {
                    id: form.id.clone(),
                    title: form.title.clone(),
                })
                .collect(),
        }
    }
}

impl Plan {
    /// The form as a person fills it in.
    #[must_use]
    pub fn outline(&self) -> Outline {
        let section = |section: &PlanSection| OutlineSection {
            title: section.title.clone(),
            source: section.source.clone(),
            questions: section
                .questions
                .iter()
                .filter_map(|id| {
                    let mut question = self.question(id).map(of_question)?;
                    question.hangs_on = self.hangs_on(id).map(str::to_owned);
                    Some(question)
                })
                .collect(),
        };
        Outline {
            procedure: self.procedure().id.clone(),
            form: self.form().to_owned(),
            title: self.title().to_owned(),
            sections: self.sections().iter().map(section).collect(),
            elsewhere: self
                .not_asked()
                .filter_map(|id| self.question(id).map(of_question))
                .collect(),
        }
    }
}

fn of_question((question, lists): (&Question, &[OptionList])) -> OutlineQuestion {
    let mut outline = OutlineQuestion {
        id: question.id.clone(),
        label: question.label.clone(),
        name: question.name.clone(),
        hint: question.hint.clone(),
        kind: AnswerKind::Text,
        options: Vec::new(),
        min: None,
        max: None,
        long: false,
        columns: Vec::new(),
        row: question.row.clone(),
        hangs_on: None,
    };
    let options = |list: u16| {
        lists
            .get(usize::from(list))
            .map(|list| list.options.clone())
            .unwrap_or_default()
    };
    outline.kind = match &question.kind {
        Kind::Date => AnswerKind::Date,
        Kind::DateTime => AnswerKind::DateTime,
        Kind::YesNo => AnswerKind::YesNo,
        Kind::Choice(list) => {
            outline.options = options(*list);
            AnswerKind::Choice
        }
        Kind::Choices(list) => {
            outline.options = options(*list);
            AnswerKind::Choices
        }
        Kind::Number { min, max } => {
            (outline.min, outline.max) = (min.and_then(|min| min.to_f64()), max.and_then(|max| max.to_f64()));
            AnswerKind::Number
        }
        Kind::Text { long } => {
            outline.long = *long;
            AnswerKind::Text
        }
        Kind::Rows(columns) => {
            outline.columns = columns.iter().map(|column| of_question((column, lists))).collect();
            AnswerKind::Rows
        }
    };
    outline
}
