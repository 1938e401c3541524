//! An answer given by the place of its question, and what it changed told by numbers: no text is made, and next to no memory is asked for.

use std::sync::Arc;

use serde_json::Value as Json;

use super::{Found, Session};
use crate::answer::read;
use crate::evaluate::Answers as _;
use crate::plan::{Plan, Slot};
use crate::report::{DeadlineState, State};
use crate::truth::Truth;

/// The place of a question in a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct QuestionPlace(Slot);

impl QuestionPlace {
    /// As a number, which means something for its plan alone.
    #[must_use]
    pub fn number(self) -> u16 {
        self.0
    }
}

/// What one changed answer changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// A question is asked now, or is no longer, or that cannot be told any more.
    Asked(QuestionPlace, Truth),
    /// Its answer cannot be read, or only in part; or that is no longer so, or nobody asks for it any more.
    Unreadable(QuestionPlace, bool),
    /// A rule or a check of an approval, by its place in [`Plan::checks`], came to this state.
    Check(usize, State),
    /// An approval, by its place in [`Plan::approvals`], reads the answer: who approves may have changed, or why, or nothing.
    Approval(usize),
    /// A deadline, by its place in the report, came to this state or to another day.
    Deadline(usize, DeadlineState),
}

impl Plan {
    /// The place of a question; `None` of one that nothing here asks or reads.
    #[must_use]
    pub fn place(&self, question: &str) -> Option<QuestionPlace> {
        self.slot(question).map(QuestionPlace)
    }

    /// The id of the question at a place.
    #[must_use]
    pub fn question_at(&self, place: QuestionPlace) -> &str {
        self.slot_id(place.0)
    }

    /// The question at a number that [`QuestionPlace::number`] gave.
    #[must_use]
    pub fn at(&self, number: u16) -> Option<QuestionPlace> {
        (usize::from(number) < self.slots.len()).then_some(QuestionPlace(number))
    }
}

impl Session {
    /// Records an answer, or takes it back, and puts into `changes` what that changed. They are emptied first.
    ///
    /// The same as [`set`](Self::set) and [`unset`](Self::unset), but that a rule is told only where its state changes: whoever shows reasons or what
    /// is still needed asks for them ([`report`](Self::report)) when somebody looks.
    pub fn put(&mut self, question: QuestionPlace, value: Option<Json>, changes: &mut Vec<Change>) {
        changes.clear();
        let plan = Arc::clone(self.plan());
        let slot = question.0;
        let (Some((procedure, asked)), Some(readers)) = (plan.slot_question(slot), plan.readers.get(usize::from(slot)))
        else {
            return;
        };
        if self.raw.get(&asked.id) == value.as_ref() {
            return;
        }
        let found = &mut self.found;
        let was_unreadable = found.is_unreadable(slot);
        let reading = read(asked, &procedure.option_lists, value.as_ref().unwrap_or(&Json::Null));
        found.state.put(slot, reading);
        match value {
            None => drop(self.raw.remove(&asked.id)),
            Some(value) => match self.raw.get_mut(&asked.id) {
                Some(kept) => *kept = value,
                None => drop(self.raw.insert(asked.id.clone(), value)),
            },
        }
        found.tell_unreadable(slot, was_unreadable, changes);
        for conditional in &readers.conditional {
            let was_unreadable = found.is_unreadable(*conditional);
            if found.ask_again(&plan, *conditional) {
                let asked = found.state.asked(*conditional);
                changes.push(Change::Asked(QuestionPlace(*conditional), asked));
                found.tell_unreadable(*conditional, was_unreadable, changes);
            }
        }
        found.judge_and_tell(&plan, readers, changes);
    }
}

impl Found {
    fn tell_unreadable(&self, slot: Slot, before: bool, changes: &mut Vec<Change>) {
        let now = self.is_unreadable(slot);
        if now != before {
            changes.push(Change::Unreadable(QuestionPlace(slot), now));
        }
    }
}
