//! What is found, beside the form: what is left to do first, what is as asked last.

use leptos::prelude::*;
use leptos::{ev, html};
use wasm_bindgen::JsCast;
use wayhome_engine::{Finding, Level, RECORD_SOURCE, State};

use super::approvals::Approvals;
use super::check::CheckButton;
use super::deadlines::Deadlines;
use super::rest::Rest;
use super::sections::Place;
use super::told::{because, cite, is_law, needs, question_link, warnings};
use crate::items::{Group, Item, open_count};
use crate::model::Model;
use crate::page;
use crate::strings;

/// The findings, with who approves and what is due. Beside the form where there is room, else a sheet behind a bar.
#[component]
pub(crate) fn Findings(model: Model, place: Place, rest: Rest) -> impl IntoView {
    let count = Memo::new(move |_| place.items.with(|items| open_count(items)));
    let title = move || format!("{} · {}", strings::BEFORE_YOU_FINISH, count.get());
    let sum = move || {
        place.items.with(|items| {
            let of = |group| items.iter().filter(|item| item.group == group).count();
            strings::sum(of(Group::ToDo), of(Group::Breached), of(Group::CannotTell))
        })
    };
    let is_late = rest.settled(move || model.late());
    let none_left = move || strings::none_left(is_late.get().as_ref());
    let late = move || is_late.get().map(|late| late.words);
    let close = move || {
        place.sheet.set(false);
        page::focus_later("findings-bar");
    };
    let aside = NodeRef::<html::Aside>::new();
    // What has the focus is not to stand behind the sheet.
    let elsewhere = window_event_listener(ev::focusin, move |event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let is_within = || {
            aside
                .get_untracked()
                .is_some_and(|aside| aside.contains(target.as_ref()))
        };
        if place.sheet.get_untracked() && !is_within() {
            place.sheet.set(false);
        }
    });
    on_cleanup(move || elsewhere.remove());
    view! {
        <aside class="findings" aria-labelledby="findings-title" node_ref=aside>
            <button
                type="button"
                class="findings__bar"
                id="findings-bar"
                aria-expanded=move || place.sheet.get().to_string()
                aria-controls="findings"
                on:click=move |_| {
                    place.sheet.update(|open| *open = !*open);
                    if place.sheet.get_untracked() {
                        page::focus_later("findings-title");
                    }
                }
            >
                {title}
            </button>
            <div
                class="findings__sheet"
                class:findings__sheet--open=move || place.sheet.get()
                id="findings"
                on:keydown=move |event| if event.key() == "Escape" && place.sheet.get_untracked() { close() }
            >
                <div class="findings__head">
                    <h2 class="govuk-heading-m findings__title" id="findings-title" tabindex="-1">
                        {strings::BEFORE_YOU_FINISH} " · " <span class="count">{count}</span>
                    </h2>
                    <button type="button" class="link-button findings__close" on:click=move |_| close()>{strings::CLOSE_SHEET}</button>
                </div>
                <p class="findings__sum">{sum}</p>
                <div class="findings__check">
                    <CheckButton model place second=true />
                </div>
                <Approvals model place rest />
                <Show when=move || count.get() == 0>
                    <p class="govuk-body findings__none">{none_left} " " <span class="findings__late">{late}</span></p>
                </Show>
                <Items model place group=Group::Breached title=strings::NOT_AS_ASKED />
                <Items model place group=Group::ToDo title=strings::TO_DO />
                <Items model place group=Group::CannotTell title=strings::CANNOT_TELL />
                <Items model place group=Group::Explained title=strings::EXPLAINED />
                <Deadlines model place rest />
                <Folded model place group=Group::Consider title=strings::CONSIDER />
                <Folded model place group=Group::Met title=strings::MET />
            </div>
        </aside>
    }
}

/// The items of one group, in view.
#[component]
fn Items(model: Model, place: Place, group: Group, title: &'static str) -> impl IntoView {
    let count = group_count(place, group);
    view! {
        <section class="findings__group" hidden=move || count.get() == 0>
            <h3 class="govuk-heading-s">{title} " · " <span class="count">{count}</span></h3>
            {list(model, place, group)}
        </section>
    }
}

/// The items of one group, behind their count.
#[component]
fn Folded(model: Model, place: Place, group: Group, title: &'static str) -> impl IntoView {
    let count = group_count(place, group);
    view! {
        <details class="govuk-details findings__folded" hidden=move || count.get() == 0>
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">{title} " · " {count}</span>
            </summary>
            {list(model, place, group)}
        </details>
    }
}

