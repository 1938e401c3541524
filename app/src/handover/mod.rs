//! Handing records over to another device, in a file that is encrypted before it leaves the app: the age format, under a passphrase that goes
//! another way than the file (docs/decisions/0032-the-hand-over-file.md).

mod opening;
mod worker;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::SubmitEvent;

use crate::download::hand_over_as;
use crate::keep::{Keep, Secret, refused, suggesting};
use crate::page;
use crate::record_file;
use crate::shelf::{pack, staying};
use crate::store::Store;
use crate::strings;
use crate::strings::handover as words;
use crate::strings::keep as keep_words;
use crate::taking::Asking;
use crate::today::today;
use crate::work::Work;

pub(crate) use opening::OpenSealed;

/// What is to be sealed when somebody asks: the name of the file, and what goes into it.
type Content = Callback<(), Option<(String, Vec<u8>)>>;

/// One record.
#[component]
pub(crate) fn HandOverRecord(work: Work) -> impl IntoView {
    let content = Callback::new(move |()| {
        let text = record_file::text(work)?;
        Some((record_file::stem(work.model()) + ".json.age", text.into_bytes()))
    });
    let gone = Callback::new(move |()| work.store().downloaded(&work.id()));
    view! {
        <p class="govuk-body">{words::RECORD_WHAT}</p>
        {hand_over(words::RECORD, content, gone)}
    }
}

/// Everything about a child.
#[component]
pub(crate) fn HandOverChild(store: Store, child: String) -> impl IntoView {
    let of = child.clone();
    let stay = store.library.with_untracked(|library| staying(library, &child));
    let content = Callback::new(move |()| {
        let bytes = store.library.with_untracked(|library| pack(library, &child))?;
        Some((format!("wayhome-hand-over-{}.age", today()), bytes))
    });
    let gone = Callback::new(move |()| {
        let ids: Vec<_> = store.library.with_untracked(|library| {
            let entries = library.entries_of(Some(&of));
            entries.map(|entry| entry.id.clone()).collect()
        });
        for id in ids {
            store.downloaded(&id);
        }
    });
    view! {
        <section aria-labelledby="hand-over">
            <h2 class="govuk-heading-m" id="hand-over">{words::HAND_OVER}</h2>
            <p class="govuk-body">{words::child_what(stay, store.lasts())}</p>
            {hand_over(words::CHILD, content, gone)}
        </section>
    }
}

/// The button, and the question for a passphrase.
fn hand_over(label: &'static str, content: Content, gone: Callback<()>) -> AnyView {
    let shown = RwSignal::new(false);
    let left = StoredValue::new(0);
    let passphrase = Secret::chosen("hand-over-passphrase", words::PASSPHRASE)
        .unremembered()
        .alone();
    let close = Callback::new(move |()| {
        left.update_value(|left| *left += 1);
        shown.set(false);
        passphrase.typed.set(String::new());
        passphrase.held.set(false);
        passphrase.check(None);
    });
    view! {
        <button type="button" class="govuk-button govuk-button--secondary" on:click=move |_| shown.set(true)>{label}</button>
        <Asking shown close id="before-hand-over" title=label>
            {move || shown.get().then(|| form(passphrase, content, (gone, left)))}
        </Asking>
    }
    .into_any()
}

/// The question itself; with what is done once the file is downloaded, and how often the question has been left.
fn form(passphrase: Secret, content: Content, (gone, left): (Callback<()>, StoredValue<u32>)) -> AnyView {
    let said = RwSignal::new("");
    let crypto = use_context::<Keep>().and_then(Keep::crypto);
    let random = StoredValue::new_local(crypto.clone());
    // What was said is of the passphrase that was in the field: beside another one, a person would note that.
    Effect::new(move || {
        passphrase.typed.track();
        said.set("");
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if passphrase.held.get_untracked() {
            return;
        }
        said.set("");
        let chosen = passphrase.text();
        if !passphrase.check(refused(&chosen)) {
            return page::focus_later(passphrase.id);
        }
        let (Some((name, content)), Some(crypto)) = (content.run(()), random.get_value()) else {
            return said.set(words::NOT_SEALED);
        };
        said.set(keep_words::WORKING);
        passphrase.held.set(true);
        let asked = left.get_value();
        spawn_local(async move {
            let sealed = worker::seal(&crypto, &chosen, &content).await;
            // Left meanwhile, or with its screen gone: nobody waits for the file any more.
            if left.try_get_value() != Some(asked) {
                return;
            }
            let done = sealed.is_ok_and(|sealed| hand_over_as(&name, "application/octet-stream", &sealed));
            if done {
                gone.try_run(());
            }
            passphrase.held.try_set(false);
            said.try_set(if done { words::SEALED } else { words::NOT_SEALED });
        });
    };
    view! {
        <p class="govuk-body">{words::HOW}</p>
        <form novalidate autocomplete="off" on:submit=submit>
            {passphrase.view()}
            {suggesting(passphrase, crypto, words::OFFERED)}
            <p class="asking__said" role="status">{said}</p>
            <button type="submit" class="govuk-button" aria-disabled=move || passphrase.held.get().to_string()>
                {strings::DOWNLOAD}
            </button>
        </form>
    }
    .into_any()
}
