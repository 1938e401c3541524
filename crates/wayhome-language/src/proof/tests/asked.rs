//! What a form does not ask is tried as the engine takes it.

use std::sync::Arc;

use serde_json::json;
use wayhome_engine::{ApprovalState, Plan, Procedure, Record, check};

use super::{procedure, proof, row};
use crate::proof::{Proof, prove};

/// While `agreed` is not asked, both of these rows apply: they only look exclusive.
#[test]
fn rows_that_a_question_not_asked_brings_together_are_not_exclusive() {
    let rows = [
        row("EX-1", "not(agreed)", ""),
        row("EX-2", "not(agreed = false)", "over = [\"EX-1\"]"),
    ];
    assert_eq!(proof(&rows).exclusive.len(), 1);
    let mut conditional = procedure(&rows.concat());
    let asked = conditional
        .questions
        .iter()
        .position(|question| question.id == "agreed")
        .unwrap();
    for ask in &mut conditional.forms[0].sections[0].ask {
        if usize::from(ask.question) == asked {
            ask.when = Some(wayhome_engine::Expression::Bool(false));
        }
    }
    assert!(prove(&conditional)[0].exclusive.is_empty());
}

/// A table over `legal_status`, which is asked only where `agreed` is yes.
fn conditional(rows: &[String]) -> Procedure {
    let mut procedure = procedure(&rows.concat());
    let place = |id: &str| procedure.questions.iter().position(|question| question.id == id);
    let (asked, agreed) = (place("legal_status").unwrap(), place("agreed").unwrap());
    let agreed = wayhome_engine::Expression::Question(u16::try_from(agreed).unwrap());
    for ask in &mut procedure.forms[0].sections[0].ask {
        if usize::from(ask.question) == asked {
            ask.when = Some(agreed.clone());
        }
    }
    procedure
}

/// What the proof finds, and what the engine comes to in every record that there can be.
fn proved_and_tried(rows: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let rows: Vec<String> = rows.iter().map(|(id, when)| row(id, when, "")).collect();
    let procedure = conditional(&rows);
    let proof = prove(&procedure).remove(0);
    let holes = proof.gaps.iter().chain(&proof.overlaps).map(|hole| hole.child.clone());
    let plan = Arc::new(Plan::new(Arc::new(procedure), None, "decision").unwrap());
    let mut tried = Vec::new();
    for answers in [
        json!({ "agreed": false }),
        json!({ "agreed": true, "legal_status": "section_20" }),
        json!({ "agreed": true, "legal_status": "care_order" }),
    ] {
        let mut record = Record::new("ex", "decision");
        record.answers = answers.as_object().unwrap().clone();
        let report = check(&plan, "2026-03-02".parse().unwrap(), record);
        if report.approvals[0].state != ApprovalState::Decided {
            tried.push(answers.to_string());
        }
    }
    (holes.collect(), tried)
}

