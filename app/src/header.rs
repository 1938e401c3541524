//! The line at the top: whose app this is, what is open, and what can be done with it.

use leptos::prelude::*;

use crate::keep::HideButton;
use crate::page;
use crate::strings;

/// The header, with what a screen puts into it: how what is open stands (whether it is saved, say), and what can be done with it.
#[component]
pub(crate) fn Header(
    #[prop(optional, into)] about: String,
    #[prop(default = None)] state: Option<AnyView>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <a
            href="#main"
            class="govuk-skip-link"
            on:click=move |event| {
                // The browser would make an entry of its history of it, which leads to no screen.
                event.prevent_default();
                page::focus_main();
            }
        >
            {strings::SKIP}
        </a>
        <header class="top">
            <div class="top__line">
                <span class="top__name">{strings::WAYHOME}</span>
                <div class="top__about"><span>{about}</span> {state}</div>
                <div class="top__actions">{children.map(|children| children())} <HideButton /></div>
            </div>
        </header>
    }
}
