//! Filling in a form: its sections, the section at hand, and what is found.

use leptos::ev;
use leptos::prelude::*;

use crate::announce::Announcements;
use crate::approvals::Approvals;
use crate::check::Checked;
use crate::display::Display;
use crate::findings::Findings;
use crate::header::Header;
use crate::interruption::Interruption;
use crate::keep::{Editing, ElsewhereNotice, NotSaved, Saved};
use crate::nav::Stage;
use crate::page;
use crate::record_file;
use crate::sections::{Section, SectionList};
use crate::strings;
use crate::work::Work;

/// A form that is being filled in.
#[component]
pub(crate) fn Form(work: Work) -> impl IntoView {
    let (model, place, rest) = (work.model(), work.place(), work.rest());
    let (plan, notice) = (model.plan(), work.notice());
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
    let (saved, elsewhere) = (editing.clone(), editing.clone());
    let sections: Vec<_> = (0..plan.sections().len())
        .map(|index| view! { <Section model place index /> })
        .collect();
    view! {
        <Header about state=saved.map(|editing| view! { <Saved editing /> }.into_any())>
            <Actions work />
        </Header>
        <ElsewhereNotice editing=elsewhere />
        <div class="work">
            <SectionList model place />
            <main class="govuk-main-wrapper work__form" id="main">
                {match editing {
                    Some(editing) => view! { <KeptHere work editing /> }.into_any(),
                    None => view! { <Kept work /> }.into_any(),
                }}
                {notice.map(|notice| view! { <div class="govuk-inset-text">{notice}</div> })}
                <Checked model place />
                <Approvals model place rest above=true />
                {sections}
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
fn KeptHere(work: Work, editing: Editing) -> impl IntoView {
    let download = Callback::new(move |()| {
        if record_file::download(work) {
            work.store().downloaded(&work.id());
        }
    });
    let only_read = work.only_read();
    view! {
        <NotSaved editing download />
        <p class="kept" hidden=move || only_read.get()>{strings::keep::KEPT_HERE}</p>
    }
}

/// Undo, download, check answers, close.
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
            aria-disabled=move || (only_read.get() || model.undoable.get() == 0).to_string()
            on:click=move |_| undo(work)
        >
            {strings::UNDO}
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

/// Nothing is taken back where the record is only read.
fn undo(work: Work) {
    let model = work.model();
    if let Some(question) = (!work.only_read().get_untracked()).then(|| model.undo()).flatten() {
        work.place().go_to_question(model, &question);
    }
}

/// Ctrl+Z takes a tap back. In a text field it belongs to the field.
fn undo_by_key(work: Work) {
    let listener = window_event_listener(ev::keydown, move |event| {
        let asked =
            (event.ctrl_key() || event.meta_key()) && !event.shift_key() && event.key().eq_ignore_ascii_case("z");
        if asked && !page::in_text() {
            event.prevent_default();
            undo(work);
        }
    });
    on_cleanup(move || listener.remove());
}
