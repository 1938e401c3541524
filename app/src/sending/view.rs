//! What is shown of sending: the button below a signed record, the question before it goes, and how each thing stands.

use std::sync::Arc;

use leptos::prelude::*;
use wayhome_outbox::{Event, Item, cloud_event};

use super::{Sender, clock, on_its_way};
use crate::deployment::SendTo;
use crate::device::ThisDevice;
use crate::home::day_of;
use crate::page;
use crate::record_file::new_id;
use crate::shelf::Letter;
use crate::store::Store;
use crate::strings;
use crate::strings::sending as words;
use crate::taking::{Asking, document, losses};
use crate::today::now;
use crate::work::Work;

/// The id of the heading above what is sent.
pub(crate) const SENDING: &str = "sending";
/// And of the section below it.
pub(crate) const AROUND_LETTERS: &str = "around-letters";

/// Sending a signed record, where a council has set up where to.
#[component]
pub(crate) fn SendRecord(work: Work) -> impl IntoView {
    let sender = use_context::<Sender>()?;
    let entry = work.entry();
    let may = entry.signed.is_some() && !entry.exercise && !ThisDevice::is_for_trying_only();
    let (id, came_signed) = (entry.id, entry.came_signed);
    // What stands is the newer version.
    let replaced = work
        .store()
        .library
        .with_untracked(|library| library.newer(&id).is_some_and(|newer| newer.signed.is_some()));
    let asking = RwSignal::new(None::<(Letter, Vec<String>)>);
    let has_letter = Memo::new(move |before: Option<&bool>| {
        let is_its = |letter: &Letter| letter.record == id;
        let has = sender
            .store
            .library
            .with(|library| library.letters().iter().any(is_its));
        if before == Some(&true) && !has {
            page::keep_focus(AROUND_LETTERS, SENDING);
        }
        has
    });
    let may_send = move || {
        let id = work.id();
        let stands = |letter: &Letter| letter.record == id && !letter.is_taken_back();
        sender
            .store
            .library
            .with(|library| !library.letters().iter().any(stands))
    };
    let section = move || {
        let to = sender.deployment.send_to.get();
        if !may || ((to.is_none() || replaced) && !has_letter.get()) {
            return None;
        }
        let button = to.filter(|_| !replaced).map(|to| {
            let name = to.name.clone();
            let ask = move |_| asking.set(prepared(work, &to));
            view! {
                <Show when=may_send>
                    <button type="button" class="govuk-button" on:click=ask.clone()>{words::send_to(&name)}</button>
                </Show>
            }
        });
        Some(view! {
            <section class="leave" id=AROUND_LETTERS aria-labelledby=SENDING>
                <h2 class="govuk-heading-m" id=SENDING tabindex="-1">{words::SENDING}</h2>
                {button}
                {move || {
                    let problem = sender.store.problem();
                    problem.map(|problem| view! { <p class="govuk-body" role="alert">{problem}</p> })
                }}
                <Letters store=sender.store record=work.id() />
            </section>
        })
    };
    Some(view! {
        {section}
        {question(&sender, asking, came_signed)}
    })
}

/// What would be sent, to nobody yet; and what it cannot carry.
fn prepared(work: Work, to: &Arc<SendTo>) -> Option<(Letter, Vec<String>)> {
    let (document, lost) = work.outgoing(document)?;
    let (key, entry) = (new_id(), work.entry());
    let time = String::from(js_sys::Date::new_0().to_iso_string());
    let (kind, body) = if to.enveloped {
        let event = Event {
            key: &key,
            source: &window().location().origin().unwrap_or_default(),
            record: entry.record.id.as_deref(),
            time: &time,
        };
        ("application/cloudevents+json", cloud_event(&event, document))
    } else {
        ("application/json", document)
    };
    let name = strings::home::record_called(work.model().plan().title(), &day_of(&entry));
    let letter = Letter {
        record: entry.id,
        to: to.address.clone(),
        to_name: to.name.clone(),
        created: now(),
        item: Item::new(key.clone(), name, kind, body.to_string()),
        put_away: false,
        id: key,
    };
    Some((letter, lost))
}

/// The question before it goes.
fn question(sender: &Sender, asking: RwSignal<Option<(Letter, Vec<String>)>>, came_signed: bool) -> AnyView {
    let sender = *sender;
    let shown = Signal::derive(move || asking.with(Option::is_some));
    let close = Callback::new(move |()| asking.set(None));
    let lasts = sender.store.lasts();
    view! {
        <Asking shown close id="before-sending" title=words::BEFORE_SENDING>
            {move || {
                asking
                    .get()
                    .map(|(letter, lost)| {
                        let send = move |_| {
                            if let Some((letter, _)) = asking.try_update(Option::take).flatten() {
                                sender.send(letter);
                                // The button that asked for it goes.
                                page::focus_later(SENDING);
                            }
                        };
                        view! {
                            <p class="govuk-body">{words::goes_to(&letter.to_name, &letter.to)}</p>
                            <p class="govuk-body">{words::WHAT_GOES}</p>
                            {came_signed.then(|| view! { <p class="govuk-inset-text">{strings::signing::CAME_SIGNED}</p> })}
                            {losses(lost)}
                            <p class="govuk-body">{if lasts { words::KEPT_UNTIL } else { words::NOT_KEPT }}</p>
                            <button type="button" class="govuk-button" on:click=send>{words::SEND}</button>
                        }
                    })
            }}
        </Asking>
    }
    .into_any()
}

