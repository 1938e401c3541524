//! The conformance cases: what each procedure makes of a record, as data.
//!
//! The same cases run natively, through the command line and in WebAssembly, so that "the browser agrees with the command line" is a
//! test. `tests/conformance/README.md` says how a case is written.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value as Json};
use wayhome_engine::{FORMAT, Outcome, Record, Report, State};

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// One case: a record, and what is to be found of it. What a case does not mention it does not check.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What it shows.
    pub name: String,
    /// The procedure's id.
    pub procedure: String,
    /// The form's id.
    pub form: String,
    /// The day of the check.
    pub today: String,
    /// The answers.
    pub answers: toml::Table,
    /// The state of each finding, by rule id.
    #[serde(default)]
    pub findings: BTreeMap<String, State>,
    /// Exactly what each finding still needs, by rule id.
    #[serde(default)]
    pub needs: BTreeMap<String, Vec<String>>,
    /// Exactly the reasons of each finding, in order, by rule id.
    #[serde(default)]
    pub because: BTreeMap<String, Vec<String>>,
    /// Exactly the warnings of each finding, in order, by rule id.
    #[serde(default)]
    pub warnings: BTreeMap<String, Vec<String>>,
    /// Approvals, by table and source.
    #[serde(default)]
    pub approvals: Vec<BTreeMap<String, Json>>,
    /// Deadlines, by id.
    #[serde(default)]
    pub deadlines: BTreeMap<String, BTreeMap<String, Json>>,
    /// How the local table stands to the law's, by table.
    #[serde(default)]
    pub comparisons: BTreeMap<String, String>,
    /// The rules, rows and deadlines at whose bound this case lies: a number, date or age that is just inside it or just outside.
    #[serde(default)]
    pub boundary: Vec<String>,
    /// What the record comes to.
    pub outcome: Option<Outcome>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

/// Every case, with the file that it stands in.
///
/// # Errors
///
/// Which file cannot be read, and why.
pub fn cases() -> Result<Vec<(&'static str, Case)>, String> {
    let mut all = Vec::new();
    for (name, text) in FILES {
        let read = read(text).map_err(|error| format!("tests/conformance/{name}: {error}"))?;
        all.extend(read.into_iter().map(|case| (*name, case)));
    }
    Ok(all)
}

/// The cases of a file's text, whatever they expect.
///
/// # Errors
///
/// What is wrong with its shape, and where.
pub fn parse(text: &str) -> Result<Vec<Case>, toml::de::Error> {
    let file: File = toml::from_str(text)?;
    Ok(file.case)
}

/// The cases of a file's text.
///
/// # Errors
///
/// What cannot be read, and which case expects nothing: that would pass whatever is found, and show nothing.
pub fn read(text: &str) -> Result<Vec<Case>, String> {
    let cases = parse(text).map_err(|error| error.to_string())?;
    match cases.iter().find(|case| !case.expects_something()) {
        None => Ok(cases),
        Some(case) => Err(format!(
            "the case “{}” expects nothing. Say what is to be found.",
            case.name
        )),
    }
}

impl Case {
    /// The record of this case.
    ///
    /// # Errors
    ///
    /// Where an answer cannot be said in JSON.
    pub fn record(&self) -> Result<Record, String> {
        let answers = serde_json::to_value(&self.answers).map_err(|error| error.to_string())?;
        let answers: Map<String, Json> = answers.as_object().cloned().unwrap_or_default();
        Ok(Record {
            wayhome: FORMAT,
            procedure: self.procedure.clone(),
            form: self.form.clone(),
            id: None,
            training: false,
            answers,
        })
    }

    /// Does it say anything of what is to be found?
    fn expects_something(&self) -> bool {
        let fields = |expected: &BTreeMap<String, Json>| !expected.is_empty();
        let lists = [&self.needs, &self.because, &self.warnings];
        !(self.findings.is_empty() && lists.iter().all(|list| list.is_empty()) && self.comparisons.is_empty())
            || self.outcome.is_some()
            || self.approvals.iter().any(fields)
            || self.deadlines.values().any(fields)
    }

