//! The answers of a record as a summary list, to be looked through, signed and printed.

use leptos::prelude::*;
use wayhome_export::{Line, Said, due_words, is_late};

use super::sign::{YOUNG_SIGNED, young_signs};
use crate::items::open_things;
use crate::said::said;
use crate::strings;
use crate::work::Work;

/// Every section with its answers, and what is left out. With links to change an answer while the record is open.
#[component]
pub(crate) fn Summary(work: Work, change: bool) -> impl IntoView {
    let summary = work.model().summary();
    let parts: Vec<_> = summary
        .parts
        .into_iter()
        .map(|part| {
            let lines: Vec<_> = part.lines.iter().map(|line| row(work, line, change)).collect();
            view! {
                <section class="summary">
                    <h2 class="govuk-heading-m">{part.title}</h2>
                    <dl class="govuk-summary-list">{lines}</dl>
                </section>
            }
        })
        .collect();
    view! {
        {parts}
        {apart(work, &summary.left_out, (strings::LEFT_OUT, strings::LEFT_OUT_WHY))}
        {apart(work, &summary.unknown, (strings::NOT_ASKED_HERE, strings::NOT_ASKED_HERE_WHY))}
    }
}

/// Answers that nothing is checked by, under a heading and why; nothing where there are none.
fn apart(work: Work, lines: &[Line], (heading, why): (&'static str, &'static str)) -> Option<AnyView> {
    let rows: Vec<_> = lines.iter().map(|line| row(work, line, false)).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="summary summary--left-out">
                <h2 class="govuk-heading-m">{heading}</h2>
                <p class="govuk-body">{why}</p>
                <dl class="govuk-summary-list">{rows}</dl>
            </section>
        }
        .into_any()
    })
}

/// The id of the button that leads to a question's answer.
pub(crate) fn change_id(question: &str) -> String {
    format!("change-{}", question.replace('.', "-"))
}

/// What is open, by name, as lines of a list.
pub(crate) fn open_lines(work: Work) -> Vec<AnyView> {
    let things = work.model().items.with_untracked(|items| open_things(items));
    let line = |(question, breached, count): (String, bool, usize)| {
        let name = work.model().name(&question);
        let tag = breached.then(|| view! { " " <span class="tag tag--breached">{strings::NOT_AS_ASKED}</span> });
        view! { <li>{if count > 1 { strings::signing::several(&name, count) } else { name }} {tag}</li> }.into_any()
    };
    things.into_iter().map(line).collect()
}

/// What is late of what is due, as a list; nothing where nothing is. It keeps no record open, and nothing that is written mends it.
pub(crate) fn late_lines(work: Work) -> Option<AnyView> {
    let lines: Vec<_> = work.model().deadlines.with_untracked(|deadlines| {
        let late = deadlines.iter().filter(|due| is_late(due)).filter_map(due_words);
        late.map(|line| view! { <li>{line}</li> }).collect()
    });
    (!lines.is_empty()).then(|| view! { <ul class="govuk-list govuk-list--bullet late">{lines}</ul> }.into_any())
}

/// On paper, beneath the heading: whose procedure it follows, which document that is, and whom it is about.
pub(crate) fn on_paper(work: Work) -> AnyView {
    let (model, plan) = (work.model(), work.model().plan());
    let (authority, document) = (plan.procedure().authority.clone(), plan.procedure().document.clone());
    let line = |line: String| view! { <p class="govuk-body only-print on-paper">{line}</p> };
    let document = (document != authority).then(|| line(document));
    let reference = move || {
        let answered = model.answer("child_reference");
        let reference = answered
            .and_then(|answer| answer.as_str().map(str::to_owned))
            .or_else(|| work.reference());
        reference.map(|reference| line(strings::signing::child_reference(&reference)))
    };
    view! {
        {line(authority)}
        {document}
        {reference}
    }
    .into_any()
}

fn row(work: Work, line: &Line, change: bool) -> impl IntoView + use<> {
    let (name, question) = (line.name.clone(), line.question.clone());
    let unchecked = untrack(|| work.model().unchecked(&question));
    // A signature that nothing asks for is not missing on paper.
    let empty = line.said == Said::NotProvided;
    let action = change.then(|| {
        let (of, hidden) = (question.clone(), name.clone());
        let only_read = work.only_read();
        view! {
            <dd class="govuk-summary-list__actions">
                <button
                    type="button"
                    class="link-button"
                    id=change_id(&question)
                    hidden=move || only_read.get()
                    on:click=move |_| work.change(&of)
                >
                    {if line.said == Said::NotProvided { strings::ANSWER } else { strings::CHANGE }}
                    <span class="govuk-visually-hidden">" " {hidden}</span>
                </button>
            </dd>
        }
    });
    view! {
        <div
            class="govuk-summary-list__row"
            class:summary__row--empty=empty
            class:only-screen=empty && question == YOUNG_SIGNED && !young_signs(work.model())
        >
            <dt class="govuk-summary-list__key">{name}</dt>
            <dd class="govuk-summary-list__value">
                {said(&line.said)}
                {unchecked.then(|| view! { <p class="summary__unchecked">{strings::UNCHECKED}</p> })}
            </dd>
            {action}
        </div>
    }
}
