//! Questions that the app itself asks, with the controls of the form and the errors of GOV.UK.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value as Json;
use wayhome_engine::{Choice, Kind, OptionList, Question};

use crate::controls::{Field, control};
use crate::page;
use crate::strings;

/// A question with its answer, and what is wrong with it once that has been asked for.
#[derive(Clone, Copy)]
pub(crate) struct Asked {
    id: &'static str,
    pub(crate) answer: RwSignal<Option<Json>>,
    pub(crate) error: RwSignal<Option<String>>,
}

impl Asked {
    pub(crate) fn new(id: &'static str, answer: Option<Json>) -> Self {
        Self {
            id,
            answer: RwSignal::new(answer),
            error: RwSignal::new(None),
        }
    }

    /// A text answer without space around it, as it is now; empty if there is none.
    pub(crate) fn text(self) -> String {
        untrack(|| self.followed())
    }

    /// The same; tracked.
    pub(crate) fn followed(self) -> String {
        let text = |answer: &Option<Json>| {
            answer
                .as_ref()
                .and_then(Json::as_str)
                .unwrap_or_default()
                .trim()
                .to_owned()
        };
        self.answer.with(text)
    }

    /// Says what is wrong, or that nothing is; hands on whether it is well.
    pub(crate) fn check(self, well: bool, error: &str) -> bool {
        self.error.set((!well).then(|| error.to_owned()));
        well
    }

    /// The question on the page.
    pub(crate) fn view(self, label: &str, hint: Option<&str>, kind: Kind, options: &[(&str, &str)]) -> AnyView {
        let options = options
            .iter()
            .map(|(id, label)| Choice {
                id: (*id).to_owned(),
                label: (*label).to_owned(),
            })
            .collect();
        let field = Field {
            id: format!("{}-answer", self.id),
            question: Arc::new(Question {
                id: self.id.to_owned(),
                label: label.to_owned(),
                name: label.to_owned(),
                hint: hint.map(str::to_owned),
                kind,
                row: None,
                urgency: None,
                past: false,
            }),
            lists: Arc::from([OptionList {
                id: self.id.to_owned(),
                options,
            }]),
            answer: self.answer.into(),
            error: self.error.into(),
            record: Callback::new(move |answer| self.answer.set(answer)),
            // Nothing of it is kept before it is asked for as a whole.
            draft: Callback::new(|_| {}),
        };
        view! {
            <div
                class="govuk-form-group"
                class:govuk-form-group--error=move || self.error.with(Option::is_some)
                id=page::question_id(self.id)
            >
                {control(&field)}
            </div>
        }
        .into_any()
    }
}

/// The summary of what is wrong, each line a link to its field; nothing while nothing is.
#[component]
pub(crate) fn ErrorSummary(id: &'static str, asked: Vec<Asked>) -> impl IntoView {
    move || {
        let wrong: Vec<_> = asked
            .iter()
            .filter_map(|asked| Some((asked.id, asked.error.get()?)))
            .map(|(of, error)| {
                view! {
                    <li>
                        <a
                            href=format!("#{}", page::question_id(of))
                            on:click=move |event| {
                                event.prevent_default();
                                page::focus_question_later(of);
                            }
                        >
                            {error}
                        </a>
                    </li>
                }
            })
            .collect();
        (!wrong.is_empty()).then(|| {
            view! {
                <div class="govuk-error-summary" id=id tabindex="-1">
                    <div role="alert">
                        <h2 class="govuk-error-summary__title">{strings::PROBLEM}</h2>
                        <div class="govuk-error-summary__body">
                            <ul class="govuk-list govuk-error-summary__list">{wrong}</ul>
                        </div>
                    </div>
                </div>
            }
        })
    }
}
