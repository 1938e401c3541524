//! A signed record does not change: what is put right is a newer version, and only one of them stands.

use std::cmp::Reverse;

use chrono::NaiveDate;
use wayhome_engine::Record;
use wayhome_export::{AllCarried, Replaced};

use super::{Entry, Fresh, Library, SignOff};
use crate::items::in_order;

impl Library {
    /// A new version of a signed record: the same answers, to be changed and signed again.
    #[must_use]
    pub fn new_version(fresh: Fresh, signed: &Entry) -> Entry {
        let mut record = signed.record.clone();
        record.id = Some(fresh.id.clone());
        Entry {
            id: fresh.id,
            created: fresh.now,
            edited: fresh.now,
            record,
            signed: None,
            came_signed: false,
            replaces: Some(signed.id.clone()),
            earlier: signed.signed.as_ref().map(|by| Replaced {
                id: signed.record.id.clone().unwrap_or_else(|| signed.id.clone()),
                signed_on: Some(by.on),
            }),
            read_only: false,
            ..signed.clone()
        }
    }

    /// The record that a file says, with who signed it and what it replaces, if it is here and says the same. What of it is
    /// [checked](Entry::check_also) is not compared.
    #[must_use]
    pub fn same_as(&self, record: &Record, beside: (Option<&SignOff>, Option<&Replaced>)) -> Option<&Entry> {
        let same = |here: &&Entry| {
            is_one(&here.record, record)
                && here.record.answers == record.answers
                && (here.signed.as_ref(), here.earlier.as_ref()) == beside
        };
        self.entries().iter().find(same)
    }

    /// Does a record speak for its child? One that a newer, signed version replaces does not; nor does a version that is not signed yet, as long as
    /// the record is here that stands until then.
    #[must_use]
    pub fn stands(&self, entry: &Entry) -> bool {
        let replaced = self.newer(&entry.id).is_some_and(|newer| newer.signed.is_some());
        let begun = || entry.signed.is_none() && self.entries().iter().any(|other| entry.is_version_of(other));
        !replaced && !begun()
    }

    /// The newer version of a signed record: one that is signed, if there is one, for only that replaces it.
    #[must_use]
    pub fn newer(&self, id: &str) -> Option<&Entry> {
        let of = self.entry(id);
        let is_newer = |entry: &&Entry| {
            of.map_or(entry.id != id && entry.replaces.as_deref() == Some(id), |of| {
                entry.is_version_of(of)
            })
        };
        let newer = self.entries().iter().filter(is_newer);
        newer.max_by_key(|entry| entry.signed.is_some())
    }

    /// Is another version of what a signed record replaces signed as well? Two devices may each have made one.
    #[must_use]
    pub fn also_signed(&self, entry: &Entry) -> bool {
        let same = |other: &&Entry| {
            let earlier = entry.earlier.as_ref().map(|earlier| &earlier.id);
            other.id != entry.id && earlier.is_some() && other.earlier.as_ref().map(|earlier| &earlier.id) == earlier
        };
        let is_signed = |entry: &Entry| entry.signed.is_some();
        is_signed(entry) && self.entries().iter().filter(same).any(is_signed)
    }

    /// Is there another record that a list shows by the same words: of the same form, about the same child and of the same day?
    #[must_use]
    pub fn is_alike(&self, entry: &Entry) -> bool {
        let about = |entry: &Entry| (entry.record.form.clone(), entry.day(), spoken_of(entry));
        let same = |other: &Entry| other.id != entry.id && about(other) == about(entry);
        self.entries_of(entry.child.as_deref()).any(same)
    }

    /// The records that [speak](Self::stands) for a child, the one that speaks of the latest day first.
    #[must_use]
    pub fn standing<'a>(&'a self, child: &'a str) -> Vec<&'a Entry> {
        let standing = self.entries_of(Some(child)).filter(|entry| self.stands(entry));
        in_order(standing, |entry| Reverse((spoken_of(entry), entry.created)))
    }
}

impl Entry {
    /// Takes from another copy that says the same what somebody has looked at there. Says whether that was more than here.
    pub fn check_also(&mut self, there: &AllCarried) -> bool {
        let is_open = self.is_open();
        let mut more = false;
        for (question, carried) in &mut self.carried {
            if is_open && !carried.checked && there.get(question).is_some_and(|there| there.checked) {
                carried.checked = true;
                more = true;
            }
        }
        more
    }

    /// Is it a newer version of that record, made here, or said to be so by the file that it came in?
    fn is_version_of(&self, other: &Self) -> bool {
        let exported = other.record.id.as_ref().unwrap_or(&other.id);
        let names_it = || self.earlier.as_ref().is_some_and(|earlier| earlier.id == *exported);
        self.id != other.id && (self.replaces.as_ref() == Some(&other.id) || names_it())
    }
}

/// The day that a record speaks of, else the day on which it was started.
fn spoken_of(entry: &Entry) -> NaiveDate {
    entry.day().unwrap_or(entry.created.date())
}

/// Are these copies of one record?
#[must_use]
pub fn is_one(one: &Record, other: &Record) -> bool {
    one.id.is_some() && one.id == other.id
}