    /// What of a report is not as this case says; nothing, if all is.
    #[must_use]
    pub fn differences(&self, report: &Report) -> Vec<String> {
        let Ok(report) = serde_json::to_value(report) else {
            return vec!["the report cannot be said in JSON".to_owned()];
        };
        let mut wrong = Vec::new();
        let mut check = |what: String, expected: Json, found: &Json| {
            if expected != *found {
                wrong.push(format!("{what}: expected {expected}, found {found}"));
            }
        };
        let find = |list: &str, wanted: &[(&str, &str)]| -> Json {
            let items = report.get(list).and_then(Json::as_array).into_iter().flatten();
            items
                .into_iter()
                .find(|item| {
                    wanted
                        .iter()
                        .all(|(key, value)| item.get(*key) == Some(&Json::from(*value)))
                })
                .cloned()
                .unwrap_or_default()
        };
        for (rule, state) in &self.findings {
            check(
                rule.clone(),
                serde_json::to_value(state).unwrap_or_default(),
                part(&find("findings", &[("rule", rule)]), "state"),
            );
        }
        for (key, lists) in [
            ("needs", &self.needs),
            ("because", &self.because),
            ("warnings", &self.warnings),
        ] {
            for (rule, expected) in lists {
                let found = find("findings", &[("rule", rule)]);
                // What a finding leaves out of its JSON is empty.
                let listed = match part(&found, key) {
                    Json::Null if !found.is_null() => &Json::Array(Vec::new()),
                    listed => listed,
                };
                check(format!("{rule} {key}"), expected.clone().into(), listed);
            }
        }
        for expected in &self.approvals {
            let text = |key: &str| expected.get(key).and_then(Json::as_str).unwrap_or_default();
            let found = find("approvals", &[("table", text("table")), ("source", text("source"))]);
            for (key, value) in expected {
                check(
                    format!("{} of {} {key}", text("source"), text("table")),
                    value.clone(),
                    part(&found, key),
                );
            }
        }
        for (id, expected) in &self.deadlines {
            let found = find("deadlines", &[("id", id)]);
            for (key, value) in expected {
                check(format!("{id} {key}"), value.clone(), part(&found, key));
            }
        }
        for (table, standing) in &self.comparisons {
            check(
                format!("comparison of {table}"),
                standing.clone().into(),
                part(&find("comparisons", &[("table", table)]), "local"),
            );
        }
        if let Some(outcome) = self.outcome {
            check(
                "outcome".to_owned(),
                serde_json::to_value(outcome).unwrap_or_default(),
                part(&report, "outcome"),
            );
        }
        wrong
    }
}

fn part<'a>(value: &'a Json, key: &str) -> &'a Json {
    value.get(key).unwrap_or(&Json::Null)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_case_that_expects_nothing_is_refused() {
        let case = |expected: &str| {
            let case =
                "[[case]]\nname = \"A\"\nprocedure = \"p\"\nform = \"f\"\ntoday = \"2026-03-02\"\nanswers = {}\n";
            read(&format!("{case}{expected}"))
        };
        for nothing in [
            "",
            "boundary = [\"NEW-50\"]",
            "approvals = [{}]",
            "deadlines = { NEW-50 = {} }",
        ] {
            let error = case(nothing).unwrap_err();
            assert_eq!(error, "the case “A” expects nothing. Say what is to be found.");
        }
        for something in [
            "outcome = \"breached\"",
            "findings = { NEW-35 = \"breached\" }",
            "needs = { NEW-35 = [] }",
            "because = { NEW-35 = [] }",
            "warnings = { NEW-35 = [\"A\"] }",
        ] {
            assert_eq!(case(something).map(|cases| cases.len()), Ok(1), "{something}");
        }
    }
}
