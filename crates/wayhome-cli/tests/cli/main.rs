//! The command line, run as people and programs run it.
#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "the whole program is test code, helpers included"
)]

mod author;
mod batch;
mod check;
mod coverage;
mod diff;
mod eval;
mod exercises;
mod export;
mod files;
mod guide;
mod lint;
mod own;
mod rows;
mod run;
mod scenario;
mod schema;
mod terminal;
mod unread;
