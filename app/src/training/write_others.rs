//! Writing the other records of a scenario: wrong ones, which are put right, and the same case with another fact.

use leptos::prelude::*;
use wayhome_engine::{DeadlineState, State};

use super::desk::Desk;
use super::parts::{Label, SECOND, approvals, button, deadlines, finding, heading, list, select, text};
use super::way::Screen;
use super::write::{Named, Part, called, doing, field, id_of, parts};
use super::write_parts::name;
use crate::page;
use crate::strings::training as words;

const ATTEMPT: Named = Named {
    add: words::ADD_ATTEMPT,
    none: words::NO_ATTEMPTS,
};
const VARIANT: Named = Named {
    add: words::ADD_VARIANT,
    none: words::NO_VARIANTS,
};
const RIGHT: Named = Named {
    add: words::ADD_RIGHT,
    none: "",
};

pub(super) fn others(desk: Desk) -> AnyView {
    view! {
        {heading(words::ATTEMPTS)}
        {text(words::ATTEMPTS_WHAT)}
        {parts(desk, "/attempt".to_owned(), &ATTEMPT, &move |part: &str| other(desk, part, words::ATTEMPT_TELLS))}
        {heading(words::VARIANTS)}
        {parts(desk, "/variant".to_owned(), &VARIANT, &move |part: &str| other(desk, part, words::VARIANT_TELLS))}
    }
    .into_any()
}

fn other(desk: Desk, part: &str, tells: &'static str) -> AnyView {
    let differing = desk.read(|draft| draft.differing(part));
    let rights = desk.read(|draft| draft.count(&format!("{part}/right")));
    let is_attempt = part.starts_with("/attempt");
    let differences: Vec<_> = differing
        .iter()
        .map(|question| {
            let step = (is_attempt && rights > 1).then(|| put_right(desk, part, question, rights));
            view! { {text(name(desk, question))} {step} }.into_any()
        })
        .collect();
    let to = part.to_owned();
    let says = move |right: &str| field(desk, format!("{right}/says"), words::RIGHT_SAYS, "");
    view! {
        {field(desk, format!("{part}/title"), words::TITLE, "")}
        {field(desk, format!("{part}/tells"), tells, "")}
        {text(if differing.is_empty() { words::NOT_DIFFERENT } else { words::DIFFERENT })}
        {list(differences)}
        {button(&doing(words::CHANGE_ANSWERS, part), "govuk-button", move || desk.history.go(Screen::Write(Part::Answers(to.clone()))))}
        {found(desk, part)}
        {is_attempt.then(|| parts(desk, format!("{part}/right"), &RIGHT, &says))}
    }
    .into_any()
}

/// In which step an answer of a wrong record is put right.
fn put_right(desk: Desk, part: &str, question: &str, steps: usize) -> AnyView {
    let options = (0..steps)
        .map(|step| (step.to_string(), (step + 1).to_string()))
        .collect();
    let now = desk
        .read(|draft| draft.put_right_in(part, question))
        .unwrap_or_default()
        .to_string();
    let id = format!("right{}-{question}", part.replace('/', "-"));
    let label = Label::new(words::RIGHT_IN, format!("{}, {}", name(desk, question), called(part)));
    let (part, question) = (part.to_owned(), question.to_owned());
    select(id, label, options, &now, move |step| {
        if let (Ok(step), Some(plan)) = (step.parse(), desk.plan()) {
            desk.write(|draft| draft.put_right(&part, &question, step, &plan));
        }
    })
}

/// What the check finds of a record, and whether the scenario says so.
pub(super) fn found(desk: Desk, part: &str) -> AnyView {
    let part = part.to_owned();
    // It follows what is answered on the same screen.
    let view = move || {
        let plan = desk.plan()?;
        let report = desk.watch(|draft| draft.report(&part, &plan))?;
        let open = report
            .findings
            .iter()
            .filter(|found| !matches!(found.state, State::Met | State::NotApplicable));
        let open: Vec<_> = open.map(|found| finding(found, None)).collect();
        let missed = report
            .deadlines
            .iter()
            .filter(|due| matches!(due.state, DeadlineState::Late | DeadlineState::MetLate));
        let missed: Vec<_> = missed.cloned().collect();
        let says = desk.read(|draft| draft.says_what_is_found(&part, &plan));
        let expected = if says {
            text(words::AS_EXPECTED)
        } else {
            let says = if desk.read(|draft| draft.expects_nothing(&part)) {
                words::NOTHING_EXPECTED
            } else {
                words::NOT_EXPECTED
            };
            let (label, part) = (doing(words::EXPECT, &part), part.clone());
            let expect = move || {
                desk.change(|draft| draft.expect(&part, &plan));
                page::focus_later(format!("{}-found", id_of(&part)));
            };
            view! { {text(says)} {button(&label, SECOND, expect)} }.into_any()
        };
        Some(view! {
            <div class="govuk-inset-text">
                <h3 class="govuk-heading-s" id=format!("{}-found", id_of(&part)) tabindex="-1">{words::FINDS}</h3>
                {if open.is_empty() { text(words::FINDS_NOTHING) } else { list(open) }}
                {(!missed.is_empty()).then(|| deadlines(&missed, &[]))}
                {approvals(&report.approvals, &[])}
                {expected}
            </div>
        })
    };
    view.into_any()
}
