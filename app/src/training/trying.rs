//! A blind attempt, a rating of one's own, and then the model record beside it. No clock, no score; kept only as a file of one's own.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value as Json;
use wayhome_engine::{Plan, Record};
use wayhome_export::Said;
use wayhome_training::{BesideModel, Contradicted, Rating, beside_model, evidence, training_record};

use super::desk::Desk;
use super::parts::{SECOND, button, finding, heading, list, said_in, spoken, state, text};
use super::way::{Screen, Way};
use super::{Case, story};
use crate::controls::{Field, control};
use crate::download::hand_over;
use crate::model::Model;
use crate::page;
use crate::said::said;
use crate::strings::training as words;
use crate::today::{milliseconds, today};

const RATINGS: [(Rating, &str); 3] = [
    (Rating::Sure, words::SURE),
    (Rating::NotSure, words::NOT_SURE),
    (Rating::Lost, words::LOST),
];

type Ratings = RwSignal<Vec<(String, Rating)>>;

/// What a learner writes, and how sure they are of it. It is begun once, and outlasts a look at another screen.
#[derive(Clone, Copy)]
pub(super) struct Attempt {
    model: Model,
    /// How many steps of the story were told.
    told: RwSignal<usize>,
    ratings: Ratings,
}

impl Attempt {
    pub(super) fn begin(case: &Case) -> Self {
        let record = Record::new(case.scenario.procedure.clone(), case.scenario.form.clone());
        Self {
            model: Model::open(&case.plan, case.scenario.today, record, milliseconds),
            told: RwSignal::new(1),
            ratings: RwSignal::new(Vec::new()),
        }
    }
}

/// Writing the record, before anything is checked.
pub(super) fn writing(desk: Desk, case: &Arc<Case>) -> AnyView {
    let Attempt { model, told, .. } = desk.attempt(case);
    let all = case.scenario.steps.len();
    let (shown, facts, next) = (Arc::clone(case), Arc::clone(case), Arc::clone(case));
    let write = move |question: &str, value| {
        model.set(question, value);
        desk.attempted.set(true);
    };
    let said = RwSignal::new(String::new());
    let fill = move || {
        let (told, mut filled) = (told.get_untracked(), 0);
        for (question, value) in facts.scenario.facts(told) {
            // What the learner wrote stays; what an earlier step of the story says may have changed since.
            let written = untrack(|| model.answer(&question));
            let is_told = |answer: Json| {
                let fact = (question.clone(), answer);
                (1..told).any(|step| facts.scenario.facts(step).into_iter().any(|told| told == fact))
            };
            if written.as_ref() != Some(&value) && written.is_none_or(is_told) {
                write(&question, Some(value));
                filled += 1;
            }
        }
        said.set(words::filled(filled));
    };
    // The button goes with the last step: the focus goes on to what is told.
    let tell = move || {
        page::focus_later(story::step_id(told.get_untracked()));
        told.update(|told| *told += 1);
        said.set(String::new());
    };
    let steps = move || {
        let steps = shown.scenario.steps.iter().take(told.get()).enumerate();
        steps
            .map(|(place, told)| story::step(place, told, false))
            .collect::<Vec<_>>()
    };
    view! {
        <div class="training__story">
            {steps}
            <div hidden=move || { told.get() >= all }>
                {button(words::NEXT_STEP, SECOND, tell)}
            </div>
        </div>
        {text(words::BLIND)}
        {button(words::FILL, SECOND, fill)}
        {said_in(said)}
        {form(&case.plan, model, Callback::new(move |(question, value): (String, _)| write(&question, value)), None)}
        {button(words::TO_RATING, "govuk-button", move || desk.history.go(Screen::Lesson(Arc::clone(&next), Way::Rate)))}
    }
    .into_any()
}

/// What stands below a question that is answered.
pub(super) type Below = Arc<dyn Fn(&str) -> AnyView + Send + Sync>;

/// The questions of a form, section by section.
pub(super) fn form(
    plan: &Plan,
    model: Model,
    write: Callback<(String, Option<Json>)>,
    below: Option<&Below>,
) -> AnyView {
    let sections: Vec<_> = plan
        .sections()
        .iter()
        .map(|section| {
            let ids = section.questions.iter();
            let questions: Vec<_> = ids
                .map(|id| question(plan, model, id, (write, below.cloned())))
                .collect();
            view! { <section>{heading(&section.title)} {questions}</section> }
        })
        .collect();
    sections.into_any()
}

