//! The proof: in every case that an approval table can tell apart, one row decides, or a silence is declared.
//!
//! The conditions of a table are cut into *dimensions*: each choice by its options, each yes/no by its two answers, each number, count or
//! date at the constants that it is compared with. Every combination is one *cell*; all of them are tried. A question that is asked only
//! under a condition has one value more: that it is not asked. Questions that are asked are taken as answered: what an unanswered one does
//! is the engine's matter.
//!
//! Dimensions are taken as independent. So a gap or an overlap may be one that no child can be in (looked after for 20 working days and for
//! 3 days); it is reported all the same. What is reported as fine is fine.

mod conditions;
pub(crate) mod dimensions;
pub(crate) mod measures;
pub(crate) mod predicate;
pub(crate) mod presence;
pub(crate) mod scale;
mod terms;
pub(crate) mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use serde::Serialize;
use wayhome_engine::{ApprovalTable, Expression, Form, Procedure};

use dimensions::Dimensions;
use predicate::Predicate;
use presence::{Presence, with_blanks};

/// The largest space that is tried; a table beyond it is *not checked*, and says so.
pub const MOST_CELLS: u64 = 4_000_000;

/// The same for the condition of a single rule, of which a procedure has many.
const MOST_CELLS_OF_A_RULE: u64 = 100_000;

/// What trying every case of a table came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// The procedure's id.
    pub procedure: String,
    /// The table's id.
    pub table: String,
    /// How many cases the conditions tell apart.
    pub space: u64,
    /// Were they all tried? Not where there are more than [`MOST_CELLS`].
    pub checked: bool,
    /// Cases in which no row applies and no silence is declared.
    pub gaps: Vec<Hole>,
    /// Cases in which several rows apply and none is more specific, or a row and a declared silence.
    pub overlaps: Vec<Hole>,
    /// The ids of rows that never decide, also where questions are not asked.
    pub idle: Vec<String>,
    /// The places of declared silences that never apply, also where questions are not asked.
    #[serde(skip)]
    pub idle_silences: BTreeSet<usize>,
    /// Pairs of rows, by their places, that never apply together.
    #[serde(skip)]
    pub exclusive: BTreeSet<(u16, u16)>,
}

/// A kind of case that the table does not settle, with an example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hole {
    /// The ids of the rows that apply; none in a gap.
    pub rows: Vec<String>,
    /// The note of the silence that applies as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub silence: Option<String>,
    /// An example: "aged 15, section 20, looked after for 12 working days".
    pub child: String,
    /// How many cases are like it.
    pub cases: u64,
}

impl Proof {
    /// Does every case fall into one row or a declared silence, and was every case tried?
    #[must_use]
    pub fn holds(&self) -> bool {
        self.checked && self.gaps.is_empty() && self.overlaps.is_empty()
    }
}

/// Tries every case of every approval table of a procedure.
#[must_use]
pub fn prove(procedure: &Procedure) -> Vec<Proof> {
    procedure
        .approvals
        .iter()
        .map(|table| prove_table(procedure, table))
        .collect()
}

fn prove_table(procedure: &Procedure, table: &ApprovalTable) -> Proof {
    let mut dimensions = Dimensions::new(procedure);
    let conditions = || {
        table
            .rows
            .iter()
            .map(|row| &row.when)
            .chain(table.silences.iter().map(|silence| &silence.when))
    };
    for condition in conditions() {
        dimensions.collect(condition);
    }
    let stands_in = |form: &&Form| table.forms.contains(&form.id);
    let forms: Vec<&Form> = procedure.forms.iter().filter(stands_in).collect();
    dimensions.collect_presence(&forms);
    dimensions.cut();
    let predicates: Vec<Predicate> = conditions().map(|condition| dimensions.predicate(condition)).collect();
    let space = dimensions.space();
    let mut proof = Proof {
        procedure: procedure.id.clone(),
        table: table.id.clone(),
        space,
        checked: space <= MOST_CELLS,
        gaps: Vec::new(),
        overlaps: Vec::new(),
        idle: Vec::new(),
        idle_silences: BTreeSet::new(),
        exclusive: BTreeSet::new(),
    };
    if !proof.checked {
        return proof;
    }
    let (rows, silences) = predicates.split_at(table.rows.len());
    let over = more_specific(table);
    let mut seen = Seen::default();
    let mut everywhere = Everywhere::of(rows, silences);
    let presence = Presence::of(&dimensions, &forms);
    dimensions.each_cell(|cell| {
        presence.each(cell, |cell| {
            let silent = silences.iter().position(|silence| silence.holds(cell));
            let deciding = deciding(rows, &over, cell);
            everywhere.note(cell, &deciding, (rows, silences));
            seen.note(cell, &deciding, silent);
        });
    });
    let id = |row: &usize| {
        table
            .rows
            .get(*row)
            .map_or_else(String::new, |row| row.check.id.clone())
    };
    for ((deciding, silent), (cell, cases)) in seen.kinds {
        let hole = Hole {
            rows: deciding.iter().map(id).collect(),
            silence: silent
                .and_then(|place| table.silences.get(place))
                .map(|silence| silence.note.clone()),
            child: words::child(&dimensions, &cell),
            cases,
        };
        match (deciding.len(), silent) {
            (0, None) => proof.gaps.push(hole),
            (1, None) | (0, Some(_)) => {}
            _ => proof.overlaps.push(hole),
        }
    }
    proof.idle = everywhere.idle_rows.iter().map(id).collect();
    proof.idle_silences = everywhere.idle_silences;
    proof.exclusive = everywhere.exclusive;
    proof
}

