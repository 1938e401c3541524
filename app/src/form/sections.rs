//! The sections of the form: the list that leads to them, and each of them.

use std::collections::BTreeSet;

use leptos::prelude::*;
use wayhome_engine::PlanSection;

use super::check::{CheckButton, Checking};
use super::question::Question;
use crate::items::{Item, waited_for};
use crate::model::Model;
use crate::nav::Stage;
use crate::page;
use crate::strings;
use crate::work::Work;

/// Which section is on the screen, and how to get to another.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) section: RwSignal<usize>,
    /// Is the list of sections open? It always is where there is room for it.
    pub(crate) list: RwSignal<bool>,
    /// Is the sheet with the findings open? It always is where there is room for it.
    pub(crate) sheet: RwSignal<bool>,
    /// What is left to look at, still while a person types.
    pub(crate) items: Signal<Vec<Item>>,
    /// The questions that tell who approves and what is due when, where that cannot be told yet; still while a person types.
    pub(crate) deciding: Signal<BTreeSet<String>>,
    /// What the last check found.
    pub(crate) check: Checking,
}

impl Place {
    /// Goes to a section, and to its heading.
    pub(crate) fn go(self, section: usize) {
        self.section.set(section);
        self.list.set(false);
        self.sheet.set(false);
        self.check.narrow();
        page::scroll_up();
        page::focus_later(heading_id(section));
    }

    /// Goes to a question, and to its control; to the heading of its section where it is not asked now.
    pub(crate) fn go_to_question(self, model: Model, question: &str) {
        if let Some(section) = model.section_of(question) {
            self.section.set(section);
        }
        self.list.set(false);
        self.sheet.set(false);
        self.check.narrow();
        page::focus_question_or(question, Some(heading_id(self.section.get_untracked())));
    }
}

fn heading_id(section: usize) -> String {
    format!("section-{section}")
}

/// How far a section is.
#[derive(Clone, PartialEq, Eq)]
enum Status {
    NotStarted,
    ToAnswer(usize),
    /// Nothing waits for the rest: so many are answered, of so many.
    Answered(usize, usize),
    Done,
    /// All is answered; so many were brought along, and nobody has looked at them since.
    ToLookAt(usize),
    NothingNeeded,
    /// The last check found something here that is not mended yet.
    Problem,
}

fn status(model: Model, place: Place, section: &PlanSection) -> Status {
    let wrong = |question: &String| place.check.problem_of(question).is_some();
    if section.questions.iter().any(wrong) {
        return Status::Problem;
    }
    let asked: Vec<_> = section
        .questions
        .iter()
        .filter(|question| model.asked(question))
        .collect();
    let missing = place.deciding.with(|deciding| {
        let is_missing =
            |items: &Vec<Item>, question: &String| waited_for(items, question) || deciding.contains(question);
        place
            .items
            .with(|items| asked.iter().filter(|question| is_missing(items, question)).count())
    });
    let answered = asked.iter().filter(|question| model.answered(question)).count();
    // What cannot be read is no answer, and yet somebody has begun.
    let begun = asked.iter().any(|question| model.answer(question).is_some());
    match (begun, missing) {
        (false, 0) => Status::NothingNeeded,
        (false, _) => Status::NotStarted,
        (true, 0) if answered == asked.len() => match asked.iter().filter(|question| model.unchecked(question)).count()
        {
            0 => Status::Done,
            unchecked => Status::ToLookAt(unchecked),
        },
        (true, 0) => Status::Answered(answered, asked.len()),
        (true, missing) => Status::ToAnswer(missing),
    }
}

impl Status {
    fn words(&self) -> String {
        match self {
            Self::NotStarted => strings::NOT_STARTED.to_owned(),
            Self::ToAnswer(count) => strings::to_answer(*count),
            Self::Answered(answered, asked) => strings::answered(*answered, *asked),
            Self::Done => strings::DONE.to_owned(),
            Self::ToLookAt(count) => strings::to_look_at(*count),
            Self::NothingNeeded => strings::NOTHING_NEEDED.to_owned(),
            Self::Problem => strings::PROBLEM.to_owned(),
        }
    }

    fn class(&self) -> &'static str {
        match self {
            Self::Done => "section-status section-status--done",
            Self::NothingNeeded => "section-status section-status--quiet",
            Self::Problem => "section-status section-status--problem",
            Self::NotStarted | Self::ToAnswer(_) | Self::Answered(..) | Self::ToLookAt(_) => "section-status",
        }
    }
}

