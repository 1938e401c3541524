//! Days that have not come by the day of the check: no row says that something was on one of them.

use super::codes::is_accommodated;
use super::rows::Writer;
use crate::losses::LossKind;

/// The days that rows say, each with the form whose day it is, where it is one form's.
const DAYS: [(&str, Option<&str>); 5] = [
    ("legal_status_date", None),
    ("actual_return_date", None),
    ("looked_after_end", None),
    ("visit_date", Some("visit")),
    ("review_date", Some("review")),
];

impl<'a> Writer<'a> {
    /// A day that is recorded, and has come by the day of the check.
    pub(super) fn day(&self, question: &str) -> Option<&'a str> {
        self.text(question).filter(|_| !self.is_ahead(question))
    }

    /// Is a day recorded that has not come by the day of the check?
    pub(super) fn is_ahead(&self, question: &str) -> bool {
        // Dates as the engine reads them sort like text.
        let today = self.outgoing.report.today.to_string();
        self.text(question).is_some_and(|day| day > today.as_str())
    }

    /// The later of the days on which this legal status, and being looked after, began, with its question.
    pub(super) fn began(&self) -> Option<(&'a str, &'static str)> {
        let days = ["legal_status_date", "looked_after_start"].map(|question| Some((self.text(question)?, question)));
        days.into_iter().flatten().max()
    }

    /// The day from which the child is no longer looked after, with its question: under section 20 that of the return, if that is the earlier. A day
    /// that has not come yet says that the child still is.
    pub(super) fn ended(&self) -> Option<(&'a str, &'static str)> {
        let day = |question| Some((self.text(question)?, question));
        let status = self.text("legal_status");
        let home = day("actual_return_date").filter(|_| status.is_some_and(is_accommodated));
        home.into_iter().chain(day("looked_after_end")).min()
    }

    /// Says which days have not come yet.
    pub(super) fn check_days(&mut self) {
        let form = self.outgoing.report.form.as_str();
        for (question, of) in DAYS {
            if !self.is_ahead(question) || of.is_some_and(|of| of != form) {
                continue;
            }
            let name = self.outgoing.session.plan().question(question);
            let name = name.map_or(question, |(question, _)| question.name.as_str());
            let message = format!(
                "{name}: this day is after the day of the check. No row says that something was on it. Correct it, or export the record again once \
                 the day has come."
            );
            self.check(None, &[], message);
            if let Some(check) = self.rows.checks.last_mut() {
                check.about.push(question);
            }
            let why = "after the day of the check, so that no row says it".to_owned();
            self.lost.push((question, LossKind::NoField, why));
        }
    }
}
