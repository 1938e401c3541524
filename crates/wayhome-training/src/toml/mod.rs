//! TOML for scenarios, in a browser: written in a fixed order, and read without the library that reads it elsewhere.
//!
//! That library is a tenth of what a first visit may cost, for files of a few kilobytes. What is read here is held against it in the tests
//! (`docs/decisions/0053-a-small-reader-of-toml.md`).

mod read;
mod text;
mod write;

pub use read::{TomlError, read};
pub use write::write;
