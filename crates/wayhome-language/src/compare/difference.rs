//! What a comparison came to: plain data, whose JSON form is stable and has a schema.

use serde::Serialize;
use serde_json::{Map, Value as Json};
use wayhome_engine::{Basis, Citation, Level};

/// How two procedures, or two editions of one, differ.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Difference {
    /// The version of this format: [`FORMAT`](wayhome_engine::FORMAT).
    pub wayhome: u32,
    /// The first of the two.
    pub left: Edition,
    /// The second.
    pub right: Edition,
    /// Are they two editions of one procedure, with the same id? Then rules and deadlines are matched by their ids.
    pub editions: bool,
    /// Who approves whom: the approval tables that differ, by id.
    pub approvals: Vec<TableDifference>,
    /// What is due when.
    pub deadlines: Vec<DeadlineDifference>,
    /// What is asked, form by form.
    pub asked: Vec<FormDifference>,
    /// Of editions: rules and approval rows that came, went or changed. Rules of two authorities are not matched.
    pub rules: Vec<RuleDifference>,
    /// Of editions: everything else.
    pub other: Vec<OtherDifference>,
}

impl Difference {
    /// Was everything compared, and nothing found to differ?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.approvals.is_empty()
            && self.deadlines.is_empty()
            && self.asked.is_empty()
            && self.rules.is_empty()
            && self.other.is_empty()
    }
}

/// One of the two that are compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Edition {
    /// What it is called in the sentences: "Tees", or "First" and "Second" of two editions.
    pub name: String,
    /// The procedure's id.
    pub id: String,
    /// Who issued it.
    pub authority: String,
    /// What it calls itself.
    pub document: String,
    /// What kind of document it is.
    pub basis: Basis,
    /// When the document was issued, as it says itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dated: Option<String>,
    /// The hash of the compiled procedure.
    pub hash: String,
}

/// Whether something could be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// It is in both.
    Both,
    /// It is only in the first.
    OnlyLeft,
    /// It is only in the second.
    OnlyRight,
}

/// How two approval tables differ.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TableDifference {
    /// The table's id.
    pub table: String,
    /// What is approved: "The decision to return home".
    pub title: String,
    /// Which of the two has it.
    pub presence: Presence,
    /// Why the two were not compared. Absent where they were.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_compared: Option<String>,
    /// How many cases the conditions of both tell apart.
    pub cases: u64,
    /// In how many of them the answers differ.
    pub differing: u64,
    /// The differences: one for each pair of answers.
    pub differences: Vec<ApprovalDifference>,
}

/// Cases in which the same two answers differ.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApprovalDifference {
    /// What the first says.
    pub left: Answer,
    /// What the second says.
    pub right: Answer,
    /// Who of the two is more senior; absent where not both name somebody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// How many cases there are.
    pub cases: u64,
    /// What all the children of these cases have in common: "aged 16 or 17, section 20".
    pub children: String,
    /// Are these all the children of whom that is true?
    pub every: bool,
    /// One of them.
    pub example: Child,
}

/// A child of whom the two say different things.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Child {
    /// "aged 15, section 20, looked after for 25 working days"
    pub text: String,
    /// The child as answers of a record. Absent where the conditions look at something of which no example is made up, such as a table of people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers: Option<Map<String, Json>>,
}

/// What a procedure says of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Answer {
    /// What kind of answer it is.
    pub kind: AnswerKind,
    /// Who may approve: any one of these roles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approvers: Vec<String>,
    /// Or anyone at least as senior as this role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_least: Option<String>,
    /// Who must be told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notify: Vec<String>,
    /// How strongly it is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// The ids of the rows that say so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<String>,
    /// In words: "the Service Manager, and the Assistant Director is told".
    pub says: String,
}

/// What kind of answer a table gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// Somebody approves.
    Decided,
    /// It says that no approval is required.
    NoneRequired,
    /// It does not say.
    Silent,
    /// Several rows apply, and none comes first.
    Conflict,
}

/// Who of two approvers is more senior: the most junior who may approve is what counts. Ladders say it; where neither knows both, or they
/// contradict each other, nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Neither.
    Same,
    /// The first asks for somebody more senior.
    LeftMoreSenior,
    /// The second asks for somebody more senior.
    RightMoreSenior,
    /// No ladder of the two says.
    NotComparable,
}

/// How deadlines differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeadlineDifference {
    /// What they are about: the id of a deadline of two editions; of two procedures the answers that start and meet it.
    pub about: String,
    /// Which of the two has any.
    pub presence: Presence,
    /// Are they of two procedures, and does no answer show when they are met, so that nobody can say whether they are the same duty?
    pub not_matched: bool,
    /// What changed in a deadline that both have.
    pub changed: Vec<Aspect>,
    /// Those of the first.
    pub left: Vec<DeadlineSays>,
    /// Those of the second.
    pub right: Vec<DeadlineSays>,
}

/// A deadline, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeadlineSays {
    /// Its id.
    pub id: String,
    /// How strongly it is asked.
    pub level: Level,
    /// How long: "20 working days".
    pub within: String,
    /// The names of the questions from whose answers it is counted.
    pub from: String,
    /// The names of the questions whose answers meet it; absent where none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub met_by: Option<String>,
    /// What is due, in words.
    pub says: String,
    /// Where it is written.
    pub cite: Citation,
}

/// What of a rule or a deadline changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// How strongly it is asked.
    Level,
    /// The words.
    Words,
    /// When it applies.
    When,
    /// What it expects.
    Expects,
    /// What explains that it is not met.
    Explains,
    /// On which forms it is.
    Forms,
    /// Where it is written.
    Citation,
    /// How long may pass.
    Period,
    /// From when it is counted.
    Start,
    /// What meets it.
    MetBy,
}

/// How what a form asks differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FormDifference {
    /// The form's id.
    pub form: String,
    /// Its title.
    pub title: String,
    /// Which of the two has it.
    pub presence: Presence,
    /// What only the first asks.
    pub only_left: Vec<AskedQuestion>,
    /// What only the second asks.
    pub only_right: Vec<AskedQuestion>,
    /// Of editions: what both ask, in other words or under another condition.
    pub otherwise: Vec<AskedQuestion>,
}

/// A question of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskedQuestion {
    /// Its id.
    pub id: String,
    /// What its answer is called.
    pub name: String,
}

/// How a rule, or the words of an approval row, differ between editions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleDifference {
    /// Its id.
    pub id: String,
    /// Which of the two has it.
    pub presence: Presence,
    /// What changed, where both have it.
    pub changed: Vec<Aspect>,
    /// What the first says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<RuleSays>,
    /// What the second says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right: Option<RuleSays>,
}

/// A rule, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleSays {
    /// How strongly it is asked.
    pub level: Level,
    /// What it asks, in words.
    pub says: String,
    /// Where it is written.
    pub cite: Citation,
}

/// Something else that differs between editions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OtherDifference {
    /// What: "date of the document", "cautions", "seniority"; "something else" where the two are not the same and nothing here says why.
    pub what: String,
    /// What it is in the first.
    pub left: String,
    /// What it is in the second.
    pub right: String,
}
