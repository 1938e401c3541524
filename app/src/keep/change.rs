//! Another passphrase.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wayhome_vault::UnlockError;

use super::secret::{Problems, Secret, refused, said_at_work};
use super::{Keep, Page};
use crate::header::Header;
use crate::page;
use crate::strings::keep as words;

/// Changing the passphrase.
#[component]
pub(super) fn Change(keep: Keep) -> impl IntoView {
    page::name_above(&[words::CHANGE]);
    page::focus_later("change");
    let old = Secret::known("old-passphrase", words::OLD);
    let new = Secret::chosen("changed-passphrase", words::NEW);
    let working = RwSignal::new(false);
    let changed = RwSignal::new(false);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(vaulted) = keep.vaulted().filter(|_| !working.get_untracked()) else {
            return;
        };
        old.check(None);
        if !new.check(refused(&new.text())) {
            return;
        }
        working.set(true);
        spawn_local(async move {
            let done = vaulted.change_passphrase(&old.text(), &new.text()).await;
            working.try_set(false);
            match done {
                Ok(()) => {
                    changed.try_set(true);
                    page::focus_later("changed");
                }
                Err(why) => {
                    let at = if why == UnlockError::WrongPassphrase { old } else { new };
                    at.say(words::not_changed(why).to_owned());
                }
            }
        });
    };
    let back = move |_| keep.page.set(Some(Page::Device));
    view! {
        <Header />
        <main class="govuk-width-container govuk-main-wrapper start">
            <Problems id="change-problems" of=vec![old, new] />
            <h1 class="govuk-heading-l" id="change" tabindex="-1">{words::CHANGE}</h1>
            <Show
                when=move || !changed.get()
                fallback=move || view! { <p class="govuk-body" id="changed" tabindex="-1">{words::CHANGED}</p> }
            >
                <p class="govuk-body">{words::CHANGE_WHAT}</p>
                <form novalidate autocomplete="off" on:submit=submit>
                    {old.view()}
                    {new.view()}
                    {said_at_work(working)}
                    <button type="submit" class="govuk-button" aria-disabled=move || working.get().to_string()>
                        {move || if working.get() { words::WORKING } else { words::CHANGE }}
                    </button>
                </form>
            </Show>
            <button type="button" class="govuk-button govuk-button--secondary" on:click=back>{words::BACK_TO_WORK}</button>
        </main>
    }
}
