//! What is typed, handed over at the right moment.
//!
//! An answer that is complete goes to the record at once. One that is only half there ("31" of a date) waits until the person pauses or
//! leaves the field: the findings would otherwise complain of a date that is being typed. Until then it is kept as a draft, so that nothing
//! typed is ever dropped.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use serde_json::Value as Json;

use super::Field;

const PAUSE: u32 = 1_200;

/// What is to be handed over: an answer, or that there is none.
#[derive(Default)]
enum Waiting {
    #[default]
    Nothing,
    For(Option<Json>),
}

/// What was typed and is not handed over yet.
#[derive(Clone, Copy)]
pub(super) struct Typing {
    record: Callback<Option<Json>>,
    draft: Callback<Option<Json>>,
    waiting: StoredValue<Waiting>,
    timer: StoredValue<Option<Timeout>, LocalStorage>,
}

impl Typing {
    pub(super) fn new(field: &Field) -> Self {
        let typing = Self {
            record: field.record,
            draft: field.draft,
            waiting: StoredValue::new(Waiting::Nothing),
            timer: StoredValue::new_local(None),
        };
        on_cleanup(move || typing.leave());
        typing
    }

    /// Takes what is typed so far.
    pub(super) fn take(self, answer: Option<Json>, complete: bool) {
        self.stop();
        if complete {
            self.record.try_run(answer);
            return;
        }
        self.draft.try_run(answer.clone());
        self.waiting.set_value(Waiting::For(answer));
        self.timer.set_value(Some(Timeout::new(PAUSE, move || self.leave())));
    }

    /// Hands over what waits.
    pub(super) fn leave(self) {
        if let Some(Waiting::For(answer)) = self.waiting.try_update_value(std::mem::take) {
            self.stop();
            self.record.try_run(answer);
        }
    }

    fn stop(self) {
        self.waiting.try_update_value(std::mem::take);
        self.timer.try_update_value(|timer| *timer = None);
    }
}