/// What is to be sent, or was: of one record, or all.
#[component]
pub(crate) fn Letters(store: Store, #[prop(optional, into)] record: Option<String>) -> impl IntoView {
    let sender = use_context::<Sender>()?;
    let of_one = record.is_some();
    let letters = Memo::new(move |before: Option<&Vec<Letter>>| {
        let wanted = |letter: &&Letter| {
            record
                .as_ref()
                .map_or(!letter.put_away, |record| letter.record == *record)
        };
        let letters = store
            .library
            .with(|library| library.letters().iter().filter(wanted).cloned().collect::<Vec<_>>());
        if before.is_some_and(|before| *before != letters) {
            // All of them are drawn anew, also by what becomes of one while the person is at another.
            page::keep_focus(AROUND_LETTERS, SENDING);
        }
        letters
    });
    let list = move || {
        let letters = letters.get().into_iter();
        letters.map(|letter| shown(&sender, &letter, of_one)).collect_view()
    };
    Some(view! { <ul class="cards" aria-live="polite">{list}</ul> })
}

fn shown(sender: &Sender, letter: &Letter, of_one: bool) -> AnyView {
    let sender = *sender;
    let (again, away) = (letter.id.clone(), letter.id.clone());
    let [again_id, away_id] = ["try", "take"].map(|what| format!("{what}-{}", letter.id));
    let to = sender.deployment.send_to.get();
    let known = to.as_ref().is_some_and(|to| to.address == letter.to);
    let moves = !on_its_way(letter, to.as_deref());
    // To an address that is no longer the one, nobody sends what was being sent.
    let letter = &if moves { letter.given_up() } else { letter.clone() };
    let state = if letter.is_taken_back() {
        words::TAKEN_BACK.to_owned()
    } else if known || !letter.is_under_way() {
        words::state(&letter.item, clock(), sender.store.lasts())
    } else {
        words::ELSEWHERE.to_owned()
    };
    let tried_again = known && letter.is_under_way();
    let may_have_arrived = letter.may_have_arrived().then_some(if tried_again {
        words::MAY_HAVE_ARRIVED
    } else {
        words::MAY_BE_TWICE
    });
    let may_try = moves && tried_again;
    // On the record, that it was sent stays said.
    let may_take = moves && (letter.is_under_way() || !of_one);
    let taking = if letter.is_under_way() {
        words::TAKE_BACK
    } else {
        words::REMOVE
    };
    let hidden = letter.item.name.clone();
    // Two brothers' visits look alike but for the reference.
    let of = sender.store.library.with_untracked(|library| {
        let entry = library.entry(&letter.record)?;
        library
            .child(entry.child.as_ref()?)
            .map(|child| child.reference.clone())
    });
    let newer = sender.store.library.with_untracked(|library| {
        let newer = library.newer(&letter.record)?;
        let asked = library.letters().iter().any(|other| other.record == newer.id);
        Some(()).filter(|()| !asked)
    });
    let of = of
        .filter(|_| !of_one)
        .map(|reference| view! { <p class="card__line">{reference}</p> });
    view! {
        <li class="card">
            <p class="card__title">{words::letter(&letter.item.name, &letter.to_name)}</p>
            {of}
            <p class="card__line">{state}</p>
            {newer.map(|()| view! { <p class="card__line">{words::NEWER_NOT_SENT}</p> })}
            {may_have_arrived.map(|said| view! { <p class="card__line card__line--quiet">{said}</p> })}
            <div class="card__actions">
                {may_try
                    .then(|| {
                        let of = hidden.clone();
                        view! {
                            <button type="button" class="link-button" id=again_id on:click=move |_| sender.try_now(&again)>
                                {words::TRY_NOW}
                                <span class="govuk-visually-hidden">" " {of}</span>
                            </button>
                        }
                    })}
                {may_take
                    .then(|| {
                        let take = move |_| {
                            sender.take_away(away.clone());
                            // The button goes with the card.
                            page::focus_later(SENDING);
                        };
                        view! {
                            <button type="button" class="link-button" id=away_id on:click=take>
                                {taking}
                                <span class="govuk-visually-hidden">" " {hidden}</span>
                            </button>
                        }
                    })}
            </div>
        </li>
    }
    .into_any()
}
