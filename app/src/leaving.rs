//! Closing the page while something on it is nowhere else.

use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::BeforeUnloadEvent;

use crate::keep::Keep;
use crate::store::Store;

/// Is something nowhere but in this page? Tracked.
pub(crate) fn would_lose(keep: Option<Keep>, store: Store) -> bool {
    keep.is_some_and(Keep::would_lose) || store.would_lose()
}

/// The browser asks before a page with answers that are nowhere else is left.
pub(crate) fn warn_before_leaving(keep: Keep, store: Store) {
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&window(), "beforeunload", options, move |event| {
        if untrack(|| would_lose(Some(keep), store)) {
            event.prevent_default();
            if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                event.set_return_value("unsaved");
            }
        }
    });
    let listener = StoredValue::new_local(Some(listener));
    on_cleanup(move || {
        listener.try_update_value(Option::take);
    });
}
