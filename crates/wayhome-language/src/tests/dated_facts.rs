//! Facts that differ from day to day.

use std::sync::Arc;

use serde_json::{Value as Json, json};
use wayhome_engine::{Deadline, Plan, Record, State, check};

use super::{HEAD, compiled, file, found};
use crate::Source;

fn source(facts: &str, rules: &str) -> Source {
    file(&format!("{HEAD}in_force_on = 'visit_date'\n[facts]\n{facts}\n{rules}"))
}

fn rule(when: &str, expect: &str) -> String {
    format!(
        "[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nwhen = '{when}'\nexpect = '{expect}'\nsays = 'S'\ncite = '1'\n"
    )
}

/// The state of the rule, and whether its reasons tell of something.
#[track_caller]
fn comes_to(source: &Source, answers: &Json, expected: State, because: &str) {
    let procedure = compiled(source).unwrap_or_else(|found| panic!("{}", found.render(source)));
    assert!(procedure.warnings.is_empty(), "{}", procedure.warnings.render(source));
    let plan = Arc::new(Plan::new(Arc::new(procedure.procedure), None, "visit").unwrap());
    let mut record = Record::new("ex", "visit");
    record.answers = answers.as_object().cloned().unwrap_or_default();
    let report = check(&plan, "2026-06-01".parse().unwrap(), record);
    let finding = &report.findings[0];
    assert_eq!(finding.state, expected, "{answers}: {finding:?}");
    let told = finding.because.iter().any(|reason| reason.contains(because));
    assert!(told || because.is_empty(), "{finding:?}");
}

const YES_OR_NO: &str = "met = [{ is = 'child_seen', until = 2026-03-31 }, { is = 'seen_alone', from = 2026-04-01 }]";

#[test]
fn what_is_yes_or_no_is_judged_by_its_day() {
    let source = source(YES_OR_NO, &rule("not(met)", "legal_status = \"remand\""));
    let on =
        |day: &str| json!({ "visit_date": day, "child_seen": true, "seen_alone": false, "legal_status": "remand" });
    comes_to(&source, &on("2026-03-31"), State::NotApplicable, "");
    comes_to(&source, &on("2026-04-01"), State::Met, "");
    let undated = json!({ "child_seen": true, "seen_alone": false, "legal_status": "remand" });
    comes_to(&source, &undated, State::CannotTell, "");
}

const VALUE: &str = "young = '17 > age'\nage = [\n  { is = 'age(date_of_birth, visit_date) + 1', name = \"Age in years begun\", until = 2026-03-31 },\n  { is = 'age(date_of_birth, visit_date)', from = 2026-04-01, until = '2027-03-31', name = \"Age\" },\n  { is = '0', from = 2027-04-01 },\n]\nolder = 'age + 1'";

/// A condition that reads a value holds on each day with the value of that day, also by way of other facts and within `some`.
#[test]
fn a_value_is_chosen_by_the_condition_that_reads_it() {
    let on = |day: &str, born: &str| json!({ "visit_date": day, "date_of_birth": born, "child_seen": true });
    let asked = "[[form]]\nid = 'plan'\nsection = [{ title = 'T', ask = ['date_of_birth', 'household'] }]\n";
    for expect in [
        "young",
        "not(age >= 17)",
        "older < 18",
        "some x in [15, 16] satisfies x >= age",
    ] {
        let rule = rule("child_seen", expect);
        let used = "[[rule]]\nid = 'EX-2'\nforms = ['visit', 'plan']\nlevel = 'must'\nexpect = 'young and older < 99'\nsays = 'S'\ncite = '1'\n";
        let forms = super::FORMS.replace("'seen_alone'", "'seen_alone', 'date_of_birth'");
        let text = source(VALUE, &format!("{rule}{used}{asked}"))
            .text
            .replace(super::FORMS, &forms);
        let source = Source::new("ex.toml", text);
        // Of `some`, reasons name the list.
        let because = if expect.starts_with("some") { "" } else { ": 17" };
        comes_to(&source, &on("2026-03-31", "2009-06-01"), State::Breached, because);
        comes_to(&source, &on("2026-04-01", "2009-06-01"), State::Met, "");
        comes_to(&source, &on("2027-03-31", "2009-06-01"), State::Breached, because);
        comes_to(&source, &on("2027-04-01", "2009-06-01"), State::Met, "");
    }
}

/// A finding leads to the questions behind the fact first of all, and not to the day by which it is judged.
#[test]
fn a_finding_leads_to_what_is_expected() {
    let limit = "limit = [{ is = '2', until = 2026-03-31 }, { is = '3', from = 2026-04-01 }]";
    for (facts, expect, leads_to) in [
        (limit, "agreed_visit_weeks <= limit", &["agreed_visit_weeks"][..]),
        (YES_OR_NO, "met", &["child_seen", "seen_alone", "visit_date"]),
    ] {
        let source = source(facts, &rule("child_seen", expect));
        let procedure = compiled(&source).unwrap().procedure;
        let about: Vec<&str> = procedure.rules[0]
            .about
            .iter()
            .map(|question| procedure.questions[usize::from(*question)].id.as_str())
            .collect();
        assert_eq!(about, leads_to, "{expect}");
    }
}

