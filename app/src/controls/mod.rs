//! The controls that take answers: one file for each kind.
//!
//! A control shows what the record holds and hands over what a person does. It never rewrites what is being typed: it writes to the
//! page only where the page means something else than the record.

mod choice;
mod choices;
mod date;
mod date_time;
mod number;
pub(crate) mod rows;
mod text;
mod typing;
mod yes_no;

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value as Json;
use wayhome_engine::{Choice, Kind, OptionList, Question};

use crate::strings;

/// One question or one cell of a table, ready to be asked.
#[derive(Clone)]
pub(crate) struct Field {
    /// The start of the ids of its elements.
    pub(crate) id: String,
    pub(crate) question: Arc<Question>,
    pub(crate) lists: Arc<[OptionList]>,
    /// What the record holds.
    pub(crate) answer: Signal<Option<Json>>,
    /// What the last check found wrong with it.
    pub(crate) error: Signal<Option<String>>,
    /// Records an answer, or takes it back.
    pub(crate) record: Callback<Option<Json>>,
    /// Takes what is half typed: it is kept, and not checked before it is whole.
    pub(crate) draft: Callback<Option<Json>>,
}

impl Field {
    fn options(&self, list: u16) -> Vec<Choice> {
        self.lists
            .get(usize::from(list))
            .map(|list| list.options.clone())
            .unwrap_or_default()
    }

    fn hint_id(&self) -> Option<String> {
        self.hint().map(|_| format!("{}-hint", self.id))
    }

    /// The ids of the lines that say more about it: its hint, and what is wrong with it.
    fn described_by(&self) -> impl Fn() -> Option<String> + Send + Sync + Clone + use<> {
        let (hint, error, wrong) = (self.hint_id(), self.error, format!("{}-error", self.id));
        move || {
            let wrong = error.with(Option::is_some).then(|| wrong.clone());
            let ids: Vec<_> = hint.clone().into_iter().chain(wrong).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    }

    /// What is wrong with it, in the words of the summary.
    fn error_view(&self) -> impl IntoView + use<> {
        let (id, error) = (format!("{}-error", self.id), self.error);
        move || {
            error.get().map(|words| {
                view! {
                    <p class="govuk-error-message" id=id.clone()>
                        <span class="govuk-visually-hidden">{strings::ERROR}</span>
                        {words}
                    </p>
                }
            })
        }
    }

    fn hint(&self) -> Option<String> {
        self.question
            .hint
            .clone()
            .or_else(|| matches!(self.question.kind, Kind::Date).then(|| strings::DATE_HINT.to_owned()))
    }

    fn hint_view(&self) -> Option<impl IntoView + use<>> {
        self.hint()
            .map(|hint| view! { <div class="govuk-hint" id=self.hint_id()>{hint}</div> })
    }
}

/// The control for a field.
pub(crate) fn control(field: &Field) -> AnyView {
    match &field.question.kind {
        Kind::YesNo => yes_no::yes_no(field).into_any(),
        Kind::Choice(list) => choice::choice(field, field.options(*list)),
        Kind::Choices(list) => choices::choices(field, field.options(*list)).into_any(),
        Kind::Date => date::date(field).into_any(),
        Kind::DateTime => date_time::date_time(field).into_any(),
        Kind::Number { .. } => number::number(field).into_any(),
        Kind::Text { long } => text::text(field, *long),
        Kind::Rows(columns) => rows::rows(field, columns.clone()).into_any(),
    }
}

/// A label above a single control.
fn label(field: &Field) -> impl IntoView + use<> {
    view! {
        <label class="govuk-label govuk-label--s" for=field.id.clone()>{field.question.label.clone()}</label>
        {field.hint_view()}
        {field.error_view()}
    }
}

/// A group of controls under one legend.
fn group(field: &Field, controls: AnyView) -> impl IntoView + use<> {
    view! {
        <fieldset class="govuk-fieldset" aria-describedby=field.described_by()>
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{field.question.label.clone()}</legend>
            {field.hint_view()}
            {field.error_view()}
            {controls}
        </fieldset>
    }
}

/// Keeps the device from "correcting" a child's words. Leptos does not know the attribute by its name.
pub(crate) fn uncorrected() -> impl leptos::attr::Attribute {
    leptos::attr::custom::custom_attribute("autocorrect", "off")
}
