//! What is due when: a picture with today on it, and the same as a list.

use leptos::prelude::*;
use wayhome_engine::{DeadlineState, Due, Moment, Standing, words};

use super::rest::Rest;
use super::sections::Place;
use super::timeline::Timeline;
use super::told::{because, cite, is_law, needs, warnings};
use crate::items::in_order;
use crate::model::Model;
use crate::strings;

/// The deadlines that are counted or waited for; nothing where there is none.
#[component]
pub(crate) fn Deadlines(model: Model, place: Place, rest: Rest) -> impl IntoView {
    let shown = rest.settled(move || {
        let applies = |due: &Due| due.state != DeadlineState::NotApplicable;
        in_order(model.deadlines.get().into_iter().filter(applies), |due| {
            (rank(due.state), due.due.map(Moment::date))
        })
    });
    let list = move || {
        let all = shown.get();
        // Those with a day are in the picture too, under the same number.
        let mut number = 0;
        all.iter()
            .filter(|due| due.state != DeadlineState::CannotTell)
            .map(|due| {
                number += usize::from(due.due.is_some());
                entry(model, place, due, due.due.map(|_| number))
            })
            .collect_view()
    };
    // Many wait for one and the same answer: they stand apart from what is known.
    let waiting = move || {
        let all = shown.get();
        let waiting = all.iter().filter(|due| due.state == DeadlineState::CannotTell);
        waiting.map(|due| entry(model, place, due, None)).collect_view()
    };
    let count =
        Memo::new(move |_| shown.with(|all| all.iter().filter(|due| due.state == DeadlineState::CannotTell).count()));
    let dated = Signal::derive(move || {
        shown.with(|all| all.iter().filter(|due| due.due.is_some()).cloned().collect::<Vec<_>>())
    });
    // Past midnight the deadlines come again; what is drawn of them has today's mark.
    let today = Signal::derive(move || {
        model.deadlines.track();
        model.today()
    });
    view! {
        <section class="findings__group" hidden=move || shown.with(Vec::is_empty)>
            <h3 class="govuk-heading-s">{strings::WHEN_DUE}</h3>
            <Timeline due=dated today=today />
            <ul class="findings__list">{list}</ul>
            <details class="why" hidden=move || count.get() == 0>
                <summary>{move || strings::home::dues_waiting(count.get())}</summary>
                <ul class="findings__list">{waiting}</ul>
            </details>
        </section>
    }
}

/// What went wrong first, what is well last.
fn rank(state: DeadlineState) -> u8 {
    match state {
        DeadlineState::Late => 0,
        DeadlineState::MetLate => 1,
        DeadlineState::Due => 2,
        DeadlineState::CannotTell => 3,
        DeadlineState::Met | DeadlineState::NotApplicable => 4,
    }
}

fn entry(model: Model, place: Place, due: &Due, number: Option<usize>) -> impl IntoView + use<> {
    let (class, state) = match due.state {
        DeadlineState::Due => ("tag tag--due", strings::DUE),
        DeadlineState::Late => ("tag tag--breached", strings::LATE),
        // What is still to come has not been done.
        DeadlineState::Met if due.planned => ("tag tag--met", strings::PLANNED_IN_TIME),
        DeadlineState::Met => ("tag tag--met", strings::DONE_IN_TIME),
        DeadlineState::MetLate if due.planned => ("tag tag--breached", strings::PLANNED_LATE),
        DeadlineState::MetLate => ("tag tag--breached", strings::DONE_LATE),
        DeadlineState::CannotTell | DeadlineState::NotApplicable => ("tag", strings::CANNOT_TELL),
    };
    let number = number.map(|number| view! { <span class="due__number">{number}</span> " " });
    let law = is_law(model, &due.source).then(|| view! { <span class="tag tag--law">{strings::BY_LAW}</span> " " });
    let day = due
        .due
        .map(|day| view! { <p class="due__day">{strings::by(&words::moment(day), due.counted.as_deref())}</p> });
    let start = due
        .starts
        .map(|start| view! { <p class="due__start">{strings::counted_from(&words::moment(start))}</p> });
    // The law's own deadline beside the local one, and how the two compare.
    let beside = due
        .floor
        .as_ref()
        // What cannot be compared yet is told by the law's own entry: it waits for the same answers.
        .filter(|floor| floor.local != Standing::CannotTell)
        .map(|floor| view! { <p class="due__start">{floor.message.clone()}</p> });
    view! {
        <li class="finding">
            <p class="finding__line">{number} {law} <span class=class>{state}</span> " " {due.message.clone()}</p>
            {day}
            {start}
            {beside}
            {warnings(&due.warnings)}
            <details class="why">
                <summary>{strings::WHY}<span class="govuk-visually-hidden">" (" {due.message.clone()} ")"</span></summary>
                <div class="why__rule">
                    <p class="why__id">{due.id.clone()}</p>
                    {because(&due.because)}
                    {needs(model, place, &due.needs)}
                    {cite(&due.cite)}
                </div>
            </details>
        </li>
    }
}
