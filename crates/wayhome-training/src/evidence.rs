//! What a learner takes along, as a file of their own. It says everywhere that it is training.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};
use wayhome_engine::{FORMAT, Record, Scenario};

use crate::model::BesideModel;

/// How sure a learner is of a section, before anything is revealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rating {
    /// Would sign it.
    Sure,
    /// Would ask somebody.
    NotSure,
    /// Did not know what to write.
    Lost,
}

impl Rating {
    /// A permanent word for files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::NotSure => "not_sure",
            Self::Lost => "lost",
        }
    }
}

/// A learner's own evidence that they worked through a scenario: what they found and missed, which answers say something else than the story and
/// what rests on them, and what the story settled by itself. No score, no time, no name, and no answer.
#[must_use]
pub fn evidence(scenario: &Scenario, day: NaiveDate, ratings: &[(String, Rating)], beside: &BesideModel) -> Json {
    let rules = |found: bool| -> Vec<&str> {
        let stakes = beside.stakes.iter().filter(|stake| stake.found == found);
        stakes.map(|stake| stake.finding.rule.as_str()).collect()
    };
    let ratings: Vec<Json> = ratings
        .iter()
        .map(|(section, rating)| json!({ "section": section, "rating": rating.word() }))
        .collect();
    let contradicted = beside.contradicted.iter();
    let contradicted: Vec<Json> = contradicted
        .map(|against| json!({ "question": against.question, "rules": against.rules }))
        .collect();
    let settled: Vec<&str> = beside.settled.iter().map(|finding| finding.rule.as_str()).collect();
    json!({
        "wayhome": FORMAT,
        "training": true,
        "scenario": scenario.id,
        "title": scenario.title,
        "procedure": scenario.procedure,
        "form": scenario.form,
        "day": day,
        "ratings": ratings,
        "found": rules(true),
        "missed": rules(false),
        "contradicted": contradicted,
        "settled": settled,
    })
}

/// A record of a training screen as a file: it says `"training": true` before anything else can be taken for real.
#[must_use]
pub fn training_record(scenario: &Scenario, record: &Record) -> Json {
    json!({
        "training": true,
        "scenario": scenario.id,
        "wayhome": record.wayhome,
        "procedure": record.procedure,
        "form": record.form,
        "answers": record.answers,
    })
}
