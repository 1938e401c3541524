//! How large what an expression comes to can be. A list that was made once is copied, and walked through, wherever it is read.

use crate::answer::MOST_ROWS;
use crate::expression::Function;
use crate::procedure::{Kind, MOST_OPTIONS};

/// What working out an expression may take at the most.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Size {
    /// Evaluations of a part of it, for a record with as many rows as are read; without those of the facts beneath it.
    pub(super) steps: u64,
    /// How deeply its parts lie within each other, facts included.
    pub(super) depth: usize,
}

impl Size {
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            steps: self.steps.saturating_add(other.steps),
            depth: self.depth.max(other.depth),
        }
    }

    pub(super) fn deeper(self) -> Self {
        Self {
            depth: self.depth.saturating_add(1),
            ..self
        }
    }

    pub(super) fn within(self) -> Self {
        self.deeper().more(1)
    }

    /// Enough for either of the two.
    fn or(self, other: Self) -> Self {
        Self {
            steps: self.steps.max(other.steps),
            depth: self.depth.max(other.depth),
        }
    }

    pub(super) fn more(self, steps: u64) -> Self {
        Self {
            steps: self.steps.saturating_add(steps),
            ..self
        }
    }
}

/// How large what an expression comes to can be, for the largest record.
#[derive(Debug, Clone, Default)]
pub(super) struct Extent {
    /// The most members at each level of lists within lists, the outermost first; none where it is no list.
    lengths: Vec<u64>,
    /// Of a list that is written out, here or in a fact, what the largest of its members takes. `None` of all others.
    pub(super) written: Option<Size>,
}

impl Extent {
    /// What a question's answer can be.
    pub(super) fn of_answer(kind: &Kind) -> Self {
        match kind {
            Kind::Rows(_) => Self::of_length(MOST_ROWS as u64),
            Kind::Choices(_) => Self::of_length(MOST_OPTIONS as u64),
            _ => Self::default(),
        }
    }

    /// What a cell can be; which column it stands in is not looked at.
    pub(super) fn of_cell() -> Self {
        Self::of_length(MOST_OPTIONS as u64)
    }

    fn of_length(length: u64) -> Self {
        Self {
            lengths: vec![length],
            written: None,
        }
    }

    /// A list of these, written out.
    pub(super) fn list(members: &[(Size, Self)]) -> Self {
        let any = members.iter().fold(Self::default(), |any, (_, member)| any.or(member));
        Self {
            lengths: [&[members.len() as u64], any.lengths.as_slice()].concat(),
            written: Some(members.iter().fold(Size::default(), |most, (size, _)| most.or(*size))),
        }
    }

    /// What a function comes to: of one list, `min` and `max` choose a member, which can be a list itself; a table or several options come out
    /// as they are.
    pub(super) fn call(function: Function, parts: &[(Size, Self)]) -> Self {
        match function {
            Function::Min | Function::Max => {
                let parts = parts.iter().map(|(_, part)| part);
                let chosen = parts.map(|part| part.member().or(&part.flat()));
                chosen.fold(Self::default(), |any, part| any.or(&part))
            }
            _ => Self::default(),
        }
    }

    /// What one of its members can be.
    pub(super) fn member(&self) -> Self {
        Self {
            lengths: self.lengths.get(1..).unwrap_or_default().to_vec(),
            written: None,
        }
    }

    /// The same, if its members are no lists.
    fn flat(&self) -> Self {
        Self {
            lengths: self.lengths.first().copied().into_iter().collect(),
            written: None,
        }
    }

    /// Enough for either of the two.
    fn or(&self, other: &Self) -> Self {
        let (long, short) = if self.lengths.len() < other.lengths.len() {
            (other, self)
        } else {
            (self, other)
        };
        let mut lengths = long.lengths.clone();
        for (most, length) in lengths.iter_mut().zip(&short.lengths) {
            *most = (*most).max(*length);
        }
        Self { lengths, written: None }
    }

    /// How many members it has at the most; what is no list is not run over, and counts as one.
    pub(super) fn length(&self) -> u64 {
        self.lengths.first().copied().unwrap_or(1)
    }

    /// How many values are copied with it, those in lists within lists included.
    pub(super) fn weight(&self) -> u64 {
        let within = |below: u64, length: &u64| length.saturating_mul(below.saturating_add(1));
        self.lengths.iter().rev().fold(0, within)
    }
}

/// What the variable of a `some` or `every` can stand for.
#[derive(Debug, Clone)]
pub(super) struct Variable {
    pub(super) extent: Extent,
    /// What asking it for what it waits for takes, where it is a member that is written out.
    pub(super) size: Size,
}

impl Variable {
    /// A member of such a list.
    pub(super) fn of(list: &Extent) -> Self {
        Self {
            extent: list.member(),
            size: list.written.unwrap_or_default(),
        }
    }
}
