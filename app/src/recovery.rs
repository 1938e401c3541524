//! What is shown when the app itself fails.
//!
//! After a panic nothing of the app runs any more. The page then says so in words that were written before: a panic's own message
//! may quote what somebody typed, so neither the page nor the console gets it, only the place in our code.

use std::sync::atomic::{AtomicBool, Ordering};

use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

use crate::strings;

/// Is what is written kept on this device? Nothing of the app can be asked for it any more.
static KEPT: AtomicBool = AtomicBool::new(false);

/// Whether what is written from now on is kept on this device.
pub(crate) fn note_kept(kept: bool) {
    KEPT.store(kept, Ordering::Relaxed);
}

/// Has the app stopped? The page then stays named so.
pub(crate) fn has_stopped(document: &Document) -> bool {
    !all(document, ".recovery").is_empty()
}

/// Shows the recovery message in the place of a page that no longer answers.
pub fn install() {
    std::panic::set_hook(Box::new(|panic| {
        if let Some(place) = panic.location() {
            let place = format!("Wayhome stopped at {}:{}", place.file(), place.line());
            web_sys::console::error_1(&place.into());
        }
        show();
    }));
}

/// Takes away what would lie over the message: a dialog, or the cover of the screen. What that has hidden stays hidden, and nothing in it
/// can be reached; true if something is.
fn uncover(document: &Document) -> bool {
    // Removed and not closed: nothing of the app is to answer, nor to open what is closed still. The link into a page that no longer works
    // goes as well.
    for over in all(document, "dialog, .govuk-skip-link") {
        over.remove();
    }
    let hidden = all(document, "[data-covered] .inside");
    for hidden in &hidden {
        let _ = hidden.set_attribute("inert", "");
    }
    !hidden.is_empty()
}

/// Says that the app has stopped, above whatever is on the page.
pub fn show() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    // What is tapped afterwards may fail as well: it is said already.
    if has_stopped(&document) {
        return;
    }
    let (Some(body), Ok(message)) = (document.body(), document.create_element("div")) else {
        return;
    };
    message.set_class_name("recovery");
    let _ = message.set_attribute("role", "alert");
    let _ = message.set_attribute("tabindex", "-1");
    let is_hidden = uncover(&document);
    let what = if is_hidden {
        strings::STOPPED_HIDDEN
    } else {
        strings::STOPPED_DO
    };
    let left = if KEPT.load(Ordering::Relaxed) {
        strings::STOPPED_KEPT
    } else {
        strings::STOPPED_FILE
    };
    for (tag, class, words) in [
        ("h1", "govuk-heading-l", strings::STOPPED),
        ("p", "govuk-body", strings::STOPPED_WHY),
        ("p", "govuk-body", what),
        ("p", "govuk-body", left),
    ] {
        let Ok(part) = document.create_element(tag) else {
            continue;
        };
        part.set_class_name(class);
        part.set_text_content(Some(words));
        let _ = message.append_child(&part);
    }
    // A link needs nothing of the app that has stopped.
    if let Ok(link) = document.create_element("a") {
        link.set_class_name("govuk-button");
        let _ = link.set_attribute("href", "");
        link.set_text_content(Some(strings::RELOAD));
        let _ = message.append_child(&link);
    }
    // Before the page, which stays: what was typed can still be read and copied. Nothing in it takes anything any more.
    for (controls, attribute) in [
        ("button, select, [type=radio], [type=checkbox]", "disabled"),
        ("input, textarea", "readonly"),
    ] {
        for control in all(&document, controls) {
            let _ = control.set_attribute(attribute, "");
        }
    }
    // The page itself has a `main`, and once it is hidden, none that is seen.
    let around = document.create_element(if is_hidden { "main" } else { "div" });
    let Ok(around) = around else { return };
    let _ = around.append_child(&message);
    let _ = body.insert_before(&around, body.first_child().as_ref());
    document.set_title(strings::STOPPED);
    message.scroll_into_view();
    if let Some(message) = message.dyn_ref::<HtmlElement>() {
        let _ = message.focus();
    }
    // A finger that is on its way down takes the focus to where it was meant to go: it is taken back, by the browser alone.
    let focus = Reflect::get(&message, &"focus".into()).and_then(JsCast::dyn_into::<Function>);
    if let (Some(window), Ok(focus)) = (web_sys::window(), focus) {
        let _ = window.set_timeout_with_callback(&focus.bind0(&message));
    }
}

/// Every element that a selector finds.
fn all(document: &Document, wanted: &str) -> Vec<Element> {
    let Ok(found) = document.query_selector_all(wanted) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.get(at)?.dyn_into::<Element>().ok())
        .collect()
}
