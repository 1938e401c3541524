//! The app, mounted in a real browser.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is not there")]

use app::nav::{Nav, Screen, Stage};
use app::shelf::{Carried, Child, Entry, Fresh, Library, Source};
use app::store::Store;
use app::{App, Shown};
use leptos::mount::mount_to;
use leptos::prelude::*;
use serde_json::json;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use wayhome_engine::{EARLIEST_DATE, Record};
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

fn entry(id: &str, record: Record) -> Entry {
    let plan = wayhome_procedures::plan(&record.procedure, &record.form).unwrap();
    let fresh = Fresh {
        id: id.to_owned(),
        now: EARLIEST_DATE.and_hms_opt(14, 2, 0).unwrap(),
    };
    Entry {
        record,
        ..Library::default().begin(fresh, &plan, Source::Nowhere)
    }
}

#[wasm_bindgen_test]
async fn the_app_asks_where_records_go_and_then_opens_on_its_first_screen() {
    let place = place();
    let mounted = mount_to(place.clone(), App);
    // It looks first what lies on the device.
    while find(&place, "h1").is_none() {
        wayhome_vault::browser::wait(10).await;
    }
    let heading = || find(&place, "h1").unwrap().text_content();
    assert_eq!(heading().as_deref(), Some("Choose a passphrase"));
    let without: HtmlElement = find(&place, ".without button").unwrap().unchecked_into();
    without.click();
    drawn().await;
    assert_eq!(heading().as_deref(), Some("Children and records"));
    assert!(find(&place, "#procedure-newcastle").is_some());
    drop(mounted);
    place.remove();
}

#[wasm_bindgen_test]
async fn a_saved_record_fills_the_form_and_a_no_brings_its_reason() {
    let mut record = Record::new("newcastle", "visit");
    record.answers.insert("visit_date".to_owned(), json!("2026-02-31"));
    record.answers.insert("bedroom_seen".to_owned(), json!(true));
    let place = place();
    let mounted = mount_to(place.clone(), move || {
        let store = Store::in_memory();
        store.begin(entry("a", record));
        view! { <Shown nav=Nav::new(Screen::Record("a".to_owned(), Stage::Form)) store /> }
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
    let place = place();
    let mounted = mount_to(place.clone(), move || {
        let store = Store::in_memory();
        store.begin(entry("a", Record::new("newcastle", "visit")));
        view! { <Shown nav=Nav::new(Screen::Record("a".to_owned(), Stage::Form)) store /> }
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
async fn an_answer_is_on_the_shelf_at_once_and_its_mark_is_gone() {
    let mut kept = entry("a", Record::new("newcastle", "visit"));
    kept.record.answers.insert("visit_kind".to_owned(), json!("other"));
    let from = Carried {
        form: "visit".to_owned(),
        on: EARLIEST_DATE,
        sibling: false,
        checked: false,
    };
    kept.carried.insert("visit_kind".to_owned(), from);
    let place = place();
    let store = StoredValue::new(None::<Store>);
    let mounted = mount_to(place.clone(), move || {
        let here = Store::in_memory();
        here.begin(kept);
        store.set_value(Some(here));
        view! { <Shown nav=Nav::new(Screen::Record("a".to_owned(), Stage::Form)) store=here /> }
    });
    drawn().await;
    assert!(find(&place, "#question-visit_kind .carried").is_some());
    let click = |id: &str| find(&place, id).unwrap().unchecked_into::<HtmlElement>().click();
    click("#question-visit_kind-answer-after_return");
    click("#question-child_seen-answer-yes");
    drawn().await;
    assert!(find(&place, "#question-visit_kind .carried").is_none());
    let entry = store
        .get_value()
        .unwrap()
        .library
        .with_untracked(|library| library.entry("a").cloned());
    let entry = entry.unwrap();
    assert_eq!(entry.record.answers.get("child_seen"), Some(&json!(true)));
    assert!(entry.carried.get("visit_kind").unwrap().checked);
    // Taken back, nobody has looked at it.
    for _ in 0..2 {
        click(".top__button");
    }
    drawn().await;
    assert!(find(&place, "#question-visit_kind .carried").is_some());
    click("#question-visit_kind .carried button");
    drawn().await;
    assert!(find(&place, "#question-visit_kind .carried").is_none());
    click(".top__button");
    drawn().await;
    assert!(find(&place, "#question-visit_kind .carried").is_some());
    drop(mounted);
    place.remove();
}

#[wasm_bindgen_test]
async fn a_record_that_a_later_version_wrote_is_shown_and_not_changed() {
    let mut kept = entry("a", Record::new("newcastle", "visit"));
    kept.read_only = true;
    let place = place();
    let mounted = mount_to(place.clone(), move || {
        let store = Store::in_memory();
        store.begin(kept);
        view! { <Shown nav=Nav::new(Screen::Record("a".to_owned(), Stage::Form)) store /> }
    });
    drawn().await;
    assert!(
        find(&place, "h1")
            .unwrap()
            .text_content()
            .unwrap()
            .contains("Read only")
    );
    assert!(find(&place, "input").is_none());
    drop(mounted);
    place.remove();
}

#[wasm_bindgen_test]
async fn lists_show_the_reference_and_never_the_name() {
    let mut kept = entry("a", Record::new("newcastle", "visit"));
    kept.child = Some("c".to_owned());
    kept.record
        .answers
        .insert("child_name".to_owned(), json!("Robin Canary"));
    let fresh = Fresh {
        id: "c".to_owned(),
        now: kept.created,
    };
    for screen in [
        Screen::Home,
        Screen::Child("c".to_owned()),
        Screen::Sibling("a".to_owned()),
    ] {
        let (kept, fresh, place) = (kept.clone(), fresh.clone(), place());
        let mounted = mount_to(place.clone(), move || {
            let store = Store::in_memory();
            store.keep_child(Child::new(fresh, "R-2041", "newcastle"));
            store.begin(kept);
            view! { <Shown nav=Nav::new(screen) store /> }
        });
        drawn().await;
        assert!(!place.text_content().unwrap().contains("Canary"));
        assert!(!document().title().contains("R-2041"));
        drop(mounted);
        place.remove();
    }
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
