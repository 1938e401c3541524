//! The open record: what one answer changes on the screen.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is not there")]

use app::items::{Group, open_count};
use app::model::Model;
use leptos::prelude::*;
use serde_json::{Value as Json, json};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use wayhome_engine::{EARLIEST_DATE, Record, State};

wasm_bindgen_test_configure!(run_in_browser);

fn visit() -> (Owner, Model) {
    let owner = Owner::new();
    owner.set();
    let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
    let model = Model::open(&plan, EARLIEST_DATE, Record::new("newcastle", "visit"), || 0);
    (owner, model)
}

/// The state of a rule as the screen shows it; `None` where nothing is shown.
fn state(model: Model, rule: &str) -> Option<State> {
    model.items.with(|items| {
        items
            .iter()
            .flat_map(|item| &item.lines)
            .find(|line| line.rule == rule)
            .map(|line| line.state)
    })
}

fn group(model: Model, question: &str) -> Option<Group> {
    model.items.with(|items| {
        items
            .iter()
            .find(|item| item.question == question)
            .map(|item| item.group)
    })
}

#[wasm_bindgen_test]
fn an_answer_moves_the_finding_about_it() {
    let (_owner, model) = visit();
    assert_eq!(state(model, "NEW-36"), Some(State::ToDo));
    let before = model.items.with(|items| open_count(items));
    model.set("bedroom_seen", Some(json!(true)));
    assert_eq!(state(model, "NEW-36"), Some(State::Met));
    assert!(model.items.with(|items| open_count(items)) < before);
}

#[wasm_bindgen_test]
fn a_no_asks_for_its_reason_and_a_yes_takes_the_question_away_but_not_its_answer() {
    let (_owner, model) = visit();
    model.set("legal_status", Some(json!("care_order")));
    model.set("return_to", Some(json!("parent")));
    assert!(!model.asked("not_alone_reason"));
    model.set("seen_alone", Some(json!(false)));
    assert!(model.asked("not_alone_reason"));
    assert!(
        model
            .brought_up
            .with(|questions| questions.contains(&"not_alone_reason".to_owned()))
    );
    assert_eq!(group(model, "not_alone_reason"), Some(Group::ToDo));

    model.set("not_alone_reason", Some(json!("child_refused")));
    assert_eq!(
        (state(model, "NEW-35"), state(model, "ENG-29")),
        (Some(State::Explained), Some(State::Met))
    );
    model.set("not_alone_reason", Some(json!("other")));
    assert_eq!(
        (state(model, "NEW-35"), state(model, "ENG-29")),
        (Some(State::Explained), Some(State::Breached))
    );

    model.set("seen_alone", Some(json!(true)));
    assert!(!model.asked("not_alone_reason"));
    assert!(model.brought_up.with(Vec::is_empty));
    assert_eq!(model.answer("not_alone_reason"), Some(json!("other")));
}

#[wasm_bindgen_test]
fn a_date_that_is_none_is_kept_as_typed_and_found_first() {
    let (_owner, model) = visit();
    model.set("visit_date", Some(json!("2026-02-31")));
    assert_eq!(model.answer("visit_date"), Some(json!("2026-02-31")));
    assert_eq!(
        model
            .items
            .with(|items| items.first().map(|item| item.question.clone()))
            .as_deref(),
        Some("visit_date")
    );
    assert_eq!(state(model, "REC-DATE"), Some(State::ToDo));
    model.set("visit_date", Some(json!("2026-02-28")));
    assert_eq!(state(model, "REC-DATE"), None);
}

#[wasm_bindgen_test]
fn what_cannot_be_read_is_found_while_it_is_asked_and_once() {
    let (_owner, model) = visit();
    model.set("welfare_safeguarded", Some(json!(false)));
    model.set("england.case_review_date", Some(json!("2026-02-31")));
    assert_eq!(state(model, "REC-DATE"), Some(State::ToDo));
    model.set("welfare_safeguarded", Some(json!(true)));
    assert_eq!(state(model, "REC-DATE"), None);
    model.set("welfare_safeguarded", Some(json!(false)));
    assert_eq!(state(model, "REC-DATE"), Some(State::ToDo));
    let lines = model.items.with(|items| {
        let lines = items.iter().flat_map(|item| &item.lines);
        lines.filter(|line| line.rule == "REC-DATE").count()
    });
    assert_eq!(lines, 1);
}

#[wasm_bindgen_test]
fn undo_takes_back_a_tap_and_all_that_was_typed_at_once() {
    let (_owner, model) = visit();
    model.set("seen_alone", Some(json!(false)));
    for typed in ["S", "Sh", "She"] {
        model.set("not_alone_detail", Some(Json::String(typed.to_owned())));
    }
    assert_eq!(model.undo().as_deref(), Some("not_alone_detail"));
    assert_eq!(model.answer("not_alone_detail"), None);
    assert_eq!(model.redo().as_deref(), Some("not_alone_detail"));
    assert_eq!(model.answer("not_alone_detail"), Some(json!("She")));
    assert_eq!(model.undo().as_deref(), Some("not_alone_detail"));
    assert_eq!(model.undo().as_deref(), Some("seen_alone"));
    assert!(!model.asked("not_alone_reason"));
    assert_eq!(model.undo(), None);
}

#[wasm_bindgen_test]
fn what_the_signals_say_after_many_answers_is_what_a_fresh_check_says() {
    let (_owner, model) = visit();
    let answers = [
        ("seen_alone", json!(false)),
        ("visit_date", json!("--31")),
        ("not_alone_reason", json!("other")),
        ("concern_raised", json!(true)),
        ("visit_date", json!("2026-03-02")),
        ("other_children_at_home", json!(true)),
        ("seen_alone", json!(true)),
        ("legal_status", json!("care_order")),
        ("concern_raised", json!(false)),
    ];
    for (question, answer) in answers {
        model.set(question, Some(answer));
        let report = model.report();
        let fresh = app::items::items(&model.plan(), report.findings);
        assert_eq!(model.items.get_untracked(), fresh, "after {question}");
        assert_eq!(model.deadlines.get_untracked(), report.deadlines, "after {question}");
        assert_eq!(model.outcome.get_untracked(), report.outcome, "after {question}");
        assert_eq!(model.progress.get_untracked(), report.progress, "after {question}");
    }
}
