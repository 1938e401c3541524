//! Results as numbers: no text is made until somebody reads it, and none crosses.

use std::io::BufRead as _;
use std::sync::Arc;

use chrono::NaiveDate;
use js_sys::Error;
use serde_json::Value as Json;
use wasm_bindgen::prelude::*;
use wayhome_engine::{
    Change, Checked, DeadlineState, LibraryError, Outcome, Plan, QuestionPlace, Record, State, Truth, Unusable,
};

use crate::LIBRARY;
use crate::errors::{coded, day, encode};

fn plan(procedure: &str, form: &str) -> Result<Arc<Plan>, LibraryError> {
    LIBRARY.with_borrow_mut(|library| library.plan(procedure, form))
}

/// Checks many records, one a line of JSON text; returns, line after line:
///
/// - a byte: 0 where the record was checked, 1 where it cannot be used;
/// - of one that cannot be used: the length of the reason in bytes, and the reason in UTF-8;
/// - of one that was checked: the outcome (0 complete, 1 incomplete, 2 breached), how many answers are needed and how many of those are there, how
///   many checks there are and the state of each, how many deadlines and the state of each, how many answers cannot be read and the places of their
///   questions at two bytes each, and how many answers are to questions that do not exist.
///
/// Counts are two bytes each, the lower first. Blank lines are left out. A state is its place in the list of states of the report's format:
/// met, explained, breached, to do, cannot tell, not applicable; of a deadline due, late, met, met late, cannot tell, not applicable.
///
/// # Errors
///
/// `day_unreadable` in the error's `code`.
#[wasm_bindgen(js_name = checkPacked)]
pub fn check_packed(lines: &[u8], today: &str) -> Result<Vec<u8>, Error> {
    let today = day(today)?;
    let mut packed = Vec::with_capacity(lines.len() / 32);
    let mut rest = lines;
    while !rest.is_empty() {
        let from = rest;
        // Looks at eight bytes at once, where a loop would look at each.
        let length = rest.skip_until(b'\n').unwrap_or(from.len());
        let line = from.get(..length).unwrap_or(from).trim_ascii();
        if !line.is_empty() {
            pack(line, today, &mut packed);
        }
    }
    Ok(packed)
}

fn pack(line: &[u8], today: NaiveDate, to: &mut Vec<u8>) {
    match Checked::read(line, today, plan) {
        Ok(checked) => {
            to.push(0);
            to.push(match checked.outcome() {
                Outcome::Complete => 0,
                Outcome::Incomplete => 1,
                Outcome::Breached => 2,
            });
            let progress = checked.progress();
            count(to, progress.needed as usize);
            count(to, progress.answered as usize);
            listed(to, checked.states().map(state));
            listed(to, checked.deadline_states().map(deadline_state));
            count(to, checked.unreadable().count());
            for question in checked.unreadable() {
                to.extend(question.number().to_le_bytes());
            }
            count(to, checked.unknown());
        }
        Err(error) => {
            to.push(1);
            let said = match error {
                Unusable::Record(error) => error.to_string(),
                Unusable::Plan(error) => error.to_string(),
            };
            listed(to, said.bytes());
        }
    }
}

/// What the numbers of a packed result speak of, as JSON text: the questions by place, and the source and id of each check.
///
/// # Errors
///
/// `procedure_unknown` or `form_unknown` in the error's `code`.
#[wasm_bindgen(js_name = packedNames)]
pub fn packed_names(procedure: &str, form: &str) -> Result<String, Error> {
    let plan = plan(procedure, form).map_err(|error| coded(error.code(), &error.to_string()))?;
    let checks: Vec<_> = plan
        .checks()
        .map(|(source, rule)| [source.id.as_str(), rule.id.as_str()])
        .collect();
    let questions: Vec<_> = (0..=u16::MAX)
        .map_while(|number| plan.at(number))
        .map(|place| plan.question_at(place))
        .collect();
    encode(&serde_json::json!({ "questions": questions, "checks": checks }))
}

/// Two bytes; what does not fit is not counted further.
fn count(to: &mut Vec<u8>, count: usize) {
    to.extend(u16::try_from(count).unwrap_or(u16::MAX).to_le_bytes());
}

fn listed(to: &mut Vec<u8>, bytes: impl Iterator<Item = u8>) {
    let at = to.len();
    count(to, 0);
    to.extend(bytes.take(usize::from(u16::MAX)));
    let length = u16::try_from(to.len() - at - 2).unwrap_or(u16::MAX).to_le_bytes();
    if let Some(place) = to.get_mut(at..at + 2) {
        place.copy_from_slice(&length);
    }
}

fn state(state: State) -> u8 {
    match state {
        State::Met => 0,
        State::Explained => 1,
        State::Breached => 2,
        State::ToDo => 3,
        State::CannotTell => 4,
        State::NotApplicable => 5,
    }
}

fn deadline_state(state: DeadlineState) -> u8 {
    match state {
        DeadlineState::Due => 0,
        DeadlineState::Late => 1,
        DeadlineState::Met => 2,
        DeadlineState::MetLate => 3,
        DeadlineState::CannotTell => 4,
        DeadlineState::NotApplicable => 5,
    }
}

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
        let plan = plan(&record.procedure, &record.form).map_err(|error| coded(error.code(), &error.to_string()))?;
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
        if let Some(place) = self.session.plan().at(place) {
            self.session.put(place, value, &mut self.changes);
            self.packed.clear();
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
