//! Which question hangs on which, and which comes first while it is open.

use super::Plan;

impl Plan {
    /// The question that brings up another: the nearest one before it in its section whose answer decides whether it is asked.
    ///
    /// `None` for a question that is always asked, for one that only answers elsewhere bring up, and for one that the plan does not
    /// know. Chains are followed one step: what hangs on a question that itself hangs on another names the nearer.
    #[must_use]
    pub fn hangs_on(&self, question: &str) -> Option<&str> {
        let slot = self.slot(question)?;
        let (layer, when) = self.asked_when(slot)?;
        let reads = self.reads_of(layer, [when]).ok()?;
        let asks = |section: &&super::PlanSection| section.questions.iter().any(|id| id == question);
        let section = self.sections.iter().find(asks)?;
        section
            .questions
            .iter()
            .take_while(|before| *before != question)
            .filter(|before| self.slot(before).is_some_and(|slot| reads.contains(&slot)))
            .last()
            .map(String::as_str)
    }

    /// How soon a person is to be reminded of a question while it is open, 1 first; `None` for one that waits for its place in the form.
    /// A question that hangs on another is as urgent as that one.
    #[must_use]
    pub fn urgency(&self, question: &str) -> Option<u8> {
        let own = self.slot(question).and_then(|slot| self.slot_question(slot)?.1.urgency);
        // What a question hangs on stands before it, so this comes to an end.
        own.or_else(|| self.urgency(self.hangs_on(question)?))
    }
}
