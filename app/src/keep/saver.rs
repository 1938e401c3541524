//! Writes what a person types, and says truthfully whether it is kept. What is decided is in [`SaveQueue`]; here it meets timers and a store.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures::channel::oneshot;
use futures::future::LocalBoxFuture;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wayhome_vault::browser::now;
use wayhome_vault::save_queue::{Do, Said, SaveQueue, Ticket};

/// Keeps a text: true only once it is on the disk.
pub(crate) type Put = Box<dyn Fn(Vec<u8>) -> LocalBoxFuture<'static, bool>>;
/// The text as it is at that moment; `None` where it cannot be written down.
pub(crate) type Text = Rc<dyn Fn() -> Option<Vec<u8>>>;

/// The saver of one open document. A clone is the same one.
#[derive(Clone)]
pub(crate) struct Saver(Rc<Inner>);

struct Inner {
    queue: RefCell<SaveQueue>,
    text: RefCell<Text>,
    put: Put,
    said: RwSignal<Said>,
    timer: RefCell<Option<Timeout>>,
    waiting: RefCell<Vec<oneshot::Sender<bool>>>,
    ended: Cell<bool>,
    stopped: Cell<bool>,
}

impl Saver {
    pub(crate) fn new(text: Text, put: Put) -> Self {
        Self(Rc::new(Inner {
            queue: RefCell::default(),
            text: RefCell::new(text),
            put,
            said: RwSignal::new(Said::Nothing),
            timer: RefCell::default(),
            waiting: RefCell::default(),
            ended: Cell::new(false),
            stopped: Cell::new(false),
        }))
    }

    /// What may be said about it; tracked.
    pub(crate) fn said(&self) -> RwSignal<Said> {
        self.0.said
    }

    /// Something was typed.
    pub(crate) fn changed(&self) {
        self.0.queue.borrow_mut().changed(now());
        self.drive();
    }

    /// Keeps everything now; true when it is kept.
    pub(crate) async fn flush(&self) -> bool {
        self.0.queue.borrow_mut().flush();
        self.drive();
        if self.is_done() {
            return true;
        }
        if self.0.stopped.get() {
            return false;
        }
        let (tell, told) = oneshot::channel();
        self.0.waiting.borrow_mut().push(tell);
        told.await.unwrap_or(false)
    }

    /// Is everything kept?
    pub(crate) fn is_done(&self) -> bool {
        self.0.queue.borrow().is_done()
    }

    /// The text changes no more, and where it came from goes: what it is now is kept. Asks for one more write, because a control that
    /// went may have handed over its last letters unheard.
    pub(crate) fn freeze(&self) {
        let text = self.text();
        self.0.text.replace(Rc::new(move || text.clone()));
        if self.0.queue.borrow().said(now()) != Said::Nothing {
            self.0.queue.borrow_mut().changed(now());
        }
    }

    /// The text as it is now, if it can be written down.
    pub(crate) fn text(&self) -> Option<Vec<u8>> {
        (Rc::clone(&self.0.text.borrow()))()
    }

    /// Nothing more is written: what is newer is written by another.
    pub(crate) fn stop(&self) {
        self.0.stopped.set(true);
        self.0.timer.replace(None);
        self.0.waiting.take();
    }

    /// Nothing more is drawn; what is still to be written is.
    pub(crate) fn end(&self) {
        self.0.ended.set(true);
    }

    /// Is nothing drawn any more?
    pub(crate) fn is_ended(&self) -> bool {
        self.0.ended.get()
    }

    fn drive(&self) {
        if self.0.stopped.get() {
            return;
        }
        let next = self.0.queue.borrow_mut().next(now());
        match next {
            Do::Write(ticket) => {
                self.write(ticket);
                // Somebody must look again in time to say that it takes too long.
                self.look_again();
            }
            Do::Wait(milliseconds) => self.wait(milliseconds),
            Do::Rest => drop(self.0.timer.replace(None)),
        }
        self.say();
    }

    fn look_again(&self) {
        let next = self.0.queue.borrow_mut().next(now());
        if let Do::Wait(milliseconds) = next {
            self.wait(milliseconds);
        }
    }

    fn wait(&self, milliseconds: u64) {
        let saver = self.clone();
        let milliseconds = u32::try_from(milliseconds).unwrap_or(u32::MAX).max(1);
        self.0
            .timer
            .replace(Some(Timeout::new(milliseconds, move || saver.drive())));
    }

    fn write(&self, ticket: Ticket) {
        let saver = self.clone();
        let putting = self.text().map(|text| (self.0.put)(text));
        spawn_local(async move {
            let kept = match putting {
                Some(putting) => putting.await,
                None => false,
            };
            {
                let mut queue = saver.0.queue.borrow_mut();
                if kept {
                    queue.kept(ticket, now());
                } else {
                    queue.failed(ticket, now());
                }
            }
            if !kept || saver.is_done() {
                for tell in saver.0.waiting.take() {
                    let _ = tell.send(kept);
                }
            } else if !saver.0.waiting.borrow().is_empty() {
                // More was typed meanwhile, and somebody waits for all of it.
                saver.0.queue.borrow_mut().flush();
            }
            saver.drive();
        });
    }

    fn say(&self) {
        if self.0.ended.get() {
            return;
        }
        let said = self.0.queue.borrow().said(now());
        if self.0.said.try_get_untracked().is_some_and(|before| before != said) {
            self.0.said.set(said);
        }
    }
}
