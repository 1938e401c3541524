//! Periods of time, and moving a date by one.

use chrono::{Datelike as _, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;

/// What a deadline counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Calendar days.
    Days,
    /// Weeks of seven calendar days.
    Weeks,
    /// Calendar months, clamped to the month's end.
    Months,
    /// Days that are not a Saturday, a Sunday or a bank holiday.
    WorkingDays,
    /// Hours, from a date and time.
    Hours,
}

impl Unit {
    /// The words for so many: "1 week", "20 working days".
    #[must_use]
    pub fn phrase(self, count: i64) -> String {
        let (one, many) = match self {
            Self::Days => ("day", "days"),
            Self::Weeks => ("week", "weeks"),
            Self::Months => ("month", "months"),
            Self::WorkingDays => ("working day", "working days"),
            Self::Hours => ("hour", "hours"),
        };
        format!("{count} {}", if count == 1 { one } else { many })
    }
}

/// A point in time that a record can hold: a date, or a date with a time of day.
///
/// A date alone orders before every time on that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Moment {
    /// A calendar date.
    Date(NaiveDate),
    /// A date and time of day.
    DateTime(NaiveDateTime),
}

impl Moment {
    /// The calendar date of this moment.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        match self {
            Self::Date(date) => date,
            Self::DateTime(moment) => moment.date(),
        }
    }
}

/// Moves a date by calendar months; a day that the month does not have becomes its last day.
///
/// `None` past the years that can be represented.
///
/// ```
/// use chrono::NaiveDate;
/// use wayhome_engine::add_months;
/// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// assert_eq!(add_months(day(2026, 1, 31), 1), Some(day(2026, 2, 28)));
/// assert_eq!(add_months(day(2024, 1, 31), 1), Some(day(2024, 2, 29)));
/// assert_eq!(add_months(day(2026, 8, 31), 6), Some(day(2027, 2, 28)));
/// assert_eq!(add_months(day(2026, 3, 31), -1), Some(day(2026, 2, 28)));
/// ```
#[must_use]
pub fn add_months(date: NaiveDate, months: i32) -> Option<NaiveDate> {
    let size = Months::new(months.unsigned_abs());
    if months < 0 {
        date.checked_sub_months(size)
    } else {
        date.checked_add_months(size)
    }
}

/// The last moment that lies within so many units of a start.
///
/// The start day is day 0, so one week after a Monday is the next Monday; with `first_day_counts` it is day 1. Hours need a
/// start with a time of day; from a date alone they count from midnight. `None` where the count is negative or runs past the year 9999.
#[must_use]
pub fn due(start: Moment, count: i64, unit: Unit, first_day_counts: bool, calendar: &Calendar) -> Option<Moment> {
    let size = u64::try_from(count).ok()?;
    if unit == Unit::Hours {
        let from = match start {
            Moment::Date(date) => date.and_time(NaiveTime::MIN),
            Moment::DateTime(moment) => moment,
        };
        return from
            .checked_add_signed(TimeDelta::try_hours(count)?)
            .filter(|end| is_written(end.date()))
            .map(Moment::DateTime);
    }
    let start = start.date();
    let end = match unit {
        Unit::Days => start.checked_add_days(Days::new(size)),
        Unit::Weeks => start.checked_add_days(Days::new(size.checked_mul(7)?)),
        Unit::Months => add_months(start, i32::try_from(count).ok()?),
        Unit::WorkingDays => calendar.add_working_days(start, count),
        Unit::Hours => None,
    }?;
    match (first_day_counts && count > 0, unit) {
        (true, Unit::WorkingDays) if calendar.is_working_day(start) => calendar.add_working_days(start, count - 1),
        (true, Unit::Days | Unit::Weeks | Unit::Months) => end.pred_opt(),
        _ => Some(end),
    }
    .filter(|end| is_written(*end))
    .map(Moment::Date)
}

/// Does a date lie in the years that records and reports write, 0 to 9999? ISO 8601 has others only by agreement, and nobody means them.
pub(crate) fn is_written(date: NaiveDate) -> bool {
    (0..=9999).contains(&date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[track_caller]
    fn check(start: NaiveDate, count: i64, unit: Unit, expected: NaiveDate) {
        let found = due(Moment::Date(start), count, unit, false, &Calendar::default());
        assert_eq!(found, Some(Moment::Date(expected)));
    }

    #[test]
    fn the_start_day_is_day_nought() {
        check(day(2026, 3, 2), 14, Unit::Days, day(2026, 3, 16));
        check(day(2026, 3, 2), 2, Unit::Weeks, day(2026, 3, 16));
        check(day(2026, 3, 2), 0, Unit::Weeks, day(2026, 3, 2));
    }

    #[test]
    fn months_clamp_to_the_end_of_the_month() {
        check(day(2026, 8, 31), 6, Unit::Months, day(2027, 2, 28));
        check(day(2027, 11, 30), 3, Unit::Months, day(2028, 2, 29));
    }

    #[test]
    fn a_first_day_that_counts_brings_the_end_forward_by_one() {
        let found = due(
            Moment::Date(day(2026, 3, 2)),
            14,
            Unit::Days,
            true,
            &Calendar::default(),
        );
        assert_eq!(found, Some(Moment::Date(day(2026, 3, 15))));
    }

    #[test]
    fn a_first_day_that_counts_is_a_working_day_or_does_not() {
        let end = |start, count| {
            let found = due(
                Moment::Date(start),
                count,
                Unit::WorkingDays,
                true,
                &Calendar::default(),
            );
            found.map(Moment::date)
        };
        // A Monday, and the Saturday before it.
        assert_eq!(end(day(2026, 3, 2), 5), Some(day(2026, 3, 6)));
        assert_eq!(end(day(2026, 3, 2), 1), Some(day(2026, 3, 2)));
        assert_eq!(end(day(2026, 2, 28), 5), Some(day(2026, 3, 6)));
        assert_eq!(end(day(2026, 2, 28), 1), Some(day(2026, 3, 2)));
    }

    #[test]
    fn hours_run_from_the_time_of_day() {
        let start = day(2026, 3, 27).and_hms_opt(22, 30, 0).unwrap();
        let end = day(2026, 3, 30).and_hms_opt(22, 30, 0).unwrap();
        let found = due(Moment::DateTime(start), 72, Unit::Hours, false, &Calendar::default());
        assert_eq!(found, Some(Moment::DateTime(end)));
    }

    #[test]
    fn a_count_beyond_the_calendar_has_no_end() {
        for unit in [Unit::Days, Unit::Weeks, Unit::Months, Unit::WorkingDays, Unit::Hours] {
            assert_eq!(
                due(
                    Moment::Date(day(2026, 3, 2)),
                    i64::MAX,
                    unit,
                    false,
                    &Calendar::default()
                ),
                None
            );
            assert_eq!(
                due(Moment::Date(day(2026, 3, 2)), -1, unit, false, &Calendar::default()),
                None
            );
        }
    }
}
