//! What is deleted, and what stays because something else did.

use super::{Child, Entry, Letter};

/// What was removed, to be put back if the person changes their mind.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Removed {
    /// The child, if one was removed.
    pub child: Option<Child>,
    /// The records.
    pub entries: Vec<Entry>,
    /// What was to be sent of them.
    pub letters: Vec<Letter>,
}

impl Removed {
    /// Some did not go.
    pub fn leave_out(&mut self, ids: &[String]) {
        self.child = self.child.take().filter(|child| !ids.contains(&child.id));
        self.entries.retain(|entry| !ids.contains(&entry.id));
        self.letters.retain(|letter| !ids.contains(&letter.id));
    }

    /// The ids of the documents that go, in the order in which they do: a child goes last, so that no record is left without it.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let child = self.child.iter().map(|child| child.id.as_str());
        let letters = self.letters.iter().map(|letter| letter.id.as_str());
        let entries = self.entries.iter().map(|entry| entry.id.as_str());
        entries.chain(letters).chain(child)
    }

    /// Does one of them stay because of others that did: what is to be sent of a record, or the child of one?
    #[must_use]
    pub fn stays_with(&self, id: &str, stayed: &[String]) -> bool {
        let is_child = self.child.as_ref().is_some_and(|child| child.id == id);
        let is_of = |letter: &Letter| letter.id == id && stayed.contains(&letter.record);
        is_child && !stayed.is_empty() || self.letters.iter().any(is_of)
    }

    /// Is there nothing to be put back?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids().next().is_none()
    }
}
