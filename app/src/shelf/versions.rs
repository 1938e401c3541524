//! A signed record does not change: what is put right is a newer version, and only one of them stands.

use std::cmp::Reverse;

use chrono::{NaiveDate, NaiveDateTime};
use wayhome_engine::Record;
use wayhome_export::{AllCarried, Replaced};

use super::references::{is_one_reference, plain_reference};
use super::{Entry, Fresh, Library, SignOff, is_one};
use crate::items::in_order;

/// How a record stands beside others that are here: what a list says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// Another version of what it replaces, or a copy of it that says something else, is signed as well.
    AlsoSigned,
    /// Another copy of it says something else.
    OtherCopy,
    /// Another record of its form and day is signed, and nothing tells which replaces which.
    AnotherOfThatDay,
    /// It is not signed, and another version of what it replaces is.
    VersionSigned,
    /// A newer version has been started.
    VersionStarted,
    /// A newer version replaces it.
    Replaced,
}

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
            opened: None,
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
    /// the record is here that stands until then, or another version of it is signed; nor one of which another copy counts.
    #[must_use]
    pub fn stands(&self, entry: &Entry) -> bool {
        let replaced = self.newer(&entry.id).is_some_and(|newer| newer.signed.is_some());
        let begun = || entry.signed.is_none() && self.entries().iter().any(|other| entry.is_version_of(other));
        !(replaced || begun() || self.version_is_signed(entry) || self.is_outranked(entry))
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
        newer.max_by_key(|entry| entry.rank())
    }

    /// Is another version of what a signed record replaces signed as well, or a copy of it that says something else? Two devices may each
    /// have made one.
    #[must_use]
    pub fn also_signed(&self, entry: &Entry) -> bool {
        let same = |other: &&Entry| entry.is_version_beside(other) || entry.is_other_copy(other);
        entry.signed.is_some() && self.entries().iter().filter(same).any(|other| other.signed.is_some())
    }

    /// Is another version of what a record that is not signed replaces signed already?
    fn version_is_signed(&self, entry: &Entry) -> bool {
        let mut beside = self.entries().iter().filter(|other| entry.is_version_beside(other));
        entry.signed.is_none() && beside.any(|other| other.signed.is_some())
    }

    /// Is another record of its form and day signed, and does it stand as well, though nothing tells which replaces which?
    fn has_another_of_that_day(&self, entry: &Entry) -> bool {
        let another = |other: &Entry| other.id != entry.id && entry.is_signed_of_day(other) && self.stands(other);
        !self.also_signed(entry) && self.entries().iter().any(another) && self.stands(entry)
    }

    /// How a record stands beside others that are here.
    #[must_use]
    pub fn beside(&self, entry: &Entry) -> Vec<Beside> {
        let also_signed = self.also_signed(entry);
        let newer = self.newer(&entry.id).map(|newer| {
            if newer.is_open() {
                Beside::VersionStarted
            } else {
                Beside::Replaced
            }
        });
        let said = [
            also_signed.then_some(Beside::AlsoSigned),
            (!also_signed && self.has_other_copy(entry)).then_some(Beside::OtherCopy),
            self.has_another_of_that_day(entry).then_some(Beside::AnotherOfThatDay),
            self.version_is_signed(entry).then_some(Beside::VersionSigned),
            newer,
        ];
        said.into_iter().flatten().collect()
    }

    /// Is there another record that a list shows by the same words: of the same form, about the same child and of the same day?
    #[must_use]
    pub fn is_alike(&self, entry: &Entry) -> bool {
        let child = self.filed(entry);
        let about = |entry: &Entry| (entry.record.form.clone(), entry.day(), entry.spoken_of());
        let same = |other: &Entry| {
            let is_about = child.is_some() || is_one_reference(entry.reference(), other.reference());
            other.id != entry.id && is_about && about(other) == about(entry)
        };
        self.entries_of(child).any(same)
    }

    /// The records about a child, the one that speaks of the latest day first.
    #[must_use]
    pub fn in_turn<'a>(&'a self, child: &'a str) -> Vec<&'a Entry> {
        in_turn(self.entries_of(Some(child)))
    }

    /// Those of them that [speak](Self::stands) for the child.
    #[must_use]
    pub fn standing<'a>(&'a self, child: &'a str) -> Vec<&'a Entry> {
        in_turn(self.entries_of(Some(child)).filter(|entry| self.stands(entry)))
    }

    /// The same of those that belong to no child: what bears one reference under one procedure is about one child.
    #[must_use]
    pub fn standing_loose(&self) -> Vec<Vec<&Entry>> {
        let mut groups: Vec<Vec<&Entry>> = Vec::new();
        for entry in self.entries_of(None).filter(|entry| self.stands(entry)) {
            let is_of = |group: &&mut Vec<&Entry>| group.first().is_some_and(|other| entry.bears_reference_of(other));
            match groups.iter_mut().find(is_of) {
                Some(group) => group.push(entry),
                None => groups.push(vec![entry]),
            }
        }
        groups.into_iter().map(in_turn).collect()
    }
}

