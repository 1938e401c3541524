//! A signed record does not change: what is put right is a newer version, and only one of them stands.

use std::cmp::Reverse;

use chrono::NaiveDate;
use wayhome_export::Replaced;

use super::{Entry, Fresh, Library};
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
            replaces: Some(signed.id.clone()),
            read_only: false,
            ..signed.clone()
        }
    }

    /// Is there a newer version of a signed record, signed or not? What is asked of the earlier one is then asked there.
    #[must_use]
    pub fn replaced(&self, id: &str) -> bool {
        self.newer(id).is_some()
    }

    /// The newer version of a signed record: one that is signed, if there is one, for only that replaces it.
    #[must_use]
    pub fn newer(&self, id: &str) -> Option<&Entry> {
        let newer = self
            .entries()
            .iter()
            .filter(|entry| entry.replaces.as_deref() == Some(id));
        newer.max_by_key(|entry| entry.signed.is_some())
    }

    /// The signed record that a record is a newer version of, as an export says it: by the id that exports of it bear.
    #[must_use]
    pub fn replaces(&self, entry: &Entry) -> Option<Replaced> {
        let id = entry.replaces.as_ref()?;
        let earlier = self.entry(id);
        let exported = earlier.and_then(|earlier| earlier.record.id.as_ref());
        let signed = earlier.and_then(|earlier| earlier.signed.as_ref());
        Some(Replaced {
            id: exported.unwrap_or(id).clone(),
            signed_on: signed.map(|signed| signed.on),
        })
    }

    /// The id on the shelf of a signed record that a file says it replaces. Where it is not here, the file's own word for it is kept.
    #[must_use]
    pub fn kept_as(&self, replaced: Replaced) -> String {
        let is_it = |entry: &&Entry| entry.signed.is_some() && entry.record.id.as_ref() == Some(&replaced.id);
        let here = self.entries().iter().find(is_it).map(|entry| entry.id.clone());
        here.unwrap_or(replaced.id)
    }

    /// The records about a child that no newer version replaces, the one that speaks of the latest day first.
    #[must_use]
    pub fn standing<'a>(&'a self, child: &'a str) -> Vec<&'a Entry> {
        let standing = self.entries_of(Some(child)).filter(|entry| !self.replaced(&entry.id));
        in_order(standing, |entry| Reverse((spoken_of(entry), entry.created)))
    }
}

/// The day that a record speaks of, else the day on which it was started.
fn spoken_of(entry: &Entry) -> NaiveDate {
    entry.day().unwrap_or(entry.created.date())
}
