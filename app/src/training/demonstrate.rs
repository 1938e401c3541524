//! A wrong record put right, finding by finding, before an audience.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wayhome_training::{Frame, Walk};
use web_sys::HtmlElement;

use super::Case;
use super::parts::{SECOND, approvals, button, finding, findings, heading, list, select, text};
use crate::page;
use crate::said::said;
use crate::strings::training as words;

/// What is left free above a sentence that is brought into view, in pixels.
const SPACE: f64 = 8.0;

/// The records of a scenario that can be put right, and the one that is.
pub(super) fn demonstrate(case: &Arc<Case>, projector: RwSignal<bool>) -> AnyView {
    let attempts = &case.scenario.attempts;
    if attempts.is_empty() {
        return text(words::NO_ATTEMPT);
    }
    // By their places: two of one id, in a file of somebody's own, are two all the same.
    let options: Vec<_> = attempts
        .iter()
        .enumerate()
        .map(|(place, attempt)| (place.to_string(), attempt.title.clone()))
        .collect();
    let walk = RwSignal::new(begin(case, "0"));
    let chosen = Arc::clone(case);
    keys(walk);
    // The way back to the other screens is hidden in it.
    on_cleanup(move || {
        projector.try_set(false);
    });
    let at = move || {
        let (at, all) = walk.with(|walk| walk.as_ref().map_or((0, 0), Walk::place));
        format!("{} / {all}", at + 1)
    };
    let go = move |step: fn(&mut Walk)| move || step_to(walk, step);
    view! {
        {select("attempt", words::WHICH_ATTEMPT.to_owned(), options, "0", move |place| walk.set(begin(&chosen, &place)))}
        <div class="training__steps">
            {button(words::BACK, SECOND, go(Walk::back))}
            {button(words::FORWARD, "govuk-button", go(Walk::forward))}
            {button(words::AGAIN, SECOND, go(Walk::restart))}
            <button
                type="button"
                class="govuk-button govuk-button--secondary"
                aria-pressed=move || projector.get().to_string()
                on:click=move |_| projector.update(|on| *on = !*on)
            >
                {words::PROJECTOR}
            </button>
            <strong class="training__place">{at}</strong>
        </div>
        <p class="govuk-hint only-screen">{words::KEYS}</p>
        <div role="status" class="training__frame">{move || walk.with(|walk| walk.as_ref().and_then(Walk::shown).map(frame))}</div>
    }
    .into_any()
}

fn begin(case: &Case, place: &str) -> Option<Walk> {
    let attempt = case.scenario.attempts.get(place.parse::<usize>().ok()?)?;
    Some(Walk::new(&case.plan, &case.scenario, attempt))
}

fn step_to(walk: RwSignal<Option<Walk>>, step: fn(&mut Walk)) {
    walk.update(|walk| {
        if let Some(walk) = walk {
            step(walk);
        }
    });
    request_animation_frame(bring_into_view);
}

/// Brings what is said of a step into view, below the bar that stays at the top: from the back of a room, nobody scrolls. At once and without
/// gliding there, whatever the device prefers; and not at all where it is seen already, so that the buttons stay where they are.
fn bring_into_view() {
    let found = |class: &str| -> Option<HtmlElement> {
        let found = document().query_selector(class).ok().flatten();
        found.and_then(|element| element.dyn_into().ok())
    };
    let (Some(bar), Some(says)) = (found(".training__top"), found(".training__says")) else {
        return;
    };
    let within = says.offset_parent().map_or(0, |frame| frame.client_top());
    let top = f64::from(within + says.offset_top()) - window().scroll_y().unwrap_or_default();
    let (bottom, bar) = (top + f64::from(says.offset_height()), f64::from(bar.offset_height()));
    let height = window().inner_height().ok().and_then(|height| height.as_f64());
    if top < bar || height.is_some_and(|height| bottom > height) {
        window().scroll_by_with_x_and_y(0.0, top - bar - SPACE);
    }
}

/// A clicker sends the keys for turning pages.
fn keys(walk: RwSignal<Option<Walk>>) {
    let listener = window_event_listener(ev::keydown, move |event| {
        let step: fn(&mut Walk) = match event.key().as_str() {
            "ArrowRight" | "PageDown" => Walk::forward,
            "ArrowLeft" | "PageUp" => Walk::back,
            "Home" => Walk::restart,
            _ => return,
        };
        if !page::in_text() && !event.ctrl_key() && !event.meta_key() && !event.alt_key() {
            event.prevent_default();
            step_to(walk, step);
        }
    });
    on_cleanup(move || listener.remove());
}

fn frame(frame: &Frame) -> AnyView {
    let changed = frame.changed.iter().map(|changed| {
        view! {
            <p class="govuk-body"><strong>{changed.name.clone()}</strong></p>
            <p class="govuk-body training__was">{words::WAS} ": " {said(&changed.before)}</p>
            <p class="govuk-body training__new">{words::NOW} ": " {said(&changed.after)}</p>
        }
        .into_any()
    });
    let moved = frame.moved.iter().map(|moved| finding(&moved.now, Some(moved.before)));
    let (changed, moved): (Vec<_>, Vec<_>) = (changed.collect(), moved.collect());
    let section = |title: &'static str, items: Vec<AnyView>| {
        (!items.is_empty()).then(|| view! { {heading(title)} {list(items)} })
    };
    view! {
        <p class="training__says">{frame.says.clone()}</p>
        {section(words::CHANGED, changed)}
        {section(words::MOVED, moved)}
        {heading(words::LEFT)}
        {if frame.open.is_empty() { text(words::NOTHING_LEFT) } else { findings(&frame.open) }}
        {(!frame.approvals.is_empty()).then(|| view! { {heading(words::APPROVES)} {approvals(&frame.approvals, &[])} })}
    }
    .into_any()
}
