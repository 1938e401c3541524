//! The first screen: the children, their records, and what is due.

mod add_child;
mod cards;
mod change_reference;
pub(crate) mod child_page;
mod children;
mod deleting;
mod due_list;
mod dues;
mod overview;
mod reports;
pub(crate) mod sibling;
mod start;

use leptos::prelude::*;

pub(crate) use self::cards::{called, day_of};
pub(crate) use self::reports::Reports;

use self::add_child::AddChild;
use self::cards::{ChildCard, EntryCard, card_id};
use self::children::last_first;
use self::deleting::{Delete, Deleting};
use self::due_list::DueList;
use self::start::{OpenSaved, Quick};
use crate::controls::uncorrected;
use crate::device::{Notice, ThisDevice};
use crate::header::Header;
use crate::keep::{Keep, day};
use crate::leaving::would_lose;
use crate::nav::{HomeAsLeft, Nav};
use crate::page;
use crate::sending::{AROUND_LETTERS, Letters, SENDING};
use crate::shelf::format::FormatError;
use crate::shelf::{Letter, ShelfError};
use crate::store::{STAYED, Store};
use crate::strings;
use crate::training::Entry as TrainingEntry;
use crate::update::Update;

/// The id of the heading.
const HEADING: &str = "home";
/// From how many children on a search is offered.
const MANY: usize = 6;

/// The first screen.
#[component]
pub(crate) fn Home(nav: Nav, store: Store) -> impl IntoView {
    page::name(&[strings::home::HOME]);
    come_back(nav, store);
    // Whoever goes on from here has read why something stayed. On a child's page it is not forgotten: whoever deletes the child there is led here.
    on_cleanup(move || {
        store.stayed.try_set(None);
    });
    let empty = Memo::new(move |_| {
        store
            .library
            .with(|library| library.children().is_empty() && library.entries().is_empty())
    });
    // A newer edition loads the page anew, and what is nowhere else would be lost.
    let keep = use_context::<Keep>();
    let idle = Signal::derive(move || !would_lose(keep, store));
    let sought = nav.home_as_left.sought;
    let (adding, deleting) = (RwSignal::new(false), Deleting::new());
    let many = Memo::new(move |_| store.library.with(|library| library.children().len() >= MANY));
    // What was sought stays only as long as it can be seen and changed.
    Effect::new(move || {
        if !many.get() && sought.with_untracked(|sought| !sought.is_empty()) {
            sought.set(String::new());
        }
    });
    let children = move || {
        store
            .library
            .with(|library| sought.with(|sought| last_first(library, sought)))
    };
    let none_found = move || store.library.with(|library| !library.children().is_empty()) && children().is_empty();
    view! {
        <Header />
        <main class="govuk-width-container govuk-main-wrapper home" id="main">
            <h1 class="govuk-heading-l" id="home" tabindex="-1">{strings::home::HOME}</h1>
            <Banner store />
            <Update idle />
            <Notice />
            <Show when=move || !store.lasts()>
                <p class="kept">{strings::NOTHING_KEPT}</p>
            </Show>
            <Unread store />
            <Show when=move || many.get()>
                <div class="govuk-form-group home__search">
                    <label class="govuk-label" for="search">{strings::home::SEARCH}</label>
                    <input
                        class="govuk-input"
                        type="search"
                        id="search"
                        autocomplete="off"
                        {..uncorrected()}
                        spellcheck="false"
                        prop:value=move || sought.get()
                        on:input:target=move |event| sought.set(event.target().value())
                    />
                </div>
            </Show>
            <p class="govuk-body" role="status">{move || none_found().then_some(strings::home::NONE_FOUND)}</p>
            <DueList nav store />
            <ToSend store />
            <section aria-labelledby="children" class="home__children">
                <h2 class="govuk-heading-m" id="children">{strings::home::CHILDREN}</h2>
                <ul class="cards">
                    <For each=children key=|child| child.id.clone() children=move |child| view! { <ChildCard child nav store /> } />
                </ul>
                <Show when=|| !ThisDevice::is_for_trying_only()>
                    <AddChild nav store open=adding />
                </Show>
            </section>
            <Loose nav store deleting />
            {move || {
                if adding.get() {
                    ().into_any()
                } else if empty.get() {
                    view! { <Quick nav store /> }.into_any()
                } else {
                    view! {
                        <details class="govuk-details home__quick">
                            <summary class="govuk-details__summary">
                                <span class="govuk-details__summary-text">{strings::home::QUICK}</span>
                            </summary>
                            <Quick nav store />
                        </details>
                    }
                        .into_any()
                }
            }}
            <Show when=|| !ThisDevice::is_for_trying_only()>
                <OpenSaved nav store />
            </Show>
            <Delete deleting store />
            <TrainingEntry />
        </main>
    }
}

