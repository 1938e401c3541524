//! The first screen: the children, their records, and what is due.

mod add_child;
mod change_reference;
pub(crate) mod child_page;
mod deleting;
mod dues;
mod overview;
pub(crate) mod sibling;
mod start;

use leptos::prelude::*;
use wayhome_engine::{DeadlineState, words};

use self::add_child::AddChild;
use self::deleting::{Delete, Deleting};
use self::dues::{Opens, ToDo, due};
use self::overview::{Overview, overview};
use self::start::{OpenSaved, Quick, start_about};
use crate::device::{Notice, ThisDevice};
use crate::header::Header;
use crate::keep::{Keep, day};
use crate::leaving::would_lose;
use crate::nav::{Nav, Screen, Stage};
use crate::page;
use crate::sending::{Letters, SENDING};
use crate::shelf::format::FormatError;
use crate::shelf::{Child, Entry, Library};
use crate::store::Store;
use crate::strings;
use crate::today::today;
use crate::training::Entry as TrainingEntry;
use crate::update::Update;

/// From how many children on a search is offered.
const MANY: usize = 6;

/// The first screen.
#[component]
pub(crate) fn Home(nav: Nav, store: Store) -> impl IntoView {
    page::name(&[strings::HOME]);
    page::focus_later("home");
    let empty = Memo::new(move |_| {
        store
            .library
            .with(|library| library.children().is_empty() && library.entries().is_empty())
    });
    // A newer edition loads the page anew, and what is nowhere else would be lost.
    let keep = use_context::<Keep>();
    let idle = Signal::derive(move || !would_lose(keep, store));
    let sought = RwSignal::new(String::new());
    let (adding, deleting) = (RwSignal::new(false), Deleting::new());
    let children = move || {
        store.library.with(|library| {
            let mut found: Vec<_> = sought.with(|sought| library.found(sought).cloned().collect());
            // Whom a person worked on last is whom they look for.
            found.reverse();
            found
        })
    };
    let many = Memo::new(move |_| store.library.with(|library| library.children().len() >= MANY));
    let none_found = move || store.library.with(|library| !library.children().is_empty()) && children().is_empty();
    view! {
        <Header />
        <main class="govuk-width-container govuk-main-wrapper home" id="main">
            <h1 class="govuk-heading-l" id="home" tabindex="-1">{strings::HOME}</h1>
            <Banner store />
            <Update idle />
            <Notice />
            <Show when=move || !store.lasts()>
                <p class="kept">{strings::NOTHING_KEPT}</p>
            </Show>
            <Unread store />
            <DueList nav store />
            <ToSend store />
            <section aria-labelledby="children" class="home__children">
                <h2 class="govuk-heading-m" id="children">{strings::CHILDREN}</h2>
                <Show when=move || many.get()>
                    <div class="govuk-form-group">
                        <label class="govuk-label" for="search">{strings::SEARCH}</label>
                        <input
                            class="govuk-input"
                            type="search"
                            id="search"
                            autocomplete="off"
                            spellcheck="false"
                            on:input:target=move |event| sought.set(event.target().value())
                        />
                    </div>
                </Show>
                <p class="govuk-body" role="status">{move || none_found().then_some(strings::NONE_FOUND)}</p>
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
                                <span class="govuk-details__summary-text">{strings::QUICK}</span>
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

/// The records that belong to no child.
#[component]
fn Loose(nav: Nav, store: Store, deleting: Deleting) -> impl IntoView {
    let loose = move || {
        // Each card says how its record stands on that day.
        day();
        store.library.with(|library| {
            let loose: Vec<_> = library
                .entries_of(None)
                .map(|entry| {
                    let newer = library.newer(&entry.id).map(Entry::is_open);
                    (entry.clone(), newer, library.also_signed(entry))
                })
                .collect();
            loose
        })
    };
    view! {
        <section class="home__loose" hidden=move || loose().is_empty() aria-labelledby="loose">
            <h2 class="govuk-heading-m" id="loose">{strings::LOOSE}</h2>
            <ul class="cards">
                {move || {
                    loose()
                        .into_iter()
                        .map(|(entry, newer, also_signed)| view! { <EntryCard entry newer also_signed nav deleting /> })
                        .collect_view()
                }}
            </ul>
        </section>
    }
}

/// What went wrong, and what was just deleted.
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
        let removed = store.removed.with(Option::is_some).then(|| {
            view! {
                <div class="banner" role="status">
                    <p class="banner__words">{strings::DELETED}</p>
                    <button type="button" class="govuk-button govuk-button--secondary" id="put-back" on:click=put_back>{strings::PUT_BACK}</button>
                </div>
            }
        });
        (problem, removed)
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
                .map(strings::unread_newer);
            let damaged = Some(of(FormatError::Unreadable))
                .filter(|count| *count > 0)
                .map(strings::unread_damaged);
            let said: Vec<_> = newer
                .into_iter()
                .chain(damaged)
                .map(|said| view! { <p class="govuk-inset-text">{said}</p> })
                .collect();
            said
        })
    }
}

