//! The line at the top: whose app this is, what is open, and what can be done with it.

use leptos::prelude::*;

use crate::keep::HideButton;
use crate::strings;

/// The header, with what a screen puts into it.
#[component]
pub(crate) fn Header(
    #[prop(optional, into)] about: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <a href="#main" class="govuk-skip-link">{strings::SKIP}</a>
        <header class="top">
            <div class="top__line">
                <span class="top__name">{strings::WAYHOME}</span>
                <span class="top__about">{about}</span>
                <div class="top__actions">{children.map(|children| children())} <HideButton /></div>
            </div>
        </header>
    }
}
