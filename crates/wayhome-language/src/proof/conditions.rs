//! Conditions taken apart into dimensions.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use wayhome_engine::{Comparison, Expression, Kind, QuestionIndex, Test};

use super::dimensions::{Dimension, Dimensions};
use super::measures::constant;
use super::predicate::Predicate;

impl Dimensions<'_> {
    /// The condition over cells; what it looks at and is not known yet is added to `missing`.
    pub(super) fn walk(&self, condition: &Expression, missing: &mut Vec<Dimension>) -> Predicate {
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
            Expression::Answered(question) => self.two(Dimension::Answered(*question), missing),
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
                let (above, below) = (Comparison::above_end(*low_inside), Comparison::below_end(*high_inside));
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
            _ if self.is_yes_or_no(&left) || self.is_yes_or_no(&right) => self.same(&left, &right, missing),
            (Expression::Option(option), Expression::Question(question))
            | (Expression::Question(question), Expression::Option(option)) => {
                let size = self.options(*question);
                let holds = (0..size).map(|place| place == usize::from(*option)).collect();
                self.of(Dimension::Choice(*question, size), holds, missing)
            }
            (Expression::Text(one), Expression::Text(other)) => Predicate::Always(stands(comparison, one.cmp(other))),
            (Expression::Text(text), Expression::Question(question))
            | (Expression::Question(question), Expression::Text(text)) => self.text(*question, text, missing),
            _ => match (constant(&left), constant(&right)) {
                (Some(a), Some(b)) => Predicate::Always(stands(comparison, a.cmp(&b))),
                (None, Some(constant)) => self.measured(&left, comparison, constant, missing),
                (Some(constant), None) => self.measured(&right, comparison.turned(), constant, missing),
                (None, None) => self.ordered(comparison, left, right, missing),
            },
        }
    }

    /// Is it yes or no, once its facts are opened?
    fn is_yes_or_no(&self, expression: &Expression) -> bool {
        match expression {
            Expression::Question(question) => self
                .procedure
                .question(*question)
                .is_some_and(|question| question.kind == Kind::YesNo),
            other => is_condition(other),
        }
    }

    /// Two conditions or answers that are both yes or both no. A condition is one of the two whatever is not asked; what is not asked itself equals
    /// nothing.
    fn same(&self, left: &Expression, right: &Expression, missing: &mut Vec<Dimension>) -> Predicate {
        let mut all = vec![Predicate::Same(
            Box::new(self.walk(left, missing)),
            Box::new(self.walk(right, missing)),
        )];
        for side in [left, right] {
            if let Expression::Question(question) = side {
                all.push(self.of(Dimension::YesNo(*question), vec![true, true], missing));
            }
        }
        Predicate::All(all)
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
                Dimension::Measure { term: same, values, .. } if same == term => Some((place, values)),
                _ => None,
            });
        missing.push(Dimension::Measure {
            term: term.clone(),
            cuts: vec![constant],
            values: Vec::new(),
        });
        found.map_or(Predicate::Always(false), |(dimension, values)| Predicate::Of {
            dimension,
            holds: values
                .iter()
                .map(|value| stands(comparison, value.cmp(&constant)))
                .collect(),
        })
    }

    /// Is a question answered with this text?
    fn text(&self, question: QuestionIndex, text: &str, missing: &mut Vec<Dimension>) -> Predicate {
        let found = self
            .all
            .iter()
            .enumerate()
            .find_map(|(place, dimension)| match dimension {
                Dimension::Text(same, texts) if *same == question => Some((place, texts)),
                _ => None,
            });
        missing.push(Dimension::Text(question, vec![text.to_owned()]));
        found.map_or(Predicate::Always(false), |(dimension, texts)| Predicate::Of {
            dimension,
            holds: texts.iter().map(|other| other == text).chain([false]).collect(),
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
            (other_way, comparison.turned())
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

    /// An expression with its outermost facts opened and its constants reckoned, so that one thing under two names is one dimension.
    pub(crate) fn open(&self, expression: &Expression) -> Expression {
        let opened = match expression {
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
            Expression::List(members) => Expression::List(members.iter().map(|member| self.open(member)).collect()),
            other => other.clone(),
        };
        opened.constant().unwrap_or(opened)
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

/// Is it a condition, which is yes or no also where nothing is asked?
fn is_condition(expression: &Expression) -> bool {
    matches!(
        expression,
        Expression::Bool(_)
            | Expression::And(_)
            | Expression::Or(_)
            | Expression::Not(_)
            | Expression::Compare(..)
            | Expression::In(..)
            | Expression::Some(..)
            | Expression::Every(..)
            | Expression::Answered(_)
            | Expression::Recorded(_)
    )
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
