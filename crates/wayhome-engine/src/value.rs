//! Values while an expression is worked out, and the operators on them.
//!
//! Every operator answers `None` where it has no answer: unlike types, an overflow, counting backwards. Callers make that *unknown*.

use std::borrow::Cow;
use std::cmp::Ordering;

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use rust_decimal::Decimal;

use crate::answer::Row;
use crate::calendar::Calendar;
use crate::exact;
use crate::expression::{Comparison, Function};
use crate::period::{add_months, is_written};

/// What an expression comes to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value<'a> {
    Bool(bool),
    Number(Decimal),
    Text(Cow<'a, str>),
    Date(NaiveDate),
    DateTime(NaiveDateTime),
    /// A days and time duration, in seconds.
    Seconds(i64),
    /// A years and months duration.
    Months(i32),
    /// One option of a list of options.
    Option(u16),
    /// Several options of a list of options.
    Options(u64),
    List(Vec<Value<'a>>),
    Rows(&'a [Row]),
}

const DAY: i64 = 86_400;

/// Do two values compare so? `None` where they cannot be compared.
pub(crate) fn compare(comparison: Comparison, left: &Value<'_>, right: &Value<'_>) -> Option<bool> {
    match comparison {
        Comparison::Equal => equal(left, right),
        Comparison::NotEqual => equal(left, right).map(|equal| !equal),
        Comparison::Less => order(left, right).map(Ordering::is_lt),
        Comparison::LessOrEqual => order(left, right).map(Ordering::is_le),
        Comparison::Greater => order(left, right).map(Ordering::is_gt),
        Comparison::GreaterOrEqual => order(left, right).map(Ordering::is_ge),
    }
}

fn equal(left: &Value<'_>, right: &Value<'_>) -> Option<bool> {
    match (left, right) {
        (Value::List(one), Value::List(other)) => {
            if one.len() != other.len() {
                return Some(false);
            }
            one.iter()
                .zip(other)
                .try_fold(true, |all, (a, b)| equal(a, b).map(|same| all && same))
        }
        (one, other) => (std::mem::discriminant(one) == std::mem::discriminant(other)).then(|| one == other),
    }
}

fn order(left: &Value<'_>, right: &Value<'_>) -> Option<Ordering> {
    Some(match (left, right) {
        (Value::Number(a), Value::Number(b)) => a.cmp(b),
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (Value::DateTime(a), Value::DateTime(b)) => a.cmp(b),
        (Value::Seconds(a), Value::Seconds(b)) => a.cmp(b),
        (Value::Months(a), Value::Months(b)) => a.cmp(b),
        _ => return None,
    })
}

pub(crate) fn add<'a>(left: &Value<'_>, right: &Value<'_>) -> Option<Value<'a>> {
    let sum = match (left, right) {
        (Value::Number(a), Value::Number(b)) => Value::Number(exact::sum(*a, *b)?),
        (Value::Seconds(a), Value::Seconds(b)) => Value::Seconds(a.checked_add(*b)?),
        (Value::Months(a), Value::Months(b)) => Value::Months(a.checked_add(*b)?),
        (Value::Date(date), Value::Months(months)) | (Value::Months(months), Value::Date(date)) => {
            Value::Date(add_months(*date, *months)?)
        }
        (Value::DateTime(at), Value::Months(months)) | (Value::Months(months), Value::DateTime(at)) => {
            Value::DateTime(add_months(at.date(), *months)?.and_time(at.time()))
        }
        // The checker lets only whole days meet a date.
        (Value::Date(date), Value::Seconds(seconds)) | (Value::Seconds(seconds), Value::Date(date)) => {
            Value::Date(date.checked_add_signed(TimeDelta::try_days(whole_days(*seconds)?)?)?)
        }
        (Value::DateTime(at), Value::Seconds(seconds)) | (Value::Seconds(seconds), Value::DateTime(at)) => {
            Value::DateTime(at.checked_add_signed(TimeDelta::try_seconds(*seconds)?)?)
        }
        _ => return None,
    };
    let is_within = match &sum {
        Value::Date(date) => is_written(*date),
        Value::DateTime(at) => is_written(at.date()),
        _ => true,
    };
    is_within.then_some(sum)
}

pub(crate) fn subtract<'a>(left: &Value<'_>, right: &Value<'_>) -> Option<Value<'a>> {
    match (left, right) {
        (Value::Date(a), Value::Date(b)) => Some(Value::Seconds(a.signed_duration_since(*b).num_seconds())),
        (Value::DateTime(a), Value::DateTime(b)) => Some(Value::Seconds(a.signed_duration_since(*b).num_seconds())),
        (_, Value::Date(_) | Value::DateTime(_)) => None,
        (left, right) => add(left, &negate(right)?),
    }
}

pub(crate) fn multiply<'a>(left: &Value<'_>, right: &Value<'_>) -> Option<Value<'a>> {
    Some(match (left, right) {
        (Value::Number(a), Value::Number(b)) => Value::Number(exact::product(*a, *b)?),
        (Value::Seconds(size), Value::Number(times)) | (Value::Number(times), Value::Seconds(size)) => {
            Value::Seconds(exact::whole(exact::product((*size).into(), *times)?)?)
        }
        (Value::Months(size), Value::Number(times)) | (Value::Number(times), Value::Months(size)) => {
            Value::Months(i32::try_from(exact::whole(exact::product((*size).into(), *times)?)?).ok()?)
        }
        _ => return None,
    })
}

pub(crate) fn negate<'a>(value: &Value<'_>) -> Option<Value<'a>> {
    Some(match value {
        Value::Number(number) => Value::Number(-*number),
        Value::Seconds(seconds) => Value::Seconds(seconds.checked_neg()?),
        Value::Months(months) => Value::Months(months.checked_neg()?),
        _ => return None,
    })
}

