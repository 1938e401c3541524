//! Who must approve, under the local procedure and under the law, and how the two compare: one card, which changes as the facts change.

use leptos::prelude::*;
use wayhome_engine::{Approval, ApprovalState, Compared, Finding, Standing, State, words};

use super::rest::Rest;
use super::sections::Place;
use super::told::{because, cite, is_law, links, needs, warnings};
use crate::model::Model;
use crate::strings;

/// The card that says who approves; nothing where the form has no approvals.
#[component]
pub(crate) fn Approvals(
    model: Model,
    place: Place,
    rest: Rest,
    /// Below the questions, where there is no room beside them.
    #[prop(optional)]
    below: bool,
) -> impl IntoView {
    let now = rest.settled(move || (model.approvals.get(), model.comparisons.get()));
    let tables = move || {
        let (approvals, compared) = now.get();
        let mut tables: Vec<&str> = Vec::new();
        for approval in &approvals {
            if !tables.contains(&approval.table.as_str()) {
                tables.push(&approval.table);
            }
        }
        tables
            .into_iter()
            .map(|table| {
                card(
                    model,
                    place,
                    table,
                    &approvals,
                    compared.iter().find(|one| one.table == table),
                )
            })
            .collect_view()
    };
    let words = strings::WHO_APPROVES;
    let (class, id, heading) = if below {
        let heading = view! { <h2 class="govuk-heading-s" id="approvals-below">{words}</h2> }.into_any();
        ("approvals approvals--below", "approvals-below", heading)
    } else {
        let heading = view! { <h3 class="govuk-heading-s" id="approvals">{words}</h3> }.into_any();
        ("approvals", "approvals", heading)
    };
    // While the sheet is open it shows the other one.
    let is_behind = move || below && place.sheet.get();
    view! {
        <section class=class hidden=move || is_behind() || now.with(|(approvals, _)| approvals.is_empty()) aria-labelledby=id>
            {heading}
            {tables}
        </section>
    }
}

fn card(
    model: Model,
    place: Place,
    table: &str,
    all: &[Approval],
    compared: Option<&Compared>,
) -> impl IntoView + use<> {
    let here: Vec<_> = all.iter().filter(|approval| approval.table == table).collect();
    // As senior is not the same: one of the two may leave a choice that the other does not.
    let (first, others) = here
        .split_first()
        .map_or((None, &[][..]), |(first, others)| (Some(first), others));
    let same = compared.is_some_and(|compared| compared.local == Standing::Same)
        && first.is_some_and(|first| others.iter().all(|other| first.leaves_the_same_choice_as(other)));
    let said: Vec<_> = if same {
        // One sentence for both: they ask for the same.
        here.iter().take(1).map(|one| said(model, place, one, true)).collect()
    } else {
        here.iter().map(|one| said(model, place, one, false)).collect()
    };
    let mut recorded: Vec<(bool, String)> = Vec::new();
    for (law, words) in here.iter().filter_map(|approval| on_record(model, place, approval)) {
        // What holds for both is said once.
        if !recorded.iter().any(|(_, said)| *said == words) {
            recorded.push((law, words));
        }
    }
    let on_record: Vec<_> = recorded
        .into_iter()
        .map(|(law, words)| {
            let tag = law.then(|| view! { <span class="tag tag--law">{strings::BY_LAW}</span> " " });
            view! { <p class="approval__record">{tag} {words}</p> }
        })
        .collect();
    let why: Vec<_> = here.iter().map(|approval| why(model, place, approval)).collect();
    let differ = compared.filter(|compared| !same && compared.local != Standing::CannotTell);
    view! {
        <div class="approval">
            <p class="approval__of">{title(model, table)}</p>
            {said}
            {differ.map(|compared| view! { <p class="approval__compared">{compared.message.clone()}</p> })}
            {on_record}
            <details class="why">
                <summary>{strings::WHY}<span class="govuk-visually-hidden">" (" {title(model, table)} ")"</span></summary>
                {why}
            </details>
        </div>
    }
}

/// What is approved, in the words of whichever source has the table.
fn title(model: Model, table: &str) -> String {
    let plan = model.plan();
    let floor = plan.procedure().floor.as_deref().and_then(|floor| plan.source(floor));
    let mut tables = std::iter::once(plan.procedure())
        .chain(floor)
        .flat_map(|source| &source.approvals);
    tables
        .find(|known| known.id == table)
        .map(|known| known.title.clone())
        .unwrap_or_default()
}

