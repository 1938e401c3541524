//! Leaving with the result: printed, as a file, or as text. Each only when a person asks for it.

use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use crate::clipboard::{copied, offered};
use crate::handover::HandOverRecord;
use crate::interruption::Interruption;
use crate::record_file;
use crate::strings;
use crate::taking::OtherWays;
use crate::work::Work;

/// Print, download, share, copy.
#[component]
pub(crate) fn Leave(work: Work) -> impl IntoView {
    let said = RwSignal::new(None::<&'static str>);
    let (downloading, sharing) = (RwSignal::new(false), RwSignal::new(false));
    let print = move |_| drop(window().print());
    let copy = move |_| {
        let text = work.model().case_note(work.signed_words().as_deref());
        spawn_local(async move {
            let copied = copied(&text).await.is_some();
            said.try_set(Some(if copied { strings::COPIED } else { strings::NOT_COPIED }));
        });
    };
    let download = move |()| {
        if record_file::download(work) {
            work.store().downloaded(&work.id());
            said.set(Some(strings::IN_DOWNLOADS));
        }
    };
    let share = move |()| {
        let shared = file(work).and_then(|file| shared(&file));
        spawn_local(async move {
            let shared = match shared {
                Some(promise) => JsFuture::from(promise).await.is_ok(),
                None => false,
            };
            said.try_set(Some(if shared { strings::SHARED } else { strings::NOT_SHARED }));
        });
    };
    let can_share = file(work).is_some_and(|file| can_share(&file));
    view! {
        <section class="leave" aria-labelledby="leave">
            <h2 class="govuk-heading-m" id="leave">{strings::LEAVE}</h2>
            <p class="govuk-body">{strings::LEAVE_WHY}</p>
            <div class="govuk-button-group">
                <button type="button" class="govuk-button govuk-button--secondary" on:click=print>{strings::PRINT}</button>
                <button type="button" class="govuk-button govuk-button--secondary" on:click=move |_| downloading.set(true)>
                    {strings::DOWNLOAD_RECORD}
                </button>
                {can_share
                    .then(|| {
                        view! {
                            <button type="button" class="govuk-button govuk-button--secondary" on:click=move |_| sharing.set(true)>
                                {strings::SHARE}
                            </button>
                        }
                    })}
                <button type="button" class="govuk-button govuk-button--secondary" on:click=copy>{strings::COPY}</button>
            </div>
            <p class="leave__said" role="status">{said}</p>
            <HandOverRecord work />
            <OtherWays work />
            <Interruption
                shown=downloading
                id="before-leave-download"
                title=strings::BEFORE_DOWNLOAD
                words=[strings::BEFORE_DOWNLOAD_WHY, strings::BEFORE_DOWNLOAD_DO]
                go_on=strings::DOWNLOAD_RECORD
                done=Callback::new(download)
            />
            <Interruption
                shown=sharing
                id="before-share"
                title=strings::BEFORE_SHARE
                words=[strings::BEFORE_DOWNLOAD_WHY, strings::BEFORE_SHARE_DO]
                go_on=strings::SHARE
                done=Callback::new(share)
            />
        </section>
    }
}

/// What the browser is asked to share: `{ files: [record] }`.
fn file(work: Work) -> Option<Object> {
    let text = record_file::text(work)?;
    let constructor: Function = Reflect::get(&window(), &"File".into()).ok()?.dyn_into().ok()?;
    let kind = Object::new();
    Reflect::set(&kind, &"type".into(), &"application/json".into()).ok()?;
    let name = record_file::name(work.model());
    let parts = Array::of3(&Array::of1(&text.into()), &name.into(), &kind);
    let file = Reflect::construct(&constructor, &parts).ok()?;
    let what = Object::new();
    Reflect::set(&what, &"files".into(), &Array::of1(&file)).ok()?;
    Some(what)
}

fn can_share(what: &Object) -> bool {
    offered(&[], "canShare")
        .and_then(|(navigator, can)| can.call1(&navigator, what).ok())
        .is_some_and(|can| can.is_truthy())
}

fn shared(what: &Object) -> Option<js_sys::Promise> {
    let (navigator, share) = offered(&[], "share")?;
    share.call1(&navigator, what).ok()?.dyn_into().ok()
}
