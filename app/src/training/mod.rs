//! Training: scenarios with invented families, to demonstrate, to try, to change, to compare and to write.
//!
//! It is shown instead of the app, and not within it. Whoever goes there loads the page anew, which locks the records; nothing here knows
//! the store, the shelf, the vault or the way to a record (`app/tests/training.rs` holds it to that). What it shows is in memory and gone
//! with the page.

mod case;
mod change;
mod choose;
mod compare;
mod demonstrate;
mod desk;
mod grid;
mod hand_on;
mod known;
mod lesson;
mod link;
mod open;
mod packed;
mod parts;
mod story;
mod trying;
mod way;
mod write;
mod write_answers;
mod write_others;
mod write_parts;
mod write_test;

use leptos::prelude::*;

use crate::interruption::Interruption;
use crate::page;
use crate::strings::{self, training as words};
use case::Case;
use desk::Desk;
use parts::button;
use way::Screen;

pub(crate) use link::Entry;
pub use link::{is_asked_for, watch};

/// All of training.
#[component]
pub fn Training() -> impl IntoView {
    let carried = link::carried();
    let desk = Desk::new();
    desk.warn_before_leaving();
    if let Some(packed) = carried {
        open::link(desk, packed);
    }
    link::listen(move |packed| {
        desk.history.first();
        open::link(desk, packed);
    });
    let projector = desk.projector;
    view! {
        <div class="training" class:training--projector=move || projector.get()>
            <a
                href="#main"
                class="govuk-skip-link"
                on:click=|event| {
                    event.prevent_default();
                    page::focus_later("training");
                }
            >
                {strings::SKIP}
            </a>
            <header class="training__top">
                <svg class="training__icon" viewBox="0 0 24 24" width="32" height="32" aria-hidden="true">
                    <path d="M12 3 1 9l11 6 9-5v6h2V9zM5 13v4c0 2 3 4 7 4s7-2 7-4v-4l-7 4z" fill="currentColor" />
                </svg>
                <strong class="training__mark">{words::NOT_REAL}</strong>
                {button(words::LEAVE, "training__button", move || desk.unless_unsaved(Box::new(link::leave)))}
            </header>
            <main class="govuk-width-container govuk-main-wrapper" id="main">
                {move || match desk.history.shown() {
                    Screen::Choose => choose::choose(desk),
                    Screen::Lesson(case, way) => lesson::lesson(desk, &case, way),
                    Screen::Write(part) => write::write(desk, &part),
                }}
            </main>
            <Interruption
                shown=desk.unsaved_shown
                id="before-losing"
                title=words::UNSAVED
                words=[words::UNSAVED_WHY, ""]
                go_on=words::UNSAVED_GO_ON
                done=Callback::new(move |()| desk.go_on_unsaved())
            />
            <Interruption
                shown=desk.invented_shown
                id="before-record"
                title=words::INVENTED
                words=[words::INVENTED_WHY, words::INVENTED_DO]
                go_on=words::INVENTED_YES
                done=Callback::new(move |()| desk.go_on_invented())
            />
        </div>
    }
}

/// The heading of a screen: which way or part it is, and of what. By it, who hears the page knows where they are.
fn title(place: &str, of: &str) -> AnyView {
    named(format!("{place}: {of}"))
}

/// The same for a screen that is of nothing else.
fn named(words: String) -> AnyView {
    page::name(&[&words, words::TRAINING]);
    page::focus_later("training");
    view! { <h1 class="govuk-heading-l" id="training" tabindex="-1">{words}</h1> }.into_any()
}
