//! A scenario from its JSON: the same fields as its types derive from serde, in far less code.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::{Aside, Attempt, Discussion, Model, Right, Scenario, Step, Variant, Wording};
use crate::json::{FromJson, Reader, record_of, word};
use crate::report::{DeadlineState, Outcome, State};

record_of!(Aside { says, because });
record_of!(Model {} may be absent { answers, findings, deadlines, approvers, wording });
record_of!(Wording { question, because } may be absent { child_says, worker_thinks });
record_of!(Right {
    puts_right,
    answers,
    says
});
record_of!(Variant { id, title, tells } may be absent { outcome, answers, leaves_out, findings, deadlines, approvers });
record_of!(Discussion { asks, notes });

word!(Outcome { "complete" => Complete, "incomplete" => Incomplete, "breached" => Breached });
word!(State {
    "met" => Met, "explained" => Explained, "breached" => Breached, "to_do" => ToDo, "cannot_tell" => CannotTell,
    "not_applicable" => NotApplicable,
});
word!(DeadlineState {
    "due" => Due, "late" => Late, "met" => Met, "met_late" => MetLate, "cannot_tell" => CannotTell,
    "not_applicable" => NotApplicable,
});

impl FromJson for Scenario {
    fn from_json(reader: &mut Reader<'_>) -> Option<Self> {
        let (mut wayhome, mut training, mut id, mut title, mut shows) = (None, None::<bool>, None, None, None);
        let (mut procedure, mut form, mut today, mut steps, mut model) = (None, None, None, None, None);
        let (mut attempts, mut variants, mut discussions) = (None, None, None);
        reader.fields(&mut [
            ("wayhome", &mut wayhome),
            ("training", &mut training),
            ("id", &mut id),
            ("title", &mut title),
            ("shows", &mut shows),
            ("procedure", &mut procedure),
            ("form", &mut form),
            ("today", &mut today),
            ("step", &mut steps),
            ("model", &mut model),
            ("attempt", &mut attempts),
            ("variant", &mut variants),
            ("discuss", &mut discussions),
        ])?;
        Some(Self {
            wayhome: wayhome?,
            // A scenario that says that it is not training is not a scenario.
            training: training.unwrap_or(true).then_some(true)?,
            id: id?,
            title: title?,
            shows: shows?,
            procedure: procedure?,
            form: form?,
            today: today?,
            steps: steps?,
            model: model?,
            attempts: attempts.unwrap_or_default(),
            variants: variants.unwrap_or_default(),
            discussions: discussions.unwrap_or_default(),
        })
    }
}

impl FromJson for Step {
    fn from_json(reader: &mut Reader<'_>) -> Option<Self> {
        let (mut title, mut tells, mut facts, mut corrects, mut asides) = (None, None, None, None, None);
        reader.fields(&mut [
            ("title", &mut title),
            ("tells", &mut tells),
            ("facts", &mut facts),
            ("corrects", &mut corrects),
            ("aside", &mut asides),
        ])?;
        Some(Self {
            title: title?,
            tells: tells?,
            facts: facts.unwrap_or_default(),
            corrects: corrects.unwrap_or_default(),
            asides: asides.unwrap_or_default(),
        })
    }
}

impl FromJson for Attempt {
    fn from_json(reader: &mut Reader<'_>) -> Option<Self> {
        let (mut id, mut title, mut tells, mut answers, mut leaves_out) = (None, None, None, None, None);
        let (mut findings, mut deadlines, mut approvers, mut rights) = (None, None, None, None);
        reader.fields(&mut [
            ("id", &mut id),
            ("title", &mut title),
            ("tells", &mut tells),
            ("answers", &mut answers),
            ("leaves_out", &mut leaves_out),
            ("findings", &mut findings),
            ("deadlines", &mut deadlines),
            ("approvers", &mut approvers),
            ("right", &mut rights),
        ])?;
        Some(Self {
            id: id?,
            title: title?,
            tells: tells?,
            answers: answers.unwrap_or_default(),
            leaves_out: leaves_out.unwrap_or_default(),
            findings: findings?,
            deadlines: deadlines.unwrap_or_default(),
            approvers: approvers.unwrap_or_default(),
            rights: rights.unwrap_or_default(),
        })
    }
}

impl<T: FromJson> FromJson for BTreeMap<String, T> {
    fn from_json(reader: &mut Reader<'_>) -> Option<Self> {
        let mut map = Self::new();
        reader.object(|reader, name| {
            let value = T::from_json(reader)?;
            map.insert(name.to_owned(), value).is_none().then_some(())
        })?;
        Some(map)
    }
}

impl FromJson for Map<String, Json> {
    fn from_json(reader: &mut Reader<'_>) -> Option<Self> {
        let mut map = Self::new();
        reader.object(|reader, name| {
            let value = serde_json::from_slice(reader.raw()?.as_bytes()).ok()?;
            map.insert(name.to_owned(), value).is_none().then_some(())
        })?;
        Some(map)
    }
}
