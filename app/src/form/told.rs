//! What findings, approvals and deadlines say alike: who asks, why, what is missing, and where it is written.

use leptos::prelude::*;
use wayhome_engine::{Citation, RECORD_SOURCE};

use super::sections::Place;
use crate::model::Model;
use crate::page;
use crate::strings;

/// Is it the law that asks?
pub(crate) fn is_law(model: Model, source: &str) -> bool {
    source != model.plan().procedure().id && source != RECORD_SOURCE
}

/// A link to a question of the form, by its name.
pub(crate) fn question_link(model: Model, place: Place, question: &str) -> AnyView {
    let (name, question) = (model.name(question), question.to_owned());
    if model.section_of(&question).is_none() {
        return view! { <span class="finding__name">{name}</span> }.into_any();
    }
    view! {
        <a
            class="govuk-link finding__name"
            href=format!("#{}", page::question_id(&question))
            on:click=move |event| {
                event.prevent_default();
                place.go_to_question(model, &question);
            }
        >
            {name}
        </a>
    }
    .into_any()
}

/// Links to questions, each of a list.
pub(crate) fn links(model: Model, place: Place, questions: &[String]) -> Vec<AnyView> {
    let link = |question: &String| view! { <li>{question_link(model, place, question)}</li> }.into_any();
    questions.iter().map(link).collect()
}

/// The questions that are still to be answered, each a link.
pub(crate) fn needs(model: Model, place: Place, needs: &[String]) -> Option<AnyView> {
    (!needs.is_empty()).then(|| {
        let links = links(model, place, needs);
        view! {
            <p class="why__needs">{strings::STILL_NEEDED}</p>
            <ul class="why__because">{links}</ul>
        }
        .into_any()
    })
}

/// The answers that it rests on.
pub(crate) fn because(because: &[String]) -> AnyView {
    let because: Vec<_> = because
        .iter()
        .map(|because| view! { <li>{because.clone()}</li> })
        .collect();
    view! { <ul class="why__because">{because}</ul> }.into_any()
}

/// What is to be known besides.
pub(crate) fn warnings(warnings: &[String]) -> Vec<AnyView> {
    let warning = |warning: &String| view! { <p class="why__warning">{warning.clone()}</p> }.into_any();
    warnings.iter().map(warning).collect()
}

/// Where it is written; where the document itself cites wrongly, what it says there and what is meant.
pub(crate) fn cite(cite: &Citation) -> AnyView {
    let quoted = cite.quoted.as_ref().zip(cite.correct.as_ref());
    let quoted =
        quoted.map(|(quoted, correct)| view! { <p class="why__cite">{strings::cited_wrongly(quoted, correct)}</p> });
    view! {
        <p class="why__cite">{cite.document.clone()} ", " {cite.section.clone()}</p>
        {quoted}
    }
    .into_any()
}
