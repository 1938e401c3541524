//! Dates with a time, which R4 wants with a time zone.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

/// A time in England as R4 writes it: `2026-07-01T14:05:00+01:00`.
///
/// Summer time runs from the last Sunday of March to the last Sunday of October, at 01:00 GMT each. In the hour that comes twice in October, the first
/// is meant. Source: the Summer Time Act 1972 as amended by SI 2002/262.
pub(super) fn in_england(at: NaiveDateTime) -> String {
    let offset = if is_summer(at) { "+01:00" } else { "+00:00" };
    format!("{}{offset}", wayhome_engine::day::written(at))
}

fn is_summer(at: NaiveDateTime) -> bool {
    let change = |month: u32, hour: u32| {
        let last = last_sunday(at.year(), month)?;
        Some(last.and_time(NaiveTime::from_hms_opt(hour, 0, 0)?))
    };
    match (change(3, 1), change(10, 2)) {
        (Some(from), Some(to)) => from <= at && at < to,
        _ => false,
    }
}

fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    let back = i64::from(last.weekday().num_days_from_sunday());
    last.checked_sub_signed(TimeDelta::days(back))
}

#[cfg(test)]
mod tests {
    use super::in_england;

    #[test]
    fn summer_time_begins_in_march_and_ends_in_october() {
        let check = |at: &str, written: &str| assert_eq!(in_england(at.parse().unwrap()), written);
        check("2026-03-29T00:59:00", "2026-03-29T00:59:00+00:00");
        check("2026-03-29T02:00:00", "2026-03-29T02:00:00+01:00");
        check("2026-10-25T00:30:00", "2026-10-25T00:30:00+01:00");
        check("2026-10-25T02:00:00", "2026-10-25T02:00:00+00:00");
        check("2026-12-01T09:00:00", "2026-12-01T09:00:00+00:00");
    }
}
