//! The library as the screens see it, with the shelf behind it.
//!
//! A change is in the library at once, and on its way to the shelf; that it is not kept there is said on every screen that asks.

mod arriving;
mod removing;
mod unkept;

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wayhome_vault::browser::{try_lock, wait};

use crate::ask::Asked;
use crate::home::Reports;
use crate::keep::lock_name;
use crate::notice::Notice;
use crate::record_file;
use crate::shelf::{
    Child, Document, Entry, Fresh, Letter, Library, Memory, Removed, Shelf, ShelfError, format, is_reference,
};
use crate::strings;
use crate::today::now;
pub(crate) use removing::STAYED;
use unkept::Unkept;

/// What concerns no single document.
const NO_ID: &str = "";
/// Between two tries to keep a document, in milliseconds.
const AGAIN: i32 = 5_000;

/// The children and records, and where they are kept.
#[derive(Clone, Copy)]
pub struct Store {
    /// What there is.
    pub library: RwSignal<Library>,
    /// What is not as the library has it on the shelf, and why. What concerns no single document stands under no id.
    unkept: RwSignal<Unkept>,
    /// What was deleted last, to be put back.
    pub removed: RwSignal<Option<Removed>>,
    /// How many times something was deleted, and which of them were put back.
    removals: StoredValue<(u64, BTreeSet<u64>)>,
    /// Why something stayed that was to be deleted last.
    pub(crate) stayed: RwSignal<Option<ShelfError>>,
    /// Records with changes that are in no file.
    pub unsaved: RwSignal<BTreeSet<String>>,
    /// What a person is to know about a record from a file, by its id.
    pub(crate) notices: StoredValue<Option<(String, Vec<Notice>)>>,
    /// How often the open record was shown anew, because another tab had gone on with it.
    pub(crate) turned: RwSignal<u64>,
    /// What the engine made of each record last.
    pub(crate) reports: StoredValue<Reports>,
    /// The documents that are tried again and again.
    trying: StoredValue<BTreeSet<String>>,
    /// The letters that are being kept as they are to stand next: what the library has of them is about to be older.
    keeping: StoredValue<BTreeSet<String>>,
    shelf: StoredValue<Shelf, LocalStorage>,
}

impl Store {
    /// The store of a shelf that is read later: see [`load`](Self::load).
    #[must_use]
    pub fn new(shelf: Shelf) -> Self {
        Self {
            library: RwSignal::default(),
            unkept: RwSignal::default(),
            removed: RwSignal::new(None),
            removals: StoredValue::default(),
            stayed: RwSignal::new(None),
            unsaved: RwSignal::default(),
            notices: StoredValue::new(None),
            turned: RwSignal::new(0),
            reports: StoredValue::default(),
            trying: StoredValue::default(),
            keeping: StoredValue::default(),
            shelf: StoredValue::new_local(shelf),
        }
    }

    /// A store that keeps nothing on this device.
    #[must_use]
    pub fn in_memory() -> Self {
        Self::new(Shelf::Memory(Memory::new(now)))
    }

    /// Reads what the shelf holds.
    pub fn load(self) {
        self.load_then(|| {});
    }

    /// Reads what the shelf holds, and goes on when it is there.
    pub(crate) fn load_then(self, then: impl FnOnce() + 'static) {
        spawn_local(async move {
            self.read().await;
            then();
        });
    }

    /// The same, to be waited for.
    pub(crate) async fn read(self) {
        let at = self.shelf.get_value();
        match at.all().await {
            Ok(documents) => {
                let mut read = Library::read(&documents);
                self.report(NO_ID, Ok(()));
                self.library.try_update(|library| {
                    self.say(|unkept| unkept.carry(library, &mut read));
                    *library = read;
                });
            }
            Err(error) => self.report(NO_ID, Err(error)),
        }
    }

    /// Why something is not kept, or still is. Tracked.
    #[must_use]
    pub fn problem(self) -> Option<String> {
        self.unkept.with(Unkept::first).map(|why| why.to_string())
    }

