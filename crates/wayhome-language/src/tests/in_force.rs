//! Parts that are in force from or until a day.

use std::sync::Arc;

use serde_json::{Map, Value as Json, json};
use wayhome_engine::{Due, Plan, Record, Report, Standing, State, check};

use super::{HEAD, compiled, file, found};
use crate::{Source, prove};

const RULES: &str = "
[[rule]]
id = 'EX-1-old'
form = 'visit'
level = 'must'
until = 2026-03-31
expect = 'child_seen'
says = 'See the child.'
cite = '1 (2020)'
[[rule]]
id = 'EX-1'
form = 'visit'
level = 'must'
from = '2026-04-01'
expect = 'seen_alone'
says = 'See the child alone.'
cite = '1 (2026)'
";

fn head(on: &str) -> String {
    format!("{HEAD}in_force_on = '{on}'\n")
}

fn report(source: &Source, form: &str, answers: &Json) -> Report {
    let procedure = compiled(source)
        .unwrap_or_else(|found| panic!("{}", found.render(source)))
        .procedure;
    let plan = Arc::new(Plan::new(Arc::new(procedure), None, form).unwrap());
    let mut record = Record::new("ex", form);
    record.answers = answers.as_object().cloned().unwrap_or_else(Map::new);
    check(&plan, "2026-06-01".parse().unwrap(), record)
}

#[track_caller]
fn states(report: &Report, expected: [(&str, State); 2]) {
    for (id, state) in expected {
        let found = report.findings.iter().find(|finding| finding.rule == id).unwrap();
        assert_eq!(found.state, state, "{id}: {found:?}");
    }
}

#[test]
fn a_record_is_judged_by_what_was_in_force_on_its_day() {
    let source = file(&(head("visit_date") + RULES));
    let on = |day: &str| {
        report(
            &source,
            "visit",
            &json!({ "visit_date": day, "child_seen": true, "seen_alone": false }),
        )
    };
    states(
        &on("2026-03-31"),
        [("EX-1-old", State::Met), ("EX-1", State::NotApplicable)],
    );
    states(
        &on("2026-04-01"),
        [("EX-1-old", State::NotApplicable), ("EX-1", State::Breached)],
    );
    let breached = on("2026-04-01");
    let finding = breached.findings.iter().find(|finding| finding.rule == "EX-1").unwrap();
    assert!(
        finding.because.iter().any(|because| because.contains("1 April 2026")),
        "{finding:?}"
    );
}

#[test]
fn without_the_day_nobody_can_tell() {
    let source = file(&(head("visit_date") + RULES));
    let report = report(&source, "visit", &json!({ "child_seen": true, "seen_alone": true }));
    states(&report, [("EX-1-old", State::CannotTell), ("EX-1", State::CannotTell)]);
    assert_eq!(report.findings[0].needs, ["visit_date"]);
}

const TABLE: &str = "
[approval.decision]
title = 'The decision'
[[approval.decision.row]]
id = 'EX-7-old'
until = 2026-03-31
when = 'true'
by = ['team_manager']
says = 'The Team Manager approves.'
cite = '7'
[[approval.decision.row]]
id = 'EX-7'
from = 2026-04-01
when = 'true'
by = ['social_worker']
says = 'The Social Worker approves.'
cite = '7'
";

#[test]
fn an_older_and_a_newer_row_leave_neither_gap_nor_overlap() {
    let source = file(&(head("decision_effective_date") + TABLE));
    let procedure = compiled(&source)
        .unwrap_or_else(|found| panic!("{}", found.render(&source)))
        .procedure;
    let proofs = prove(&procedure);
    assert!(proofs[0].holds(), "{proofs:#?}");
    assert_eq!(proofs[0].space, 3, "before, on and after the day of the change");
    let late = file(&(head("decision_effective_date") + &TABLE.replace("from = 2026-04-01", "from = 2026-04-03")));
    let procedure = compiled(&late)
        .unwrap_or_else(|found| panic!("{}", found.render(&late)))
        .procedure;
    let proofs = prove(&procedure);
    assert_eq!(proofs[0].gaps.len(), 1, "{proofs:#?}");
    assert!(
        proofs[0].gaps[0].child.contains("1 April 2026"),
        "{}",
        proofs[0].gaps[0].child
    );
}

#[test]
fn a_form_and_a_table_may_name_a_day_of_their_own() {
    let own = TABLE.replace(
        "title = 'The decision'",
        "title = 'The decision'\nin_force_on = 'approval_date'",
    );
    let source = file(&own);
    assert_eq!(found(&source), []);
    let both = head("visit_date")
        + &RULES.replace(
            "form = 'visit'\nlevel = 'must'\nuntil",
            "forms = ['visit', 'decision']\nlevel = 'must'\nuntil",
        );
    let form = Source::new(
        "ex.toml",
        file(&both)
            .text
            .replace("id = 'decision'\n", "id = 'decision'\nin_force_on = 'approval_date'\n"),
    );
    let codes: Vec<_> = found(&form).into_iter().map(|(code, ..)| code).collect();
    assert_eq!(codes, ["WH035"], "two forms, two days");
}

#[test]
fn a_day_is_a_date() {
    for (written, code) in [
        ("2026-13-01", "WH001"),
        ("'2026-04-31'", "WH011"),
        ("2026-04-01T10:00:00", "WH011"),
        ("4", "WH011"),
    ] {
        let source = file(&(head("visit_date") + &RULES.replace("'2026-04-01'", written)));
        assert_eq!(found(&source).first().map(|(code, ..)| *code), Some(code), "{written}");
    }
}

