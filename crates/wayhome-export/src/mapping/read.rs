//! Reading a compiled mapping.

use serde_json::Value as Json;
use wayhome_engine::FORMAT;

use super::{Mapping, Origin, Output};
use crate::document::hash;

/// The largest compiled mapping that is read, in bytes.
pub const LARGEST_MAPPING: usize = 4 * 1024 * 1024;

/// Why a compiled mapping cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MappingUnreadable {
    /// More than [`LARGEST_MAPPING`] bytes.
    #[error("The compiled mapping is larger than 4 MB. Wayhome does not read it.")]
    TooLarge,
    /// Not of the shape of a compiled mapping.
    #[error("This is not a compiled mapping, or it is damaged. Make one with `wayhome mapping compile`.")]
    Unreadable,
    /// Not JSON.
    #[error(
        "This is not a compiled mapping, from line {line}, column {column} on. Make one with `wayhome mapping compile`."
    )]
    NotJson {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
    },
    /// Not as it was compiled: its hash is that of another.
    #[error(
        "The compiled mapping was changed or damaged: its hash does not fit. Compile it again with `wayhome mapping compile`."
    )]
    Damaged,
    /// Compiled by a later version.
    #[error("The mapping is of format {0}. This version of Wayhome reads format {FORMAT}: update Wayhome to use it.")]
    Newer(u64),
}

impl MappingUnreadable {
    /// A permanent word for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge | Self::Unreadable | Self::NotJson { .. } | Self::Damaged => "mapping_unreadable",
            Self::Newer(_) => "mapping_newer",
        }
    }
}

impl Mapping {
    /// Reads a compiled mapping, as `wayhome mapping compile` writes it.
    ///
    /// # Errors
    ///
    /// [`MappingUnreadable`] where it is none, is too large, comes from a later version, or was changed since it was compiled.
    ///
    /// ```
    /// use wayhome_export::mapping::{Mapping, MappingUnreadable};
    /// assert_eq!(Mapping::parse(br#"{"wayhome":7,"lanes":[]}"#), Err(MappingUnreadable::Newer(7)));
    /// assert!(Mapping::parse(b"title = 'Harbour'").is_err());
    /// ```
    pub fn parse(compiled: &[u8]) -> Result<Self, MappingUnreadable> {
        if compiled.len() > LARGEST_MAPPING {
            return Err(MappingUnreadable::TooLarge);
        }
        let all: Json = serde_json::from_slice(compiled).map_err(|error| MappingUnreadable::NotJson {
            line: error.line(),
            column: error.column(),
        })?;
        // A later format may have other fields: its number is looked at first.
        match all.get("wayhome").and_then(Json::as_u64) {
            Some(format) if format > u64::from(FORMAT) => Err(MappingUnreadable::Newer(format)),
            _ => {
                let read = super::fields::mapping(all).filter(Self::leads_somewhere);
                let read = read.ok_or(MappingUnreadable::Unreadable)?;
                let is_whole = read.hash_of_content().is_some_and(|hash| hash == read.hash);
                is_whole.then_some(read).ok_or(MappingUnreadable::Damaged)
            }
        }
    }

    /// SHA-256 over the JSON of everything but the hash, in lower-case hexadecimal: what [`hash`](Self::hash) is in a mapping as it was compiled.
    /// `None` where it cannot be written as JSON.
    #[must_use]
    pub fn hash_of_content(&self) -> Option<String> {
        let without = Self {
            hash: String::new(),
            ..self.clone()
        };
        let json = serde_json::to_vec(&without).ok()?;
        Some(hash(&json))
    }

    /// Does every value go somewhere? Rows that become keys or columns have no place of their own, and their columns have.
    fn leads_somewhere(&self) -> bool {
        self.fields.iter().all(|field| match &field.from {
            Origin::Rows { columns, .. } => {
                let is_list = self.output == Output::Json;
                (!is_list || !field.to.is_empty()) && columns.iter().all(|column| !column.to.is_empty())
            }
            _ => !field.to.is_empty(),
        })
    }
}
