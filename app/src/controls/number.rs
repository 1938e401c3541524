//! A number. What is no number is kept as typed, and the record says that it cannot be read.

use leptos::html;
use leptos::prelude::*;
use serde_json::Value as Json;
use wayhome_engine::Kind;

use super::text::shown;
use super::typing::Typing;
use super::{Field, label, uncorrected};

pub(super) fn number(field: &Field) -> impl IntoView + use<> {
    let typing = Typing::new(field);
    let answer = field.answer;
    let element = NodeRef::<html::Input>::new();
    Effect::new(move || {
        let held = answer.get();
        if let Some(input) = element.get().filter(|input| read(&input.value()) != held) {
            input.set_value(&shown(held.as_ref()));
        }
    });
    let whole = matches!(field.question.kind, Kind::Number { min: Some(min), .. } if min.scale() == 0);
    view! {
        {label(field)}
        <input
            class="govuk-input govuk-input--width-5"
            type="text"
            inputmode=if whole { "numeric" } else { "decimal" }
            id=field.id.clone()
            aria-describedby=field.described_by()
            autocomplete="off"
            {..uncorrected()}
            spellcheck="false"
            node_ref=element
            on:input=move |event| {
                let answer = read(&event_target_value(&event));
                let complete = !matches!(answer, Some(Json::String(_)));
                typing.take(answer, complete);
            }
            on:blur=move |_| typing.leave()
        />
    }
}

/// Stray spaces and a full stop at the end, as dictation leaves them, are no part of a number.
fn read(text: &str) -> Option<Json> {
    let bare = text.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '.' | ','));
    // "06" is 6; "0.5" and "0" stay as they are.
    let figures = bare.trim_start_matches('0');
    let bare = if figures.starts_with(|letter: char| letter.is_ascii_digit()) {
        figures
    } else {
        bare
    };
    match serde_json::from_slice(bare.as_bytes()) {
        _ if text.trim().is_empty() => None,
        Ok(number @ Json::Number(_)) => Some(number),
        _ => Some(Json::String(text.to_owned())),
    }
}
