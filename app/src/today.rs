//! The day on which a record is checked: the only clock in the app.

use chrono::NaiveDate;
use js_sys::Date;

/// Today's date where the person is.
pub(crate) fn today() -> NaiveDate {
    let now = Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or_default();
    // JavaScript counts months from 0.
    NaiveDate::from_ymd_opt(year, now.get_month() + 1, now.get_date()).unwrap_or_default()
}
