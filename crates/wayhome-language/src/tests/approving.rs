//! Who approves, and what is checked of the approval that is recorded.

use std::sync::Arc;

use serde_json::{Value as Json, json};
use wayhome_engine::{ApprovalState, Plan, Record, Report, Standing, State, check};

use super::{HEAD, compiled, file};

/// A table of approvals with these rows, and the ladder of those whom they name.
fn table(rows: &str) -> String {
    format!(
        "[seniority]\nladder = ['social_worker', 'team_manager', 'service_director']\nnominated_officer = ['team_manager', 'service_director']\n\
         [approval.decision]\ntitle = 'T'\n{rows}"
    )
}

/// What a form comes to whose table of approvals has these rows.
fn of_rows(rows: &str, answers: &Json) -> Report {
    let source = file(&table(rows));
    let procedure = compiled(&source)
        .unwrap_or_else(|found| panic!("{}", found.render(&source)))
        .procedure;
    let plan = Arc::new(Plan::new(Arc::new(procedure), None, "decision").unwrap());
    let mut record = Record::new("ex", "decision");
    record.answers = answers.as_object().cloned().unwrap_or_default();
    check(&plan, "2026-06-01".parse().unwrap(), record)
}

fn row(id: &str, when: &str, by: &str) -> String {
    format!("[[approval.decision.row]]\nid = '{id}'\nwhen = '{when}'\n{by}\nsays = 'S'\ncite = '1'\n")
}

fn report(by: &str, answers: &Json) -> Report {
    of_rows(&row("EX-1", "true", by), answers)
}

#[track_caller]
fn comes_to(row: &str, answers: &Json, expected: State) {
    let mut whole = json!({ "approval_outcome": "approved", "approval_date": "2026-05-01", "decision_effective_date": "2026-05-02" });
    for (question, answer) in answers.as_object().unwrap() {
        whole[question] = answer.clone();
    }
    let found = &report(row, &whole).findings[0];
    assert_eq!(
        (found.rule.as_str(), found.state),
        ("EX-1", expected),
        "{answers}: {found:?}"
    );
}

#[test]
fn that_somebody_was_nominated_does_not_tell_who_approved() {
    let row = "by = ['nominated_officer']";
    let nominated = |role: &str| json!({ "approver_role": role, "approver_nominated_in_writing": true });
    comes_to(row, &json!({ "approver_nominated_in_writing": true }), State::ToDo);
    comes_to(row, &nominated("team_manager"), State::Met);
    comes_to(row, &nominated("social_worker"), State::Breached);
    comes_to(row, &json!({ "approver_role": "team_manager" }), State::ToDo);
    comes_to(
        row,
        &json!({ "approver_role": "team_manager", "approver_nominated_in_writing": false }),
        State::Breached,
    );
}

#[test]
fn a_designation_is_senior_enough_where_all_who_may_hold_it_are() {
    let designated = json!({ "approver_role": "nominated_officer", "approver_nominated_in_writing": true });
    comes_to(
        "by = ['team_manager']\nat_least = 'team_manager'",
        &designated,
        State::Met,
    );
    comes_to("at_least = 'team_manager'", &designated, State::Met);
    comes_to("at_least = 'service_director'", &designated, State::Breached);
    comes_to("by = ['team_manager']", &designated, State::Breached);
}

#[test]
fn a_least_seniority_alone_names_an_approver() {
    let approval = &report("at_least = 'team_manager'", &json!({})).approvals[0];
    assert_eq!(approval.approvers, ["team_manager"]);
    assert!(approval.message.starts_with("The "), "{}", approval.message);
}

/// Either of the two may apply, and none is over the other.
fn of_two_rows(answers: &Json) -> Report {
    let one = row("EX-1", "child_seen", "by = ['team_manager']");
    let other = row("EX-2", "approver_nominated_in_writing", "by = ['service_director']");
    of_rows(&(one + &other), answers)
}

#[test]
fn who_approves_is_not_decided_while_another_row_may_apply_as_well() {
    let one = &of_two_rows(&json!({ "child_seen": true })).approvals[0];
    assert_eq!(one.state, ApprovalState::CannotTell);
    assert_eq!(one.needs, ["approver_nominated_in_writing"]);
    let decided = &of_two_rows(&json!({ "child_seen": true, "approver_nominated_in_writing": false })).approvals[0];
    assert_eq!(
        (decided.state, decided.rows.as_slice()),
        (ApprovalState::Decided, ["EX-1".to_owned()].as_slice())
    );
    let both = of_two_rows(&json!({ "child_seen": true, "approver_nominated_in_writing": true }));
    assert_eq!(both.approvals[0].state, ApprovalState::Conflict);
    // Which of them is to be kept is not known, so neither is said to be kept or broken.
    for finding in both.findings.iter().filter(|finding| finding.rule.starts_with("EX-")) {
        assert_eq!(finding.state, State::CannotTell, "{}", finding.rule);
    }
}

/// How a table of one row stands to one of the law.
fn beside_law(row_here: &str, row_of_law: &str) -> Standing {
    let procedure = |id: &str, basis: &str, row_of: &str| {
        let head = HEAD
            .replace("'ex'", &format!("'{id}'"))
            .replace("'guidance'", &format!("'{basis}'"));
        let floor = if basis == "law" { "" } else { "floor = 'law'\n" };
        let source = file(&format!(
            "{head}{floor}{}",
            table(&row(&format!("{id}-1").to_uppercase(), "true", row_of))
        ));
        let made = compiled(&source).unwrap_or_else(|found| panic!("{}", found.render(&source)));
        Arc::new(made.procedure)
    };
    let (here, law) = (
        procedure("ex", "guidance", row_here),
        procedure("law", "law", row_of_law),
    );
    let plan = Arc::new(Plan::new(here, Some(law), "decision").unwrap());
    let report = check(&plan, "2026-06-01".parse().unwrap(), Record::new("ex", "decision"));
    report.comparisons[0].local
}

#[test]
fn a_table_asks_for_less_than_the_law_where_somebody_more_junior_or_nobody_may_approve() {
    let none = "none_required = true";
    for (here, law, expected) in [
        (none, none, Standing::Same),
        (none, "by = ['team_manager']", Standing::Weaker),
        ("by = ['team_manager']", none, Standing::Stricter),
        ("by = ['social_worker']", "by = ['team_manager']", Standing::Weaker),
        ("by = ['service_director']", "by = ['team_manager']", Standing::Stricter),
        ("at_least = 'team_manager'", "by = ['team_manager']", Standing::Same),
        // Some of those whom the law allows: only the more senior, or also the most junior.
        (
            "by = ['service_director']",
            "by = ['team_manager', 'service_director']",
            Standing::Stricter,
        ),
        (
            "by = ['team_manager']",
            "by = ['team_manager', 'service_director']",
            Standing::Same,
        ),
        (
            "by = ['social_worker', 'service_director']",
            "by = ['service_director']",
            Standing::Weaker,
        ),
        // A designation ranks as the most junior who holds it.
        ("by = ['nominated_officer']", "by = ['team_manager']", Standing::Same),
        (
            "by = ['nominated_officer']",
            "by = ['service_director']",
            Standing::Weaker,
        ),
    ] {
        assert_eq!(beside_law(here, law), expected, "{here} beside {law}");
    }
}
