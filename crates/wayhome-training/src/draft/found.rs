//! What the check finds of a scenario's records, and whether that is what the scenario says.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Map, Value as Json, json};
use wayhome_engine::{
    ApprovalState, DeadlineState, Outcome, Plan, Problem, ProblemKind, Record, Report, Session, State, check,
};

use super::Draft;

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
        let mut other = self.clone();
        other.expect(part, plan);
        let kept = |draft: &Self, key: &str| {
            draft
                .file
                .pointer(&format!("{part}/{key}"))
                .filter(|value| !is_empty(value))
                .cloned()
        };
        let same = |key: &str| kept(self, key) == kept(&other, key);
        ["findings", "deadlines", "outcome"].into_iter().all(same)
    }

    /// Makes what is found of a record what is expected of it: its findings, its missed deadlines, who approves, and what its steps put right.
    pub fn expect(&mut self, part: &str, plan: &Arc<Plan>) {
        let Some(report) = self.report(part, plan) else { return };
        self.remember();
        let mut found = Map::new();
        found.insert("findings".to_owned(), table(open(&report)));
        found.insert("deadlines".to_owned(), table(missed(&report)));
        found.insert("approvers".to_owned(), table(approvers(&report)));
        let settles = !part.starts_with("/attempt") && report.outcome != Outcome::Complete;
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
    fn expect_rights(&mut self, part: &str, plan: &Arc<Plan>) {
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
            let moved = before.iter().filter(|(rule, state)| after.get(*rule) != Some(state));
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
fn open(report: &Report) -> BTreeMap<String, State> {
    let findings = report
        .findings
        .iter()
        .filter(|finding| !matches!(finding.state, State::Met | State::NotApplicable));
    findings.map(|finding| (finding.rule.clone(), finding.state)).collect()
}

fn missed(report: &Report) -> BTreeMap<String, DeadlineState> {
    let missed = report
        .deadlines
        .iter()
        .filter(|due| matches!(due.state, DeadlineState::Late | DeadlineState::MetLate));
    missed.map(|due| (due.id.clone(), due.state)).collect()
}

fn approvers(report: &Report) -> BTreeMap<String, Vec<String>> {
    let decided = report
        .approvals
        .iter()
        .filter(|approval| approval.state == ApprovalState::Decided);
    decided
        .map(|approval| (approval.source.clone(), approval.approvers.clone()))
        .collect()
}

fn table<V: serde::Serialize>(found: BTreeMap<String, V>) -> Json {
    found.into_iter().map(|(key, value)| (key, json!(value))).collect()
}

fn is_empty(value: &Json) -> bool {
    value.is_null() || value.as_object().is_some_and(Map::is_empty)
}
