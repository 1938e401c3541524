//! An open record on the screen, at whatever stage it is.

use leptos::prelude::*;

use crate::form::Form;
use crate::form::check::Checking;
use crate::form::rest::Rest;
use crate::form::sections::Place;
use crate::header::Header;
use crate::items::deciding;
use crate::keep::{self, Keep};
use crate::model::Model;
use crate::nav::{Nav, Screen, Stage};
use crate::page;
use crate::shelf::Entry;
use crate::signing::check_answers::Check;
use crate::signing::finished::Finished;
use crate::signing::sign::Sign;
use crate::store::Store;
use crate::strings;
use crate::today::{milliseconds, today};
use crate::work::Work;

/// An open record.
#[component]
pub(crate) fn Record(id: String, nav: Nav, store: Store) -> impl IntoView {
    if let Some(keep) = use_context::<Keep>() {
        keep.opens(&id);
    }
    let entry = store.library.with_untracked(|library| library.entry(&id).cloned());
    let Some(entry) = entry else {
        return view! { <CannotOpen why=strings::home::GONE.to_owned() nav /> }.into_any();
    };
    let plan = match wayhome_procedures::plan(&entry.record.procedure, &entry.record.form) {
        Ok(plan) => plan,
        Err(error) => return view! { <CannotOpen why=error.to_string() nav /> }.into_any(),
    };
    // A signed record says what was found when it was signed.
    let day = entry.signed.as_ref().map_or_else(today, |signed| signed.on);
    let model = Model::open(&plan, day, entry.record.clone(), milliseconds);
    model.carried.set(entry.carried.clone());
    if nav.section.get_untracked() >= plan.sections().len() {
        nav.section.set(0);
    }
    let rest = Rest::new();
    let items = rest.settled(move || model.items.get());
    let approvals_and_dues = move || {
        model
            .approvals
            .with(|approvals| model.deadlines.with(|dues| deciding(approvals, dues)))
    };
    let place = Place {
        items,
        deciding: rest.settled(approvals_and_dues),
        check: Checking::new(model, items),
        section: nav.section,
        list: RwSignal::new(false),
        sheet: RwSignal::new(false),
    };
    let work = Work::new(entry, (model, place, rest), (nav, store));
    Effect::new(move |before: Option<u64>| {
        let (changes, day) = (model.changes.get(), keep::day());
        if work.signed().is_none() {
            model.turn_to(day);
        }
        if before.is_some_and(|before| before != changes) {
            work.keep();
        }
        changes
    });
    provide_context(work);
    let stage = Memo::new(move |_| match nav.shown() {
        Screen::Record(_, stage) => stage,
        _ => Stage::Form,
    });
    Effect::new(move || {
        let is_open = store.library.with(|library| library.entry(&id).map(Entry::is_open));
        if is_open == Some(false) && work.is_open() == Some(true) {
            work.was_finished_elsewhere();
        }
    });
    // One that another tab has deleted is still on this screen, and nowhere else.
    let open = Memo::new(move |before: Option<&bool>| {
        store.library.track();
        work.is_open().unwrap_or(before != Some(&false))
    });
    view! {
        {move || match (open.get(), stage.get()) {
            (false, _) => view! { <Finished work /> }.into_any(),
            (true, Stage::Form) => view! { <Form work /> }.into_any(),
            (true, Stage::Check) => view! { <Check work /> }.into_any(),
            (true, Stage::Sign) => view! { <Sign work /> }.into_any(),
        }}
    }
    .into_any()
}

#[component]
fn CannotOpen(why: String, nav: Nav) -> impl IntoView {
    page::name(&[strings::home::CANNOT_OPEN]);
    page::focus_later("cannot-open");
    view! {
        <Header />
        <main class="govuk-width-container govuk-main-wrapper" id="main">
            <h1 class="govuk-heading-l" id="cannot-open" tabindex="-1">{strings::home::CANNOT_OPEN}</h1>
            <p class="govuk-body">{why}</p>
            <button type="button" class="govuk-button" on:click=move |_| nav.leave_record()>{strings::BACK}</button>
        </main>
    }
}
