//! One child: what is due, what there is, and what can be started.

use leptos::prelude::*;

use super::Banner;
use super::cards::EntryCard;
use super::change_reference::ChangeReference;
use super::children::in_turn;
use super::deleting::{Delete, Deleting};
use super::due_list::DueList;
use super::start::{forms, start_about};
use crate::handover::HandOverChild;
use crate::header::Header;
use crate::keep::day;
use crate::nav::Nav;
use crate::page;
use crate::shelf::Removed;
use crate::store::Store;
use crate::strings;

/// A child's page. Its title says nothing about whom: titles are kept in histories.
#[component]
pub(crate) fn ChildPage(id: String, nav: Nav, store: Store) -> impl IntoView {
    page::name(&[strings::home::CHILD]);
    page::focus_later("home");
    let child = store.library.with_untracked(|library| library.child(&id).cloned());
    let Some(child) = child else {
        nav.back();
        return ().into_any();
    };
    let now = id.clone();
    let as_it_is = Memo::new(move |_| store.library.with(|library| library.child(&now).cloned()));
    let reference = move || {
        let called = as_it_is.with(|child| child.as_ref().map(|child| child.reference.clone()));
        called.unwrap_or_else(|| strings::home::CHILD.to_owned())
    };
    let is_gone = Memo::new(move |_| as_it_is.with(Option::is_none));
    Effect::new(move || {
        if is_gone.get() {
            // What had the focus is out of sight.
            page::focus_later("home");
        }
    });
    let procedure = wayhome_procedures::procedure(&child.procedure);
    let authority = procedure.as_ref().map(|procedure| procedure.authority.clone());
    let starts: Vec<_> = procedure
        .iter()
        .flat_map(|procedure| forms(procedure))
        .map(|form| {
            let (child, form_id) = (child.clone(), form.id);
            view! {
                <li>
                    <button
                        type="button"
                        class="govuk-button govuk-button--secondary"
                        on:click=move |_| start_about(nav, store, &child, &form_id)
                    >
                        {form.title}
                    </button>
                </li>
            }
        })
        .collect();
    let deleting = Deleting::new();
    let (of, gone, at) = (id.clone(), id.clone(), id.clone());
    let records = Memo::new(move |_| {
        store.library.with(|library| {
            in_turn(library, &of)
                .into_iter()
                .map(|entry| (entry.clone(), library.beside(entry), library.is_alike(entry)))
                .collect::<Vec<_>>()
        })
    });
    let cards = move || {
        // Each card says how its record stands on that day.
        day();
        let cards = records.get().into_iter();
        cards
            .map(|(entry, beside, alike)| view! { <EntryCard entry beside alike nav store deleting /> })
            .collect_view()
    };
    view! {
        <Header>
            <button type="button" class="top__button" on:click=move |_| nav.back()>{strings::BACK}</button>
        </Header>
        <main class="govuk-width-container govuk-main-wrapper home" id="main">
            <h1 class="govuk-heading-l" id="home" tabindex="-1">{reference}</h1>
            {gone_elsewhere(nav, store, (id.clone(), is_gone))}
            <div hidden=is_gone>
                <p class="govuk-body">{authority}</p>
                <ChangeReference store child=as_it_is.into() />
            </div>
            <Banner store />
            <div hidden=is_gone>
                <DueList nav store child=id />
                <section aria-labelledby="begin">
                    <h2 class="govuk-heading-m" id="begin">{strings::home::BEGIN}</h2>
                    <p class="govuk-body">{strings::home::BEGIN_WHAT}</p>
                    <ul class="starts">{starts}</ul>
                </section>
                <section aria-labelledby="records">
                    <h2 class="govuk-heading-m" id="records">{strings::home::RECORDS}</h2>
                    <Show when=move || records.with(Vec::is_empty)>
                        <p class="govuk-body">{strings::home::NO_RECORDS}</p>
                    </Show>
                    <ul class="cards">{cards}</ul>
                </section>
                <HandOverChild store child=at />
                <button type="button" class="link-button" on:click=move |_| deleting.ask_child(&gone)>{strings::home::DELETE_CHILD}</button>
            </div>
            <Delete deleting store child_gone=Some(Callback::new(move |()| nav.back_home())) />
        </main>
    }
    .into_any()
}

/// That the child is here no longer, and the way from there. Whoever deletes it here is led away, and told there.
fn gone_elsewhere(nav: Nav, store: Store, (id, is_gone): (String, Memo<bool>)) -> impl IntoView {
    let deleted_here = move || {
        let is_child = |removed: &Removed| removed.child.as_ref().is_some_and(|child| child.id == id);
        store.removed.with(|removed| removed.as_ref().is_some_and(is_child))
    };
    let shown = Memo::new(move |_| is_gone.get() && !deleted_here());
    view! {
        <div role="alert">
            <Show when=move || shown.get()>
                <p class="govuk-inset-text">{strings::home::CHILD_GONE}</p>
            </Show>
        </div>
        <Show when=move || shown.get()>
            <button type="button" class="govuk-button" on:click=move |_| nav.back_home()>{strings::home::TO_HOME}</button>
        </Show>
    }
}
