//! Why an expression came to what it is, and what would settle one that is unknown.

use rust_decimal::Decimal;

use crate::counted::Counted;
use crate::evaluate::{Answers, Item, Read, Scope};
use crate::expression::{Expression, FactIndex, QuestionIndex, Test};
use crate::period::Moment;
use crate::plan::{Layer, Slot};
use crate::procedure::Fact;
use crate::rows::{Cell, Holds};
use crate::set::Set;
use crate::truth::Truth;
use crate::value::Value;

/// One thing that made a result so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reason {
    /// A question's answer.
    Answer(Slot),
    /// A question has no answer.
    Blank(Slot),
    /// A named fact, with what it came to.
    Fact { layer: Layer, fact: u16, value: Shown },
    /// Days or years that were counted, and have no name.
    Counted(Counted),
    /// A cell of a table.
    Cell { cell: Cell, holds: Holds },
    /// So many more rows of a table, of which the same is to be said.
    MoreRows { slot: Slot, more: u16 },
    /// A more specific row of the table, by its id, decides.
    MoreSpecific(String),
}

impl Reason {
    /// The question of whose answer it speaks, or of a part of it.
    pub(crate) fn question(&self) -> Option<Slot> {
        match self {
            Self::Answer(slot) | Self::Blank(slot) | Self::MoreRows { slot, .. } => Some(*slot),
            Self::Cell { cell, .. } => Some(cell.slot),
            Self::Fact { .. } | Self::Counted(_) | Self::MoreSpecific(_) => None,
        }
    }
}

/// The value of a fact, as far as a reason shows it: never a person's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shown {
    YesNo(bool),
    Number(Decimal),
    Moment(Moment),
    Seconds(i64),
    Months(i32),
    Recorded,
}

/// Explanations of facts, by source and place.
#[derive(Debug, Default)]
pub(crate) struct Explained {
    questions: Vec<(FactKey, Set<Slot>)>,
    needs: Vec<(FactKey, Set<Slot>)>,
    reasons: Vec<(FactKey, Vec<Reason>)>,
    pub(crate) open_cells: Vec<(FactKey, Vec<Reason>)>,
}

type FactKey = (Layer, FactIndex);

/// What is kept of a fact. A record asks for a few dozen at most.
pub(crate) fn kept<T: Clone>(all: &[(FactKey, T)], key: FactKey) -> Option<T> {
    all.iter().find(|(known, _)| *known == key).map(|(_, of)| of.clone())
}

