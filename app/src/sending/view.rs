//! What is shown of sending: the button below a signed record, the question before it goes, and how each thing stands.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wayhome_outbox::{Event, Item, State, cloud_event};

use super::{Sender, clock, on_its_way};
use crate::deployment::SendTo;
use crate::device::ThisDevice;
use crate::home::day_of;
use crate::page;
use crate::record_file::new_id;
use crate::shelf::{Letter, NotSent};
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
/// Where it is said that nothing was sent, and why.
const NOT_SENT: &str = "not-sent";

/// What is asked about, with what it cannot carry.
type Asks = Option<(Letter, Vec<String>)>;

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
    let asking = RwSignal::new(Asks::None);
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
    let record = work.id();
    let may_send = Memo::new(move |before: Option<&bool>| {
        let may = sender
            .store
            .library
            .with(|library| library.why_not_sent(&record).is_none());
        if before == Some(&true) && !may {
            page::keep_focus(AROUND_LETTERS, SENDING);
        }
        may
    });
    let not_sent = RwSignal::new(None::<NotSent>);
    let section = move || {
        let to = sender.deployment.send_to.get();
        if !may || ((to.is_none() || replaced) && !has_letter.get()) {
            return None;
        }
        let button = to.filter(|_| !replaced).map(|to| {
            let name = to.name.clone();
            let ask = move |_| {
                not_sent.set(None);
                asking.set(prepared(work, &to));
            };
            view! {
                <Show when=move || may_send.get()>
                    <button type="button" class="govuk-button" on:click=ask.clone()>{words::send_to(&name)}</button>
                </Show>
            }
        });
        Some(view! {
            <section class="leave" id=AROUND_LETTERS aria-labelledby=SENDING>
                <h2 class="govuk-heading-m" id=SENDING tabindex="-1">{words::SENDING}</h2>
                {button}
                <div role="alert" id=NOT_SENT tabindex="-1">
                    {move || not_sent.get().map(|why| view! { <p class="govuk-inset-text">{not_sent_words(why)}</p> })}
                </div>
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
        {question(&sender, (asking, not_sent), came_signed)}
    })
}

/// Why nothing was sent although somebody tapped "Send".
const fn not_sent_words(why: NotSent) -> &'static str {
    match why {
        NotSent::AskedAlready => words::ASKED_ALREADY,
        NotSent::Replaced => words::REPLACED,
        NotSent::Gone => words::GONE,
    }
}

/// What would be sent, to nobody yet; and what it cannot carry.
fn prepared(work: Work, to: &Arc<SendTo>) -> Asks {
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
fn question(
    sender: &Sender,
    (asking, not_sent): (RwSignal<Asks>, RwSignal<Option<NotSent>>),
    came_signed: bool,
) -> AnyView {
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
                                // The button that asked for it goes.
                                page::focus_later(SENDING);
                                spawn_local(async move {
                                    if let Err(why) = sender.send(letter).await {
                                        not_sent.try_set(Some(why));
                                        page::focus_later(NOT_SENT);
                                    }
                                });
                            }
                        };
                        view! {
                            <p class="govuk-body">{words::goes_to(&letter.to_name, &letter.to)}</p>
                            <p class="govuk-body">{words::WHAT_GOES}</p>
                            {came_signed
                                .then(|| {
                                    view! { <p class="govuk-inset-text">{strings::signing::CAME_SIGNED} " " {words::SENT_THERE}</p> }
                                })}
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
            // A card, or a button in it, may go by what becomes of it while the person is there.
            page::keep_focus(AROUND_LETTERS, SENDING);
        }
        letters
    });
    // Each card stays what it is, and whoever is at one of its buttons stays there, through every try.
    let ids = move || letters.with(|letters| letters.iter().map(|letter| letter.id.clone()).collect::<Vec<_>>());
    Some(view! {
        <ul class="cards">
            <For each=ids key=Clone::clone children=move |id| card(&sender, letters, id, of_one) />
        </ul>
        <p class="govuk-visually-hidden" role="status">{ended(&sender, letters, of_one)}</p>
    })
}

/// What is read out: that something has arrived, or was not accepted. That it is tried, and will be again, stands in its card.
fn ended(sender: &Sender, letters: Memo<Vec<Letter>>, of_one: bool) -> RwSignal<String> {
    let sender = *sender;
    let said = RwSignal::new(String::new());
    Effect::new(move |before: Option<Vec<String>>| {
        let has_ended = |letter: &&Letter| matches!(letter.item.state, State::Delivered { .. } | State::Refused { .. });
        let ended = letters.with(|letters| letters.iter().filter(has_ended).cloned().collect::<Vec<_>>());
        let is_new = |letter: &&Letter| before.as_ref().is_some_and(|before| !before.contains(&letter.id));
        if let Some(letter) = ended.iter().find(is_new) {
            let state = words::state(&letter.item, clock(), sender.store.lasts());
            said.set(words::ended(&named(&sender, letter, of_one), &state));
        } else if before.is_some_and(|before| before.len() > ended.len()) {
            // It is tried again: what comes of that may be the same once more.
            said.set(String::new());
        }
        ended.into_iter().map(|letter| letter.id).collect()
    });
    said
}

/// What it is; among those of several children also whose. Two brothers' visits look alike but for the reference.
fn named(sender: &Sender, letter: &Letter, of_one: bool) -> String {
    let name = &letter.item.name;
    match reference(sender, letter).filter(|_| !of_one) {
        Some(reference) => strings::home::record_of(Some(&reference), name, true),
        None => name.clone(),
    }
}

