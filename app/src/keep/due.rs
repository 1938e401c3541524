//! Records that have been on the device for long.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wayhome_vault::retention::{Retention, Standing};

use super::Keep;
use crate::strings::keep as words;

/// What is past the limit or soon will be; nothing goes before a person says so.
#[component]
pub(super) fn Due(keep: Keep) -> impl IntoView {
    let ageing = keep.vaulted().map(|vaulted| vaulted.ageing()).unwrap_or_default();
    let due: Vec<Vec<String>> = ageing
        .iter()
        .filter(|(_, standing)| *standing == Standing::Due)
        .map(|(ids, _)| ids.clone())
        .collect();
    let soon: Vec<_> = ageing
        .iter()
        .filter_map(|(_, standing)| match standing {
            Standing::DueIn(days) => Some(view! { <li>{words::due_in(*days)}</li> }),
            Standing::Fresh | Standing::Due => None,
        })
        .collect();
    if ageing.is_empty() {
        return None;
    }
    let count = due.len();
    let due = StoredValue::new(due);
    let gone = RwSignal::new(false);
    let problem = RwSignal::new(false);
    let delete = move |_| {
        let Some(vaulted) = keep.vaulted() else { return };
        spawn_local(async move {
            let mut all = true;
            for id in due.get_value().concat() {
                keep.abandon(&id);
                all &= vaulted.remove(&id).await.is_ok();
            }
            problem.try_set(!all);
            gone.try_set(all);
            keep.moved.update(|moved| *moved += 1);
        });
    };
    Some(view! {
        <section class="due" aria-labelledby="due">
            <h2 class="govuk-heading-m" id="due">{words::RECORDS_DUE}</h2>
            <ul class="govuk-list">{soon}</ul>
            {(count > 0)
                .then(|| {
                    view! {
                        <p class="govuk-body">{words::due(count, Retention::USUAL.days)}</p>
                        <Show when=move || !gone.get()>
                            <button type="button" class="govuk-button govuk-button--warning" on:click=delete>{words::DELETE_DUE}</button>
                        </Show>
                    }
                })}
            <p class="govuk-body" role="status">
                {move || if gone.get() { words::DUE_GONE } else if problem.get() { words::NOT_WIPED } else { "" }}
            </p>
        </section>
    })
}
