//! The values that a measure can take, and the stretches into which its constants cut it.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

/// What values a measure can take at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Scale {
    /// Only these: 1 apart of days, years and people, a day's seconds of the time from one date to another. Then there is nothing
    /// between 31 March and 1 April.
    pub(super) steps: Option<Steps>,
    pub(super) least: Option<Decimal>,
    pub(super) most: Option<Decimal>,
}

/// Values that lie evenly: one of them, and how far it is to the next; nought where there is only the one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Steps {
    pub(super) one: Decimal,
    pub(super) apart: Decimal,
}

impl Steps {
    pub(super) fn every(apart: i64) -> Self {
        Self {
            one: Decimal::ZERO,
            apart: apart.into(),
        }
    }

    /// How many steps a value lies from the one, also between two; `None` where there are none.
    fn count(self, value: Decimal) -> Option<Decimal> {
        value.checked_sub(self.one)?.checked_div(self.apart)
    }

    fn at(self, count: Decimal) -> Option<Decimal> {
        self.one.checked_add(count.checked_mul(self.apart)?)
    }

    fn holds(self, value: Decimal) -> bool {
        let rest = value.checked_sub(self.one).and_then(|rest| {
            if self.apart.is_zero() {
                Some(rest)
            } else {
                rest.checked_rem(self.apart)
            }
        });
        rest.is_none_or(|rest| rest.is_zero())
    }
}

impl Scale {
    fn holds(self, value: Decimal) -> bool {
        self.least.is_none_or(|least| least <= value)
            && self.most.is_none_or(|most| value <= most)
            && self.steps.is_none_or(|steps| steps.holds(value))
    }

    /// The next value after this one; `None` where any follows, or none.
    pub(crate) fn after(self, value: Decimal) -> Option<Decimal> {
        let steps = self.steps?;
        steps.at(steps.count(value)?.floor().checked_add(Decimal::ONE)?)
    }

    /// The last value before this one; `None` where any goes before, or none.
    pub(crate) fn before(self, value: Decimal) -> Option<Decimal> {
        let steps = self.steps?;
        steps.at(steps.count(value)?.ceil().checked_sub(Decimal::ONE)?)
    }

    /// One value for each constant and one for each stretch before, between and after them; only such as can occur.
    pub(super) fn stretches(self, cuts: &[Decimal]) -> Vec<Decimal> {
        let cuts: BTreeSet<Decimal> = cuts.iter().copied().collect();
        let mut values = Vec::with_capacity(cuts.len() * 2 + 1);
        let mut below = None;
        for cut in cuts {
            values.extend(self.between(below, Some(cut)));
            values.extend(Some(cut).filter(|cut| self.holds(*cut)));
            below = Some(cut);
        }
        values.extend(self.between(below, None));
        values
    }

    /// A value strictly between two constants, near the one at which people look.
    fn between(self, below: Option<Decimal>, above: Option<Decimal>) -> Option<Decimal> {
        let near = match (below, above, self.steps) {
            (None, None, _) => return None,
            (None, Some(above), None) => above.checked_sub(Decimal::ONE)?,
            // Half of each, so that the sum of two large numbers is never formed.
            (Some(below), Some(above), None) => below / Decimal::TWO + above / Decimal::TWO,
            (Some(below), None, None) => below.checked_add(Decimal::ONE)?,
            (_, _, Some(Steps { one, apart })) if apart.is_zero() => one,
            // The next step, also where the constant lies between two.
            (None, Some(above), Some(_)) => self.before(above)?,
            (Some(below), _, Some(_)) => self.after(below)?,
        };
        let near = self.least.map_or(near, |least| near.max(least));
        let near = self.most.map_or(near, |most| near.min(most));
        let inside = below.is_none_or(|below| below < near) && above.is_none_or(|above| near < above);
        (inside && self.holds(near)).then_some(near)
    }
}

/// The place of the stretch in which a value lies, among the values that stand for them.
pub(crate) fn place(cuts: &[Decimal], values: &[Decimal], value: Decimal) -> Option<usize> {
    values
        .iter()
        .position(|stands| cuts.iter().all(|cut| stands.cmp(cut) == value.cmp(cut)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn numbers(values: &[i64]) -> Vec<Decimal> {
        values.iter().copied().map(Decimal::from).collect()
    }

    const DAYS: Scale = Scale {
        steps: Some(Steps {
            one: Decimal::ZERO,
            apart: Decimal::ONE,
        }),
        least: None,
        most: None,
    };

    #[track_caller]
    fn check(scale: Scale, cuts: &[i64], expected: &[i64]) {
        assert_eq!(scale.stretches(&numbers(cuts)), numbers(expected));
    }

    #[test]
    fn there_is_nothing_between_one_day_and_the_next() {
        check(DAYS, &[100], &[99, 100, 101]);
        check(DAYS, &[100, 101], &[99, 100, 101, 102]);
        check(DAYS, &[100, 102], &[99, 100, 101, 102, 103]);
    }

    #[test]
    fn only_what_can_occur_is_tried() {
        let between = |least: i64, most: i64| Scale {
            steps: None,
            least: Some(least.into()),
            most: Some(most.into()),
        };
        check(between(1, 12), &[1], &[1, 2]);
        check(between(1, 12), &[0, 12], &[6, 12]);
        check(between(1, 12), &[0, 20], &[10]);
        check(
            Scale {
                least: Some(Decimal::ZERO),
                ..DAYS
            },
            &[0, 2],
            &[0, 1, 2, 3],
        );
    }

    /// A child aged 3 is neither 2.5 or younger nor 3.2 or older: a gap that has to be tried.
    #[test]
    fn a_constant_between_two_steps_hides_none_of_them() {
        let halves = |cuts: &[i64]| cuts.iter().map(|cut| Decimal::new(*cut, 1)).collect::<Vec<_>>();
        assert_eq!(DAYS.stretches(&halves(&[25, 32])), numbers(&[2, 3, 4]));
        assert_eq!(DAYS.stretches(&halves(&[25, 28])), numbers(&[2, 3]));
        let seconds = Scale {
            steps: Some(Steps::every(86_400)),
            ..DAYS
        };
        check(seconds, &[129_600, 216_000], &[86_400, 172_800, 259_200]);
    }

    #[test]
    fn values_may_lie_evenly_beside_nought() {
        let odd = Scale {
            steps: Some(Steps {
                one: Decimal::new(5, 1),
                apart: Decimal::ONE,
            }),
            least: Some(Decimal::ZERO),
            most: None,
        };
        let found = odd.stretches(&numbers(&[1, 2]));
        assert_eq!(found, [Decimal::new(5, 1), Decimal::new(15, 1), Decimal::new(25, 1)]);
        let only = Scale {
            steps: Some(Steps {
                one: Decimal::TWO,
                apart: Decimal::ZERO,
            }),
            ..Scale::default()
        };
        check(only, &[1, 5], &[2]);
        check(only, &[2], &[2]);
    }

    proptest! {
        #[test]
        fn every_value_has_one_place(cuts in prop::collection::btree_set(-20i64..20, 1..6), value in -30i64..30) {
            let cuts = numbers(&cuts.into_iter().collect::<Vec<_>>());
            let values = DAYS.stretches(&cuts);
            let found = place(&cuts, &values, value.into());
            prop_assert!(found.is_some());
            let same = values.iter().filter(|other| cuts.iter().all(|cut| other.cmp(&cut) == Decimal::from(value).cmp(cut)));
            prop_assert_eq!(same.count(), 1);
        }
    }
}
