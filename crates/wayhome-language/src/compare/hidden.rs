//! What is not asked of a child, by the forms of either side: no condition of that side holds of it.

use std::collections::BTreeSet;

use wayhome_engine::{ApprovalTable, Expression, Form, QuestionIndex};

use super::joint::{Joint, Side};
use crate::proof::dimensions::{Dimension, Dimensions};
use crate::proof::presence::{Presence, asks};

/// The forms on which a table stands, over the joint questions.
pub(super) struct Forms {
    left: Vec<Form>,
    right: Vec<Form>,
    /// A form of the left and one of the right, by their places: those that share an id; every two where none do.
    pairs: Vec<(usize, usize)>,
}

impl Forms {
    pub(super) fn new(joint: &Joint<'_>, left: &ApprovalTable, right: &ApprovalTable) -> Self {
        let of = |side: Side, table: &ApprovalTable| -> Vec<Form> {
            let stands_in = |form: &&Form| table.forms.contains(&form.id);
            let forms = joint.of(side).forms.iter().filter(stands_in);
            forms.map(|form| joint.form(side, form)).collect()
        };
        let (left, right) = (of(Side::Left, left), of(Side::Right, right));
        let every = (0..left.len().max(1)).flat_map(|one| (0..right.len().max(1)).map(move |other| (one, other)));
        let id = |forms: &[Form], place: usize| forms.get(place).map(|form| form.id.clone());
        let shared: Vec<_> = every
            .clone()
            .filter(|(one, other)| id(&left, *one) == id(&right, *other))
            .collect();
        let mut pairs = if shared.is_empty() { every.collect() } else { shared };
        // In an order that does not depend on which of the two comes first.
        pairs.sort_by_cached_key(|(one, other)| BTreeSet::from([id(&left, *one), id(&right, *other)]));
        Self { left, right, pairs }
    }

    pub(super) fn all(&self) -> Vec<&Form> {
        self.left.iter().chain(&self.right).collect()
    }

    /// Under which conditions these questions are asked.
    pub(super) fn conditions(&self, questions: &BTreeSet<QuestionIndex>) -> Vec<Expression> {
        let asks = self
            .all()
            .into_iter()
            .flat_map(asks)
            .filter(|ask| questions.contains(&ask.question));
        asks.filter_map(|ask| ask.when.clone()).collect()
    }

    /// Does each form ask these questions under the conditions under which the other side's does?
    pub(super) fn alike(&self, questions: &BTreeSet<QuestionIndex>) -> bool {
        let of = |form: Option<&Form>| -> Vec<(QuestionIndex, Option<Expression>)> {
            let asks = form
                .into_iter()
                .flat_map(asks)
                .filter(|ask| questions.contains(&ask.question));
            let mut asks: Vec<_> = asks
                .filter(|ask| ask.when.is_some())
                .map(|ask| (ask.question, ask.when.clone()))
                .collect();
            asks.sort_by_key(|(question, _)| *question);
            asks
        };
        self.pairs
            .iter()
            .all(|(one, other)| of(self.left.get(*one)) == of(self.right.get(*other)))
    }
}

/// What is hidden in each case.
pub(super) struct Hidden<'f> {
    forms: &'f Forms,
    presence: [Presence; 2],
    /// Is anything asked only under a condition?
    is_needed: bool,
    nothing: Vec<usize>,
}

impl<'f> Hidden<'f> {
    /// By these forms, once the dimensions are collected, cut and in their order.
    pub(super) fn new(forms: &'f Forms, dimensions: &Dimensions<'_>) -> Self {
        let of = |forms: &[Form]| Presence::of(dimensions, &forms.iter().collect::<Vec<_>>());
        Self {
            forms,
            presence: [of(&forms.left), of(&forms.right)],
            is_needed: dimensions.asks_sometimes(),
            nothing: dimensions.all.iter().map(Dimension::size).collect(),
        }
    }

    /// How many pairs of forms there are in which a case may come to something else.
    pub(super) fn pairs(&self) -> usize {
        if self.is_needed { self.forms.pairs.len() } else { 1 }
    }

    /// The case as each side has it.
    pub(super) fn of(&self, pair: usize, cell: &[usize]) -> [Vec<usize>; 2] {
        let [left, right] = &self.presence;
        let (one, other) = self.forms.pairs.get(pair).copied().unwrap_or_default();
        [left.in_form(one, cell), right.in_form(other, cell)]
    }

    /// The case without what neither side asks.
    pub(super) fn of_both(&self, pair: usize, cell: &[usize]) -> Vec<usize> {
        let [one, other] = self.of(pair, cell);
        let sides = cell.iter().zip(&one).zip(&other).zip(&self.nothing);
        let without = sides.map(|(((value, one), other), nothing)| {
            if one == nothing && other == nothing {
                *nothing
            } else {
                *value
            }
        });
        without.collect()
    }
}
