//! Walking through expressions, and putting what depends on each other in order.

use std::collections::BTreeSet;

use wayhome_engine::{Expression, Fact, QuestionIndex, Test};

/// The parts directly within an expression, to change them.
fn children_mut(expression: &mut Expression) -> Vec<&mut Expression> {
    use Expression as E;
    match expression {
        E::List(items) | E::And(items) | E::Or(items) | E::Call(_, items) => items.iter_mut().collect(),
        E::Not(inner) | E::Negate(inner) => vec![inner],
        E::Compare(_, a, b) | E::Some(a, b) | E::Every(a, b) | E::Add(a, b) | E::Subtract(a, b) | E::Multiply(a, b) => {
            vec![a, b]
        }
        E::In(value, tests) => {
            let mut parts: Vec<&mut Expression> = vec![value];
            for test in tests {
                match test {
                    Test::Compare(_, inner) | Test::Among(inner) => parts.push(inner),
                    Test::Between { low, high, .. } => parts.extend([low, high]),
                }
            }
            parts
        }
        _ => Vec::new(),
    }
}

/// Calls this with an expression and every part of it, from the outside in and in the order of the text.
pub(super) fn visit<'e>(expression: &'e Expression, found: &mut impl FnMut(&'e Expression)) {
    found(expression);
    for child in expression.children() {
        visit(child, found);
    }
}

/// As [`visit`], to change what is met.
pub(crate) fn visit_mut(expression: &mut Expression, change: &mut impl FnMut(&mut Expression)) {
    change(expression);
    for child in children_mut(expression) {
        visit_mut(child, change);
    }
}

/// Questions in the order in which they were met first.
#[derive(Debug, Default)]
pub(super) struct Reads {
    pub(super) questions: Vec<QuestionIndex>,
    facts: BTreeSet<u16>,
}

impl Reads {
    fn add(&mut self, question: QuestionIndex) {
        if !self.questions.contains(&question) {
            self.questions.push(question);
        }
    }

    /// Adds the questions that an expression reads itself.
    pub(super) fn directly(&mut self, expression: &Expression) {
        visit(expression, &mut |part| {
            if let Expression::Question(index) | Expression::Answered(index) | Expression::Recorded(index) = part {
                self.add(*index);
            }
        });
    }

    /// Adds the questions that an expression reads, also by way of facts.
    pub(super) fn through(&mut self, expression: &Expression, facts: &[Fact]) {
        visit(expression, &mut |part| match part {
            Expression::Question(index) | Expression::Answered(index) | Expression::Recorded(index) => self.add(*index),
            Expression::Fact(index) if self.facts.insert(*index) => {
                if let Some(fact) = facts.get(usize::from(*index)) {
                    self.through(&fact.is, facts);
                }
            }
            _ => {}
        });
    }

    /// The facts met by [`through`](Self::through).
    pub(super) fn facts(&self) -> &BTreeSet<u16> {
        &self.facts
    }
}

/// Things in an order in which each comes after what it depends on.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sorted {
    pub(super) sorted: Vec<usize>,
    /// Things that depend on each other; none of them is in `sorted`.
    pub(super) cycles: Vec<Vec<usize>>,
}

/// Sorts things, of which each depends on some, keeping their order where it does not matter.
pub(super) fn sorted(depends_on: &[Vec<usize>]) -> Sorted {
    let mut result = Sorted::default();
    let mut state = vec![State::New; depends_on.len()];
    for start in 0..depends_on.len() {
        search(start, depends_on, &mut state, &mut result);
    }
    let cyclic: BTreeSet<usize> = result.cycles.iter().flatten().copied().collect();
    result.sorted.retain(|place| !cyclic.contains(place));
    result
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

/// A depth-first search that keeps its own stack: chains of facts may be long.
fn search(start: usize, depends_on: &[Vec<usize>], state: &mut [State], result: &mut Sorted) {
    let mut stack: Vec<(usize, usize)> = vec![(start, 0)];
    while let Some((place, next)) = stack.pop() {
        match (state.get_mut(place), next) {
            (Some(now @ State::New), 0) => *now = State::Open,
            (Some(State::Open), 1..) => {}
            _ => continue,
        }
        let Some(needed) = depends_on.get(place).and_then(|all| all.get(next)) else {
            if let Some(now) = state.get_mut(place) {
                *now = State::Done;
            }
            result.sorted.push(place);
            continue;
        };
        stack.push((place, next + 1));
        match state.get(*needed) {
            Some(State::New) => stack.push((*needed, 0)),
            Some(State::Open) => {
                let from = stack.iter().position(|(open, _)| open == needed).unwrap_or_default();
                result
                    .cycles
                    .push(stack.iter().skip(from).map(|(open, _)| *open).collect());
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(depends_on: &[&[usize]], order: &[usize], cycles: &[&[usize]]) {
        let depends_on: Vec<_> = depends_on.iter().map(|all| all.to_vec()).collect();
        let cycles = cycles.iter().map(|cycle| cycle.to_vec()).collect();
        assert_eq!(
            sorted(&depends_on),
            Sorted {
                sorted: order.to_vec(),
                cycles
            }
        );
    }

    #[test]
    fn what_is_needed_comes_first() {
        check(&[&[], &[]], &[0, 1], &[]);
        check(&[&[2, 1], &[], &[1]], &[1, 2, 0], &[]);
        check(&[&[1, 1], &[]], &[1, 0], &[]);
    }

    #[test]
    fn cycles_are_found() {
        check(&[&[0]], &[], &[&[0]]);
        check(&[&[1], &[2], &[0], &[0]], &[3], &[&[0, 1, 2]]);
    }
}
