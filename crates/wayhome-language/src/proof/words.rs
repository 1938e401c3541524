//! A cell as a child: "aged 15, section 20, looked after for 12 working days".

use chrono::{DateTime, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use wayhome_engine::{Expression, Function, Kind, Moment, Question, QuestionIndex, words};

use super::dimensions::{Dimension, Dimensions, questions};

/// The child of a cell, age first.
pub(crate) fn child(dimensions: &Dimensions<'_>, cell: &[usize]) -> String {
    let parts = dimensions.all.iter().zip(cell);
    told(
        parts
            .map(|(dimension, value)| part(dimensions, dimension, *value))
            .collect(),
    )
}

/// Parts of what is said of a child in their order; what follows the same beginning is put in brackets: "looked after for 20 working days
/// (28 days)".
pub(crate) fn told(mut parts: Vec<(u8, String)>) -> String {
    const LOOKED_AFTER: &str = "looked after for ";
    parts.sort_by_key(|(rank, _)| *rank);
    let mut said: Vec<String> = Vec::with_capacity(parts.len());
    for (_, part) in parts {
        match (part.strip_prefix(LOOKED_AFTER), said.last_mut()) {
            (Some(more), Some(last)) if last.starts_with(LOOKED_AFTER) => *last = format!("{last} ({more})"),
            _ => said.push(part),
        }
    }
    said.join(", ")
}

/// One value of a dimension, and where among the others it is said.
pub(crate) fn part(dimensions: &Dimensions<'_>, dimension: &Dimension, value: usize) -> (u8, String) {
    if value >= dimension.size() {
        return (4, format!("{}: not asked", title(dimensions, dimension)));
    }
    let yes = if value == 1 { "yes" } else { "no" };
    match dimension {
        Dimension::YesNo(_) => (4, format!("{}: {yes}", title(dimensions, dimension))),
        Dimension::Choice(question, _) if is(dimensions, *question, "legal_status") => {
            (1, option(dimensions, *question, value))
        }
        Dimension::Choice(question, _) => (
            4,
            format!(
                "{}: {}",
                title(dimensions, dimension),
                option(dimensions, *question, value)
            ),
        ),
        Dimension::Measure { term, values, .. } => {
            measured(dimensions, term, values.get(value).copied().unwrap_or_default())
        }
        Dimension::Order(left, right) => {
            let how = ["before", "the same as", "after"]
                .get(value)
                .copied()
                .unwrap_or_default();
            (
                5,
                format!("{} {how} {}", term_name(dimensions, left), term_name(dimensions, right)),
            )
        }
        Dimension::Chosen(..) | Dimension::Opaque(_) => (5, format!("{}: {yes}", title(dimensions, dimension))),
    }
}

/// What a dimension is called.
pub(crate) fn title(dimensions: &Dimensions<'_>, dimension: &Dimension) -> String {
    let name = |question: QuestionIndex| {
        asked(dimensions, question).map_or_else(String::new, |question| lower(&question.name))
    };
    match dimension {
        Dimension::YesNo(question) | Dimension::Choice(question, _) => name(*question),
        Dimension::Chosen(question, place) => {
            format!(
                "{} {}",
                name(*question),
                option(dimensions, *question, usize::from(*place))
            )
        }
        Dimension::Measure { term, .. } | Dimension::Opaque(term) => term_name(dimensions, term),
        Dimension::Order(left, right) => {
            format!("{} and {}", term_name(dimensions, left), term_name(dimensions, right))
        }
    }
}

/// What a measure measures, as far as it is spoken of in words of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spoken {
    Age,
    LookedAfterWorkingDays,
    LookedAfterDays,
    /// The day of the decision.
    Decided,
    /// Another date.
    Day,
    /// A date and time.
    Time,
    /// A duration, in seconds.
    Seconds,
    Months,
    Number,
}

