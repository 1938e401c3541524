//! Comparison: how two procedures, or two editions of one, differ, in sentences.
//!
//! Both are laid over one set of questions ([`joint`]). Who approves whom is then tried case by case, as in the proof, but over children that
//! there can be ([`ways`]), and cases with the same two answers are told together. Past the bound of the proof a table is *not compared*, and
//! that is a difference: it is never taken for the same.

mod answers;
mod approvals;
mod asked;
mod cells;
mod changed;
mod children;
mod dated;
mod deadlines;
mod difference;
mod hidden;
mod joint;
mod phrases;
mod rules;
mod sentences;
mod ways;

pub use difference::{
    Answer, AnswerKind, ApprovalDifference, AskedQuestion, Aspect, Child, DeadlineDifference, DeadlineSays, Difference,
    Edition, FormDifference, OtherDifference, Presence, RuleDifference, RuleSays, Standing, TableDifference,
};

use wayhome_engine::{FORMAT, Procedure, words};

use joint::Joint;

/// Compares two procedures, or two editions of one: those that have the same id.
///
/// Of two procedures it says who approves whom, what is due when, and what is asked; of two editions also which rules came, went or changed.
/// The other way round it finds the same, with the sides exchanged.
#[must_use]
pub fn compare(left: &Procedure, right: &Procedure) -> Difference {
    let editions = left.id == right.id;
    let joint = Joint::new(left, right);
    let mut found = Difference {
        wayhome: FORMAT,
        left: edition(left, editions, "First"),
        right: edition(right, editions, "Second"),
        editions,
        approvals: approvals::tables(&joint),
        deadlines: deadlines::deadlines(&joint, editions),
        asked: asked::asked(&joint, editions),
        rules: Vec::new(),
        other: Vec::new(),
    };
    if editions {
        found.rules = rules::rules(&joint);
        found.other = rules::other(left, right);
        if found.is_empty() && left.hash != right.hash {
            found.other.push(OtherDifference {
                what: "something else".to_owned(),
                left: left.hash.clone(),
                right: right.hash.clone(),
            });
        }
    }
    found
}

fn edition(procedure: &Procedure, editions: bool, place: &str) -> Edition {
    let name = if editions {
        place.to_owned()
    } else {
        words::capital(&procedure.id)
    };
    Edition {
        name,
        id: procedure.id.clone(),
        authority: procedure.authority.clone(),
        document: procedure.document.clone(),
        basis: procedure.basis,
        dated: procedure.dated.clone(),
        hash: procedure.hash.clone(),
    }
}

#[cfg(test)]
mod tests;
