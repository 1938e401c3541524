//! One option: radio buttons, or a list to open where there are many.

use leptos::html;
use leptos::prelude::*;
use serde_json::Value as Json;
use wayhome_engine::Choice;

use super::{Field, group, label};
use crate::strings;

/// More options than this are a list to open: they would fill the screen.
const MOST_RADIOS: usize = 8;

pub(super) fn choice(field: &Field, options: Vec<Choice>) -> AnyView {
    if options.len() > MOST_RADIOS {
        select(field, options).into_any()
    } else {
        radios(field, options).into_any()
    }
}

fn radios(field: &Field, options: Vec<Choice>) -> impl IntoView + use<> {
    let buttons: Vec<_> = options
        .into_iter()
        .map(|option| radio(field, &option.id, option.label, Json::String(option.id.clone())))
        .collect();
    let clear = clear(field);
    group(
        field,
        view! { <div class="govuk-radios">{buttons}</div> {clear} }.into_any(),
    )
}

/// One radio button.
pub(super) fn radio(field: &Field, end: &str, label: String, value: Json) -> impl IntoView + use<> {
    let id = format!("{}-{end}", field.id);
    let (answer, record) = (field.answer, field.record);
    let held = value.clone();
    view! {
        <div class="govuk-radios__item">
            <input
                class="govuk-radios__input"
                type="radio"
                id=id.clone()
                name=field.id.clone()
                autocomplete="off"
                prop:checked=move || answer.with(|answer| answer.as_ref() == Some(&held))
                on:change=move |_| record.run(Some(value.clone()))
            />
            <label class="govuk-label govuk-radios__label" for=id>{label}</label>
        </div>
    }
}

/// A radio button cannot be put out again by hand; "not recorded" has to stay within reach.
pub(super) fn clear(field: &Field) -> impl IntoView + use<> {
    let (answer, record) = (field.answer, field.record);
    let (id, name) = (field.id.clone(), field.question.name.clone());
    view! {
        <Show when=move || answer.with(Option::is_some)>
            {
                let (id, name) = (id.clone(), name.clone());
                view! {
                    <button
                        type="button"
                        class="link-button clear-answer"
                        on:click=move |_| {
                            record.run(None);
                            crate::page::focus_first_in(&id);
                        }
                    >
                        {strings::CLEAR}
                        <span class="govuk-visually-hidden">" (" {name} ")"</span>
                    </button>
                }
            }
        </Show>
    }
}

fn select(field: &Field, options: Vec<Choice>) -> impl IntoView + use<> {
    let label = label(field);
    let (answer, record) = (field.answer, field.record);
    let element = NodeRef::<html::Select>::new();
    let options: Vec<_> = options
        .into_iter()
        .map(|option| view! { <option value=option.id>{option.label}</option> })
        .collect();
    Effect::new(move || {
        let chosen = answer.with(|answer| answer.as_ref().and_then(Json::as_str).unwrap_or_default().to_owned());
        if let Some(select) = element.get() {
            select.set_value(&chosen);
        }
    });
    view! {
        {label}
        <select
            class="govuk-select"
            id=field.id.clone()
            aria-describedby=field.described_by()
            autocomplete="off"
            node_ref=element
            on:change=move |event| {
                let chosen = event_target_value(&event);
                record.run(Some(chosen).filter(|chosen| !chosen.is_empty()).map(Json::String));
            }
        >
            <option value="">{strings::CHOOSE}</option>
            {options}
        </select>
    }
}