const FLOOR: &str = "
[[form]]
id = 'visit'
title = 'Visit'
[[form.section]]
title = 'The visit'
ask = ['visit_date', 'child_seen', 'seen_alone']
[[deadline]]
id = 'LAW-1'
form = 'visit'
level = 'must'
when = 'child_seen'
from = 'visit_date'
within = '6 weeks'
says = 'Visit again.'
cite = '1'
";

/// The first deadline of a procedure with these parts over a law with those, for the visit form as on 6 January 2026.
fn first_due(parts: &str, law: &str, answers: &Json) -> Due {
    let local = file(&format!("{HEAD}floor = 'law'\n{parts}"));
    let law = Source::new(
        "law.toml",
        HEAD.replace("'ex'", "'law'").replace("'guidance'", "'law'") + law,
    );
    let made = |source: &Source| {
        Arc::new(
            compiled(source)
                .unwrap_or_else(|found| panic!("{}", found.render(source)))
                .procedure,
        )
    };
    let plan = Arc::new(Plan::new(made(&local), Some(made(&law)), "visit").unwrap());
    let mut record = Record::new("ex", "visit");
    record.answers = answers.as_object().cloned().unwrap_or_default();
    check(&plan, "2026-01-06".parse().unwrap(), record).deadlines[0].clone()
}

fn next_visit(within: &str, floor: &str) -> String {
    format!(
        "[[deadline]]\nid = 'EX-2'\nform = 'visit'\nlevel = 'must'\nfrom = 'visit_date'\nwithin = '{within}'\nfloor = {floor}\nsays = 'Visit again.'\ncite = '2'\n"
    )
}

#[track_caller]
fn beside(within: &str, answers: &Json, expected: Standing, says: &str) {
    let floor = first_due(&next_visit(within, "'LAW-1'"), FLOOR, answers).floor.unwrap();
    assert_eq!((floor.id.as_str(), floor.local), ("LAW-1", expected));
    assert!(floor.message.contains(says), "{}", floor.message);
}

#[test]
fn a_deadline_stands_beside_the_laws() {
    let seen = &json!({ "visit_date": "2026-01-05", "child_seen": true });
    beside(
        "4 weeks",
        seen,
        Standing::Stricter,
        "2 February 2026, earlier than the law: 16 February 2026",
    );
    beside("42 days", seen, Standing::Same, "the same day: 16 February 2026");
    beside(
        "8 weeks",
        seen,
        Standing::Weaker,
        "allows until 2 March 2026. The law asks for it by 16 February 2026. Follow the law.",
    );
    beside(
        "8 weeks",
        &json!({ "visit_date": "2026-01-05" }),
        Standing::CannotTell,
        "Cannot be compared",
    );
    beside(
        "8 weeks",
        &json!({ "visit_date": "2026-01-05", "child_seen": false }),
        Standing::Stricter,
        "works out no day from the law",
    );
}

#[test]
fn of_several_deadlines_of_the_law_the_first_due_counts_and_none_while_one_cannot_be_told() {
    let second = &FLOOR[FLOOR.find("[[deadline]]").unwrap()..];
    let second = second.replace("LAW-1", "LAW-2").replace("6 weeks", "1 week");
    let seen = &json!({ "visit_date": "2026-01-05", "child_seen": true });
    for floors in ["['LAW-1', 'LAW-2']", "['LAW-2', 'LAW-1']"] {
        let beside = |law: &str| {
            let due = first_due(&next_visit("2 weeks", floors), &(FLOOR.to_owned() + law), seen);
            due.floor.unwrap()
        };
        let floor = beside(&second);
        assert_eq!(
            (floor.id.as_str(), floor.local),
            ("LAW-2", Standing::Weaker),
            "{floors}"
        );
        // What has no day is not the first.
        let floor = beside(&second.replace("when = 'child_seen'", "when = 'child_seen = false'"));
        assert_eq!(
            (floor.id.as_str(), floor.local),
            ("LAW-1", Standing::Stricter),
            "{floors}"
        );
        let floor = beside(&second.replace("when = 'child_seen'", "when = 'seen_alone'"));
        assert_eq!(
            (floor.id.as_str(), floor.due, floor.local),
            ("LAW-2", None, Standing::CannotTell),
            "{floors}"
        );
    }
}

#[test]
fn working_days_beyond_the_known_bank_holidays_are_counted_with_a_warning() {
    let law = FLOOR.replace("6 weeks", "10 working days");
    let warned = |within: &str, day: &str| {
        let due = first_due(
            &next_visit(within, "'LAW-1'"),
            &law,
            &json!({ "visit_date": day, "child_seen": true }),
        );
        assert!(due.due.is_some());
        due.warnings
            .iter()
            .any(|warning| warning.starts_with("Bank holidays are known from"))
    };
    // They are known to the end of 2028.
    assert!(!warned("10 working days", "2028-12-14"));
    assert!(warned("10 working days", "2028-12-18"));
    assert!(!warned("2 weeks", "2028-12-20"), "weeks count no working days");
}

#[test]
fn a_wrong_citation_stands_as_it_is_written_beside_the_right_one() {
    let rule = "[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nexpect = 'child_seen'\nsays = 'See the child.'\ncite = { section = '3', quoted = 'the Regulations 2012', correct = 'the Regulations 2010' }\n";
    let report = report(&file(rule), "visit", &json!({}));
    let cite = &report.findings[0].cite;
    assert_eq!((cite.document.as_str(), cite.section.as_str()), ("The document", "3"));
    assert_eq!(cite.quoted.as_deref(), Some("the Regulations 2012"));
    assert_eq!(cite.correct.as_deref(), Some("the Regulations 2010"));
    let half = rule.replace(", correct = 'the Regulations 2010'", "");
    assert_eq!(found(&file(&half)).first().map(|(code, ..)| *code), Some("WH016"));
}
