//! A learner's record beside the model record.

use std::sync::Arc;

use wayhome_engine::{Finding, Plan, Record, Report, Scenario, Session, State};
use wayhome_export::{Line, Said, Summary, summary};

use crate::walk::is_open;

/// A learner's record beside the model record.
#[derive(Debug, Clone, PartialEq)]
pub struct BesideModel {
    /// Section by section, in the order of the form.
    pub sections: Vec<Section>,
    /// What the case turns on: each finding that one of the attempts has, and that the learner had to do something about or did wrong.
    pub stakes: Vec<Stake>,
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
    /// Does it come to what it comes to in the model record?
    pub found: bool,
}

/// Lays a learner's record beside the model record. It counts nothing and gives no mark.
#[must_use]
pub fn beside_model(plan: &Arc<Plan>, scenario: &Scenario, own: Record) -> BesideModel {
    let open = |record: Record| Session::open(Arc::clone(plan), scenario.today, record);
    let mut told = scenario.model_record();
    told.answers = scenario.facts(scenario.steps.len());
    let (own, model) = (open(own), open(scenario.model_record()));
    let (found, right, told) = (own.report(), model.report(), open(told).report());
    let rules: Vec<&String> = scenario
        .attempts
        .iter()
        .flat_map(|attempt| attempt.findings.keys())
        .filter(|rule| !scenario.model.findings.contains_key(*rule))
        .collect();
    let state = |report: &Report, rule: &str| -> Option<State> {
        let mut all = report.findings.iter();
        all.find(|finding| finding.rule == rule).map(|finding| finding.state)
    };
    let (mut stakes, mut others) = (Vec::new(), Vec::new());
    for finding in found.findings {
        let expected = state(&right, &finding.rule);
        if rules.contains(&&finding.rule) {
            let found = expected == Some(finding.state);
            // What the facts of the story settle by themselves, and what needs nothing, nobody has found.
            let needs_nothing = expected == state(&told, &finding.rule) || expected == Some(State::NotApplicable);
            if !(found && needs_nothing) {
                stakes.push(Stake { finding, found });
            }
        } else if is_open(&finding) && expected != Some(finding.state) {
            others.push(finding);
        }
    }
    BesideModel {
        sections: sections(scenario, &summary(&own), &summary(&model)),
        stakes,
        others,
    }
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
