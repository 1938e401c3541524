//! Writing a scenario: its parts, one screen each.

use leptos::prelude::*;

use super::desk::Desk;
use super::lesson::place;
use super::parts::{Label, SECOND, button, text};
use super::way::Screen;
use super::{title, write_answers, write_others, write_parts, write_test};
use crate::controls::uncorrected;
use crate::strings;
use crate::strings::training as words;

/// A part of a scenario that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    About,
    /// The answers of the model record, or of another record: `/model`, `/attempt/0`.
    Answers(String),
    Story,
    Others,
    Reasons,
    Talk,
    Test,
}

/// A part of the scenario, with the way to the others.
pub(super) fn write(desk: Desk, part: &Part) -> AnyView {
    if !untrack(|| desk.is_writing()) {
        // Back led to where a scenario was being written, and it is there no longer.
        return super::choose::choose(desk);
    }
    let parts = [
        (Part::About, words::ABOUT),
        (Part::Answers("/model".to_owned()), words::MODEL),
        (Part::Story, words::STORY),
        (Part::Others, words::OTHERS_PART),
        (Part::Reasons, words::REASONS),
        (Part::Talk, words::DISCUSS),
        (Part::Test, words::TEST),
    ];
    let here = match part {
        Part::Answers(of) if of != "/model" => Part::Others,
        other => other.clone(),
    };
    let labels = parts.iter().filter(|(part, _)| *part == here);
    let shown = match part {
        Part::Answers(of) if *part != here => called(of),
        _ => labels.map(|(_, label)| *label).collect(),
    };
    let places: Vec<_> = parts
        .into_iter()
        .map(|(part, label)| {
            place(label, part == here, move || {
                desk.history.go(Screen::Write(part.clone()));
            })
        })
        .collect();
    let name = desk.read(|draft| draft.text("/title"));
    let name = if name.is_empty() { words::NAMELESS } else { &name };
    let about = desk
        .plan()
        .map(|plan| format!("{} · {}", plan.procedure().authority, plan.title()));
    let cannot_undo = move || !desk.watch(wayhome_training::Draft::can_undo);
    let part = part.clone();
    keys(desk);
    view! {
        <nav class="training__ways" aria-label=words::PARTS>
            <ul>{places} {place(words::OTHER, false, move || desk.history.go(Screen::Choose))}</ul>
        </nav>
        {title(&shown, name)}
        {about.map(|about| view! { <p class="govuk-hint">{about}</p> })}
        <button
            type="button"
            class="govuk-button govuk-button--secondary"
            aria-disabled=move || cannot_undo().to_string()
            on:click=move |_| desk.change(wayhome_training::Draft::undo)
        >
            {strings::UNDO}
        </button>
        {move || {
            desk.parts.track();
            match &part {
                Part::About => write_parts::about(desk),
                Part::Answers(of) => write_answers::answers(desk, of),
                Part::Story => write_parts::story(desk),
                Part::Others => write_others::others(desk),
                Part::Reasons => write_parts::reasons(desk),
                Part::Talk => write_parts::talk(desk),
                Part::Test => write_test::test(desk),
            }
        }}
    }
    .into_any()
}

/// Control and Z undo, but within a text, where the browser does that itself.
fn keys(desk: Desk) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        let undoes = (event.ctrl_key() || event.meta_key()) && !event.shift_key() && event.key() == "z";
        if undoes && !crate::page::in_text() {
            event.prevent_default();
            desk.change(wayhome_training::Draft::undo);
        }
    });
    on_cleanup(move || listener.remove());
}

/// The id of the field in which something is written.
pub(super) fn id_of(place: &str) -> String {
    format!("draft{}", place.replace('/', "-"))
}