fn reference(sender: &Sender, letter: &Letter) -> Option<String> {
    sender.store.library.with_untracked(|library| {
        let child = library.entry(&letter.record)?.child.as_ref()?;
        library.child(child).map(|child| child.reference.clone())
    })
}

/// How one of them stands, and what can be done about it.
#[derive(Clone, PartialEq, Eq)]
struct Standing {
    state: String,
    is_newer_unsent: bool,
    may_have_arrived: Option<&'static str>,
    /// Is it being sent? Its buttons stay, and do nothing.
    on_its_way: bool,
    may_try: bool,
    /// What taking it away is called, where that can be done.
    taking: Option<&'static str>,
}

fn standing(sender: &Sender, letter: &Letter, of_one: bool) -> Standing {
    let to = sender.deployment.send_to.get();
    let known = to.as_ref().is_some_and(|to| to.address == letter.to);
    let (is_here, on_its_way) = sender.store.library.with(|library| {
        let is_here = library.holds(&letter.record);
        (is_here, on_its_way(library, letter, to.as_deref()))
    });
    // To an address that is no longer the one, nobody sends from here what was being sent.
    let letter = &if on_its_way { letter.clone() } else { letter.given_up() };
    let state = if letter.is_taken_back() {
        words::TAKEN_BACK.to_owned()
    } else if !letter.is_under_way() {
        words::state(&letter.item, clock(), sender.store.lasts())
    } else if !is_here {
        words::RECORD_GONE.to_owned()
    } else if known {
        words::state(&letter.item, clock(), sender.store.lasts())
    } else {
        words::ELSEWHERE.to_owned()
    };
    let may_try = known && is_here && letter.is_under_way();
    let may_have_arrived = letter.may_have_arrived().then_some(if may_try {
        words::MAY_HAVE_ARRIVED
    } else {
        words::MAY_BE_TWICE
    });
    Standing {
        state,
        is_newer_unsent: sender.store.library.with_untracked(|library| {
            let is_asked = |id: &str| library.letters().iter().any(|other| other.record == id);
            library.newer(&letter.record).is_some_and(|newer| !is_asked(&newer.id))
        }),
        may_have_arrived,
        on_its_way,
        may_try,
        // On the record, that it was sent stays said.
        taking: match (letter.is_under_way(), of_one) {
            (true, _) => Some(words::TAKE_BACK),
            (false, false) => Some(words::REMOVE),
            (false, true) => None,
        },
    }
}

fn card(sender: &Sender, letters: Memo<Vec<Letter>>, id: String, of_one: bool) -> Option<AnyView> {
    let found = move |letters: &Vec<Letter>, id: &str| letters.iter().find(|letter| letter.id == id).cloned();
    let letter = letters.with_untracked(|letters| found(letters, &id))?;
    let of = reference(sender, &letter)
        .filter(|_| !of_one)
        .map(|reference| view! { <p class="card__line">{reference}</p> });
    let title = words::letter(&letter.item.name, &letter.to_name);
    let named = StoredValue::new(named(sender, &letter, of_one));
    let first = standing(sender, &letter, of_one);
    let sender = *sender;
    let id = StoredValue::new(id);
    // Once it is gone, its card goes as well.
    let stands = Memo::new(move |before: Option<&Standing>| {
        let letter = letters.with(|letters| id.with_value(|id| found(letters, id)));
        match (letter, before) {
            (Some(letter), _) => standing(&sender, &letter, of_one),
            (None, before) => before.unwrap_or(&first).clone(),
        }
    });
    let take = Callback::new(move |()| {
        if !stands.with_untracked(|stands| stands.on_its_way) {
            sender.take_away(id.get_value());
            // The button goes with the card.
            page::focus_later(SENDING);
        }
    });
    let try_again = Callback::new(move |()| sender.try_now(&id.get_value()));
    let button = move |what: &str, said: fn(&Standing) -> Option<&'static str>, act: Callback<()>| {
        view! {
            <button
                type="button"
                class="link-button"
                id=id.with_value(|id| format!("{what}-{id}"))
                aria-disabled=move || stands.with(|stands| stands.on_its_way).to_string()
                on:click=move |_| act.run(())
            >
                {move || stands.with(said)}
                <span class="govuk-visually-hidden">" " {named.get_value()}</span>
            </button>
        }
    };
    let card = view! {
        <li class="card">
            <p class="card__title">{title}</p>
            {of}
            <p class="card__line">{move || stands.with(|stands| stands.state.clone())}</p>
            <Show when=move || stands.with(|stands| stands.is_newer_unsent)>
                <p class="card__line">{words::NEWER_NOT_SENT}</p>
            </Show>
            {move || {
                let said = stands.with(|stands| stands.may_have_arrived);
                said.map(|said| view! { <p class="card__line card__line--quiet">{said}</p> })
            }}
            <div class="card__actions">
                <Show when=move || stands.with(|stands| stands.may_try)>
                    {button("try", |_| Some(words::TRY_NOW), try_again)}
                </Show>
                <Show when=move || stands.with(|stands| stands.taking.is_some())>
                    {button("take", |stands| stands.taking, take)}
                </Show>
            </div>
        </li>
    };
    Some(card.into_any())
}
