//! Is a scenario right? Its names, its answers, and what is found of its records.

use std::sync::Arc;

use serde_json::{Map, Value as Json};

use super::problem::{Problem, ProblemKind};
use super::{Attempt, Expected, Scenario};
use crate::plan::Plan;
use crate::record::Record;
use crate::report::{Finding, Report, State};
use crate::session::check;

impl Scenario {
    /// Everything that is wrong with a scenario whose procedure and form make this plan; empty if it is a case that holds.
    ///
    /// Empty texts and names come first, and what is found of the records only once all of them are right: until then it means little.
    #[must_use]
    pub fn problems(&self, plan: &Arc<Plan>) -> Vec<Problem> {
        let mut check = Check {
            scenario: self,
            plan,
            problems: Vec::new(),
        };
        check.texts();
        check.story();
        check.model();
        check.others();
        if check.problems.is_empty() {
            check.records();
        }
        check.problems
    }
}

/// One check of one scenario.
struct Check<'c> {
    scenario: &'c Scenario,
    plan: &'c Arc<Plan>,
    problems: Vec<Problem>,
}

impl Check<'_> {
    fn tell(&mut self, kind: ProblemKind, path: &[&str], message: impl Into<String>) {
        self.problems.push(Problem::new(kind, path, message.into()));
    }

    fn needs(&mut self, path: &[&str], text: &str, what: &str) {
        if text.trim().is_empty() {
            self.tell(ProblemKind::Empty, path, format!("{what} is empty"));
        }
    }

    /// What people are to read is there.
    fn texts(&mut self) {
        let scenario = self.scenario;
        let mut needs = |path: &[&str], text: &str, what: &str| self.needs(path, text, what);
        needs(&["title"], &scenario.title, "the title");
        needs(&["shows"], &scenario.shows, "what it teaches");
        for (place, step) in scenario.steps.iter().enumerate() {
            let place = place.to_string();
            needs(&["step", &place, "title"], &step.title, "the heading of the step");
            needs(&["step", &place, "tells"], &step.tells, "what the step tells");
        }
        for (place, attempt) in scenario.attempts.iter().enumerate() {
            let place = place.to_string();
            needs(
                &["attempt", &place, "title"],
                &attempt.title,
                "the title of the attempt",
            );
            needs(&["attempt", &place, "tells"], &attempt.tells, "what the worker did");
        }
        for (place, variant) in scenario.variants.iter().enumerate() {
            let place = place.to_string();
            needs(
                &["variant", &place, "title"],
                &variant.title,
                "the title of the variant",
            );
            needs(&["variant", &place, "tells"], &variant.tells, "what is different");
        }
        for (place, discussion) in scenario.discussions.iter().enumerate() {
            needs(
                &["discuss", &place.to_string(), "asks"],
                &discussion.asks,
                "the question",
            );
        }
    }

    fn story(&mut self) {
        let mut told: Map<String, Json> = Map::new();
        for (place, step) in self.scenario.steps.iter().enumerate() {
            let place = place.to_string();
            self.answers(&step.facts, &["step", &place, "facts"]);
            for (question, value) in &step.facts {
                let before = told.insert(question.clone(), value.clone());
                if before.is_some_and(|before| before != *value) && !step.corrects.contains(question) {
                    let path = ["step", &place, "facts", question];
                    let message = format!("an earlier step tells `{question}` differently");
                    let mut problem = Problem::new(ProblemKind::AgainstTheStory, &path, message);
                    problem.help = Some(format!("if that is meant, write corrects = [\"{question}\"]"));
                    self.problems.push(problem);
                }
            }
            for question in &step.corrects {
                if !step.facts.contains_key(question) {
                    let message = format!("this step does not tell `{question}`, which it corrects");
                    self.tell(ProblemKind::AgainstTheStory, &["step", &place, "corrects"], message);
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
                self.tell(ProblemKind::AgainstTheStory, &["model", "answers", question], message);
            }
        }
        self.rules(&mut model.findings.keys(), &["model", "findings"]);
        self.rules(&mut model.deadlines.keys(), &["model", "deadlines"]);
        let record = scenario.model_record();
        for (place, wording) in model.wording.iter().enumerate() {
            let place = place.to_string();
            let path = ["model", "wording", &place, "question"];
            let Some(answer) = record.answers.get(&wording.question) else {
                let message = format!("the model record does not answer `{}`", wording.question);
                self.tell(ProblemKind::NotInTheModel, &path, message);
                continue;
            };
            let text = answer.as_str().unwrap_or_default();
            for words in wording.child_says.iter().chain(&wording.worker_thinks) {
                if !text.contains(words.as_str()) {
                    let message = format!("\"{words}\" does not stand in the answer to `{}`", wording.question);
                    self.tell(ProblemKind::NotInTheModel, &path, message);
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
            self.rules(&mut attempt.findings.keys(), &["attempt", &place, "findings"]);
            self.rules(&mut attempt.deadlines.keys(), &["attempt", &place, "deadlines"]);
            for (step, right) in attempt.rights.iter().enumerate() {
                let step = step.to_string();
                self.rules(
                    &mut right.puts_right.iter(),
                    &["attempt", &place, "right", &step, "puts_right"],
                );
                self.questions(&right.answers, &["attempt", &place, "right", &step, "answers"]);
            }
        }
        for (place, variant) in scenario.variants.iter().enumerate() {
            let place = place.to_string();
            self.answers(&variant.answers, &["variant", &place, "answers"]);
            self.questions(&variant.leaves_out, &["variant", &place, "leaves_out"]);
            self.rules(&mut variant.findings.keys(), &["variant", &place, "findings"]);
            self.rules(&mut variant.deadlines.keys(), &["variant", &place, "deadlines"]);
        }
    }

    fn found(&self, record: &Record) -> Report {
        check(self.plan, self.scenario.today, record.clone())
    }

    /// Each answer belongs to a question of the form, and can be read. The engine itself says whether it can.
    fn answers(&mut self, answers: &Map<String, Json>, path: &[&str]) {
        for (question, value) in answers {
            let path: Vec<&str> = path.iter().copied().chain([question.as_str()]).collect();
            if self.question(question, &path) {
                let mut record = Record::new(self.scenario.procedure.clone(), self.scenario.form.clone());
                record.answers.insert(question.clone(), value.clone());
                let report = self.found(&record);
                let findings = report.findings.into_iter();
                // That a day is still to come is no mistake of a story about what happens next.
                for finding in findings.filter(Finding::is_unreadable) {
                    self.tell(ProblemKind::BadAnswer, &path, finding.message);
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
        let asked = self.plan.sections().iter().flat_map(|section| &section.questions);
        let mut problem = Problem::new(
            ProblemKind::NotAsked,
            path,
            format!("this form does not ask `{question}`"),
        );
        problem.unknown = Some((question.to_owned(), asked.cloned().collect()));
        self.problems.push(problem);
        false
    }

    /// Each id is one of a rule, a row or a deadline of the form.
    fn rules(&mut self, ids: &mut dyn Iterator<Item = &String>, path: &[&str]) {
        let report = self.found(&Record::new(
            self.scenario.procedure.clone(),
            self.scenario.form.clone(),
        ));
        let rules = report.findings.into_iter().map(|finding| finding.rule);
        let known: Vec<String> = rules.chain(report.deadlines.into_iter().map(|due| due.id)).collect();
        for id in ids.filter(|id| !known.contains(*id)) {
            let path: Vec<&str> = path.iter().copied().chain([id.as_str()]).collect();
            let mut problem = Problem::new(ProblemKind::NoSuchRule, &path, format!("this form has no rule {id}"));
            problem.unknown = Some((id.clone(), known.clone()));
            self.problems.push(problem);
        }
    }

    /// Each record is found to be exactly what the scenario says.
    fn records(&mut self) {
        let scenario = self.scenario;
        self.expect(&scenario.model_record(), &scenario.model.expected(), &["model"]);
        for (place, variant) in scenario.variants.iter().enumerate() {
            let record = scenario.other_record(&variant.answers, &variant.leaves_out);
            self.expect(&record, &variant.expected(), &["variant", &place.to_string()]);
        }
        for (place, attempt) in scenario.attempts.iter().enumerate() {
            let record = scenario.other_record(&attempt.answers, &attempt.leaves_out);
            let place = place.to_string();
            self.expect(&record, &attempt.expected(), &["attempt", &place]);
            self.put_right(attempt, record, &place);
        }
    }

    fn expect(&mut self, record: &Record, expected: &Expected<'_>, path: &[&str]) {
        let report = self.found(record);
        for difference in expected.differences(&report) {
            let list = if expected.deadlines.contains_key(&difference.about) {
                "deadlines"
            } else if expected.approvers.contains_key(&difference.about) {
                "approvers"
            } else {
                "findings"
            };
            let path: Vec<&str> = path.iter().copied().chain([list, &difference.about]).collect();
            self.tell(ProblemKind::FoundOtherwise, &path, difference.message);
        }
    }

    /// Each step puts right what it says it does, and the last leaves the model record.
    fn put_right(&mut self, attempt: &Attempt, mut record: Record, place: &str) {
        let model = self.scenario.model_record();
        let differing: Vec<&String> = attempt.answers.keys().chain(&attempt.leaves_out).collect();
        for (step, right) in attempt.rights.iter().enumerate() {
            let step = step.to_string();
            let path = ["attempt", place, "right", step.as_str()];
            let before = self.found(&record);
            for question in &right.answers {
                if !differing.contains(&question) {
                    let message = format!("the attempt does not answer `{question}` differently from the model record");
                    self.tell(ProblemKind::NotPutRight, &path, message);
                }
                match model.answers.get(question) {
                    Some(value) => record.answers.insert(question.clone(), value.clone()),
                    None => record.answers.remove(question),
                };
            }
            let after = self.found(&record);
            for rule in &right.puts_right {
                if state(&before, rule) == state(&after, rule) {
                    self.tell(
                        ProblemKind::NotPutRight,
                        &path,
                        format!("this step leaves {rule} as it is"),
                    );
                }
            }
        }
        if record.answers != model.answers {
            let left: Vec<String> = differing
                .into_iter()
                .filter(|question| record.answers.get(*question) != model.answers.get(*question))
                .map(|question| format!("`{question}`"))
                .collect();
            let message = format!("no step puts {} right", left.join(", "));
            self.tell(ProblemKind::NotPutRight, &["attempt", place, "id"], message);
        }
    }
}

fn state(report: &Report, rule: &str) -> Option<State> {
    let mut findings = report.findings.iter();
    findings
        .find(|finding| finding.rule == rule)
        .map(|finding| finding.state)
}
