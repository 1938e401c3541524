//! A compiled procedure: what `wayhome compile` writes and everything else reads.

mod age;
mod approval;
mod form;
mod read;
mod rule;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::expression::{FactIndex, QuestionIndex};

pub use approval::{ApprovalRow, ApprovalTable, Designation, Seniority, Silence};
pub use form::{Ask, Choice, Fact, Form, Kind, OptionList, Question, Section};
pub use read::{LARGEST_PROCEDURE, ProcedureError};
pub use rule::{Citation, Deadline, Level, Part, Rule};

/// The version of the compiled format, of records and of reports that this build reads and writes.
pub const FORMAT: u32 = 1;

/// The most options that a list has: what is chosen of several is kept as a bit for each.
pub const MOST_OPTIONS: usize = 64;

/// The most facts that a procedure has, many times what any needs.
pub const MOST_FACTS: usize = 500;

/// One authority's procedure, or the law, ready to run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// The version of this format: [`FORMAT`].
    pub wayhome: u32,
    /// SHA-256 over the canonical JSON of everything else, in lower-case hexadecimal.
    pub hash: String,
    /// Short permanent id: `newcastle`.
    pub id: String,
    /// Who issued it: "Newcastle City Council".
    pub authority: String,
    /// What it calls itself.
    pub document: String,
    /// What kind of document it is.
    pub basis: Basis,
    /// The id of the procedure whose duties apply beneath this one: `england`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<String>,
    /// When the document was issued, as it says itself; `None` where it bears no date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<String>,
    /// The first day on which it may have been issued, worked out of `dated`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<NaiveDate>,
    /// What is known of a newer document that replaces this one, or may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superseded: Option<String>,
    /// When the compiled rules were last compared with the document: `2026-11`.
    pub compared: String,
    /// Things that everyone who relies on this procedure is to be told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cautions: Vec<String>,
    /// Lists of options that questions choose from.
    pub option_lists: Vec<OptionList>,
    /// Every question that this procedure asks or reads.
    pub questions: Vec<Question>,
    /// Ids of the vocabulary that it neither asks nor reads. A record may hold answers to them; they are kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_questions: Vec<String>,
    /// Named expressions. A fact reads only facts before it.
    pub facts: Vec<Fact>,
    /// The forms, in the order in which they are offered.
    pub forms: Vec<Form>,
    /// The rules, in the order of the document.
    pub rules: Vec<Rule>,
    /// The deadlines, in the order of the document.
    pub deadlines: Vec<Deadline>,
    /// The approval tables.
    pub approvals: Vec<ApprovalTable>,
    /// Who is senior to whom.
    pub seniority: Seniority,
    /// The bank holidays that working days leave out.
    pub calendar: Calendar,
}

/// What kind of document a procedure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// An Act or regulations.
    Law,
    /// Guidance, which asks little that a record can show.
    Guidance,
    /// A local procedure.
    Local,
}

impl Procedure {
    /// The form with this id.
    #[must_use]
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// The question at this place.
    #[must_use]
    pub fn question(&self, index: QuestionIndex) -> Option<&Question> {
        self.questions.get(usize::from(index))
    }

    /// The fact at this place.
    #[must_use]
    pub fn fact(&self, index: FactIndex) -> Option<&Fact> {
        self.facts.get(usize::from(index))
    }

    /// Whom a row of an approval table accepts besides those whom it names, because they are as senior or more: "the Director of Children's Services",
    /// "someone more senior". The document need not say so, and a sentence about what it asks for leaves them out.
    #[must_use]
    pub fn accepted_besides(&self, by: &[String], at_least: Option<&String>) -> Vec<String> {
        if by.is_empty() {
            return Vec::new();
        }
        let least = at_least.filter(|least| !by.contains(least));
        let least = least.map(|least| format!("the {}", self.role_label(least)));
        let above = self.seniority.has_above(at_least);
        let above = above.then(|| "someone more senior".to_owned());
        least.into_iter().chain(above).collect()
    }

    /// The words for a role: the label of its option in the list `roles`, or its id with spaces.
    #[must_use]
    pub fn role_label(&self, role: &str) -> String {
        self.option_lists
            .iter()
            .filter(|list| list.id == "roles")
            .flat_map(|list| &list.options)
            .find(|option| option.id == role)
            .map_or_else(|| role.replace('_', " "), |option| option.label.clone())
    }
}

/// The first day on which an answer may lie: dates before it are taken for slips of the finger.
pub const EARLIEST_DATE: NaiveDate = match NaiveDate::from_ymd_opt(1900, 1, 1) {
    Some(date) => date,
    None => NaiveDate::MIN,
};

/// The last day on which an answer may lie.
pub const LATEST_DATE: NaiveDate = match NaiveDate::from_ymd_opt(2199, 12, 31) {
    Some(date) => date,
    None => NaiveDate::MAX,
};
