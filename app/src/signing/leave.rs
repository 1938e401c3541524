//! Leaving with the result: printed, as a file, or as text. Each only when a person asks for it.

use js_sys::Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wayhome_export::{case_note, case_note_losses, paper_losses, saved_losses};

use crate::clipboard::copied;
use crate::deployment::Deployment;
use crate::handover::HandOverRecord;
use crate::interruption::Interruption;
use crate::js;
use crate::record_file;
use crate::strings;
use crate::taking::{Asking, OtherWays, folded_losses, losses};
use crate::work::Work;

/// What came of the way that was tried last. What comes of an earlier one is no longer said.
#[derive(Clone, Copy)]
struct Tried {
    said: RwSignal<Option<&'static str>>,
    count: StoredValue<u32>,
}

impl Tried {
    fn begin(self) {
        self.said.set(None);
        self.count.update_value(|count| *count += 1);
    }

    fn say(self, of: u32, words: &'static str) {
        if self.count.try_get_value() == Some(of) {
            self.said.try_set(Some(words));
        }
    }
}

/// Print, download, share, copy.
#[component]
pub(crate) fn Leave(work: Work) -> impl IntoView {
    let tried = Tried {
        said: RwSignal::new(None),
        count: StoredValue::new(0),
    };
    let said = tried.said;
    let [downloading, sharing, copying] = [(); 3].map(|()| RwSignal::new(false));
    let copy = move |()| {
        let (text, of) = (work.outgoing(case_note), tried.count.get_value());
        spawn_local(async move {
            let words = if copied(&text).await.is_some() {
                strings::signing::COPIED
            } else {
                strings::signing::NOT_COPIED
            };
            tried.say(of, words);
        });
    };
    let download = move || {
        if record_file::download(work) {
            work.store().downloaded(&work.id());
            said.set(Some(strings::signing::IN_DOWNLOADS));
        }
    };
    let share = move || {
        // Asked for while the tap still counts: the browser shares nothing that nobody tapped for.
        let shared = file(work).and_then(|file| js::call(&window().navigator(), "share", &[file]));
        let of = tried.count.get_value();
        spawn_local(async move {
            let words = match shared {
                Some(shared) => js::kept_or_why(shared)
                    .await
                    .map_or_else(|error| why_not_shared(&error), |_| strings::signing::SHARED),
                None => strings::signing::NOT_SHARED,
            };
            tried.say(of, words);
        });
    };
    let can_share = file(work).is_some_and(can_share);
    let lost = work.outgoing(|outgoing| {
        [
            paper_losses(outgoing),
            case_note_losses(outgoing),
            saved_losses(outgoing),
        ]
    });
    let [paper, note, saved] = lost.map(|losses| losses.lost.into_iter().map(|loss| loss.message).collect::<Vec<_>>());
    let button = |label: &'static str, act: Box<dyn Fn()>| {
        let ask = move |_| {
            tried.begin();
            act();
        };
        view! { <button type="button" class="govuk-button govuk-button--secondary" on:click=ask>{label}</button> }
            .into_any()
    };
    view! {
        <section class="leave" aria-labelledby="leave">
            <h2 class="govuk-heading-m" id="leave">{strings::signing::LEAVE}</h2>
            <p class="govuk-body">{strings::signing::LEAVE_WHY}</p>
            <div class="govuk-button-group">
                {button(strings::signing::PRINT, Box::new(|| drop(window().print())))}
                {button(strings::DOWNLOAD_RECORD, Box::new(move || downloading.set(true)))}
                {can_share.then(|| button(strings::signing::SHARE, Box::new(move || sharing.set(true))))}
                {button(strings::signing::COPY, Box::new(move || copying.set(true)))}
            </div>
            <p class="leave__said" role="status">{said}</p>
            {folded_losses(strings::signing::PRINT, paper)}
            {folded_losses(strings::signing::COPY, note)}
            {use_context::<Deployment>().map(|deployment| {
                view! {
                    <Show when=move || deployment.unread.get()>
                        <p class="govuk-inset-text">{strings::signing::DEPLOYMENT_UNREAD}</p>
                    </Show>
                }
            })}
            <HandOverRecord work />
            <OtherWays work />
            {before(
                downloading,
                "before-leave-download",
                [strings::BEFORE_DOWNLOAD, strings::BEFORE_DOWNLOAD_DO, strings::DOWNLOAD_RECORD],
                (saved.clone(), Box::new(download)),
            )}
            {before(
                sharing,
                "before-share",
                [strings::signing::BEFORE_SHARE, strings::signing::BEFORE_SHARE_DO, strings::signing::SHARE],
                (saved, Box::new(share)),
            )}
            <Interruption
                shown=copying
                id="before-copy"
                title=strings::signing::BEFORE_COPY
                words=[strings::signing::BEFORE_COPY_WHY, strings::signing::BEFORE_COPY_DO]
                go_on=strings::signing::COPY
                done=Callback::new(copy)
            />
        </section>
    }
}

/// What is said before a file goes: what to take care of, and what it cannot carry.
fn before(
    shown: RwSignal<bool>,
    id: &'static str,
    [title, take_care, go_on]: [&'static str; 3],
    (lost, act): (Vec<String>, Box<dyn Fn() + Send>),
) -> AnyView {
    let close = Callback::new(move |()| shown.set(false));
    let go = move |_| {
        shown.set(false);
        act();
    };
    view! {
        <Asking shown close id title>
            <p class="govuk-body">{strings::BEFORE_DOWNLOAD_WHY}</p>
            <p class="govuk-body">{take_care}</p>
            {losses(lost)}
            <button type="button" class="govuk-button" on:click=go>{go_on}</button>
        </Asking>
    }
    .into_any()
}

/// What the browser is asked to share: `{ files: [record] }`.
fn file(work: Work) -> Option<JsValue> {
    let text = record_file::text(work)?;
    let name = record_file::name(work.model());
    let kind = js::object(&[("type", "application/json".into())]);
    let file = js::made("File", &[Array::of1(&text.into()).into(), name.into(), kind])?;
    Some(js::object(&[("files", Array::of1(&file).into())]))
}

/// The person went back, or the browser did not allow it: then no app was handed the file. Of any other failure, none can tell how far it came.
fn why_not_shared(error: &JsValue) -> &'static str {
    let name = js::member(error, "name").and_then(|name| name.as_string());
    match name.as_deref() {
        Some("AbortError" | "NotAllowedError") => strings::signing::NOT_SHARED,
        _ => strings::signing::SHARE_UNSURE,
    }
}

fn can_share(what: JsValue) -> bool {
    js::call(&window().navigator(), "canShare", &[what]).is_some_and(|can| can.is_truthy())
}
