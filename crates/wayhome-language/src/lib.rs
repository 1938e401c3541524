//! The procedure language: TOML and FEEL in, diagnostics or a compiled procedure out; and mappings, which go the same way.
//!
//! A file goes through stages, each of which reports everything it finds:
//!
//! 1. TOML text to a document with positions;
//! 2. the shape of its parts: keys, kinds of values, lengths;
//! 3. names and types of its conditions;
//! 4. lowering to the plain data that the engine runs, and warnings.
//!
//! A stage runs only if the one before it found nothing wrong. `docs/procedure-language.md` is the reference for authors;
//! [`CODES`] lists every diagnostic with an example of what is refused and what to write instead.
//!
//! This crate reads no files and knows no clock: it also runs in a browser.

mod calendar;
mod compare;
mod compile;
mod coverage;
mod diagnostics;
mod document;
mod feel;
mod mapping;
mod proof;
mod scenario;
mod source;
mod vocabulary;

pub use calendar::bank_holidays;
pub use compare::{
    Answer, AnswerKind, ApprovalDifference, AskedQuestion, Aspect, Child, DeadlineDifference, DeadlineSays, Difference,
    Edition, FormDifference, OtherDifference, Presence, RuleDifference, RuleSays, Standing, TableDifference, compare,
};
pub use compile::{Compiled, compile, is_as_compiled};
pub use coverage::{Coverage, Duty, Keeper, KeeperKind, Place, PlaceKind};
pub use diagnostics::codes::{CODES, Code, Example};
pub use diagnostics::{Diagnostic, Diagnostics, Note, Severity, Span, closest};
#[cfg(feature = "schema")]
pub use document::schema::schema;
pub use document::{floor_line, procedure_id, wrong_shape};
pub use feel::{Names, Type, Typed, expression};
pub use mapping::{CompiledMapping, compile_mapping, mapping_procedure, mapping_procedure_line};
pub use proof::{Hole, MOST_CELLS, Proof, prove};
pub use scenario::scenario;
pub use source::Source;
pub use vocabulary::Vocabulary;

#[cfg(test)]
mod tests;
