//! How many conformance cases show what, by the id of a rule, row or deadline.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value as Json;
use wayhome_conformance::Case;
use wayhome_engine::{DeadlineState, State};
use wayhome_language::{Place, PlaceKind};

/// How many cases there are of each kind. Of a deadline, "met" is in time, and "breached" late.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(super) struct Tally {
    pub(super) met: u32,
    pub(super) breached: u32,
    pub(super) explained: u32,
    pub(super) to_do: u32,
    pub(super) cannot_tell: u32,
    pub(super) not_applicable: u32,
    /// Of an approval row: that it decides, where no finding says what comes of it. It is no kind of its own beside the others.
    #[serde(skip_serializing_if = "is_none")]
    pub(super) decides: u32,
    /// Of all these, those that lie at a bound: the day before, the day itself, the day after.
    pub(super) boundary: u32,
}

impl Tally {
    /// The kinds in the order in which they are shown, the bound last.
    pub(super) fn kinds(self) -> [(&'static str, u32); 7] {
        [
            ("met", self.met),
            ("breached", self.breached),
            ("explained", self.explained),
            ("to do", self.to_do),
            ("cannot tell", self.cannot_tell),
            ("not applicable", self.not_applicable),
            ("at a bound", self.boundary),
        ]
    }
}

/// The cases of a folder that hold.
#[derive(Debug, Default)]
pub(super) struct Cases {
    tallies: BTreeMap<String, Tally>,
    /// By procedure: how many cases there are, and how many in which a table of it is silent.
    counts: BTreeMap<String, (u32, u32)>,
}

impl Cases {
    /// Counts one that holds.
    pub(super) fn add(&mut self, case: Case) {
        let silent = case.approvals.iter().any(|approval| {
            let says = |key: &str, value: &str| approval.get(key).and_then(Json::as_str) == Some(value);
            says("source", &case.procedure) && says("state", "silent")
        });
        // What a finding of the same row says is more.
        let rows = case
            .approvals
            .iter()
            .filter_map(|approval| approval.get("rows")?.as_array());
        let ids = rows.flatten().filter_map(Json::as_str);
        let named: BTreeSet<String> = ids
            .filter(|id| !case.findings.contains_key(*id))
            .map(str::to_owned)
            .collect();
        let (all, silences) = self.counts.entry(case.procedure).or_default();
        *all += 1;
        *silences += u32::from(silent);
        for (rule, state) in case.findings {
            let tally = self.tallies.entry(rule).or_default();
            *match state {
                State::Met => &mut tally.met,
                State::Breached => &mut tally.breached,
                State::Explained => &mut tally.explained,
                State::ToDo => &mut tally.to_do,
                State::CannotTell => &mut tally.cannot_tell,
                State::NotApplicable => &mut tally.not_applicable,
            } += 1;
        }
        for (deadline, expected) in case.deadlines {
            let state = expected.get("state").cloned().unwrap_or_default();
            let Ok(state) = serde_json::from_value(state) else {
                continue;
            };
            let tally = self.tallies.entry(deadline).or_default();
            *match state {
                DeadlineState::Met | DeadlineState::Due => &mut tally.met,
                DeadlineState::Late | DeadlineState::MetLate => &mut tally.breached,
                DeadlineState::CannotTell => &mut tally.cannot_tell,
                DeadlineState::NotApplicable => &mut tally.not_applicable,
            } += 1;
        }
        for id in named {
            self.tallies.entry(id).or_default().decides += 1;
        }
        for id in case.boundary {
            self.tallies.entry(id).or_default().boundary += 1;
        }
    }

    /// The cases of a place; none where no case could be.
    pub(super) fn of(&self, place: &Place) -> Option<Tally> {
        let can_have = matches!(place.kind, PlaceKind::Rule | PlaceKind::Row | PlaceKind::Deadline);
        can_have.then(|| self.tallies.get(&place.id).copied().unwrap_or_default())
    }

    /// How many cases a procedure has, and in how many of them a table of it is silent.
    pub(super) fn counts(&self, procedure: &str) -> (u32, u32) {
        self.counts.get(procedure).copied().unwrap_or_default()
    }
}

// Serde hands over what it asks about by reference.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde decides how it calls this")]
fn is_none(count: &u32) -> bool {
    *count == 0
}