/// What is due and late, the soonest first; nothing where nothing is.
#[component]
pub(crate) fn DueList(nav: Nav, store: Store, #[prop(optional, into)] child: Option<String>) -> impl IntoView {
    let one = child.is_some();
    let all = Memo::new(move |_| store.library.with(|library| due(library, child.as_deref(), day())));
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
    let reference = to_do.child.as_deref().filter(|_| !one).and_then(|id| {
        store
            .library
            .with_untracked(|library| library.child(id).map(|child| child.reference.clone()))
    });
    let words = match &to_do.opens {
        Opens::Record(_) => strings::open_form(&to_do.title),
        Opens::Start { .. } => strings::start_form(&to_do.title),
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
            <p class="dues__day"><span class=class>{state}</span> " " {day}</p>
            <p class="dues__what">{reference.map(|reference| view! { <strong>{reference}</strong> ": " })} {to_do.due.message}</p>
            <button type="button" class="link-button" on:click=open>{words}</button>
        </li>
    }
}

/// One child in the list.
#[component]
fn ChildCard(child: Child, nav: Nav, store: Store) -> impl IntoView {
    let of = child.id.clone();
    let newest = move || {
        store.library.with(|library| {
            let records = library
                .entries_of(Some(&of))
                .filter(|entry| !library.replaced(&entry.id))
                .count();
            let newest = library
                .entries_of(Some(&of))
                .next()
                .map(|entry| (entry.clone(), overview(entry, day())));
            (records, newest)
        })
    };
    let line = move || {
        let (records, newest) = newest();
        let newest = newest.map(|(entry, overview)| {
            format!(
                "{}. {}",
                strings::last_record(&overview.title, &day_of(&entry)),
                status(&entry, &overview)
            )
        });
        view! {
            <p class="card__line">{strings::records(records)}</p>
            {newest.map(|newest| view! { <p class="card__line">{newest}</p> })}
        }
    };
    let authority = wayhome_procedures::procedure(&child.procedure).map(|procedure| procedure.authority.clone());
    let id = child.id;
    view! {
        <li class="card">
            <button type="button" class="card__open" on:click=move |_| nav.go(Screen::Child(id.clone()))>{child.reference}</button>
            <p class="card__line card__line--quiet">{authority}</p>
            {line}
        </li>
    }
}

