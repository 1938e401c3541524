//! Where the conditions of an approval table cut ages and days looked after: the same constants at which the proof cuts them.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use wayhome_engine::{Expression, Function, Procedure, Test};

use crate::fact::day_before;

/// The most different days or ages that are drawn of one table.
const MOST: usize = 12;

/// What approval tables compare the age, the working days and the days looked after with.
#[derive(Debug, Default)]
pub(crate) struct Cuts {
    ages: BTreeSet<i64>,
    working_days: BTreeSet<i64>,
    days: BTreeSet<i64>,
}

impl Cuts {
    /// Notes what the tables of a form are cut at.
    pub(crate) fn of(&mut self, procedure: &Procedure, form: &str) {
        let tables = procedure.approvals.iter();
        for table in tables.filter(|table| table.forms.iter().any(|known| known == form)) {
            let rows = table.rows.iter().map(|row| &row.when);
            for condition in rows.chain(table.silences.iter().map(|silence| &silence.when)) {
                self.walk(procedure, condition);
            }
        }
    }

    fn walk(&mut self, procedure: &Procedure, condition: &Expression) {
        match condition {
            Expression::Fact(index) => {
                if let Some(fact) = procedure.fact(*index) {
                    self.walk(procedure, &fact.is);
                }
            }
            Expression::Compare(_, left, right) => {
                self.note(procedure, left, right);
                self.note(procedure, right, left);
            }
            Expression::In(item, tests) => {
                for test in tests {
                    match test {
                        Test::Compare(_, value) | Test::Among(value) => self.note(procedure, item, value),
                        Test::Between { low, high, .. } => {
                            self.note(procedure, item, low);
                            self.note(procedure, item, high);
                        }
                    }
                }
            }
            other => {
                for inner in other.children() {
                    self.walk(procedure, inner);
                }
            }
        }
    }

    fn note(&mut self, procedure: &Procedure, term: &Expression, constant: &Expression) {
        match (term, constant) {
            (Expression::Fact(index), _) => {
                if let Some(fact) = procedure.fact(*index) {
                    self.note(procedure, &fact.is, constant);
                }
            }
            (_, Expression::List(values)) => {
                for value in values {
                    self.note(procedure, term, value);
                }
            }
            (Expression::Call(function, _), Expression::Number(number)) => {
                let Some(number) = Decimal::to_i64(number) else { return };
                match function {
                    Function::Age => drop(self.ages.insert(number)),
                    Function::WorkingDays => drop(self.working_days.insert(number)),
                    Function::Days => drop(self.days.insert(number)),
                    _ => {}
                }
            }
            // Something else may hold a comparison within it.
            (other, _) => {
                for inner in other.children() {
                    self.walk(procedure, inner);
                }
            }
        }
    }

    /// An age for each constant and for each stretch before, between and after them; 15 where no condition looks at the age.
    pub(crate) fn ages(&self) -> Vec<u32> {
        let ages = around(&self.ages)
            .filter_map(|age| u32::try_from(age).ok())
            .filter(|age| *age < 100);
        let ages: BTreeSet<u32> = ages.take(MOST).collect();
        if ages.is_empty() {
            vec![15]
        } else {
            ages.into_iter().collect()
        }
    }

    /// First days of being looked after, the latest first, by the same rule; 20 working days where no condition looks at them.
    pub(crate) fn starts(&self, local: &Procedure, decided: NaiveDate) -> Vec<NaiveDate> {
        let working = around(&self.working_days).filter(|days| (0..=400).contains(days));
        let working = working.map(|days| day_before(&local.calendar, decided, days));
        let plain =
            around(&self.days).filter_map(|days| decided.checked_sub_days(Days::new(u64::try_from(days).ok()?)));
        let starts: BTreeSet<NaiveDate> = working.chain(plain).take(MOST).collect();
        if starts.is_empty() {
            vec![day_before(&local.calendar, decided, 20)]
        } else {
            starts.into_iter().rev().collect()
        }
    }
}

fn around(cuts: &BTreeSet<i64>) -> impl Iterator<Item = i64> {
    let cuts = cuts
        .iter()
        .flat_map(|cut| [cut.saturating_sub(1), *cut, cut.saturating_add(1)]);
    cuts.filter(|value| *value >= 0)
}
