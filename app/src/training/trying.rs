//! A blind attempt, a rating of one's own, and then the model record beside it. No clock, no score; kept only as a file of one's own.

use std::sync::Arc;

use leptos::prelude::*;
use wayhome_engine::Record;
use wayhome_export::Said;
use wayhome_training::{BesideModel, Rating, beside_model, evidence, training_record};

use super::parts::{button, finding, heading, list, spoken, text};
use super::{Case, story, words};
use crate::controls::{Field, control};
use crate::download::hand_over;
use crate::model::Model;
use crate::page;
use crate::said::said;
use crate::today::today;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Writing,
    Rating,
    Revealed,
}

const RATINGS: [(Rating, &str); 3] = [
    (Rating::Sure, words::SURE),
    (Rating::NotSure, words::NOT_SURE),
    (Rating::Lost, words::LOST),
];

type Ratings = RwSignal<Vec<(String, Rating)>>;

/// All stages of an attempt of one's own.
pub(super) fn trying(case: &Arc<Case>) -> AnyView {
    let record = Record::new(case.scenario.procedure.clone(), case.scenario.form.clone());
    let model = Model::open(&case.plan, case.scenario.today, record);
    let (stage, told) = (RwSignal::new(Stage::Writing), RwSignal::new(1_usize));
    let ratings: Ratings = RwSignal::new(Vec::new());
    let case = Arc::clone(case);
    view! {
        {move || match stage.get() {
            Stage::Writing => writing(&case, model, told, stage),
            Stage::Rating => rating(&case, ratings, stage),
            Stage::Revealed => revealed(&case, model, ratings),
        }}
    }
    .into_any()
}

fn writing(case: &Arc<Case>, model: Model, told: RwSignal<usize>, stage: RwSignal<Stage>) -> AnyView {
    let all = case.scenario.steps.len();
    let (shown, facts) = (Arc::clone(case), Arc::clone(case));
    let fill = move || {
        for (question, value) in facts.scenario.facts(told.get_untracked()) {
            model.set(&question, Some(value));
        }
    };
    let sections: Vec<_> = case
        .plan
        .sections()
        .iter()
        .map(|section| {
            let questions: Vec<_> = section.questions.iter().map(|id| question(case, model, id)).collect();
            view! { <section>{heading(&section.title)} {questions}</section> }
        })
        .collect();
    view! {
        <div class="training__story">
            {move || shown.scenario.steps.iter().take(told.get()).map(story::step).collect::<Vec<_>>()}
            <div hidden=move || { told.get() >= all }>
                {button(words::NEXT_STEP, "govuk-button govuk-button--secondary", move || told.update(|told| *told += 1))}
            </div>
        </div>
        {text(words::BLIND)}
        {button(words::FILL, "govuk-button govuk-button--secondary", fill)}
        {sections}
        {button(words::TO_RATING, "govuk-button", move || {
            stage.set(Stage::Rating);
            page::scroll_up();
        })}
    }
    .into_any()
}

fn question(case: &Case, model: Model, id: &str) -> Option<AnyView> {
    let (question, lists) = case.plan.question(id)?;
    let (answer, set, asked) = (id.to_owned(), id.to_owned(), id.to_owned());
    let field = Field {
        id: format!("{}-answer", page::question_id(id)),
        question: Arc::new(question.clone()),
        lists: Arc::from(lists),
        answer: Signal::derive(move || model.answer(&answer)),
        error: Signal::derive(|| None),
        record: Callback::new(move |value| model.set(&set, value)),
        draft: Callback::new(|_| {}),
    };
    let view = move || {
        model
            .asked(&asked)
            .then(|| view! { <div class="govuk-form-group" id=page::question_id(&asked)>{control(&field)}</div> })
    };
    Some(view.into_any())
}

fn rating(case: &Case, ratings: Ratings, stage: RwSignal<Stage>) -> AnyView {
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
                    let rate = move |_| {
                        ratings.update(|all| {
                            all.retain(|(of, _)| *of != title);
                            all.push((title.clone(), rating));
                        });
                    };
                    view! {
                        <div class="govuk-radios__item">
                            <input class="govuk-radios__input" type="radio" name=format!("rating-{place}") id=id.clone() autocomplete="off" on:change=rate />
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
        {button(words::REVEAL, "govuk-button", move || {
            stage.set(Stage::Revealed);
            page::scroll_up();
        })}
    }
    .into_any()
}

fn revealed(case: &Arc<Case>, model: Model, ratings: Ratings) -> AnyView {
    let record = model.record();
    let beside = beside_model(&case.plan, &case.scenario, record.clone());
    let stakes = |found: bool| -> Vec<AnyView> {
        let stakes = beside.stakes.iter().filter(|stake| stake.found == found);
        stakes.map(|stake| finding(&stake.finding, None)).collect()
    };
    let side = |title: &'static str, items: Vec<AnyView>| {
        (!items.is_empty()).then(|| view! { <h3 class="govuk-heading-s">{title}</h3> {list(items)} })
    };
    let others: Vec<_> = beside.others.iter().map(|found| finding(found, None)).collect();
    let (of_evidence, of_record, sections) = (Arc::clone(case), Arc::clone(case), sections(&beside));
    let (found, missed) = (side(words::FOUND, stakes(true)), side(words::MISSED, stakes(false)));
    let save = move || {
        let file = evidence(&of_evidence.scenario, today(), &ratings.get_untracked(), &beside);
        save(&of_evidence, "evidence", &file);
    };
    view! {
        {heading(words::TURNS_ON)}
        {missed}
        {found}
        {side(words::OTHERS, others)}
        {text(words::VOICES)}
        {sections}
        {button(words::SAVE_EVIDENCE, "govuk-button", save)}
        {button(words::SAVE_RECORD, "govuk-button govuk-button--secondary", move || {
            self::save(&of_record, "record", &training_record(&of_record.scenario, &record));
        })}
    }
    .into_any()
}

fn save(case: &Case, what: &str, file: &serde_json::Value) {
    let name = format!("wayhome-training-{}-{what}.json", case.scenario.id);
    hand_over(&name, &format!("{file:#}"));
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
