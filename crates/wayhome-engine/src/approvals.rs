//! Who must approve: one table, decided only when no answer still to come can change it.

use crate::evaluate::{Answers, Evaluation, Read};
use crate::explain::{Reason, distinct};
use crate::in_time::InTime;
use crate::plan::{Layer, Slot};
use crate::procedure::{ApprovalRow, ApprovalTable, Seniority};
use crate::refusal::Refusal;
use crate::report::{ApprovalState, Standing, State};
use crate::rules::{Applies, RuleResult, Verdict};
use crate::set::Set;
use crate::truth::Truth;
use crate::value::Value;

/// Who must approve, without reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableVerdict {
    pub(crate) state: ApprovalState,
    /// The rows that decide; in conflict, all that apply.
    pub(crate) rows: Vec<usize>,
    /// The declared silence that applies.
    pub(crate) silence: Option<usize>,
    pub(crate) doubtful: bool,
    /// May approval come after the event, and when is that? Only where somebody has to approve.
    pub(crate) in_time: Option<InTime>,
    /// What each row finds of the recorded approval, row by row.
    pub(crate) checks: Vec<Verdict>,
}

/// Who must approve and why, without words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableResult {
    pub(crate) verdict: TableVerdict,
    pub(crate) because: Vec<Reason>,
    pub(crate) needs: Set<Slot>,
    pub(crate) checks: Vec<RuleResult>,
    /// The rows that apply as well where a more specific one decides.
    pub(crate) beside: Vec<usize>,
    /// A refusal that no row checks: nobody has to approve, or nothing is said about who does.
    pub(crate) refusal: Option<Refusal>,
}

/// How the rows of a table stand.
struct Rows {
    truths: Vec<Truth>,
    /// Those that apply, and that none more specific overrides.
    deciding: Vec<usize>,
    /// Those that may still come to apply, and would matter then.
    open: Vec<usize>,
}

impl<'a, A: Answers> Evaluation<'a, A> {
    /// Works out a table and checks the recorded approval against it.
    pub(crate) fn judge_table(&self, layer: Layer, table: &'a ApprovalTable) -> TableVerdict {
        let (mut verdict, doubtful) = self.doubting(|| {
            let rows = self.rows(layer, table);
            let scope = self.in_layer(layer);
            let silence = table
                .silences
                .iter()
                .position(|silence| scope.truth(&silence.when).is_yes());
            let state = match (rows.open.is_empty(), rows.deciding.len()) {
                (false, _) => ApprovalState::CannotTell,
                (true, 0) => ApprovalState::Silent,
                (true, 1) => ApprovalState::Decided,
                (true, _) => ApprovalState::Conflict,
            };
            let checks = table.rows.iter().zip(&rows.truths).enumerate();
            let checks = checks.map(|(place, (row, truth))| {
                let applies = applies(state, *truth, rows.deciding.contains(&place));
                self.judge_applying(layer, &row.check, applies)
            });
            let decider = rows.deciding.first().and_then(|place| table.rows.get(*place));
            let decider = decider.filter(|row| state == ApprovalState::Decided && !row.none_required);
            let in_time = decider.zip(table.effective).map(|(_, effective)| InTime {
                afterwards: table.retrospective.as_ref().map_or(Truth::No, |when| scope.truth(when)),
                day: match scope.question(effective) {
                    Read::Known(Value::Date(day)) => Some(day),
                    _ => None,
                },
            });
            TableVerdict {
                state,
                in_time,
                checks: checks.collect(),
                silence: silence.filter(|_| state == ApprovalState::Silent),
                rows: if state == ApprovalState::CannotTell {
                    Vec::new()
                } else {
                    rows.deciding
                },
                doubtful: false,
            }
        });
        verdict.doubtful = doubtful;
        for check in &mut verdict.checks {
            check.doubtful = doubtful && check.state != State::NotApplicable;
        }
        verdict
    }

    fn rows(&self, layer: Layer, table: &'a ApprovalTable) -> Rows {
        let scope = self.in_layer(layer);
        let truths: Vec<Truth> = table.rows.iter().map(|row| scope.truth(&row.when)).collect();
        let that = |wanted: Truth| {
            truths
                .iter()
                .enumerate()
                .filter(move |(_, truth)| **truth == wanted)
                .map(|(place, _)| place)
        };
        let deciding: Vec<usize> = that(Truth::Yes)
            .filter(|row| !that(Truth::Yes).any(|other| more_specific(table, other, *row)))
            .collect();
        // A row that may still come to apply matters unless a deciding row excludes it or is more specific.
        let open = that(Truth::Unknown)
            .filter(|row| {
                !deciding
                    .iter()
                    .any(|yes| more_specific(table, *yes, *row) || exclusive(table, *yes, *row))
            })
            .collect();
        Rows { truths, deciding, open }
    }

