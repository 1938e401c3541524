//! What the engine makes of each record, worked out anew only where the record or the day is another.
//!
//! The first screen asks for every record at every change of any. With a hundred records, a check of each took a second.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use wayhome_engine::{Due, Progress, Record, check};
use wayhome_export::{Late, late};

use crate::items::{breached_count, items, open_count};
use crate::shelf::Entry;

/// What the lists say of one record.
#[derive(Debug)]
pub(crate) struct Told {
    /// The form's.
    pub(crate) title: String,
    pub(crate) progress: Progress,
    pub(crate) open: usize,
    pub(crate) breached: usize,
    pub(crate) late: Option<Late>,
    pub(crate) deadlines: Vec<Due>,
}

impl Told {
    /// Checks a record as on a day; `None` where this copy of Wayhome has no such procedure.
    pub(crate) fn of(record: &Record, today: NaiveDate) -> Option<Self> {
        let plan = wayhome_procedures::plan(&record.procedure, &record.form).ok()?;
        let report = check(&plan, today, record.clone());
        let found = items(&plan, report.findings);
        Some(Self {
            title: plan.title().to_owned(),
            progress: report.progress,
            open: open_count(&found),
            breached: breached_count(&found),
            late: late(&report.deadlines),
            deadlines: report.deadlines,
        })
    }
}

struct Kept {
    id: String,
    record: Record,
    today: NaiveDate,
    told: Option<Arc<Told>>,
}

/// What was told of each record last.
#[derive(Default)]
pub(crate) struct Reports(Mutex<Vec<Kept>>);

impl Reports {
    /// What the engine makes of a record as on a day; `None` where this copy of Wayhome has no such procedure.
    pub(crate) fn of(&self, entry: &Entry, today: NaiveDate) -> Option<Arc<Told>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = kept.iter().position(|kept| kept.id == entry.id);
        let same = |kept: &&Kept| kept.today == today && kept.record == entry.record;
        if let Some(same) = before.and_then(|at| kept.get(at)).filter(same) {
            return same.told.clone();
        }
        let told = Told::of(&entry.record, today).map(Arc::new);
        let now = Kept {
            id: entry.id.clone(),
            record: entry.record.clone(),
            today,
            told: told.clone(),
        };
        match before.and_then(|at| kept.get_mut(at)) {
            Some(before) => *before = now,
            None => kept.push(now),
        }
        told
    }

    /// Forgets what was told of records that are not there any more.
    pub(crate) fn keep_only(&self, is_there: impl Fn(&str) -> bool) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|kept| is_there(&kept.id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shelf::{Fresh, Library, Source};
    use serde_json::json;

    #[test]
    fn what_is_told_follows_the_record_and_the_day() {
        let day = |day: &str| day.parse::<NaiveDate>().expect("a day");
        let plan = wayhome_procedures::plan("newcastle", "visit").expect("a form");
        let fresh = Fresh {
            id: "e".to_owned(),
            now: day("2026-11-20").and_time(chrono::NaiveTime::MIN),
        };
        let mut entry = Library::default().begin(fresh, &plan, Source::Nowhere);
        let reports = Reports::default();
        let answered =
            |entry: &Entry, today: &str| reports.of(entry, day(today)).expect("a procedure").progress.answered;
        let before = answered(&entry, "2026-11-20");
        entry.record.answers.insert("seen_alone".to_owned(), json!(true));
        assert_eq!(answered(&entry, "2026-11-20"), before + 1, "the record is another");
        let told = |today: &str| reports.of(&entry, day(today)).expect("a procedure");
        assert!(Arc::ptr_eq(&told("2026-11-20"), &told("2026-11-20")), "nothing changed");
        assert!(
            !Arc::ptr_eq(&told("2026-11-20"), &told("2026-11-21")),
            "the day is another"
        );
        reports.keep_only(|_| false);
        assert!(reports.0.lock().expect("nobody panicked").is_empty());
    }
}
