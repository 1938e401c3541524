//! The rows, table by table.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::codes::{is_in_care, legal_status, reason_ceased};
use super::{SsdCheck, SsdRow, SsdRows};
use crate::losses::LossKind;
use crate::outgoing::Outgoing;

/// Which visits a visit belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Visits {
    LookedAfter,
    InNeed,
}

pub(super) struct Writer<'a> {
    outgoing: &'a Outgoing<'a>,
    pub(super) rows: SsdRows,
    pub(super) carried: Vec<&'static str>,
    pub(super) lost: Vec<(&'static str, LossKind, String)>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(outgoing: &'a Outgoing<'a>) -> Self {
        Self {
            outgoing,
            rows: SsdRows {
                tables: BTreeMap::new(),
                checks: Vec::new(),
            },
            carried: Vec::new(),
            lost: Vec::new(),
        }
    }

    /// A readable answer that is a text: an option, a date or a text.
    fn text(&self, question: &str) -> Option<&'a str> {
        let is_readable = self.outgoing.session.answered(question);
        self.outgoing.answer(question).filter(|_| is_readable)?.as_str()
    }

    /// The same, for a column: empty where nothing is recorded.
    fn cell(&mut self, question: &'static str) -> String {
        let text = self.text(question).unwrap_or_default().to_owned();
        if !text.is_empty() {
            self.carried.push(question);
        }
        text
    }

    /// Y, N, or empty.
    fn flag(&mut self, question: &'static str) -> String {
        let answer = self.outgoing.answer(question).and_then(Json::as_bool);
        let Some(answer) = answer else { return String::new() };
        self.carried.push(question);
        (if answer { "Y" } else { "N" }).to_owned()
    }

    /// The record's own id, for what the record is itself: a visit or a review. Its legal status and its placement have ids of their own elsewhere.
    fn id(&self) -> String {
        self.outgoing.report.record.clone().unwrap_or_default()
    }

    fn push(&mut self, table: &'static str, row: Vec<(&'static str, String)>) {
        self.rows.tables.entry(table).or_default().push(SsdRow(row));
    }

    fn check(&mut self, rule: Option<&'static str>, about: &[&'static str], message: &str) {
        self.rows.checks.push(SsdCheck {
            rule,
            message: message.to_owned(),
            about: about.to_vec(),
        });
    }

    pub(super) fn legal_status(&mut self) {
        let Some(option) = self.text("legal_status") else {
            return;
        };
        let Some(code) = legal_status(option) else {
            let why = match option {
                "section_20_short_breaks" => "the return tells V3 from V4, and the record does not",
                _ => "the return has no code for this status",
            };
            self.lost.push(("legal_status", LossKind::NoCode, why.to_owned()));
            return;
        };
        self.carried.push("legal_status");
        let ended = self.status_ended(option);
        let row = vec![
            ("lega_legal_status_id", String::new()),
            ("lega_person_id", self.cell("child_reference")),
            ("lega_legal_status", code.to_owned()),
            ("lega_legal_status_start_date", self.cell("legal_status_date")),
            ("lega_legal_status_end_date", ended),
        ];
        self.push("ssd_legal_status", row);
    }

    /// When the legal status ended: when the child stopped being looked after, or came home under section 20. Empty where it lasts, or nobody can tell.
    fn status_ended(&mut self, status: &str) -> String {
        let (end, home) = (self.text("looked_after_end"), self.text("actual_return_date"));
        let home = home.filter(|_| status == "section_20" && !self.is_placed_with_parents());
        if let (Some(end), Some(home)) = (end, home)
            && end != home
        {
            self.check(
                None,
                &["looked_after_end", "actual_return_date"],
                "The child returned under section 20 on one day, and stopped being looked after on another. A child accommodated under section 20 who \
                 goes home is no longer looked after. Correct one of the two. The legal status ends on the day of the second, the episode on that of the \
                 first.",
            );
        }
        let ended = match (end, home) {
            (Some(end), _) => ("looked_after_end", end),
            (None, Some(home)) => ("actual_return_date", home),
            (None, None) => return String::new(),
        };
        let (question, day) = ended;
        if self.text("legal_status_date").is_some_and(|start| start > day) {
            self.check(
                None,
                &["legal_status_date", question],
                "The legal status began after it is said to have ended. Correct its start, or the day on which the child stopped being looked after or \
                 came home. No end was written.",
            );
            return String::new();
        }
        self.carried.push(question);
        day.to_owned()
    }

    fn is_placed_with_parents(&self) -> bool {
        self.text("visit_kind") == Some("placement_with_parents")
    }

    /// Has a child in care stopped being looked after, by the day of the visit or else of the check?
    fn is_over(&self) -> bool {
        let report = &self.outgoing.report;
        let visit = self.text("visit_date").filter(|_| report.form == "visit");
        let day = visit.map_or_else(|| report.today.to_string(), str::to_owned);
        // Dates as the engine reads them sort like text.
        self.text("visit_kind") == Some("after_return")
            || self.text("looked_after_end").is_some_and(|end| end <= day.as_str())
    }

    /// The return itself: a placement with parents for a child in care, else the end of the episode.
    pub(super) fn return_home(&mut self) {
        let status = self.text("legal_status");
        let (to, kind, on) = (
            self.text("return_to"),
            self.text("return_kind"),
            self.text("actual_return_date"),
        );
        if status == Some("section_20") && self.is_placed_with_parents() {
            self.check(
                Some("378"),
                &["legal_status", "visit_kind"],
                "The record says section 20 (V2) and placement with parents (P1). The two exclude each other: a child accommodated under section 20 who \
                 goes home is no longer looked after. Correct the legal status or the kind of visit. No placement was written.",
            );
            return;
        }
        let (Some(status), Some(on)) = (status, on) else { return };
        if is_in_care(status) && self.is_over() {
            let why = "no placement is written, because the child is no longer looked after";
            for question in ["return_to", "actual_return_date"] {
                if self.text(question).is_some() {
                    self.lost.push((question, LossKind::NoField, why.to_owned()));
                }
            }
        } else if is_in_care(status) {
            self.placement(to, on);
        } else if matches!(status, "section_20" | "section_20_short_breaks") {
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
        self.carried.extend(["return_to", "actual_return_date"]);
        let row = vec![
            ("clap_cla_placement_id", String::new()),
            ("clap_person_id", self.cell("child_reference")),
            ("clap_cla_placement_start_date", on.to_owned()),
            ("clap_cla_placement_type", "P1".to_owned()),
            ("clap_cla_placement_provider", "PR0".to_owned()),
            ("clap_cla_placement_end_date", String::new()),
        ];
        self.push("ssd_cla_placement", row);
        self.episode(on, "X1");
    }

    /// A child under section 20 who goes home is no longer looked after.
    fn ceased(&mut self, to: Option<&str>, kind: Option<&str>, on: &str) {
        let Some(reason) = reason_ceased(to, kind) else {
            self.check(
                None,
                &["return_to", "return_kind"],
                "The reason why the episode ended cannot be told. It is E4A (planned) or E4B (not planned) for a return to somebody with parental \
                 responsibility, and E13 for one to somebody without. Record to whom the child returns, and whether it was planned.",
            );
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
        let row = vec![
            ("clae_cla_episode_id", String::new()),
            ("clae_person_id", self.cell("child_reference")),
            ("clae_cla_episode_ceased_date", ceased.to_owned()),
            ("clae_cla_episode_ceased_reason", reason.to_owned()),
        ];
        self.push("ssd_cla_episodes", row);
    }

    /// A visit, among those of looked-after children or of children in need.
    pub(super) fn visit(&mut self) -> Option<Visits> {
        if self.outgoing.report.form != "visit" || self.text("visit_date").is_none() {
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
        self.check_care();
        let (id, person, date) = (self.id(), self.cell("child_reference"), self.cell("visit_date"));
        let (seen, alone) = (self.flag("child_seen"), self.flag("seen_alone"));
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

    /// What a visit to a child in care says of being looked after, against what else is recorded of it.
    fn check_care(&mut self) {
        if !self.text("legal_status").is_some_and(is_in_care) {
            return;
        }
        let (end, visit) = (self.text("looked_after_end"), self.text("visit_date"));
        let is_after_return = self.text("visit_kind") == Some("after_return");
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
        match self.text("actual_return_date").or(self.text("looked_after_end")) {
            Some(returned) if returned <= visit => Some(Visits::InNeed),
            Some(_) => Some(Visits::LookedAfter),
            None if self.text("visit_kind") == Some("after_return") => Some(Visits::InNeed),
            None => None,
        }
    }

    /// A statutory review; the dataset has no table for the others.
    pub(super) fn review(&mut self) {
        if self.outgoing.report.form != "review" || self.text("review_date").is_none() {
            return;
        }
        if self.text("review_kind") != Some("statutory") {
            if self.text("review_kind").is_some() {
                let why = "the dataset has a table of statutory reviews only".to_owned();
                self.lost.push(("review_date", LossKind::NoField, why));
            }
            return;
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
