//! A learner's record beside the model record and the story.

use std::sync::Arc;

use serde_json::{Value as Json, json};
use wayhome_engine::{Session, State, Truth};
use wayhome_export::Said;
use wayhome_training::{BesideModel, Rating, beside_model, evidence, scenario, training_record};

use crate::all;

#[test]
fn a_learners_record_is_laid_beside_the_model_without_a_score() {
    let scenario = scenario("not-seen-alone").unwrap();
    let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
    let attempt = &scenario.attempts[0];
    let own = scenario.other_record(&attempt.answers, &attempt.leaves_out);
    let beside = beside_model(&plan, &scenario, own);
    let stake = |rule: &str| beside.stakes.iter().find(|stake| stake.finding.rule == rule).unwrap();
    assert!(!stake("ENG-29").found);
    assert!(stake("NEW-39a").found);
    let seeing = beside
        .sections
        .iter()
        .find(|section| section.title == "Seeing the child")
        .unwrap();
    let reason = seeing
        .rows
        .iter()
        .find(|row| row.question == "not_alone_reason")
        .unwrap();
    assert_eq!(reason.own, Said::NotProvided);
    assert_eq!(reason.model, Said::Words("The child did not want to".to_owned()));
    let file = evidence(
        &scenario,
        scenario.today,
        &[("The visit".to_owned(), Rating::NotSure)],
        &beside,
    );
    assert_eq!(file["training"], true);
    assert_eq!(file["missed"], json!(["NEW-35", "ENG-29"]));
    assert_eq!(training_record(&scenario, &scenario.model_record())["training"], true);
}

fn rules(file: &Json, of: &str) -> Vec<String> {
    let all = file[of].as_array().unwrap().iter();
    all.map(|rule| rule.as_str().unwrap().to_owned()).collect()
}

/// The evidence of the model record with other answers.
fn evidence_with(id: &str, answers: &Json) -> (BesideModel, Json) {
    let scenario = scenario(id).unwrap();
    let plan = wayhome_procedures::plan(&scenario.procedure, &scenario.form).unwrap();
    let own = scenario.other_record(answers.as_object().unwrap(), &[]);
    let beside = beside_model(&plan, &scenario, own);
    let file = evidence(&scenario, scenario.today, &[], &beside);
    (beside, file)
}

/// Every rule is satisfied by a child who was spoken with alone, and in this story nobody was.
#[test]
fn a_false_yes_is_missed_with_its_rules_and_the_reason() {
    let (beside, file) = evidence_with("not-seen-alone", &json!({ "seen_alone": true }));
    let missed = rules(&file, "missed");
    for rule in ["NEW-35", "ENG-29"] {
        assert!(missed.iter().any(|known| known == rule), "{rule}: {missed:?}");
    }
    assert_eq!(
        file["contradicted"],
        json!([{ "question": "seen_alone", "rules": ["NEW-35", "ENG-29"] }])
    );
    let [against] = beside.contradicted.as_slice() else {
        panic!()
    };
    assert_eq!((&against.own, &against.told), (&Said::YesNo(true), &Said::YesNo(false)));
    assert_eq!(against.step, "Asking to speak alone");
    assert!(against.tells.contains("Robin says no"), "{}", against.tells);
    let mut stakes = beside.stakes.iter();
    let met = stakes.find(|stake| stake.finding.rule == "NEW-35").unwrap();
    assert_eq!((met.finding.state, met.expected), (State::Met, Some(State::Explained)));
}

#[test]
fn a_bedroom_that_was_not_seen_is_found_by_its_reason_and_missed_by_a_yes() {
    let (_, honest) = evidence_with("bedroom-refused", &json!({}));
    assert_eq!(rules(&honest, "found"), ["NEW-36"]);
    assert_eq!((&honest["missed"], &honest["contradicted"]), (&json!([]), &json!([])));
    let (beside, lie) = evidence_with("bedroom-refused", &json!({ "bedroom_seen": true }));
    assert_eq!(
        (&lie["found"], rules(&lie, "missed")),
        (&json!([]), vec!["NEW-36".to_owned()])
    );
    assert_eq!(beside.contradicted[0].step, "The bedroom");
}

/// Whichever fact is turned round, in whichever case: the record is not found right.
#[test]
fn no_yes_or_no_of_a_story_can_be_turned_round_unseen() {
    let mut turned = 0;
    for (scenario, plan) in all() {
        let model = Session::open(Arc::clone(&plan), scenario.today, scenario.model_record());
        for (question, value) in scenario.facts(scenario.steps.len()) {
            let Some(yes) = value
                .as_bool()
                .filter(|_| model.asked(&question).is_some_and(Truth::is_yes))
            else {
                continue;
            };
            let (beside, file) = evidence_with(&scenario.id, &json!({ question.as_str(): !yes }));
            let against = beside.contradicted.iter().find(|against| against.question == question);
            let against = against.unwrap_or_else(|| panic!("{}: {question}", scenario.id));
            let found = rules(&file, "found");
            assert!(
                !found.iter().any(|rule| against.moves(rule)),
                "{}: {question}",
                scenario.id
            );
            turned += 1;
        }
    }
    assert!(turned > 50, "{turned}");
}

/// A text may say the same in other words, and what is blank says nothing.
#[test]
fn other_words_and_blanks_are_not_against_the_story() {
    let (beside, _) = evidence_with(
        "not-seen-alone",
        &json!({ "visited_by": "The learner", "seen_alone": null }),
    );
    assert_eq!(beside.contradicted, []);
    let household = |outcome: &str| {
        let row =
            json!({ "name": "Mother", "check_kind": "dbs", "check_date": "2026-08-03", "check_outcome": outcome });
        evidence_with("weaker-than-the-law", &json!({ "household": [row] }))
            .0
            .contradicted
            .len()
    };
    assert_eq!((household("clear"), household("outstanding")), (0, 1));
}

#[test]
fn what_the_case_turns_on_is_never_empty() {
    for (scenario, plan) in all() {
        let mut told = scenario.model_record();
        told.answers = scenario.facts(scenario.steps.len());
        for own in [scenario.model_record(), told] {
            let beside = beside_model(&plan, &scenario, own);
            assert!(beside.stakes.len() + beside.settled.len() > 0, "{}", scenario.id);
            assert_eq!(beside.contradicted, [], "{}", scenario.id);
        }
    }
}

/// The button fills in the facts; whoever writes nothing more has found nothing.
#[test]
fn the_facts_of_the_story_alone_find_nothing() {
    for (scenario, plan) in all() {
        let mut own = scenario.model_record();
        own.answers = scenario.facts(scenario.steps.len());
        let beside = beside_model(&plan, &scenario, own);
        let file = evidence(&scenario, scenario.today, &[], &beside);
        assert_eq!(file["found"], json!([]), "{}", scenario.id);
        let whole = beside_model(&plan, &scenario, scenario.model_record());
        let nothing_needed = whole
            .stakes
            .iter()
            .any(|stake| stake.finding.state == State::NotApplicable);
        assert!(!nothing_needed, "{}", scenario.id);
    }
}

#[test]
fn the_same_record_as_the_model_misses_nothing() {
    for (scenario, plan) in all() {
        let beside = beside_model(&plan, &scenario, scenario.model_record());
        assert!(beside.stakes.iter().all(|stake| stake.found), "{}", scenario.id);
        assert_eq!(beside.others, []);
    }
}
