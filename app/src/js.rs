//! The browser's functions that have no types of their own here: looked up by name, so that each costs a few bytes.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A member of something; `None` where there is none.
pub(crate) fn member(owner: &JsValue, name: &str) -> Option<JsValue> {
    let found = Reflect::get(owner, &JsValue::from_str(name)).ok()?;
    (!found.is_undefined() && !found.is_null()).then_some(found)
}

/// Calls a function of something; `None` where it has none, or where that fails.
pub(crate) fn call(owner: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let function: Function = member(owner, name)?.dyn_into().ok()?;
    function.apply(owner, &arguments.iter().collect::<Array>()).ok()
}

/// A new object of one of the browser's kinds.
pub(crate) fn made(kind: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let constructor: Function = member(&js_sys::global(), kind)?.dyn_into().ok()?;
    Reflect::construct(&constructor, &arguments.iter().collect::<Array>()).ok()
}

/// An object with these members.
pub(crate) fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        // Setting a member of a new plain object does not fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// What was promised; `None` where the promise is broken.
pub(crate) async fn kept(promise: Option<JsValue>) -> Option<JsValue> {
    kept_or_why(promise?).await.ok()
}

/// What was promised, or the error that broke the promise.
pub(crate) async fn kept_or_why(promise: JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(promise.dyn_into::<Promise>()?).await
}

/// What the page names under `<meta name=…>`, if it names anything.
pub(crate) fn meta(name: &str) -> Option<String> {
    let meta = leptos::prelude::document()
        .query_selector(&format!("meta[name={name}]"))
        .ok()??;
    meta.get_attribute("content").filter(|content| !content.is_empty())
}
