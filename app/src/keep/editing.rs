//! The record that is open: kept as it is typed, and by one tab at a time.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures::FutureExt;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen_futures::spawn_local;
use wayhome_vault::DocumentId;
use wayhome_vault::browser::{HeldLock, try_lock, wait, wait_for_lock};
use wayhome_vault::save_queue::Said;
use wayhome_vault::tabs::{Act, Event, Message, Role};

use super::Keep;
use super::saved::ELSEWHERE_ID;
use super::saver::Saver;
use super::vaulted::{Basis, Vaulted};
use crate::page;

/// Between two tries to keep a record that was left, and before it is said that it is not kept, in milliseconds.
const AGAIN: i32 = 1_000;

/// An open record. A clone is the same one. Views may hold it, although it never leaves its one thread.
#[derive(Clone)]
pub(crate) struct Editing(SendWrapper<Rc<Inner>>);

struct Inner {
    id: DocumentId,
    vaulted: Vaulted,
    /// Where what is shown here comes from.
    basis: Basis,
    saver: Saver,
    role: RwSignal<Role>,
    /// Is it known who writes?
    known: RwSignal<bool>,
    lock: RefCell<Option<HeldLock>>,
    /// Another tab has kept more than is shown here: nothing of what is shown may be written any more.
    stale: Rc<Cell<bool>>,
    /// It was left, and should have been kept by now.
    late: Cell<bool>,
    /// Takes the record over as it was kept or left. True if it can be read.
    take: Box<dyn Fn(Vec<u8>, Shown) -> bool>,
}

/// Whether a record that is taken over is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// It is, and is shown anew: another tab has kept more of it.
    Anew,
    /// It was left.
    No,
}

impl Editing {
    /// Opens a record for writing. `body` is the record as it is at that moment; `take` takes it as it was kept by another tab or left here.
    /// `None` where nothing is kept.
    pub(crate) fn open(
        keep: Keep,
        id: &str,
        body: impl Fn() -> Option<Vec<u8>> + 'static,
        take: impl Fn(Vec<u8>, Shown) -> bool + 'static,
    ) -> Option<Self> {
        let vaulted = keep.vaulted()?;
        let id = DocumentId::new(id).ok()?;
        // The same record shown anew in this tab: the lock goes along, and nobody can slip in between. What was left of it unsaved is on the
        // screen again, and is kept from here: the one before must not write over what is newer.
        let before = keep.left(id.as_str());
        let held = before.as_ref().and_then(|before| before.0.lock.take());
        let unsaved = before.as_ref().is_some_and(Self::left_unsaved);
        let basis = match &before {
            Some(before) if unsaved => Rc::clone(&before.0.basis),
            _ => vaulted.basis(&id),
        };
        let stale = Rc::new(Cell::new(false));
        let put = {
            let (vaulted, id, basis, stale) = (vaulted.clone(), id.clone(), Rc::clone(&basis), Rc::clone(&stale));
            Box::new(move |body: Vec<u8>| {
                let (vaulted, id, basis, stale) = (vaulted.clone(), id.clone(), Rc::clone(&basis), Rc::clone(&stale));
                async move {
                    let turn = vaulted.turn().await;
                    !stale.get() && vaulted.put_from(turn, (&id, &basis), &body).await.is_ok()
                }
                .boxed_local()
            })
        };
        if let Some(before) = before {
            before.abandon();
        }
        let editing = Self(SendWrapper::new(Rc::new(Inner {
            id,
            vaulted,
            basis,
            saver: Saver::new(Rc::new(body), put),
            role: RwSignal::new(Role::Reader),
            known: RwSignal::new(false),
            lock: RefCell::default(),
            stale,
            late: Cell::new(false),
            take: Box::new(take),
        })));
        keep.editing.set_value(Some(editing.clone()));
        let opening = editing.clone();
        spawn_local(async move {
            opening.arrive(held).await;
            if unsaved {
                opening.changed();
            }
        });
        let closing = editing.clone();
        on_cleanup(move || closing.close(keep));
        Some(editing)
    }

    /// Something was typed, or what was kept may be gone: it is kept once more, or said not to be.
    pub(crate) fn changed(&self) {
        if self.writes() {
            self.0.saver.changed();
        }
    }

    /// Takes the lock, unless it came along or another tab has it.
    async fn arrive(&self, held: Option<HeldLock>) {
        let free = match held {
            Some(lock) => {
                self.0.lock.replace(Some(lock));
                true
            }
            // Without locks, what each tab writes from still keeps two from writing over each other: the second is told that it is not saved.
            None => match try_lock(&lock_name(self.0.id.as_str())).await {
                Ok(lock) => {
                    let free = lock.is_some();
                    self.0.lock.replace(lock);
                    free
                }
                Err(_) => true,
            },
        };
        self.happened(Event::Opened(free));
        self.0.known.try_set(true);
    }

    /// Does another tab write it, for all that is known? Tracked.
    pub(super) fn elsewhere(&self) -> bool {
        self.0.known.get() && !self.0.role.get().may_write()
    }

    /// Does what is shown here go to the device? A tab that is letting go still has its last letters to keep.
    pub(crate) fn writes(&self) -> bool {
        let role = self.0.role.try_get_untracked();
        !self.0.stale.get() && matches!(role, Some(Role::Writer | Role::LettingGo))
    }

