//! Expression text to [`Node`]s.

use std::ops::Range;

use pest::Parser as _;
use pest::iterators::Pair;
use wayhome_engine::Comparison;

use super::grammar::{Grammar, Rule};
use super::syntax::{Interval, Node, NodeKind, Operator, TestNode, Word};
use super::{broken, guard, text};
use crate::diagnostics::codes::{expression as codes, types};
use crate::diagnostics::{Report, Reports};

/// Parses an expression; reports everything that is refused by name, or else the first place that cannot be read.
pub(crate) fn parse(source: &str, reports: &mut Reports) -> Option<Node> {
    if !guard::accepts(source, reports) {
        return None;
    }
    let pair = match Grammar::parse(Rule::whole, source) {
        Ok(mut pairs) => pairs.next()?,
        Err(error) => {
            reports.push(broken::report(source, &error));
            return None;
        }
    };
    let mut builder = Builder { reports, failed: false };
    let node = pair
        .into_inner()
        .next()
        .and_then(|expression| builder.build(expression));
    if builder.failed { None } else { node }
}

struct Builder<'a> {
    reports: &'a mut Reports,
    failed: bool,
}

fn range(pair: &Pair<'_, Rule>) -> Range<usize> {
    let span = pair.as_span();
    // A rule may take trailing spaces with it.
    span.start()..span.start() + span.as_str().trim_end().len()
}

fn word(pair: &Pair<'_, Rule>) -> Word {
    let text = pair.as_str().split_whitespace().collect::<Vec<_>>().join(" ");
    Word {
        span: range(pair),
        text,
    }
}

fn comparison(text: &str) -> Comparison {
    match text {
        "!=" => Comparison::NotEqual,
        "<" => Comparison::Less,
        "<=" => Comparison::LessOrEqual,
        ">" => Comparison::Greater,
        ">=" => Comparison::GreaterOrEqual,
        _ => Comparison::Equal,
    }
}

