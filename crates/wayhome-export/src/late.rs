//! What is late of what is due. It keeps no record open, so it is said beside what the record comes to: "nothing is left to do" alone would read as
//! if all had been in time.

use wayhome_engine::{DeadlineState, Due, Level};

/// What is late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    /// How much, in a sentence: "1 late and not recorded here as done, 2 done late."
    pub words: String,
    /// Is any of it not recorded as done? Then it would be wrong to say that nothing is left to do. Where it is done may be in another record: the
    /// visit after this one.
    pub is_open: bool,
}

/// How much is late. Nothing where nothing is, and nothing of what is only to be considered.
///
/// ```
/// use serde_json::json;
/// use wayhome_engine::{Record, check};
/// let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
/// let mut record = Record::new("newcastle", "visit");
/// let answers = json!({
///     "legal_status": "care_order", "legal_status_date": "2025-01-01", "return_to": "parent", "actual_return_date": "2025-12-01",
///     "previous_visit_date": "2026-01-06", "agreed_visit_weeks": 4, "visit_date": "2026-02-06",
/// });
/// record.answers = answers.as_object().cloned().unwrap();
/// let report = check(&plan, "2026-03-02".parse().unwrap(), record);
/// let late = wayhome_export::late(&report.deadlines).unwrap();
/// assert_eq!((late.words.as_str(), late.is_open), ("1 done late.", false));
/// ```
#[must_use]
pub fn late(deadlines: &[Due]) -> Option<Late> {
    let count = |words| deadlines.iter().filter(|due| how_late(due) == Some(words)).count();
    let parts = [LATE, DONE_LATE, PLANNED_LATE].map(|words| (count(words), words));
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<_> = parts.map(|(count, words)| format!("{count} {words}")).collect();
    (!parts.is_empty()).then(|| Late {
        words: format!("{}.", parts.join(", ")),
        is_open: count(LATE) > 0,
    })
}

/// Is it counted among what is late?
#[must_use]
pub fn is_late(due: &Due) -> bool {
    how_late(due).is_some()
}

const LATE: &str = "late and not recorded here as done";
const DONE_LATE: &str = "done late";
const PLANNED_LATE: &str = "planned late";

fn how_late(due: &Due) -> Option<&'static str> {
    match due.state {
        _ if due.level == Level::Consider => None,
        DeadlineState::Late => Some(LATE),
        DeadlineState::MetLate if due.planned => Some(PLANNED_LATE),
        DeadlineState::MetLate => Some(DONE_LATE),
        DeadlineState::Due | DeadlineState::Met | DeadlineState::CannotTell | DeadlineState::NotApplicable => None,
    }
}
