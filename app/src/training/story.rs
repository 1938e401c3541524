//! The story of a scenario, and the handout: with the answers, or without them.

use std::sync::Arc;

use leptos::prelude::*;
use wayhome_engine::{Aside, Scenario, Session, Step};
use wayhome_export::{Said, summary};

use super::desk::Desk;
use super::parts::{SECOND, button, cautions, heading, list, spoken, text};
use super::write::Part;
use super::{Case, open};
use crate::said::said;
use crate::strings::training as words;

/// The story from beginning to end.
pub(super) fn story(desk: Desk, case: &Arc<Case>) -> AnyView {
    let answers = RwSignal::new(false);
    let (told, shown, own) = (Arc::clone(case), Arc::clone(case), Arc::clone(case));
    let told = move || {
        let (scenario, with_answers) = (&told.scenario, answers.get());
        let steps = scenario.steps.iter().enumerate();
        let steps: Vec<_> = steps.map(|(place, told)| step(place, told, with_answers)).collect();
        view! { {steps} {discussions(scenario, with_answers)} }
    };
    view! {
        {text(&case.scenario.shows)}
        {cautions(case.plan.procedure())}
        {told}
        <div class="govuk-checkboxes govuk-checkboxes--small only-screen">
            <div class="govuk-checkboxes__item">
                <input
                    class="govuk-checkboxes__input"
                    type="checkbox"
                    id="with-answers"
                    autocomplete="off"
                    on:change:target=move |event| answers.set(event.target().checked())
                />
                <label class="govuk-label govuk-checkboxes__label" for="with-answers">{words::HANDOUT}</label>
            </div>
        </div>
        {move || answers.get().then(|| self::answers(&shown))}
        <div class="govuk-button-group only-screen">
            {button(words::PRINT, SECOND, || drop(window().print()))}
            {button(words::CHANGE_THIS, SECOND, move || open::own(desk, &own, Part::About))}
        </div>
    }
    .into_any()
}

/// The id of the heading of a step.
pub(super) fn step_id(place: usize) -> String {
    format!("step-{place}")
}

/// One step of the story. Why a distraction settles nothing is an answer.
pub(super) fn step(place: usize, step: &Step, with_answers: bool) -> AnyView {
    let asides = step
        .asides
        .iter()
        .map(|told| aside(told, with_answers))
        .collect::<Vec<_>>();
    view! {
        <h2 class="govuk-heading-m" id=step_id(place) tabindex="-1">{step.title.clone()}</h2>
        {text(&step.tells)}
        {asides}
    }
    .into_any()
}

/// A distraction.
pub(super) fn aside(told: &Aside, with_answers: bool) -> AnyView {
    let because = with_answers.then(|| {
        view! { <p class="govuk-body"><strong>{words::ASIDE} ": "</strong> {told.because.clone()}</p> }
    });
    view! {
        <div class="govuk-inset-text">
            <p class="govuk-body">{told.says.clone()}</p>
            {because}
        </div>
    }
    .into_any()
}

/// What to talk about, with the trainer's notes where answers are asked for.
fn discussions(scenario: &Scenario, with_answers: bool) -> AnyView {
    let items = scenario.discussions.iter().map(|discussion| {
        let notes = with_answers.then(|| text(&discussion.notes));
        view! { <p class="govuk-body"><strong>{discussion.asks.clone()}</strong></p> {notes} }.into_any()
    });
    view! {
        {heading(words::DISCUSS)}
        <p class="govuk-hint">{words::JUDGEMENT}</p>
        {list(items.collect())}
    }
    .into_any()
}

/// The model record with the reasons for its wording.
fn answers(case: &Case) -> AnyView {
    let scenario = &case.scenario;
    let session = Session::open(Arc::clone(&case.plan), scenario.today, scenario.model_record());
    let lines = summary(&session).parts.into_iter().flat_map(|part| part.lines);
    let rows = lines.filter(|line| line.said != Said::NotProvided).map(|line| {
        let mut reasons = scenario.model.wording.iter();
        let because = reasons.find(|wording| wording.question == line.question);
        let because = because.map(|wording| view! { <p class="govuk-hint">{wording.because.clone()}</p> });
        let value = match &line.said {
            Said::Text(words) => spoken(words),
            other => said(other),
        };
        view! {
            <div class="govuk-summary-list__row">
                <dt class="govuk-summary-list__key">{line.name}</dt>
                <dd class="govuk-summary-list__value">{value} {because}</dd>
            </div>
        }
    });
    let variants = scenario
        .variants
        .iter()
        .map(|variant| text(format!("{}. {}", variant.title, variant.tells)));
    view! {
        {heading(words::MODEL)}
        {text(words::VOICES)}
        <dl class="govuk-summary-list">{rows.collect::<Vec<_>>()}</dl>
        {(!scenario.variants.is_empty()).then(|| heading(words::VARIANTS))}
        {list(variants.collect())}
    }
    .into_any()
}
