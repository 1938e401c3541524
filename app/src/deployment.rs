//! What a council added when it deployed the app: where signed records may be sent, and its own mapping. Both files lie beside the app's, are
//! named by their content and kept on the device with it (`cargo xtask deploy`); without them nothing of either is shown.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value as Json;
use wayhome_export::mapping::Mapping;

use crate::js;

/// Where signed records may be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendTo {
    /// The address. Its origin is in the Content-Security-Policy, so that the browser lets nothing go anywhere else.
    pub address: String,
    /// What people call the system: "Harbour".
    pub name: String,
    /// In an envelope of `CloudEvents` 1.0?
    pub enveloped: bool,
    /// What goes into the header `Authorization`. Whoever can open the app can read it.
    pub authorization: Option<String>,
}

/// What was added, as far as it has arrived.
#[derive(Clone, Copy)]
pub(crate) struct Deployment {
    pub(crate) send_to: RwSignal<Option<Arc<SendTo>>>,
    pub(crate) mapping: RwSignal<Option<Arc<Mapping>>>,
    /// Something was added and cannot be read: nobody is to think that there is nothing.
    pub(crate) unread: RwSignal<bool>,
}

impl Deployment {
    /// Reads what there is.
    pub(crate) fn read() -> Self {
        let found = Self {
            send_to: RwSignal::new(None),
            mapping: RwSignal::new(None),
            unread: RwSignal::new(false),
        };
        if let Some(address) = js::meta("wayhome-sending") {
            spawn_local(async move {
                let read = text(address).await.and_then(|text| send_to(&text));
                found.took(found.send_to, read);
            });
        }
        if let Some(address) = js::meta("wayhome-export") {
            spawn_local(async move {
                let read = text(address).await;
                let read = read.and_then(|text| Mapping::parse(text.as_bytes()).ok());
                found.took(found.mapping, read);
            });
        }
        found
    }

    fn took<T: Send + Sync + 'static>(self, place: RwSignal<Option<Arc<T>>>, read: Option<T>) {
        if read.is_none() {
            self.unread.try_set(true);
        }
        place.try_set(read.map(Arc::new));
    }
}

/// One of the app's own files.
async fn text(address: String) -> Option<String> {
    let answer = js::kept(js::call(&window(), "fetch", &[address.into()])).await?;
    js::kept(js::call(&answer, "text", &[])).await?.as_string()
}

/// Reads `sending.json`; `None` where it does not say where to send safely.
///
/// ```
/// use app::deployment::send_to;
/// let read = send_to(r#"{"to":"https://case.example/records","name":"Harbour","format":"cloudevents"}"#).unwrap();
/// assert!(read.enveloped && read.authorization.is_none());
/// assert_eq!(send_to(r#"{"to":"http://case.example/records","name":"Harbour"}"#), None);
/// ```
#[must_use]
pub fn send_to(text: &str) -> Option<SendTo> {
    let file: Json = serde_json::from_slice(text.as_bytes()).ok()?;
    let said = |name: &str| file.get(name).and_then(Json::as_str).map(str::to_owned);
    // This computer itself is for trying.
    let safe = |address: &String| address.starts_with("https://") || address.starts_with("http://127.0.0.1:");
    Some(SendTo {
        address: said("to").filter(safe)?,
        name: said("name").filter(|name| !name.is_empty())?,
        enveloped: said("format").as_deref() == Some("cloudevents"),
        authorization: said("authorization"),
    })
}
