//! What is found of the records of a scenario, and whether its attempts are put right.

use std::collections::BTreeSet;

use wayhome_engine::{Attempt, Expected, Record, Report as Checked, State, check};

use super::check::Check;
use crate::diagnostics::codes::scenario as codes;

impl Check<'_> {
    /// Each record is found to be exactly what the scenario says.
    pub(super) fn records(&mut self) {
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

    fn checked(&self, record: &Record) -> Checked {
        check(self.plan, self.scenario.today, record.clone())
    }

    fn expect(&mut self, record: &Record, expected: &Expected<'_>, path: &[&str]) {
        let report = self.checked(record);
        for difference in expected.differences(&report) {
            let list = if expected.deadlines.contains_key(&difference.about) {
                "deadlines"
            } else if expected.approvers.contains_key(&difference.about) {
                "approvers"
            } else {
                "findings"
            };
            let path: Vec<&str> = path.iter().copied().chain([list, &difference.about]).collect();
            self.tell(&codes::FOUND_OTHERWISE, &path, difference.message);
        }
    }

    /// Each step puts right what it says it does, and the last leaves the model record.
    fn put_right(&mut self, attempt: &Attempt, mut record: Record, place: &str) {
        let model = self.scenario.model_record();
        let differing: BTreeSet<&String> = attempt.answers.keys().chain(&attempt.leaves_out).collect();
        for (step, right) in attempt.rights.iter().enumerate() {
            let step = step.to_string();
            let path = ["attempt", place, "right", step.as_str()];
            let before = self.checked(&record);
            for question in &right.answers {
                if !differing.contains(question) {
                    let message = format!("the attempt does not answer `{question}` differently from the model record");
                    self.tell(&codes::NOT_PUT_RIGHT, &path, message);
                }
                match model.answers.get(question) {
                    Some(value) => record.answers.insert(question.clone(), value.clone()),
                    None => record.answers.remove(question),
                };
            }
            let after = self.checked(&record);
            for rule in &right.puts_right {
                if state(&before, rule) == state(&after, rule) {
                    self.tell(
                        &codes::NOT_PUT_RIGHT,
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
            self.tell(&codes::NOT_PUT_RIGHT, &["attempt", place, "id"], message);
        }
    }
}

fn state(report: &Checked, rule: &str) -> Option<State> {
    let mut findings = report.findings.iter();
    findings
        .find(|finding| finding.rule == rule)
        .map(|finding| finding.state)
}
