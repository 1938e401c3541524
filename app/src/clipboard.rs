//! What the browser's `navigator` offers and may not have, and text for the clipboard.

use js_sys::{Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A function of the browser's `navigator`, or of something in it, with what it belongs to; `None` where the browser has none.
pub(crate) fn offered(path: &[&str], name: &str) -> Option<(JsValue, Function)> {
    let mut owner: JsValue = window().into();
    for step in std::iter::once(&"navigator").chain(path) {
        owner = Reflect::get(&owner, &JsValue::from_str(step)).ok()?;
    }
    let function = Reflect::get(&owner, &JsValue::from_str(name)).ok()?;
    Some((owner, function.dyn_into().ok()?))
}

/// Puts text on the clipboard; `None` where the browser refuses.
pub(crate) async fn copied(text: &str) -> Option<()> {
    let (clipboard, write) = offered(&["clipboard"], "writeText")?;
    let promise: js_sys::Promise = write.call1(&clipboard, &text.into()).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok().map(drop)
}
