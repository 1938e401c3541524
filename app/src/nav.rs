//! Which screen is shown, and what the browser's Back button does.
//!
//! Each screen that leads further is one entry in the browser's history, so that Back goes back a screen and not out of the app. An entry
//! holds the place in a list that only the page knows: browsers keep their history on disk, and nothing about anybody belongs there.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::page;
use crate::store::Store;

/// More screens than anybody goes to without loading the page anew.
const PLACES: f64 = 65_536.0;

/// What is on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Screen {
    /// The children and records.
    Home,
    /// One child, by the id.
    Child(String),
    /// Starting a visit to the brother or sister of the child that a record is about.
    Sibling(String),
    /// A record, by its id.
    Record(String, Stage),
}

/// How far a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Being filled in.
    Form,
    /// Its answers are being looked through.
    Check,
    /// Being signed off.
    Sign,
}

/// How the first screen was left, for whoever comes back to it. It is nowhere but here.
#[derive(Clone, Copy)]
pub(crate) struct HomeAsLeft {
    /// What was sought.
    pub(crate) sought: RwSignal<String>,
    /// Is all that is due shown?
    pub(crate) all_due: RwSignal<bool>,
    /// The child who was opened from there.
    pub(crate) opened: StoredValue<Option<String>>,
}

/// The way to the present screen.
#[derive(Clone, Copy)]
pub struct Nav {
    way: RwSignal<Vec<Screen>>,
    at: RwSignal<usize>,
    /// What this page counts its places from: entries from before it was loaded anew lead nowhere here.
    base: u32,
    /// The section of the record that is open, or was last.
    pub(crate) section: RwSignal<usize>,
    pub(crate) home_as_left: HomeAsLeft,
}

impl Nav {
    /// Starts on a screen.
    #[must_use]
    pub fn new(screen: Screen) -> Self {
        let nav = Self {
            way: RwSignal::new(vec![screen]),
            at: RwSignal::new(0),
            base: base(),
            section: RwSignal::new(0),
            home_as_left: HomeAsLeft {
                sought: RwSignal::new(String::new()),
                all_due: RwSignal::new(false),
                opened: StoredValue::new(None),
            },
        };
        nav.mark(0, false);
        let listener = window_event_listener(ev::popstate, move |event| {
            // An entry of no number is none of ours: a link within the page has made it.
            let Some(state) = event.state().as_f64() else { return };
            let last = nav.way.with_untracked(Vec::len).saturating_sub(1);
            match nav.place(state) {
                Some(place) => nav.at.set(place.min(last)),
                None => nav.home(),
            }
        });
        on_cleanup(move || listener.remove());
        nav
    }

    /// The screen that is shown; tracked.
    #[must_use]
    pub fn shown(self) -> Screen {
        let at = self.at.get();
        self.way.with(|way| way.get(at).cloned()).unwrap_or(Screen::Home)
    }

    /// Goes on to a screen.
    pub fn go(self, screen: Screen) {
        self.open_at_first_section(&screen);
        if untrack(|| self.shown()) == Screen::Home {
            let opened = match &screen {
                Screen::Child(id) => Some(id.clone()),
                _ => None,
            };
            self.home_as_left.opened.set_value(opened);
        }
        let at = self.at.get_untracked() + 1;
        self.way.update(|way| {
            way.truncate(at);
            way.push(screen);
        });
        self.mark(at, true);
        self.at.set(at);
        page::scroll_up();
    }

    /// Goes on to the page of the child whom a record is about, so that whoever closes the record is there; nowhere, for one about no child.
    pub(crate) fn go_to_child_of(self, store: Store, record: &str) {
        let child = store
            .library
            .with_untracked(|library| library.filed(library.entry(record)?).map(str::to_owned));
        if let Some(child) = child {
            self.go(Screen::Child(child));
        }
    }

