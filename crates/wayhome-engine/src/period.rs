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

/// How long a deadline leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Within {
    /// How many units.
    pub count: i64,
    /// What is counted.
    pub unit: Unit,
    /// Is the start day day 1, and not day 0? Nothing to hours; nor to working days, where it is none.
    pub first_day_counts: bool,
}

/// The last moment that lies within so many units of a start.
///
/// The start day is day 0, so one week after a Monday is the next Monday; if it counts, it is day 1. A day that a month does not have becomes its
/// last day. Hours run from the time of day of the start, and from midnight where it is a date alone. `None` where the count is negative or runs past
/// the year 9999.
///
/// ```
/// use chrono::NaiveDate;
/// use wayhome_engine::{Calendar, Moment, Unit, Within, due};
/// let day = |text: &str| text.parse::<NaiveDate>().unwrap();
/// // Good Friday and Easter Monday.
/// let calendar = Calendar::new(day("2026-01-01"), day("2026-12-31"), vec![day("2026-04-03"), day("2026-04-06")]);
/// let end = |start: &str, count, unit, first_day_counts| {
///     due(Moment::Date(day(start)), Within { count, unit, first_day_counts }, &calendar)
/// };
/// let on = |text: &str| Some(Moment::Date(day(text)));
/// assert_eq!(end("2026-03-02", 14, Unit::Days, false), on("2026-03-16"));
/// assert_eq!(end("2026-03-02", 14, Unit::Days, true), on("2026-03-15"));
/// assert_eq!(end("2026-03-02", 2, Unit::Weeks, false), on("2026-03-16"));
/// assert_eq!(end("2026-08-31", 6, Unit::Months, false), on("2027-02-28"));
/// assert_eq!(end("2026-04-02", 2, Unit::WorkingDays, false), on("2026-04-08"));
/// // Saturday is no working day, so Monday is the first.
/// assert_eq!(end("2026-02-28", 1, Unit::WorkingDays, true), on("2026-03-02"));
/// // Good Friday of 2027, of which this calendar does not know: only weekends are left out.
/// assert_eq!(end("2027-03-25", 1, Unit::WorkingDays, false), on("2027-03-26"));
/// let midnight = day("2026-03-05").and_hms_opt(0, 0, 0).unwrap();
/// assert_eq!(end("2026-03-02", 72, Unit::Hours, false), Some(Moment::DateTime(midnight)));
/// ```
#[must_use]
pub fn due(start: Moment, within: Within, calendar: &Calendar) -> Option<Moment> {
    let Within {
        count,
        unit,
        first_day_counts,
    } = within;
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

    fn end(start: Moment, count: i64, unit: Unit, first_day_counts: bool) -> Option<Moment> {
        let within = Within {
            count,
            unit,
            first_day_counts,
        };
        due(start, within, &Calendar::default())
    }

    #[track_caller]
    fn check(start: NaiveDate, count: i64, unit: Unit, expected: NaiveDate) {
        assert_eq!(
            end(Moment::Date(start), count, unit, false),
            Some(Moment::Date(expected))
        );
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
        let found = end(Moment::Date(day(2026, 3, 2)), 14, Unit::Days, true);
        assert_eq!(found, Some(Moment::Date(day(2026, 3, 15))));
    }

    #[test]
    fn a_first_day_that_counts_is_a_working_day_or_does_not() {
        let end = |start, count| end(Moment::Date(start), count, Unit::WorkingDays, true).map(Moment::date);
        // A Monday, and the Saturday before it.
        assert_eq!(end(day(2026, 3, 2), 5), Some(day(2026, 3, 6)));
        assert_eq!(end(day(2026, 3, 2), 1), Some(day(2026, 3, 2)));
        assert_eq!(end(day(2026, 2, 28), 5), Some(day(2026, 3, 6)));
        assert_eq!(end(day(2026, 2, 28), 1), Some(day(2026, 3, 2)));
    }

    #[test]
    fn hours_run_from_the_time_of_day_whether_or_not_the_first_day_counts() {
        let start = day(2026, 3, 27).and_hms_opt(22, 30, 0).unwrap();
        let until = day(2026, 3, 30).and_hms_opt(22, 30, 0).unwrap();
        for first_day_counts in [false, true] {
            let found = end(Moment::DateTime(start), 72, Unit::Hours, first_day_counts);
            assert_eq!(found, Some(Moment::DateTime(until)));
        }
    }

    #[test]
    fn a_count_beyond_the_calendar_has_no_end() {
        let start = Moment::Date(day(2026, 3, 2));
        for unit in [Unit::Days, Unit::Weeks, Unit::Months, Unit::WorkingDays, Unit::Hours] {
            assert_eq!([i64::MAX, -1].map(|count| end(start, count, unit, false)), [None, None]);
        }
    }
}
