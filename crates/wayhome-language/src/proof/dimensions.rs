//! What the conditions of a table can tell apart.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use chrono::{DateTime, Datelike};
use rust_decimal::Decimal;
use wayhome_engine::{Comparison, Expression, Function, Kind, Procedure, QuestionIndex, Test};

use super::predicate::Predicate;

/// One thing that the conditions look at, and the values of it that they can tell apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Dimension {
    /// A yes/no question: no, yes.
    YesNo(QuestionIndex),
    /// A choice: its options, in order.
    Choice(QuestionIndex, usize),
    /// Whether one option of a question with several is chosen: no, yes.
    Chosen(QuestionIndex, u16),
    /// A number, a count, a date or a duration that is compared with constants: one value for each constant and for each stretch
    /// between. Dates and durations are numbers here.
    Measure { term: Expression, values: Vec<Decimal> },
    /// How two things that are not constant compare: before, same, after.
    Order(Expression, Expression),
    /// A condition that is not looked into: no, yes.
    Opaque(Expression),
}

/// Whether a question that is asked only under a condition may also be one that is not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Absences {
    Included,
    LeftOut,
}

/// All dimensions of a table.
pub(super) struct Dimensions<'p> {
    pub(super) procedure: &'p Procedure,
    pub(super) all: Vec<Dimension>,
}

impl<'p> Dimensions<'p> {
    pub(super) fn new(procedure: &'p Procedure) -> Self {
        Self {
            procedure,
            all: Vec::new(),
        }
    }

    /// Notes everything that a condition looks at.
    pub(super) fn collect(&mut self, condition: &Expression) {
        // What a predicate would look up, and does not find, is added; so both walk the condition in one way.
        let mut missing = Vec::new();
        self.walk(condition, &mut missing);
        for dimension in missing {
            self.add(dimension);
        }
    }

    fn add(&mut self, dimension: Dimension) {
        if let Dimension::Measure { term, values } = &dimension {
            let kept = self.all.iter_mut().find_map(|known| match known {
                Dimension::Measure { term: same, values } if same == term => Some(values),
                _ => None,
            });
            match kept {
                Some(kept) => kept.extend(
                    values
                        .iter()
                        .copied()
                        .filter(|value| !kept.contains(value))
                        .collect::<Vec<_>>(),
                ),
                None => self.all.push(dimension),
            }
        } else if !self.all.contains(&dimension) {
            self.all.push(dimension);
        }
    }

    /// Cuts everything that is measured into its stretches. Call it once, when everything is collected.
    pub(super) fn cut(&mut self) {
        for dimension in &mut self.all {
            if let Dimension::Measure { term, values } = dimension {
                *values = stretches(values, counts(term));
            }
        }
    }

    /// A collected condition over cells.
    pub(super) fn predicate(&self, condition: &Expression) -> Predicate {
        self.walk(condition, &mut Vec::new())
    }

    /// How many cells there are; the largest number where there are more.
    pub(super) fn space(&self, absences: Absences) -> u64 {
        self.sizes(absences)
            .into_iter()
            .fold(1, |space, size| space.saturating_mul(size as u64))
    }

    /// Tries every cell: one value for each dimension, by its place.
    pub(super) fn each_cell(&self, absences: Absences, mut visit: impl FnMut(&[usize])) {
        let sizes = self.sizes(absences);
        let mut cell = vec![0; sizes.len()];
        loop {
            visit(&cell);
            let turned = cell.iter_mut().zip(&sizes).find_map(|(value, size)| {
                *value = (*value + 1) % size.max(&1);
                (*value != 0).then_some(())
            });
            if turned.is_none() {
                return;
            }
        }
    }

    /// How many values each dimension has. Beyond the last of them, a question that is not asked: no predicate holds of it, as in the engine.
    fn sizes(&self, absences: Absences) -> Vec<usize> {
        let absent = |dimension: &Dimension| absences == Absences::Included && self.may_be_absent(dimension);
        self.all
            .iter()
            .map(|dimension| dimension.size() + usize::from(absent(dimension)))
            .collect()
    }

    /// Does a dimension look at a question that some form asks only under a condition?
    fn may_be_absent(&self, dimension: &Dimension) -> bool {
        let asks = self
            .procedure
            .forms
            .iter()
            .flat_map(|form| &form.sections)
            .flat_map(|section| &section.ask);
        let conditional: BTreeSet<QuestionIndex> =
            asks.filter(|ask| ask.when.is_some()).map(|ask| ask.question).collect();
        let reads = |term: &Expression| questions(term).iter().any(|question| conditional.contains(question));
        match dimension {
            Dimension::YesNo(question) | Dimension::Choice(question, _) | Dimension::Chosen(question, _) => {
                conditional.contains(question)
            }
            Dimension::Measure { term, .. } | Dimension::Opaque(term) => reads(term),
            Dimension::Order(left, right) => reads(left) || reads(right),
        }
    }

