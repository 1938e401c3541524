//! Working days: bank holidays as data, and counting without walking day by day.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// The bank holidays of England and Wales, between the days to which they are known.
///
/// A working day is a day that is not a Saturday, a Sunday or a bank holiday (SI 2010/959 reg. 2; Christmas Day and Good Friday are
/// bank holidays or common-law holidays of the same list). Outside the known days only weekends are left out:
/// ask [`knows`](Self::knows), and say so.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// The first day for which the list is complete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_from: Option<NaiveDate>,
    /// The last day for which the list is complete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_to: Option<NaiveDate>,
    /// Bank holidays on weekdays, in order, without repetition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<NaiveDate>,
}

impl Calendar {
    /// A calendar that is complete from one day to another; holidays are sorted, and those on a weekend left out.
    #[must_use]
    pub fn new(known_from: NaiveDate, known_to: NaiveDate, mut holidays: Vec<NaiveDate>) -> Self {
        holidays.retain(|day| !is_weekend(*day));
        holidays.sort_unstable();
        holidays.dedup();
        Self {
            known_from: Some(known_from),
            known_to: Some(known_to),
            holidays,
        }
    }

    /// Are the holidays in order, without repetition, and none on a weekend? A compiled file could say otherwise, and days would be miscounted.
    pub(crate) fn is_sound(&self) -> bool {
        self.holidays.is_sorted_by(|one, next| one < next) && !self.holidays.iter().copied().any(is_weekend)
    }

    /// Are the bank holidays between these days, both included, known?
    #[must_use]
    pub fn knows(&self, from: NaiveDate, to: NaiveDate) -> bool {
        let (first, last) = (from.min(to), from.max(to));
        self.known_from.is_some_and(|known| known <= first) && self.known_to.is_some_and(|known| last <= known)
    }

    /// Is this neither a weekend nor a bank holiday?
    #[must_use]
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        !is_weekend(day) && self.holidays.binary_search(&day).is_err()
    }

    /// How many working days lie after `from`, up to and with `to`.
    ///
    /// The first day is day 0, so from a Monday to the next Monday there are five. `None` if `to` lies before `from`.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use wayhome_engine::Calendar;
    /// let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let calendar = Calendar::new(day(1, 1), day(12, 31), vec![day(4, 3), day(4, 6)]);
    /// assert_eq!(calendar.working_days(day(3, 30), day(4, 7)), Some(4)); // Good Friday and Easter Monday left out
    /// assert_eq!(calendar.working_days(day(4, 3), day(4, 6)), Some(0));
    /// ```
    #[must_use]
    pub fn working_days(&self, from: NaiveDate, to: NaiveDate) -> Option<i64> {
        if to < from {
            return None;
        }
        let holidays = i64::try_from(self.holidays_between(from, to)).ok()?;
        Some(weekdays_until(to) - weekdays_until(from) - holidays)
    }

    /// The day on which so many working days have passed since `from`, which is day 0.
    ///
    /// With a count of 0 that is `from` itself, even on a holiday. `None` past the years that can be represented, or for a
    /// negative count.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use wayhome_engine::Calendar;
    /// let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let calendar = Calendar::new(day(1, 1), day(12, 31), vec![day(4, 3), day(4, 6)]);
    /// assert_eq!(calendar.add_working_days(day(4, 2), 1), Some(day(4, 7))); // after Good Friday, a weekend and Easter Monday
    /// assert_eq!(calendar.add_working_days(day(4, 3), 0), Some(day(4, 3)));
    /// ```
    #[must_use]
    pub fn add_working_days(&self, from: NaiveDate, count: i64) -> Option<NaiveDate> {
        let size = u64::try_from(count).ok()?;
        if size == 0 {
            return Some(from);
        }
        // Without holidays the day is at most this far off; each holiday met pushes it one working day further.
        let mut day = from.checked_add_days(Days::new(size.checked_div(5)?.checked_mul(7)?))?;
        let mut passed = self.working_days(from, day)?;
        while passed < count {
            day = day.succ_opt()?;
            passed += i64::from(self.is_working_day(day));
        }
        while passed > count || !self.is_working_day(day) {
            passed -= i64::from(self.is_working_day(day));
            day = day.pred_opt()?;
        }
        Some(day)
    }

    /// How many bank holidays on weekdays lie after `from`, up to and with `to`; none if `to` lies before `from`.
    #[must_use]
    pub fn holidays_between(&self, from: NaiveDate, to: NaiveDate) -> usize {
        let until = |last: NaiveDate| self.holidays.partition_point(|day| *day <= last);
        until(to).saturating_sub(until(from))
    }
}

/// Is this a Saturday or a Sunday?
fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// How many weekdays there are from a fixed Monday up to and with this day; differences of this are what counts.
fn weekdays_until(day: NaiveDate) -> i64 {
    // Day 1 of the common era was a Monday.
    let days = i64::from(day.num_days_from_ce()) - 1;
    let (weeks, rest) = (days.div_euclid(7), days.rem_euclid(7));
    weeks * 5 + (rest + 1).min(5)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn christmas_2026() -> Calendar {
        Calendar::new(
            day(2026, 1, 1),
            day(2027, 12, 31),
            vec![day(2026, 12, 25), day(2026, 12, 28), day(2027, 1, 1)],
        )
    }

    #[test]
    fn day_nineteen_and_day_twenty_over_christmas_differ() {
        let calendar = christmas_2026();
        assert_eq!(calendar.working_days(day(2026, 12, 10), day(2027, 1, 11)), Some(19));
        assert_eq!(calendar.working_days(day(2026, 12, 10), day(2027, 1, 12)), Some(20));
        assert_eq!(calendar.add_working_days(day(2026, 12, 10), 20), Some(day(2027, 1, 12)));
    }

    #[test]
    fn what_is_outside_the_known_days_is_said() {
        assert!(christmas_2026().knows(day(2026, 1, 1), day(2027, 12, 31)));
        assert!(!christmas_2026().knows(day(2026, 1, 1), day(2028, 1, 1)));
        assert!(!Calendar::default().knows(day(2026, 1, 1), day(2026, 1, 2)));
    }

    proptest! {
        #[test]
        fn counting_agrees_with_walking_day_by_day(start in 0u64..4000, length in 0u64..900, holidays in prop::collection::vec(0u64..5000, 0..60)) {
            let base = day(2020, 1, 1);
            let at = |n: u64| base.checked_add_days(Days::new(n)).unwrap();
            let calendar = Calendar::new(base, at(5000), holidays.into_iter().map(at).collect());
            let (from, to) = (at(start), at(start + length));
            let walked = from.iter_days().skip(1).take_while(|day| *day <= to).filter(|day| calendar.is_working_day(*day)).count();
            prop_assert_eq!(calendar.working_days(from, to), Some(i64::try_from(walked).unwrap()));
        }

        #[test]
        fn adding_working_days_is_the_first_day_on_which_they_have_passed(start in 0u64..4000, count in 0i64..300, holidays in prop::collection::vec(0u64..5000, 0..60)) {
            let base = day(2020, 1, 1);
            let at = |n: u64| base.checked_add_days(Days::new(n)).unwrap();
            let calendar = Calendar::new(base, at(5000), holidays.into_iter().map(at).collect());
            let from = at(start);
            let end = calendar.add_working_days(from, count).unwrap();
            prop_assert_eq!(calendar.working_days(from, end), Some(count));
            prop_assert!(count == 0 || calendar.is_working_day(end));
        }
    }
}
