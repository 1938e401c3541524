//! Which rows of a table are the reason, and which cells are missing.

use std::sync::Arc;

use serde_json::{Value as Json, json};
use wayhome_engine::{Finding, Plan, Session, State, check};

use super::reasons::{FORM, finding, rule};
use super::{HEAD, compiled};
use crate::Source;

const CHECKED: &str = "every person in household satisfies age(person.date_of_birth, visit_date) < 18 or person.check_outcome = \"clear\"";

fn of_household(rows: &Json) -> Finding {
    let answers = json!({ "child_seen": true, "visit_date": "2026-03-02", "household": rows });
    finding("child_seen", CHECKED, &answers)
}

/// A row by what is known of it; the name never stands in a reason.
fn person(born: Option<&str>, outcome: Option<&str>) -> Json {
    let mut row = json!({ "name": "Robin Example" });
    if let Some(born) = born {
        row["date_of_birth"] = born.into();
    }
    if let Some(outcome) = outcome {
        row["check_outcome"] = outcome.into();
    }
    row
}

#[test]
fn the_rows_that_break_a_rule_are_named_with_what_it_reads_of_them() {
    let (child, adult) = (Some("2015-01-01"), Some("1980-01-01"));
    let found = of_household(&json!([
        person(child, None),
        person(adult, Some("outstanding")),
        person(adult, Some("clear"))
    ]));
    assert_eq!(found.state, State::Breached);
    assert_eq!(
        found.because,
        [
            "Did you see the child: yes.",
            "Who lives there: 3 recorded.",
            "When was the visit: 2 March 2026.",
            "Age on “When was the visit”, by “Who lives there, row 2, Date of birth”: 46.",
            "Who lives there, row 2, Outcome: Outstanding.",
        ]
    );
    // What is met by all rows together is told of the table.
    let found = of_household(&json!([person(child, None), person(adult, Some("clear"))]));
    assert_eq!(
        found.because,
        ["Did you see the child: yes.", "Who lives there: 2 recorded."]
    );
}

#[test]
fn of_a_table_the_cells_that_are_missing_are_named() {
    let (child, adult) = (Some("2015-01-01"), Some("1980-01-01"));
    for (row, missing) in [
        (
            person(adult, None),
            vec!["Who lives there, row 2, Outcome: not recorded."],
        ),
        (
            person(adult, Some("cleared")),
            vec!["Who lives there, row 2, Outcome: cannot be read."],
        ),
        (
            person(None, None),
            vec![
                "Who lives there, row 2, Date of birth: not recorded.",
                "Who lives there, row 2, Outcome: not recorded.",
            ],
        ),
        (
            person(None, Some("outstanding")),
            vec!["Who lives there, row 2, Date of birth: not recorded."],
        ),
    ] {
        let found = of_household(&json!([person(child, None), row]));
        assert_eq!((found.state, found.needs), (State::ToDo, vec!["household".to_owned()]));
        assert_eq!(found.because[1..], missing, "{row}");
    }
    let answers = json!({ "visit_date": "2026-03-02", "household": [person(adult, None)] });
    let found = finding(CHECKED, "child_seen", &answers);
    assert_eq!(found.state, State::CannotTell);
    assert_eq!(found.because, ["Who lives there, row 1, Outcome: not recorded."]);
}

#[test]
fn of_many_rows_some_are_named_and_the_others_counted() {
    for (outcome, more, row_4) in [
        (Some("outstanding"), "Who lives there: and 3 more rows.", "row 4"),
        (None, "Who lives there: and 3 more rows.", "row 4"),
    ] {
        let rows: Vec<Json> = (0..6).map(|_| person(Some("1980-01-01"), outcome)).collect();
        let because = of_household(&json!(rows)).because;
        assert_eq!(because.last().map(String::as_str), Some(more), "{because:?}");
        assert!(because.iter().any(|said| said.contains("row 3")), "{because:?}");
        assert!(because.iter().all(|said| !said.contains(row_4)), "{because:?}");
        assert!(because.iter().all(|said| !said.contains("Robin")), "{because:?}");
    }
    let rows: Vec<Json> = (0..4).map(|_| person(Some("1980-01-01"), None)).collect();
    let because = of_household(&json!(rows)).because;
    assert_eq!(
        because.last().map(String::as_str),
        Some("Who lives there: and 1 more row.")
    );
}

/// The table counts as many rows as before, and another of them is the one.
#[test]
fn a_session_tells_that_another_row_is_the_reason() {
    let source = Source::new(
        "ex.toml",
        format!("{HEAD}{}{FORM}", rule("EX-1", "child_seen", CHECKED)),
    );
    let plan = Arc::new(Plan::new(Arc::new(compiled(&source).unwrap().procedure), None, "visit").unwrap());
    let today = "2026-06-01".parse().unwrap();
    let mut session = Session::new(Arc::clone(&plan), today);
    session.set("child_seen", json!(true));
    session.set("visit_date", json!("2026-03-02"));
    let adult = |outcome| person(Some("1980-01-01"), outcome);
    for (rows, told) in [
        (
            json!([adult(Some("outstanding")), adult(Some("clear"))]),
            "row 1, Outcome: Outstanding.",
        ),
        (
            json!([adult(Some("clear")), adult(Some("outstanding"))]),
            "row 2, Outcome: Outstanding.",
        ),
        (
            json!([adult(None), adult(Some("clear"))]),
            "row 1, Outcome: not recorded.",
        ),
        (
            json!([adult(Some("clear")), adult(None)]),
            "row 2, Outcome: not recorded.",
        ),
        (
            json!([adult(Some("clear")), adult(Some("none"))]),
            "row 2, Outcome: cannot be read.",
        ),
    ] {
        let changes = session.set("household", rows);
        let finding = changes.findings.iter().find(|finding| finding.rule == "EX-1").unwrap();
        let because = &finding.because;
        assert!(because.iter().any(|said| said.ends_with(told)), "{because:?}");
        assert_eq!(session.report(), check(&plan, today, session.record()));
    }
}