impl<'a, A: Answers> Scope<'_, 'a, A> {
    /// The fewest questions that settle an unknown expression once all of them are answered, whatever the answers.
    pub(crate) fn needs(&self, expression: &'a Expression) -> Set<Slot> {
        match expression {
            Expression::And(parts) => self.unknown(parts).flat_map(|part| self.needs(part)).collect(),
            Expression::Or(parts) => {
                // A part that can only become Yes settles the whole alone; otherwise all unknown parts have to be told.
                let alone = parts
                    .iter()
                    .filter(|part| only_yes(part) && self.truth(part).is_unknown());
                let alone = alone.map(|part| self.needs(part)).min_by_key(Set::len);
                alone.unwrap_or_else(|| self.unknown(parts).flat_map(|part| self.needs(part)).collect())
            }
            Expression::Not(inner) => self.needs(inner),
            Expression::Answered(question) | Expression::Recorded(question) | Expression::Question(question) => {
                self.needs_question(*question)
            }
            Expression::Fact(index) => self.needs_fact(*index),
            Expression::Item(depth) => match self.item(*depth) {
                // Within it, variables count from where it stands.
                Some(Item::Unknown(member, outside)) => self.outside(*outside).needs(member),
                _ => Set::new(),
            },
            Expression::Some(list, condition) | Expression::Every(list, condition) => match self.each(list) {
                None => self.needs_value(list),
                Some(items) => {
                    let are_rows = items.iter().any(|item| matches!(item, Item::Row { .. }));
                    let open: Vec<_> = items
                        .into_iter()
                        .map(|item| self.with(item))
                        .filter(|scope| scope.truth(condition).is_unknown())
                        .collect();
                    let mut needs: Set<_> = open.iter().flat_map(|scope| scope.needs(condition)).collect();
                    // A blank cell is mended in its table. An option that was chosen is known.
                    if !open.is_empty() && (are_rows || needs.is_empty()) {
                        needs.extend(self.questions(list));
                    }
                    needs
                }
            },
            operator => {
                let mut open = operator.children();
                open.retain(|child| self.value(child) == Read::Unknown);
                if open.is_empty() {
                    // All operands are known, and still there is no answer (counting backwards, say): one of them needs mending.
                    return self.questions(operator);
                }
                open.into_iter().flat_map(|child| self.needs(child)).collect()
            }
        }
    }

    /// What an expression waits for, if it is unknown.
    pub(crate) fn needs_value(&self, expression: &'a Expression) -> Set<Slot> {
        if self.value(expression) == Read::Unknown {
            self.needs(expression)
        } else {
            Set::new()
        }
    }

    fn unknown(&self, parts: &'a [Expression]) -> impl Iterator<Item = &'a Expression> {
        parts.iter().filter(|part| self.truth(part).is_unknown())
    }

    fn needs_question(&self, question: QuestionIndex) -> Set<Slot> {
        self.slot(question).map_or_else(Set::new, |slot| self.needs_slot(slot))
    }

    /// What a slot waits for: its own answer, or those that tell whether it is asked.
    pub(crate) fn needs_slot(&self, slot: Slot) -> Set<Slot> {
        match (
            self.evaluation.answers.asked(slot),
            self.evaluation.plan.asked_when(slot),
        ) {
            (Truth::Unknown, Some((layer, when))) => self.evaluation.in_layer(layer).needs(when),
            _ => std::iter::once(slot).collect(),
        }
    }

    /// Every question that an expression reads.
    pub(crate) fn questions(&self, expression: &'a Expression) -> Set<Slot> {
        match expression {
            Expression::Question(question) | Expression::Answered(question) | Expression::Recorded(question) => {
                self.slot(*question).into_iter().collect()
            }
            Expression::Fact(index) => self.questions_of_fact(*index),
            other => (other.children().into_iter())
                .flat_map(|child| self.questions(child))
                .collect(),
        }
    }

    fn questions_of_fact(&self, index: FactIndex) -> Set<Slot> {
        let key = (self.layer, index);
        if let Some(kept) = kept(&self.evaluation.explained.borrow().questions, key) {
            return kept;
        }
        let fact = self.fact_at(index);
        let questions = fact.map_or_else(Set::new, |fact| self.questions(&fact.is));
        let mut explained = self.evaluation.explained.borrow_mut();
        explained.questions.push((key, questions.clone()));
        questions
    }

    pub(crate) fn fact_at(&self, index: FactIndex) -> Option<&'a Fact> {
        self.evaluation.plan.layer(self.layer)?.procedure.fact(index)
    }

    fn needs_fact(&self, index: FactIndex) -> Set<Slot> {
        let key = (self.layer, index);
        if let Some(kept) = kept(&self.evaluation.explained.borrow().needs, key) {
            return kept;
        }
        let alone = self.evaluation.in_layer(self.layer);
        let needs = self.fact_at(index).map_or_else(Set::new, |fact| alone.needs(&fact.is));
        self.evaluation.explained.borrow_mut().needs.push((key, needs.clone()));
        needs
    }

    /// A named fact is a reason itself; one without a name is explained by what is beneath it.
    fn reasons_of_fact(&self, index: FactIndex, value: Read<'a>) -> Vec<Reason> {
        let Some(fact) = self.fact_at(index) else {
            return Vec::new();
        };
        let key = (self.layer, index);
        if let Some(kept) = kept(&self.evaluation.explained.borrow().reasons, key) {
            return kept;
        }
        let alone = self.evaluation.in_layer(self.layer);
        let reasons = match (&fact.name, value) {
            (Some(_), Read::Known(value)) => vec![Reason::Fact {
                layer: self.layer,
                fact: index,
                value: shown(&value),
            }],
            (_, Read::Known(Value::Bool(_))) => alone.reasons(&fact.is),
            _ => alone.atoms(&fact.is),
        };
        self.evaluation
            .explained
            .borrow_mut()
            .reasons
            .push((key, reasons.clone()));
        reasons
    }

    /// The shortest sufficient reason why a condition came to Yes or No.
    pub(crate) fn reasons(&self, expression: &'a Expression) -> Vec<Reason> {
        match (expression, self.truth(expression)) {
            (_, Truth::Unknown) | (Expression::Bool(_), _) => Vec::new(),
            (Expression::And(parts), Truth::Yes) | (Expression::Or(parts), Truth::No) => {
                distinct(parts.iter().flat_map(|part| self.reasons(part)))
            }
            (Expression::And(parts) | Expression::Or(parts), decided) => {
                let enough = parts
                    .iter()
                    .filter(|part| self.truth(part) == decided)
                    .map(|part| self.reasons(part));
                enough.min_by_key(|reasons| length(reasons)).unwrap_or_default()
            }
            (Expression::Not(inner), _) => self.reasons(inner),
            (Expression::In(item, tests), Truth::Yes) => {
                let read = self.value(item);
                let passed = tests.iter().find(|test| self.test(&read, test).is_yes());
                distinct(
                    self.atoms(item)
                        .into_iter()
                        .chain(passed.into_iter().flat_map(|test| self.test_atoms(test))),
                )
            }
            // No row by itself makes an `every` hold or a `some` not.
            (Expression::Some(list, _), Truth::No) | (Expression::Every(list, _), Truth::Yes) => self.atoms(list),
            (other, _) => self.atoms(other),
        }
    }

    fn test_atoms(&self, test: &'a Test) -> Vec<Reason> {
        match test {
            Test::Compare(_, value) | Test::Among(value) => self.atoms(value),
            Test::Between { low, high, .. } => distinct(self.atoms(low).into_iter().chain(self.atoms(high))),
        }
    }

    /// The answers and named facts that a value is made of, and what was counted between days without a name for it.
    pub(crate) fn atoms(&self, expression: &'a Expression) -> Vec<Reason> {
        match expression {
            Expression::Question(question) | Expression::Answered(question) | Expression::Recorded(question) => {
                self.atom(*question)
            }
            Expression::Fact(index) => self.reasons_of_fact(*index, self.value(expression)),
            Expression::Field { item, field } => self.cell(*item, *field).into_iter().collect(),
            Expression::Some(list, condition) | Expression::Every(list, condition) => {
                self.reasons_of_list(expression, (list, condition))
            }
            Expression::And(_) | Expression::Or(_) | Expression::Not(_) => self.reasons(expression),
            other => {
                let counted = self.counted(other);
                let parts = other.children().into_iter().flat_map(|child| self.atoms(child));
                // A count names the cell that it was counted from. When somebody in the household was born is nobody's business here.
                let parts = parts.filter(|part| counted.is_none() || !matches!(part, Reason::Cell { .. }));
                distinct(parts.chain(counted.clone()))
            }
        }
    }

    /// Why a value that is not asked is not: the reasons of those of its parts that are not.
    pub(crate) fn why_not_asked(&self, expression: &'a Expression) -> Vec<Reason> {
        match expression {
            Expression::Question(question) => self.atom(*question),
            Expression::Fact(index) => {
                let alone = self.evaluation.in_layer(self.layer);
                self.fact_at(*index)
                    .map_or_else(Vec::new, |fact| alone.why_not_asked(&fact.is))
            }
            other => {
                let parts = other.children().into_iter();
                let parts = parts.filter(|part| self.value(part) == Read::NotApplicable);
                distinct(parts.flat_map(|part| self.why_not_asked(part)))
            }
        }
    }

    fn atom(&self, question: QuestionIndex) -> Vec<Reason> {
        let Some(slot) = self.slot(question) else {
            return Vec::new();
        };
        let answers = self.evaluation.answers;
        match (answers.asked(slot), self.evaluation.plan.asked_when(slot)) {
            (Truth::No, Some((layer, when))) => self.evaluation.in_layer(layer).reasons(when),
            _ if answers.stored(slot).is_some_and(|stored| stored.answer.is_some()) => vec![Reason::Answer(slot)],
            _ => vec![Reason::Blank(slot)],
        }
    }
}

