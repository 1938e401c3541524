//! Which reasons are told of a result, and which warnings.

use std::sync::Arc;

use serde_json::{Value as Json, json};
use wayhome_engine::{
    ApprovalState, Calendar, DeadlineState, Finding, Outcome, Plan, Record, Report, Session, State, check,
};

use super::{HEAD, compiled};
use crate::Source;

const FORM: &str = "
[[form]]
id = 'visit'
title = 'Visit'
[[form.section]]
title = 'The visit'
ask = ['child_seen', 'seen_alone', 'visit_date', 'approval_date', 'cover_arranged_by', { question = 'decision_date', when = 'seen_alone' }, { question = 'agreed_visit_weeks', when = 'seen_alone' }]
";

fn report(parts: &str, answers: &Json) -> Report {
    let source = Source::new("ex.toml", format!("{HEAD}{parts}{FORM}"));
    let procedure = compiled(&source).unwrap_or_else(|found| panic!("{}", found.render(&source)));
    let plan = Arc::new(Plan::new(Arc::new(procedure.procedure), None, "visit").unwrap());
    let mut record = Record::new("ex", "visit");
    record.answers = answers.as_object().cloned().unwrap_or_default();
    check(&plan, "2026-06-01".parse().unwrap(), record)
}

#[test]
fn a_deadline_that_counts_from_what_is_not_asked_says_why_that_is_not_asked() {
    let parts = |counted: &str| {
        format!(
            "[[deadline]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nwhen = 'child_seen'\n{counted}\nsays = 'S'\ncite = '1'\n[facts]\nday = 'decision_date + @\"P1D\"'\n"
        )
    };
    let answers = json!({ "child_seen": true, "seen_alone": false, "visit_date": "2026-03-02" });
    let because = |counted: &str, answers: &Json| {
        let report = report(&parts(counted), answers);
        let deadline = &report.deadlines[0];
        assert_eq!(deadline.state, DeadlineState::NotApplicable, "{counted}");
        deadline.because.clone()
    };
    for counted in [
        "from = 'decision_date'\nwithin = '1 week'",
        "from = 'day'\nwithin = '1 week'",
        "from = 'visit_date'\nwithin = { weeks = 'agreed_visit_weeks' }",
    ] {
        let found = because(counted, &answers);
        assert_eq!(found, ["Did you speak with the child alone: no."], "{counted}");
    }
    // Where its own condition does not hold, that is why.
    let answers = json!({ "child_seen": false, "seen_alone": false, "visit_date": "2026-03-02" });
    assert_eq!(
        because("from = 'decision_date'\nwithin = '1 week'", &answers),
        ["Did you see the child: no."]
    );
}

#[test]
fn a_first_day_that_counts_is_among_the_days_that_are_printed() {
    let counted = |within: &str, first: bool, start: &str| {
        let parts = format!(
            "[[deadline]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nfrom = 'visit_date'\nwithin = {within}\nfirst_day_counts = {first}\nsays = 'S'\ncite = '1'\n"
        );
        let report = report(&parts, &json!({ "visit_date": start }));
        report.deadlines[0].counted.clone().unwrap_or_default()
    };
    for (within, start, first, not) in [
        ("'1 day'", "2026-03-02", "1 day, the first day counted", "1 day"),
        (
            "'26 weeks'",
            "2025-12-01",
            "182 days, the first day counted",
            "182 days",
        ),
        (
            "'1 month'",
            "2026-02-02",
            "1 month (28 days, the first day counted)",
            "1 month (28 days)",
        ),
        (
            "'5 working days'",
            "2026-03-02",
            "5 working days (5 days, the first day counted, leaving out weekends)",
            "5 working days (7 days, leaving out weekends)",
        ),
        // A Saturday is no working day, whether it is counted or not.
        (
            "'5 working days'",
            "2026-02-28",
            "5 working days (7 days, the first day counted, leaving out weekends)",
            "5 working days (6 days, leaving out weekends)",
        ),
    ] {
        assert_eq!(counted(within, true, start), first);
        assert_eq!(counted(within, false, start), not);
    }
}

