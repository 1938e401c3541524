//! What to be careful about because a document is old, undated or replaced.

use chrono::{Months, NaiveDate};

use super::{Basis, Procedure};
use crate::{day, words};

/// A document of so many years is old: authorities go through their procedures every one to three years.
const OLD: u32 = 3;

impl Procedure {
    /// What a reader on this day is to be told of the document's age, in plain sentences; none where there is nothing to tell.
    ///
    /// Told are: a document that bears no date (law is always dated, so not of law), one issued three years ago or more, one that a newer
    /// document replaces or may replace, and rules that were last compared with their document more than a year ago.
    ///
    /// Years are whole years, counted as birthdays are. What was compared in a month is taken as compared on its last day.
    #[must_use]
    pub fn age_cautions(&self, today: NaiveDate) -> Vec<String> {
        let age = match (self.issued, &self.dated) {
            (Some(issued), Some(dated)) => today.years_since(issued).filter(|years| *years >= OLD).map(|years| {
                format!(
                    "The document is dated {dated}, about {years} years before this check. Check that it is still in force."
                )
            }),
            _ if self.basis == Basis::Law => None,
            _ => Some("The document bears no date. Check that it is still in force.".to_owned()),
        };
        let compared = day::date(&format!("{}-01", self.compared));
        let stale = compared.filter(|compared| {
            compared
                .checked_add_months(Months::new(13))
                .is_some_and(|fresh_until| fresh_until <= today)
        });
        let stale = stale.map(|compared| {
            format!(
                "These rules were last compared with the document in {}. It may have changed since.",
                words::month(compared)
            )
        });
        age.into_iter().chain(self.superseded.clone()).chain(stale).collect()
    }
}
