//! What a table says of a case, in words, and who of two approvers is more senior.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use wayhome_engine::{ApprovalRow, ApprovalTable, Level, Procedure, Seniority, words};

use super::difference::{Answer, AnswerKind, Standing};

/// What a table says of a case, as far as it matters for who approves.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Says {
    Decided {
        by: BTreeSet<String>,
        at_least: Option<String>,
        /// Of each designation among them, the most junior post that ordinarily holds it: a designation is not the same where other posts hold it.
        held_by: BTreeMap<String, String>,
        notify: BTreeSet<String>,
        level: Level,
    },
    NoneRequired,
    Silent,
    Conflict,
}

impl Says {
    /// What the deciding rows say. A silence that is declared where a row applies says nothing, as in the engine.
    pub(super) fn of(table: &ApprovalTable, seniority: &Seniority, deciding: &[usize]) -> Self {
        let rows: Vec<&ApprovalRow> = deciding.iter().filter_map(|row| table.rows.get(*row)).collect();
        match rows.as_slice() {
            [] => Self::Silent,
            [row] if row.none_required => Self::NoneRequired,
            [row] => Self::Decided {
                by: row.by.iter().cloned().collect(),
                at_least: row.at_least.clone(),
                held_by: row
                    .by
                    .iter()
                    .chain(&row.at_least)
                    .filter_map(|role| Some((role.clone(), most_junior(role, seniority)?)))
                    .collect(),
                notify: row.notify.iter().cloned().collect(),
                level: row.check.level,
            },
            _ => Self::Conflict,
        }
    }

    /// As plain data, with the rows that say it.
    pub(super) fn answer(&self, procedure: &Procedure, rows: &BTreeSet<String>) -> Answer {
        let empty = |kind, says: &str| Answer {
            kind,
            approvers: Vec::new(),
            at_least: None,
            notify: Vec::new(),
            level: None,
            rows: rows.iter().cloned().collect(),
            says: says.to_owned(),
        };
        match self {
            Self::NoneRequired => empty(AnswerKind::NoneRequired, "no approval is required"),
            Self::Silent => empty(AnswerKind::Silent, "does not say"),
            Self::Conflict => empty(AnswerKind::Conflict, "several rows apply, and none of them comes first"),
            Self::Decided {
                by,
                at_least,
                notify,
                level,
                ..
            } => {
                let in_order = |roles: &BTreeSet<String>| {
                    let mut roles: Vec<String> = roles.iter().cloned().collect();
                    roles.sort_by_key(|role| procedure.seniority.rank(role));
                    roles
                };
                let (approvers, notify) = (in_order(by), in_order(notify));
                Answer {
                    says: who(procedure, &approvers, at_least.as_ref(), &notify, *level),
                    approvers,
                    at_least: at_least.clone(),
                    notify,
                    level: Some(*level),
                    ..empty(AnswerKind::Decided, "")
                }
            }
        }
    }

    /// The posts of which the most junior counts: whoever may approve.
    fn posts(&self) -> Option<BTreeSet<&str>> {
        match self {
            Self::Decided {
                by, at_least, held_by, ..
            } => {
                let roles = by.iter().chain(at_least);
                Some(roles.map(|role| held_by.get(role).unwrap_or(role).as_str()).collect())
            }
            _ => None,
        }
    }
}

fn who(procedure: &Procedure, by: &[String], at_least: Option<&String>, notify: &[String], level: Level) -> String {
    let label = |role: &String| format!("the {}", procedure.role_label(role));
    let named = by.iter().chain(at_least.filter(|_| by.is_empty()));
    let named: Vec<String> = named.map(label).collect();
    let mut said = words::list(&named, "or");
    if procedure.seniority.named_above(by, at_least) {
        said.push_str(", or someone more senior");
    }
    let besides = procedure.accepted_besides(by, at_least);
    if !besides.is_empty() {
        said = format!("{said} (Wayhome also accepts {})", words::list(&besides, "or"));
    }
    if !notify.is_empty() {
        let told: Vec<String> = notify.iter().map(label).collect();
        let verb = if told.len() == 1 { "is" } else { "are" };
        said = format!("{said}; {} {verb} told", words::list(&told, "and"));
    }
    match level {
        Level::Must => said,
        Level::Should => format!("{said} (should)"),
        Level::Consider => format!("{said} (to be considered)"),
    }
}

/// Who asks for somebody more senior, by the ladders of both; `None` where not both name somebody.
pub(super) fn standing(left: &Says, right: &Says, ladders: [&Seniority; 2]) -> Option<Standing> {
    let (one, other) = (left.posts()?, right.posts()?);
    if one == other {
        return Some(Standing::Same);
    }
    let orders: BTreeSet<Ordering> = ladders
        .into_iter()
        .filter_map(|ladder| {
            let lowest = |roles: &BTreeSet<&str>| {
                let ranks: Option<Vec<usize>> = roles.iter().map(|role| ladder.rank(role)).collect();
                ranks?.into_iter().min()
            };
            Some(lowest(&one)?.cmp(&lowest(&other)?))
        })
        .collect();
    let mut orders = orders.into_iter();
    Some(match (orders.next(), orders.next()) {
        (Some(Ordering::Less), None) => Standing::RightMoreSenior,
        (Some(Ordering::Equal), None) => Standing::Same,
        (Some(Ordering::Greater), None) => Standing::LeftMoreSenior,
        _ => Standing::NotComparable,
    })
}

/// Of a designation, the most junior post that ordinarily holds it; `None` of a post.
fn most_junior(role: &str, seniority: &Seniority) -> Option<String> {
    let place = seniority
        .designations
        .iter()
        .any(|designation| designation.id == role)
        .then(|| seniority.rank(role))??;
    seniority.ladder.get(place).cloned()
}
