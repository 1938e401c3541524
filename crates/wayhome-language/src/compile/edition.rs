//! How old a document is.

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
}
