//! Covers the screen and locks, by the clock on the wall.
//!
//! Timers only make the warning appear in time. What counts is asked anew whenever something happens: a touch, a key, the page coming back.
//! The touch that finds the time over is swallowed: it was meant for a screen that nobody was looking at.

use std::cell::RefCell;
use std::rc::Rc;

use chrono::NaiveDate;
use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo::timers::callback::Interval;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use wayhome_vault::browser::{now, wait};
use wayhome_vault::lock::{Limits, Lock, LockClock};
use web_sys::{Event, FocusEvent, FocusEventInit, HtmlElement, KeyboardEvent, VisibilityState};

use super::{Keep, LeftAt, Stage};
use crate::today::today;

/// Put on the page's root while nothing of the work may be seen. The style sheet does the rest, before the next frame.
const COVERED: &str = "data-covered";
/// What counts as somebody being there.
pub(super) const INPUTS: &[&str] = &["pointerdown", "keydown", "input", "wheel"];
/// Between two looks at the clock, in milliseconds.
pub(super) const LOOK: u32 = 1_000;
/// Between two tries to keep everything before the key goes, in milliseconds.
const AGAIN: i32 = 1_000;

type Listening = (Vec<EventListener>, Option<Interval>);

/// Whether the screen is open.
#[derive(Clone, Copy)]
pub(crate) struct Watch {
    /// What the screen is to be.
    pub(crate) lock: RwSignal<Lock>,
    /// Does the hard lock wait for what cannot be kept?
    pub(crate) unkept: RwSignal<bool>,
    /// The day for which the screen is drawn.
    day: RwSignal<NaiveDate>,
    clock: StoredValue<Option<LockClock>, LocalStorage>,
    listening: StoredValue<Rc<RefCell<Listening>>, LocalStorage>,
}

impl Watch {
    pub(super) fn new() -> Self {
        Self {
            lock: RwSignal::new(Lock::Open),
            unkept: RwSignal::new(false),
            day: RwSignal::new(today()),
            clock: StoredValue::new_local(None),
            listening: StoredValue::new_local(Rc::default()),
        }
    }

    /// Starts to watch.
    pub(super) fn begin(self, keep: Keep) {
        self.clock.set_value(Some(LockClock::new(Limits::USUAL, now())));
        self.lock.set(Lock::Open);
        let mut listeners = Vec::new();
        let options = EventListenerOptions {
            phase: EventListenerPhase::Capture,
            passive: false,
        };
        for input in INPUTS {
            listeners.push(EventListener::new_with_options(
                &window(),
                *input,
                options,
                move |event| self.input(keep, event),
            ));
        }
        for back in ["pageshow", "focus"] {
            listeners.push(EventListener::new(&window(), back, move |_| self.look(keep)));
        }
        listeners.push(EventListener::new(&window(), "pagehide", move |_| {
            self.went(keep);
            // Loaded anew, by a hand or by the browser, it is locked as well.
            if keep.stage.get_untracked() == Stage::Vault {
                keep.at.with_value(LeftAt::keep);
            }
        }));
        listeners.push(EventListener::new(&document(), "visibilitychange", move |_| {
            if document().visibility_state() == VisibilityState::Hidden {
                self.went(keep);
            } else {
                self.back(keep);
            }
        }));
        let interval = Interval::new(LOOK, move || self.look(keep));
        self.listening
            .with_value(|listening| *listening.borrow_mut() = (listeners, Some(interval)));
    }

    /// Somebody asked for it.
    pub(crate) fn hide(self, keep: Keep) {
        cover();
        keep_now(keep);
        self.ask(keep, |clock| clock.cover(now()));
    }

    /// The cover was opened by the PIN, or where nothing is kept.
    pub(crate) fn reopen(self, keep: Keep) {
        // Without a vault there is nothing to unlock from, however long it was.
        let nothing_kept = keep.stage.get_untracked() == Stage::Memory;
        self.ask(keep, |clock| match clock.reopened(now()) {
            Lock::Hard if nothing_kept => clock.unlocked(now()),
            lock => lock,
        });
    }

    /// The passphrase was given, before anything was let go.
    pub(crate) fn unlock(self, keep: Keep) {
        self.ask(keep, |clock| clock.unlocked(now()));
    }

    /// Nothing is there any more to be covered.
    pub(super) fn end(self) {
        self.listening.with_value(|listening| drop(listening.take()));
        self.clock.set_value(None);
        self.lock.set(Lock::Open);
        uncover();
    }