#[test]
fn what_is_not_asked_makes_gaps_and_overlaps_like_any_answer() {
    let (gaps, tried) = proved_and_tried(&[
        ("EX-1", "legal_status = \"section_20\""),
        ("EX-2", "legal_status = \"care_order\""),
    ]);
    assert_eq!(gaps, ["legal status: not asked, agreed: no"]);
    assert_eq!(tried, [r#"{"agreed":false}"#]);
    let (overlaps, tried) = proved_and_tried(&[
        ("EX-1", "not(legal_status = \"section_20\")"),
        ("EX-2", "not(legal_status = \"care_order\")"),
    ]);
    assert_eq!(overlaps, ["legal status: not asked, agreed: no"]);
    assert_eq!(tried, [r#"{"agreed":false}"#]);
}

#[test]
fn what_is_not_asked_is_missing_only_where_its_condition_does_not_hold() {
    let (holes, tried) = proved_and_tried(&[
        ("EX-1", "agreed and legal_status = \"section_20\""),
        ("EX-2", "agreed and legal_status = \"care_order\""),
        ("EX-3", "agreed = false"),
    ]);
    assert_eq!((holes.len(), tried.len()), (0, 0), "{holes:?} {tried:?}");
}

#[test]
fn a_condition_of_a_form_in_which_the_table_does_not_stand_hides_nothing() {
    let mut procedure = conditional(&[
        row("EX-1", "legal_status = \"section_20\"", ""),
        row("EX-2", "legal_status = \"care_order\"", ""),
    ]);
    // The form with the condition is another one; the table's own asks of everybody.
    let mut own = procedure.forms[0].clone();
    own.id = "plan".to_owned();
    for ask in &mut own.sections[0].ask {
        ask.when = None;
    }
    procedure.forms.push(own);
    procedure.approvals[0].forms = vec!["plan".to_owned()];
    assert!(prove(&procedure)[0].holds());
    procedure.approvals[0].forms.push("decision".to_owned());
    assert_eq!(
        prove(&procedure)[0].gaps[0].child,
        "legal status: not asked, agreed: no"
    );
}

#[test]
fn many_questions_that_are_asked_only_sometimes_leave_as_many_cases() {
    let rows = [
        row("EX-1", "agreed", ""),
        row("EX-2", "agreed = false and legal_status != \"care_order\"", ""),
    ];
    let (all, some) = (procedure(&rows.concat()), conditional(&rows));
    assert_eq!(prove(&some)[0].space, prove(&all)[0].space);
    let (holes, tried) = proved_and_tried(&[
        ("EX-1", "agreed"),
        ("EX-2", "agreed = false and legal_status != \"care_order\""),
    ]);
    assert_eq!(holes.len(), tried.len(), "{holes:?} {tried:?}");
}

/// Two yes/no questions that are compared, of which the form asks one only where there is another answer: `agreed` only under a care order.
fn compared(rows: &[(&str, &str)]) -> (Proof, Vec<String>) {
    let rows: Vec<String> = rows.iter().map(|(id, when)| row(id, when, "")).collect();
    let mut procedure = procedure(&rows.concat());
    let place = |id: &str| procedure.questions.iter().position(|question| question.id == id);
    let (asked, status) = (place("agreed").unwrap(), place("legal_status").unwrap());
    let care_order = wayhome_engine::Expression::Compare(
        wayhome_engine::Comparison::Equal,
        Box::new(wayhome_engine::Expression::Question(u16::try_from(status).unwrap())),
        Box::new(wayhome_engine::Expression::Option(1)),
    );
    for ask in &mut procedure.forms[0].sections[0].ask {
        if usize::from(ask.question) == asked {
            ask.when = Some(care_order.clone());
        }
    }
    let proof = prove(&procedure).remove(0);
    let plan = Arc::new(Plan::new(Arc::new(procedure), None, "decision").unwrap());
    let mut tried = Vec::new();
    for status in ["section_20", "care_order"] {
        for (agreed, urgent) in [(false, false), (false, true), (true, false), (true, true)] {
            let mut record = Record::new("ex", "decision");
            let answers = json!({ "legal_status": status, "agreed": agreed, "urgent": urgent });
            record.answers = answers.as_object().unwrap().clone();
            let report = check(&plan, "2026-03-02".parse().unwrap(), record);
            if report.approvals[0].state != ApprovalState::Decided {
                tried.push(answers.to_string());
            }
        }
    }
    (proof, tried)
}

/// A condition over what is not asked is No, and not nothing: `(agreed and urgent) = urgent` holds where `urgent` is no.
#[test]
fn a_condition_that_is_compared_is_yes_or_no_also_where_something_in_it_is_not_asked() {
    for condition in [
        "(agreed and urgent) = urgent",
        "urgent = (agreed and urgent)",
        "urgent in (agreed and urgent, agreed)",
        "both = urgent",
        "(urgent = both) = (agreed and urgent)",
    ] {
        let (proof, tried) = compared(&[
            ("EX-1", &format!("legal_status = \"care_order\" and not({condition})")),
            ("EX-2", "legal_status != \"care_order\""),
            ("EX-3", condition),
        ]);
        assert!(!proof.overlaps.is_empty() && !tried.is_empty(), "{condition}");
        assert!(proof.idle.is_empty(), "{condition}: {:?}", proof.idle);
    }
}

#[test]
fn what_is_not_asked_equals_no_answer() {
    let (proof, tried) = compared(&[
        ("EX-1", "legal_status = \"care_order\" and agreed != urgent"),
        ("EX-2", "legal_status != \"care_order\""),
        ("EX-3", "agreed = urgent"),
    ]);
    assert!(proof.holds() && tried.is_empty(), "{proof:?} {tried:?}");
    // The same two questions, each by itself as well: no case is tried that is none.
    let (proof, tried) = compared(&[
        ("EX-1", "agreed = urgent"),
        ("EX-2", "agreed and urgent = false or agreed = false and urgent"),
        ("EX-3", "legal_status != \"care_order\""),
    ]);
    assert!(proof.holds() && tried.is_empty(), "{proof:?} {tried:?}");
}

/// Each side stands in the condition once: conditions within each other take no more than that.
#[test]
fn comparisons_within_each_other_are_tried_at_once() {
    let deep = (0..30).fold("agreed".to_owned(), |inner, _| format!("(urgent = {inner})"));
    assert!(proof(&[row("EX-1", &deep, ""), row("EX-2", &format!("not({deep})"), "")]).holds());
}
