//! The exports for JavaScript: decode, call, encode. Nothing is decided here.
//!
//! It is a module of its own beside `wayhome-wasm`, so that a page that only checks does not load it. Records, exports and losses cross as JSON
//! text. No procedure is built in. What people call is written in TypeScript around this, in `pkg/src/export`.

// The same few lines as in the bindings of the checker, and not a crate for them.
#[path = "../../wayhome-wasm/src/errors.rs"]
mod errors;

use std::cell::{Cell, RefCell};

use js_sys::Error;
use serde::Serialize;
use serde_json::{Value as Json, json};
use wasm_bindgen::prelude::*;
use wayhome_engine::{Library, LibraryError, Record, Session};
use wayhome_export::mapping::Mapping;
use wayhome_export::{ImportError, Losses, Outgoing, Target, beside, import, stem, was_changed};

use errors::{coded, day, encode, of_library};

/// An export as it crosses: the losses in the order of their format.
#[derive(Serialize)]
struct Exported<'a> {
    files: Vec<Json>,
    losses: &'a Losses,
    checks: &'a [String],
}

thread_local! {
    static LIBRARY: RefCell<Library> = RefCell::default();
    static ROOM: Cell<usize> = const { Cell::new(0) };
}

fn library<T>(ask: impl FnOnce(&mut Library) -> Result<T, LibraryError>) -> Result<T, Error> {
    LIBRARY.with_borrow_mut(ask).map_err(|error| of_library(&error))
}

/// Keeps a compiled procedure that the package ships, to be read when it is first used.
#[wasm_bindgen(js_name = keepProcedure)]
pub fn keep_procedure(id: &str, compiled: &[u8]) {
    LIBRARY.with_borrow_mut(|library| library.keep(id, compiled.to_vec()));
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

/// The most bytes of a record, a compiled procedure or a compiled mapping that are read: whoever has more need not hand them over.
#[wasm_bindgen]
#[must_use]
pub fn largest() -> usize {
    wayhome_engine::LARGEST_RECORD.max(wayhome_engine::LARGEST_PROCEDURE)
}

/// The names of the targets that need no mapping.
#[wasm_bindgen]
#[must_use]
pub fn targets() -> Vec<String> {
    Target::NAMED.map(|(name, _)| name.to_owned()).into()
}

/// What a row, or any other object of a record, comes to in memory while it is exported, in bytes; and the most that is had at once.
const OF_AN_OBJECT: usize = 1_600;
const AT_ONCE: usize = 1 << 29;

/// Has the memory grow once: by itself it grows by 64 KB at a time, and each time takes a browser as long as some hundred rows. Where there is less, it
/// goes on by itself. What was had before is there again.
fn make_room(record: &[u8]) {
    let objects = record.split(|byte| *byte == b'{').count();
    let wanted = OF_AN_OBJECT
        .saturating_mul(objects)
        .saturating_add(record.len().saturating_mul(10));
    let wanted = wanted.min(AT_ONCE);
    let mut room: Vec<u8> = Vec::new();
    if wanted > ROOM.get() && room.try_reserve_exact(wanted).is_ok() {
        ROOM.set(wanted);
        std::hint::black_box(&mut room);
    }
}

/// Exports a record, given as the bytes of its JSON text with who signed it beside it, as on a day (`YYYY-MM-DD`), by a compiled mapping or to the
/// target of a name. Returns the files and what they could not carry, as JSON text.
///
/// # Errors
///
/// `record_unreadable`, `record_too_large`, `record_newer`, `procedure_unknown`, `form_unknown`, `floor_missing`, `day_unreadable`,
/// `target_unknown`, `mapping_unreadable`, `mapping_newer`, `export_changed` (an export that was changed since) or `export_refused` in the error's
/// `code`.
#[wasm_bindgen(js_name = exportRecord)]
pub fn export_record(
    record: &[u8],
    today: &str,
    to: &str,
    mapping: Option<Box<[u8]>>,
    training: bool,
) -> Result<String, Error> {
    let mapping = mapping.map(|compiled| Mapping::parse(&compiled)).transpose();
    let mapping = mapping.map_err(|error| coded(error.code(), &error.to_string()))?;
    let target = mapping.as_ref().map(Target::Mapping).or_else(|| Target::named(to));
    let target = target.ok_or_else(|| {
        let names = targets().join(", ");
        coded(
            "target_unknown",
            &format!("Wayhome cannot export to this. Use {names} or a compiled mapping."),
        )
    })?;
    let today = day(today)?;
    let read = Record::parse(record).map_err(|error| coded(error.code(), &error.to_string()))?;
    make_room(record);
    if was_changed(record) {
        return Err(coded(ImportError::Changed.code(), &ImportError::Changed.to_string()));
    }
    let beside = beside(record).map_err(|error| coded(error.code(), &error.to_string()))?;
    let plan = library(|library| library.plan(&read.procedure, &read.form))?;
    let name = stem(&read);
    let session = Session::open(plan, today, read);
    let outgoing = Outgoing::new(&session)
        .signed_by(beside.signed.as_ref())
        .replacing(beside.replaces.as_ref())
        .carrying(&beside.carried)
        .exercise(training || beside.training)
        .leaving_aside(&beside.other)
        .having_left_out(&beside.left_out);
    let made = target
        .export(&outgoing)
        .map_err(|error| coded("export_refused", &error.to_string()))?;
    let files = made.files(target).into_iter();
    let files = files.map(|file| json!({ "name": name.clone() + &file.end, "type": file.kind, "text": file.text }));
    encode(&Exported {
        files: files.collect(),
        losses: &made.losses,
        checks: &made.checks,
    })
}

/// Reads an export of Wayhome's and checks that it is what was exported. Returns the record, with who signed it beside it, and what a person is to
/// know about it, as JSON text.
///
/// # Errors
///
/// `record_unreadable`, `record_too_large`, `record_newer`, `not_an_export` or `export_changed` in the error's `code`.
#[wasm_bindgen(js_name = importRecord)]
pub fn import_record(export: &[u8]) -> Result<String, Error> {
    let document = import(export).map_err(|error| coded(error.code(), &error.to_string()))?;
    let here = LIBRARY.with_borrow_mut(|library| library.plan(&document.procedure, &document.form));
    let here = here.ok();
    let procedure = here.as_ref().map(|plan| plan.procedure());
    let law = here.as_ref().and_then(|plan| plan.law());
    let notes = document.notes(procedure, law);
    let record = document
        .record_beside()
        .map_err(|error| coded("internal", &error.to_string()))?;
    encode(&json!({ "record": record, "notes": notes }))
}
