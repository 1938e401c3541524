//! A condition over cells.

use std::collections::BTreeSet;

use wayhome_engine::Truth;

/// In place of a value: what the dimension looks at has no answer yet.
pub(super) const UNKNOWN: usize = usize::MAX;

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

    /// As [`holds`](Self::holds), in a cell of which some values may be [`UNKNOWN`].
    pub(super) fn truth(&self, cell: &[usize]) -> Truth {
        match self {
            Self::Of { dimension, .. } if cell.get(*dimension) == Some(&UNKNOWN) => Truth::Unknown,
            Self::Always(_) | Self::Of { .. } => self.holds(cell).into(),
            Self::All(parts) => parts.iter().fold(Truth::Yes, |all, part| all.and(part.truth(cell))),
            Self::Any(parts) => parts.iter().fold(Truth::No, |any, part| any.or(part.truth(cell))),
            Self::Not(inner) => !inner.truth(cell),
            Self::Same(left, right) => {
                let (left, right) = (left.truth(cell), right.truth(cell));
                left.and(right).or((!left).and(!right))
            }
        }
    }
}
