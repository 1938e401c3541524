//! Reasons in words.

use super::Presenter;
use crate::answer::Answer;
use crate::counted::{Counted, Counts, End};
use crate::explain::{Reason, Shown};
use crate::expression::FactIndex;
use crate::period::Unit;
use crate::plan::{Layer, Slot};
use crate::procedure::{Kind, Procedure, Question};
use crate::rows::{Cell, Holds};
use crate::words;

impl Presenter<'_> {
    pub(super) fn because(&self, reasons: &[Reason]) -> Vec<String> {
        let mut said: Vec<String> = Vec::new();
        for reason in reasons.iter().map(|reason| self.reason(reason)) {
            if !said.contains(&reason) {
                said.push(reason);
            }
        }
        said
    }

    pub(super) fn answer(&self, slot: Slot) -> Option<&Answer> {
        self.stored.get(usize::from(slot))?.as_ref()?.answer.as_ref()
    }

    pub(crate) fn reason(&self, reason: &Reason) -> String {
        match reason {
            Reason::Blank(slot) if self.answer(*slot).is_none() => {
                let kept = self.stored.get(usize::from(*slot)).and_then(Option::as_ref);
                let why = if kept.is_some() {
                    "cannot be read"
                } else {
                    "not recorded"
                };
                format!("{}{why}.", words::of_question(self.name(*slot)))
            }
            Reason::Blank(slot) | Reason::Answer(slot) => {
                let text = self
                    .plan
                    .slot_question(*slot)
                    .zip(self.answer(*slot))
                    .map(|((procedure, question), answer)| words::answer(procedure, question, answer));
                format!("{}{}.", words::of_question(self.name(*slot)), text.unwrap_or_default())
            }
            Reason::Fact { layer, fact, value } => {
                format!("{}: {}.", words::capital(self.fact_name(*layer, *fact)), shown(value))
            }
            Reason::Counted(counted) => self.counted_between(counted),
            Reason::Cell { cell, holds } => {
                let says = match holds {
                    Holds::Blank => "not recorded".to_owned(),
                    Holds::Unreadable => "cannot be read".to_owned(),
                    Holds::Text => "recorded".to_owned(),
                    Holds::Answer(answer) => self.in_cell(*cell, answer),
                };
                format!("{}: {says}.", words::capital(&self.cell_name(*cell)))
            }
            Reason::MoreRows { slot, more } => {
                let rows = if *more == 1 { "row" } else { "rows" };
                format!("{}and {more} more {rows}.", words::of_question(self.name(*slot)))
            }
            Reason::MoreSpecific(row) => format!("{row} is more specific, and decides."),
        }
    }

    fn fact_name(&self, layer: Layer, fact: FactIndex) -> &str {
        let fact = self.source(layer).and_then(|source| source.fact(fact));
        fact.and_then(|fact| fact.name.as_deref()).unwrap_or_default()
    }

    fn column(&self, cell: Cell) -> Option<(&Procedure, &Question)> {
        let (procedure, question) = self.plan.slot_question(cell.slot)?;
        match &question.kind {
            Kind::Rows(columns) => Some((procedure, columns.get(usize::from(cell.column))?)),
            _ => None,
        }
    }

    /// "Household, row 2, Outcome of the check", as findings about the record itself name it.
    fn cell_name(&self, cell: Cell) -> String {
        let column = self.column(cell).map_or("", |(_, column)| column.name.as_str());
        format!("{}, row {}, {column}", self.name(cell.slot), cell.row + 1)
    }

    fn in_cell(&self, cell: Cell, answer: &Answer) -> String {
        let column = self.column(cell);
        column.map_or_else(String::new, |(procedure, column)| {
            words::answer(procedure, column, answer)
        })
    }

    fn counted_between(&self, counted: &Counted) -> String {
        let end = |end: &End| match end {
            End::Question(slot) => format!("“{}”", self.name(*slot)),
            End::Fact(layer, fact) => format!("“{}”", self.fact_name(*layer, *fact)),
            End::Cell(cell) => format!("“{}”", self.cell_name(*cell)),
            End::Day(day) => words::moment(*day),
        };
        let (from, to, came_to) = (end(&counted.from), end(&counted.to), words::number(counted.came_to));
        let what = match counted.counts {
            Counts::Age => return format!("Age on {to}, by {from}: {came_to}."),
            Counts::WorkingDays => "Working days",
            Counts::Days => "Days",
            Counts::Months => "Months",
        };
        format!("{what} from {from} to {to}: {came_to}.")
    }
}

fn shown(value: &Shown) -> String {
    match value {
        Shown::YesNo(yes) => words::yes_no(*yes).to_owned(),
        Shown::Number(number) => words::number(*number),
        Shown::Moment(moment) => words::moment(*moment),
        Shown::Seconds(seconds) => Unit::Days.phrase(seconds / 86_400),
        Shown::Months(months) => Unit::Months.phrase(i64::from(*months)),
        Shown::Recorded => "recorded".to_owned(),
    }
}
