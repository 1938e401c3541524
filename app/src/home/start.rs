//! Starting without a child, and opening a record from a file.

use std::sync::Arc;

use gloo::file::callbacks::FileReader;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wayhome_engine::{Form, Procedure};
use wayhome_export::AllCarried;

use crate::cautions::of_procedure;
use crate::device::ThisDevice;
use crate::handover::OpenSealed;
use crate::items::in_order;
use crate::nav::{Nav, Screen, Stage};
use crate::notice::Notice;
use crate::page;
use crate::record_file::{self, NotOpened, Opened};
use crate::sealed::{is_armoured, is_sealed};
use crate::shelf::{Child, Entry, Library, Source, is_one};
use crate::store::{Store, fresh};
use crate::strings;

/// A record without a child: whose procedure, and which form.
#[component]
pub(crate) fn Quick(nav: Nav, store: Store) -> impl IntoView {
    let procedures = wayhome_procedures::local();
    let only = (procedures.len() == 1).then(|| procedures.first().cloned()).flatten();
    let chosen = RwSignal::new(only);
    let none = procedures.is_empty();
    let buttons: Vec<_> = procedures
        .into_iter()
        .map(|procedure| procedure_button(procedure, chosen))
        .collect();
    view! {
        <section class="quick" aria-labelledby="quick">
            <h2 class="govuk-heading-m" id="quick">{strings::home::QUICK}</h2>
            <p class="govuk-body">
                {strings::QUICK_WHAT}
                {move || (!ThisDevice::is_for_trying_only()).then_some(strings::TO_CARRY_ALONG)}
            </p>
            <Show when=move || none>
                <p class="govuk-body">{strings::NO_PROCEDURES}</p>
            </Show>
            <fieldset class="govuk-fieldset govuk-form-group" hidden=none>
                <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{strings::WHICH_PROCEDURE}</legend>
                <div class="govuk-radios">{buttons}</div>
            </fieldset>
            {move || chosen.get().map(|procedure| view! { <ChooseForm procedure nav store /> })}
        </section>
    }
}

fn procedure_button(procedure: Arc<Procedure>, chosen: RwSignal<Option<Arc<Procedure>>>) -> impl IntoView {
    let id = format!("procedure-{}", procedure.id);
    let of = procedure.id.clone();
    let about = format!(
        "{}; {}",
        procedure.document,
        strings::edition(procedure.dated.as_deref(), &procedure.compared)
    );
    let (hint, label) = (format!("{id}-hint"), procedure.authority.clone());
    view! {
        <div class="govuk-radios__item">
            <input
                class="govuk-radios__input"
                type="radio"
                name="procedure"
                id=id.clone()
                aria-describedby=hint.clone()
                autocomplete="off"
                prop:checked=move || chosen.with(|chosen| chosen.as_ref().is_some_and(|chosen| chosen.id == of))
                on:change=move |_| chosen.set(Some(Arc::clone(&procedure)))
            />
            <label class="govuk-label govuk-radios__label" for=id>{label}</label>
            <div class="govuk-hint govuk-radios__hint" id=hint>{about}</div>
        </div>
    }
}

/// Keeps a record that begins, and opens it.
fn open_new(nav: Nav, store: Store, entry: Entry) {
    let id = entry.id.clone();
    store.begin(entry);
    nav.go(Screen::Record(id, Stage::Form));
}

/// Starts a record with what is known about the child.
pub(crate) fn start_about(nav: Nav, store: Store, child: &Child, form: &str) {
    if let Ok(plan) = wayhome_procedures::plan(&child.procedure, form) {
        let begin = |library: &Library| library.begin(fresh(), &plan, Source::Child(&child.id));
        open_new(nav, store, store.library.with_untracked(begin));
    }
}

/// The forms of a procedure: a visit first, which is what most people come for.
pub(crate) fn forms(procedure: &Procedure) -> Vec<Form> {
    in_order(procedure.forms.clone(), |form| form.id != "visit")
}

