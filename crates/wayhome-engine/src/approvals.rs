//! Who must approve: one table, decided only when no answer still to come can change it.

use std::collections::BTreeSet;

use crate::evaluate::{Answers, Evaluation};
use crate::explain::{Reason, distinct};
use crate::plan::{Layer, Slot};
use crate::procedure::{ApprovalRow, ApprovalTable, Seniority};
use crate::report::{ApprovalState, Standing, State};
use crate::rules::{Applies, RuleResult};
use crate::truth::Truth;

/// What a table comes to, without words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableResult {
    pub(crate) state: ApprovalState,
    /// The rows that decide; in conflict, all that apply.
    pub(crate) rows: Vec<usize>,
    /// The declared silence that applies.
    pub(crate) silence: Option<usize>,
    pub(crate) because: Vec<Reason>,
    pub(crate) needs: BTreeSet<Slot>,
    pub(crate) doubtful: bool,
    /// What each row finds of the recorded approval, row by row.
    pub(crate) checks: Vec<RuleResult>,
}

impl<'a, A: Answers> Evaluation<'a, A> {
    /// Works out a table and checks the recorded approval against it.
    pub(crate) fn table(&self, layer: Layer, table: &'a ApprovalTable) -> TableResult {
        let (mut result, doubtful) = self.watching(|| self.decide(layer, table));
        result.doubtful = doubtful;
        for check in &mut result.checks {
            check.doubtful = doubtful && check.state != State::NotApplicable;
        }
        result
    }

    fn decide(&self, layer: Layer, table: &'a ApprovalTable) -> TableResult {
        let scope = self.in_layer(layer);
        let truths: Vec<Truth> = table.rows.iter().map(|row| scope.truth(&row.when)).collect();
        let that = |wanted: Truth| {
            truths
                .iter()
                .enumerate()
                .filter(move |(_, truth)| **truth == wanted)
                .map(|(place, _)| place)
        };
        let applying: Vec<usize> = that(Truth::Yes).collect();
        let deciding: Vec<usize> = applying
            .iter()
            .copied()
            .filter(|row| !applying.iter().any(|other| more_specific(table, *other, *row)))
            .collect();
        // A row that may still come to apply matters unless a deciding row excludes it or is more specific.
        let open: Vec<usize> = that(Truth::Unknown)
            .filter(|row| {
                !deciding
                    .iter()
                    .any(|yes| more_specific(table, *yes, *row) || exclusive(table, *yes, *row))
            })
            .collect();
        let row_reasons = |rows: &[usize]| {
            distinct(
                rows.iter()
                    .filter_map(|row| table.rows.get(*row))
                    .flat_map(|row| scope.reasons(&row.when)),
            )
        };
        let silence = table
            .silences
            .iter()
            .position(|silence| scope.truth(&silence.when).is_yes());
        let mut result = TableResult {
            state: ApprovalState::CannotTell,
            rows: Vec::new(),
            silence: None,
            because: Vec::new(),
            needs: BTreeSet::new(),
            doubtful: false,
            checks: Vec::new(),
        };
        if open.is_empty() {
            result.state = match deciding.len() {
                0 => ApprovalState::Silent,
                1 => ApprovalState::Decided,
                _ => ApprovalState::Conflict,
            };
            result.because = match (result.state, silence.and_then(|place| table.silences.get(place))) {
                (ApprovalState::Silent, Some(silence)) => scope.reasons(&silence.when),
                (ApprovalState::Silent, None) => row_reasons(&(0..table.rows.len()).collect::<Vec<_>>()),
                _ => row_reasons(&deciding),
            };
            result.silence = silence.filter(|_| deciding.is_empty());
            result.rows = deciding;
        } else {
            result.needs = open
                .iter()
                .filter_map(|row| table.rows.get(*row))
                .flat_map(|row| scope.needs(&row.when))
                .collect();
            result.because = result.needs.iter().map(|slot| Reason::Blank(*slot)).collect();
        }
        result.checks = self.checks(layer, table, &result, &truths);
        result
    }

