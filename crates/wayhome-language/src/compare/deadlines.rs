//! What is due when.
//!
//! Two editions have deadlines of the same ids. Two authorities do not: theirs are set side by side where the same answers start and meet them,
//! and of a deadline of which no answer shows that it was met, nothing is claimed.

use std::collections::{BTreeMap, BTreeSet};

use wayhome_engine::{Deadline, Expression, Procedure, words};

use super::difference::{Aspect, DeadlineDifference, DeadlineSays, Presence};
use super::joint::{Joint, Side};

pub(super) fn deadlines(joint: &Joint<'_>, editions: bool) -> Vec<DeadlineDifference> {
    if editions { of_editions(joint) } else { of_two(joint) }
}

fn of_editions(joint: &Joint<'_>) -> Vec<DeadlineDifference> {
    let of = |side: Side| {
        joint
            .of(side)
            .deadlines
            .iter()
            .map(|deadline| (deadline.id.as_str(), deadline))
    };
    let (left, right): (BTreeMap<_, _>, BTreeMap<_, _>) = (of(Side::Left).collect(), of(Side::Right).collect());
    let ids: BTreeSet<&str> = left.keys().chain(right.keys()).copied().collect();
    let difference = |id: &str| {
        let (one, other) = (left.get(id).copied(), right.get(id).copied());
        let changed = match (one, other) {
            (Some(one), Some(other)) => changed(joint, one, other),
            _ => Vec::new(),
        };
        let presence = match (one, other) {
            (Some(_), Some(_)) if changed.is_empty() => return None,
            (Some(_), Some(_)) => Presence::Both,
            (Some(_), None) => Presence::OnlyLeft,
            _ => Presence::OnlyRight,
        };
        let said = |side: Side, deadline: Option<&Deadline>| {
            deadline
                .into_iter()
                .map(|deadline| says(joint.of(side), deadline))
                .collect()
        };
        Some(DeadlineDifference {
            about: id.to_owned(),
            presence,
            not_matched: false,
            changed,
            left: said(Side::Left, one),
            right: said(Side::Right, other),
        })
    };
    ids.into_iter().filter_map(difference).collect()
}

fn changed(joint: &Joint<'_>, left: &Deadline, right: &Deadline) -> Vec<Aspect> {
    let differ = |left: &Expression, right: &Expression| {
        joint.expression(Side::Left, left) != joint.expression(Side::Right, right)
    };
    let optional = |left: Option<&Expression>, right: Option<&Expression>| match (left, right) {
        (Some(left), Some(right)) => differ_by_facts(joint, left, right),
        (None, None) => false,
        _ => true,
    };
    let period = differ(&left.within, &right.within)
        || left.unit != right.unit
        || left.first_day_counts != right.first_day_counts;
    [
        (Aspect::Level, left.level != right.level),
        (Aspect::Period, period),
        (Aspect::Start, differ_by_facts(joint, &left.from, &right.from)),
        (Aspect::MetBy, optional(left.met_by.as_ref(), right.met_by.as_ref())),
        (Aspect::When, optional(left.when.as_ref(), right.when.as_ref())),
        (Aspect::Words, left.says != right.says),
        (Aspect::Forms, left.forms != right.forms),
        (Aspect::Citation, left.cite != right.cite),
    ]
    .into_iter()
    .filter_map(|(aspect, changed)| changed.then_some(aspect))
    .collect()
}

/// Do two expressions differ once their facts are written out?
pub(super) fn differ_by_facts(joint: &Joint<'_>, left: &Expression, right: &Expression) -> bool {
    joint.opened(Side::Left, left) != joint.opened(Side::Right, right)
}