#[test]
fn a_first_day_that_is_a_bank_holiday_is_left_out_where_it_counts() {
    let deadline = "[[deadline]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nfrom = 'visit_date'\nwithin = '2 working days'\nfirst_day_counts = true\nsays = 'S'\ncite = '1'\n";
    let source = Source::new("ex.toml", format!("{HEAD}{deadline}{FORM}"));
    let mut procedure = compiled(&source).unwrap().procedure;
    let day = |text: &str| text.parse().unwrap();
    procedure.calendar = Calendar::new(day("2026-01-01"), day("2026-12-31"), vec![day("2026-05-04")]);
    let plan = Arc::new(Plan::new(Arc::new(procedure), None, "visit").unwrap());
    let mut record = Record::new("ex", "visit");
    record.answers.insert("visit_date".to_owned(), json!("2026-05-04"));
    let due = check(&plan, day("2026-06-01"), record).deadlines.remove(0);
    assert_eq!(
        due.counted.as_deref(),
        Some("2 working days (3 days, the first day counted, leaving out weekends and 1 bank holiday)")
    );
}

fn rule(id: &str, when: &str, expect: &str) -> String {
    format!(
        "[[rule]]\nid = '{id}'\nform = 'visit'\nlevel = 'must'\nwhen = '{when}'\nexpect = '{expect}'\nsays = 'S'\ncite = '1'\n"
    )
}

fn finding(when: &str, expect: &str, answers: &Json) -> Finding {
    let mut findings = report(&rule("EX-1", when, expect), answers).findings.into_iter();
    findings.find(|finding| finding.rule == "EX-1").unwrap()
}

#[test]
fn of_two_questions_of_one_name_a_finding_knows_on_which_it_turned() {
    let alone = "[[question]]\nid = 'ex.alone'\ntype = 'yesno'\nlabel = 'Did you speak with the child alone?'\n";
    let rule = rule("EX-1", "child_seen", "ex.alone") + "about = ['seen_alone', 'ex.alone', 'child_seen']\n";
    let form = FORM.replace("'seen_alone',", "'seen_alone', 'ex.alone',");
    let source = Source::new("ex.toml", format!("{HEAD}{alone}{rule}{form}"));
    let procedure = compiled(&source).unwrap_or_else(|found| panic!("{}", found.render(&source)));
    let plan = Arc::new(Plan::new(Arc::new(procedure.procedure), None, "visit").unwrap());
    for (alone, state, turned_on) in [
        (json!(false), State::Breached, Some("ex.alone")),
        (json!(true), State::Met, None),
        (Json::Null, State::ToDo, None),
    ] {
        let mut record = Record::new("ex", "visit");
        let answers = json!({ "child_seen": true, "seen_alone": true, "ex.alone": alone });
        record.answers = answers.as_object().cloned().unwrap();
        let found = check(&plan, "2026-06-01".parse().unwrap(), record).findings.remove(0);
        assert_eq!((found.state, found.turned_on.as_deref()), (state, turned_on));
        // Reports are as they were.
        assert!(serde_json::to_value(&found).unwrap().get("turned_on").is_none());
    }
}

#[test]
fn the_shortest_of_several_reasons_is_told() {
    let answers = json!({ "child_seen": true, "seen_alone": true, "visit_date": "2026-03-02" });
    for when in [
        "seen_alone and answered(visit_date) or child_seen",
        "not(not(child_seen) and (not(seen_alone) or not(answered(visit_date))))",
    ] {
        let found = finding(when, "answered(approval_date)", &answers);
        assert_eq!(found.because[0], "Did you see the child: yes.", "{when}");
        let others = found
            .because
            .iter()
            .any(|reason| reason.contains("alone") || reason.contains("2 March"));
        assert!(!others, "{when}: {:?}", found.because);
    }
}

/// Once a condition is decided its other parts are not worked out. While it is not, all that is missing is listed.
#[test]
fn what_is_missing_is_complete_and_does_not_depend_on_the_order_of_the_parts() {
    let parts = ["child_seen", "seen_alone", "visit_date > approval_date"];
    let missing = ["child_seen", "seen_alone", "visit_date", "approval_date"];
    for turned in 0..3 {
        let mut parts = parts;
        parts.rotate_left(turned);
        for operator in [" and ", " or "] {
            let found = finding(&parts.join(operator), "seen_alone = false", &json!({}));
            assert_eq!(
                (found.state, found.needs.as_slice()),
                (State::CannotTell, &missing.map(str::to_owned)[..])
            );
            let decides = json!({ "child_seen": operator == " or " });
            assert!(
                !finding(&parts.join(operator), "true", &decides)
                    .needs
                    .contains(&"visit_date".to_owned())
            );
        }
    }
}

