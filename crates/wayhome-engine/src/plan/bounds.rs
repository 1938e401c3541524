//! What a compiled procedure may ask of whoever runs it: a file that is made to take for ever is refused before it is run.
//!
//! Every bound is worked out from the procedure alone, for the worst record there can be. So a check never has to stop half way, and the
//! same procedure is refused everywhere or nowhere.

use super::extent::{Extent, Size, Variable};
use super::{Layer, Plan, PlanError};
use crate::expression::{Expression, FactIndex, QuestionIndex};
use crate::procedure::{Kind, MOST_FACTS, MOST_OPTIONS, OptionList, Procedure, Question};

/// Each is many times what any procedure needs.
const MOST_QUESTIONS: usize = 2_000;
const MOST_OTHER_QUESTIONS: usize = 5_000;
const MOST_COLUMNS: usize = 64;
const MOST_RULES: usize = 2_000;
const MOST_TABLES: usize = 10;
const MOST_TABLE_ROWS: usize = 64;
/// Conditions within conditions, through facts and through questions that are asked under a condition. It bounds the stack.
const MOST_DEPTH: usize = 200;
/// Steps of one check, each some tens of nanoseconds at most. The largest procedure that Wayhome ships comes to a sixtieth.
const MOST_STEPS: u64 = 50_000_000;

/// As many bits as there may be facts, for the local procedure and for the law.
const WORDS: usize = MOST_FACTS.div_ceil(64);
type Facts = [[u64; WORDS]; 2];

/// The same with the facts beneath it: each is worked out, and explained, once for whoever asks.
#[derive(Debug, Clone, Copy, Default)]
struct Cost {
    size: Size,
    facts: Facts,
    /// How many questions are read, facts included, and one that is read twice twice: what it can wait for.
    reads: u64,
}

/// What a fact comes to, and how large.
#[derive(Debug, Clone, Default)]
struct FactCost {
    cost: Cost,
    extent: Extent,
}

/// A walk through expressions of one source.
#[derive(Default)]
struct Walk {
    layer: Layer,
    facts: Facts,
    reads: u64,
    /// The variables in sight, the innermost last.
    items: Vec<Variable>,
}

fn note(facts: &mut Facts, others: &Facts) {
    for (mine, theirs) in facts.iter_mut().flatten().zip(others.iter().flatten()) {
        *mine |= theirs;
    }
}

fn too_much(procedure: &Procedure, what: &'static str, most: Option<&str>) -> PlanError {
    PlanError::TooMuch {
        procedure: procedure.id.clone(),
        what,
        most: most.map(str::to_owned),
    }
}

