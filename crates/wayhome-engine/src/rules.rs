//! What a rule comes to: first its state alone, and on demand why.

use crate::answer::Answer;
use crate::evaluate::{Answers, Evaluation};
use crate::explain::{Reason, distinct};
use crate::expression::Expression;
use crate::plan::{Layer, Slot};
use crate::procedure::{Part, Rule};
use crate::report::State;
use crate::rows::cells_of;
use crate::set::Set;
use crate::truth::Truth;

/// What a rule comes to, without reasons: all that counting needs, and what a session keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) state: State,
    /// Did a count leave the days whose bank holidays are known?
    pub(crate) doubtful: bool,
}

/// What a rule comes to and why, without words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RuleResult {
    pub(crate) verdict: Verdict,
    /// Where it is breached or explained: the places of the parts that are.
    pub(crate) parts: Vec<usize>,
    pub(crate) because: Vec<Reason>,
    pub(crate) needs: Set<Slot>,
}

/// Why a rule applies or not, or what would tell.
#[derive(Default)]
pub(crate) struct Applies {
    pub(crate) because: Vec<Reason>,
    pub(crate) needs: Set<Slot>,
}

/// How one part of a rule stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Holds,
    Explained,
    Open,
    Broken,
}

impl<'a, A: Answers> Evaluation<'a, A> {
    /// The state of a rule.
    pub(crate) fn judge(&self, layer: Layer, rule: &'a Rule) -> Verdict {
        self.watching(|| {
            let (when, asked) = self.conditions(layer, rule);
            self.judge_applying(layer, rule, when.and(asked))
        })
    }

    /// Runs something and notes in its verdict whether it counted working days outside the known calendar.
    fn watching(&self, run: impl FnOnce() -> Verdict) -> Verdict {
        let (verdict, doubtful) = self.doubting(run);
        Verdict { doubtful, ..verdict }
    }

    /// The state of a rule of which it is known whether it applies.
    pub(crate) fn judge_applying(&self, layer: Layer, rule: &'a Rule, applies: Truth) -> Verdict {
        let mut state = State::Met;
        match applies {
            Truth::Unknown => state = State::CannotTell,
            Truth::No => state = State::NotApplicable,
            Truth::Yes => {
                for part in &rule.parts {
                    match (self.standing(layer, part), state) {
                        (Standing::Broken, _) => state = State::Breached,
                        (Standing::Open, State::Met | State::Explained) => state = State::ToDo,
                        (Standing::Explained, State::Met) => state = State::Explained,
                        _ => {}
                    }
                }
            }
        }
        Verdict { state, doubtful: false }
    }

