//! Answering the form for a record of the scenario: for the model record, and when each answer comes out; for another, what is different.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value as Json;

use super::desk::Desk;
use super::parts::{Label, button, select, text};
use super::trying::{Below, form};
use super::way::Screen;
use super::write::Part;
use super::write_others::found;
use super::write_parts::name;
use crate::model::Model;
use crate::strings;
use crate::strings::training as words;
use crate::today::{milliseconds, today};

/// The form with the answers of `/model`, or of another record.
pub(super) fn answers(desk: Desk, of: &str) -> AnyView {
    let Some(plan) = desk.plan() else { return ().into_any() };
    let day = desk.read(|draft| wayhome_engine::day::date(&draft.text("/today")));
    let record = desk.read(|draft| Some(draft.record(of)));
    let Some(record) = record else { return ().into_any() };
    let model = Model::open(&plan, day.unwrap_or_else(today), record, milliseconds);
    let is_model = of == "/model";
    let part = of.to_owned();
    let write = Callback::new(move |(question, value): (String, Option<Json>)| {
        model.set(&question, value.clone());
        desk.write(|draft| {
            if is_model {
                draft.answer(&question, value);
            } else {
                draft.answer_other(&part, &question, value);
            }
        });
    });
    let below: Option<Below> = is_model.then(|| Arc::new(move |question: &str| comes_out(desk, question)) as Below);
    let done = move || desk.history.go(Screen::Write(Part::Others));
    view! {
        {text(if is_model { words::RECORD_WHAT } else { words::ATTEMPTS_WHAT })}
        {form(&plan, model, write, below.as_ref())}
        {is_model.then(|| found(desk, "/model"))}
        {(!is_model).then(|| button(strings::DONE, "govuk-button", done))}
    }
    .into_any()
}

/// In which step an answer comes out.
fn comes_out(desk: Desk, question: &str) -> AnyView {
    let mut options = vec![(String::new(), words::WORKER_WRITES.to_owned())];
    for step in 0..desk.read(|draft| draft.count("/step")) {
        let title = desk.read(|draft| draft.text(&format!("/step/{step}/title")));
        options.push((step.to_string(), format!("{} {}: {title}", words::STEP, step + 1)));
    }
    let now = desk
        .read(|draft| draft.told_in(question))
        .map(|step| step.to_string())
        .unwrap_or_default();
    let of = question.to_owned();
    let label = Label::new(words::COMES_OUT, name(desk, question));
    select(format!("tell-{question}"), label, options, &now, move |step| {
        desk.write(|draft| draft.tell(&of, step.parse().ok()));
    })
}
