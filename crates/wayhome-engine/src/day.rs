//! Dates and times as records and procedures write them: exactly `YYYY-MM-DD` and `YYYY-MM-DDThh:mm[:ss]`.
//!
//! chrono's own readers also take `2026- 3-2`, and bring twenty kilobytes along.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike as _};

use crate::procedure::{EARLIEST_DATE, LATEST_DATE};

/// The number that so many digits make; `None` of more than a number holds.
fn digits(text: &[u8]) -> Option<u32> {
    text.iter().try_fold(0_u32, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| u32::from(byte - b'0'))?;
        number.checked_mul(10)?.checked_add(digit)
    })
}

/// A calendar date, written exactly `YYYY-MM-DD`; `None` where there is no such day or it is written otherwise.
///
/// ```
/// use wayhome_engine::day;
/// assert!(day::date("2024-02-29").is_some());
/// assert!(day::date("2026-02-29").is_none());
/// assert!(day::date("2026-2-9").is_none());
/// ```
#[must_use]
pub fn date(text: &str) -> Option<NaiveDate> {
    let [year @ .., b'-', m, n, b'-', d, e] = text.as_bytes() else {
        return None;
    };
    let year = (year.len() == 4).then(|| digits(year))??;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, digits(&[*m, *n])?, digits(&[*d, *e])?)
}

/// The day of a check: a [`date`] on which an answer may lie as well; anything else is taken for a slip of the finger.
///
/// ```
/// use wayhome_engine::day;
/// assert!(day::of_check("2026-03-02").is_some());
/// assert!(day::of_check("0026-03-02").is_none());
/// ```
#[must_use]
pub fn of_check(text: &str) -> Option<NaiveDate> {
    date(text).filter(|day| (EARLIEST_DATE..=LATEST_DATE).contains(day))
}

/// A date and time of day, written exactly `YYYY-MM-DDThh:mm` or `YYYY-MM-DDThh:mm:ss`. The 60th second is a leap second.
///
/// ```
/// use wayhome_engine::day;
/// assert!(day::date_time("2026-03-02T14:05").is_some());
/// assert!(day::date_time("2026-03-02T24:00").is_none());
/// ```
#[must_use]
pub fn date_time(text: &str) -> Option<NaiveDateTime> {
    let (day, time) = text.split_once('T')?;
    let mut parts = time
        .split(':')
        .map(|part| digits(part.as_bytes()).filter(|_| part.len() == 2));
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().map_or(Some(0), |second| second)?;
    if parts.next().is_some() {
        return None;
    }
    let (second, beyond) = if second == 60 { (59, 1_000) } else { (second, 0) };
    let time = NaiveTime::from_hms_milli_opt(hour, minute, second, beyond)?;
    date(day).map(|day| day.and_time(time))
}

/// The time of day as people read it and records write it: `14:05`.
///
/// ```
/// use wayhome_engine::day;
/// assert_eq!(day::clock(day::date_time("2026-03-02T09:05:59").unwrap()), "09:05");
/// ```
#[must_use]
pub fn clock(at: NaiveDateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// A date and time of day as [`date_time`] reads it, with seconds.
///
/// ```
/// use wayhome_engine::day;
/// assert_eq!(day::written(day::date_time("2026-03-02T09:05").unwrap()), "2026-03-02T09:05:00");
/// ```
#[must_use]
pub fn written(at: NaiveDateTime) -> String {
    format!(
        "{}T{}:{:02}",
        at.date(),
        clock(at),
        at.second() + at.nanosecond() / 1_000_000_000
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_exact_form_of_a_real_day_is_a_date() {
        assert_eq!(date("2026-03-02"), NaiveDate::from_ymd_opt(2026, 3, 2));
        for text in [
            "",
            "2026-02-30",
            "2026-13-01",
            "26-03-02",
            "02026-03-02",
            "2026-3-02",
            " 2026-3-02",
            "2026- 3-02",
            "+026-03-02",
            "2026/03/02",
            "2026-03-02 ",
            "２０２６-03-02",
            "2026-03-0２",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn a_time_has_hours_and_minutes_and_perhaps_seconds() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        assert_eq!(date_time("2026-03-02T14:05"), day.and_hms_opt(14, 5, 0));
        assert_eq!(date_time("2026-03-02T23:59:58"), day.and_hms_opt(23, 59, 58));
        assert_eq!(
            date_time("2026-03-02T23:59:60"),
            day.and_hms_milli_opt(23, 59, 59, 1_000)
        );
        for text in [
            "2026-03-02",
            "2026-03-02T",
            "2026-03-02T1:05",
            "2026-03-02T24:00",
            "2026-03-02T14:60",
            "2026-03-02T14:05Z",
            "2026-03-02 14:05",
            "2026-03-02T14:05:61",
        ] {
            assert_eq!(date_time(text), None, "{text}");
        }
    }
}
