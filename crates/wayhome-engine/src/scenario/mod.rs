//! A training scenario: an invented case, and records of it that are right and wrong. Plain data, as a compiled procedure is.
//!
//! A scenario is written in TOML, which `wayhome-language` reads and checks; `wayhome-training` ships some and walks through them.

mod check;
mod expected;
mod json;
mod problem;
mod read;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value as Json};

pub use expected::{Expected, Unexpected};
pub use problem::{Problem, ProblemKind};
pub use read::{LARGEST_SCENARIO, SCENARIO_KEYS, ScenarioError};

use crate::record::Record;
use crate::report::{DeadlineState, Outcome, State};

/// An invented case for training: its story, a model record, wrong attempts, and the same case with another fact.
///
/// The family is invented. Nothing here is ever a real record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// The version of this format: [`FORMAT`](crate::FORMAT).
    pub wayhome: u32,
    /// Always `true`: whatever reads this file sees that no record in it is real.
    #[serde(default = "always", deserialize_with = "only_true")]
    pub training: bool,
    /// Permanent id: `not-seen-alone`.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it teaches, in a sentence or two.
    pub shows: String,
    /// The id of the procedure that its records are checked against.
    pub procedure: String,
    /// The id of the form that its records fill in.
    pub form: String,
    /// The day of the check.
    pub today: NaiveDate,
    /// The story, in the order in which a worker learns of it.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
    /// The record as it should be.
    pub model: Model,
    /// Records as they are often written.
    #[serde(default, rename = "attempt", skip_serializing_if = "Vec::is_empty")]
    pub attempts: Vec<Attempt>,
    /// The same case with another fact, written as it should be.
    #[serde(default, rename = "variant", skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Variant>,
    /// Questions to talk about, which no program answers.
    #[serde(default, rename = "discuss", skip_serializing_if = "Vec::is_empty")]
    pub discussions: Vec<Discussion>,
}

/// A step of the story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its heading.
    pub title: String,
    /// What happens, as a worker comes to hear or see it.
    pub tells: String,
    /// The answers that come out, by question id.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub facts: Map<String, Json>,
    /// Which of them earlier steps told differently: what is said first is not always so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrects: Vec<String>,
    /// What is told and settles nothing, and why.
    #[serde(default, rename = "aside", skip_serializing_if = "Vec::is_empty")]
    pub asides: Vec<Aside>,
}

/// Something told that settles nothing: a distraction, or one account against another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aside {
    /// What is told.
    pub says: String,
    /// Why it settles nothing, or how it was settled.
    pub because: String,
}

/// The record as it should be: the facts of the story, and what the worker adds. It is complete under its procedure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// What the worker adds to the facts of the story, by question id.
    #[serde(default)]
    pub answers: Map<String, Json>,
    /// Exactly the findings that are left: [`Expected::findings`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub findings: BTreeMap<String, State>,
    /// Exactly the deadlines that were missed: [`Expected::deadlines`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub deadlines: BTreeMap<String, DeadlineState>,
    /// Who approves: [`Expected::approvers`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub approvers: BTreeMap<String, Vec<String>>,
    /// Why it is worded as it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wording: Vec<Wording>,
}

/// Why an answer of the model record is worded as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// The question.
    pub question: String,
    /// The reason.
    pub because: String,
    /// The words in it that are the child's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub child_says: Vec<String>,
    /// The words in it that are the worker's opinion.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub worker_thinks: Vec<String>,
}

/// A record as it is often written: the model record with some answers wrong or left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attempt {
    /// Permanent id within the scenario.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What the worker did, and why that is easily done.
    pub tells: String,
    /// The answers that are not those of the model record.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub answers: Map<String, Json>,
    /// The answers that are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leaves_out: Vec<String>,
    /// Exactly the findings: [`Expected::findings`].
    pub findings: BTreeMap<String, State>,
    /// Exactly the deadlines that were missed: [`Expected::deadlines`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub deadlines: BTreeMap<String, DeadlineState>,
    /// Who approves: [`Expected::approvers`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub approvers: BTreeMap<String, Vec<String>>,
    /// How it is put right, step by step.
    #[serde(default, rename = "right", skip_serializing_if = "Vec::is_empty")]
    pub rights: Vec<Right>,
}

/// One step of putting a record right: some answers become those of the model record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Right {
    /// The findings that it puts right, by rule id.
    pub puts_right: Vec<String>,
    /// The questions whose answers change.
    pub answers: Vec<String>,
    /// What to say about it.
    pub says: String,
}

/// The same case with another fact, written as it should be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// Permanent id within the scenario.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What is different.
    pub tells: String,
    /// What its record comes to, where that is not complete: not every record can be completed on the day, and what went wrong stays wrong. A record
    /// that says so can be right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// The answers that are not those of the model record.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub answers: Map<String, Json>,
    /// The answers that are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leaves_out: Vec<String>,
    /// Exactly the findings that are left: [`Expected::findings`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub findings: BTreeMap<String, State>,
    /// Exactly the deadlines that were missed: [`Expected::deadlines`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub deadlines: BTreeMap<String, DeadlineState>,
    /// Who approves: [`Expected::approvers`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub approvers: BTreeMap<String, Vec<String>>,
}

/// A question to talk about. It is a matter of professional judgement: nothing in Wayhome answers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Discussion {
    /// The question.
    pub asks: String,
    /// What a trainer may bring up.
    pub notes: String,
}

impl Scenario {
    /// The facts of the story, as they stand after this many of its steps.
    #[must_use]
    pub fn facts(&self, steps: usize) -> Map<String, Json> {
        // One by one: building a map from all of them at once sorts them, which is more code than a scenario needs.
        let mut facts = Map::new();
        for (question, value) in self.steps.iter().take(steps).flat_map(|step| &step.facts) {
            facts.insert(question.clone(), value.clone());
        }
        facts
    }

    /// The model record.
    #[must_use]
    pub fn model_record(&self) -> Record {
        let mut answers = self.facts(self.steps.len());
        answers.extend(self.model.answers.clone());
        self.with(answers)
    }

    /// The record of an attempt or a variant: the model record with other answers, and without some.
    #[must_use]
    pub fn other_record(&self, answers: &Map<String, Json>, leaves_out: &[String]) -> Record {
        let mut all = self.model_record().answers;
        all.extend(answers.clone());
        all.retain(|question, _| !leaves_out.contains(question));
        self.with(all)
    }

    fn with(&self, answers: Map<String, Json>) -> Record {
        let mut record = Record::new(self.procedure.clone(), self.form.clone());
        record.answers = answers;
        record
    }
}

fn always() -> bool {
    true
}

/// A scenario that says that it is not training is not a scenario.
fn only_true<'de, D: Deserializer<'de>>(input: D) -> Result<bool, D::Error> {
    if bool::deserialize(input)? {
        Ok(true)
    } else {
        Err(D::Error::custom("`training` is always true in a scenario"))
    }
}
