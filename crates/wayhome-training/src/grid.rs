//! An approval table as a picture: legal status by age and days looked after.
//!
//! Every cell is an example child whose record the engine checks, so the picture cannot say anything that a check would not.

use std::sync::Arc;

use chrono::{Months, NaiveDate};
use wayhome_engine::{ApprovalState, Citation, Kind, Plan, Record, Standing, check};

use crate::fact::{day_before, posts};

/// The legal statuses of the rows, in the order in which the question offers them.
pub const LEGAL_STATUSES: [&str; 10] = [
    "section_20",
    "section_20_short_breaks",
    "interim_care_order",
    "care_order",
    "placement_order",
    "emergency_protection_order",
    "police_protection",
    "child_assessment_order",
    "remand",
    "other",
];

/// The working days of the columns: below, at and above the numbers that the documents name.
pub const DAYS: [i64; 4] = [10, 19, 20, 60];

/// The ages of the columns.
const AGES: [u32; 2] = [15, 16];

/// An approval table as a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// What the table is called.
    pub title: String,
    /// From left to right.
    pub columns: Vec<Column>,
    /// From top to bottom: the label of the legal status, and a cell for each column.
    pub rows: Vec<(String, Vec<Cell>)>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The age on the day of the decision.
    pub age: u32,
    /// The working days of being looked after.
    pub working_days: i64,
    /// The same in calendar days.
    pub calendar_days: i64,
}

/// One cell: an example child, and who approves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// "Aged 16, Section 20 (V2), looked after for 20 working days (28 days)."
    pub child: String,
    /// Whether the table can say.
    pub state: ApprovalState,
    /// In a few words: "Director of Children's Services", "Nobody", "Not said".
    pub short: String,
    /// The answer in a sentence.
    pub message: String,
    /// The ids of the rows that decide.
    pub rows: Vec<String>,
    /// Where it is written.
    pub cite: Option<Citation>,
    /// How it stands to the law, and that in a sentence.
    pub standing: Option<(Standing, String)>,
}

/// Draws the approval table of a plan's local procedure, for planned returns to a parent decided on a day.
///
/// `None` where the plan's form has no approval table.
#[must_use]
pub fn grid(plan: &Arc<Plan>, decided: NaiveDate) -> Option<Grid> {
    let procedure = plan.procedure();
    let table = procedure
        .approvals
        .iter()
        .find(|table| table.forms.iter().any(|form| form == plan.form()))?;
    let mut columns = Vec::new();
    for age in AGES {
        for working_days in DAYS {
            let start = day_before(&procedure.calendar, decided, working_days);
            columns.push((age, working_days, start));
        }
    }
    let rows = LEGAL_STATUSES
        .iter()
        .map(|status| {
            let label = status_label(plan, status);
            let cells = columns
                .iter()
                .filter_map(|column| cell(plan, (status, &label), *column, decided))
                .collect();
            (label, cells)
        })
        .collect();
    Some(Grid {
        title: table.title.clone(),
        columns: columns
            .into_iter()
            .map(|(age, working_days, start)| Column {
                age,
                working_days,
                calendar_days: (decided - start).num_days(),
            })
            .collect(),
        rows,
    })
}

fn cell(
    plan: &Arc<Plan>,
    (status, label): (&str, &str),
    (age, working_days, start): (u32, i64, NaiveDate),
    decided: NaiveDate,
) -> Option<Cell> {
    let procedure = plan.procedure();
    let born = decided.checked_sub_months(Months::new(age.saturating_mul(12)))?;
    let mut record = Record::new(procedure.id.clone(), plan.form());
    let day = |day: NaiveDate| day.to_string().into();
    for (question, value) in [
        ("legal_status", status.into()),
        ("accommodation_plan_agreed", true.into()),
        ("date_of_birth", day(born)),
        ("looked_after_start", day(start)),
        ("decision_date", day(decided)),
        ("return_kind", "planned".into()),
        ("return_to", "parent".into()),
        ("who_decided", "authority".into()),
    ] {
        record.answers.insert(question.to_owned(), value);
    }
    let report = check(plan, decided, record);
    let approval = report.approvals.iter().find(|found| found.source == procedure.id)?;
    let standing = report.comparisons.iter().find(|found| found.table == approval.table);
    let short = match approval.state {
        ApprovalState::Decided if approval.approvers.is_empty() => "No approval asked for".to_owned(),
        ApprovalState::Decided => posts(procedure, &approval.approvers).replace("the ", ""),
        ApprovalState::Silent => "Not said".to_owned(),
        ApprovalState::CannotTell => "Cannot be told".to_owned(),
        ApprovalState::Conflict => "Several rows".to_owned(),
    };
    let days = (decided - start).num_days();
    Some(Cell {
        child: format!("Aged {age}, {label}, looked after for {working_days} working days ({days} days)."),
        state: approval.state,
        short,
        message: approval.message.clone(),
        rows: approval.rows.clone(),
        cite: approval.cite.clone(),
        standing: standing.map(|found| (found.local, found.message.clone())),
    })
}

fn status_label(plan: &Plan, status: &str) -> String {
    let found = plan.question("legal_status").and_then(|(question, lists)| {
        let Kind::Choice(list) = &question.kind else {
            return None;
        };
        let options = &lists.get(usize::from(*list))?.options;
        options
            .iter()
            .find(|option| option.id == status)
            .map(|option| option.label.clone())
    });
    found.unwrap_or_else(|| status.to_owned())
}
