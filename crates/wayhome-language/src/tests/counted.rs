//! What is counted is told with what it was counted between, and how.

use std::sync::Arc;

use serde_json::json;
use wayhome_engine::{Calendar, Plan, Record, check};

use super::reasons::{FORM, finding, report, rule};
use super::{HEAD, compiled};
use crate::Source;

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
