//! Focus and the title of the page.

use std::cell::RefCell;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::recovery;
use crate::strings;

/// The id of the element around a question.
pub(crate) fn question_id(question: &str) -> String {
    format!("question-{}", question.replace('.', "-"))
}

thread_local! {
    /// What the page was named last by the work itself, under whatever lies over it now.
    static WORK: RefCell<String> = RefCell::default();
}

/// Names the page. Never by an answer: titles are kept in histories and shown on other screens.
pub(crate) fn name(parts: &[&str]) {
    let title = titled(parts);
    entitle(&title);
    WORK.set(title);
}

/// Names a page that lies over the work for a while.
pub(crate) fn name_above(parts: &[&str]) {
    entitle(&titled(parts));
}

/// Something on the page is wrong: its title begins with that, whatever lies over what. Hands on what it was, unless it said so already.
pub(crate) fn name_wrong() -> Option<String> {
    let before = document().title();
    if before.starts_with(strings::ERROR) {
        return None;
    }
    entitle(&[strings::ERROR, &before].concat());
    Some(before)
}

/// Nothing is wrong any more: the title is as it was, unless the page was named otherwise meanwhile.
pub(crate) fn name_right(before: &str) {
    if document().title().strip_prefix(strings::ERROR) == Some(before) {
        entitle(before);
    }
}

/// The work is seen again: the page is named as it was, or as it has become meanwhile.
pub(crate) fn name_again() {
    WORK.with_borrow(|title| entitle(title));
}

/// Gives the page its title; not once the app has stopped, which the title then says.
pub(crate) fn entitle(title: &str) {
    if !recovery::has_stopped(&document()) {
        document().set_title(title);
    }
}

fn titled(parts: &[&str]) -> String {
    let mut parts: Vec<_> = parts.to_vec();
    parts.push(strings::WAYHOME);
    parts.join(" – ")
}

/// Moves the focus to an element once the page has been drawn; not away from a field into which the person has gone meanwhile.
pub(crate) fn focus_later(id: impl Into<String>) {
    let id = id.into();
    let before = document().active_element();
    request_animation_frame(move || {
        if in_text() && document().active_element() != before {
            return;
        }
        if let Some(element) = document().get_element_by_id(&id) {
            focus(element);
        }
    });
}

/// The same; where there is no such element, to another.
pub(crate) fn focus_later_or(id: impl Into<String>, otherwise: &'static str) {
    let id = id.into();
    request_animation_frame(move || {
        let is_there = document().get_element_by_id(&id).is_some();
        focus_later(if is_there { id } else { otherwise.to_owned() });
    });
}

/// Moves the focus to the first control of a question once the page has been drawn.
pub(crate) fn focus_question_later(question: &str) {
    focus_question_or(question, None);
}

/// As [`focus_question_later`]; where the question is not shown, the focus goes to another element, by its id.
pub(crate) fn focus_question_or(question: &str, otherwise: Option<String>) {
    let id = question_id(question);
    request_animation_frame(move || {
        let Some(around) = document().get_element_by_id(&id) else {
            otherwise.into_iter().for_each(focus_later);
            return;
        };
        around.scroll_into_view();
        // Of a table, the cell that is wrong.
        let cell = around
            .query_selector(".row-card .govuk-form-group--error")
            .ok()
            .flatten();
        let within = cell.unwrap_or_else(|| around.clone());
        // Of radio buttons, the chosen one is where the keyboard goes.
        let chosen = within.query_selector("input:checked").ok().flatten();
        let control = chosen.or_else(|| within.query_selector("input, select, textarea, button").ok().flatten());
        // Where the record is only read, no control takes the focus, and the question itself does.
        let control = control.filter(|control| !control.matches(":disabled").unwrap_or(false));
        focus(control.unwrap_or_else(|| {
            let _ = around.set_attribute("tabindex", "-1");
            around
        }));
    });
}