/// Refuses a procedure that holds more than any needs, before anything is made of it.
pub(super) fn size(procedure: &Procedure) -> Result<(), PlanError> {
    let rows = |question: &Question| match &question.kind {
        Kind::Rows(columns) => columns.len(),
        _ => 0,
    };
    let options = |list: &OptionList| list.options.len();
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
        (
            procedure.option_lists.iter().map(options).max().unwrap_or_default(),
            MOST_OPTIONS,
            "has a list of more than 64 options",
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
            return Err(too_much(procedure, what, None));
        }
    }
    let mut facts = Vec::with_capacity(procedure.facts.len());
    for fact in &procedure.facts {
        let depth = depth(&fact.is, &facts);
        if depth > MOST_DEPTH {
            let what = "has facts that lie too deeply within each other";
            return Err(too_much(procedure, what, None));
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
        // What it belongs to, where that has an id of its own.
        let mut all: Vec<(Option<&str>, Cost)> = costs.slots.iter().map(|cost| (None, *cost)).collect();
        for at in &self.rules {
            if let Some(rule) = self.rule(*at) {
                all.push((Some(&rule.id), costs.of_all(at.0, rule.expressions())));
            }
        }
        for at in &self.deadlines {
            if let Some(deadline) = self.deadline(*at) {
                all.push((Some(&deadline.id), costs.of_all(at.0, deadline.expressions())));
            }
        }
        for at in &self.tables {
            let Some(table) = self.table(*at) else { continue };
            for row in &table.rows {
                // Each row is looked at for the table and for its own finding.
                let own = [&row.when, &row.when].into_iter();
                let cost = costs.of_all(at.0, own.chain(row.check.expressions()));
                all.push((Some(&row.check.id), cost));
            }
            all.push((None, costs.of_all(at.0, table.retrospective.iter())));
            for silence in &table.silences {
                all.push((None, costs.of_all(at.0, [&silence.when])));
            }
        }
        if all.iter().any(|(_, cost)| cost.size.depth > MOST_DEPTH) {
            return Err(too_much(
                &self.local,
                "has conditions that lie too deeply within each other",
                None,
            ));
        }
        let steps: Vec<(Option<&str>, u64)> = all.iter().map(|(id, cost)| (*id, costs.explained(cost))).collect();
        let all = steps.iter().map(|(_, steps)| *steps);
        if all.fold(self.reads_squared(), u64::saturating_add) > MOST_STEPS {
            let most = steps.iter().max_by_key(|(_, steps)| *steps);
            let most = most.and_then(|(id, _)| *id);
            return Err(too_much(&self.local, "could take too long to work out", most));
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
    facts: Vec<Vec<Option<FactCost>>>,
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
                let fact = fact.as_ref().filter(|_| is_beneath);
                steps = steps.saturating_add(fact.map_or(0, |fact| fact.cost.size.steps));
            }
        }
        steps.saturating_mul(cost.size.depth as u64)
    }

    fn of_all<'e>(&mut self, layer: Layer, expressions: impl IntoIterator<Item = &'e Expression>) -> Cost {
        let mut walk = Walk {
            layer,
            ..Walk::default()
        };
        let expressions = expressions.into_iter().map(|each| self.expression(&mut walk, each).0);
        let size = expressions.fold(Size::default(), Size::and);
        self.cost(size, &walk)
    }

    fn cost(&self, size: Size, walk: &Walk) -> Cost {
        Cost {
            size,
            facts: walk.facts,
            reads: walk.reads.min(self.slots.len() as u64),
        }
    }

    /// The size of an expression, and how large what it comes to can be; the facts beneath it are noted.
    fn expression(&mut self, walk: &mut Walk, expression: &Expression) -> (Size, Extent) {
        let (size, extent) = match expression {
            Expression::Question(question) | Expression::Answered(question) | Expression::Recorded(question) => {
                self.question(walk, *question)
            }
            Expression::Fact(index) => self.fact(walk, *index),
            Expression::Item(depth) => {
                let item = walk.items.iter().rev().nth(usize::from(*depth));
                item.map_or_else(Default::default, |item| {
                    (item.size.more(item.extent.weight()), item.extent.clone())
                })
            }
            Expression::Field { .. } => (Size::default(), Extent::of_cell()),
            Expression::Some(list, condition) | Expression::Every(list, condition) => {
                let (size, of) = self.expression(walk, list);
                walk.items.push(Variable::of(&of));
                // Each turn takes along what the variables in sight stand for.
                let carried = walk.items.iter().map(|item| item.extent.weight().saturating_add(1));
                let carried = carried.fold(0, u64::saturating_add);
                let mut each = self.expression(walk, condition).0.more(carried);
                walk.items.pop();
                each.steps = each.steps.saturating_mul(of.length());
                (size.and(each.deeper()), Extent::default())
            }
            other => {
                let children = other.children().into_iter();
                let parts: Vec<_> = children.map(|child| self.expression(walk, child)).collect();
                let size = parts.iter().fold(Size::default(), |all, (size, _)| all.and(*size));
                let extent = match other {
                    Expression::List(_) => Extent::list(&parts),
                    Expression::Call(function, _) => Extent::call(*function, &parts),
                    _ => Extent::default(),
                };
                (size, extent)
            }
        };
        (size.within(), extent)
    }

    /// What reading a question comes to. What it waits for, where it is perhaps asked, is worked out each time.
    fn question(&self, walk: &mut Walk, question: QuestionIndex) -> (Size, Extent) {
        let Some(layer) = self.plan.layer(walk.layer) else {
            return Default::default();
        };
        let slot = layer.slots.get(usize::from(question));
        let asked = slot.and_then(|slot| self.slots.get(usize::from(*slot)));
        let asked = asked.copied().unwrap_or_default();
        note(&mut walk.facts, &asked.facts);
        walk.reads = walk.reads.saturating_add(asked.reads).saturating_add(1);
        let kind = layer.procedure.question(question).map(|question| &question.kind);
        (asked.size, kind.map_or_else(Extent::default, Extent::of_answer))
    }

    /// What reading a fact comes to: it is among those beneath, and its own steps are counted there.
    fn fact(&mut self, walk: &mut Walk, index: FactIndex) -> (Size, Extent) {
        let (at, place) = (usize::from(walk.layer), usize::from(index));
        let known = self.facts.get(at).and_then(|facts| facts.get(place)?.clone());
        let Some(fact) = self.plan.layer(walk.layer).and_then(|at| at.procedure.fact(index)) else {
            return Default::default();
        };
        let own = known.unwrap_or_else(|| {
            let mut alone = Walk {
                layer: walk.layer,
                ..Walk::default()
            };
            let (size, extent) = self.expression(&mut alone, &fact.is);
            let cost = self.cost(size, &alone);
            FactCost { cost, extent }
        });
        if let Some(kept) = self.facts.get_mut(at).and_then(|facts| facts.get_mut(place)) {
            *kept = Some(own.clone());
        }
        note(&mut walk.facts, &own.cost.facts);
        walk.reads = walk.reads.saturating_add(own.cost.reads);
        if let Some(word) = walk.facts.get_mut(at).and_then(|facts| facts.get_mut(place / 64)) {
            *word |= 1 << (place % 64);
        }
        // A written list is looked at member by member, each time anew.
        let steps = own.extent.written.map_or(0, |_| own.cost.size.steps);
        let size = Size { steps, ..own.cost.size };
        // What it came to, or what it waits for, is copied.
        let copied = own.extent.weight().saturating_add(own.cost.reads);
        (size.more(copied), own.extent)
    }
}
