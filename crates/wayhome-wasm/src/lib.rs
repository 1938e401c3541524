//! The engine for JavaScript: decode, call, encode. Nothing is decided here.
//!
//! Records, reports and changes cross as JSON text of the published formats. Errors are `Error`s with a `code`.

use chrono::NaiveDate;
use js_sys::{Error, JsString, Reflect};
use wasm_bindgen::prelude::*;
use wayhome_engine::Record;

/// Checks one record, given as the bytes of its JSON text, as on a day (`YYYY-MM-DD`); returns the report as JSON text.
///
/// # Errors
///
/// `record_unreadable`, `record_too_large`, `record_newer`, `procedure_unknown`, `form_unknown` or `day_unreadable` in the error's `code`.
#[wasm_bindgen]
pub fn check(record: &[u8], today: &str) -> Result<String, Error> {
    let record = Record::parse(record).map_err(|error| coded(error.code(), &error.to_string()))?;
    let plan = wayhome_procedures::plan(&record.procedure, &record.form)
        .map_err(|error| coded(error.code(), &error.to_string()))?;
    encode(&wayhome_engine::check(&plan, day(today)?, record))
}

/// The ids of the procedures that a person chooses from.
#[wasm_bindgen]
#[must_use]
pub fn procedures() -> Vec<String> {
    wayhome_procedures::local()
        .iter()
        .map(|procedure| procedure.id.clone())
        .collect()
}

/// One record while it is being filled in.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Session(wayhome_engine::Session);

#[wasm_bindgen]
impl Session {
    /// Starts an empty record.
    ///
    /// # Errors
    ///
    /// `procedure_unknown`, `form_unknown` or `day_unreadable` in the error's `code`.
    #[wasm_bindgen(constructor)]
    pub fn new(procedure: &str, form: &str, today: &str) -> Result<Self, Error> {
        let plan =
            wayhome_procedures::plan(procedure, form).map_err(|error| coded(error.code(), &error.to_string()))?;
        Ok(Self(wayhome_engine::Session::new(plan, day(today)?)))
    }

    /// Records an answer, given as JSON text; returns what that changed.
    ///
    /// # Errors
    ///
    /// `answer_unreadable` where the text is not JSON. A value of the wrong kind is no error: it becomes a finding.
    pub fn set(&mut self, question: &str, answer: &str) -> Result<String, Error> {
        let answer = serde_json::from_str(answer).map_err(|_| coded("answer_unreadable", "The answer is not JSON."))?;
        encode(&self.0.set(question, answer))
    }

    /// Takes an answer back; returns what that changed.
    ///
    /// # Errors
    ///
    /// None in practice: what changed can always be said in JSON.
    pub fn unset(&mut self, question: &str) -> Result<String, Error> {
        encode(&self.0.unset(question))
    }

    /// Everything that a check of the record finds.
    ///
    /// # Errors
    ///
    /// None in practice: a report can always be said in JSON.
    pub fn report(&self) -> Result<String, Error> {
        encode(&self.0.report())
    }

    /// The record as it stands.
    ///
    /// # Errors
    ///
    /// None in practice: a record can always be said in JSON.
    #[wasm_bindgen(js_name = toJSON)]
    pub fn record(&self) -> Result<String, Error> {
        encode(&self.0.record())
    }
}

fn day(text: &str) -> Result<NaiveDate, Error> {
    text.parse().map_err(|_| {
        coded(
            "day_unreadable",
            "The day of the check must be a real date, like 2026-03-02.",
        )
    })
}

fn encode(value: &impl serde::Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| coded("internal", &error.to_string()))
}

fn coded(code: &str, message: &str) -> Error {
    let error = Error::new(message);
    // Setting a property of an object that was just made cannot fail.
    let _ = Reflect::set(&error, &JsString::from("code"), &JsString::from(code));
    error
}
