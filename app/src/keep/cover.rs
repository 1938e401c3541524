//! What is on the screen when the work is hidden, and the warning before it is.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use wayhome_vault::lock::Lock;
use wayhome_vault::pin::Try;
use web_sys::HtmlElement;

use super::secret::{Problems, Secret};
use super::{Keep, Stage};
use crate::page;
use crate::strings::keep as words;

/// The cover. A modal dialog, so that it lies above any other dialog and nothing under it can be reached.
#[component]
pub(super) fn Cover(keep: Keep) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let covered = Memo::new(move |_| matches!(keep.watch.lock.get(), Lock::Soft | Lock::Hard));
    let entered = Secret::known("reopen", words::PIN_OR_PASSPHRASE);
    let working = RwSignal::new(false);
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        match (covered.get(), dialog.open()) {
            (true, false) => {
                entered.typed.set(String::new());
                entered.check(None);
                let _ = dialog.show_modal();
                page::focus_later("cover");
            }
            (false, true) => {
                dialog.close();
                request_animation_frame(take_up);
            }
            _ => {}
        }
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !working.get_untracked() {
            open(keep, entered, working);
        }
    };
    let unkept = move || covered.get() && keep.editing().is_some_and(|editing| editing.says_not_saved());
    view! {
        <dialog class="cover" aria-labelledby="cover" node_ref=dialog on:cancel=|event: web_sys::Event| event.prevent_default()>
            <Show when=move || covered.get()>
                <div class="govuk-width-container cover__inside">
                    <Problems title=words::HIDDEN of=vec![entered] />
                    <h2 class="govuk-heading-l" id="cover" tabindex="-1">{words::HIDDEN}</h2>
                    {move || {
                        if keep.stage.get() == Stage::Memory {
                            view! {
                                <p class="govuk-body">{words::HIDDEN_MEMORY}</p>
                                <button type="button" class="govuk-button" on:click=move |_| keep.watch.reopen(keep)>{words::SHOW_SCREEN}</button>
                            }
                                .into_any()
                        } else {
                            view! {
                                <p class="govuk-body">{move || if unkept() { words::HIDDEN_UNKEPT } else { words::HIDDEN_WHAT }}</p>
                                <form novalidate autocomplete="off" on:submit=submit>
                                    {entered.view()}
                                    <div class="govuk-button-group">
                                        <button type="submit" class="govuk-button" aria-disabled=move || working.get().to_string()>
                                            {move || if working.get() { words::WORKING } else { words::GO_ON }}
                                        </button>
                                        <button
                                            type="button"
                                            class="govuk-button govuk-button--secondary"
                                            on:click=move |_| keep.watch.shut(keep)
                                        >
                                            {words::LOCK_NOW}
                                        </button>
                                    </div>
                                </form>
                            }
                                .into_any()
                        }
                    }}
                </div>
            </Show>
        </dialog>
    }
}

/// The browser gives the focus back to where it was, without the place in the text: keys would go nowhere. Leaving and coming back
/// brings it.
fn take_up() {
    if let Some(at) = document()
        .active_element()
        .and_then(|at| at.dyn_into::<HtmlElement>().ok())
    {
        let _ = at.blur();
        let _ = at.focus();
    }
}

/// Tries what was entered, as the PIN if it looks like one.
fn open(keep: Keep, entered: Secret, working: RwSignal<bool>) {
    let text = entered.text();
    let looks_like_a_pin = text.len() <= wayhome_vault::pin::MOST && text.bytes().all(|byte| byte.is_ascii_digit());
    let tried = keep
        .pin
        .try_update_value(|pin| pin.as_mut().filter(|_| looks_like_a_pin).map(|pin| pin.attempt(&text)))
        .flatten();
    match tried {
        Some(Try::Right) => reopen(keep, entered),
        Some(Try::Wrong(left)) => entered.say(words::tries_left(left)),
        Some(Try::Out) => keep.watch.shut(keep),
        None => {
            let Some(vaulted) = keep.vaulted() else { return };
            working.set(true);
            spawn_local(async move {
                let proved = vaulted.prove(&text).await;
                working.set(false);
                match proved {
                    Ok(()) => reopen(keep, entered),
                    Err(wayhome_vault::UnlockError::WrongPassphrase) => entered.say(words::WRONG_PIN.to_owned()),
                    Err(why) => entered.say(words::not_unlocked(why).to_owned()),
                }
            });
        }
    }
}

/// Shows the work again. What was typed to that end is kept no longer than it is needed.
fn reopen(keep: Keep, entered: Secret) {
    entered.typed.set(String::new());
    entered.check(None);
    keep.watch.reopen(keep);
}

/// Said a minute before; any touch is an answer, and so is the button.
#[component]
pub(super) fn Warning(keep: Keep) -> impl IntoView {
    let warned = Memo::new(move |_| matches!(keep.watch.lock.get(), Lock::Warning(_)));
    view! {
        <div role="alert">
            <Show when=move || warned.get()>
                <div class="soon">
                    <p class="govuk-body">{words::SOON}</p>
                    <button type="button" class="govuk-button" on:click=move |_| keep.watch.stay(keep)>{words::STAY}</button>
                </div>
            </Show>
        </div>
    }
}
