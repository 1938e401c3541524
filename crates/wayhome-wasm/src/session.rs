//! A session for JavaScript: each kind of value crosses by itself, so that nothing is made into text only to be handed over.

use std::sync::Arc;

use js_sys::Error;
use serde_json::{Number, Value as Json};
use wasm_bindgen::prelude::*;
use wayhome_engine::{Change, Changes, LARGEST_RECORD, MOST_ANSWERS, QuestionPlace, Truth};

use crate::errors::{coded, day, encode};
use crate::packed::{deadline_state, number_of, state};
use crate::{library, record};

/// No less than the letters of a record before its answers, around an answer, or of a number.
const HEAD: usize = 512;

/// The most bytes that JSON makes of one.
const ESCAPED: usize = 6;

/// One record while it is being filled in.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Session {
    inner: wayhome_engine::Session,
    /// As it was when what changed was last asked for; `None` as long as nothing has changed since.
    earlier: Option<Box<wayhome_engine::Session>>,
    moved: Vec<Change>,
    packed: Vec<u32>,
    /// No less than the bytes of its JSON text: it is written out, to know better, only where this is more than a record may have.
    most: usize,
}

#[wasm_bindgen]
impl Session {
    /// Starts an empty record.
    ///
    /// # Errors
    ///
    /// `procedure_unknown`, `form_unknown`, `floor_missing` or `day_unreadable` in the error's `code`.
    #[wasm_bindgen(constructor)]
    pub fn new(procedure: &str, form: &str, today: &str) -> Result<Self, Error> {
        let today = day(today)?;
        let plan = library(|library| library.plan(procedure, form))?;
        Ok(Self::with(wayhome_engine::Session::new(plan, today), HEAD))
    }

    /// Opens a record, given as the bytes of its JSON text.
    ///
    /// # Errors
    ///
    /// As [`check`](crate::check).
    pub fn open(bytes: &[u8], today: &str) -> Result<Self, Error> {
        let today = day(today)?;
        let record = record(bytes)?;
        let plan = library(|library| library.plan(&record.procedure, &record.form))?;
        let inner = wayhome_engine::Session::open(plan, today, record);
        Ok(Self::with(inner, HEAD + bytes.len()))
    }

    /// Records a text, a date or an option's id; returns what that changed.
    ///
    /// # Errors
    ///
    /// `answer_too_large` or `record_too_large` in the error's `code`.
    #[wasm_bindgen(js_name = setText)]
    pub fn set_text(&mut self, question: &str, answer: String) -> Result<String, Error> {
        let given = Given::text(answer)?;
        self.set(question, given)
    }

    /// Records a number; returns what that changed.
    ///
    /// # Errors
    ///
    /// `answer_unreadable` in the error's `code` where it is not a finite number; `record_too_large`.
    #[wasm_bindgen(js_name = setNumber)]
    pub fn set_number(&mut self, question: &str, answer: f64) -> Result<String, Error> {
        let given = Given::number(answer)?;
        self.set(question, given)
    }

    /// Records yes or no; returns what that changed.
    ///
    /// # Errors
    ///
    /// `record_too_large` in the error's `code`.
    #[wasm_bindgen(js_name = setYesNo)]
    pub fn set_yes_no(&mut self, question: &str, answer: bool) -> Result<String, Error> {
        self.set(question, Given::yes_no(answer))
    }

    /// Records options, rows or anything else, given as JSON text; returns what that changed. A value of the wrong kind is no error: it
    /// becomes a finding.
    ///
    /// # Errors
    ///
    /// `answer_unreadable`, `answer_too_large` or `record_too_large` in the error's `code`.
    #[wasm_bindgen(js_name = setJson)]
    pub fn set_json(&mut self, question: &str, answer: &str) -> Result<String, Error> {
        let given = Given::json(answer)?;
        self.set(question, given)
    }

    /// Takes an answer back; returns what that changed.
    ///
    /// # Errors
    ///
    /// None in practice: what changed can always be said in JSON.
    pub fn unset(&mut self, question: &str) -> Result<String, Error> {
        self.remember();
        encode(&self.inner.unset(question))
    }

    /// The number of its form, for [`form_names`](crate::form_names): what places and numbers speak of.
    #[must_use]
    pub fn form(&self) -> u16 {
        number_of(self.inner.plan())
    }

