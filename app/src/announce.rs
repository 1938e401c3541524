//! Telling a screen reader what has changed: once, after a pause, never at each key.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;

use crate::items::{breached, left};
use crate::model::Model;
use crate::strings;

const PAUSE: u32 = 1_000;

/// A line that only a screen reader reads.
#[component]
pub(crate) fn Announcements(model: Model) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let timer = StoredValue::new_local(None::<Timeout>);
    let now = Memo::new(move |_| model.items.with(|items| (left(items), breached(items))));
    Effect::new(move |opened: Option<()>| {
        let (left, breached) = now.get();
        // What was so when the record was opened is no news.
        if opened.is_some() {
            timer.set_value(Some(Timeout::new(PAUSE, move || {
                said.try_set(strings::left(left, breached));
            })));
        }
    });
    view! { <div class="govuk-visually-hidden" role="status" aria-live="polite">{said}</div> }
}