    fn walk(&self, condition: &Expression, missing: &mut Vec<Dimension>) -> Predicate {
        match condition {
            Expression::Bool(holds) => Predicate::Always(*holds),
            Expression::And(parts) => Predicate::All(parts.iter().map(|part| self.walk(part, missing)).collect()),
            Expression::Or(parts) => Predicate::Any(parts.iter().map(|part| self.walk(part, missing)).collect()),
            Expression::Not(inner) => Predicate::Not(Box::new(self.walk(inner, missing))),
            Expression::Fact(index) => match self.procedure.fact(*index) {
                Some(fact) => self.walk(&fact.is, missing),
                None => Predicate::Always(false),
            },
            Expression::Question(question) => self.two(Dimension::YesNo(*question), missing),
            Expression::Compare(comparison, left, right) => self.compare(*comparison, left, right, missing),
            Expression::In(item, tests) => {
                Predicate::Any(tests.iter().map(|test| self.test(item, test, missing)).collect())
            }
            other => self.two(Dimension::Opaque(self.open(other)), missing),
        }
    }

    fn test(&self, item: &Expression, test: &Test, missing: &mut Vec<Dimension>) -> Predicate {
        match test {
            Test::Compare(comparison, value) => self.compare(*comparison, item, value, missing),
            Test::Among(Expression::List(values)) => {
                let mut any = Vec::with_capacity(values.len());
                for value in values {
                    any.push(self.compare(Comparison::Equal, item, value, missing));
                }
                Predicate::Any(any)
            }
            Test::Among(list) => match (item, self.open(list)) {
                (Expression::Option(option), Expression::Question(question)) => {
                    self.two(Dimension::Chosen(question, *option), missing)
                }
                _ => self.two(
                    Dimension::Opaque(Expression::In(Box::new(self.open(item)), vec![test.clone()])),
                    missing,
                ),
            },
            Test::Between {
                low,
                low_inside,
                high,
                high_inside,
            } => {
                let above = if *low_inside {
                    Comparison::GreaterOrEqual
                } else {
                    Comparison::Greater
                };
                let below = if *high_inside {
                    Comparison::LessOrEqual
                } else {
                    Comparison::Less
                };
                Predicate::All(vec![
                    self.compare(above, item, low, missing),
                    self.compare(below, item, high, missing),
                ])
            }
        }
    }

    fn compare(
        &self,
        comparison: Comparison,
        left: &Expression,
        right: &Expression,
        missing: &mut Vec<Dimension>,
    ) -> Predicate {
        if comparison == Comparison::NotEqual {
            return Predicate::Not(Box::new(self.compare(Comparison::Equal, left, right, missing)));
        }
        let (left, right) = (self.open(left), self.open(right));
        match (&left, &right) {
            (Expression::Bool(yes), Expression::Question(question))
            | (Expression::Question(question), Expression::Bool(yes)) => {
                self.of(Dimension::YesNo(*question), vec![!yes, *yes], missing)
            }
            (Expression::Bool(yes), other) | (other, Expression::Bool(yes)) => {
                let inner = self.walk(other, missing);
                if *yes { inner } else { Predicate::Not(Box::new(inner)) }
            }
            (Expression::Option(option), Expression::Question(question))
            | (Expression::Question(question), Expression::Option(option)) => {
                let size = self.options(*question);
                let holds = (0..size).map(|place| place == usize::from(*option)).collect();
                self.of(Dimension::Choice(*question, size), holds, missing)
            }
            _ => match (measure(&left), measure(&right)) {
                (Some(a), Some(b)) => Predicate::Always(stands(comparison, a.cmp(&b))),
                (None, Some(constant)) => self.measured(&left, comparison, constant, missing),
                (Some(constant), None) => self.measured(&right, turned(comparison), constant, missing),
                (None, None) => self.ordered(comparison, left, right, missing),
            },
        }
    }

    /// Something measured against a constant.
    fn measured(
        &self,
        term: &Expression,
        comparison: Comparison,
        constant: Decimal,
        missing: &mut Vec<Dimension>,
    ) -> Predicate {
        let found = self
            .all
            .iter()
            .enumerate()
            .find_map(|(place, dimension)| match dimension {
                Dimension::Measure { term: same, values } if same == term => Some((place, values)),
                _ => None,
            });
        missing.push(Dimension::Measure {
            term: term.clone(),
            values: vec![constant],
        });
        found.map_or(Predicate::Always(false), |(dimension, values)| Predicate::Of {
            dimension,
            holds: values
                .iter()
                .map(|value| stands(comparison, value.cmp(&constant)))
                .collect(),
        })
    }

    /// Two things that are not constant, compared with each other; the other way round is the same dimension.
    fn ordered(
        &self,
        comparison: Comparison,
        left: Expression,
        right: Expression,
        missing: &mut Vec<Dimension>,
    ) -> Predicate {
        let other_way = Dimension::Order(right.clone(), left.clone());
        let (dimension, comparison) = if self.all.contains(&other_way) {
            (other_way, turned(comparison))
        } else {
            (Dimension::Order(left, right), comparison)
        };
        let holds = [Ordering::Less, Ordering::Equal, Ordering::Greater]
            .map(|order| stands(comparison, order))
            .into();
        self.of(dimension, holds, missing)
    }