pub(crate) fn spoken(dimensions: &Dimensions<'_>, term: &Expression) -> Spoken {
    let first_is = |parts: &[Expression], id: &str| matches!(parts.first(), Some(Expression::Question(question)) if is(dimensions, *question, id));
    let kind = |question: QuestionIndex| asked(dimensions, question).map(|question| &question.kind);
    match term {
        Expression::Call(Function::Age, parts) if first_is(parts, "date_of_birth") => Spoken::Age,
        Expression::Call(Function::WorkingDays, parts) if first_is(parts, "looked_after_start") => {
            Spoken::LookedAfterWorkingDays
        }
        Expression::Call(Function::Days, parts) if first_is(parts, "looked_after_start") => Spoken::LookedAfterDays,
        Expression::Call(Function::MonthsBetween, _) => Spoken::Months,
        Expression::Call(Function::DateOf, _) => Spoken::Day,
        Expression::Question(question) => match kind(*question) {
            Some(Kind::Date) if is(dimensions, *question, "decision_date") => Spoken::Decided,
            Some(Kind::Date) => Spoken::Day,
            Some(Kind::DateTime) => Spoken::Time,
            _ => Spoken::Number,
        },
        // A difference of two dates is a duration; of two numbers, a number.
        Expression::Subtract(..) => {
            let dates = |question: QuestionIndex| matches!(kind(question), Some(Kind::Date | Kind::DateTime));
            let read = questions(term);
            if !read.is_empty() && read.into_iter().all(dates) {
                Spoken::Seconds
            } else {
                Spoken::Number
            }
        }
        _ => Spoken::Number,
    }
}

/// A measure that comes to this.
pub(crate) fn measured(dimensions: &Dimensions<'_>, term: &Expression, value: Decimal) -> (u8, String) {
    let count = value.normalize();
    let named = |text: String| format!("{}: {text}", term_name(dimensions, term));
    match spoken(dimensions, term) {
        Spoken::Age => (0, format!("aged {count}")),
        Spoken::LookedAfterWorkingDays => (2, format!("looked after for {}", counted(count, "working day"))),
        Spoken::LookedAfterDays => (3, format!("looked after for {}", counted(count, "day"))),
        Spoken::Decided => (4, format!("decided on {}", day(value))),
        Spoken::Day => (4, named(day(value))),
        Spoken::Time => (4, named(time(value))),
        Spoken::Seconds => (4, named(counted((value / Decimal::from(86_400)).normalize(), "day"))),
        Spoken::Months => (4, named(counted(count, "month"))),
        Spoken::Number => (4, named(count.to_string())),
    }
}

/// "1 day", "2 days"
pub(crate) fn counted(count: Decimal, unit: &str) -> String {
    format!("{count} {unit}{}", if count == Decimal::ONE { "" } else { "s" })
}

/// A date that is measured in days.
pub(crate) fn day(value: Decimal) -> String {
    let date = value.to_i32().and_then(NaiveDate::from_num_days_from_ce_opt);
    date.map(words::date).unwrap_or_default()
}

fn time(value: Decimal) -> String {
    let at = value.to_i64().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    at.map(|at| words::moment(Moment::DateTime(at.naive_utc())))
        .unwrap_or_default()
}

fn is(dimensions: &Dimensions<'_>, question: QuestionIndex, id: &str) -> bool {
    asked(dimensions, question).is_some_and(|question| question.id == id)
}

/// The names of the questions in a term, in the order in which it reads them.
fn term_name(dimensions: &Dimensions<'_>, term: &Expression) -> String {
    let names: Vec<String> = questions(term)
        .into_iter()
        .filter_map(|question| asked(dimensions, question))
        .map(|question| lower(&question.name))
        .collect();
    words::list(&names, "and")
}

fn asked<'d>(dimensions: &'d Dimensions<'_>, question: QuestionIndex) -> Option<&'d Question> {
    dimensions.procedure.question(question)
}

/// The words for an option of a question.
pub(crate) fn option(dimensions: &Dimensions<'_>, question: QuestionIndex, place: usize) -> String {
    let Some(Kind::Choice(list) | Kind::Choices(list)) = asked(dimensions, question).map(|question| &question.kind)
    else {
        return String::new();
    };
    let list = dimensions.procedure.option_lists.get(usize::from(*list));
    list.and_then(|list| list.options.get(place))
        .map_or_else(String::new, |option| lower(&option.label))
}

/// The first letter small, unless the word is an abbreviation.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().collect::<String>() + letters.as_str()
        }
        _ => text.to_owned(),
    }
}
