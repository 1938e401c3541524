//! A learner's record beside the model record.

use std::sync::Arc;

use wayhome_engine::{Finding, Plan, Record, Report, Scenario, Session, State};
use wayhome_export::{Line, Said, Summary, summary};

use crate::against::{Contradicted, contradicted};
use crate::walk::is_open;

/// A learner's record beside the model record.
#[derive(Debug, Clone, PartialEq)]
pub struct BesideModel {
    /// Section by section, in the order of the form.
    pub sections: Vec<Section>,
    /// The answers that say something else than the story, in the order of the form.
    pub contradicted: Vec<Contradicted>,
    /// What the case turns on: each finding that one of the attempts gets wrong, or that rests on an answer against the story.
    pub stakes: Vec<Stake>,
    /// What the case turns on, and the facts of the story settle by themselves: right, and found by nobody.
    pub settled: Vec<Finding>,
    /// Whatever else is left to put right in the learner's record.
    pub others: Vec<Finding>,
}

/// One section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// The questions that either of the two records answers.
    pub rows: Vec<Row>,
}

/// One question in both records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The question's id.
    pub question: String,
    /// What its answer is called.
    pub name: String,
    /// What the learner recorded.
    pub own: Said,
    /// What the model record holds.
    pub model: Said,
    /// Why the model record is worded as it is.
    pub because: Option<String>,
}

/// Something that the case turns on, in the learner's record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stake {
    /// As it is found of the learner's record.
    pub finding: Finding,
    /// What it comes to in the model record.
    pub expected: Option<State>,
    /// Does it come to that, and from answers that the story bears out?
    pub found: bool,
}

/// Lays a learner's record beside the model record. It counts nothing and gives no mark.
///
/// **An answer that says something else than the story is never found right**: a record in which the central fact is false may satisfy every
/// rule, and that is the worst that a record can do.
#[must_use]
pub fn beside_model(plan: &Arc<Plan>, scenario: &Scenario, own: Record) -> BesideModel {
    let open = |record: Record| Session::open(Arc::clone(plan), scenario.today, record);
    let mut told = scenario.model_record();
    told.answers = scenario.facts(scenario.steps.len());
    let (own, model) = (open(own), open(scenario.model_record()));
    let (found, right, told) = (own.report(), model.report(), open(told).report());
    let rules = turned_on(scenario);
    let (said_own, said_model) = (summary(&own), summary(&model));
    let mut contradicted = contradicted(scenario, &own, (&said_own, &said_model));
    for against in &mut contradicted {
        against.find_rules(&model, &own, (&right, &found), &rules);
    }
    let (mut stakes, mut settled, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for finding in found.findings {
        let (rule, state) = (finding.rule.as_str(), Some(finding.state));
        let expected = state_of(&right, rule);
        let is_against = contradicted.iter().any(|against| against.moves(rule));
        if is_against || rules.contains(&rule) {
            let found = expected == state && !is_against;
            // What the facts of the story settle by themselves, nobody has found; of what needs nothing, nothing is said.
            if found && expected == state_of(&told, rule) && expected != Some(State::NotApplicable) {
                settled.push(finding);
            } else if !found || expected != Some(State::NotApplicable) {
                stakes.push(Stake {
                    finding,
                    expected,
                    found,
                });
            }
        } else if is_open(&finding) && expected != state {
            others.push(finding);
        }
    }
    BesideModel {
        sections: sections(scenario, &said_own, &said_model),
        contradicted,
        stakes,
        settled,
        others,
    }
}

/// The rules that an attempt finds otherwise than the model record: also where the model record itself leaves them explained or breached.
fn turned_on(scenario: &Scenario) -> Vec<&str> {
    let right = &scenario.model.findings;
    let attempts = scenario.attempts.iter().map(|attempt| &attempt.findings);
    let differing = attempts.flat_map(|found| {
        let rules = found.keys().chain(right.keys());
        rules.filter(|rule| found.get(*rule) != right.get(*rule))
    });
    differing.map(String::as_str).collect()
}

pub(crate) fn state_of(report: &Report, rule: &str) -> Option<State> {
    let mut all = report.findings.iter();
    all.find(|finding| finding.rule == rule).map(|finding| finding.state)
}

fn sections(scenario: &Scenario, own: &Summary, model: &Summary) -> Vec<Section> {
    let said = |summary: &Summary, question: &str| {
        let mut lines = summary.parts.iter().flat_map(|part| &part.lines);
        lines
            .find(|line| line.question == question)
            .map_or(Said::NotProvided, |line| line.said.clone())
    };
    let because = |question: &str| {
        let mut reasons = scenario.model.wording.iter();
        reasons
            .find(|wording| wording.question == question)
            .map(|wording| wording.because.clone())
    };
    let row = |line: &Line| Row {
        question: line.question.clone(),
        name: line.name.clone(),
        own: said(own, &line.question),
        model: said(model, &line.question),
        because: because(&line.question),
    };
    let mut sections: Vec<Section> = Vec::new();
    for part in model.parts.iter().chain(&own.parts) {
        let known: Vec<String> = sections
            .iter()
            .flat_map(|section| &section.rows)
            .map(|row| row.question.clone())
            .collect();
        let rows: Vec<Row> = part
            .lines
            .iter()
            .filter(|line| !known.contains(&line.question))
            .map(row)
            .filter(|row| row.own != Said::NotProvided || row.model != Said::NotProvided)
            .collect();
        if rows.is_empty() {
            continue;
        }
        match sections.iter_mut().find(|section| section.title == part.title) {
            Some(section) => section.rows.extend(rows),
            None => sections.push(Section {
                title: part.title.clone(),
                rows,
            }),
        }
    }
    sections
}