    /// As [`set_text`](Self::set_text), by the place of the question; returns how many things moved, which are at [`moved`](Self::moved).
    ///
    /// # Errors
    ///
    /// As `set_text`.
    #[wasm_bindgen(js_name = putText)]
    pub fn put_text(&mut self, place: u16, answer: String) -> Result<usize, Error> {
        let given = Given::text(answer)?;
        self.put(place, given)
    }

    /// As [`set_number`](Self::set_number), by the place of the question; returns how many things moved.
    ///
    /// # Errors
    ///
    /// As `set_number`.
    #[wasm_bindgen(js_name = putNumber)]
    pub fn put_number(&mut self, place: u16, answer: f64) -> Result<usize, Error> {
        let given = Given::number(answer)?;
        self.put(place, given)
    }

    /// As [`set_yes_no`](Self::set_yes_no), by the place of the question; returns how many things moved.
    ///
    /// # Errors
    ///
    /// As `set_yes_no`.
    #[wasm_bindgen(js_name = putYesNo)]
    pub fn put_yes_no(&mut self, place: u16, answer: bool) -> Result<usize, Error> {
        self.put(place, Given::yes_no(answer))
    }

    /// As [`set_json`](Self::set_json), by the place of the question; returns how many things moved.
    ///
    /// # Errors
    ///
    /// As `set_json`.
    #[wasm_bindgen(js_name = putJson)]
    pub fn put_json(&mut self, place: u16, answer: &str) -> Result<usize, Error> {
        let given = Given::json(answer)?;
        self.put(place, given)
    }

    /// As [`unset`](Self::unset), by the place of the question; returns how many things moved.
    pub fn clear(&mut self, place: u16) -> usize {
        self.inner.plan().at(place).map_or(0, |place| self.move_to(place, None))
    }

    /// Where in the module's memory it is said what moved, four bytes each: what in the lowest byte (0 whether a question is asked, 1 whether its answer can be
    /// read, 2 a check, 3 who approves, 4 a deadline), what it is now in the next, its place in the two highest.
    #[must_use]
    pub fn moved(&self) -> *const u32 {
        self.packed.as_ptr()
    }

    /// What has changed since this was last asked, or since the session began, each thing once as it stands now.
    ///
    /// # Errors
    ///
    /// None in practice: what changed can always be said in JSON.
    pub fn changes(&mut self) -> Result<String, Error> {
        match self.earlier.take() {
            Some(earlier) => encode(&self.inner.changes_since(&earlier)),
            None => encode(&Changes::default()),
        }
    }

    /// Everything that a check of the record finds.
    ///
    /// # Errors
    ///
    /// None in practice: a report can always be said in JSON.
    pub fn report(&self) -> Result<String, Error> {
        encode(&self.inner.report())
    }

    /// The record as it stands.
    ///
    /// # Errors
    ///
    /// None in practice: a record can always be said in JSON.
    #[wasm_bindgen(js_name = toJSON)]
    pub fn record(&self) -> Result<String, Error> {
        encode(&self.inner.record())
    }

    /// Whether a question is asked at present: `yes`, `no` or `unknown`; nothing if the procedure does not know it.
    #[must_use]
    pub fn asked(&self, question: &str) -> Option<String> {
        let asked = self.inner.asked(question)?;
        Some(
            match asked {
                Truth::Yes => "yes",
                Truth::No => "no",
                Truth::Unknown => "unknown",
            }
            .to_owned(),
        )
    }
}

impl Session {
    fn with(inner: wayhome_engine::Session, most: usize) -> Self {
        Self {
            inner,
            earlier: None,
            moved: Vec::new(),
            packed: Vec::new(),
            most,
        }
    }

    fn set(&mut self, question: &str, given: Given) -> Result<String, Error> {
        self.make_room(question, &given)?;
        self.remember();
        encode(&self.inner.set(question, given.answer))
    }

    fn put(&mut self, place: u16, given: Given) -> Result<usize, Error> {
        let plan = Arc::clone(self.inner.plan());
        let Some(place) = plan.at(place) else { return Ok(0) };
        self.make_room(plan.question_at(place), &given)?;
        Ok(self.move_to(place, Some(given.answer)))
    }

