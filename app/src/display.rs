//! How the page looks: as the device is set, or light, dark or high contrast by choice.
//!
//! The choice is all that is kept, under a name that says nothing about anybody; where a browser keeps nothing, it lasts until the page
//! is closed.

use leptos::prelude::*;
use web_sys::Storage;

use crate::strings;

/// Under which name the choice is kept; app/web/display.js reads it before the page is shown.
const KEY: &str = "wayhome-display";

/// The choices; the first is that of the device.
const CHOICES: [(&str, &str); 4] = [
    ("device", strings::AS_DEVICE),
    ("light", strings::LIGHT),
    ("dark", strings::DARK),
    ("contrast", strings::HIGH_CONTRAST),
];

/// `None` where the browser keeps nothing for this page.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Nothing is kept any more. The page that is open stays as it looks.
pub(crate) fn forget() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(KEY);
    }
}

fn show(chosen: &str) {
    let Some(root) = document().document_element() else {
        return;
    };
    let _ = if chosen == "device" {
        root.remove_attribute("data-theme")
    } else {
        root.set_attribute("data-theme", chosen)
    };
}

fn shown() -> String {
    let chosen = document()
        .document_element()
        .and_then(|root| root.get_attribute("data-theme"));
    chosen.unwrap_or_else(|| "device".to_owned())
}

fn keep(chosen: &str) {
    show(chosen);
    if let Some(storage) = storage() {
        let _ = storage.set_item(KEY, chosen);
    }
}

/// The choice.
#[component]
pub(crate) fn Display() -> impl IntoView {
    let now = shown();
    let radios: Vec<_> = CHOICES
        .into_iter()
        .map(|(choice, label)| {
            let id = format!("display-{choice}");
            view! {
                <div class="govuk-radios__item">
                    <input
                        class="govuk-radios__input"
                        type="radio"
                        name="display"
                        id=id.clone()
                        autocomplete="off"
                        prop:checked={now == choice}
                        on:change=move |_| keep(choice)
                    />
                    <label class="govuk-label govuk-radios__label" for=id>{label}</label>
                </div>
            }
        })
        .collect();
    view! {
        <details class="govuk-details display">
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">{strings::DISPLAY}</span>
            </summary>
            <fieldset class="govuk-fieldset">
                <legend class="govuk-fieldset__legend govuk-visually-hidden">{strings::DISPLAY}</legend>
                <div class="govuk-radios">{radios}</div>
            </fieldset>
        </details>
    }
}
