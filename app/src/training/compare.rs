//! One case under two procedures and the law, and the approval table of each as a picture.

use std::sync::Arc;

use leptos::prelude::*;
use wayhome_engine::{Approval, Due, Procedure, Report, check};

use super::grid::picture;
use super::parts::{approvals, cautions, deadlines, heading, left, select, text};
use super::{Case, known};
use crate::strings::training as words;

/// The case under its own procedure, beside another that is chosen, and the law.
pub(super) fn compare(case: &Arc<Case>) -> AnyView {
    let all = known::choices().into_iter();
    let others = all.filter(|(key, ..)| *key != case.procedure);
    let options: Vec<_> = others.map(|(key, name, _)| (key, name)).collect();
    let other = RwSignal::new(options.first().map(|(id, _)| id.clone()).unwrap_or_default());
    let now = other.get_untracked();
    let case = Arc::clone(case);
    view! {
        {select("beside", words::BESIDE.to_owned(), options, &now, move |id| other.set(id))}
        {move || beside(&case, &other.get())}
    }
    .into_any()
}

fn beside(case: &Case, other: &str) -> AnyView {
    let own = case.procedure.as_str();
    let column = |procedure: &str, law: bool| {
        let (plan, record) = case.as_decision(procedure)?;
        let local = plan.procedure();
        let source = if law { local.floor.as_deref()? } else { &local.id };
        let says = plan.source(source)?;
        let report = check(&plan, case.scenario.today, record);
        Some(shown(says, &report, case.is_decision()))
    };
    let columns = [column(own, false), column(other, false), column(own, true)];
    let pictures = [own, other].into_iter().filter_map(|procedure| {
        let (plan, record) = case.as_decision(procedure)?;
        let decided = record.answers.get("decision_date").and_then(|day| day.as_str());
        let decided = decided
            .and_then(wayhome_engine::day::date)
            .unwrap_or(case.scenario.today);
        Some(picture(&plan, decided))
    });
    view! {
        <div class="training__columns">{columns.into_iter().flatten().collect::<Vec<_>>()}</div>
        {heading(words::TABLE)}
        {text(words::FOR)}
        {text(words::HATCHED)}
        {text(words::OUTLINED)}
        {pictures.collect::<Vec<_>>()}
    }
    .into_any()
}

/// What one source says of the case; what is left to do only where that is of the case's own form.
fn shown(says: &Procedure, report: &Report, is_decision: bool) -> AnyView {
    let source = says.id.as_str();
    let approval: Vec<Approval> = report
        .approvals
        .iter()
        .filter(|found| found.source == source)
        .cloned()
        .collect();
    let due: Vec<Due> = report
        .deadlines
        .iter()
        .filter(|found| found.source == source)
        .cloned()
        .collect();
    let left = is_decision.then(|| left(&report.findings, Some(source)));
    view! {
        <section>
            {heading(&says.authority)}
            <h3 class="govuk-heading-s">{words::APPROVES}</h3>
            {approvals(&approval, &[])}
            <h3 class="govuk-heading-s">{words::DUE}</h3>
            {deadlines(&due, &[])}
            {left.map(|left| view! { <h3 class="govuk-heading-s">{words::LEFT}</h3> {left} })}
            {cautions(says)}
        </section>
    }
    .into_any()
}
