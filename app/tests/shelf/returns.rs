//! What is about one return comes along only within it.

use app::shelf::{Carried, Entry, Source};
use serde_json::{Map, Value as Json, json};

use crate::made::{at, entry, library};
use crate::shelved::fresh;

/// What a new record under Northamptonshire, whose decision asks for the plan, is told of returns.
fn told_of_returns(entries: impl IntoIterator<Item = Entry>, form: &str) -> Json {
    let plan = wayhome_procedures::plan("northamptonshire", form).unwrap();
    let new = library(entries).begin(fresh("new", at("2026-12-20")), &plan, Source::Child("c1"));
    assert_eq!(
        new.carried.len() + 1,
        new.record.answers.len(),
        "each is to be looked at"
    );
    let (_, answers) = new
        .record
        .answers
        .into_iter()
        .partition::<Map<_, _>, _>(|(id, _)| id == "child_reference");
    Json::Object(answers)
}

/// A plan, and the decision that was made on it.
fn planned_return() -> [Entry; 2] {
    let meant = json!({
        "return_kind": "planned", "return_in_care_plan": true, "who_decided": "authority", "return_to": "parent",
        "proposed_return_date": "2026-12-10", "decision_date": "2026-11-20",
        "assessment_kind": "single", "assessment_completed_date": "2026-11-02",
    });
    [
        entry("p", "c1", "plan", "2026-11-10", json!({ "plan_date": "2026-11-10" })),
        entry("d", "c1", "decision", "2026-11-20", meant),
    ]
}

#[test]
fn an_unplanned_return_is_not_told_how_a_return_was_meant_nor_what_was_done_before_it() {
    let told = json!({
        "return_to": "parent", "proposed_return_date": "2026-12-10",
    });
    assert_eq!(told_of_returns(planned_return(), "unplanned"), told);
    // Once the child has been home, all of that was for another return.
    let home = json!({ "visit_date": "2026-12-12", "actual_return_date": "2026-12-10" });
    let been = planned_return()
        .into_iter()
        .chain([entry("v", "c1", "visit", "2026-12-12", home)]);
    assert_eq!(told_of_returns(been, "unplanned"), json!({ "return_to": "parent" }));
}

#[test]
fn a_decision_has_the_plan_and_is_told_nothing_of_a_return_that_has_been() {
    let meant = json!({
        "return_kind": "planned", "return_in_care_plan": true, "who_decided": "authority", "return_to": "parent",
        "proposed_return_date": "2026-12-10",
    });
    assert_eq!(told_of_returns(planned_return(), "decision"), meant);
    let [plan, _] = planned_return();
    assert_eq!(
        told_of_returns([plan], "decision"),
        json!({ "plan_date": "2026-11-10" })
    );
    let before = json!({
        "return_kind": "unplanned", "who_decided": "parent", "return_to": "parent", "actual_return_date": "2026-12-01",
        "plan_date": "2026-12-03", "return_in_care_plan": false,
    });
    let unplanned = || {
        planned_return()
            .into_iter()
            .chain([entry("u", "c1", "unplanned", "2026-12-01", before.clone())])
    };
    assert_eq!(
        told_of_returns(unplanned(), "decision"),
        json!({ "return_to": "parent" })
    );
    assert_eq!(
        told_of_returns(unplanned(), "unplanned"),
        json!({ "return_to": "parent" })
    );
    // Nor by a visit on which somebody looked at it.
    let mut looked_at = before.clone();
    looked_at["visit_date"] = json!("2026-12-05");
    let visited = planned_return()
        .into_iter()
        .chain([entry("v", "c1", "visit", "2026-12-05", looked_at)]);
    assert_eq!(told_of_returns(visited, "decision"), json!({ "return_to": "parent" }));
    // Visits, plans and reviews are about the return that has been.
    for form in ["visit", "plan", "review"] {
        let told = told_of_returns(unplanned(), form);
        for question in [
            "return_kind",
            "who_decided",
            "return_in_care_plan",
            "actual_return_date",
        ] {
            assert_eq!(told[question], before[question], "{form}: {question}");
        }
        assert_eq!(told["plan_date"], Json::Null, "{form}");
    }
    // Of an unplanned return that says nothing of itself, the decision before it tells nothing.
    let bare = planned_return()
        .into_iter()
        .chain([entry("u", "c1", "unplanned", "2026-12-01", json!({}))]);
    assert_eq!(told_of_returns(bare, "plan"), json!({ "return_to": "parent" }));
}

#[test]
fn a_new_decision_stands_between_an_earlier_return_and_what_comes_after_it() {
    let home = json!({ "visit_date": "2026-11-25", "actual_return_date": "2026-11-24", "return_to": "parent" });
    let first = || {
        planned_return()
            .into_iter()
            .chain([entry("v", "c1", "visit", "2026-11-25", home.clone())])
    };
    assert_eq!(told_of_returns(first(), "visit")["actual_return_date"], "2026-11-24");
    let second = json!({ "decision_date": "2026-12-10", "return_kind": "planned" });
    let again = || first().chain([entry("d2", "c1", "decision", "2026-12-10", second.clone())]);
    for form in ["visit", "plan", "review"] {
        let told = told_of_returns(again(), form);
        assert_eq!(told["actual_return_date"], Json::Null, "{form}");
        assert_eq!(told["proposed_return_date"], Json::Null, "{form}");
    }
    // A plan for the second return may hold a copy of the first one's day that nobody has looked at: it tells of no return.
    let copied =
        json!({ "plan_date": "2026-12-05", "actual_return_date": "2026-11-24", "proposed_return_date": "2026-12-15" });
    let mut plan = entry("p2", "c1", "plan", "2026-12-05", copied);
    let copy = Carried {
        form: "visit".to_owned(),
        on: "2026-11-25".parse().unwrap(),
        sibling: false,
        checked: false,
    };
    plan.carried.insert("actual_return_date".to_owned(), copy);
    let told = told_of_returns(first().chain([plan]), "decision");
    assert_eq!(
        (
            &told["plan_date"],
            &told["proposed_return_date"],
            &told["actual_return_date"]
        ),
        (&json!("2026-12-05"), &json!("2026-12-15"), &Json::Null)
    );
}
