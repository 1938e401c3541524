//! What is shown to a group: the attempt put right step by step, and one fact that changes.

use std::sync::Arc;

use wayhome_engine::{Plan, Session, State, check};
use wayhome_training::{Fact, Walk, change, facts, grid, scenario};

use crate::all;

#[test]
fn a_walk_goes_from_the_attempt_to_the_model_record_and_back() {
    for (scenario, plan) in all() {
        let model = check(&plan, scenario.today, scenario.model_record());
        for attempt in &scenario.attempts {
            let mut walk = Walk::new(&plan, &scenario, attempt);
            let (first, steps) = (walk.shown().unwrap().clone(), walk.place().1);
            assert_eq!(steps, attempt.rights.len() + 1);
            assert!(first.changed.is_empty() && !first.open.is_empty(), "{}", attempt.id);
            for right in &attempt.rights {
                walk.forward();
                let shown = walk.shown().unwrap();
                assert_eq!(shown.changed.len(), right.answers.len());
                assert!(shown.changed.iter().all(|changed| changed.before != changed.after));
                for rule in &right.puts_right {
                    assert!(shown.moved.iter().any(|moved| moved.now.rule == *rule), "{rule}");
                }
            }
            assert_eq!(walk.shown().unwrap().outcome, model.outcome);
            walk.forward();
            assert_eq!(walk.place(), (steps - 1, steps));
            walk.restart();
            assert_eq!(walk.shown(), Some(&first));
            walk.back();
            assert_eq!(walk.place(), (0, steps));
        }
    }
}

fn case() -> Session {
    let scenario = scenario("day-before-sixteen").unwrap();
    let plan = wayhome_procedures::plan("tees", "decision").unwrap();
    Session::open(plan, scenario.today, scenario.model_record())
}

#[test]
fn one_fact_changes_and_one_sentence_says_what_that_moved() {
    let mut session = case();
    let sentence = change(&mut session, &Fact::Age(16)).sentence;
    assert_eq!(
        sentence,
        "Sixteen today: the Director of Children's Services must approve."
    );
    assert_eq!(facts(&session).age, Some(16));
    let sentence = change(&mut session, &Fact::Age(15)).sentence;
    assert_eq!(
        sentence,
        "Fifteen today: the Nominated Officer or the Assistant Director must approve. In law, the Nominated Officer must approve."
    );
    let sentence = change(&mut session, &Fact::Days(19)).sentence;
    assert_eq!(
        sentence,
        "19 working days looked after: this procedure does not say who approves. In law, no approval is asked for."
    );
    assert_eq!(facts(&session).working_days, Some(19));
    // Whose form is signed is about 16 and 17 year olds.
    change(&mut session, &Fact::Age(16));
    let told = change(&mut session, &Fact::Option("who_decided", "young_person".to_owned()));
    assert!(
        told.sentence.starts_with("Who decided: The young person: "),
        "{}",
        told.sentence
    );
    assert!(
        told.changes
            .findings
            .iter()
            .any(|finding| finding.rule == "TEE-11" && finding.state == State::ToDo)
    );
    let sentence = change(&mut session, &Fact::Option("who_decided", "young_person".to_owned())).sentence;
    assert_eq!(sentence, "Who decided: The young person: nothing changes.");
}

#[test]
fn who_approves_is_no_news_where_only_the_days_that_it_is_explained_by_differ() {
    let mut session = case();
    change(&mut session, &Fact::Days(20));
    let told = change(&mut session, &Fact::Days(21));
    assert_eq!(told.sentence, "21 working days looked after: nothing changes.");
    assert_eq!((told.changes.approvals.len(), told.changes.findings.len()), (0, 0));
}

/// The nutshell names a role, and whoever is more senior is accepted besides; a council may ask for a least seniority and name nobody.
#[test]
fn someone_more_senior_is_named_where_the_document_names_nobody() {
    for alone in [false, true] {
        let mut procedure = (*wayhome_procedures::procedure("nutshell").unwrap()).clone();
        for row in procedure.approvals.iter_mut().flat_map(|table| &mut table.rows) {
            row.by.retain(|_| !alone);
        }
        let floor = wayhome_procedures::procedure("england");
        let plan = Arc::new(Plan::new(Arc::new(procedure), floor, "decision").unwrap());
        let scenario = scenario("weaker-than-the-law").unwrap();
        let mut session = Session::open(Arc::clone(&plan), scenario.today, scenario.model_record());
        change(&mut session, &Fact::Age(15));
        change(&mut session, &Fact::Days(2));
        let sentence = change(&mut session, &Fact::Days(40)).sentence;
        let who = if alone {
            "Service Manager or someone more senior"
        } else {
            "Service Manager"
        };
        let says = format!("40 working days looked after: the {who} must approve.");
        assert!(sentence.starts_with(&says), "{sentence}");
        let grid = grid(&plan, "2026-06-09".parse().unwrap()).unwrap();
        let mut cells = grid.rows.iter().flat_map(|(_, cells)| cells);
        assert!(cells.any(|cell| cell.short == who));
    }
}

#[test]
fn every_number_of_days_can_be_had() {
    let mut session = case();
    for days in 0..60 {
        change(&mut session, &Fact::Days(days));
        assert_eq!(facts(&session).working_days, Some(days));
    }
}
