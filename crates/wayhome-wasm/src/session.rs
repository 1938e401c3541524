//! A session for JavaScript: each kind of value crosses by itself, so that nothing is made into text only to be handed over.

use js_sys::Error;
use serde_json::{Number, Value as Json};
use wasm_bindgen::prelude::*;
use wayhome_engine::{Changes, LARGEST_RECORD, MOST_ANSWERS, Truth};

use crate::errors::{coded, day, encode};
use crate::{library, record};

/// So many changes wait to be told as one; then they are joined, so that a session that nobody asks stays small.
const WAITING: usize = 64;

/// No less than the letters of a record before its answers, around an answer, or of a number.
const HEAD: usize = 512;

/// The most bytes that JSON makes of one.
const ESCAPED: usize = 6;

/// One record while it is being filled in.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Session {
    inner: wayhome_engine::Session,
    since: Vec<Changes>,
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
        let (inner, since) = (wayhome_engine::Session::new(plan, today), Vec::new());
        Ok(Self {
            inner,
            since,
            most: HEAD,
        })
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
        let most = HEAD + bytes.len();
        Ok(Self { inner, since, most })
    }

    /// Records a text, a date or an option's id; returns what that changed.
    ///
    /// # Errors
    ///
    /// `answer_too_large` or `record_too_large` in the error's `code`.
    #[wasm_bindgen(js_name = setText)]
    pub fn set_text(&mut self, question: &str, answer: String) -> Result<String, Error> {
        bounded(answer.len())?;
        let most = ESCAPED * answer.len();
        self.set(question, Json::String(answer), most)
    }

    /// Records a number; returns what that changed.
    ///
    /// # Errors
    ///
    /// `answer_unreadable` in the error's `code` where it is not a finite number; `record_too_large`.
    #[wasm_bindgen(js_name = setNumber)]
    pub fn set_number(&mut self, question: &str, answer: f64) -> Result<String, Error> {
        self.set(question, Json::Number(number(answer)?), HEAD)
    }

    /// Records yes or no; returns what that changed.
    ///
    /// # Errors
    ///
    /// `record_too_large` in the error's `code`.
    #[wasm_bindgen(js_name = setYesNo)]
    pub fn set_yes_no(&mut self, question: &str, answer: bool) -> Result<String, Error> {
        self.set(question, Json::Bool(answer), HEAD)
    }

    /// Records options, rows or anything else, given as JSON text; returns what that changed. A value of the wrong kind is no error: it
    /// becomes a finding.
    ///
    /// # Errors
    ///
    /// `answer_unreadable`, `answer_too_large` or `record_too_large` in the error's `code`.
    #[wasm_bindgen(js_name = setJson)]
    pub fn set_json(&mut self, question: &str, answer: &str) -> Result<String, Error> {
        bounded(answer.len())?;
        let most = answer.len();
        // As deep as it lies in a record: what is set here can be opened again.
        let within = serde_json::from_str(&format!("[[{answer}]]")).ok();
        let answer = within.and_then(only).and_then(only).ok_or_else(|| {
            let message = "The answer has lists too deep in one another, or is not JSON. Wayhome does not take it.";
            coded("answer_unreadable", message)
        })?;
        self.set(question, answer, most)
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
    /// `most`: no less than the bytes of the answer's JSON text.
    fn set(&mut self, question: &str, answer: Json, most: usize) -> Result<String, Error> {
        bounded(question.len())?;
        let answers = self.inner.answers();
        if answers.len() >= MOST_ANSWERS && !answers.contains_key(question) {
            let message = format!("The record holds {MOST_ANSWERS} answers. Wayhome takes no more.");
            return Err(coded("record_too_large", &message));
        }
        let mut all = self.most + HEAD + ESCAPED * question.len() + most;
        if all > LARGEST_RECORD {
            all = self.length_with(question, &answer)?;
        }
        if all > LARGEST_RECORD {
            let message = "With this answer, the record is larger than 5 MB. Wayhome does not take it.";
            return Err(coded("record_too_large", message));
        }
        self.most = all;
        let changes = self.inner.set(question, answer);
        self.tell(changes)
    }

    /// How long the record's JSON text would be.
    fn length_with(&self, question: &str, answer: &Json) -> Result<usize, Error> {
        let mut record = self.inner.record();
        record.answers.insert(question.to_owned(), answer.clone());
        Ok(encode(&record)?.len())
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

/// The one item of a list.
fn only(list: Json) -> Option<Json> {
    match list {
        Json::Array(mut items) if items.len() == 1 => items.pop(),
        _ => None,
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
