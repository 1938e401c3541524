//! A record on the shelf: the engine's record, with what the library has to know about it.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use wayhome_engine::Record;
pub use wayhome_export::Carried;
use wayhome_export::{LeftOut, Replaced};

use super::{Carry, SignOff};

/// A record that is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Random; also the id of the document.
    pub id: String,
    /// The child that it is about; `None` where it was started without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<String>,
    /// When it was started, by the device's clock.
    pub created: NaiveDateTime,
    /// When it was last changed.
    pub edited: NaiveDateTime,
    /// When it was opened from a file, if it was: when it was last changed before that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened: Option<NaiveDateTime>,
    /// What was answered.
    pub record: Record,
    /// The answers that were brought along, by question.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub carried: BTreeMap<String, Carried>,
    /// Signed off: it no longer changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<SignOff>,
    /// Signed when it came, with a file: it is not known here who signed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub came_signed: bool,
    /// The signed record that this one is a new version of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// The same as exports say it, also once that record is not here any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<Replaced>,
    /// What the export that it came from had left out: each export of it says so, too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
    /// An exercise about nobody: it says so wherever it goes, and is never sent.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exercise: bool,
    /// Written by a later version of Wayhome: shown, never written again.
    #[serde(skip)]
    pub read_only: bool,
}

/// What a record says of a question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Says<'a> {
    /// Nothing: an earlier record may.
    Nothing,
    /// An answer that was brought along was taken back: no earlier record counts.
    TakenBack,
    /// An answer.
    Answer(&'a Json),
}

/// The question of each form that says which day the record speaks of.
const DAYS: [(&str, &str); 5] = [
    ("visit", "visit_date"),
    ("decision", "decision_date"),
    ("plan", "plan_date"),
    ("unplanned", "actual_return_date"),
    ("review", "review_date"),
];

impl Entry {
    /// The day that the record speaks of (the visit's, the decision's), if it is answered with one.
    #[must_use]
    pub fn day(&self) -> Option<NaiveDate> {
        let (_, question) = DAYS.iter().find(|(form, _)| *form == self.record.form)?;
        self.record.answers.get(*question).and_then(day)
    }

    /// The child's reference as the record itself says it.
    #[must_use]
    pub fn reference(&self) -> Option<&str> {
        self.record.answers.get("child_reference")?.as_str()
    }

    /// Can it still be written?
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.signed.is_none() && !self.read_only
    }

    /// Has anything been answered in it that was not brought along? What is signed or read only was.
    #[must_use]
    pub fn is_touched(&self) -> bool {
        let own = |question: &String| {
            let brought = self.carried.get(question).is_some_and(|carried| !carried.checked);
            question != "child_reference" && !brought
        };
        // A table that was brought along keeps its mark when something is typed in it.
        let typed = !self.carried.is_empty() && self.edited > self.created;
        !self.is_open() || typed || self.record.answers.keys().any(own)
    }

    /// Where answers brought along from it come from.
    fn origin(&self) -> Carried {
        Carried {
            form: self.record.form.clone(),
            on: self.day().unwrap_or(self.created.date()),
            sibling: false,
            checked: false,
        }
    }

    /// Where its answer to a question comes from. What was brought along and looked at by nobody still comes from where it did: this record
    /// never asked it.
    pub(super) fn origin_of(&self, question: &str) -> Carried {
        let unchecked = self.carried.get(question).filter(|carried| !carried.checked);
        unchecked.cloned().unwrap_or_else(|| self.origin())
    }

    /// Is its answer to a question that comes along as it is only a copy that nobody has looked at? What one record is asked and another
    /// says, such as when the last visit was, is its own.
    pub(super) fn only_copies(&self, carry: &Carry) -> bool {
        let unchecked = self.carried.get(carry.from).is_some_and(|carried| !carried.checked);
        carry.from == carry.to && unchecked
    }

    /// Was an answer brought along from it, for all that is known?
    pub(super) fn is_origin_of(&self, carried: &Carried) -> bool {
        let origin = self.origin();
        !carried.sibling && (&origin.form, origin.on) == (&carried.form, carried.on)
    }

    /// What it says of a question.
    pub(super) fn says(&self, question: &str) -> Says<'_> {
        match self.record.answers.get(question) {
            Some(answer) if !answer.is_null() => Says::Answer(answer),
            _ if self.carried.contains_key(question) => Says::TakenBack,
            _ => Says::Nothing,
        }
    }
}

/// Exactly `YYYY-MM-DD`, as the engine reads it.
pub(super) fn day(answer: &Json) -> Option<NaiveDate> {
    wayhome_engine::day::date(answer.as_str()?)
}