impl Builder<'_> {
    fn build(&mut self, pair: Pair<'_, Rule>) -> Option<Node> {
        let span = range(&pair);
        let kind = match pair.as_rule() {
            Rule::expression => return self.joined(pair, Rule::conjunction, NodeKind::Or),
            Rule::conjunction => return self.joined(pair, Rule::comparison, NodeKind::And),
            Rule::comparison => return self.comparison(pair),
            Rule::sum | Rule::product => return self.arithmetic(pair),
            Rule::opposite => return self.opposite(pair),
            Rule::postfix => return self.postfix(pair),
            Rule::bracketed => return self.bracketed(pair),
            Rule::quantified => self.quantified(pair)?,
            Rule::negation => NodeKind::Not(Box::new(self.build(pair.into_inner().nth(1)?)?)),
            Rule::at_literal => NodeKind::At(self.text(&pair.into_inner().next()?)?),
            Rule::string => NodeKind::Text(self.text(&pair)?),
            Rule::number => NodeKind::Number(pair.as_str().to_owned()),
            Rule::boolean => NodeKind::Boolean(pair.as_str() == "true"),
            Rule::path => NodeKind::Path(pair.into_inner().map(|name| word(&name)).collect()),
            Rule::call => {
                let mut inner = pair.into_inner();
                let name = word(&inner.next()?);
                NodeKind::Call(name, inner.map(|argument| self.build(argument)).collect::<Option<_>>()?)
            }
            _ => return None,
        };
        Some(Node { span, kind })
    }

    /// `a and b and c`: one node with all, or the only one itself.
    fn joined(&mut self, pair: Pair<'_, Rule>, part: Rule, all: fn(Vec<Node>) -> NodeKind) -> Option<Node> {
        let span = range(&pair);
        let parts = pair.into_inner().filter(|inner| inner.as_rule() == part);
        let mut nodes = parts.map(|inner| self.build(inner)).collect::<Option<Vec<_>>>()?;
        if nodes.len() == 1 {
            nodes.pop()
        } else {
            Some(Node { span, kind: all(nodes) })
        }
    }

    fn comparison(&mut self, pair: Pair<'_, Rule>) -> Option<Node> {
        let span = range(&pair);
        let mut inner = pair.into_inner();
        let left = self.build(inner.next()?)?;
        let Some(rest) = inner.next() else { return Some(left) };
        if let Some(second) = inner.next() {
            let report = Report::new(
                &codes::CHAINED,
                &range(&second),
                "a comparison cannot be compared again",
            );
            self.refuse(report.help("write `a < x and x < b`, `x between a and b`, or `x in (a..b)`"));
            return None;
        }
        let rule = rest.as_rule();
        let mut parts = rest.into_inner();
        let kind = match rule {
            Rule::compared => {
                let sign = comparison(parts.next()?.as_str());
                NodeKind::Compare(sign, Box::new(left), Box::new(self.build(parts.next()?)?))
            }
            Rule::between => {
                let mut ends = parts.filter(|part| part.as_rule() == Rule::sum);
                let low = self.build(ends.next()?)?;
                NodeKind::Between(Box::new(left), Box::new(low), Box::new(self.build(ends.next()?)?))
            }
            _ => {
                let test = self.test(parts.nth(1)?)?;
                NodeKind::In(Box::new(left), flattened(test))
            }
        };
        Some(Node { span, kind })
    }

    /// `< 5`, or a value.
    fn test(&mut self, pair: Pair<'_, Rule>) -> Option<TestNode> {
        let mut inner = pair.into_inner();
        let first = inner.next()?;
        if first.as_rule() == Rule::ordering {
            let sign = comparison(first.as_str());
            return Some(TestNode::Compare(sign, self.build(inner.next()?)?));
        }
        Some(TestNode::Value(self.build(first)?))
    }

    fn arithmetic(&mut self, pair: Pair<'_, Rule>) -> Option<Node> {
        let mut inner = pair.into_inner();
        let mut left = self.build(inner.next()?)?;
        let mut operator = Operator::Multiply;
        for part in inner {
            if part.as_rule() == Rule::sum_operator {
                operator = if part.as_str() == "+" {
                    Operator::Add
                } else {
                    Operator::Subtract
                };
                continue;
            }
            let right = self.build(part)?;
            let span = left.span.start..right.span.end;
            left = Node {
                span,
                kind: NodeKind::Arithmetic(operator, Box::new(left), Box::new(right)),
            };
        }
        Some(left)
    }

    fn opposite(&mut self, pair: Pair<'_, Rule>) -> Option<Node> {
        let span = range(&pair);
        let mut inner = pair.into_inner().peekable();
        let mut signs = 0;
        while inner.next_if(|part| part.as_rule() == Rule::minus).is_some() {
            signs += 1;
        }
        let node = self.build(inner.next()?)?;
        Some(match signs {
            0 => node,
            // Minus twice is as good as once more: only whether the number of signs is odd matters, and that there is one.
            signs if signs % 2 == 0 => {
                let once = Node {
                    span: span.clone(),
                    kind: NodeKind::Negate(Box::new(node)),
                };
                Node {
                    span,
                    kind: NodeKind::Negate(Box::new(once)),
                }
            }
            _ => Node {
                span,
                kind: NodeKind::Negate(Box::new(node)),
            },
        })
    }

    fn postfix(&mut self, pair: Pair<'_, Rule>) -> Option<Node> {
        let span = range(&pair);
        let mut inner = pair.into_inner();
        let node = self.build(inner.next()?)?;
        let words: Vec<Word> = inner.map(|name| word(&name)).collect();
        if words.is_empty() {
            return Some(node);
        }
        Some(Node {
            span,
            kind: NodeKind::Property(Box::new(node), words),
        })
    }

    fn quantified(&mut self, pair: Pair<'_, Rule>) -> Option<NodeKind> {
        let mut inner = pair.into_inner();
        let every = inner.next()?.as_rule() == Rule::kw_every;
        let mut iterators = Vec::new();
        for part in inner {
            match part.as_rule() {
                Rule::iterator => {
                    let mut parts = part.into_inner();
                    let name = word(&parts.next()?);
                    iterators.push((name, self.build(parts.nth(1)?)?));
                }
                Rule::expression => {
                    let condition = Box::new(self.build(part)?);
                    return Some(NodeKind::Quantified {
                        every,
                        iterators,
                        condition,
                    });
                }
                _ => {}
            }
        }
        None
    }

    fn bracketed(&mut self, pair: Pair<'_, Rule>) -> Option<Node> {
        let span = range(&pair);
        let mut inner = pair.into_inner();
        let opening = inner.next()?.as_str().to_owned();
        let mut tests = Vec::new();
        let mut closing = String::new();
        let mut high = None;
        for part in inner {
            match part.as_rule() {
                Rule::test => tests.push(self.test(part)?),
                Rule::range_rest => {
                    let mut rest = part.into_inner().filter(|part| part.as_rule() != Rule::dots);
                    high = Some(self.build(rest.next()?)?);
                    rest.next()?.as_str().clone_into(&mut closing);
                }
                _ => part.as_str().clone_into(&mut closing),
            }
        }
        if let Some(high) = high {
            let Some(TestNode::Value(low)) = tests.pop() else {
                self.refuse(
                    Report::new(&types::MISPLACED_RANGE, &span, "a range starts with a value").help("write [1..5]"),
                );
                return None;
            };
            let interval = Interval {
                low,
                low_inside: opening == "[",
                high,
                high_inside: closing == "]",
            };
            return Some(Node {
                span,
                kind: NodeKind::Range(Box::new(interval)),
            });
        }
        match (opening.as_str(), closing.as_str()) {
            ("[", "]") => {
                let items = tests.into_iter().map(|test| match test {
                    TestNode::Value(node) => Some(node),
                    TestNode::Compare(..) | TestNode::Range(_) => None,
                });
                let items = items.collect::<Option<Vec<_>>>();
                if items.is_none() {
                    let report = Report::new(&types::MISPLACED_RANGE, &span, "a list holds values, not tests");
                    self.refuse(report.help("write tests in round brackets: in (< 5, > 10)"));
                }
                Some(Node {
                    span,
                    kind: NodeKind::List(items?),
                })
            }
            ("(", ")") if tests.is_empty() => {
                self.refuse(Report::new(
                    &codes::SYNTAX,
                    &span,
                    "there is nothing between the brackets",
                ));
                None
            }
            ("(", ")") => match (tests.len(), tests.pop()) {
                (1, Some(TestNode::Value(node))) => Some(Node { span, ..node }),
                (_, last) => {
                    tests.extend(last);
                    Some(Node {
                        span,
                        kind: NodeKind::Tests(tests),
                    })
                }
            },
            _ => {
                self.refuse(Report::new(
                    &codes::SYNTAX,
                    &span,
                    format!("`{opening}` is closed by `{closing}`"),
                ));
                None
            }
        }
    }

    fn text(&mut self, pair: &Pair<'_, Rule>) -> Option<String> {
        match text::unescaped(pair.as_str()) {
            Ok(text) => Some(text),
            Err(at) => {
                let start = pair.as_span().start() + at.start;
                let report = Report::new(
                    &codes::BAD_ESCAPE,
                    &(start..start + at.len()),
                    "this escape is not known",
                );
                self.refuse(report.help("write \\\\ for a backslash"));
                None
            }
        }
    }

    fn refuse(&mut self, report: Report) {
        self.failed = true;
        self.reports.push(report);
    }
}

/// Tests in brackets, brackets within them opened; ranges as such.
fn flattened(test: TestNode) -> Vec<TestNode> {
    match test {
        TestNode::Value(Node {
            kind: NodeKind::Tests(tests),
            ..
        }) => tests.into_iter().flat_map(flattened).collect(),
        TestNode::Value(Node {
            kind: NodeKind::Range(interval),
            ..
        }) => vec![TestNode::Range(*interval)],
        other => vec![other],
    }
}
