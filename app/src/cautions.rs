//! What a person is to know before relying on a procedure: how old the document is, and what its authors or readers caution against.

use leptos::prelude::*;

use crate::strings;
use crate::today::today;
use crate::work::Work;

/// How old the documents are that a record was checked by.
pub(crate) fn of_age(work: Work) -> AnyView {
    let told = work.model().plan().cautions(today()).into_iter();
    cautions(told.map(|caution| caution.message).collect())
}

/// That a record is an exercise, on the screen and on paper; nothing where it is not.
pub(crate) fn exercise(work: Work) -> AnyView {
    let is_one = work.entry().exercise;
    let said = is_one.then(|| view! { <p class="govuk-inset-text"><strong>{strings::EXERCISE}</strong></p> });
    said.into_any()
}

/// That a record is a newer version of a signed one, on the screen and on paper; nothing where it is not.
pub(crate) fn newer_version(work: Work) -> AnyView {
    let said = work.replaces().map(|replaced| {
        let said = strings::newer_version_of(replaced.signed_on.map(wayhome_engine::words::date).as_deref());
        view! { <p class="govuk-body">{said}</p> }
    });
    said.into_any()
}

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
