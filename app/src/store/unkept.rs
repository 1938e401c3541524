//! What is not on the shelf as the library has it, and why.

use std::collections::{BTreeMap, BTreeSet};

use crate::shelf::{Letter, Library, ShelfError};

/// What could not be kept, each under its own id: what is kept of one thing takes back nothing that is said of another.
#[derive(Debug, Clone, Default)]
pub(super) struct Unkept {
    problems: BTreeMap<String, ShelfError>,
    /// Letters that are in no library, because they were never kept: each with the record that it says.
    refused: BTreeMap<String, String>,
    /// Letters that were put back and are nowhere but in the library.
    put_back: BTreeSet<String>,
}

impl Unkept {
    /// Why something is not kept, if anything is not.
    pub(super) fn first(&self) -> Option<ShelfError> {
        self.problems.values().next().copied()
    }

    /// Is something of this id not kept?
    pub(super) fn has(&self, id: &str) -> bool {
        self.problems.contains_key(id)
    }

    /// How it went with one document; says whether that changes what there is to say.
    pub(super) fn report(&mut self, id: &str, done: Result<(), ShelfError>) -> bool {
        match done {
            Ok(()) => {
                self.put_back.remove(id);
                self.problems.remove(id).is_some()
            }
            Err(why) => self.problems.insert(id.to_owned(), why) != Some(why),
        }
    }

    /// How it went with something to be sent, which is in the library already or is not. Once something is kept to be sent of a record, what
    /// was asked for before it, and never kept, is settled.
    pub(super) fn report_letter(&mut self, letter: &Letter, kept: Result<(), ShelfError>, is_here: bool) -> bool {
        let changed = self.report(&letter.id, kept);
        if kept.is_ok() {
            return self.settle_letters_of(&letter.record) || changed;
        }
        if !is_here {
            self.refused.insert(letter.id.clone(), letter.record.clone());
        }
        changed
    }

    /// Nobody waits any more for what was to be sent of a record and was never kept.
    pub(super) fn settle_letters_of(&mut self, record: &str) -> bool {
        let before = self.refused.len();
        let Self { problems, refused, .. } = self;
        refused.retain(|id, of| {
            let stays = of != record;
            if !stays {
                problems.remove(id);
            }
            stays
        });
        refused.len() < before
    }

    /// A letter that was deleted is in the library again, and nowhere else yet.
    pub(super) fn puts_back(&mut self, letter: &Letter) {
        self.put_back.insert(letter.id.clone());
    }

    /// Is it a letter that is nowhere but in the library?
    pub(super) fn is_only_here(&self, id: &str) -> bool {
        self.put_back.contains(id)
    }

    /// The shelf was read anew: takes over from the library before it what is nowhere else. What the shelf has, stands as it is there, and so
    /// nothing more is to be said of a letter that was changed elsewhere.
    pub(super) fn carry(&mut self, before: &Library, read: &mut Library) -> bool {
        let is_letter = |id: &str| before.entry(id).is_none() && before.child(id).is_none();
        for id in self.problems.keys() {
            // A letter that the shelf had and has no longer was taken back: it must not be sent after all.
            if !read.has(id) && (!is_letter(id) || self.put_back.contains(id)) {
                read.put_as_in(before, id);
            }
        }
        // What is only on its way there has no problem yet.
        for id in &self.put_back {
            if !read.has(id) {
                read.put_as_in(before, id);
            }
        }
        let count = self.problems.len();
        self.problems
            .retain(|id, why| *why != ShelfError::Elsewhere || !is_letter(id) || self.put_back.contains(id));
        self.problems.len() < count
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use wayhome_outbox::Item;

    const FULL: Result<(), ShelfError> = Err(ShelfError::Full);

    fn letter(id: &str, record: &str) -> Letter {
        Letter {
            id: id.to_owned(),
            record: record.to_owned(),
            to: "https://case.example/records".to_owned(),
            to_name: "Harbour".to_owned(),
            created: chrono::NaiveDateTime::default(),
            item: Item::new(id, "Home visit", "application/json", "{}"),
            put_away: false,
        }
    }

    fn library(letters: &[Letter]) -> Library {
        let mut library = Library::default();
        letters.iter().cloned().for_each(|letter| library.put_letter(letter));
        library
    }

    #[test]
    fn what_is_said_of_one_letter_is_not_taken_back_by_another_nor_by_reading() {
        let (one, other) = (letter("k-1", "e-1"), letter("k-2", "e-2"));
        let mut unkept = Unkept::default();
        assert!(unkept.report_letter(&one, FULL, false));
        assert!(!unkept.report_letter(&one, FULL, false), "it is said already");
        assert!(!unkept.report_letter(&other, Ok(()), false));
        assert!(!unkept.report("", Ok(())));
        assert!(!unkept.carry(&Library::default(), &mut library(&[other])));
        assert_eq!(unkept.first(), Some(ShelfError::Full));
    }

    #[test]
    fn whoever_asks_again_or_deletes_the_record_has_settled_it() {
        let mut unkept = Unkept::default();
        unkept.report_letter(&letter("k-1", "e-1"), FULL, false);
        assert!(unkept.report_letter(&letter("k-2", "e-1"), Ok(()), false));
        assert_eq!(unkept.first(), None);
        unkept.report_letter(&letter("k-3", "e-2"), FULL, false);
        assert!(!unkept.settle_letters_of("e-1"));
        assert!(unkept.settle_letters_of("e-2"));
        assert_eq!(unkept.first(), None);
    }

    #[test]
    fn a_change_of_a_letter_that_is_here_stays_said_whatever_else_is_sent_of_its_record() {
        let mut unkept = Unkept::default();
        unkept.report_letter(&letter("k-1", "e-1"), FULL, true);
        unkept.report_letter(&letter("k-2", "e-1"), Ok(()), false);
        assert!(unkept.has("k-1"));
        assert!(unkept.report_letter(&letter("k-1", "e-1"), Ok(()), true));
        assert!(!unkept.has("k-1"));
    }

    #[test]
    fn a_letter_that_was_put_back_is_not_lost_by_reading_until_it_is_kept() {
        let one = letter("k-1", "e-1");
        let before = library(std::slice::from_ref(&one));
        let mut unkept = Unkept::default();
        unkept.puts_back(&one);
        for said in [None, Some(ShelfError::Full), Some(ShelfError::Elsewhere)] {
            if let Some(why) = said {
                unkept.report("k-1", Err(why));
            }
            let mut read = Library::default();
            unkept.carry(&before, &mut read);
            assert_eq!(read, before, "{said:?}");
            assert_eq!(unkept.first(), said);
        }
        assert!(unkept.is_only_here("k-1"));
        unkept.report("k-1", Ok(()));
        assert!(!unkept.is_only_here("k-1"));
    }

    #[test]
    fn a_letter_that_was_taken_back_elsewhere_does_not_come_again() {
        let one = letter("k-1", "e-1");
        let before = library(std::slice::from_ref(&one));
        let mut unkept = Unkept::default();
        for why in [ShelfError::Full, ShelfError::Elsewhere] {
            unkept.report_letter(&one, Err(why), true);
            let mut read = Library::default();
            assert_eq!(unkept.carry(&before, &mut read), why == ShelfError::Elsewhere);
            assert_eq!(read, Library::default(), "{why:?}");
        }
        assert_eq!(unkept.first(), None);
    }
}
