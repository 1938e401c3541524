//! Reading a compiled procedure.

use super::{FORMAT, Procedure};
use crate::json::{FromJson as _, Reader};

/// The largest compiled procedure that is read, in bytes: some fifty times the largest that Wayhome ships.
pub const LARGEST_PROCEDURE: usize = 4 * 1024 * 1024;

/// Why a compiled procedure cannot be used at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProcedureError {
    /// More than [`LARGEST_PROCEDURE`] bytes.
    #[error("The compiled procedure is larger than 4 MB. Wayhome does not read it.")]
    TooLarge,
    /// Not JSON, or not of the shape of a compiled procedure.
    #[error("This is not a compiled procedure, from line {line}, column {column} on. Make one with `wayhome compile`.")]
    Unreadable {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1, in bytes.
        column: usize,
    },
    /// Compiled by a later version.
    #[error(
        "{} is of format {format}. This version of Wayhome reads format {FORMAT}: update Wayhome to use it.",
        named(procedure)
    )]
    Newer {
        /// The procedure's id; empty, where it says none that can be read.
        procedure: String,
        /// Its format.
        format: u32,
    },
    /// It was kept under another id than its own.
    #[error("This is the procedure `{found}`, and not `{wanted}`.")]
    OtherId {
        /// The id that it was kept under.
        wanted: String,
        /// Its own id.
        found: String,
    },
}

fn named(procedure: &str) -> String {
    if procedure.is_empty() {
        return "The procedure".to_owned();
    }
    format!("The procedure `{procedure}`")
}

impl ProcedureError {
    /// A permanent word for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "procedure_too_large",
            Self::Unreadable { .. } | Self::OtherId { .. } => "procedure_unreadable",
            Self::Newer { .. } => "procedure_newer",
        }
    }
}

impl Procedure {
    /// Reads a compiled procedure, as `wayhome compile` writes it. A byte order mark is skipped.
    ///
    /// This reads what the derived `Deserialize` reads, in a tenth of the code: it is what programs in a browser use. Whether its parts fit
    /// together is looked at by [`Plan::new`](crate::Plan::new).
    ///
    /// # Errors
    ///
    /// [`ProcedureError`] where the text is too large, is not a compiled procedure, or comes from a later version: that is told by its
    /// `wayhome` even where the rest has changed.
    ///
    /// ```
    /// use wayhome_engine::Procedure;
    /// let error = Procedure::parse(br#"{"wayhome":2,"id":"newcastle","clauses":[]}"#).unwrap_err();
    /// assert_eq!(error.code(), "procedure_newer");
    /// ```
    pub fn parse(compiled: &[u8]) -> Result<Self, ProcedureError> {
        if compiled.len() > LARGEST_PROCEDURE {
            return Err(ProcedureError::TooLarge);
        }
        let text = compiled.strip_prefix(b"\xef\xbb\xbf").unwrap_or(compiled);
        let mut reader = Reader::new(text).ok_or_else(|| unreadable(text, valid(text)))?;
        let read = Self::from_json(&mut reader).filter(|_| reader.is_done());
        match read.filter(|procedure: &Self| procedure.wayhome <= FORMAT) {
            Some(procedure) => Ok(procedure),
            // What a later format says elsewhere is not ours to complain of.
            None => Err(newer(text).unwrap_or_else(|| unreadable(text, reader.at()))),
        }
    }
}

/// Does a text come from a later version?
fn newer(text: &[u8]) -> Option<ProcedureError> {
    let (mut format, mut procedure) = (None, None);
    let mut reader = Reader::new(text)?;
    reader.object(|reader, name| match name {
        "wayhome" => reader.once(&mut format),
        "id" if reader.peek()? == b'"' => reader.once(&mut procedure),
        _ => reader.skip(),
    })?;
    let (format, procedure) = (format.filter(|format| *format > FORMAT)?, procedure.unwrap_or_default());
    Some(ProcedureError::Newer { procedure, format })
}

/// How many bytes are UTF-8.
fn valid(text: &[u8]) -> usize {
    std::str::from_utf8(text)
        .err()
        .map_or(text.len(), |error| error.valid_up_to())
}

fn unreadable(text: &[u8], at: usize) -> ProcedureError {
    let before = text.get(..at).unwrap_or(text);
    let mut line = before.split(|byte| *byte == b'\n');
    ProcedureError::Unreadable {
        line: line.clone().count(),
        column: line.next_back().map_or(0, <[u8]>::len) + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let of = |text: &str| Procedure::parse(text.as_bytes()).unwrap_err();
        assert_eq!(of("{\n  \"id\": 7}"), ProcedureError::Unreadable { line: 2, column: 9 });
        assert_eq!(of("[]"), ProcedureError::Unreadable { line: 1, column: 1 });
        assert_eq!(
            of("\u{feff}{\"id\": \"n\", \"rules\": 7, \"wayhome\": 9}").code(),
            "procedure_newer"
        );
        assert!(
            of("{\"wayhome\": 2}")
                .to_string()
                .starts_with("The procedure is of format 2.")
        );
        assert_eq!(of(&" ".repeat(LARGEST_PROCEDURE + 1)), ProcedureError::TooLarge);
        let error = Procedure::parse(b"{\"id\": \"\xff\"}").unwrap_err();
        assert_eq!(error, ProcedureError::Unreadable { line: 1, column: 9 });
    }
}