    /// Shows another screen in the place of this one: Back does not return to it.
    pub fn turn_into(self, screen: Screen) {
        self.open_at_first_section(&screen);
        let at = self.at.get_untracked();
        self.way.update(|way| {
            way.truncate(at);
            way.push(screen);
        });
        page::scroll_up();
    }

    /// Goes back a screen, as the browser's own button does.
    pub fn back(self) {
        self.back_to(self.at.get_untracked().saturating_sub(1));
    }

    /// Goes back to the first screen.
    pub(crate) fn back_home(self) {
        let at = self.at.get_untracked();
        let home = self
            .way
            .with_untracked(|way| way.iter().take(at).rposition(|screen| *screen == Screen::Home));
        self.back_to(home.unwrap_or(0));
    }

    /// Leaves a record, at whatever stage: back to where it was opened from.
    pub fn leave_record(self) {
        self.back_to(self.before_record().unwrap_or(0));
    }

    /// Shows another screen in the place of all the stages of a record that led to it: they are over, and Back leads to where the record was
    /// opened from.
    pub(crate) fn end_record(self, screen: Screen) {
        let first = self.before_record().map_or(0, |before| before + 1);
        let over = self.at.get_untracked().saturating_sub(first);
        self.at.set(first);
        self.turn_into(screen);
        // What the browser then says changes nothing any more.
        if let (Ok(history), Ok(over)) = (window().history(), i32::try_from(over))
            && over > 0
        {
            let _ = history.go_with_delta(-over);
        }
    }

    /// The place from which the record that is shown was opened.
    fn before_record(self) -> Option<usize> {
        let at = self.at.get_untracked();
        self.way.with_untracked(|way| {
            way.iter()
                .take(at)
                .rposition(|screen| !matches!(screen, Screen::Record(..)))
        })
    }

    /// Something is shown over the screen: a further entry of the same place, for Back to take away.
    pub(crate) fn mark_again(self) {
        self.mark(self.at.get_untracked(), true);
    }

    /// What was shown over the screen was left otherwise: its entry goes as well.
    pub(crate) fn unmark() {
        let _ = window().history().and_then(|history| history.back());
    }

    /// A record opens at its first section, unless it is only seen at another stage.
    fn open_at_first_section(self, next: &Screen) {
        let same = match (untrack(|| self.shown()), next) {
            (Screen::Record(shown, _), Screen::Record(next, _)) => shown == *next,
            _ => false,
        };
        if !same {
            self.section.set(0);
        }
    }

    fn back_to(self, place: usize) {
        let at = self.at.get_untracked();
        let steps = i32::try_from(at.saturating_sub(place)).unwrap_or(0);
        // The browser answers with `popstate`, which changes the screen.
        let moved = steps > 0
            && window()
                .history()
                .is_ok_and(|history| history.go_with_delta(-steps).is_ok());
        if !moved {
            self.home();
        }
        page::scroll_up();
    }

    /// Begins again on the first screen.
    fn home(self) {
        self.way.set(vec![Screen::Home]);
        self.at.set(0);
    }

    /// The place that an entry of the history holds; `None` for one of an earlier page.
    fn place(self, state: f64) -> Option<usize> {
        let place = state - f64::from(self.base) * PLACES;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a small whole number that was written as such"
        )]
        (0.0..PLACES).contains(&place).then_some(place as usize)
    }

    /// Gives the present entry of the history its place, or begins a new entry. The address stays as it is.
    fn mark(self, at: usize, new: bool) {
        let Ok(history) = window().history() else { return };
        let place = JsValue::from(f64::from(self.base) * PLACES + f64::from(u32::try_from(at).unwrap_or_default()));
        let _ = if new {
            history.push_state(&place, "")
        } else {
            history.replace_state(&place, "")
        };
    }
}

/// A whole number that no page before has had, as good as surely.
fn base() -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number from 0 to 2^32, without its fraction"
    )]
    let base = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    base
}
