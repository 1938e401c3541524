//! A record: what was answered in one form.

use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::json::{Begins, Reader};
use crate::procedure::FORMAT;
use crate::utf8::NotUtf8;
use crate::words;

/// The largest record that is read, in bytes.
pub const LARGEST_RECORD: usize = 5 * 1024 * 1024;

/// The most answers that a record may hold: many times what any form asks.
pub const MOST_ANSWERS: usize = 5_000;

/// What was answered in one form, with whatever else the file holds left aside.
///
/// A missing key and `null` mean *not recorded*, which is never the same as "no".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Record {
    /// The version of the record format: [`FORMAT`]. Taken for the present one if absent.
    #[serde(default = "present_format", deserialize_with = "format")]
    pub wayhome: u32,
    /// The id of the procedure: `newcastle`.
    pub procedure: String,
    /// The id of the form: `visit`.
    pub form: String,
    /// The record's own id, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Is this an exercise, about nobody? It is not, where this is left out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub training: bool,
    /// The answers, by question id.
    #[serde(deserialize_with = "unique_keys")]
    pub answers: Map<String, Json>,
}

fn present_format() -> u32 {
    FORMAT
}

/// There is no format 0.
fn format<'de, D: Deserializer<'de>>(input: D) -> Result<u32, D::Error> {
    let format = u32::deserialize(input)?;
    if format == 0 {
        return Err(D::Error::custom("formats are counted from 1"));
    }
    Ok(format)
}

/// Why a record cannot be used at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// More than [`LARGEST_RECORD`] bytes.
    #[error("The record is larger than 5 MB. Wayhome does not read it.")]
    TooLarge,
    /// No text in UTF-8, as JSON is.
    #[error("{0}")]
    NotUtf8(NotUtf8),
    /// Not JSON, or not of the shape of a record. The text names the line, the column and the field; never a value.
    #[error("{message}, at line {line}, column {column}.")]
    Unreadable {
        /// What is wrong.
        message: String,
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
    },
    /// Written by a later version.
    #[error("The record is of format {format}, in `wayhome`{}. {}", at_place(*place), update())]
    Newer {
        /// The format that it says it is of.
        format: u32,
        /// The line and the column of that number, counted from 1; `None` where something before it cannot be read.
        place: Option<(usize, usize)>,
    },
}

fn at_place(place: Option<(usize, usize)>) -> String {
    place.map_or_else(String::new, |(line, column)| {
        format!(", at line {line}, column {column}")
    })
}

fn update() -> String {
    format!("This version of Wayhome reads format {FORMAT}: update Wayhome to open it.")
}

impl RecordError {
    /// A permanent word for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "record_too_large",
            Self::NotUtf8(_) | Self::Unreadable { .. } => "record_unreadable",
            Self::Newer { .. } => "record_newer",
        }
    }

    /// What is wrong, of a record that is one line of many: whoever says which line it is says it once.
    #[must_use]
    pub fn in_line(&self) -> String {
        match self {
            Self::Unreadable { message, column, .. } => format!("{message}, at column {column}."),
            Self::Newer { format, place } => {
                let column = place.map_or_else(String::new, |(_, column)| format!(", at column {column}"));
                format!("The record is of format {format}, in `wayhome`{column}. {}", update())
            }
            Self::NotUtf8(why) => why.in_line(),
            Self::TooLarge => self.to_string(),
        }
    }
}

impl Record {
    /// An empty record of a form.
    #[must_use]
    pub fn new(procedure: impl Into<String>, form: impl Into<String>) -> Self {
        Self {
            wayhome: FORMAT,
            procedure: procedure.into(),
            form: form.into(),
            id: None,
            training: false,
            answers: Map::new(),
        }
    }

