//! Where the conditions of an approval table cut ages and days looked after: the same constants at which the proof cuts them.

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
    ages: Vec<i64>,
    working_days: Vec<i64>,
    days: Vec<i64>,
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
                    Function::Age => add(&mut self.ages, number),
                    Function::WorkingDays => add(&mut self.working_days, number),
                    Function::Days => add(&mut self.days, number),
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

    /// Is something cut at days of the calendar?
    pub(crate) fn counts_days(&self) -> bool {
        !self.days.is_empty()
    }

    /// An age for each constant and for each stretch before, between and after them; 15 where no condition looks at the age.
    pub(crate) fn ages(&self) -> Vec<u32> {
        let mut ages = Vec::new();
        for age in around(&self.ages) {
            if let Some(age) = u32::try_from(age).ok().filter(|age| *age < 100) {
                add(&mut ages, age);
            }
        }
        ages.truncate(MOST);
        if ages.is_empty() { vec![15] } else { ages }
    }

    /// First days of being looked after, the latest first, by the same rule; 20 working days where no condition looks at them.
    pub(crate) fn starts(&self, local: &Procedure, decided: NaiveDate) -> Vec<NaiveDate> {
        let mut starts = Vec::new();
        for days in around(&self.working_days).filter(|days| *days <= 400) {
            add(&mut starts, day_before(&local.calendar, decided, days));
        }
        for days in around(&self.days) {
            let days = u64::try_from(days).ok().map(Days::new);
            if let Some(start) = days.and_then(|days| decided.checked_sub_days(days)) {
                add(&mut starts, start);
            }
        }
        starts.reverse();
        starts.truncate(MOST);
        if starts.is_empty() {
            starts.push(day_before(&local.calendar, decided, 20));
        }
        starts
    }
}

/// Puts a value in its place among others, once.
fn add<T: Ord>(values: &mut Vec<T>, value: T) {
    if let Err(place) = values.binary_search(&value) {
        values.insert(place, value);
    }
}

fn around(cuts: &[i64]) -> impl Iterator<Item = i64> {
    let cuts = cuts
        .iter()
        .flat_map(|cut| [cut.saturating_sub(1), *cut, cut.saturating_add(1)]);
    cuts.filter(|value| *value >= 0)
}
