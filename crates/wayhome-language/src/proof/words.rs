//! A cell as a child: "aged 15, section 20, looked after for 12 working days".

use chrono::{DateTime, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use wayhome_engine::{Expression, Function, Kind, Moment, Question, QuestionIndex, words};

use super::dimensions::{Dimension, Dimensions};
use super::measures::{Counts, SECONDS_OF_A_DAY};
use super::terms::{second_day, term_name};

/// The child of a cell, age first; where nothing is told apart, any child.
pub(crate) fn child(dimensions: &Dimensions<'_>, cell: &[usize]) -> String {
    if dimensions.all.is_empty() {
        return "any child".to_owned();
    }
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
            (Some(more), Some(last)) if last.starts_with(LOOKED_AFTER) && last.ends_with(')') => {
                *last = format!("{last} and {more}");
            }
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
        Dimension::Text(_, texts) => {
            let text = texts.get(value).map(|text| format!("“{text}”"));
            let text = text.unwrap_or_else(|| "another text".to_owned());
            (4, format!("{}: {text}", title(dimensions, dimension)))
        }
        Dimension::Measure { term, values, .. } => {
            let (rank, text) = measured(dimensions, term, values.get(value).copied().unwrap_or_default());
            (rank, text + &among_several(dimensions, term))
        }
        Dimension::Order(left, right) => (5, in_order(dimensions, (left, right), [value])),
        Dimension::Chosen(..) | Dimension::Answered(_) | Dimension::Opaque(_) => {
            (5, format!("{}: {yes}", title(dimensions, dimension)))
        }
    }
}

