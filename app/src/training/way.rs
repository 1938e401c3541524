//! Which screen of training is shown, and what the browser's Back button does.
//!
//! Each screen is one entry in the browser's history, which holds a number and nothing else, as in the rest of the app. Going back beyond the
//! first screen leaves training.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::Case;
use super::write::Part;
use crate::page;

/// A screen of training.
#[derive(Clone)]
pub(super) enum Screen {
    /// The scenarios to choose from.
    Choose,
    /// A scenario, looked at in a way.
    Lesson(Arc<Case>, Way),
    /// A part of the scenario that is being written.
    Write(Part),
}

/// How a scenario is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Story,
    Demonstrate,
    Try,
    /// An attempt is finished: how sure is the learner?
    Rate,
    /// The model record stands beside the attempt.
    Reveal,
    Change,
    Compare,
}

/// The way to the present screen.
#[derive(Clone, Copy)]
pub(super) struct History {
    way: RwSignal<Vec<Screen>>,
    at: RwSignal<usize>,
}

impl History {
    /// Begins with the choice of scenarios.
    pub(super) fn new() -> Self {
        let history = Self {
            way: RwSignal::new(vec![Screen::Choose]),
            at: RwSignal::new(0),
        };
        mark(0, false);
        let listener = window_event_listener(ev::popstate, move |event| {
            let last = history.way.with_untracked(Vec::len).saturating_sub(1);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a small whole number that was written as such; casts saturate"
            )]
            let place = event.state().as_f64().map_or(0, |place| place as usize);
            history.at.set(place.min(last));
        });
        on_cleanup(move || listener.remove());
        history
    }

    /// The screen that is shown; tracked.
    pub(super) fn shown(self) -> Screen {
        let at = self.at.get();
        self.way.with(|way| way.get(at).cloned()).unwrap_or(Screen::Choose)
    }

    /// The browser's present entry is the first screen, and its address says nothing of what it carried.
    pub(super) fn first(self) {
        mark(0, false);
        self.at.set(0);
    }

    /// Goes on to a screen.
    pub(super) fn go(self, screen: Screen) {
        let at = self.at.get_untracked() + 1;
        self.way.update(|way| {
            way.truncate(at);
            way.push(screen);
        });
        mark(at, true);
        self.at.set(at);
        page::scroll_up();
    }
}

/// Gives the present entry of the history its place, or begins a new entry. The address asks for training, and for nothing in it.
fn mark(at: usize, new: bool) {
    let Ok(history) = window().history() else { return };
    let place = JsValue::from(u32::try_from(at).unwrap_or_default());
    let address = Some(super::link::ASKS);
    let _ = if new {
        history.push_state_with_url(&place, "", address)
    } else {
        history.replace_state_with_url(&place, "", address)
    };
}
