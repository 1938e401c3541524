//! What a person is to know before relying on a procedure: how old the document is, and what its authors or readers caution against.

use leptos::prelude::*;
use wayhome_engine::Procedure;

use crate::strings;
use crate::today::today;
use crate::work::Work;

/// How old the documents are that a record was checked by, and what they are cautioned against.
pub(crate) fn of_age(work: Work) -> AnyView {
    let plan = work.model().plan();
    let told = plan.procedure().cautions.iter().cloned();
    let of_age = plan.cautions(today()).into_iter().map(|caution| caution.message);
    cautions(told.chain(of_age).collect())
}

/// The same of a procedure that is about to be relied on.
pub(crate) fn of_procedure(procedure: &Procedure) -> AnyView {
    let told = procedure.cautions.iter().cloned();
    cautions(told.chain(procedure.age_cautions(today())).collect())
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
        let said = strings::signing::newer_version_of(replaced.signed_on.map(wayhome_engine::words::date).as_deref());
        view! { <p class="govuk-body">{said}</p> }
    });
    said.into_any()
}

/// That the record and the child whom it is kept with bear different references; nothing where they do not. Exports say the record's.
pub(crate) fn other_reference(work: Work) -> AnyView {
    let recorded = untrack(|| work.model().answer("child_reference"));
    let recorded = recorded.as_ref().and_then(serde_json::Value::as_str).map(str::trim);
    let said = recorded
        .zip(work.reference())
        .filter(|(recorded, kept)| *recorded != kept.trim());
    let said = said.map(
        |(recorded, kept)| view! { <p class="govuk-inset-text">{strings::home::other_reference(recorded, &kept)}</p> },
    );
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