/// The id of the button that opens the list of sections, where there is no room for it.
const OPENER: &str = "sections-open";

/// The list of sections, beside the form or above it.
#[component]
pub(crate) fn SectionList(model: Model, place: Place) -> impl IntoView {
    let plan = model.plan();
    let all = plan.sections().len();
    let titles: Vec<_> = plan.sections().iter().map(|section| section.title.clone()).collect();
    let present = move || titles.get(place.section.get()).cloned().unwrap_or_default();
    let entries: Vec<_> = plan
        .sections()
        .iter()
        .cloned()
        .enumerate()
        .map(|(index, section)| entry(model, place, index, section))
        .collect();
    view! {
        <nav
            class="sections"
            aria-label=strings::SECTIONS
            on:keydown=move |event| {
                if event.key() == "Escape" && place.list.get_untracked() {
                    place.list.set(false);
                    page::focus_later(OPENER);
                }
            }
        >
            <button
                type="button"
                class="sections__open"
                id=OPENER
                aria-expanded=move || place.list.get().to_string()
                aria-controls="section-list"
                on:click=move |_| place.list.update(|open| *open = !*open)
            >
                <span class="sections__where">{move || strings::section_of(place.section.get() + 1, all)}</span>
                <span>{present}</span>
            </button>
            <ul class="sections__list" class:sections__list--open=move || place.list.get() id="section-list">{entries}</ul>
        </nav>
    }
}

fn entry(model: Model, place: Place, index: usize, section: PlanSection) -> impl IntoView {
    let title = section.title.clone();
    let status = Memo::new(move |_| status(model, place, &section));
    view! {
        <li class="sections__item">
            <a
                class="sections__link"
                href=format!("#{}", heading_id(index))
                aria-current=move || (place.section.get() == index).then_some("step")
                on:click=move |event| {
                    event.prevent_default();
                    place.go(index);
                }
            >
                <span class="sections__title">{title}</span>
                <span class=move || status.get().class()>{move || status.get().words()}</span>
            </a>
        </li>
    }
}

/// One section with its questions. All sections are on the page, and one of them is shown: what was typed and opened stays as it is.
#[component]
pub(crate) fn Section(model: Model, place: Place, index: usize) -> impl IntoView {
    let plan = model.plan();
    let section = plan.sections().get(index)?.clone();
    let last = index + 1 == plan.sections().len();
    let by_law = section.source != plan.procedure().id;
    let asked = section.questions.clone();
    let nothing = Memo::new(move |_| !asked.iter().any(|question| model.asked(question)));
    let only_read = use_context::<Work>().map(Work::only_read);
    let questions: Vec<_> = section
        .questions
        .into_iter()
        .map(|id| view! { <Question id model place /> })
        .collect();
    Some(view! {
        <section class="form-section" hidden=move || place.section.get() != index aria-labelledby=heading_id(index)>
            <h1 class="govuk-heading-l" id=heading_id(index) tabindex="-1">{section.title}</h1>
            {by_law.then(|| view! { <p class="govuk-body by-law">{strings::ASKED_BY_LAW}</p> })}
            // Where another tab writes the record, its answers are read here like any text: only the controls are out of use.
            <fieldset class="answers" role="presentation" disabled=move || only_read.is_some_and(|only_read| only_read.get())>{questions}</fieldset>
            <Show when=move || nothing.get()>
                <p class="govuk-body">{strings::NOTHING_ASKED}</p>
            </Show>
            <div class="govuk-button-group">
                {if last {
                    view! {
                        <CheckButton model place />
                        {use_context::<Work>()
                            .map(|work| {
                                view! {
                                    <button type="button" class="govuk-button govuk-button--secondary" on:click=move |_| work.go(Stage::Check)>
                                        {strings::CHECK_ANSWERS}
                                    </button>
                                }
                            })}
                    }
                        .into_any()
                } else {
                    view! { <button type="button" class="govuk-button" on:click=move |_| place.go(index + 1)>{strings::CONTINUE}</button> }.into_any()
                }}
                {(index > 0)
                    .then(|| {
                        view! {
                            <button type="button" class="govuk-button govuk-button--secondary" on:click=move |_| place.go(index - 1)>
                                {strings::BACK}
                            </button>
                        }
                    })}
            </div>
        </section>
    })
}