/// Can this condition of a rule or a deadline never hold, whatever is answered and whatever its forms do not ask? No, too, where there is too much to try.
pub(crate) fn never_holds(procedure: &Procedure, condition: &Expression, forms: &[String]) -> bool {
    let stands_in = |form: &&Form| forms.contains(&form.id);
    let forms: Vec<&Form> = procedure.forms.iter().filter(stands_in).collect();
    let mut dimensions = Dimensions::new(procedure);
    dimensions.collect(condition);
    dimensions.collect_presence(&forms);
    dimensions.cut();
    if dimensions.space() > MOST_CELLS_OF_A_RULE {
        return false;
    }
    let (predicate, presence) = (dimensions.predicate(condition), Presence::of(&dimensions, &forms));
    dimensions
        .until(|cell| {
            let mut holds = false;
            presence.each(cell, |cell| {
                holds |= predicate.truth(&with_blanks(&dimensions, cell)).is_yes();
            });
            if holds {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        })
        .is_continue()
}

/// The rows that decide in a cell: those that apply, without those beneath another that applies.
pub(crate) fn deciding(rows: &[Predicate], over: &BTreeSet<(usize, usize)>, cell: &[usize]) -> Vec<usize> {
    let applying: Vec<usize> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.holds(cell))
        .map(|(place, _)| place)
        .collect();
    let beneath = |row: usize| applying.iter().any(|other| over.contains(&(*other, row)));
    applying.iter().copied().filter(|row| !beneath(*row)).collect()
}

/// What holds in every cell, also where questions are not asked.
struct Everywhere {
    /// The pairs of rows that never apply together.
    exclusive: BTreeSet<(u16, u16)>,
    idle_rows: BTreeSet<usize>,
    idle_silences: BTreeSet<usize>,
}

impl Everywhere {
    fn of(rows: &[Predicate], silences: &[Predicate]) -> Self {
        let places = 0..u16::try_from(rows.len()).unwrap_or(0);
        Self {
            exclusive: places
                .clone()
                .flat_map(|one| (one + 1..places.end).map(move |other| (one, other)))
                .collect(),
            idle_rows: (0..rows.len()).collect(),
            idle_silences: (0..silences.len()).collect(),
        }
    }

    fn note(&mut self, cell: &[usize], deciding: &[usize], (rows, silences): (&[Predicate], &[Predicate])) {
        let holds = |place: u16| rows.get(usize::from(place)).is_some_and(|row| row.holds(cell));
        self.exclusive.retain(|(one, other)| !(holds(*one) && holds(*other)));
        for row in deciding {
            self.idle_rows.remove(row);
        }
        self.idle_silences
            .retain(|silence| !silences.get(*silence).is_some_and(|silence| silence.holds(cell)));
    }
}

/// The rows that decide in a cell, and the silence that applies there.
type Applying = (Vec<usize>, Option<usize>);

/// What was met while trying the cells.
#[derive(Default)]
struct Seen {
    /// Which rows decided and which silence applied, with the first such cell and how many there were.
    kinds: BTreeMap<Applying, (Vec<usize>, u64)>,
}

impl Seen {
    fn note(&mut self, cell: &[usize], deciding: &[usize], silent: Option<usize>) {
        match self.kinds.get_mut(&(deciding.to_vec(), silent)) {
            Some((_, cases)) => *cases += 1,
            None => {
                self.kinds.insert((deciding.to_vec(), silent), (cell.to_vec(), 1));
            }
        }
    }
}

/// Every pair of rows of which the first is more specific than the second, also through rows between.
pub(crate) fn more_specific(table: &ApprovalTable) -> BTreeSet<(usize, usize)> {
    let mut pairs: BTreeSet<(usize, usize)> = table
        .rows
        .iter()
        .enumerate()
        .flat_map(|(row, of)| of.over.iter().map(move |below| (row, usize::from(*below))))
        .collect();
    loop {
        let further: Vec<_> = pairs
            .iter()
            .flat_map(|(top, middle)| {
                pairs
                    .iter()
                    .filter(move |(from, _)| from == middle)
                    .map(move |(_, low)| (*top, *low))
            })
            .filter(|pair| !pairs.contains(pair))
            .collect();
        if further.is_empty() {
            return pairs;
        }
        pairs.extend(further);
    }
}

#[cfg(test)]
mod tests;
