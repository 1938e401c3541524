//! One question of the form: shown while it is asked, with the control for its kind.

use std::sync::Arc;

use leptos::prelude::*;
use wayhome_engine::Kind;

use super::carried::CarriedMark;
use super::sections::Place;
use crate::controls::{Field, control};
use crate::model::Model;
use crate::page;

/// A question, while it is asked. What was answered stays in the record when it no longer is.
#[component]
pub(crate) fn Question(id: String, model: Model, place: Place) -> impl IntoView {
    let plan = model.plan();
    let (question, lists) = plan
        .question(&id)
        .map(|(question, lists)| (Arc::new(question.clone()), Arc::from(lists)))?;
    let element = page::question_id(&id);
    // Asked because of an answer above it: such questions stand a little to the right.
    let hangs = plan.hangs_on(&id).is_some();
    let (read, write, draft) = (id.clone(), id.clone(), id.clone());
    // What is to be known of a table before it is read does not stand below its last row.
    let is_table = matches!(question.kind, Kind::Rows(_));
    let (asked, above, marked, checked) = (id.clone(), id.clone(), id.clone(), id);
    let error = Signal::derive(move || place.check.problem_of(&checked));
    let field = Field {
        id: format!("{element}-answer"),
        question,
        lists,
        answer: Signal::derive(move || model.answer(&read)),
        error,
        record: Callback::new(move |answer| model.set(&write, answer)),
        draft: Callback::new(move |answer| model.draft(&draft, answer)),
    };
    Some(view! {
        <Show when=move || model.asked(&asked)>
            <div
                class="govuk-form-group question"
                class:question--depends=hangs
                class:govuk-form-group--error=move || error.with(Option::is_some)
                id=element.clone()
            >
                {is_table.then(|| view! { <CarriedMark id=above.clone() model /> })}
                {control(&field)}
                {(!is_table).then(|| view! { <CarriedMark id=marked.clone() model /> })}
            </div>
        </Show>
    })
}