fn question(
    plan: &Plan,
    model: Model,
    id: &str,
    (write, below): (Callback<(String, Option<Json>)>, Option<Below>),
) -> Option<AnyView> {
    let (question, lists) = plan.question(id)?;
    let (answer, set, asked) = (id.to_owned(), id.to_owned(), id.to_owned());
    let field = Field {
        id: format!("{}-answer", page::question_id(id)),
        question: Arc::new(question.clone()),
        lists: Arc::from(lists),
        answer: Signal::derive(move || model.answer(&answer)),
        error: Signal::derive(|| None),
        record: Callback::new(move |value| write.run((set.clone(), value))),
        draft: Callback::new(|_| {}),
    };
    let view = move || {
        model.asked(&asked).then(|| {
            let (below, of) = (below.clone(), asked.clone());
            let below = move || {
                below
                    .as_ref()
                    .filter(|_| model.answer(&of).is_some())
                    .map(|below| below(&of))
            };
            view! { <div class="govuk-form-group" id=page::question_id(&asked)>{control(&field)} {below}</div> }
        })
    };
    Some(view.into_any())
}

/// How sure the learner is, before anything is revealed.
pub(super) fn rating(desk: Desk, case: &Arc<Case>) -> AnyView {
    let ratings = desk.attempt(case).ratings;
    let next = Arc::clone(case);
    let sections: Vec<_> = case
        .plan
        .sections()
        .iter()
        .enumerate()
        .map(|(place, section)| {
            let radios: Vec<_> = RATINGS
                .into_iter()
                .map(|(rating, label)| {
                    let (id, title) = (format!("rating-{place}-{}", rating.word()), section.title.clone());
                    let (of, said) = (title.clone(), rating);
                    let now = move || ratings.with(|all| all.contains(&(of.clone(), said)));
                    let rate = move |_| {
                        ratings.update(|all| {
                            all.retain(|(of, _)| *of != title);
                            all.push((title.clone(), rating));
                        });
                    };
                    view! {
                        <div class="govuk-radios__item">
                            <input class="govuk-radios__input" type="radio" name=format!("rating-{place}") id=id.clone() autocomplete="off" prop:checked=now on:change=rate />
                            <label class="govuk-label govuk-radios__label" for=id>{label}</label>
                        </div>
                    }
                })
                .collect();
            view! {
                <fieldset class="govuk-fieldset govuk-form-group">
                    <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{section.title.clone()}</legend>
                    <div class="govuk-radios govuk-radios--inline">{radios}</div>
                </fieldset>
            }
        })
        .collect();
    view! {
        {heading(words::RATE)}
        {sections}
        {button(words::REVEAL, "govuk-button", move || desk.history.go(Screen::Lesson(Arc::clone(&next), Way::Reveal)))}
    }
    .into_any()
}

/// The model record beside the learner's own.
pub(super) fn revealed(desk: Desk, case: &Arc<Case>) -> AnyView {
    let Attempt { model, ratings, .. } = desk.attempt(case);
    let record = model.record();
    let beside = beside_model(&case.plan, &case.scenario, record.clone());
    let turns_on = turns_on(&beside);
    let (of_evidence, of_record, sections) = (Arc::clone(case), Arc::clone(case), sections(&beside));
    let asides = case.scenario.steps.iter().flat_map(|step| &step.asides);
    let asides = asides.map(|told| story::aside(told, true));
    let asides = side(words::ASIDES, asides.collect());
    let said = RwSignal::new(String::new());
    let save_evidence = move || {
        let file = evidence(&of_evidence.scenario, today(), &ratings.get_untracked(), &beside);
        let taken = save(&of_evidence, "evidence", &file);
        said.set(if taken { words::SAVED_EVIDENCE } else { words::NOT_SAVED }.to_owned());
    };
    let own = record.clone();
    let save_record = move || {
        let taken = save(&of_record, "record", &training_record(&of_record.scenario, &own));
        if taken {
            desk.attempted.set(false);
        }
        said.set(if taken { words::SAVED_RECORD } else { words::NOT_SAVED }.to_owned());
    };
    view! {
        {turns_on}
        {asides}
        {text(words::VOICES)}
        {sections}
        {button(words::SAVE_EVIDENCE, "govuk-button", save_evidence)}
        {button(words::SAVE_RECORD, SECOND, save_record)}
        {said_in(said)}
        {button(words::FROM_ATTEMPT, SECOND, move || desk.begin_from(&record))}
    }
    .into_any()
}

