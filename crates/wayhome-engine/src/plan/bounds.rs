//! What a compiled procedure may ask of whoever runs it: a file that is made to take for ever is refused before it is run.
//!
//! Every bound is worked out from the procedure alone, for the worst record there can be. So a check never has to stop half way, and the
//! same procedure is refused everywhere or nowhere.

use super::{Layer, Plan, PlanError};
use crate::answer::MOST_ROWS;
use crate::expression::{Expression, FactIndex};
use crate::procedure::{Kind, Procedure, Question};

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
struct Size {
    /// Evaluations of a part of it, for a record with as many rows as are read; without those of the facts beneath it.
    steps: u64,
    /// How deeply its parts lie within each other, facts included.
    depth: usize,
}

impl Size {
    fn and(self, other: Self) -> Self {
        Self {
            steps: self.steps.saturating_add(other.steps),
            depth: self.depth.max(other.depth),
        }
    }

    fn within(self) -> Self {
        Self {
            steps: self.steps.saturating_add(1),
            depth: self.depth.saturating_add(1),
        }
    }
}

/// The same with the facts beneath it: each is worked out, and explained, once for whoever asks.
#[derive(Debug, Clone, Copy, Default)]
struct Cost {
    size: Size,
    facts: Facts,
}

fn note(facts: &mut Facts, others: &Facts) {
    for (mine, theirs) in facts.iter_mut().flatten().zip(others.iter().flatten()) {
        *mine |= theirs;
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
        other => (other.children().into_iter().map(|child| depth(child, facts)))
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
                all.push(costs.of_all(at.0, rule.expressions()));
            }
        }
        for at in &self.deadlines {
            if let Some(deadline) = self.deadline(*at) {
                all.push(costs.of_all(at.0, deadline.expressions()));
            }
        }
        for at in &self.tables {
            let Some(table) = self.table(*at) else { continue };
            for row in &table.rows {
                // Each row is looked at for the table and for its own finding.
                let own = [&row.when, &row.when].into_iter();
                all.push(costs.of_all(at.0, own.chain(row.check.expressions())));
            }
            all.push(costs.of_all(at.0, table.retrospective.iter()));
            for silence in &table.silences {
                all.push(costs.of_all(at.0, [&silence.when]));
            }
        }
        if all.iter().any(|cost| cost.size.depth > MOST_DEPTH) {
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
            let mut cost = costs.of_all(layer, [when]);
            cost.size = cost.size.within();
            if let Some(kept) = costs.slots.get_mut(usize::from(*slot)) {
                *kept = cost;
            }
        }
        costs
    }

    /// The steps of an expression and of each fact beneath it. Explaining looks at each level anew.
    fn explained(&self, cost: &Cost) -> u64 {
        let mut steps = cost.size.steps;
        for (facts, known) in cost.facts.iter().zip(&self.facts) {
            for (place, fact) in known.iter().enumerate() {
                let is_beneath = facts.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1);
                steps = steps.saturating_add(fact.filter(|_| is_beneath).map_or(0, |fact| fact.size.steps));
            }
        }
        steps.saturating_mul(cost.size.depth as u64)
    }

    fn of_all<'e>(&mut self, layer: Layer, expressions: impl IntoIterator<Item = &'e Expression>) -> Cost {
        let mut all = Cost::default();
        for expression in expressions {
            all.size = all.size.and(self.expression(layer, expression, &mut all.facts));
        }
        all
    }

    /// The size of an expression; the facts beneath it are noted.
    fn expression(&mut self, layer: Layer, expression: &Expression, facts: &mut Facts) -> Size {
        match expression {
            Expression::Question(question) | Expression::Answered(question) | Expression::Recorded(question) => {
                let slot = (self.plan.layer(layer)).and_then(|at| at.slots.get(usize::from(*question)));
                let asked = slot.and_then(|slot| self.slots.get(usize::from(*slot)));
                asked.map_or_else(Size::default, |asked| {
                    note(facts, &asked.facts);
                    asked.size
                })
            }
            Expression::Fact(index) => self.fact(layer, *index, facts),
            Expression::Some(list, condition) | Expression::Every(list, condition) => {
                let items = match list.as_ref() {
                    Expression::List(items) => items.len() as u64,
                    _ => MOST_ROWS as u64,
                };
                let list = self.expression(layer, list, facts);
                let mut each = self.expression(layer, condition, facts).within();
                each.steps = each.steps.saturating_mul(items);
                list.and(each)
            }
            other => {
                let children = other.children().into_iter();
                children.fold(Size::default(), |all, child| {
                    all.and(self.expression(layer, child, facts))
                })
            }
        }
        .within()
    }

    /// Is it a list that is written out, here or in a fact?
    fn is_list(&self, layer: Layer, expression: &Expression) -> bool {
        match expression {
            Expression::List(_) => true,
            Expression::Fact(index) => {
                let at = self.plan.layer(layer);
                at.and_then(|at| at.procedure.fact(*index))
                    .is_some_and(|fact| self.is_list(layer, &fact.is))
            }
            _ => false,
        }
    }

    /// What reading a fact comes to: it is among those beneath, and its own steps are counted there.
    fn fact(&mut self, layer: Layer, index: FactIndex, facts: &mut Facts) -> Size {
        let (at, place) = (usize::from(layer), usize::from(index));
        let known = self.facts.get(at).and_then(|facts| facts.get(place).copied().flatten());
        let Some(fact) = self.plan.layer(layer).and_then(|layer| layer.procedure.fact(index)) else {
            return Size::default();
        };
        let own = known.unwrap_or_else(|| self.of_all(layer, [&fact.is]));
        if let Some(kept) = self.facts.get_mut(at).and_then(|facts| facts.get_mut(place)) {
            *kept = Some(own);
        }
        note(facts, &own.facts);
        if let Some(word) = facts.get_mut(at).and_then(|facts| facts.get_mut(place / 64)) {
            *word |= 1 << (place % 64);
        }
        // A written list is looked at member by member, each time anew.
        let steps = if self.is_list(layer, &fact.is) {
            own.size.steps
        } else {
            0
        };
        Size { steps, ..own.size }
    }
}
