//! Any number of options.

use leptos::prelude::*;
use serde_json::Value as Json;
use wayhome_engine::Choice;

use super::rows::list;
use super::{Field, group};

pub(super) fn choices(field: &Field, options: Vec<Choice>) -> impl IntoView + use<> {
    let boxes: Vec<_> = options.into_iter().map(|option| checkbox(field, option)).collect();
    group(field, view! { <div class="govuk-checkboxes">{boxes}</div> }.into_any())
}

fn checkbox(field: &Field, option: Choice) -> impl IntoView + use<> {
    let id = format!("{}-{}", field.id, option.id);
    let (answer, record) = (field.answer, field.record);
    let chosen = option.id.clone();
    let held = Json::String(option.id);
    view! {
        <div class="govuk-checkboxes__item">
            <input
                class="govuk-checkboxes__input"
                type="checkbox"
                id=id.clone()
                autocomplete="off"
                prop:checked=move || answer.with(|answer| list(answer.as_ref()).contains(&held))
                on:change=move |event| {
                    let kept = answer.with_untracked(|answer| list(answer.as_ref()).to_vec());
                    record.run(with(kept, &chosen, event_target_checked(&event)));
                }
            />
            <label class="govuk-label govuk-checkboxes__label" for=id>{option.label}</label>
        </div>
    }
}

/// The list with an option in it or not. Options that this procedure does not know stay where they are.
fn with(mut kept: Vec<Json>, option: &str, chosen: bool) -> Option<Json> {
    kept.retain(|one| one != option);
    if chosen {
        kept.push(Json::String(option.to_owned()));
    }
    (!kept.is_empty()).then_some(Json::Array(kept))
}
