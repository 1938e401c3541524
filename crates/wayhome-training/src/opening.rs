//! A file that somebody opens in training: which of several things it is, and what is wrong with it.

use serde_json::Value as Json;
use wayhome_engine::{LARGEST_PROCEDURE, LARGEST_SCENARIO, Procedure, Record, Scenario};

use crate::toml;

/// What a file holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Opened {
    /// A scenario, and the file as it is.
    Scenario(Box<Scenario>, Json),
    /// A compiled procedure.
    Procedure(Box<Procedure>),
    /// A record. Whether it is about nobody, it says itself.
    Record(Record),
}

/// Reads a file: a scenario in TOML or JSON, a compiled procedure, or a record.
///
/// # Errors
///
/// What is wrong with it, in a sentence or two for people. No value of the file stands in it.
///
/// ```
/// use wayhome_training::{Opened, opened};
/// let record = opened(br#"{"training":true,"procedure":"newcastle","form":"visit","answers":{}}"#);
/// assert!(matches!(record, Ok(Opened::Record(record)) if record.training));
/// let error = opened(b"wayhome = 1\ntitle = 'Seen'").unwrap_err();
/// assert_eq!(error, "This is not a training scenario: `id` is missing.");
/// ```
pub fn opened(bytes: &[u8]) -> Result<Opened, String> {
    if bytes.len() > LARGEST_PROCEDURE {
        return Err("The file is larger than 4 MB. Wayhome does not read it.".to_owned());
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if is_otherwise_encoded(text) {
        return Err(OTHERWISE_ENCODED.to_owned());
    }
    if text.iter().find(|letter| !letter.is_ascii_whitespace()) == Some(&b'{') {
        return json(text);
    }
    let text = std::str::from_utf8(text).map_err(|_| NEITHER.to_owned())?;
    if is_as_written(text) {
        return Err(AS_WRITTEN.to_owned());
    }
    // Of what is not JSON, only scenarios are read.
    if text.len() > LARGEST_SCENARIO {
        return Err(TOO_LARGE.to_owned());
    }
    let file = toml::read(text).map_err(|error| format!("{NEITHER} Line {}: {}.", error.line, error.message))?;
    scenario(Json::Object(file))
}

/// Is it a procedure, as it was compiled or as it is written? Asked where a record is opened, of a file that is none.
#[must_use]
pub fn is_procedure(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.len() > LARGEST_PROCEDURE {
        return false;
    }
    if let Ok(file) = serde_json::from_slice::<Json>(text) {
        return file.get("authority").is_some() && file.get("answers").is_none();
    }
    std::str::from_utf8(text).is_ok_and(is_as_written)
}

/// Is this a procedure in TOML? Its own heading says so: what else it holds need not be what is read of scenarios, dates without quotes for one.
fn is_as_written(text: &str) -> bool {
    text.lines()
        .any(|line| line.split('#').next().unwrap_or_default().trim() == "[procedure]")
}

const AS_WRITTEN: &str = "This is a procedure as it is written. Make a file to open here with `wayhome compile`.";

const NEITHER: &str = "This is not a scenario, a record or a compiled procedure, or it is damaged.";

const OTHERWISE_ENCODED: &str = "The file is not saved as UTF-8, so its letters cannot be read. Open it in the program that it was written with, save it as UTF-8, and open it here again.";

const TOO_LARGE: &str = "The file is larger than 256 KB. Wayhome does not read a scenario that is larger.";

/// Is it text, but in UTF-16 or in one of the encodings of a byte a letter, as editors on Windows still save it?
///
/// Every second byte of the former is nothing for most letters; the latter holds no control character. What is neither is no text.
fn is_otherwise_encoded(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return true;
    }
    let (pairs, rest) = bytes.as_chunks::<2>();
    let half_empty = |empty: fn(&[u8; 2]) -> bool| {
        let empty = pairs.iter().filter(|pair| empty(pair)).count();
        rest.is_empty() && empty > 0 && empty * 2 >= pairs.len()
    };
    if half_empty(|[low, high]| *low != 0 && *high == 0) || half_empty(|[high, low]| *high == 0 && *low != 0) {
        return true;
    }
    let is_text = |byte: &u8| *byte >= 0x20 || matches!(byte, b'\t' | b'\n' | b'\r');
    std::str::from_utf8(bytes).is_err() && bytes.iter().all(is_text)
}

fn json(text: &[u8]) -> Result<Opened, String> {
    // What it is shows in its keys; each is then read by whoever knows it.
    let file: Result<Json, _> = serde_json::from_slice(text);
    let has = |key: &str| file.as_ref().is_ok_and(|file| file.get(key).is_some());
    if has("answers") {
        return Record::parse(text)
            .map(Opened::Record)
            .map_err(|error| error.to_string());
    }
    if has("model") || has("step") {
        return scenario(file.unwrap_or_default());
    }
    if has("authority") || has("hash") {
        return Procedure::parse(text)
            .map(|procedure| Opened::Procedure(Box::new(procedure)))
            .map_err(|error| error.to_string());
    }
    Err(match file {
        Ok(_) => NEITHER.to_owned(),
        Err(error) => format!(
            "{NEITHER} It stops making sense at line {}, column {}.",
            error.line(),
            error.column()
        ),
    })
}

fn scenario(file: Json) -> Result<Opened, String> {
    let scenario = Scenario::parse(file.to_string().as_bytes()).map_err(|error| error.to_string())?;
    Ok(Opened::Scenario(Box::new(scenario), file))
}

/// What the hash of a compiled procedure was made of: its file as `wayhome compile` wrote it, with an empty hash.
///
/// `None` where the file does not hold the hash as it is written then.
#[must_use]
pub fn without_hash(text: &str, procedure: &Procedure) -> Option<String> {
    let text = text.trim_start_matches('\u{feff}').trim_end();
    let (before, after) = text.split_once(&format!("\"hash\":\"{}\"", procedure.hash))?;
    Some(format!("{before}\"hash\":\"\"{after}"))
}
