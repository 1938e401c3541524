//! Each record is what its scenario says, and each scenario has what a group needs.

use std::collections::BTreeSet;

use wayhome_engine::{Outcome, Record, Scenario, State, check};
use wayhome_training::{Voice, scenario, voices};

use crate::all;

#[test]
fn twelve_or_more_over_all_five_procedures() {
    let all = all();
    let procedures: BTreeSet<_> = all.iter().map(|(scenario, _)| scenario.procedure.as_str()).collect();
    assert!(all.len() >= 12, "{}", all.len());
    let known = wayhome_procedures::local();
    assert_eq!(
        procedures,
        known.iter().map(|procedure| procedure.id.as_str()).collect()
    );
}

#[test]
fn each_record_is_found_to_be_exactly_what_its_scenario_says() {
    let mut records = 0;
    for (scenario, plan) in all() {
        let mut hold = |what: &str, record: Record, expected: wayhome_engine::Expected<'_>| {
            let found = expected.differences(&check(&plan, scenario.today, record));
            assert!(found.is_empty(), "{}, {what}: {found:?}", scenario.id);
            records += 1;
        };
        hold("model", scenario.model_record(), scenario.model.expected());
        for attempt in &scenario.attempts {
            let record = scenario.other_record(&attempt.answers, &attempt.leaves_out);
            hold(&attempt.id, record, attempt.expected());
        }
        for variant in &scenario.variants {
            let record = scenario.other_record(&variant.answers, &variant.leaves_out);
            hold(&variant.id, record, variant.expected());
        }
    }
    assert!(records >= 45, "{records}");
}

#[test]
fn every_model_record_is_complete_under_its_procedure() {
    for (scenario, plan) in all() {
        let report = check(&plan, scenario.today, scenario.model_record());
        assert_eq!(report.outcome, Outcome::Complete, "{}", scenario.id);
    }
}

/// A birthday, or the 20th day, may fall between the decision and the return. The check counts to the decision, so a record that should be right
/// would teach that nobody has to look again.
#[test]
fn no_record_that_is_right_crosses_a_line_between_the_decision_and_its_effect() {
    let mut crossing = Vec::new();
    let mut looked_at = 0;
    for (scenario, plan) in all() {
        let variants = scenario.variants.iter();
        let variants = variants.map(|variant| {
            let record = scenario.other_record(&variant.answers, &variant.leaves_out);
            (variant.id.clone(), record)
        });
        for (id, record) in variants.chain([("model".to_owned(), scenario.model_record())]) {
            let Some(effect) = record.answers.get("decision_effective_date").cloned() else {
                continue;
            };
            let mut later = record.clone();
            later.answers.insert("decision_date".to_owned(), effect);
            let [decided, later] = [record, later].map(|record| check(&plan, scenario.today, record).approvals);
            let mut both = decided.iter().zip(&later);
            if both.any(|(one, other)| one.state != other.state || !one.leaves_the_same_choice_as(other)) {
                crossing.push(format!("{}, {id}", scenario.id));
            }
            looked_at += 1;
        }
    }
    assert!(looked_at > 10, "{looked_at}");
    // The one that is about it: it asks what to do, among its questions to talk about.
    assert_eq!(crossing, ["day-before-sixteen, model"]);
    let asks = &scenario("day-before-sixteen").unwrap().discussions[0].asks;
    assert!(asks.contains("put into effect on the 13th, when Alex is 16"), "{asks}");
}

/// In one the child was not there, so nobody can say yet that all is well; nobody goes home in two, so there is nothing to approve; in two nobody
/// decided anything, and the time that passed stays a breach.
#[test]
fn every_variant_is_complete_but_those_with_a_reason() {
    let open = all().into_iter().flat_map(|(scenario, _)| {
        let variants = scenario.variants.into_iter();
        let open = variants.filter_map(|variant| Some((variant.id, variant.outcome?)));
        let told: Vec<_> = open
            .map(|(id, outcome)| (format!("{}, {id}", scenario.id), outcome))
            .collect();
        told
    });
    let expected = [
        ("not-seen-alone, unable", Outcome::Incomplete),
        ("immediate-request, risk", Outcome::Incomplete),
        ("against-the-plan, risk", Outcome::Incomplete),
        ("drift, nobody-decided", Outcome::Breached),
        ("drift, by-email", Outcome::Breached),
    ];
    let expected = expected.map(|(variant, outcome)| (variant.to_owned(), outcome));
    assert_eq!(open.collect::<Vec<_>>(), expected);
}

/// What went wrong stays wrong: whatever else is answered, drift is a breach, and only the answer that there was none takes it away.
#[test]
fn no_answer_makes_the_breach_of_drift_go_away() {
    let scenario = scenario("drift").unwrap();
    let plan = wayhome_procedures::plan("nutshell", "review").unwrap();
    let drift = &scenario.variants[0];
    let record = scenario.other_record(&drift.answers, &drift.leaves_out);
    let breached = |record: Record| {
        let report = check(&plan, scenario.today, record);
        let found = report
            .findings
            .iter()
            .find(|found| found.rule == "NUT-04")
            .unwrap()
            .state;
        found == State::Breached
    };
    assert!(breached(record.clone()));
    for question in scenario.model_record().answers.keys().chain(record.answers.keys()) {
        let mut other = record.clone();
        other.answers.remove(question);
        let stays = breached(other.clone());
        other.answers.extend(
            scenario
                .model_record()
                .answers
                .get_key_value(question)
                .map(|(id, value)| (id.clone(), value.clone())),
        );
        let still = breached(other);
        assert_eq!(
            (stays, still),
            match question.as_str() {
                "delayed_by_drift" => (false, false),
                "legal_status" => (false, true),
                _ => (true, true),
            },
            "{question}"
        );
    }
}

#[test]
fn a_model_record_may_not_name_another_outcome() {
    let text = wayhome_training::text("drift").unwrap();
    let named = text.replace("\"model\":{", "\"model\":{\"outcome\":\"breached\",");
    assert!(Scenario::parse(text.as_bytes()).is_ok());
    assert_ne!(named, text);
    assert!(Scenario::parse(named.as_bytes()).is_err());
}

#[test]
fn every_scenario_tells_a_story_gives_reasons_and_leaves_something_to_judge() {
    for (scenario, _) in all() {
        let id = &scenario.id;
        assert!(scenario.steps.len() >= 2, "{id}");
        assert!(!scenario.attempts.is_empty(), "{id}");
        assert!(!scenario.model.wording.is_empty(), "{id}");
        assert!(!scenario.discussions.is_empty(), "{id}");
        let reason = scenario
            .model
            .wording
            .iter()
            .find(|wording| !wording.child_says.is_empty());
        assert!(reason.is_some(), "{id} quotes no child");
    }
}

#[test]
fn the_words_of_a_model_record_are_told_apart_as_its_reasons_say() {
    for (scenario, _) in all() {
        let answers = scenario.model_record().answers;
        for wording in &scenario.model.wording {
            let text = answers[&wording.question].as_str().unwrap_or_default();
            let parts = voices(text);
            assert_eq!(parts.iter().map(|(_, part)| part.as_str()).collect::<String>(), text);
            let spoken =
                |voice: Voice, words: &str| parts.iter().any(|(who, part)| *who == voice && part.contains(words));
            for words in &wording.child_says {
                assert!(spoken(Voice::Quoted, words), "{}: {words}", scenario.id);
            }
            for words in &wording.worker_thinks {
                assert!(spoken(Voice::Opinion, words), "{}: {words}", scenario.id);
            }
        }
    }
}
