//! A session: one record while it is being filled in.

mod whole;

use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::{Map, Value as Json};

use crate::answer::{Reading, read};
use crate::approvals::TableResult;
use crate::deadlines::DueResult;
use crate::evaluate::{Answers, Evaluation};
use crate::plan::{Plan, Slot};
use crate::present::Presenter;
use crate::record::Record;
use crate::report::{Asked, Changes, Report};
use crate::rules::RuleResult;
use crate::truth::Truth;
use whole::Snapshot;

/// One record while it is being filled in.
///
/// A session keeps what every rule, approval and deadline came to; [`set`](Self::set) looks again only at what reads the changed
/// answer, and returns only what changed. [`report`](Self::report) is the whole, and equals a fresh check of the same answers.
#[derive(Debug, Clone)]
pub struct Session {
    plan: Arc<Plan>,
    today: NaiveDate,
    id: Option<String>,
    state: Stored,
    /// Every answer as it came, also those that nothing reads.
    raw: Map<String, Json>,
    rules: Vec<RuleResult>,
    tables: Vec<TableResult>,
    deadlines: Vec<DueResult>,
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
        let evaluation = Evaluation::new(&plan, &session.state);
        let rules = plan
            .rules
            .iter()
            .filter_map(|at| plan.rule(*at).map(|rule| evaluation.rule(at.0, rule)))
            .collect();
        let tables = plan
            .tables
            .iter()
            .filter_map(|at| plan.table(*at).map(|table| evaluation.table(at.0, table)))
            .collect();
        let deadlines = plan
            .deadlines
            .iter()
            .filter_map(|at| {
                plan.deadline(*at)
                    .map(|deadline| evaluation.deadline(at.0, deadline, today))
            })
            .collect();
        (session.rules, session.tables, session.deadlines) = (rules, tables, deadlines);
        session
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

    /// Records an answer, and tells what that changed. Any JSON value is kept; one that cannot be read becomes a finding of its own.
    pub fn set(&mut self, question: &str, value: Json) -> Changes {
        if self.raw.get(question) == Some(&value) {
            return Changes::default();
        }
        let before = self.snapshot();
        self.raw.insert(question.to_owned(), value);
        self.change(question, &before)
    }

    /// Takes an answer back, and tells what that changed.
    pub fn unset(&mut self, question: &str) -> Changes {
        if !self.raw.contains_key(question) {
            return Changes::default();
        }
        let before = self.snapshot();
        self.raw.remove(question);
        self.change(question, &before)
    }

    fn change(&mut self, question: &str, before: &Snapshot) -> Changes {
        let plan = Arc::clone(&self.plan);
        let value = self.raw.get(question).cloned().unwrap_or_default();
        let mut changes = Changes::default();
        let Some(slot) = plan.slot(question) else {
            changes
                .findings
                .extend(self.unknown_questions().filter(|finding| finding.about == [question]));
            if changes.findings.is_empty() {
                changes.readable.push(question.to_owned());
            }
            self.note_totals(before, &mut changes);
            return changes;
        };
        let unreadable_before = self
            .state
            .stored(slot)
            .is_some_and(|reading| !reading.problems.is_empty());
        put(&mut self.state.readings, slot, read_slot(&plan, slot, &value));
        let unreadable_now = self
            .state
            .stored(slot)
            .is_some_and(|reading| !reading.problems.is_empty());
        if unreadable_before && !unreadable_now {
            changes.readable.push(question.to_owned());
        }
        let Some(readers) = plan.readers.get(usize::from(slot)) else {
            return changes;
        };
        for conditional in &readers.conditional {
            if self.ask_again(&plan, *conditional) {
                changes.asked.push(Asked {
                    question: plan.slot_id(*conditional).to_owned(),
                    asked: self.state.asked(*conditional),
                });
            }
        }
        let reads_slot = |because: &[crate::explain::Reason]| because.contains(&crate::explain::Reason::Answer(slot));
        let evaluation = Evaluation::new(&plan, &self.state);
        let words = Presenter {
            plan: &plan,
            stored: &self.state.readings,
        };
        changes.findings.extend(words.problems(slot));
        let unequal = |one: &RuleResult, other: &RuleResult| one != other || reads_slot(&other.because);
        for place in &readers.rules {
            let Some((at, rule)) = plan.rules.get(*place).and_then(|at| Some((at, plan.rule(*at)?))) else {
                continue;
            };
            let Some(kept) = self.rules.get_mut(*place) else {
                continue;
            };
            let result = evaluation.rule(at.0, rule);
            if unequal(kept, &result) {
                changes.findings.push(words.finding(at.0, rule, &result));
            }
            *kept = result;
        }
        for place in &readers.tables {
            let Some((at, table)) = plan.tables.get(*place).and_then(|at| Some((at, plan.table(*at)?))) else {
                continue;
            };
            let Some(kept) = self.tables.get_mut(*place) else {
                continue;
            };
            let result = evaluation.table(at.0, table);
            for (row, (old, new)) in table.rows.iter().zip(kept.checks.iter().zip(&result.checks)) {
                if unequal(old, new) {
                    changes.findings.push(words.finding(at.0, &row.check, new));
                }
            }
            if !same_but_for_checks(kept, &result) || reads_slot(&result.because) {
                changes.approvals.push(words.approval(at.0, table, &result));
            }
            *kept = result;
        }
        for place in &readers.deadlines {
            let Some((at, deadline)) = plan
                .deadlines
                .get(*place)
                .and_then(|at| Some((at, plan.deadline(*at)?)))
            else {
                continue;
            };
            let Some(kept) = self.deadlines.get_mut(*place) else {
                continue;
            };
            let result = evaluation.deadline(at.0, deadline, self.today);
            if *kept != result || reads_slot(&result.because) {
                changes.deadlines.push(words.due(at.0, deadline, &result));
            }
            *kept = result;
        }
        self.note_totals(before, &mut changes);
        changes
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

fn same_but_for_checks(one: &TableResult, other: &TableResult) -> bool {
    one.state == other.state
        && one.rows == other.rows
        && one.silence == other.silence
        && one.because == other.because
        && one.needs == other.needs
        && one.doubtful == other.doubtful
}