/// Can this, now unknown, only become Yes?
fn only_yes(expression: &Expression) -> bool {
    match expression {
        Expression::Recorded(_) => true,
        Expression::And(parts) | Expression::Or(parts) => parts.iter().all(only_yes),
        _ => false,
    }
}

fn shown(value: &Value<'_>) -> Shown {
    match value {
        Value::Bool(yes) => Shown::YesNo(*yes),
        Value::Number(number) => Shown::Number(*number),
        Value::Date(date) => Shown::Moment(Moment::Date(*date)),
        Value::DateTime(at) => Shown::Moment(Moment::DateTime(*at)),
        Value::Seconds(seconds) => Shown::Seconds(*seconds),
        Value::Months(months) => Shown::Months(*months),
        Value::Text(_) | Value::Option(_) | Value::Options(_) | Value::List(_) | Value::Rows(_) => Shown::Recorded,
    }
}

/// How much a reader has to take in. A count only says what the answers beside it come to, and a row is part of its table.
fn length(reasons: &[Reason]) -> usize {
    let told = reasons.iter();
    told.filter(|reason| {
        !matches!(
            reason,
            Reason::Counted(_) | Reason::Cell { .. } | Reason::MoreRows { .. }
        )
    })
    .count()
}

/// Each reason once, in the order in which they came.
pub(crate) fn distinct(reasons: impl IntoIterator<Item = Reason>) -> Vec<Reason> {
    let mut kept: Vec<Reason> = Vec::new();
    for reason in reasons {
        if !kept.contains(&reason) {
            kept.push(reason);
        }
    }
    kept
}
