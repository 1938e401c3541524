//! The way into training and out of it.
//!
//! Both load the page anew: the records are locked before anything of training is there, and nothing of training is left once it is not.

use leptos::prelude::*;

use super::words;

/// The end of the address that asks for training.
const ASKS: &str = "#training";

/// Does the page's address ask for training?
#[must_use]
pub fn is_asked_for() -> bool {
    window().location().hash().is_ok_and(|hash| hash == ASKS)
}

/// The link to training, on the screens from which one can go there without a passphrase.
#[component]
pub(crate) fn Entry() -> impl IntoView {
    let go = |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        reload(ASKS);
    };
    view! { <p class="govuk-body training-link only-screen"><a class="govuk-link" href=ASKS on:click=go>{words::TRAINING}</a></p> }
}

pub(super) fn leave() {
    reload("");
}

fn reload(hash: &str) {
    let location = window().location();
    let _ = location.set_hash(hash);
    let _ = location.reload();
}
