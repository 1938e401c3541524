//! Who reads what: for every slot, everything that has to be looked at again when its answer changes.

use super::{Layer, Plan, PlanError, Readers, Slot};
use crate::expression::{Expression, QuestionIndex};
use crate::procedure::{Level, Procedure, Rule};
use crate::set::Set;

/// Questions that bring each other up, one after the other: beyond this, walking them could need more stack than there is.
const DEEPEST: usize = 100;

impl Plan {
    /// Works out who reads what.
    #[inline(never)]
    pub(super) fn connect(&mut self) -> Result<(), PlanError> {
        let slots: Vec<Slot> = (0..self.slots.len())
            .filter_map(|slot| Slot::try_from(slot).ok())
            .collect();
        let mut order = Vec::new();
        let mut behind = vec![None; slots.len()];
        for slot in &slots {
            self.order_conditions(*slot, &mut order, &mut behind, &mut Vec::new())?;
        }
        let mut readers: Vec<Readers> = slots.iter().map(|_| Readers::default()).collect();
        let mut counts = Set::new();
        let closed = |direct: Set<Slot>| -> Set<Slot> {
            direct
                .into_iter()
                .flat_map(|slot| known(&behind, slot).copied().chain([slot]))
                .collect()
        };
        for slot in &order {
            for read in known(&behind, *slot) {
                note(&mut readers, *read, |reader| reader.conditional.push(*slot));
            }
        }
        for (place, at) in self.rules.iter().enumerate() {
            let Some(rule) = self.rule(*at) else { continue };
            let reads = closed(self.rule_reads(at.0, rule)?);
            if rule.level != Level::Consider {
                counts.extend(self.rule_counts(at.0, rule)?);
            }
            for slot in reads {
                note(&mut readers, slot, |reader| reader.rules.push(place));
            }
        }
        self.note_counted();
        let mut floors = Vec::new();
        for (place, at) in self.deadlines.iter().enumerate() {
            let Some(deadline) = self.deadline(*at) else { continue };
            let mut reads = self.reads_of(at.0, deadline.expressions())?;
            let mut beside = Vec::new();
            if !deadline.floor.is_empty() {
                for (law, at) in self.deadlines.iter().enumerate().filter(|(_, at)| at.0 > 0) {
                    let Some(floor) = self.deadline(*at).filter(|law| deadline.floor.contains(&law.id)) else {
                        continue;
                    };
                    reads.extend(self.reads_of(at.0, floor.expressions())?);
                    beside.push(law);
                }
            }
            floors.push(beside);
            let reads = closed(reads);
            for slot in reads {
                note(&mut readers, slot, |reader| reader.deadlines.push(place));
            }
        }
        for (place, at) in self.tables.iter().enumerate() {
            let Some(table) = self.table(*at) else { continue };
            let conditions = table
                .rows
                .iter()
                .map(|row| &row.when)
                .chain(table.silences.iter().map(|silence| &silence.when));
            let mut reads = self.reads_of(at.0, conditions)?;
            counts.extend(reads.iter().copied());
            let effective = table.effective.map(Expression::Question);
            reads.extend(self.reads_of(at.0, table.retrospective.iter().chain(&effective))?);
            reads.extend(self.outcome_of_approval());
            for row in &table.rows {
                reads.extend(self.rule_reads(at.0, &row.check)?);
                counts.extend(self.rule_counts(at.0, &row.check)?);
            }
            for slot in closed(reads) {
                note(&mut readers, slot, |reader| reader.tables.push(place));
            }
        }
        for slot in counts {
            if let Some(at) = self.slots.get_mut(usize::from(slot)) {
                at.counts = true;
            }
        }
        (self.conditional, self.readers, self.floors) = (order, readers, floors);
        Ok(())
    }

    /// Notes the numbers that a deadline counts as they are answered.
    fn note_counted(&mut self) {
        let counted = |at: &(Layer, usize)| match self.deadline(*at)?.within {
            Expression::Question(question) => self.slots_of(at.0, &[question]).ok()?.first().copied(),
            _ => None,
        };
        let counted: Vec<Slot> = self.deadlines.iter().filter_map(counted).collect();
        for slot in counted {
            if let Some(at) = self.slots.get_mut(usize::from(slot)) {
                at.whole = true;
            }
        }
    }

