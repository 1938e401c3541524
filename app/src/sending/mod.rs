//! Sending signed records to the one system that the council set up. What is decided (when to try, what became of it) is in
//! `wayhome-outbox`; here it meets the network, the clock and the shelf.
//!
//! - **Nothing goes without a person's tap**, and only to the address that the person was shown.
//! - **What was tapped is kept first**, encrypted like a record, and stays until a person takes it away.
//! - **One tab sends to an address**: the one that holds the lock. Each try bears the same key and the same bytes, so that it arrives once even so.
//! - **What is deleted goes nowhere**: nothing is sent of a record that is not here.

mod post;
mod view;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wayhome_outbox::{Outbox, State};
use wayhome_vault::browser::{HeldLock, wait_for_lock};

use crate::deployment::{Deployment, SendTo};
use crate::shelf::{Letter, Library, NotSent, ShelfError};
use crate::store::Store;
pub(crate) use crate::today::milliseconds as clock;

pub(crate) use view::{AROUND_LETTERS, Letters, SENDING, SendRecord};

/// When it is looked whether something is due, beside the time that was set for it: timers stand still while a device sleeps.
const AWAKE: [&str; 4] = ["visibilitychange", "focus", "pageshow", "online"];
/// Before it is tried again to keep what could not be kept, in milliseconds.
const AGAIN: u32 = 5_000;

/// Sends what was tapped, one at a time.
#[derive(Clone, Copy)]
pub(crate) struct Sender {
    store: Store,
    deployment: Deployment,
    /// Is this the tab that sends?
    here: RwSignal<bool>,
    /// What is being sent.
    now: RwSignal<Option<String>>,
    lock: StoredValue<Option<HeldLock>, LocalStorage>,
    timer: StoredValue<Option<Timeout>, LocalStorage>,
}

impl Sender {
    /// Begins, once it is known that there is somewhere to send to.
    pub(crate) fn begin(store: Store, deployment: Deployment) {
        let sender = Self {
            store,
            deployment,
            here: RwSignal::new(false),
            now: RwSignal::new(None),
            lock: StoredValue::new_local(None),
            timer: StoredValue::new_local(None),
        };
        provide_context(sender);
        Effect::new(move |begun: Option<bool>| {
            let address = deployment.send_to.with(|to| to.as_ref().map(|to| to.address.clone()));
            match address {
                Some(address) if begun != Some(true) => spawn_local(sender.take_over(address)),
                _ => return begun.unwrap_or_default(),
            }
            true
        });
        for event in AWAKE {
            let awake = window_event_listener_untyped(event, move |_| sender.drive());
            on_cleanup(move || awake.remove());
        }
        // Whatever has changed, here or in another tab, may be due.
        let states = Memo::new(move |_| {
            store.library.with(|library| {
                let letters = library.letters().iter();
                letters
                    .map(|letter| (letter.id.clone(), letter.item.state, library.holds(&letter.record)))
                    .collect::<Vec<_>>()
            })
        });
        Effect::new(move || {
            // Read, and not only tracked: a memo that nobody reads follows nothing.
            states.with(|_| ());
            sender.drive();
        });
    }

    /// Becomes the tab that sends to an address, as soon as no other is. One of another edition may have another address meanwhile.
    async fn take_over(self, address: String) {
        if self.store.lasts() {
            // Without locks, two tabs may send the same; the receiver keeps it once.
            if let Ok(lock) = wait_for_lock(&format!("outbox:{address}")).await {
                self.lock.try_set_value(Some(lock));
            }
            self.store.read().await;
        }
        self.here.try_set(true);
        self.drive();
    }

    /// Begins the next try, if one is due, or waits for it.
    fn drive(self) {
        let idle = self.here.try_get_untracked() == Some(true) && self.now.try_get_untracked() == Some(None);
        let Some(to) = self.deployment.send_to.try_get_untracked().flatten().filter(|_| idle) else {
            return;
        };
        let letters = self.store.library.with_untracked(|library| {
            let letters = library.letters().iter();
            letters
                .filter(|letter| letter.to == to.address && library.holds(&letter.record))
                .cloned()
                .collect::<Vec<_>>()
        });
        let mut outbox = Outbox::new();
        for letter in &letters {
            outbox.prepare(letter.item.clone());
        }
        // Nothing is being sent now: what says so was, when Wayhome was last closed.
        outbox.reopened(clock());
        let Some(attempt) = outbox.due(clock()) else {
            let now = clock();
            let wait = outbox.next(now).map(|next| next.saturating_sub(now));
            return self.look_again(wait.and_then(|wait| u32::try_from(wait).ok()));
        };
        let begun = letters.into_iter().find(|letter| letter.item.key == attempt.key);
        let item = outbox.items().iter().find(|item| item.key == attempt.key).cloned();
        let (Some(mut letter), Some(item)) = (begun, item) else {
            return;
        };
        letter.item = item;
        self.now.set(Some(letter.id.clone()));
        spawn_local(async move {
            // It is kept that it is being sent before it is: another tab that took it back meanwhile is heard.
            let kept = self.store.keep_letter(letter.clone()).await;
            if kept.is_ok() {
                let outcome = post::post(&to, &attempt).await;
                self.ended(&letter.id, &outcome).await;
            }
            self.now.try_set(None);
            match kept {
                Ok(()) => self.drive(),
                Err(why) => {
                    if why == ShelfError::Elsewhere {
                        self.store.read().await;
                    }
                    self.look_again(Some(AGAIN));
                }
            }
        });
    }

