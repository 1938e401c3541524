//! Which questions are asked in a cell, by each form in which a table stands. One that a form asks only under a condition is missing where that
//! does not hold; so its absence is worked out, and not tried.

use std::collections::BTreeSet;

use wayhome_engine::{Ask, Expression, Form, QuestionIndex};

use super::dimensions::{Dimension, Dimensions, questions};
use super::predicate::{Predicate, UNKNOWN};

/// A question that a form asks only under a condition, and the dimensions that look at it.
struct Conditional {
    when: Predicate,
    dimensions: Vec<usize>,
}

/// What the forms of a table ask in each cell.
pub(crate) struct Presence {
    /// By form, each question after those that its own condition looks at.
    forms: Vec<Vec<Conditional>>,
    /// By dimension, the value that stands for what is not asked.
    nothing: Vec<usize>,
}

pub(crate) fn asks(form: &Form) -> impl Iterator<Item = &Ask> {
    form.sections.iter().flat_map(|section| &section.ask)
}

/// The questions that a dimension looks at. What is not looked into is yes or no all the same where nothing is asked.
pub(super) fn read_by(dimension: &Dimension) -> Vec<QuestionIndex> {
    match dimension {
        Dimension::YesNo(question)
        | Dimension::Choice(question, _)
        | Dimension::Chosen(question, _)
        | Dimension::Text(question, _)
        | Dimension::Answered(question) => vec![*question],
        Dimension::Measure { term, .. } => questions(term),
        Dimension::Order(left, right) => [questions(left), questions(right)].concat(),
        Dimension::Opaque(_) => Vec::new(),
    }
}

/// Does a term read a list that is written out? It may come to something although a member is not asked.
fn has_list(term: &Expression) -> bool {
    matches!(term, Expression::List(_)) || term.children().into_iter().any(has_list)
}

impl Dimension {
    /// May it be known, or not, whether or not a question in it is asked? Then both are tried.
    pub(crate) fn is_open(&self) -> bool {
        match self {
            Self::Measure { term, .. } => has_list(term),
            Self::Order(left, right) => has_list(left) || has_list(right),
            Self::YesNo(_)
            | Self::Choice(..)
            | Self::Chosen(..)
            | Self::Text(..)
            | Self::Answered(_)
            | Self::Opaque(_) => false,
        }
    }
}

impl Dimensions<'_> {
    /// Notes what decides whether the questions are asked that the conditions look at. Comes to these questions, and those that decide of them.
    pub(crate) fn collect_presence(&mut self, forms: &[&Form]) -> BTreeSet<QuestionIndex> {
        let mut noted = BTreeSet::new();
        loop {
            let read = self.all.iter().flat_map(read_by);
            let Some(question) = read.into_iter().find(|question| !noted.contains(question)) else {
                return noted;
            };
            noted.insert(question);
            for ask in forms.iter().flat_map(|form| asks(form)) {
                if let Some(when) = ask.when.as_ref().filter(|_| ask.question == question) {
                    self.sometimes.insert(question);
                    self.collect(when);
                }
            }
        }
    }
}

impl Presence {
    /// Of these forms, once the dimensions are collected and cut.
    pub(crate) fn of(dimensions: &Dimensions<'_>, forms: &[&Form]) -> Self {
        Self {
            forms: forms.iter().map(|form| conditionals(dimensions, form)).collect(),
            nothing: dimensions.all.iter().map(Dimension::size).collect(),
        }
    }

    /// The cell as each of the forms has it: once for all that have it so, and only where no other cell comes to the same.
    pub(super) fn each(&self, cell: &[usize], mut visit: impl FnMut(&[usize])) {
        if self.forms.iter().all(Vec::is_empty) {
            return visit(cell);
        }
        let mut visited: Vec<Vec<usize>> = Vec::with_capacity(self.forms.len());
        for form in 0..self.forms.len() {
            let asked = self.in_form(form, cell);
            // What is not asked stands for each of its values: that is the first of them.
            let hidden = asked.iter().zip(cell).zip(&self.nothing);
            let is_first = hidden
                .into_iter()
                .all(|((asked, value), nothing)| asked == value || *value == 0 && asked == nothing);
            if is_first && !visited.contains(&asked) {
                visit(&asked);
                visited.push(asked);
            }
        }
    }

    /// The cell as the form at this place has it: what that does not ask there has the value beyond the last.
    pub(crate) fn in_form(&self, form: usize, cell: &[usize]) -> Vec<usize> {
        let mut asked = cell.to_vec();
        for question in self.forms.get(form).into_iter().flatten() {
            if question.when.holds(&asked) {
                continue;
            }
            for place in &question.dimensions {
                if let (Some(value), Some(nothing)) = (asked.get_mut(*place), self.nothing.get(*place)) {
                    *value = *nothing;
                }
            }
        }
        asked
    }
}

/// A cell as it reads where it says itself that a question has no answer yet: what looks at that question is not known there. What may be known all the
/// same keeps its value, so that nothing that holds is missed.
pub(super) fn with_blanks(dimensions: &Dimensions<'_>, cell: &[usize]) -> Vec<usize> {
    let values = || dimensions.all.iter().zip(cell);
    let blank: BTreeSet<QuestionIndex> = values()
        .filter_map(|(dimension, value)| match dimension {
            Dimension::Answered(question) if *value == 0 => Some(*question),
            _ => None,
        })
        .collect();
    let is_blank = |dimension: &Dimension, value: usize| {
        // Beyond its values, it looks at what is not asked; that it has an answer or none is known.
        let may_be = value < dimension.size() && !dimension.is_open() && !matches!(dimension, Dimension::Answered(_));
        may_be && read_by(dimension).iter().any(|question| blank.contains(question))
    };
    values()
        .map(|(dimension, value)| if is_blank(dimension, *value) { UNKNOWN } else { *value })
        .collect()
}

fn conditionals(dimensions: &Dimensions<'_>, form: &Form) -> Vec<Conditional> {
    let mut left: Vec<Conditional> = asks(form)
        .filter_map(|ask| {
            let looks_at = |dimension: &Dimension| !dimension.is_open() && read_by(dimension).contains(&ask.question);
            let places = dimensions.all.iter().enumerate();
            let places: Vec<usize> = places
                .filter(|(_, dimension)| looks_at(dimension))
                .map(|(place, _)| place)
                .collect();
            let when = ask.when.as_ref().filter(|_| !places.is_empty())?;
            Some(Conditional {
                when: dimensions.predicate(when),
                dimensions: places,
            })
        })
        .collect();
    let mut ordered = Vec::with_capacity(left.len());
    while !left.is_empty() {
        // Questions whose conditions lead round in a circle are no form: of those, any comes first.
        let waits = |one: &Conditional| {
            let reads = one.when.dimensions();
            left.iter()
                .filter(|other| other.dimensions != one.dimensions)
                .any(|other| other.dimensions.iter().any(|place| reads.contains(place)))
        };
        let next = left.iter().position(|one| !waits(one)).unwrap_or(0);
        ordered.push(left.remove(next));
    }
    ordered
}