    /// Puts a conditional slot after all that its condition reads, and notes everything that it reads.
    fn order_conditions(
        &self,
        slot: Slot,
        order: &mut Vec<Slot>,
        behind: &mut [Option<Set<Slot>>],
        path: &mut Vec<Slot>,
    ) -> Result<(), PlanError> {
        if path.contains(&slot) || path.len() > DEEPEST {
            return Err(PlanError::Damaged(self.procedure().id.clone()));
        }
        let Some((layer, when)) = self
            .asked_when(slot)
            .filter(|_| matches!(behind.get(usize::from(slot)), Some(None)))
        else {
            return Ok(());
        };
        path.push(slot);
        let mut all = self.reads_of(layer, [when])?;
        for read in all.clone() {
            self.order_conditions(read, order, behind, path)?;
            all.extend(known(behind, read).copied());
        }
        path.pop();
        if let Some(kept) = behind.get_mut(usize::from(slot)) {
            *kept = Some(all);
        }
        order.push(slot);
        Ok(())
    }

    fn rule_reads(&self, layer: Layer, rule: &Rule) -> Result<Set<Slot>, PlanError> {
        let mut reads = self.reads_of(layer, rule.expressions())?;
        reads.extend(self.slots_of(layer, &rule.about)?);
        Ok(reads)
    }

    /// What has to be answered for a rule to come out; the reason for not meeting it is not among that.
    fn rule_counts(&self, layer: Layer, rule: &Rule) -> Result<Set<Slot>, PlanError> {
        self.reads_of(
            layer,
            rule.parts.iter().map(|part| &part.expect).chain(rule.when.as_ref()),
        )
    }

    pub(crate) fn slots_of(&self, layer: Layer, questions: &[QuestionIndex]) -> Result<Vec<Slot>, PlanError> {
        let at = self.layer(layer).ok_or_else(|| PlanError::Damaged(String::new()))?;
        questions
            .iter()
            .map(|question| at.slots.get(usize::from(*question)).copied())
            .collect::<Option<_>>()
            .ok_or_else(|| PlanError::Damaged(at.procedure.id.clone()))
    }

    pub(crate) fn reads_of<'a>(
        &self,
        layer: Layer,
        expressions: impl IntoIterator<Item = &'a Expression>,
    ) -> Result<Set<Slot>, PlanError> {
        let at = self.layer(layer).ok_or_else(|| PlanError::Damaged(String::new()))?;
        let mut found = Found::default();
        for expression in expressions {
            found.visit(expression, &at.procedure, usize::MAX)?;
        }
        Ok(self
            .slots_of(layer, &found.questions.into_iter().collect::<Vec<_>>())?
            .into_iter()
            .collect())
    }
}

/// The questions and facts that an expression reads.
#[derive(Default)]
struct Found {
    questions: Set<QuestionIndex>,
    facts: Set<u16>,
}

impl Found {
    /// Visits an expression; a fact may read only facts before `limit`, so there is no circle.
    fn visit(&mut self, expression: &Expression, procedure: &Procedure, limit: usize) -> Result<(), PlanError> {
        match expression {
            Expression::Question(question) | Expression::Answered(question) | Expression::Recorded(question) => {
                self.questions.insert(*question);
            }
            Expression::Fact(index) if self.facts.contains(index) => {}
            Expression::Fact(index) => {
                let fact = procedure.fact(*index).filter(|_| usize::from(*index) < limit);
                let fact = fact.ok_or_else(|| PlanError::Damaged(procedure.id.clone()))?;
                self.visit(&fact.is, procedure, usize::from(*index))?;
                self.facts.insert(*index);
            }
            other => {
                for child in other.children() {
                    self.visit(child, procedure, limit)?;
                }
            }
        }
        Ok(())
    }
}

/// What stands behind a slot, as far as it is known: everything that its condition reads.
fn known(behind: &[Option<Set<Slot>>], slot: Slot) -> impl Iterator<Item = &Slot> {
    behind.get(usize::from(slot)).into_iter().flatten().flatten()
}

fn note(readers: &mut [Readers], slot: Slot, add: impl FnOnce(&mut Readers)) {
    if let Some(reader) = readers.get_mut(usize::from(slot)) {
        add(reader);
    }
}
