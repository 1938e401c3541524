//! Whether the whole of Wayhome is kept on this device, and a newer edition of it that waits.
//!
//! The service worker (`app/web/sw.js`) keeps the editions. A new one never takes over by itself: this part of the start page, where
//! nothing is open, offers it, and the worker refuses while another window is open. Only then is the page loaded anew.

use gloo::events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState};

use crate::js;
use crate::keep::Keep;
use crate::strings;

/// What the page says to the worker that waits.
const TAKE_OVER: &str = "wayhome: take over";

/// What the worker answers where it will not.
const OTHERS_OPEN: &str = "wayhome: close the other windows first";

/// What the page asks the worker at work. That there is one does not say that its files are still there.
const IS_WHOLE: &str = "wayhome: is it whole?";

/// What the worker answers once it has counted every file; nothing as long as one is missing.
const WHOLE: &str = "wayhome: whole";

/// A newer edition, as far as there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Newer {
    No,
    /// It waits.
    Waits,
    /// It was asked for while another window was open.
    OthersOpen,
}

/// What is said of the edition on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// It is not known to be kept, or not yet.
    Nothing,
    /// All of it is: the app opens without a connection.
    Whole,
    /// A newer one waits.
    Newer,
}

/// The browser's service workers, and the listeners on them. The listeners end with the page that they were made for.
#[derive(Clone, Copy)]
struct Watched {
    /// Has the worker counted every file?
    whole: RwSignal<bool>,
    newer: RwSignal<Newer>,
    listeners: StoredValue<Vec<EventListener>, LocalStorage>,
}

impl Watched {
    fn on(self, target: &web_sys::EventTarget, event: &'static str, then: impl FnMut(&web_sys::Event) + 'static) {
        self.listen(target, event, Box::new(then));
    }

    /// The same, once for all that is done then: the app is as small as it can be.
    fn listen(self, target: &web_sys::EventTarget, event: &'static str, then: Box<dyn FnMut(&web_sys::Event)>) {
        // Where the page has gone in the meantime, the listener is dropped at once.
        let listener = EventListener::new(target, event, then);
        self.listeners.try_update_value(|listeners| listeners.push(listener));
    }

    /// Asks the worker at work whether every file is there: once the page stands, and once another has taken its place. Not whenever another
    /// comes. One that takes over by itself, as the kill switch does, Chromium lets wait for as long as this one has something to answer, and
    /// for long after.
    fn ask(self, registration: &ServiceWorkerRegistration) {
        self.look_at(registration);
        if let Some(at_work) = registration.active() {
            drop(at_work.post_message(&IS_WHOLE.into()));
        }
    }

    fn look_at(self, registration: &ServiceWorkerRegistration) {
        let waits = registration.active().is_some() && registration.waiting().is_some();
        self.newer.try_set(if waits { Newer::Waits } else { Newer::No });
    }

    fn hear(self, workers: &ServiceWorkerContainer) {
        self.on(workers, "message", move |event| {
            let said = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
            match said.as_ref().and_then(JsValue::as_string).as_deref() {
                Some(OTHERS_OPEN) => drop(self.newer.try_set(Newer::OthersOpen)),
                Some(WHOLE) => drop(self.whole.try_set(true)),
                _ => {}
            }
        });
    }

    fn watch(self, registration: &ServiceWorkerRegistration) {
        self.ask(registration);
        let of = registration.clone();
        self.on(registration, "updatefound", move |_| {
            let Some(coming) = of.installing() else { return };
            let (of, it) = (of.clone(), coming.clone());
            self.on(&coming, "statechange", move |_| match it.state() {
                ServiceWorkerState::Activated => self.ask(&of),
                _ => self.look_at(&of),
            });
        });
        // Asks the server whether there is a newer edition. Without a connection there is none to be had, which is no failure.
        if let Ok(asking) = registration.update() {
            leptos::task::spawn_local(async move { drop(JsFuture::from(asking).await) });
        }
    }
}

/// The browser's service workers; some browsers have none, or hide them in a private window.
fn workers() -> Option<ServiceWorkerContainer> {
    js::member(&window().navigator(), "serviceWorker").map(JsCast::unchecked_into)
}

async fn registration(workers: &ServiceWorkerContainer) -> Option<ServiceWorkerRegistration> {
    JsFuture::from(workers.ready().ok()?)
        .await
        .ok()
        .map(JsCast::unchecked_into)
}

/// Asks the waiting edition to take over. The page is loaded anew once it has.
fn take_over(watched: Watched) {
    let Some(workers) = workers() else { return };
    watched.on(&workers, "controllerchange", |_| drop(window().location().reload()));
    leptos::task::spawn_local(async move {
        if let Some(waiting) = registration(&workers).await.and_then(|found| found.waiting()) {
            drop(waiting.post_message(&TAKE_OVER.into()));
        }
    });
}

/// Says that Wayhome opens without a connection, and offers a newer edition. For a page on which nothing is open.
///
/// It is known seconds after the page stands. So it goes below whatever a finger may be on its way to, or into a place that is kept
/// free for it: what moves between touching and lifting is not pressed.
#[component]
pub(crate) fn Update(
    /// Is everything saved? Until it is, no newer edition is offered.
    #[prop(optional, into)]
    idle: Option<Signal<bool>>,
) -> impl IntoView {
    let watched = Watched {
        whole: RwSignal::new(false),
        newer: RwSignal::new(Newer::No),
        listeners: StoredValue::new_local(Vec::new()),
    };
    if let Some(workers) = workers() {
        watched.hear(&workers);
        leptos::task::spawn_local(async move {
            if let Some(registration) = registration(&workers).await {
                watched.watch(&registration);
            }
        });
    }
    let said = Memo::new(move |_| {
        let is_idle = idle.is_none_or(|idle| idle.get());
        match (watched.newer.get(), watched.whole.get()) {
            (Newer::Waits | Newer::OthersOpen, _) if is_idle => Said::Newer,
            (_, true) => Said::Whole,
            _ => Said::Nothing,
        }
    });
    view! {
        <div class="update" aria-live="polite">
            {move || match said.get() {
                Said::Nothing => ().into_any(),
                Said::Whole => view! { <p class="govuk-hint">{strings::OPENS_OFFLINE}</p> }.into_any(),
                Said::Newer => view! { <Offer watched /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Offer(watched: Watched) -> impl IntoView {
    // The page that is loaded anew does not have the key.
    let locks = use_context::<Keep>().is_some_and(|keep| keep.vaulted().is_some());
    let others = move || watched.newer.get() == Newer::OthersOpen;
    view! {
        <section class="govuk-inset-text" aria-labelledby="update">
            <h2 class="govuk-heading-s" id="update">{strings::UPDATE}</h2>
            <p class="govuk-body">{strings::UPDATE_WHY} {locks.then(|| [" ", strings::UPDATE_LOCKS].concat())}</p>
            <Show when=others>
                <p class="govuk-body">{strings::UPDATE_OTHERS}</p>
            </Show>
            <button type="button" class="govuk-button govuk-button--secondary" on:click=move |_| take_over(watched)>{strings::UPDATE_NOW}</button>
        </section>
    }
}
