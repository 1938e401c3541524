//! The place that keeps nothing on the device: documents live as long as the page.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::NaiveDateTime;

use super::{Document, Kept};

/// Documents in the page's own memory.
#[derive(Debug, Clone)]
pub struct Memory {
    held: Rc<RefCell<BTreeMap<String, Held>>>,
    clock: fn() -> NaiveDateTime,
}

#[derive(Debug)]
struct Held {
    revision: u64,
    body: Vec<u8>,
}

impl Memory {
    /// An empty place, told the time by a clock.
    #[must_use]
    pub fn new(clock: fn() -> NaiveDateTime) -> Self {
        Self {
            held: Rc::default(),
            clock,
        }
    }

    pub(super) fn all(&self) -> Vec<Document> {
        let held = self.held.borrow();
        held.iter()
            .map(|(id, held)| Document {
                id: id.clone(),
                body: held.body.clone(),
            })
            .collect()
    }

    pub(super) fn put(&self, id: &str, body: Vec<u8>) -> Kept {
        let mut held = self.held.borrow_mut();
        let revision = held.get(id).map_or(0, |before| before.revision) + 1;
        held.insert(id.to_owned(), Held { revision, body });
        Kept {
            revision,
            at: (self.clock)(),
        }
    }

    pub(super) fn remove(&self, id: &str) {
        self.held.borrow_mut().remove(id);
    }
}