    /// A row's own finding: it applies when the row decides.
    fn checks(
        &self,
        layer: Layer,
        table: &'a ApprovalTable,
        result: &TableResult,
        truths: &[Truth],
    ) -> Vec<RuleResult> {
        let scope = self.in_layer(layer);
        let check = |(place, (row, truth)): (usize, (&'a ApprovalRow, &Truth))| {
            let applies = match (result.state, truth) {
                (ApprovalState::Decided, _) if result.rows.contains(&place) => Applies {
                    truth: Truth::Yes,
                    because: scope.reasons(&row.when),
                    needs: BTreeSet::new(),
                },
                // In a conflict nobody can say which row decides, however much is answered.
                (ApprovalState::Conflict, _) if result.rows.contains(&place) => Applies {
                    truth: Truth::Unknown,
                    because: Vec::new(),
                    needs: BTreeSet::new(),
                },
                (ApprovalState::CannotTell, Truth::Yes | Truth::Unknown) => Applies {
                    truth: Truth::Unknown,
                    because: Vec::new(),
                    needs: result.needs.clone(),
                },
                _ => Applies {
                    truth: Truth::No,
                    because: scope.reasons(&row.when),
                    needs: BTreeSet::new(),
                },
            };
            self.rule_once(layer, &row.check, applies)
        };
        table.rows.iter().zip(truths).enumerate().map(check).collect()
    }
}

/// Is one row more specific than another, directly or through rows between?
fn more_specific(table: &ApprovalTable, one: usize, other: usize) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![one];
    while let Some(row) = open.pop() {
        let over = table.rows.get(row).map_or(&[][..], |row| &row.over);
        for below in over.iter().map(|place| usize::from(*place)) {
            if below == other {
                return true;
            }
            if seen.insert(below) {
                open.push(below);
            }
        }
    }
    false
}

fn exclusive(table: &ApprovalTable, one: usize, other: usize) -> bool {
    let lists = |a: usize, b: usize| {
        table
            .rows
            .get(a)
            .is_some_and(|row| row.exclusive_with.iter().any(|place| usize::from(*place) == b))
    };
    lists(one, other) || lists(other, one)
}

/// How the local table stands to the law's for one record.
///
/// Local asks for less when somebody more junior may approve, or nobody has to; for more when only somebody more senior may, or somebody
/// has to where the law asks for nobody. Seniority is the local procedure's ladder; a designation ranks as the most junior of the posts that
/// ordinarily hold it.
pub(crate) fn standing(
    local: (&TableResult, &ApprovalTable),
    floor: (&TableResult, &ApprovalTable),
    seniority: &Seniority,
) -> Standing {
    match (local.0.state, floor.0.state) {
        (ApprovalState::Silent, _) => return Standing::Silent,
        (ApprovalState::CannotTell, _) | (_, ApprovalState::CannotTell) => return Standing::CannotTell,
        (_, ApprovalState::Silent) => return Standing::Stricter,
        (ApprovalState::Conflict, _) | (_, ApprovalState::Conflict) => return Standing::Different,
        (ApprovalState::Decided, ApprovalState::Decided) => {}
    }
    let row = |(result, table): (&TableResult, &'_ ApprovalTable)| {
        result.rows.first().and_then(|row| table.rows.get(*row)).cloned()
    };
    let (Some(local), Some(floor)) = (row(local), row(floor)) else {
        return Standing::Different;
    };
    if local.none_required || floor.none_required {
        return match (local.none_required, floor.none_required) {
            (true, true) => Standing::Same,
            (true, false) => Standing::Weaker,
            (false, _) => Standing::Stricter,
        };
    }
    let roles = |row: &ApprovalRow| row.by.iter().chain(&row.at_least).cloned().collect::<BTreeSet<_>>();
    if roles(&local) == roles(&floor) {
        return Standing::Same;
    }
    let lowest = |row: &ApprovalRow| roles(row).iter().map(|role| rank(role, seniority)).min().flatten();
    match (lowest(&local), lowest(&floor)) {
        (Some(a), Some(b)) if a < b => Standing::Weaker,
        (Some(a), Some(b)) if a > b => Standing::Stricter,
        (Some(_), Some(_)) => Standing::Same,
        _ => Standing::Different,
    }
}

/// The place of a role on the ladder; of a designation, that of the most junior post that ordinarily holds it.
fn rank(role: &str, seniority: &Seniority) -> Option<usize> {
    let on_ladder = |role: &str| seniority.ladder.iter().position(|step| step == role);
    let designation = seniority.designations.iter().find(|designation| designation.id == role);
    on_ladder(role).or_else(|| designation?.held_by.iter().filter_map(|post| on_ladder(post)).min())
}