fn group_count(place: Place, group: Group) -> Memo<usize> {
    Memo::new(move |_| {
        place
            .items
            .with(|items| items.iter().filter(|item| item.group == group).count())
    })
}

fn list(model: Model, place: Place, group: Group) -> impl IntoView {
    let topics = move || {
        let of = |items: &Vec<Item>| {
            items
                .iter()
                .filter(|item| item.group == group)
                .map(|item| item.topic.clone())
                .collect::<Vec<_>>()
        };
        place.items.with(of)
    };
    view! {
        <ul class="findings__list">
            <For each=topics key=Clone::clone children=move |topic| view! { <Entry model place group topic /> } />
        </ul>
    }
}

/// One topic, with what is found about it.
#[component]
fn Entry(model: Model, place: Place, group: Group, topic: String) -> impl IntoView {
    let item = Memo::new(move |_| {
        place.items.with(|items| {
            items
                .iter()
                .find(|item| item.group == group && item.topic == topic)
                .cloned()
        })
    });
    let body = move || {
        let item = item.get()?;
        let link = question_link(model, place, &item.question);
        Some(if group == Group::CannotTell {
            (link, waiting(model, place, &item.lines))
        } else {
            (link, found(model, place, &item.question, &item.lines))
        })
    };
    view! { <li class="finding">{body}</li> }
}

/// What is found, each source with its own word, and why.
fn found(model: Model, place: Place, question: &str, lines: &[Finding]) -> AnyView {
    let both =
        lines.iter().any(|line| is_law(model, &line.source)) && lines.iter().any(|line| !is_law(model, &line.source));
    let said: Vec<_> = lines.iter().map(|line| said(model, line, both)).collect();
    let why: Vec<_> = lines.iter().map(|line| reason(model, place, line)).collect();
    view! {
        {said}
        <details class="why why--aside">
            <summary>{strings::WHY} <span class="govuk-visually-hidden">" (" {model.name(question)} ")"</span></summary>
            {why}
        </details>
    }
    .into_any()
}

/// What an answer would settle. The link above is the answer; the checks that wait for it are behind their count.
fn waiting(model: Model, place: Place, lines: &[Finding]) -> AnyView {
    let why: Vec<_> = lines
        .iter()
        .map(|line| (said(model, line, true), reason(model, place, line)))
        .collect();
    view! {
        <details class="why">
            <summary>{strings::settles(lines.len())}</summary>
            {why}
        </details>
    }
    .into_any()
}

/// What one source finds: who asks, where the procedure and the law both do or the law alone does, and how it stands, where that is
/// not what the heading says.
fn said(model: Model, line: &Finding, both: bool) -> AnyView {
    let law = is_law(model, &line.source);
    let source = match (law, both && line.source != RECORD_SOURCE) {
        (true, _) => Some(("tag tag--law", strings::BY_LAW)),
        (false, true) => Some(("tag", strings::BY_PROCEDURE)),
        (false, false) => None,
    };
    let state = match line.state {
        State::Breached if law => Some(("tag tag--breached", strings::NOT_AS_LAW)),
        State::Breached => Some(("tag tag--breached", strings::NOT_AS_PROCEDURE)),
        State::Explained => Some(("tag tag--explained", strings::EXPLAINED)),
        State::Met => Some(("tag tag--met", strings::MET)),
        State::ToDo if line.is_unreadable() => Some(("tag tag--unreadable", strings::CANNOT_READ)),
        _ => None,
    };
    // "Not as the law asks" says already who asks.
    let source = source.filter(|_| line.state != State::Breached);
    let tags: Vec<_> = source
        .into_iter()
        .chain(state)
        .map(|(class, words)| view! { <span class=class>{words}</span> " " })
        .collect();
    view! { <p class="finding__line">{tags} {line.message.clone()}</p> }.into_any()
}

/// Why it was found: the rule, the answers, what is missing, and where it is written.
fn reason(model: Model, place: Place, line: &Finding) -> AnyView {
    let level = match line.level {
        Level::Must => strings::MUST,
        Level::Should => strings::SHOULD,
        Level::Consider => strings::CONSIDER,
    };
    view! {
        <div class="why__rule">
            <p class="why__id">{line.rule.clone()} " · " {level}</p>
            {because(&line.because)}
            {needs(model, place, &line.needs)}
            {warnings(&line.warnings)}
            {cite(&line.cite)}
        </div>
    }
    .into_any()
}
