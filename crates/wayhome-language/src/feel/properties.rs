//! `.year` of a date, `.days` of a duration.

use wayhome_engine::{Expression, Function, words};

use super::Typed;
use super::check::Checker;
use super::syntax::Word;
use super::types::Type;
use crate::diagnostics::Report;
use crate::diagnostics::codes::types;

impl Checker<'_> {
    /// A value's properties, one after the other.
    pub(super) fn properties(&mut self, mut typed: Typed, words: &[Word]) -> Option<Typed> {
        for word in words {
            let Some(function) = property(&typed.kind, &word.text) else {
                let message = format!("{} has no property `{}`", typed.kind.phrase(), word.text);
                let report = Report::new(&types::UNKNOWN_PROPERTY, &word.span, message);
                let known = known(&typed.kind);
                let report = report.suggest(&word.text, known.iter().copied());
                if known.is_empty() {
                    return self.push(report);
                }
                self.push::<()>(report);
                let known: Vec<String> = known.iter().map(|name| format!(".{name}")).collect();
                let help = format!("it has {}", words::list(&known, "and"));
                self.help_for(&types::UNKNOWN_PROPERTY, &word.span, &help);
                return None;
            };
            let of_date = matches!(
                function,
                Function::Years | Function::MonthPart | Function::DayPart | Function::Weekday
            );
            let of = if typed.kind == Type::DateTime && of_date {
                Expression::Call(Function::DateOf, vec![typed.expression])
            } else {
                typed.expression
            };
            typed = Typed {
                expression: Expression::Call(function, vec![of]),
                kind: Type::Number,
            };
        }
        Some(typed)
    }
}

const OF_DATES: [&str; 4] = ["year", "month", "day", "weekday"];
const OF_MOMENTS: [&str; 7] = ["year", "month", "day", "weekday", "hour", "minute", "second"];
const OF_DAYS: [&str; 4] = ["days", "hours", "minutes", "seconds"];
const OF_MONTHS: [&str; 2] = ["years", "months"];

fn known(kind: &Type) -> &'static [&'static str] {
    match kind {
        Type::Date => &OF_DATES,
        Type::DateTime => &OF_MOMENTS,
        Type::DaysDuration => &OF_DAYS,
        Type::MonthsDuration => &OF_MONTHS,
        _ => &[],
    }
}

fn property(kind: &Type, name: &str) -> Option<Function> {
    if !known(kind).contains(&name) {
        return None;
    }
    Some(match name {
        "year" | "years" => Function::Years,
        "month" | "months" => Function::MonthPart,
        "day" | "days" => Function::DayPart,
        "weekday" => Function::Weekday,
        "hour" | "hours" => Function::HourPart,
        "minute" | "minutes" => Function::MinutePart,
        _ => Function::SecondPart,
    })
}
