//! Deleting everything, after a page in between that says what goes and what Wayhome cannot reach.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wayhome_vault::Store;
use wayhome_vault::browser::{Channel, Database, clear_caches, unregister_workers};
use wayhome_vault::tabs::Message;

use super::vaulted::APP;
use super::watch::{reload, uncover};
use super::{Keep, LeftAt, Page, Stage};
use crate::display;
use crate::header::Header;
use crate::interruption::opening;
use crate::page;
use crate::strings::keep as words;

/// The page in between.
#[component]
pub(super) fn Wipe(keep: Keep) -> impl IntoView {
    let title = document().title();
    page::name_above(&[words::WIPE]);
    page::focus_later("wipe");
    let wipe = move |_| {
        spawn_local(async move {
            // Whatever is being written ends first, and nothing more is: it would make the database anew.
            keep.abandon_all();
            keep.watch.end();
            if let Some(vaulted) = keep.vaulted() {
                drop(vaulted.turn().await);
                vaulted.say(&Message::Wiped);
            } else if let Some(channel) = Channel::open(APP, |_| {}) {
                // From a locked page, too: what another tab has open must not seem to be kept.
                channel.say(&Message::Wiped);
            }
            keep.vaulted.set_value(None);
            keep.pin.set_value(None);
            let gone = Database::new(APP).destroy().await.is_ok();
            LeftAt::forget();
            display::forget();
            clear_caches().await;
            unregister_workers().await;
            keep.page.set(None);
            keep.stage.set(Stage::Wiped(gone));
        });
    };
    // Where it was asked from: the page about the device, or the way in.
    let back = move |_| keep.page.set(untrack(|| keep.at_work()).then_some(Page::Device));
    let asked = view! {
        <h1 class="govuk-heading-l" id="wipe" tabindex="-1">{words::WIPE_SURE}</h1>
        <p class="govuk-body">{words::WIPE_WHAT}</p>
        <p class="govuk-body">{words::WIPE_NOT}</p>
        <div class="govuk-button-group">
            <button type="button" class="govuk-button govuk-button--warning" on:click=wipe>{words::WIPE_BUTTON}</button>
            <button type="button" class="govuk-button govuk-button--secondary" on:click=back>
                {words::BACK_TO_WORK}
            </button>
        </div>
    };
    if untrack(|| keep.at_work()) {
        return view! { <Header /> <main class="govuk-width-container govuk-main-wrapper start">{asked}</main> }
            .into_any();
    }
    // Before anybody is in, it is asked on a page that still asks for the passphrase: this covers it, and nothing under it can be reached.
    let dialog = opening(Signal::stored(true));
    on_cleanup(move || page::entitle(&title));
    view! {
        <dialog class="cover" aria-labelledby="wipe" node_ref=dialog on:close=move |_| keep.page.set(None)>
            <div class="govuk-width-container cover__inside">{asked}</div>
        </dialog>
    }
    .into_any()
}

/// After it.
#[component]
pub(super) fn Wiped(whole: bool) -> impl IntoView {
    page::name(&[words::WIPE]);
    page::focus_later("wiped");
    // A page that was covered while out of sight no longer watches; here is nothing to be covered.
    uncover();
    view! {
        <Header />
        <main class="govuk-width-container govuk-main-wrapper start" id="main">
            <h1 class="govuk-heading-l" id="wiped" tabindex="-1">{if whole { words::WIPED } else { words::NOT_WIPED }}</h1>
            <p class="govuk-body">{words::WIPE_NOT}</p>
            <button type="button" class="govuk-button" on:click=move |_| reload()>{words::START_AGAIN}</button>
        </main>
    }
}