    fn two(&self, dimension: Dimension, missing: &mut Vec<Dimension>) -> Predicate {
        self.of(dimension, vec![false, true], missing)
    }

    fn of(&self, dimension: Dimension, holds: Vec<bool>, missing: &mut Vec<Dimension>) -> Predicate {
        let place = self.all.iter().position(|known| *known == dimension);
        missing.push(dimension);
        place.map_or(Predicate::Always(false), |dimension| Predicate::Of { dimension, holds })
    }

    /// An expression with its outermost facts opened, so that one thing under two names is one dimension.
    fn open(&self, expression: &Expression) -> Expression {
        match expression {
            Expression::Fact(index) => self
                .procedure
                .fact(*index)
                .map_or_else(|| expression.clone(), |fact| self.open(&fact.is)),
            Expression::Call(function, parts) => {
                Expression::Call(*function, parts.iter().map(|part| self.open(part)).collect())
            }
            Expression::Add(left, right) => Expression::Add(Box::new(self.open(left)), Box::new(self.open(right))),
            Expression::Subtract(left, right) => {
                Expression::Subtract(Box::new(self.open(left)), Box::new(self.open(right)))
            }
            Expression::Multiply(left, right) => {
                Expression::Multiply(Box::new(self.open(left)), Box::new(self.open(right)))
            }
            Expression::Negate(inner) => Expression::Negate(Box::new(self.open(inner))),
            other => other.clone(),
        }
    }

    fn options(&self, question: QuestionIndex) -> usize {
        let Some(Kind::Choice(list) | Kind::Choices(list)) =
            self.procedure.question(question).map(|question| &question.kind)
        else {
            return 0;
        };
        self.procedure
            .option_lists
            .get(usize::from(*list))
            .map_or(0, |list| list.options.len())
    }
}

impl Dimension {
    fn size(&self) -> usize {
        match self {
            Self::YesNo(_) | Self::Chosen(..) | Self::Opaque(_) => 2,
            Self::Choice(_, options) => *options,
            Self::Measure { values, .. } => values.len(),
            Self::Order(..) => 3,
        }
    }
}

/// The questions that a term reads, in the order in which it reads them; its facts are opened already.
pub(super) fn questions(term: &Expression) -> Vec<QuestionIndex> {
    match term {
        Expression::Question(question) => vec![*question],
        other => other.children().into_iter().flat_map(questions).collect(),
    }
}

/// A constant as a number: dates in days, durations in seconds or months, which never meet each other in one comparison.
fn measure(expression: &Expression) -> Option<Decimal> {
    match expression {
        Expression::Number(number) => Some(*number),
        Expression::Date(date) => Some(date.num_days_from_ce().into()),
        Expression::DateTime(at) => Some(
            at.and_utc()
                .signed_duration_since(DateTime::UNIX_EPOCH)
                .num_seconds()
                .into(),
        ),
        Expression::Seconds(seconds) => Some((*seconds).into()),
        Expression::Months(months) => Some((*months).into()),
        _ => None,
    }
}

/// Does this come in whole numbers from nought?
fn counts(term: &Expression) -> bool {
    matches!(
        term,
        Expression::Call(
            Function::Age | Function::Days | Function::WorkingDays | Function::Count,
            _
        )
    )
}

/// One value for each constant and one for each stretch before, between and after them.
fn stretches(cuts: &[Decimal], counts: bool) -> Vec<Decimal> {
    let cuts: BTreeSet<Decimal> = cuts.iter().copied().collect();
    let mut values = Vec::new();
    let mut last: Option<Decimal> = None;
    for cut in &cuts {
        let before = cut - Decimal::ONE;
        match last {
            None if !counts || before >= Decimal::ZERO => values.push(before),
            Some(last) if !counts => values.push((last + cut) / Decimal::TWO),
            Some(last) if last < before => values.push(last + Decimal::ONE),
            _ => {}
        }
        values.push(*cut);
        last = Some(*cut);
    }
    values.extend(last.map(|last| last + Decimal::ONE));
    values
}

fn stands(comparison: Comparison, order: Ordering) -> bool {
    match comparison {
        Comparison::Equal => order.is_eq(),
        Comparison::NotEqual => order.is_ne(),
        Comparison::Less => order.is_lt(),
        Comparison::LessOrEqual => order.is_le(),
        Comparison::Greater => order.is_gt(),
        Comparison::GreaterOrEqual => order.is_ge(),
    }
}

/// The comparison with its sides exchanged.
fn turned(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::Greater,
        Comparison::LessOrEqual => Comparison::GreaterOrEqual,
        Comparison::Greater => Comparison::Less,
        Comparison::GreaterOrEqual => Comparison::LessOrEqual,
        same => same,
    }
}