    /// Keeps how a try has ended. Where that fails, it is tried again under the same key: the receiver keeps it once.
    async fn ended(self, id: &str, outcome: &wayhome_outbox::Outcome) {
        let letter = self
            .store
            .library
            .try_with_untracked(|library| library.letter(id).cloned());
        let Some(letter) = letter.flatten() else { return };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a number from 0 to 999"
        )]
        let spread = (js_sys::Math::random() * 1000.0) as u32;
        let after = letter.after(|outbox| {
            outbox.ended(id, outcome, clock(), spread);
        });
        if self.store.keep_letter(after).await == Err(ShelfError::Elsewhere) {
            // It was deleted or taken back there meanwhile: how it ended is nothing to be told any more.
            self.store.read().await;
        }
    }

    fn look_again(self, wait: Option<u32>) {
        let timer = wait.map(|wait| Timeout::new(wait.max(1), move || self.drive()));
        self.timer.try_set_value(timer);
    }

    /// A person asked to try it now; not while it is being tried.
    fn try_now(self, id: &str) {
        let letter = self.store.library.with_untracked(|library| library.letter(id).cloned());
        let to = self.deployment.send_to.get_untracked();
        if let Some(letter) = letter.filter(|letter| !self.is_on_its_way(letter, to.as_deref())) {
            spawn_local(async move {
                let _ = self.store.keep_letter(letter.tapped(clock())).await;
            });
        }
    }

    /// A person takes it back, or off the list once it has arrived; not while it is being sent.
    fn take_away(self, id: String) {
        let letter = self
            .store
            .library
            .with_untracked(|library| library.letter(&id).cloned());
        let sending = self.now.with_untracked(|now| now.as_ref() == Some(&id));
        let to = self.deployment.send_to.get_untracked();
        let Some(letter) = letter.filter(|letter| !sending && !self.is_on_its_way(letter, to.as_deref())) else {
            return;
        };
        spawn_local(async move {
            // That it arrived, or may have, is still to be known where the record is.
            let _ = match letter.given_up().taken_off() {
                None => self.store.remove_letter(&id).await,
                Some(off) => self.store.keep_letter(off).await,
            };
        });
    }

    /// A person tapped "Send". Nothing is sent where another tab has made it otherwise since they were asked.
    pub(crate) async fn send(self, letter: Letter) -> Result<(), NotSent> {
        let mut turn = None;
        if self.store.lasts() {
            // One tab after the other, so that each reads what the one before has kept.
            turn = wait_for_lock(&format!("send:{}", letter.record)).await.ok();
            self.store.read().await;
        }
        let why = self
            .store
            .library
            .try_with_untracked(|library| library.why_not_sent(&letter.record));
        if let Some(why) = why.flatten() {
            return Err(why);
        }
        let _ = self.store.keep_letter(letter.tapped(clock())).await;
        drop(turn);
        Ok(())
    }

    /// Is something of these records being sent at this moment?
    pub(crate) fn is_sending(self, records: &[String]) -> bool {
        let to = self.deployment.send_to.get_untracked();
        self.store.library.with_untracked(|library| {
            let mut letters = library.letters().iter();
            letters.any(|letter| records.contains(&letter.record) && on_its_way(library, letter, to.as_deref()))
        })
    }

    fn is_on_its_way(self, letter: &Letter, to: Option<&SendTo>) -> bool {
        self.store
            .library
            .with_untracked(|library| on_its_way(library, letter, to))
    }
}

/// Is it being sent, as far as anybody can say? To an address that is no longer the one, and of a record that is not here, nobody sends any more.
fn on_its_way(library: &Library, letter: &Letter, to: Option<&SendTo>) -> bool {
    let is_tried = to.is_some_and(|to| to.address == letter.to) && library.holds(&letter.record);
    is_tried && matches!(letter.item.state, State::Sending { .. })
}
