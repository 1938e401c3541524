//! What the conditions of a table can tell apart.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use rust_decimal::Decimal;
use wayhome_engine::{Expression, Procedure, QuestionIndex};

use super::predicate::Predicate;
use super::presence::read_by;
use super::scale::Scale;

/// One thing that the conditions look at, and the values of it that they can tell apart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Dimension {
    /// A yes/no question: no, yes.
    YesNo(QuestionIndex),
    /// A choice: its options, in order.
    Choice(QuestionIndex, usize),
    /// Whether one option of a question with several is chosen: no, yes.
    Chosen(QuestionIndex, u16),
    /// A text question: the texts with which it is compared, and any other text.
    Text(QuestionIndex, Vec<String>),
    /// A number, a count, a date or a duration that is compared with constants, the cuts: one value for each of them and for each
    /// stretch between. Dates and durations are numbers here.
    Measure {
        term: Expression,
        cuts: Vec<Decimal>,
        values: Vec<Decimal>,
    },
    /// How two things that are not constant compare: before, same, after.
    Order(Expression, Expression),
    /// Whether a question has an answer: no, yes.
    Answered(QuestionIndex),
    /// A condition that is not looked into: no, yes.
    Opaque(Expression),
}

/// All dimensions of a table.
pub(crate) struct Dimensions<'p> {
    pub(crate) procedure: &'p Procedure,
    pub(crate) all: Vec<Dimension>,
    /// The questions among them that a form asks only under a condition.
    pub(super) sometimes: BTreeSet<QuestionIndex>,
}

impl<'p> Dimensions<'p> {
    pub(crate) fn new(procedure: &'p Procedure) -> Self {
        Self {
            procedure,
            all: Vec::new(),
            sometimes: BTreeSet::new(),
        }
    }

    /// Notes everything that a condition looks at.
    pub(crate) fn collect(&mut self, condition: &Expression) {
        // What a predicate would look up, and does not find, is added; so both walk the condition in one way.
        let mut missing = Vec::new();
        self.walk(condition, &mut missing);
        for dimension in missing {
            self.add(dimension);
        }
    }

    fn add(&mut self, dimension: Dimension) {
        if let Dimension::Measure { term, cuts, .. } = &dimension {
            let kept = self.all.iter_mut().find_map(|known| match known {
                Dimension::Measure { term: same, cuts, .. } if same == term => Some(cuts),
                _ => None,
            });
            match kept {
                Some(kept) => {
                    let new: Vec<Decimal> = cuts.iter().copied().filter(|cut| !kept.contains(cut)).collect();
                    kept.extend(new);
                }
                None => self.all.push(dimension),
            }
        } else if let Dimension::Text(question, texts) = &dimension {
            let kept = self.all.iter_mut().find_map(|known| match known {
                Dimension::Text(same, texts) if same == question => Some(texts),
                _ => None,
            });
            match kept {
                Some(kept) => kept.extend(
                    texts
                        .iter()
                        .filter(|text| !kept.contains(text))
                        .cloned()
                        .collect::<Vec<_>>(),
                ),
                None => self.all.push(dimension),
            }
        } else if let Dimension::Order(left, right) = &dimension {
            // The other way round it is the same.
            let is_same = |known: &Dimension| matches!(known, Dimension::Order(one, other) if (one, other) == (left, right) || (other, one) == (left, right));
            if !self.all.iter().any(is_same) {
                self.all.push(dimension);
            }
        } else if !self.all.contains(&dimension) {
            self.all.push(dimension);
        }
    }

    /// Cuts everything that is measured into its stretches. Call it once, when everything is collected.
    pub(crate) fn cut(&mut self) {
        for dimension in &mut self.all {
            if let Dimension::Measure { term, cuts, values } = dimension {
                *values = Scale::of(self.procedure, term).stretches(cuts);
            }
        }
    }

    /// A collected condition over cells.
    pub(crate) fn predicate(&self, condition: &Expression) -> Predicate {
        self.walk(condition, &mut Vec::new())
    }

    /// How many cells there are; the largest number where there are more.
    pub(crate) fn space(&self) -> u64 {
        self.sizes()
            .into_iter()
            .fold(1, |space, size| space.saturating_mul(size as u64))
    }

    /// Tries every cell: one value for each dimension, by its place.
    pub(crate) fn each_cell(&self, mut visit: impl FnMut(&[usize])) {
        let _ = self.until(|cell| {
            visit(cell);
            ControlFlow::<()>::Continue(())
        });
    }

    /// As [`each_cell`](Self::each_cell), until something is found.
    pub(crate) fn until<F>(&self, mut visit: impl FnMut(&[usize]) -> ControlFlow<F>) -> ControlFlow<F> {
        each(&self.sizes(), &mut visit)
    }

    /// Is one of the questions asked only under a condition?
    pub(crate) fn asks_sometimes(&self) -> bool {
        !self.sometimes.is_empty()
    }

    fn sizes(&self) -> Vec<usize> {
        self.all.iter().map(|dimension| self.size_of(dimension)).collect()
    }

    /// How many values a dimension has to be tried with. Beyond the last of them, what is not asked, where what is known of that does not tell: no
    /// predicate holds of it, as in the engine.
    pub(crate) fn size_of(&self, dimension: &Dimension) -> usize {
        let may_be_nothing = dimension.is_open()
            && read_by(dimension)
                .iter()
                .any(|question| self.sometimes.contains(question));
        dimension.size() + usize::from(may_be_nothing)
    }
}

impl Dimension {
    pub(crate) fn size(&self) -> usize {
        match self {
            Self::YesNo(_) | Self::Chosen(..) | Self::Answered(_) | Self::Opaque(_) => 2,
            Self::Choice(_, options) => *options,
            Self::Text(_, texts) => texts.len() + 1,
            Self::Measure { values, .. } => values.len(),
            Self::Order(..) => 3,
        }
    }
}

/// Every combination of places below these sizes, until something is found. Where a size is nought, there is one place all the same.
pub(crate) fn each<F>(sizes: &[usize], visit: &mut impl FnMut(&[usize]) -> ControlFlow<F>) -> ControlFlow<F> {
    let mut cell = vec![0; sizes.len()];
    loop {
        visit(&cell)?;
        let turned = cell.iter_mut().zip(sizes).find_map(|(value, size)| {
            *value = (*value + 1) % size.max(&1);
            (*value != 0).then_some(())
        });
        if turned.is_none() {
            return ControlFlow::Continue(());
        }
    }
}

/// The questions that a term reads, in the order in which it reads them; its facts are opened already.
pub(crate) fn questions(term: &Expression) -> Vec<QuestionIndex> {
    match term {
        Expression::Question(question) => vec![*question],
        other => other.children().into_iter().flat_map(questions).collect(),
    }
}
