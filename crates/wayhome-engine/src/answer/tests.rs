use serde_json::json;

use super::*;
use crate::procedure::Choice;

fn question(kind: Kind) -> Question {
    Question {
        id: "q".into(),
        label: "Q?".into(),
        name: "Q".into(),
        hint: None,
        urgency: None,
        past: false,
        row: None,
        kind,
    }
}

fn lists() -> Vec<OptionList> {
    let options = ["a", "b"]
        .map(|id| Choice {
            id: id.into(),
            label: id.into(),
        })
        .into();
    vec![OptionList {
        id: "letters".into(),
        options,
    }]
}

fn columns() -> Vec<Question> {
    vec![
        Question {
            id: "born".into(),
            ..question(Kind::Date)
        },
        Question {
            id: "name".into(),
            ..question(Kind::Text { long: false })
        },
    ]
}

#[track_caller]
fn check(kind: Kind, value: &Json, expected: impl Into<Result<Option<Answer>, ProblemKind>>) {
    let reading = read(&question(kind), &lists(), value);
    let found = reading
        .problems
        .first()
        .map_or(Ok(reading.answer), |problem| Err(problem.kind));
    assert_eq!(found, expected.into(), "{value}");
}

#[test]
fn what_is_blank_is_no_answer_and_no_problem() {
    let text = || Kind::Text { long: true };
    for value in [json!(null), json!(""), json!(" \t\n\u{a0}")] {
        check(text(), &value, Ok(None));
        check(Kind::Date, &value, Ok(None));
        check(Kind::Choice(0), &value, Ok(None));
    }
    check(Kind::Choices(0), &json!([]), Ok(None));
    check(Kind::Choices(0), &json!([" "]), Ok(None));
    check(Kind::Rows(columns()), &json!([{}, { "name": "  " }, null]), Ok(None));
}

#[test]
fn a_date_is_exactly_a_real_day_in_a_plausible_year() {
    let day = NaiveDate::from_ymd_opt(2024, 2, 29);
    check(Kind::Date, &json!("2024-02-29"), Ok(day.map(Answer::Date)));
    for text in [
        "2026-02-31",
        "2026-2-3",
        "2026-02-03T00:00",
        "03/02/2026",
        " 2026-02-03",
        "２０２６-02-03",
    ] {
        check(Kind::Date, &json!(text), Err(ProblemKind::NotADate));
    }
    for text in ["2026-02-", "2026--3", "-02-03", "--3"] {
        check(Kind::Date, &json!(text), Err(ProblemKind::PartOfADate));
    }
    for text in ["26-02-03", "6-2-3"] {
        check(Kind::Date, &json!(text), Err(ProblemKind::ShortYear));
    }
    check(Kind::Date, &json!("0026-02-03"), Err(ProblemKind::ImplausibleDate));
    check(Kind::Date, &json!(20_260_203), Err(ProblemKind::NotADate));
}

#[test]
fn a_value_of_another_kind_is_a_problem_and_never_taken_for_something_near() {
    let number = || Kind::Number {
        min: Some(Decimal::ZERO),
        max: Some(Decimal::from(52)),
    };
    check(number(), &json!(4), Ok(Some(Answer::Number(Decimal::from(4)))));
    check(number(), &json!("4"), Err(ProblemKind::NotANumber));
    check(number(), &json!(53), Err(ProblemKind::NumberOutOfRange));
    check(number(), &json!(1e300), Err(ProblemKind::NotANumber));
    check(Kind::YesNo, &json!("true"), Err(ProblemKind::NotYesOrNo));
    check(Kind::Choice(0), &json!("c"), Err(ProblemKind::NotAnOption(None)));
    check(Kind::Choices(0), &json!("a"), Err(ProblemKind::NotAListOfOptions));
    check(
        Kind::Choices(0),
        &json!(["b", "a", "b"]),
        Ok(Some(Answer::Choices(0b11))),
    );
    check(Kind::Text { long: false }, &json!(7), Err(ProblemKind::NotText));
}

#[test]
fn a_table_of_more_rows_than_are_read_is_no_answer_and_says_so() {
    let rows = |count: usize| json!(vec![json!({ "name": "A Sample" }); count]);
    let question = question(Kind::Rows(columns()));
    assert!(read(&question, &lists(), &rows(MOST_ROWS)).answer.is_some());
    let reading = read(&question, &lists(), &rows(MOST_ROWS + 1));
    assert_eq!(
        (reading.answer, reading.problems[0].kind),
        (None, ProblemKind::TooManyRows)
    );
}

#[test]
fn a_row_that_cannot_be_read_is_somebody_of_whom_nothing_is_known() {
    let question = question(Kind::Rows(columns()));
    let read = |value| read(&question, &lists(), &value);
    let Some(Answer::Rows(rows)) = read(json!(["somebody", { "name": "A Sample" }])).answer else {
        panic!("the readable row is lost")
    };
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0], [None, None]);
    assert_eq!(read(json!(["somebody"])).answer, None);
}

#[test]
fn a_table_with_an_unreadable_cell_keeps_the_rest_and_says_which_cell() {
    let value = json!([{ "name": "A Sample", "born": "2026-02-31" }, {}, { "name": "B Sample", "born": "1990-05-01" }]);
    let reading = read(&question(Kind::Rows(columns())), &lists(), &value);
    let Some(Answer::Rows(rows)) = reading.answer else {
        panic!("the readable cells are lost")
    };
    assert_eq!(
        rows.iter().map(|row| row[0].is_some()).collect::<Vec<_>>(),
        [false, true]
    );
    let cell = Some((1, "Q".to_owned()));
    assert_eq!(
        reading.problems,
        [Problem {
            kind: ProblemKind::NotADate,
            cell
        }]
    );
}
