//! Looking through the answers before the record is signed or taken along.

use leptos::prelude::*;

use super::leave::Leave;
use super::summary::{Summary, change_id, late_lines, on_paper, open_lines};
use crate::cautions::{exercise, newer_version, of_age, other_reference};
use crate::header::Header;
use crate::items::{breached_count, open_count};
use crate::keep::ElsewhereNotice;
use crate::nav::Stage;
use crate::page;
use crate::standing::{not_saved, saved};
use crate::strings;
use crate::work::Work;

/// "Check your answers".
#[component]
pub(crate) fn Check(work: Work) -> impl IntoView {
    page::name(&[strings::CHECK_ANSWERS, work.model().plan().title()]);
    page::focus_later("check-answers");
    if let Some(question) = work.left_at() {
        page::focus_later(change_id(&question));
    }
    let only_read = work.only_read();
    view! {
        <Header about=work.about() state=saved(work)>
            <button type="button" class="top__button" on:click=move |_| work.go(Stage::Form)>{strings::BACK_TO_FORM}</button>
            <button type="button" class="top__button" on:click=move |_| work.leave()>{strings::CLOSE}</button>
        </Header>
        <ElsewhereNotice editing=work.editing() gone=work.is_gone() />
        <main class="govuk-width-container govuk-main-wrapper pages" id="main">
            <p class="only-print personal">{strings::PERSONAL_DATA}</p>
            {not_saved(work)}
            <h1 class="govuk-heading-l" id="check-answers" tabindex="-1">
                <span class="only-screen">{strings::CHECK_ANSWERS}</span>
                <span class="only-print">{work.model().plan().title().to_owned()}</span>
            </h1>
            {on_paper(work)}
            <p class="govuk-body only-print">{strings::DRAFT_NOT_SIGNED}</p>
            {exercise(work)}
            {newer_version(work)}
            {other_reference(work)}
            <Open work />
            {of_age(work)}
            <Summary work change=true />
            <div class="govuk-button-group">
                <button type="button" class="govuk-button" disabled=move || only_read.get() on:click=move |_| work.go(Stage::Sign)>
                    {strings::signing::GO_TO_SIGN}
                </button>
                <button type="button" class="govuk-button govuk-button--secondary" on:click=move |_| work.go(Stage::Form)>
                    {strings::BACK_TO_FORM}
                </button>
            </div>
            <Leave work />
        </main>
    }
}

/// How many things are open, and what they are: said, never in the way.
#[component]
pub(crate) fn Open(work: Work) -> impl IntoView {
    let (open, against) = work
        .model()
        .items
        .with_untracked(|items| (open_count(items), breached_count(items)));
    let list =
        move |class| view! { <ul class=format!("govuk-list govuk-list--bullet {class}")>{open_lines(work)}</ul> };
    view! {
        <div class="govuk-inset-text open" id="open">
            <p class="open__line">{strings::left(open, against, untrack(|| work.model().late()).as_ref())}</p>
            {(open > 0)
                .then(|| {
                    // Paper opens nothing.
                    view! {
                        <details class="why only-screen">
                            <summary>{strings::WHAT_IS_OPEN}</summary>
                            {list("")}
                        </details>
                        {list("only-print")}
                    }
                })}
            {late_lines(work)}
        </div>
        <Unchecked work />
    }
}

/// The answers that nobody has looked at since they were brought along: signed like this, they would pass for this record's own.
#[component]
fn Unchecked(work: Work) -> impl IntoView {
    let model = work.model();
    let unchecked = untrack(|| model.all_unchecked());
    let count = unchecked.len();
    let list: Vec<_> = unchecked
        .into_iter()
        .map(|question| {
            let name = model.name(&question);
            view! {
                <li>
                    <button type="button" class="link-button only-screen" on:click=move |_| work.change(&question)>{name.clone()}</button>
                    <span class="only-print">{name}</span>
                </li>
            }
        })
        .collect();
    (count > 0).then(|| {
        view! {
            <div class="govuk-inset-text open" id="unchecked">
                <p class="open__line">{strings::unchecked(count)}</p>
                <ul class="govuk-list govuk-list--bullet">{list}</ul>
            </div>
        }
    })
}
