//! How records stand, for the lists that lead to them: worked out by the engine, one check for each record.

use chrono::NaiveDate;
use wayhome_engine::{DeadlineState, Due, check};

use crate::items::{breached_count, in_order, items, open_count};
use crate::shelf::{Entry, Library};

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
    /// Due and late, not yet done.
    pub(crate) dues: Vec<Due>,
    /// Has anything been answered in it that was not brought along?
    pub(crate) touched: bool,
    /// Can it be opened here?
    pub(crate) known: bool,
}

/// Checks a record as on a day; a signed one as on the day of signing, but what is due of it as of today.
pub(crate) fn overview(entry: &Entry, today: NaiveDate) -> Overview {
    let own =
        |question: &String| question != "child_reference" && entry.carried.get(question).is_none_or(|c| c.checked);
    let mut overview = Overview {
        id: entry.id.clone(),
        title: entry.record.form.clone(),
        answered: 0,
        needed: 0,
        open: 0,
        breached: 0,
        dues: Vec::new(),
        // A table that was brought along keeps its mark when something is typed in it.
        touched: entry.record.answers.keys().any(own) || (!entry.carried.is_empty() && entry.edited > entry.created),
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
    let to_come = |due: &Due| due.due.is_some() && matches!(due.state, DeadlineState::Due | DeadlineState::Late);
    overview.dues = in_order(report.deadlines.into_iter().filter(to_come), |due| due.due.map(moment));
    overview
}

fn moment(moment: wayhome_engine::Moment) -> chrono::NaiveDateTime {
    match moment {
        wayhome_engine::Moment::Date(day) => day.and_time(chrono::NaiveTime::MIN),
        wayhome_engine::Moment::DateTime(at) => at,
    }
}

/// Something that is due, and the record that says so.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ToDo {
    pub(crate) due: Due,
    pub(crate) entry: String,
    pub(crate) child: Option<String>,
    pub(crate) title: String,
}

/// What is due and late, the soonest first: about one child, or about everybody.
///
/// Of each form the newest record of a child speaks: what an earlier visit asks of the next one is done by the next one.
pub(crate) fn due(library: &Library, child: Option<&str>, today: NaiveDate) -> Vec<ToDo> {
    let mut all = Vec::new();
    let children = library.children().iter().map(|child| child.id.as_str());
    for of in children.filter(|id| child.is_none_or(|child| child == *id)) {
        let mut forms: Vec<&str> = Vec::new();
        for entry in library.standing(of) {
            if !forms.contains(&entry.record.form.as_str()) {
                forms.push(&entry.record.form);
                all.push(entry);
            }
        }
    }
    if child.is_none() {
        all.extend(library.entries_of(None).filter(|entry| !library.replaced(&entry.id)));
    }
    let dues = all.into_iter().flat_map(|entry| {
        let overview = overview(entry, today);
        overview.dues.into_iter().map(move |due| ToDo {
            due,
            entry: entry.id.clone(),
            child: entry.child.clone(),
            title: overview.title.clone(),
        })
    });
    let mut soonest: Vec<ToDo> = in_order(dues, |to_do| to_do.due.due.map(moment));
    // The procedure and the law may ask for the same by the same day: said once.
    soonest.dedup_by(|one, other| {
        one.entry == other.entry && one.due.due == other.due.due && one.due.message == other.due.message
    });
    soonest
}
