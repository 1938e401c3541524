//! Names and answers of a scenario.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Map, Value as Json};
use wayhome_engine::{Plan, RECORD_SOURCE, Record, Scenario, check};

use super::file::File;
use crate::diagnostics::codes::{Code, scenario as codes};
use crate::diagnostics::{Report, Reports, closest};

/// One check of one scenario.
pub(super) struct Check<'c> {
    pub(super) file: &'c File<'c>,
    pub(super) scenario: &'c Scenario,
    pub(super) plan: &'c Arc<Plan>,
    pub(super) reports: &'c mut Reports,
}

impl Check<'_> {
    /// Names first; what is found of the records once all names are right.
    pub(super) fn run(mut self) {
        self.story();
        self.model();
        self.others();
        if !self.reports.has_errors() {
            self.records();
        }
    }

    pub(super) fn tell(&mut self, code: &'static Code, path: &[&str], message: impl Into<String>) {
        self.reports.push(Report::new(code, &self.file.at(path), message));
    }

    fn story(&mut self) {
        let mut told: Map<String, Json> = Map::new();
        for (place, step) in self.scenario.steps.iter().enumerate() {
            let place = place.to_string();
            self.answers(&step.facts, &["step", &place, "facts"]);
            for (question, value) in &step.facts {
                let before = told.insert(question.clone(), value.clone());
                if before.is_some_and(|before| before != *value) && !step.corrects.contains(question) {
                    let message = format!("an earlier step tells `{question}` differently");
                    let path = ["step", &place, "facts", question];
                    let report = Report::new(&codes::AGAINST_THE_STORY, &self.file.at(&path), message);
                    self.reports
                        .push(report.help(format!("if that is meant, write corrects = [\"{question}\"]")));
                }
            }
            for question in &step.corrects {
                if !step.facts.contains_key(question) {
                    let message = format!("this step does not tell `{question}`, which it corrects");
                    self.tell(&codes::AGAINST_THE_STORY, &["step", &place, "corrects"], message);
                }
            }
        }
    }

    fn model(&mut self) {
        let scenario = self.scenario;
        let model = &scenario.model;
        self.answers(&model.answers, &["model", "answers"]);
        let facts = scenario.facts(scenario.steps.len());
        for (question, value) in &model.answers {
            if facts.get(question).is_some_and(|fact| fact != value) {
                let message = format!("the story tells `{question}` differently");
                self.tell(&codes::AGAINST_THE_STORY, &["model", "answers", question], message);
            }
        }
        self.rules(model.findings.keys(), &["model", "findings"]);
        self.rules(model.deadlines.keys(), &["model", "deadlines"]);
        let record = scenario.model_record();
        for (place, wording) in model.wording.iter().enumerate() {
            let place = place.to_string();
            let path = ["model", "wording", &place, "question"];
            let Some(answer) = record.answers.get(&wording.question) else {
                let message = format!("the model record does not answer `{}`", wording.question);
                self.tell(&codes::NOT_IN_THE_MODEL, &path, message);
                continue;
            };
            let text = answer.as_str().unwrap_or_default();
            for words in wording.child_says.iter().chain(&wording.worker_thinks) {
                if !text.contains(words.as_str()) {
                    let message = format!("\"{words}\" does not stand in the answer to `{}`", wording.question);
                    self.tell(&codes::NOT_IN_THE_MODEL, &path, message);
                }
            }
        }
    }

    fn others(&mut self) {
        let scenario = self.scenario;
        for (place, attempt) in scenario.attempts.iter().enumerate() {
            let place = place.to_string();
            self.answers(&attempt.answers, &["attempt", &place, "answers"]);
            self.questions(&attempt.leaves_out, &["attempt", &place, "leaves_out"]);
            self.rules(attempt.findings.keys(), &["attempt", &place, "findings"]);
            self.rules(attempt.deadlines.keys(), &["attempt", &place, "deadlines"]);
            for (step, right) in attempt.rights.iter().enumerate() {
                let step = step.to_string();
                self.rules(
                    right.puts_right.iter(),
                    &["attempt", &place, "right", &step, "puts_right"],
                );
                self.questions(&right.answers, &["attempt", &place, "right", &step, "answers"]);
            }
        }
        for (place, variant) in scenario.variants.iter().enumerate() {
            let place = place.to_string();
            self.answers(&variant.answers, &["variant", &place, "answers"]);
            self.questions(&variant.leaves_out, &["variant", &place, "leaves_out"]);
            self.rules(variant.findings.keys(), &["variant", &place, "findings"]);
            self.rules(variant.deadlines.keys(), &["variant", &place, "deadlines"]);
        }
    }

    /// Each answer belongs to a question of the form, and can be read. The engine itself says whether it can.
    fn answers(&mut self, answers: &Map<String, Json>, path: &[&str]) {
        for (question, value) in answers {
            let path: Vec<&str> = path.iter().copied().chain([question.as_str()]).collect();
            if self.question(question, &path) {
                let mut record = Record::new(self.scenario.procedure.clone(), self.scenario.form.clone());
                record.answers.insert(question.clone(), value.clone());
                let report = check(self.plan, self.scenario.today, record);
                let unreadable = report
                    .findings
                    .into_iter()
                    .filter(|found| found.source == RECORD_SOURCE);
                for finding in unreadable {
                    self.tell(&codes::BAD_ANSWER, &path, finding.message);
                }
            }
        }
    }

    fn questions(&mut self, questions: &[String], path: &[&str]) {
        for (place, question) in questions.iter().enumerate() {
            let place = place.to_string();
            let path: Vec<&str> = path.iter().copied().chain([place.as_str()]).collect();
            self.question(question, &path);
        }
    }

    fn question(&mut self, question: &str, path: &[&str]) -> bool {
        if self.plan.question(question).is_some() {
            return true;
        }
        let sections = self.plan.sections().iter();
        let known: Vec<&str> = sections
            .flat_map(|section| &section.questions)
            .map(String::as_str)
            .collect();
        let message = format!("this form does not ask `{question}`");
        let report = Report::new(&codes::NOT_ASKED, &self.file.at(path), message);
        self.reports.push(match closest(question, known.iter().copied()) {
            Some(close) => report.help(format!("did you mean `{close}`?")),
            None => report,
        });
        false
    }

    /// Each id is one of a rule, a row or a deadline of the form.
    fn rules<'i>(&mut self, ids: impl Iterator<Item = &'i String>, path: &[&str]) {
        let empty = Record::new(self.scenario.procedure.clone(), self.scenario.form.clone());
        let report = check(self.plan, self.scenario.today, empty);
        let known: BTreeSet<&str> = report
            .findings
            .iter()
            .map(|finding| finding.rule.as_str())
            .chain(report.deadlines.iter().map(|due| due.id.as_str()))
            .collect();
        for id in ids {
            if !known.contains(id.as_str()) {
                let path: Vec<&str> = path.iter().copied().chain([id.as_str()]).collect();
                let message = format!("this form has no rule {id}");
                let report = Report::new(&codes::NO_SUCH_RULE, &self.file.at(&path), message);
                self.reports.push(report.suggest(id, known.iter().copied()));
            }
        }
    }
}
