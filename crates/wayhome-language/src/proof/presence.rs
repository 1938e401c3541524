//! Which questions are asked in a cell. One that is asked only under a condition is missing where that does not hold, and there alone.

use std::collections::{BTreeMap, BTreeSet};

use wayhome_engine::{Expression, Procedure, QuestionIndex};

use super::dimensions::{Dimension, Dimensions, questions};
use super::predicate::Predicate;

/// When a question is asked that some form asks only under a condition.
struct Asked<T> {
    /// Does another form ask it of everybody?
    always: bool,
    /// The conditions of the forms that do not.
    when: Vec<T>,
}

/// The questions of a procedure that some form asks only under a condition.
fn conditional(procedure: &Procedure) -> BTreeMap<QuestionIndex, Asked<&Expression>> {
    let mut all: BTreeMap<QuestionIndex, Asked<&Expression>> = BTreeMap::new();
    let sections = procedure.forms.iter().flat_map(|form| &form.sections);
    for ask in sections.flat_map(|section| &section.ask) {
        let known = all.entry(ask.question).or_insert(Asked {
            always: false,
            when: Vec::new(),
        });
        known.always |= ask.when.is_none();
        known.when.extend(&ask.when);
    }
    all.retain(|_, asked| !asked.when.is_empty());
    all
}

/// Those of these questions that a dimension looks at. What is not looked into is yes or no all the same, where nothing is asked, too.
fn read_by<T>(of: &BTreeMap<QuestionIndex, T>, dimension: &Dimension) -> BTreeSet<QuestionIndex> {
    let read = match dimension {
        Dimension::YesNo(question) | Dimension::Choice(question, _) | Dimension::Chosen(question, _) => vec![*question],
        Dimension::Measure { term, .. } => questions(term),
        Dimension::Order(left, right) => [questions(left), questions(right)].concat(),
        Dimension::Opaque(_) => Vec::new(),
    };
    read.into_iter().filter(|question| of.contains_key(question)).collect()
}

impl Dimensions<'_> {
    /// Notes what decides whether the questions are asked that the conditions look at.
    pub(super) fn collect_presence(&mut self) {
        let conditional = conditional(self.procedure);
        let mut noted = BTreeSet::new();
        loop {
            let read: BTreeSet<_> = self.all.iter().flat_map(|one| read_by(&conditional, one)).collect();
            let Some(question) = read.into_iter().find(|question| !noted.contains(question)) else {
                return;
            };
            noted.insert(question);
            let when = conditional.get(&question).map_or(&[][..], |asked| &asked.when);
            for condition in when {
                self.collect(condition);
            }
        }
    }

    /// May a dimension look at a question that is not asked?
    pub(super) fn may_be_absent(&self, dimension: &Dimension) -> bool {
        !read_by(&conditional(self.procedure), dimension).is_empty()
    }
}

/// Tells the cells that there can be from those in which a question is asked, or is not, against its own condition.
pub(super) struct Presence {
    asked: BTreeMap<QuestionIndex, Asked<Predicate>>,
    /// The dimensions that look at such questions: their place, the value that stands for what is not asked, and the questions.
    dimensions: Vec<(usize, usize, BTreeSet<QuestionIndex>)>,
}

impl Presence {
    pub(super) fn of(dimensions: &Dimensions<'_>) -> Self {
        let conditional = conditional(dimensions.procedure);
        let places = dimensions.all.iter().enumerate();
        let read: Vec<_> = places
            .map(|(place, dimension)| (place, dimension.size(), read_by(&conditional, dimension)))
            .filter(|(.., read)| !read.is_empty())
            .collect();
        let used: BTreeSet<_> = read.iter().flat_map(|(.., questions)| questions.clone()).collect();
        let asked = conditional.into_iter().filter(|(question, _)| used.contains(question));
        let predicate = |condition: &Expression| dimensions.predicate(condition);
        Self {
            asked: asked
                .map(|(question, Asked { always, when })| {
                    let when = when.into_iter().map(predicate).collect();
                    (question, Asked { always, when })
                })
                .collect(),
            dimensions: read,
        }
    }

    /// Can a record be in this cell?
    pub(super) fn allows(&self, cell: &[usize]) -> bool {
        let is_absent = |(place, nothing, _): &(usize, usize, _)| cell.get(*place) == Some(nothing);
        let mut missing: BTreeMap<QuestionIndex, bool> = BTreeMap::new();
        for at in &self.dimensions {
            if let (1, Some(question)) = (at.2.len(), at.2.first())
                && *missing.entry(*question).or_insert(is_absent(at)) != is_absent(at)
            {
                return false;
            }
        }
        let may = |question: &QuestionIndex, absent: bool| {
            missing.get(question).is_none_or(|known| *known == absent) && self.may_be(*question, absent, cell)
        };
        missing
            .iter()
            .all(|(question, absent)| self.may_be(*question, *absent, cell))
            && self.dimensions.iter().filter(|at| at.2.len() > 1).all(|at| {
                if is_absent(at) {
                    at.2.iter().any(|question| may(question, true))
                } else {
                    at.2.iter().all(|question| may(question, false))
                }
            })
    }

    /// Is there a form that, in this cell, does not ask the question, or does?
    fn may_be(&self, question: QuestionIndex, absent: bool, cell: &[usize]) -> bool {
        self.asked
            .get(&question)
            .is_none_or(|asked| (asked.always && !absent) || asked.when.iter().any(|when| when.holds(cell) != absent))
    }
}
