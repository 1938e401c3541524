//! What the app says about what is due when.

pub(crate) const WHEN_DUE: &str = "When things are due";
pub(crate) const DUE: &str = "Due";
pub(crate) const LATE: &str = "Late";
pub(crate) const DONE_IN_TIME: &str = "Done in time";
pub(crate) const DONE_LATE: &str = "Done late";
pub(crate) const PLANNED_IN_TIME: &str = "Planned in time";
pub(crate) const PLANNED_LATE: &str = "Planned late";

/// "Due 16 March 2026, 14 days".
pub(crate) fn by(due: &str, counted: Option<&str>) -> String {
    counted.map_or_else(|| due.to_owned(), |counted| format!("{due} ({counted})"))
}

/// "Counted from 2 March 2026."
pub(crate) fn counted_from(start: &str) -> String {
    format!("Counted from {start}.")
}
