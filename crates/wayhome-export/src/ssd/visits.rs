//! Visits, to a looked-after child or to a child in need, and reviews.

use serde_json::Value as Json;

use super::codes::is_in_care;
use super::rows::{Visits, Writer};
use crate::losses::LossKind;

impl Writer<'_> {
    /// A visit, among those of looked-after children or of children in need.
    pub(super) fn visit(&mut self) -> Option<Visits> {
        if self.outgoing.report.form != "visit" || self.day("visit_date").is_none() {
            return None;
        }
        if self.is_before("visit_date", "visit") {
            return None;
        }
        let Some(visits) = self.visits() else {
            if self.text("legal_status").is_some_and(|status| status != "section_20") {
                self.check(
                    None,
                    &["legal_status"],
                    "This legal status does not say whether a visit is one to a looked-after child or to a child in need. No visit was written: add it \
                     where it belongs.",
                );
                return None;
            }
            self.check(
                None,
                &["legal_status", "actual_return_date"],
                "It cannot be told whether this was a visit to a looked-after child or to a child in need: that needs the legal status, and for \
                 section 20 whether the child has returned home. No visit was written.",
            );
            return None;
        };
        if visits == Visits::InNeed && self.is_ended_before() {
            return None;
        }
        self.check_care(visits);
        let (id, person, date) = (self.id(), self.cell("child_reference"), self.cell("visit_date"));
        let (seen, alone) = (self.flag("child_seen"), self.seen_alone());
        match visits {
            Visits::LookedAfter => {
                let row = vec![
                    ("clav_cla_visit_id", id),
                    ("clav_cla_id", String::new()),
                    ("clav_person_id", person),
                    ("clav_cla_visit_date", date),
                    ("clav_cla_visit_seen", seen),
                    ("clav_cla_visit_seen_alone", alone),
                ];
                self.push("ssd_cla_visits", row);
            }
            Visits::InNeed => {
                let row = vec![
                    ("cinv_cin_visit_id", id),
                    ("cinv_person_id", person),
                    ("cinv_cin_visit_date", date),
                    ("cinv_cin_visit_seen", seen),
                    ("cinv_cin_visit_seen_alone", alone),
                    ("cinv_cin_visit_bedroom", self.flag("bedroom_seen")),
                ];
                self.push("ssd_cin_visits", row);
            }
        }
        Some(visits)
    }

    /// Whether the child was seen alone: empty where the record says as well that the child was not seen. Nobody can tell which of the two holds, and a row
    /// of both would be counted as a talk in private.
    fn seen_alone(&mut self) -> String {
        let says = |question| self.outgoing.answer(question).and_then(Json::as_bool);
        if (says("child_seen"), says("seen_alone")) != (Some(false), Some(true)) {
            return self.flag("seen_alone");
        }
        self.check(
            None,
            &["child_seen", "seen_alone"],
            "The child is said to have been spoken with in private, and not to have been seen. Correct one of them. Whether the child was seen alone was \
             not written.",
        );
        let why = "not written, because the record says that the child was not seen".to_owned();
        self.lost.push(("seen_alone", LossKind::NoField, why));
        String::new()
    }

    /// Was a visit or a review before the child was looked after, or before the legal status began, with nothing that says that the child was looked
    /// after by then? It is said.
    fn is_before(&mut self, question: &'static str, what: &str) -> bool {
        let (status, day) = (self.text("legal_status"), self.text(question));
        let is_after = |start: &str| self.text(start).is_some_and(|start| Some(start) > day);
        if is_after("looked_after_start") {
            self.check(
                None,
                &["looked_after_start", question],
                format!(
                    "The {what} was before the child began to be looked after. No {what} was written: correct one of the days, or add the {what} where \
                     it belongs."
                ),
            );
            return true;
        }
        // Who was looked after by then may have been so under another status.
        let is_before = status.is_some_and(|status| is_in_care(status) || status == "section_20")
            && is_after("legal_status_date")
            && self.text("looked_after_start").is_none();
        if is_before {
            self.check(
                None,
                &["legal_status_date", question, "looked_after_start"],
                format!(
                    "The {what} was before this legal status began, and the record does not say that the child was looked after by then. No {what} was \
                     written: correct one of the days, or record when the child began to be looked after."
                ),
            );
        }
        is_before
    }

    /// Is being looked after said to have ended before it began, so that a visit after both may be to either? It is said.
    fn is_ended_before(&mut self) -> bool {
        let visit = self.text("visit_date").unwrap_or_default();
        let ended = self.ended().filter(|(ended, _)| *ended <= visit);
        let (Some((ended, end)), Some((began, start))) = (ended, self.began()) else {
            return false;
        };
        if ended < began {
            self.check(
                None,
                &[start, end, "visit_date"],
                "The child is said to have returned, or to have stopped being looked after, before this legal status, or being looked after, began: it \
                 cannot be told whether this was a visit to a looked-after child or to a child in need. Correct one of the days. No visit was written.",
            );
        }
        ended < began
    }

    /// What a visit says of being looked after, against what else is recorded of it.
    fn check_care(&mut self, visits: Visits) {
        let is_after_return = self.text("visit_kind") == Some("after_return");
        if !self.text("legal_status").is_some_and(is_in_care) {
            if let Some((_, end)) = self
                .ended()
                .filter(|_| is_after_return && visits == Visits::LookedAfter)
            {
                self.check(
                    None,
                    &["visit_kind", "visit_date", end],
                    "The visit is one after a return, when a child is no longer looked after, and was before the day on which the child returned or \
                     stopped being looked after. Correct one of them. The visit was written as one to a looked-after child.",
                );
            }
            return;
        }
        let (end, visit) = (self.text("looked_after_end"), self.text("visit_date"));
        if is_after_return && end.is_none() {
            self.check(
                None,
                &["legal_status", "visit_kind", "looked_after_end"],
                "The legal status is one of care, and the visit is one after a return, when a child is no longer looked after. Record when the child \
                 stopped being looked after, or correct the kind of visit. The visit was written as one to a child in need, and the legal status \
                 without an end.",
            );
        } else if is_after_return && end > visit {
            self.check(
                None,
                &["visit_kind", "visit_date", "looked_after_end"],
                "The visit is one after a return, when a child is no longer looked after, and was before the day on which the child stopped being looked \
                 after. Correct one of them. The visit was written as one to a child in need.",
            );
        } else if self.is_placed_with_parents() && self.is_over() {
            self.check(
                None,
                &["visit_kind", "visit_date", "looked_after_end"],
                "The visit is one to a child placed with parents, who is looked after, and the child had stopped being looked after by then. Correct one of \
                 them. The visit was written as one to a child in need, and no placement.",
            );
        }
    }

    pub(super) fn is_placed_with_parents(&self) -> bool {
        self.text("visit_kind") == Some("placement_with_parents")
    }

    /// Has a child in care stopped being looked after, by the day of the visit or else of the check?
    pub(super) fn is_over(&self) -> bool {
        let report = &self.outgoing.report;
        let visit = self.day("visit_date").filter(|_| report.form == "visit");
        let day = visit.map_or_else(|| report.today.to_string(), str::to_owned);
        // Dates as the engine reads them sort like text.
        self.text("visit_kind") == Some("after_return")
            || self.text("looked_after_end").is_some_and(|end| end <= day.as_str())
    }

    /// A child in care stays looked after at home until that ends. One under section 20 is looked after until the return, and a child in need after it.
    fn visits(&self) -> Option<Visits> {
        let status = self.text("legal_status")?;
        if is_in_care(status) {
            return Some(if self.is_over() {
                Visits::InNeed
            } else {
                Visits::LookedAfter
            });
        }
        if status != "section_20" {
            return None;
        }
        let visit = self.text("visit_date")?;
        match self.ended() {
            Some((ended, _)) if ended <= visit => Some(Visits::InNeed),
            Some(_) => Some(Visits::LookedAfter),
            None if self.text("visit_kind") == Some("after_return") => Some(Visits::InNeed),
            None => None,
        }
    }

    /// A statutory review; the dataset has no table for the others.
    pub(super) fn review(&mut self) {
        if self.outgoing.report.form != "review" || self.day("review_date").is_none() {
            return;
        }
        if self.text("review_kind") != Some("statutory") {
            if self.text("review_kind").is_some() {
                let why = "the dataset has a table of statutory reviews only";
                for question in ["review_kind", "review_date"] {
                    self.lost.push((question, LossKind::NoField, why.to_owned()));
                }
            }
            return;
        }
        if self.is_before("review_date", "review") {
            return;
        }
        let review = self.text("review_date").unwrap_or_default();
        if let Some((_, end)) = self.ended().filter(|(ended, _)| *ended <= review) {
            self.check(
                None,
                &["review_kind", "review_date", end],
                "The review is a statutory one, of a looked-after child, and the child is said to have returned under section 20, or to have stopped being \
                 looked after, on that day or before. Correct one of them. The review was written.",
            );
        }
        self.carried.push("review_kind");
        let row = vec![
            ("clar_cla_review_id", self.id()),
            ("clar_cla_id", String::new()),
            ("clar_cla_review_due_date", String::new()),
            ("clar_cla_review_date", self.cell("review_date")),
            ("clar_cla_review_cancelled", "N".to_owned()),
            ("clar_cla_review_participation", String::new()),
        ];
        self.push("ssd_cla_reviews", row);
        // The row names an episode of the child's, which the record does not know: the child stands in other tables, if in any.
        if self.text("child_reference").is_some() {
            let elsewhere = self.carried.contains(&"child_reference");
            let kind = if elsewhere {
                LossKind::Reduced
            } else {
                LossKind::NoField
            };
            let why = "not in the row of the review".to_owned();
            self.lost.push(("child_reference", kind, why));
        }
    }
}
