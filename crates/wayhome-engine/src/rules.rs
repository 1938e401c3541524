//! What a rule comes to.

use std::collections::BTreeSet;

use crate::evaluate::{Answers, Evaluation};
use crate::explain::{Reason, distinct};
use crate::expression::Expression;
use crate::plan::{Layer, Slot};
use crate::procedure::Rule;
use crate::report::State;
use crate::truth::Truth;

/// What a rule comes to, without words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RuleResult {
    pub(crate) state: State,
    /// The part whose words tell it best: the first that is breached or explained.
    pub(crate) part: Option<usize>,
    pub(crate) because: Vec<Reason>,
    pub(crate) needs: BTreeSet<Slot>,
    /// Did a count leave the days whose bank holidays are known?
    pub(crate) doubtful: bool,
}

/// Whether a rule applies, and what of it is not told by its own `when`.
pub(crate) struct Applies {
    pub(crate) truth: Truth,
    pub(crate) because: Vec<Reason>,
    pub(crate) needs: BTreeSet<Slot>,
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
    /// Checks a rule.
    pub(crate) fn rule(&self, layer: Layer, rule: &'a Rule) -> RuleResult {
        let (mut result, doubtful) = self.watching(|| {
            let applies = self.applies(layer, rule);
            self.rule_once(layer, rule, applies)
        });
        result.doubtful = doubtful;
        result
    }

    /// Checks a rule of which it is known whether it applies.
    pub(crate) fn rule_once(&self, layer: Layer, rule: &'a Rule, applies: Applies) -> RuleResult {
        let of = |state, part, because: Vec<Reason>, needs| RuleResult {
            state,
            part,
            because,
            needs,
            doubtful: false,
        };
        let blanks = |needs: &BTreeSet<Slot>| needs.iter().map(|slot| Reason::Blank(*slot)).collect::<Vec<_>>();
        match applies.truth {
            Truth::Unknown => of(State::CannotTell, None, blanks(&applies.needs), applies.needs),
            Truth::No => of(State::NotApplicable, None, applies.because, BTreeSet::new()),
            Truth::Yes => {
                let parts: Vec<_> = rule.parts.iter().map(|part| self.part(layer, part)).collect();
                let worst = |standing| parts.iter().position(|part: &PartResult| part.standing == standing);
                let of_all = |standing: Standing| parts.iter().filter(move |part| part.standing == standing);
                let why = |standing| {
                    distinct(
                        applies
                            .because
                            .iter()
                            .cloned()
                            .chain(of_all(standing).flat_map(|part| part.because.clone())),
                    )
                };
                let needs = |standing| {
                    of_all(standing)
                        .flat_map(|part| part.needs.iter().copied())
                        .collect::<BTreeSet<_>>()
                };
                if let Some(part) = worst(Standing::Broken) {
                    let mut still = needs(Standing::Open);
                    still.extend(needs(Standing::Broken));
                    of(State::Breached, Some(part), why(Standing::Broken), still)
                } else if worst(Standing::Open).is_some() {
                    let needs = needs(Standing::Open);
                    let because = distinct(applies.because.iter().cloned().chain(blanks(&needs)));
                    of(State::ToDo, None, because, needs)
                } else if let Some(part) = worst(Standing::Explained) {
                    of(State::Explained, Some(part), why(Standing::Explained), BTreeSet::new())
                } else {
                    of(State::Met, None, why(Standing::Holds), BTreeSet::new())
                }
            }
        }
    }

    /// A rule applies when its condition holds and at least one of the questions that it is about is asked.
    fn applies(&self, layer: Layer, rule: &'a Rule) -> Applies {
        let scope = self.in_layer(layer);
        let slots: Vec<Slot> = rule.about.iter().filter_map(|question| scope.slot(*question)).collect();
        let asked = slots
            .iter()
            .fold(Truth::No, |any, slot| any.or(self.answers.asked(*slot)));
        let asked = if slots.is_empty() { Truth::Yes } else { asked };
        let when = rule.when.as_ref().map_or(Truth::Yes, |when| scope.truth(when));
        let truth = when.and(asked);
        let when_reasons = || rule.when.as_ref().map_or_else(Vec::new, |when| scope.reasons(when));
        let because = match (truth, when) {
            (Truth::Unknown, _) => Vec::new(),
            (Truth::No, Truth::Yes | Truth::Unknown) => self.not_asked(&slots),
            _ => when_reasons(),
        };
        let mut needs = BTreeSet::new();
        if truth.is_unknown() {
            if when.is_unknown() {
                needs.extend(rule.when.iter().flat_map(|when| scope.needs(when)));
            }
            if asked.is_unknown() {
                needs.extend(slots.iter().flat_map(|slot| scope.needs_slot(*slot)));
            }
        }
        Applies { truth, because, needs }
    }

    /// Why none of these questions is asked.
    fn not_asked(&self, slots: &[Slot]) -> Vec<Reason> {
        distinct(
            slots
                .iter()
                .filter_map(|slot| self.plan.asked_when(*slot))
                .flat_map(|(layer, when)| self.in_layer(layer).reasons(when)),
        )
    }

    fn part(&self, layer: Layer, part: &'a crate::procedure::Part) -> PartResult {
        let scope = self.in_layer(layer);
        let explained = part.explained.as_ref();
        match (
            scope.truth(&part.expect),
            explained.map_or(Truth::No, |explained| scope.truth(explained)),
        ) {
            (Truth::Yes, _) => PartResult {
                standing: Standing::Holds,
                because: scope.reasons(&part.expect),
                needs: BTreeSet::new(),
            },
            (Truth::Unknown, _) => PartResult {
                standing: Standing::Open,
                because: Vec::new(),
                needs: scope.needs(&part.expect),
            },
            (Truth::No, Truth::Yes) => {
                let why = scope
                    .reasons(&part.expect)
                    .into_iter()
                    .chain(explained.into_iter().flat_map(|explained| scope.reasons(explained)));
                PartResult {
                    standing: Standing::Explained,
                    because: distinct(why),
                    needs: BTreeSet::new(),
                }
            }
            (Truth::No, Truth::Unknown) => {
                let needs = explained
                    .into_iter()
                    .flat_map(|explained| scope.needs(explained))
                    .collect();
                PartResult {
                    standing: Standing::Open,
                    because: Vec::new(),
                    needs,
                }
            }
            (Truth::No, Truth::No) => {
                // A reason that may still be recorded settles it; anything else that is not met stays so.
                let needs = explained
                    .into_iter()
                    .flat_map(|explained| reasons_to_record(&scope, explained))
                    .collect();
                PartResult {
                    standing: Standing::Broken,
                    because: scope.reasons(&part.expect),
                    needs,
                }
            }
        }
    }
}

struct PartResult {
    standing: Standing,
    because: Vec<Reason>,
    needs: BTreeSet<Slot>,
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
