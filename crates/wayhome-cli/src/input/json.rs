//! What bytes hold, as far as it is looked at before a record is read: something, the beginning of a record, a whole one.

use std::fs;
use std::io;
use std::path::Path;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, IgnoredAny};
use serde_json::Value as Json;
use wayhome_engine::{LARGEST_RECORD, NotUtf8, words};

use crate::once::Once;

/// Is there nothing on a line, but perhaps a byte order mark?
pub(super) fn is_blank(line: &[u8]) -> bool {
    without_mark(line).trim_ascii().is_empty()
}

/// Is this JSON that goes on after its end?
pub(super) fn is_beginning(line: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(without_mark(line)).is_err_and(|error| error.is_eof())
}

/// Is this a record, whole on its line? No part of a record names a procedure.
pub(super) fn is_record(line: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Head {
        #[serde(rename = "procedure")]
        _procedure: IgnoredAny,
    }
    line.trim_ascii_start().starts_with(b"{") && serde_json::from_slice::<Head>(line).is_ok()
}

/// In which line of a record a field stands, if the record has several. No value of it is looked at.
pub(crate) fn line_of(field: &str, record: &[u8]) -> Option<usize> {
    struct Here;
    impl<'de> Deserialize<'de> for Here {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            // The reader says where it was stopped.
            IgnoredAny::deserialize(from)?;
            Err(D::Error::custom("here"))
        }
    }
    #[derive(Deserialize)]
    struct Procedure {
        #[serde(rename = "procedure")]
        _here: Here,
    }
    #[derive(Deserialize)]
    struct Form {
        #[serde(rename = "form")]
        _here: Here,
    }
    let record = without_mark(record);
    let stopped = match field {
        "procedure" => serde_json::from_slice::<Procedure>(record).err(),
        _ => serde_json::from_slice::<Form>(record).err(),
    };
    stopped
        .map(|stopped| stopped.line())
        .filter(|_| record.trim_ascii().contains(&b'\n'))
}

/// Any JSON in a file that is no record; or why it cannot be read.
pub(crate) fn json(path: &Path) -> Result<Json, String> {
    let bytes = fs::read(path).map_err(|error| no_file(&error))?;
    if bytes.len() > LARGEST_RECORD {
        return Err("The file is larger than 5 MB. Wayhome does not read it.".to_owned());
    }
    if let Some(why) = NotUtf8::of(&bytes) {
        return Err(why.to_string());
    }
    let text = without_mark(&bytes);
    if is_blank(text) {
        return Err("There is nothing in it.".to_owned());
    }
    let Once(read) = serde_json::from_slice(text).map_err(|error| {
        let said = error.to_string();
        let said = words::broken_json(&error).unwrap_or_else(|| said.split(" at line ").next().unwrap_or_default());
        format!(
            "The file cannot be read: {said}, at line {}, column {}.",
            error.line(),
            error.column().max(1)
        )
    })?;
    Ok(read)
}

/// Why a file could not be opened or read, as a sentence.
pub(crate) fn no_file(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::IsADirectory => "This is a folder. Name a file in it.".to_owned(),
        _ => format!("The file cannot be read: {error}."),
    }
}

/// A byte order mark is no part of a text.
pub(crate) fn without_mark(line: &[u8]) -> &[u8] {
    line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line)
}
