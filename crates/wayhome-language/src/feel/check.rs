//! Names resolved, kinds checked, and the engine's expression made.

use std::ops::Range;

use wayhome_engine::{Expression, QuestionIndex};

use super::lists::Variable;
use super::names::{Named, Names};
use super::syntax::{Node, NodeKind, Operator, Word, dotted};
use super::types::Type;
use super::{Typed, literals};
use crate::diagnostics::codes::{Code, expression as codes, name, types};
use crate::diagnostics::{Report, Reports, closest};

/// What `answered(question)` means where an expression stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answered {
    /// In a rule's `when`: yes or no.
    TwoValued,
    /// In what a rule expects: to do until there is an answer.
    ToDo,
    /// Everywhere else.
    Refused,
}

/// Checks an expression. `None` if it was refused, or reads a fact that was.
pub(crate) fn check(node: &Node, names: &Names, answered: Answered, reports: &mut Reports) -> Option<Typed> {
    let mut checker = Checker {
        names,
        reports,
        answered,
        plain: true,
        variables: Vec::new(),
    };
    let typed = checker.infer(node)?;
    if json_depth(&typed.expression) > MAX_JSON_DEPTH {
        let help = "give its parts names in [facts]";
        return checker.refuse(
            &codes::TOO_COMPLEX,
            &node.span,
            "the parts of this expression are nested too deep",
            help,
        );
    }
    Some(typed)
}

/// Readers of JSON stop at 128 levels, of which a procedure needs some around its expressions.
const MAX_JSON_DEPTH: usize = 100;

/// How deep an expression is nested once it is written as JSON.
fn json_depth(expression: &Expression) -> usize {
    let json = serde_json::to_string(expression).unwrap_or_default();
    let (mut depth, mut most, mut quoted, mut escaped) = (0_usize, 0, false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => {
                depth += 1;
                most = most.max(depth);
            }
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    most
}

/// Is this `not(answered(…))`?
fn is_unanswered(node: &Node) -> bool {
    let NodeKind::Not(inner) = &node.kind else { return false };
    matches!(&inner.kind, NodeKind::Call(function, _) if function.text == "answered")
}

/// Does this say yes or no of whether there is an answer: `not(answered(…))`, or `not(not(answered(…)))`?
fn is_of_blank(node: &Node) -> bool {
    is_unanswered(node) || matches!(&node.kind, NodeKind::Not(inner) if is_unanswered(inner))
}

pub(super) struct Checker<'a> {
    pub(super) names: &'a Names,
    reports: &'a mut Reports,
    pub(super) answered: Answered,
    /// Are there only `and` and `or` around the part that is looked at?
    pub(super) plain: bool,
    /// The variables of `some` and `every`, the innermost last.
    pub(super) variables: Vec<Variable>,
}

