//! Filling in a form: its sections, the section at hand, and what is found.

mod announce;
mod approvals;
mod carried;
pub(crate) mod check;
mod deadlines;
mod findings;
mod question;
pub(crate) mod rest;
pub(crate) mod sections;
mod timeline;
pub(crate) mod told;

use leptos::ev;
use leptos::prelude::*;

use self::announce::Announcements;
use self::approvals::Approvals;
use self::check::Checked;
use self::findings::Findings;
use self::sections::{Section, SectionList};
use crate::cautions::newer_version;
use crate::controls::rows;
use crate::display::Display;
use crate::header::Header;
use crate::interruption::Interruption;
use crate::keep::{ElsewhereNotice, hand_over};
use crate::model::Model;
use crate::nav::Stage;
use crate::notice::notices;
use crate::page;
use crate::record_file;
use crate::signing::summary::on_paper;
use crate::standing::{is_refused, not_saved, saved};
use crate::strings;
use crate::work::Work;

/// A form that is being filled in.
#[component]
pub(crate) fn Form(work: Work) -> impl IntoView {
    let (model, place, rest) = (work.model(), work.place(), work.rest());
    let plan = model.plan();
    let (form, about) = (plan.title().to_owned(), work.about());
    let titles: Vec<_> = plan.sections().iter().map(|section| section.title.clone()).collect();
    Effect::new(move || {
        let section = titles.get(place.section.get()).map_or("", String::as_str);
        let wrong = place.check.problems.with(|problems| !problems.is_empty());
        let section = format!("{}{section}", if wrong { strings::ERROR } else { "" });
        page::name(&[&section, &form]);
    });
    match work.opens_at() {
        Some(question) => page::focus_question_later(&question),
        None => page::focus_later(format!("section-{}", place.section.get_untracked())),
    }
    undo_by_key(work);
    let editing = work.editing();
    let notices = notices(&work.notices());
    let sections: Vec<_> = (0..plan.sections().len())
        .map(|index| view! { <Section model place index /> })
        .collect();
    view! {
        <Header about state=saved(work)>
            <Actions work />
        </Header>
        <ElsewhereNotice editing=editing.clone() gone=work.is_gone() />
        <div class="work">
            <SectionList model place />
            <main class="govuk-main-wrapper work__form" id="main">
                {if editing.is_some() {
                    view! { <KeptHere work /> }.into_any()
                } else {
                    view! { <Kept work /> }.into_any()
                }}
                {on_paper(work)}
                <p class="only-print">{strings::PRINT_FROM_CHECK}</p>
                {newer_version(work)}
                {notices}
                <Checked model place />
                {sections}
                // Beneath what is answered: it grows and shrinks with each answer, and nothing may move under the finger.
                <Approvals model place rest below=true />
                <Display />
            </main>
            <Findings model place rest />
        </div>
        <Announcements model />
    }
}

/// What is kept where: said plainly, for as long as it is so.
#[component]
fn Kept(work: Work) -> impl IntoView {
    let downloaded = RwSignal::new(false);
    Effect::new(move |was: Option<bool>| {
        let unsaved = work.unsaved();
        downloaded.set(was == Some(true) && !unsaved);
        unsaved
    });
    view! { <p class="kept">{move || if downloaded.get() { strings::DOWNLOADED } else { strings::NOTHING_KEPT }}</p> }
}

/// Said where the record is kept on this device.
#[component]
fn KeptHere(work: Work) -> impl IntoView {
    let only_read = work.only_read();
    let is_refused = is_refused(work);
    view! {
        {not_saved(work)}
        <p class="kept" hidden=move || only_read.get() || is_refused.get()>{strings::keep::KEPT_HERE}</p>
    }
}

/// Undo, redo, download, check answers, close.
#[component]
fn Actions(work: Work) -> impl IntoView {
    let (model, only_read) = (work.model(), work.only_read());
    let downloading = RwSignal::new(false);
    let download = move |()| {
        if record_file::download(work) {
            work.store().downloaded(&work.id());
        }
    };
    view! {
        <button
            type="button"
            class="top__button"
            aria-disabled=move || (only_read.get() || model.steps.get().0 == 0).to_string()
            on:click=move |_| step(work, Model::undo)
        >
            {strings::UNDO}
        </button>
        <button
            type="button"
            class="top__button"
            hidden=move || only_read.get() || model.steps.get().1 == 0
            on:click=move |_| step(work, Model::redo)
        >
            {strings::REDO}
        </button>
        <button type="button" class="top__button" on:click=move |_| downloading.set(true)>{strings::DOWNLOAD}</button>
        <button type="button" class="top__button top__button--first" on:click=move |_| work.go(Stage::Check)>{strings::CHECK_SHORT}</button>
        <button type="button" class="top__button" on:click=move |_| work.leave()>{strings::CLOSE}</button>
        <Interruption
            shown=downloading
            id="before-download"
            title=strings::BEFORE_DOWNLOAD
            words=[strings::BEFORE_DOWNLOAD_WHY, strings::BEFORE_DOWNLOAD_DO]
            go_on=strings::DOWNLOAD_RECORD
            done=Callback::new(download)
        />
    }
}

/// Takes a step back, or brings it back, and leads to its question. Only while the form is what is shown, and not where it is only read.
fn step(work: Work, step: fn(&Model) -> Option<String>) {
    let model = work.model();
    if work.only_read().get_untracked() || !page::is_uncovered() {
        return;
    }
    // What is half typed is the last change.
    hand_over();
    let before = model.session(|session| session.answers().clone());
    if let Some(question) = step(&model)
        && !page::is_at(&question)
    {
        work.place().go_to_question(model, &question);
        let now = model.session(|session| session.answers().get(&question).cloned());
        if let Some((row, column)) = rows::changed(before.get(&question), now.as_ref()) {
            page::focus_cell_later(&question, row, column.as_deref());
        }
    }
}

/// Ctrl+Z, Ctrl+Y and their like. Also in a text field: of two histories, its own and the form's, each would bring back what the other took
/// away, and a field forgets its own when the form writes to it. What a field's own menu undoes is a change like any other.
fn undo_by_key(work: Work) {
    let keys = window_event_listener(ev::keydown, move |event| {
        let modified = (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.is_composing();
        let (key, shift) = (event.key().to_lowercase(), event.shift_key());
        let asked = match key.as_str() {
            "z" if shift => Model::redo,
            "z" => Model::undo,
            "y" if event.ctrl_key() && !shift => Model::redo,
            _ => return,
        };
        if modified && page::is_uncovered() {
            event.prevent_default();
            step(work, asked);
        }
    });
    on_cleanup(move || keys.remove());
}
