//! The law's deadlines beside the local ones: none is left out, and the first due is told.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the whole file is test code, helpers included"
)]

use serde_json::{Value as Json, json};
use wayhome_engine::{Deadline, Expression, Procedure, Record, check};

/// The question that a deadline is counted from.
fn from(procedure: &Procedure, deadline: &Deadline) -> Option<String> {
    match deadline.from {
        Expression::Question(index) => Some(procedure.question(index)?.id.clone()),
        _ => None,
    }
}

/// A deadline that is left out of the list is one that a family is never told of as the earlier one.
#[test]
fn a_floor_names_every_deadline_of_the_law_that_runs_from_the_same_day() {
    let law = wayhome_procedures::procedure("england").unwrap();
    let mut with_floor = Vec::new();
    for (id, _) in wayhome_procedures::compiled() {
        let local = wayhome_procedures::procedure(id).unwrap();
        for deadline in local.deadlines.iter().filter(|deadline| !deadline.floor.is_empty()) {
            let day = from(&local, deadline).unwrap();
            let same = law.deadlines.iter().filter(|other| other.forms == deadline.forms);
            let same = same.filter(|other| from(&law, other).as_deref() == Some(day.as_str()));
            let same: Vec<&str> = same.map(|other| other.id.as_str()).collect();
            assert_eq!(deadline.floor, same, "{}", deadline.id);
            with_floor.push(deadline.id.clone());
        }
    }
    assert_eq!(with_floor, ["NEW-32", "NEW-32-next", "NEW-43", "NEW-43-next"]);
}

/// No deadline can tell from a record that being looked after has ended: it would name no day until that is recorded. So the words say it.
#[test]
fn the_law_says_of_what_is_next_that_it_is_for_a_looked_after_child() {
    let law = wayhome_procedures::procedure("england").unwrap();
    let next = law.deadlines.iter().filter(|deadline| deadline.id.ends_with("-next"));
    let silent = next.filter(|deadline| !deadline.says.starts_with("While the child is looked after"));
    assert_eq!(silent.map(|deadline| deadline.id.as_str()).collect::<Vec<_>>(), [""; 0]);
}

/// A record with these answers besides: of each local deadline the one of the law beside it, its last day, and how the local one stands.
#[track_caller]
fn beside(form: &str, base: &Json, besides: &Json, expected: &[(&str, &str, &str, &str)]) {
    let plan = wayhome_procedures::plan("newcastle", form).unwrap();
    let mut record = Record::new("newcastle", form);
    for answers in [base, besides] {
        record.answers.extend(answers.as_object().unwrap().clone());
    }
    record.answers.retain(|_, answer| !answer.is_null());
    let report = serde_json::to_value(check(&plan, "2026-03-02".parse().unwrap(), record)).unwrap();
    for (id, floor, due, stands) in expected {
        let deadlines = report["deadlines"].as_array().unwrap();
        let found = deadlines.iter().find(|deadline| deadline["id"] == **id).unwrap();
        let found = &found["floor"];
        assert_eq!(
            (&found["id"], &found["due"], &found["local"]),
            (&json!(floor), &json!(due), &json!(stands)),
            "{id}"
        );
    }
}

#[test]
fn of_visits_the_first_that_the_law_asks_for_is_told() {
    // The plan says 8 weeks. Regulation 28: weekly, or 4 weeks, under an interim care order; 6 weeks under a care order; weekly at first where the
    // child was placed before the assessment.
    let base = json!({
        "legal_status": "care_order", "return_to": "parent", "visit_kind": "placement_with_parents", "actual_return_date": "2025-12-01",
        "legal_status_date": "2025-06-01", "previous_visit_date": "2026-02-01", "visit_date": "2026-02-27", "agreed_visit_weeks": 8,
        "first_review_held": true, "first_review_date": "2025-12-20", "placed_before_assessment": false,
    });
    let both = |plain: (&'static str, &'static str), next: (&'static str, &'static str)| {
        [
            ("NEW-32", plain.0, plain.1, "weaker"),
            ("NEW-32-next", next.0, next.1, "weaker"),
        ]
    };
    beside(
        "visit",
        &base,
        &json!({}),
        &both(("ENG-28-5", "2026-03-15"), ("ENG-28-5-next", "2026-04-10")),
    );
    beside(
        "visit",
        &base,
        &json!({ "legal_status": "interim_care_order" }),
        &both(("ENG-28-4-after", "2026-03-01"), ("ENG-28-4-after-next", "2026-03-27")),
    );
    let before = json!({ "legal_status": "interim_care_order", "first_review_held": false, "first_review_date": null });
    beside(
        "visit",
        &base,
        &before,
        &both(("ENG-28-4", "2026-02-08"), ("ENG-28-4-next", "2026-03-06")),
    );
    let before = json!({ "placed_before_assessment": true, "first_review_held": false, "first_review_date": null });
    beside(
        "visit",
        &base,
        &before,
        &both(("ENG-28-3", "2026-02-08"), ("ENG-28-3-next", "2026-03-06")),
    );
}

#[test]
fn of_reviews_the_one_that_the_law_asks_for_is_told() {
    // Regulation 33: the second within 3 months of the first, later ones no more than 6 months apart.
    let base = json!({
        "legal_status": "care_order", "return_to": "parent", "review_kind": "statutory", "looked_after_start": "2025-06-02",
        "previous_review_date": "2025-11-10", "review_date": "2026-02-27",
    });
    beside(
        "review",
        &base,
        &json!({ "statutory_review_number": 2 }),
        &[
            ("NEW-43", "ENG-33-2", "2026-02-10", "weaker"),
            ("NEW-43-next", "ENG-33-2-next", "2026-08-27", "same"),
        ],
    );
    beside(
        "review",
        &base,
        &json!({ "statutory_review_number": 3 }),
        &[
            ("NEW-43", "ENG-33-2-later", "2026-05-10", "same"),
            ("NEW-43-next", "ENG-33-2-next", "2026-08-27", "same"),
        ],
    );
    beside(
        "review",
        &base,
        &json!({ "statutory_review_number": 1, "previous_review_date": null }),
        &[("NEW-43-next", "ENG-33-1-next", "2026-05-27", "weaker")],
    );
}
