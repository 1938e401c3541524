//! What the device says of its storage, and what is to go with a wipe besides the database.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{member, navigator, promised};

/// How much room there is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Bytes in use.
    pub usage: f64,
    /// Bytes that may be used.
    pub quota: f64,
}

async fn asked_of_storage(method: &str) -> Option<JsValue> {
    promised(&member(&navigator()?, "storage")?, method).await
}

/// Does the browser promise not to clear this storage by itself? `None` where it does not say.
pub async fn is_persisted() -> Option<bool> {
    asked_of_storage("persisted").await?.as_bool()
}

/// Asks for that promise. It is a request: the browser may decline.
pub async fn ask_to_persist() -> Option<bool> {
    asked_of_storage("persist").await?.as_bool()
}

/// How much room there is, as far as the browser says.
pub async fn estimate() -> Option<Estimate> {
    let said = asked_of_storage("estimate").await?;
    let number = |name| member(&said, name)?.as_f64();
    Some(Estimate {
        usage: number("usage")?,
        quota: number("quota")?,
    })
}

/// Deletes every cache of this address.
pub async fn clear_caches() {
    let Some(caches) = web_sys::window().and_then(|window| member(&window, "caches")) else {
        return;
    };
    let Some(names) = promised(&caches, "keys").await else {
        return;
    };
    let Some(delete) = member(&caches, "delete").and_then(|delete| delete.dyn_into::<Function>().ok()) else {
        return;
    };
    for name in Array::from(&names).iter() {
        if let Some(promise) = delete
            .call1(&caches, &name)
            .ok()
            .and_then(|promise| promise.dyn_into::<Promise>().ok())
        {
            let _ = JsFuture::from(promise).await;
        }
    }
}

/// Unregisters every service worker of this address.
pub async fn unregister_workers() {
    let Some(container) = navigator().and_then(|navigator| member(&navigator, "serviceWorker")) else {
        return;
    };
    let Some(registrations) = promised(&container, "getRegistrations").await else {
        return;
    };
    for registration in Array::from(&registrations).iter() {
        let _ = promised(&registration, "unregister").await;
    }
}
