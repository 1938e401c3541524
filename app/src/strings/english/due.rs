//! What the app says about what is due when, and about what is left.

use wayhome_export::Late;

pub(crate) const NOTHING_LEFT: &str = "Nothing is left to do.";
const COMPLETE: &str = "This record is complete.";
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

/// What a screen reader hears once a person pauses, and what stands above the answers: "12 things open, 2 of them not as asked. 1 done late."
pub(crate) fn left(open: usize, breached: usize, late: Option<&Late>) -> String {
    let things = if open == 1 { "thing" } else { "things" };
    let left = match (open, breached) {
        (0, _) => none_left(late).to_owned(),
        (_, 0) => format!("{open} {things} open."),
        (1, _) => "1 thing open, not as asked.".to_owned(),
        _ => format!("{open} {things} open, {breached} of them not as asked."),
    };
    late.map_or(left.clone(), |late| format!("{left} {}", late.words))
}

/// That nothing is open; and not that nothing is left to do, where what is due is late and not done.
pub(crate) fn none_left(late: Option<&Late>) -> &'static str {
    if late.is_some_and(|late| late.is_open) {
        COMPLETE
    } else {
        NOTHING_LEFT
    }
}

#[cfg(test)]
mod tests {
    use wayhome_export::Late;

    use super::left;

    #[test]
    fn while_something_is_late_and_not_done_nothing_says_that_nothing_is_left() {
        let late = |is_open| Late {
            words: "1 late.".to_owned(),
            is_open,
        };
        assert_eq!(left(0, 0, Some(&late(true))), "This record is complete. 1 late.");
        assert_eq!(left(0, 0, Some(&late(false))), "Nothing is left to do. 1 late.");
        assert_eq!(left(0, 0, None), "Nothing is left to do.");
    }
}
