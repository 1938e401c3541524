//! A record that no longer changes: signed, or written by a later version of Wayhome.

use std::sync::Arc;

use leptos::prelude::*;

use super::drawing::Drawn;
use super::leave::Leave;
use super::summary::{Summary, late_lines, on_paper, open_lines};
use crate::cautions::{exercise, newer_version, of_age, other_reference};
use crate::form::told::is_law;
use crate::header::Header;
use crate::keep::DeletedElsewhere;
use crate::nav::{Screen, Stage};
use crate::notice::{self, Notice};
use crate::page;
use crate::sending::SendRecord;
use crate::shelf::{Library, Mark, Party, SignOff};
use crate::standing::{not_saved, saved};
use crate::strings;
use crate::work::Work;

/// The record as it was signed, and the ways to leave with it.
#[component]
pub(crate) fn Finished(work: Work) -> impl IntoView {
    let title = work.model().plan().title().to_owned();
    let signed = work.signed();
    // A later version may have written one that is signed as well.
    let (read_only, unsigned) = (work.entry().read_only, signed.is_none());
    let heading = if unsigned {
        strings::signing::READ_ONLY
    } else {
        strings::signing::SIGNED_RECORD
    };
    page::name(&[heading, &title]);
    page::focus_later("finished");
    let plan = work.model().plan();
    let other_edition = signed
        .as_ref()
        .is_some_and(|signed| signed.other_editions(&plan).next().is_some());
    let mut notices = work.notices();
    if other_edition && !notices.contains(&Notice::OtherEdition) {
        notices.push(Notice::OtherEdition);
    }
    let notices = notice::notices(&notices);
    let gone = work.is_gone();
    let visit = is_visit_of_child(work);
    let Versions {
        after,
        lead,
        replaced,
        also_signed,
    } = versions(work);
    view! {
        <Header about=work.about() state=saved(work)>
            <button type="button" class="top__button" on:click=move |_| work.nav().leave_record()>{strings::CLOSE}</button>
        </Header>
        <main class="govuk-width-container govuk-main-wrapper pages" id="main">
            <p class="only-print personal">{strings::PERSONAL_DATA}</p>
            {not_saved(work)}
            <div class="only-screen" role="status">
                <DeletedElsewhere gone />
            </div>
            <h1 class="govuk-heading-l" id="finished" tabindex="-1">
                <span class="only-screen">{heading}</span>
                <span class="only-print">{title}</span>
            </h1>
            {on_paper(work)}
            <Show when=move || read_only>
                <p class="govuk-body">{strings::signing::READ_ONLY_WHY}</p>
                <p class="govuk-body">{strings::signing::READ_ONLY_LOSES}</p>
            </Show>
            {unsigned.then(|| view! { <p class="govuk-body only-print">{strings::DRAFT_NOT_SIGNED}</p> })}
            {notices}
            {replaced
                .then(|| {
                    view! {
                        <div class="govuk-inset-text" id="replaced">
                            <p class="govuk-body"><strong>{strings::signing::REPLACED}</strong></p>
                            {lead()}
                        </div>
                    }
                })}
            {also_signed.then(|| view! { <p class="govuk-inset-text" id="also-signed"><strong>{strings::signing::ALSO_SIGNED}</strong></p> })}
            {exercise(work)}
            {newer_version(work)}
            {other_reference(work)}
            {signed.map(|signed| signatures(work, &signed))}
            {found_then(work, other_edition)}
            {(!unsigned).then(|| approvers(work))}
            <div class="only-print">{of_age(work)}</div>
            <div class="only-screen">
                <Show when=move || !gone.get()>
                    <SendRecord work />
                </Show>
                <Leave work />
                // Of a record that is replaced, the newer version is named above, and a visit is still there for brothers and sisters.
                <Show when=move || !read_only && !gone.get() && (visit || !replaced)>
                    <section class="leave">
                        <h2 class="govuk-heading-m">{strings::signing::AFTER_SIGNING}</h2>
                        {(!replaced).then(|| view! { <p class="govuk-body">{after}</p> })}
                        <div class="govuk-button-group">
                            {(!replaced).then(|| lead())}
                            <Show when=move || visit>
                                <button
                                    type="button"
                                    class="govuk-button govuk-button--secondary"
                                    on:click=move |_| work.nav().go(Screen::Sibling(work.id()))
                                >
                                    {strings::home::SIBLING}
                                </button>
                            </Show>
                        </div>
                    </section>
                </Show>
            </div>
            <Summary work change=false />
        </main>
    }
}

/// Is it a visit to a child who is here?
fn is_visit_of_child(work: Work) -> bool {
    let entry = work.entry();
    let is_filed = |library: &Library| library.filed(&entry).is_some();
    work.model().plan().form() == "visit" && work.store().library.with_untracked(is_filed)
}

/// How a signed record stands beside the other versions of it.
struct Versions {
    /// What is said of that below it.
    after: &'static str,
    /// Leads to the newer version, or makes one.
    lead: Arc<dyn Fn() -> AnyView + Send + Sync>,
    /// Does a newer version, signed as well, stand in its place?
    replaced: bool,
    /// Is another version of what it replaces signed as well, or a copy of it that says something else?
    also_signed: bool,
}

