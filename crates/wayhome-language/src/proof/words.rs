//! A cell as a child: "aged 15, section 20, looked after for 12 working days".

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use wayhome_engine::{Expression, Function, Kind, Question, QuestionIndex, words};

use super::dimensions::{Dimension, Dimensions, questions};

/// The child of a cell, age first.
pub(super) fn child(dimensions: &Dimensions<'_>, cell: &[usize]) -> String {
    let mut parts: Vec<(u8, String)> = dimensions
        .all
        .iter()
        .zip(cell)
        .map(|(dimension, value)| part(dimensions, dimension, *value))
        .collect();
    parts.sort_by_key(|(rank, _)| *rank);
    parts.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(", ")
}

fn part(dimensions: &Dimensions<'_>, dimension: &Dimension, value: usize) -> (u8, String) {
    let name = |question: QuestionIndex| {
        asked(dimensions, question).map_or_else(String::new, |question| lower(&question.name))
    };
    let yes = if value == 1 { "yes" } else { "no" };
    match dimension {
        Dimension::YesNo(question) => (3, format!("{}: {yes}", name(*question))),
        Dimension::Choice(question, _) => (1, option(dimensions, *question, value)),
        Dimension::Chosen(question, place) => (
            4,
            format!(
                "{} {}: {yes}",
                name(*question),
                option(dimensions, *question, usize::from(*place))
            ),
        ),
        Dimension::Measure { term, values } => {
            measured(dimensions, term, values.get(value).copied().unwrap_or_default())
        }
        Dimension::Order(left, right) => {
            let how = ["before", "the same as", "after"]
                .get(value)
                .copied()
                .unwrap_or_default();
            (
                4,
                format!("{} {how} {}", term_name(dimensions, left), term_name(dimensions, right)),
            )
        }
        Dimension::Opaque(condition) => (5, format!("{}: {yes}", term_name(dimensions, condition))),
    }
}

fn measured(dimensions: &Dimensions<'_>, term: &Expression, value: Decimal) -> (u8, String) {
    let count = value.normalize();
    let counted = |unit: &str| format!("{count} {unit}{}", if count == Decimal::ONE { "" } else { "s" });
    match term {
        Expression::Call(Function::Age, parts) if first_is(dimensions, parts, "date_of_birth") => {
            (0, format!("aged {count}"))
        }
        Expression::Call(Function::WorkingDays, parts) if first_is(dimensions, parts, "looked_after_start") => {
            (2, format!("looked after for {}", counted("working day")))
        }
        Expression::Call(Function::Days, parts) if first_is(dimensions, parts, "looked_after_start") => {
            (2, format!("looked after for {}", counted("day")))
        }
        Expression::Question(question)
            if asked(dimensions, *question).is_some_and(|question| question.kind == Kind::Date) =>
        {
            let day = count
                .to_i32()
                .and_then(NaiveDate::from_num_days_from_ce_opt)
                .map(words::date);
            (
                4,
                format!("{}: {}", term_name(dimensions, term), day.unwrap_or_default()),
            )
        }
        _ => (4, format!("{}: {count}", term_name(dimensions, term))),
    }
}

fn first_is(dimensions: &Dimensions<'_>, parts: &[Expression], id: &str) -> bool {
    matches!(parts.first(), Some(Expression::Question(question)) if asked(dimensions, *question).is_some_and(|question| question.id == id))
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

fn option(dimensions: &Dimensions<'_>, question: QuestionIndex, place: usize) -> String {
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
