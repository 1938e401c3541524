//! How records stand, for the lists that lead to them: worked out by the engine, one check for each record.

use chrono::NaiveDate;
use wayhome_engine::check;

use crate::items::{breached_count, items, open_count};
use crate::shelf::Entry;

/// How one record stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Overview {
    /// The id of the record.
    pub(crate) id: String,
    /// The form's title; its id where this copy of Wayhome has no such procedure.
    pub(crate) title: String,
    pub(crate) answered: usize,
    pub(crate) needed: usize,
    pub(crate) open: usize,
    pub(crate) breached: usize,
    /// Has anything been answered in it that was not brought along?
    pub(crate) touched: bool,
    /// Can it be opened here?
    pub(crate) known: bool,
}

/// Checks a record as on a day.
pub(crate) fn overview(entry: &Entry, today: NaiveDate) -> Overview {
    let mut overview = Overview {
        id: entry.id.clone(),
        title: entry.record.form.clone(),
        answered: 0,
        needed: 0,
        open: 0,
        breached: 0,
        touched: entry.is_touched(),
        known: false,
    };
    let Ok(plan) = wayhome_procedures::plan(&entry.record.procedure, &entry.record.form) else {
        return overview;
    };
    let report = check(&plan, today, entry.record.clone());
    let found = items(&plan, report.findings);
    plan.title().clone_into(&mut overview.title);
    overview.answered = usize::try_from(report.progress.answered).unwrap_or_default();
    overview.needed = usize::try_from(report.progress.needed).unwrap_or_default();
    (overview.open, overview.breached) = (open_count(&found), breached_count(&found));
    overview.known = true;
    overview
}
