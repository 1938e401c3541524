//! Working out a single expression, for trying things out: what `wayhome eval` runs.

use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Map, Value as Json};

use crate::answer::{Answer, Reading, option_bit};
use crate::evaluate::{Answers as _, Evaluation, Read};
use crate::expression::Expression;
use crate::plan::{Plan, PlanError, Slot};
use crate::procedure::{Form, Kind, Procedure};
use crate::record::Record;
use crate::session::Session;
use crate::value::Value;

/// What an expression came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Evaluated {
    /// A value, as JSON: dates and durations as ISO 8601 text, a choice as its option's id, a number of more digits than JSON's numbers keep
    /// as text.
    Known(Json),
    /// These questions would settle it. Empty where none would: an overflow, or counting backwards between two literals.
    Unknown(Vec<Needed>),
    /// It reads a question that is not asked.
    NotApplicable,
}

/// A question that would settle what is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needed {
    /// Its id.
    pub question: String,
    /// What its answer is now.
    pub answer: Lack,
}

/// Why an answer settles nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// There is none, or a row of it lacks something.
    Blank,
    /// It cannot be read, or only in part.
    Unreadable,
    /// It is there, and does not fit what the expression does with it: an end before its beginning, say.
    Unfit,
}

/// Works out one expression over the questions and facts of a procedure. The second result says whether working days were counted outside
/// the days whose bank holidays are known.
///
/// A question counts as asked where the form asks for it; without a form, and where the form does not name it, always.
///
/// # Errors
///
/// [`PlanError`] where the procedure is damaged or of a later version.
pub fn evaluate(
    procedure: &Procedure,
    form: Option<&Form>,
    expression: &Expression,
    answers: Map<String, Json>,
) -> Result<(Evaluated, bool), PlanError> {
    let form = Form {
        id: "eval".to_owned(),
        title: String::new(),
        sections: form.map_or_else(Vec::new, |form| form.sections.clone()),
    };
    let alone = Procedure {
        forms: vec![form],
        rules: Vec::new(),
        deadlines: Vec::new(),
        approvals: Vec::new(),
        ..procedure.clone()
    };
    let plan = Arc::new(Plan::new(Arc::new(alone), None, "eval")?);
    let record = Record {
        answers,
        ..Record::new(procedure.id.clone(), "eval")
    };
    let session = Session::open(Arc::clone(&plan), NaiveDate::MIN, record);
    let evaluation = Evaluation::new(&plan, session.stored());
    let scope = evaluation.in_layer(0);
    let (value, doubtful) = evaluation.doubting(|| scope.value(expression));
    let evaluated = match value {
        Read::Known(value) => Evaluated::Known(json(&value, expression, &plan, session.answers())),
        Read::Unknown => {
            let needed = |slot: &Slot| Needed {
                question: plan.slot_id(*slot).to_owned(),
                answer: lack(session.stored().stored(*slot)),
            };
            Evaluated::Unknown(scope.needs(expression).iter().map(needed).collect())
        }
        Read::NotApplicable => Evaluated::NotApplicable,
    };
    Ok((evaluated, doubtful))
}

fn lack(stored: Option<&Reading>) -> Lack {
    match stored {
        Some(Reading { problems, .. }) if !problems.is_empty() => Lack::Unreadable,
        None
        | Some(Reading {
            answer: None | Some(Answer::Rows(_)),
            ..
        }) => Lack::Blank,
        Some(_) => Lack::Unfit,
    }
}

fn json(value: &Value<'_>, expression: &Expression, plan: &Plan, answers: &Map<String, Json>) -> Json {
    match value {
        Value::Bool(yes) => (*yes).into(),
        Value::Number(number) => exact(number.normalize()),
        Value::Text(text) => text.as_ref().into(),
        Value::Date(date) => date.to_string().into(),
        Value::DateTime(at) => crate::day::written(*at).into(),
        Value::Seconds(seconds) => iso_seconds(*seconds).into(),
        Value::Months(months) => iso_months(*months).into(),
        Value::List(items) => items.iter().map(|item| json(item, expression, plan, answers)).collect(),
        Value::Option(_) | Value::Options(_) | Value::Rows(_) => chosen(value, expression, plan, answers),
    }
}

/// A number with all its digits: as text where JSON's numbers, which most programs read as binary ones of 16 digits, have no room for them.
fn exact(number: Decimal) -> Json {
    // The largest whole number up to which a binary one of 64 bits has each.
    const WHOLE: i64 = 1 << 53;
    if let Some(whole) = number.to_i64().filter(|_| number.fract().is_zero()) {
        return if whole.abs() <= WHOLE {
            whole.into()
        } else {
            whole.to_string().into()
        };
    }
    let written = number.to_string();
    match number.to_f64().filter(|near| near.to_string() == written) {
        Some(same) => same.into(),
        None => written.into(),
    }
}

