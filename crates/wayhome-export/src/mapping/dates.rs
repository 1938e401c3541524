//! Dates in a council's format.

use chrono::{Datelike, NaiveDateTime, Timelike};
use serde::{Deserialize, Serialize};

/// How a date is written: `DD/MM/YYYY`, `YYYYMMDD`, `DD/MM/YYYY hh:mm`.
///
/// `YYYY`, `MM` and `DD` stand for year, month and day, `hh`, `mm` and `ss` for hour, minute and second; all else but letters stands for itself,
/// and so does a single `T`.
///
/// ```
/// use wayhome_export::mapping::DateFormat;
/// let format = DateFormat::new("DD/MM/YYYY").unwrap();
/// let day = "2026-03-02T00:00:00".parse().unwrap();
/// assert_eq!(format.write(day), "02/03/2026");
/// assert!(DateFormat::new("DD/MM/YY").is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct DateFormat(String);

/// The parts of a format.
const PARTS: [&str; 6] = ["YYYY", "MM", "DD", "hh", "mm", "ss"];

impl DateFormat {
    /// `None` where it is not a format, or leaves the year, the month or the day open: a date that cannot be read back is no date.
    #[must_use]
    pub fn new(format: &str) -> Option<Self> {
        let mut rest = format;
        let mut seen = Vec::new();
        while let Some(first) = rest.chars().next() {
            if let Some(part) = PARTS.into_iter().find(|part| rest.starts_with(part)) {
                seen.push(part);
                rest = rest.strip_prefix(part)?;
            } else if first.is_alphabetic() && first != 'T' {
                return None;
            } else {
                rest = rest.get(first.len_utf8()..)?;
            }
        }
        let whole = ["YYYY", "MM", "DD"].iter().all(|part| seen.contains(part));
        whole.then(|| Self(format.to_owned()))
    }

    /// Does it say a time of day, or a part of one? Of a date alone that would be made up.
    #[must_use]
    pub fn has_time(&self) -> bool {
        ["hh", "mm", "ss"].iter().any(|part| self.0.contains(part))
    }

    /// Does it leave out something of this time of day? Seconds that nobody recorded are nothing.
    pub(super) fn shortens(&self, at: NaiveDateTime) -> bool {
        let lacks = |part: &str| !self.0.contains(part);
        lacks("hh") || lacks("mm") || (at.second() > 0 && lacks("ss"))
    }

    /// A date in this format.
    #[must_use]
    pub fn write(&self, at: NaiveDateTime) -> String {
        let mut written = String::with_capacity(self.0.len());
        let mut rest = self.0.as_str();
        while let Some(first) = rest.chars().next() {
            let part = PARTS.into_iter().find(|part| rest.starts_with(part));
            let number = match part {
                Some("YYYY") => format!("{:04}", at.year()),
                Some("MM") => format!("{:02}", at.month()),
                Some("DD") => format!("{:02}", at.day()),
                Some("hh") => format!("{:02}", at.hour()),
                Some("mm") => format!("{:02}", at.minute()),
                Some(_) => format!("{:02}", at.second()),
                None => first.to_string(),
            };
            written.push_str(&number);
            rest = rest.get(part.map_or(first.len_utf8(), str::len)..).unwrap_or_default();
        }
        written
    }
}

impl TryFrom<String> for DateFormat {
    type Error = String;

    fn try_from(format: String) -> Result<Self, String> {
        Self::new(&format).ok_or_else(|| "this is not a format of dates like DD/MM/YYYY".to_owned())
    }
}

impl From<DateFormat> for String {
    fn from(format: DateFormat) -> Self {
        format.0
    }
}

#[cfg(test)]
mod tests {
    use super::DateFormat;

    #[track_caller]
    fn check(format: &str, written: Option<&str>) {
        let at = "2026-03-02T14:05:09".parse().unwrap();
        assert_eq!(
            DateFormat::new(format).map(|format| format.write(at)).as_deref(),
            written,
            "{format}"
        );
    }

    #[test]
    fn a_format_says_year_month_and_day() {
        check("YYYY-MM-DD", Some("2026-03-02"));
        check("DD.MM.YYYY", Some("02.03.2026"));
        check("YYYYMMDD", Some("20260302"));
        check("DD/MM/YYYY hh:mm", Some("02/03/2026 14:05"));
        check("YYYY-MM-DDThh:mm:ss", Some("2026-03-02T14:05:09"));
        check("YYYY-MM-DD hhmm", Some("2026-03-02 1405"));
    }

    #[test]
    fn what_cannot_be_read_back_is_refused() {
        for format in ["DD/MM/YY", "dd/mm/yyyy", "MM/YYYY", "%d/%m/%Y", "", "D/M/YYYY"] {
            check(format, None);
        }
    }
}