#[test]
fn of_several_tests_the_one_that_is_passed_is_told() {
    let answers = json!({ "child_seen": false, "seen_alone": true, "visit_date": "2026-03-02", "decision_date": "2026-03-01", "approval_date": "2026-03-02" });
    let found = finding("visit_date in (decision_date, approval_date)", "child_seen", &answers);
    assert_eq!(found.state, State::Breached);
    let tells = |day: &str| found.because.iter().any(|reason| reason.contains(day));
    assert!(tells("2 March 2026") && !tells("1 March 2026"), "{:?}", found.because);
}

#[test]
fn an_answer_that_cannot_be_read_may_be_one() {
    for (answer, expected) in [
        (json!(5), State::CannotTell),
        (json!(" "), State::NotApplicable),
        (json!("Somebody"), State::Breached),
    ] {
        let answers = json!({ "child_seen": false, "cover_arranged_by": answer });
        let found = finding("answered(cover_arranged_by)", "child_seen", &answers);
        assert_eq!(found.state, expected, "{answers}");
    }
}

/// The tests' bank holidays are known to the end of 2028.
#[test]
fn each_that_reads_a_fact_warns_of_bank_holidays_that_are_not_known() {
    let parts = format!(
        "[facts]\nlong = 'working_days(visit_date, approval_date) > 3'\n{}{}",
        rule("EX-1", "long", "child_seen"),
        rule("EX-2", "child_seen or long", "seen_alone"),
    );
    for (approved, warned) in [("2029-01-02", true), ("2028-12-29", false)] {
        let answers =
            json!({ "visit_date": "2028-12-20", "approval_date": approved, "child_seen": false, "seen_alone": false });
        let report = report(&parts, &answers);
        for finding in &report.findings {
            assert_eq!(finding.state, State::Breached, "{finding:?}");
            assert_eq!(!finding.warnings.is_empty(), warned, "{finding:?}");
        }
    }
}

#[test]
fn a_row_over_one_that_is_over_another_is_over_that() {
    let row = |id: &str, when: &str, more: &str| {
        format!(
            "[[approval.decision.row]]\nid = '{id}'\nwhen = '{when}'\nby = ['team_manager']\n{more}\nsays = 'S'\ncite = '1'\n"
        )
    };
    let rows = [
        row("EX-1", "child_seen", ""),
        row("EX-2", "seen_alone", "over = ['EX-1']"),
        row("EX-3", "not(seen_alone)", "over = ['EX-2']"),
    ];
    let parts = format!(
        "[seniority]\nladder = ['social_worker', 'team_manager', 'service_director']\n[approval.decision]\ntitle = 'T'\nforms = ['visit']\n{}",
        rows.concat()
    );
    let answers = json!({ "child_seen": true, "seen_alone": false, "visit_date": "2026-03-02" });
    let approval = report(&parts, &answers).approvals.remove(0);
    assert_eq!(
        (approval.state, approval.rows),
        (ApprovalState::Decided, vec!["EX-3".to_owned()])
    );
}

#[test]
fn what_is_counted_without_a_name_is_told_with_what_it_was_counted_between() {
    let answers = json!({ "visit_date": "2026-03-02", "approval_date": "2026-03-31", "date_of_birth": "2014-02-28" });
    for (when, reason) in [
        (
            "working_days(visit_date, approval_date) > 20",
            "Working days from “When was the visit” to “When was it approved”: 21.",
        ),
        (
            "days(visit_date, approval_date) in (< 5, [29..30])",
            "Days from “When was the visit” to “When was it approved”: 29.",
        ),
        (
            "visit_date - approval_date < @\"P1D\"",
            "Days from “When was it approved” to “When was the visit”: -29.",
        ),
        (
            "age(date_of_birth, visit_date) >= 12",
            "Age on “When was the visit”, by “When was the child born”: 12.",
        ),
        (
            "years and months duration(visit_date, approval_date) < @\"P1M\"",
            "Months from “When was the visit” to “When was it approved”: 0.",
        ),
        (
            "days(date(\"2026-03-01\"), visit_date) < 7",
            "Days from 1 March 2026 to “When was the visit”: 1.",
        ),
        // A fact without a name is what it is made of.
        (
            "unnamed > 20",
            "Working days from “When was the visit” to “When was it approved”: 21.",
        ),
        (
            "days(visit_date, named) = 1",
            "Days from “When was the visit” to “The day after”: 1.",
        ),
    ] {
        let facts = "[facts]\nunnamed = 'working_days(visit_date, approval_date)'\nnamed = { is = 'visit_date + @\"P1D\"', name = 'The day after' }\n";
        let rule = rule("EX-1", when, "answered(cover_arranged_by)");
        let report = report(&format!("{facts}{rule}"), &answers);
        let because = &report.findings[0].because;
        let said = because.iter().filter(|said| *said == reason).count();
        assert_eq!(said, 1, "{when}: {because:?}");
        // The days stand beside it, as before.
        assert!(
            because.iter().any(|said| said == "When was the visit: 2 March 2026."),
            "{when}: {because:?}"
        );
    }
}

