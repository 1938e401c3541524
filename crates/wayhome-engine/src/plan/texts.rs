//! Texts of which it only matters that they are there.

use super::{LayerPlan, Plan, Slot};
use crate::expression::{Expression, QuestionIndex};
use crate::procedure::{Kind, Procedure, Rule};
use crate::set::Set;

/// What the expressions of a source read: the questions whose answers, and the columns, in whichever table, whose cells.
#[derive(Default)]
struct Read {
    questions: Set<QuestionIndex>,
    /// A bit for each.
    columns: u64,
}

/// The texts of which a condition reads what they say, as bits: of a question the lowest, of a table one for each column, as far as bits go.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReadTexts(u64);

impl ReadTexts {
    pub(crate) const ALL: Self = Self(u64::MAX);

    /// Does something read what this column's text says, or the question's own, which is column 0?
    pub(crate) fn reads(self, column: usize) -> bool {
        u32::try_from(column)
            .ok()
            .and_then(|column| self.0.checked_shr(column))
            .is_none_or(|bits| bits & 1 == 1)
    }
}

impl Plan {
    /// Notes which texts are read. Of all others it only matters whether they are there, so that they need not be kept.
    #[inline(never)]
    pub(super) fn note_read_texts(&mut self) {
        let read: Vec<Read> = self.layers.iter().map(|layer| Read::by(&layer.procedure)).collect();
        let columns = read.iter().fold(0, |bits, read| bits | read.columns);
        let slots: Set<Slot> = self
            .layers
            .iter()
            .zip(&read)
            .flat_map(|(layer, read)| read.slots(layer))
            .collect();
        let texts = (0..self.slots.len()).map(|place| {
            let slot = Slot::try_from(place).ok()?;
            match &self.slot_question(slot)?.1.kind {
                Kind::Text { .. } => Some(ReadTexts(u64::from(slots.contains(&slot)))),
                Kind::Rows(_) => Some(ReadTexts(columns)),
                _ => None,
            }
        });
        let read_texts = texts.map(|texts| texts.unwrap_or(ReadTexts::ALL)).collect();
        self.read_texts = read_texts;
    }

    pub(crate) fn read_texts(&self, slot: Slot) -> ReadTexts {
        self.read_texts
            .get(usize::from(slot))
            .copied()
            .unwrap_or(ReadTexts::ALL)
    }
}

impl Read {
    fn by(procedure: &Procedure) -> Self {
        let mut read = Self::default();
        for expression in expressions(procedure) {
            read.visit(expression);
        }
        read
    }

    fn visit(&mut self, expression: &Expression) {
        match expression {
            Expression::Question(question) => {
                self.questions.insert(*question);
            }
            Expression::Field { field, .. } => {
                self.columns |= 1_u64.checked_shl(u32::from(*field)).unwrap_or(0);
            }
            other => other.children().into_iter().for_each(|child| self.visit(child)),
        }
    }

    fn slots(&self, of: &LayerPlan) -> impl Iterator<Item = Slot> {
        let questions = self.questions.iter();
        questions.filter_map(|question| of.slots.get(usize::from(*question)).copied())
    }
}

fn of_rule(rule: &Rule) -> impl Iterator<Item = &Expression> {
    let parts = rule
        .parts
        .iter()
        .flat_map(|part| std::iter::once(&part.expect).chain(&part.explained));
    parts.chain(&rule.when)
}

/// Everything that a source works out.
fn expressions(procedure: &Procedure) -> impl Iterator<Item = &Expression> {
    let sections = procedure.forms.iter().flat_map(|form| &form.sections);
    let asks = sections.flat_map(|section| &section.ask).flat_map(|ask| &ask.when);
    let deadlines = procedure.deadlines.iter().flat_map(|deadline| {
        let parts = [&deadline.from, &deadline.within].into_iter();
        parts.chain(&deadline.when).chain(&deadline.met_by)
    });
    let approvals = procedure.approvals.iter().flat_map(|table| {
        let rows = table.rows.iter().flat_map(|row| of_rule(&row.check).chain([&row.when]));
        let silences = table.silences.iter().map(|silence| &silence.when);
        rows.chain(silences).chain(&table.retrospective)
    });
    let facts = procedure.facts.iter().map(|fact| &fact.is);
    facts
        .chain(asks)
        .chain(procedure.rules.iter().flat_map(of_rule))
        .chain(deadlines)
        .chain(approvals)
}
