//! The child that a gap leaves out is told in plain words.

use super::{proof, row};

/// The child of a condition that the only row leaves out.
#[track_caller]
fn left_out(when: &str, child: &str) {
    let gaps = proof(&[row("EX-1", when, "")]).gaps;
    let children: Vec<&str> = gaps.iter().map(|gap| gap.child.as_str()).collect();
    assert_eq!(children, [child], "{when}");
}

#[test]
fn what_is_reckoned_with_is_told_in_plain_words() {
    left_out(
        "decision_date.year - date_of_birth.year >= 16",
        "year of decision date minus year of when was the child born: 15",
    );
    left_out(
        "decision_date - looked_after_start >= duration(\"P20D\")",
        "decision date minus start of being looked after: 19 days",
    );
    left_out(
        "decision_date - looked_after_start - duration(\"P1D\") >= duration(\"PT36H\")",
        "decision date minus start of being looked after minus 1 day: 1 day",
    );
    left_out(
        "decision_date - duration(\"P1D\") >= date(\"2026-01-01\")",
        "decision date minus 1 day: 31 December 2025",
    );
    left_out(
        "decision_date.year - (date_of_birth.year - looked_after_start.year) >= 16",
        "year of decision date minus (year of when was the child born minus year of start of being looked after): 15",
    );
    left_out("decision_date.month != 4", "month of decision date: 4");
}

/// Counts, days and ages that are not the usual ones are told apart by what they count from and to.
#[test]
fn counts_tell_from_where_to_where() {
    left_out(
        "working_days(decision_date, looked_after_start) >= 20",
        "working days from decision date to start of being looked after: 19",
    );
    left_out(
        "days(date_of_birth, decision_date) >= 20",
        "days from when was the child born to decision date: 19",
    );
    left_out("count(people) > 1", "number of rows in people at home: 0");
    left_out(
        "age >= 16 or age(date_of_birth, looked_after_start) >= 17",
        "aged 15 (decision date), aged 16 (start of being looked after)",
    );
    left_out(
        "days(looked_after_start, decision_date) >= 20 or days(looked_after_start, date_of_birth) >= 30",
        "looked after for 19 days (decision date) and 29 days (when was the child born)",
    );
    left_out(
        "(decision_date - looked_after_start).days >= 20",
        "whole days of (decision date minus start of being looked after): 19",
    );
}

#[test]
fn what_is_compared_is_before_less_or_different_by_what_it_is() {
    left_out(
        "decision_date >= looked_after_start",
        "decision date before start of being looked after",
    );
    left_out(
        "days >= 2 * balance",
        "working days from start of being looked after to decision date less than 2 times balance",
    );
    left_out(
        "decision_date - date_of_birth >= decision_date - looked_after_start",
        "decision date minus when was the child born less than decision date minus start of being looked after",
    );
    left_out("team = school", "team different from school");
}

#[test]
fn conditions_on_rows_are_told_apart() {
    left_out(
        "(some p in people satisfies p.kind = \"clear\") or (every p in people satisfies p.kind != \"clear\" and p.born < decision_date)",
        "kind of check is nothing found in a row of people at home: no, kind of check is not nothing found and born is before decision date in every row of people at home: no",
    );
    left_out(
        "some p in people satisfies p.kind != \"clear\" and (p.kind = \"clear\" or p.born < decision_date)",
        "kind of check is not nothing found and (kind of check is nothing found or born is before decision date) in a row of people at home: no",
    );
    left_out("checked", "everyone at home is checked: no");
    left_out("not(checked = false)", "everyone at home is checked: no");
    left_out("waited > 5", "days waited since the start: 4");
}
