//! What an export could not carry, field by field.
//!
//! A target says what it carries; **whatever it does not name is a loss**, so that nothing is lost in silence because somebody forgot it.

mod beside;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use wayhome_engine::{Kind, Question, State, is_blank, words};

pub(crate) use beside::Beside;

use crate::harmless::harmless_line;
use crate::outgoing::Outgoing;
use crate::page::is_path;
use crate::signing::Mark;
use crate::summary::{Line, Said, is_no_row, unknown_cells};

/// What an export could not carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Losses {
    /// What it was exported to: "looked-after visits".
    pub target: String,
    /// The record's own id, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// What the target was tried against, in a sentence.
    pub tried: String,
    /// The losses: answers in the order of the form, then the rest.
    pub lost: Vec<Loss>,
}

/// One thing that was lost, in whole or in part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Loss {
    /// A question's id, a column (`household.name`), a part of the report (`report.findings`), or a field of the record's file that no record has
    /// (`file.notes`).
    pub what: String,
    /// Why.
    pub kind: LossKind,
    /// The same as a sentence: "Bedroom seen: no field in looked-after visits." It quotes no answer.
    pub message: String,
}

/// Why something was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LossKind {
    /// The target has no field for it.
    NoField,
    /// The target has a field, and no code for this answer.
    NoCode,
    /// The answer cannot be read.
    Unreadable,
    /// The question is not asked, or it cannot be told whether it is.
    NotAsked,
    /// The form has no such question.
    NotInForm,
    /// The target holds fewer.
    TooMany,
    /// It is carried in part.
    Reduced,
}

impl Losses {
    /// The report as lines of text. The ids in it are those of the record, and whatever stands in them makes no line of its own.
    #[must_use]
    pub fn text(&self) -> String {
        let (of, target) = (self.record.as_deref().unwrap_or("a record without an id"), &self.target);
        let first = match self.lost.len() {
            0 => format!("{of}, as {target}: nothing was lost."),
            1 => format!("{of}, as {target}: 1 thing could not be carried."),
            lost => format!("{of}, as {target}: {lost} things could not be carried."),
        };
        let mut text = harmless_line(&first).into_owned();
        for loss in &self.lost {
            text.push_str("\n- ");
            text.push_str(&harmless_line(&loss.message));
        }
        text.push('\n');
        text.push_str(&harmless_line(&self.tried));
        text.push('\n');
        text
    }
}

/// So many unknown fields are named; a file may have any number.
const OTHERS_NAMED: usize = 20;

/// What a target has carried so far, and what it has lost.
pub(crate) struct Ledger<'a> {
    outgoing: &'a Outgoing<'a>,
    target: String,
    carried: BTreeSet<String>,
    /// Answers to questions that are not asked, which are carried all the same.
    kept: BTreeSet<String>,
    lost: Vec<Loss>,
}

impl<'a> Ledger<'a> {
    pub(crate) fn new(outgoing: &'a Outgoing<'a>, target: impl Into<String>) -> Self {
        Self {
            outgoing,
            target: target.into(),
            carried: BTreeSet::new(),
            kept: BTreeSet::new(),
            lost: Vec::new(),
        }
    }

    /// A question, or a column of one, is carried.
    pub(crate) fn carry(&mut self, question: &str) {
        self.carried.insert(question.to_owned());
    }

    /// An answer is carried, whether its question is asked or not.
    pub(crate) fn keep(&mut self, question: &str) {
        self.carry(question);
        self.kept.insert(question.to_owned());
    }

    /// Parts beside the answers are carried.
    pub(crate) fn carry_beside(&mut self, parts: &[Beside]) {
        self.carried.extend(parts.iter().map(|part| part.what().to_owned()));
    }

    /// All that the form asks is carried, columns and all.
    pub(crate) fn carry_answers(&mut self) {
        let lines = self.outgoing.summary.parts.iter().flat_map(|part| &part.lines);
        self.carried.extend(lines.map(|line| line.question.clone()));
    }

    /// What the page and its plain text say in part only, wherever that text goes.
    pub(crate) fn reduce_to_page(&mut self) {
        let report = &self.outgoing.report;
        for (state, name, why) in [
            (State::Met, "Rules that are met", "counted, and not listed one by one"),
            (State::NotApplicable, "Rules that do not apply", "not listed"),
        ] {
            if report.findings.iter().any(|finding| finding.state == state) {
                self.lose("report.findings", name, LossKind::Reduced, why);
            }
        }
        if report.deadlines.iter().any(|due| due.due.is_none()) {
            let why = "not listed; only the answers that they need are";
            self.lose(
                "report.deadlines",
                "Dates that do not apply or cannot be told",
                LossKind::Reduced,
                why,
            );
        }
    }

