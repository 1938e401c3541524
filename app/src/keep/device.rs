//! What works on this device, and what can be done about what is kept on it.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wayhome_vault::browser::{Estimate, ask_to_persist, estimate, is_persisted};
use wayhome_vault::{Found, Trouble, look};

use super::ageing::{self, Due};
use super::change::Change;
use super::wipe::Wipe;
use super::{Keep, Page, Stage, Vaulted};
use crate::header::Header;
use crate::home::called;
use crate::page;
use crate::strings::keep as words;

/// The link at the foot of every page, and the pages that it leads to.
#[component]
pub(super) fn Device(keep: Keep) -> impl IntoView {
    Effect::new(move |before: Option<bool>| {
        let is_shown = keep.page.with(Option::is_some);
        if before == Some(true) && !is_shown {
            page::name_again();
            page::focus_again();
        }
        is_shown
    });
    let open = move |_| keep.page.set(Some(Page::Device));
    view! {
        {move || match keep.page.get() {
            None => {
                view! {
                    <footer class="device-link">
                        <button type="button" class="link-button" on:click=open>{words::THIS_DEVICE}</button>
                    </footer>
                }
                    .into_any()
            }
            Some(Page::Device) => view! { <Check keep /> }.into_any(),
            Some(Page::Change) => view! { <Change keep /> }.into_any(),
            Some(Page::Wipe) => view! { <Wipe keep /> }.into_any(),
        }}
    }
}

/// What is not as it was left, each with the record that it is about.
fn told(vaulted: &Vaulted) -> Vec<String> {
    let library = ageing::library(vaulted);
    let told = |trouble: &Trouble| {
        let of = trouble.document().and_then(|id| {
            let child = || Some(words::trouble_child(&library.child(id.as_str())?.reference));
            let record = library.entry(id.as_str());
            let record = record.map(|entry| words::trouble_record(&called(&library, entry)));
            record.or_else(child)
        });
        words::trouble(trouble, of.as_deref())
    };
    vaulted.opened().troubles.iter().map(told).collect()
}

/// The device check.
#[component]
fn Check(keep: Keep) -> impl IntoView {
    page::name_above(&[words::THIS_DEVICE]);
    page::focus_later("device");
    let persisted = RwSignal::new(None::<bool>);
    let room = RwSignal::new(None::<Estimate>);
    let kdf = RwSignal::new(None::<&'static str>);
    spawn_local(async move {
        persisted.try_set(is_persisted().await);
        room.try_set(estimate().await);
        if let Some(gate) = keep.gate.get_value()
            && let Ok(Found::Vault(headers)) = look(&gate.database).await
        {
            kdf.try_set(headers.first().map(|header| header.kdf.name()));
        }
    });
    let ask = move |_| {
        spawn_local(async move {
            persisted.try_set(ask_to_persist().await);
            // The button goes once the browser has agreed.
            page::focus_again();
        });
    };
    let troubles = keep.vaulted().map(|vaulted| told(&vaulted)).unwrap_or_default();
    let vault = keep.stage.get_untracked() == Stage::Vault;
    let strange = (!troubles.is_empty()).then(|| {
        let troubles: Vec<_> = troubles
            .into_iter()
            .map(|trouble| view! { <li>{trouble}</li> })
            .collect();
        view! {
            <section class="not-saved" aria-labelledby="strange">
                <h2 class="govuk-heading-m" id="strange">{words::STRANGE}</h2>
                <ul class="govuk-list govuk-list--bullet">{troubles}</ul>
                <p class="govuk-body">{words::STRANGE_DO}</p>
            </section>
        }
    });
    view! {
        <Header />
        <main class="govuk-width-container govuk-main-wrapper start">
            <h1 class="govuk-heading-l" id="device" tabindex="-1">{words::THIS_DEVICE}</h1>
            {strange}
            {vault.then(|| view! { <Due keep /> })}
            <h2 class="govuk-heading-m">{words::WHAT_WORKS}</h2>
            <p class="govuk-body">
                {move || match persisted.get() {
                    // What an earlier session has kept is not what this one is about.
                    _ if !vault => words::WITHOUT_HERE,
                    Some(true) => words::PERSISTED,
                    Some(false) => words::NOT_PERSISTED,
                    None => words::NOT_SAID,
                }}
            </p>
            {move || room.get().map(|room| view! { <p class="govuk-body">{words::room(room.usage, room.quota)}</p> })}
            {move || kdf.get().map(|name| view! { <p class="govuk-body">{words::key_made_with(name)}</p> })}
            <Show when=move || vault && persisted.get() == Some(false)>
                <button type="button" class="govuk-button govuk-button--secondary" on:click=ask>{words::ASK_TO_PERSIST}</button>
            </Show>
            {vault
                .then(|| {
                    view! {
                        <p>
                            <button type="button" class="link-button" on:click=move |_| keep.page.set(Some(Page::Change))>{words::CHANGE}</button>
                        </p>
                    }
                })}
            <p>
                <button type="button" class="link-button" on:click=move |_| keep.page.set(Some(Page::Wipe))>{words::WIPE}</button>
            </p>
            <button type="button" class="govuk-button" on:click=move |_| keep.page.set(None)>{words::BACK_TO_WORK}</button>
        </main>
    }
}
