//! Reading a compiled procedure.

use super::{FORMAT, Procedure};
use crate::json::{FromJson as _, Reader};

/// The largest compiled procedure that is read, in bytes. Those that Wayhome ships have a sixtieth of it.
pub const LARGEST_PROCEDURE: usize = 5 * 1024 * 1024;

/// Why a compiled procedure cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProcedureError {
    /// More than [`LARGEST_PROCEDURE`] bytes.
    #[error("The compiled procedure is larger than 5 MB. Wayhome does not read it.")]
    TooLarge,
    /// Not what `wayhome compile` writes.
    #[error(
        "This is not a compiled procedure, from line {line}, column {column} on. Compile it again from its source."
    )]
    Unreadable {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1, in bytes.
        column: usize,
    },
    /// Compiled by a later version.
    #[error("The procedure is of format {0}. This version of Wayhome reads format {FORMAT}: update Wayhome to use it.")]
    Newer(u32),
}

impl ProcedureError {
    /// A permanent word for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "procedure_too_large",
            Self::Unreadable { .. } => "procedure_unreadable",
            Self::Newer(_) => "procedure_newer",
        }
    }
}

impl Procedure {
    /// Reads a compiled procedure from JSON text, as `wayhome compile` writes it. A byte order mark is skipped.
    ///
    /// This reads what the derived `Deserialize` reads, in a fiftieth of the code: it is what programs in a browser use. Whether its parts fit
    /// together is looked at by [`Plan::new`](crate::Plan::new).
    ///
    /// # Errors
    ///
    /// [`ProcedureError`] where the text is too large, is no compiled procedure, or comes from a later version.
    ///
    /// ```
    /// use wayhome_engine::{Procedure, ProcedureError};
    /// let error = Procedure::from_json(b"{\"wayhome\": 2, \"new\": true}").unwrap_err();
    /// assert_eq!(error, ProcedureError::Newer(2));
    /// ```
    pub fn from_json(text: &[u8]) -> Result<Self, ProcedureError> {
        if text.len() > LARGEST_PROCEDURE {
            return Err(ProcedureError::TooLarge);
        }
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        if let Some(newer) = format(text).filter(|format| *format > FORMAT) {
            return Err(ProcedureError::Newer(newer));
        }
        let mut reader = Reader::new(text).ok_or_else(|| unreadable(text, valid(text)))?;
        match Self::from_json_reader(&mut reader) {
            Some(procedure) if reader.is_done() => Ok(procedure),
            _ => Err(unreadable(text, reader.at())),
        }
    }

    fn from_json_reader(reader: &mut Reader<'_>) -> Option<Self> {
        crate::json::FromJson::from_json(reader)
    }
}

/// The version that a text says it is of. In what we write it comes first.
fn format(text: &[u8]) -> Option<u32> {
    let mut reader = Reader::new(text)?;
    let mut format = None;
    // It ends at the field: what comes after is of no interest here.
    let _ = reader.object(|reader, name| {
        if name != "wayhome" {
            return reader.skip();
        }
        format = u32::from_json(reader);
        None
    });
    format
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
        let of = |text: &str| Procedure::from_json(text.as_bytes()).unwrap_err();
        assert_eq!(of("{\n  \"id\": 7}"), ProcedureError::Unreadable { line: 2, column: 9 });
        assert_eq!(of("[]"), ProcedureError::Unreadable { line: 1, column: 1 });
        assert_eq!(of("\u{feff}{\"wayhome\": 9}"), ProcedureError::Newer(9));
        assert_eq!(of(&" ".repeat(LARGEST_PROCEDURE + 1)), ProcedureError::TooLarge);
        let error = Procedure::from_json(b"{\"id\": \"\xff\"}").unwrap_err();
        assert_eq!(error, ProcedureError::Unreadable { line: 1, column: 9 });
    }
}
