//! A session for JavaScript: each kind of value crosses by itself, so that nothing is made into text only to be handed over.

use js_sys::Error;
use serde_json::{Number, Value as Json};
use wasm_bindgen::prelude::*;
use wayhome_engine::{Changes, LARGEST_RECORD, MOST_ANSWERS, Truth};

use crate::errors::{coded, day, encode};
use crate::{library, record};

/// So many changes wait to be told as one; then they are joined, so that a session that nobody asks stays small.
const WAITING: usize = 64;

/// One record while it is being filled in.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Session {
    inner: wayhome_engine::Session,
    since: Vec<Changes>,
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
        let (inner, since) = (wayhome_engine::Session::new(plan, today), Vec::new());
        Ok(Self { inner, since })
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
        let (inner, since) = (wayhome_engine::Session::open(plan, today, record), Vec::new());
        Ok(Self { inner, since })
    }

    /// Records a text, a date or an option's id; returns what that changed.
    ///
    /// # Errors
    ///
    /// `answer_too_large` in the error's `code`.
    #[wasm_bindgen(js_name = setText)]
    pub fn set_text(&mut self, question: &str, answer: String) -> Result<String, Error> {
        self.set(question, Json::String(answer))
    }

    /// Records a number; returns what that changed.
    ///
    /// # Errors
    ///
    /// `answer_unreadable` in the error's `code` where it is not a finite number.
    #[wasm_bindgen(js_name = setNumber)]
    pub fn set_number(&mut self, question: &str, answer: f64) -> Result<String, Error> {
        self.set(question, Json::Number(number(answer)?))
    }

    /// Records yes or no; returns what that changed.
    ///
    /// # Errors
    ///
    /// None in practice.
    #[wasm_bindgen(js_name = setYesNo)]
    pub fn set_yes_no(&mut self, question: &str, answer: bool) -> Result<String, Error> {
        self.set(question, Json::Bool(answer))
    }

    /// Records options, rows or anything else, given as JSON text; returns what that changed. A value of the wrong kind is no error: it
    /// becomes a finding.
    ///
    /// # Errors
    ///
    /// `answer_unreadable` or `answer_too_large` in the error's `code`.
    #[wasm_bindgen(js_name = setJson)]
    pub fn set_json(&mut self, question: &str, answer: &str) -> Result<String, Error> {
        bounded(answer.len())?;
        let answer = serde_json::from_str(answer).map_err(|_| coded("answer_unreadable", "The answer is not JSON."))?;
        self.set(question, answer)
    }

    /// Takes an answer back; returns what that changed.
    ///
    /// # Errors
    ///
    /// None in practice: what changed can always be said in JSON.
    pub fn unset(&mut self, question: &str) -> Result<String, Error> {
        let changes = self.inner.unset(question);
        self.tell(changes)
    }

    /// What has changed since this was last asked, or since the session began, each thing once as it stands now.
    ///
    /// # Errors
    ///
    /// None in practice: what changed can always be said in JSON.
    pub fn changes(&mut self) -> Result<String, Error> {
        let changes = joined(&mut self.since);
        encode(&changes)
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
    fn set(&mut self, question: &str, answer: Json) -> Result<String, Error> {
        bounded(question.len())?;
        let answers = self.inner.answers();
        if answers.len() >= MOST_ANSWERS && !answers.contains_key(question) {
            let message = format!("The record holds {MOST_ANSWERS} answers. Wayhome takes no more.");
            return Err(coded("record_too_large", &message));
        }
        if let Json::String(text) = &answer {
            bounded(text.len())?;
        }
        let changes = self.inner.set(question, answer);
        self.tell(changes)
    }

    fn tell(&mut self, changes: Changes) -> Result<String, Error> {
        let told = encode(&changes);
        if self.since.len() >= WAITING {
            let all = joined(&mut self.since);
            self.since.push(all);
        }
        self.since.push(changes);
        told
    }
}

fn joined(waiting: &mut Vec<Changes>) -> Changes {
    let mut all = Changes::default();
    for changes in waiting.drain(..) {
        all.join(changes);
    }
    all
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
