//! An approval table as a picture: legal status by age and days looked after.
//!
//! Ages and days are cut where the conditions of the table, and of the law's beneath it, cut them: at the constants that the proof goes by. Every
//! cell is an example child whose record the engine checks, so no cell says anything that a check of its child would not. Ages or days between
//! which nothing differs make one column. The columns are headed by working days, of the day for which it is drawn: where a table cuts at days of the
//! calendar, weekends and bank holidays move that bound for another day, and the picture says so.

use std::sync::Arc;

use chrono::{Months, NaiveDate};
use wayhome_engine::{ApprovalState, Choice, Citation, Kind, Plan, Record, Standing, check};

use crate::cuts::Cuts;
use crate::fact::posts;

/// An approval table as a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// What the table is called.
    pub title: String,
    /// From left to right.
    pub columns: Vec<Column>,
    /// From top to bottom: the label of the legal status, and a cell for each column.
    pub rows: Vec<(String, Vec<Cell>)>,
    /// Does a condition count days of the calendar, so that weekends and bank holidays move a column's bound in working days?
    pub calendar_days: bool,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The ages on the day of the decision: "up to 15", "16 and over", "any age".
    pub ages: String,
    /// The working days of being looked after: "up to 19", "20 and more", "any time".
    pub days: String,
}

/// One cell: an example child, and who approves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// "Aged 16, Section 20 (V2), looked after for 20 working days (28 days)."
    pub child: String,
    /// Whether the table can say.
    pub state: ApprovalState,
    /// In a few words: "Director of Children's Services", "No approval asked for", "Not said".
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
    let mut cuts = Cuts::default();
    cuts.of(procedure, plan.form());
    if let Some(floor) = procedure.floor.as_deref().and_then(|floor| plan.source(floor)) {
        cuts.of(floor, plan.form());
    }
    let (ages, starts) = (cuts.ages(), cuts.starts(procedure, decided));
    let statuses = statuses(plan);
    let all: Vec<Vec<Vec<Option<Cell>>>> = ages
        .iter()
        .map(|age| {
            let child = |start: &NaiveDate| {
                let cells = statuses.iter();
                cells
                    .map(|status| cell(plan, status, (*age, *start), decided))
                    .collect()
            };
            starts.iter().map(child).collect()
        })
        .collect();
    let at = |age: usize, start: usize| all.get(age).and_then(|of| of.get(start));
    let same = |one: Option<&Vec<Option<Cell>>>, other: Option<&Vec<Option<Cell>>>| {
        let cells = one.into_iter().flatten().zip(other.into_iter().flatten());
        cells.into_iter().all(|(one, other)| match (one, other) {
            (Some(one), Some(other)) => one.says_the_same(other),
            _ => false,
        })
    };
    let age_groups = groups(ages.len(), |place| {
        (0..starts.len()).all(|start| same(at(place, start), at(place + 1, start)))
    });
    let day_groups = groups(starts.len(), |place| {
        (0..ages.len()).all(|age| same(at(age, place), at(age, place + 1)))
    });
    let working: Vec<i64> = starts
        .iter()
        .map(|start| procedure.calendar.working_days(*start, decided).unwrap_or_default())
        .collect();
    let years: Vec<i64> = ages.iter().map(|age| i64::from(*age)).collect();
    let (mut columns, mut shown) = (Vec::new(), Vec::new());
    for age in &age_groups {
        for days in &day_groups {
            columns.push(Column {
                ages: named(&years, age, ("any age", "", " and over")),
                days: named(&working, days, ("any time", "", " and more")),
            });
            shown.push((example(age), example(days)));
        }
    }
    let rows = statuses.iter().enumerate().map(|(row, status)| {
        let cells = shown
            .iter()
            .filter_map(|(age, start)| at(*age, *start)?.get(row)?.clone());
        (status.label.clone(), cells.collect())
    });
    Some(Grid {
        title: table.title.clone(),
        columns,
        rows: rows.collect(),
        calendar_days: cuts.counts_days(),
    })
}

/// Neighbours that are the same, taken together: the first and last place of each group.
fn groups(count: usize, same_as_next: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut groups: Vec<(usize, usize)> = Vec::new();
    for place in 0..count {
        match groups.last_mut() {
            Some((_, last)) if same_as_next(*last) => *last = place,
            _ => groups.push((place, place)),
        }
    }
    groups
}

/// The place of the example of a group: the one that lies at its edge.
fn example((first, last): &(usize, usize)) -> usize {
    if *first == 0 { *last } else { *first }
}

/// "up to 15", "16", "16 to 17", "16 and over"
fn named(values: &[i64], (first, last): &(usize, usize), (any, one, open): (&str, &str, &str)) -> String {
    let value = |place: usize| values.get(place).copied().unwrap_or_default();
    let ends = *last + 1 == values.len();
    match (*first == 0, ends) {
        (true, true) => any.to_owned(),
        (true, false) => format!("up to {}{one}", value(*last)),
        (false, true) => format!("{}{open}", value(*first)),
        (false, false) if first == last => format!("{}{one}", value(*first)),
        (false, false) => format!("{} to {}{one}", value(*first), value(*last)),
    }
}

impl Cell {
    fn says_the_same(&self, other: &Self) -> bool {
        let said = |cell: &Self| {
            (
                cell.state,
                cell.short.clone(),
                cell.rows.clone(),
                cell.standing.as_ref().map(|(standing, _)| *standing),
            )
        };
        said(self) == said(other)
    }
}

fn cell(plan: &Arc<Plan>, status: &Choice, (age, start): (u32, NaiveDate), decided: NaiveDate) -> Option<Cell> {
    let procedure = plan.procedure();
    let born = decided.checked_sub_months(Months::new(age.saturating_mul(12)))?;
    let mut record = Record::new(procedure.id.clone(), plan.form());
    let day = |day: NaiveDate| day.to_string().into();
    for (question, value) in [
        ("legal_status", status.id.as_str().into()),
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
        ApprovalState::Decided => posts(plan, approval, ""),
        ApprovalState::Silent => "Not said".to_owned(),
        ApprovalState::CannotTell => "Cannot be told".to_owned(),
        ApprovalState::Conflict => "Several rows".to_owned(),
    };
    let days = (decided - start).num_days();
    let (working_days, label) = (
        procedure.calendar.working_days(start, decided).unwrap_or_default(),
        &status.label,
    );
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

/// The legal statuses, as the form's question offers them.
fn statuses(plan: &Plan) -> Vec<Choice> {
    let found = plan.question("legal_status").and_then(|(question, lists)| {
        let Kind::Choice(list) = &question.kind else {
            return None;
        };
        Some(lists.get(usize::from(*list))?.options.clone())
    });
    found.unwrap_or_default()
}