/// Options are shown by their ids, several as the set that they are: each once, in the order of their list. Rows are shown as the answer that they were
/// read from.
fn chosen(value: &Value<'_>, expression: &Expression, plan: &Plan, answers: &Map<String, Json>) -> Json {
    let Some((procedure, question)) = question_of(expression, plan) else {
        return Json::Null;
    };
    match (value, &question.kind) {
        (Value::Option(place), Kind::Choice(list) | Kind::Choices(list)) => {
            let list = procedure.option_lists.get(usize::from(*list));
            list.and_then(|list| list.options.get(usize::from(*place)))
                .map_or(Json::Null, |option| option.id.clone().into())
        }
        (Value::Options(chosen), Kind::Choices(list)) => {
            let list = procedure.option_lists.get(usize::from(*list));
            let options = list.map_or(&[][..], |list| &list.options).iter().zip(0..);
            let is_chosen = |place: u16| chosen & option_bit(place) != 0;
            let ids = options
                .filter(|(_, place)| is_chosen(*place))
                .map(|(option, _)| option.id.clone());
            ids.collect()
        }
        _ => answers.get(&question.id).cloned().unwrap_or_default(),
    }
}

fn question_of<'p>(expression: &Expression, plan: &'p Plan) -> Option<(&'p Procedure, &'p crate::procedure::Question)> {
    let procedure = plan.procedure();
    match expression {
        Expression::Question(question) => Some((procedure, procedure.question(*question)?)),
        Expression::Fact(fact) => question_of(&procedure.fact(*fact)?.is, plan),
        other => other.children().into_iter().find_map(|child| question_of(child, plan)),
    }
}

/// A days and time duration in ISO 8601: `P14D`, `P1DT2H`, `-PT30M`, `PT0S`.
fn iso_seconds(seconds: i64) -> String {
    let size = seconds.unsigned_abs();
    let (days, hours, minutes, rest) = (size / 86_400, size / 3_600 % 24, size / 60 % 60, size % 60);
    let part = |count: u64, letter: &str| {
        if count == 0 {
            String::new()
        } else {
            format!("{count}{letter}")
        }
    };
    let time = [part(hours, "H"), part(minutes, "M"), part(rest, "S")].concat();
    let sign = if seconds < 0 { "-" } else { "" };
    match (days, time.as_str()) {
        (0, "") => "PT0S".to_owned(),
        (_, "") => format!("{sign}P{days}D"),
        (_, time) => format!("{sign}P{}T{time}", part(days, "D")),
    }
}

/// A years and months duration in ISO 8601: `P1Y2M`, `-P3M`, `P0M`.
fn iso_months(months: i32) -> String {
    let (years, rest) = (months.unsigned_abs() / 12, months.unsigned_abs() % 12);
    let sign = if months < 0 { "-" } else { "" };
    match (years, rest) {
        (0, 0) => "P0M".to_owned(),
        (0, rest) => format!("{sign}P{rest}M"),
        (years, 0) => format!("{sign}P{years}Y"),
        (years, rest) => format!("{sign}P{years}Y{rest}M"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_all_their_digits() {
        for (number, written) in [
            ("0.10", "0.1"),
            ("-3", "-3"),
            ("9223372036854775807", "\"9223372036854775807\""),
            ("9007199254740992", "9007199254740992"),
            ("0.1234567890123456789012345678", "\"0.1234567890123456789012345678\""),
            ("1000000000000000000001", "\"1000000000000000000001\""),
            ("9223372036854775809", "\"9223372036854775809\""),
        ] {
            let number: Decimal = number.parse().unwrap();
            assert_eq!(exact(number.normalize()).to_string(), written);
        }
    }

    #[test]
    fn durations_are_written_in_their_shortest_iso_form() {
        assert_eq!(iso_seconds(14 * 86_400), "P14D");
        assert_eq!(iso_seconds(86_400 + 7_200), "P1DT2H");
        assert_eq!(iso_seconds(-1_800), "-PT30M");
        assert_eq!(iso_seconds(0), "PT0S");
        assert_eq!(iso_months(14), "P1Y2M");
        assert_eq!(iso_months(-3), "-P3M");
        assert_eq!(iso_months(0), "P0M");
    }
}
