//! The conformance cases, run natively, and what they have to cover.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "the whole file is test code, helpers included"
)]

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use wayhome_conformance::{Case, cases};
use wayhome_engine::{Expression, Report, Rule, State, check};

fn run(case: &Case) -> Report {
    let plan =
        wayhome_procedures::plan(&case.procedure, &case.form).unwrap_or_else(|error| panic!("{}: {error}", case.name));
    let today: NaiveDate = case.today.parse().unwrap();
    check(&plan, today, case.record().unwrap())
}

#[test]
fn every_case_comes_out_as_it_says() {
    let mut wrong = Vec::new();
    for (file, case) in cases().unwrap() {
        let differences = case.differences(&run(&case));
        if !differences.is_empty() {
            wrong.push(format!("{file}: {}\n  {}", case.name, differences.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{} cases differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// Can this rule be breached at all? One that only asks for an answer is to do until it has one.
fn can_be_breached(rule: &Rule) -> bool {
    fn can_fail(expression: &Expression) -> bool {
        match expression {
            Expression::Recorded(_) => false,
            Expression::And(parts) => parts.iter().any(can_fail),
            Expression::Or(parts) => parts.iter().all(can_fail),
            _ => true,
        }
    }
    rule.parts.iter().any(|part| can_fail(&part.expect))
}

#[test]
fn every_rule_has_a_case_that_meets_it_one_that_breaches_it_and_one_that_is_open() {
    let mut seen: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (_, case) in cases().unwrap() {
        for (rule, state) in case.findings {
            let kind = match state {
                State::Met => "met",
                State::Breached | State::Explained => "breached",
                State::ToDo | State::CannotTell => "open",
                State::NotApplicable => "not applicable",
            };
            seen.entry(rule).or_default().insert(kind);
        }
    }
    let mut missing = Vec::new();
    for (id, _) in wayhome_procedures::compiled() {
        let procedure = wayhome_procedures::procedure(id).unwrap();
        let rows = procedure
            .approvals
            .iter()
            .flat_map(|table| &table.rows)
            .map(|row| &row.check)
            .filter(|check| !check.parts.is_empty());
        for rule in procedure.rules.iter().chain(rows) {
            let kinds = seen.get(&rule.id);
            let wanted = ["met", "breached", "open"]
                .into_iter()
                .filter(|kind| *kind != "breached" || can_be_breached(rule));
            missing.extend(
                wanted
                    .filter(|kind| !kinds.is_some_and(|kinds| kinds.contains(kind)))
                    .map(|kind| format!("{}: {kind}", rule.id)),
            );
        }
    }
    assert!(missing.is_empty(), "no case for:\n{}", missing.join("\n"));
}

#[test]
fn every_deadline_has_a_case_in_time_and_one_late() {
    let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, case) in cases().unwrap() {
        for (id, expected) in case.deadlines {
            seen.entry(id).or_default().extend(
                expected
                    .get("state")
                    .and_then(|state| state.as_str())
                    .map(str::to_owned),
            );
        }
    }
    let mut missing = Vec::new();
    for (id, _) in wayhome_procedures::compiled() {
        for deadline in &wayhome_procedures::procedure(id).unwrap().deadlines {
            let states = seen.get(&deadline.id).cloned().unwrap_or_default();
            if !states.iter().any(|state| state == "met" || state == "due")
                || !states.iter().any(|state| state == "late" || state == "met_late")
            {
                missing.push(deadline.id.clone());
            }
        }
    }
    assert!(
        missing.is_empty(),
        "no case in time and late for: {}",
        missing.join(", ")
    );
}
