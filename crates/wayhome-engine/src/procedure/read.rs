//! Reading a compiled procedure from its text, within bounds.

use serde::Deserialize;

use super::{FORMAT, Procedure};

/// The largest compiled procedure that is read, in bytes: some fifty times the largest that Wayhome ships.
pub const LARGEST_PROCEDURE: usize = 4 * 1024 * 1024;

/// Why a compiled procedure cannot be used at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProcedureError {
    /// More than [`LARGEST_PROCEDURE`] bytes.
    #[error("The compiled procedure is larger than 4 MB. Wayhome does not read it.")]
    TooLarge,
    /// Not JSON, or not of the shape of a compiled procedure.
    #[error(
        "This is not a compiled procedure: {message}, at line {line}, column {column}. Make one with `wayhome compile`."
    )]
    Unreadable {
        /// What is wrong.
        message: String,
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
    },
    /// Compiled by a later version.
    #[error(
        "The procedure `{procedure}` is of format {format}. This version of Wayhome reads format {FORMAT}: update Wayhome to use it."
    )]
    Newer {
        /// The procedure's id.
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

/// The part of a compiled procedure that every format has.
#[derive(Deserialize)]
struct Head {
    wayhome: u32,
    #[serde(default)]
    id: String,
}

impl Procedure {
    /// Reads a compiled procedure, as `wayhome compile` writes it.
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
        let read = serde_json::from_slice::<Self>(text);
        // What a later format says elsewhere is not ours to complain of.
        if !read.as_ref().is_ok_and(|procedure| procedure.wayhome <= FORMAT)
            && let Ok(head) = serde_json::from_slice::<Head>(text)
            && head.wayhome > FORMAT
        {
            return Err(ProcedureError::Newer {
                procedure: head.id,
                format: head.wayhome,
            });
        }
        read.map_err(|error| ProcedureError::Unreadable {
            message: error
                .to_string()
                .split(" at line ")
                .next()
                .unwrap_or_default()
                .to_owned(),
            line: error.line(),
            column: error.column(),
        })
    }
}
