//! Opening what somebody made: a file that is chosen or dropped, or a link that carries a scenario or a council's own procedure.

use std::fmt::Write as _;

use gloo::file::callbacks::FileReader;
use leptos::ev::DragEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wayhome_engine::Procedure;
use wayhome_training::{Draft, Opened, opened, without_hash};

use super::desk::Desk;
use super::way::Screen;
use super::write::Part;
use super::{Case, known, packed};
use crate::page;
use crate::sealed::{is_armoured, is_sealed};
use crate::strings;
use crate::strings::handover::SEALED_EXERCISE;
use crate::strings::training as words;

/// Choosing a file, or dropping one.
pub(super) fn file(desk: Desk) -> AnyView {
    let reader = StoredValue::new_local(None::<FileReader>);
    let input = NodeRef::<html::Input>::new();
    let read = move |files: Option<web_sys::FileList>| {
        let Some(file) = files.and_then(|files| files.get(0)) else {
            return;
        };
        desk.problem.set(None);
        let reading = gloo::file::callbacks::read_as_bytes(&gloo::file::File::from(file), move |read| {
            match read {
                Ok(bytes) => bytes_of(desk, &bytes, By::File),
                Err(_) => refuse(desk, strings::NOT_OPENED, strings::NOT_READ),
            }
            // The same file may be mended and chosen again.
            if let Some(input) = input.get_untracked() {
                input.set_value("");
            }
        });
        reader.set_value(Some(reading));
    };
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        read(event.data_transfer().and_then(|data| data.files()));
    };
    view! {
        <div class="govuk-form-group training__drop" on:dragover=|event: DragEvent| event.prevent_default() on:drop=dropped>
            <label class="govuk-label govuk-label--s" for="open-training">{words::OPEN}</label>
            <div class="govuk-hint" id="open-training-hint">{words::OPEN_HINT}</div>
            <input
                class="govuk-file-upload"
                type="file"
                id="open-training"
                accept=".toml,.json"
                autocomplete="off"
                aria-describedby="open-training-hint"
                node_ref=input
                on:change=move |_| read(input.get_untracked().and_then(|input| input.files()))
            />
        </div>
    }
    .into_any()
}

/// A link that carries a scenario, or a compiled procedure.
pub(super) fn link(desk: Desk, carried: String) {
    spawn_local(async move {
        match packed::unpack(&carried).await {
            // As JSON only, which is what a link is made of. A record does not come by a link.
            Some(bytes) if bytes.first() == Some(&b'{') => bytes_of(desk, &bytes, By::Link),
            _ => refuse(desk, words::LINK_NOT_OPENED, words::LINK_DAMAGED),
        }
    });
}

fn refuse(desk: Desk, what: &str, why: &str) {
    desk.problem.set(Some(format!("{what} {why}")));
    page::focus_later("open-problem");
}

/// How something came here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    File,
    Link,
}

impl By {
    /// That it was not opened, in words.
    fn not_opened(self) -> &'static str {
        match self {
            Self::File => strings::NOT_OPENED,
            Self::Link => words::LINK_NOT_OPENED,
        }
    }
}

fn bytes_of(desk: Desk, bytes: &[u8], by: By) {
    let (by_link, not_opened) = (by == By::Link, by.not_opened());
    match opened(bytes) {
        Ok(Opened::Scenario(scenario, file)) => match Case::own(*scenario, file) {
            Ok(case) => {
                desk.cases.update(|cases| cases.push(case.clone()));
                desk.teach(case);
            }
            Err(said) => refuse(desk, not_opened, &said),
        },
        Ok(Opened::Record(..)) if by_link => refuse(desk, not_opened, words::LINK_DAMAGED),
        Ok(Opened::Record(record)) => desk.begin_with(record),
        Ok(Opened::Procedure(procedure)) => {
            let text = String::from_utf8_lossy(bytes).into_owned();
            spawn_local(async move {
                let taken = match is_whole(&text, &procedure).await {
                    Some(true) => known::take(*procedure, &text, by_link),
                    Some(false) => Err(words::CHANGED_SINCE.to_owned()),
                    None => Err(words::NOT_TO_BE_CHECKED.to_owned()),
                };
                match taken {
                    Ok(()) => desk.history.go(Screen::Choose),
                    Err(said) => refuse(desk, not_opened, &said),
                }
            });
        }
        // Training asks for no passphrase.
        Err(_) if is_sealed(bytes) || is_armoured(bytes) => refuse(desk, not_opened, SEALED_EXERCISE),
        Err(said) => refuse(desk, not_opened, &said),
    }
}

/// Does it hold what was hashed when it was compiled? `None` where the browser cannot tell: it has no `crypto.subtle` outside a secure
/// context.
async fn is_whole(text: &str, procedure: &Procedure) -> Option<bool> {
    let Some(hashed) = without_hash(text, procedure) else {
        return Some(false);
    };
    let subtle = window().crypto().ok()?.subtle();
    let digest = subtle
        .digest_with_str_and_u8_array("SHA-256", &hashed.into_bytes())
        .ok()?;
    let digest = JsFuture::from(digest).await.ok()?;
    let bytes = js_sys::Uint8Array::new(digest.unchecked_ref()).to_vec();
    let hash = bytes.iter().fold(String::new(), |mut hash, byte| {
        let _ = write!(hash, "{byte:02x}");
        hash
    });
    Some(hash == procedure.hash)
}

/// Makes a scenario one's own.
pub(super) fn own(desk: Desk, case: &Case, at: Part) {
    let draft = Draft::open(case.file.clone());
    desk.begin(if case.shipped { draft.copied() } else { draft }, at);
}

/// What could not be opened, and why.
pub(super) fn problem(desk: Desk) -> AnyView {
    let view = move || {
        let said = desk.problem.get()?;
        Some(view! {
            <div class="govuk-error-summary" id="open-problem" tabindex="-1">
                <div role="alert">
                    <h2 class="govuk-error-summary__title">{crate::strings::PROBLEM}</h2>
                    <div class="govuk-error-summary__body"><p>{said}</p></div>
                </div>
            </div>
        })
    };
    view.into_any()
}
