//! The engine for JavaScript: decode, call, encode. One thing is decided here: whether an answer finds room in the record of a
//! [`Session`].
//!
//! Records, reports and changes cross as JSON text of the published formats. Errors are `Error`s with a `code`. No procedure is built in:
//! the package hands over those that are wanted, one by one. What people call is written in TypeScript around this, in `pkg/src`.

mod errors;
mod packed;
mod session;

use std::cell::RefCell;

use js_sys::Error;
use wasm_bindgen::prelude::*;
use wayhome_engine::{Checked, Library, Record, Unusable};

use errors::{coded, day, encode, of_library};
pub use packed::{day_number, form_names, form_number, judge, judge_fields, judge_lines, packed, room};
pub use session::Session;

thread_local! {
    static LIBRARY: RefCell<Library> = RefCell::default();
}

fn library<T>(ask: impl FnOnce(&mut Library) -> Result<T, wayhome_engine::LibraryError>) -> Result<T, Error> {
    LIBRARY.with_borrow_mut(ask).map_err(|error| of_library(&error))
}

/// Reads and checks a record in one pass over its bytes.
fn read(text: &[u8], today: &str) -> Result<Checked, Error> {
    let plan = |procedure: &str, form: &str| LIBRARY.with_borrow_mut(|library| library.plan(procedure, form));
    Checked::read(text, day(today)?, plan).map_err(|error| match error {
        Unusable::Record(error) => coded(error.code(), &error.to_string()),
        Unusable::Plan(error) => of_library(&error),
    })
}

fn record(bytes: &[u8]) -> Result<Record, Error> {
    Record::parse(bytes).map_err(|error| coded(error.code(), &error.to_string()))
}

/// Keeps a compiled procedure that the package ships, to be read when it is first used.
#[wasm_bindgen(js_name = keepProcedure)]
pub fn keep_procedure(id: &str, compiled: &[u8]) {
    LIBRARY.with_borrow_mut(|library| library.keep(id, compiled.to_vec()));
}

/// The most bytes of a record that are read: whoever has more need not hand them over.
#[wasm_bindgen(js_name = largestRecord)]
#[must_use]
pub fn largest_record() -> usize {
    wayhome_engine::LARGEST_RECORD
}

/// The most bytes of a compiled procedure that are read.
#[wasm_bindgen(js_name = largestProcedure)]
#[must_use]
pub fn largest_procedure() -> usize {
    wayhome_engine::LARGEST_PROCEDURE
}

/// Is there a procedure with this id?
#[wasm_bindgen(js_name = knowsProcedure)]
#[must_use]
pub fn knows_procedure(id: &str) -> bool {
    LIBRARY.with_borrow(|library| library.knows(id))
}

/// Adds a council's own compiled procedure, in place of one of the same id; returns what it says of itself, as JSON text.
///
/// # Errors
///
/// `procedure_unreadable`, `procedure_too_large`, `procedure_newer`, `procedure_damaged`, `procedures_differ` or `floor_missing` in the
/// error's `code`.
#[wasm_bindgen(js_name = addProcedure)]
pub fn add_procedure(compiled: &[u8]) -> Result<String, Error> {
    encode(&library(|library| library.add(compiled))?.about())
}

/// The ids of the procedures that a person chooses from.
///
/// # Errors
///
/// `procedure_unreadable` in the error's `code` where a kept procedure is damaged.
#[wasm_bindgen]
pub fn procedures() -> Result<Vec<String>, Error> {
    library(Library::local)
}

/// What a procedure says of itself, as JSON text.
///
/// # Errors
///
/// `procedure_unknown` in the error's `code`.
#[wasm_bindgen]
pub fn about(procedure: &str) -> Result<String, Error> {
    encode(&library(|library| library.about(procedure))?)
}

/// What a form asks, as JSON text.
///
/// # Errors
///
/// `procedure_unknown`, `form_unknown` or `floor_missing` in the error's `code`.
#[wasm_bindgen]
pub fn outline(procedure: &str, form: &str) -> Result<String, Error> {
    encode(&library(|library| library.plan(procedure, form))?.outline())
}

/// Checks one record, given as the bytes of its JSON text, as on a day (`YYYY-MM-DD`); returns the report as JSON text.
///
/// # Errors
///
/// `record_unreadable`, `record_too_large`, `record_newer`, `procedure_unknown`, `form_unknown`, `floor_missing` or `day_unreadable` in
/// the error's `code`.
#[wasm_bindgen]
pub fn check(bytes: &[u8], today: &str) -> Result<String, Error> {
    encode(&read(bytes, today)?.report())
}
