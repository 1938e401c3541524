//! A compiled procedure: what `wayhome compile` writes and everything else reads.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::expression::{Expression, FactIndex, QuestionIndex};
use crate::period::Unit;

/// The version of the compiled format, of records and of reports that this build reads and writes.
pub const FORMAT: u32 = 1;

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

/// Where something is written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The document's title.
    pub document: String,
    /// The section, paragraph or heading.
    pub section: String,
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
    /// What is due, in our words.
    pub says: String,
    /// Where it is written.
    pub cite: Citation,
}

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