    /// Of who signed, what is said in part only: a drawing, unless it is drawn, and the edition of the procedure that it was signed under, unless it is
    /// named.
    pub(crate) fn reduce_signature(&mut self, draws: bool, names_edition: bool) {
        let Some(signed) = self.outgoing.signed else { return };
        let mut parties = [Some(&signed.by), signed.young_person.as_ref()].into_iter().flatten();
        if parties.any(|party| matches!(&party.mark, Mark::Drawn(path) if !draws || !is_path(path))) {
            self.lose_beside(
                Beside::Signed,
                LossKind::Reduced,
                "that it was drawn, without the drawing",
            );
        }
        if !names_edition && signed.other_editions(self.outgoing.session.plan()).next().is_some() {
            let why = "without the edition of the procedure, or of the law, that it was signed under, which is another than this one";
            self.lose_beside(Beside::Signed, LossKind::Reduced, why);
        }
    }

    /// A part beside the answers is lost, or carried in part, for this reason.
    pub(crate) fn lose_beside(&mut self, part: Beside, kind: LossKind, why: &str) {
        self.lose(part.what(), part.name(), kind, why);
    }

    /// Something is lost, for this reason. The same of several rows is said once.
    pub(crate) fn lose(&mut self, what: &str, name: &str, kind: LossKind, why: &str) {
        let loss = Loss {
            what: what.to_owned(),
            kind,
            message: format!("{name}: {why}."),
        };
        if !self.lost.contains(&loss) {
            self.lost.push(loss);
        }
    }

    /// Is it carried, or is it said already why not? Where there are too many rows, the others are carried or not like any.
    fn is_settled(&self, what: &str) -> bool {
        let said = |loss: &Loss| loss.what == what && loss.kind != LossKind::TooMany;
        self.carried.contains(what) || self.lost.iter().any(said)
    }

    /// The report: what was neither carried nor lost for another reason has no field.
    pub(crate) fn close(mut self, tried: impl Into<String>) -> Losses {
        let no_field = format!("no field in {}", self.target);
        let outgoing = self.outgoing;
        for line in outgoing.summary.parts.iter().flat_map(|part| &part.lines) {
            self.close_line(line, &no_field);
        }
        for (id, answer) in outgoing.session.answers() {
            if !outgoing.is_in_form(id) && !self.is_settled(id) && !is_blank(answer) {
                let question = outgoing.session.plan().question(id);
                let name = question.map_or(id.as_str(), |(question, _)| question.name.as_str());
                let why = format!("this form does not ask it, and there is {no_field}");
                self.lose(id, name, LossKind::NotInForm, &why);
            }
        }
        for hidden in outgoing.left_out() {
            if self.kept.contains(&hidden.question) {
                continue;
            }
            let why = if hidden.asked.is_no() {
                "left out, because the question is not asked"
            } else {
                "left out, because it cannot be told whether the question is asked"
            };
            self.lose(&hidden.question, &hidden.name, LossKind::NotAsked, why);
        }
        for left in outgoing
            .left_out_before()
            .filter(|left| !self.kept.contains(&left.question))
            .collect::<Vec<_>>()
        {
            let why = "left out already of the export that the record comes from";
            self.lose(&left.question, &left.name, LossKind::NotAsked, why);
        }
        for part in Beside::ALL {
            if part.is_there(outgoing) && !self.is_settled(part.what()) {
                self.lose(part.what(), part.name(), LossKind::NoField, &no_field);
            }
        }
        self.close_other(&no_field);
        Losses {
            target: self.target,
            record: outgoing.report.record.clone(),
            tried: tried.into(),
            lost: self.lost,
        }
    }