    /// Reads a record from JSON text.
    ///
    /// A byte order mark is skipped. Keys beside those of a record, such as a report saved with it, are left aside; a question that is
    /// answered twice is refused, and a cell that is filled twice, because one of the two would be lost.
    ///
    /// # Errors
    ///
    /// [`RecordError`] where the text is too large, is not UTF-8, is not JSON, is not a record, or comes from a later version.
    ///
    /// ```
    /// use wayhome_engine::Record;
    /// let record = Record::parse(br#"{"procedure":"newcastle","form":"visit","answers":{"seen_alone":true}}"#)?;
    /// assert_eq!(record.form, "visit");
    /// assert!(Record::parse(b"{").is_err());
    /// # Ok::<(), wayhome_engine::RecordError>(())
    /// ```
    pub fn parse(bytes: &[u8]) -> Result<Self, RecordError> {
        if bytes.len() > LARGEST_RECORD {
            return Err(RecordError::TooLarge);
        }
        Self::read(bytes).map_err(|error| match (error, NotUtf8::of(bytes)) {
            (RecordError::Unreadable { .. }, Some(why)) => RecordError::NotUtf8(why),
            (error, _) => error,
        })
    }

    fn read(bytes: &[u8]) -> Result<Self, RecordError> {
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let Some(start) = text.iter().position(|byte| !byte.is_ascii_whitespace()) else {
            return Err(unreadable_at(text, 0, "there is nothing in it"));
        };
        // serde takes a list for a record, too, and of a text it names the end.
        if text.get(start) != Some(&b'{') {
            return Err(unreadable_at(
                text,
                start,
                "expected an object, with `procedure`, `form` and `answers`",
            ));
        }
        let record: Self =
            serde_json::from_slice(text).map_err(|error| later(text).unwrap_or_else(|| unreadable(text, &error)))?;
        if record.wayhome > FORMAT {
            return Err(newer(text, record.wayhome));
        }
        match beyond_serde(text) {
            Some((at, said)) => Err(unreadable_at(text, at, said)),
            None => Ok(record),
        }
    }
}

/// Does a record that cannot be read come from a later version?
fn later(text: &[u8]) -> Option<RecordError> {
    later_format(text).map(|format| newer(text, format))
}

fn newer(text: &[u8], format: u32) -> RecordError {
    let mut at = None;
    // Our own reader stops where `serde_json` does not, at half a letter in a field that means nothing: what it found before is true all the same.
    let _ = Reader::new(text).and_then(|mut reader| {
        reader.object(|reader, name| {
            if name == "wayhome" {
                reader.peek();
                at = Some(reader.at());
            }
            reader.skip()
        })
    });
    let place = at.map(|at| place(text, at));
    RecordError::Newer { format, place }
}

/// The format of a file that cannot be read, if it is a later one. It is told even where the rest has changed.
pub(crate) fn later_format(text: &[u8]) -> Option<u32> {
    #[derive(Deserialize)]
    struct Head {
        wayhome: u32,
    }
    let head: Head = serde_json::from_slice(text).ok()?;
    (head.wayhome > FORMAT).then_some(head.wayhome)
}

fn unreadable(text: &[u8], error: &serde_json::Error) -> RecordError {
    let said = said_without_values(error);
    let said = misfit(text).map_or(said.clone(), |field| format!("in `{field}`: {said}"));
    RecordError::Unreadable {
        message: format!("The record cannot be read: {said}"),
        line: error.line(),
        // Where a text stops after a line break, nothing stands on its last line.
        column: error.column().max(1),
    }
}

fn unreadable_at(text: &[u8], at: usize, said: &str) -> RecordError {
    let (line, column) = place(text, at);
    RecordError::Unreadable {
        message: format!("The record cannot be read: {said}"),
        line,
        column,
    }
}

/// The line and the column of a byte, counted from 1.
fn place(text: &[u8], at: usize) -> (usize, usize) {
    let mut lines = text.get(..at).unwrap_or_default().split(|byte| *byte == b'\n');
    let line = lines.clone().count();
    (line, lines.next_back().map_or(0, <[u8]>::len) + 1)
}

