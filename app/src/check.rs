//! Check: what a person can mend is shown in red, in a summary and at its question, in the same words, until it is mended.
//!
//! Nothing is red before; what turns up afterwards waits for the next check.

use leptos::prelude::*;
use wayhome_engine::{RECORD_SOURCE, State};

use crate::items::{Group, Item};
use crate::model::Model;
use crate::page;
use crate::sections::Place;
use crate::strings;

/// Something to mend: where, and the words for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) question: String,
    words: String,
}

/// What the last check found.
#[derive(Clone, Copy)]
pub(crate) struct Checking {
    /// The questions that it found and that are not mended since.
    marked: RwSignal<Vec<String>>,
    /// What is wrong with them, in the order of the form.
    pub(crate) problems: Memo<Vec<Problem>>,
    /// Did it find nothing, and has it stayed so?
    clear: RwSignal<bool>,
    /// Are the problems of other sections listed as well?
    whole: RwSignal<bool>,
}

impl Checking {
    /// Nothing is checked yet. The items are those shown, which are still while a person types.
    pub(crate) fn new(model: Model, items: Signal<Vec<Item>>) -> Self {
        let marked = RwSignal::new(Vec::<String>::new());
        let clear = RwSignal::new(false);
        let problems = Memo::new(move |_| {
            marked.with(|marked| {
                if marked.is_empty() {
                    return Vec::new();
                }
                let mut open = items.with(|items| open(model, items));
                open.retain(|problem| marked.contains(&problem.question));
                open
            })
        });
        Effect::new(move || {
            let standing = problems.with(Vec::len);
            if marked.with_untracked(Vec::len) != standing {
                let still = problems.with_untracked(|all| all.iter().map(|one| one.question.clone()).collect());
                marked.set(still);
            }
        });
        Effect::new(move || {
            if items.with(|items| !items.iter().all(finished)) {
                clear.set(false);
            }
        });
        Self {
            marked,
            problems,
            clear,
            whole: RwSignal::new(false),
        }
    }

    /// Checks the record, and brings what was found before the person's eyes.
    pub(crate) fn run(self, model: Model, place: Place) {
        let found = model.items.with_untracked(|items| open(model, items));
        self.clear.set(found.is_empty());
        self.whole.set(true);
        self.marked
            .set(found.into_iter().map(|problem| problem.question).collect());
        place.sheet.set(false);
        place.list.set(false);
        page::scroll_up();
        page::focus_later("checked");
    }

    /// From now on only the section at hand is spoken of.
    pub(crate) fn narrow(self) {
        self.whole.set(false);
    }

    /// The words for what is wrong with a question, once it has been checked.
    pub(crate) fn problem_of(self, question: &str) -> Option<String> {
        self.problems.with(|problems| {
            problems
                .iter()
                .find(|problem| problem.question == question)
                .map(|problem| problem.words.clone())
        })
    }
}

/// Is there nothing about it that an answer would mend?
fn finished(item: &Item) -> bool {
    match item.group {
        Group::ToDo | Group::CannotTell => false,
        // Breached, and the reason that would explain it is still to be given.
        Group::Breached => item
            .lines
            .iter()
            .all(|line| line.state != State::Breached || line.needs.is_empty()),
        Group::Explained | Group::Consider | Group::Met => true,
    }
}

/// What a person can mend at a question that is asked, in the order of the form, once for each question.
fn open(model: Model, items: &[Item]) -> Vec<Problem> {
    let plan = model.plan();
    let mut problems = Vec::new();
    for question in plan.sections().iter().flat_map(|section| &section.questions) {
        let about = items.iter().find(|item| item.question == *question && !finished(item));
        if let Some(item) = about.filter(|_| model.asked(question)) {
            problems.push(Problem {
                question: question.clone(),
                words: words(model, item),
            });
        }
    }
    problems
}

/// The words: what cannot be read, else what is missing, else what is asked of the answer.
fn words(model: Model, item: &Item) -> String {
    let unreadable = item.lines.iter().find(|line| line.source == RECORD_SOURCE);
    let asked = || {
        item.lines
            .iter()
            .find(|line| !line.needs.is_empty())
            .or(item.lines.first())
    };
    unreadable
        .map(|line| line.message.clone())
        .or_else(|| model.missing(&item.question))
        .or_else(|| asked().map(|line| line.message.clone()))
        .unwrap_or_default()
}

/// What the last check found: problems as links to their questions, or that there are none.
#[component]
pub(crate) fn Checked(model: Model, place: Place) -> impl IntoView {
    let Checking {
        problems, clear, whole, ..
    } = place.check;
    let here = move |problem: &Problem| whole.get() || model.section_of(&problem.question) == Some(place.section.get());
    let listed = move || {
        problems
            .get()
            .into_iter()
            .filter(here)
            .map(|problem| link(model, place, problem))
            .collect_view()
    };
    let elsewhere = Memo::new(move |_| problems.with(|all| all.iter().filter(|problem| !here(problem)).count()));
    view! {
        <Show when=move || problems.with(|all| !all.is_empty())>
            <div class="govuk-error-summary" id="checked" tabindex="-1" role="group" aria-labelledby="checked-title">
                <h2 class="govuk-error-summary__title" id="checked-title">{strings::PROBLEM}</h2>
                <div class="govuk-error-summary__body">
                    <ul class="govuk-list govuk-error-summary__list">{listed}</ul>
                    <Show when=move || elsewhere.get() != 0>
                        <button type="button" class="link-button" on:click=move |_| whole.set(true)>
                            {move || strings::elsewhere(elsewhere.get())}
                        </button>
                    </Show>
                </div>
            </div>
        </Show>
        <Show when=move || clear.get()>
            <div class="checked" id="checked" tabindex="-1">
                <h2 class="govuk-heading-m">{strings::CHECKED}</h2>
                <p class="govuk-body">{strings::CHECKED_CLEAR}</p>
            </div>
        </Show>
    }
}

fn link(model: Model, place: Place, problem: Problem) -> impl IntoView {
    let Problem { question, words } = problem;
    view! {
        <li>
            <a
                href=format!("#{}", page::question_id(&question))
                on:click=move |event| {
                    event.prevent_default();
                    place.go_to_question(model, &question);
                }
            >
                {words}
            </a>
        </li>
    }
}

/// Checks the record.
#[component]
pub(crate) fn CheckButton(model: Model, place: Place, #[prop(optional)] second: bool) -> impl IntoView {
    let class = if second {
        "govuk-button govuk-button--secondary"
    } else {
        "govuk-button"
    };
    view! { <button type="button" class=class on:click=move |_| place.check.run(model, place)>{strings::CHECK}</button> }
}
