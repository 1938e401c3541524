//! Which rows of a table made a `some` or `every` so, and which of their cells it waits for.

use crate::answer::Answer;
use crate::evaluate::{Answers, Item, Read, Scope};
use crate::explain::{Reason, distinct, kept};
use crate::expression::{Expression, FactIndex};
use crate::plan::Slot;
use crate::procedure::Kind;
use crate::truth::Truth;

/// So many rows are named, and of the others only how many they are: whoever has put these right finds the next.
const NAMED: usize = 3;

/// One cell of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) slot: Slot,
    /// Counted from 0.
    pub(crate) row: u16,
    /// Its place in the row.
    pub(crate) column: u8,
}

/// What a cell holds, as far as a reason shows it: never a person's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Holds {
    Blank,
    Unreadable,
    Text,
    Answer(Answer),
}

/// Of some reasons the cells of one table; after them, how many rows more there are at most, because several parts of a rule may count them.
pub(crate) fn cells_of(reasons: &[Reason], table: Slot) -> Vec<Reason> {
    let cells = reasons.iter();
    let cells = cells.filter(|reason| matches!(reason, Reason::Cell { cell, .. } if cell.slot == table));
    let more = reasons.iter().filter_map(|reason| match reason {
        Reason::MoreRows { slot, more } if *slot == table => Some(*more),
        _ => None,
    });
    let more = more.max().map(|more| Reason::MoreRows { slot: table, more });
    distinct(cells.cloned().chain(more))
}

impl<'a, A: Answers> Scope<'_, 'a, A> {
    /// A list, and where it is a table those of its rows that decide a `some` or `every` each by itself.
    pub(crate) fn reasons_of_list(
        &self,
        whole: &'a Expression,
        (list, condition): (&'a Expression, &'a Expression),
    ) -> Vec<Reason> {
        let decides = if matches!(whole, Expression::Some(..)) {
            Truth::Yes
        } else {
            Truth::No
        };
        let rows = self.rows_that(list, condition, decides, |row| row.reasons(condition));
        distinct(self.atoms(list).into_iter().chain(rows))
    }

    /// The cells that an unknown expression waits for: those of the first rows of each table, and how many rows more there are.
    pub(crate) fn open_cells(&self, expression: &'a Expression) -> Vec<Reason> {
        if self.value(expression) != Read::Unknown {
            return Vec::new();
        }
        match expression {
            Expression::Field { item, field } => self.cell(*item, *field).into_iter().collect(),
            Expression::Some(list, condition) | Expression::Every(list, condition) => {
                distinct(self.rows_that(list, condition, Truth::Unknown, |row| row.open_cells(condition)))
            }
            Expression::Fact(index) => self.open_cells_of_fact(*index),
            other => distinct((other.children().into_iter()).flat_map(|child| self.open_cells(child))),
        }
    }

    /// Facts built on facts are looked through once each.
    fn open_cells_of_fact(&self, index: FactIndex) -> Vec<Reason> {
        let key = (self.layer, index);
        if let Some(kept) = kept(&self.evaluation.explained.borrow().open_cells, key) {
            return kept;
        }
        let alone = self.evaluation.in_layer(self.layer);
        let cells = self
            .fact_at(index)
            .map_or_else(Vec::new, |fact| alone.open_cells(&fact.is));
        let mut explained = self.evaluation.explained.borrow_mut();
        explained.open_cells.push((key, cells.clone()));
        cells
    }

    /// What is to be said of the rows of which the condition comes to this.
    fn rows_that(
        &self,
        list: &'a Expression,
        condition: &'a Expression,
        comes_to: Truth,
        say: impl Fn(&Self) -> Vec<Reason>,
    ) -> Vec<Reason> {
        let rows = self.each(list).unwrap_or_default().into_iter();
        let rows = rows
            .filter(|item| matches!(item, Item::Row { .. }))
            .map(|row| self.with(row));
        let mut rows = rows.filter(|row| row.truth(condition) == comes_to);
        let mut said: Vec<Reason> = rows.by_ref().take(NAMED).flat_map(|row| say(&row)).collect();
        let more = u16::try_from(rows.count()).unwrap_or(u16::MAX);
        if let Some(slot) = self.table(list).filter(|_| more > 0) {
            said.push(Reason::MoreRows { slot, more });
        }
        said
    }

    /// What a cell of the row that a variable stands for holds.
    pub(crate) fn cell(&self, item: u8, column: u8) -> Option<Reason> {
        let cell = self.cell_at(item, column)?;
        let stored = self.evaluation.answers.stored(cell.slot)?;
        let Some(Answer::Rows(rows)) = &stored.answer else {
            return None;
        };
        let holds = match rows.get(usize::from(cell.row))?.get(usize::from(column))? {
            Some(Answer::Text(_)) => Holds::Text,
            Some(answer) => Holds::Answer(answer.clone()),
            None => {
                let (_, question) = self.evaluation.plan.slot_question(cell.slot)?;
                let Kind::Rows(columns) = &question.kind else {
                    return None;
                };
                let name = &columns.get(usize::from(column))?.name;
                let is_here = |(row, of): &(usize, String)| *row == usize::from(cell.row) + 1 && of == name;
                let mut problems = stored.problems.iter().filter_map(|problem| problem.cell.as_ref());
                if problems.any(is_here) {
                    Holds::Unreadable
                } else {
                    Holds::Blank
                }
            }
        };
        Some(Reason::Cell { cell, holds })
    }

    pub(crate) fn cell_at(&self, item: u8, column: u8) -> Option<Cell> {
        match self.item(item)? {
            Item::Row { of, at, .. } => Some(Cell {
                slot: (*of)?,
                row: *at,
                column,
            }),
            _ => None,
        }
    }
}
