//! The return itself: a placement with parents, or the end of the episode.

use super::codes::{is_accommodated, is_in_care, reason_ceased};
use super::rows::{Visits, Writer};
use crate::losses::LossKind;

impl Writer<'_> {
    /// The return itself: a placement with parents for a child in care, else the end of the episode. A visit was written among these.
    pub(super) fn return_home(&mut self, visits: Option<Visits>) {
        let status = self.text("legal_status");
        let (to, kind, on) = (
            self.text("return_to"),
            self.text("return_kind"),
            self.day("actual_return_date"),
        );
        if status == Some("section_20") && self.is_placed_with_parents() {
            let visit = match visits {
                Some(Visits::LookedAfter) => " The visit was written as one to a looked-after child.",
                Some(Visits::InNeed) => " The visit was written as one to a child in need.",
                None => "",
            };
            let message = format!(
                "The record says section 20 (V2) and placement with parents (P1). The two exclude each other: a child accommodated under section 20 who \
                 goes home is no longer looked after. Correct the legal status or the kind of visit. No placement was written.{visit}"
            );
            self.check(Some("378"), &["legal_status", "visit_kind"], message);
            return;
        }
        let (Some(status), Some(on)) = (status, on) else { return };
        if is_in_care(status) && self.is_over() {
            self.no_placement("no placement is written, because the child is no longer looked after");
        } else if is_in_care(status) {
            self.placement(to, on);
        } else if is_accommodated(status) {
            self.ceased(to, kind, on);
        }
    }

    /// A child in care who lives with a parent is placed there: the episode changes (X1), and the child stays looked after.
    fn placement(&mut self, to: Option<&str>, on: &str) {
        if !matches!(to, Some("parent" | "person_with_pr")) {
            if to.is_some() {
                let why = "a child in care who lives with somebody without parental responsibility is in a placement of another kind, which the \
                           record does not tell";
                self.lost.push(("return_to", LossKind::NoCode, why.to_owned()));
            }
            return;
        }
        if let Some((about, message)) = self.no_placement_check(on) {
            self.check(None, about, format!("{message} No placement was written."));
            self.no_placement("no placement is written, because the record does not tell of one");
            return;
        }
        self.carried.extend(["return_to", "actual_return_date"]);
        let row = vec![
            ("clap_cla_placement_id", String::new()),
            ("clap_person_id", self.cell("child_reference")),
            ("clap_cla_placement_start_date", on.to_owned()),
            ("clap_cla_placement_type", "P1".to_owned()),
            ("clap_cla_placement_provider", "PR0".to_owned()),
            (
                "clap_cla_placement_end_date",
                self.day("looked_after_end").unwrap_or_default().to_owned(),
            ),
        ];
        self.push("ssd_cla_placement", row);
        self.episode(on, "X1");
    }

    /// Why a return to a parent is no placement, or none that can be told, and what says so.
    fn no_placement_check(&self, on: &str) -> Option<(&'static [&'static str], &'static str)> {
        let kind = self.text("return_kind");
        if self.outgoing.report.form == "unplanned" || kind.is_some_and(|kind| kind != "planned") {
            return Some((
                &["return_kind", "legal_status"],
                "The return was not planned. A child in care is placed with parents by the authority, and the record does not say whether it has \
                 done so, and from when.",
            ));
        }
        // A visit to a placement with parents tells of one.
        if kind.is_none() && self.text("visit_kind") != Some("placement_with_parents") {
            let message = if self.outgoing.is_in_form("return_kind") {
                "The record does not say whether the return was planned. A child in care is placed with parents by the authority, and a return that \
                 nobody planned is no such placement. Record the kind of return."
            } else {
                "The record does not say whether the return was planned. A child in care is placed with parents by the authority, and a return that \
                 nobody planned is no such placement. This form does not ask it: if the authority placed the child, add the placement by hand."
            };
            return Some((&["return_kind", "legal_status"], message));
        }
        if self.text("looked_after_start").is_some_and(|began| on < began) {
            return Some((
                &["looked_after_start", "actual_return_date"],
                "The child is said to have returned before it began to be looked after. Correct one of the two days.",
            ));
        }
        if self.text("legal_status_date").is_some_and(|began| on < began) {
            return Some((
                &["legal_status_date", "actual_return_date"],
                "The child returned before this legal status began, and the record does not say which one there was then. If there was another order \
                 of care, add the placement by hand; else correct one of the two days.",
            ));
        }
        self.day("looked_after_end").filter(|end| *end <= on).map(|_| {
            (
                &["looked_after_end", "actual_return_date"][..],
                "The child is said to have returned on or after the day on which it stopped being looked after. Correct one of the two.",
            )
        })
    }

    /// What a placement would have carried is lost, for this reason.
    fn no_placement(&mut self, why: &str) {
        for question in ["return_to", "actual_return_date"] {
            if self.text(question).is_some() {
                self.lost.push((question, LossKind::NoField, why.to_owned()));
            }
        }
    }

    /// A child under section 20 who goes home is no longer looked after.
    fn ceased(&mut self, to: Option<&str>, kind: Option<&str>, on: &str) {
        if let Some((_, began)) = self.began().filter(|(began, _)| on < *began) {
            self.check(
                None,
                &[began, "actual_return_date"],
                "The child is said to have returned before this legal status, or being looked after, began, so that the return did not end it. Correct \
                 one of the days. No episode was written.",
            );
            return;
        }
        let Some(reason) = reason_ceased(to, kind) else {
            let to_do = match to {
                Some("other") => {
                    "The record does not say whether somebody else has parental responsibility: add the end of the episode by hand."
                }
                _ if self.outgoing.is_in_form("return_kind") => {
                    "Record to whom the child returns, and whether it was planned."
                }
                _ => "This form does not ask whether it was planned: add the end of the episode by hand.",
            };
            let message = format!(
                "The reason why the episode ended cannot be told. It is E4A (planned) or E4B (not planned) for a return to somebody with parental \
                 responsibility, and E13 for one to somebody without. {to_do}"
            );
            self.check(None, &["return_to", "return_kind"], message);
            return;
        };
        self.carried.extend(["return_to", "actual_return_date"]);
        if kind.is_some() && reason != "E13" {
            self.carried.push("return_kind");
        }
        if to == Some("person_with_pr") {
            self.check(
                None,
                &["return_to"],
                "Where the child lives with that person by a child arrangements order, the reason is E41; by a special guardianship order, E45 to E48. \
                 The record does not say so.",
            );
        }
        self.episode(on, reason);
    }

    fn episode(&mut self, ceased: &str, reason: &str) {
        if matches!(reason, "X1" | "E13") && self.text("return_kind").is_some() {
            let why = "the reason for which the episode ends does not say whether the return was planned";
            self.lost.push(("return_kind", LossKind::NoCode, why.to_owned()));
        }
        let row = vec![
            ("clae_cla_episode_id", String::new()),
            ("clae_person_id", self.cell("child_reference")),
            ("clae_cla_episode_ceased_date", ceased.to_owned()),
            ("clae_cla_episode_ceased_reason", reason.to_owned()),
        ];
        self.push("ssd_cla_episodes", row);
    }
}