/// The field of a record that is of another kind than it must be; `None` where the text is no JSON object.
fn misfit(text: &[u8]) -> Option<&'static str> {
    let fields: Map<String, Json> = serde_json::from_slice(text).ok()?;
    let fits = [
        ("wayhome", Json::is_u64 as fn(&Json) -> bool),
        ("procedure", Json::is_string),
        ("form", Json::is_string),
        ("id", |id| id.is_string() || id.is_null()),
        ("training", Json::is_boolean),
        ("answers", Json::is_object),
    ];
    let misfit = fits
        .into_iter()
        .find(|(name, fits)| fields.get(*name).is_some_and(|value| !fits(value)));
    misfit.map(|(name, _)| name)
}

/// What `serde_json` takes and we do not, with where it stands: an answer that has a field whose name came before in the same object, of which it
/// would keep the last; and, in a field that means nothing here, what lies too deep or is written in a way that JSON does not have.
fn beyond_serde(text: &[u8]) -> Option<(usize, &'static str)> {
    fn once(reader: &mut Reader<'_>, is_twice: &mut bool) -> Option<()> {
        match reader.begins()? {
            Begins::List => reader.list(|reader| once(reader, is_twice)),
            Begins::Object => {
                let mut names = Map::new();
                reader.object(|reader, name| {
                    *is_twice = names.insert(name.to_owned(), Json::Null).is_some();
                    (!*is_twice).then_some(())?;
                    once(reader, is_twice)
                })
            }
            _ => reader.skip(),
        }
    }
    let mut reader = Reader::new(text)?;
    let mut is_twice = false;
    let read = reader.object(|reader, name| {
        if name == "answers" {
            once(reader, &mut is_twice)
        } else {
            reader.skip()
        }
    });
    let said = match read {
        Some(()) => return None,
        None if is_twice => "an answer has the same field twice",
        None if reader.is_deepest() => words::TOO_DEEP,
        None => words::NOT_JSON,
    };
    Some((reader.at(), said))
}

/// `serde_json` quotes a rejected value ("invalid type: string \"Jo\", expected u32"): keep what it says of the kind, not the value. Where it
/// speaks of Rust, it is said in plain words.
fn said_without_values(error: &serde_json::Error) -> String {
    if let Some(said) = words::broken_json(error) {
        return said.to_owned();
    }
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    if let Some(field) = said.strip_prefix("duplicate field ") {
        return format!("{field} stands there twice");
    }
    match said.split_once(": ") {
        Some(("invalid type" | "invalid value", rest)) => {
            let wanted = rest.rsplit_once("expected ").map_or("", |(_, wanted)| wanted);
            let wanted = match wanted {
                "struct Record" => "an object, with `procedure`, `form` and `answers`",
                "a string" => "text",
                "u32" => "a whole number",
                "a boolean" => "true or false",
                "" => "something else",
                wanted => wanted,
            };
            format!("expected {wanted}")
        }
        _ => said.to_owned(),
    }
}

/// Reads an object and refuses a key that comes twice.
fn unique_keys<'de, D: Deserializer<'de>>(input: D) -> Result<Map<String, Json>, D::Error> {
    struct Unique;

    impl<'de> Visitor<'de> for Unique {
        type Value = Map<String, Json>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an object of answers by question id")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
            let mut answers = Map::new();
            while let Some(question) = access.next_key::<String>()? {
                let answer = access.next_value()?;
                if answers.contains_key(&question) {
                    let told = words::told_id(&question);
                    return Err(A::Error::custom(format!("the question {told} is answered twice")));
                }
                if answers.len() >= MOST_ANSWERS {
                    return Err(A::Error::custom(format!(
                        "more than {MOST_ANSWERS} questions are answered"
                    )));
                }
                answers.insert(question, answer);
            }
            Ok(answers)
        }
    }

    input.deserialize_map(Unique)
}

#[cfg(test)]
mod tests;