#[test]
fn what_is_counted_is_told_of_who_approves_and_not_where_a_fact_names_it() {
    let row = |id: &str, when: &str| {
        format!(
            "[[approval.decision.row]]\nid = '{id}'\nwhen = '{when}'\nby = ['team_manager']\nsays = 'S'\ncite = '1'\n"
        )
    };
    let because = |when: &str, otherwise: &str| {
        let parts = format!(
            "[facts]\nlong = {{ is = 'working_days(visit_date, approval_date)', name = 'Working days' }}\n[seniority]\nladder = ['team_manager']\n[approval.decision]\ntitle = 'T'\nforms = ['visit']\n{}{}",
            row("EX-1", when),
            row("EX-2", otherwise)
        );
        let report = report(
            &parts,
            &json!({ "visit_date": "2026-03-02", "approval_date": "2026-03-31" }),
        );
        report.approvals[0].because.clone()
    };
    assert_eq!(
        because(
            "working_days(visit_date, approval_date) > 20",
            "working_days(visit_date, approval_date) <= 20"
        ),
        [
            "When was the visit: 2 March 2026.",
            "When was it approved: 31 March 2026.",
            "Working days from “When was the visit” to “When was it approved”: 21."
        ]
    );
    assert_eq!(because("long > 20", "long <= 20"), ["Working days: 21."]);
}

/// What a count adds is no reason to tell the other one.
#[test]
fn the_shortest_reason_is_the_same_whether_it_counts_or_not() {
    let answers =
        json!({ "visit_date": "2026-03-02", "approval_date": "2026-03-31", "child_seen": true, "seen_alone": true });
    let when = "working_days(visit_date, approval_date) > 20 or child_seen and seen_alone";
    let because = finding(when, "answered(cover_arranged_by)", &answers).because;
    assert!(because[2].starts_with("Working days from "), "{because:?}");
}

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

#[test]
fn a_part_that_is_still_open_keeps_a_rule_open_whose_other_part_is_explained() {
    let rule = "[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nsays = 'S'\ncite = '1'\nexpect = [{ that = 'seen_alone', explained_by = 'cover_arranged_by' }, { that = 'answered(visit_date)' }]\n";
    let state = |answers: Json| {
        let mut findings = report(rule, &answers).findings.into_iter();
        findings.find(|finding| finding.rule == "EX-1").unwrap().state
    };
    assert_eq!(
        state(json!({ "seen_alone": false, "cover_arranged_by": "A. Sample" })),
        State::ToDo
    );
    assert_eq!(
        state(json!({ "seen_alone": false, "cover_arranged_by": "A. Sample", "visit_date": "2026-05-01" })),
        State::Explained
    );
    assert_eq!(
        state(json!({ "seen_alone": false, "visit_date": "2026-05-01" })),
        State::Breached
    );
}

#[test]
fn a_record_is_not_complete_while_something_in_it_cannot_be_read_or_is_no_question() {
    let rule = rule("EX-1", "true", "child_seen");
    let outcome = |answers: Json| report(&rule, &answers).outcome;
    assert_eq!(outcome(json!({ "child_seen": true })), Outcome::Complete);
    // No rule reads either.
    assert_eq!(
        outcome(json!({ "child_seen": true, "approval_date": "soon" })),
        Outcome::Incomplete
    );
    assert_eq!(
        outcome(json!({ "child_seen": true, "ex.other": 1 })),
        Outcome::Incomplete
    );
}