    /// Why a table comes to what it does.
    pub(crate) fn explain_table(&self, layer: Layer, table: &'a ApprovalTable, verdict: &TableVerdict) -> TableResult {
        let scope = self.in_layer(layer);
        let rows = self.rows(layer, table);
        let reasons = |rows: &[&'a ApprovalRow]| distinct(rows.iter().flat_map(|row| scope.reasons(&row.when)));
        let at = |places: &[usize]| {
            places
                .iter()
                .filter_map(|place| table.rows.get(*place))
                .collect::<Vec<_>>()
        };
        let silence = verdict.silence.and_then(|place| table.silences.get(place));
        let needs: Set<Slot> = at(&rows.open)
            .into_iter()
            .flat_map(|row| scope.needs(&row.when))
            .collect();
        let because = match (verdict.state, silence) {
            (ApprovalState::CannotTell, _) => needs.iter().map(|slot| Reason::Blank(*slot)).collect(),
            (ApprovalState::Silent, Some(silence)) => scope.reasons(&silence.when),
            (ApprovalState::Silent, None) => reasons(&table.rows.iter().collect::<Vec<_>>()),
            _ => reasons(&at(&verdict.rows)),
        };
        let beside = (0..).zip(&rows.truths).filter(|(place, truth)| {
            verdict.state == ApprovalState::Decided && truth.is_yes() && !verdict.rows.contains(place)
        });
        let beside = beside.map(|(place, _)| place).collect();
        let checks = table.rows.iter().zip(&rows.truths).zip(&verdict.checks).enumerate();
        let checks = checks.map(|(place, ((row, truth), check))| {
            let why = match applies(verdict.state, *truth, verdict.rows.contains(&place)) {
                Truth::Unknown if verdict.state == ApprovalState::CannotTell => Applies {
                    because: Vec::new(),
                    needs: needs.clone(),
                },
                // In a conflict nobody can say which row decides, however much is answered.
                Truth::Unknown => Applies::default(),
                Truth::No if verdict.state == ApprovalState::Decided && !truth.is_no() => Applies {
                    because: self.beaten(layer, table, verdict, place),
                    needs: Set::new(),
                },
                _ => Applies {
                    because: scope.reasons(&row.when),
                    needs: Set::new(),
                },
            };
            self.explain_applying(layer, &row.check, *check, why)
        });
        let asks = decider(verdict, table).is_some_and(|row| !row.none_required);
        let is_told = matches!(verdict.state, ApprovalState::Decided | ApprovalState::Silent);
        TableResult {
            refusal: self.refusal().filter(|_| is_told && !asks),
            verdict: verdict.clone(),
            because,
            checks: checks.collect(),
            needs,
            beside,
        }
    }
}

impl<'a, A: Answers> Evaluation<'a, A> {
    /// Why a row that applies, or may, does not decide: a more specific one does; or another holds, and the two never do together.
    fn beaten(&self, layer: Layer, table: &'a ApprovalTable, verdict: &TableVerdict, place: usize) -> Vec<Reason> {
        let scope = self.in_layer(layer);
        let specific = verdict.rows.iter().filter(|row| more_specific(table, **row, place));
        let named = |place: &usize| {
            table
                .rows
                .get(*place)
                .map(|row| Reason::MoreSpecific(row.check.id.clone()))
        };
        let deciding = verdict.rows.iter().filter_map(|row| table.rows.get(*row));
        let reasons = deciding.flat_map(|row| scope.reasons(&row.when));
        distinct(specific.filter_map(named).chain(reasons))
    }
}

/// A row's own finding applies when the row decides.
fn applies(state: ApprovalState, row: Truth, decides: bool) -> Truth {
    match (state, row) {
        (ApprovalState::Decided, _) if decides => Truth::Yes,
        (ApprovalState::Conflict, _) if decides => Truth::Unknown,
        (ApprovalState::CannotTell, Truth::Yes | Truth::Unknown) => Truth::Unknown,
        _ => Truth::No,
    }
}

/// Is one row more specific than another, directly or through rows between?
fn more_specific(table: &ApprovalTable, one: usize, other: usize) -> bool {
    // Of most rows none is.
    if table.rows.get(one).is_none_or(|row| row.over.is_empty()) {
        return false;
    }
    let mut seen = Set::new();
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
    local: (&TableVerdict, &ApprovalTable),
    floor: (&TableVerdict, &ApprovalTable),
    seniority: &Seniority,
) -> Standing {
    match (local.0.state, floor.0.state) {
        (ApprovalState::Silent, _) => return Standing::Silent,
        (ApprovalState::CannotTell, _) | (_, ApprovalState::CannotTell) => return Standing::CannotTell,
        // Where the law is not stated, nobody knows whether it asks for less.
        (_, ApprovalState::Silent | ApprovalState::Conflict) | (ApprovalState::Conflict, _) => {
            return Standing::Different;
        }
        (ApprovalState::Decided, ApprovalState::Decided) => {}
    }

    let (Some(local), Some(floor)) = (decider(local.0, local.1), decider(floor.0, floor.1)) else {
        return Standing::Different;
    };
    if local.none_required || floor.none_required {
        return match (local.none_required, floor.none_required) {
            (true, true) => Standing::Same,
            (true, false) => Standing::Weaker,
            (false, _) => Standing::Stricter,
        };
    }
    let has = |row: &ApprovalRow, role: &String| roles(row).any(|other| other == role);
    if roles(local).all(|role| has(floor, role)) && roles(floor).all(|role| has(local, role)) {
        return Standing::Same;
    }
    let lowest = |row| roles(row).map(|role| seniority.rank(role)).min().flatten();
    match (lowest(local), lowest(floor)) {
        (Some(a), Some(b)) if a < b => Standing::Weaker,
        (Some(a), Some(b)) if a > b => Standing::Stricter,
        (Some(_), Some(_)) => Standing::Same,
        _ => Standing::Different,
    }
}

/// Do both leave the same choice of who approves? Somebody as senior as another is not the other.
pub(crate) fn same_choice(one: (&[String], Option<&String>), other: (&[String], Option<&String>)) -> bool {
    one.1 == other.1
        && one.0.iter().all(|role| other.0.contains(role))
        && other.0.iter().all(|role| one.0.contains(role))
}

/// The row that decides.
pub(crate) fn decider<'a>(verdict: &TableVerdict, table: &'a ApprovalTable) -> Option<&'a ApprovalRow> {
    table.rows.get(*verdict.rows.first()?)
}

/// Who may approve by a row.
fn roles(row: &ApprovalRow) -> impl Iterator<Item = &String> {
    row.by.iter().chain(&row.at_least)
}
