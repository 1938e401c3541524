//! A record that is open, through all its stages: filled in, looked through, signed off, taken along.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wayhome_engine::words;
use wayhome_export::{Outgoing, Replaced};

use crate::form::rest::Rest;
use crate::form::sections::Place;
use crate::keep::{Editing, Keep, NOT_SAVED_ID, Shown, leading_to_deleted, only_read};
use crate::model::Model;
use crate::nav::{Nav, Screen, Stage};
use crate::notice::Notice;
use crate::page;
use crate::shelf::format::{self, Content};
use crate::shelf::{Document, Entry, Library, SignOff};
use crate::signing::sign::Signing;
use crate::store::{Store, fresh};
use crate::strings;
use crate::today::now;

/// The open record, its place on the shelf, and the way to its other stages.
#[derive(Clone, Copy)]
pub(crate) struct Work {
    parts: StoredValue<Parts>,
    entry: StoredValue<Entry>,
    /// Keeps it as it is typed, where records are kept.
    editing: StoredValue<Option<Editing>, LocalStorage>,
    /// The question that the form opens at.
    opens_at: StoredValue<Option<String>>,
    /// The answer that was left to be changed from among all of them: there the person comes back to.
    left_at: StoredValue<Option<String>>,
    /// Is it being left?
    leaving: StoredValue<bool>,
}

#[derive(Clone, Copy)]
struct Parts {
    model: Model,
    place: Place,
    rest: Rest,
    nav: Nav,
    store: Store,
    signing: Signing,
}

impl Work {
    /// A record that was just opened; from now on it is kept as it is typed.
    pub(crate) fn new(entry: Entry, (model, place, rest): (Model, Place, Rest), (nav, store): (Nav, Store)) -> Self {
        let work = Self {
            parts: StoredValue::new(Parts {
                model,
                place,
                rest,
                nav,
                store,
                signing: Signing::new(),
            }),
            entry: StoredValue::new(entry),
            editing: StoredValue::new_local(None),
            opens_at: StoredValue::new(None),
            left_at: StoredValue::new(None),
            leaving: StoredValue::new(false),
        };
        work.keep_as_typed();
        on_cleanup(move || work.leave_as_typed());
        work
    }

    pub(crate) fn model(self) -> Model {
        self.parts.with_value(|parts| parts.model)
    }

    pub(crate) fn place(self) -> Place {
        self.parts.with_value(|parts| parts.place)
    }

    /// Whether the person is typing at the moment.
    pub(crate) fn rest(self) -> Rest {
        self.parts.with_value(|parts| parts.rest)
    }

    pub(crate) fn nav(self) -> Nav {
        self.parts.with_value(|parts| parts.nav)
    }

    pub(crate) fn store(self) -> Store {
        self.parts.with_value(|parts| parts.store)
    }

    /// The id of the record.
    pub(crate) fn id(self) -> String {
        self.entry.with_value(|entry| entry.id.clone())
    }

    /// The record as it is kept.
    pub(crate) fn entry(self) -> Entry {
        self.entry.get_value()
    }

    /// May it still be written here? `None` once this page of it is gone: what listens to the library may hear once more after that.
    pub(crate) fn is_open(self) -> Option<bool> {
        self.entry.try_with_value(Entry::is_open)
    }

    /// "R-2041 · Home visit · Newcastle City Council", for the page alone: brothers' and sisters' visits look alike but for the reference.
    /// No title, address or history says it.
    pub(crate) fn about(self) -> String {
        let plan = self.model().plan();
        let about = format!("{} · {}", plan.title(), plan.procedure().authority);
        self.reference()
            .map_or(about.clone(), |reference| format!("{reference} · {about}"))
    }

    /// The reference of the child that it is about, if it belongs to one.
    pub(crate) fn reference(self) -> Option<String> {
        let child = self.entry.with_value(|entry| entry.child.clone())?;
        self.store()
            .library
            .with_untracked(|library| library.child(&child).map(|child| child.reference.clone()))
    }

    pub(crate) fn signed(self) -> Option<SignOff> {
        self.entry.with_value(|entry| entry.signed.clone())
    }

    /// Who signed, when, and what was open then, in a sentence or two.
    pub(crate) fn signed_words(self) -> Option<String> {
        let signed = self.signed()?;
        let by = strings::signing::signed_by(&signed.by.name, &signed.role, &words::date(signed.on));
        Some(match signed.open {
            0 => by,
            open => format!("{by} {}", strings::signing::open_at_signing(open)),
        })
    }

