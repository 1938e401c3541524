//! Laying a source into a plan: its questions get their slots, its form's questions their places.

use std::sync::Arc;

use super::{Known, Layer, LayerPlan, Plan, PlanError, PlanSection, Slot, SlotPlan};
use crate::expression::QuestionIndex;
use crate::procedure::{Kind, Procedure, Question};

impl Plan {
    /// Gives a source its layer, its questions their slots and its form's questions their places.
    #[inline(never)]
    pub(super) fn lay(&mut self, source: Arc<Procedure>) -> Result<(), PlanError> {
        let damaged = || PlanError::Damaged(source.id.clone());
        let layer = Layer::try_from(self.layers.len()).map_err(|_| damaged())?;
        if !source.calendar.is_sound() {
            return Err(damaged());
        }
        let mut slots = Vec::with_capacity(source.questions.len());
        for (index, question) in source.questions.iter().enumerate() {
            let index = QuestionIndex::try_from(index).map_err(|_| damaged())?;
            slots.push(match self.slot(&question.id) {
                Some(slot) => self.agreed(slot, &source, question)?,
                None => self.add_slot(layer, index, &question.id).ok_or_else(damaged)?,
            });
        }
        let shown = |forms: &[String]| forms.contains(&self.form);
        self.rules
            .extend(places(&source.rules, |rule| shown(&rule.forms)).map(|place| (layer, place)));
        self.deadlines
            .extend(places(&source.deadlines, |deadline| shown(&deadline.forms)).map(|place| (layer, place)));
        self.tables
            .extend(places(&source.approvals, |table| shown(&table.forms)).map(|place| (layer, place)));
        for (section_place, section) in source
            .form(&self.form)
            .iter()
            .flat_map(|form| &form.sections)
            .enumerate()
        {
            let mut questions = Vec::new();
            for (place, ask) in section.ask.iter().enumerate() {
                let slot = *slots.get(usize::from(ask.question)).ok_or_else(damaged)?;
                let at = self.slots.get_mut(usize::from(slot)).ok_or_else(damaged)?;
                if at.asked.is_none() {
                    at.asked = Some((layer, section_place, place));
                    questions.push(source.question(ask.question).ok_or_else(damaged)?.id.clone());
                }
            }
            if !questions.is_empty() {
                self.sections.push(PlanSection {
                    title: section.title.clone(),
                    source: source.id.clone(),
                    questions,
                });
            }
        }
        self.layers.push(LayerPlan {
            form: source.forms.iter().position(|form| form.id == self.form),
            facts_from: self.fact_count(),
            procedure: source,
            slots,
        });
        Ok(())
    }

    fn add_slot(&mut self, layer: Layer, question: QuestionIndex, id: &str) -> Option<Slot> {
        let slot = Slot::try_from(self.slots.len()).ok()?;
        self.slots.push(SlotPlan {
            layer,
            question,
            asked: None,
            counts: false,
            whole: false,
        });
        self.names.add(id, Known::Slot(slot));
        Some(slot)
    }

    /// The slot, if both sources mean the same by the question's id.
    fn agreed(&self, slot: Slot, source: &Procedure, question: &Question) -> Result<Slot, PlanError> {
        let same = self
            .slot_question(slot)
            .is_some_and(|(procedure, known)| same_kind((procedure, known), (source, question)));
        let local = self.local.id.clone();
        if same {
            Ok(slot)
        } else {
            Err(PlanError::Differ {
                local,
                floor: source.id.clone(),
                question: question.id.clone(),
            })
        }
    }
}

fn places<T>(items: &[T], keep: impl Fn(&T) -> bool) -> impl Iterator<Item = usize> {
    items
        .iter()
        .enumerate()
        .filter(move |(_, item)| keep(item))
        .map(|(place, _)| place)
}

/// Do two questions of one id take the same answers? Wording may differ.
fn same_kind(left: (&Procedure, &Question), right: (&Procedure, &Question)) -> bool {
    let ids = |procedure: &Procedure, list: u16| -> Option<Vec<String>> {
        Some(
            procedure
                .option_lists
                .get(usize::from(list))?
                .options
                .iter()
                .map(|option| option.id.clone())
                .collect(),
        )
    };
    match (&left.1.kind, &right.1.kind) {
        (Kind::Choice(a), Kind::Choice(b)) | (Kind::Choices(a), Kind::Choices(b)) => {
            ids(left.0, *a) == ids(right.0, *b)
        }
        (Kind::Rows(a), Kind::Rows(b)) => {
            a.len() == b.len()
                && a.iter()
                    .zip(b)
                    .all(|(one, other)| one.id == other.id && same_kind((left.0, one), (right.0, other)))
        }
        (Kind::Text { .. }, Kind::Text { .. }) | (Kind::Number { .. }, Kind::Number { .. }) => true,
        (one, other) => one == other,
    }
}
