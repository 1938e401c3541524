//! What a session promises, over random procedures and random sequences of answers.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the whole file is test code, helpers included"
)]

mod by_hand;
mod random;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;
use random::{Draw, QUESTIONS, answer, any_answer, base, kind_of, procedure};
use serde_json::Map;
use wayhome_engine::{
    ApprovalState, Change, Changes, Checked, DeadlineState, Finding, Plan, RECORD_SOURCE, Record, Report, Session,
    State, check,
};

fn plan(draw: &mut Draw<'_>) -> Arc<Plan> {
    Arc::new(Plan::new(Arc::new(procedure(draw)), None, "visit").unwrap())
}

fn record(session: &Session) -> Record {
    Record {
        answers: session.answers().clone(),
        ..Record::new("invented", "visit")
    }
}

/// What changed between two reports, found by comparing them whole: the oracle for what a session returns.
fn differing<T: PartialEq + Clone>(before: &[T], after: &[T]) -> Vec<T> {
    after.iter().filter(|item| !before.contains(item)).cloned().collect()
}

/// Is everything that was decided before still so? A deadline's day is decided; whether it was kept is told by answering.
fn nothing_flipped(before: &Report, after: &Report) -> Result<(), String> {
    // What is found of the record itself comes and goes with its answers.
    let of_rules = |report: &Report| {
        let findings = report.findings.iter();
        findings
            .filter(|finding| finding.source != RECORD_SOURCE)
            .cloned()
            .collect::<Vec<_>>()
    };
    for (old, new) in of_rules(before).iter().zip(&of_rules(after)) {
        let settled = match old.state {
            // Recording the reason is what explains a breach.
            State::Breached => matches!(new.state, State::Breached | State::Explained),
            State::Met | State::Explained | State::NotApplicable => new.state == old.state,
            State::ToDo => !matches!(new.state, State::CannotTell | State::NotApplicable),
            State::CannotTell => true,
        };
        if !settled || old.rule != new.rule {
            return Err(format!("{} went from {:?} to {:?}", old.rule, old.state, new.state));
        }
    }
    for (old, new) in before.approvals.iter().zip(&after.approvals) {
        if old.state != ApprovalState::CannotTell
            && (old.state, &old.approvers, &old.rows) != (new.state, &new.approvers, &new.rows)
        {
            return Err(format!("the approver went from {old:?} to {new:?}"));
        }
    }
    for (old, new) in before.deadlines.iter().zip(&after.deadlines) {
        let settled = match old.state {
            DeadlineState::CannotTell => true,
            DeadlineState::Due | DeadlineState::Late => old.due == new.due,
            DeadlineState::Met | DeadlineState::MetLate | DeadlineState::NotApplicable => {
                (old.state, old.due) == (new.state, new.due)
            }
        };
        if !settled {
            return Err(format!("{} went from {old:?} to {new:?}", old.id));
        }
    }
    Ok(())
}

/// Puts changes into findings that are kept, as the documentation of [`Changes`] says.
fn put_in(kept: &mut Vec<Finding>, changes: &Changes) {
    let of_record = |finding: &Finding| finding.source == RECORD_SOURCE;
    kept.retain(|old| !(of_record(old) && changes.readable.contains(&old.about[0])));
    for new in &changes.findings {
        kept.retain(|old| of_record(new) || (&old.source, &old.rule) != (&new.source, &new.rule));
        kept.push(new.clone());
    }
}

/// Findings in one order.
fn sorted(findings: &[Finding]) -> Vec<String> {
    let mut sorted: Vec<String> = findings.iter().map(|finding| format!("{finding:?}")).collect();
    sorted.sort();
    sorted
}

/// What each rule of the procedure comes to, by its id.
fn states(report: &Report) -> BTreeMap<String, State> {
    let found = report.findings.iter().filter(|finding| finding.source != "record");
    found.map(|finding| (finding.rule.clone(), finding.state)).collect()
}

/// The questions whose answer cannot be read, or only in part.
fn unreadable(report: &Report) -> BTreeSet<String> {
    let found = report.findings.iter();
    found
        .filter(|finding| finding.source == RECORD_SOURCE && finding.rule != "REC-FUTURE")
        .map(|finding| finding.about[0].clone())
        .collect()
}

