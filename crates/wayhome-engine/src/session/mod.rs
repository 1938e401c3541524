//! A session: one record while it is being filled in.

mod change;
mod whole;

use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::{Map, Value as Json};

use crate::answer::{Reading, read};
use crate::approvals::TableVerdict;
use crate::deadlines::DueVerdict;
use crate::evaluate::{Answers, Evaluation};
use crate::plan::{Plan, Slot};
use crate::record::Record;
use crate::report::Report;
use crate::rules::Verdict;
use crate::truth::Truth;

/// One record while it is being filled in.
///
/// A session keeps what every rule, approval and deadline came to, without reasons and words; [`set`](Self::set) looks again only at what reads
/// the changed answer, and returns only what changed. [`report`](Self::report) is the whole, and equals a fresh check of the same answers.
#[derive(Debug, Clone)]
pub struct Session {
    plan: Arc<Plan>,
    today: NaiveDate,
    id: Option<String>,
    state: Stored,
    /// Every answer as it came, also those that nothing reads.
    raw: Map<String, Json>,
    rules: Vec<Verdict>,
    tables: Vec<TableVerdict>,
    deadlines: Vec<DueVerdict>,
}

/// The answers by slot, and which questions are asked.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    readings: Vec<Option<Reading>>,
    asked: Vec<Truth>,
}

impl Answers for Stored {
    fn stored(&self, slot: Slot) -> Option<&Reading> {
        self.readings.get(usize::from(slot)).and_then(Option::as_ref)
    }

    fn asked(&self, slot: Slot) -> Truth {
        self.asked.get(usize::from(slot)).copied().unwrap_or(Truth::Unknown)
    }
}

impl Session {
    /// Starts an empty record, checked as on a day.
    #[must_use]
    pub fn new(plan: Arc<Plan>, today: NaiveDate) -> Self {
        Self::with_answers(plan, today, None, Map::new())
    }

    /// Opens a record that has answers already. Its own `procedure` and `form` are not looked at: choose the plan by them.
    #[must_use]
    pub fn open(plan: Arc<Plan>, today: NaiveDate, record: Record) -> Self {
        Self::with_answers(plan, today, record.id, record.answers)
    }

    fn with_answers(plan: Arc<Plan>, today: NaiveDate, id: Option<String>, raw: Map<String, Json>) -> Self {
        let mut readings: Vec<Option<Reading>> = vec![None; plan.slots.len()];
        for (question, value) in &raw {
            if let Some(slot) = plan.slot(question) {
                put(&mut readings, slot, read_slot(&plan, slot, value));
            }
        }
        let state = Stored {
            readings,
            asked: vec![Truth::Yes; plan.slots.len()],
        };
        let mut session = Self {
            plan,
            today,
            id,
            state,
            raw,
            rules: Vec::new(),
            tables: Vec::new(),
            deadlines: Vec::new(),
        };
        let plan = Arc::clone(&session.plan);
        for slot in &plan.conditional {
            session.ask_again(&plan, *slot);
        }
        session.judge_all(&plan);
        session
    }

    /// Works out every rule, table and deadline.
    fn judge_all(&mut self, plan: &Plan) {
        let evaluation = Evaluation::new(plan, &self.state);
        let rules = plan.rules.iter().filter_map(|at| Some((at.0, plan.rule(*at)?)));
        let rules = rules.map(|(layer, rule)| evaluation.judge(layer, rule)).collect();
        let tables = plan.tables.iter().filter_map(|at| Some((at.0, plan.table(*at)?)));
        let tables = tables
            .map(|(layer, table)| evaluation.judge_table(layer, table))
            .collect();
        let deadlines = 0..plan.deadlines.len();
        let deadlines = deadlines
            .filter_map(|place| evaluation.judge_deadline(place, self.today))
            .collect();
        (self.rules, self.tables, self.deadlines) = (rules, tables, deadlines);
    }

    pub(crate) fn stored(&self) -> &Stored {
        &self.state
    }

    /// The plan that it follows.
    #[must_use]
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// The day of the check.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// Every answer as it was set, also those that are not asked at present and those that nothing reads.
    #[must_use]
    pub fn answers(&self) -> &Map<String, Json> {
        &self.raw
    }

    /// The record as it stands.
    #[must_use]
    pub fn record(&self) -> Record {
        let mut record = Record::new(self.plan.procedure().id.clone(), self.plan.form());
        (record.id, record.answers) = (self.id.clone(), self.raw.clone());
        record
    }

    /// Whether a question is asked at present; `None` if the plan does not know it.
    #[must_use]
    pub fn asked(&self, question: &str) -> Option<Truth> {
        self.plan.slot(question).map(|slot| self.state.asked(slot))
    }

    /// Has a question a readable answer? White space is none, and so is an empty list.
    #[must_use]
    pub fn answered(&self, question: &str) -> bool {
        self.plan
            .slot(question)
            .and_then(|slot| self.state.stored(slot))
            .is_some_and(|reading| reading.answer.is_some())
    }

    /// Works out again whether a question is asked; says whether that changed.
    fn ask_again(&mut self, plan: &Plan, slot: Slot) -> bool {
        let Some((layer, when)) = plan.asked_when(slot) else {
            return false;
        };
        let asked = Evaluation::new(plan, &self.state).in_layer(layer).truth(when);
        self.state
            .asked
            .get_mut(usize::from(slot))
            .is_some_and(|kept| std::mem::replace(kept, asked) != asked)
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

fn put(readings: &mut [Option<Reading>], slot: Slot, reading: Reading) {
    if let Some(kept) = readings.get_mut(usize::from(slot)) {
        *kept = (reading.answer.is_some() || !reading.problems.is_empty()).then_some(reading);
    }
}
