//! The answers of a record by slot, and what everything comes to.

use std::sync::Arc;

use chrono::NaiveDate;

use super::Rooms;
use super::put::Change;
use crate::answer::Reading;
use crate::approvals::TableVerdict;
use crate::deadlines::{DueVerdict, floor};
use crate::evaluate::{Answers, Evaluation};
use crate::plan::{Plan, Readers, Slot};
use crate::present::is_ahead;
use crate::rules::Verdict;
use crate::truth::Truth;

/// The answers by slot, and which questions are asked.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    pub(super) readings: Vec<Option<Reading>>,
    pub(super) asked: Vec<Truth>,
}

impl Stored {
    pub(super) fn put(&mut self, slot: Slot, reading: Reading) {
        if let Some(kept) = self.readings.get_mut(usize::from(slot)) {
            *kept = reading.worth_keeping();
        }
    }

    /// Forgets the answers of a record before, in the slots into which none was put since.
    pub(super) fn keep_only(&mut self, put: &[bool]) {
        let readings = self.readings.iter_mut().zip(put);
        readings.filter(|(_, put)| !**put).for_each(|(left, _)| *left = None);
    }
}

impl Answers for Stored {
    fn stored(&self, slot: Slot) -> Option<&Reading> {
        self.readings.get(usize::from(slot)).and_then(Option::as_ref)
    }

    fn asked(&self, slot: Slot) -> Truth {
        self.asked.get(usize::from(slot)).copied().unwrap_or(Truth::Unknown)
    }
}

/// What a record is found to be, without reasons and words.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) plan: Arc<Plan>,
    pub(super) today: NaiveDate,
    pub(super) state: Stored,
    /// Misspelt questions that have an answer, in the order of the alphabet.
    pub(super) unknown: Vec<String>,
    pub(super) rules: Vec<Verdict>,
    pub(super) tables: Vec<TableVerdict>,
    pub(super) deadlines: Vec<DueVerdict>,
    /// Which question a record named after each, when one was read last: first of all, and then after each slot.
    pub(super) next: Vec<Slot>,
}

impl Found {
    /// No answers, and nothing worked out yet.
    pub(super) fn empty(plan: Arc<Plan>, today: NaiveDate) -> Self {
        let slots = plan.slots.len();
        Self {
            plan,
            today,
            state: Stored {
                readings: vec![None; slots],
                asked: vec![Truth::Yes; slots],
            },
            unknown: Vec::new(),
            rules: Vec::new(),
            tables: Vec::new(),
            deadlines: Vec::new(),
            next: vec![0; slots + 1],
        }
    }

    /// The same again, in the room of what another record of this plan was found to be, if there is any. Its answers are still there.
    pub(super) fn within(rooms: &mut Rooms, plan: Arc<Plan>, today: NaiveDate) -> Self {
        let Some(mut found) = rooms.take(&plan) else {
            return Self::empty(plan, today);
        };
        found.today = today;
        found.state.asked.fill(Truth::Yes);
        found.unknown.clear();
        found
    }

    /// Works out which questions are asked, and then every rule, table and deadline.
    pub(super) fn judge_all(&mut self) {
        let plan = Arc::clone(&self.plan);
        for slot in &plan.conditional {
            self.ask_again(&plan, *slot);
        }
        let evaluation = Evaluation::new(&plan, &self.state);
        let rules = plan.rules.iter().filter_map(|at| Some((at.0, plan.rule(*at)?)));
        self.rules.clear();
        self.rules
            .extend(rules.map(|(layer, rule)| evaluation.judge(layer, rule)));
        let tables = plan.tables.iter().filter_map(|at| Some((at.0, plan.table(*at)?)));
        self.tables.clear();
        self.tables
            .extend(tables.map(|(layer, table)| evaluation.judge_table(layer, table)));
        let deadlines = 0..plan.deadlines.len();
        self.deadlines.clear();
        self.deadlines
            .extend(deadlines.filter_map(|place| evaluation.judge_deadline(place, self.today)));
        for place in 0..self.deadlines.len() {
            self.put_beside_floor(place);
        }
    }

    /// Sets a deadline beside those of the law that it names.
    fn put_beside_floor(&mut self, place: usize) {
        let floor = floor(&self.plan, &self.deadlines, place);
        if let Some(kept) = self.deadlines.get_mut(place) {
            kept.floor = floor;
        }
    }

