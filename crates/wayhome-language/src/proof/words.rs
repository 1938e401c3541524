//! A cell as a child: "aged 15, section 20, looked after for 12 working days".

use chrono::{DateTime, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use wayhome_engine::{Expression, Function, Kind, Moment, Question, QuestionIndex, words};

use super::dimensions::{Dimension, Dimensions, questions};
use super::measures::{Counts, SECONDS_OF_A_DAY};

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
        Dimension::Text(_, texts) => {
            let text = texts.get(value).map(|text| format!("“{text}”"));
            let text = text.unwrap_or_else(|| "another text".to_owned());
            (4, format!("{}: {text}", title(dimensions, dimension)))
        }
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
fn duration(value: Decimal) -> String {
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

/// What a term is called: as it reckons, where it does; otherwise the names of its questions, in the order in which it reads them.
fn term_name(dimensions: &Dimensions<'_>, term: &Expression) -> String {
    if let Some(reckoned) = reckoned(dimensions, term) {
        return reckoned;
    }
    let names: Vec<String> = questions(term)
        .into_iter()
        .filter_map(|question| asked(dimensions, question))
        .map(|question| lower(&question.name))
        .collect();
    words::list(&names, "and")
}

/// "year of decision date minus year of date of birth"
fn reckoned(dimensions: &Dimensions<'_>, term: &Expression) -> Option<String> {
    let of = |term: &Expression| reckoned(dimensions, term);
    // What is reckoned first on the right would otherwise read as if it were not.
    let right = |right: &Expression| match right {
        Expression::Add(..) | Expression::Subtract(..) => of(right).map(|said| format!("({said})")),
        _ => of(right),
    };
    let factor = |part: &Expression| match part {
        Expression::Add(..) | Expression::Subtract(..) => of(part).map(|said| format!("({said})")),
        _ => of(part),
    };
    let both = |sign: &str, left, by| Some(format!("{} {sign} {}", of(left)?, right(by)?));
    let every = |parts: &[Expression]| -> Option<Vec<String>> { parts.iter().map(of).collect() };
    match term {
        Expression::Question(question) => Some(lower(&asked(dimensions, *question)?.name)),
        Expression::Number(number) => Some(number.normalize().to_string()),
        Expression::Seconds(seconds) => Some(duration(Decimal::from(*seconds))),
        Expression::Months(months) => Some(counted((*months).into(), "month")),
        Expression::Date(date) => Some(words::date(*date)),
        Expression::DateTime(at) => Some(words::moment(Moment::DateTime(*at))),
        Expression::Text(text) => Some(format!("“{text}”")),
        Expression::Add(left, right) => both("plus", left, right),
        Expression::Subtract(left, right) => both("minus", left, right),
        Expression::Multiply(left, right) => Some(format!("{} times {}", factor(left)?, factor(right)?)),
        Expression::Negate(inner) => Some(format!("minus {}", factor(inner)?)),
        Expression::Call(Function::DateOf, parts) => of(parts.first()?),
        Expression::Call(function @ (Function::Min | Function::Max), parts) => {
            let items = match parts.as_slice() {
                [Expression::List(items)] => items,
                items => items,
            };
            let is_day = matches!(Counts::of(dimensions.procedure, term), Counts::Days | Counts::Time);
            let which = match (function, is_day) {
                (Function::Min, true) => "earliest",
                (Function::Max, true) => "latest",
                (Function::Min, false) => "least",
                _ => "greatest",
            };
            Some(format!("{which} of {}", words::list(&every(items)?, "and")))
        }
        // An age of the child is nobody else's; what else counts from one day to another is told by its days.
        Expression::Call(Function::Age, _) if spoken(dimensions, term) == Spoken::Age => Some("age".to_owned()),
        Expression::Call(function, parts) => {
            let part = match function {
                Function::Years => "year",
                Function::MonthPart => "month",
                Function::DayPart => "day",
                Function::Weekday => "weekday",
                _ => return None,
            };
            Some(format!("{part} of {}", of(parts.first()?)?))
        }
        _ => None,
    }
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
