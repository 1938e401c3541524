//! Rules and the words of approval rows, and everything else that may differ between two editions.

use std::collections::{BTreeMap, BTreeSet};

use wayhome_engine::{Expression, Procedure, Rule};

use super::deadlines::differ_by_facts;
use super::difference::{Aspect, OtherDifference, Presence, RuleDifference, RuleSays};
use super::joint::{Joint, Side};

/// Rules of two editions, by their ids.
pub(super) fn rules(joint: &Joint<'_>) -> Vec<RuleDifference> {
    let of = |side: Side| joint.of(side).rules.iter().map(|rule| (rule.id.as_str(), rule));
    let mut found = differences(&of(Side::Left).collect(), &of(Side::Right).collect(), |left, right| {
        changed(joint, left, right)
    });
    let rows = |side: Side| {
        let tables = joint.of(side).approvals.iter();
        tables
            .flat_map(|table| &table.rows)
            .map(|row| (row.check.id.as_str(), &row.check))
    };
    // Who approves whom is said case by case; of the rows themselves only what that does not show.
    let words = differences(
        &rows(Side::Left).collect(),
        &rows(Side::Right).collect(),
        |left, right| {
            aspects([
                (Aspect::Words, left.says != right.says),
                (Aspect::Citation, left.cite != right.cite),
            ])
        },
    );
    found.extend(words.into_iter().filter(|row| row.presence == Presence::Both));
    found
}

fn differences(
    left: &BTreeMap<&str, &Rule>,
    right: &BTreeMap<&str, &Rule>,
    changed: impl Fn(&Rule, &Rule) -> Vec<Aspect>,
) -> Vec<RuleDifference> {
    let ids: BTreeSet<&str> = left.keys().chain(right.keys()).copied().collect();
    ids.into_iter()
        .filter_map(|id| {
            let (one, other) = (left.get(id).copied(), right.get(id).copied());
            let aspects = one.zip(other).map_or_else(Vec::new, |(one, other)| changed(one, other));
            let presence = match (one, other) {
                (Some(_), Some(_)) if aspects.is_empty() => return None,
                (Some(_), Some(_)) => Presence::Both,
                (Some(_), None) => Presence::OnlyLeft,
                _ => Presence::OnlyRight,
            };
            Some(RuleDifference {
                id: id.to_owned(),
                presence,
                changed: aspects,
                left: one.map(says),
                right: other.map(says),
            })
        })
        .collect()
}

fn says(rule: &Rule) -> RuleSays {
    RuleSays {
        level: rule.level,
        says: rule.says.clone(),
        cite: rule.cite.clone(),
    }
}

fn changed(joint: &Joint<'_>, left: &Rule, right: &Rule) -> Vec<Aspect> {
    let optional = |left: Option<&Expression>, right: Option<&Expression>| match (left, right) {
        (Some(left), Some(right)) => differ_by_facts(joint, left, right),
        (None, None) => false,
        _ => true,
    };
    let parts = left.parts.iter().zip(&right.parts);
    let expects = left.parts.len() != right.parts.len()
        || parts
            .clone()
            .any(|(one, other)| differ_by_facts(joint, &one.expect, &other.expect));
    let explains = parts
        .clone()
        .any(|(one, other)| optional(one.explained.as_ref(), other.explained.as_ref()));
    let words = left.says != right.says
        || parts
            .clone()
            .any(|(one, other)| one.breached_says != other.breached_says || one.explained_says != other.explained_says);
    aspects([
        (Aspect::Level, left.level != right.level),
        (Aspect::When, optional(left.when.as_ref(), right.when.as_ref())),
        (Aspect::Expects, expects),
        (Aspect::Explains, explains),
        (Aspect::Words, words),
        (Aspect::Forms, left.forms != right.forms),
        (Aspect::Citation, left.cite != right.cite),
    ])
}

fn aspects<const N: usize>(all: [(Aspect, bool); N]) -> Vec<Aspect> {
    all.into_iter()
        .filter_map(|(aspect, changed)| changed.then_some(aspect))
        .collect()
}

/// What of the procedure's head differs between two editions.
pub(super) fn other(left: &Procedure, right: &Procedure) -> Vec<OtherDifference> {
    let undated = |procedure: &Procedure| procedure.dated.clone().unwrap_or_else(|| "undated".to_owned());
    let floor = |procedure: &Procedure| procedure.floor.clone().unwrap_or_else(|| "none".to_owned());
    let cautions = |procedure: &Procedure, than: &Procedure| {
        let own: Vec<&str> = procedure
            .cautions
            .iter()
            .filter(|caution| !than.cautions.contains(caution))
            .map(String::as_str)
            .collect();
        if own.is_empty() {
            "none of its own".to_owned()
        } else {
            own.join(" ")
        }
    };
    let ladder = |procedure: &Procedure| {
        let labels: Vec<String> = procedure
            .seniority
            .ladder
            .iter()
            .map(|role| procedure.role_label(role))
            .collect();
        labels.join(", ")
    };
    let designations = |procedure: &Procedure| {
        let held = procedure.seniority.designations.iter().map(|designation| {
            let by: Vec<String> = designation
                .held_by
                .iter()
                .map(|role| procedure.role_label(role))
                .collect();
            format!("{}: {}", procedure.role_label(&designation.id), by.join(", "))
        });
        held.collect::<Vec<_>>().join("; ")
    };
    [
        ("authority", left.authority.clone(), right.authority.clone()),
        ("document", left.document.clone(), right.document.clone()),
        ("date of the document", undated(left), undated(right)),
        (
            "compared with the document",
            left.compared.clone(),
            right.compared.clone(),
        ),
        ("law beneath it", floor(left), floor(right)),
        ("cautions", cautions(left, right), cautions(right, left)),
        ("seniority", ladder(left), ladder(right)),
        ("who holds a designation", designations(left), designations(right)),
    ]
    .into_iter()
    .filter(|(_, left, right)| left != right)
    .map(|(what, left, right)| OtherDifference {
        what: what.to_owned(),
        left,
        right,
    })
    .collect()
}
