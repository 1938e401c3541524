//! The report: what a record is found to be, as the package, the command line and the app return it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::approvals::same_choice;
use crate::period::Moment;
use crate::present::{FUTURE, RECORD_SOURCE};
use crate::procedure::{Citation, Level};

/// The state of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It applies, and what it expects holds.
    Met,
    /// It applies, what it expects does not hold, and the reason that it accepts is recorded.
    Explained,
    /// It applies, and what it expects does not hold.
    Breached,
    /// It applies, and an answer that it needs is missing.
    ToDo,
    /// Whether it applies needs an answer.
    CannotTell,
    /// It does not apply.
    NotApplicable,
}

/// What the whole record comes to. `consider` findings and deadlines do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Nothing is left to do, and nothing is breached.
    Complete,
    /// Something is to do or cannot be told, or cannot be read; nothing is breached.
    Incomplete,
    /// At least one *must* or *should* is breached.
    Breached,
}

/// How far the record has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Progress {
    /// How many questions are asked at the moment and read by something of level must or should.
    pub needed: u32,
    /// How many of those have a readable answer.
    pub answered: u32,
}

/// What one rule comes to.
///
/// A finding never carries a person's words: of a text answer it says that there is one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// The rule's permanent id.
    pub rule: String,
    /// The id of the procedure that it belongs to; `record` where the record itself cannot be read.
    pub source: String,
    /// What it comes to.
    pub state: State,
    /// How strongly it is asked.
    pub level: Level,
    /// What it asks, or what is wrong, in plain words.
    pub message: String,
    /// The questions that it is about.
    pub about: Vec<String>,
    /// Of these, the one whose answer made it breached or explained: the first that is among the reasons. A rule of several parts is about them
    /// all. Nothing for any other finding, nor for one that was read back from JSON, which does not say it.
    #[serde(skip)]
    pub turned_on: Option<String>,
    /// The answers that made it so: the shortest sufficient reason.
    pub because: Vec<String>,
    /// The shortest list of questions whose answers would settle it.
    pub needs: Vec<String>,
    /// Where it is written.
    pub cite: Citation,
    /// What to be careful about: bank holidays that are not known, for example.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

impl Finding {
    /// Does it say that an answer cannot be read, or belongs to no question? A day to come, and a refusal, can be read.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        self.source == RECORD_SOURCE && self.level != Level::Consider
    }

    /// Does it say that the day of something that has happened is still to come?
    #[must_use]
    pub fn is_ahead(&self) -> bool {
        self.source == RECORD_SOURCE && self.rule == FUTURE
    }
}

/// Whether an approval table can say who approves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ApprovalState {
    /// It says; no answer still to come can change it.
    Decided,
    /// An answer still to come decides.
    CannotTell,
    /// The procedure does not say.
    Silent,
    /// Several rows apply, and none is more specific.
    Conflict,
}

/// Who must approve.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Approval {
    /// The table's id.
    pub table: String,
    /// The id of the procedure that it belongs to.
    pub source: String,
    /// Whether it can say.
    pub state: ApprovalState,
    /// Who may approve: any one of these roles; where only a least seniority is asked for, that role. Empty with state `decided`: no approval is
    /// required.
    pub approvers: Vec<String>,
    /// Or anyone at least as senior as this role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<String>,
    /// Who must have recommended it before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recommended_by: Vec<String>,
    /// Who must have been consulted before: options of the question `consulted`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consult: Vec<String>,
    /// Who must be told.
    pub notify: Vec<String>,
    /// The ids of the rows that decide; in conflict, all that apply.
    pub rows: Vec<String>,
    /// The answer in one sentence.
    pub message: String,
    /// By when; absent where nobody has to approve, or it cannot be told who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_when: Option<ByWhen>,
    /// The answers that made it so.
    pub because: Vec<String>,
    /// The shortest list of questions whose answers would settle it.
    pub needs: Vec<String>,
    /// Where it is written; absent where nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cite: Option<Citation>,
    /// What to be careful about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

impl Approval {
    /// Does this leave the same choice of who approves as another? Two of the same standing need not.
    #[must_use]
    pub fn leaves_the_same_choice_as(&self, other: &Self) -> bool {
        same_choice(
            (&self.approvers, self.at_least.as_ref()),
            (&other.approvers, other.at_least.as_ref()),
        )
    }
}

/// By when an approval has to be given.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ByWhen {
    /// Before or after the event.
    pub timing: Timing,
    /// The day on which the decision is put into effect, once it is recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<NaiveDate>,
    /// The same in one sentence.
    pub message: String,
}

