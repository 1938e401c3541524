//! Who approves whom: every case that two tables can tell apart, and what each says of it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use wayhome_engine::{ApprovalTable, Expression, Seniority};

use super::answers::{Says, standing};
use super::cells::Cells;
use super::difference::{ApprovalDifference, Presence, TableDifference};
use super::hidden::{Forms, Hidden};
use super::joint::{Joint, Side};
use crate::proof::dimensions::Dimensions;
use crate::proof::predicate::Predicate;
use crate::proof::{MOST_CELLS, deciding, more_specific};

/// All tables of both, by id; only those that differ, or cannot be compared.
pub(super) fn tables(joint: &Joint<'_>) -> Vec<TableDifference> {
    let of = |side: Side| joint.of(side).approvals.iter().map(|table| (table.id.as_str(), table));
    let (left, right): (BTreeMap<_, _>, BTreeMap<_, _>) = (of(Side::Left).collect(), of(Side::Right).collect());
    let ids: BTreeSet<&str> = left.keys().chain(right.keys()).copied().collect();
    ids.into_iter()
        .filter_map(|id| match (left.get(id), right.get(id)) {
            (Some(left), Some(right)) => table(joint, left, right),
            (Some(only), None) => Some(empty(only, Presence::OnlyLeft)),
            (None, Some(only)) => Some(empty(only, Presence::OnlyRight)),
            (None, None) => None,
        })
        .collect()
}

fn empty(table: &ApprovalTable, presence: Presence) -> TableDifference {
    TableDifference {
        table: table.id.clone(),
        title: table.title.clone(),
        presence,
        not_compared: None,
        cases: 0,
        differing: 0,
        differences: Vec::new(),
    }
}

/// The cases in which two answers stand against each other.
#[derive(Default)]
struct Kind {
    /// The places of the cases, and a pair of forms in which they come to these answers.
    cells: Vec<(usize, usize)>,
    /// Do the two say something else of one of these children on another form?
    only_somewhere: bool,
    rows: [BTreeSet<String>; 2],
}

fn table(joint: &Joint<'_>, left: &ApprovalTable, right: &ApprovalTable) -> Option<TableDifference> {
    let conditions = [
        conditions(joint, Side::Left, left),
        conditions(joint, Side::Right, right),
    ];
    let mut found = empty(left, Presence::Both);
    let mut all: Vec<Expression> = conditions.iter().flatten().cloned().collect();
    let forms = Forms::new(joint, left, right);
    let mut dimensions = Dimensions::new(&joint.procedure);
    for condition in &all {
        dimensions.collect(condition);
    }
    let asked = dimensions.collect_presence(&forms.all());
    let seniority = [Side::Left, Side::Right].map(|side| &joint.of(side).seniority);
    if alike([left, right], seniority, &conditions) && forms.alike(&asked) {
        return None;
    }
    all.extend(forms.conditions(&asked));
    if let Some(obstacle) = joint.obstacle(&all) {
        found.not_compared = Some(obstacle);
        return Some(found);
    }
    dimensions.cut();
    // In an order that does not depend on which of the two comes first.
    dimensions.all.sort_by_cached_key(|dimension| format!("{dimension:?}"));
    let cells = Cells::new(&dimensions, Hidden::new(&forms, &dimensions));
    found.cases = cells.count();
    if found.cases > MOST_CELLS {
        found.not_compared = Some(format!(
            "there are {} cases, and at most {MOST_CELLS} are tried",
            found.cases
        ));
        return Some(found);
    }
    let ([left_rows, right_rows], [of_left, of_right]) = (&conditions, seniority);
    let tried = [
        Tried::new(left, of_left, &dimensions, left_rows),
        Tried::new(right, of_right, &dimensions, right_rows),
    ];
    let kinds = differing(&tried, &cells, &mut found.differing);
    let (of_left, of_right) = (joint.of(Side::Left), joint.of(Side::Right));
    for ((a, b), kind) in &kinds {
        let [rows, other_rows] = &kind.rows;
        let told = cells.told(&kind.cells);
        found.differences.push(ApprovalDifference {
            left: a.answer(of_left, rows),
            right: b.answer(of_right, other_rows),
            standing: standing(a, b, [&of_left.seniority, &of_right.seniority]),
            cases: kind.cells.len() as u64,
            children: told.children,
            every: told.every && !kind.only_somewhere,
            example: told.example,
        });
    }
    // Where both name somebody comes first; of those, what concerns most cases.
    found.differences.sort_by_key(|difference| {
        (
            difference.left.kind.max(difference.right.kind),
            std::cmp::Reverse(difference.cases),
            difference.example.text.clone(),
        )
    });
    (!found.differences.is_empty()).then_some(found)
}