    /// Keeps something to be sent; `Ok` only once it is kept.
    pub(crate) async fn keep_letter(self, letter: Letter) -> Result<(), ShelfError> {
        let at = self.shelf.get_value();
        self.keeping
            .try_update_value(|keeping| keeping.insert(letter.id.clone()));
        let kept = match format::letter(&letter) {
            Ok(document) => at.put(&document.id, document.body).await.map(drop),
            Err(why) => Err(why),
        };
        self.keeping.try_update_value(|keeping| keeping.remove(&letter.id));
        let is_here = self
            .library
            .try_with_untracked(|library| library.letter(&letter.id).is_some());
        self.say(|unkept| unkept.report_letter(&letter, kept, is_here == Some(true)));
        if kept.is_ok() {
            self.library.try_update(|library| library.put_letter(letter));
        } else if !self.is_only_here(&letter.id) {
            // It is not in the library either, or the shelf has it as it was: whoever asked for it is told, and asks again.
            at.give_up(&letter.id);
        }
        kept
    }

    /// Takes back something that was to be sent.
    pub(crate) async fn remove_letter(self, id: &str) -> Result<(), ShelfError> {
        let at = self.shelf.get_value();
        let gone = at.remove(&[id.to_owned()]).await;
        if gone.is_ok() {
            self.library.try_update(|library| library.remove_letter(id));
        }
        self.report(id, gone);
        gone
    }

    /// Is what is kept still there after the page is closed?
    #[must_use]
    pub fn lasts(self) -> bool {
        self.shelf.with_value(Shelf::lasts)
    }

    /// Would closing the page lose an answer? Tracked.
    #[must_use]
    pub fn would_lose(self) -> bool {
        let waits = || {
            self.library
                .with(|library| library.letters().iter().any(Letter::is_under_way))
        };
        !self.lasts() && (self.unsaved.with(|unsaved| !unsaved.is_empty()) || waits())
    }

    /// Keeps a record that a person changed.
    pub fn keep(self, entry: Entry) {
        self.unsaved.update(|unsaved| {
            unsaved.insert(entry.id.clone());
        });
        self.begin(entry);
    }

    /// Takes a change of a record that is kept as it is typed, by whoever has it open.
    pub(crate) fn hold(self, entry: Entry) {
        self.unsaved.update(|unsaved| {
            unsaved.insert(entry.id.clone());
        });
        // Whether it is kept is now said by whoever has it open.
        self.report(&entry.id, Ok(()));
        self.library.update(|library| library.put(entry));
    }

    /// Takes a record as it was left, with what is half typed in it. Not over what was deleted or signed meanwhile.
    pub(crate) fn leave(self, entry: Entry, is_kept_as_typed: bool) {
        let is_older = |library: &Library| {
            library
                .entry(&entry.id)
                .is_some_and(|here| here.is_open() && *here != entry)
        };
        if self.library.try_with_untracked(is_older) != Some(true) {
            return;
        }
        if is_kept_as_typed {
            self.library.update(|library| library.put(entry));
        } else {
            self.begin(entry);
        }
    }

    /// Shows the open record as another tab has left it.
    pub(crate) fn turn(self, entry: Entry) {
        self.library.update(|library| library.put(entry));
        self.turned.update(|turned| *turned += 1);
    }

    /// Keeps a record that begins: nothing of it is lost yet if the page is closed.
    pub fn begin(self, entry: Entry) {
        self.put(&entry.id, format::record(&entry));
        self.library.update(|library| library.put(entry));
    }

    /// Is a record older than when it was last kept here?
    pub(crate) fn is_older(self, id: &str) -> bool {
        self.shelf.with_value(|shelf| shelf.is_older(id))
    }

    /// The procedure of the child that was added last: most people work under one.
    #[must_use]
    pub fn last_procedure(self) -> Option<String> {
        self.library
            .with_untracked(|library| library.children().last().map(|child| child.procedure.clone()))
    }

    /// Is a reference that was typed there, and not yet another child's of that procedure than the one, if any, that is to have it? Says
    /// beside it what is wrong.
    pub(crate) fn is_new(self, reference: Asked, (procedure, whose): (&str, Option<&str>)) -> bool {
        let typed = reference.text();
        let known = self
            .library
            .with_untracked(|library| library.has_other_called(&typed, (procedure, whose)));
        reference.check(!typed.is_empty(), strings::home::ENTER_REFERENCE)
            && reference.check(is_reference(&typed), strings::home::REFERENCE_TOO_LONG)
            && reference.check(!known, strings::home::REFERENCE_KNOWN)
    }

