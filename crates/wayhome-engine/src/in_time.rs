//! By when an approval has to be given.

use chrono::NaiveDate;

use crate::report::{ByWhen, Timing};
use crate::truth::Truth;
use crate::words;

/// What decides by when somebody has to approve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct InTime {
    /// May approval come after the event?
    pub(crate) afterwards: Truth,
    /// The day on which the decision is put into effect, once it is recorded.
    pub(crate) day: Option<NaiveDate>,
}

impl InTime {
    /// In words.
    pub(crate) fn said(self) -> ByWhen {
        let by = self.day.map_or_else(
            || "By the day on which the decision is put into effect".to_owned(),
            |day| format!("By {}, when the decision is put into effect", words::date(day)),
        );
        let (timing, message) = match self.afterwards {
            Truth::No => (Timing::Before, format!("{by}.")),
            Truth::Unknown => (Timing::CannotTell, format!("{by}, unless the return cannot wait.")),
            // Nothing is permitted here: of a child in care, the law asks for approval before the placement all the same.
            Truth::Yes => (
                Timing::Afterwards,
                "The child may be home before anybody can approve: an approval after the decision is put into effect is shown as retrospective.".to_owned(),
            ),
        };
        ByWhen {
            timing,
            day: self.day,
            message,
        }
    }
}
