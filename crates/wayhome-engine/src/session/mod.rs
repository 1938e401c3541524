//! A session: one record while it is being filled in.

mod change;
mod check;
mod fields;
mod found;
mod put;
mod rooms;
mod whole;

use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::{Map, Value as Json};

use crate::answer::{Reading, is_blank, read};
use crate::evaluate::Answers as _;
use crate::plan::{Known, Plan, Slot};
use crate::record::Record;
use crate::report::{Outcome, Progress, Report};
use crate::truth::Truth;

pub use check::{Checked, Unusable};
pub use fields::Field;
pub(crate) use found::{Found, Stored};
pub use put::{Change, QuestionPlace};
pub use rooms::Rooms;

/// One record while it is being filled in.
///
/// A session keeps what every rule, approval and deadline came to, without reasons and words; [`set`](Self::set) looks again only at what reads
/// the changed answer, and returns only what changed. [`report`](Self::report) is the whole, and equals a fresh check of the same answers.
#[derive(Debug, Clone)]
pub struct Session {
    found: Found,
    id: Option<String>,
    training: bool,
    /// Every answer as it came, also those that nothing reads.
    raw: Map<String, Json>,
}

impl Session {
    /// Starts an empty record, checked as on a day.
    #[must_use]
    pub fn new(plan: Arc<Plan>, today: NaiveDate) -> Self {
        let (procedure, form) = (plan.procedure().id.clone(), plan.form().to_owned());
        Self::open(plan, today, Record::new(procedure, form))
    }

    /// Opens a record that has answers already. Its own `procedure` and `form` are not looked at: choose the plan by them.
    #[must_use]
    pub fn open(plan: Arc<Plan>, today: NaiveDate, record: Record) -> Self {
        let raw = record.answers;
        let mut found = Found::empty(plan, today);
        for (question, value) in &raw {
            match found.plan.known(question) {
                Some(Known::Slot(slot)) => found.state.put(slot, read_slot(&found.plan, slot, value)),
                Some(Known::Other) => {}
                None if is_blank(value) => {}
                None => found.unknown.push(question.clone()),
            }
        }
        found.judge_all();
        Self {
            found,
            id: record.id,
            training: record.training,
            raw,
        }
    }

    pub(crate) fn stored(&self) -> &Stored {
        &self.found.state
    }

    /// The plan that it follows.
    #[must_use]
    pub fn plan(&self) -> &Arc<Plan> {
        &self.found.plan
    }

    /// The day of the check.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.found.today
    }

    /// Every answer as it was set, also those that are not asked at present and those that nothing reads.
    #[must_use]
    pub fn answers(&self) -> &Map<String, Json> {
        &self.raw
    }

    /// The record as it stands.
    #[must_use]
    pub fn record(&self) -> Record {
        let mut record = Record::new(self.plan().procedure().id.clone(), self.plan().form());
        (record.id, record.answers) = (self.id.clone(), self.raw.clone());
        record.training = self.training;
        record
    }

    /// Whether a question is asked at present; `None` if the plan does not know it.
    #[must_use]
    pub fn asked(&self, question: &str) -> Option<Truth> {
        self.plan().slot(question).map(|slot| self.stored().asked(slot))
    }

    /// Has a question a readable answer? White space is none, and so is an empty list.
    #[must_use]
    pub fn answered(&self, question: &str) -> bool {
        self.plan()
            .slot(question)
            .and_then(|slot| self.stored().stored(slot))
            .is_some_and(|reading| reading.answer.is_some())
    }

    /// What the record comes to.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.found.outcome()
    }

    /// How far the record has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.found.progress()
    }

    /// Everything that a check of the record finds.
    #[must_use]
    pub fn report(&self) -> Report {
        self.found.report(self.id.as_deref(), self.training)
    }

    /// The questions whose answers say why a rule of one of the plan's procedures is not met; none where it is met, or not explained.
    #[must_use]
    pub fn explained_by(&self, source: &str, rule: &str) -> Vec<String> {
        self.found.explained_by(source, rule)
    }
}

/// Checks a record as on a day: the whole report.
///
/// The same as opening a [`Session`] and asking for its report.
#[must_use]
pub fn check(plan: &Arc<Plan>, today: NaiveDate, record: Record) -> Report {
    Session::open(Arc::clone(plan), today, record).report()
}

fn read_slot(plan: &Plan, slot: Slot, value: &Json) -> Reading {
    plan.slot_question(slot)
        .map_or_else(Reading::default, |(procedure, question)| {
            read(question, &procedure.option_lists, value)
        })
}
