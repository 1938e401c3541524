//! The day of a check: given, or the local date of this computer.

use chrono::NaiveDate;

use crate::say::complain;

/// Exactly `YYYY-MM-DD`.
pub(crate) fn day(text: &str) -> Result<NaiveDate, String> {
    let exact = text.len() == 10;
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .filter(|_| exact)
        .ok_or_else(|| "write a real day as YYYY-MM-DD, like 2026-03-02".to_owned())
}

/// The day that was given; else that of this computer, and says so.
pub(crate) fn today_or_now(given: Option<NaiveDate>) -> NaiveDate {
    given.unwrap_or_else(|| {
        let today = chrono::Local::now().date_naive();
        complain(format!(
            "checking as on {today}, the date of this computer. Use --today to choose another."
        ));
        today
    })
}
