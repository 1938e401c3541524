//! What is shown when the app itself fails.
//!
//! After a panic nothing of the app runs any more. The page then says so in words that were written before: a panic's own message
//! may quote what somebody typed, so neither the page nor the console gets it, only the place in our code.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::strings;

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

/// Says that the app has stopped, above whatever is on the page.
pub fn show() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let (Some(body), Ok(message)) = (document.body(), document.create_element("div")) else {
        return;
    };
    message.set_class_name("recovery");
    let _ = message.set_attribute("role", "alert");
    let _ = message.set_attribute("tabindex", "-1");
    for (tag, class, words) in [
        ("h1", "govuk-heading-l", strings::STOPPED),
        ("p", "govuk-body", strings::STOPPED_WHY),
        ("p", "govuk-body", strings::STOPPED_DO),
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
        let Ok(found) = document.query_selector_all(controls) else {
            continue;
        };
        let elements = (0..found.length()).filter_map(|place| found.get(place)?.dyn_into::<Element>().ok());
        elements.for_each(|control| drop(control.set_attribute(attribute, "")));
    }
    let _ = body.insert_before(&message, body.first_child().as_ref());
    document.set_title(strings::STOPPED);
    message.scroll_into_view();
    if let Some(message) = message.dyn_ref::<HtmlElement>() {
        let _ = message.focus();
    }
}
