//! Days and kinds that exclude each other: no row of the dataset takes one of them for the truth without a word.

use serde_json::{Value as Json, json};
use wayhome_export::{Outgoing, ssd};

use crate::record;
use crate::ssd::{cell, checked, returned, rows};

/// The answers with others beside them.
fn with(answers: &Json, more: &Json) -> Json {
    let mut answers = answers.clone();
    for (question, answer) in more.as_object().unwrap() {
        answers[question] = answer.clone();
    }
    answers
}

/// What is checked, each with these words in it, and the tables with rows.
#[track_caller]
fn says(form: &str, answers: &Json, words: &[&str], tables: &[&str]) {
    let (checks, found) = checked(form, answers);
    assert_eq!(found, tables, "{answers}: {checks:?}");
    assert_eq!(checks.len(), words.len(), "{answers}: {checks:?}");
    for words in words {
        assert!(
            checks.iter().any(|check| check.contains(words)),
            "{words}: {answers}: {checks:?}"
        );
    }
}

#[test]
fn nobody_was_looked_after_before_that_began() {
    let care =
        json!({ "legal_status": "care_order", "visit_date": "2026-01-10", "visit_kind": "placement_with_parents" });
    let before = "No visit was written";
    for (day, words) in [
        ("looked_after_start", "began to be looked after"),
        ("legal_status_date", "status began"),
    ] {
        let answers = with(&care, &json!({ day: "2026-01-11" }));
        says("visit", &answers, &[words], &["ssd_legal_status"]);
        says("visit", &answers, &[before], &["ssd_legal_status"]);
        let answers = with(&care, &json!({ day: "2026-01-10" }));
        says("visit", &answers, &[], &["ssd_cla_visits", "ssd_legal_status"]);
    }
    let home = returned("section_20", "parent", "planned");
    let home = with(
        &home,
        &json!({ "visit_date": "2026-01-10", "legal_status_date": "2026-01-11" }),
    );
    says("visit", &home, &[before], &["ssd_cla_episodes", "ssd_legal_status"]);
    let home = with(&home, &json!({ "looked_after_start": "2025-12-01" }));
    says(
        "visit",
        &home,
        &[],
        &["ssd_cla_episodes", "ssd_cla_visits", "ssd_legal_status"],
    );
}

#[test]
fn what_ends_before_it_begins_ends_no_episode_and_makes_no_child_one_in_need() {
    let none = "No episode was written";
    for status in ["section_20", "section_20_short_breaks"] {
        for began in ["legal_status_date", "looked_after_start"] {
            let home = with(&returned(status, "parent", "planned"), &json!({ began: "2026-02-03" }));
            assert!(checked("decision", &home).0.iter().any(|check| check.contains(none)));
            assert!(!checked("decision", &home).1.contains(&"ssd_cla_episodes"), "{home}");
            let home = with(&home, &json!({ began: "2026-02-02" }));
            says(
                "decision",
                &home,
                &[],
                if status == "section_20" {
                    &["ssd_cla_episodes", "ssd_legal_status"]
                } else {
                    &["ssd_cla_episodes"]
                },
            );
        }
    }
    // A status of which the day of beginning has not come has ended nothing, either.
    let ahead = returned("section_20_short_breaks", "parent", "planned");
    let ahead = with(&ahead, &json!({ "legal_status_date": "2026-03-03" }));
    says("decision", &ahead, &[none, "after the day of the check"], &[]);
    let visit = with(
        &returned("section_20", "parent", "planned"),
        &json!({ "visit_date": "2026-02-20", "looked_after_start": "2026-02-10" }),
    );
    let no_end = "No end was written";
    says(
        "visit",
        &visit,
        &[none, no_end, "No visit was written"],
        &["ssd_legal_status"],
    );
    let care = json!({ "legal_status": "care_order", "looked_after_start": "2026-02-10", "looked_after_end": "2026-02-09",
        "visit_date": "2026-02-20" });
    says("visit", &care, &[no_end, "No visit was written"], &["ssd_legal_status"]);
}

#[test]
fn a_legal_status_has_no_end_before_being_looked_after_began() {
    let end = |answers: &Json| {
        cell(
            &rows("decision", answers),
            "ssd_legal_status",
            "lega_legal_status_end_date",
        )
    };
    for (began, expected) in [("2026-02-02", "2026-02-02"), ("2026-02-03", "")] {
        let home = returned("section_20", "parent", "planned");
        let home = with(&home, &json!({ "looked_after_start": began }));
        assert_eq!(end(&home).as_deref(), Some(expected), "{began}");
    }
}

