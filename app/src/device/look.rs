//! Asks the browser. Every part may be missing, and some browsers throw where others have nothing, so nothing is taken for granted.

use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

use super::{Database, Device, Signals};

/// The database that only proves that there can be one. It is deleted again.
const PROBE: &str = "wayhome-probe";

const STORE: &str = "probe";

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
        call(window, "matchMedia", &[format!("(display-mode: {mode})").into()])
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
    let factory = part(window, "indexedDB");
    if !factory.is_object() {
        return Database::Missing;
    }
    let works = write_and_read(&factory).await.unwrap_or(false);
    // Whatever became of it: an empty database of that name means nothing to anybody.
    drop(call(&factory, "deleteDatabase", &[PROBE.into()]));
    if works { Database::Works } else { Database::Refuses }
}

/// Whether a value comes back. `None` at the first thing that fails.
async fn write_and_read(factory: &JsValue) -> Option<bool> {
    let opening = call(factory, "open", &[PROBE.into(), JsValue::from_f64(1.0)])?;
    let fresh = opening.clone();
    let make_store = Closure::once_into_js(move || {
        call(&part(&fresh, "result"), "createObjectStore", &[STORE.into()]);
    });
    Reflect::set(&opening, &"onupgradeneeded".into(), &make_store).ok()?;
    let database = succeeded(&opening).await?;
    let read = put_and_get(&database).await;
    call(&database, "close", &[]);
    read
}

async fn put_and_get(database: &JsValue) -> Option<bool> {
    let transaction = call(database, "transaction", &[STORE.into(), "readwrite".into()])?;
    let store = call(&transaction, "objectStore", &[STORE.into()])?;
    // Both are asked before either is awaited: the browser ends a transaction that is left alone.
    call(&store, "put", &[JsValue::TRUE, STORE.into()])?;
    let reading = call(&store, "get", &[STORE.into()])?;
    Some(succeeded(&reading).await?.is_truthy())
}

/// The result of a request to the database, once it has one.
async fn succeeded(request: &JsValue) -> Option<JsValue> {
    let done = Promise::new(&mut |resolve, reject| {
        for (event, then) in [("onsuccess", &resolve), ("onerror", &reject), ("onblocked", &reject)] {
            drop(Reflect::set(request, &event.into(), then));
        }
    });
    JsFuture::from(done).await.ok()?;
    Some(part(request, "result"))
}

/// What a method without arguments promises, if there is such a method and it keeps the promise.
async fn answer(of: &JsValue, method: &str) -> Option<JsValue> {
    let promise: Promise = call(of, method, &[])?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

/// A part of a thing; `undefined` where there is none, or where looking at it is refused.
fn part(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

fn is_true(of: &JsValue, name: &str) -> bool {
    part(of, name).as_bool().unwrap_or(false)
}

/// Calls a method. `None` where there is none, or where it throws.
fn call(of: &JsValue, method: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let function: Function = part(of, method).dyn_into().ok()?;
    let list = Array::new();
    for argument in arguments {
        list.push(argument);
    }
    Reflect::apply(&function, of, &list).ok()
}
