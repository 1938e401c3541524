//! What is wrong with a procedure that compiles: children of whom its approval tables say nothing, or two things, and how it stands on the
//! procedure beneath it; and what is named in its place. None of it stands at one place in the file.

use std::io;
use std::sync::Arc;

use wayhome_engine::{Basis, Deadline, Plan, PlanError, Procedure, words};
use wayhome_language::{Proof, Source, closest, floor_line};

use crate::procedures::Known;
use crate::prove::{unchecked, unsettled};

/// What to do about cases that no row settles, or several.
pub(crate) const SETTLE: &str =
    "Add a row or a silence for each gap, and say with `over` which of two rows comes first.";

/// Cases that a table does not settle: a procedure that has some is not used.
pub(crate) fn unsettled_cases(proofs: &[Proof]) -> Vec<String> {
    let told = |proof: &Proof| {
        let table = proof.table.clone();
        unsettled(proof)
            .map(move |case| format!("table {table}: {case}"))
            .collect::<Vec<_>>()
    };
    proofs.iter().flat_map(told).collect()
}

/// Tables with more cases than are tried. Such a procedure is used: that nobody tried them shows no mistake.
pub(crate) fn unchecked_tables(proofs: &[Proof]) -> Vec<String> {
    let told = |proof: &Proof| {
        let unchecked = unchecked(proof)?;
        let table = &proof.table;
        Some(format!(
            "table {table}: {unchecked}. Ask fewer questions in its conditions, or read for yourself that each case falls into one row."
        ))
    };
    proofs.iter().filter_map(told).collect()
}

/// What is wrong between a procedure and the one beneath it. Where that is not among the known, nothing can be said but so, with its line if the
/// procedure's file is at hand.
pub(crate) fn beside_the_floor(procedure: &Arc<Procedure>, known: &Known, source: Option<&Source>) -> Vec<String> {
    let floor = match procedure.floor.as_deref() {
        None => None,
        Some(id) => match known.procedure(id) {
            None => return vec![no_floor(procedure, id, known, source)],
            floor => floor,
        },
    };
    let mut forms = procedure.forms.iter();
    let laid = forms.try_for_each(|form| Plan::new(Arc::clone(procedure), floor.clone(), &form.id).map(|_| ()));
    if let Err(error) = laid {
        return vec![with_line(&error, source)];
    }
    let Some(floor) = floor else { return Vec::new() };
    let deadlines = procedure.deadlines.iter();
    deadlines
        .flat_map(|deadline| unknown_floors(deadline, &floor))
        .collect()
}

/// Why a procedure is not run, with the line of the rule that asks for most of the work if the procedure's file is at hand.
fn with_line(error: &PlanError, source: Option<&Source>) -> String {
    let said = error.to_string();
    let PlanError::TooMuch { most: Some(id), .. } = error else {
        return said;
    };
    let named = |line: &str| {
        let value = line.trim_start().strip_prefix("id").map(str::trim_start);
        let value = value.and_then(|value| value.strip_prefix('='));
        let rest = value.and_then(|value| value.trim_start().get(1..)?.strip_prefix(id.as_str()));
        rest.is_some_and(|rest| rest.starts_with(['"', '\'']))
    };
    let line = source.and_then(|source| source.text.lines().position(named));
    match line {
        Some(line) => said.replacen(
            &format!("most of all {id}"),
            &format!("most of all {id} (line {})", line + 1),
            1,
        ),
        None => said,
    }
}

/// That there is no procedure of the id that this one names as its floor, which is never meant to be itself.
pub(crate) fn no_floor(procedure: &Procedure, id: &str, known: &Known, source: Option<&Source>) -> String {
    let shipped = wayhome_procedures::compiled()
        .iter()
        .filter_map(|(id, _)| wayhome_procedures::procedure(id));
    let law: Vec<_> = shipped.filter(|procedure| procedure.basis == Basis::Law).collect();
    let ids = law.iter().map(|procedure| procedure.id.as_str());
    let instead = if let Some(close) = closest(id, ids.clone().chain(known.own()).filter(|id| *id != procedure.id)) {
        format!("Did you mean `{close}`?")
    } else {
        let ids: Vec<_> = ids.map(|id| format!("`{id}`")).collect();
        format!(
            "Wayhome ships {}; name others with --procedures.",
            words::list(&ids, "and")
        )
    };
    let line = source.and_then(floor_line);
    let line = line.map_or_else(String::new, |line| format!(" (line {line})"));
    format!("its floor is `{id}`{line}, and there is no such procedure. {instead}")
}

/// Deadlines beside which this one is said to stand, and which the law does not have: the report would compare it with nothing.
fn unknown_floors(deadline: &Deadline, floor: &Procedure) -> impl Iterator<Item = String> {
    let has = |id: &str| floor.deadlines.iter().any(|deadline| deadline.id == id);
    deadline.floor.iter().filter(move |id| !has(id)).map(|id| {
        let known = floor.deadlines.iter().map(|deadline| deadline.id.as_str());
        let instead = match closest(id, known.clone()) {
            Some(close) => format!("Did you mean `{close}`?"),
            None => format!(
                "It has {}.",
                words::list(&known.map(str::to_owned).collect::<Vec<_>>(), "and")
            ),
        };
        format!(
            "the deadline {} names `{id}` as its floor, and `{}` has no deadline of that id. {instead}",
            deadline.id, floor.id
        )
    })
}

/// Why what was named cannot be read. A folder may be named wherever a file may, and not the other way round.
pub(crate) fn unread(named: &str, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::IsADirectory => {
            "this is a folder. Name a file in it, or the folder with `--procedures`".to_owned()
        }
        io::ErrorKind::NotADirectory => {
            "this is a file. Name its folder; `check` and `export` take a file with `--procedure`".to_owned()
        }
        _ => format!("the {named} cannot be read: {error}"),
    }
}
