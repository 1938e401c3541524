//! What is shown beside the form, at rest: it follows a tap once the tap itself is seen, and typing only after a pause, so that nothing on
//! the page moves under a person who writes, and no answer waits for what is found in it.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

use crate::page;

/// How long a person stops before the page follows what they typed, in milliseconds.
const PAUSE: u32 = 900;

type Timer = StoredValue<Option<Timeout>, LocalStorage>;

/// Knows whether a person is typing.
#[derive(Clone, Copy)]
pub(crate) struct Rest {
    typing: RwSignal<bool>,
}

impl Rest {
    /// Listens for as long as its owner lives.
    pub(crate) fn new() -> Self {
        let typing = RwSignal::new(false);
        let timer = StoredValue::new_local(None::<Timeout>);
        // Before any control hears of it: what the control brings about is to find `typing` set.
        let listen = |event: &'static str, then: fn(RwSignal<bool>, Timer)| {
            let options = EventListenerOptions::run_in_capture_phase();
            EventListener::new_with_options(&window(), event, options, move |_| then(typing, timer))
        };
        let listeners = StoredValue::new_local(vec![listen("input", typed), listen("focusout", left)]);
        on_cleanup(move || {
            listeners.try_update_value(Vec::clear);
            timer.try_update_value(Option::take);
        });
        Self { typing }
    }

    /// The same, but still while a person is typing.
    pub(crate) fn settled<T>(self, now: impl Fn() -> T + Send + Sync + 'static) -> Signal<T>
    where
        T: Clone + PartialEq + Send + Sync + 'static,
    {
        let shown = RwSignal::new(untrack(&now));
        // Counts what was found; only the last is shown.
        let found = StoredValue::new(0_u32);
        Effect::new(move || {
            let new = now();
            found.update_value(|found| *found = found.wrapping_add(1));
            if self.typing.get() || shown.with_untracked(|shown| *shown == new) {
                return;
            }
            let this = found.get_value();
            once_drawn(move || {
                if found.try_get_value() == Some(this) && self.typing.try_get_untracked() == Some(false) {
                    shown.try_set(new);
                }
            });
        });
        shown.into()
    }
}

fn typed(typing: RwSignal<bool>, timer: Timer) {
    if page::in_text() {
        typing.try_set(true);
        let over = Timeout::new(PAUSE, move || {
            typing.try_set(false);
        });
        timer.try_update_value(|timer| *timer = Some(over));
    }
}

/// Whoever leaves a field has stopped typing in it.
fn left(typing: RwSignal<bool>, timer: Timer) {
    timer.try_update_value(Option::take);
    if typing.try_get_untracked() == Some(true) {
        typing.try_set(false);
    }
}

/// Runs something once the browser has drawn what there is to draw already.
fn once_drawn(run: impl FnOnce() + 'static) {
    request_animation_frame(move || {
        Timeout::new(0, run).forget();
    });
}