fn whole_days(seconds: i64) -> Option<i64> {
    (seconds % DAY == 0).then_some(seconds / DAY)
}

/// Applies a function to known values. The second result says whether a count left the days whose bank holidays are known.
pub(crate) fn call<'a>(function: Function, values: &[Value<'a>], calendar: &Calendar) -> (Option<Value<'a>>, bool) {
    if let (Function::WorkingDays, [Value::Date(from), Value::Date(to)]) = (function, values) {
        return (
            calendar.working_days(*from, *to).map(|days| Value::Number(days.into())),
            !calendar.knows(*from, *to),
        );
    }
    (apply(function, values), false)
}

fn apply<'a>(function: Function, values: &[Value<'a>]) -> Option<Value<'a>> {
    let number = |number: i64| Some(Value::Number(number.into()));
    match (function, values) {
        (Function::Age, [Value::Date(born), Value::Date(on)]) => number(i64::from(on.years_since(*born)?)),
        (Function::Days, [Value::Date(from), Value::Date(to)]) => {
            number(to.signed_duration_since(*from).num_days()).filter(|_| from <= to)
        }
        (Function::MonthsBetween, [Value::Date(from), Value::Date(to)]) => {
            Some(Value::Months(months_between(*from, *to)?))
        }
        (Function::Count, [Value::List(items)]) => number(i64::try_from(items.len()).ok()?),
        (Function::Count, [Value::Rows(rows)]) => number(i64::try_from(rows.len()).ok()?),
        (Function::Count, [Value::Options(chosen)]) => number(i64::from(chosen.count_ones())),
        (Function::Min | Function::Max, [Value::List(items)]) => extreme(function, items),
        (Function::Min | Function::Max, items) => extreme(function, items),
        (Function::Years, [Value::Date(date)]) => number(i64::from(date.year())),
        (Function::Years, [Value::DateTime(at)]) => number(i64::from(at.year())),
        (Function::Years, [Value::Months(months)]) => number(i64::from(months / 12)),
        (Function::MonthPart, [Value::Date(date)]) => number(i64::from(date.month())),
        (Function::MonthPart, [Value::DateTime(at)]) => number(i64::from(at.month())),
        (Function::MonthPart, [Value::Months(months)]) => number(i64::from(months % 12)),
        (Function::DayPart, [Value::Date(date)]) => number(i64::from(date.day())),
        (Function::DayPart, [Value::DateTime(at)]) => number(i64::from(at.day())),
        (Function::DayPart, [Value::Seconds(seconds)]) => number(seconds / DAY),
        (Function::Weekday, [Value::Date(date)]) => number(i64::from(date.weekday().number_from_monday())),
        (Function::Weekday, [Value::DateTime(at)]) => number(i64::from(at.weekday().number_from_monday())),
        (Function::HourPart, [Value::DateTime(at)]) => number(i64::from(at.hour())),
        (Function::HourPart, [Value::Seconds(seconds)]) => number(seconds % DAY / 3600),
        (Function::MinutePart, [Value::DateTime(at)]) => number(i64::from(at.minute())),
        (Function::MinutePart, [Value::Seconds(seconds)]) => number(seconds % 3600 / 60),
        (Function::SecondPart, [Value::DateTime(at)]) => number(i64::from(at.second())),
        (Function::SecondPart, [Value::Seconds(seconds)]) => number(seconds % 60),
        (Function::DateOf, [Value::DateTime(at)]) => Some(Value::Date(at.date())),
        _ => None,
    }
}

/// Completed months from one date to another; negative backwards.
fn months_between(from: NaiveDate, to: NaiveDate) -> Option<i32> {
    if to < from {
        return months_between(to, from)?.checked_neg();
    }
    let months = (to.year() - from.year()) * 12 + i32::try_from(to.month()).ok()? - i32::try_from(from.month()).ok()?;
    Some(if to.day() < from.day() { months - 1 } else { months })
}

