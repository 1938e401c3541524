//! A child, by the authority's own reference.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::Fresh;

/// A child that records are about. What is known about the child stands in those records.
///
/// **Shown by the reference alone.** A name may stand among a record's answers; no list, title, address or file name has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Child {
    /// Random; also the id of the document.
    pub id: String,
    /// The authority's own reference.
    pub reference: String,
    /// The procedure that the child's records follow.
    pub procedure: String,
    /// When the child was added, by the device's clock.
    pub created: NaiveDateTime,
}

impl Child {
    /// A child that no record is about yet.
    #[must_use]
    pub fn new(fresh: Fresh, reference: &str, procedure: &str) -> Self {
        Self {
            id: fresh.id,
            reference: reference.trim().to_owned(),
            procedure: procedure.to_owned(),
            created: fresh.now,
        }
    }

    /// The same child by another reference.
    #[must_use]
    pub fn called(self, reference: &str) -> Self {
        Self {
            reference: reference.trim().to_owned(),
            ..self
        }
    }
}