/// One record in a list.
#[component]
pub(crate) fn EntryCard(
    entry: Entry,
    /// Whether its newer version is still open, if there is one.
    newer: Option<bool>,
    /// Is another version of the same record signed as well?
    also_signed: bool,
    nav: Nav,
    deleting: Deleting,
) -> impl IntoView {
    let overview = overview(&entry, today());
    let share = match (overview.answered, overview.needed) {
        (_, 0) => None,
        // Of an untouched record, it would show what was brought along as if somebody had answered it.
        (answered, needed) if entry.signed.is_none() && overview.touched => {
            Some((answered.to_string(), needed.to_string()))
        }
        _ => None,
    };
    let known = overview.known;
    let title = strings::record_called(&overview.title, &day_of(&entry));
    // One that an earlier version of Wayhome opened here.
    let title = if entry.exercise {
        format!("{}: {title}", strings::training::TRAINING)
    } else {
        title
    };
    let is_version = entry.earlier.is_some() && entry.signed.is_none();
    let visit = entry.child.is_some() && entry.record.form == "visit";
    let line = status(&entry, &overview);
    let (open, gone, of) = (entry.id.clone(), entry.id.clone(), entry.id);
    let hidden = title.clone();
    view! {
        <li class="card">
            {if known {
                view! {
                    <button type="button" class="card__open" on:click=move |_| nav.go(Screen::Record(open.clone(), Stage::Form))>{title}</button>
                }
                    .into_any()
            } else {
                view! { <p class="card__title">{title}</p> }.into_any()
            }}
            <p class="card__line">{line}</p>
            {share.map(|(answered, needed)| view! { <progress class="card__progress" aria-label=strings::PROGRESS value=answered max=needed></progress> })}
            {is_version.then(|| view! { <p class="card__line card__line--quiet">{strings::IS_NEW_VERSION}</p> })}
            {also_signed.then(|| view! { <p class="card__line card__line--quiet">{strings::ALSO_SIGNED}</p> })}
            {newer
                .map(|open| if open { strings::VERSION_STARTED } else { strings::REPLACED })
                .map(|said| view! { <p class="card__line card__line--quiet">{said}</p> })}
            <div class="card__actions">
                {visit
                    .then(|| {
                        view! {
                            <button type="button" class="link-button" on:click=move |_| nav.go(Screen::Sibling(of.clone()))>{strings::SIBLING}</button>
                        }
                    })}
                <button type="button" class="link-button" on:click=move |_| deleting.ask(&gone)>
                    {strings::DELETE}
                    <span class="govuk-visually-hidden">" " {hidden}</span>
                </button>
            </div>
        </li>
    }
}

/// "R-2041: Home visit, 20 November 2026, not signed": what tells one record from all others.
pub(crate) fn called(library: &Library, entry: &Entry) -> String {
    let child = entry.child.as_ref().and_then(|child| library.child(child));
    let plan = wayhome_procedures::plan(&entry.record.procedure, &entry.record.form);
    let title = plan.map_or_else(|_| entry.record.form.clone(), |plan| plan.title().to_owned());
    let called = strings::record_called(&title, &day_of(entry));
    let signed = entry.signed.is_some();
    strings::record_of(child.map(|child| child.reference.as_str()), &called, signed)
}

/// The day that a record speaks of, else the day on which it was started.
pub(crate) fn day_of(entry: &Entry) -> String {
    words::date(entry.day().unwrap_or(entry.created.date()))
}

/// How a record stands, honestly: what is answered and open, or that nobody has touched it.
pub(crate) fn status(entry: &Entry, overview: &Overview) -> String {
    if let Some(signed) = &entry.signed {
        return strings::signed_on(&words::date(signed.on));
    }
    if entry.read_only {
        strings::READ_ONLY.to_owned()
    } else if !overview.known {
        strings::NO_PROCEDURE.to_owned()
    } else if !overview.touched {
        strings::NOT_STARTED.to_owned()
    } else {
        strings::progress((overview.answered, overview.needed), overview.open, overview.breached)
    }
}

/// What is to be sent, or was; nothing where nobody has sent anything.
#[component]
fn ToSend(store: Store) -> impl IntoView {
    let any = Memo::new(move |_| {
        store
            .library
            .with(|library| !library.letters().iter().all(|letter| letter.put_away))
    });
    view! {
        <Show when=move || any.get()>
            <section aria-labelledby=SENDING>
                <h2 class="govuk-heading-m" id=SENDING tabindex="-1">{strings::sending::SENDING}</h2>
                <Letters store />
            </section>
        </Show>
    }
}
