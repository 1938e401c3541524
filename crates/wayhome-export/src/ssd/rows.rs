//! What every row is written with, and the legal status.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::codes::legal_status;
use super::{SsdCheck, SsdRow, SsdRows};
use crate::losses::LossKind;
use crate::outgoing::Outgoing;

/// Why what has a column is lost.
pub(super) const NO_ROW: &str = "no row is written that would hold it";

const VISITS: &[&str] = &["ssd_cla_visits", "ssd_cin_visits"];
const RETURNS: &[&str] = &["ssd_cla_placement", "ssd_cla_episodes"];

/// What is asked and has a column, and the tables that it is in.
const COLUMNS: [(&str, &[&str]); 13] = [
    (
        "child_reference",
        &[
            "ssd_cla_visits",
            "ssd_cin_visits",
            "ssd_legal_status",
            "ssd_cla_placement",
            "ssd_cla_episodes",
        ],
    ),
    ("legal_status", &["ssd_legal_status"]),
    ("legal_status_date", &["ssd_legal_status"]),
    ("looked_after_end", &["ssd_legal_status", "ssd_cla_placement"]),
    ("return_to", RETURNS),
    ("return_kind", &["ssd_cla_episodes"]),
    ("actual_return_date", RETURNS),
    ("visit_date", VISITS),
    ("child_seen", VISITS),
    ("seen_alone", VISITS),
    ("bedroom_seen", VISITS),
    ("review_kind", &["ssd_cla_reviews"]),
    ("review_date", &["ssd_cla_reviews"]),
];

/// Which visits a visit belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Visits {
    LookedAfter,
    InNeed,
}

pub(super) struct Writer<'a> {
    pub(super) outgoing: &'a Outgoing<'a>,
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
    pub(super) fn text(&self, question: &str) -> Option<&'a str> {
        let is_readable = self.outgoing.session.answered(question);
        self.outgoing.answer(question).filter(|_| is_readable)?.as_str()
    }

    /// The same, for a column: empty where nothing is recorded.
    pub(super) fn cell(&mut self, question: &'static str) -> String {
        let text = self.text(question).unwrap_or_default().to_owned();
        if !text.is_empty() {
            self.carried.push(question);
        }
        text
    }

    /// Y, N, or empty.
    pub(super) fn flag(&mut self, question: &'static str) -> String {
        let answer = self.outgoing.answer(question).and_then(Json::as_bool);
        let Some(answer) = answer else { return String::new() };
        self.carried.push(question);
        (if answer { "Y" } else { "N" }).to_owned()
    }

    /// The record's own id, for what the record is itself: a visit or a review. Its legal status and its placement have ids of their own elsewhere.
    pub(super) fn id(&self) -> String {
        self.outgoing.report.record.clone().unwrap_or_default()
    }

    pub(super) fn push(&mut self, table: &'static str, row: Vec<(&'static str, String)>) {
        self.rows.tables.entry(table).or_default().push(SsdRow(row));
    }

    pub(super) fn check(&mut self, rule: Option<&'static str>, about: &[&'static str], message: impl Into<String>) {
        self.rows.checks.push(SsdCheck {
            rule,
            message: message.into(),
            about: about.to_vec(),
        });
    }

    /// What has a column is lost all the same where no row is written that would hold it.
    pub(super) fn check_columns(&mut self) {
        for (question, tables) in COLUMNS {
            let is_settled = self.carried.contains(&question) || self.lost.iter().any(|(lost, ..)| *lost == question);
            let has_row = tables.iter().any(|table| self.rows.tables.contains_key(table));
            if !is_settled
                && !has_row
                && self.outgoing.session.answered(question)
                && self.outgoing.answer(question).is_some()
            {
                self.lost.push((question, LossKind::NoField, NO_ROW.to_owned()));
            }
        }
    }

    pub(super) fn legal_status(&mut self) {
        let Some(option) = self.text("legal_status") else {
            return;
        };
        if self.is_ahead("legal_status_date") {
            let why = "no row is written, because the status begins after the day of the check";
            self.lost.push(("legal_status", LossKind::NoField, why.to_owned()));
            return;
        }
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
        let (end, home) = (self.day("looked_after_end"), self.day("actual_return_date"));
        let home = home.filter(|_| status == "section_20" && !self.is_placed_with_parents());
        if let (Some(end), Some(home)) = (end, home)
            && end != home
        {
            self.check(
                None,
                &["looked_after_end", "actual_return_date"],
                "The child returned under section 20 on one day, and stopped being looked after on another. A child accommodated under section 20 who \
                 goes home is no longer looked after. Correct one of the two. The legal status ends on the day of the second, the episode, if one is \
                 written, on that of the first.",
            );
        }
        let ended = match (end, home) {
            (Some(end), _) => ("looked_after_end", end),
            (None, Some(home)) => ("actual_return_date", home),
            (None, None) => return String::new(),
        };
        let (question, day) = ended;
        if let Some((_, start)) = self.began().filter(|(start, _)| *start > day) {
            self.check(
                None,
                &[start, question],
                "The legal status, or being looked after, began after it is said to have ended. Correct the day on which it began, or the one on which \
                 the child stopped being looked after or came home. No end was written.",
            );
            let why = "no end is written, because the legal status, or being looked after, began after it";
            self.lost.push((question, LossKind::NoField, why.to_owned()));
            return String::new();
        }
        self.carried.push(question);
        day.to_owned()
    }
}
