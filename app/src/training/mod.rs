//! Training: scenarios with invented families, to demonstrate, to try, to change and to compare.
//!
//! It is shown instead of the app, and not within it. Whoever goes there loads the page anew, which locks the records; nothing here knows
//! the store, the shelf, the vault or the way to a record (`app/tests/training.rs` holds it to that). What it shows is in memory and gone
//! with the page.

mod change;
mod compare;
mod demonstrate;
mod grid;
mod link;
mod parts;
mod story;
mod trying;
mod words;

use std::sync::Arc;

use leptos::prelude::*;
use wayhome_engine::{Plan, Record, Scenario};

use crate::page;
use crate::strings;
use parts::{button, text};

pub(crate) use link::Entry;
pub use link::is_asked_for;

/// A scenario with the form that its records fill in.
pub(super) struct Case {
    pub(super) scenario: Scenario,
    pub(super) plan: Arc<Plan>,
}

impl Case {
    fn open(id: &str) -> Option<Arc<Self>> {
        let scenario = wayhome_training::scenario(id)?;
        let plan = wayhome_procedures::plan(&scenario.procedure, &scenario.form).ok()?;
        Some(Arc::new(Self { scenario, plan }))
    }

    /// The model record as a decision under a procedure: what that form asks of it.
    fn as_decision(&self, procedure: &str) -> Option<(Arc<Plan>, Record)> {
        let plan = wayhome_procedures::plan(procedure, "decision").ok()?;
        let mut record = self.scenario.model_record();
        procedure.clone_into(&mut record.procedure);
        "decision".clone_into(&mut record.form);
        record.answers.retain(|question, _| plan.question(question).is_some());
        Some((plan, record))
    }
}

/// How a scenario is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Story,
    Demonstrate,
    Try,
    Change,
    Compare,
}

const WAYS: [(Way, &str); 5] = [
    (Way::Story, words::STORY),
    (Way::Demonstrate, words::DEMONSTRATE),
    (Way::Try, words::TRY),
    (Way::Change, words::CHANGE),
    (Way::Compare, words::COMPARE),
];

/// All of training.
#[component]
pub fn Training() -> impl IntoView {
    let case = RwSignal::new(None::<Arc<Case>>);
    let way = RwSignal::new(Way::Story);
    let projector = RwSignal::new(false);
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
                {button(words::LEAVE, "training__button", link::leave)}
            </header>
            <main class="govuk-width-container govuk-main-wrapper" id="main">
                {move || match case.get() {
                    None => choose(case, way),
                    Some(open) => lesson(&open, case, way, projector),
                }}
            </main>
        </div>
    }
}

fn title(words: String) -> AnyView {
    page::name(&[&words, words::TRAINING]);
    page::focus_later("training");
    view! { <h1 class="govuk-heading-l" id="training" tabindex="-1">{words}</h1> }.into_any()
}

fn choose(case: RwSignal<Option<Arc<Case>>>, way: RwSignal<Way>) -> AnyView {
    let scenarios: Vec<_> = wayhome_training::shipped()
        .iter()
        .map(|(id, title)| {
            let open = move || {
                way.set(Way::Story);
                case.set(Case::open(id));
            };
            view! { <li>{button(title, "training__scenario", open)}</li> }
        })
        .collect();
    view! {
        {title(words::SCENARIOS.to_owned())}
        {text(words::WHAT)}
        <ol class="training__scenarios">{scenarios}</ol>
    }
    .into_any()
}

fn lesson(
    open: &Arc<Case>,
    case: RwSignal<Option<Arc<Case>>>,
    way: RwSignal<Way>,
    projector: RwSignal<bool>,
) -> AnyView {
    let ways: Vec<_> = WAYS
        .into_iter()
        .map(|(this, label)| {
            view! {
                <li>
                    <button
                        type="button"
                        class="training__way"
                        aria-current=move || (way.get() == this).then_some("page")
                        on:click=move |_| way.set(this)
                    >
                        {label}
                    </button>
                </li>
            }
        })
        .collect();
    let about = format!("{} · {}", open.plan.procedure().authority, open.plan.title());
    let shown = Arc::clone(open);
    view! {
        <nav class="training__ways" aria-label=words::WAYS>
            <ul>{ways} <li>{button(words::OTHER, "training__way", move || case.set(None))}</li></ul>
        </nav>
        {title(open.scenario.title.clone())}
        <p class="govuk-hint">{about}</p>
        {move || match way.get() {
            Way::Story => story::story(&shown),
            Way::Demonstrate => demonstrate::demonstrate(&shown, projector),
            Way::Try => trying::trying(&shown),
            Way::Change => change::change(&shown),
            Way::Compare => compare::compare(&shown),
        }}
    }
    .into_any()
}
