//! A page that asks for a passphrase, and nobody at it. What was typed there opens everything, so it is covered like the work, and goes when the
//! work would be covered.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Interval;
use leptos::prelude::*;
use wayhome_vault::browser::now;
use wayhome_vault::lock::{Limits, Lock, LockClock};
use web_sys::VisibilityState;

use super::secret::Secret;
use super::watch::{INPUTS, LOOK, cover, uncover};
use crate::strings::keep as words;

/// Watches over what is typed into the fields for as long as the page is there; says what became of it.
pub(super) fn guarded(secrets: Vec<Secret>) -> AnyView {
    let cleared = RwSignal::new(false);
    let typed: Vec<_> = secrets.iter().map(|secret| secret.typed).collect();
    // It is of no use to somebody who types anew.
    let said = move || {
        let is_empty = typed.iter().all(|typed| typed.with(String::is_empty));
        (cleared.get() && is_empty).then_some(words::CLEARED)
    };
    let clock = Rc::new(RefCell::new(LockClock::new(Limits::USUAL, now())));
    let ask = move |question: fn(&mut LockClock) -> Lock| {
        let mut clock = clock.borrow_mut();
        if matches!(question(&mut clock), Lock::Soft | Lock::Hard) {
            clock.unlocked(now());
            let mut any = false;
            for secret in &secrets {
                any |= secret.forget();
            }
            if any {
                cleared.try_set(true);
            }
        }
    };
    let mut listeners: Vec<EventListener> = Vec::new();
    for input in INPUTS {
        let ask = ask.clone();
        let options = EventListenerOptions::run_in_capture_phase();
        listeners.push(EventListener::new_with_options(&window(), *input, options, move |_| {
            ask(|clock| clock.input(now()));
        }));
    }
    let turned = ask.clone();
    listeners.push(EventListener::new(&document(), "visibilitychange", move |_| {
        if document().visibility_state() == VisibilityState::Hidden {
            cover();
            turned(|clock| clock.hid(now()));
        } else {
            turned(|clock| clock.came_back(now()));
            uncover();
        }
    }));
    let interval = Interval::new(LOOK, move || ask(|clock| clock.look(now())));
    let held = StoredValue::new_local(Some((listeners, interval)));
    on_cleanup(move || drop(held.try_update_value(Option::take)));
    view! { <p class="govuk-body" role="status">{said}</p> }.into_any()
}
