//! What the check finds of a scenario's records, and whether that is what the scenario says.

use std::sync::Arc;

use serde_json::{Map, Value as Json, json};
use wayhome_engine::{
    ApprovalState, DeadlineState, Outcome, Plan, Problem, ProblemKind, Record, Report, Session, State, check,
};

use super::Draft;

/// Where a scenario says what it expects to be found of a record.
const EXPECTED: [&str; 3] = ["findings", "deadlines", "outcome"];

impl Draft {
    /// The model record, where no part is named, or the record of an attempt or a variant.
    #[must_use]
    pub fn record(&self, part: &str) -> Record {
        let mut record = Record::new(self.text("/procedure"), self.text("/form"));
        record.answers = if part == "/model" {
            self.model_answers()
        } else {
            self.other_answers(part)
        };
        record
    }

    /// What is found of a record; `None` where the day of the check is no date.
    #[must_use]
    pub fn report(&self, part: &str, plan: &Arc<Plan>) -> Option<Report> {
        let today = wayhome_engine::day::date(&self.text("/today"))?;
        Some(check(plan, today, self.record(part)))
    }

    /// Is what is found of a record what the scenario says of it?
    #[must_use]
    pub fn says_what_is_found(&self, part: &str, plan: &Arc<Plan>) -> bool {
        let mut other = Self::open(self.file.clone());
        other.expect(part, plan);
        let same = |key| self.expected(part, key) == other.expected(part, key);
        EXPECTED.into_iter().all(same)
    }

    /// Does the scenario expect nothing to be found of a record, as when it was just begun?
    #[must_use]
    pub fn expects_nothing(&self, part: &str) -> bool {
        EXPECTED.into_iter().all(|key| self.expected(part, key).is_none())
    }

    fn expected(&self, part: &str, key: &str) -> Option<&Json> {
        let expected = self.file.pointer(&format!("{part}/{key}"));
        expected.filter(|value| !is_empty(value))
    }

    /// Makes what is found of a record what is expected of it: its findings, its missed deadlines, who approves, and what its steps put right.
    pub fn expect(&mut self, part: &str, plan: &Arc<Plan>) {
        let Some(report) = self.report(part, plan) else { return };
        self.remember();
        let mut found = Map::new();
        found.insert("findings".to_owned(), open(&report).into());
        found.insert("deadlines".to_owned(), missed(&report).into());
        found.insert("approvers".to_owned(), approvers(&report).into());
        let settles = part.starts_with("/variant") && report.outcome != Outcome::Complete;
        found.insert(
            "outcome".to_owned(),
            if settles { json!(report.outcome) } else { Json::Null },
        );
        if let Some(part) = self.table(part) {
            for (key, value) in found {
                if is_empty(&value) && key != "findings" {
                    part.remove(&key);
                } else {
                    part.insert(key, value);
                }
            }
        }
        self.expect_rights(part, plan);
    }

    /// Each step puts right whatever is another finding after it than before.
    pub(super) fn expect_rights(&mut self, part: &str, plan: &Arc<Plan>) {
        let Some(today) = wayhome_engine::day::date(&self.text("/today")) else {
            return;
        };
        let model = self.model_answers();
        let mut session = Session::open(Arc::clone(plan), today, self.record(part));
        let mut before = open(&session.report());
        for step in 0..self.count(&format!("{part}/right")) {
            for question in self.names(&format!("{part}/right/{step}/answers")) {
                match model.get(&question) {
                    Some(value) => session.set(&question, value.clone()),
                    None => session.unset(&question),
                };
            }
            let after = open(&session.report());
            let moved = before
                .iter()
                .filter(|(rule, state)| after.get(rule.as_str()) != Some(*state));
            let moved: Vec<Json> = moved.map(|(rule, _)| rule.as_str().into()).collect();
            if let Some(kept) = self.list(&format!("{part}/right/{step}/puts_right")) {
                *kept = moved;
            }
            before = after;
        }
    }

    /// Everything that is wrong with the scenario, as `wayhome lint` finds it.
    #[must_use]
    pub fn problems(&self, plan: &Arc<Plan>) -> Vec<Problem> {
        let told = |path: &str, message: String| {
            vec![Problem {
                kind: ProblemKind::Empty,
                path: vec![path.to_owned()],
                message,
                help: None,
                unknown: None,
            }]
        };
        if wayhome_engine::day::date(&self.text("/today")).is_none() {
            return told("today", "the day of the check is not a date".to_owned());
        }
        match self.scenario() {
            Ok(scenario) => scenario.problems(plan),
            Err(error) => told("title", error.to_string()),
        }
    }
}

/// Every finding that is neither met nor without application.
fn open(report: &Report) -> Map<String, Json> {
    let mut found = Map::new();
    for finding in &report.findings {
        if !matches!(finding.state, State::Met | State::NotApplicable) {
            found.insert(finding.rule.clone(), json!(finding.state));
        }
    }
    found
}

fn missed(report: &Report) -> Map<String, Json> {
    let mut found = Map::new();
    for due in &report.deadlines {
        if matches!(due.state, DeadlineState::Late | DeadlineState::MetLate) {
            found.insert(due.id.clone(), json!(due.state));
        }
    }
    found
}

fn approvers(report: &Report) -> Map<String, Json> {
    let mut found = Map::new();
    for approval in &report.approvals {
        if approval.state == ApprovalState::Decided {
            let names = approval.approvers.iter().map(|name| name.as_str().into()).collect();
            found.insert(approval.source.clone(), Json::Array(names));
        }
    }
    found
}

fn is_empty(value: &Json) -> bool {
    value.is_null() || value.as_object().is_some_and(Map::is_empty)
}