#[test]
fn only_a_planned_return_of_a_child_who_was_looked_after_is_a_placement() {
    let asked = returned("care_order", "parent", "requested_outside_plan");
    says(
        "decision",
        &asked,
        &["The return was not planned."],
        &["ssd_legal_status"],
    );
    let mut silent = asked.clone();
    silent.as_object_mut().unwrap().remove("return_kind");
    says(
        "decision",
        &silent,
        &["does not say whether the return was planned"],
        &["ssd_legal_status"],
    );
    let mut ended = silent.clone();
    ended["legal_status"] = json!("section_20");
    let mut to_another = ended.clone();
    to_another["return_to"] = json!("other");
    for (form, answers, what_to_do) in [
        ("decision", &silent, "Record the kind of return."),
        ("visit", &silent, "This form does not ask it"),
        (
            "decision",
            &ended,
            "Record to whom the child returns, and whether it was planned.",
        ),
        ("visit", &ended, "This form does not ask whether it was planned"),
        (
            "decision",
            &to_another,
            "does not say whether somebody else has parental responsibility",
        ),
    ] {
        let session = record::session("england", form, answers);
        let checks = ssd(&Outgoing::new(&session)).unwrap().0.checks;
        let is_said = checks.iter().any(|check| check.message.contains(what_to_do));
        assert!(is_said, "{form}: {checks:?}");
    }
    let early = with(
        &returned("care_order", "parent", "planned"),
        &json!({ "looked_after_start": "2026-02-03" }),
    );
    says(
        "decision",
        &early,
        &["before it began to be looked after. Correct one of the two days. No placement was written."],
        &["ssd_legal_status"],
    );
}

#[test]
fn a_statutory_review_after_the_end_of_being_looked_after_is_said() {
    let review = json!({ "review_kind": "statutory", "review_date": "2026-02-10" });
    let said = "The review was written.";
    for (end, checks) in [("2026-02-10", &[said][..]), ("2026-02-11", &[])] {
        let ended = with(&review, &json!({ "looked_after_end": end }));
        says("review", &ended, checks, &["ssd_cla_reviews"]);
        let home = with(&returned("section_20", "parent", "planned"), &review);
        let home = with(&home, &json!({ "actual_return_date": end }));
        let tables = ["ssd_cla_episodes", "ssd_cla_reviews", "ssd_legal_status"];
        says("review", &home, checks, &tables);
        let breaks = with(&home, &json!({ "legal_status": "section_20_short_breaks" }));
        says("review", &breaks, checks, &["ssd_cla_episodes", "ssd_cla_reviews"]);
    }
}

#[test]
fn a_statutory_review_before_being_looked_after_began_is_not_written() {
    let review = json!({ "legal_status": "care_order", "review_kind": "statutory", "review_date": "2026-01-10" });
    for began in ["looked_after_start", "legal_status_date"] {
        let before = with(&review, &json!({ began: "2026-01-11" }));
        says("review", &before, &["No review was written"], &["ssd_legal_status"]);
        let on = with(&review, &json!({ began: "2026-01-10" }));
        says("review", &on, &[], &["ssd_cla_reviews", "ssd_legal_status"]);
    }
}

#[test]
fn under_section_20_the_earlier_of_two_ends_counts() {
    let home = with(
        &returned("section_20", "parent", "planned"),
        &json!({ "looked_after_end": "2026-01-20", "visit_date": "2026-01-20" }),
    );
    let tables = ["ssd_cin_visits", "ssd_cla_episodes", "ssd_legal_status"];
    says("visit", &home, &["stopped being looked after on another"], &tables);
}

#[test]
fn under_section_20_no_visit_is_after_a_return_that_was_later() {
    let home = with(
        &returned("section_20", "parent", "planned"),
        &json!({ "visit_kind": "after_return", "visit_date": "2026-02-01" }),
    );
    let tables = ["ssd_cla_episodes", "ssd_cla_visits", "ssd_legal_status"];
    says("visit", &home, &["written as one to a looked-after child"], &tables);
    let home = with(&home, &json!({ "visit_date": "2026-02-02" }));
    let tables = ["ssd_cin_visits", "ssd_cla_episodes", "ssd_legal_status"];
    says("visit", &home, &[], &tables);
}

#[test]
fn what_has_a_column_is_not_said_to_have_none() {
    let lost = |form: &str, answers: &Json| {
        let session = record::session("newcastle", form, answers);
        let (_, losses) = ssd(&Outgoing::new(&session)).unwrap();
        let messages = losses.lost.into_iter().map(|loss| loss.message);
        (losses.target, messages.collect::<Vec<_>>())
    };
    let visit = json!({ "child_reference": "R-1", "visit_date": "2026-02-01", "child_seen": true, "bedroom_seen": true, "return_to": "parent" });
    let (target, messages) = lost("visit", &visit);
    for name in [
        "Reference",
        "Visit date",
        "Bedroom seen",
        "Returns to",
        "The record's own id",
    ] {
        let why = format!("{name}: no row is written that would hold it.");
        assert!(messages.contains(&why), "{name}: {messages:?}");
    }
    assert!(target.contains("placements and episodes"), "{target}");
    let review = json!({ "review_kind": "child_in_need", "review_date": "2026-02-01" });
    let (_, messages) = lost("review", &review);
    let why = "the dataset has a table of statutory reviews only.";
    assert_eq!(messages.iter().filter(|message| message.ends_with(why)).count(), 2);
    for (status, to) in [("care_order", "parent"), ("section_20", "relative_without_pr")] {
        let (_, messages) = lost("decision", &returned(status, to, "planned"));
        let why = "does not say whether the return was planned.";
        assert_eq!(
            messages.iter().filter(|message| message.ends_with(why)).count(),
            1,
            "{messages:?}"
        );
    }
}
