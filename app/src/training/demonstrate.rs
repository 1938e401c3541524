//! A wrong record put right, finding by finding, before an audience.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use wayhome_training::{Frame, Walk};

use super::Case;
use super::parts::{SECOND, approvals, button, finding, findings, heading, list, select, text};
use crate::page;
use crate::said::said;
use crate::strings::training as words;

/// The records of a scenario that can be put right, and the one that is.
pub(super) fn demonstrate(case: &Arc<Case>, projector: RwSignal<bool>) -> AnyView {
    let attempts = &case.scenario.attempts;
    if attempts.is_empty() {
        return text(words::NO_ATTEMPT);
    }
    let options: Vec<_> = attempts
        .iter()
        .map(|attempt| (attempt.id.clone(), attempt.title.clone()))
        .collect();
    let first = options.first().map(|(id, _)| id.clone()).unwrap_or_default();
    let walk = RwSignal::new(begin(case, &first));
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
        {select("attempt", words::WHICH_ATTEMPT.to_owned(), options, &first, move |id| walk.set(begin(&chosen, &id)))}
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

fn begin(case: &Case, id: &str) -> Option<Walk> {
    let attempt = case.scenario.attempts.iter().find(|attempt| attempt.id == id)?;
    Some(Walk::new(&case.plan, &case.scenario, attempt))
}

fn step_to(walk: RwSignal<Option<Walk>>, step: fn(&mut Walk)) {
    walk.update(|walk| {
        if let Some(walk) = walk {
            step(walk);
        }
    });
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
