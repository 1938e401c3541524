//! Children by their references, which people write with and without spaces and capitals.

use super::{Child, Entry, Library};

/// A reference has at most so many letters.
const LONGEST: usize = 200;

/// Can a child be told from others by it on every screen? It is on one line, something of it can be seen, it has 200 letters or fewer, and
/// none that turns the direction of writing: R-2041 could be written as R-1402, turned round.
#[must_use]
pub fn is_reference(reference: &str) -> bool {
    let turns = |letter| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let refused = |letter: char| letter.is_control() || turns(letter);
    !plain(reference).is_empty()
        && reference.trim().chars().count() <= LONGEST
        && !reference.trim().chars().any(refused)
}

/// Does a reference contain what is sought, however both are spaced and capitalised? Whatever it is, if nothing is sought.
#[must_use]
pub fn is_found_by(reference: &str, sought: &str) -> bool {
    plain(reference).contains(&plain(sought))
}

impl Library {
    /// Has another child of a procedure than this one (any child, for `None`) the reference, however it is spaced and capitalised?
    #[must_use]
    pub fn has_other_called(&self, reference: &str, (procedure, child): (&str, Option<&str>)) -> bool {
        let other = |called: &Child| called.procedure == procedure && Some(called.id.as_str()) != child;
        self.called(reference).any(other)
    }

    /// The children whose reference contains what is sought, however that is spaced and capitalised; all, if nothing is.
    pub fn found<'a>(&'a self, sought: &'a str) -> impl Iterator<Item = &'a Child> {
        let found = move |child: &&Child| is_found_by(&child.reference, sought);
        self.children().iter().filter(found)
    }

    /// How many of the child's records say another reference than the child's own. Of a signed record, only the newest version counts.
    #[must_use]
    pub fn saying_another_reference(&self, child: &Child) -> usize {
        let differs = |entry: &&Entry| {
            let said = entry.reference();
            said.is_some_and(|said| said.trim() != child.reference.trim())
        };
        self.standing(&child.id).into_iter().filter(differs).count()
    }

    /// The child of a procedure with a reference: two authorities may give two children one reference.
    #[must_use]
    pub fn child_of(&self, procedure: &str, reference: &str) -> Option<&Child> {
        self.called(reference).find(|child| child.procedure == procedure)
    }

    /// The records without a child that bear a child's reference, as they are once they are with that child.
    #[must_use]
    pub fn to_be_filed(&self, child: &Child) -> Vec<Entry> {
        let is_of = |entry: &&Entry| {
            let said = plain_reference(entry.reference());
            let is_called = said.is_some() && said == plain_reference(Some(&child.reference));
            let is_of_child = entry.record.procedure == child.procedure && is_called;
            is_of_child && !entry.read_only && !entry.exercise
        };
        let of = self.entries_of(None).filter(is_of).cloned();
        of.map(|entry| Entry {
            child: Some(child.id.clone()),
            ..entry
        })
        .collect()
    }

    fn called(&self, reference: &str) -> impl Iterator<Item = &Child> {
        let wanted = plain_reference(Some(reference));
        let called = move |child: &&Child| wanted.is_some() && plain_reference(Some(&child.reference)) == wanted;
        self.children().iter().filter(called)
    }
}

/// Are these one reference, or neither one?
pub(super) fn is_one_reference(one: Option<&str>, other: Option<&str>) -> bool {
    plain_reference(one) == plain_reference(other)
}

/// What tells a reference from others, however it is written; `None` where nothing of it can be seen.
pub(super) fn plain_reference(reference: Option<&str>) -> Option<String> {
    reference.map(plain).filter(|reference| !reference.is_empty())
}

/// A reference without what people write differently, or what comes along unseen when it is copied from a page or a table. Strokes and
/// hyphens stay: 12/3 is not 1/23.
fn plain(reference: &str) -> String {
    let unseen = |letter| matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    reference
        .chars()
        .filter(|letter| !letter.is_whitespace() && !unseen(*letter))
        .map(|letter| {
            if matches!(letter, '\u{2010}' | '\u{2011}') {
                '-'
            } else {
                letter
            }
        })
        .flat_map(char::to_lowercase)
        .collect()
}