/// Which form, and what to know before relying on the procedure.
#[component]
fn ChooseForm(procedure: Arc<Procedure>, nav: Nav, store: Store) -> impl IntoView {
    let forms = forms(&procedure);
    let chosen = RwSignal::new(forms.first().map(|form| form.id.clone()));
    let buttons: Vec<_> = forms.into_iter().map(|form| form_button(form, chosen)).collect();
    let told = of_procedure(&procedure);
    let problem = RwSignal::new(None::<String>);
    let exercise = untrack(ThisDevice::is_for_trying_only);
    let start = {
        let procedure = procedure.id.clone();
        move |_| {
            let Some(form) = chosen.get_untracked() else { return };
            match wayhome_procedures::plan(&procedure, &form) {
                Ok(plan) => {
                    let new = Library::default().begin(fresh(), &plan, Source::Nowhere);
                    // Made up: it says so wherever it is taken.
                    open_new(nav, store, Entry { exercise, ..new });
                }
                Err(error) => problem.set(Some(error.to_string())),
            }
        }
    };
    view! {
        {told}
        <fieldset class="govuk-fieldset govuk-form-group">
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{strings::WHICH_FORM}</legend>
            <div class="govuk-radios">{buttons}</div>
        </fieldset>
        {move || problem.get().map(|problem| view! { <p class="govuk-body" role="alert">{problem}</p> })}
        <button type="button" class="govuk-button" on:click=start>
            {move || if ThisDevice::is_for_trying_only() { strings::TRY_BUTTON } else { strings::START_BUTTON }}
        </button>
    }
}

fn form_button(form: Form, chosen: RwSignal<Option<String>>) -> impl IntoView {
    let id = format!("form-{}", form.id);
    let of = form.id.clone();
    view! {
        <div class="govuk-radios__item">
            <input
                class="govuk-radios__input"
                type="radio"
                name="form"
                id=id.clone()
                autocomplete="off"
                prop:checked=move || chosen.with(|chosen| chosen.as_ref() == Some(&of))
                on:change=move |_| chosen.set(Some(form.id.clone()))
            />
            <label class="govuk-label govuk-radios__label" for=id>{form.title}</label>
        </div>
    }
}

/// More bytes than all records about a child, encrypted: what is larger is not even read.
const LARGEST_FILE: f64 = 50_000_000.0;

/// Opening a record that was downloaded.
#[component]
pub(crate) fn OpenSaved(nav: Nav, store: Store) -> impl IntoView {
    let problem = RwSignal::new(None::<NotOpened>);
    let reader = StoredValue::new_local(None::<FileReader>);
    let input = NodeRef::<html::Input>::new();
    let sealed = RwSignal::new(None::<Vec<u8>>);
    let opened = Callback::new(move |bytes: Vec<u8>| {
        let opened = record_file::open(&bytes)?;
        // Among real records nothing may look like one: an exercise belongs to training.
        if opened.exercise {
            return Err(NotOpened::Training);
        }
        open_file(nav, store, opened);
        Ok(())
    });
    let open = move |_| {
        let Some(file) = input
            .get_untracked()
            .and_then(|input| input.files())
            .and_then(|files| files.get(0))
        else {
            return;
        };
        problem.set(None);
        if file.size() > LARGEST_FILE {
            problem.set(Some(NotOpened::TooLarge));
            page::focus_later("open-problem");
            return;
        }
        let reading = gloo::file::callbacks::read_as_bytes(&gloo::file::File::from(file), move |read| {
            let bytes = read.map_err(|_| NotOpened::NotRead);
            let done = bytes.and_then(|bytes| {
                if is_sealed(&bytes) {
                    sealed.set(Some(bytes));
                    Ok(())
                } else if is_armoured(&bytes) {
                    Err(NotOpened::Armoured)
                } else {
                    opened.run(bytes)
                }
            });
            if let Err(why) = done {
                problem.set(Some(why));
                page::focus_later("open-problem");
            }
            // The same file may be mended, or another passphrase found, and it chosen again.
            if let Some(input) = input.try_get_untracked().flatten() {
                input.set_value("");
            }
        });
        reader.set_value(Some(reading));
    };
    view! {
        <section class="open-saved" aria-labelledby="open-saved">
            <h2 class="govuk-heading-m" id="open-saved">{strings::OPEN_SAVED}</h2>
            {move || {
                problem
                    .get()
                    .map(|problem| {
                        view! {
                            <div class="govuk-error-summary" id="open-problem" tabindex="-1">
                                <div role="alert">
                                    <h3 class="govuk-error-summary__title">{strings::PROBLEM}</h3>
                                    <div class="govuk-error-summary__body">
                                        <p>{strings::NOT_OPENED} " " {problem.why().to_owned()}</p>
                                        {problem.advice().map(|advice| view! { <p>{advice}</p> })}
                                    </div>
                                </div>
                            </div>
                        }
                    })
            }}
            <div class="govuk-form-group">
                <label class="govuk-label" for="open-file">{strings::OPEN_LABEL}</label>
                <div class="govuk-hint" id="open-hint">{strings::OPEN_HINT}</div>
                <input
                    class="govuk-file-upload"
                    type="file"
                    id="open-file"
                    autocomplete="off"
                    // Not every device knows files that end in .age.
                    accept=".json,.age,application/json,application/octet-stream"
                    aria-describedby="open-hint"
                    node_ref=input
                    on:change=open
                />
            </div>
            <OpenSealed nav store sealed record=opened />
        </section>
    }
}

