//! Comparisons, `between` and `in`.

use std::ops::Range;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use wayhome_engine::{Comparison, Expression, Test};

use super::Typed;
use super::check::Checker;
use super::literals;
use super::syntax::{Interval, Node, NodeKind, Operator, TestNode};
use super::types::Type;
use crate::diagnostics::Report;
use crate::diagnostics::codes::{expression as codes, types};

/// Is this a text in quotation marks, or a list of nothing else? What it stands on the other side of decides whether it is an option.
fn is_literal(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Text(_) => true,
        NodeKind::List(items) => items.iter().all(|item| matches!(item.kind, NodeKind::Text(_))),
        _ => false,
    }
}

/// The day that is meant by what is no date: the text `"2026-01-01"`, or `2026-01-01`, which reads as a subtraction.
fn date_meant(node: &Node) -> Option<NaiveDate> {
    let whole = |node: &Node| match &node.kind {
        NodeKind::Number(digits) => digits.parse::<u32>().ok(),
        _ => None,
    };
    match &node.kind {
        NodeKind::Text(text) => literals::date(text.trim()),
        NodeKind::Arithmetic(Operator::Subtract, before, day) => match &before.kind {
            NodeKind::Arithmetic(Operator::Subtract, year, month) => {
                NaiveDate::from_ymd_opt(i32::try_from(whole(year)?).ok()?, whole(month)?, whole(day)?)
            }
            _ => None,
        },
        _ => None,
    }
}

/// What is meant by a value of another kind than the one that it is compared with.
#[derive(Clone, Copy)]
pub(super) enum Meant<'n> {
    Date(NaiveDate),
    /// A number in quotation marks.
    Number(&'n str),
}

impl<'n> Meant<'n> {
    /// Of a value, or of the first that a list holds.
    pub(super) fn by(node: &'n Node) -> Option<Self> {
        match &node.kind {
            NodeKind::List(items) => items.iter().find_map(Self::by),
            NodeKind::Text(text) if text.parse::<Decimal>().is_ok() => Some(Self::Number(text)),
            _ => date_meant(node).map(Self::Date),
        }
    }
}

/// What to write instead, where one of the two is of another kind than was meant.
fn instead(a: &Type, b: &Type, meant: Option<Meant<'_>>) -> Option<String> {
    match (meant, a, b) {
        (Some(Meant::Number(number)), Type::Number, Type::Text)
        | (Some(Meant::Number(number)), Type::Text, Type::Number) => {
            Some(format!("write {number} without quotation marks"))
        }
        (Some(Meant::Date(date)), ..) => as_date(a, b, Some(date)),
        _ => as_date(a, b, None),
    }
}

/// How a date is written beside a date, where one of two is none.
fn as_date(a: &Type, b: &Type, date: Option<NaiveDate>) -> Option<String> {
    let (moment, other) = match (a, b) {
        (Type::Date | Type::DateTime, other) => (a, other),
        (other, Type::Date | Type::DateTime) => (b, other),
        _ => return None,
    };
    let example = NaiveDate::from_ymd_opt(2026, 3, 2).filter(|_| *other == Type::Text);
    let day = date
        .or(example)
        .filter(|_| matches!(other, Type::Text | Type::Number))?;
    Some(match moment {
        Type::DateTime => format!("write date and time(\"{day}T09:30:00\")"),
        _ => format!("write date(\"{day}\")"),
    })
}