fn extreme<'a>(function: Function, items: &[Value<'a>]) -> Option<Value<'a>> {
    let wanted = if function == Function::Min {
        Ordering::Less
    } else {
        Ordering::Greater
    };
    let mut items = items.iter();
    let first = items.next()?.clone();
    items.try_fold(first, |best, item| {
        Some(if order(item, &best)? == wanted {
            item.clone()
        } else {
            best
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> Value<'static> {
        Value::Date(NaiveDate::from_ymd_opt(y, m, d).unwrap())
    }

    fn number(text: &str) -> Value<'static> {
        Value::Number(text.parse().unwrap())
    }

    #[track_caller]
    fn check(function: Function, values: &[Value<'static>], expected: Option<&Value<'static>>) {
        assert_eq!(call(function, values, &Calendar::default()).0.as_ref(), expected);
    }

    #[test]
    fn a_birthday_adds_a_year_on_the_day_itself() {
        check(Function::Age, &[day(2010, 3, 3), day(2026, 3, 2)], Some(&number("15")));
        check(Function::Age, &[day(2010, 3, 3), day(2026, 3, 3)], Some(&number("16")));
    }

    #[test]
    fn who_was_born_on_29_february_is_a_year_older_on_1_march_of_a_common_year() {
        check(
            Function::Age,
            &[day(2008, 2, 29), day(2026, 2, 28)],
            Some(&number("17")),
        );
        check(Function::Age, &[day(2008, 2, 29), day(2026, 3, 1)], Some(&number("18")));
        check(
            Function::Age,
            &[day(2008, 2, 29), day(2024, 2, 29)],
            Some(&number("16")),
        );
    }

    #[test]
    fn counting_backwards_has_no_answer() {
        check(Function::Age, &[day(2026, 3, 3), day(2026, 3, 2)], None);
        check(Function::Days, &[day(2026, 3, 3), day(2026, 3, 2)], None);
        check(Function::WorkingDays, &[day(2026, 3, 3), day(2026, 3, 2)], None);
    }

    #[test]
    fn sums_are_exact_or_have_no_answer() {
        assert_eq!(add(&number("0.1"), &number("0.2")), Some(number("0.3")));
        assert_eq!(
            multiply(&number("0.0000000000000000000000000001"), &number("0.1")),
            None
        );
        assert_eq!(add(&Value::Number(Decimal::MAX), &number("1")), None);
        assert_eq!(add(&number("5"), &number("0.0")), Some(number("5")));
    }

    #[test]
    fn a_duration_times_a_number_is_exact_or_has_no_answer() {
        assert_eq!(
            multiply(&Value::Seconds(DAY), &number("0.50")),
            Some(Value::Seconds(DAY / 2))
        );
        assert_eq!(multiply(&number("1.5"), &Value::Months(4)), Some(Value::Months(6)));
        assert_eq!(multiply(&Value::Months(3), &number("0.5")), None);
        // A 29th digit would be rounded away, and the rest be whole.
        let odd = number("2.0000000000000000000000000001");
        assert_eq!(multiply(&Value::Seconds(4), &odd), None);
        assert_eq!(multiply(&odd, &Value::Months(4)), None);
    }

    #[test]
    fn a_date_moves_by_months_and_by_whole_days_only() {
        assert_eq!(add(&day(2026, 1, 31), &Value::Months(1)), Some(day(2026, 2, 28)));
        assert_eq!(
            subtract(&day(2026, 3, 2), &Value::Seconds(14 * DAY)),
            Some(day(2026, 2, 16))
        );
        assert_eq!(add(&day(2026, 3, 2), &Value::Seconds(3600)), None);
        let at = |m, d| {
            let day = NaiveDate::from_ymd_opt(2026, m, d).unwrap();
            Value::DateTime(day.and_hms_opt(22, 30, 0).unwrap())
        };
        assert_eq!(add(&at(1, 31), &Value::Months(1)), Some(at(2, 28)));
        assert_eq!(subtract(&at(3, 31), &Value::Months(1)), Some(at(2, 28)));
        assert_eq!(
            subtract(&day(2026, 3, 16), &day(2026, 3, 2)),
            Some(Value::Seconds(14 * DAY))
        );
    }

    #[test]
    fn no_day_lies_outside_the_years_that_are_written() {
        let last = day(9999, 12, 31);
        assert_eq!(add(&last, &Value::Seconds(DAY)), None);
        assert_eq!(add(&last, &Value::Months(1)), None);
        assert_eq!(subtract(&day(0, 1, 1), &Value::Seconds(DAY)), None);
        let last_minute = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap().and_hms_opt(23, 59, 0);
        let last_minute = Value::DateTime(last_minute.unwrap());
        assert_eq!(add(&last_minute, &Value::Seconds(60)), None);
        assert!(add(&last_minute, &Value::Seconds(59)).is_some());
        assert_eq!(add(&day(9999, 12, 30), &Value::Seconds(DAY)), Some(last));
    }

    #[test]
    fn unlike_values_do_not_compare() {
        assert_eq!(compare(Comparison::Equal, &number("1"), &Value::Bool(true)), None);
        assert_eq!(compare(Comparison::Less, &Value::Bool(false), &Value::Bool(true)), None);
    }
}
