//! Asks the browser. Every part may be missing, and some browsers throw where others have nothing, so nothing is taken for granted.

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wayhome_vault::Store as _;

use super::{Database, Device, Signals};
use crate::js;

/// The database that only proves that there can be one. It is deleted again.
const PROBE: &str = "wayhome-probe";

/// What this browser lets Wayhome do, asked now. Writes a value into a database of its own and deletes it.
pub async fn look() -> Device {
    let window: JsValue = window().into();
    let navigator = part(&window, "navigator");
    let storage = part(&navigator, "storage");
    let signals = Signals {
        secure: is_true(&window, "isSecureContext"),
        crypto: part(&part(&window, "crypto"), "subtle").is_object(),
        database: database(&window).await,
        locks: part(&navigator, "locks").is_object(),
        worker: part(&navigator, "serviceWorker").is_object(),
        quota: quota(&storage).await,
        persisted: answer(&storage, "persisted").await.and_then(|said| said.as_bool()),
        apple_touch: is_apple_touch(&navigator),
        standalone: is_standalone(&window, &navigator),
    };
    Device::of(signals)
}

/// An iPad calls itself a Mac, which has no touch screen. Every browser on it is Safari underneath.
fn is_apple_touch(navigator: &JsValue) -> bool {
    let name = part(navigator, "userAgent").as_string().unwrap_or_default();
    let fingers = part(navigator, "maxTouchPoints").as_f64().unwrap_or(0.0);
    ["iPad", "iPhone", "iPod"].iter().any(|device| name.contains(device))
        || (name.contains("Macintosh") && fingers > 1.0)
}

fn is_standalone(window: &JsValue, navigator: &JsValue) -> bool {
    let shown_as = |mode: &str| {
        js::call(window, "matchMedia", &[format!("(display-mode: {mode})").into()])
            .is_some_and(|found| is_true(&found, "matches"))
    };
    // Safari's own word for it, older than the query.
    is_true(navigator, "standalone") || shown_as("standalone") || shown_as("fullscreen")
}

/// Not every browser says; one that gives nothing says 0.
async fn quota(storage: &JsValue) -> Option<u64> {
    let bytes = part(&answer(storage, "estimate").await?, "quota").as_f64()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number of bytes, never negative; what is too large saturates"
    )]
    Some(bytes as u64)
}

async fn database(window: &JsValue) -> Database {
    if !part(window, "indexedDB").is_object() {
        return Database::Missing;
    }
    let probe = wayhome_vault::browser::Database::new(PROBE);
    let works = probe.probe().await.is_ok();
    // Whatever becomes of it: an empty database of that name means nothing to anybody.
    let _ = probe.destroy().await;
    if works { Database::Works } else { Database::Refuses }
}

/// What a method without arguments promises, if there is such a method and it keeps the promise.
async fn answer(of: &JsValue, method: &str) -> Option<JsValue> {
    js::kept(js::call(of, method, &[])).await
}

/// A part of a thing; `undefined` where there is none, or where looking at it is refused.
fn part(of: &JsValue, name: &str) -> JsValue {
    js::member(of, name).unwrap_or(JsValue::UNDEFINED)
}

fn is_true(of: &JsValue, name: &str) -> bool {
    part(of, name).as_bool().unwrap_or(false)
}