    /// Fields in the file that are none of a record's. Nobody knows what they say, so no target has a field for one.
    fn close_other(&mut self, no_field: &str) {
        let other = self.outgoing.other;
        for name in other.iter().take(OTHERS_NAMED) {
            let told = words::told_id(name);
            // A name may be anything, and somebody's words as well.
            let (what, told) = if told.starts_with('`') {
                (format!("file.{name}"), format!("The record's field {told}"))
            } else {
                (
                    "file".to_owned(),
                    "A field of the record whose name is no id".to_owned(),
                )
            };
            self.lose(&what, &told, LossKind::NoField, no_field);
        }
        if let Some(more) = other.len().checked_sub(OTHERS_NAMED).filter(|more| *more > 0) {
            let fields = if more == 1 { "field" } else { "fields" };
            self.lose(
                "file",
                &format!("{more} more {fields} of the record"),
                LossKind::NoField,
                no_field,
            );
        }
    }

    fn close_line(&mut self, line: &Line, no_field: &str) {
        if self.is_settled(&line.question) {
            return;
        }
        match &line.said {
            Said::NotProvided => {}
            Said::Unreadable(_) => {
                let why = "the answer cannot be read, and is not handed on";
                self.lose(&line.question, &line.name, LossKind::Unreadable, why);
            }
            Said::Rows(_) => self.close_columns(line, no_field),
            _ => self.lose(&line.question, &line.name, LossKind::NoField, no_field),
        }
    }

    /// Of a table, what cannot be read as part of it, and each column that is filled in anywhere and is not carried; the whole where none is.
    fn close_columns(&mut self, line: &Line, no_field: &str) {
        let outgoing = self.outgoing;
        let Some((question, _)) = outgoing.session.plan().question(&line.question) else {
            return;
        };
        let (Kind::Rows(columns), Some(Json::Array(rows))) = (&question.kind, outgoing.answer(&line.question)) else {
            return;
        };
        let is_filled_in = |column: &Question| {
            let mut cells = rows.iter().filter_map(|row| row.get(&column.id));
            cells.any(|cell| !is_blank(cell))
        };
        let filled_in: Vec<_> = columns.iter().filter(|column| is_filled_in(column)).collect();
        let of_columns = format!("{}.", line.question);
        let is_of_column = |id: &String| id.starts_with(&of_columns);
        let is_touched = self.carried.iter().any(is_of_column) || self.lost.iter().any(|loss| is_of_column(&loss.what));
        if !is_touched && !filled_in.is_empty() {
            self.lose(&line.question, &line.name, LossKind::NoField, no_field);
            return;
        }
        if rows.iter().any(is_no_row) {
            let why = "a row cannot be read, and is not handed on";
            self.lose(&line.question, &line.name, LossKind::Unreadable, why);
        }
        if rows.iter().any(|row| unknown_cells(columns, row).next().is_some()) {
            let why = "a row has a column that the form does not have, which is not handed on";
            self.lose(&line.question, &line.name, LossKind::Unreadable, why);
        }
        for column in filled_in {
            let what = format!("{of_columns}{}", column.id);
            if !self.is_settled(&what) {
                let name = format!("{}, {}", line.name, column.name);
                self.lose(&what, &name, LossKind::NoField, no_field);
            }
        }
    }
}

/// The losses of Wayhome JSON: only answers to questions that are not asked, or of which that cannot be told.
#[must_use]
pub fn document_losses(outgoing: &Outgoing<'_>) -> Losses {
    let mut ledger = Ledger::new(outgoing, "Wayhome JSON");
    ledger.carry_answers();
    ledger.carry_beside(&Beside::ALL);
    let left_out: BTreeSet<_> = outgoing
        .left_out_of_json()
        .into_iter()
        .map(|left| left.question)
        .collect();
    for id in outgoing.session.answers().keys() {
        if left_out.contains(id) {
            ledger.carry(id);
        } else {
            ledger.keep(id);
        }
    }
    ledger.close("Tested: an independent validator holds it to its published schema, and what is imported equals what was exported.")
}

/// The losses of the readable page and of its plain-text twin.
#[must_use]
pub fn page_losses(outgoing: &Outgoing<'_>, target: &str) -> Losses {
    let mut ledger = Ledger::new(outgoing, target);
    ledger.carry_answers();
    ledger.carry_beside(&Beside::ALL);
    ledger.reduce_to_page();
    ledger.reduce_signature(target == READABLE_PAGE, true);
    ledger.close("Made for people to read; a program is better served by Wayhome JSON.")
}

/// What the plain-text twin is called in a loss report.
pub const PLAIN_TEXT: &str = "plain text";
/// What the readable page is called in a loss report.
pub const READABLE_PAGE: &str = "a readable page";