/// What one source says, or what it waits for, each question a link.
fn said(model: Model, place: Place, approval: &Approval, both: bool) -> AnyView {
    let (class, source) = match (both, is_law(model, &approval.source)) {
        (true, _) => ("tag", strings::BOTH_SOURCES),
        (false, true) => ("tag tag--law", strings::BY_LAW),
        (false, false) => ("tag", strings::BY_PROCEDURE),
    };
    let tag = view! { <span class=class>{source}</span> " " };
    if approval.state == ApprovalState::CannotTell {
        let links = links(model, place, &approval.needs);
        return view! {
            <p class="approval__who">{tag} {strings::CANNOT_TELL_UNTIL}</p>
            <ul class="approval__until">{links}</ul>
        }
        .into_any();
    }
    let decided = approval.state == ApprovalState::Decided;
    let by_when = approval.by_when.as_ref().map(|by_when| by_when.message.clone());
    view! {
        <p class="approval__who" class:approval__who--decided=decided>{tag} {approval.message.clone()}</p>
        {by_when.map(|by_when| view! { <p class="approval__by">{by_when}</p> })}
    }
    .into_any()
}

/// How the approval on record stands to the row that decides: whether one is recorded, given by the right person, and in time. And
/// whether it is the law that says so.
fn on_record(model: Model, place: Place, approval: &Approval) -> Option<(bool, String)> {
    // Where nobody has to approve, nothing is waited for.
    if approval.state != ApprovalState::Decided || approval.approvers.is_empty() && approval.at_least.is_none() {
        return None;
    }
    let words = place.items.with(|items| {
        let lines = || items.iter().flat_map(|item| &item.lines);
        let line = lines().find(|line| line.source == approval.source && approval.rows.contains(&line.rule))?;
        // An approval of a day to come has not been given.
        let ahead = lines().filter(|ahead| ahead.is_ahead() && ahead.about.iter().any(|of| line.about.contains(of)));
        let ahead: Vec<_> = ahead.map(|ahead| ahead.message.clone()).collect();
        let stands = stands(model, line).filter(|_| line.state != State::Met || ahead.is_empty());
        Some(stands.into_iter().chain(ahead).collect::<Vec<_>>().join(" "))
    });
    let words = words.filter(|words| !words.is_empty())?;
    Some((is_law(model, &approval.source), words))
}

/// What a finding about the approval says of the record. Its own message says what is asked, and so stands only beside what is not.
fn stands(model: Model, line: &Finding) -> Option<String> {
    let begun = || line.about.iter().any(|about| untrack(|| model.answered(about)));
    Some(match line.state {
        State::ToDo if begun() => strings::APPROVAL_IN_PART.to_owned(),
        State::ToDo => strings::NO_APPROVAL.to_owned(),
        State::Met => strings::APPROVAL_MET.to_owned(),
        State::Breached | State::Explained => format!("{} {}", strings::RECORDED_APPROVAL, line.message),
        State::CannotTell | State::NotApplicable => return None,
    })
}

fn why(model: Model, place: Place, approval: &Approval) -> impl IntoView + use<> {
    let cite = approval.cite.as_ref().map(cite);
    let source = if is_law(model, &approval.source) {
        strings::BY_LAW
    } else {
        strings::BY_PROCEDURE
    };
    let id = std::iter::once(source.to_owned())
        .chain(approval.rows.clone())
        .collect::<Vec<_>>()
        .join(" · ");
    view! {
        <div class="why__rule">
            <p class="why__id">{id}</p>
            {because(&approval.because)}
            {told(model, approval)}
            {needs(model, place, &approval.needs)}
            {warnings(&approval.warnings)}
            {cite}
        </div>
    }
}

fn told(model: Model, approval: &Approval) -> Option<impl IntoView + use<>> {
    let plan = model.plan();
    let source = plan.source(&approval.source)?;
    let roles: Vec<_> = approval.notify.iter().map(|role| source.role_label(role)).collect();
    (!roles.is_empty()).then(|| view! { <p class="why__needs">{strings::TOLD} " " {words::list(&roles, "and")}</p> })
}
