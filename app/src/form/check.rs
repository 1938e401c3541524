//! Check: what a person can mend is shown in red, in a summary and at its question, in the same words, until it is mended.
//!
//! Nothing is red before; what turns up afterwards waits for the next check.

use leptos::prelude::*;
use wayhome_engine::{Finding, State};

use super::sections::Place;
use crate::items::{Group, Item};
use crate::model::Model;
use crate::page;
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
    /// What has come up since, by answers given here or elsewhere or on another day: the next check says it.
    since: Memo<Vec<Problem>>,
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
        let split = move |known: bool| {
            let marked = marked.get();
            if marked.is_empty() {
                return Vec::new();
            }
            let mut all = items.with(|items| mendable(model, items));
            all.retain(|problem| marked.contains(&problem.question) == known);
            all
        };
        let problems = Memo::new(move |_| split(true));
        let since = Memo::new(move |_| split(false));
        Effect::new(move || {
            let standing = problems.with(Vec::len);
            // What is shown follows what is found after a pause: until then it does not say what is mended.
            let settled = items.with(|shown| model.items.with_untracked(|found| shown == found));
            if settled && marked.with_untracked(Vec::len) != standing {
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
            since,
            clear,
            whole: RwSignal::new(false),
        }
    }

    /// Checks the record, and brings what was found before the person's eyes.
    pub(crate) fn run(self, model: Model, place: Place) {
        let found = model.items.with_untracked(|items| mendable(model, items));
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
fn mendable(model: Model, items: &[Item]) -> Vec<Problem> {
    let plan = model.plan();
    let mut problems = Vec::new();
    let unfinished = items.iter().filter(|item| !finished(item));
    let unfinished: Vec<_> = unfinished.map(|item| (mended_at(model, item), item)).collect();
    for question in plan.sections().iter().flat_map(|section| &section.questions) {
        let about = unfinished.iter().find(|(at, _)| at == question).map(|(_, item)| *item);
        if let Some(item) = about.filter(|_| model.asked(question)) {
            problems.push(Problem {
                question: question.clone(),
                words: words(model, question, item),
            });
        }
    }
    problems
}

/// Where it is mended: at the question that the item leads to; where that is answered ("seen alone: no"), at the first question that is
/// asked and still to be answered, such as the reason.
fn mended_at(model: Model, item: &Item) -> String {
    let answered = |question: &String| model.answer(question).is_some();
    let readable = !item.lines.iter().any(Finding::is_unreadable);
    let mut needs = item.lines.iter().flat_map(|line| &line.needs);
    let missing = (readable && answered(&item.question))
        .then(|| needs.find(|need| model.asked(need) && !answered(need)))
        .flatten();
    missing.unwrap_or(&item.question).clone()
}

/// The words: what cannot be read, else what is missing, else what is asked of the answer.
fn words(model: Model, question: &str, item: &Item) -> String {
    let unreadable = item.lines.iter().find(|line| line.is_unreadable());
    let asked = || {
        item.lines
            .iter()
            .find(|line| !line.needs.is_empty())
            .or(item.lines.first())
    };
    unreadable
        .map(|line| line.message.clone())
        .or_else(|| model.missing(question))
        .or_else(|| asked().map(|line| line.message.clone()))
        .unwrap_or_default()
}

/// What the last check found: problems as links to their questions, or that there are none.
#[component]
pub(crate) fn Checked(model: Model, place: Place) -> impl IntoView {
    let Checking {
        problems,
        since,
        clear,
        whole,
        ..
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
    let listed_here = Memo::new(move |_| problems.with(|all| all.iter().filter(|problem| here(problem)).count()));
    let elsewhere = Memo::new(move |_| problems.with(Vec::len).saturating_sub(listed_here.get()));
    let shown = Memo::new(move |_| match (listed_here.get(), elsewhere.get(), clear.get()) {
        (1.., _, _) => Shown::Problems,
        (0, 1.., _) => Shown::Elsewhere,
        (0, 0, true) => Shown::Clear,
        (0, 0, false) => Shown::Nothing,
    });
    // Neither clear nor listed: what the check did not see yet.
    let changed = move || {
        let here = Some(place.section.get());
        let changed = since.with(|all| all.iter().any(|new| model.section_of(&new.question) == here));
        changed.then_some(strings::CHANGED_SINCE)
    };
    // The button goes with what it stood in, so the focus goes to what is there then.
    let show_whole = move |_| {
        whole.set(true);
        page::focus_later("checked");
    };
    let more = move || {
        let more = elsewhere.get() != 0;
        more.then(|| {
            view! {
                <button type="button" class="link-button" on:click=show_whole>
                    {strings::elsewhere(elsewhere.get(), listed_here.get() == 0)}
                </button>
            }
        })
    };
    move || match shown.get() {
        Shown::Problems => view! {
            <div class="govuk-error-summary" id="checked" tabindex="-1" role="group" aria-labelledby="checked-title">
                <h2 class="govuk-error-summary__title" id="checked-title">{strings::PROBLEM}</h2>
                <div class="govuk-error-summary__body">
                    <ul class="govuk-list govuk-error-summary__list">{listed}</ul>
                    <p>{changed} " " {more}</p>
                </div>
            </div>
        }
        .into_any(),
        // Nothing is red where there is nothing to mend.
        Shown::Elsewhere => {
            let said = move || changed().unwrap_or(strings::CLEAR_HERE);
            view! { <p class="govuk-body checked-elsewhere">{said} " " {more}</p> }.into_any()
        }
        Shown::Clear => view! {
            <div class="checked" id="checked" tabindex="-1">
                <h2 class="govuk-heading-m">{strings::CHECKED}</h2>
                <p class="govuk-body">{strings::CHECKED_CLEAR}</p>
            </div>
        }
        .into_any(),
        Shown::Nothing => ().into_any(),
    }
}

/// What is said of the last check at the section at hand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Problems,
    /// There are none here, and some elsewhere.
    Elsewhere,
    Clear,
    Nothing,
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
