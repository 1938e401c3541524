//! Copies of one record, from files and other devices: which of them counts does not hang on which was opened last.

use std::cmp::Reverse;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use wayhome_engine::Record;

use super::references::is_one_reference;
use super::{Entry, Library};

/// What tells the copy that counts: the later signed one, else the one that is known to have been changed later, else the one that was here first.
type Rank = (Option<NaiveDate>, Option<NaiveDateTime>, Reverse<NaiveDateTime>);

impl Library {
    /// Is there another copy of a record that says something else?
    #[must_use]
    pub fn has_other_copy(&self, entry: &Entry) -> bool {
        self.entries().iter().any(|other| entry.is_other_copy(other))
    }

    /// Does another copy of a record count, and not this one?
    pub(super) fn is_outranked(&self, entry: &Entry) -> bool {
        let mut copies = self.entries().iter().filter(|other| entry.is_copy_of(other));
        copies.any(|other| other.rank() > entry.rank())
    }
}

impl Entry {
    /// When it was last changed; `None` where only a file may know, which says nothing of it.
    #[must_use]
    pub fn changed(&self) -> Option<NaiveDateTime> {
        (self.opened != Some(self.edited)).then_some(self.edited)
    }

    /// The day that it speaks of, else the day on which it was signed elsewhere or started.
    pub(super) fn spoken_of(&self) -> NaiveDate {
        let signed = || self.opened.and(self.signed.as_ref()).map(|signed| signed.on);
        self.day().or_else(signed).unwrap_or(self.created.date())
    }

    /// When it was started, as far as that is known: a record is none the newer for being opened from a file later.
    pub(super) fn begun(&self) -> NaiveDateTime {
        self.opened
            .map_or(self.created, |_| self.spoken_of().and_time(NaiveTime::MIN))
    }

    pub(super) fn rank(&self) -> Rank {
        let signed = self.signed.as_ref().map(|signed| signed.on);
        (signed, self.changed(), Reverse(self.created))
    }

    /// Is it another copy of that record, kept with the same child?
    pub(super) fn is_copy_of(&self, other: &Self) -> bool {
        let is_one = self.id != other.id && is_one(&self.record, &other.record);
        is_one && self.child == other.child && self.is_about_as(other)
    }

    /// Is it another copy of that record, and does it say something else?
    pub(super) fn is_other_copy(&self, other: &Self) -> bool {
        let said = |entry: &Self| (entry.record.clone(), entry.signed.clone(), entry.earlier.clone());
        self.is_copy_of(other) && said(self) != said(other)
    }

    /// Is it of the same form, and about the same child? Where either is kept with none, their references tell.
    pub(super) fn is_about_as(&self, other: &Self) -> bool {
        let is_about = match (&self.child, &other.child) {
            (Some(child), Some(of)) => child == of,
            _ => is_one_reference(self.reference(), other.reference()),
        };
        is_about && self.is_of_form(other)
    }

    pub(super) fn is_of_form(&self, other: &Self) -> bool {
        (&self.record.procedure, &self.record.form) == (&other.record.procedure, &other.record.form)
    }
}

/// Are these copies of one record?
#[must_use]
pub fn is_one(one: &Record, other: &Record) -> bool {
    one.id.is_some() && one.id == other.id
}
