//! What goes together once nobody has changed it for long, and what does not go because something else needs it.

use std::collections::BTreeSet;

use super::format::{Content, open};
use super::{Document, Letter};

/// The documents that may go for their age alone, each with those that go along: a record takes along what was sent of it.
///
/// A child that has records stays, however long ago it was added: nothing of it changes with them. So do what is still to be sent, and the
/// record that it says.
#[must_use]
pub fn loose(documents: &[Document]) -> Vec<Vec<String>> {
    let mut needed = BTreeSet::new();
    let mut letters: Vec<Letter> = Vec::new();
    for content in documents.iter().filter_map(|document| open(document).ok()) {
        match content {
            Content::Record(entry) => needed.extend(entry.child),
            Content::Letter(letter) => letters.push(letter),
            Content::Child(_) => {}
        }
    }
    for letter in &letters {
        if letter.is_under_way() {
            needed.insert(letter.record.clone());
        }
        if letter.is_under_way() || documents.iter().any(|document| document.id == letter.record) {
            needed.insert(letter.id.clone());
        }
    }
    let loose = documents.iter().filter(|document| !needed.contains(&document.id));
    loose
        .map(|document| {
            let along = letters.iter().filter(|letter| letter.record == document.id);
            std::iter::once(&document.id)
                .chain(along.map(|letter| &letter.id))
                .cloned()
                .collect()
        })
        .collect()
}