/// Whoever comes back from a child finds the place at which they opened it.
fn come_back(nav: Nav, store: Store) {
    let HomeAsLeft { sought, opened, .. } = nav.home_as_left;
    let Some(child) = opened.try_update_value(Option::take).flatten() else {
        return page::focus_later(HEADING);
    };
    let is_out_of_sight = store.library.with_untracked(|library| {
        let is_found = |sought: &String| library.found(sought).any(|found| found.id == child);
        library.child(&child).is_some() && !sought.with_untracked(is_found)
    });
    // One who was added, or has another reference by now.
    if is_out_of_sight {
        sought.set(String::new());
    }
    page::focus_later_or(card_id(&child), HEADING);
}

/// The records that belong to no child.
#[component]
fn Loose(nav: Nav, store: Store, deleting: Deleting) -> impl IntoView {
    let loose = Memo::new(move |_| {
        // Each card says how its record stands on that day.
        let today = day();
        store.library.with(|library| {
            let loose: Vec<_> = library
                .entries_of(None)
                .map(|entry| (entry.clone(), library.beside(entry), library.is_alike(entry)))
                .collect();
            (today, loose)
        })
    });
    view! {
        <section class="home__loose" hidden=move || loose.with(|(_, loose)| loose.is_empty()) aria-labelledby="loose">
            <h2 class="govuk-heading-m" id="loose">{strings::home::LOOSE}</h2>
            <ul class="cards">
                {move || {
                    loose
                        .get()
                        .1
                        .into_iter()
                        .map(|(entry, beside, alike)| view! { <EntryCard entry beside alike nav store deleting /> })
                        .collect_view()
                }}
            </ul>
        </section>
    }
}

/// What went wrong, and what was just deleted or was not.
#[component]
pub(crate) fn Banner(store: Store) -> impl IntoView {
    let put_back = move |_| {
        store.put_back();
        page::focus_later("home");
    };
    move || {
        let problem = store
            .problem()
            .map(|problem| view! { <p class="banner banner--problem" role="alert">{problem}</p> });
        let stayed =
            store.stayed.get().map(not_deleted).map(
                |said| view! { <p class="banner banner--problem" role="alert" id=STAYED tabindex="-1">{said}</p> },
            );
        let removed = store.removed.with(Option::is_some).then(|| {
            view! {
                <div class="banner" role="status">
                    <p class="banner__words">{strings::home::DELETED}</p>
                    <button type="button" class="govuk-button govuk-button--secondary" id="put-back" on:click=put_back>{strings::home::PUT_BACK}</button>
                </div>
            }
        });
        (problem, stayed, removed)
    }
}

/// What this version cannot open: it stays as it is.
#[component]
fn Unread(store: Store) -> impl IntoView {
    move || {
        store.library.with(|library| {
            let of = |why: FormatError| library.unread().iter().filter(|unread| unread.why == why).count();
            let newer = Some(of(FormatError::Newer))
                .filter(|count| *count > 0)
                .map(strings::home::unread_newer);
            let damaged = Some(of(FormatError::Unreadable))
                .filter(|count| *count > 0)
                .map(strings::home::unread_damaged);
            let said: Vec<_> = newer
                .into_iter()
                .chain(damaged)
                .map(|said| view! { <p class="govuk-inset-text">{said}</p> })
                .collect();
            said
        })
    }
}

/// What is to be sent, or was; nothing where nobody has sent anything.
#[component]
fn ToSend(store: Store) -> impl IntoView {
    let any = Memo::new(move |before: Option<&bool>| {
        let is_away = |letter: &Letter| letter.put_away;
        let any = store.library.with(|library| !library.letters().iter().all(is_away));
        if before == Some(&true) && !any {
            page::keep_focus(AROUND_LETTERS, "");
        }
        any
    });
    view! {
        <Show when=move || any.get()>
            <section id=AROUND_LETTERS aria-labelledby=SENDING>
                <h2 class="govuk-heading-m" id=SENDING tabindex="-1">{strings::sending::SENDING}</h2>
                <Letters store />
            </section>
        </Show>
    }
}

/// Why something that was to be deleted is still here.
const fn not_deleted(why: ShelfError) -> &'static str {
    match why {
        ShelfError::Elsewhere => strings::home::NOT_DELETED_ELSEWHERE,
        _ => strings::home::NOT_DELETED,
    }
}
