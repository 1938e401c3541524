//! What a compiled procedure may ask of whoever runs it: a file that is made to take for ever is refused before it is run.
//!
//! Every bound is worked out from the procedure alone, for the worst record there can be. So a check never has to stop half way, and the
//! same procedure is refused everywhere or nowhere.

use super::{Layer, Plan, PlanError};
use crate::answer::MOST_ROWS;
use crate::expression::{Expression, FactIndex};
use crate::procedure::{Deadline, Kind, Procedure, Question, Rule};

/// Each is many times what any procedure needs.
const MOST_QUESTIONS: usize = 2_000;
const MOST_OTHER_QUESTIONS: usize = 5_000;
const MOST_COLUMNS: usize = 64;
const MOST_FACTS: usize = 500;
const MOST_RULES: usize = 2_000;
const MOST_TABLES: usize = 10;
const MOST_TABLE_ROWS: usize = 64;
/// Conditions within conditions, through facts and through questions that are asked under a condition. It bounds the stack.
const MOST_DEPTH: usize = 200;
/// Steps of one check, each some tens of nanoseconds at most. The largest procedure that Wayhome ships comes to a twentieth.
const MOST_STEPS: u64 = 50_000_000;

/// As many bits as there may be facts, for the local procedure and for the law.
const WORDS: usize = MOST_FACTS.div_ceil(64);
type Facts = [[u64; WORDS]; 2];

/// What working out an expression may take at the most.
#[derive(Debug, Clone, Copy, Default)]
struct Cost {
    /// Evaluations of a part of it, for a record with as many rows as are read; without those of the facts beneath it.
    steps: u64,
    /// How deeply its parts lie within each other, facts included.
    depth: usize,
    /// The facts beneath it: each is worked out, and explained, once for whoever asks.
    facts: Facts,
}

impl Cost {
    fn and(self, other: Self) -> Self {
        let mut facts = self.facts;
        for (mine, theirs) in facts.iter_mut().flatten().zip(other.facts.iter().flatten()) {
            *mine |= theirs;
        }
        Self {
            steps: self.steps.saturating_add(other.steps),
            depth: self.depth.max(other.depth),
            facts,
        }
    }

    fn within(self) -> Self {
        Self {
            steps: self.steps.saturating_add(1),
            depth: self.depth.saturating_add(1),
            ..self
        }
    }
}

fn too_much(procedure: &Procedure, what: &'static str) -> PlanError {
    PlanError::TooMuch {
        procedure: procedure.id.clone(),
        what,
    }
}

/// Refuses a procedure that holds more than any needs, before anything is made of it.
pub(super) fn size(procedure: &Procedure) -> Result<(), PlanError> {
    let rows = |question: &Question| match &question.kind {
        Kind::Rows(columns) => columns.len(),
        _ => 0,
    };
    let tables = &procedure.approvals;
    let counts = [
        (
            procedure.questions.len(),
            MOST_QUESTIONS,
            "has more than 2,000 questions",
        ),
        (
            procedure.other_questions.len(),
            MOST_OTHER_QUESTIONS,
            "names more than 5,000 other questions",
        ),
        (
            procedure.questions.iter().map(rows).max().unwrap_or_default(),
            MOST_COLUMNS,
            "has a table of more than 64 columns",
        ),
        (procedure.facts.len(), MOST_FACTS, "has more than 500 facts"),
        (
            procedure.rules.len().saturating_add(procedure.deadlines.len()),
            MOST_RULES,
            "has more than 2,000 rules and deadlines",
        ),
        (tables.len(), MOST_TABLES, "has more than 10 approval tables"),
        (
            tables.iter().map(|table| table.rows.len()).max().unwrap_or_default(),
            MOST_TABLE_ROWS,
            "has an approval table of more than 64 rows",
        ),
    ];
    for (found, most, what) in counts {
        if found > most {
            return Err(too_much(procedure, what));
        }
    }
    let mut facts = Vec::with_capacity(procedure.facts.len());
    for fact in &procedure.facts {
        let depth = depth(&fact.is, &facts);
        if depth > MOST_DEPTH {
            return Err(too_much(procedure, "has facts that lie too deeply within each other"));
        }
        facts.push(depth);
    }
    Ok(())
}

/// How deeply an expression's parts lie within each other; a fact that is not among those before it counts as nothing here, and is refused
/// where it is read.
fn depth(expression: &Expression, facts: &[usize]) -> usize {
    let below = match expression {
        Expression::Fact(index) => facts.get(usize::from(*index)).copied().unwrap_or_default(),
        other => other
            .children()
            .into_iter()
            .map(|child| depth(child, facts))
            .max()
            .unwrap_or_default(),
    };
    below.saturating_add(1)
}

