//! A scenario, and the ways to learn from it.

use std::sync::Arc;

use leptos::prelude::*;

use super::desk::Desk;
use super::parts::{SECOND, button, select, text};
use super::way::{Screen, Way};
use super::write::Part;
use super::{Case, change, compare, demonstrate, known, open, story, title, trying};
use crate::strings::training as words;

const WAYS: [(Way, &str); 5] = [
    (Way::Story, words::STORY),
    (Way::Demonstrate, words::DEMONSTRATE),
    (Way::Try, words::TRY),
    (Way::Change, words::CHANGE),
    (Way::Compare, words::COMPARE),
];

/// A scenario, looked at in a way.
pub(super) fn lesson(desk: Desk, case: &Arc<Case>, way: Way) -> AnyView {
    // The stages of an attempt are one way to learn.
    let current = match way {
        Way::Rate | Way::Reveal => Way::Try,
        other => other,
    };
    let ways: Vec<_> = WAYS
        .into_iter()
        .map(|(this, label)| {
            let case = Arc::clone(case);
            place(label, this == current, move || {
                desk.history.go(Screen::Lesson(Arc::clone(&case), this));
            })
        })
        .collect();
    let shown = match way {
        Way::Rate => words::RATING,
        Way::Reveal => words::MODEL,
        _ => WAYS
            .iter()
            .find(|(this, _)| *this == way)
            .map_or("", |(_, label)| *label),
    };
    let about = format!("{} · {}", case.plan.procedure().authority, case.plan.title());
    view! {
        <nav class="training__ways" aria-label=words::WAYS>
            <ul>{ways} {place(words::OTHER, false, move || desk.unless_attempted(Box::new(move || desk.history.go(Screen::Choose))))}</ul>
        </nav>
        {title(shown, &case.scenario.title)}
        <p class="govuk-hint">{about}</p>
        {not_right(desk, case)}
        {under(desk, case, way)}
        {(matches!(way, Way::Change | Way::Compare) && !case.is_decision()).then(|| text(words::AS_DECISION))}
        {match way {
            Way::Story => story::story(desk, case),
            Way::Demonstrate => demonstrate::demonstrate(case, desk.projector),
            Way::Try => trying::writing(desk, case),
            Way::Rate => trying::rating(desk, case),
            Way::Reveal => trying::revealed(desk, case),
            Way::Change => change::change(case),
            Way::Compare => compare::compare(case),
        }}
    }
    .into_any()
}

/// One of several places that lie beside each other.
pub(super) fn place(label: &'static str, here: bool, go: impl Fn() + 'static) -> AnyView {
    let go: Box<dyn Fn()> = Box::new(go);
    view! {
        <li>
            <button type="button" class="training__way" aria-current=here.then_some("page") on:click=move |_| go()>{label}</button>
        </li>
    }
    .into_any()
}

/// A scenario of somebody's own in which something is not right is shown all the same, and says so.
fn not_right(desk: Desk, case: &Arc<Case>) -> AnyView {
    if case.shipped || case.written_for().is_some() || case.scenario.problems(&case.plan).is_empty() {
        return ().into_any();
    }
    let case = Arc::clone(case);
    view! {
        <div class="govuk-inset-text">
            {text(words::NOT_RIGHT)}
            {button(words::SHOW_NOT_RIGHT, SECOND, move || open::own(desk, &case, Part::Test))}
        </div>
    }
    .into_any()
}

/// Where a council's own procedure with the form was opened, the case can be looked at under it. Its story stays as it was written.
fn under(desk: Desk, case: &Arc<Case>, way: Way) -> AnyView {
    let options: Vec<_> = known::choices()
        .into_iter()
        .filter(|(_, _, procedure)| procedure.forms.iter().any(|form| form.id == case.scenario.form))
        .map(|(key, name, _)| (key, name))
        .collect();
    let opened = options.iter().any(|(key, _)| known::is_opened(key));
    if options.len() < 2 || !opened {
        return ().into_any();
    }
    let written_for = case.written_for().map(|whose| text(words::written_for(whose)));
    let (now, case) = (case.procedure.clone(), Arc::clone(case));
    let choice = select("under", words::UNDER.to_owned(), options, &now, move |procedure| {
        if let Ok(case) = case.under(&procedure) {
            desk.history.go(Screen::Lesson(case, way));
        }
    });
    view! { {choice} {written_for} }.into_any()
}
