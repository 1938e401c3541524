//! Text, on a line or on several.

use leptos::html;
use leptos::prelude::*;
use serde_json::Value as Json;

use super::{Field, label, uncorrected};

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
        }
    });
    view! {
        {label(field)}
        <textarea
            class="govuk-textarea"
            id=field.id.clone()
            rows="6"
            aria-describedby=field.hint_id()
            autocomplete="off"
            {..uncorrected()}
            spellcheck="false"
            node_ref=element
            on:input=move |event| record.run(typed(event_target_value(&event)))
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
            aria-describedby=field.hint_id()
            autocomplete="off"
            {..uncorrected()}
            spellcheck="false"
            node_ref=element
            on:input=move |event| record.run(typed(event_target_value(&event)))
        />
    }
}

/// Every letter is kept as typed; an emptied field is not recorded.
fn typed(text: String) -> Option<Json> {
    (!text.is_empty()).then_some(Json::String(text))
}

/// What a file holds in the place of a text is shown as it is, to be mended.
fn shown(answer: Option<&Json>) -> String {
    match answer {
        None | Some(Json::Null) => String::new(),
        Some(Json::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}