proptest! {
    #[test]
    fn a_session_equals_a_fresh_check_after_any_answers_and_retractions(numbers in prop::collection::vec(any::<u32>(), 40..400), steps in prop::collection::vec(any::<u32>(), 1..120)) {
        let plan = plan(&mut Draw::new(&numbers));
        let mut session = Session::new(Arc::clone(&plan), base());
        let mut draw = Draw::new(&steps);
        for _ in 0..steps.len() / 3 {
            let question = u16::try_from(draw.below(u32::from(QUESTIONS) + 1)).unwrap();
            let before = session.report();
            let id = format!("q{question}");
            let changes = if draw.below(4) == 0 { session.unset(&id) } else { let value = any_answer(&mut draw, question); session.set(&id, value) };
            let after = session.report();
            prop_assert_eq!(&after, &check(&plan, base(), record(&session)));
            let bytes = serde_json::to_vec(&record(&session)).unwrap();
            let checked = Checked::read(&bytes, base(), |_, _| Ok::<_, ()>(Arc::clone(&plan))).unwrap();
            prop_assert_eq!(&after, &checked.report());
            let sorted = |mut findings: Vec<wayhome_engine::Finding>| { findings.sort_by_key(|finding| format!("{finding:?}")); findings };
            let returned = sorted(differing(&before.findings, &changes.findings));
            prop_assert_eq!(returned, sorted(differing(&before.findings, &after.findings)));
            prop_assert_eq!(changes.approvals, differing(&before.approvals, &after.approvals));
            prop_assert_eq!(changes.deadlines, differing(&before.deadlines, &after.deadlines));
            prop_assert_eq!(changes.outcome, Some(after.outcome).filter(|outcome| *outcome != before.outcome));
            prop_assert_eq!(changes.progress, Some(after.progress).filter(|progress| *progress != before.progress));
        }
    }

    #[test]
    fn findings_that_are_kept_by_what_changed_are_those_of_the_report(numbers in prop::collection::vec(any::<u32>(), 40..400), steps in prop::collection::vec(any::<u32>(), 1..120)) {
        let plan = plan(&mut Draw::new(&numbers));
        let mut session = Session::new(plan, base());
        let mut draw = Draw::new(&steps);
        let (mut one_by_one, mut together) = (session.report().findings, session.report().findings);
        let mut earlier = session.clone();
        for _ in 0..steps.len() / 3 {
            let question = u16::try_from(draw.below(u32::from(QUESTIONS) + 1)).unwrap();
            let id = format!("q{question}");
            let changes = if draw.below(4) == 0 { session.unset(&id) } else { session.set(&id, any_answer(&mut draw, question)) };
            put_in(&mut one_by_one, &changes);
            if draw.below(3) == 0 {
                put_in(&mut together, &session.changes_since(&earlier));
                prop_assert_eq!(sorted(&together), sorted(&session.report().findings));
                earlier = session.clone();
            }
            prop_assert_eq!(sorted(&one_by_one), sorted(&session.report().findings));
        }
        put_in(&mut together, &session.changes_since(&earlier));
        prop_assert_eq!(sorted(&together), sorted(&session.report().findings));
    }

    #[test]
    fn what_changed_since_an_earlier_time_is_what_the_reports_differ_by(numbers in prop::collection::vec(any::<u32>(), 40..400), steps in prop::collection::vec(any::<u32>(), 1..60)) {
        let plan = plan(&mut Draw::new(&numbers));
        let mut session = Session::new(Arc::clone(&plan), base());
        let mut draw = Draw::new(&steps);
        let mut some_answers = |session: &mut Session, most| for _ in 0..draw.below(most) {
            let question = u16::try_from(draw.below(u32::from(QUESTIONS) + 1)).unwrap();
            let id = format!("q{question}");
            if draw.below(4) == 0 { session.unset(&id) } else { session.set(&id, any_answer(&mut draw, question)) };
        };
        some_answers(&mut session, 40);
        let earlier = session.clone();
        some_answers(&mut session, 8);
        let (before, after, changes) = (earlier.report(), session.report(), session.changes_since(&earlier));
        prop_assert_eq!(sorted(&differing(&before.findings, &changes.findings)), sorted(&differing(&before.findings, &after.findings)));
        prop_assert_eq!(changes.approvals, differing(&before.approvals, &after.approvals));
        prop_assert_eq!(changes.deadlines, differing(&before.deadlines, &after.deadlines));
        prop_assert_eq!(changes.comparisons, differing(&before.comparisons, &after.comparisons));
        prop_assert_eq!(changes.outcome, Some(after.outcome).filter(|outcome| *outcome != before.outcome));
        prop_assert_eq!(changes.progress, Some(after.progress).filter(|progress| *progress != before.progress));
        let asked: Vec<_> = changes.asked.into_iter().map(|asked| (asked.question, asked.asked)).collect();
        let mut differ = Vec::new();
        for question in 0..QUESTIONS {
            let id = format!("q{question}");
            let now = session.asked(&id).filter(|now| Some(*now) != earlier.asked(&id));
            differ.extend(now.map(|now| (id, now)));
        }
        prop_assert_eq!(asked.into_iter().collect::<BTreeMap<_, _>>(), differ.into_iter().collect::<BTreeMap<_, _>>());
        prop_assert_eq!(session.changes_since(&session.clone()), Changes::default());
    }

    #[test]
    fn an_answer_put_by_its_place_changes_what_the_same_answer_set_by_its_id_does(numbers in prop::collection::vec(any::<u32>(), 40..400), steps in prop::collection::vec(any::<u32>(), 1..60)) {
        let plan = plan(&mut Draw::new(&numbers));
        let (mut by_id, mut by_place) = (Session::new(Arc::clone(&plan), base()), Session::new(Arc::clone(&plan), base()));
        let mut draw = Draw::new(&steps);
        let mut told = Vec::new();
        for _ in 0..steps.len() / 3 {
            let question = u16::try_from(draw.below(u32::from(QUESTIONS))).unwrap();
            let id = format!("q{question}");
            let place = plan.place(&id).unwrap();
            let before = states(&by_id.report());
            let was_unreadable = unreadable(&by_id.report());
            let value = (draw.below(4) > 0).then(|| any_answer(&mut draw, question));
            match value.clone() {
                Some(value) => by_id.set(&id, value),
                None => by_id.unset(&id),
            };
            by_place.put(place, value, &mut told);
            prop_assert_eq!(by_place.report(), by_id.report());
            let after = states(&by_id.report());
            let changed: BTreeMap<String, State> = after.into_iter().filter(|(rule, state)| before.get(rule) != Some(state)).collect();
            let rules: Vec<String> = plan.checks().map(|(_, rule)| rule.id.clone()).collect();
            let mut now_unreadable = was_unreadable;
            for change in &told {
                match change {
                    Change::Unreadable(place, true) => drop(now_unreadable.insert(plan.question_at(*place).to_owned())),
                    Change::Unreadable(place, false) => drop(now_unreadable.remove(plan.question_at(*place))),
                    _ => {}
                }
            }
            prop_assert_eq!(now_unreadable, unreadable(&by_id.report()));
            let told: BTreeMap<String, State> = told.iter().filter_map(|change| match change {
                Change::Check(place, state) => Some((rules[*place].clone(), *state)),
                _ => None,
            }).collect();
            prop_assert_eq!(told, changed);
        }
    }

    #[test]
    fn adding_an_answer_never_flips_what_was_decided(numbers in prop::collection::vec(any::<u32>(), 40..400), steps in prop::collection::vec(any::<u32>(), 1..120)) {
        let plan = plan(&mut Draw::new(&numbers));
        let mut session = Session::new(plan, base());
        let mut draw = Draw::new(&steps);
        for _ in 0..steps.len() / 2 {
            let question = u16::try_from(draw.below(u32::from(QUESTIONS))).unwrap();
            let id = format!("q{question}");
            if session.answers().contains_key(&id) {
                continue;
            }
            let before = session.report();
            let value = answer(&mut draw, question);
            session.set(&id, value.clone());
            let flipped = nothing_flipped(&before, &session.report());
            prop_assert!(flipped.is_ok(), "{} after {id} = {value}", flipped.unwrap_err());
        }
    }

    #[test]
    fn answering_all_that_an_approval_needs_settles_it(numbers in prop::collection::vec(any::<u32>(), 40..400), steps in prop::collection::vec(any::<u32>(), 1..120)) {
        let plan = plan(&mut Draw::new(&numbers));
        let mut draw = Draw::new(&steps);
        let mut session = Session::new(plan, base());
        // Each round answers what is needed; a question that is asked only now may come in the next.
        for _ in 0..usize::from(QUESTIONS) {
            let open: Vec<_> = session.report().approvals.into_iter().filter(|approval| approval.state == ApprovalState::CannotTell).collect();
            let needs: Vec<String> = open.iter().flat_map(|approval| approval.needs.clone()).filter(|id| !session.answered(id)).collect();
            if needs.is_empty() {
                // What is left cannot be told although everything is answered: only dates in the wrong order do that.
                let dates = |id: &String| kind_of(id.trim_start_matches('q').parse().unwrap()) == 3;
                prop_assert!(open.iter().all(|approval| approval.needs.iter().any(dates)));
                return Ok(());
            }
            for id in needs {
                let question = id.trim_start_matches('q').parse().unwrap();
                let value = answer(&mut draw, question);
                session.set(&id, value);
            }
        }
        prop_assert!(false, "still not settled after {QUESTIONS} rounds");
    }

    #[test]
    fn no_bytes_make_a_record_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(record) = Record::parse(&bytes) {
            prop_assert!(record.wayhome <= wayhome_engine::FORMAT);
        }
    }

    #[test]
    fn no_answers_make_a_check_panic(numbers in prop::collection::vec(any::<u32>(), 40..300), values in prop::collection::vec((0..QUESTIONS + 2, "[ -~]{0,12}|\\PC{0,4}"), 0..30)) {
        let plan = plan(&mut Draw::new(&numbers));
        let mut answers = Map::new();
        for (question, text) in values {
            let value = serde_json::from_str(&text).unwrap_or(serde_json::Value::String(text));
            answers.insert(format!("q{question}"), value);
        }
        let report = check(&plan, base(), Record { answers, ..Record::new("invented", "visit") });
        prop_assert_eq!(report.findings.iter().filter(|finding| finding.source != "record").count(), 6 + plan.procedure().approvals[0].rows.len());
    }
}