/// Whether an approval comes before what it approves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Timing {
    /// Before the decision is put into effect.
    Before,
    /// It may come afterwards: the return did not wait.
    Afterwards,
    /// Answers are missing that decide which.
    CannotTell,
}

/// How the local procedure stands to the law beneath it, for this record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It asks for the same.
    Same,
    /// It asks for more.
    Stricter,
    /// It asks for less.
    Weaker,
    /// It does not say.
    Silent,
    /// Which asks for more is not known: the ladder of seniority does not place somebody, several rows apply, or the other one is not stated.
    Different,
    /// One of the two cannot be told yet.
    CannotTell,
}

/// A local approval table beside the law's.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Compared {
    /// The table's id.
    pub table: String,
    /// How the local procedure stands.
    pub local: Standing,
    /// The id of the procedure beneath it.
    pub floor: String,
    /// The comparison in one sentence.
    pub message: String,
}

/// The state of a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeadlineState {
    /// Not done yet, and in time until the due day has passed.
    Due,
    /// Not done, and the due day has passed.
    Late,
    /// Done in time, or planned so.
    Met,
    /// Done after the due day, or planned so.
    MetLate,
    /// Whether it applies, or when it starts, needs an answer.
    CannotTell,
    /// It does not apply.
    NotApplicable,
}

/// What is due when.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Due {
    /// The deadline's permanent id.
    pub id: String,
    /// The id of the procedure that it belongs to.
    pub source: String,
    /// How it stands on the day of the check.
    pub state: DeadlineState,
    /// How strongly it is asked.
    pub level: Level,
    /// What is due, in plain words.
    pub message: String,
    /// The day (or date and time) that it is counted from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<Moment>,
    /// The last day (or date and time) in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    /// What was counted: "14 days", "182 days, the first day counted", "20 working days (28 days, leaving out weekends and 2 bank holidays)".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<String>,
    /// The answers that made it so.
    pub because: Vec<String>,
    /// The shortest list of questions whose answers would settle it.
    pub needs: Vec<String>,
    /// Does the recorded date lie after the day of the check? Then it is planned, and not done yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub planned: bool,
    /// The law's deadline that it stands beside, where the procedure names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<FloorDue>,
    /// Where it is written.
    pub cite: Citation,
    /// What to be careful about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

/// The law's deadline that a local one stands beside, and how the two compare.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FloorDue {
    /// Its permanent id.
    pub id: String,
    /// The id of the procedure that it belongs to.
    pub source: String,
    /// The last day (or date and time) in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    /// How the local procedure stands: `stricter` asks for it earlier, `weaker` later, `silent` not at all.
    pub local: Standing,
    /// The comparison in a sentence or two.
    pub message: String,
}

/// What a reader is to be told of a source before relying on it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Caution {
    /// The id of the procedure that it is about.
    pub source: String,
    /// A plain sentence: how old the document is, that it bears no date, that another replaces it.
    pub message: String,
}

/// Everything that a check finds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// `true` of an exercise, which is about nobody. Left out of every other report.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub training: bool,
    /// The version of this format: [`FORMAT`](crate::FORMAT).
    pub wayhome: u32,
    /// The id of the local procedure.
    pub procedure: String,
    /// The id of the form.
    pub form: String,
    /// The record's own id, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// The day of the check.
    pub today: NaiveDate,
    /// What the record comes to.
    pub outcome: Outcome,
    /// How far it has come.
    pub progress: Progress,
    /// One for each rule of the form: what cannot be read first, then the local procedure, then the law.
    pub findings: Vec<Finding>,
    /// One for each approval table of the form: the local procedure, then the law.
    pub approvals: Vec<Approval>,
    /// One for each table that both have.
    pub comparisons: Vec<Compared>,
    /// One for each deadline of the form.
    pub deadlines: Vec<Due>,
    /// What to know about the age of the documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cautions: Vec<Caution>,
}

/// What one change of an answer changed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Changes {
    /// Questions that are now asked, are no longer asked, or whose being asked became untold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<Asked>,
    /// Findings that are new or differ. Those of the source `record` about a question are all that it finds of it now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// Questions of which what the source `record` found before is gone: whoever keeps findings takes it away before those of `findings` are put
    /// in, among which is what it finds of them now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub readable: Vec<String>,
    /// Approvals that differ.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approvals: Vec<Approval>,
    /// Comparisons that differ.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comparisons: Vec<Compared>,
    /// Deadlines that differ.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deadlines: Vec<Due>,
    /// The outcome, if it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// The progress, if it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<Progress>,
}

/// Whether a question is asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Asked {
    /// The question's id.
    pub question: String,
    /// Yes: asked. No: not applicable, its answer ignored. Unknown: an answer decides.
    pub asked: crate::truth::Truth,
}
