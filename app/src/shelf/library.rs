//! The children and records that there are, and how a new record begins.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::Value as Json;
use wayhome_engine::{Plan, Record};

use super::carry::{Along, CARRIED, EARLIER_VISITS, OF_A_NEW_RETURN, for_sibling, is, said};
use super::entry::{Says, day};
use super::format::{self, Content, FormatError};
use super::{Carried, Child, Document, Entry, Letter, Removed, ShelfError};

/// All that is on the shelf, as it was read and as it has changed since.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Library {
    children: Vec<Child>,
    entries: Vec<Entry>,
    letters: Vec<Letter>,
    unread: Vec<Unread>,
}

/// A document that could not be opened. It stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Its id.
    pub id: String,
    /// Why.
    pub why: FormatError,
}

/// What a new child or record gets from outside: a random id and the time.
#[derive(Debug, Clone)]
pub struct Fresh {
    /// The id.
    pub id: String,
    /// Now, by the device's clock.
    pub now: NaiveDateTime,
}

/// Where the answers of a new record are looked for.
#[derive(Debug, Clone, Copy)]
pub enum Source<'a> {
    /// Nowhere: a record without a child.
    Nowhere,
    /// What is known about the child.
    Child(&'a str),
    /// What is known about the child, and before it the record about a brother or sister.
    Sibling {
        /// The child that the new record is about.
        child: &'a str,
        /// The record about the brother or sister.
        entry: &'a str,
    },
}

impl Library {
    /// Reads what a shelf holds. A document that cannot be opened is listed, and left as it is.
    #[must_use]
    pub fn read(documents: &[Document]) -> Self {
        let mut library = Self::default();
        for document in documents {
            match format::open(document) {
                Ok(Content::Child(child)) => library.put_child(child),
                Ok(Content::Record(entry)) => library.put(*entry),
                Ok(Content::Letter(letter)) => library.put_letter(letter),
                Err(why) => library.unread.push(Unread {
                    id: document.id.clone(),
                    why,
                }),
            }
        }
        library
    }

    /// The children, in the order in which they were added.
    #[must_use]
    pub fn children(&self) -> &[Child] {
        &self.children
    }

    /// A child by its id.
    #[must_use]
    pub fn child(&self, id: &str) -> Option<&Child> {
        self.children.iter().find(|child| child.id == id)
    }

    /// All records, in the order in which they were started.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// A record by its id.
    #[must_use]
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// The records about a child (those without one, for `None`), the newest first. One whose child is not here is without one until it is.
    pub fn entries_of<'a>(&'a self, child: Option<&'a str>) -> impl Iterator<Item = &'a Entry> {
        let about = move |entry: &&Entry| match child {
            Some(_) => entry.child.as_deref() == child,
            None => self.filed(entry).is_none(),
        };
        self.entries.iter().rev().filter(about)
    }

