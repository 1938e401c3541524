//! Opening an encrypted file: the passphrase, and what is in it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::SubmitEvent;

use super::worker;
use crate::keep::{Secret, said_at_work};
use crate::nav::{Nav, Screen};
use crate::page;
use crate::record_file::NotOpened;
use crate::shelf::{Brought, bring, is_bundle, is_reference, unpack};
use crate::store::{Store, fresh};
use crate::strings::handover as words;
use crate::strings::keep as keep_words;
use crate::taking::Asking;

/// The id of the sentence that says what came along.
const ARRIVED: &str = "arrived";

/// What came of opening a file with all of a child's records.
#[derive(Clone)]
struct Arrived {
    child: String,
    /// Nothing is said before it is known what is kept.
    said: Option<String>,
}

/// Asks for the passphrase of a file that a person chose. A record in it goes the way of any other that is opened.
#[component]
pub(crate) fn OpenSealed(
    nav: Nav,
    store: Store,
    /// The file; put out when it is opened or left.
    sealed: RwSignal<Option<Vec<u8>>>,
    /// Opens a record; says why it cannot be.
    record: Callback<Vec<u8>, Result<(), NotOpened>>,
) -> impl IntoView {
    let passphrase = Secret::known("sealed-passphrase", words::PASSPHRASE)
        .unremembered()
        .alone();
    let arrived = RwSignal::new(None::<Arrived>);
    let shown = Signal::derive(move || sealed.with(Option::is_some) || arrived.with(Option::is_some));
    let left = StoredValue::new(0);
    let close = Callback::new(move |()| {
        left.update_value(|left| *left += 1);
        sealed.set(None);
        arrived.set(None);
        passphrase.typed.set(String::new());
        passphrase.held.set(false);
        passphrase.check(None);
    });
    let opened = Callback::new(move |bytes: Vec<u8>| {
        if !is_bundle(&bytes) {
            record.run(bytes).map_err(|why| not_taken(&why))?;
            close.run(());
            return Ok(());
        }
        let brought = read(store, &bytes)?;
        arrived.set(Some(Arrived {
            child: brought.child.clone(),
            said: None,
        }));
        sealed.set(None);
        // The button that was pressed goes with the form.
        page::focus_later(ARRIVED);
        let asked = left.get_value();
        spawn_local(async move {
            let (child, said) = keep_all(store, brought).await;
            if left.try_get_value() == Some(asked) {
                let said = Some(said);
                arrived.set(Some(Arrived { child, said }));
                page::focus_later(ARRIVED);
            }
        });
        Ok(())
    });
    view! {
        <Asking shown close id="open-sealed" title=words::OPEN>
            {move || match arrived.get() {
                Some(Arrived { said: None, .. }) => {
                    view! { <p class="govuk-body" id=ARRIVED tabindex="-1">{keep_words::WORKING}</p> }.into_any()
                }
                Some(Arrived { child, said }) => {
                    let go = move |_| {
                        close.run(());
                        nav.go(Screen::Child(child.clone()));
                    };
                    view! {
                        <p class="govuk-body" id=ARRIVED tabindex="-1">{said}</p>
                        <button type="button" class="govuk-button" on:click=go>{words::TO_CHILD}</button>
                    }
                        .into_any()
                }
                None => sealed.get().map(|bytes| form(passphrase, bytes, (opened, left))).into_any(),
            }}
        </Asking>
    }
}

/// Why the record in a file is not opened, and what to do where that does not say it.
fn not_taken(why: &NotOpened) -> String {
    let said = words::not_taken(why.why());
    match why {
        NotOpened::Training => [words::IS_RIGHT, " ", words::SEALED_EXERCISE].concat(),
        _ if why.advice().is_some() => [&said, " ", words::OPENED_HERE].concat(),
        _ => said,
    }
}

/// What is done with a file once it is open, and how often the question has been left.
type Opening = (Callback<Vec<u8>, Result<(), String>>, StoredValue<u32>);

fn form(passphrase: Secret, sealed: Vec<u8>, (opened, left): Opening) -> AnyView {
    let working = passphrase.held;
    let sealed = StoredValue::new(sealed);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if working.get_untracked() {
            return;
        }
        if !passphrase.check(passphrase.text().is_empty().then(|| words::ENTER.to_owned())) {
            return page::focus_later(passphrase.id);
        }
        working.set(true);
        let (typed, bytes, asked) = (passphrase.text(), sealed.get_value(), left.get_value());
        spawn_local(async move {
            let content = worker::open(&typed, &bytes).await;
            // Left meanwhile, or with its screen gone: nothing is to come of it any more.
            if left.try_get_value() != Some(asked) {
                return;
            }
            let done = match content {
                Ok(content) => opened.try_run(content).unwrap_or(Ok(())),
                Err(why) => Err(words::not_opened(&why).to_owned()),
            };
            working.try_set(false);
            if let Err(why) = done {
                passphrase.say(why);
                page::focus_later(passphrase.id);
            }
        });
    };
    view! {
        <p class="govuk-body">{words::OPEN_WHAT}</p>
        <form novalidate autocomplete="off" on:submit=submit>
            {passphrase.view()}
            {said_at_work(working)}
            <button type="submit" class="govuk-button" aria-disabled=move || working.get().to_string()>
                {move || if working.get() { keep_words::WORKING } else { words::OPEN_BUTTON }}
            </button>
        </form>
    }
    .into_any()
}

/// What is new in a file; says why there is nothing to be kept where it comes from a later version, is none of Wayhome's, or does not say whom it
/// is about.
fn read(store: Store, bytes: &[u8]) -> Result<Brought, &'static str> {
    let bundle = unpack(bytes).ok_or(words::NEWER)?;
    // The app's own form takes none other.
    if !is_reference(&bundle.child.reference) {
        return Err(words::NO_REFERENCE);
    }
    Ok(store.library.with_untracked(|library| bring(library, bundle, fresh)))
}

/// Keeps it all; says whose records came, and how many of them are kept.
async fn keep_all(store: Store, brought: Brought) -> (String, String) {
    let Brought {
        new_child,
        child,
        reference,
        entries,
        same,
        beside,
    } = brought;
    let count = entries.len();
    let landed = store.take_in(new_child, entries).await;
    let said = match landed.why {
        None => words::arrived(&reference, (count, same, beside)),
        Some(why) => {
            let lasts = (!why.may_pass()).then(|| why.to_string());
            words::not_all_kept(&reference, (landed.kept, count), lasts.as_deref())
        }
    };
    (child, said)
}
