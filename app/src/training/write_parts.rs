//! Writing what a scenario is about, its story, its reasons and what there is to talk about.

use leptos::prelude::*;
use wayhome_engine::Kind;

use super::desk::Desk;
use super::parts::{Label, list, select, text};
use super::write::{Named, called, field, id_of, parts};
use crate::strings::training as words;

pub(super) fn about(desk: Desk) -> AnyView {
    view! {
        {field(desk, "/title".to_owned(), words::TITLE, "")}
        {field(desk, "/shows".to_owned(), words::SHOWS, words::SHOWS_HINT)}
        {field(desk, "/today".to_owned(), words::TODAY, words::TODAY_HINT)}
    }
    .into_any()
}

const STEP: Named = Named {
    add: words::ADD_STEP,
    none: words::NO_STEPS,
};
const ASIDE: Named = Named {
    add: words::ADD_ASIDE,
    none: words::NO_ASIDES,
};
const REASON: Named = Named {
    add: words::ADD_REASON,
    none: words::NO_REASONS,
};
const TALK: Named = Named {
    add: words::ADD_TALK,
    none: words::NO_TALK,
};

pub(super) fn story(desk: Desk) -> AnyView {
    let step = move |part: &str| {
        let place = part
            .rsplit('/')
            .next()
            .and_then(|place| place.parse().ok())
            .unwrap_or_default();
        let told = desk.read(|draft| draft.told(place));
        let told: Vec<_> = told.iter().map(|question| text(name(desk, question))).collect();
        let comes_out = if told.is_empty() {
            words::NOTHING_COMES_OUT
        } else {
            words::COMES_OUT_HERE
        };
        let aside = move |part: &str| {
            view! {
                {field(desk, format!("{part}/says"), words::ASIDE_SAYS, "")}
                {field(desk, format!("{part}/because"), words::ASIDE_BECAUSE, "")}
            }
            .into_any()
        };
        view! {
            {field(desk, format!("{part}/title"), words::STEP_TITLE, "")}
            {field(desk, format!("{part}/tells"), words::STEP_TELLS, "")}
            {text(comes_out)}
            {list(told)}
            {parts(desk, format!("{part}/aside"), &ASIDE, &aside)}
        }
        .into_any()
    };
    view! {
        {text(words::STORY_WHAT)}
        {parts(desk, "/step".to_owned(), &STEP, &step)}
    }
    .into_any()
}

pub(super) fn reasons(desk: Desk) -> AnyView {
    let reason = move |part: &str| {
        let (place, now) = (
            format!("{part}/question"),
            desk.read(|draft| draft.text(&format!("{part}/question"))),
        );
        let mut options = vec![(String::new(), words::REASON_NONE.to_owned())];
        options.extend(
            texts(desk)
                .into_iter()
                .map(|question| (question.clone(), name(desk, &question))),
        );
        view! {
            {select(id_of(&place), Label::new(words::REASON_QUESTION, called(part)), options, &now, move |question| {
                desk.write(|draft| draft.write(&place, &question));
            })}
            {field(desk, format!("{part}/because"), words::BECAUSE, "")}
            {field(desk, format!("{part}/child_says"), words::CHILD_SAYS, "")}
            {field(desk, format!("{part}/worker_thinks"), words::WORKER_THINKS, "")}
        }
        .into_any()
    };
    view! {
        {text(words::REASONS_WHAT)}
        {parts(desk, "/model/wording".to_owned(), &REASON, &reason)}
    }
    .into_any()
}

pub(super) fn talk(desk: Desk) -> AnyView {
    let talk = move |part: &str| {
        view! {
            {field(desk, format!("{part}/asks"), words::ASKS, "")}
            {field(desk, format!("{part}/notes"), words::NOTES, "")}
        }
        .into_any()
    };
    view! {
        {text(words::JUDGEMENT)}
        {parts(desk, "/discuss".to_owned(), &TALK, &talk)}
    }
    .into_any()
}

/// What a question is called.
pub(super) fn name(desk: Desk, question: &str) -> String {
    let plan = desk.plan();
    let asked = plan.as_ref().and_then(|plan| plan.question(question));
    asked.map_or_else(|| question.to_owned(), |(asked, _)| asked.name.clone())
}

/// The questions of the model record that are answered in a person's own words.
fn texts(desk: Desk) -> Vec<String> {
    let is_text = |question: &String| {
        let plan = desk.plan();
        let asked = plan.as_ref().and_then(|plan| plan.question(question));
        asked.is_some_and(|(asked, _)| matches!(asked.kind, Kind::Text { .. }))
    };
    let answers = desk.read(wayhome_training::Draft::model_answers);
    answers
        .into_iter()
        .map(|(question, _)| question)
        .filter(is_text)
        .collect()
}
