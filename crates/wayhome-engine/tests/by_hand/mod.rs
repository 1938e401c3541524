//! What a session promises, where chance would hardly find it: facts built on facts, hours, and every order of answering.

use std::sync::Arc;

use chrono::Days;
use wayhome_engine::{ApprovalState, DeadlineState, Expression, Fact, Kind, Plan, Record, Session, Unit, check};

use crate::random::{Draw, answer, base, procedure};
use crate::{nothing_flipped, plan};

/// Facts that each read the one before twice would be walked 2^60 times if each were not explained once.
#[test]
fn facts_built_on_facts_are_explained_without_walking_them_over_and_over() {
    let mut hostile = procedure(&mut Draw::new(&[]));
    let twice = |fact| vec![Expression::Fact(fact), Expression::Fact(fact)];
    hostile.facts = vec![Fact {
        id: "f0".into(),
        name: None,
        is: Expression::Question(0),
    }];
    hostile.facts.extend((1..60).map(|place| Fact {
        id: format!("f{place}"),
        name: None,
        is: Expression::And(twice(place - 1)),
    }));
    for row in &mut hostile.approvals[0].rows {
        row.when = Expression::Fact(59);
    }
    let plan = Arc::new(Plan::new(Arc::new(hostile), None, "visit").unwrap());
    let mut session = Session::new(plan, base());
    assert_eq!(session.report().approvals[0].needs, ["q0"]);
    session.set("q0", true.into());
    assert_eq!(session.report().approvals[0].because, ["Question 0: yes."]);
}

/// Where a procedure counts hours, both ends are a date with a time of day; a check knows only its day, and is late from the next.
#[test]
fn hours_are_counted_from_a_date_and_time() {
    let mut counting = procedure(&mut Draw::new(&[]));
    counting.questions[5].kind = Kind::DateTime;
    counting.questions[11].kind = Kind::DateTime;
    counting.forms[0].sections[0]
        .ask
        .iter_mut()
        .for_each(|ask| ask.when = None);
    let deadline = &mut counting.deadlines[0];
    (deadline.when, deadline.from, deadline.met_by) = (None, Expression::Question(5), Some(Expression::Question(11)));
    (deadline.within, deadline.unit) = (Expression::Number(72.into()), Unit::Hours);
    let plan = Arc::new(Plan::new(Arc::new(counting), None, "visit").unwrap());
    let on = |day: u64| Session::new(Arc::clone(&plan), base() + Days::new(day));
    let state = |session: &Session| {
        (
            session.report().deadlines[0].state,
            serde_json::to_value(session.report().deadlines[0].due).unwrap(),
        )
    };
    let due = serde_json::json!("2026-01-05T22:30:00");
    for (day, expected) in [(4, DeadlineState::Due), (5, DeadlineState::Late)] {
        let mut session = on(day);
        session.set("q5", "2026-01-02T22:30".into());
        assert_eq!(state(&session), (expected, due.clone()));
        session.set("q11", "2026-01-05T22:30".into());
        assert_eq!(state(&session).0, DeadlineState::Met);
        session.set("q11", "2026-01-05T22:31".into());
        assert_eq!(state(&session).0, DeadlineState::MetLate);
        session.set("q5", "2026-01-02".into());
        assert_eq!(state(&session).0, DeadlineState::CannotTell);
    }
}

/// Every way of answering a small table, in every order: once an approver was shown, it stays.
#[test]
fn an_approver_once_shown_stays_whatever_is_answered_next() {
    let mut shown = 0_u32;
    for seed in 0..600_u32 {
        let numbers: Vec<u32> = (0..200).map(|place| scramble(seed * 1_000 + place)).collect();
        let plan = plan(&mut Draw::new(&numbers));
        let report = check(&plan, base(), Record::new("invented", "visit"));
        let needs: Vec<String> = report
            .approvals
            .iter()
            .flat_map(|approval| approval.needs.clone())
            .take(4)
            .collect();
        walk(&Session::new(plan, base()), &needs, &mut shown);
    }
    assert!(shown > 500, "the search saw only {shown} decided approvals");
}

/// A fixed pseudo-random number: the finaliser of `MurmurHash3`.
fn scramble(number: u32) -> u32 {
    let mixed = (number ^ (number >> 16)).wrapping_mul(0x85eb_ca6b);
    let mixed = (mixed ^ (mixed >> 13)).wrapping_mul(0xc2b2_ae35);
    mixed ^ (mixed >> 16)
}

fn walk(session: &Session, open: &[String], shown: &mut u32) {
    let before = session.report();
    *shown += u32::from(
        before
            .approvals
            .iter()
            .any(|approval| approval.state == ApprovalState::Decided),
    );
    for (place, id) in open.iter().enumerate() {
        let question: u16 = id.trim_start_matches('q').parse().unwrap();
        let rest: Vec<String> = open
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != place)
            .map(|(_, id)| id.clone())
            .collect();
        for choice in 0..3 {
            let mut next = session.clone();
            next.set(id, answer(&mut Draw::new(&[choice]), question));
            assert_eq!(nothing_flipped(&before, &next.report()), Ok(()), "after {id}");
            walk(&next, &rest, shown);
        }
    }
}
