//! One fact is changed, and everything that hangs on it moves at once.

use std::sync::Arc;

use leptos::prelude::*;
use wayhome_engine::{Kind, Report, Session};
use wayhome_training::{Fact, Told, change as change_fact, decide, facts};

use super::Case;
use super::parts::{approvals, deadlines, finding, heading, left, list, select, text};
use crate::strings::training as words;

/// The questions whose options can be changed.
const OPTIONS: [&str; 3] = ["legal_status", "return_kind", "who_decided"];

/// How many working days the slider goes up to.
const MOST_DAYS: &str = "60";

/// The age that the first step gives a child whose age the case does not say.
const FIRST_AGE: u32 = 10;

#[derive(Clone, Copy)]
struct Changing {
    session: StoredValue<Session>,
    told: RwSignal<Option<Told>>,
    report: RwSignal<Report>,
}

impl Changing {
    fn make(self, fact: &Fact) {
        let mut told = None;
        self.session
            .update_value(|session| told = Some(change_fact(session, fact)));
        self.report.set(self.session.with_value(Session::report));
        self.told.set(told);
    }
}

/// The case as a decision, with its facts to change.
pub(super) fn change(case: &Arc<Case>) -> AnyView {
    let Some((plan, record)) = case.as_decision(&case.procedure) else {
        return text(words::NO_DECISION);
    };
    let is_decision = case.is_decision();
    let mut session = Session::open(Arc::clone(&plan), case.scenario.today, record);
    // A case that is no decision yet is decided on its own day, so that one fact is changed and not two.
    decide(&mut session);
    let now = facts(&session);
    let changing = Changing {
        report: RwSignal::new(session.report()),
        told: RwSignal::new(None),
        session: StoredValue::new(session),
    };
    // Nothing is shown of a case that does not say it.
    let (age, days) = (RwSignal::new(now.age), RwSignal::new(now.working_days));
    let selects: Vec<_> = OPTIONS
        .into_iter()
        .filter_map(|question| {
            let (asked, lists) = plan.question(question)?;
            let Kind::Choice(list) = &asked.kind else { return None };
            let options = lists.get(usize::from(*list))?.options.iter();
            let options = options
                .map(|option| (option.id.clone(), option.label.clone()))
                .collect();
            let kept = changing.session.with_value(|session| {
                let kept = session.answers().get(question).and_then(|value| value.as_str());
                kept.unwrap_or_default().to_owned()
            });
            Some(select(question, asked.name.clone(), options, &kept, move |option| {
                changing.make(&Fact::Option(question, option));
            }))
        })
        .collect();
    let step = move |by: i32| {
        let years = age
            .get_untracked()
            .map_or(FIRST_AGE, |age| age.saturating_add_signed(by).min(19));
        age.set(Some(years));
        changing.make(&Fact::Age(years));
    };
    let slide = move |value: String| {
        if let Ok(value) = value.parse() {
            days.set(Some(value));
            changing.make(&Fact::Days(value));
        }
    };
    view! {
        <div class="training__facts">
            <fieldset class="govuk-fieldset govuk-form-group">
                <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{words::AGE}</legend>
                <div class="training__stepper">
                    <button type="button" class="govuk-button govuk-button--secondary" aria-label=words::YOUNGER on:click=move |_| step(-1)>"−"</button>
                    <output class="training__number" id="age">{move || shown(age.get())}</output>
                    <button type="button" class="govuk-button govuk-button--secondary" aria-label=words::OLDER on:click=move |_| step(1)>"+"</button>
                </div>
            </fieldset>
            <div class="govuk-form-group">
                <label class="govuk-label govuk-label--s" for="days">{words::DAYS} ": " {move || shown(days.get())}</label>
                <input
                    class="training__slider"
                    type="range"
                    id="days"
                    min="0"
                    max=MOST_DAYS
                    autocomplete="off"
                    aria-valuetext=move || days.get().is_none().then_some(words::NOT_KNOWN)
                    prop:value=move || days.get().unwrap_or_default().to_string()
                    on:input:target=move |event| slide(event.target().value())
                />
            </div>
            {selects}
        </div>
        <p class="training__says" role="status">
            {move || changing.told.with(|told| told.as_ref().map_or_else(|| words::START.to_owned(), |told| told.sentence.clone()))}
        </p>
        {move || moved(changing, is_decision)}
    }
    .into_any()
}

/// A number, or that the case does not say it.
fn shown<T: ToString>(number: Option<T>) -> String {
    number.map_or_else(|| words::NOT_KNOWN.to_owned(), |number| number.to_string())
}

/// What the change moved. What is left to do is said where the case follows the form of a decision: it is nothing that another form asks.
fn moved(changing: Changing, is_decision: bool) -> AnyView {
    let changes = changing
        .told
        .with(|told| told.as_ref().map(|told| told.changes.clone()));
    let changes = changes.unwrap_or_default();
    let items: Vec<_> = changes.findings.iter().map(|found| finding(found, None)).collect();
    changing.report.with(|report| {
        let left = is_decision.then(|| left(&report.findings, None));
        let standing = report.comparisons.iter().map(|compared| text(&compared.message));
        view! {
            {heading(words::APPROVES)}
            {approvals(&report.approvals, &changes.approvals)}
            {standing.collect::<Vec<_>>()}
            {heading(words::DUE)}
            {deadlines(&report.deadlines, &changes.deadlines)}
            {(!items.is_empty()).then(|| view! { {heading(words::MOVED)} {list(items)} })}
            {left.map(|left| view! { {heading(words::LEFT)} {left} })}
        }
        .into_any()
    })
}
