//! A record and its report as other systems want them.
//!
//! - [`Outgoing`] is a record on its way out; every export starts from it.
//! - [`Document`] is Wayhome JSON, [`import()`] reads it back; [`page()`] is for people, and [`plain_text`] its twin for a case note.
//! - [`mapping`] says a record in a council's own codes.
//! - [`ssd()`] names things as the Standard Safeguarding Dataset does.
//! - [`fhir`] says it in FHIR R4.
//! - [`Target`] is any of these by its name, and its files.
//! - [`Losses`] say of each export what it could not carry.
//! - [`saved_record`] is the file that the app downloads and opens.
//!
//! Each target is a module of its own, so that what a program does not call is not linked into it.

mod carried;
mod document;
pub mod fhir;
mod files;
mod harmless;
mod import;
mod late;
mod leaving;
mod losses;
pub mod mapping;
mod note;
mod outgoing;
mod page;
mod reasons;
mod saved;
mod signing;
mod ssd;
mod summary;
mod told;

pub use wayhome_engine::Report;

pub use carried::{AllCarried, Carried};
pub use document::{Document, Floor, LeftOut, MadeWith, Reason};
pub use files::{Content, Made, MadeFile, NotMade, Row, Target, plain_name, stem};
pub use harmless::{harmless_line, harmless_lines};
pub use import::{Beside, ImportError, beside, import, was_changed};
pub use late::{Late, is_late, late};
pub use leaving::{case_note_losses, paper_losses, saved_losses};
pub use losses::{Loss, LossKind, Losses, PLAIN_TEXT, READABLE_PAGE, document_losses, page_losses};
pub use note::{case_note, plain_text};
pub use outgoing::Outgoing;
pub use page::page;
pub use saved::saved_record;
pub use signing::{Mark, Party, Replaced, SignOff};
pub use ssd::{SsdCheck, SsdError, SsdRow, SsdRows, ssd};
pub use summary::{Line, Part, Said, Summary, summary};
pub use told::{Group, GroupKind, Item, Told, due_words, told};
