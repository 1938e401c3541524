//! What a record of a scenario is expected to be found.

use std::collections::BTreeMap;

use super::{Attempt, Model, Variant};
use crate::report::{DeadlineState, Outcome, Report, State};

/// What is to be found of a record: exactly this, and nothing else.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'s> {
    /// Every finding that is neither met nor without application, by rule id.
    pub findings: &'s BTreeMap<String, State>,
    /// Every deadline that is late, or was met late, by id.
    pub deadlines: &'s BTreeMap<String, DeadlineState>,
    /// The approvers, by the id of the procedure or the law that names them; an empty list where it names nobody. What is not listed is not looked at.
    pub approvers: &'s BTreeMap<String, Vec<String>>,
    /// What the record comes to; where it is not said, anything but complete.
    pub outcome: Option<Outcome>,
}

/// Something that is not as it was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unexpected {
    /// The rule, deadline or source that it is about; empty for the record as a whole.
    pub about: String,
    /// What is different, in plain words.
    pub message: String,
}

impl Model {
    /// What is to be found of the model record.
    #[must_use]
    pub fn expected(&self) -> Expected<'_> {
        Expected {
            findings: &self.findings,
            deadlines: &self.deadlines,
            approvers: &self.approvers,
            outcome: Some(Outcome::Complete),
        }
    }
}

impl Variant {
    /// What is to be found of its record.
    #[must_use]
    pub fn expected(&self) -> Expected<'_> {
        Expected {
            findings: &self.findings,
            deadlines: &self.deadlines,
            approvers: &self.approvers,
            outcome: Some(self.outcome.unwrap_or(Outcome::Complete)),
        }
    }
}

impl Attempt {
    /// What is to be found of its record.
    #[must_use]
    pub fn expected(&self) -> Expected<'_> {
        Expected {
            findings: &self.findings,
            deadlines: &self.deadlines,
            approvers: &self.approvers,
            outcome: None,
        }
    }
}

impl Expected<'_> {
    /// Everything in a report that is not as expected.
    #[must_use]
    pub fn differences(&self, report: &Report) -> Vec<Unexpected> {
        let found: Vec<(&str, State)> = report
            .findings
            .iter()
            .filter(|finding| !matches!(finding.state, State::Met | State::NotApplicable))
            .map(|finding| (finding.rule.as_str(), finding.state))
            .collect();
        let missed: Vec<(&str, DeadlineState)> = report
            .deadlines
            .iter()
            .filter(|due| matches!(due.state, DeadlineState::Late | DeadlineState::MetLate))
            .map(|due| (due.id.as_str(), due.state))
            .collect();
        let mut all = unequal(self.findings, &found);
        all.extend(unequal(self.deadlines, &missed));
        for approval in &report.approvals {
            if let Some(expected) = self.approvers.get(&approval.source)
                && *expected != approval.approvers
            {
                all.push(Unexpected {
                    about: approval.source.clone(),
                    message: format!(
                        "{} names {} as approvers, not {}",
                        approval.source,
                        named(&approval.approvers),
                        named(expected)
                    ),
                });
            }
        }
        for source in self.approvers.keys() {
            if !report.approvals.iter().any(|approval| approval.source == *source) {
                all.push(Unexpected {
                    about: source.clone(),
                    message: format!("{source} has no approval table for this form"),
                });
            }
        }
        let message = match self.outcome {
            Some(expected) if expected != report.outcome => {
                format!("the record is {}, not {}", word(report.outcome), word(expected))
            }
            None if report.outcome == Outcome::Complete => {
                "the record is complete, and nothing in it is to be put right".to_owned()
            }
            _ => return all,
        };
        all.push(Unexpected {
            about: String::new(),
            message,
        });
        all
    }
}

fn unequal<S: Copy + PartialEq + serde::Serialize>(
    expected: &BTreeMap<String, S>,
    found: &[(&str, S)],
) -> Vec<Unexpected> {
    let mut all = Vec::new();
    let mut tell = |about: &str, message: String| {
        all.push(Unexpected {
            about: about.to_owned(),
            message,
        });
    };
    for (id, state) in expected {
        match found.iter().find(|(known, _)| known == id) {
            Some((_, found)) if found == state => {}
            Some((_, found)) => tell(id, format!("{id} is {}, not {}", word(*found), word(*state))),
            None => tell(
                id,
                format!("{id} is not {}: nothing is to be put right there", word(*state)),
            ),
        }
    }
    for (id, state) in found {
        if !expected.contains_key(*id) {
            tell(id, format!("{id} is {} too, and is not named", word(*state)));
        }
    }
    all
}

fn word(state: impl serde::Serialize) -> String {
    serde_json::to_value(state)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn named(roles: &[String]) -> String {
    if roles.is_empty() {
        "nobody".to_owned()
    } else {
        roles.join(" or ")
    }
}
