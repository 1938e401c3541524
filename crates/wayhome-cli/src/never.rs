//! Why no answer settles an expression: something in it has no result, whatever is recorded.

use serde_json::{Map, Value as Json};
use wayhome_engine::{Evaluated, Expression, Function, Procedure, evaluate};

/// Why the innermost part of an expression that has no result has none, although all that it needs is known; `None` where no such part is found, as
/// within `some` and `every`.
pub(crate) fn why(procedure: &Procedure, expression: &Expression, answers: &Map<String, Json>) -> Option<&'static str> {
    let parts = match expression {
        Expression::Fact(fact) => return why(procedure, &procedure.fact(*fact)?.is, answers),
        // What is said of an item is known of no item alone.
        Expression::Some(list, _) | Expression::Every(list, _) => vec![list.as_ref()],
        other => other.children(),
    };
    if let Some(within) = parts.iter().find_map(|part| why(procedure, part, answers)) {
        return Some(within);
    }
    let come_to = |part: &Expression| {
        evaluate(procedure, None, part, answers.clone())
            .ok()
            .map(|(found, _)| found)
    };
    let values: Option<Vec<Json>> = parts
        .iter()
        .map(|part| match come_to(part)? {
            Evaluated::Known(value) => Some(value),
            Evaluated::Unknown(_) | Evaluated::NotApplicable => None,
        })
        .collect();
    let values = values?;
    match come_to(expression)? {
        Evaluated::Unknown(needs) if needs.is_empty() => no_result(expression, &values),
        _ => None,
    }
}

fn no_result(expression: &Expression, parts: &[Json]) -> Option<&'static str> {
    let texts = || parts.iter().filter_map(Json::as_str);
    let has_duration = texts().any(|text| text.trim_start_matches('-').starts_with('P'));
    let has_part_of_a_day = texts().any(|text| text.starts_with(['P', '-']) && text.contains('T'));
    let has_date = texts().any(|text| text.as_bytes().get(4) == Some(&b'-') && text.len() == 10);
    let has_day = texts().any(|text| text.as_bytes().get(4) == Some(&b'-') && text.len() >= 10);
    match expression {
        Expression::Call(Function::Age, _) => Some("it asks for an age on a day before the birth"),
        Expression::Call(Function::Days | Function::WorkingDays, _) => Some("it counts from a day to an earlier one"),
        Expression::Multiply(..) if has_duration => {
            Some("it makes a duration that is not of whole months or seconds, or too long")
        }
        Expression::Add(..) | Expression::Subtract(..) if has_date && has_part_of_a_day => {
            Some("it moves a date by a part of a day")
        }
        Expression::Add(..) | Expression::Subtract(..) if has_day => Some("it leads out of the years 0 to 9999"),
        Expression::Add(..) | Expression::Subtract(..) if has_duration => Some("the duration is too long"),
        Expression::Add(..) | Expression::Subtract(..) | Expression::Multiply(..) => {
            Some("a number has 28 digits at most, and this one would have more")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The language refuses it; a fact of a procedure that was compiled before may hold it.
    #[test]
    fn a_date_that_is_moved_by_a_part_of_a_day_is_told_as_that() {
        let procedure = wayhome_procedures::procedure("england").unwrap();
        let of = |seconds| {
            let date = Expression::Date("2026-03-31".parse().unwrap());
            let later = Expression::Add(Box::new(date), Box::new(Expression::Seconds(seconds)));
            why(&procedure, &later, &Map::new())
        };
        assert_eq!(of(43_200), Some("it moves a date by a part of a day"));
        assert_eq!(of(86_400), None);
    }
}
