//! Unlocking what is kept here.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wayhome_vault::pin::Pin;

use super::parts::{PassphraseField, PinField, Problem, WipeLink, Without};
use super::{Keep, Stage};
use crate::device::Notice;
use crate::header::Header;
use crate::page;
use crate::strings::keep as words;
use crate::update::Update;

/// The passphrase is asked for.
#[component]
pub(super) fn Unlock(keep: Keep) -> impl IntoView {
    page::name(&[words::UNLOCK]);
    page::focus_later("passphrase");
    let (passphrase, pin) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let problem = RwSignal::new(None::<String>);
    let working = RwSignal::new(false);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if working.get_untracked() {
            return;
        }
        let pin = pin.get_untracked();
        let pin_kept = Pin::new(&pin);
        if !pin.is_empty() && pin_kept.is_none() {
            problem.set(Some(words::PIN_REFUSED.to_owned()));
            return;
        }
        working.set(true);
        problem.set(None);
        spawn_local(async move {
            let Some(gate) = keep.gate.get_value() else {
                return keep.stage.set(Stage::Unusable);
            };
            match gate.unlock(&passphrase.get_untracked()).await {
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
            <Problem field="passphrase" problem />
            <h1 class="govuk-heading-l" id="unlock" tabindex="-1">{words::UNLOCK}</h1>
            <Notice />
            <p class="govuk-body">{words::UNLOCK_WHAT}</p>
            <form novalidate autocomplete="off" on:submit=submit>
                <PassphraseField
                    id="passphrase"
                    label=words::PASSPHRASE
                    autocomplete="current-password"
                    value=passphrase
                    problem
                />
                <PinField value=pin />
                <button type="submit" class="govuk-button" aria-disabled=move || working.get().to_string()>
                    {move || if working.get() { words::WORKING } else { words::UNLOCK_BUTTON }}
                </button>
            </form>
            <Without keep />
            <WipeLink keep />
            <Update />
        </main>
    }
}
