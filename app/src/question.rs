//! One question of the form: shown while it is asked, with the control for its kind.

use std::sync::Arc;

use leptos::prelude::*;

use crate::carried::CarriedMark;
use crate::controls::{Field, control};
use crate::model::Model;
use crate::page;

/// A question, while it is asked. What was answered stays in the record when it no longer is.
#[component]
pub(crate) fn Question(id: String, model: Model) -> impl IntoView {
    let plan = model.plan();
    let (question, lists) = plan
        .question(&id)
        .map(|(question, lists)| (Arc::new(question.clone()), Arc::from(lists)))?;
    let element = page::question_id(&id);
    let depends = depends(&plan, &id);
    let (read, write, draft) = (id.clone(), id.clone(), id.clone());
    let (asked, marked) = (id.clone(), id);
    let field = Field {
        id: format!("{element}-answer"),
        question,
        lists,
        answer: Signal::derive(move || model.answer(&read)),
        record: Callback::new(move |answer| model.set(&write, answer)),
        draft: Callback::new(move |answer| model.draft(&draft, answer)),
    };
    Some(view! {
        <Show when=move || model.asked(&asked)>
            <div class="govuk-form-group question" class:question--depends=depends id=element.clone()>
                {control(&field)}
                <CarriedMark id=marked.clone() model />
            </div>
        </Show>
    })
}

/// Is the question asked only because of another answer? Such questions stand a little to the right.
fn depends(plan: &wayhome_engine::Plan, id: &str) -> bool {
    let Some(source) = plan
        .sections()
        .iter()
        .find(|section| section.questions.iter().any(|asked| asked == id))
        .and_then(|section| plan.source(&section.source))
    else {
        return false;
    };
    let mut asks = source
        .form(plan.form())
        .into_iter()
        .flat_map(|form| &form.sections)
        .flat_map(|section| &section.ask);
    asks.any(|ask| ask.when.is_some() && source.question(ask.question).is_some_and(|question| question.id == id))
}
