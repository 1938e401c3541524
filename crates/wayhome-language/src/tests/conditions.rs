//! What is said of common mistakes in a condition.

use super::messages::expression;

#[test]
fn an_expression_that_breaks_off_says_what_is_missing() {
    let written = "write what has to hold, such as child_seen = true";
    expression("", &format!("WH040 1: there is no expression here; {written}"));
    expression("  ", &format!("WH040 1: there is no expression here; {written}"));
    expression(
        "child_seen or",
        "WH040 1: the expression ends where a value is expected; write a value after `or`, or leave `or` out",
    );
    expression(
        "child_seen and or seen_alone",
        "WH040 1: `or` stands where a value is expected; write a value after `and`, or leave `and` out",
    );
    expression(
        "(child_seen",
        "WH040 1: the expression ends too early; close each bracket that is opened",
    );
    expression(
        "child_seen)",
        "WH040 1: `)` cannot stand here; leave it out: no bracket is open here",
    );
    expression(
        "child_seen seen_alone",
        "WH040 1: `seen_alone` cannot stand here; write `and`, `or` or a comparison between two values",
    );
}

#[test]
fn words_in_capitals_and_signs_from_elsewhere() {
    expression(
        "child_seen AND NOT(seen_alone) Or TRUE",
        "WH040 1: `AND` is written in small letters; write and | WH040 1: `NOT` is written in small letters; write not | \
         WH040 1: `Or` is written in small letters; write or | WH040 1: `TRUE` is written in small letters; write true",
    );
    expression(
        "agreed_visit_weeks ≤ 6",
        "WH052 1: expressions do not use the character ≤; write <=",
    );
    expression(
        "agreed_visit_weeks – 1 ≠ 6",
        "WH052 1: expressions do not use the character –; write - for minus | WH052 1: expressions do not use the character ≠; write !=",
    );
}

#[test]
fn an_unknown_function_is_told_which_there_are() {
    let all = "the functions are age, working_days, days, min, max, count, list contains, date, date and time, duration, years and months duration, not and answered";
    expression(
        "elapsed(visit_date) > 1",
        &format!("WH050 1: there is no function `elapsed`; {all}"),
    );
    expression(
        "workingdays(visit_date) > 1",
        "WH050 1: there is no function `workingdays`; did you mean \"working_days\"?",
    );
    expression(
        "floor(agreed_visit_weeks) > 1",
        &format!("WH049 1: floor is not part of a condition; {all}"),
    );
}

/// The help for an expression that is refused.
#[track_caller]
fn helps(text: &str, expected: &str) {
    let found = crate::expression(text, &super::names()).err().unwrap_or_default();
    let helps: Vec<&str> = found.iter().filter_map(|found| found.help.as_deref()).collect();
    assert_eq!(helps, [expected], "{text}");
}

#[test]
fn a_date_that_is_written_as_on_paper_is_told_as_a_date() {
    for text in [
        "visit_date > 2026-01-31",
        "visit_date = 2026-01-31",
        "2026-01-31 < visit_date",
        "visit_date > \"2026-01-31\"",
        "visit_date != \"2026-01-31\"",
        "visit_date in (> 2026-01-31)",
        "visit_date in [\"2026-01-31\"]",
        "visit_date in (\"2026-01-31\")",
        "visit_date between date(\"2026-01-01\") and 2026-01-31",
        "max(visit_date, 2026-01-31) = visit_date",
    ] {
        helps(text, "write date(\"2026-01-31\")");
    }
    helps(
        "visit_date > 31/01/2026",
        "write date(\"2026-01-31\") for 31 January 2026",
    );
    helps("visit_date > \"31 January\"", "write date(\"2026-03-02\")");
    helps("visit_date > 5", "both sides of a comparison are of the same kind");
    helps("\"a\" > \"b\"", "numbers, dates and durations can be ordered");
    // Too large to be a date: two slashes, two divisions.
    let found = crate::expression("31/13/2026 = 1", &super::names())
        .err()
        .unwrap_or_default();
    assert_eq!(found.len(), 2);
}
