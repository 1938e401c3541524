//! What is due when, as a list.

use leptos::prelude::*;
use wayhome_engine::{DeadlineState, Due, words};

use crate::findings::{is_law, needs};
use crate::items::in_order;
use crate::model::Model;
use crate::sections::Place;
use crate::strings;

/// The deadlines that are counted or waited for; nothing where there is none.
#[component]
pub(crate) fn Deadlines(model: Model, place: Place) -> impl IntoView {
    let shown = Memo::new(move |_| {
        let applies = |due: &Due| due.state != DeadlineState::NotApplicable;
        in_order(model.deadlines.get().into_iter().filter(applies), |due| rank(due.state))
    });
    let list = move || shown.get().iter().map(|due| entry(model, place, due)).collect_view();
    view! {
        <section class="findings__group" hidden=move || shown.with(Vec::is_empty)>
            <h3 class="govuk-heading-s">{strings::WHEN_DUE}</h3>
            <ul class="findings__list">{list}</ul>
        </section>
    }
}

fn rank(state: DeadlineState) -> u8 {
    match state {
        DeadlineState::Late => 0,
        DeadlineState::Due => 1,
        DeadlineState::CannotTell => 2,
        DeadlineState::MetLate => 3,
        DeadlineState::Met | DeadlineState::NotApplicable => 4,
    }
}

fn entry(model: Model, place: Place, due: &Due) -> impl IntoView + use<> {
    let (class, state) = match due.state {
        DeadlineState::Due => ("tag tag--due", strings::DUE),
        DeadlineState::Late => ("tag tag--breached", strings::LATE),
        DeadlineState::Met => ("tag tag--met", strings::DONE_IN_TIME),
        DeadlineState::MetLate => ("tag tag--explained", strings::DONE_LATE),
        DeadlineState::CannotTell | DeadlineState::NotApplicable => ("tag", strings::CANNOT_TELL),
    };
    let law = is_law(model, &due.source).then(|| view! { <span class="tag tag--law">{strings::BY_LAW}</span> " " });
    let day = due
        .due
        .map(|day| view! { <p class="due__day">{strings::by(&words::moment(day), due.counted.as_deref())}</p> });
    let start = due
        .starts
        .map(|start| view! { <li>{strings::counted_from(&words::moment(start))}</li> });
    let because: Vec<_> = due
        .because
        .iter()
        .map(|because| view! { <li>{because.clone()}</li> })
        .collect();
    let warnings: Vec<_> = due
        .warnings
        .iter()
        .map(|warning| view! { <p class="why__warning">{warning.clone()}</p> })
        .collect();
    view! {
        <li class="finding">
            <p class="finding__line">{law} <span class=class>{state}</span> " " {due.message.clone()}</p>
            {day}
            <details class="why">
                <summary>{strings::WHY}</summary>
                <div class="why__rule">
                    <p class="why__id">{due.id.clone()}</p>
                    <ul class="why__because">{start} {because}</ul>
                    {needs(model, place, &due.needs)}
                    {warnings}
                    <p class="why__cite">{due.cite.document.clone()} ", " {due.cite.section.clone()}</p>
                </div>
            </details>
        </li>
    }
}
