//! What a term counts in, and what values it can come to: bounds and steps, carried through what is reckoned with it.

use chrono::{DateTime, Datelike};
use rust_decimal::Decimal;
use wayhome_engine::{Expression, Function, Kind, Procedure};

use super::scale::{Scale, Steps};

pub(super) const SECONDS_OF_A_DAY: i64 = 86_400;

/// What a term is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counts {
    /// A date, in days.
    Days,
    /// A date and time, in seconds.
    Time,
    /// A duration, in seconds.
    Seconds,
    /// A duration, in months.
    Months,
    /// A number.
    Number,
}

impl Counts {
    /// Of a term whose facts are opened.
    pub(crate) fn of(procedure: &Procedure, term: &Expression) -> Self {
        let of = |term: &Expression| Self::of(procedure, term);
        match term {
            Expression::Date(_) | Expression::Call(Function::DateOf, _) => Self::Days,
            Expression::DateTime(_) => Self::Time,
            Expression::Seconds(_) => Self::Seconds,
            Expression::Months(_) | Expression::Call(Function::MonthsBetween, _) => Self::Months,
            Expression::Question(question) => match procedure.question(*question).map(|question| &question.kind) {
                Some(Kind::Date) => Self::Days,
                Some(Kind::DateTime) => Self::Time,
                _ => Self::Number,
            },
            Expression::Call(Function::Min | Function::Max, parts) | Expression::List(parts) => {
                parts.first().map_or(Self::Number, of)
            }
            Expression::Negate(inner) => of(inner),
            Expression::Multiply(left, right) => match of(left) {
                Self::Number => of(right),
                duration => duration,
            },
            Expression::Add(left, right) => match (of(left), of(right)) {
                (_, moment @ (Self::Days | Self::Time)) => moment,
                (left, _) => left,
            },
            Expression::Subtract(left, right) => match (of(left), of(right)) {
                (Self::Days | Self::Time, Self::Days | Self::Time) => Self::Seconds,
                (left, _) => left,
            },
            _ => Self::Number,
        }
    }
}

impl Scale {
    /// The scale of a term whose facts are opened and whose constants are reckoned.
    pub(crate) fn of(procedure: &Procedure, term: &Expression) -> Self {
        let of = |term: &Expression| Self::of(procedure, term);
        let counts = |term: &Expression| Counts::of(procedure, term);
        match term {
            Expression::Question(question) => match procedure.question(*question).map(|question| &question.kind) {
                Some(Kind::Date | Kind::DateTime) => Self::whole(),
                Some(Kind::Number { min, max }) if min <= max || max.is_none() => Self {
                    steps: None,
                    least: *min,
                    most: *max,
                },
                _ => Self::default(),
            },
            Expression::Call(function @ (Function::Min | Function::Max), parts) => {
                let items = match parts.as_slice() {
                    [Expression::List(items)] => items,
                    items => items,
                };
                let is_less = *function == Function::Min;
                let scales = items.iter().map(of);
                scales.reduce(|one, other| one.or(other, is_less)).unwrap_or_default()
            }
            Expression::Call(function, parts) => called(*function, parts.first().map(counts)),
            Expression::Negate(inner) => of(inner).times(-Decimal::ONE),
            Expression::Multiply(left, right) => match (constant(left), constant(right)) {
                (Some(factor), _) => of(right).times(factor),
                (_, Some(factor)) => of(left).times(factor),
                _ => of(left).by(of(right)),
            },
            Expression::Add(left, right) => match (counts(left), counts(right)) {
                // A day stays a day; of months nobody can say how many days they are.
                (Counts::Days | Counts::Time, Counts::Months) | (Counts::Months, Counts::Days | Counts::Time) => {
                    Self::whole()
                }
                (Counts::Days, Counts::Seconds) => of(left).plus(of(right).in_days()),
                (Counts::Seconds, Counts::Days) => of(left).in_days().plus(of(right)),
                _ => of(left).plus(of(right)),
            },
            Expression::Subtract(left, right) => match (counts(left), counts(right)) {
                (Counts::Days | Counts::Time, Counts::Months) => Self::whole(),
                (Counts::Days, Counts::Seconds) => of(left).plus(of(right).in_days().times(-Decimal::ONE)),
                (Counts::Days, Counts::Days) => {
                    let days = of(left).plus(of(right).times(-Decimal::ONE));
                    days.times(SECONDS_OF_A_DAY.into())
                }
                _ => of(left).plus(of(right).times(-Decimal::ONE)),
            },
            constant_or_other => constant(constant_or_other).map_or_else(Self::default, Self::only),
        }
    }

    fn whole() -> Self {
        Self {
            steps: Some(Steps::every(1)),
            ..Self::default()
        }
    }

    fn within(least: i64, most: i64) -> Self {
        Self {
            least: Some(least.into()),
            most: Some(most.into()),
            ..Self::whole()
        }
    }

    fn only(value: Decimal) -> Self {
        Self {
            steps: Some(Steps {
                one: value,
                apart: Decimal::ZERO,
            }),
            least: Some(value),
            most: Some(value),
        }
    }

    /// Seconds by which a date is moved: only whole days do that.
    fn in_days(self) -> Self {
        let of = |value: Decimal| value.checked_div(SECONDS_OF_A_DAY.into());
        let part = self.steps.and_then(|steps| {
            Some(Steps {
                one: of(steps.one).filter(|days| days.fract().is_zero())?,
                apart: of(steps.apart).filter(|days| days.fract().is_zero())?,
            })
        });
        Self {
            steps: part.or(Some(Steps::every(1))),
            least: self.least.and_then(of),
            most: self.most.and_then(of),
        }
    }

