//! The first screen: the scenarios that Wayhome ships, and what is one's own.

use std::sync::Arc;

use leptos::prelude::*;
use wayhome_training::Draft;

use super::desk::Desk;
use super::hand_on::HandOn;
use super::parts::{SECOND, button, heading, list, select, text};
use super::way::Screen;
use super::write::Part;
use super::{Case, known, named, open};
use crate::strings::training as words;
use crate::today::today;

/// Everything that training can begin with.
pub(super) fn choose(desk: Desk) -> AnyView {
    let shipped = wayhome_training::shipped().iter().map(|(id, title)| {
        scenario(title, move || {
            if let Some(case) = Case::shipped(id) {
                desk.teach(case);
            }
        })
    });
    view! {
        {named(words::SCENARIOS.to_owned())}
        {open::problem(desk)}
        {text(words::WHAT)}
        {procedures()}
        <ol class="training__scenarios">{shipped.collect::<Vec<_>>()}</ol>
        <section>
            {heading(words::OWN)}
            {move || own(desk)}
            {open::file(desk)}
            {new(desk)}
        </section>
    }
    .into_any()
}

fn scenario(title: &str, open: impl Fn() + 'static) -> AnyView {
    view! { <li>{button(title, "training__scenario", open)}</li> }.into_any()
}

/// What was opened or begun since training was entered.
fn own(desk: Desk) -> AnyView {
    let cases = desk.cases.get().into_iter().map(|case| {
        let title = case.scenario.title.clone();
        scenario(&title, move || desk.teach(Arc::clone(&case)))
    });
    let cases = cases.collect::<Vec<_>>();
    let go_on = desk.is_writing().then(|| {
        button(words::GO_ON, "govuk-button", move || {
            desk.history.go(Screen::Write(Part::About));
        })
    });
    view! {
        {go_on}
        {(!cases.is_empty()).then(|| view! {
            <h3 class="govuk-heading-s">{words::OPENED_HERE}</h3>
            <ol class="training__scenarios">{cases}</ol>
        })}
    }
    .into_any()
}

/// The procedures that were opened, each with the way to hand it on. They stand first: whoever follows a link sees what it brought.
fn procedures() -> AnyView {
    let handing = HandOn::new();
    let opened: Vec<_> = known::opened().iter().map(|own| opened_one(own, handing)).collect();
    if opened.is_empty() {
        return ().into_any();
    }
    view! {
        <section>
            {heading(words::PROCEDURES)}
            {list(opened)}
            {text(words::PROCEDURES_WHAT)}
            {handing.shown("link", words::PROCEDURE_LINK, words::PROCEDURE_LINK_HINT)}
        </section>
    }
    .into_any()
}

fn opened_one(own: &known::Own, handing: HandOn) -> AnyView {
    let link = handing.button(
        words::COPY_PROCEDURE_LINK,
        own.text.to_string(),
        words::PROCEDURE_TOO_LONG,
    );
    let beside = own.is_beside_shipped().then(|| text(words::BESIDE_SHIPPED));
    view! { {text(own.name())} {beside} {link} }.into_any()
}

/// Beginning a scenario: for which procedure, and which form.
fn new(desk: Desk) -> AnyView {
    let options: Vec<_> = known::choices()
        .into_iter()
        .flat_map(|(_, name, procedure)| {
            let forms = procedure.forms.iter();
            let forms = forms.map(|form| {
                (
                    format!("{} {}", procedure.id, form.id),
                    format!("{name}: {}", form.title),
                )
            });
            forms.collect::<Vec<_>>()
        })
        .collect();
    let chosen = RwSignal::new(options.first().map(|(value, _)| value.clone()).unwrap_or_default());
    let now = chosen.get_untracked();
    let begin = move || {
        if let Some((procedure, form)) = chosen.get_untracked().split_once(' ') {
            desk.begin(Draft::new(procedure, form, today()), Part::About);
        }
    };
    view! {
        <h3 class="govuk-heading-s">{words::NEW}</h3>
        {select("write-for", words::NEW_WHAT.to_owned(), options, &now, move |value| chosen.set(value))}
        {button(words::BEGIN, SECOND, begin)}
    }
    .into_any()
}
