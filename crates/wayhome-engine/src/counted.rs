//! What a condition counts from one day to another, told as a named fact is: "Working days from “Issue raised” to “Review date”: 28."

use rust_decimal::Decimal;

use crate::evaluate::{Answers, Read, Scope};
use crate::explain::Reason;
use crate::expression::{Expression, FactIndex, Function};
use crate::period::Moment;
use crate::plan::{Layer, Slot};
use crate::rows::Cell;
use crate::value::Value;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counts {
    /// Completed years of age.
    Age,
    WorkingDays,
    Days,
    /// Completed months.
    Months,
}

/// A count, with the days between which it was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counted {
    pub(crate) counts: Counts,
    pub(crate) from: End,
    pub(crate) to: End,
    pub(crate) came_to: Decimal,
}

/// The day at one end of a count, by the name that people know it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum End {
    Question(Slot),
    /// A named fact.
    Fact(Layer, FactIndex),
    Cell(Cell),
    /// Any other has no name, and stands for itself.
    Day(Moment),
}

impl<'a, A: Answers> Scope<'_, 'a, A> {
    /// What an expression counts between two days; `None` where it counts none, or what it comes to is not known.
    pub(crate) fn counted(&self, expression: &'a Expression) -> Option<Reason> {
        let (counts, from, to) = match expression {
            Expression::Call(function, ends) => {
                let counts = match function {
                    Function::Age => Counts::Age,
                    Function::WorkingDays => Counts::WorkingDays,
                    Function::Days => Counts::Days,
                    Function::MonthsBetween => Counts::Months,
                    _ => return None,
                };
                let [from, to] = ends.as_slice() else { return None };
                (counts, from, to)
            }
            Expression::Subtract(to, from) => (Counts::Days, from.as_ref(), to.as_ref()),
            _ => return None,
        };
        let (from, to) = (self.end(from)?, self.end(to)?);
        let came_to = match self.value(expression) {
            Read::Known(Value::Number(number)) => number,
            Read::Known(Value::Seconds(seconds)) => (seconds / 86_400).into(),
            Read::Known(Value::Months(months)) => months.into(),
            _ => return None,
        };
        Some(Reason::Counted(Counted {
            counts,
            from,
            to,
            came_to,
        }))
    }

    /// `None` where the expression is no day. A date with a time is none either: between two of those no days are counted.
    fn end(&self, expression: &'a Expression) -> Option<End> {
        let Read::Known(Value::Date(day)) = self.value(expression) else {
            return None;
        };
        Some(self.named_end(expression).unwrap_or(End::Day(Moment::Date(day))))
    }

    fn named_end(&self, expression: &'a Expression) -> Option<End> {
        match expression {
            Expression::Question(question) => self.slot(*question).map(End::Question),
            Expression::Field { item, field } => self.cell_at(*item, *field).map(End::Cell),
            Expression::Fact(index) => match self.fact_at(*index)? {
                fact if fact.name.is_some() => Some(End::Fact(self.layer, *index)),
                fact => self.named_end(&fact.is),
            },
            _ => None,
        }
    }
}
