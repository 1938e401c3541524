//! Exports of records of every form, answered at random and by hand.
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "the whole program is test code, helpers included"
)]

mod again;
mod carried;
mod document;
mod fhir;
mod leaving;
mod mapping;
mod page;
mod random;
mod readable;
mod record;
mod replaces;
mod ssd;
mod ssd_days;
