//! One answer at a time by numbers: what it changed is read in the module's memory, and no text is made.

use js_sys::Error;
use serde_json::Value as Json;
use wasm_bindgen::prelude::*;
use wayhome_engine::{Change, QuestionPlace, Record, Truth};

use crate::errors::{coded, day};
use crate::library;
use crate::packed::{deadline_state, state};

/// One record while it is being filled in, by numbers: questions by their places, changes packed.
#[wasm_bindgen]
#[derive(Debug)]
pub struct PackedSession {
    session: wayhome_engine::Session,
    changes: Vec<Change>,
    packed: Vec<u32>,
}

#[wasm_bindgen]
impl PackedSession {
    /// Opens a record, given as the bytes of its JSON text.
    ///
    /// # Errors
    ///
    /// As [`check`](crate::check).
    #[wasm_bindgen(constructor)]
    pub fn new(record: &[u8], today: &str) -> Result<Self, Error> {
        let record = Record::parse(record).map_err(|error| coded(error.code(), &error.to_string()))?;
        let plan = library(|library| library.plan(&record.procedure, &record.form))?;
        Ok(Self {
            session: wayhome_engine::Session::open(plan, day(today)?, record),
            changes: Vec::new(),
            packed: Vec::new(),
        })
    }

    /// The place of a question, if the form knows it.
    #[must_use]
    pub fn place(&self, question: &str) -> Option<u16> {
        self.session.plan().place(question).map(QuestionPlace::number)
    }

    /// Records a text, a date or an option's id; returns how many changes there are.
    #[wasm_bindgen(js_name = putText)]
    pub fn put_text(&mut self, place: u16, text: String) -> usize {
        self.put(place, Some(Json::String(text)))
    }

    /// Records yes or no; returns how many changes there are.
    #[wasm_bindgen(js_name = putYesNo)]
    pub fn put_yes_no(&mut self, place: u16, yes: bool) -> usize {
        self.put(place, Some(Json::Bool(yes)))
    }

    /// Takes an answer back; returns how many changes there are.
    pub fn clear(&mut self, place: u16) -> usize {
        self.put(place, None)
    }

    /// Where in the module's memory the changes are, four bytes each: what changed in the lowest byte (0 whether a question is asked, 1 a check,
    /// 2 who approves, 3 a deadline), its state in the next, its place in the two highest.
    #[must_use]
    pub fn changes(&self) -> *const u32 {
        self.packed.as_ptr()
    }

    fn put(&mut self, place: u16, value: Option<Json>) -> usize {
        self.packed.clear();
        if let Some(place) = self.session.plan().at(place) {
            self.session.put(place, value, &mut self.changes);
            self.packed.extend(self.changes.iter().copied().map(packed));
        }
        self.packed.len()
    }
}

fn packed(change: Change) -> u32 {
    let (kind, state_of, place) = match change {
        Change::Asked(place, truth) => {
            let asked = match truth {
                Truth::Yes => 0,
                Truth::No => 1,
                Truth::Unknown => 2,
            };
            (0, asked, usize::from(place.number()))
        }
        Change::Check(place, of) => (1, state(of), place),
        Change::Approval(place) => (2, 0, place),
        Change::Deadline(place, of) => (3, deadline_state(of), place),
    };
    kind | u32::from(state_of) << 8 | u32::from(u16::try_from(place).unwrap_or(u16::MAX)) << 16
}