/// A reason names a value as the part does that gave it.
#[test]
fn each_part_of_a_value_has_its_name() {
    let facts = "start = [{ is = 'date(\"2020-01-01\")', name = \"The old start\", until = 2026-03-31 }, { is = 'date(\"2021-01-01\")', name = \"The start\", from = 2026-04-01 }]";
    let source = source(facts, &rule("visit_date > start", "child_seen"));
    let on = |day: &str| json!({ "visit_date": day, "child_seen": false });
    comes_to(
        &source,
        &on("2026-03-31"),
        State::Breached,
        "The old start: 1 January 2020",
    );
    comes_to(&source, &on("2026-04-01"), State::Breached, "The start: 1 January 2021");
}

#[track_caller]
fn refused(facts: &str, rules: &str, expected: &[(&str, usize, usize)]) {
    let source = source(facts, rules);
    assert_eq!(
        found(&source),
        expected,
        "{:?}",
        compiled(&source).map_err(|found| found.render(&source))
    );
}

#[test]
fn only_a_condition_can_read_a_value_that_differs() {
    let deadline = "[[deadline]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nfrom = 'visit_date'\nwithin = { days = 'most' }\nsays = 'S'\ncite = '1'";
    refused(
        "most = [{ is = '5', until = 2026-03-31 }, { is = '3', from = 2026-04-01 }]",
        deadline,
        &[("WH062", 16, 19)],
    );
    let source = source("most = '5'", deadline);
    let deadlines: Vec<Deadline> = compiled(&source).unwrap().procedure.deadlines;
    assert_eq!(deadlines.len(), 1);
}

#[test]
fn the_parts_of_a_fact_follow_each_other() {
    let when = rule("a", "child_seen");
    for parts in [
        "[{ is = 'seen_alone', until = 2026-03-31 }, { is = 'true', from = 2026-04-02 }]",
        "[{ is = 'seen_alone', until = 2026-03-31 }, { is = 'true', from = 2026-03-31 }]",
        "[{ is = 'seen_alone', from = 2026-03-31 }]",
        "{ is = 'seen_alone', until = 2026-03-31 }",
        "[{ is = 'seen_alone' }, { is = 'true' }]",
    ] {
        let source = source(&format!("a = {parts}"), &when);
        let codes: Vec<&str> = found(&source).into_iter().map(|(code, ..)| code).collect();
        assert_eq!(codes, ["WH039"], "{parts}");
    }
    refused("a = []", &when, &[("WH013", 10, 1)]);
    refused(
        "a = [{ is = 'seen_alone', name = \"One\", until = 2026-03-31 }, { is = 'true', name = \"Other\", from = 2026-04-01 }]",
        &when,
        &[("WH027", 10, 85)],
    );
    refused(
        "a = [{ is = 'seen_alone', until = 2026-03-31 }, { is = '1', from = 2026-04-01 }]",
        &when,
        &[("WH062", 10, 56)],
    );
    refused(
        "a = [{ is = 'a', until = 2026-03-31 }, { is = 'true', from = 2026-04-01 }]",
        &when,
        &[("WH028", 10, 1)],
    );
    let without_a_day = file(&format!("[facts]\n{}\n{}", YES_OR_NO.replace("met", "a"), when));
    assert_eq!(found(&without_a_day), [("WH035", 9, 1)]);
}

#[test]
fn facts_change_on_so_many_days_and_no_more() {
    let first: chrono::NaiveDate = "2026-01-01".parse().unwrap();
    let on = |day| first + chrono::Days::new(day);
    let parts = |days: u64| {
        let from = |day| {
            if day == 0 {
                String::new()
            } else {
                format!(", from = {}", on(day))
            }
        };
        let until = |day| {
            if day == days {
                String::new()
            } else {
                format!(", until = {}", on(day))
            }
        };
        // Each part but the first and the last holds for one day.
        let part = |day: u64| format!("{{ is = 'child_seen'{}{} }}", from(day), until(day));
        (0..=days).map(part).collect::<Vec<_>>().join(", ")
    };
    let codes = |days| {
        let source = source(&format!("a = [{}]", parts(days)), &rule("a", "child_seen"));
        found(&source).into_iter().map(|(code, ..)| code).collect::<Vec<_>>()
    };
    assert_eq!(codes(40), Vec::<&str>::new());
    assert_eq!(codes(41), ["WH034"]);
}
