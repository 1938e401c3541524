//! Wayhome in the browser: a person chooses a child and a form, fills it in, and sees beside it what the procedure and the law ask.
//!
//! The app shows, and decides nothing: every rule, condition and date is the engine's. One [`model::Model`] holds the session; each
//! question and each finding has a signal of its own, written only from what the session says has changed.
//!
//! The folders are what a person meets: `home` (the children, their records, what is due), `form` (filling in, and what is found),
//! `signing` (the answers looked through, signed, and taken along by `taking`, `sending` or `handover`), `training`, `device` and `keep`
//! (what stays on the device, under lock). They stand on [`model`], on [`shelf`], which is what is kept, and on [`store`], which keeps it.

#![expect(
    unreachable_pub,
    reason = "Leptos's `#[component]` writes `pub` where a component is `pub(crate)`"
)]
#![expect(
    clippy::must_use_candidate,
    reason = "Leptos's `#[component]` leaves no room for `#[must_use]`"
)]

mod ask;
mod cautions;
mod clipboard;
mod controls;
pub mod deployment;
pub mod device;
mod display;
mod download;
mod form;
mod handover;
mod header;
mod home;
mod interruption;
pub mod items;
mod js;
mod keep;
mod leaving;
pub mod model;
pub mod nav;
mod notice;
mod page;
mod record;
mod record_file;
pub mod recovery;
mod said;
mod sealed;
mod sending;
pub mod shelf;
mod signing;
mod standing;
pub mod store;
pub mod strings;
mod taking;
mod today;
pub mod training;
mod update;
mod work;

use leptos::ev;
use leptos::prelude::*;

use crate::device::TryingOnly;
use crate::home::Home;
use crate::home::child_page::ChildPage;
use crate::home::sibling::Sibling;
use crate::keep::{Keep, Kept, LeftAt, LeftUnsaved};
use crate::nav::{Nav, Screen};
use crate::record::Record;
use crate::shelf::Removed;
use crate::store::Store;

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    view! {
        <Kept>
            <AtWork />
        </Kept>
    }
}

/// Everything behind the lock. It begins when it is known where records go.
#[component]
fn AtWork() -> impl IntoView {
    let keep = expect_context::<Keep>();
    let store = Store::new(keep.shelf(today::now));
    let nav = Nav::new(Screen::Home);
    let left = LeftAt::take();
    let returned = RwSignal::new(false);
    store.load_then(move || {
        left.return_to(nav, store);
        returned.try_set(true);
    });
    Effect::new(move || keep.is_at(LeftAt::of(nav)));
    back_leaves_page(keep, nav, returned);
    Effect::new(move || {
        let deleted = keep.deleted.get();
        let is_shown = match untrack(|| nav.shown()) {
            Screen::Child(id) | Screen::Sibling(id) | Screen::Record(id, _) => deleted.contains(&id),
            Screen::Home => false,
        };
        if is_shown {
            nav.turn_into(Screen::Home);
        }
    });
    keep.when_moved(move || store.load());
    // Whoever still tries to keep what is deleted would bring it back.
    Effect::new(move || {
        store
            .removed
            .with(|removed| removed.iter().flat_map(Removed::ids).for_each(|id| keep.abandon(id)));
    });
    leaving::warn_before_leaving(keep, store);
    let deployment = deployment::Deployment::read();
    provide_context(deployment);
    sending::Sender::begin(store, deployment);
    view! { <Shown nav store /> }
}

/// The browser's Back leaves a page about the device, and only that: the screen beneath stays.
fn back_leaves_page(keep: Keep, nav: Nav, returned: RwSignal<bool>) {
    let over = StoredValue::new(false);
    Effect::new(move || {
        // One that is shown from the start lies over the screen that the person is led back to.
        let is_over = returned.get() && keep.page.with(Option::is_some);
        if over.try_update_value(|over| std::mem::replace(over, is_over)) == Some(is_over) {
            return;
        }
        if is_over {
            nav.mark_again();
        } else {
            Nav::unmark();
        }
    });
    let back = window_event_listener(ev::popstate, move |_| {
        over.set_value(false);
        keep.page.set(None);
    });
    on_cleanup(move || back.remove());
}

/// Whatever is on the screen.
#[component]
pub fn Shown(
    /// The way to it.
    nav: Nav,
    /// The children and records.
    store: Store,
) -> impl IntoView {
    // An open record stays what it is through all its stages: what was typed, undone and opened in it is not lost by going back.
    // Only what another tab has made of it shows it anew.
    let record = Memo::new(move |_| match nav.shown() {
        Screen::Record(id, _) => Some((id, store.turned.get())),
        _ => None,
    });
    view! {
        {move || match record.get() {
            Some((id, _)) => {
                view! {
                    <TryingOnly />
                    <Record id nav store />
                }
                    .into_any()
            }
            None => view! { <Elsewhere nav store /> }.into_any(),
        }}
    }
}

/// Any screen but a record.
#[component]
fn Elsewhere(nav: Nav, store: Store) -> impl IntoView {
    let screen = Memo::new(move |_| nav.shown());
    view! {
        <LeftUnsaved nav />
        {move || match screen.get() {
            Screen::Home => view! { <Home nav store /> }.into_any(),
            Screen::Child(id) => view! { <ChildPage id nav store /> }.into_any(),
            Screen::Sibling(of) => view! { <Sibling of nav store /> }.into_any(),
            Screen::Record(..) => ().into_any(),
        }}
    }
}