    /// Works out again what these come to.
    pub(super) fn judge(&mut self, plan: &Plan, readers: &Readers) {
        self.judge_and_tell(plan, readers, &mut Vec::new());
    }

    /// Works out again what these come to, and tells what is different.
    pub(super) fn judge_and_tell(&mut self, plan: &Plan, readers: &Readers, changes: &mut Vec<Change>) {
        let evaluation = Evaluation::new(plan, &self.state);
        for place in &readers.rules {
            let rule = plan.rules.get(*place).and_then(|at| Some((at.0, plan.rule(*at)?)));
            if let Some(((layer, rule), kept)) = rule.zip(self.rules.get_mut(*place)) {
                let verdict = evaluation.judge(layer, rule);
                if verdict.state != kept.state {
                    changes.push(Change::Check(*place, verdict.state));
                }
                *kept = verdict;
            }
        }
        for place in &readers.tables {
            let table = plan.tables.get(*place).and_then(|at| Some((at.0, plan.table(*at)?)));
            if let Some(((layer, table), kept)) = table.zip(self.tables.get_mut(*place)) {
                let verdict = evaluation.judge_table(layer, table);
                let first = plan.first_check(*place);
                for (row, (old, new)) in kept.checks.iter().zip(&verdict.checks).enumerate() {
                    if old.state != new.state {
                        changes.push(Change::Check(first + row, new.state));
                    }
                }
                changes.push(Change::Approval(*place));
                *kept = verdict;
            }
        }
        let deadlines = readers.deadlines.iter();
        let judged: Vec<_> = deadlines
            .filter_map(|place| Some((*place, evaluation.judge_deadline(*place, self.today)?)))
            .collect();
        let before: Vec<_> = judged
            .into_iter()
            .filter_map(|(place, verdict)| Some((place, std::mem::replace(self.deadlines.get_mut(place)?, verdict))))
            .collect();
        for (place, before) in before {
            self.put_beside_floor(place);
            if let Some(now) = self.deadlines.get(place).filter(|now| **now != before) {
                changes.push(Change::Deadline(place, now.state));
            }
        }
    }

    /// Works out again whether a question is asked; says whether that changed.
    pub(super) fn ask_again(&mut self, plan: &Plan, slot: Slot) -> bool {
        let Some((layer, when)) = plan.asked_when(slot) else {
            return false;
        };
        let asked = Evaluation::new(plan, &self.state).in_layer(layer).truth(when);
        self.state
            .asked
            .get_mut(usize::from(slot))
            .is_some_and(|kept| std::mem::replace(kept, asked) != asked)
    }

    /// The answers that cannot be read, or only in part. One to a question that is not asked is kept, and nobody is asked to put it right.
    pub(super) fn unreadable(&self) -> impl Iterator<Item = Slot> {
        let slots = self.state.readings.iter().zip(&self.state.asked).zip(0..);
        slots.filter_map(|((reading, asked), slot)| {
            is_unreadable(reading.as_ref(), *asked, self.plan.wants_whole(slot)).then_some(slot)
        })
    }

    /// Is this one of [`unreadable`](Self::unreadable)?
    pub(super) fn is_unreadable(&self, slot: Slot) -> bool {
        is_unreadable(
            self.state.stored(slot),
            self.state.asked(slot),
            self.plan.wants_whole(slot),
        )
    }

    /// Is there something to say of the answer itself: that it cannot be read, or that its day has not come?
    pub(super) fn is_found(&self, slot: Slot) -> bool {
        if self.state.asked(slot).is_no() {
            return false;
        }
        let question = self.plan.slot_question(slot).map(|(_, question)| question);
        self.state.stored(slot).is_some_and(|reading| {
            !reading.problems.is_empty()
                || self.plan.wants_whole(slot) && reading.is_part()
                || question.is_some_and(|question| is_ahead(question, reading, self.today))
        })
    }
}

fn is_unreadable(reading: Option<&Reading>, asked: Truth, whole: bool) -> bool {
    reading.is_some_and(|reading| !reading.problems.is_empty() || whole && reading.is_part()) && !asked.is_no()
}
