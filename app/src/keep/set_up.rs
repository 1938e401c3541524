//! The first time: a passphrase, or nothing is kept.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wayhome_vault::Kdf;
use wayhome_vault::passphrase::{judge, offered};
use wayhome_vault::pin::Pin;

use super::parts::{PassphraseField, PinField, Problem, Without};
use super::{Keep, Stage};
use crate::device::Notice;
use crate::header::Header;
use crate::page;
use crate::strings::keep as words;
use crate::update::Update;

/// Choosing a passphrase.
#[component]
pub(super) fn SetUp(keep: Keep) -> impl IntoView {
    page::name(&[words::SET_UP]);
    page::focus_later("set-up");
    let (passphrase, pin) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let problem = RwSignal::new(None::<String>);
    let suggestion = RwSignal::new(None::<String>);
    let working = RwSignal::new(false);
    let fallback = RwSignal::new(false);
    spawn_local(async move {
        if let Some(gate) = keep.gate.get_value() {
            fallback.try_set(gate.derive.best().await == Kdf::PBKDF2);
        }
    });
    let suggest = move |_| {
        if let Some(Ok(four)) = keep.gate.get_value().map(|gate| offered(&gate.crypto)) {
            passphrase.set(four.clone());
            suggestion.set(Some(four));
        }
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if working.get_untracked() {
            return;
        }
        let chosen = passphrase.get_untracked();
        let pin = pin.get_untracked();
        let pin_kept = Pin::new(&pin);
        let wrong = judge(&chosen).err().map(words::refused);
        let wrong = wrong.or_else(|| (!pin.is_empty() && pin_kept.is_none()).then(|| words::PIN_REFUSED.to_owned()));
        problem.set(wrong.clone());
        if wrong.is_some() {
            return;
        }
        working.set(true);
        spawn_local(async move {
            let Some(gate) = keep.gate.get_value() else {
                return keep.stage.set(Stage::Unusable);
            };
            let kdf = gate.derive.best().await;
            match gate.create(kdf, &chosen).await {
                Ok(vaulted) => keep.enter(vaulted, pin_kept),
                Err(why) => {
                    working.set(false);
                    problem.set(Some(words::not_unlocked(why).to_owned()));
                }
            }
        });
    };
    view! {
        <Header />
        <main class="govuk-width-container govuk-main-wrapper start" id="main">
            <Problem field="new-passphrase" problem />
            <h1 class="govuk-heading-l" id="set-up" tabindex="-1">{words::SET_UP}</h1>
            <Notice />
            <p class="govuk-body">{words::SET_UP_WHAT}</p>
            <p class="govuk-body">{words::SET_UP_LOST}</p>
            <form novalidate autocomplete="off" on:submit=submit>
                <PassphraseField
                    id="new-passphrase"
                    label=words::PASSPHRASE
                    hint=words::PASSPHRASE_HINT
                    autocomplete="new-password"
                    value=passphrase
                    problem
                />
                <div class="govuk-form-group">
                    <button type="button" class="govuk-button govuk-button--secondary" on:click=suggest>{words::OFFER}</button>
                    <div role="status">
                        {move || {
                            suggestion
                                .get()
                                .map(|four| {
                                    view! {
                                        <p class="govuk-body">{words::OFFERED} " " <strong class="passphrase-shown">{four}</strong></p>
                                    }
                                })
                        }}
                    </div>
                </div>
                <PinField value=pin />
                <Show when=move || fallback.get()>
                    <p class="govuk-body">{words::FALLBACK}</p>
                </Show>
                <button type="submit" class="govuk-button" aria-disabled=move || working.get().to_string()>
                    {move || if working.get() { words::WORKING } else { words::SET_UP_BUTTON }}
                </button>
            </form>
            <Without keep />
            <Update />
        </main>
    }
}
