//! A child, and a record, as one card of a list, and what they are called.

use chrono::NaiveDateTime;
use leptos::prelude::*;
use wayhome_engine::day::clock;
use wayhome_engine::words;

use super::children::in_turn;
use super::deleting::Deleting;
use super::overview::{Overview, overview};
use crate::keep::day;
use crate::nav::{Nav, Screen, Stage};
use crate::shelf::{Beside, Child, Entry, Library};
use crate::store::Store;
use crate::strings;
use crate::today::today;

/// One child in the list.
#[component]
pub(super) fn ChildCard(child: Child, nav: Nav, store: Store) -> impl IntoView {
    let of = child.id.clone();
    let newest = move || {
        store.library.with(|library| {
            // As many as the child's page lists.
            let records = in_turn(library, &of);
            let newest = records.first().map(|&entry| {
                (
                    entry.clone(),
                    store.reports.with_value(|reports| overview(entry, day(), reports)),
                )
            });
            (records.len(), newest)
        })
    };
    let line = move || {
        let (records, newest) = newest();
        let newest = newest.map(|(entry, overview)| {
            format!(
                "{}. {}",
                strings::home::last_record(&overview.title, &day_of(&entry)),
                status(&entry, &overview)
            )
        });
        view! {
            <p class="card__line">{strings::home::records(records)}</p>
            {newest.map(|newest| view! { <p class="card__line">{newest}</p> })}
        }
    };
    let authority = wayhome_procedures::procedure(&child.procedure).map(|procedure| procedure.authority.clone());
    let id = child.id;
    let card = card_id(&id);
    view! {
        <li class="card">
            <button type="button" class="card__open" id=card on:click=move |_| nav.go(Screen::Child(id.clone()))>{child.reference}</button>
            <p class="card__line card__line--quiet">{authority}</p>
            {line}
        </li>
    }
}

/// The id of what opens a child.
pub(super) fn card_id(child: &str) -> String {
    format!("child-{child}")
}

/// One record in a list.
#[component]
pub(super) fn EntryCard(
    entry: Entry,
    /// How it stands beside others that are here.
    beside: Vec<Beside>,
    /// Does the list hold another that is called the same?
    alike: bool,
    nav: Nav,
    store: Store,
    deleting: Deleting,
) -> impl IntoView {
    let overview = store.reports.with_value(|reports| overview(&entry, today(), reports));
    let share = match (overview.answered, overview.needed) {
        (_, 0) => None,
        // Of an untouched record, it would show what was brought along as if somebody had answered it.
        (answered, needed) if entry.signed.is_none() && overview.touched => {
            Some((answered.to_string(), needed.to_string()))
        }
        _ => None,
    };
    let known = overview.known;
    let title = strings::home::record_called(&overview.title, &day_of(&entry));
    // One that an earlier version of Wayhome opened here.
    let title = if entry.exercise {
        format!("{}: {title}", strings::training::TRAINING)
    } else {
        title
    };
    let is_version = entry.earlier.is_some() && entry.signed.is_none();
    let line = status(&entry, &overview);
    // Where it stands under no child, its own reference tells it from the others.
    let is_filed = store.library.with_untracked(|library| library.filed(&entry).is_some());
    let visit = is_filed && entry.record.form == "visit";
    let reference = entry.reference().filter(|_| !is_filed).map(str::to_owned);
    let changed = alike.then(|| last_changed(&entry));
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
            {reference.map(|reference| view! { <p class="card__line"><strong>{reference}</strong></p> })}
            <p class="card__line">{line}</p>
            {changed.map(|changed| view! { <p class="card__line card__line--quiet">{changed}</p> })}
            {share.map(|(answered, needed)| view! { <progress class="card__progress" aria-label=strings::home::PROGRESS value=answered max=needed></progress> })}
            {is_version.then(|| view! { <p class="card__line card__line--quiet">{strings::signing::IS_NEW_VERSION}</p> })}
            {beside.into_iter().map(|beside| view! { <p class="card__line card__line--quiet">{said_of(beside)}</p> }).collect_view()}
            <div class="card__actions">
                {visit
                    .then(|| {
                        view! {
                            <button type="button" class="link-button" on:click=move |_| nav.go(Screen::Sibling(of.clone()))>{strings::home::SIBLING}</button>
                        }
                    })}
                <button type="button" class="link-button" on:click=move |_| deleting.ask(&gone)>
                    {strings::home::DELETE}
                    <span class="govuk-visually-hidden">" " {hidden}</span>
                </button>
            </div>
        </li>
    }
}

const fn said_of(beside: Beside) -> &'static str {
    match beside {
        Beside::AlsoSigned => strings::signing::ALSO_SIGNED,
        Beside::OtherCopy => strings::OTHER_COPY,
        Beside::AnotherOfThatDay => strings::signing::ANOTHER_OF_THAT_DAY,
        Beside::VersionSigned => strings::signing::VERSION_SIGNED,
        Beside::VersionStarted => strings::signing::VERSION_STARTED,
        Beside::Replaced => strings::signing::REPLACED,
    }
}

/// When a record was last changed or, where nobody here has changed it, opened from a file.
fn last_changed(entry: &Entry) -> String {
    let said = |at: NaiveDateTime| (words::date(at.date()), clock(at));
    let opened = || {
        let (day, time) = said(entry.edited);
        strings::home::opened_on(&day, &time)
    };
    entry.changed().map_or_else(opened, |changed| {
        let (day, time) = said(changed);
        strings::home::last_changed(&day, &time)
    })
}

/// "R-2041: Home visit, 20 November 2026, not signed": what tells one record from all others.
pub(crate) fn called(library: &Library, entry: &Entry) -> String {
    let child = entry.child.as_ref().and_then(|child| library.child(child));
    let plan = wayhome_procedures::plan(&entry.record.procedure, &entry.record.form);
    let title = plan.map_or_else(|_| entry.record.form.clone(), |plan| plan.title().to_owned());
    let called = strings::home::record_called(&title, &day_of(entry));
    let signed = entry.signed.is_some();
    strings::home::record_of(child.map(|child| child.reference.as_str()), &called, signed)
}

/// The day that a record speaks of; where it tells none, the day on which it was started, as such.
pub(crate) fn day_of(entry: &Entry) -> String {
    let started = || strings::home::started(&words::date(entry.created.date()));
    entry.day().map_or_else(started, words::date)
}

/// How a record stands, honestly: what is answered and open, or that nobody has touched it.
fn status(entry: &Entry, overview: &Overview) -> String {
    if let Some(signed) = &entry.signed {
        return strings::home::signed_on(&words::date(signed.on));
    }
    if entry.read_only {
        strings::signing::READ_ONLY.to_owned()
    } else if !overview.known {
        strings::home::NO_PROCEDURE.to_owned()
    } else if !overview.touched {
        strings::home::NOTHING_ENTERED.to_owned()
    } else {
        let left = strings::left(overview.open, overview.breached, overview.late.as_ref());
        strings::home::progress((overview.answered, overview.needed), &left)
    }
}