fn versions(work: Work) -> Versions {
    let (newer, also_signed) = work.store().library.with_untracked(|library| {
        let newer = library.newer(&work.id());
        let newer = newer.map(|newer| (newer.id.clone(), newer.is_open()));
        let also_signed = library
            .entry(&work.id())
            .is_some_and(|entry| library.also_signed(entry));
        (newer, also_signed)
    });
    let (after, words) = match &newer {
        None => (strings::signing::NEW_VERSION_WHY, strings::signing::NEW_VERSION),
        Some((_, true)) => (strings::signing::VERSION_STARTED, strings::signing::OPEN_VERSION),
        Some((_, false)) => (strings::signing::REPLACED, strings::signing::OPEN_NEWER),
    };
    let replaced = matches!(newer, Some((_, false)));
    let id = newer.map(|(id, _)| id);
    let lead = move || {
        let id = id.clone();
        let go = move |_| match &id {
            None => work.new_version(),
            Some(id) => work.nav().go(Screen::Record(id.clone(), Stage::Form)),
        };
        view! { <button type="button" class="govuk-button govuk-button--secondary" on:click=go>{words}</button> }
            .into_any()
    };
    Versions {
        after,
        lead: Arc::new(lead),
        replaced,
        also_signed,
    }
}

/// Who signed, how and when.
fn signatures(work: Work, signed: &SignOff) -> AnyView {
    let came = work.entry().came_signed;
    view! {
        <section class="signatures" aria-labelledby="signatures">
            <h2 class="govuk-heading-m" id="signatures">{strings::signing::SIGNATURES}</h2>
            <p class="govuk-body">{work.signed_words()}</p>
            {came.then(|| view! { <p class="govuk-inset-text">{strings::signing::CAME_SIGNED}</p> })}
            {party(&signed.by)}
            {signed.young_person.as_ref().map(|party| view! { <h3 class="govuk-heading-s">{strings::signing::YOUNG_PERSON}</h3> {self::party(party)} })}
        </section>
    }
    .into_any()
}

/// What was open and late when it was signed; of what was found under another edition, that it is not listed.
fn found_then(work: Work, other_edition: bool) -> AnyView {
    if other_edition {
        return view! { <p class="govuk-body" id="not-listed">{strings::signing::OPEN_NOT_LISTED}</p> }.into_any();
    }
    view! {
        {was_open(work)}
        {was_late(work)}
    }
    .into_any()
}

/// What was open when it was signed, by name: whoever reads the record has to answer for it. A record that nobody has signed says it itself.
fn was_open(work: Work) -> AnyView {
    if work.signed().is_none() {
        return ().into_any();
    }
    let lines = open_lines(work);
    if lines.is_empty() {
        return ().into_any();
    }
    view! {
        <section aria-labelledby="was-open">
            <h2 class="govuk-heading-m" id="was-open">{strings::signing::OPEN_WHEN_SIGNED}</h2>
            <ul class="govuk-list govuk-list--bullet">{lines}</ul>
        </section>
    }
    .into_any()
}

/// What was late when it was signed: that nothing was open says nothing of it.
fn was_late(work: Work) -> Option<AnyView> {
    let lines = late_lines(work).filter(|_| work.signed().is_some())?;
    Some(
        view! {
            <section aria-labelledby="was-late">
                <h2 class="govuk-heading-m" id="was-late">{strings::signing::LATE_WHEN_SIGNED}</h2>
                {lines}
            </section>
        }
        .into_any(),
    )
}

/// Who must approve, by the procedure and by the law, where the form has it.
fn approvers(work: Work) -> AnyView {
    let approvals = work.model().approvals.get_untracked();
    let lines: Vec<_> = approvals
        .into_iter()
        .map(|approval| {
            let law = is_law(work.model(), &approval.source);
            let source = if law { strings::BY_LAW } else { strings::BY_PROCEDURE };
            view! { <li>{source} ": " {approval.message}</li> }
        })
        .collect();
    if lines.is_empty() {
        return ().into_any();
    }
    view! {
        <section aria-labelledby="approvers">
            <h2 class="govuk-heading-m" id="approvers">{strings::WHO_APPROVES}</h2>
            <ul class="govuk-list govuk-list--bullet">{lines}</ul>
        </section>
    }
    .into_any()
}

fn party(party: &Party) -> AnyView {
    let name = party.name.clone();
    match &party.mark {
        Mark::Drawn(path) => view! {
            <Drawn path=path.clone() label=strings::signing::signature_of(&name) />
            <p class="govuk-body">{name}</p>
        }
        .into_any(),
        Mark::Typed => view! { <p class="govuk-body">{strings::signing::signed_typed(&name)}</p> }.into_any(),
        Mark::AgreedVerbally => {
            view! { <p class="govuk-body">{strings::signing::agreed_verbally(&name)}</p> }.into_any()
        }
        Mark::Declined => view! { <p class="govuk-body">{strings::signing::declined(&name)}</p> }.into_any(),
    }
}
