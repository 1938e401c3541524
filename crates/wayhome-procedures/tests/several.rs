//! What is said of a rule that asks for several things, where more than one of them was not done.

#![expect(clippy::unwrap_used, reason = "the whole file is test code, helpers included")]

use chrono::NaiveDate;
use serde_json::{Value as Json, json};
use wayhome_engine::{Finding, Record, Session, State, check};
use wayhome_procedures::plan;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
}

#[track_caller]
fn finding((procedure, form, rule): (&str, &str, &str), answers: &Json) -> Finding {
    let record = json!({ "procedure": procedure, "form": form, "answers": answers });
    let record = Record::parse(&serde_json::to_vec(&record).unwrap()).unwrap();
    let report = check(&plan(procedure, form).unwrap(), today(), record);
    let mut findings = report.findings.into_iter();
    findings.find(|finding| finding.rule == rule).unwrap()
}

/// The state, and every word of what is said.
#[track_caller]
fn says(of: (&str, &str, &str), answers: &Json, state: State, message: &str) {
    let found = finding(of, answers);
    assert_eq!((found.state, found.message.as_str()), (state, message));
}

#[test]
fn what_was_not_done_is_said_of_each_part() {
    let of = ("nutshell", "plan", "NUT-14");
    let monitored = |by: &[&str]| json!({ "nutshell.monitored_by": by });
    says(
        of,
        &monitored(&["team_manager"]),
        State::Breached,
        "The record does not say that the social worker monitors the plan. The record does not say that the IRO monitors the plan.",
    );
    says(
        of,
        &monitored(&["team_manager", "social_worker"]),
        State::Breached,
        "The record does not say that the IRO monitors the plan.",
    );
}

/// What one part says is all of it, where another part is met, waits or is explained.
#[test]
fn only_parts_in_the_state_of_the_rule_are_told() {
    let answers = json!({
        "decision_date": "2026-02-16", "return_kind": "unplanned", "assessment_kind": "single", "assessment_completed_date": "2026-02-20",
    });
    says(
        ("nutshell", "decision", "NUT-05"),
        &answers,
        State::Breached,
        "The assessment recorded is not a Child and Family Assessment.",
    );
}

/// An approval after both days: that it is retrospective is said once.
#[test]
fn what_two_parts_say_alike_is_said_once() {
    let answers = json!({
        "date_of_birth": "2015-01-01", "legal_status": "section_20", "looked_after_start": "2025-06-02", "return_to": "parent",
        "return_kind": "unplanned", "decision_date": "2026-02-16", "decision_effective_date": "2026-02-16", "actual_return_date": "2026-02-16",
        "approver_role": "head_of_service", "approver_nominated_in_writing": true, "approval_outcome": "approved", "approval_date": "2026-02-20",
    });
    says(
        ("tees", "decision", "ENG-39-4"),
        &answers,
        State::Explained,
        "Approved after the decision was put into effect. Approved after the child went home. The return did not wait for it, and the approval is shown as retrospective.",
    );
}

/// A further part that is not done changes what the finding says, and so a session tells it, though the state stays.
#[test]
fn a_session_tells_that_another_part_was_not_done() {
    let mut session = Session::new(plan("nutshell", "review").unwrap(), today());
    session.set("delayed_by_drift", json!(true));
    session.set("nutshell.way_forward", json!("recorded"));
    session.set("drift_discussed_with", json!(["team_manager", "iro"]));
    let changes = session.set("drift_discussed_with", json!(["team_manager"]));
    let told = changes
        .findings
        .iter()
        .find(|finding| finding.rule == "NUT-16")
        .unwrap();
    assert_eq!(told.state, State::Breached);
    assert_eq!(
        told.message,
        "The record does not say that the delay was discussed with the Service Manager. The record does not say that the delay was discussed with the IRO."
    );
    let whole = session.report();
    assert!(whole.findings.contains(told));
}
