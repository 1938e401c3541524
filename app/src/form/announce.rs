//! Telling a screen reader what has changed: once, after a pause, never at each key.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;

use crate::items::{breached_count, open_count};
use crate::model::Model;
use crate::strings;

const PAUSE: u32 = 1_000;

/// A line that only a screen reader reads: the questions that an answer brought up, and how much is left.
#[component]
pub(crate) fn Announcements(model: Model) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let timer = StoredValue::new_local(None::<Timeout>);
    let told = StoredValue::new(Vec::<String>::new());
    let now = Memo::new(move |_| {
        let questions = model.brought_up.with(|ids| labels(model, ids));
        let (open, breached) = model.items.with(|items| (open_count(items), breached_count(items)));
        (questions, open, breached, model.late())
    });
    Effect::new(move |opened: Option<()>| {
        let (questions, open, breached, late) = now.get();
        // What was so when the record was opened is no news.
        if opened.is_some() {
            timer.set_value(Some(Timeout::new(PAUSE, move || {
                let left = strings::left(open, breached, late.as_ref());
                let before = told.try_update_value(|told| std::mem::replace(told, questions.clone()));
                let before = before.unwrap_or_default();
                let new: Vec<_> = questions.into_iter().filter(|one| !before.contains(one)).collect();
                said.try_set(if new.is_empty() {
                    left
                } else {
                    format!("{} {left}", strings::brought_up(&new))
                });
            })));
        }
    });
    view! { <div class="govuk-visually-hidden" role="status" aria-live="polite">{said}</div> }
}

/// The questions as they are asked.
fn labels(model: Model, questions: &[String]) -> Vec<String> {
    let plan = model.plan();
    let label = |id: &String| plan.question(id).map(|(question, _)| question.label.clone());
    questions.iter().filter_map(label).collect()
}