/// By their two answers, the cases in which these differ; how many there are in all is counted.
fn differing(tried: &[Tried<'_>; 2], cells: &Cells<'_>, count: &mut u64) -> BTreeMap<(Says, Says), Kind> {
    let [one, other] = tried;
    let mut kinds: BTreeMap<(Says, Says), Kind> = BTreeMap::new();
    // The same rows decide in many cases: what they say is worked out once.
    let mut known: BTreeMap<[Vec<usize>; 2], Option<(Says, Says)>> = BTreeMap::new();
    let mut place = 0;
    let _ = cells.each(&mut |cell| {
        let mut met: Vec<Option<(Says, Says)>> = Vec::with_capacity(1);
        for pair in 0..cells.hidden.pairs() {
            let [as_left, as_right] = cells.hidden.of(pair, cell);
            let deciding = [one.deciding(&as_left), other.deciding(&as_right)];
            let says = known.entry(deciding).or_insert_with_key(|[rows, other_rows]| {
                let (a, b) = (one.says(rows), other.says(other_rows));
                if a == b {
                    return None;
                }
                let kind = kinds.entry((a.clone(), b.clone())).or_default();
                let [ids, other_ids] = &mut kind.rows;
                ids.extend(one.ids(rows));
                other_ids.extend(other.ids(other_rows));
                Some((a, b))
            });
            if met.contains(says) {
                continue;
            }
            if let Some(kind) = says.as_ref().and_then(|says| kinds.get_mut(says)) {
                kind.cells.push((place, pair));
            }
            met.push(says.clone());
        }
        *count += u64::from(met.iter().any(Option::is_some));
        if met.len() > 1 {
            for says in met.iter().flatten() {
                if let Some(kind) = kinds.get_mut(says) {
                    kind.only_somewhere = true;
                }
            }
        }
        place += 1;
        ControlFlow::<()>::Continue(())
    });
    kinds
}

fn conditions(joint: &Joint<'_>, side: Side, table: &ApprovalTable) -> Vec<Expression> {
    // A declared silence says what nobody would say anyway: it tells no cases apart.
    table.rows.iter().map(|row| joint.expression(side, &row.when)).collect()
}

/// Do two tables say the same of every case, because they are the same row by row?
fn alike(
    [left, right]: [&ApprovalTable; 2],
    [of_left, of_right]: [&Seniority; 2],
    [one, other]: &[Vec<Expression>; 2],
) -> bool {
    one == other
        && left.rows.len() == right.rows.len()
        && left.rows.iter().zip(&right.rows).enumerate().all(|(place, (a, b))| {
            a.over == b.over && Says::of(left, of_left, &[place]) == Says::of(right, of_right, &[place])
        })
}

/// A table, ready to be tried.
struct Tried<'t> {
    table: &'t ApprovalTable,
    seniority: &'t Seniority,
    rows: Vec<Predicate>,
    over: BTreeSet<(usize, usize)>,
}

impl<'t> Tried<'t> {
    fn new(
        table: &'t ApprovalTable,
        seniority: &'t Seniority,
        dimensions: &Dimensions<'_>,
        conditions: &[Expression],
    ) -> Self {
        Self {
            table,
            seniority,
            rows: conditions
                .iter()
                .map(|condition| dimensions.predicate(condition))
                .collect(),
            over: more_specific(table),
        }
    }

    fn says(&self, rows: &[usize]) -> Says {
        Says::of(self.table, self.seniority, rows)
    }

    fn deciding(&self, cell: &[usize]) -> Vec<usize> {
        deciding(&self.rows, &self.over, cell)
    }

    fn ids(&self, rows: &[usize]) -> impl Iterator<Item = String> {
        rows.iter()
            .filter_map(|row| self.table.rows.get(*row))
            .map(|row| row.check.id.clone())
    }
}
