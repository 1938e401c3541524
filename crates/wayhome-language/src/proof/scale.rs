//! What a measure counts in, and the stretches into which its constants cut it.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use wayhome_engine::{Expression, Function, Kind, Procedure};

/// What values a measure can take at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Scale {
    /// Only multiples of this: 1 of days, years and people, a day's seconds of the time from one date to another. Then there is nothing
    /// between 31 March and 1 April.
    step: Option<Decimal>,
    least: Option<Decimal>,
    most: Option<Decimal>,
}

impl Scale {
    /// The scale of a term whose facts are opened.
    pub(super) fn of(procedure: &Procedure, term: &Expression) -> Self {
        let every = |step: i64| Self {
            step: Some(step.into()),
            ..Self::default()
        };
        let whole = every(1);
        match term {
            Expression::Call(Function::Age | Function::Days | Function::WorkingDays | Function::Count, _) => Self {
                least: Some(Decimal::ZERO),
                ..whole
            },
            Expression::Call(Function::Min | Function::Max, _) => Self::default(),
            Expression::Call(..) => whole,
            Expression::Question(question) => match procedure.question(*question).map(|question| &question.kind) {
                Some(Kind::Date | Kind::DateTime) => whole,
                Some(Kind::Number { min, max }) if min <= max || max.is_none() => Self {
                    step: None,
                    least: *min,
                    most: *max,
                },
                _ => Self::default(),
            },
            Expression::Subtract(left, right) if is_date(procedure, left) && is_date(procedure, right) => {
                every(SECONDS_OF_A_DAY)
            }
            _ => Self::default(),
        }
    }

    fn holds(self, value: Decimal) -> bool {
        let in_step = |step: Decimal| value.checked_rem(step).is_some_and(|rest| rest.is_zero());
        self.least.is_none_or(|least| least <= value)
            && self.most.is_none_or(|most| value <= most)
            && self.step.is_none_or(in_step)
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
        let near = match (below, above, self.step) {
            (None, None, _) => return None,
            (None, Some(above), None) => above.checked_sub(Decimal::ONE)?,
            // Half of each, so that the sum of two large numbers is never formed.
            (Some(below), Some(above), None) => below / Decimal::TWO + above / Decimal::TWO,
            (Some(below), None, None) => below.checked_add(Decimal::ONE)?,
            // The next step, also where the constant lies between two.
            (None, Some(above), Some(step)) => {
                let steps = above.checked_div(step)?.ceil().checked_sub(Decimal::ONE)?;
                steps.checked_mul(step)?
            }
            (Some(below), _, Some(step)) => {
                let steps = below.checked_div(step)?.floor().checked_add(Decimal::ONE)?;
                steps.checked_mul(step)?
            }
        };
        let near = self.least.map_or(near, |least| near.max(least));
        let near = self.most.map_or(near, |most| near.min(most));
        let inside = below.is_none_or(|below| below < near) && above.is_none_or(|above| near < above);
        (inside && self.holds(near)).then_some(near)
    }
}

pub(super) const SECONDS_OF_A_DAY: i64 = 86_400;

/// A day, without a time.
fn is_date(procedure: &Procedure, term: &Expression) -> bool {
    match term {
        Expression::Date(_) | Expression::Call(Function::DateOf, _) => true,
        Expression::Question(question) => procedure
            .question(*question)
            .is_some_and(|question| question.kind == Kind::Date),
        _ => false,
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
        step: Some(Decimal::ONE),
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
            step: None,
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
            step: Some(SECONDS_OF_A_DAY.into()),
            ..DAYS
        };
        check(seconds, &[129_600, 216_000], &[86_400, 172_800, 259_200]);
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
