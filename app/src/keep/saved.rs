//! What is kept, said truthfully and for as long as it is so.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wayhome_vault::save_queue::Said;
use wayhome_vault::tabs::Role;

use super::{Editing, Keep};
use crate::nav::{Nav, Screen, Stage};
use crate::page;
use crate::strings;
use crate::strings::keep as words;
use crate::today::local;

/// "Saved on this device 14:02", in the line at the top.
#[expect(clippy::needless_pass_by_value, reason = "a component owns what it is given")]
#[component]
pub(crate) fn Saved(
    editing: Editing,
    /// Was the record deleted in another tab?
    gone: Signal<bool>,
) -> impl IntoView {
    let said = editing.said();
    let said = Signal::derive(move || if gone.get() { Said::NotSaved } else { said.get() });
    let text = move || match said.get() {
        Said::Nothing => String::new(),
        Said::Saving => words::SAVING.to_owned(),
        Said::Saved(at) => words::saved(&wayhome_engine::day::clock(local(at.0))),
        Said::NotSaved => words::NOT_SAVED.to_owned(),
    };
    view! { <span class="top__saved" class:top__saved--not=move || said.get() == Said::NotSaved>{text}</span> }
}

/// The words that say that it is not.
pub(crate) const NOT_SAVED_ID: &str = "not-saved";
/// Around them and what to do.
const AROUND_ID: &str = "not-saved-do";

/// What to do when it is not saved.
#[component]
pub(crate) fn NotSaved(editing: Editing, download: Callback<()>) -> impl IntoView {
    let said = editing.said();
    let not = Memo::new(move |before: Option<&bool>| {
        let not = said.get() == Said::NotSaved;
        if before == Some(&true) && !not {
            page::keep_focus(AROUND_ID, "");
        }
        not
    });
    let editing = StoredValue::new_local(editing);
    let again = move |_| {
        let editing = editing.get_value();
        spawn_local(async move {
            editing.flush().await;
        });
    };
    view! {
        <div role="alert" id=AROUND_ID>
            <Show when=move || not.get()>
                <div class="not-saved">
                    <p class="govuk-body" id=NOT_SAVED_ID tabindex="-1"><strong>{words::NOT_SAVED}</strong>". "{words::NOT_SAVED_DO}</p>
                    <div class="govuk-button-group">
                        <button type="button" class="govuk-button" on:click=again>{words::TRY_AGAIN}</button>
                        <button type="button" class="govuk-button govuk-button--secondary" on:click=move |_| download.run(())>
                            {strings::DOWNLOAD_RECORD}
                        </button>
                    </div>
                </div>
            </Show>
        </div>
    }
}

/// May the record only be read here, because another tab writes it? Tracked.
pub(crate) fn only_read(editing: Option<&Editing>) -> Signal<bool> {
    let role = editing.map(Editing::role);
    Signal::derive(move || role.is_some_and(|role| !role.get().may_write()))
}

/// The words that say that the record is written in another tab, and around them what to do.
pub(super) const ELSEWHERE_ID: &str = "elsewhere";
const AROUND_ELSEWHERE: &str = "elsewhere-do";
/// The words that say that it was deleted there.
const DELETED_ID: &str = "deleted-elsewhere";

/// Says that the record was deleted in another tab.
#[component]
pub(crate) fn DeletedElsewhere(gone: Signal<bool>) -> impl IntoView {
    view! {
        <Show when=move || gone.get()>
            <div class="not-saved">
                <p class="govuk-body" id=DELETED_ID tabindex="-1">{words::DELETED_ELSEWHERE}</p>
            </div>
        </Show>
    }
}

/// Was the record deleted in another tab? Whoever is at something that goes with it is led to where that is said.
pub(crate) fn leading_to_deleted(gone: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    let gone = Memo::new(move |before: Option<&bool>| {
        let gone = gone();
        if before == Some(&false) && gone {
            page::keep_focus("main", DELETED_ID);
        }
        gone
    });
    gone.into()
}

/// The record is being written in another tab, or was deleted there; nothing where none is kept.
#[component]
pub(crate) fn ElsewhereNotice(
    editing: Option<Editing>,
    /// Was the record deleted in another tab?
    gone: Signal<bool>,
) -> impl IntoView {
    let editing = editing?;
    let role = editing.role();
    let editing = StoredValue::new_local(editing);
    let elsewhere = Memo::new(move |before: Option<&bool>| {
        let elsewhere = editing.with_value(Editing::elsewhere) && !gone.get();
        if before == Some(&true) && !elsewhere {
            page::keep_focus(AROUND_ELSEWHERE, "");
        }
        elsewhere
    });
    Some(view! {
        <div role="status" id=AROUND_ELSEWHERE>
            <DeletedElsewhere gone />
            <Show when=move || elsewhere.get()>
                <div class="not-saved">
                    <p class="govuk-body" id=ELSEWHERE_ID tabindex="-1">
                        {move || match role.get() {
                            Role::Unread => words::UNREAD,
                            Role::Asking | Role::Reading => words::TAKING_OVER,
                            _ => words::ELSEWHERE,
                        }}
                    </p>
                    <button type="button" class="govuk-button" on:click=move |_| editing.with_value(Editing::edit_here)>{words::EDIT_HERE}</button>
                </div>
            </Show>
        </div>
    })
}

/// Said on every other screen as long as a record that was left is not kept.
#[component]
pub(crate) fn LeftUnsaved(nav: Nav) -> impl IntoView {
    let keep = use_context::<Keep>()?;
    let late = move || keep.left.with(|left| left.iter().find_map(Editing::late));
    let open = move |_| {
        if let Some(id) = untrack(late) {
            nav.go(Screen::Record(id, Stage::Form));
        }
    };
    Some(view! {
        <div role="alert" class="not-saved" hidden=move || late().is_none()>
            <p class="govuk-body">{words::LEFT_UNSAVED}</p>
            <button type="button" class="govuk-button" on:click=open>{words::OPEN_UNSAVED}</button>
        </div>
    })
}
