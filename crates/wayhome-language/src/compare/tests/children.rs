//! The children of whom something else is said are told in plain words.

use super::{by, compiled, file, procedure, row, three_rows};
use crate::compare::compare;

#[test]
fn a_moved_boundary_is_told_with_the_child_between() {
    let before = procedure("ex", &three_rows(&by("team_manager")));
    let after = compiled(
        file("ex", &three_rows(&by("team_manager")))
            .replace("working >= 20", "working >= 25")
            .replace("working < 20", "working < 25"),
    );
    let found = compare(&before, &after);
    let [table] = found.approvals.as_slice() else {
        panic!("{found:?}")
    };
    let [only] = table.differences.as_slice() else {
        panic!("{table:?}")
    };
    assert_eq!(only.children, "aged under 16, looked after for 20 to 24 working days");
}

/// Aged under 16 on one day, and 16 or over on another.
#[test]
fn ages_on_two_days_are_told_apart() {
    let before = procedure("ex", &three_rows(&by("team_manager")));
    let text = file("ex", &three_rows(&by("team_manager")));
    let after = compiled(text.replace("age(date_of_birth, decision_date)", "age(date_of_birth, meeting_date)"));
    assert_ne!(before, after);
    let found = compare(&before, &after);
    let children: Vec<_> = found.approvals[0].differences.iter().map(|one| &one.children).collect();
    assert!(
        children.iter().any(|said| {
            said.contains("aged under 16 (decision date)") && said.contains("aged 16 or over (date of the meeting)")
        }),
        "{children:?}"
    );
    let example = &found.approvals[0].differences[0].example.text;
    assert_eq!(example.matches("aged ").count(), 2, "{example}");
    assert!(
        example.contains("(decision date)") && example.contains("(date of the meeting)"),
        "{example}"
    );
}

/// The lists of both sides are numbered anew, those of columns as well.
#[test]
fn conditions_on_rows_are_told_with_the_options_of_their_columns() {
    let text = |who: &str| {
        let some = "some p in people satisfies p.kind = \"clear\"";
        let rows = [
            row("EX-1", some, &by("team_manager")),
            row("EX-2", &format!("not({some})"), &by(who)),
        ];
        compiled(file("ex", &rows.concat()).replace("\"team\", \"agreed\"", "\"team\", \"people\", \"agreed\""))
    };
    let said = compare(&text("team_manager"), &text("service_manager")).to_string();
    assert!(
        said.contains("kind of check is nothing found in a row of people: no"),
        "{said}"
    );
}

#[test]
fn what_is_compared_in_several_orders_is_told_once() {
    let text = |who: &str| {
        let rows = [
            row("EX-1", "days > balance", &by("team_manager")),
            row("EX-2", "days <= balance", &by(who)),
        ];
        compiled(file("ex", &rows.concat()))
    };
    let said = compare(&text("team_manager"), &text("service_manager")).to_string();
    let order = "days from start of being looked after to decision date less than or equal to balance";
    assert!(said.contains(order), "{said}");
}

#[test]
fn dates_are_cut_before_on_and_after_and_spoken_of() {
    let dated = |day: &str| {
        [
            row("EX-1", &format!("decision_date < date(\"{day}\")"), &by("team_manager")),
            row(
                "EX-2",
                &format!("decision_date >= date(\"{day}\")"),
                &by("service_manager"),
            ),
        ]
        .concat()
    };
    let found = compare(
        &procedure("one", &dated("2026-04-01")),
        &procedure("two", &dated("2026-04-02")),
    );
    let only = &found.approvals[0].differences[0];
    assert_eq!(
        (only.children.as_str(), only.example.text.as_str()),
        ("decided on 1 April 2026", "decided on 1 April 2026")
    );
    assert_eq!(found.approvals[0].differences.len(), 1);
}

/// No child was looked after for 25 working days and for at most 20 days.
#[test]
fn children_that_there_cannot_be_are_no_difference() {
    let table = |when: &str, who: &str| {
        [
            row("EX-1", when, who),
            row("EX-2", &format!("not({when})"), &by("panel")),
        ]
        .concat()
    };
    let one = procedure("one", &table("working >= 25 and days <= 20", &by("team_manager")));
    let other = procedure("two", &table("false", &by("team_manager")));
    assert!(compare(&one, &other).approvals.is_empty());
}

/// What is told of a boundary that moved, of a measure that is reckoned.
#[test]
fn what_lies_between_two_constants_is_told_by_what_can_lie_there() {
    for (before, after, children) in [
        (
            "decision_date + duration(\"P14D\") <= date(\"2026-03-31\")",
            "decision_date + duration(\"P14D\") < date(\"2026-04-02\")",
            "decision date plus 14 days: on 1 April 2026",
        ),
        (
            "decision_date.year - date_of_birth.year <= 15",
            "decision_date.year - date_of_birth.year <= 17",
            "year of decision date minus year of date of birth: 16 or 17",
        ),
        (
            "looked_after_start - date_of_birth < duration(\"P20D\")",
            "looked_after_start - date_of_birth < duration(\"P22D\")",
            "start of being looked after minus date of birth: 20 days or 21 days",
        ),
        ("balance <= 15", "balance < 16", "balance: over 15 and under 16"),
        ("balance < 15", "balance <= 16", "balance: 15 to 16"),
        ("balance < -5", "balance < -3", "balance: -5 or over and under -3"),
        ("team = \"east\"", "team in (\"east\", \"west\")", "team: “west”"),
        ("team = \"east\"", "true", "team: any text but “east”"),
    ] {
        let of = |id, when| procedure(id, &row("EX-1", when, &by("panel")));
        let found = compare(&of("one", before), &of("two", after));
        let told: Vec<_> = found.approvals[0]
            .differences
            .iter()
            .map(|one| one.children.as_str())
            .collect();
        assert_eq!(told, [children]);
    }
    let of = |id, when| procedure(id, &row("EX-1", when, &by("panel")));
    let (one, other) = (
        of("one", "decision_date + duration(\"P14D\") <= date(\"2026-03-31\")"),
        of("two", "decision_date + duration(\"P14D\") < date(\"2026-04-01\")"),
    );
    assert!(compare(&one, &other).is_empty());
}
