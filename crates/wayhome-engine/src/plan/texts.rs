//! Texts of which it only matters that they are there.

use super::{Layer, LayerPlan, Plan, Slot};
use crate::expression::{Expression, QuestionIndex};
use crate::procedure::Kind;
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
        let mut read: Vec<Read> = self.layers.iter().map(|_| Read::default()).collect();
        for (layer, expression) in self.expressions() {
            if let Some(read) = read.get_mut(usize::from(layer)) {
                read.visit(expression);
            }
        }
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

    /// Everything that a check of this form works out, with its source.
    fn expressions(&self) -> impl Iterator<Item = (Layer, &Expression)> {
        let facts = self.layers.iter().zip(0..).flat_map(|(layer, place)| {
            let facts = layer.procedure.facts.iter();
            facts.map(move |fact| (place, &fact.is))
        });
        let asks = self.conditional.iter().filter_map(|slot| self.asked_when(*slot));
        let rules = self.rules.iter().filter_map(|at| Some((at.0, self.rule(*at)?)));
        let rules = rules.flat_map(|(layer, rule)| rule.expressions().map(move |part| (layer, part)));
        let deadlines = self.deadlines.iter().filter_map(|at| Some((at.0, self.deadline(*at)?)));
        let deadlines = deadlines.flat_map(|(layer, deadline)| deadline.expressions().map(move |part| (layer, part)));
        let tables = self.tables.iter().filter_map(|at| Some((at.0, self.table(*at)?)));
        let tables = tables.flat_map(|(layer, table)| {
            let rows = table.rows.iter();
            let rows = rows.flat_map(|row| row.check.expressions().chain([&row.when]));
            let silences = table.silences.iter().map(|silence| &silence.when);
            let parts = rows.chain(silences).chain(&table.retrospective);
            parts.map(move |part| (layer, part))
        });
        facts.chain(asks).chain(rules).chain(deadlines).chain(tables)
    }

    pub(crate) fn read_texts(&self, slot: Slot) -> ReadTexts {
        self.read_texts
            .get(usize::from(slot))
            .copied()
            .unwrap_or(ReadTexts::ALL)
    }
}

impl Read {
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
