//! An approval that was refused or deferred.
//!
//! A row that asks for approval checks what became of it. Where nobody has to approve, or a procedure does not say, nothing would: so the refusal is said
//! beside who approves, and of a decision that was put into effect all the same the record itself finds it.

use crate::answer::Answer;
use crate::evaluate::{Answers, Evaluation};
use crate::plan::{Plan, Slot};
use crate::procedure::Kind;

const OUTCOME: &str = "approval_outcome";
/// By either of these days a decision was put into effect.
const DONE: [&str; 2] = ["decision_effective_date", "actual_return_date"];

/// How approval was not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    Refused,
    Deferred,
}

impl Refusal {
    /// "approval was refused"
    pub(crate) fn said(self) -> &'static str {
        match self {
            Self::Refused => "approval was refused",
            Self::Deferred => "approval was deferred",
        }
    }
}

impl Plan {
    /// The question for what became of the approval.
    pub(crate) fn outcome_of_approval(&self) -> Option<Slot> {
        self.slot(OUTCOME)
    }

    /// The questions for the days by which a decision was put into effect.
    pub(crate) fn days_of_effect(&self) -> impl Iterator<Item = Slot> {
        DONE.iter().filter_map(|question| self.slot(question))
    }
}

impl<A: Answers> Evaluation<'_, A> {
    /// Was approval refused, or deferred?
    pub(crate) fn refusal(&self) -> Option<Refusal> {
        let slot = self.plan.outcome_of_approval()?;
        let (procedure, question) = self.plan.slot_question(slot)?;
        let Kind::Choice(list) = question.kind else { return None };
        let Answer::Choice(place) = self.given(slot)? else {
            return None;
        };
        let options = &procedure.option_lists.get(usize::from(list))?.options;
        match options.get(usize::from(*place))?.id.as_str() {
            "refused" => Some(Refusal::Refused),
            "deferred" => Some(Refusal::Deferred),
            _ => None,
        }
    }

    /// The answer to a question that is asked.
    pub(crate) fn given(&self, slot: Slot) -> Option<&Answer> {
        let reading = self.answers.stored(slot).filter(|_| self.answers.asked(slot).is_yes());
        reading?.answer.as_ref()
    }
}
