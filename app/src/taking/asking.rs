//! A question in between, whose words are worked out when it is asked.

use leptos::prelude::*;

use crate::interruption::{in_every_dialog, opening};
use crate::strings;

/// A modal dialog around what is asked, with the way back.
#[component]
pub(crate) fn Asking(
    #[prop(into)] shown: Signal<bool>,
    /// What happens when it is left, by whatever way.
    close: Callback<()>,
    /// The id of its title.
    id: &'static str,
    #[prop(into)] title: String,
    children: Children,
) -> impl IntoView {
    let dialog = opening(shown);
    view! {
        <dialog class="interruption" aria-labelledby=id node_ref=dialog on:close=move |_| close.run(())>
            <h2 class="govuk-heading-m" id=id tabindex="-1" autofocus>{title}</h2>
            {children()}
            <button type="button" class="govuk-button govuk-button--secondary asking__back" on:click=move |_| close.run(())>{strings::GO_BACK}</button>
            {in_every_dialog()}
        </dialog>
    }
}
