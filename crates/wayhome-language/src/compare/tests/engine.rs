//! Whatever the tables say: the differences are what the engine says of each child.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};
use wayhome_engine::{ApprovalState, Plan, Procedure, Record, check};

use super::{asks, by, file, row};
use crate::compare::{Answer, AnswerKind, Difference, Presence, Standing, compare};

/// The sides exchanged.
fn mirrored(difference: &Difference) -> Difference {
    let turn = |presence| match presence {
        Presence::OnlyLeft => Presence::OnlyRight,
        Presence::OnlyRight => Presence::OnlyLeft,
        Presence::Both => Presence::Both,
    };
    let mut turned = difference.clone();
    std::mem::swap(&mut turned.left, &mut turned.right);
    let names = [turned.left.name.clone(), turned.right.name.clone()];
    if turned.editions {
        let [left, right] = names;
        (turned.left.name, turned.right.name) = (right, left);
    }
    for table in &mut turned.approvals {
        table.presence = turn(table.presence);
        for one in &mut table.differences {
            std::mem::swap(&mut one.left, &mut one.right);
            one.standing = one.standing.map(|standing| match standing {
                Standing::LeftMoreSenior => Standing::RightMoreSenior,
                Standing::RightMoreSenior => Standing::LeftMoreSenior,
                same => same,
            });
        }
    }
    for one in &mut turned.deadlines {
        one.presence = turn(one.presence);
        std::mem::swap(&mut one.left, &mut one.right);
    }
    for one in &mut turned.asked {
        one.presence = turn(one.presence);
        std::mem::swap(&mut one.only_left, &mut one.only_right);
    }
    for one in &mut turned.rules {
        one.presence = turn(one.presence);
        std::mem::swap(&mut one.left, &mut one.right);
    }
    for one in &mut turned.other {
        std::mem::swap(&mut one.left, &mut one.right);
    }
    turned
}

/// What the engine says of a child: who may approve, or why nobody is named.
pub(super) fn told(procedure: &Procedure, answers: &Map<String, Json>) -> (ApprovalState, BTreeSet<String>) {
    let plan = Plan::new(Arc::new(procedure.clone()), None, "decision").unwrap();
    let mut record = Record::new(procedure.id.clone(), "decision");
    record.answers.clone_from(answers);
    let report = check(&Arc::new(plan), NaiveDate::from_ymd_opt(2026, 6, 1).unwrap(), record);
    let approval = &report.approvals[0];
    // In a conflict the engine lists everybody whom a row names, and the comparison nobody.
    let named = approval
        .approvers
        .iter()
        .filter(|_| approval.state != ApprovalState::Conflict);
    (approval.state, named.cloned().collect())
}

fn claimed(answer: &Answer) -> (ApprovalState, BTreeSet<String>) {
    let state = match answer.kind {
        AnswerKind::Decided | AnswerKind::NoneRequired => ApprovalState::Decided,
        AnswerKind::Silent => ApprovalState::Silent,
        AnswerKind::Conflict => ApprovalState::Conflict,
    };
    (state, answer.approvers.iter().cloned().collect())
}

fn condition() -> impl Strategy<Value = String> {
    let one = prop_oneof![
        (14u32..18).prop_map(|age| format!("age >= {age}")),
        (14u32..18).prop_map(|age| format!("age < {age}")),
        (0u32..30).prop_map(|days| format!("working >= {days}")),
        (0u32..30).prop_map(|days| format!("days <= {days}")),
        (1u32..28).prop_map(|day| format!("decision_date >= date(\"2026-04-{day:02}\")")),
        prop::sample::select(vec![
            "legal_status = \"section_20\"",
            "legal_status in (\"care_order\", \"remand\")",
            "agreed",
            "not(agreed)",
            "agreed != false",
            "agreed = false",
            "legal_status != \"remand\"",
            "not(working < 20)",
            "(agreed and days >= 5) = (legal_status = \"remand\")"
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(one, 1..4).prop_map(|parts| parts.join(" and "))
}

/// A question that a form asks only under a condition, if any.
fn asking() -> impl Strategy<Value = Option<(&'static str, &'static str)>> {
    prop::sample::select(vec![
        None,
        Some(("agreed", "legal_status = \"section_20\"")),
        Some(("agreed", "age >= 16")),
        Some(("legal_status", "agreed")),
        Some(("looked_after_start", "legal_status != \"remand\"")),
        Some(("date_of_birth", "agreed = false")),
    ])
}

fn table() -> impl Strategy<Value = String> {
    let who = prop::sample::select(vec!["team_manager", "service_manager", "assistant_director", "panel"]);
    prop::collection::vec((condition(), who), 1..4).prop_map(|rows| {
        let rows = rows.iter().zip(1..);
        rows.map(|((when, who), number)| row(&format!("EX-{number}"), when, &by(who)))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn differences_are_what_the_engine_says_and_the_same_from_both_sides(
        one in table(),
        other in table(),
        asked in (asking(), asking()),
        children in prop::collection::vec((0i64..2600, 0i64..60, 0i64..60, 0usize..3, any::<bool>()), 30),
    ) {
        let (one, other) = (asks(file("one", &one), asked.0), asks(file("two", &other), asked.1));
        prop_assert!(compare(&one, &one).is_empty());
        let found = compare(&one, &other);
        prop_assert_eq!(&mirrored(&found), &compare(&other, &one));
        let differences: Vec<_> = found.approvals.iter().flat_map(|table| &table.differences).collect();
        for difference in &differences {
            let answers = difference.example.answers.as_ref().unwrap();
            prop_assert_eq!(told(&one, answers), claimed(&difference.left), "{}", difference.example.text);
            prop_assert_eq!(told(&other, answers), claimed(&difference.right), "{}", difference.example.text);
        }
        let pairs: Vec<_> = differences.iter().map(|difference| (claimed(&difference.left), claimed(&difference.right))).collect();
        for (age, looked_after, decided, status, agreed) in children {
            let day = |days: i64| NaiveDate::from_ymd_opt(2026, 3, 15).unwrap() + chrono::TimeDelta::days(days);
            let answers = json!({
                "date_of_birth": day(decided - 13 * 365 - age), "decision_date": day(decided), "looked_after_start": day(decided - looked_after),
                "legal_status": (["section_20", "care_order", "remand"][status]), "agreed": agreed,
            });
            let pair = (told(&one, answers.as_object().unwrap()), told(&other, answers.as_object().unwrap()));
            prop_assert!(pair.0 == pair.1 || pairs.contains(&pair), "{answers} is told {pair:?}, and that is not among {pairs:?}");
        }
    }
}
