//! How old a document is, and when a file was compared with it.

use chrono::NaiveDate;

use super::Compiler;
use crate::diagnostics::Report;
use crate::diagnostics::codes::document as codes;

impl Compiler<'_> {
    /// The first day on which the document may have been issued; `None` where it bears no date.
    pub(super) fn issued(&mut self) -> Option<NaiveDate> {
        let dated = self.document.procedure.dated.as_ref()?;
        let day = first_day(&dated.value);
        if day.is_none() {
            let message = format!("\"{}\" is not the date of a document", dated.value);
            self.reports.push(
                Report::new(&codes::BAD_EDITION, &dated.span, message)
                    .help("write \"2019\", \"April 2019\" or \"3 April 2019\""),
            );
        }
        day
    }

    /// Reports a `compared` that is no month; the age of the document is counted to it.
    pub(super) fn check_compared(&mut self) {
        let compared = &self.document.procedure.compared;
        if !is_month(&compared.value) {
            let message = format!("\"{}\" is not a month", compared.value);
            self.reports.push(
                Report::new(&codes::BAD_COMPARED, &compared.span, message)
                    .help("write the year and the month, from 01 to 12: \"2026-11\""),
            );
        }
    }
}

/// Is this a month, as in `2026-11`?
fn is_month(text: &str) -> bool {
    let Some((year, month)) = text.split_once('-') else {
        return false;
    };
    let is_number = |digits: &str, length| digits.len() == length && digits.bytes().all(|digit| digit.is_ascii_digit());
    is_number(year, 4) && is_number(month, 2) && month.parse().is_ok_and(|month: u32| (1..=12).contains(&month))
}

/// The first day of a year, of a month, or the day itself.
fn first_day(dated: &str) -> Option<NaiveDate> {
    let whole = match dated.split(' ').count() {
        1 => format!("1 January {dated}"),
        2 => format!("1 {dated}"),
        _ => dated.to_owned(),
    };
    NaiveDate::parse_from_str(&whole, "%d %B %Y").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(dated: &str, expected: Option<(i32, u32, u32)>) {
        let expected = expected.and_then(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day));
        assert_eq!(first_day(dated), expected, "{dated}");
    }

    #[test]
    fn a_year_a_month_or_a_day() {
        check("2019", Some((2019, 1, 1)));
        check("July 2015", Some((2015, 7, 1)));
        check("3 April 2019", Some((2019, 4, 3)));
        for refused in ["", "spring 2019", "April", "31 June 2019", "04/2019", "2019-04"] {
            check(refused, None);
        }
    }

    #[test]
    fn a_month_is_a_year_and_two_digits() {
        for month in ["2026-01", "2026-12"] {
            assert!(is_month(month), "{month}");
        }
        for other in [
            "",
            "2026",
            "2026-13",
            "2026-00",
            "2026-1",
            "2026-11-02",
            "11-2026",
            "November 2026",
            "2026-1é",
        ] {
            assert!(!is_month(other), "{other}");
        }
    }
}