    fn move_to(&mut self, place: QuestionPlace, answer: Option<Json>) -> usize {
        self.remember();
        self.inner.put(place, answer, &mut self.moved);
        self.packed.clear();
        self.packed.extend(self.moved.iter().copied().map(packed));
        self.packed.len()
    }

    /// Keeps how it is, before something changes.
    fn remember(&mut self) {
        let Self { inner, earlier, .. } = self;
        earlier.get_or_insert_with(|| Box::new(inner.clone()));
    }

    /// Refuses an answer with which the record would be larger than one may be.
    fn make_room(&mut self, question: &str, given: &Given) -> Result<(), Error> {
        bounded(question.len())?;
        let answers = self.inner.answers();
        if answers.len() >= MOST_ANSWERS && !answers.contains_key(question) {
            let message = format!("The record holds {MOST_ANSWERS} answers. Wayhome takes no more.");
            return Err(coded("record_too_large", &message));
        }
        let mut all = self.most + HEAD + ESCAPED * question.len() + given.most;
        if all > LARGEST_RECORD {
            all = self.length_with(question, &given.answer)?;
        }
        if all > LARGEST_RECORD {
            let message = "With this answer, the record is larger than 5 MB. Wayhome does not take it.";
            return Err(coded("record_too_large", message));
        }
        self.most = all;
        Ok(())
    }

    /// How long the record's JSON text would be.
    fn length_with(&self, question: &str, answer: &Json) -> Result<usize, Error> {
        let mut record = self.inner.record();
        record.answers.insert(question.to_owned(), answer.clone());
        Ok(encode(&record)?.len())
    }
}

/// An answer as it was handed over.
struct Given {
    answer: Json,
    /// No less than the bytes of its JSON text.
    most: usize,
}

impl Given {
    fn text(text: String) -> Result<Self, Error> {
        bounded(text.len())?;
        let most = ESCAPED * text.len();
        let answer = Json::String(text);
        Ok(Self { answer, most })
    }

    fn number(value: f64) -> Result<Self, Error> {
        let answer = Json::Number(number(value)?);
        Ok(Self { answer, most: HEAD })
    }

    fn yes_no(yes: bool) -> Self {
        let answer = Json::Bool(yes);
        Self { answer, most: HEAD }
    }

    fn json(text: &str) -> Result<Self, Error> {
        bounded(text.len())?;
        // As deep as it lies in a record: what is set here can be opened again.
        let within = serde_json::from_str(&format!("[[{text}]]")).ok();
        let answer = within.and_then(only).and_then(only).ok_or_else(|| {
            let message = "The answer has lists too deep in one another, or is not JSON. Wayhome does not take it.";
            coded("answer_unreadable", message)
        })?;
        let most = text.len();
        Ok(Self { answer, most })
    }
}

fn packed(change: Change) -> u32 {
    let (what, now, place) = match change {
        Change::Asked(place, truth) => {
            let asked = match truth {
                Truth::Yes => 0,
                Truth::No => 1,
                Truth::Unknown => 2,
            };
            (0, asked, usize::from(place.number()))
        }
        Change::Unreadable(place, unreadable) => (1, u8::from(unreadable), usize::from(place.number())),
        Change::Check(place, of) => (2, state(of), place),
        Change::Approval(place) => (3, 0, place),
        Change::Deadline(place, of) => (4, deadline_state(of), place),
    };
    what | u32::from(now) << 8 | u32::from(u16::try_from(place).unwrap_or(u16::MAX)) << 16
}

/// The one item of a list.
fn only(list: Json) -> Option<Json> {
    match list {
        Json::Array(mut items) if items.len() == 1 => items.pop(),
        _ => None,
    }
}

fn bounded(length: usize) -> Result<(), Error> {
    if length > LARGEST_RECORD {
        return Err(coded(
            "answer_too_large",
            "The answer is larger than 5 MB. Wayhome does not take it.",
        ));
    }
    Ok(())
}

/// A number as JSON text would hold it: whole numbers without a decimal point.
fn number(value: f64) -> Result<Number, Error> {
    /// The largest whole number that JavaScript counts to.
    const LARGEST: f64 = 9_007_199_254_740_991.0;
    if value.fract() == 0.0 && value.abs() <= LARGEST {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "it is whole, and within what JavaScript counts to"
        )]
        return Ok(Number::from(value as i64));
    }
    Number::from_f64(value).ok_or_else(|| coded("answer_unreadable", "The answer is not a number."))
}