impl Plan {
    /// Refuses a form whose check could take too long, or go too deep, for some record.
    #[inline(never)]
    pub(super) fn bounded(&self) -> Result<(), PlanError> {
        let mut costs = Costs::of(self);
        let mut all: Vec<Cost> = costs.slots.clone();
        for at in &self.rules {
            if let Some(rule) = self.rule(*at) {
                all.push(costs.rule(at.0, rule));
            }
        }
        for at in &self.deadlines {
            if let Some(deadline) = self.deadline(*at) {
                all.push(costs.deadline(at.0, deadline));
            }
        }
        for at in &self.tables {
            let Some(table) = self.table(*at) else { continue };
            for row in &table.rows {
                // Each row is looked at for the table and for its own finding.
                let own = costs.of_all(at.0, [&row.when, &row.when]);
                all.push(own.and(costs.rule(at.0, &row.check)));
            }
            for silence in &table.silences {
                all.push(costs.of_all(at.0, [&silence.when]));
            }
        }
        if all.iter().any(|cost| cost.depth > MOST_DEPTH) {
            return Err(too_much(
                &self.local,
                "has conditions that lie too deeply within each other",
            ));
        }
        let steps = all.iter().map(|cost| costs.explained(cost));
        if steps.fold(self.reads_squared(), u64::saturating_add) > MOST_STEPS {
            return Err(too_much(&self.local, "could take too long to work out"));
        }
        Ok(())
    }

    /// Reasons are compared with each other, so that each is told once.
    fn reads_squared(&self) -> u64 {
        let mut reads = vec![0_u64; self.rules.len()];
        for place in self.readers.iter().flat_map(|reader| &reader.rules) {
            if let Some(count) = reads.get_mut(*place) {
                *count += 1;
            }
        }
        reads
            .iter()
            .map(|count| count.saturating_mul(*count))
            .fold(0, u64::saturating_add)
    }
}

/// What facts and conditions come to, worked out once each.
struct Costs<'p> {
    plan: &'p Plan,
    facts: Vec<Vec<Option<Cost>>>,
    slots: Vec<Cost>,
}

impl<'p> Costs<'p> {
    fn of(plan: &'p Plan) -> Self {
        let mut costs = Self {
            plan,
            facts: plan
                .layers
                .iter()
                .map(|layer| vec![None; layer.procedure.facts.len()])
                .collect(),
            slots: vec![Cost::default(); plan.slots.len()],
        };
        // Each stands after those that its condition reads, so what a fact beneath it comes to is final as well.
        for slot in &plan.conditional {
            let Some((layer, when)) = plan.asked_when(*slot) else {
                continue;
            };
            let cost = costs.expression(layer, when).within();
            if let Some(kept) = costs.slots.get_mut(usize::from(*slot)) {
                *kept = cost;
            }
        }
        costs
    }

    /// The steps of an expression and of each fact beneath it. Explaining looks at each level anew.
    fn explained(&self, cost: &Cost) -> u64 {
        let mut steps = cost.steps;
        for (facts, known) in cost.facts.iter().zip(&self.facts) {
            for (place, fact) in known.iter().enumerate() {
                let is_beneath = facts.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1);
                steps = steps.saturating_add(fact.filter(|_| is_beneath).map_or(0, |fact| fact.steps));
            }
        }
        steps.saturating_mul(cost.depth as u64)
    }

    fn of_all<'e>(&mut self, layer: Layer, expressions: impl IntoIterator<Item = &'e Expression>) -> Cost {
        let mut all = Cost::default();
        for expression in expressions {
            all = all.and(self.expression(layer, expression));
        }
        all
    }

    fn rule(&mut self, layer: Layer, rule: &Rule) -> Cost {
        let parts = rule
            .parts
            .iter()
            .flat_map(|part| std::iter::once(&part.expect).chain(&part.explained));
        self.of_all(layer, parts.chain(&rule.when))
    }

    fn deadline(&mut self, layer: Layer, deadline: &Deadline) -> Cost {
        let parts = [&deadline.from, &deadline.within].into_iter();
        self.of_all(layer, parts.chain(&deadline.when).chain(&deadline.met_by))
    }

    fn expression(&mut self, layer: Layer, expression: &Expression) -> Cost {
        match expression {
            Expression::Question(question) | Expression::Answered(question) | Expression::Recorded(question) => {
                let slot = self
                    .plan
                    .layer(layer)
                    .and_then(|at| at.slots.get(usize::from(*question)));
                slot.and_then(|slot| self.slots.get(usize::from(*slot)))
                    .copied()
                    .unwrap_or_default()
                    .within()
            }
            Expression::Fact(index) => self.fact(layer, *index).within(),
            Expression::Some(list, condition) | Expression::Every(list, condition) => {
                let items = match list.as_ref() {
                    Expression::List(items) => items.len() as u64,
                    _ => MOST_ROWS as u64,
                };
                let (list, each) = (self.expression(layer, list), self.expression(layer, condition).within());
                let all = Cost {
                    steps: each.steps.saturating_mul(items),
                    ..each
                };
                list.and(all).within()
            }
            other => self.of_all(layer, other.children()).within(),
        }
    }

    /// What reading a fact comes to: one step, and the fact is among those beneath.
    fn fact(&mut self, layer: Layer, index: FactIndex) -> Cost {
        let (at, place) = (usize::from(layer), usize::from(index));
        let known = self.facts.get(at).and_then(|facts| facts.get(place).copied().flatten());
        let Some(fact) = self.plan.layer(layer).and_then(|layer| layer.procedure.fact(index)) else {
            return Cost::default();
        };
        let own = known.unwrap_or_else(|| self.expression(layer, &fact.is));
        if let Some(kept) = self.facts.get_mut(at).and_then(|facts| facts.get_mut(place)) {
            *kept = Some(own);
        }
        let mut read = Cost { steps: 0, ..own };
        if let Some(word) = read.facts.get_mut(at).and_then(|facts| facts.get_mut(place / 64)) {
            *word |= 1 << (place % 64);
        }
        read
    }
}