fn of_two(joint: &Joint<'_>) -> Vec<DeadlineDifference> {
    type Sides<'d> = [Vec<&'d Deadline>; 2];
    // By what starts and what meets them; the names come first, so that the order is one that people can follow.
    let mut groups: BTreeMap<(String, String), (Expression, Option<Expression>, Sides<'_>)> = BTreeMap::new();
    for (at, side) in [Side::Left, Side::Right].into_iter().enumerate() {
        for deadline in &joint.of(side).deadlines {
            let from = joint.opened(side, &deadline.from);
            let met_by = deadline.met_by.as_ref().map(|met_by| joint.opened(side, met_by));
            let key = (format!("{met_by:?}"), format!("{from:?}"));
            let (_, _, sides) = groups.entry(key).or_insert_with(|| (from, met_by, Sides::default()));
            if let Some(deadlines) = sides.get_mut(at) {
                deadlines.push(deadline);
            }
        }
    }
    let mut found: Vec<DeadlineDifference> = Vec::new();
    for (from, met_by, [left, right]) in groups.into_values() {
        let said = |side: Side, deadlines: &[&Deadline]| -> Vec<DeadlineSays> {
            deadlines
                .iter()
                .map(|deadline| says(joint.of(side), deadline))
                .collect()
        };
        let (one, other) = (said(Side::Left, &left), said(Side::Right, &right));
        let periods = |side: &[DeadlineSays]| -> BTreeSet<(String, wayhome_engine::Level)> {
            side.iter()
                .map(|deadline| (deadline.within.clone(), deadline.level))
                .collect()
        };
        if met_by.is_some() && periods(&one) == periods(&other) && same_conditions(joint, &left, &right) {
            continue;
        }
        let names = |expression: &Expression| joint.names(expression);
        found.push(DeadlineDifference {
            about: match &met_by {
                Some(met_by) => format!("“{}”, counted from “{}”", names(met_by), names(&from)),
                None => format!("what follows “{}”", names(&from)),
            },
            presence: match (one.is_empty(), other.is_empty()) {
                (false, true) => Presence::OnlyLeft,
                (true, false) => Presence::OnlyRight,
                _ => Presence::Both,
            },
            not_matched: met_by.is_none(),
            changed: Vec::new(),
            left: one,
            right: other,
        });
    }
    found.sort_by_key(|difference| {
        (
            difference.not_matched,
            difference.presence != Presence::Both,
            difference.about.clone(),
        )
    });
    found
}

/// Do the deadlines of both sides apply in the same cases?
fn same_conditions(joint: &Joint<'_>, left: &[&Deadline], right: &[&Deadline]) -> bool {
    let conditions = |side: Side, deadlines: &[&Deadline]| -> BTreeSet<String> {
        let opened = |deadline: &&Deadline| {
            let when = deadline.when.as_ref().map(|when| joint.opened(side, when));
            format!("{} {:?} {when:?}", within(joint.of(side), deadline), deadline.level)
        };
        deadlines.iter().map(opened).collect()
    };
    conditions(Side::Left, left) == conditions(Side::Right, right)
}

fn says(procedure: &Procedure, deadline: &Deadline) -> DeadlineSays {
    let named = |expression: &Expression| words::list(&super::joint::names(procedure, expression), "and");
    DeadlineSays {
        id: deadline.id.clone(),
        level: deadline.level,
        within: within(procedure, deadline),
        from: named(&deadline.from),
        met_by: deadline.met_by.as_ref().map(named),
        says: deadline.says.clone(),
        cite: deadline.cite.clone(),
    }
}

/// "20 working days", or "as many weeks as “Agreed weeks between visits” says".
fn within(procedure: &Procedure, deadline: &Deadline) -> String {
    let unit = deadline.unit.phrase(2);
    let unit = unit.strip_prefix("2 ").unwrap_or_default();
    let period = match &deadline.within {
        Expression::Number(count) => {
            let whole = i64::try_from(*count).ok();
            whole.map_or_else(|| format!("{count} {unit}"), |count| deadline.unit.phrase(count))
        }
        other => {
            let names: Vec<String> = super::joint::names(procedure, other);
            format!("as many {unit} as “{}” says", words::list(&names, "and"))
        }
    };
    if deadline.first_day_counts {
        format!("{period}, the first day counted")
    } else {
        period
    }
}