/// Puts a record from a file among the others, with the child whose reference it bears, and opens it.
fn open_file(nav: Nav, store: Store, opened: Opened) {
    let Opened {
        record,
        signed,
        replaces,
        carried,
        left_out,
        mut notices,
        ..
    } = opened;
    let beside = (signed.as_ref(), replaces.as_ref());
    let reference = record
        .answers
        .get("child_reference")
        .and_then(|reference| reference.as_str());
    let child = reference.and_then(|reference| {
        store.library.with_untracked(|library| {
            library
                .child_of(&record.procedure, reference)
                .map(|child| child.id.clone())
        })
    });
    let here = store
        .library
        .with_untracked(|library| library.same_as(&record, beside).cloned());
    if let Some(here) = here {
        return spawn_local(open_again(nav, store, here.id, (child, carried, notices)));
    }
    let is_other = store
        .library
        .with_untracked(|library| library.entries().iter().any(|here| is_one(&here.record, &record)));
    notices.extend(is_other.then_some(Notice::OtherCopy));
    let new = fresh();
    let entry = Entry {
        id: new.id,
        child,
        created: new.now,
        edited: new.now,
        opened: Some(new.now),
        record,
        carried,
        came_signed: signed.is_some(),
        signed,
        replaces: None,
        earlier: replaces,
        left_out,
        exercise: false,
        read_only: false,
    };
    store.notices.set_value(Some((entry.id.clone(), notices)));
    let id = entry.id.clone();
    store.begin(entry);
    nav.go_to_child_of(store, &id);
    nav.go(Screen::Record(id, Stage::Form));
}

/// Opens a record that was here before its file. Its child, and what was checked in the file, it takes from there unless another tab writes it.
async fn open_again(
    nav: Nav,
    store: Store,
    id: String,
    (child, carried, mut notices): (Option<String>, AllCarried, Vec<Notice>),
) {
    let is_free = store.is_free(&id).await;
    let here = store.library.try_with_untracked(|library| library.entry(&id).cloned());
    let mut said = Notice::AlreadyHere;
    if let Some(mut here) = here.flatten().filter(|_| is_free) {
        let is_loose = store.library.with_untracked(|library| library.filed(&here).is_none());
        let is_filed = is_loose && child.is_some() && !here.read_only;
        if is_filed {
            here.child = child;
        }
        if here.check_also(&carried) {
            store.keep(here);
            said = Notice::CheckedThere;
        } else if is_filed {
            store.begin(here);
        }
    }
    notices.insert(0, said);
    store.notices.set_value(Some((id.clone(), notices)));
    nav.go_to_child_of(store, &id);
    nav.go(Screen::Record(id, Stage::Form));
}
