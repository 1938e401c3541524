//! What a term is called: "working days from start of the legal status to decision date".

use rust_decimal::Decimal;
use wayhome_engine::{Comparison, Expression, Function, Kind, Moment, Question, words};

use super::dimensions::{Dimensions, questions};
use super::measures::Counts;
use super::words::{Spoken, asked, counted, duration, lower, option_of, spoken};

/// What a term is called: by the name of the fact that it is, as it reckons, or by the names of its questions in the order in which it reads them.
pub(super) fn term_name(dimensions: &Dimensions<'_>, term: &Expression) -> String {
    let told = named_fact(dimensions, term).or_else(|| reckoned(dimensions, term));
    if let Some(told) = told.or_else(|| of_rows(dimensions, term)) {
        return told;
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
        Expression::Call(function, parts) => called(dimensions, *function, parts),
        _ => None,
    }
}

fn called(dimensions: &Dimensions<'_>, function: Function, parts: &[Expression]) -> Option<String> {
    let first = parts.first()?;
    let between = |unit: &str| {
        let (from, to) = (term_name(dimensions, first), term_name(dimensions, parts.get(1)?));
        Some(format!("{unit} from {from} to {to}"))
    };
    let part = match function {
        Function::Age => return between("years"),
        Function::WorkingDays => return between("working days"),
        Function::Days => return between("days"),
        Function::MonthsBetween => return between("months"),
        Function::Count => return counted_in(dimensions, first),
        Function::Years => "year",
        Function::MonthPart => "month",
        Function::DayPart => "day",
        Function::Weekday => "weekday",
        Function::HourPart => "hour",
        Function::MinutePart => "minute",
        Function::SecondPart => "second",
        Function::Min | Function::Max | Function::DateOf => return None,
    };
    let of = reckoned(dimensions, first)?;
    if matches!(Counts::of(dimensions.procedure, first), Counts::Days | Counts::Time) {
        return Some(format!("{part} of {of}"));
    }
    Some(format!("whole {part}s of ({of})"))
}

/// "number of rows in household"
fn counted_in(dimensions: &Dimensions<'_>, list: &Expression) -> Option<String> {
    let Expression::Question(question) = list else {
        return None;
    };
    let question = asked(dimensions, *question)?;
    let what = if matches!(question.kind, Kind::Rows(_)) {
        "rows"
    } else {
        "answers"
    };
    Some(format!("number of {what} in {}", lower(&question.name)))
}

/// The name of the fact that a term is, where one has a name. What a question is called is its own.
fn named_fact(dimensions: &Dimensions<'_>, term: &Expression) -> Option<String> {
    if matches!(term, Expression::Question(_)) {
        return None;
    }
    let mut named = dimensions.procedure.facts.iter().filter(|fact| fact.name.is_some());
    let fact = named.find(|fact| dimensions.open(&fact.is) == *term)?;
    fact.name.as_deref().map(lower)
}

/// The day on which an age is, or up to which days are counted.
pub(super) fn second_day(dimensions: &Dimensions<'_>, term: &Expression) -> Option<String> {
    match term {
        Expression::Call(_, parts) => Some(term_name(dimensions, parts.get(1)?)),
        _ => None,
    }
}

/// "outcome of the check is nothing found in a row of household"
fn of_rows(dimensions: &Dimensions<'_>, term: &Expression) -> Option<String> {
    let (list, condition, which) = match term {
        Expression::Some(list, condition) => (list, condition, "a row"),
        Expression::Every(list, condition) => (list, condition, "every row"),
        _ => return None,
    };
    let Expression::Question(question) = list.as_ref() else {
        return None;
    };
    let question = asked(dimensions, *question)?;
    let Kind::Rows(columns) = &question.kind else {
        return None;
    };
    let said = of_row(dimensions, columns, condition)?;
    Some(format!("{said} in {which} of {}", lower(&question.name)))
}

/// A condition on one row, as far as it compares its columns with what is written; of anything else its columns are named.
fn of_row(dimensions: &Dimensions<'_>, columns: &[Question], condition: &Expression) -> Option<String> {
    match condition {
        Expression::And(parts) => {
            // Without brackets, "a and b or c" would be read as another condition.
            let said = parts.iter().map(|part| {
                let said = of_row(dimensions, columns, part)?;
                Some(if matches!(part, Expression::Or(_)) {
                    format!("({said})")
                } else {
                    said
                })
            });
            Some(said.collect::<Option<Vec<String>>>()?.join(" and "))
        }
        Expression::Or(parts) => {
            let said = parts.iter().map(|part| of_row(dimensions, columns, part));
            Some(said.collect::<Option<Vec<String>>>()?.join(" or "))
        }
        Expression::Compare(comparison, left, right) => {
            let Expression::Field { item: 0, field } = left.as_ref() else {
                return None;
            };
            let column = columns.get(usize::from(*field))?;
            let value = match (right.as_ref(), &column.kind) {
                (Expression::Option(place), Kind::Choice(list) | Kind::Choices(list)) => {
                    option_of(dimensions, *list, usize::from(*place))
                }
                (Expression::Bool(yes), _) => (if *yes { "yes" } else { "no" }).to_owned(),
                (other, _) => reckoned(dimensions, other)?,
            };
            let is_day = matches!(column.kind, Kind::Date | Kind::DateTime);
            let how = match (comparison, is_day) {
                (Comparison::Equal, _) => "is",
                (Comparison::NotEqual, _) => "is not",
                (Comparison::Less, true) => "is before",
                (Comparison::LessOrEqual, true) => "is not after",
                (Comparison::Greater, true) => "is after",
                (Comparison::GreaterOrEqual, true) => "is not before",
                (Comparison::Less, false) => "is under",
                (Comparison::LessOrEqual, false) => "is not over",
                (Comparison::Greater, false) => "is over",
                (Comparison::GreaterOrEqual, false) => "is not under",
            };
            Some(format!("{} {how} {value}", lower(&column.name)))
        }
        _ => None,
    }
}
