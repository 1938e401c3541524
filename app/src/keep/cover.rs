//! What is on the screen when the work is hidden, and the warning before it is.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use wayhome_vault::UnlockError;
use wayhome_vault::lock::Lock;
use wayhome_vault::pin::{FEWEST, Pin, Try};
use web_sys::HtmlElement;

use super::secret::{Problems, Secret, said_at_work};
use super::{Keep, Stage};
use crate::page;
use crate::strings::keep as words;

/// The cover. A modal dialog, so that it lies above any other dialog and nothing under it can be reached.
#[component]
pub(super) fn Cover(keep: Keep) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let covered = Memo::new(move |_| matches!(keep.watch.lock.get(), Lock::Soft | Lock::Hard));
    // Once everything is to be locked, no PIN leads back.
    let locked = Memo::new(move |_| keep.watch.lock.get() == Lock::Hard);
    let entered = Secret::known("reopen", words::PIN_OR_PASSPHRASE).unremembered();
    let passphrase = Secret::known("unlock-again", words::PASSPHRASE).unremembered();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        match (covered.get(), dialog.open()) {
            (true, false) => {
                empty(entered);
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
    Effect::new(move || {
        if locked.get() {
            empty(entered);
            empty(passphrase);
        }
    });
    view! {
        <dialog
            class="cover"
            aria-labelledby="cover"
            closedby="none"
            node_ref=dialog
            on:cancel=|event: web_sys::Event| event.prevent_default()
            // A browser without `closedby` lets itself be held back once, and no further time that nobody has touched the page in between.
            on:close=move |_| {
                if let Some(dialog) = dialog.get_untracked().filter(|_| covered.get_untracked()) {
                    let _ = dialog.show_modal();
                    page::focus_later("cover");
                }
            }
        >
            <Show when=move || covered.get()>
                <div class="govuk-width-container cover__inside">
                    <Problems id="cover-problems" of=vec![entered, passphrase] />
                    <h2 class="govuk-heading-l" id="cover" tabindex="-1">{words::HIDDEN}</h2>
                    {move || {
                        if keep.stage.get() == Stage::Memory {
                            view! {
                                <p class="govuk-body">{words::HIDDEN_MEMORY}</p>
                                <button type="button" class="govuk-button" on:click=move |_| keep.watch.reopen(keep)>{words::SHOW_SCREEN}</button>
                            }
                                .into_any()
                        } else {
                            way_back(keep, (entered, passphrase), locked)
                        }
                    }}
                </div>
            </Show>
        </dialog>
    }
}

/// What is entered to come back to the work: the PIN or the passphrase; the passphrase alone once everything is to be locked.
fn way_back(keep: Keep, (entered, passphrase): (Secret, Secret), locked: Memo<bool>) -> AnyView {
    let working = RwSignal::new(false);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if working.get_untracked() {
            return;
        }
        if locked.get_untracked() {
            let wrong = words::not_unlocked(UnlockError::WrongPassphrase);
            open_by_passphrase(keep, passphrase, (working, wrong));
        } else {
            open(keep, entered, working);
        }
    };
    let unkept = move || keep.editing().is_some_and(|editing| editing.says_not_saved());
    let why = move || match (locked.get(), keep.watch.unkept.get(), unkept()) {
        (true, true, _) => words::LOCKED_UNKEPT,
        (true, false, _) => words::LOCKING,
        (false, _, true) => words::HIDDEN_UNKEPT,
        (false, _, false) => words::HIDDEN_WHAT,
    };
    view! {
        <p class="govuk-body">{why}</p>
        <form novalidate autocomplete="off" on:submit=submit>
            {move || if locked.get() { passphrase.view() } else { entered.view() }}
            {said_at_work(working)}
            <div class="govuk-button-group">
                <button type="submit" class="govuk-button" aria-disabled=move || working.get().to_string()>
                    {move || if working.get() { words::WORKING } else { words::GO_ON }}
                </button>
                <Show when=move || !locked.get()>
                    <button type="button" class="govuk-button govuk-button--secondary" on:click=move |_| keep.watch.shut(keep)>
                        {words::LOCK_NOW}
                    </button>
                </Show>
            </div>
        </form>
    }
    .into_any()
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
    page::focus_again();
}

/// Tries what was entered, as the PIN if it can be one. What can be neither is not tried at all.
fn open(keep: Keep, entered: Secret, working: RwSignal<bool>) {
    let text = entered.text();
    let tried = keep
        .pin
        .try_update_value(|pin| pin.as_mut().map(|pin| pin.attempt(&text)))
        .flatten();
    let is_short = text.len() < FEWEST && text.bytes().all(|byte| byte.is_ascii_digit());
    match tried {
        Some(Try::NotOne) | None if text.is_empty() => entered.say(words::ENTER_PIN_OR_PASSPHRASE.to_owned()),
        Some(Try::NotOne) if is_short => entered.say(words::PIN_LENGTH.to_owned()),
        Some(Try::Right) => {
            empty(entered);
            keep.watch.reopen(keep);
        }
        Some(Try::Wrong(left)) => entered.say(words::tries_left(left)),
        Some(Try::Out) => keep.watch.shut(keep),
        Some(Try::NotOne) | None => open_by_passphrase(keep, entered, (working, words::WRONG_PIN)),
    }
}

/// Tries what was entered as the passphrase; what is said where it is not.
fn open_by_passphrase(keep: Keep, entered: Secret, (working, wrong): (RwSignal<bool>, &'static str)) {
    let Some(vaulted) = keep.vaulted() else { return };
    let text = entered.text();
    if !entered.check(text.is_empty().then(|| words::ENTER_PASSPHRASE.to_owned())) {
        return;
    }
    working.set(true);
    spawn_local(async move {
        let proved = vaulted.prove(&text).await;
        working.set(false);
        match proved {
            Ok(()) => {
                keep.pin.try_update_value(|pin| pin.as_mut().map(Pin::forgive));
                empty(entered);
                keep.watch.unlock(keep);
            }
            Err(UnlockError::WrongPassphrase) => entered.say(wrong.to_owned()),
            Err(why) => entered.say(words::not_unlocked(why).to_owned()),
        }
    });
}

/// What was typed to open something is kept no longer than it is needed.
fn empty(entered: Secret) {
    entered.forget();
    entered.check(None);
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