impl Checker<'_> {
    pub(super) fn infer(&mut self, node: &Node) -> Option<Typed> {
        if let NodeKind::And(parts) | NodeKind::Or(parts) = &node.kind {
            let expression = if matches!(node.kind, NodeKind::And(_)) {
                Expression::And(self.conditions(parts)?)
            } else {
                Expression::Or(self.alternatives(parts)?)
            };
            return Some(Typed {
                expression,
                kind: Type::Boolean,
            });
        }
        if let NodeKind::Call(function, arguments) = &node.kind {
            return self.call(node, function, arguments);
        }
        let plain = std::mem::replace(&mut self.plain, false);
        let typed = self.infer_other(node);
        self.plain = plain;
        typed
    }

    fn infer_other(&mut self, node: &Node) -> Option<Typed> {
        let span = &node.span;
        let typed = |expression, kind| Some(Typed { expression, kind });
        match &node.kind {
            NodeKind::Boolean(value) => typed(Expression::Bool(*value), Type::Boolean),
            NodeKind::Number(text) => match literals::number(text) {
                Some(number) => typed(Expression::Number(number), Type::Number),
                None => self.refuse(
                    &codes::BAD_NUMBER,
                    span,
                    "this number has more than 28 digits",
                    "numbers are exact to 28 digits",
                ),
            },
            NodeKind::Text(text) => typed(Expression::Text(text.clone()), Type::Text),
            NodeKind::At(text) => self.at_literal(text, span),
            NodeKind::Path(words) => self.path(words, span),
            NodeKind::Property(inner, words) => {
                let inner = self.infer(inner)?;
                self.properties(inner, words)
            }
            NodeKind::List(items) => self.list(items),
            NodeKind::Range(_) => self.refuse(
                &types::MISPLACED_RANGE,
                span,
                "a range only stands after `in`",
                "write `x in [1..5]`",
            ),
            NodeKind::Tests(_) => self.refuse(
                &types::MISPLACED_RANGE,
                span,
                "several values in round brackets only stand after `in`",
                "write `x in (1, 2)`, or a list in square brackets",
            ),
            NodeKind::Not(inner) => typed(Expression::Not(Box::new(self.condition(inner)?)), Type::Boolean),
            NodeKind::Compare(sign, left, right) => self.compare(*sign, left, right, span),
            NodeKind::Between(value, low, high) => self.between(value, low, high),
            NodeKind::In(value, tests) => self.within(value, tests),
            NodeKind::Quantified {
                every,
                iterators,
                condition,
            } => self.quantified(*every, iterators, condition),
            NodeKind::Arithmetic(operator, left, right) => self.arithmetic(*operator, left, right, span),
            NodeKind::Negate(inner) => {
                let inner = self.infer(inner)?;
                match inner.kind {
                    Type::Number | Type::DaysDuration | Type::MonthsDuration => {
                        typed(Expression::Negate(Box::new(inner.expression)), inner.kind)
                    }
                    other => {
                        let message = format!("{} has no opposite", other.phrase());
                        self.refuse(
                            &types::ARITHMETIC,
                            span,
                            message,
                            "a minus sign stands before a number or a duration",
                        )
                    }
                }
            }
            NodeKind::And(_) | NodeKind::Or(_) | NodeKind::Call(..) => self.infer(node),
        }
    }

    /// Several conditions; all are checked before one is given up.
    fn conditions(&mut self, parts: &[Node]) -> Option<Vec<Expression>> {
        let checked: Vec<_> = parts.iter().map(|part| self.condition(part)).collect();
        checked.into_iter().collect()
    }

    /// What stands on both sides of `or`. In what a rule expects, `not(answered(question)) or …` asks for the rest once there is an answer; and
    /// `not(not(answered(question))) or …` does not wait for one. Alone they would expect that there is none, or decide before there is one.
    fn alternatives(&mut self, parts: &[Node]) -> Option<Vec<Expression>> {
        let may_be_blank = self.answered == Answered::ToDo && self.plain && !parts.iter().all(is_of_blank);
        let mut checked = Vec::with_capacity(parts.len());
        for part in parts {
            let outside = self.answered;
            if may_be_blank && is_of_blank(part) {
                self.answered = Answered::TwoValued;
            }
            checked.push(self.condition(part));
            self.answered = outside;
        }
        checked.into_iter().collect()
    }

    pub(super) fn condition(&mut self, node: &Node) -> Option<Expression> {
        let typed = self.infer(node)?;
        if typed.kind == Type::Boolean {
            return Some(typed.expression);
        }
        let message = format!("a condition is needed here, and this is {}", typed.kind.phrase());
        let report = Report::new(&types::WRONG_TYPE, &node.span, message);
        self.push(match typed.kind {
            Type::Choice(_) | Type::Date | Type::Number | Type::Text => report.help("compare it with something"),
            Type::List(_) => report.help("write `\"…\" in list`, or `some x in list satisfies …`"),
            _ => report,
        })
    }

    fn at_literal(&mut self, text: &str, span: &Range<usize>) -> Option<Typed> {
        let date = || literals::date(text).map(|date| (Expression::Date(date), Type::Date));
        let moment = || literals::date_and_time(text).map(|moment| (Expression::DateTime(moment), Type::DateTime));
        match date().or_else(moment).or_else(|| literals::duration(text)) {
            Some((expression, kind)) => Some(Typed { expression, kind }),
            None => self.refuse(
                &codes::BAD_DATE,
                span,
                format!("\"{text}\" is not a date, a date and time, or a duration"),
                "write @\"2026-03-02\", @\"2026-03-02T09:30:00\" or @\"P14D\"",
            ),
        }
    }

    /// A question, fact or variable, and properties of it.
    fn path(&mut self, words: &[Word], span: &Range<usize>) -> Option<Typed> {
        let (first, rest) = words.split_first()?;
        if let Some(depth) = self.variables.iter().rev().position(|known| known.name == first.text) {
            return self.variable(depth, rest);
        }
        // The longest name first: a question of a procedure's own has dots in its name.
        for length in (1..=words.len()).rev() {
            let (name, properties) = words.split_at_checked(length)?;
            let typed = match self.names.find(&dotted(name)) {
                Some(Named::Question(index)) => Typed {
                    expression: Expression::Question(index),
                    kind: self.names.type_of_question(index)?,
                },
                Some(Named::Fact(index)) => Typed {
                    expression: Expression::Fact(index),
                    kind: self.names.type_of_fact(index)?,
                },
                None => continue,
            };
            return self.properties(typed, properties);
        }
        let refused = |length| {
            words
                .get(..length)
                .is_some_and(|name| self.names.is_refused(&dotted(name)))
        };
        if (1..=words.len()).any(refused) {
            return None;
        }
        self.unknown_name(words, span)
    }

    fn unknown_name(&mut self, words: &[Word], span: &Range<usize>) -> Option<Typed> {
        let name = dotted(words);
        let report = Report::new(
            &name::UNKNOWN_NAME,
            span,
            format!("`{name}` is not a question, a fact or a variable"),
        );
        let options = || self.names.option_lists().iter().flat_map(|list| &list.options);
        let variables: Vec<&str> = self.variables.iter().map(|known| known.name.as_str()).collect();
        let report = if let Some(holds) = yes_or_no(&name) {
            let is_option = options().any(|option| option.id == name);
            let or = if is_option {
                format!("; as an option, \"{name}\"")
            } else {
                String::new()
            };
            report.help(format!("of a yes-or-no question, write `{holds}`{or}"))
        } else if options().any(|option| option.id == name) {
            report.help(format!("options stand in quotation marks: \"{name}\""))
        } else if let Some(close) = closest(&name, self.names.all().chain(variables)) {
            report.help(format!("did you mean `{close}`?"))
        } else if matches!(name.as_str(), "today" | "now") {
            report.help(
                "no expression reads the day of the check: compare with a date of the record, such as decision_date",
            )
        } else {
            report.help(format!(
                "name a question of the vocabulary or of this procedure, or one of its [facts]; a text stands in quotation marks: \"{name}\""
            ))
        };
        self.push(report)
    }

    fn arithmetic(&mut self, operator: Operator, left: &Node, right: &Node, span: &Range<usize>) -> Option<Typed> {
        let (a, b) = (self.infer(left), self.infer(right));
        let (a, b) = (a?, b?);
        for (date, by, node) in [(&a, &b, right), (&b, &a, left)] {
            if date.kind == Type::Date && by.kind == Type::DaysDuration {
                self.whole_days(&by.expression, &node.span)?;
            }
        }
        let (left, right) = (Box::new(a.expression), Box::new(b.expression));
        let is_duration = |kind: &Type| matches!(kind, Type::DaysDuration | Type::MonthsDuration);
        let is_moment = |kind: &Type| matches!(kind, Type::Date | Type::DateTime);
        let calculable = |kind: &Type| *kind == Type::Number || is_duration(kind);
        let (expression, kind) = match (operator, a.kind, b.kind) {
            (Operator::Add, a, b) if a == b && calculable(&a) => (Expression::Add(left, right), a),
            (Operator::Add, a, b) if is_moment(&a) && is_duration(&b) => (Expression::Add(left, right), a),
            (Operator::Add, a, b) if is_duration(&a) && is_moment(&b) => (Expression::Add(right, left), b),
            (Operator::Subtract, a, b) if a == b && calculable(&a) => (Expression::Subtract(left, right), a),
            (Operator::Subtract, a, b) if a == b && is_moment(&a) => {
                (Expression::Subtract(left, right), Type::DaysDuration)
            }
            (Operator::Subtract, a, b) if is_moment(&a) && is_duration(&b) => (Expression::Subtract(left, right), a),
            (Operator::Multiply, a, Type::Number) if calculable(&a) => (Expression::Multiply(left, right), a),
            (Operator::Multiply, Type::Number, b) if is_duration(&b) => (Expression::Multiply(right, left), b),
            (operator, a, b) => {
                let (message, help) = cannot_calculate(operator, &a, &b);
                return self.refuse(&types::ARITHMETIC, span, message, help);
            }
        };
        Some(Typed { expression, kind })
    }

    /// The question that a node names, if it is no more than that.
    pub(super) fn named_question(&self, node: &Node) -> Option<QuestionIndex> {
        let NodeKind::Path(words) = &node.kind else { return None };
        if self
            .variables
            .iter()
            .any(|known| words.first().is_some_and(|word| word.text == known.name))
        {
            return None;
        }
        match self.names.find(&dotted(words)) {
            Some(Named::Question(index)) => Some(index),
            Some(Named::Fact(_)) | None => None,
        }
    }

    /// Says what to write instead of what was just found there, where nothing says so yet.
    pub(super) fn help_for(&mut self, code: &'static Code, span: &Range<usize>, help: &str) {
        self.reports.help_for(code, span, help);
    }

    pub(super) fn push<T>(&mut self, report: Report) -> Option<T> {
        self.reports.push(report);
        None
    }

    pub(super) fn refuse<T>(
        &mut self,
        code: &'static Code,
        span: &Range<usize>,
        message: impl Into<String>,
        help: &str,
    ) -> Option<T> {
        self.push(Report::new(code, span, message).help(help))
    }
}

fn cannot_calculate(operator: Operator, a: &Type, b: &Type) -> (String, &'static str) {
    if operator == Operator::Add && *a == Type::Text && *b == Type::Text {
        return (
            "texts cannot be joined".to_owned(),
            "a condition compares texts, and makes none",
        );
    }
    let message = format!(
        "`{}` does not work on {} and {}",
        operator.sign(),
        a.phrase(),
        b.phrase()
    );
    let help = match (a, b) {
        (Type::Date | Type::DateTime, Type::Number) | (Type::Number, Type::Date | Type::DateTime) => {
            "write a duration, such as duration(\"P14D\") for 14 days"
        }
        (Type::Date, Type::DateTime) | (Type::DateTime, Type::Date) => "write date(…) around the date and time",
        _ => "numbers, dates and durations can be calculated with",
    };
    (message, help)
}

/// The literal for a word with which people answer yes or no.
fn yes_or_no(word: &str) -> Option<bool> {
    match word.to_ascii_lowercase().as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}
