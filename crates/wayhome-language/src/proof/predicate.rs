//! A condition over cells.

use std::collections::BTreeSet;

/// A condition over the values of dimensions, ready to be tried many times.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Predicate {
    Always(bool),
    /// Holds for some of the values of a dimension.
    Of {
        dimension: usize,
        holds: Vec<bool>,
    },
    All(Vec<Predicate>),
    Any(Vec<Predicate>),
    Not(Box<Predicate>),
    /// Both hold, or neither.
    Same(Box<Predicate>, Box<Predicate>),
}

impl Predicate {
    /// The dimensions that it looks at.
    pub(crate) fn dimensions(&self) -> BTreeSet<usize> {
        match self {
            Self::Always(_) => BTreeSet::new(),
            Self::Of { dimension, .. } => BTreeSet::from([*dimension]),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::dimensions).collect(),
            Self::Not(inner) => inner.dimensions(),
            Self::Same(left, right) => &left.dimensions() | &right.dimensions(),
        }
    }

    /// Does it hold in this cell: one value for each dimension, by its place?
    pub(crate) fn holds(&self, cell: &[usize]) -> bool {
        match self {
            Self::Always(holds) => *holds,
            Self::Of { dimension, holds } => cell
                .get(*dimension)
                .and_then(|value| holds.get(*value))
                .copied()
                .unwrap_or(false),
            Self::All(parts) => parts.iter().all(|part| part.holds(cell)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(cell)),
            Self::Not(inner) => !inner.holds(cell),
            Self::Same(left, right) => left.holds(cell) == right.holds(cell),
        }
    }
}
