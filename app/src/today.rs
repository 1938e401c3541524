//! The day on which a record is checked, the time at which it is kept, and what lies between two keystrokes.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use js_sys::Date;

/// Today's date where the person is.
pub(crate) fn today() -> NaiveDate {
    now().date()
}

/// The date and time where the person is, to the second.
pub(crate) fn now() -> NaiveDateTime {
    let now = Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or_default();
    // JavaScript counts months from 0.
    let day = NaiveDate::from_ymd_opt(year, now.get_month() + 1, now.get_date()).unwrap_or_default();
    let time = NaiveTime::from_hms_opt(now.get_hours(), now.get_minutes(), now.get_seconds()).unwrap_or_default();
    day.and_time(time)
}

/// How long it is since 1970, for telling one keystroke from the next.
pub(crate) fn milliseconds() -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "no fraction matters, and a clock before 1970 counts as 1970"
    )]
    let whole = Date::now().max(0.0) as u64;
    whole
}
