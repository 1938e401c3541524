//! A record as a file: written when a person downloads it, read when one is opened.

use gloo::file::{Blob, ObjectUrl};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wayhome_engine::Record;
use web_sys::HtmlAnchorElement;

use crate::model::Model;
use crate::{Opening, strings};

/// How long the browser may take to fetch what it downloads, in milliseconds.
const FETCH: u32 = 60_000;

/// A new record's own id: random, so that it says nothing about anybody. `None` where the page is not served securely.
pub(crate) fn new_id() -> Option<String> {
    let crypto = js_sys::Reflect::get(&window(), &"crypto".into()).ok()?;
    js_sys::Reflect::get(&crypto, &"randomUUID".into())
        .ok()
        .filter(wasm_bindgen::JsValue::is_function)?;
    Some(crypto.unchecked_into::<web_sys::Crypto>().random_uuid())
}

/// A name that says nothing about anybody: `wayhome-newcastle-visit-2026-11-22.json`.
fn name(model: Model) -> String {
    let plan = model.plan();
    format!(
        "wayhome-{}-{}-{}.json",
        plan.procedure().id,
        plan.form(),
        model.report().today
    )
}

/// Hands the record to the browser's downloads.
pub(crate) fn download(model: Model) {
    // A record can always be said in JSON. Were it not so, an empty file would be worse than none: the record stays unsaved.
    let Ok(text) = wayhome_export::saved_record(&model.record(), &model.report(), model.plan().procedure()) else {
        return;
    };
    let blob = Blob::new_with_options(text.as_str(), Some("application/json"));
    let url = ObjectUrl::from(blob);
    let Some(link) = document()
        .create_element("a")
        .ok()
        .and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok())
    else {
        return;
    };
    link.set_href(&url);
    link.set_download(&name(model));
    link.click();
    model.unsaved.set(false);
    // The address lasts until the browser has surely fetched what is behind it.
    Timeout::new(FETCH, move || drop(url)).forget();
}

/// Reads a file that a person chose; says what is wrong where it cannot.
pub(crate) fn open(bytes: &[u8]) -> Result<Opening, String> {
    let record = Record::parse(bytes).map_err(|error| error.to_string())?;
    let plan = wayhome_procedures::plan(&record.procedure, &record.form).map_err(|error| error.to_string())?;
    let notice = wayhome_export::made_with_procedure(bytes)
        .filter(|hash| *hash != plan.procedure().hash)
        .map(|_| strings::OTHER_EDITION.to_owned());
    Ok(Opening { plan, record, notice })
}
