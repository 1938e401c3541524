//! What a person is to know before relying on a procedure: how old the document is, and what its authors or readers caution against.

use leptos::prelude::*;

use crate::strings;

/// The cautions in an inset; nothing where there are none.
pub(crate) fn cautions(words: Vec<String>) -> AnyView {
    if words.is_empty() {
        return ().into_any();
    }
    let lines: Vec<_> = words.into_iter().map(|words| view! { <li>{words}</li> }).collect();
    view! {
        <div class="govuk-inset-text cautions">
            <h2 class="govuk-heading-s">{strings::BEFORE_YOU_RELY}</h2>
            <ul class="govuk-list govuk-list--bullet">{lines}</ul>
        </div>
    }
    .into_any()
}
