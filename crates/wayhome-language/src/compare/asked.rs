//! What is asked, form by form.

use std::collections::{BTreeMap, BTreeSet};

use wayhome_engine::{Ask, Choice, Form, Kind, Procedure, Question};

use super::difference::{AskedQuestion, FormDifference, Presence};
use super::joint::{Joint, Side, options};

pub(super) fn asked(joint: &Joint<'_>, editions: bool) -> Vec<FormDifference> {
    let of = |side: Side| joint.of(side).forms.iter().map(|form| (form.id.as_str(), form));
    let (left, right): (BTreeMap<_, _>, BTreeMap<_, _>) = (of(Side::Left).collect(), of(Side::Right).collect());
    let mut ids: Vec<&str> = Vec::new();
    for form in joint.of(Side::Left).forms.iter().chain(&joint.of(Side::Right).forms) {
        if !ids.contains(&form.id.as_str()) {
            ids.push(&form.id);
        }
    }
    ids.into_iter()
        .filter_map(|id| match (left.get(id), right.get(id)) {
            (Some(left), Some(right)) => both(joint, left, right, editions),
            (Some(only), None) => Some(empty(only, Presence::OnlyLeft)),
            (None, Some(only)) => Some(empty(only, Presence::OnlyRight)),
            (None, None) => None,
        })
        .collect()
}

fn empty(form: &Form, presence: Presence) -> FormDifference {
    FormDifference {
        form: form.id.clone(),
        title: form.title.clone(),
        presence,
        only_left: Vec::new(),
        only_right: Vec::new(),
        otherwise: Vec::new(),
    }
}

fn both(joint: &Joint<'_>, left: &Form, right: &Form, editions: bool) -> Option<FormDifference> {
    let (of_left, of_right) = (joint.of(Side::Left), joint.of(Side::Right));
    let (one, other) = (questions(of_left, left), questions(of_right, right));
    let ids = |asked: &[(&Question, &Ask)]| -> BTreeSet<String> {
        asked.iter().map(|(question, _)| question.id.clone()).collect()
    };
    let (left_ids, right_ids) = (ids(&one), ids(&other));
    let without = |asked: &[(&Question, &Ask)], ids: &BTreeSet<String>| -> Vec<AskedQuestion> {
        let only = asked.iter().filter(|(question, _)| !ids.contains(&question.id));
        only.map(|(question, _)| said(question)).collect()
    };
    let mut found = empty(left, Presence::Both);
    found.only_left = without(&one, &right_ids);
    found.only_right = without(&other, &left_ids);
    if editions {
        for (question, ask) in &one {
            let Some((twin, asked)) = other.iter().find(|(twin, _)| twin.id == question.id) else {
                continue;
            };
            let when = |side: Side, ask: &Ask| ask.when.as_ref().map(|when| joint.opened(side, when));
            let same = when(Side::Left, ask) == when(Side::Right, asked)
                && question.label == twin.label
                && question.name == twin.name
                && question.hint == twin.hint
                && kind(of_left, question) == kind(of_right, twin);
            if !same {
                found.otherwise.push(said(question));
            }
        }
    }
    let same = found.only_left.is_empty() && found.only_right.is_empty() && found.otherwise.is_empty();
    (!same).then_some(found)
}

fn questions<'p>(procedure: &'p Procedure, form: &'p Form) -> Vec<(&'p Question, &'p Ask)> {
    let asks = form.sections.iter().flat_map(|section| &section.ask);
    asks.filter_map(|ask| Some((procedure.question(ask.question)?, ask)))
        .collect()
}

fn said(question: &Question) -> AskedQuestion {
    AskedQuestion {
        id: question.id.clone(),
        name: question.name.clone(),
    }
}

/// What kind of answer a question takes, whatever the places of lists.
fn kind(procedure: &Procedure, question: &Question) -> String {
    let options = options(procedure, question).map(<[Choice]>::to_vec);
    match &question.kind {
        Kind::Choice(_) => format!("one of {options:?}"),
        Kind::Choices(_) => format!("any of {options:?}"),
        Kind::Rows(fields) => {
            let fields: Vec<String> = fields
                .iter()
                .map(|field| format!("{} {} {}", field.id, field.label, kind(procedure, field)))
                .collect();
            fields.join("; ")
        }
        other => format!("{other:?}"),
    }
}
