//! What both ways in share: days, JSON text, errors with a code.

use chrono::NaiveDate;
use js_sys::{Error, JsString, Reflect};
use wayhome_engine::LibraryError;

/// The day of a check, written as exactly `YYYY-MM-DD`.
pub(crate) fn day(text: &str) -> Result<NaiveDate, Error> {
    wayhome_engine::day::of_check(text).ok_or_else(|| {
        coded(
            "day_unreadable",
            "The day of the check must be a real date between 1900 and 2199, like 2026-03-02.",
        )
    })
}

/// A value as JSON text.
pub(crate) fn encode(value: &impl serde::Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| coded("internal", &error.to_string()))
}

/// An `Error` with a permanent word for programs.
pub(crate) fn coded(code: &str, message: &str) -> Error {
    let error = Error::new(message);
    set(&error, "code", code);
    error
}

/// Why there is no procedure or plan; `procedure` is the id of one that there is not: whoever can load it says how.
pub(crate) fn of_library(error: &LibraryError) -> Error {
    let coded = coded(error.code(), &error.to_string());
    if let Some(id) = error.unknown() {
        set(&coded, "procedure", id);
    }
    coded
}

fn set(error: &Error, name: &str, text: &str) {
    // Setting a property of an object that was just made cannot fail.
    let _ = Reflect::set(error, &JsString::from(name), &JsString::from(text));
}