    /// What explains a rule: that of each part that is not met, and explained. Another part may be met, and what would have explained it is no
    /// reason then.
    pub(crate) fn explanations(&self, layer: Layer, rule: &'a Rule) -> impl Iterator<Item = &'a Expression> {
        let parts = rule.parts.iter();
        parts
            .filter(move |part| self.standing(layer, part) == Standing::Explained)
            .filter_map(|part| part.explained.as_ref())
    }

    fn standing(&self, layer: Layer, part: &'a Part) -> Standing {
        let scope = self.in_layer(layer);
        match scope.truth(&part.expect) {
            Truth::Yes => return Standing::Holds,
            Truth::Unknown => return Standing::Open,
            Truth::No => {}
        }
        match part
            .explained
            .as_ref()
            .map_or(Truth::No, |explained| scope.truth(explained))
        {
            Truth::Unknown => Standing::Open,
            Truth::Yes => Standing::Explained,
            Truth::No => Standing::Broken,
        }
    }

    /// Does the rule's own condition hold, and is at least one of the questions that it is about asked? It applies when both do.
    fn conditions(&self, layer: Layer, rule: &'a Rule) -> (Truth, Truth) {
        let scope = self.in_layer(layer);
        let mut slots = rule
            .about
            .iter()
            .filter_map(|question| scope.slot(*question))
            .peekable();
        let asked = if slots.peek().is_none() {
            Truth::Yes
        } else {
            slots.fold(Truth::No, |any, slot| any.or(self.answers.asked(slot)))
        };
        let when = rule.when.as_ref().map_or(Truth::Yes, |when| scope.truth(when));
        (when, asked)
    }

    /// Why a rule comes to what it does.
    pub(crate) fn explain(&self, layer: Layer, rule: &'a Rule, verdict: Verdict) -> RuleResult {
        let applies = self.why_it_applies(layer, rule);
        self.explain_applying(layer, rule, verdict, applies)
    }

    /// Why a rule comes to what it does, where it is known why it applies.
    pub(crate) fn explain_applying(
        &self,
        layer: Layer,
        rule: &'a Rule,
        verdict: Verdict,
        applies: Applies,
    ) -> RuleResult {
        let standing = self.standings(layer, rule, verdict.state);
        let told = |standing| match verdict.state {
            State::Breached => standing == Standing::Broken,
            State::Explained => standing == Standing::Explained,
            _ => false,
        };
        let of = |because: Vec<Reason>, needs| RuleResult {
            verdict,
            parts: (0..)
                .zip(&standing)
                .filter(|(_, (standing, _))| told(*standing))
                .map(|(place, _)| place)
                .collect(),
            because,
            needs,
        };
        let parts = |wanted| {
            let parts = standing.iter().filter(move |(standing, _)| *standing == wanted);
            parts.map(|(_, part)| *part)
        };
        let why = |because: Vec<Reason>, standing| {
            let of_parts = parts(standing).flat_map(|part| self.because(layer, part, standing));
            distinct(because.into_iter().chain(of_parts))
        };
        let needs = |standing| parts(standing).flat_map(move |part| self.needs(layer, part, standing));
        match verdict.state {
            State::CannotTell => {
                let cells = || {
                    let when = rule.when.iter();
                    when.flat_map(|when| self.in_layer(layer).open_cells(when)).collect()
                };
                of(self.blanks(&applies.needs, cells), applies.needs)
            }
            State::NotApplicable => of(applies.because, Set::new()),
            State::Breached => {
                let still = needs(Standing::Open).chain(needs(Standing::Broken)).collect();
                of(why(applies.because, Standing::Broken), still)
            }
            State::ToDo => {
                let needs = needs(Standing::Open).collect();
                let cells = || {
                    let open = parts(Standing::Open).map(|part| self.waits_for(layer, part));
                    open.flat_map(|open| self.in_layer(layer).open_cells(open)).collect()
                };
                let missing = self.blanks(&needs, cells);
                of(distinct(applies.because.into_iter().chain(missing)), needs)
            }
            State::Explained => of(why(applies.because, Standing::Explained), Set::new()),
            State::Met => of(why(applies.because, Standing::Holds), Set::new()),
        }
    }

    /// How each part of a rule stands, where it matters.
    fn standings(&self, layer: Layer, rule: &'a Rule, state: State) -> Vec<(Standing, &'a Part)> {
        let parts = rule.parts.iter();
        match state {
            State::CannotTell | State::NotApplicable => Vec::new(),
            State::Met => parts.map(|part| (Standing::Holds, part)).collect(),
            State::Explained | State::Breached | State::ToDo => {
                parts.map(|part| (self.standing(layer, part), part)).collect()
            }
        }
    }

    fn why_it_applies(&self, layer: Layer, rule: &'a Rule) -> Applies {
        let scope = self.in_layer(layer);
        let (when, asked) = self.conditions(layer, rule);
        let truth = when.and(asked);
        let slots = || rule.about.iter().filter_map(|question| scope.slot(*question));
        let because = match (truth, when) {
            (Truth::Unknown, _) => Vec::new(),
            (Truth::No, Truth::Yes | Truth::Unknown) => self.not_asked(slots()),
            _ => rule.when.as_ref().map_or_else(Vec::new, |when| scope.reasons(when)),
        };
        let mut needs = Set::new();
        if truth.is_unknown() {
            if when.is_unknown() {
                needs.extend(rule.when.iter().flat_map(|when| scope.needs(when)));
            }
            if asked.is_unknown() {
                needs.extend(slots().flat_map(|slot| scope.needs_slot(slot)));
            }
        }
        Applies { because, needs }
    }

    /// Why none of these questions is asked.
    fn not_asked(&self, slots: impl Iterator<Item = Slot>) -> Vec<Reason> {
        distinct(
            slots
                .filter_map(|slot| self.plan.asked_when(slot))
                .flat_map(|(layer, when)| self.in_layer(layer).reasons(when)),
        )
    }

    /// Why a part of a rule stands as it does.
    fn because(&self, layer: Layer, part: &'a Part, standing: Standing) -> Vec<Reason> {
        let scope = self.in_layer(layer);
        match standing {
            Standing::Holds | Standing::Broken => scope.reasons(&part.expect),
            Standing::Open => Vec::new(),
            Standing::Explained => {
                let explained = part.explained.iter();
                let why = scope.reasons(&part.expect).into_iter();
                distinct(why.chain(explained.flat_map(|explained| scope.reasons(explained))))
            }
        }
    }

    /// What would settle a part of a rule.
    fn needs(&self, layer: Layer, part: &'a Part, standing: Standing) -> Set<Slot> {
        let scope = self.in_layer(layer);
        match (standing, &part.explained) {
            (Standing::Open, _) => scope.needs(self.waits_for(layer, part)),
            // A reason that may still be recorded settles it; anything else that is not met stays so.
            (Standing::Broken, Some(explained)) => reasons_to_record(&scope, explained).into_iter().collect(),
            (Standing::Broken, None) | (Standing::Holds | Standing::Explained, _) => Set::new(),
        }
    }

    /// What makes a part of a rule open: what it expects, or what would explain that this does not hold.
    fn waits_for(&self, layer: Layer, part: &'a Part) -> &'a Expression {
        let explained = part.explained.as_ref();
        explained
            .filter(|_| !self.in_layer(layer).truth(&part.expect).is_unknown())
            .unwrap_or(&part.expect)
    }

    /// What is missing: each question, and of a table that has rows the cells. They are looked for where such a table is among what is needed.
    fn blanks(&self, needs: &Set<Slot>, cells: impl FnOnce() -> Vec<Reason>) -> Vec<Reason> {
        let has_rows = |slot: &Slot| {
            let stored = self.answers.stored(*slot);
            stored.is_some_and(|stored| matches!(stored.answer, Some(Answer::Rows(_))))
        };
        let cells = if needs.iter().any(has_rows) {
            cells()
        } else {
            Vec::new()
        };
        distinct(needs.iter().flat_map(|slot| {
            let cells = cells_of(&cells, *slot);
            if cells.is_empty() {
                vec![Reason::Blank(*slot)]
            } else {
                cells
            }
        }))
    }
}

/// The questions whose answer would explain what is not met.
fn reasons_to_record<'a, A: Answers>(
    scope: &crate::evaluate::Scope<'_, 'a, A>,
    explained: &'a Expression,
) -> Vec<Slot> {
    match explained {
        Expression::Answered(question) => scope
            .slot(*question)
            .filter(|slot| scope.evaluation.answers.asked(*slot).is_yes())
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
