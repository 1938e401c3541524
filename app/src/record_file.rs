//! A record as a file: written when a person downloads or shares it, read when one is opened.

use leptos::prelude::*;
use wayhome_engine::Record;
use wayhome_export::{AllCarried, LeftOut, Replaced};

use crate::download::hand_over;
use crate::js;
use crate::model::Model;
use crate::shelf::SignOff;
use crate::strings;
use crate::work::Work;

/// A record from a file.
pub(crate) struct Opened {
    pub(crate) record: Record,
    pub(crate) signed: Option<SignOff>,
    /// The signed record that it is a newer version of.
    pub(crate) replaces: Option<Replaced>,
    /// The answers that were brought along from an earlier record.
    pub(crate) carried: AllCarried,
    /// What the export that the file is had left out.
    pub(crate) left_out: Vec<LeftOut>,
    /// An exercise about nobody?
    pub(crate) exercise: bool,
    /// What the person is to know about it: made under another edition of the procedure, say.
    pub(crate) notices: Vec<String>,
}

/// A new id: random, so that it says nothing about anybody.
pub(crate) fn new_id() -> String {
    js::member(&window(), "crypto")
        .and_then(|crypto| js::call(&crypto, "randomUUID", &[])?.as_string())
        // A page that is not served securely has no better chance to offer; there, nothing is kept.
        .unwrap_or_else(|| format!("{:x}", js_sys::Math::random().to_bits()))
}

/// A name that says nothing about anybody: `wayhome-newcastle-visit-2026-11-22.json`.
pub(crate) fn name(model: Model) -> String {
    stem(model) + ".json"
}

/// The same without its end.
pub(crate) fn stem(model: Model) -> String {
    let plan = model.plan();
    format!("wayhome-{}-{}-{}", plan.procedure().id, plan.form(), model.today())
}

/// The text of the file; `None` where there is none to be had, and an empty file would be worse.
pub(crate) fn text(work: Work) -> Option<String> {
    work.outgoing(wayhome_export::saved_record).ok()
}

/// Hands the record to the browser's downloads; says whether it did.
pub(crate) fn download(work: Work) -> bool {
    text(work).is_some_and(|text| hand_over(&name(work.model()), &text))
}

/// Reads a file that a person chose; says what is wrong where it cannot.
pub(crate) fn open(bytes: &[u8]) -> Result<Opened, String> {
    let record = Record::parse(bytes).map_err(|error| error.to_string())?;
    let plan = wayhome_procedures::plan(&record.procedure, &record.form).map_err(|error| error.to_string())?;
    let beside = wayhome_export::beside(bytes).map_err(|_| strings::BESIDE_UNREADABLE.to_owned())?;
    // What was changed is not what was signed: it opens as a draft, and goes nowhere before somebody signs it.
    let was_changed = wayhome_export::was_changed(bytes);
    let signed = beside.signed.filter(|_| !was_changed);
    let mut notices = Vec::new();
    if was_changed {
        notices.push(strings::CHANGED_FILE.to_owned());
    }
    let law = plan.procedure().floor.as_ref().and_then(|floor| plan.source(floor));
    let here = [Some(&plan.procedure().hash), law.map(|law| &law.hash)];
    let mut editions = beside.made_with.iter().zip(here);
    if editions.any(|(made, here)| made.is_some() && made.as_ref() != here) {
        notices.push(strings::OTHER_EDITION.to_owned());
    }
    let left_out = &beside.left_out;
    for (said, names) in [
        (
            strings::LEFT_OUT_BEFORE,
            left_out.iter().map(|left| left.name.clone()).collect(),
        ),
        (strings::NOT_READ_HERE, beside.other),
    ] {
        if !names.is_empty() {
            notices.push([said, &strings::named_in_a_file(&names)].concat());
        }
    }
    Ok(Opened {
        record,
        signed,
        replaces: beside.replaces,
        carried: beside.carried,
        left_out: beside.left_out,
        exercise: beside.training,
        notices,
    })
}