/// A text that is written: a line, several lines, or a day.
pub(super) fn field(desk: Desk, place: String, label: &'static str, hint: &'static str) -> AnyView {
    let id = id_of(&place);
    let now = desk.read(|draft| draft.text(&place));
    let label = Label::new(label, called(&place)).view();
    let end = place.rsplit('/').next().unwrap_or_default().to_owned();
    let write: Box<dyn Fn(String)> = Box::new(move |text| desk.write(|draft| draft.write(&place, &text)));
    let control = if matches!(end.as_str(), "title" | "today") {
        let kind = if end == "today" { "date" } else { "text" };
        view! {
            <input class="govuk-input" type=kind id=id.clone() autocomplete="off" {..uncorrected()} spellcheck="false" value=now on:input:target=move |event| write(event.target().value()) />
        }
        .into_any()
    } else {
        view! {
            <textarea class="govuk-textarea" rows="3" id=id.clone() autocomplete="off" {..uncorrected()} spellcheck="false" prop:value=now on:input:target=move |event| write(event.target().value()) />
        }
        .into_any()
    };
    view! {
        <div class="govuk-form-group">
            <label class="govuk-label govuk-label--s" for=id>{label} {(!hint.is_empty()).then(|| view! { <span class="govuk-hint training__hint">{hint}</span> })}</label>
            {control}
        </div>
    }
    .into_any()
}

/// What is said of a list of parts.
pub(super) struct Named {
    pub(super) add: &'static str,
    pub(super) none: &'static str,
}

/// What the part is called in which a place lies, with the part around that one: “Step 2, distraction 1”; empty outside them all.
pub(super) fn called(place: &str) -> String {
    let path: Vec<&str> = place.split('/').collect();
    let mut called: Vec<String> = Vec::new();
    for pair in path.windows(2) {
        let [list, number] = pair else { continue };
        if let (Some(one), Ok(number)) = (one_of(list), number.parse::<usize>()) {
            let one = format!("{one} {}", number + 1);
            called.push(if called.is_empty() { one } else { one.to_lowercase() });
        }
    }
    called.join(", ")
}

/// What one part of a list is called.
fn one_of(list: &str) -> Option<&'static str> {
    Some(match list {
        "step" => words::STEP,
        "aside" => words::ASIDE_PART,
        "attempt" => words::ATTEMPT,
        "right" => words::RIGHT,
        "variant" => words::VARIANT,
        "wording" => words::REASON,
        "discuss" => words::TALK_PART,
        _ => return None,
    })
}

/// What is done, and to which part.
pub(super) fn doing(what: &str, place: &str) -> String {
    let part = called(place);
    if part.is_empty() {
        what.to_owned()
    } else {
        format!("{what}: {part}")
    }
}

/// The parts of a list, each with its number, to move and to remove, and a button for another.
pub(super) fn parts(desk: Desk, list: String, named: &Named, show: &dyn Fn(&str) -> AnyView) -> AnyView {
    let count = desk.read(|draft| draft.count(&list));
    let none = named.none;
    let items: Vec<_> = (0..count)
        .map(|place| {
            let part = format!("{list}/{place}");
            let shown = called(&part);
            let (up, gone) = (part.clone(), part.clone());
            // The focus goes on to where the part is now, or to what follows the last one.
            let (above, after) = (
                id_of(&format!("{list}/{}", place.saturating_sub(1))),
                id_of(&format!("{list}/add")),
            );
            view! {
                <section class="training__part" aria-label=shown.clone()>
                    <h2 class="govuk-heading-m" id=id_of(&part) tabindex="-1">{shown.clone()}</h2>
                    {show(&part)}
                    <div class="govuk-button-group">
                        {(place > 0).then(|| button(&doing(words::UP, &part), SECOND, move || {
                            desk.change(|draft| draft.up(&up));
                            crate::page::focus_later(above.clone());
                        }))}
                        {button(&doing(words::REMOVE, &part), SECOND, move || {
                            desk.change(|draft| draft.remove(&gone));
                            crate::page::focus_later(after.clone());
                        })}
                    </div>
                </section>
            }
        })
        .collect();
    let another = doing(named.add, &list);
    let adder = id_of(&format!("{list}/add"));
    let add = move || {
        let mut new = String::new();
        desk.change(|draft| new = draft.add(&list));
        crate::page::focus_later(id_of(&new));
    };
    view! {
        {(count == 0 && !none.is_empty()).then(|| text(none))}
        {items}
        <div id=adder tabindex="-1">{button(&another, SECOND, add)}</div>
    }
    .into_any()
}