/// Moves the focus into a row of a table once the page has been drawn: to the cell of a column, or to the row itself; where there is no such row,
/// to where one is added.
pub(crate) fn focus_cell_later(question: &str, row: usize, column: Option<&str>) {
    let table = format!("{}-answer", question_id(question));
    let column = column.map(|column| format!("{table}-{row}-{column}"));
    request_animation_frame(move || {
        let find = |selector: &str| document().query_selector(selector).ok().flatten();
        let cell = column.and_then(|id| find(&format!(r#"[id="{id}"], [id^="{id}-"]"#)));
        let row = || find(&format!(r#"[id="{table}-{row}-row"]"#));
        let add = || find(&format!(r#"[id="{table}-add"]"#));
        if let Some(element) = cell.or_else(row).or_else(add) {
            focus(element);
        }
    });
}

/// Moves the focus to the heading of what is on the screen once it has been drawn, if what had it has gone.
pub(crate) fn focus_again() {
    focus_if_gone(String::new(), "");
}

/// What has the focus within an element is about to go, perhaps, to be out of use, or to be drawn anew: then it has it again or, where it is not there any
/// more, a heading that is named, or else that of the page. Nothing happens where the focus is elsewhere.
pub(crate) fn keep_focus(within: &str, or: &'static str) {
    let around = document().get_element_by_id(within);
    let at = document().active_element();
    if let (Some(around), Some(at)) = (around, at)
        && around.contains(Some(&at))
    {
        focus_if_gone(at.id(), or);
    }
}

/// Once it has been drawn: if nothing has the focus, the first of these has that is there, or the heading of what is on the screen.
fn focus_if_gone(id: String, or: &'static str) {
    request_animation_frame(move || {
        let body = document().body();
        // A control that is out of use has the focus only until the browser notices.
        let is_in_use = |at: &Element| !at.matches(":disabled").unwrap_or(false);
        if document()
            .active_element()
            .is_some_and(|at| body.as_deref() != Some(&at) && is_in_use(&at))
        {
            return;
        }
        let named = |id: &str| document().get_element_by_id(id).filter(is_in_use);
        let heading = || seen("h1[tabindex]");
        if let Some(element) = named(&id).or_else(|| named(or)).or_else(heading) {
            focus(element);
        }
    });
}

/// Moves the focus past the line at the top: to the `main` that is seen, of the work or of what lies over it.
pub(crate) fn focus_main() {
    if let Some(main) = seen("main") {
        let _ = main.set_attribute("tabindex", "-1");
        main.scroll_into_view();
        focus(main);
    }
}

/// The first of what a selector finds that is not hidden.
fn seen(wanted: &str) -> Option<Element> {
    let found = document().query_selector_all(wanted).ok()?;
    (0..found.length())
        .filter_map(|place| found.item(place)?.dyn_into::<Element>().ok())
        .find(|element| element.client_height() > 0)
}

/// To the top of the page.
pub(crate) fn scroll_up() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Is the focus where something is typed or picked, and not tapped?
pub(crate) fn in_text() -> bool {
    let at = document().active_element();
    at.is_some_and(|at| {
        at.matches("textarea, input:not([type=radio]):not([type=checkbox]), select")
            .unwrap_or(false)
    })
}

/// Is the focus at a question?
pub(crate) fn is_at(question: &str) -> bool {
    let around = document().get_element_by_id(&question_id(question));
    around.is_some_and(|around| around.contains(document().active_element().as_deref()))
}

/// Is the work itself on the screen: not covered, not behind another page, and with nothing asked in between?
pub(crate) fn is_uncovered() -> bool {
    let above = document().query_selector("[data-covered], .inside__work[hidden], dialog[open]");
    above.ok().flatten().is_none()
}

/// For how long a touch is taken for the second half of a double tap, in milliseconds.
const DOUBLE: u32 = 400;

/// Something that lay above the page has gone: the second tap of a double one was not meant for what lies there now.
pub(crate) fn settle() {
    const SETTLING: &str = "data-settling";
    let root = || document().document_element();
    if let Some(root) = root() {
        let _ = root.set_attribute(SETTLING, "");
    }
    Timeout::new(DOUBLE, move || {
        if let Some(root) = root() {
            let _ = root.remove_attribute(SETTLING);
        }
    })
    .forget();
}

/// Gives an element the focus; not once the app has stopped, which is then read out.
fn focus(element: Element) {
    if recovery::has_stopped(&document()) {
        return;
    }
    if let Ok(element) = element.dyn_into::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Moves the focus to the first radio button of a group.
pub(crate) fn focus_first_in(name: &str) {
    if let Ok(Some(control)) = document().query_selector(&format!("input[name='{name}']")) {
        focus(control);
    }
}
