//! Which durations are whole days by their construction: only those move a date.

use std::ops::Range;

use wayhome_engine::{Expression, Function, Kind};

use super::check::Checker;
use super::lists::Variable;
use super::names::Names;
use super::types::{Type, type_of};
use crate::diagnostics::codes::types;

const SECONDS_OF_A_DAY: i64 = 86_400;

impl Checker<'_> {
    /// Refuses to move a date by what may come to a part of a day: there is no day that it would come to.
    pub(super) fn whole_days(&mut self, duration: &Expression, span: &Range<usize>) -> Option<()> {
        if is_whole(duration, self.names, &self.variables) {
            return Some(());
        }
        if let Expression::Seconds(_) = duration {
            let help = "write whole days, such as duration(\"P2D\"), or start from a date and time";
            let message = "a date has no time of day that hours could be added to";
            return self.refuse(&types::HOURS_TO_DATE, span, message, help);
        }
        let help = "write whole days, such as duration(\"P2D\"), or compare the number of days: days(from, to) <= …";
        let message = "a date moves by whole days, and this may come to a part of one";
        self.refuse(&types::HOURS_TO_DATE, span, message, help)
    }
}

/// Is this a duration of whole days, or a whole number, whatever is answered? The answer to a question may have a fraction, and from one moment to
/// another it may be some hours. Lists are whole where all their members are.
///
/// `variables` are those of `some` and `every` in sight, the innermost last.
pub(super) fn is_whole(expression: &Expression, names: &Names, variables: &[Variable]) -> bool {
    use Expression as E;
    let whole = |part: &Expression| is_whole(part, names, variables);
    let date = |part: &Expression| is_date(part, names, variables);
    let reckoned = expression.constant();
    match reckoned.as_ref().unwrap_or(expression) {
        E::Number(number) => number.fract().is_zero(),
        E::Seconds(seconds) => seconds % SECONDS_OF_A_DAY == 0,
        E::Fact(fact) => names.is_whole(*fact),
        E::Item(depth) => variable(*depth, variables).is_some_and(|variable| variable.whole),
        E::Negate(inner) => whole(inner),
        E::Subtract(left, right) if date(left) || date(right) => true,
        E::Add(left, right) | E::Subtract(left, right) | E::Multiply(left, right) => whole(left) && whole(right),
        E::List(items) | E::Call(Function::Min | Function::Max, items) => items.iter().all(whole),
        // All others count.
        E::Call(..) => true,
        _ => false,
    }
}

fn is_date(expression: &Expression, names: &Names, variables: &[Variable]) -> bool {
    match expression {
        Expression::Item(depth) => variable(*depth, variables).is_some_and(|known| known.kind == Some(Type::Date)),
        Expression::Field { item, field } => {
            let row = variable(*item, variables).and_then(|known| known.kind.as_ref());
            let Some(Type::Row(question)) = row else { return false };
            let question = names.question_at(*question).map(|question| &question.kind);
            matches!(question, Some(Kind::Rows(fields)) if fields.get(usize::from(*field)).is_some_and(|field| field.kind == Kind::Date))
        }
        other => type_of(other, names) == Some(Type::Date),
    }
}

fn variable(depth: u8, variables: &[Variable]) -> Option<&Variable> {
    variables.iter().rev().nth(usize::from(depth))
}
