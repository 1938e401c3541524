//! What an expression of constants comes to, without a record.

use crate::calendar::Calendar;
use crate::expression::{Expression, Function};
use crate::value::{Value, add, call, multiply, negate, subtract};

impl Expression {
    /// The constant that this comes to, where it reckons with constants only: `-5` of a negated 5, 16 of `10 + 6`. A list that is written out has so many
    /// members, whatever they are.
    ///
    /// `None` where it reads an answer or a fact, where it is a constant already, where it counts working days, which depend on the bank holidays that
    /// are known, and where it has no result.
    #[must_use]
    pub fn constant(&self) -> Option<Self> {
        let found = match self {
            Self::Negate(inner) => negate(&literal(inner)?)?,
            Self::Add(left, right) => add(&literal(left)?, &literal(right)?)?,
            Self::Subtract(left, right) => subtract(&literal(left)?, &literal(right)?)?,
            Self::Multiply(left, right) => multiply(&literal(left)?, &literal(right)?)?,
            Self::Call(Function::WorkingDays, _) => return None,
            Self::Call(Function::Count, parts) => match parts.as_slice() {
                [Self::List(members)] => Value::Number(members.len().into()),
                _ => return None,
            },
            Self::Call(function, parts) => {
                let values: Option<Vec<_>> = parts.iter().map(literal).collect();
                call(*function, &values?, &Calendar::default()).0?
            }
            _ => return None,
        };
        Some(match found {
            Value::Number(number) => Self::Number(number),
            Value::Date(date) => Self::Date(date),
            Value::DateTime(at) => Self::DateTime(at),
            Value::Seconds(seconds) => Self::Seconds(seconds),
            Value::Months(months) => Self::Months(months),
            _ => return None,
        })
    }
}

fn literal(expression: &Expression) -> Option<Value<'_>> {
    Some(match expression {
        Expression::Number(number) => Value::Number(*number),
        Expression::Date(date) => Value::Date(*date),
        Expression::DateTime(at) => Value::DateTime(*at),
        Expression::Seconds(seconds) => Value::Seconds(*seconds),
        Expression::Months(months) => Value::Months(*months),
        Expression::List(members) => Value::List(members.iter().map(literal).collect::<Option<_>>()?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_are_reckoned_and_what_reads_an_answer_is_not() {
        let number = |number: i64| Box::new(Expression::Number(number.into()));
        assert_eq!(Expression::Negate(number(5)).constant(), Some(*number(-5)));
        assert_eq!(Expression::Add(number(10), number(6)).constant(), Some(*number(16)));
        let question = Box::new(Expression::Question(0));
        assert_eq!(Expression::Add(number(10), question.clone()).constant(), None);
        let list = Expression::List(vec![*question, *number(3)]);
        assert_eq!(
            Expression::Call(Function::Count, vec![list.clone()]).constant(),
            Some(*number(2))
        );
        assert_eq!(Expression::Call(Function::Max, vec![list]).constant(), None);
        let days = |day: u32| Expression::Date(chrono::NaiveDate::from_ymd_opt(2026, 3, day).unwrap());
        assert_eq!(
            Expression::Call(Function::Max, vec![days(2), days(3)]).constant(),
            Some(days(3))
        );
        assert_eq!(
            Expression::Call(Function::WorkingDays, vec![days(2), days(3)]).constant(),
            None
        );
    }
}
