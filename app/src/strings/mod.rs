//! Every word that the app itself says: one language, one file and a folder beside it.
//!
//! Procedures bring their own words: questions, options, messages, citations. A language is a module with the names that `english` has;
//! what counts or names something is a function, because languages order and mutate their words differently. For Welsh: copy
//! `english.rs` to `welsh.rs` and the folder `english/` to `welsh/`, translate both, and choose them here. A name that is missing stops the build.

mod english;

pub use english::WAYHOME;
pub(crate) use english::*;