impl Checker<'_> {
    pub(super) fn compare(
        &mut self,
        sign: Comparison,
        left: &Node,
        right: &Node,
        span: &Range<usize>,
    ) -> Option<Typed> {
        let (a, b) = self.pair(left, right)?;
        let meant = Meant::by(right).or_else(|| Meant::by(left));
        if matches!(sign, Comparison::Equal | Comparison::NotEqual) {
            self.alike(&a.kind, &b.kind, span, meant)?;
        } else {
            self.ordered(&a.kind, &b.kind, span, meant)?;
        }
        let expression = Expression::Compare(sign, Box::new(a.expression), Box::new(b.expression));
        Some(Typed {
            expression,
            kind: Type::Boolean,
        })
    }

    /// Both sides of a comparison; a text on one side is an option where the other side chooses from a list.
    fn pair(&mut self, left: &Node, right: &Node) -> Option<(Typed, Typed)> {
        let (a, b) = if is_literal(left) && !is_literal(right) {
            let b = self.infer(right);
            (self.typed_as(left, b.as_ref().map(|typed| &typed.kind)), b)
        } else {
            let a = self.infer(left);
            let b = self.typed_as(right, a.as_ref().map(|typed| &typed.kind));
            (a, b)
        };
        Some((a?, b?))
    }

    /// A part whose kind should be this one.
    pub(super) fn typed_as(&mut self, node: &Node, target: Option<&Type>) -> Option<Typed> {
        match (&node.kind, target) {
            (NodeKind::Text(text), Some(Type::Choice(list))) => {
                let expression = self.option(*list, text, &node.span)?;
                Some(Typed {
                    expression,
                    kind: Type::Choice(*list),
                })
            }
            (NodeKind::List(items), Some(Type::List(item)))
                if is_literal(node) && matches!(**item, Type::Choice(_)) =>
            {
                let items: Vec<_> = items.iter().map(|node| self.typed_as(node, Some(item))).collect();
                let items: Option<Vec<_>> = items.into_iter().collect();
                let expression = Expression::List(items?.into_iter().map(|typed| typed.expression).collect());
                Some(Typed {
                    expression,
                    kind: Type::List(item.clone()),
                })
            }
            _ => self.infer(node),
        }
    }

    /// The option of a list that a text names.
    fn option(&mut self, list: u16, text: &str, span: &Range<usize>) -> Option<Expression> {
        if let Some(option) = self.names.option(list, text) {
            return Some(Expression::Option(option));
        }
        let names = self.names;
        let known = names.list(list)?;
        let report = Report::new(
            &codes::UNKNOWN_OPTION,
            span,
            format!("\"{text}\" is not an option of {}", known.id),
        );
        let ids = known.options.iter().map(|option| option.id.as_str());
        let by_label = known
            .options
            .iter()
            .find(|option| option.label.eq_ignore_ascii_case(text));
        self.push(match by_label {
            Some(option) => report.help(format!("write its id: \"{}\"", option.id)),
            None => report.suggest(text, ids),
        })
    }

    /// Refuses what can never be equal. `meant` is what one of the two most likely means.
    pub(super) fn alike(&mut self, a: &Type, b: &Type, span: &Range<usize>, meant: Option<Meant<'_>>) -> Option<()> {
        if a.is_like(b) {
            return Some(());
        }
        if let Some(help) = instead(a, b, meant) {
            let message = format!("{} cannot be compared with {}", a.phrase(), b.phrase());
            return self.refuse(&types::UNLIKE, span, message, &help);
        }
        let (message, help) = match (a, b) {
            (Type::Choice(_), Type::Choice(_)) => (
                "these choose from different lists of options".to_owned(),
                "compare questions that choose from the same list",
            ),
            (Type::List(_), Type::List(_)) => (
                "lists cannot be compared with each other".to_owned(),
                "write `every x in list satisfies …`, or `count(list)`",
            ),
            (Type::List(_), _) | (_, Type::List(_)) => (
                "a list cannot be compared with a single value".to_owned(),
                "write `\"child\" in plan_covers`",
            ),
            (Type::Boolean, _) | (_, Type::Boolean) => (
                format!("{} cannot be compared with {}", a.phrase(), b.phrase()),
                "a yes-or-no question is a condition by itself; or compare it with true or false",
            ),
            (Type::Date, Type::DateTime) | (Type::DateTime, Type::Date) => (
                format!("{} cannot be compared with {}", a.phrase(), b.phrase()),
                "write date(…) around the date and time",
            ),
            _ => (
                format!("{} cannot be compared with {}", a.phrase(), b.phrase()),
                "both sides of a comparison are of the same kind",
            ),
        };
        self.refuse(&types::UNLIKE, span, message, help)
    }

    fn ordered(&mut self, a: &Type, b: &Type, span: &Range<usize>, meant: Option<Meant<'_>>) -> Option<()> {
        if let Some(without) = [a, b].into_iter().find(|kind| !kind.has_order()) {
            let message = format!("{} does not come before or after anything", without.phrase());
            let help = instead(a, b, meant);
            let help = help.as_deref().unwrap_or(match without {
                Type::Nothing => "write what is in the list: [1, 2]",
                _ => "numbers, dates and durations can be ordered",
            });
            return self.refuse(&types::NO_ORDER, span, message, help);
        }
        self.alike(a, b, span, meant)
    }

    pub(super) fn between(&mut self, value: &Node, low: &Node, high: &Node) -> Option<Typed> {
        let typed = self.infer(value);
        let kind = typed.as_ref().map(|typed| &typed.kind);
        let ends = self.ends(low, high, kind);
        let (typed, (low, high)) = (typed?, ends?);
        let test = Test::Between {
            low,
            low_inside: true,
            high,
            high_inside: true,
        };
        Some(Typed {
            expression: Expression::In(Box::new(typed.expression), vec![test]),
            kind: Type::Boolean,
        })
    }

    fn ends(&mut self, low: &Node, high: &Node, value: Option<&Type>) -> Option<(Expression, Expression)> {
        let mut checked = [low, high].map(|end| {
            let typed = self.infer(end)?;
            if let Some(value) = value {
                self.ordered(value, &typed.kind, &end.span, Meant::by(end))?;
            }
            Some(typed.expression)
        });
        let [low, high] = &mut checked;
        Some((low.take()?, high.take()?))
    }

    /// `value in (tests)`.
    pub(super) fn within(&mut self, value: &Node, tests: &[TestNode]) -> Option<Typed> {
        // A text before `in` is an option if what follows is a choice, or a list of choices: then that is looked at first.
        let typed = if is_literal(value) {
            let target = self.item_of(tests);
            self.typed_as(value, target.as_ref())
        } else {
            self.infer(value)
        };
        if typed
            .as_ref()
            .is_some_and(|typed| matches!(typed.kind, Type::List(_) | Type::Row(_)))
        {
            let help = "write `some x in list satisfies x in (…)`";
            return self.refuse(
                &types::UNLIKE,
                &value.span,
                "`in` looks for a single value, and this is a list",
                help,
            );
        }
        let kind = typed.as_ref().map(|typed| &typed.kind);
        let tests: Vec<_> = tests.iter().map(|test| self.test(test, kind)).collect();
        let tests: Option<Vec<_>> = tests.into_iter().collect();
        Some(Typed {
            expression: Expression::In(Box::new(typed?.expression), tests?),
            kind: Type::Boolean,
        })
    }

    /// The kind of choice that the tests compare with, if they do.
    fn item_of(&self, tests: &[TestNode]) -> Option<Type> {
        tests.iter().find_map(|test| {
            let (TestNode::Value(node) | TestNode::Compare(_, node)) = test else {
                return None;
            };
            let kind = self.peek(node)?;
            match kind {
                Type::Choice(_) => Some(kind),
                Type::List(item) if matches!(*item, Type::Choice(_)) => Some(*item),
                _ => None,
            }
        })
    }

    fn test(&mut self, test: &TestNode, value: Option<&Type>) -> Option<Test> {
        match test {
            TestNode::Compare(sign, node) => {
                let typed = self.typed_as(node, value)?;
                if let Some(value) = value {
                    self.ordered(value, &typed.kind, &node.span, Meant::by(node))?;
                }
                Some(Test::Compare(*sign, typed.expression))
            }
            TestNode::Range(Interval {
                low,
                low_inside,
                high,
                high_inside,
            }) => {
                let (low, low_inside, high_inside) = (low, *low_inside, *high_inside);
                let (low, high) = self.ends(low, high, value)?;
                Some(Test::Between {
                    low,
                    low_inside,
                    high,
                    high_inside,
                })
            }
            TestNode::Value(node) => match &node.kind {
                NodeKind::Range(interval) => self.test(&TestNode::Range((**interval).clone()), value),
                _ => self.value_test(node, value),
            },
        }
    }

    fn value_test(&mut self, node: &Node, value: Option<&Type>) -> Option<Test> {
        let list = value.map(|value| Type::List(Box::new(value.clone())));
        let target = if matches!(node.kind, NodeKind::List(_)) {
            list.as_ref()
        } else {
            value
        };
        let typed = self.typed_as(node, target)?;
        match (&typed.kind, value) {
            (Type::List(item), Some(value)) if **item != Type::Nothing => {
                self.alike(value, item, &node.span, Meant::by(node))?;
            }
            (Type::List(_), _) | (_, None) => {}
            (kind, Some(value)) => self.alike(value, kind, &node.span, Meant::by(node))?,
        }
        Some(match typed.kind {
            Type::List(_) => Test::Among(typed.expression),
            _ => Test::Compare(Comparison::Equal, typed.expression),
        })
    }
}