/// The one that speaks of the latest day first, and of one form and day the one that was signed later.
fn in_turn<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Vec<&'a Entry> {
    let ordered = in_order(entries, |entry| Reverse((entry.spoken_of(), entry.begun())));
    let signed = ordered.iter().copied().filter(|entry| entry.signed.is_some());
    let mut later_first = in_order(signed, |entry| Reverse(entry.signing()));
    let turn = |entry: &'a Entry| {
        let of_day = later_first.iter().position(|other| entry.is_signed_of_day(other));
        of_day.map_or(entry, |place| later_first.remove(place))
    };
    ordered.into_iter().map(turn).collect()
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

    /// Is it a newer version of that record, made here, or said to be so by the file that it came in? A file about another child says nothing of
    /// this one; in a version that is made here, the reference may have been put right.
    fn is_version_of(&self, other: &Self) -> bool {
        let exported = other.record.id.as_ref().unwrap_or(&other.id);
        let is_of_child = || self.child.is_none() || other.child.is_none() || self.child == other.child;
        let made_here = || self.replaces.as_ref() == Some(&other.id) && is_of_child() && self.is_of_form(other);
        let is_named = self.earlier.as_ref().is_some_and(|earlier| earlier.id == *exported);
        self.id != other.id && (made_here() || is_named && self.is_about_as(other))
    }

    /// Are they both versions of one record?
    fn is_version_beside(&self, other: &Self) -> bool {
        let (earlier, of) = (self.earlier.as_ref(), other.earlier.as_ref());
        let is_one = earlier.zip(of).is_some_and(|(earlier, of)| earlier.id == of.id);
        self.id != other.id && is_one && self.is_about_as(other)
    }

    /// Are both signed, of one form, of the same day and about the same child? A meeting of another kind is another.
    fn is_signed_of_day(&self, other: &Self) -> bool {
        let of_day = |entry: &Self| {
            let kind = entry.record.answers.get("review_kind").cloned();
            entry.signed.as_ref().and(entry.day()).map(|day| (day, kind))
        };
        let is_one = || of_day(self).is_some_and(|day| of_day(other) == Some(day));
        let is_of_child = || self.child.is_some() && self.child == other.child || self.bears_reference_of(other);
        self.id == other.id || self.is_of_form(other) && is_of_child() && is_one()
    }

    /// When it was signed, to tell later from earlier: of one day, a newer version after one that is none.
    fn signing(&self) -> (Option<NaiveDate>, bool, Option<NaiveDateTime>) {
        let on = self.signed.as_ref().map(|signed| signed.on);
        (on, self.earlier.is_some(), self.changed())
    }

    /// Is it about the child of that record, for all that the references say?
    fn bears_reference_of(&self, other: &Self) -> bool {
        let said = plain_reference(self.reference());
        said.is_some() && self.record.procedure == other.record.procedure && said == plain_reference(other.reference())
    }
}
