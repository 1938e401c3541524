//! The line at the top: whose app this is, what is open, and what can be done with it.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlElement, ResizeObserver};

use crate::keep::HideButton;
use crate::page;
use crate::strings;

/// The header, with what a screen puts into it: how what is open stands (whether it is saved, say), and what can be done with it.
#[component]
pub(crate) fn Header(
    #[prop(optional, into)] about: String,
    #[prop(default = None)] state: Option<AnyView>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let line = NodeRef::<html::Header>::new();
    keep_clear_of(line);
    view! {
        <a
            href="#main"
            class="govuk-skip-link"
            on:click=move |event| {
                // The browser would make an entry of its history of it, which leads to no screen.
                event.prevent_default();
                page::focus_main();
            }
        >
            {strings::SKIP}
        </a>
        <header class="top" node_ref=line>
            <div class="top__line">
                <span class="top__name">{strings::WAYHOME}</span>
                <div class="top__about"><span>{about}</span> {state}</div>
                <div class="top__actions">{children.map(|children| children())} <HideButton /></div>
            </div>
        </header>
    }
}

/// Tells the style sheet how high the line is, which may have several lines of text: what stays beside the page begins below it.
fn keep_clear_of(line: NodeRef<html::Header>) {
    let watched = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn FnMut()>)>);
    Effect::new(move || {
        let Some(line) = line.get() else { return };
        let measured = line.clone();
        let changed = Closure::<dyn FnMut()>::new(move || {
            let root = document().document_element();
            if let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) {
                let height = format!("{}px", measured.offset_height());
                let _ = root.style().set_property("--top", &height);
            }
        });
        // A browser without it keeps the height of one line.
        if let Ok(observer) = ResizeObserver::new(changed.as_ref().unchecked_ref()) {
            observer.observe(&line);
            watched.set_value(Some((observer, changed)));
        }
    });
    on_cleanup(move || {
        watched.try_update_value(|watched| {
            if let Some((observer, _)) = watched.take() {
                observer.disconnect();
            }
        });
    });
}
