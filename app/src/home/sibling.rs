//! A visit to the brother or sister of a child who was just seen: which child, and then their visit.

use chrono::NaiveDate;
use leptos::prelude::*;
use wayhome_engine::{Kind, words};

use super::cards::called;
use crate::ask::{Asked, ErrorSummary};
use crate::header::Header;
use crate::nav::{Nav, Screen, Stage};
use crate::page;
use crate::shelf::{Child, Library, Source};
use crate::store::{Store, fresh};
use crate::strings;

/// Choosing or adding the brother or sister.
#[component]
pub(crate) fn Sibling(
    /// The id of the record about the child who was seen.
    of: String,
    nav: Nav,
    store: Store,
) -> impl IntoView {
    page::name(&[strings::home::SIBLING]);
    page::focus_later("home");
    let entry = store.library.with_untracked(|library| library.entry(&of).cloned());
    let Some(entry) = entry else {
        nav.back();
        return ().into_any();
    };
    let reference = Asked::new("sibling", None);
    let procedure = entry.record.procedure.clone();
    let others: Vec<Child> = store.library.with_untracked(|library| {
        let other = |child: &&Child| Some(&child.id) != entry.child.as_ref() && child.procedure == procedure;
        library.children().iter().filter(other).cloned().collect()
    });
    let begin = move |child: &Child| {
        let Ok(plan) = wayhome_procedures::plan(&child.procedure, "visit") else {
            return;
        };
        let source = Source::Sibling {
            child: &child.id,
            entry: &of,
        };
        let visit = |library: &Library| library.begin(fresh(), &plan, source);
        let visit = store.library.with_untracked(visit);
        let id = visit.id.clone();
        store.begin(visit);
        // Whoever closes the visit is with the child that it is about, not with the one that it was started from.
        nav.turn_into(Screen::Child(child.id.clone()));
        nav.go(Screen::Record(id, Stage::Form));
    };
    let day = entry.day();
    let known: Vec<_> = others
        .into_iter()
        .map(|child| {
            let (begin, name) = (begin.clone(), child.reference.clone());
            let there = already(&child, day, (nav, store));
            view! {
                <li>
                    <button type="button" class="govuk-button govuk-button--secondary" on:click=move |_| begin(&child)>{name}</button>
                    {there}
                </li>
            }
        })
        .collect();
    let add = move |_| {
        if store.is_new(reference, (&procedure, None)) {
            let child = Child::new(fresh(), &reference.text(), &procedure);
            store.keep_child(child.clone());
            begin(&child);
        } else {
            page::name(&[&format!("{}{}", strings::ERROR, strings::home::SIBLING)]);
            page::focus_later("sibling-problem");
        }
    };
    let any = !known.is_empty();
    let from = store.library.with_untracked(|library| called(library, &entry));
    view! {
        <Header about=from>
            <button type="button" class="top__button" on:click=move |_| nav.back()>{strings::BACK}</button>
        </Header>
        <main class="govuk-width-container govuk-main-wrapper home" id="main">
            <ErrorSummary id="sibling-problem" asked=vec![reference] />
            <h1 class="govuk-heading-l" id="home" tabindex="-1">{strings::home::SIBLING}</h1>
            <p class="govuk-body">{strings::home::SIBLING_WHAT}</p>
            {any
                .then(|| {
                    view! {
                        <h2 class="govuk-heading-m">{strings::home::SIBLING_KNOWN}</h2>
                        <ul class="starts">{known}</ul>
                        <h2 class="govuk-heading-m">{strings::home::SIBLING_NEW}</h2>
                    }
                })}
            {reference.view(strings::home::SIBLING_REFERENCE, Some(strings::home::REFERENCE_HINT), Kind::Text { long: false }, &[])}
            <button type="button" class="govuk-button" on:click=add>{strings::home::START_VISIT}</button>
        </main>
    }
    .into_any()
}

/// That the brother or sister has a visit of this day already, and the way to it.
fn already(child: &Child, day: Option<NaiveDate>, (nav, store): (Nav, Store)) -> Option<AnyView> {
    let day = day?;
    let visit = |library: &Library| library.visit_on(&child.id, day).map(|visit| visit.id.clone());
    let visit = store.library.with_untracked(visit)?;
    let child = child.clone();
    let says = strings::home::sibling_has(&child.reference, &words::date(day));
    let open = move |_| {
        nav.turn_into(Screen::Child(child.id.clone()));
        nav.go(Screen::Record(visit.clone(), Stage::Form));
    };
    Some(
        view! {
            <p class="govuk-body">
                {says} " "
                <button type="button" class="link-button" on:click=open>{strings::home::SIBLING_OPEN}</button>
            </p>
        }
        .into_any(),
    )
}
