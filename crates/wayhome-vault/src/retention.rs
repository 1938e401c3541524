//! How long documents may stay on the device.
//!
//! The device is for the visit, not for the file. A document nobody has changed for a while is first announced, then due: it goes when a
//! person says so.

use crate::document::{Document, DocumentId, Moment};

const DAY: u64 = 24 * 60 * 60 * 1_000;

/// How long that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// Days without a change before a document is due.
    pub days: u32,
    /// How many days before that it is announced.
    pub notice: u32,
}

impl Retention {
    /// Thirty days, announced a week before.
    pub const USUAL: Self = Self { days: 30, notice: 7 };

    /// How a document stands.
    ///
    /// ```
    /// use wayhome_vault::Moment;
    /// use wayhome_vault::retention::{Retention, Standing};
    /// let day = 24 * 60 * 60 * 1_000;
    /// assert_eq!(Retention::USUAL.of(Moment(0), Moment(22 * day)), Standing::Fresh);
    /// assert_eq!(Retention::USUAL.of(Moment(0), Moment(23 * day)), Standing::DueIn(7));
    /// assert_eq!(Retention::USUAL.of(Moment(0), Moment(30 * day)), Standing::Due);
    /// ```
    #[must_use]
    pub fn of(self, changed_at: Moment, now: Moment) -> Standing {
        // A moment yet to come (a clock that was wrong) is no reason to delete anything: it counts as now.
        let days = now.since(changed_at) / DAY;
        match u64::from(self.days).saturating_sub(days) {
            0 => Standing::Due,
            left if left <= u64::from(self.notice) => Standing::DueIn(u32::try_from(left).unwrap_or(self.notice)),
            _ => Standing::Fresh,
        }
    }

    /// The documents that are due or announced, oldest first.
    #[must_use]
    pub fn ageing(self, documents: &[Document], now: Moment) -> Vec<(DocumentId, Standing)> {
        let mut ageing: Vec<_> = documents
            .iter()
            .map(|document| {
                (
                    document.changed_at,
                    document.id.clone(),
                    self.of(document.changed_at, now),
                )
            })
            .filter(|(_, _, standing)| *standing != Standing::Fresh)
            .collect();
        ageing.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
        ageing.into_iter().map(|(_, id, standing)| (id, standing)).collect()
    }
}

/// How a document stands to the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing to say.
    Fresh,
    /// Due in so many days.
    DueIn(u32),
    /// Past the limit.
    Due,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Revision;

    fn document(id: &str, day: u64) -> Document {
        Document {
            id: DocumentId::new(id).unwrap(),
            revision: Revision(1),
            changed_at: Moment(day * DAY),
            body: Vec::new(),
        }
    }

    #[test]
    fn the_oldest_comes_first_and_the_fresh_not_at_all() {
        let documents = [document("b", 8), document("a", 40), document("c", 1)];
        let ageing = Retention::USUAL.ageing(&documents, Moment(35 * DAY));
        let ids: Vec<_> = ageing.iter().map(|(id, standing)| (id.as_str(), *standing)).collect();
        assert_eq!(ids, [("c", Standing::Due), ("b", Standing::DueIn(3))]);
    }

    #[test]
    fn a_document_from_the_future_is_never_due() {
        assert_eq!(Retention::USUAL.of(Moment(90 * DAY), Moment(5 * DAY)), Standing::Fresh);
    }

    #[test]
    fn the_days_that_are_left_are_whole_ones() {
        let of = |now| Retention::USUAL.of(Moment(0), Moment(now));
        assert_eq!(of(22 * DAY), Standing::Fresh);
        assert_eq!(of(23 * DAY), Standing::DueIn(7));
        assert_eq!(of(30 * DAY - 1), Standing::DueIn(1));
        assert_eq!(of(30 * DAY), Standing::Due);
    }
}
