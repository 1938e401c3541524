//! The day of a check: given, or the local date of this computer.

use chrono::NaiveDate;

use crate::say::complain;

/// A day as records write it, exactly `YYYY-MM-DD`: chrono's own reader also takes `2026- 3-02`.
pub(crate) fn day(text: &str) -> Result<NaiveDate, String> {
    wayhome_engine::day::of_check(text)
        .ok_or_else(|| "write a real day from 1900 to 2199 as YYYY-MM-DD, like 2026-03-02".to_owned())
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

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn a_day_is_written_as_in_a_record() {
        assert_eq!(day("2026-03-02").unwrap().to_string(), "2026-03-02");
        for other in ["2026- 3-02", "2026-3-002", "+026-03-02", "2026-02-29", "2026-03-2", ""] {
            assert!(day(other).is_err(), "{other}");
        }
    }
}