    /// Everything is to be locked, now.
    pub(crate) fn shut(self, keep: Keep) {
        cover();
        self.ask(keep, LockClock::shut);
    }

    /// Somebody said that they are still there.
    pub(crate) fn stay(self, keep: Keep) {
        self.ask(keep, |clock| clock.input(now()));
    }

    fn look(self, keep: Keep) {
        self.ask(keep, |clock| clock.look(now()));
    }

    fn input(self, keep: Keep, event: &Event) {
        let was = self.lock.get_untracked();
        let is = self.ask(keep, |clock| clock.input(now()));
        let open = |lock| matches!(lock, Lock::Open | Lock::Warning(_));
        // Nor does the key that closes dialogs take the cover away.
        let closes = || {
            event
                .dyn_ref::<KeyboardEvent>()
                .is_some_and(|event| event.key() == "Escape")
        };
        if !open(is) && (open(was) || closes()) {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
    }

    fn went(self, keep: Keep) {
        cover();
        keep_now(keep);
        self.ask(keep, |clock| clock.hid(now()));
    }

    fn back(self, keep: Keep) {
        self.ask(keep, |clock| clock.came_back(now()));
    }

    /// Asks the clock, and does what it says.
    fn ask(self, keep: Keep, question: impl FnOnce(&mut LockClock) -> Lock) -> Lock {
        let today = today();
        if self.day.get_untracked() != today {
            self.day.set(today);
        }
        let answer = self
            .clock
            .try_update_value(|clock| clock.as_mut().map(question))
            .flatten();
        let Some(mut lock) = answer else { return Lock::Open };
        // Without a vault there is nothing to unlock again from: the key cannot go, because the answers would go with it.
        if lock == Lock::Hard && keep.stage.get_untracked() == Stage::Memory {
            lock = Lock::Soft;
        }
        let was = self.lock.get_untracked();
        if lock != was {
            self.lock.set(lock);
        }
        match lock {
            Lock::Open | Lock::Warning(_) if document().visibility_state() == VisibilityState::Visible => uncover(),
            Lock::Open | Lock::Warning(_) => {}
            Lock::Soft => {
                cover();
                if was != Lock::Soft {
                    keep_now(keep);
                }
            }
            Lock::Hard => {
                cover();
                if was != Lock::Hard {
                    hand_over();
                    spawn_local(self.leave(keep));
                }
            }
        }
        lock
    }

    /// Drops key and plaintext, once everything typed is kept: the page is loaded anew, and with it all memory. Until then, whoever has the
    /// passphrase may come back to it.
    async fn leave(self, keep: Keep) {
        let came_back = || self.lock.get_untracked() != Lock::Hard;
        while !keep.try_to_keep().await && !came_back() {
            self.unkept.set(true);
            wait(AGAIN).await;
        }
        if came_back() {
            return self.unkept.set(false);
        }
        keep.at.with_value(LeftAt::keep);
        keep.vaulted.set_value(None);
        keep.pin.set_value(None);
        self.listening.with_value(|listening| drop(listening.take()));
        reload();
    }
}

/// Today's date for what is on the screen: another one as soon as the page is shown again or touched on another day. Tracked.
pub(crate) fn day() -> NaiveDate {
    use_context::<Keep>().map_or_else(today, |keep| keep.watch.day.get())
}

/// Takes over what is half typed and writes it, without waiting for a pause in the typing.
fn keep_now(keep: Keep) {
    hand_over();
    if let Some(editing) = keep.editing() {
        spawn_local(async move {
            editing.flush().await;
        });
    }
}

/// Nothing of the work is seen from now on.
pub(super) fn cover() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(COVERED, "");
    }
}

pub(super) fn uncover() {
    if let Some(root) = document().document_element().filter(|root| root.has_attribute(COVERED)) {
        let _ = root.remove_attribute(COVERED);
    }
}

/// Has the control at hand hand over what is half typed, as if it were left; the focus stays.
pub(crate) fn hand_over() {
    let Some(at) = document()
        .active_element()
        .and_then(|at| at.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    for (name, bubbles) in [("blur", false), ("focusout", true)] {
        let init = FocusEventInit::new();
        init.set_bubbles(bubbles);
        if let Ok(event) = FocusEvent::new_with_focus_event_init_dict(name, &init) {
            let _ = at.dispatch_event(&event);
        }
    }
}

/// Loads the page anew.
pub(crate) fn reload() {
    let _ = window().location().reload();
}
