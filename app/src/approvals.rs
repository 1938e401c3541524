//! Who must approve, under the local procedure and under the law, and how the two compare.

use leptos::prelude::*;
use wayhome_engine::{Approval, ApprovalState, words};

use crate::findings::{is_law, needs};
use crate::model::Model;
use crate::sections::Place;
use crate::strings;

/// The card that says who approves; nothing where the form has no approvals.
#[component]
pub(crate) fn Approvals(model: Model, place: Place) -> impl IntoView {
    let tables = move || {
        let approvals = model.approvals.get();
        let mut tables: Vec<String> = Vec::new();
        for approval in &approvals {
            if !tables.contains(&approval.table) {
                tables.push(approval.table.clone());
            }
        }
        tables
            .into_iter()
            .map(|table| card(model, place, &table, &approvals))
            .collect_view()
    };
    view! {
        <section class="approvals" hidden=move || model.approvals.with(Vec::is_empty) aria-labelledby="approvals">
            <h3 class="govuk-heading-s" id="approvals">{strings::WHO_APPROVES}</h3>
            {tables}
        </section>
    }
}

fn card(model: Model, place: Place, table: &str, approvals: &[Approval]) -> impl IntoView + use<> {
    let here: Vec<_> = approvals.iter().filter(|approval| approval.table == table).collect();
    let said: Vec<_> = here.iter().map(|approval| said(model, approval)).collect();
    let why: Vec<_> = here.iter().map(|approval| why(model, place, approval)).collect();
    let compared = model.comparisons.with(|all| {
        all.iter()
            .find(|compared| compared.table == table)
            .map(|compared| compared.message.clone())
    });
    view! {
        <div class="approval">
            <p class="approval__of">{title(model, table)}</p>
            {said}
            {compared.map(|compared| view! { <p class="approval__compared">{compared}</p> })}
            <details class="why">
                <summary>{strings::WHY}</summary>
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

fn said(model: Model, approval: &Approval) -> impl IntoView + use<> {
    let law = is_law(model, &approval.source);
    let (class, source) = if law {
        ("tag tag--law", strings::BY_LAW)
    } else {
        ("tag", strings::BY_PROCEDURE)
    };
    let decided = approval.state == ApprovalState::Decided;
    view! {
        <p class="approval__who" class:approval__who--decided=decided>
            <span class=class>{source}</span>
            " "
            {approval.message.clone()}
        </p>
    }
}

fn why(model: Model, place: Place, approval: &Approval) -> impl IntoView + use<> {
    let because: Vec<_> = approval
        .because
        .iter()
        .map(|because| view! { <li>{because.clone()}</li> })
        .collect();
    let warnings: Vec<_> = approval
        .warnings
        .iter()
        .map(|warning| view! { <p class="why__warning">{warning.clone()}</p> })
        .collect();
    let cite = approval
        .cite
        .as_ref()
        .map(|cite| view! { <p class="why__cite">{cite.document.clone()} ", " {cite.section.clone()}</p> });
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
            <ul class="why__because">{because}</ul>
            {told(model, approval)}
            {needs(model, place, &approval.needs)}
            {warnings}
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
