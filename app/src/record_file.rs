//! A record as a file: written when a person downloads or shares it, read when one is opened.

use leptos::prelude::*;
use wayhome_engine::{Record, RecordError};
use wayhome_export::{AllCarried, LeftOut, Replaced};

use crate::download::hand_over;
use crate::js;
use crate::model::Model;
use crate::notice::Notice;
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
    pub(crate) notices: Vec<Notice>,
}

/// Why a file that a person chose is not opened.
#[derive(Clone)]
pub(crate) enum NotOpened {
    /// Larger than any file of ours.
    TooLarge,
    /// The device did not hand it over.
    NotRead,
    /// Encrypted, as text.
    Armoured,
    /// A record about nobody.
    Training,
    /// A council's own procedure: records here are checked by those that ship.
    Procedure,
    /// Written by a later version, in whose words it is said.
    Newer(String),
    /// Not what this opens, and why.
    Other(String),
}

impl NotOpened {
    /// What is wrong.
    pub(crate) fn why(&self) -> &str {
        match self {
            Self::TooLarge => strings::FILE_TOO_LARGE,
            Self::NotRead => strings::NOT_READ,
            Self::Armoured => strings::handover::ARMOURED,
            Self::Training => strings::IS_TRAINING,
            Self::Procedure => strings::IS_PROCEDURE,
            Self::Newer(why) | Self::Other(why) => why,
        }
    }

    /// What to do, where what is wrong does not say it already.
    pub(crate) fn advice(&self) -> Option<&'static str> {
        matches!(self, Self::TooLarge | Self::NotRead | Self::Other(_)).then_some(strings::OPEN_DO)
    }
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
pub(crate) fn open(bytes: &[u8]) -> Result<Opened, NotOpened> {
    let record = Record::parse(bytes).map_err(|error| match error {
        RecordError::Newer { .. } => NotOpened::Newer(error.to_string()),
        _ if wayhome_training::is_procedure(bytes) => NotOpened::Procedure,
        _ => NotOpened::Other(error.to_string()),
    })?;
    let plan = wayhome_procedures::plan(&record.procedure, &record.form)
        .map_err(|error| NotOpened::Other(error.to_string()))?;
    let beside = wayhome_export::beside(bytes).map_err(|_| NotOpened::Other(strings::BESIDE_UNREADABLE.to_owned()))?;
    // What was changed is not what was signed: it opens as a draft, and goes nowhere before somebody signs it.
    let was_changed = wayhome_export::was_changed(bytes);
    let signed = beside.signed.filter(|_| !was_changed);
    let mut notices = Vec::new();
    if was_changed {
        notices.push(Notice::ChangedFile);
    }
    let here = [Some(&plan.procedure().hash), plan.law().map(|law| &law.hash)];
    let mut editions = beside.made_with.iter().zip(here);
    if editions.any(|(made, here)| made.is_some() && made.as_ref() != here) {
        notices.push(Notice::OtherEdition);
    }
    let left_out = &beside.left_out;
    if !left_out.is_empty() {
        let names = left_out.iter().map(|left| left.name.clone()).collect();
        notices.push(Notice::LeftOutBefore(names));
    }
    if !beside.other.is_empty() {
        notices.push(Notice::NotReadHere(beside.other));
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

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_procedure_in_the_place_of_a_record_is_told_from_a_broken_one() {
        let is_procedure = |bytes: &[u8]| matches!(open(bytes), Err(NotOpened::Procedure));
        for (_, compiled) in wayhome_procedures::compiled() {
            assert!(is_procedure(compiled.as_bytes()));
        }
        assert!(is_procedure(include_bytes!("../../tests/procedures/harbour.toml")));
        for broken in [&b"{"[..], b"{\"form\":\"visit\",\"answers\":{}}", b"wayhome = 1", b""] {
            assert!(!is_procedure(broken) && open(broken).is_err());
        }
    }
}