    /// Keeps a child, and with it the records that bear its reference and had no child.
    pub fn keep_child(self, child: Child) {
        self.put(&child.id, format::child(&child));
        self.list_child(child);
    }

    /// Has a child in the library, and with it those records.
    fn list_child(self, child: Child) {
        let to_be_filed = self.library.with_untracked(|library| library.to_be_filed(&child));
        self.library.update(|library| library.put_child(child));
        for entry in to_be_filed {
            spawn_local(self.file(entry));
        }
    }

    /// Keeps a record with its child, unless it is written in another tab.
    async fn file(self, filed: Entry) {
        let is_free = self.is_free(&filed.id).await;
        let is_as_it_was = |library: &Library| {
            let here = library.entry(&filed.id);
            here.is_some_and(|here| (&here.record, here.edited) == (&filed.record, filed.edited))
        };
        if is_free && self.library.try_with_untracked(is_as_it_was) == Some(true) {
            self.begin(filed);
        }
    }

    /// Is a record written in no other tab? There it would be changed from under somebody's hands.
    pub(crate) async fn is_free(self, id: &str) -> bool {
        !self.lasts() || !matches!(try_lock(&lock_name(id)).await, Ok(None))
    }

    /// A record that a person has in a file now.
    pub fn downloaded(self, id: &str) {
        self.unsaved.update(|unsaved| {
            unsaved.remove(id);
        });
    }

    /// Keeps a document; one for which there is no room or that is broken off is tried again, for as long as nobody deletes it.
    fn put(self, id: &str, document: Result<Document, ShelfError>) {
        let id = id.to_owned();
        spawn_local(async move {
            let _ = self.put_now(id, document).await;
        });
    }

    /// The same, to be waited for; `Ok` only once it is kept.
    async fn put_now(self, id: String, document: Result<Document, ShelfError>) -> Result<(), ShelfError> {
        let at = self.shelf.get_value();
        let kept = match document {
            Ok(document) => at.put(&id, document.body).await.map(drop),
            Err(why) => Err(why),
        };
        self.report(&id, kept);
        let is_first = || self.trying.try_update_value(|trying| trying.insert(id.clone())) == Some(true);
        if kept.is_err_and(ShelfError::may_pass) && is_first() {
            spawn_local(async move {
                self.try_again(&at, &id).await;
                self.trying.try_update_value(|trying| trying.remove(&id));
            });
        }
        kept
    }

    async fn try_again(self, at: &Shelf, id: &str) {
        loop {
            wait(AGAIN).await;
            if self.keeping.try_with_value(|keeping| keeping.contains(id)) == Some(true) {
                continue;
            }
            let is_wanted = self.unkept.try_with_untracked(|unkept| unkept.has(id)) == Some(true);
            let now = self
                .library
                .try_with_untracked(|library| library.document(id).transpose())
                .flatten();
            let Some(document) = now.filter(|_| is_wanted) else {
                return;
            };
            let kept = match document {
                Ok(document) => at.put(id, document.body).await.map(drop),
                Err(why) => Err(why),
            };
            self.report(id, kept);
            if !kept.is_err_and(ShelfError::may_pass) {
                return;
            }
        }
    }

    fn report(self, id: &str, done: Result<(), ShelfError>) {
        self.say(|unkept| unkept.report(id, done));
    }

    /// Changes what is to be said about what is not kept; whoever shows it hears of it only where something else is to be said.
    fn say(self, change: impl FnOnce(&mut Unkept) -> bool) {
        self.unkept.maybe_update(change);
    }

    /// Is a letter nowhere but in the library?
    fn is_only_here(self, id: &str) -> bool {
        self.unkept.try_with_untracked(|unkept| unkept.is_only_here(id)) == Some(true)
    }
}

/// A random id and the time, for something new.
pub(crate) fn fresh() -> Fresh {
    Fresh {
        id: record_file::new_id(),
        now: now(),
    }
}