    fn plus(self, other: Self) -> Self {
        let sum = |one: Option<Decimal>, other: Option<Decimal>| one?.checked_add(other?);
        let steps = |one: Steps, other: Steps| {
            Some(Steps {
                one: one.one.checked_add(other.one)?,
                apart: common(one.apart, other.apart)?,
            })
        };
        Self {
            steps: self.steps.zip(other.steps).and_then(|(one, other)| steps(one, other)),
            least: sum(self.least, other.least),
            most: sum(self.most, other.most),
        }
    }

    fn times(self, factor: Decimal) -> Self {
        let by = |value: Decimal| value.checked_mul(factor);
        let (least, most) = (self.least.and_then(by), self.most.and_then(by));
        let (least, most) = if factor.is_sign_negative() {
            (most, least)
        } else {
            (least, most)
        };
        let steps = self.steps.and_then(|steps| {
            Some(Steps {
                one: by(steps.one)?,
                apart: by(steps.apart)?.abs(),
            })
        });
        Self { steps, least, most }
    }

    /// Two things that both vary.
    fn by(self, other: Self) -> Self {
        let corners = || {
            let of = |one: Option<Decimal>, other: Option<Decimal>| one?.checked_mul(other?);
            let all = [
                of(self.least, other.least)?,
                of(self.least, other.most)?,
                of(self.most, other.least)?,
                of(self.most, other.most)?,
            ];
            Some((all.into_iter().min(), all.into_iter().max()))
        };
        let steps = |one: Steps, other: Steps| {
            let apart = common(one.one.abs(), one.apart)?.checked_mul(common(other.one.abs(), other.apart)?)?;
            Some(Steps {
                one: Decimal::ZERO,
                apart,
            })
        };
        // Nothing below nought comes of two that are not.
        let not_below = |least: Option<Decimal>| least.is_some_and(|least| least >= Decimal::ZERO);
        let open = if not_below(self.least) && not_below(other.least) {
            (Some(Decimal::ZERO), None)
        } else {
            (None, None)
        };
        let (least, most) = corners().unwrap_or(open);
        Self {
            steps: self.steps.zip(other.steps).and_then(|(one, other)| steps(one, other)),
            least,
            most,
        }
    }

    /// The less, or the greater, of two.
    fn or(self, other: Self, less: bool) -> Self {
        let steps = |one: Steps, other: Steps| {
            let aside = one.one.checked_sub(other.one)?.abs();
            Some(Steps {
                one: one.one,
                apart: common(common(one.apart, other.apart)?, aside)?,
            })
        };
        let least = |one: Option<Decimal>, other: Option<Decimal>| Some(one?.min(other?));
        let most = |one: Option<Decimal>, other: Option<Decimal>| Some(one?.max(other?));
        Self {
            steps: self.steps.zip(other.steps).and_then(|(one, other)| steps(one, other)),
            least: if less {
                least(self.least, other.least)
            } else {
                self.least.max(other.least)
            },
            most: if less {
                self.most.into_iter().chain(other.most).min()
            } else {
                most(self.most, other.most)
            },
        }
    }
}

/// What a function comes to, by what its first argument counts in.
fn called(function: Function, of: Option<Counts>) -> Scale {
    let is_moment = matches!(of, Some(Counts::Days | Counts::Time));
    // Of a duration backwards the parts are negative.
    let part = |least: i64, most: i64| {
        if is_moment {
            Scale::within(least, most)
        } else {
            Scale::within(-most, most)
        }
    };
    match function {
        Function::Age | Function::Days | Function::WorkingDays | Function::Count => Scale {
            least: Some(Decimal::ZERO),
            ..Scale::whole()
        },
        Function::Years if is_moment => Scale::within(0, 9999),
        Function::MonthPart if is_moment => Scale::within(1, 12),
        Function::MonthPart => Scale::within(-11, 11),
        Function::DayPart if is_moment => Scale::within(1, 31),
        Function::Weekday => Scale::within(1, 7),
        Function::HourPart => part(0, 23),
        Function::MinutePart | Function::SecondPart => part(0, 59),
        Function::Years | Function::DayPart | Function::MonthsBetween | Function::DateOf => Scale::whole(),
        Function::Min | Function::Max => Scale::default(),
    }
}

/// The largest number of which both are multiples; of nought, everything is. `None` past what is kept of digits.
fn common(one: Decimal, other: Decimal) -> Option<Decimal> {
    let (mut one, mut other) = (one.abs(), other.abs());
    while !other.is_zero() {
        (one, other) = (other, one.checked_rem(other)?);
    }
    Some(one)
}

/// A constant as a number: dates in days, durations in seconds or months, which never meet each other in one comparison.
pub(super) fn constant(expression: &Expression) -> Option<Decimal> {
    match expression {
        Expression::Number(number) => Some(*number),
        Expression::Date(date) => Some(date.num_days_from_ce().into()),
        Expression::DateTime(at) => Some(
            at.and_utc()
                .signed_duration_since(DateTime::UNIX_EPOCH)
                .num_seconds()
                .into(),
        ),
        Expression::Seconds(seconds) => Some((*seconds).into()),
        Expression::Months(months) => Some((*months).into()),
        _ => None,
    }
}