/// A list with its heading; nothing where it is empty.
fn side(title: &'static str, items: Vec<AnyView>) -> Option<AnyView> {
    (!items.is_empty()).then(|| view! { <h3 class="govuk-heading-s">{title}</h3> {list(items)} }.into_any())
}

/// What the case turns on, and what the learner made of it. What is against the story stands first: no rule may see it.
fn turns_on(beside: &BesideModel) -> AnyView {
    let against = beside.contradicted.iter().map(against).collect();
    let missed = beside.stakes.iter().filter(|stake| !stake.found);
    let missed = missed.map(|stake| {
        let is_against = beside
            .contradicted
            .iter()
            .any(|against| against.moves(&stake.finding.rule));
        let expected = stake.expected.map(|expected| words::in_model(state(expected)));
        let why: Vec<_> = expected
            .into_iter()
            .chain(is_against.then(|| words::RESTS_ON_AGAINST.to_owned()))
            .collect();
        let why = (!why.is_empty()).then(|| text(why.join(" ")));
        view! {
            {finding(&stake.finding, None)}
            {why}
        }
        .into_any()
    });
    let found = beside.stakes.iter().filter(|stake| stake.found);
    let found = found.map(|stake| finding(&stake.finding, None)).collect();
    let settled = beside.settled.iter().map(|found| finding(found, None)).collect();
    let others = beside.others.iter().map(|found| finding(found, None)).collect();
    let sides: Vec<_> = [
        side(words::AGAINST, against),
        side(words::MISSED, missed.collect()),
        side(words::FOUND, found),
        side(words::SETTLED, settled),
    ]
    .into_iter()
    .flatten()
    .collect();
    view! {
        {(!sides.is_empty()).then(|| heading(words::TURNS_ON))}
        {sides}
        {side(words::OTHERS, others)}
    }
    .into_any()
}

/// An answer that says something else than the story: both, where the story says it, and what rests on it.
fn against(against: &Contradicted) -> AnyView {
    let mut lines = vec![
        view! { <p class="govuk-body"><strong>{against.name.clone()}</strong></p> }.into_any(),
        of(words::YOURS, said(&against.own)),
        of(words::STORY, said(&against.told)),
        text(format!("“{}”: {}", against.step, against.tells)),
    ];
    if !against.rules.is_empty() {
        lines.push(text(words::rests_on_it(&against.rules.join(", "))));
    }
    lines.into_any()
}

fn of(whose: &'static str, said: AnyView) -> AnyView {
    view! { <div class="govuk-body">{whose} ": " {said}</div> }.into_any()
}

/// Hands a file to the browser's downloads; says whether it did.
fn save(case: &Case, what: &str, file: &Json) -> bool {
    let name = format!("wayhome-training-{}-{what}.json", case.scenario.id);
    hand_over(&name, &format!("{file:#}"))
}

fn sections(beside: &BesideModel) -> AnyView {
    let value = |said_of: &Said| match said_of {
        Said::Text(words) => spoken(words),
        other => said(other),
    };
    let sections = beside.sections.iter().map(|section| {
        let rows = section.rows.iter().map(|row| {
            let because = row.because.clone();
            let because = because.map(|because| {
                view! { <p class="govuk-hint"><strong>{words::BECAUSE} ": "</strong> {because}</p> }
            });
            view! {
                <tr class:training__differs=row.own != row.model>
                    <th scope="row">{row.name.clone()}</th>
                    <td>{value(&row.own)}</td>
                    <td>{value(&row.model)} {because}</td>
                </tr>
            }
        });
        view! {
            {heading(&section.title)}
            <table class="training__table">
                <thead><tr><td></td><th scope="col">{words::YOURS}</th><th scope="col">{words::MODEL}</th></tr></thead>
                <tbody>{rows.collect::<Vec<_>>()}</tbody>
            </table>
        }
    });
    sections.collect::<Vec<_>>().into_any()
}
