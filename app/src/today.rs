//! The day on which a record is checked, the time at which it is kept, and what lies between two keystrokes.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use js_sys::Date;

/// Today's date where the person is.
pub(crate) fn today() -> NaiveDate {
    now().date()
}

/// The date and time where the person is, to the second.
pub(crate) fn now() -> NaiveDateTime {
    on_the_wall(&Date::new_0())
}

/// A moment, in milliseconds since 1970, as the clock on the wall shows it where the person is.
pub(crate) fn local(at: u64) -> NaiveDateTime {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 have 41 bits of 53")]
    let at = at as f64;
    on_the_wall(&Date::new(&at.into()))
}

fn on_the_wall(moment: &Date) -> NaiveDateTime {
    let year = i32::try_from(moment.get_full_year()).unwrap_or_default();
    // JavaScript counts months from 0.
    let day = NaiveDate::from_ymd_opt(year, moment.get_month() + 1, moment.get_date()).unwrap_or_default();
    let time =
        NaiveTime::from_hms_opt(moment.get_hours(), moment.get_minutes(), moment.get_seconds()).unwrap_or_default();
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
