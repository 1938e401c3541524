//! Adding a child by its reference.

use leptos::prelude::*;
use wayhome_engine::Kind;
use web_sys::SubmitEvent;

use crate::ask::{Asked, ErrorSummary};
use crate::cautions::of_procedure;
use crate::nav::{Nav, Screen};
use crate::page;
use crate::shelf::Child;
use crate::store::{Store, fresh};
use crate::strings;

const ADD: &str = "add-child";

/// A button, and behind it the reference and the procedure.
#[component]
pub(crate) fn AddChild(
    nav: Nav,
    store: Store,
    /// Is it open? What else the screen asks stays away then.
    open: RwSignal<bool>,
) -> impl IntoView {
    let reference = Asked::new("new-child", None);
    let whose = Asked::new("new-child-procedure", store.last_procedure().map(Into::into));
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        let new = store.is_new(reference, (&whose.text(), None));
        if !(whose.check(!whose.text().is_empty(), strings::home::SELECT_PROCEDURE) && new) {
            page::name(&[&format!("{}{}", strings::ERROR, strings::home::HOME)]);
            page::focus_later("add-child-problem");
            return;
        }
        let child = Child::new(fresh(), &reference.text(), &whose.text());
        let id = child.id.clone();
        store.keep_child(child);
        nav.go(Screen::Child(id));
    };
    let cancel = move |_| {
        open.set(false);
        page::name(&[strings::home::HOME]);
        page::focus_later(ADD);
    };
    let begin = move |_| {
        open.set(true);
        page::focus_question_later("new-child");
    };
    move || {
        if !open.get() {
            return view! { <button type="button" class="govuk-button" id=ADD on:click=begin>{strings::home::ADD_CHILD}</button> }
                .into_any();
        }
        let procedures = wayhome_procedures::local();
        let options: Vec<_> = procedures
            .iter()
            .map(|procedure| (procedure.id.as_str(), procedure.authority.as_str()))
            .collect();
        view! {
            <form class="add-child" novalidate autocomplete="off" on:submit=add>
                <ErrorSummary id="add-child-problem" asked=vec![reference, whose] />
                {reference.view(strings::home::REFERENCE, Some(strings::home::REFERENCE_HINT), Kind::Text { long: false }, &[])}
                {whose.view(strings::WHICH_PROCEDURE, None, Kind::Choice(0), &options)}
                {move || wayhome_procedures::procedure(&whose.followed()).map(|procedure| of_procedure(&procedure))}
                <div class="govuk-button-group">
                    <button type="submit" class="govuk-button">{strings::home::ADD_CHILD}</button>
                    <button type="button" class="govuk-button govuk-button--secondary" on:click=cancel>
                        {strings::home::CANCEL}
                    </button>
                </div>
            </form>
        }
        .into_any()
    }
}