    /// The signed record that it is a newer version of.
    pub(crate) fn replaces(self) -> Option<Replaced> {
        self.entry.with_value(|entry| entry.earlier.clone())
    }

    /// The record on its way out: who signed it, which it replaces, what was left out of it before it came here, and whether it is an exercise.
    pub(crate) fn outgoing<T>(self, make: impl FnOnce(&Outgoing<'_>) -> T) -> T {
        let parts = |entry: &Entry| (entry.signed.clone(), entry.left_out.clone(), entry.exercise);
        let (signed, left_out, exercise) = self.entry.with_value(parts);
        let replaces = self.replaces();
        let carried = self.model().carried.get_untracked();
        self.model().session(|session| {
            let outgoing = Outgoing::new(session).signed_by(signed.as_ref());
            make(
                &outgoing
                    .replacing(replaces.as_ref())
                    .carrying(&carried)
                    .having_left_out(&left_out)
                    .exercise(exercise),
            )
        })
    }

    /// Does the record that an answer was brought along from say something else by now, as far as it is here?
    pub(crate) fn source_differs(self, question: &str) -> bool {
        let plan = self.model().plan();
        let differs = |library: &Library| {
            self.entry
                .with_value(|entry| library.source_differs(entry, question, &plan))
        };
        self.store().library.with_untracked(differs)
    }

    /// Has it changes that are in no file? Tracked.
    pub(crate) fn unsaved(self) -> bool {
        self.store().unsaved.with(|unsaved| unsaved.contains(&self.id()))
    }

    /// What the person is to know about it, if it came from a file, or is not as it was left.
    pub(crate) fn notices(self) -> Vec<Notice> {
        let notices = self.store().notices.get_value().filter(|(of, _)| *of == self.id());
        let mut notices = notices.map(|(_, notices)| notices).unwrap_or_default();
        if self.store().is_older(&self.id()) && !notices.contains(&Notice::OlderHere) {
            notices.push(Notice::OlderHere);
        }
        notices
    }

    /// What is entered on the page where it is signed.
    pub(crate) fn signing(self) -> Signing {
        self.parts.with_value(|parts| parts.signing)
    }

    /// Goes to another stage.
    pub(crate) fn go(self, stage: Stage) {
        self.nav().go(Screen::Record(self.id(), stage));
    }

    /// Closes the record, once everything typed is kept or the person has it in a file. Otherwise it stays, and its screen says why.
    pub(crate) fn leave(self) {
        if self
            .leaving
            .try_update_value(|leaving| std::mem::replace(leaving, true))
            != Some(false)
        {
            return;
        }
        // Where the browser does not go back, the record stays, and may be left again.
        let leave = move || {
            self.leaving.set_value(false);
            self.nav().leave_record();
        };
        let Some(editing) = self.editing().filter(|editing| !editing.is_kept()) else {
            return leave();
        };
        spawn_local(async move {
            let kept = editing.flush().await;
            // Gone by another way meanwhile.
            if self.leaving.try_get_value().is_none() {
                return;
            }
            if kept || untrack(|| !self.unsaved()) {
                return leave();
            }
            self.leaving.set_value(false);
            page::focus_later(NOT_SAVED_ID);
        });
    }

    /// Goes to a question of the form.
    pub(crate) fn change(self, question: &str) {
        if let Some(section) = self.model().section_of(question) {
            self.place().section.set(section);
        }
        self.opens_at.set_value(Some(question.to_owned()));
        self.left_at.set_value(Some(question.to_owned()));
        self.go(Stage::Form);
    }

    /// From which answer a person went to change it, once.
    pub(crate) fn left_at(self) -> Option<String> {
        self.left_at.try_update_value(Option::take).flatten()
    }

    /// Where the form opens: at a question that was asked for, once.
    pub(crate) fn opens_at(self) -> Option<String> {
        self.opens_at.try_update_value(Option::take).flatten()
    }

    /// Signs the record: from now on it does not change.
    pub(crate) fn sign(self, signed: SignOff) {
        self.entry.update_value(|entry| {
            // What is answered by signing is in what is signed.
            entry.record = self.model().record();
            entry.carried = self.model().carried.get_untracked();
            entry.signed = Some(signed);
            entry.edited = now();
        });
        self.put();
        self.nav().end_record(Screen::Record(self.id(), Stage::Check));
    }

    /// Another tab has signed it: it is shown anew, as it is kept. Not while something that was typed here is kept nowhere else.
    pub(crate) fn was_finished_elsewhere(self) {
        let (id, store, editing) = (self.id(), self.store(), self.editing());
        if editing.as_ref().is_some_and(|editing| !editing.is_kept()) {
            return;
        }
        let signed = store
            .library
            .with_untracked(|library| library.entry(&id).is_some_and(|entry| entry.signed.is_some()));
        if signed {
            let mut notices = self.notices();
            notices.push(Notice::SignedElsewhere);
            store.notices.set_value(Some((id, notices)));
        }
        // What is shown here is older: nothing of it is written any more.
        if let Some(editing) = editing {
            editing.abandon();
        }
        store.turned.update(|turned| *turned += 1);
    }

    /// Was it deleted in another tab? What is shown of it is then kept nowhere. Tracked.
    pub(crate) fn is_gone(self) -> Signal<bool> {
        let (keep, id, library) = (use_context::<Keep>(), self.id(), self.store().library);
        leading_to_deleted(move || {
            keep.is_some_and(|keep| keep.was_removed(&id)) && library.with(|library| library.entry(&id).is_none())
        })
    }

    /// Begins a new version of a signed record as it is kept, and opens it; the one that was begun meanwhile in another tab, if one was.
    pub(crate) fn new_version(self) {
        let (kept, begun) = self.store().library.with_untracked(|library| {
            let begun = library.newer(&self.id()).map(|newer| newer.id.clone());
            (library.entry(&self.id()).cloned(), begun)
        });
        if let Some(begun) = begun {
            return self.nav().turn_into(Screen::Record(begun, Stage::Form));
        }
        let version = Library::new_version(fresh(), &kept.unwrap_or_else(|| self.entry()));
        let id = version.id.clone();
        self.store().keep(version);
        self.nav().turn_into(Screen::Record(id, Stage::Form));
    }

    /// Who keeps it as it is typed, where records are kept.
    pub(crate) fn editing(self) -> Option<Editing> {
        self.editing.try_get_value().flatten()
    }

    /// May it only be read here, because another tab writes it?
    pub(crate) fn only_read(self) -> Signal<bool> {
        only_read(self.editing().as_ref())
    }

    /// Has it kept as it is typed, from now until it is left.
    fn keep_as_typed(self) {
        let Some(keep) = use_context::<Keep>().filter(|_| self.entry().is_open()) else {
            return;
        };
        let store = self.store();
        let id = self.id();
        let text = move || format::record(&self.as_typed()).ok().map(|document| document.body);
        let take = {
            let id = id.clone();
            move |body: Vec<u8>, shown: Shown| {
                let id = id.clone();
                let Ok(Content::Record(entry)) = format::open(&Document { id, body }) else {
                    return false;
                };
                match shown {
                    Shown::Anew => store.turn(*entry),
                    Shown::No => drop(store.library.try_update(|library| library.put(*entry))),
                }
                true
            }
        };
        let editing = Editing::open(keep, &id, text, take);
        self.editing.set_value(editing.clone());
        let Some(editing) = editing else { return };
        // One that could not be kept when it was begun or opened from a file is kept from here, and said not to be.
        Effect::new(move || {
            if editing.may_write() && store.is_unkept(&id) {
                store.hand_to_editor(&id);
                editing.changed();
            }
        });
    }

    /// Left by whatever way: what is opened again is read from the library, and the next save of it would drop what only the device has.
    fn leave_as_typed(self) {
        let editing = self.editing();
        // What another tab writes, or what is deleted, is not ours to say.
        if self.is_open() != Some(true) || editing.as_ref().is_some_and(|editing| !editing.writes()) {
            return;
        }
        let (store, entry) = (self.store(), self.as_typed());
        // Once all that is drawn of it is gone: it would hear of the change, and find its record missing.
        spawn_local(async move { store.leave(entry, editing.is_some()) });
    }

    /// The record with what is half typed in it; once it is signed, as it was signed.
    fn as_typed(self) -> Entry {
        let mut entry = self.entry();
        if entry.signed.is_none() {
            entry.record = self.model().record_as_typed();
            entry.carried = self.model().carried.get_untracked();
        }
        entry
    }

    /// Keeps the record as it is now.
    pub(crate) fn keep(self) {
        self.entry.update_value(|entry| {
            entry.record = self.model().record();
            entry.carried = self.model().carried.get_untracked();
            entry.edited = now();
        });
        self.put();
    }

    /// Whoever has it open writes it, and nobody beside them.
    fn put(self) {
        match self.editing() {
            Some(editing) => {
                self.store().hold(self.entry());
                editing.changed();
            }
            None => self.store().keep(self.entry()),
        }
    }
}
