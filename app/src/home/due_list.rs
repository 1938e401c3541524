//! What is due, as a list.

use leptos::prelude::*;
use wayhome_engine::{DeadlineState, words};

use super::dues::{Opens, ToDo, due};
use super::start::start_about;
use crate::keep::day;
use crate::nav::{Nav, Screen, Stage};
use crate::shelf::Library;
use crate::store::Store;
use crate::strings;

/// What is due and late, the soonest first; nothing where nothing is.
#[component]
pub(super) fn DueList(nav: Nav, store: Store, #[prop(optional, into)] child: Option<String>) -> impl IntoView {
    let one = child.is_some();
    let all = Memo::new(move |_| {
        store.library.with(|library| {
            store
                .reports
                .with_value(|reports| due(library, child.as_deref(), day(), reports))
        })
    });
    view! {
        <section class="dues" hidden=move || all.with(Vec::is_empty) aria-labelledby="dues">
            <h2 class="govuk-heading-m" id="dues">{strings::WHEN_DUE}</h2>
            <ul class="dues__list">
                {move || all.get().into_iter().map(|to_do| due_line(nav, store, to_do, one)).collect_view()}
            </ul>
        </section>
    }
}

fn due_line(nav: Nav, store: Store, to_do: ToDo, one: bool) -> impl IntoView {
    let late = to_do.due.state == DeadlineState::Late;
    let (class, state) = match &to_do.opens {
        // It may have been done, and be recorded elsewhere.
        Opens::Start { recorded: false, .. } => ("tag tag--due", strings::NOT_RECORDED_HERE),
        _ if late => ("tag tag--breached", strings::LATE),
        _ => ("tag tag--due", strings::DUE),
    };
    let day = to_do.due.due.map(words::moment).unwrap_or_default();
    let reference = store
        .library
        .with_untracked(|library| whose(library, &to_do).filter(|_| !one));
    let words = match &to_do.opens {
        Opens::Record(_) => strings::home::open_form(&to_do.title),
        Opens::Start { .. } => strings::home::start_form(&to_do.title),
    };
    let (opens, child) = (to_do.opens, to_do.child);
    let open = move |_| match &opens {
        Opens::Record(id) => nav.go(Screen::Record(id.clone(), Stage::Form)),
        Opens::Start { form, .. } => {
            let of = child
                .as_ref()
                .and_then(|id| store.library.with_untracked(|library| library.child(id).cloned()));
            if let Some(child) = of {
                start_about(nav, store, &child, form);
            }
        }
    };
    view! {
        <li class="dues__item">
            <p class="dues__day"><span class=class>{state}</span> " " <span class="dues__date">{day}</span></p>
            <p class="dues__what">{reference.map(|reference| view! { <strong>{reference}</strong> ": " })} {to_do.due.message}</p>
            <button type="button" class="link-button" on:click=open>{words}</button>
        </li>
    }
}

/// The reference of the child whom it is about, filed or named in the record alone.
fn whose(library: &Library, to_do: &ToDo) -> Option<String> {
    let child = to_do.child.as_ref().and_then(|id| library.child(id));
    match (child, &to_do.opens) {
        (Some(child), _) => Some(child.reference.clone()),
        (None, Opens::Record(id)) => library.entry(id).and_then(|entry| entry.reference()).map(str::to_owned),
        (None, Opens::Start { .. }) => None,
    }
}