    /// The child that a record is kept with, by its id, if that is here.
    #[must_use]
    pub fn filed<'a>(&self, entry: &'a Entry) -> Option<&'a str> {
        entry.child.as_deref().filter(|child| self.child(child).is_some())
    }

    /// What is to be sent or was, in the order in which somebody asked for it.
    #[must_use]
    pub fn letters(&self) -> &[Letter] {
        &self.letters
    }

    /// One of them, by its id.
    #[must_use]
    pub fn letter(&self, id: &str) -> Option<&Letter> {
        self.letters.iter().find(|letter| letter.id == id)
    }

    /// Puts one in the place of what it was.
    pub fn put_letter(&mut self, letter: Letter) {
        self.letters.retain(|kept| kept.id != letter.id);
        let after = |kept: &Letter| (kept.created, &kept.id) <= (letter.created, &letter.id);
        let place = self.letters.iter().rposition(after).map_or(0, |before| before + 1);
        self.letters.insert(place, letter);
    }

    /// Takes one out.
    pub fn remove_letter(&mut self, id: &str) {
        self.letters.retain(|letter| letter.id != id);
    }

    /// Takes out what was to be sent of records that go.
    fn letters_of(&mut self, entries: &[Entry]) -> Vec<Letter> {
        let (gone, kept) = std::mem::take(&mut self.letters)
            .into_iter()
            .partition(|letter| entries.iter().any(|entry| entry.id == letter.record));
        self.letters = kept;
        gone
    }

    /// What could not be opened.
    #[must_use]
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// Puts a child in the place of what it was.
    pub fn put_child(&mut self, child: Child) {
        self.children.retain(|kept| kept.id != child.id);
        let after = |kept: &Child| (kept.created, &kept.id) <= (child.created, &child.id);
        let place = self.children.iter().rposition(after).map_or(0, |before| before + 1);
        self.children.insert(place, child);
    }

    /// Puts a record in the place of what it was.
    pub fn put(&mut self, entry: Entry) {
        self.entries.retain(|kept| kept.id != entry.id);
        let after = |kept: &Entry| (kept.created, &kept.id) <= (entry.created, &entry.id);
        let place = self.entries.iter().rposition(after).map_or(0, |before| before + 1);
        self.entries.insert(place, entry);
    }

    /// Takes a child and all records about it out.
    pub fn remove_child(&mut self, id: &str) -> Removed {
        let (gone, kept) = std::mem::take(&mut self.children)
            .into_iter()
            .partition::<Vec<_>, _>(|child| child.id == id);
        self.children = kept;
        let (entries, kept) = std::mem::take(&mut self.entries)
            .into_iter()
            .partition(|entry| entry.child.as_deref() == Some(id));
        self.entries = kept;
        Removed {
            child: gone.into_iter().next(),
            letters: self.letters_of(&entries),
            entries,
        }
    }

    /// Takes a record out.
    pub fn remove(&mut self, id: &str) -> Removed {
        let (entries, kept) = std::mem::take(&mut self.entries)
            .into_iter()
            .partition(|entry| entry.id == id);
        self.entries = kept;
        Removed {
            child: None,
            letters: self.letters_of(&entries),
            entries,
        }
    }

    /// Is there anything of this id, of whatever kind?
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.child(id).is_some() || self.entry(id).is_some() || self.letter(id).is_some()
    }

    /// A child, a record or something to be sent as it is kept, by its id.
    ///
    /// # Errors
    ///
    /// As for [`format::child`].
    pub fn document(&self, id: &str) -> Result<Option<Document>, ShelfError> {
        let record = self.entry(id).map(format::record);
        let child = || self.child(id).map(format::child);
        let letter = || self.letter(id).map(format::letter);
        record.or_else(child).or_else(letter).transpose()
    }

    /// Puts in a child, a record or something to be sent as another library has it; nothing where that has none.
    pub fn put_as_in(&mut self, other: &Library, id: &str) {
        if let Some(child) = other.child(id) {
            self.put_child(child.clone());
        }
        if let Some(entry) = other.entry(id) {
            self.put(entry.clone());
        }
        if let Some(letter) = other.letter(id) {
            self.put_letter(letter.clone());
        }
    }

    /// A new record of a form, not yet put on the shelf, with what comes along marked as such.
    ///
    /// Nothing is worked out: each answer stands in an earlier record or is the child's reference. Questions that the form does not ask
    /// bring nothing.
    #[must_use]
    pub fn begin(&self, fresh: Fresh, plan: &Plan, source: Source<'_>) -> Entry {
        let mut record = Record::new(plan.procedure().id.clone(), plan.form());
        record.id = Some(fresh.id.clone());
        let asks = |question: &str| {
            let mut asked = plan.sections().iter().flat_map(|section| &section.questions);
            asked.any(|id| id == question)
        };
        let child = match source {
            Source::Nowhere => None,
            Source::Child(child) | Source::Sibling { child, .. } => self.child(child),
        };
        let mut carried = BTreeMap::new();
        let mut questions: Vec<&str> = Vec::new();
        for question in CARRIED.iter().map(|carry| carry.to) {
            if !questions.contains(&question) {
                questions.push(question);
            }
        }
        for question in questions.into_iter().filter(|question| asks(question)) {
            if let Some((answer, from)) = self.brought(question, plan, child, source) {
                record.answers.insert(question.to_owned(), answer);
                carried.insert(question.to_owned(), from);
            }
        }
        if let Some(child) = child.filter(|_| asks("child_reference")) {
            let reference = Json::String(child.reference.clone());
            record.answers.insert("child_reference".to_owned(), reference);
        }
        Entry {
            id: fresh.id,
            child: child.map(|child| child.id.clone()),
            created: fresh.now,
            edited: fresh.now,
            opened: None,
            record,
            carried,
            signed: None,
            came_signed: false,
            replaces: None,
            earlier: None,
            left_out: Vec::new(),
            exercise: false,
            read_only: false,
        }
    }

    /// The visit to a child on a day, if there is one.
    #[must_use]
    pub fn visit_on<'a>(&'a self, child: &'a str, on: NaiveDate) -> Option<&'a Entry> {
        let is_of = |entry: &&Entry| entry.record.form == "visit" && entry.day() == Some(on);
        self.standing(child).into_iter().find(is_of)
    }

    /// What comes along for one question, and where from.
    fn brought(
        &self,
        question: &str,
        plan: &Plan,
        child: Option<&Child>,
        source: Source<'_>,
    ) -> Option<(Json, Carried)> {
        if let Source::Sibling { entry, .. } = source
            && let Some(entry) = self.entry(entry)
            && let Some((Says::Answer(answer), carry)) = said(entry, question, plan, Along::Sibling)
        {
            let copied = (answer.clone(), entry.origin_of(carry.from));
            // What was asked in an earlier record of the brother or sister is what that says by now. The visit is this one.
            let child = entry.child.as_deref();
            let asked = || self.newest_said((child?, None), (question, plan), Along::Sibling);
            let (answer, from) = match carry.from_form {
                None if entry.only_copies(carry) => asked().unwrap_or(copied),
                _ => copied,
            };
            let from = Carried { sibling: true, ..from };
            return Some((for_sibling(answer), from));
        }
        // The visit to the brother or sister says which day this one is of.
        let on = match source {
            Source::Sibling { entry, .. } => self.entry(entry).and_then(Entry::day),
            _ => None,
        };
        let before = on.filter(|_| EARLIER_VISITS.contains(&question));
        self.newest_said((&child?.id, before), (question, plan), Along::SameChild)
    }

    /// What the newest record about a child says that does not only repeat an earlier one, and where that comes from: what is put right in
    /// the earlier one is put right here. The copy itself counts as long as the record that it was made from is not here to be asked. Where only
    /// what was before a day counts, a record of that day or later is passed over; of what is about one return, nothing counts that is
    /// older than the decision or unplanned return with which that began, nor for a new one a return that has been.
    fn newest_said(
        &self,
        (child, before): (&str, Option<NaiveDate>),
        (question, plan): (&str, &Plan),
        along: Along,
    ) -> Option<(Json, Carried)> {
        let mut standing = self.standing(child);
        standing.retain(|entry| before.is_none_or(|before| entry.day().is_none_or(|day| day < before)));
        let is_of_one_return = CARRIED.iter().any(|carry| carry.to == question && carry.one_return);
        let begins = |form: &str| is_of_one_return && OF_A_NEW_RETURN.contains(&form);
        let mut copied: Option<(&Entry, Json, Carried)> = None;
        for &entry in &standing {
            if begins(plan.form()) && has_returned(entry) {
                break;
            }
            match said(entry, question, plan, along) {
                None | Some((Says::Nothing, _)) => {}
                Some((Says::TakenBack, _)) => return None,
                Some((Says::Answer(answer), carry)) => {
                    let from = entry.origin_of(carry.from);
                    if !entry.only_copies(carry) {
                        return Some((answer.clone(), from));
                    }
                    copied.get_or_insert((entry, answer.clone(), from));
                }
            }
            // What is older is of another return, unless a copy leads there.
            if begins(&entry.record.form) && copied.is_none() {
                break;
            }
        }
        let (copy, answer, from) = copied?;
        let says_it_no_more = |entry: &&Entry| entry.id != copy.id && entry.is_origin_of(&from);
        (!standing.iter().any(says_it_no_more)).then_some((answer, from))
    }
}

/// Does a record itself tell of a return that has been, and not by a copy that nobody has looked at? An unplanned one has, whether or not its day is known.
fn has_returned(entry: &Entry) -> bool {
    let is_own = |question: &str| entry.carried.get(question).is_none_or(|carried| carried.checked);
    let says = |question, option| is_own(question) && is(entry, question, option);
    let date = entry.record.answers.get("actual_return_date").and_then(day);
    entry.record.form == "unplanned"
        || says("return_kind", "unplanned")
        || says("visit_kind", "after_return")
        || says("visit_kind", "placement_with_parents")
        || is_own("actual_return_date") && date.is_some()
}
