//! Another passphrase.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wayhome_vault::passphrase::judge;

use super::parts::{PassphraseField, Problem};
use super::{Keep, Page};
use crate::header::Header;
use crate::page;
use crate::strings::keep as words;

/// Changing the passphrase.
#[component]
pub(super) fn Change(keep: Keep) -> impl IntoView {
    page::name(&[words::CHANGE]);
    page::focus_later("change");
    let (old, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (old_problem, new_problem) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let working = RwSignal::new(false);
    let changed = RwSignal::new(false);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(vaulted) = keep.vaulted().filter(|_| !working.get_untracked()) else {
            return;
        };
        let refused = judge(&new.get_untracked()).err().map(words::refused);
        old_problem.set(None);
        new_problem.set(refused.clone());
        if refused.is_some() {
            return;
        }
        working.set(true);
        spawn_local(async move {
            let done = vaulted
                .change_passphrase(&old.get_untracked(), &new.get_untracked())
                .await;
            working.try_set(false);
            match done {
                Ok(()) => {
                    changed.try_set(true);
                    page::focus_later("changed");
                }
                Err(why) => drop(old_problem.try_set(Some(words::not_unlocked(why).to_owned()))),
            }
        });
    };
    let back = move |_| keep.page.set(Some(Page::Device));
    view! {
        <Header />
        <main class="govuk-width-container govuk-main-wrapper start">
            <Problem field="old-passphrase" problem=old_problem />
            <Problem field="changed-passphrase" problem=new_problem />
            <h1 class="govuk-heading-l" id="change" tabindex="-1">{words::CHANGE}</h1>
            <Show
                when=move || !changed.get()
                fallback=move || view! { <p class="govuk-body" id="changed" tabindex="-1">{words::CHANGED}</p> }
            >
                <p class="govuk-body">{words::CHANGE_WHAT}</p>
                <form novalidate autocomplete="off" on:submit=submit>
                    <PassphraseField id="old-passphrase" label=words::OLD autocomplete="current-password" value=old problem=old_problem />
                    <PassphraseField
                        id="changed-passphrase"
                        label=words::NEW
                        hint=words::PASSPHRASE_HINT
                        autocomplete="new-password"
                        value=new
                        problem=new_problem
                    />
                    <button type="submit" class="govuk-button" aria-disabled=move || working.get().to_string()>
                        {move || if working.get() { words::WORKING } else { words::CHANGE }}
                    </button>
                </form>
            </Show>
            <button type="button" class="govuk-button govuk-button--secondary" on:click=back>{words::BACK_TO_WORK}</button>
        </main>
    }
}
