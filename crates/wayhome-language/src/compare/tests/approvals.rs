//! Which rows of an approval table differ, and whose approver is more senior.

use super::{by, compiled, file, procedure, row, three_rows};
use crate::compare::{Standing, compare};

#[test]
fn changing_one_row_of_an_edition_is_exactly_that_difference() {
    let before = procedure("ex", &three_rows(&by("team_manager")));
    let after = procedure("ex", &three_rows(&by("service_manager")));
    let found = compare(&before, &after);
    assert!(found.deadlines.is_empty() && found.asked.is_empty() && found.rules.is_empty() && found.other.is_empty());
    let [table] = found.approvals.as_slice() else {
        panic!("{found:?}")
    };
    let [only] = table.differences.as_slice() else {
        panic!("{table:?}")
    };
    assert_eq!(
        (
            only.left.rows.as_slice(),
            only.left.approvers.as_slice(),
            only.right.approvers.as_slice()
        ),
        (
            &["EX-0".to_owned()][..],
            &["team_manager".to_owned()][..],
            &["service_manager".to_owned()][..]
        )
    );
    assert_eq!(
        (only.children.as_str(), only.every),
        ("aged under 16, looked after for fewer than 20 working days", true)
    );
    assert_eq!(only.standing, Some(Standing::RightMoreSenior));
    assert_eq!(only.cases, table.differing);
}

#[test]
fn what_is_not_described_is_still_a_difference() {
    let text = file("ex", &three_rows(&by("team_manager")));
    let silent = "[[approval.decision.silent]]\nwhen = \"age > 100\"\nnote = \"N\"\n";
    let found = compare(&compiled(text.clone()), &compiled(text + silent));
    assert_eq!(found.other[0].what, "something else");
}

#[test]
fn past_the_bound_nothing_is_said_to_be_the_same() {
    let many: Vec<String> = (0..24)
        .map(|day| format!("(decision_date + duration(\"P{day}D\")) > date_of_birth"))
        .collect();
    let (one, other) = (
        procedure("one", &row("EX-1", &many.join(" and "), &by("panel"))),
        procedure("two", &row("EX-1", "agreed", &by("panel"))),
    );
    let found = compare(&one, &other);
    assert!(found.approvals[0].not_compared.is_some() && !found.is_empty());
    assert!(found.to_string().contains("not compared"), "{found}");
    assert!(compare(&one, &one).is_empty());
}

#[test]
fn roles_that_no_ladder_holds_are_not_compared() {
    let of = |role: &str| procedure(role, &row("EX-1", "true", &by(role)));
    let standing = |left: &str, right: &str| compare(&of(left), &of(right)).approvals[0].differences[0].standing;
    assert_eq!(standing("panel", "team_manager"), Some(Standing::NotComparable));
    assert_eq!(
        standing("assistant_director", "team_manager"),
        Some(Standing::LeftMoreSenior)
    );
}

/// The same words, and a post that is more junior.
#[test]
fn a_designation_that_more_junior_posts_hold_is_another_approver() {
    let of = |id: &str, held_by: &str| {
        let text = file(id, &row("EX-1", "true", &by("nominated_officer")));
        compiled(text.replace(
            "[approval.decision]",
            &format!("nominated_officer = [{held_by}]\n[approval.decision]"),
        ))
    };
    let junior = of("one", "\"team_manager\", \"assistant_director\"");
    let found = compare(&junior, &of("two", "\"service_manager\""));
    assert_eq!(
        found.approvals[0].differences[0].standing,
        Some(Standing::RightMoreSenior)
    );
    assert!(
        found
            .to_string()
            .contains("Two asks for somebody more senior: other posts hold the designation there."),
        "{found}"
    );
    let alike = compare(&junior, &of("two", "\"team_manager\""));
    assert!(alike.is_empty());
    assert!(
        alike.to_string().contains("who recommends it, is not compared"),
        "{alike}"
    );
}
