//! Which reasons are told of a result, and which warnings.

use std::sync::Arc;

use serde_json::{Value as Json, json};
use wayhome_engine::{ApprovalState, DeadlineState, Finding, Outcome, Plan, Record, Report, State, check};

use super::{HEAD, compiled};
use crate::Source;

pub(super) const FORM: &str = "
[[form]]
id = 'visit'
title = 'Visit'
[[form.section]]
title = 'The visit'
ask = ['child_seen', 'seen_alone', 'visit_date', 'approval_date', 'cover_arranged_by', { question = 'decision_date', when = 'seen_alone' }, { question = 'agreed_visit_weeks', when = 'seen_alone' }]
";

pub(super) fn report(parts: &str, answers: &Json) -> Report {
    let source = Source::new("ex.toml", format!("{HEAD}{parts}{FORM}"));
    let procedure = compiled(&source).unwrap_or_else(|found| panic!("{}", found.render(&source)));
    let plan = Arc::new(Plan::new(Arc::new(procedure.procedure), None, "visit").unwrap());
    let mut record = Record::new("ex", "visit");
    record.answers = answers.as_object().cloned().unwrap_or_default();
    check(&plan, "2026-06-01".parse().unwrap(), record)
}

pub(super) fn rule(id: &str, when: &str, expect: &str) -> String {
    format!(
        "[[rule]]\nid = '{id}'\nform = 'visit'\nlevel = 'must'\nwhen = '{when}'\nexpect = '{expect}'\nsays = 'S'\ncite = '1'\n"
    )
}

pub(super) fn finding(when: &str, expect: &str, answers: &Json) -> Finding {
    let mut findings = report(&rule("EX-1", when, expect), answers).findings.into_iter();
    findings.find(|finding| finding.rule == "EX-1").unwrap()
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
