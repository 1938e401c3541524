//! What may move a date: whole days.

use super::expressions::{kind, refused};
use super::{file, found};

#[test]
fn a_date_moves_only_by_what_is_whole_days_by_its_construction() {
    for days in [
        "duration(\"P2D\")",
        "-duration(\"P2D\")",
        "duration(\"PT12H\") * 2",
        "duration(\"P7D\") * count(household)",
        "(age(date_of_birth, visit_date) - 2) * duration(\"P1D\")",
        "(visit_date - decision_date)",
        "(visit_date - date(visit_started)) * visit_date.month",
        "min(duration(\"P2D\"), visit_date - decision_date)",
    ] {
        kind(&format!("visit_date + {days}"), "date");
        kind(&format!("{days} + visit_date"), "date");
        kind(&format!("visit_date - {days}"), "date");
        kind(&format!("visit_started + {days}"), "date and time");
        kind(
            &format!("some p in household satisfies p.date_of_birth + {days} < visit_date"),
            "boolean",
        );
    }
    for part in [
        "duration(\"PT36H\")",
        "-duration(\"PT36H\")",
        "duration(\"P1D\") * 1.5",
        "duration(\"P1D\") * (count(household) * 0.5)",
        "duration(\"P7D\") * agreed_visit_weeks",
        "(visit_started - visit_started)",
        "(visit_date - decision_date + duration(\"PT1H\"))",
        "min([duration(\"P2D\"), duration(\"PT36H\")])",
    ] {
        refused(&format!("visit_date + {part}"), &["WH070"]);
        refused(&format!("{part} + visit_date"), &["WH070"]);
        refused(&format!("visit_date - {part}"), &["WH070"]);
        kind(&format!("visit_started + {part}"), "date and time");
    }
    let each = |list: &str| format!("some d in {list} satisfies visit_date + d = decision_date");
    kind(&each("[duration(\"P7D\"), duration(\"P14D\")]"), "boolean");
    refused(&each("[duration(\"P7D\"), duration(\"PT36H\")]"), &["WH070"]);
    kind(
        "some p in household satisfies visit_date + (p.date_of_birth - p.date_of_birth) = visit_date",
        "boolean",
    );
    kind(
        "some d in [visit_date] satisfies every e in [decision_date] satisfies visit_date + (d - e) = visit_date",
        "boolean",
    );
}

/// A fact is as whole as what it stands for, one that differs from day to day as each of its parts.
#[test]
fn a_date_moves_by_a_fact_of_whole_days() {
    let of = |facts: &str| {
        file(&format!(
            "wayhome = 1\n[procedure]\nid = 'ex'\nauthority = 'A'\ndocument = 'D'\nbasis = 'guidance'\ncompared = '2026-11'\nin_force_on = 'visit_date'\n[facts]\n{facts}\n\
             [[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nexpect = 'visit_date + by > date(\"2026-03-02\")'\nsays = 'S'\ncite = '1'"
        ))
    };
    let codes = |facts: &str| {
        let source = of(facts);
        found(&source).into_iter().map(|(code, ..)| code).collect::<Vec<_>>()
    };
    let week = "by = 'weeks * duration(\"P7D\")'";
    assert!(codes(&format!("weeks = '2'\n{week}")).is_empty());
    assert_eq!(codes(&format!("weeks = '1.5'\n{week}")), ["WH070"]);
    let dated = |first: &str| {
        format!("by = [{{ is = '{first}', until = 2026-03-31 }}, {{ is = 'duration(\"P7D\")', from = 2026-04-01 }}]")
    };
    assert!(codes(&dated("duration(\"P14D\")")).is_empty());
    assert_eq!(codes(&dated("duration(\"PT36H\")")), ["WH070"]);
}
