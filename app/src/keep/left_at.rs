//! Where somebody was when everything was locked, so that unlocking leads back there.
//!
//! The page is loaded anew when the key goes, and with it all memory. What outlasts that is kept for this tab only and says nothing about
//! anybody: the random id of a record or child, as its encrypted row bears it too, and which screen and section of it was open.

use leptos::prelude::*;
use web_sys::Storage;

use crate::nav::{Nav, Screen, Stage};
use crate::store::Store;

/// Under which name it is kept in the tab.
const KEY: &str = "wayhome-left-at";

/// A screen that is worth going back to; `None` is the first one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct LeftAt(Option<(Screen, usize)>);

impl LeftAt {
    /// Where the person is. Tracked.
    pub(crate) fn of(nav: Nav) -> Self {
        let section = nav.section.get();
        Self(match nav.shown() {
            Screen::Home | Screen::Sibling(_) => None,
            screen => Some((screen, section)),
        })
    }

    /// Goes there, if it is still there.
    pub(crate) fn return_to(self, nav: Nav, store: Store) {
        let Some((screen, section)) = self.0 else { return };
        let there = store.library.try_with_untracked(|library| match &screen {
            Screen::Record(id, _) => library.entry(id).is_some(),
            Screen::Child(id) => library.child(id).is_some(),
            Screen::Home | Screen::Sibling(_) => false,
        });
        if there == Some(true) {
            if let Screen::Record(id, _) = &screen {
                nav.go_to_child_of(store, id);
            }
            nav.go(screen);
            nav.section.set(section);
        }
    }

    /// Keeps it until the page is there again.
    pub(super) fn keep(&self) {
        if let (Some(storage), Some(words)) = (storage(), self.words()) {
            let _ = storage.set_item(KEY, &words);
        }
    }

    /// Where the person was when everything was locked, if that is what ended their work in this tab; asked once.
    pub(crate) fn take() -> Self {
        let words = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
        Self::forget();
        Self::read(&words.unwrap_or_default())
    }

    /// Nothing is kept any more.
    pub(super) fn forget() {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(KEY);
        }
    }

    fn words(&self) -> Option<String> {
        let (screen, section) = self.0.as_ref()?;
        let (kind, id) = match screen {
            Screen::Child(id) => ("child", id),
            Screen::Record(id, Stage::Form) => ("form", id),
            Screen::Record(id, Stage::Check) => ("check", id),
            Screen::Record(id, Stage::Sign) => ("sign", id),
            Screen::Home | Screen::Sibling(_) => return None,
        };
        Some(format!("{kind} {section} {id}"))
    }

    fn read(words: &str) -> Self {
        let mut parts = words.splitn(3, ' ');
        let (Some(kind), Some(section), Some(id)) = (parts.next(), parts.next(), parts.next()) else {
            return Self(None);
        };
        let id = id.to_owned();
        let screen = match kind {
            "child" => Screen::Child(id),
            "form" => Screen::Record(id, Stage::Form),
            "check" => Screen::Record(id, Stage::Check),
            "sign" => Screen::Record(id, Stage::Sign),
            _ => return Self(None),
        };
        Self(section.parse().ok().map(|section| (screen, section)))
    }
}

/// `None` where the browser keeps nothing for this tab.
fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_read_as_it_was_written() {
        let stages = [Stage::Form, Stage::Check, Stage::Sign];
        let records = stages.map(|stage| Screen::Record("a b".to_owned(), stage));
        for screen in records.into_iter().chain([Screen::Child("c".to_owned())]) {
            let at = LeftAt(Some((screen, 3)));
            assert_eq!(LeftAt::read(&at.words().unwrap_or_default()), at);
        }
    }

    #[test]
    fn what_is_no_place_is_the_first_screen() {
        for words in [
            "",
            "form",
            "form x id",
            "elsewhere 1 id",
            "form -1 id",
            "form 99999999999999999999 id",
        ] {
            assert_eq!(LeftAt::read(words), LeftAt(None), "{words}");
        }
    }
}
