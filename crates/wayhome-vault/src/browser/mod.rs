//! What the vault needs of a browser.

mod channel;
mod database;
mod derive;
mod device;
mod locks;
mod web_crypto;
mod worker;

use futures::channel::oneshot;
use gloo::timers::callback::Timeout;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::document::Moment;

pub use channel::Channel;
pub use database::Database;
pub use derive::BrowserDerive;
pub use device::{Estimate, ask_to_persist, clear_caches, estimate, is_persisted, unregister_workers};
pub use locks::{HeldLock, LocksError, try_lock, wait_for_lock};
pub use web_crypto::WebCrypto;
pub use worker::ask_worker;

/// The moment by the device's clock.
#[must_use]
pub fn now() -> Moment {
    // A clock before 1970 counts as 1970.
    let milliseconds = js_sys::Date::now().max(0.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "no fraction matters, and none is negative"
    )]
    let whole = milliseconds as u64;
    Moment(whole)
}

/// Waits; whoever no longer waits leaves no timer behind. Not to be trusted for locking: timers stop while a tablet sleeps.
pub async fn wait(milliseconds: i32) {
    let (tell, told) = oneshot::channel();
    let _timer = Timeout::new(u32::try_from(milliseconds).unwrap_or_default(), move || {
        let _ = tell.send(());
    });
    let _ = told.await;
}

/// A member of an object, unless it is missing.
fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    let found = Reflect::get(object, &name.into()).ok()?;
    (!found.is_undefined() && !found.is_null()).then_some(found)
}

/// Calls a method without arguments and waits for what it promises.
async fn promised(object: &JsValue, method: &str) -> Option<JsValue> {
    let function: Function = member(object, method)?.dyn_into().ok()?;
    let promise: Promise = function.call0(object).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

/// An object with these members.
fn object(members: &[(&str, &JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in members {
        // Setting a member of a plain object does not fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

/// `navigator`, or nothing outside a page.
fn navigator() -> Option<JsValue> {
    web_sys::window().map(|window| window.navigator().into())
}
