//! What tests of the shelf have in common.

use app::shelf::{Fresh, Library, Removed};
use chrono::NaiveDateTime;

/// A new id at a time.
pub(crate) fn fresh(id: &str, now: NaiveDateTime) -> Fresh {
    Fresh { id: id.to_owned(), now }
}

/// As the store does it.
pub(crate) fn put_back(library: &mut Library, removed: Removed) {
    removed.child.into_iter().for_each(|child| library.put_child(child));
    removed.entries.into_iter().for_each(|entry| library.put(entry));
    removed
        .letters
        .into_iter()
        .for_each(|letter| library.put_letter(letter));
}