    /// May this tab write it, for all that is known? Tracked.
    pub(crate) fn may_write(&self) -> bool {
        self.0.role.get().may_write() && self.writes()
    }

    /// Keeps everything now; true when it is kept.
    pub(crate) async fn flush(&self) -> bool {
        self.0.saver.flush().await
    }

    /// Nothing of it is written any more: everything is being deleted, or it is open anew.
    pub(crate) fn abandon(&self) {
        self.0.stale.set(true);
        self.0.saver.stop();
    }

    /// Is everything that was typed on the device?
    pub(crate) fn is_kept(&self) -> bool {
        self.0.saver.is_done() || self.0.stale.get()
    }

    /// Is it to be said that something is not kept? Tracked while it is on the screen.
    pub(super) fn says_not_saved(&self) -> bool {
        let said = self.said().try_get();
        said.map_or(!self.is_kept(), |said| said == Said::NotSaved)
    }

    /// Was it left with something that is not kept?
    fn left_unsaved(&self) -> bool {
        self.0.saver.is_ended() && !self.is_kept()
    }

    /// What may be said about it.
    pub(crate) fn said(&self) -> RwSignal<Said> {
        self.0.saver.said()
    }

    /// Is it that record?
    pub(super) fn is_of(&self, id: &str) -> bool {
        self.0.id.as_str() == id
    }

    /// The id of the record, if that was left, should have been kept by now and is not.
    pub(super) fn late(&self) -> Option<String> {
        (self.0.late.get() && !self.is_kept()).then(|| self.0.id.as_str().to_owned())
    }

    /// If this is what was left unsaved of a record that is opened again, it opens with that, half-typed words and all: another tab may
    /// meanwhile have had everything read anew from the device, where it is not.
    pub(super) fn bring(&self) {
        // Only then is there a page that its text is read from.
        if self.left_unsaved()
            && let Some(text) = self.0.saver.text()
        {
            (self.0.take)(text, Shown::No);
        }
    }

    /// What this tab may do with it.
    pub(crate) fn role(&self) -> RwSignal<Role> {
        self.0.role
    }

    /// The person wants to write in this tab.
    pub(crate) fn edit_here(&self) {
        self.happened(Event::EditHere);
    }

    /// Another tab said something.
    pub(super) fn hear(&self, message: &Message) {
        match message {
            Message::Wanted(id) if *id == self.0.id => self.happened(Event::Wanted),
            // Deleted from under whoever writes it. It is not brought back unasked: what is on the screen is said to be kept nowhere.
            Message::Removed(id) if *id == self.0.id => self.changed(),
            _ => {}
        }
    }

    fn happened(&self, event: Event) {
        let Some(was) = self.0.role.try_get_untracked() else {
            return;
        };
        let (role, acts) = was.on(event);
        if was.may_write() && !role.may_write() {
            // Before the controls are out of use: the browser takes the focus from one at that moment.
            page::keep_focus("main", ELSEWHERE_ID);
        }
        self.0.role.set(role);
        for act in acts {
            self.act(*act);
        }
    }

    fn act(&self, act: Act) {
        let editing = self.clone();
        match act {
            Act::Ask => self.0.vaulted.say(&Message::Wanted(self.0.id.clone())),
            Act::LetGo => drop(self.0.lock.take()),
            Act::Keep => spawn_local(async move {
                let kept = editing.flush().await;
                editing.happened(if kept { Event::AllKept } else { Event::NotKept });
            }),
            Act::WaitForLock => spawn_local(async move {
                let lock = wait_for_lock(&lock_name(editing.0.id.as_str())).await;
                let granted = lock.is_ok();
                editing.0.lock.replace(lock.ok());
                editing.happened(if granted { Event::Granted } else { Event::NotGranted });
            }),
            Act::ReadAgain => spawn_local(async move {
                let newest = editing.0.vaulted.newest(&editing.0.id).await;
                // What is shown anew writes from there on; this one no more.
                let read = newest.is_some_and(|newest| (editing.0.take)(newest.body, Shown::Anew));
                if read {
                    editing.abandon();
                } else {
                    editing.happened(Event::NotRead);
                }
            }),
        }
    }

    /// The record is left. What is typed is kept first; the lock goes last.
    fn close(&self, keep: Keep) {
        let writes = self.writes();
        if writes {
            self.0.saver.freeze();
        }
        self.0.saver.end();
        let editing = self.clone();
        keep.left.update(|left| left.push(self.clone()));
        if writes {
            // Whoever left it is told in time that it is not kept yet.
            let left = self.clone();
            spawn_local(async move {
                wait(AGAIN).await;
                left.0.late.set(true);
                keep.left.try_update(|_| ());
            });
        }
        spawn_local(async move {
            while writes && !editing.flush().await && !editing.is_kept() {
                wait(AGAIN).await;
            }
            let this = |other: &Self| Rc::ptr_eq(&other.0, &editing.0);
            keep.left.try_update(|left| left.retain(|left| !this(left)));
            drop(editing.0.lock.take());
            keep.editing
                .try_update_value(|open| drop(open.take_if(|open| this(open))));
        });
    }
}

/// What the browser's lock on a record is called.
pub(crate) fn lock_name(id: &str) -> String {
    format!("draft:{id}")
}
