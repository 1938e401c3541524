//! How records stand, for the lists that lead to them.

use chrono::NaiveDate;
use wayhome_export::Late;

use super::reports::Reports;
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
    /// What is late, if anything is.
    pub(crate) late: Option<Late>,
    /// Has anything been answered in it that was not brought along?
    pub(crate) touched: bool,
    /// Can it be opened here?
    pub(crate) known: bool,
}

/// How a record stands on a day.
pub(crate) fn overview(entry: &Entry, today: NaiveDate, reports: &Reports) -> Overview {
    let mut overview = Overview {
        id: entry.id.clone(),
        title: entry.record.form.clone(),
        answered: 0,
        needed: 0,
        open: 0,
        breached: 0,
        late: None,
        touched: entry.is_touched(),
        known: false,
    };
    let Some(told) = reports.of(entry, today) else {
        return overview;
    };
    overview.title.clone_from(&told.title);
    overview.answered = usize::try_from(told.progress.answered).unwrap_or_default();
    overview.needed = usize::try_from(told.progress.needed).unwrap_or_default();
    (overview.open, overview.breached) = (told.open, told.breached);
    overview.late.clone_from(&told.late);
    overview.known = true;
    overview
}
