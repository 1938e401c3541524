//! Numbers, dates and durations as they are written, exactly as the standard has them.

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;
use wayhome_engine::Expression;

use super::types::Type;

/// A number of at most 28 digits.
pub(super) fn number(text: &str) -> Option<Decimal> {
    let digits = text
        .bytes()
        .filter(u8::is_ascii_digit)
        .skip_while(|digit| *digit == b'0')
        .count();
    let written = if text.starts_with('.') {
        format!("0{text}")
    } else {
        text.to_owned()
    };
    (digits <= 28).then(|| Decimal::from_str_exact(&written).ok()).flatten()
}

/// `2026-03-02`, a day that there is.
pub(super) fn date(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let shape = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| {
            if at == 4 || at == 7 {
                *byte == b'-'
            } else {
                byte.is_ascii_digit()
            }
        });
    if !shape || text.starts_with("0000") {
        return None;
    }
    let part = |range| text.get(range).and_then(|part: &str| part.parse().ok());
    let year: u32 = part(0..4)?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, part(5..7)?, part(8..10)?)
}

/// `2026-03-02T09:30:00`, without a zone and without fractions of a second.
pub(super) fn date_and_time(text: &str) -> Option<NaiveDateTime> {
    let (day, time) = text.split_once('T')?;
    let bytes = time.as_bytes();
    let shape = bytes.len() == 8
        && bytes.iter().enumerate().all(|(at, byte)| {
            if at == 2 || at == 5 {
                *byte == b':'
            } else {
                byte.is_ascii_digit()
            }
        });
    let part = |range| time.get(range).and_then(|part: &str| part.parse().ok());
    if shape {
        date(day)?.and_hms_opt(part(0..2)?, part(3..5)?, part(6..8)?)
    } else {
        None
    }
}

/// `P1Y2M` or `P1DT2H3M4S`, with a minus sign before it or not.
pub(super) fn duration(text: &str) -> Option<(Expression, Type)> {
    let (sign, rest) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let rest = rest.strip_prefix('P')?;
    let (days, time) = rest
        .split_once('T')
        .map_or((rest, None), |(days, time)| (days, Some(time)));
    if days.contains(['Y', 'M']) {
        let [years, months] = parts(days, ['Y', 'M']).filter(|_| time.is_none())?;
        let months = years.checked_mul(12)?.checked_add(months)?;
        return Some((
            Expression::Months(i32::try_from(sign * months).ok()?),
            Type::MonthsDuration,
        ));
    }
    let [days] = parts(days, ['D'])?;
    let [hours, minutes, seconds] = match time {
        // A T without a time after it is a slip.
        Some("") => return None,
        Some(time) => parts(time, ['H', 'M', 'S'])?,
        None if rest.is_empty() => return None,
        None => [0, 0, 0],
    };
    let total = [(days, 86_400), (hours, 3600), (minutes, 60), (seconds, 1)]
        .into_iter()
        .try_fold(0_i64, |sum, (count, size)| sum.checked_add(count.checked_mul(size)?))?;
    Some((Expression::Seconds(sign * total), Type::DaysDuration))
}

/// Numbers before these letters, in this order, each at most once; nought where one is left out.
fn parts<const N: usize>(text: &str, letters: [char; N]) -> Option<[i64; N]> {
    let mut rest = text;
    let mut found = [0; N];
    for (letter, place) in letters.into_iter().zip(&mut found) {
        let Some((digits, after)) = rest.split_once(letter) else {
            continue;
        };
        if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        *place = digits.parse().ok()?;
        rest = after;
    }
    rest.is_empty().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&Expression>) {
        assert_eq!(duration(text).map(|(expression, _)| expression).as_ref(), expected);
    }

    #[test]
    fn durations_are_of_one_kind() {
        check("P14D", Some(&Expression::Seconds(14 * 86_400)));
        check("P1DT2H3M4S", Some(&Expression::Seconds(93_784)));
        check("PT72H", Some(&Expression::Seconds(72 * 3600)));
        check("-P1D", Some(&Expression::Seconds(-86_400)));
        check("P1Y2M", Some(&Expression::Months(14)));
        check("-P3M", Some(&Expression::Months(-3)));
        for refused in [
            "",
            "P",
            "PT",
            "P1DT",
            "P1W",
            "P1M1D",
            "P1YT1H",
            "PT0.5S",
            "P-1D",
            "1D",
            "P1H",
            "PT1D",
            "P1D2D",
            "P1M2Y",
            "P99999999999Y",
        ] {
            check(refused, None);
        }
    }

    #[test]
    fn only_days_that_there_are() {
        assert!(date("2024-02-29").is_some());
        for refused in [
            "2026-02-29",
            "2026-2-3",
            "0000-01-01",
            "02026-01-01",
            "+026-01-01",
            "2026-13-01",
            "2026-01-01Z",
            "２026-01-1",
        ] {
            assert_eq!(date(refused), None, "{refused}");
        }
        assert!(date_and_time("2026-03-02T09:30:00").is_some());
        for refused in [
            "2026-03-02",
            "2026-03-02T09:30",
            "2026-03-02T09:30:00Z",
            "2026-03-02T09:30:00.5",
            "2026-03-02T24:00:00",
            "2026-03-02T09:30:60",
        ] {
            assert_eq!(date_and_time(refused), None, "{refused}");
        }
    }

    #[test]
    fn numbers_are_exact_to_28_digits() {
        assert_eq!(number(".5"), Some(Decimal::new(5, 1)));
        assert_eq!(number("007"), Some(Decimal::from(7)));
        assert!(number("1234567890123456789012345678").is_some());
        assert_eq!(number("12345678901234567890123456789"), None);
        assert_eq!(number("0.12345678901234567890123456789"), None);
    }
}
