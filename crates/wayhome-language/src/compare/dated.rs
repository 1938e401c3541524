//! Which dates a dimension reads.

use chrono::NaiveDate;
use rust_decimal::prelude::ToPrimitive;
use wayhome_engine::{Expression, Function, QuestionIndex};

use crate::proof::dimensions::Dimension;

/// The days that stand for the stretches of a date.
pub(super) fn measured_days(dimension: &Dimension) -> Vec<NaiveDate> {
    match dimension {
        Dimension::Measure {
            term: Expression::Question(_),
            values,
            ..
        } => values
            .iter()
            .filter_map(|value| NaiveDate::from_num_days_from_ce_opt(value.to_i32()?))
            .collect(),
        _ => Vec::new(),
    }
}

/// The date or the two dates that a dimension reads; `None` where it is of another kind.
pub(super) fn dates(dimension: &Dimension) -> Option<(QuestionIndex, Option<QuestionIndex>)> {
    match dimension {
        Dimension::Measure {
            term: Expression::Question(day),
            ..
        } => Some((*day, None)),
        Dimension::Measure {
            term: Expression::Call(Function::Age | Function::Days | Function::WorkingDays, parts),
            ..
        } => match parts.as_slice() {
            [Expression::Question(from), Expression::Question(to)] if from != to => Some((*from, Some(*to))),
            _ => None,
        },
        Dimension::Order(Expression::Question(left), Expression::Question(right)) if left != right => {
            Some((*left, Some(*right)))
        }
        _ => None,
    }
}

pub(super) fn alone(dimension: &Dimension) -> Option<QuestionIndex> {
    match dates(dimension) {
        Some((day, None)) => Some(day),
        _ => None,
    }
}

/// The day to which a dimension counts.
pub(super) fn counted_to(dimension: &Dimension) -> Option<QuestionIndex> {
    match dimension {
        Dimension::Measure {
            term: Expression::Call(..),
            ..
        } => dates(dimension)?.1,
        _ => None,
    }
}
