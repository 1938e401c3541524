//! Text, on a line or on several.

use leptos::html;
use leptos::prelude::*;
use serde_json::Value as Json;
use wasm_bindgen::JsCast;

use super::{Field, label, uncorrected};

/// A text box that is higher than this scrolls.
const MOST_LINES: u32 = 40;

pub(super) fn text(field: &Field, long: bool) -> AnyView {
    if long {
        area(field).into_any()
    } else {
        line(field).into_any()
    }
}

fn area(field: &Field) -> impl IntoView + use<> {
    let (answer, record) = (field.answer, field.record);
    let element = NodeRef::<html::Textarea>::new();
    Effect::new(move || {
        let held = answer.with(|answer| shown(answer.as_ref()));
        if let Some(area) = element.get().filter(|area| area.value() != held) {
            area.set_value(&held);
            if !grows_by_itself() {
                grow(&area);
            }
        }
    });
    view! {
        {label(field)}
        <textarea
            class="govuk-textarea"
            id=field.id.clone()
            rows="6"
            aria-describedby=field.described_by()
            autocomplete="off"
            {..uncorrected()}
            spellcheck="false"
            node_ref=element
            on:input=move |event| {
                record.run(typed(event_target_value(&event)));
                if !grows_by_itself() {
                    request_animation_frame(move || {
                        if let Some(area) = element.get_untracked() {
                            grow(&area);
                        }
                    });
                }
            }
        ></textarea>
    }
}

fn line(field: &Field) -> impl IntoView + use<> {
    let (answer, record) = (field.answer, field.record);
    let element = NodeRef::<html::Input>::new();
    Effect::new(move || {
        let held = answer.with(|answer| shown(answer.as_ref()));
        if let Some(line) = element.get().filter(|line| line.value() != held) {
            line.set_value(&held);
        }
    });
    view! {
        {label(field)}
        <input
            class="govuk-input"
            type="text"
            id=field.id.clone()
            aria-describedby=field.described_by()
            autocomplete="off"
            {..uncorrected()}
            spellcheck="false"
            node_ref=element
            on:input=move |event| record.run(typed(event_target_value(&event)))
        />
    }
}

/// Does the browser make a text box as high as what is in it? (`field-sizing: content`, see `_questions.scss`.)
fn grows_by_itself() -> bool {
    let root = document()
        .document_element()
        .and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok());
    root.is_some_and(|root| js_sys::Reflect::has(&root.style(), &"fieldSizing".into()).unwrap_or_default())
}

/// Gives a text box more lines until it shows all that is in it.
fn grow(area: &web_sys::HtmlTextAreaElement) {
    while area.scroll_height() > area.client_height() && area.rows() < MOST_LINES {
        area.set_rows(area.rows() + 2);
    }
}

/// Every letter is kept as typed; an emptied field is not recorded.
fn typed(text: String) -> Option<Json> {
    (!text.is_empty()).then_some(Json::String(text))
}

/// What a file holds in the place of a text is shown as it is, to be mended.
pub(super) fn shown(answer: Option<&Json>) -> String {
    match answer {
        None | Some(Json::Null) => String::new(),
        Some(Json::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}
