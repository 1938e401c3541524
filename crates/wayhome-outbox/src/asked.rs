//! When a receiver asks to be tried again.

use crate::Time;

/// How many milliseconds after `now` a receiver asks to be tried again, as its header `Retry-After` says it: in seconds, or as a date. `None` where it
/// says neither; 0 where the date is past.
///
/// Of the three ways in which HTTP writes a date, the one that may still be sent is read.
///
/// ```
/// use wayhome_outbox::retry_after;
/// let now = 784_111_777_000; // 6 November 1994, 08:49:37
/// assert_eq!(retry_after("120", now), Some(120_000));
/// assert_eq!(retry_after("Sun, 06 Nov 1994 08:50:37 GMT", now), Some(60_000));
/// assert_eq!(retry_after("soon", now), None);
/// ```
///
/// Source: RFC 9110, §§ 5.6.7 and 10.2.3.
#[must_use]
pub fn retry_after(said: &str, now: Time) -> Option<Time> {
    let said = said.trim();
    if !said.is_empty() && said.bytes().all(|byte| byte.is_ascii_digit()) {
        // More seconds than a number holds are as many as it holds: nobody waits so long either way.
        return Some(said.parse::<Time>().unwrap_or(Time::MAX).saturating_mul(1_000));
    }
    date(said).map(|at| at.saturating_sub(now))
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// `Sun, 06 Nov 1994 08:49:37 GMT`. The day of the week is not looked at.
fn date(said: &str) -> Option<Time> {
    let parts: Vec<_> = said.split(' ').collect();
    let [_, day, month, year, time, "GMT"] = parts[..] else {
        return None;
    };
    let month: Time = (1..)
        .zip(MONTHS)
        .find(|(_, name)| *name == month)
        .map(|(month, _)| month)?;
    let (day, year) = (number(day, 2, 31)?, number(year, 4, 9_999)?);
    let mut clock = time.split(':');
    let (hour, minute) = (number(clock.next()?, 2, 23)?, number(clock.next()?, 2, 59)?);
    let second = number(clock.next()?, 2, 60)?;
    if clock.next().is_some() {
        return None;
    }
    // A year that begins in March has its leap day last.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year.checked_sub(1)?, month + 9)
    };
    let days = (365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day).checked_sub(719_469)?;
    Some((((days * 24 + hour) * 60 + minute) * 60 + second) * 1_000)
}

/// Exactly so many digits, for a number up to this.
fn number(text: &str, digits: usize, most: Time) -> Option<Time> {
    let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| is_number && *number <= most)
}

#[cfg(test)]
mod tests {
    use super::{date, retry_after};

    #[test]
    fn a_date_is_counted_from_1970() {
        let check = |said: &str, seconds: Option<u64>| assert_eq!(date(said), seconds.map(|seconds| seconds * 1_000));
        check("Thu, 01 Jan 1970 00:00:00 GMT", Some(0));
        check("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777));
        check("Thu, 29 Feb 2024 23:59:59 GMT", Some(1_709_251_199));
        check("Fri, 01 Mar 2024 00:00:00 GMT", Some(1_709_251_200));
        check("Wed, 31 Dec 1969 23:59:59 GMT", None);
        check("Sun, 06 Nov 1994 08:49:37 CET", None);
        check("Sun, 6 Nov 1994 08:49:37 GMT", None);
        check("Sunday, 06-Nov-94 08:49:37 GMT", None);
        check("Sun, 06 Nov 1994 24:49:37 GMT", None);
    }

    #[test]
    fn what_says_no_time_is_no_wait() {
        assert_eq!(retry_after("", 0), None);
        assert_eq!(retry_after("-1", 0), None);
        assert_eq!(retry_after("1.5", 0), None);
        assert_eq!(retry_after("99999999999999999999999", 0), Some(u64::MAX));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:49:37 GMT", u64::MAX), Some(0));
    }
}
