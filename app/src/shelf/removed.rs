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

    /// The ids of the documents that go.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let child = self.child.iter().map(|child| child.id.as_str());
        let letters = self.letters.iter().map(|letter| letter.id.as_str());
        let entries = self.entries.iter().map(|entry| entry.id.as_str());
        entries.chain(letters).chain(child)
    }

    /// The same as they go: each record at once with what is to be sent of it, so that neither is ever left without the other. A child goes last, so
    /// that no record is left without it.
    #[must_use]
    pub fn together(&self) -> Vec<Vec<String>> {
        let with_letters = |entry: &Entry| {
            let letters = self.letters.iter().filter(|letter| letter.record == entry.id);
            let letters = letters.map(|letter| letter.id.clone());
            std::iter::once(entry.id.clone()).chain(letters).collect()
        };
        let child = self.child.iter().map(|child| vec![child.id.clone()]);
        self.entries.iter().map(with_letters).chain(child).collect()
    }

    /// Does a child stay because of others that did?
    #[must_use]
    pub fn stays_with(&self, ids: &[String], stayed: &[String]) -> bool {
        let is_child = |child: &Child| ids.contains(&child.id);
        !stayed.is_empty() && self.child.as_ref().is_some_and(is_child)
    }

    /// Is there nothing to be put back?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids().next().is_none()
    }
}
