//! Rows of the Standard Safeguarding Dataset, with the codes of the SSDA903 return where they apply.
//!
//! The names of tables and columns are those of the public data model (data-to-insight/ssd-data-model, read November 2026), the codes those of
//! the Department for Education's return for children looked after. The dataset is read *out* of case systems; these rows name things
//! as it does, and are no import format.

mod codes;
mod days;
mod returns;
mod rows;
mod visits;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::losses::{Beside, Ledger, LossKind, Losses};
use crate::outgoing::Outgoing;

/// The rows of a record, and what does not fit together in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SsdRows {
    /// The tables that have rows.
    pub tables: BTreeMap<&'static str, Vec<SsdRow>>,
    /// What does not fit together, or cannot be coded.
    pub checks: Vec<SsdCheck>,
}

/// One row: its columns in the order of the data model, empty where nothing is recorded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SsdRow(pub Vec<(&'static str, String)>);

impl Serialize for SsdRow {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(column, value)| (column, value)))
    }
}

/// Something that does not fit together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SsdCheck {
    /// The rule of the return that it goes against, where there is one: `378`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<&'static str>,
    /// What, why, and what to do.
    pub message: String,
    /// The questions that it is about.
    pub about: Vec<&'static str>,
}

/// Why there are no rows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SsdError {
    /// No table has a column that says so.
    #[error(
        "This record is an exercise, and no table of the Standard Safeguarding Dataset has a column that says so. It is not exported, so that \
         nobody takes it for a child's."
    )]
    Training,
}

const TRIED: &str = "Tested against the published names and codes, never against a live system.";

/// The tables whose rows are the record itself, with its id.
const OF_RECORD: [&str; 3] = ["ssd_cla_visits", "ssd_cin_visits", "ssd_cla_reviews"];

/// Is a row about a child that it names? Of a child without a reference nobody can tell whether it is the same.
pub(crate) fn is_of_child(table: &str, row: &SsdRow) -> bool {
    let names_child = |(column, cell): &(&str, String)| column.ends_with("_person_id") && !cell.is_empty();
    !OF_RECORD.contains(&table) && row.0.iter().any(names_child)
}

/// A record as rows, and what they could not carry.
///
/// # Errors
///
/// [`SsdError`] where the record is an exercise.
///
/// ```
/// use wayhome_engine::{Record, Session};
/// use wayhome_export::{Outgoing, ssd};
/// let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
/// let mut session = Session::open(plan, "2026-03-02".parse().unwrap(), Record::new("newcastle", "visit"));
/// session.set("legal_status", "care_order".into());
/// session.set("visit_date", "2026-03-02".into());
/// session.set("bedroom_seen", true.into());
/// let (rows, losses) = ssd(&Outgoing::new(&session))?;
/// assert!(rows.tables.contains_key("ssd_cla_visits"));
/// assert!(losses.lost.iter().any(|loss| loss.message == "Bedroom seen: no field in looked-after visits."));
/// # Ok::<(), wayhome_export::SsdError>(())
/// ```
pub fn ssd(outgoing: &Outgoing<'_>) -> Result<(SsdRows, Losses), SsdError> {
    if outgoing.training {
        return Err(SsdError::Training);
    }
    let mut writer = rows::Writer::new(outgoing);
    writer.check_days();
    writer.legal_status();
    let visits = writer.visit();
    writer.return_home(visits);
    writer.review();
    writer.check_columns();
    let rows::Writer {
        rows, carried, lost, ..
    } = writer;
    let mut ledger = Ledger::new(
        outgoing,
        "the rows for visits, reviews, legal status, placements and episodes",
    );
    for question in carried {
        ledger.carry(question);
    }
    if OF_RECORD.iter().any(|table| rows.tables.contains_key(table)) {
        ledger.carry_beside(&[Beside::Id]);
    } else if Beside::Id.is_there(outgoing) {
        ledger.lose_beside(Beside::Id, LossKind::NoField, rows::NO_ROW);
    }
    for (question, kind, why) in lost {
        let name = outgoing.session.plan().question(question);
        let name = name.map_or(question, |(question, _)| question.name.as_str()).to_owned();
        ledger.lose(question, &name, kind, &why);
    }
    if visits == Some(rows::Visits::LookedAfter) && outgoing.answer("bedroom_seen").is_some() {
        ledger.lose(
            "bedroom_seen",
            "Bedroom seen",
            LossKind::NoField,
            "no field in looked-after visits",
        );
    }
    Ok((rows, ledger.close(TRIED)))
}
