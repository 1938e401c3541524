//! Filling in a form: its sections, the section at hand, and what is found.

use gloo::events::{EventListener, EventListenerOptions};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::BeforeUnloadEvent;

use crate::announce::Announcements;
use crate::approvals::Approvals;
use crate::check::{Checked, Checking};
use crate::display::Display;
use crate::findings::Findings;
use crate::header::Header;
use crate::interruption::Interruption;
use crate::model::Model;
use crate::page;
use crate::record_file;
use crate::rest::Rest;
use crate::sections::{Place, Section, SectionList};
use crate::today::today;
use crate::{Opening, Screen, strings};

/// A form that is being filled in.
#[component]
pub(crate) fn Form(opening: Opening, screen: RwSignal<Screen>) -> impl IntoView {
    let Opening { plan, record, notice } = opening;
    let model = Model::open(&plan, today(), record);
    let rest = Rest::new();
    let items = rest.settled(move || model.items.get());
    let place = Place {
        items,
        check: Checking::new(model, items),
        section: RwSignal::new(0),
        list: RwSignal::new(false),
        sheet: RwSignal::new(false),
    };
    let (form, authority) = (plan.title().to_owned(), plan.procedure().authority.clone());
    let about = format!("{form} · {authority}");
    let titles: Vec<_> = plan.sections().iter().map(|section| section.title.clone()).collect();
    Effect::new(move || {
        let section = titles.get(place.section.get()).map_or("", String::as_str);
        let wrong = place.check.problems.with(|problems| !problems.is_empty());
        let section = format!("{}{section}", if wrong { strings::ERROR } else { "" });
        page::name(&[&section, &form]);
    });
    page::focus_later("section-0");
    warn_before_leaving(model);
    undo_by_key(model, place);
    let sections: Vec<_> = (0..plan.sections().len())
        .map(|index| view! { <Section model place index /> })
        .collect();
    view! {
        <Header about>
            <Actions model place screen />
        </Header>
        <div class="work">
            <SectionList model place />
            <main class="govuk-main-wrapper work__form" id="main">
                <Kept model />
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
fn Kept(model: Model) -> impl IntoView {
    let downloaded = RwSignal::new(false);
    Effect::new(move |was: Option<bool>| {
        let unsaved = model.unsaved.get();
        downloaded.set(was == Some(true) && !unsaved);
        unsaved
    });
    view! { <p class="kept">{move || if downloaded.get() { strings::DOWNLOADED } else { strings::NOTHING_KEPT }}</p> }
}

/// Undo, download, close.
#[component]
fn Actions(model: Model, place: Place, screen: RwSignal<Screen>) -> impl IntoView {
    let downloading = RwSignal::new(false);
    let closing = RwSignal::new(false);
    let close = move || screen.set(Screen::Start);
    view! {
        <button
            type="button"
            class="top__button"
            aria-disabled=move || (model.undoable.get() == 0).to_string()
            on:click=move |_| undo(model, place)
        >
            {strings::UNDO}
        </button>
        <button type="button" class="top__button top__button--first" on:click=move |_| downloading.set(true)>{strings::DOWNLOAD}</button>
        <button
            type="button"
            class="top__button"
            on:click=move |_| if model.unsaved.get_untracked() { closing.set(true) } else { close() }
        >
            {strings::CLOSE}
        </button>
        <Interruption
            shown=downloading
            id="before-download"
            title=strings::BEFORE_DOWNLOAD
            words=[strings::BEFORE_DOWNLOAD_WHY, strings::BEFORE_DOWNLOAD_DO]
            go_on=strings::DOWNLOAD_RECORD
            done=Callback::new(move |()| record_file::download(model))
        />
        <Interruption
            shown=closing
            id="before-close"
            title=strings::BEFORE_CLOSE
            words=[strings::BEFORE_CLOSE_WHY, ""]
            go_on=strings::CLOSE_AND_LOSE
            done=Callback::new(move |()| close())
        />
    }
}

fn undo(model: Model, place: Place) {
    if let Some(question) = model.undo() {
        place.go_to_question(model, &question);
    }
}

/// Ctrl+Z takes a tap back. In a text field it belongs to the field.
fn undo_by_key(model: Model, place: Place) {
    let listener = window_event_listener(ev::keydown, move |event| {
        let asked =
            (event.ctrl_key() || event.meta_key()) && !event.shift_key() && event.key().eq_ignore_ascii_case("z");
        if asked && !page::in_text() {
            event.prevent_default();
            undo(model, place);
        }
    });
    on_cleanup(move || listener.remove());
}

/// The browser asks before a page with answers that are nowhere else is left.
fn warn_before_leaving(model: Model) {
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&window(), "beforeunload", options, move |event| {
        if model.unsaved.try_get_untracked() == Some(true) {
            event.prevent_default();
            if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                event.set_return_value("unsaved");
            }
        }
    });
    let listener = StoredValue::new_local(Some(listener));
    on_cleanup(move || {
        listener.try_update_value(Option::take);
    });
}
