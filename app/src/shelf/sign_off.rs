//! Signing a record off: as the exports say it.

pub use wayhome_export::{Mark, Party, SignOff};
