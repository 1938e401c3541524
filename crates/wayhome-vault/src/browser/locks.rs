//! The browser's locks between tabs. A tab that crashes lets go of its locks.

use futures::channel::oneshot;
use futures::future::{Either, select};
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{member, navigator, object};

/// This browser has no such locks, or refuses them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this browser cannot keep tabs apart")]
pub struct LocksError;

/// A lock that is held until this is dropped.
pub struct HeldLock {
    release: Function,
}

impl Drop for HeldLock {
    fn drop(&mut self) {
        let _ = self.release.call0(&JsValue::UNDEFINED);
    }
}

/// Takes a lock if nobody holds it.
///
/// # Errors
///
/// When the browser has no locks, or refuses.
pub async fn try_lock(name: &str) -> Result<Option<HeldLock>, LocksError> {
    request(name, true).await
}

/// Waits for a lock.
///
/// # Errors
///
/// When the browser has no locks, or refuses.
pub async fn wait_for_lock(name: &str) -> Result<HeldLock, LocksError> {
    request(name, false).await?.ok_or(LocksError)
}

async fn request(name: &str, only_if_free: bool) -> Result<Option<HeldLock>, LocksError> {
    let locks = navigator()
        .and_then(|navigator| member(&navigator, "locks"))
        .ok_or(LocksError)?;
    let function: Function = Reflect::get(&locks, &"request".into())
        .ok()
        .and_then(|function| function.dyn_into().ok())
        .ok_or(LocksError)?;
    let (answer, answered) = oneshot::channel();
    let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        if lock.is_null() {
            let _ = answer.send(None);
            return JsValue::UNDEFINED;
        }
        // The lock is held until this promise is kept.
        let mut release = None;
        let until = Promise::new(&mut |done, _| release = Some(done));
        if let Some(release) = release {
            // Nobody waits for it any more: dropping the answer releases at once.
            let _ = answer.send(Some(HeldLock {
                release: release.unchecked_into(),
            }));
        }
        until.into()
    });
    let options = object(&[("ifAvailable", &only_if_free.into())]);
    let ended = function
        .call3(&locks, &name.into(), &options, &granted)
        .map_err(|_| LocksError)?;
    // Kept once the lock is let go; broken where the browser refuses, and then nobody is ever answered.
    let ended = JsFuture::from(Promise::resolve(&ended));
    match select(answered, ended).await {
        Either::Left((answer, _)) => answer.map_err(|_| LocksError),
        Either::Right(_) => Err(LocksError),
    }
}
