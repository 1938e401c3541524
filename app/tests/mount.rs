//! The app, mounted in a real browser.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is not there")]

use app::{App, Opening, Screen, Shown};
use leptos::mount::mount_to;
use leptos::prelude::*;
use serde_json::json;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use wayhome_engine::Record;
use web_sys::{Element, HtmlElement, HtmlInputElement};

wasm_bindgen_test_configure!(run_in_browser);

fn place() -> HtmlElement {
    let place = document().create_element("div").unwrap();
    document().body().unwrap().append_child(&place).unwrap();
    place.unchecked_into()
}

async fn drawn() {
    leptos::task::tick().await;
    leptos::task::tick().await;
}

fn find(place: &HtmlElement, selector: &str) -> Option<Element> {
    place.query_selector(selector).unwrap()
}

#[wasm_bindgen_test]
async fn the_app_opens_on_its_start_page() {
    let place = place();
    let mounted = mount_to(place.clone(), App);
    drawn().await;
    assert_eq!(
        find(&place, "h1").unwrap().text_content().as_deref(),
        Some("Start a record")
    );
    assert!(find(&place, "#procedure-newcastle").is_some());
    drop(mounted);
    place.remove();
}

#[wasm_bindgen_test]
async fn a_saved_record_fills_the_form_and_a_no_brings_its_reason() {
    let mut record = Record::new("newcastle", "visit");
    record.answers.insert("visit_date".to_owned(), json!("2026-02-31"));
    record.answers.insert("bedroom_seen".to_owned(), json!(true));
    let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
    let place = place();
    let mounted = mount_to(place.clone(), move || {
        let screen = RwSignal::new(Screen::Form(Opening {
            plan,
            record,
            notice: None,
        }));
        view! { <Shown screen /> }
    });
    drawn().await;

    let value = |id: &str| find(&place, id).unwrap().unchecked_into::<HtmlInputElement>().value();
    assert_eq!(value("#question-visit_date-answer-day"), "31");
    assert_eq!(value("#question-visit_date-answer-month"), "2");
    assert!(
        find(&place, "#question-bedroom_seen-answer-yes")
            .unwrap()
            .unchecked_into::<HtmlInputElement>()
            .checked()
    );

    assert!(find(&place, "#question-not_alone_reason").is_none());
    find(&place, "#question-seen_alone-answer-no")
        .unwrap()
        .unchecked_into::<HtmlElement>()
        .click();
    drawn().await;
    assert!(find(&place, "#question-not_alone_reason").is_some());
    drop(mounted);
    place.remove();
}

#[wasm_bindgen_test]
async fn a_check_says_what_is_missing_in_the_summary_and_at_the_question_and_not_before() {
    let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
    let place = place();
    let mounted = mount_to(place.clone(), move || {
        let screen = RwSignal::new(Screen::Form(Opening {
            plan,
            record: Record::new("newcastle", "visit"),
            notice: None,
        }));
        view! { <Shown screen /> }
    });
    drawn().await;
    assert!(find(&place, ".govuk-error-summary, .govuk-error-message").is_none());
    find(&place, ".findings__check button")
        .unwrap()
        .unchecked_into::<HtmlElement>()
        .click();
    drawn().await;
    let listed = find(&place, ".govuk-error-summary a[href='#question-seen_alone']").unwrap();
    let beside = find(&place, "#question-seen_alone .govuk-error-message").unwrap();
    let said = listed.text_content().unwrap();
    assert_eq!(said, "Select yes or no for “Spoken with alone”.");
    assert_eq!(beside.text_content(), Some(format!("Error: {said}")));
    drop(mounted);
    place.remove();
}

#[wasm_bindgen_test]
fn when_the_app_stops_the_page_says_so_and_stays() {
    let place = place();
    place.set_text_content(Some("What somebody typed"));
    app::recovery::show();
    let message = document().query_selector(".recovery[role=alert]").unwrap().unwrap();
    assert!(message.text_content().unwrap().starts_with("Wayhome has stopped"));
    assert!(!message.text_content().unwrap().contains("typed"));
    assert!(place.is_connected());
    message.remove();
    place.remove();
}
