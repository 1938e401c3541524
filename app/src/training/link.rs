//! The way into training and out of it.
//!
//! Both load the page anew: the records are locked before anything of training is there, and nothing of training is left once it is not.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use leptos::ev;
use leptos::prelude::*;

use crate::strings::training as words;

/// The end of the address that asks for training.
pub(super) const ASKS: &str = "#training";

/// The end of an address that carries a scenario or a procedure.
pub(super) const CARRIES: &str = "#training=";

fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Does the page's address ask for training?
#[must_use]
pub fn is_asked_for() -> bool {
    let hash = hash();
    hash == ASKS || hash.starts_with(CARRIES)
}

/// Loads the page anew where the address comes to ask for training, or no longer asks for it.
pub fn watch() {
    let training = is_asked_for();
    let listener = window_event_listener(ev::hashchange, move |event| {
        if is_asked_for() != training {
            put_back_if_stayed(event.old_url());
            let _ = window().location().reload();
        }
    });
    std::mem::forget(listener);
}

/// How long a page that is left may go on after the browser's question, in milliseconds.
const LEAVING: u32 = 500;

/// Where the browser asks before the page is left and the person stays, the address says again what is shown: otherwise loading the page anew would
/// show something else. No browser tells the answer, but nothing runs while it asks.
fn put_back_if_stayed(address: String) {
    let put_back = move || {
        let Ok(history) = window().history() else { return };
        let state = history.state().unwrap_or_default();
        let _ = history.replace_state_with_url(&state, "", Some(&address));
    };
    // Added last, so that it hears of whoever had the browser ask.
    let listener = EventListener::once(&window(), "beforeunload", move |event| {
        if event.default_prevented() {
            Timeout::new(LEAVING, put_back).forget();
        }
    });
    listener.forget();
}

/// A link that is followed while training is open is opened there: what was opened before stays, such as the procedure that a scenario follows.
pub(super) fn listen(open: impl Fn(String) + 'static) {
    let listener = window_event_listener(ev::hashchange, move |_| {
        if let Some(packed) = carried() {
            open(packed);
        }
    });
    on_cleanup(move || listener.remove());
}

/// What the address carries, packed as it is.
pub(super) fn carried() -> Option<String> {
    hash().strip_prefix(CARRIES).map(str::to_owned)
}

/// The address that carries something packed.
pub(super) fn carrying(packed: &str) -> String {
    let location = window().location();
    let page = location.origin().unwrap_or_default() + &location.pathname().unwrap_or_default();
    format!("{page}{CARRIES}{packed}")
}

/// The link to training, on the screens from which one can go there without a passphrase.
#[component]
pub(crate) fn Entry() -> impl IntoView {
    let go = |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        load(true);
    };
    view! { <p class="govuk-body only-screen"><a class="govuk-link training-link" href=ASKS on:click=go>{words::TRAINING}</a></p> }
}

/// The address no longer asks for training: the page is loaded anew.
pub(super) fn leave() {
    load(false);
}

/// Loads the page anew, with training or without it. An address that says so already does not change, and nobody would hear of it.
fn load(training: bool) {
    let location = window().location();
    let _ = if is_asked_for() == training {
        location.reload()
    } else {
        location.set_hash(if training { ASKS } else { "" })
    };
}
