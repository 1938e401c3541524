//! Testing a scenario with the checks of `wayhome lint`, and handing it on: as a file, or as a link.

use leptos::prelude::*;
use wayhome_engine::Problem;
use wayhome_engine::words::capital;

use super::Case;
use super::desk::Desk;
use super::hand_on::HandOn;
use super::parts::{SECOND, button, heading, list, text};
use super::way::Screen;
use super::write::{Part, called, id_of};
use super::write_parts::name;
use crate::download::hand_over_as;
use crate::page;
use crate::strings::training as words;

pub(super) fn test(desk: Desk) -> AnyView {
    let Some(plan) = desk.plan() else { return ().into_any() };
    let problems = desk.read(|draft| draft.problems(&plan));
    let handing = HandOn::new();
    let save = move || {
        let (name, text) = desk.read(|draft| (draft.file_name(), draft.toml()));
        let taken = hand_over_as(&name, "application/toml", text.as_bytes());
        if taken {
            desk.write(wayhome_training::Draft::saved);
        }
        handing.said.set(if taken { words::SAVED } else { words::NOT_SAVED });
    };
    let copy = move || handing.copy(desk.read(wayhome_training::Draft::json), words::LINK_TOO_LONG);
    let teach = move || {
        let case = desk.read(|draft| {
            let scenario = draft.scenario().ok()?;
            Case::own(scenario, draft.file().clone()).ok()
        });
        if let Some(case) = case {
            desk.teach(case);
        }
    };
    view! {
        {if problems.is_empty() {
            view! { <p class="training__says" role="status">{words::HOLDS}</p> }.into_any()
        } else {
            let items = problems.iter().map(|problem| told(desk, problem)).collect();
            view! { {heading(words::PROBLEMS)} {list(items)} }.into_any()
        }}
        {text(words::SAVE_WHAT)}
        <div class="govuk-button-group">
            {button(words::SAVE_FILE, "govuk-button", save)}
            {button(words::COPY_LINK, SECOND, copy)}
            {button(words::TEACH, SECOND, teach)}
        </div>
        {handing.shown("link", words::LINK, words::LINK_HINT)}
    }
    .into_any()
}

/// Something that is not right, as a way to where it can be mended.
fn told(desk: Desk, problem: &Problem) -> AnyView {
    let path: Vec<&str> = problem.path.iter().map(String::as_str).collect();
    let to = part_of(&path);
    let place = format!("/{}", path.join("/"));
    let question = path
        .last()
        .filter(|_| matches!(&to, Part::Answers(_)))
        .map(|last| (*last).to_owned());
    let words = in_words(desk, &problem.message);
    let part = called(&place);
    // The same may be wrong in several.
    let words = if part.is_empty() {
        words
    } else {
        format!("{part}: {words}")
    };
    let go = move || {
        desk.history.go(Screen::Write(to.clone()));
        match &question {
            Some(question) => page::focus_question_later(question),
            None => focus_near(&place),
        }
    };
    button(&words, "link-button training__problem", go)
}

/// The screen on which the thing at a path is written.
fn part_of(path: &[&str]) -> Part {
    match path {
        ["step", _, "facts", ..] | ["model"] | ["model", "answers" | "findings" | "deadlines" | "approvers", ..] => {
            Part::Answers("/model".to_owned())
        }
        [list @ ("attempt" | "variant"), place, "answers" | "leaves_out", ..] => {
            Part::Answers(format!("/{list}/{place}"))
        }
        ["attempt" | "variant", ..] => Part::Others,
        ["step", ..] => Part::Story,
        ["model", "wording", ..] => Part::Reasons,
        ["discuss", ..] => Part::Talk,
        _ => Part::About,
    }
}

/// Moves the focus to the field of a place, or to the part in which it lies.
fn focus_near(place: &str) {
    let place = place.to_owned();
    request_animation_frame(move || {
        let mut place = place.as_str();
        while !place.is_empty() {
            let id = id_of(place);
            if document().get_element_by_id(&id).is_some() {
                page::focus_later(id);
                return;
            }
            place = place.rsplit_once('/').map_or("", |(before, _)| before);
        }
    });
}

/// A message with the names of questions for their ids, and as a sentence.
fn in_words(desk: Desk, message: &str) -> String {
    let parts = message.split('`').enumerate().map(|(place, part)| {
        if place % 2 == 1 {
            format!("“{}”", name(desk, part))
        } else {
            part.to_owned()
        }
    });
    let words = parts
        .collect::<String>()
        .replace("to_do", "to do")
        .replace("cannot_tell", "not to be told");
    if words.is_empty() {
        return words;
    }
    capital(&words) + "."
}
