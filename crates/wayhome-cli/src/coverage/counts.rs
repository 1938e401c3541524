//! How many duties of a document are kept in which way.

use serde::Serialize;
use wayhome_language::{Compiled, Duty, PlaceKind};

use super::cases::Cases;

/// How many duties are kept in which way; a duty may be kept in several.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(super) struct Counts {
    pub(super) duties: usize,
    pub(super) found_later: usize,
    pub(super) rules: usize,
    pub(super) rows: usize,
    pub(super) deadlines: usize,
    pub(super) elsewhere: usize,
    /// Something of them no record can show, and the rest is kept.
    pub(super) partly_guidance: usize,
    /// No record can show anything of them.
    pub(super) only_guidance: usize,
    /// Nothing keeps them, and nothing says why.
    pub(super) uncovered: usize,
    /// Declared silences of the approval tables.
    pub(super) silences: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) cases: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) silent_cases: Option<u32>,
}

impl Counts {
    pub(super) fn of(compiled: &Compiled, cases: Option<&Cases>) -> Self {
        let duties = &compiled.coverage.duties;
        let has = |duty: &Duty, kind| duty.places.iter().any(|place| place.kind == kind);
        let count = |kind| duties.iter().filter(|duty| has(duty, kind)).count();
        let only_guidance =
            |duty: &&Duty| !duty.places.is_empty() && duty.places.iter().all(|place| place.kind == PlaceKind::Guidance);
        let only_guidance = duties.iter().filter(only_guidance).count();
        let found = cases.map(|cases| cases.counts(&compiled.procedure.id));
        Self {
            duties: duties.len(),
            found_later: duties.iter().filter(|duty| duty.found_later).count(),
            rules: count(PlaceKind::Rule),
            rows: count(PlaceKind::Row),
            deadlines: count(PlaceKind::Deadline),
            elsewhere: count(PlaceKind::Elsewhere),
            partly_guidance: count(PlaceKind::Guidance) - only_guidance,
            only_guidance,
            uncovered: duties.iter().filter(|duty| duty.places.is_empty()).count(),
            silences: compiled
                .procedure
                .approvals
                .iter()
                .map(|table| table.silences.len())
                .sum(),
            cases: found.map(|(all, _)| all),
            silent_cases: found.map(|(_, silent)| silent),
        }
    }
}
