//! Every case is tried once: gaps, overlaps, rows that are idle, and what is reckoned with.

use super::{proof, row};

#[test]
fn a_table_that_covers_every_case_once_holds() {
    let proof = proof(&[
        row("EX-1", "age >= 16", ""),
        row("EX-2", "age < 16 and days >= 20", ""),
        row("EX-3", "age < 16 and days < 20", ""),
    ]);
    assert!(proof.holds(), "{proof:?}");
    assert_eq!(proof.space, 9, "three stretches of age by three of days");
    assert_eq!(proof.exclusive.len(), 3);
}

#[test]
fn a_gap_is_reported_as_a_child_at_the_boundary() {
    let proof = proof(&[
        row("EX-1", "age >= 16", ""),
        row("EX-2", "age < 16 and days > 20", ""),
        row("EX-3", "age < 16 and days < 20", ""),
    ]);
    let gaps: Vec<&str> = proof.gaps.iter().map(|gap| gap.child.as_str()).collect();
    assert_eq!(gaps, ["aged 15, looked after for 20 working days"]);
    assert!(proof.overlaps.is_empty() && !proof.holds());
}

/// Nothing lies between the two rows of each of these tables, and nothing in both.
#[test]
fn what_is_reckoned_with_keeps_its_steps_and_its_bounds() {
    for rows in [
        &[
            "decision_date + duration(\"P14D\") <= date(\"2026-03-31\")",
            "decision_date + duration(\"P14D\") >= date(\"2026-04-01\")",
        ][..],
        &[
            "decision_date - duration(\"P1M\") <= date(\"2026-03-31\")",
            "decision_date - duration(\"P1M\") >= date(\"2026-04-01\")",
        ],
        &[
            "decision_date.year - date_of_birth.year <= 15",
            "decision_date.year - date_of_birth.year >= 16",
        ],
        &[
            "max(decision_date, date_of_birth) <= date(\"2026-03-31\")",
            "max(decision_date, date_of_birth) >= date(\"2026-04-01\")",
        ],
        &[
            "min([decision_date, date(\"2026-05-01\")]) <= date(\"2026-03-31\")",
            "min([decision_date, date(\"2026-05-01\")]) >= date(\"2026-04-01\")",
        ],
        &["age + 1 <= 16", "age + 1 >= 17"],
        &["2 * age <= 31", "2 * age >= 32"],
        &["0.5 - age >= -15", "0.5 - age <= -15.5"],
        &["-age <= -16", "-age >= -15"],
        &["age * days >= 0"],
        &["max(age, days + 1) >= 1"],
        &["decision_date.weekday <= 5", "decision_date.weekday in (6, 7)"],
        &["decision_date.month <= 6", "decision_date.month in [7..12]"],
        &["decision_date.day in [1..31]"],
        &["balance < -5", "balance >= -5 and balance < -3", "balance >= -3"],
        &["age < 10 + 6", "age >= 2 * 8"],
        &[
            "team = \"east\"",
            "team = \"west\"",
            "not(team in (\"east\", \"west\"))",
        ],
        &["\"a\" = \"a\""],
        &[
            "decision_date - looked_after_start <= duration(\"P20D\")",
            "decision_date - looked_after_start >= duration(\"P21D\")",
        ],
        &["count([agreed, urgent]) = 2"],
    ] {
        let rows: Vec<String> = (1..)
            .zip(rows)
            .map(|(place, when)| row(&format!("EX-{place}"), when, ""))
            .collect();
        let proof = proof(&rows);
        assert!(proof.holds() && proof.idle.is_empty(), "{rows:?}: {proof:?}");
    }
}

/// What has no steps, or others than it looks like, is tried between two constants all the same.
#[test]
fn what_is_reckoned_with_hides_no_gap() {
    for (rows, child) in [
        (["balance + 1 <= 15", "balance + 1 >= 16"], "balance plus 1: 15.5"),
        (
            ["min(balance, 20) <= 15", "min(balance, 20) >= 16"],
            "least of balance and 20: 15.5",
        ),
        (["age * 0.5 <= 15", "age * 0.5 >= 16"], "age times 0.5: 15.5"),
        (["age + age <= 15", "age + age >= 17"], "age plus age: 16"),
        (["-balance <= 15", "-balance >= 16"], "minus balance: 15.5"),
        (["team = \"east\"", "team = \"west\""], "team: another text"),
        (
            [
                "max(decision_date, looked_after_start) <= date(\"2026-03-31\")",
                "max(decision_date, looked_after_start) >= date(\"2026-04-02\")",
            ],
            "latest of decision date and start of being looked after: 1 April 2026",
        ),
    ] {
        let rows = [row("EX-1", rows[0], ""), row("EX-2", rows[1], "")];
        let gaps: Vec<String> = proof(&rows).gaps.into_iter().map(|gap| gap.child).collect();
        assert_eq!(gaps, [child]);
    }
}

#[test]
fn an_overlap_names_both_rows_unless_one_is_more_specific() {
    let rows = |over: &str| {
        [
            row("EX-1", "legal_status = \"section_20\"", ""),
            row("EX-2", "age >= 16 or legal_status != \"section_20\"", over),
        ]
    };
    let overlap = proof(&rows("")).overlaps.remove(0);
    assert_eq!(
        (overlap.rows, overlap.child.as_str()),
        (vec!["EX-1".to_owned(), "EX-2".to_owned()], "aged 16, section 20")
    );
    assert!(proof(&rows("over = [\"EX-1\"]")).holds());
}

#[test]
fn a_row_beneath_others_everywhere_is_idle() {
    let proof = proof(&[row("EX-1", "agreed", ""), row("EX-2", "true", "over = [\"EX-1\"]")]);
    assert_eq!(proof.idle, ["EX-1"]);
}

#[test]
fn a_declared_silence_fills_a_gap_and_collides_with_a_row() {
    let silence = |when: &str| format!("[[approval.decision.silent]]\nwhen = '{when}'\nnote = \"Not said.\"\n");
    assert!(proof(&[row("EX-1", "agreed = true", ""), silence("agreed = false")]).holds());
    let clash = proof(&[row("EX-1", "agreed", ""), silence("true")]).overlaps.remove(0);
    assert_eq!(clash.silence.as_deref(), Some("Not said."));
}

#[test]
fn a_space_beyond_the_bound_is_not_checked_and_never_fine() {
    let many: Vec<String> = (0..24)
        .map(|day| format!("(decision_date + duration(\"P{day}D\")) > date_of_birth"))
        .collect();
    let proof = proof(&[row("EX-1", &many.join(" and "), "")]);
    assert!(!proof.checked && !proof.holds() && proof.gaps.is_empty());
}
