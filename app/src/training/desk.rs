//! What is on the desk while training is open: the way to the screen, what was opened, and the scenario that is being written.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use wayhome_engine::{Plan, Record};
use wayhome_training::Draft;

use super::trying::Attempt;
use super::way::{History, Screen, Way};
use super::write::Part;
use super::{Case, known};
use crate::today::today;

type Act = Box<dyn Fn() + Send + Sync>;

/// What is on the desk while training is open. All of it is in memory.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) history: History,
    pub(super) projector: RwSignal<bool>,
    /// The scenario that is being written.
    draft: RwSignal<Option<Draft>>,
    plan: StoredValue<Option<Arc<Plan>>>,
    /// Counts what changes the parts of the draft, and not what is typed into one of them.
    pub(super) parts: RwSignal<u32>,
    /// What was opened and could not be used.
    pub(super) problem: RwSignal<Option<String>>,
    pub(super) cases: RwSignal<Vec<Arc<Case>>>,
    /// The attempts of a learner: they outlast a look at another screen.
    attempts: StoredValue<Vec<(Arc<Case>, Attempt)>>,
    /// Is there an attempt that no file holds?
    pub(super) attempted: RwSignal<bool>,
    owner: StoredValue<Option<Owner>>,
    pub(super) unsaved_shown: RwSignal<bool>,
    pub(super) invented_shown: RwSignal<bool>,
    waiting: StoredValue<Option<Act>>,
    record: StoredValue<Option<Record>>,
}

impl Desk {
    pub(super) fn new() -> Self {
        Self {
            history: History::new(),
            projector: RwSignal::new(false),
            draft: RwSignal::new(None),
            plan: StoredValue::new(None),
            parts: RwSignal::new(0),
            problem: RwSignal::new(None),
            cases: RwSignal::default(),
            attempts: StoredValue::default(),
            attempted: RwSignal::new(false),
            owner: StoredValue::new(Owner::current()),
            unsaved_shown: RwSignal::new(false),
            invented_shown: RwSignal::new(false),
            waiting: StoredValue::new(None),
            record: StoredValue::new(None),
        }
    }

    /// Shows a scenario, from its story on.
    pub(super) fn teach(self, case: Arc<Case>) {
        // Whoever came to the choice by the browser's own Back has an attempt lying open still.
        self.unless_attempted(Box::new(move || {
            self.history.go(Screen::Lesson(Arc::clone(&case), Way::Story));
        }));
    }

    /// The attempt at a case; begun where there is none.
    pub(super) fn attempt(self, case: &Arc<Case>) -> Attempt {
        let known = self.attempts.with_value(|all| {
            let mut all = all.iter();
            all.find(|(of, _)| Arc::ptr_eq(of, case)).map(|(_, attempt)| *attempt)
        });
        known.unwrap_or_else(|| {
            // Its signals belong to all of training, and not to the screen that began it.
            let begin = || Attempt::begin(case);
            let attempt = match self.owner.get_value() {
                Some(owner) => owner.with(begin),
                None => begin(),
            };
            self.attempts.update_value(|all| all.push((Arc::clone(case), attempt)));
            attempt
        })
    }

    /// Begins to write a scenario; asks first where another is not saved.
    pub(super) fn begin(self, draft: Draft, at: Part) {
        self.unless_unsaved(Box::new(move || {
            match known::plan(&draft.text("/procedure"), &draft.text("/form")) {
                Ok(plan) => {
                    self.plan.set_value(Some(plan));
                    self.draft.set(Some(draft.clone()));
                    self.history.go(Screen::Write(at.clone()));
                }
                Err(said) => self.problem.set(Some(said)),
            }
        }));
    }

    /// Begins to write a scenario of a record. Unless the record says that it is training, the person is asked whether its family is invented.
    pub(super) fn begin_with(self, record: Record) {
        if record.training {
            self.begin_from(&record);
        } else {
            self.record.set_value(Some(record));
            self.invented_shown.set(true);
        }
    }

    /// Begins to write a scenario of a record about nobody.
    pub(super) fn begin_from(self, record: &Record) {
        self.begin(Draft::of_record(record, today()), Part::About);
    }

    pub(super) fn go_on_invented(self) {
        if let Some(record) = self.record.try_update_value(Option::take).flatten() {
            self.begin_from(&record);
        }
    }

    /// Does it, or asks first where something would be lost.
    pub(super) fn unless_unsaved(self, act: Act) {
        if untrack(|| self.is_unsaved()) {
            self.ask(Box::new(move || {
                self.write(Draft::saved);
                act();
            }));
        } else {
            act();
        }
    }

    /// Does it, or asks first where an attempt would be lost; the scenario that is being written stays on the desk.
    pub(super) fn unless_attempted(self, act: Act) {
        if self.attempted.get_untracked() {
            self.ask(act);
        } else {
            act();
        }
    }

    fn ask(self, act: Act) {
        self.waiting.set_value(Some(act));
        self.unsaved_shown.set(true);
    }

    pub(super) fn go_on_unsaved(self) {
        self.attempted.set(false);
        if let Some(act) = self.waiting.try_update_value(Option::take).flatten() {
            act();
        }
    }

    fn is_unsaved(self) -> bool {
        self.attempted.get() || self.draft.with(|draft| draft.as_ref().is_some_and(Draft::is_unsaved))
    }

    /// The browser asks before the page is left.
    pub(super) fn warn_before_leaving(self) {
        let listener = window_event_listener(ev::beforeunload, move |event| {
            if untrack(|| self.is_unsaved()) {
                event.prevent_default();
                event.set_return_value("unsaved");
            }
        });
        on_cleanup(move || listener.remove());
    }

    /// Is a scenario being written? Tracked.
    pub(super) fn is_writing(self) -> bool {
        self.draft.with(Option::is_some)
    }

    /// The form that the draft's records fill in.
    pub(super) fn plan(self) -> Option<Arc<Plan>> {
        self.plan.get_value()
    }

    /// Looks into the draft, untracked.
    pub(super) fn read<T: Default>(self, look: impl FnOnce(&Draft) -> T) -> T {
        let (mut seen, mut look) = (T::default(), Some(look));
        self.look(&mut |draft| {
            if let Some(look) = look.take() {
                seen = look(draft);
            }
        });
        seen
    }

    /// The same, tracked.
    pub(super) fn watch<T: Default>(self, look: impl FnOnce(&Draft) -> T) -> T {
        self.draft.track();
        self.read(look)
    }

    /// One function for all looks, and not one for each.
    fn look(self, look: &mut dyn FnMut(&Draft)) {
        self.draft.with_untracked(|draft| {
            if let Some(draft) = draft {
                look(draft);
            }
        });
    }

    /// Writes something that is shown where it was typed.
    pub(super) fn write(self, change: impl FnOnce(&mut Draft)) {
        let mut change = Some(change);
        self.apply(&mut |draft| {
            if let Some(change) = change.take() {
                change(draft);
            }
        });
    }

    fn apply(self, change: &mut dyn FnMut(&mut Draft)) {
        self.draft.update(|draft| {
            if let Some(draft) = draft {
                change(draft);
            }
        });
    }

    /// Changes the parts of the draft, and shows them anew.
    pub(super) fn change(self, change: impl FnOnce(&mut Draft)) {
        self.write(change);
        self.parts.update(|parts| *parts += 1);
    }
}
