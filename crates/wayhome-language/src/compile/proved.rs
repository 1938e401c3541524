//! Warnings about what trying every case shows to do nothing, and about deadlines that the bank holidays do not reach.

use std::ops::Range;

use chrono::NaiveDate;
use rust_decimal::prelude::ToPrimitive;
use wayhome_engine::{Calendar, Deadline, Expression, Procedure, Unit, words};

use crate::diagnostics::codes::{lint as codes, proof};
use crate::diagnostics::{Report, Reports};
use crate::document::Document;
use crate::document::parts::ApprovalPart;
use crate::document::shapes::Placed;
use crate::document::text::Text;
use crate::proof::{Proof, never_holds};

pub(super) fn lint(document: &Document, procedure: &Procedure, proofs: &[Proof], reports: &mut Reports) {
    let mut linter = Linter { procedure, reports };
    for (rule, written) in procedure.rules.iter().zip(&document.rules) {
        linter.never_applies(&written.id, (rule.when.as_ref(), written.when.as_ref()), &rule.forms);
    }
    for (deadline, written) in procedure.deadlines.iter().zip(&document.deadlines) {
        let when = (deadline.when.as_ref(), written.when.as_ref());
        linter.never_applies(&written.id, when, &deadline.forms);
        let place = written.within.as_ref().map_or(0..0, Placed::span);
        linter.beyond_calendar(deadline, &place);
    }
    for (proof, (name, written)) in proofs.iter().zip(&document.approvals) {
        linter.empty_table(name, written);
        linter.table(proof, written);
    }
}

struct Linter<'a> {
    procedure: &'a Procedure,
    reports: &'a mut Reports,
}

impl Linter<'_> {
    fn never_applies(&mut self, id: &Text, when: (Option<&Expression>, Option<&Text>), forms: &[String]) {
        let (Some(when), Some(written)) = when else {
            return;
        };
        if never_holds(self.procedure, when, forms) {
            let message = format!("{} never applies: no answers make this true", id.value);
            let report = Report::new(&proof::NEVER_APPLIES, &written.span, message);
            self.reports.push(
                report.help("look for two parts that exclude each other, or for a question that is not asked then"),
            );
        }
    }

    fn empty_table(&mut self, name: &Text, written: &ApprovalPart) {
        if written.row.is_empty() && written.silent.is_empty() {
            let message = format!("the table {} has no row yet", name.value);
            let report = Report::new(&proof::EMPTY_TABLE, &name.span, message);
            self.reports.push(report.help(format!(
                "add [[approval.{}.row]] for each case of the document, or leave the table out",
                name.value
            )));
        }
    }

    fn table(&mut self, proof: &Proof, written: &ApprovalPart) {
        let idle = |id: &str| proof.idle.iter().any(|row| row == id);
        for row in written.row.iter().filter(|row| idle(&row.id.value)) {
            let message = format!("the row {} never decides", row.id.value);
            let report = Report::new(&proof::NEVER_DECIDES, &row.id.span, message);
            self.reports
                .push(report.help("look at its condition, and at the rows that are `over` it; or leave it out"));
        }
        for place in &proof.idle_silences {
            if let Some(silent) = written.silent.get(*place) {
                let message = "this silence never applies: no answers make its condition true";
                let report = Report::new(&proof::NEVER_SILENT, &silent.when.span, message);
                self.reports.push(report.help(
                    "look for two parts that exclude each other, or for a question that is not asked then; or leave it out",
                ));
            }
        }
        let place = |id: &str| {
            let found = written.row.iter().position(|row| row.id.value == id);
            found.and_then(|place| u16::try_from(place).ok())
        };
        // Of a row that never decides, that is said; which rows it is over is no second mistake.
        for row in written.row.iter().filter(|row| !idle(&row.id.value)) {
            for below in row.over.iter().filter(|below| !idle(&below.value)) {
                let (Some(one), Some(other)) = (place(&row.id.value), place(&below.value)) else {
                    continue;
                };
                if proof.exclusive.contains(&(one.min(other), one.max(other))) {
                    let message = format!("{} and {} never apply together", row.id.value, below.value);
                    let report = Report::new(&proof::NEVER_TOGETHER, &below.span, message);
                    self.reports
                        .push(report.help("leave it out, or look at the two conditions"));
                }
            }
        }
    }

    /// Warns of a period that is unknown from the start: counted from the month in which the procedure was compared, it ends after the last
    /// known day. A later start runs past that day sooner or later whatever the period is; the report of a record then says so.
    fn beyond_calendar(&mut self, deadline: &Deadline, place: &Range<usize>) {
        let (Unit::WorkingDays, Expression::Number(count)) = (deadline.unit, &deadline.within) else {
            return;
        };
        let calendar = &self.procedure.calendar;
        let (Some(known_to), Some(compared)) = (calendar.known_to, first_day(&self.procedure.compared)) else {
            return;
        };
        if ends(calendar, compared, count.to_i64()).is_none_or(|end| end > known_to) {
            let message = format!(
                "{}: counted from {}, this ends after {}, the last day for which bank holidays are known",
                deadline.id,
                words::date(compared),
                words::date(known_to)
            );
            let report = Report::new(&codes::BEYOND_CALENDAR, place, message);
            self.reports
                .push(report.help("bring the bank holidays up to date, or look at the period again"));
        }
    }
}

fn ends(calendar: &Calendar, from: NaiveDate, count: Option<i64>) -> Option<NaiveDate> {
    calendar.add_working_days(from, count?)
}

/// The first day of "2026-11"; `None` where the month is written otherwise.
fn first_day(month: &str) -> Option<NaiveDate> {
    let (year, month) = month.get(..7)?.split_once('-')?;
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1)
}
