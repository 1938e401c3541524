//! Texts of which it only matters that they are there.

use super::{LayerPlan, Plan, Slot};
use crate::expression::{Expression, QuestionIndex};
use crate::procedure::{Kind, Procedure, Rule};
use crate::session::QuestionPlace;
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
        let mut read_texts = vec![ReadTexts::ALL; self.slots.len()];
        for (texts, place) in read_texts.iter_mut().zip(0..) {
            let question = self.slot_question(place).map(|(_, question)| &question.kind);
            *texts = ReadTexts(match question {
                Some(Kind::Text { .. }) => {
                    let mut sources = self.layers.iter().zip(&read);
                    u64::from(sources.any(|(source, read)| read.reads_slot(source, place)))
                }
                Some(Kind::Rows(_)) => read.iter().fold(0, |bits, read| bits | read.columns),
                _ => continue,
            });
        }
        self.read_texts = read_texts;
    }

    pub(crate) fn read_texts(&self, slot: Slot) -> ReadTexts {
        self.read_texts
            .get(usize::from(slot))
            .copied()
            .unwrap_or(ReadTexts::ALL)
    }

    /// The questions whose answers may be any other text and come to the same, because no condition reads what it says; of a table, the ids of such
    /// columns. Whoever hands records over for states alone need not hand those texts over.
    ///
    /// That a text is there, and not blank, still matters.
    #[must_use]
    pub fn unread_texts(&self) -> Vec<(QuestionPlace, Vec<&str>)> {
        let unread = |place: QuestionPlace| {
            let read = self.read_texts(place.number());
            match &self.slot_question(place.number())?.1.kind {
                Kind::Text { .. } => (!read.reads(0)).then(Vec::new),
                Kind::Rows(columns) => {
                    let columns = columns.iter().enumerate();
                    let texts =
                        columns.filter(|(at, column)| matches!(column.kind, Kind::Text { .. }) && !read.reads(*at));
                    Some(texts.map(|(_, column)| column.id.as_str()).collect())
                }
                _ => None,
            }
        };
        (0..=Slot::MAX)
            .map_while(|slot| self.at(slot))
            .filter_map(|place| Some((place, unread(place)?)))
            .collect()
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

    fn reads_slot(&self, source: &LayerPlan, slot: Slot) -> bool {
        let mut questions = source.slots.iter().zip(0..);
        questions.any(|(of, question)| *of == slot && self.questions.contains(&question))
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
