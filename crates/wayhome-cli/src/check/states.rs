//! States alone: for counting, and for whoever makes words of their own.

use std::io;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use wayhome_engine::{Checked, Outcome, Progress};

/// One record, one line.
#[derive(Serialize)]
struct Line<'a> {
    wayhome: u32,
    procedure: &'a str,
    form: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'a str>,
    today: NaiveDate,
    /// Only of an exercise, which is about nobody.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    training: bool,
    outcome: Outcome,
    progress: Progress,
    /// By the id of the rule or approval row.
    states: States<'a>,
    deadlines: Deadlines<'a>,
    /// The questions whose answers cannot be read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unreadable: Vec<&'a str>,
}

struct States<'a>(&'a Checked);

impl Serialize for States<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let checks = self.0.plan().checks().map(|(_, rule)| rule.id.as_str());
        serializer.collect_map(checks.zip(self.0.states()))
    }
}

struct Deadlines<'a>(&'a Checked);

impl Serialize for Deadlines<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let deadlines = self.0.plan().deadlines().map(|(_, deadline)| deadline.id.as_str());
        serializer.collect_map(deadlines.zip(self.0.deadline_states()))
    }
}

/// Adds the line of one record.
pub(super) fn write(to: &mut Vec<u8>, today: NaiveDate, checked: &Checked, training: bool) -> io::Result<()> {
    let plan = checked.plan();
    let line = Line {
        wayhome: wayhome_engine::FORMAT,
        procedure: &plan.procedure().id,
        form: plan.form(),
        record: checked.id(),
        today,
        training,
        outcome: checked.outcome(),
        progress: checked.progress(),
        states: States(checked),
        deadlines: Deadlines(checked),
        unreadable: checked
            .unreadable()
            .map(|question| plan.question_at(question))
            .collect(),
    };
    serde_json::to_writer(&mut *to, &line)?;
    to.push(b'\n');
    Ok(())
}
