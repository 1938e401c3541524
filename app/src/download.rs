//! Handing a file to the browser's downloads.

use gloo::file::{Blob, ObjectUrl};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlAnchorElement;

/// How long the browser may take to fetch what it downloads, in milliseconds.
const FETCH: u32 = 60_000;

/// Hands a JSON text to the browser's downloads; says whether it did.
pub(crate) fn hand_over(name: &str, text: &str) -> bool {
    hand_over_as(name, "application/json", text.as_bytes())
}

/// The same for bytes of another kind.
pub(crate) fn hand_over_as(name: &str, kind: &str, bytes: &[u8]) -> bool {
    let blob = Blob::new_with_options(bytes, Some(kind));
    let url = ObjectUrl::from(blob);
    let Some(link) = document()
        .create_element("a")
        .ok()
        .and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok())
    else {
        return false;
    };
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The address lasts until the browser has surely fetched what is behind it.
    Timeout::new(FETCH, move || drop(url)).forget();
    true
}