/// What a dimension is called.
pub(crate) fn title(dimensions: &Dimensions<'_>, dimension: &Dimension) -> String {
    let name = |question: QuestionIndex| {
        asked(dimensions, question).map_or_else(String::new, |question| lower(&question.name))
    };
    match dimension {
        Dimension::YesNo(question) | Dimension::Choice(question, _) | Dimension::Text(question, _) => name(*question),
        Dimension::Answered(question) => format!("{} is recorded", name(*question)),
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
    match term {
        Expression::Call(Function::Age, parts) if first_is(parts, "date_of_birth") => Spoken::Age,
        Expression::Call(Function::WorkingDays, parts) if first_is(parts, "looked_after_start") => {
            Spoken::LookedAfterWorkingDays
        }
        Expression::Call(Function::Days, parts) if first_is(parts, "looked_after_start") => Spoken::LookedAfterDays,
        Expression::Question(question) if is(dimensions, *question, "decision_date") => Spoken::Decided,
        _ => match Counts::of(dimensions.procedure, term) {
            Counts::Days => Spoken::Day,
            Counts::Time => Spoken::Time,
            Counts::Seconds => Spoken::Seconds,
            Counts::Months => Spoken::Months,
            Counts::Number => Spoken::Number,
        },
    }
}

/// A measure that comes to this.
pub(crate) fn measured(dimensions: &Dimensions<'_>, term: &Expression, value: Decimal) -> (u8, String) {
    let kind = spoken(dimensions, term);
    let amount = amount(kind, value);
    match kind {
        Spoken::Age => (0, format!("aged {amount}")),
        Spoken::LookedAfterWorkingDays => (2, format!("looked after for {amount}")),
        Spoken::LookedAfterDays => (3, format!("looked after for {amount}")),
        Spoken::Decided => (4, format!("decided on {amount}")),
        _ => (4, format!("{}: {amount}", term_name(dimensions, term))),
    }
}

/// What tells a measure from others that are spoken of in the same words, such as two ages on two days: " (day of effect)".
pub(crate) fn among_several(dimensions: &Dimensions<'_>, term: &Expression) -> String {
    let kind = spoken(dimensions, term);
    let has_own_words = matches!(
        kind,
        Spoken::Age | Spoken::LookedAfterWorkingDays | Spoken::LookedAfterDays
    );
    let alike = |dimension: &&Dimension| matches!(dimension, Dimension::Measure { term, .. } if spoken(dimensions, term) == kind);
    if !has_own_words || dimensions.all.iter().filter(alike).count() < 2 {
        return String::new();
    }
    second_day(dimensions, term).map_or_else(String::new, |day| format!(" ({day})"))
}

/// How two things stand to each other in one case, or in one of several: "decision date before or the same as visit date".
pub(crate) fn in_order(
    dimensions: &Dimensions<'_>,
    (left, right): (&Expression, &Expression),
    values: impl IntoIterator<Item = usize>,
) -> String {
    let all = compared(dimensions, left);
    let mut how: Vec<String> = values
        .into_iter()
        .filter_map(|value| all.get(value))
        .map(|how| (*how).to_owned())
        .collect();
    how.dedup();
    let how = words::list(&how, "or");
    format!("{} {how} {}", term_name(dimensions, left), term_name(dimensions, right))
}

/// How two things stand to each other that are not constant: days come before or after, what is counted is less or more.
fn compared(dimensions: &Dimensions<'_>, term: &Expression) -> [&'static str; 3] {
    let asked = match term {
        Expression::Question(question) => asked(dimensions, *question).map(|question| &question.kind),
        _ => None,
    };
    match (Counts::of(dimensions.procedure, term), asked) {
        (Counts::Days | Counts::Time, _) => ["before", "the same as", "after"],
        (_, Some(Kind::Text { .. } | Kind::Choice(_) | Kind::Choices(_))) => {
            ["different from", "the same as", "different from"]
        }
        _ => ["less than", "equal to", "more than"],
    }
}

/// So much of what is spoken of.
pub(crate) fn amount(kind: Spoken, value: Decimal) -> String {
    let count = value.normalize();
    match kind {
        Spoken::Age | Spoken::Number => count.to_string(),
        Spoken::LookedAfterWorkingDays => counted(count, "working day"),
        Spoken::LookedAfterDays => counted(count, "day"),
        Spoken::Decided | Spoken::Day => day(value),
        Spoken::Time => time(value),
        Spoken::Seconds => duration(value),
        Spoken::Months => counted(count, "month"),
    }
}

/// "1 day", "2 days"
pub(crate) fn counted(count: Decimal, unit: &str) -> String {
    format!("{count} {unit}{}", if count == Decimal::ONE { "" } else { "s" })
}

/// "2 days, 12 hours" of so many seconds.
pub(super) fn duration(value: Decimal) -> String {
    let mut rest = value.abs();
    let mut said = Vec::new();
    for (seconds, unit) in [(SECONDS_OF_A_DAY, "day"), (3600, "hour"), (60, "minute"), (1, "second")] {
        let count = (rest / Decimal::from(seconds)).trunc();
        rest -= count * Decimal::from(seconds);
        if !count.is_zero() {
            said.push(counted(count.normalize(), unit));
        }
    }
    match (said.is_empty(), value.is_sign_negative()) {
        (true, _) => "0 days".to_owned(),
        (false, true) => format!("minus {}", said.join(", ")),
        (false, false) => said.join(", "),
    }
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

pub(super) fn asked<'d>(dimensions: &'d Dimensions<'_>, question: QuestionIndex) -> Option<&'d Question> {
    dimensions.procedure.question(question)
}

/// The words for an option of a question.
pub(crate) fn option(dimensions: &Dimensions<'_>, question: QuestionIndex, place: usize) -> String {
    let Some(Kind::Choice(list) | Kind::Choices(list)) = asked(dimensions, question).map(|question| &question.kind)
    else {
        return String::new();
    };
    option_of(dimensions, *list, place)
}

/// The words for an option of a list.
pub(super) fn option_of(dimensions: &Dimensions<'_>, list: u16, place: usize) -> String {
    let list = dimensions.procedure.option_lists.get(usize::from(list));
    list.and_then(|list| list.options.get(place))
        .map_or_else(String::new, |option| lower(&option.label))
}

/// The first letter small, unless the word is an abbreviation.
pub(super) fn lower(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().collect::<String>() + letters.as_str()
        }
        _ => text.to_owned(),
    }
}
