//! An expression as it is written, with places. Nothing is resolved yet.

use std::ops::Range;

use wayhome_engine::Comparison;

/// A part of an expression and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub(crate) span: Range<usize>,
    pub(crate) kind: NodeKind,
}

/// A word and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) span: Range<usize>,
    pub(crate) text: String,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum NodeKind {
    Boolean(bool),
    /// As written.
    Number(String),
    /// Escapes replaced.
    Text(String),
    /// `@"…"`, the text within.
    At(String),
    /// `a.b.c`
    Path(Vec<Word>),
    /// `date(…).year`
    Property(Box<Node>, Vec<Word>),
    Call(Word, Vec<Node>),
    List(Vec<Node>),
    /// Only after `in`.
    Range(Box<Interval>),
    /// `(a, < b)`. Only after `in`.
    Tests(Vec<TestNode>),
    Not(Box<Node>),
    And(Vec<Node>),
    Or(Vec<Node>),
    Compare(Comparison, Box<Node>, Box<Node>),
    Between(Box<Node>, Box<Node>, Box<Node>),
    In(Box<Node>, Vec<TestNode>),
    Quantified {
        every: bool,
        iterators: Vec<(Word, Node)>,
        condition: Box<Node>,
    },
    Arithmetic(Operator, Box<Node>, Box<Node>),
    Negate(Box<Node>),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum TestNode {
    Compare(Comparison, Node),
    Value(Node),
    Range(Interval),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Interval {
    pub(crate) low: Node,
    pub(crate) low_inside: bool,
    pub(crate) high: Node,
    pub(crate) high_inside: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Add,
    Subtract,
    Multiply,
}

impl Operator {
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
        }
    }
}

/// A path as it is written: `newcastle.weeks`.
pub(crate) fn dotted(words: &[Word]) -> String {
    words
        .iter()
        .map(|word| word.text.as_str())
        .collect::<Vec<_>>()
        .join(".")
}

/// Calls this with every path in an expression.
pub(crate) fn paths<'a>(node: &'a Node, found: &mut impl FnMut(&'a [Word])) {
    match &node.kind {
        NodeKind::Boolean(_) | NodeKind::Number(_) | NodeKind::Text(_) | NodeKind::At(_) => {}
        NodeKind::Path(words) => found(words),
        NodeKind::Property(inner, _) | NodeKind::Not(inner) | NodeKind::Negate(inner) => paths(inner, found),
        NodeKind::Call(_, items) | NodeKind::List(items) | NodeKind::And(items) | NodeKind::Or(items) => {
            for item in items {
                paths(item, found);
            }
        }
        NodeKind::Range(interval) => interval_paths(interval, found),
        NodeKind::Tests(tests) => test_paths(tests, found),
        NodeKind::Compare(_, left, right) | NodeKind::Arithmetic(_, left, right) => {
            paths(left, found);
            paths(right, found);
        }
        NodeKind::Between(value, low, high) => [value, low, high].into_iter().for_each(|part| paths(part, found)),
        NodeKind::In(value, tests) => {
            paths(value, found);
            test_paths(tests, found);
        }
        NodeKind::Quantified {
            iterators, condition, ..
        } => {
            for (_, list) in iterators {
                paths(list, found);
            }
            paths(condition, found);
        }
    }
}

fn test_paths<'a>(tests: &'a [TestNode], found: &mut impl FnMut(&'a [Word])) {
    for test in tests {
        match test {
            TestNode::Compare(_, node) | TestNode::Value(node) => paths(node, found),
            TestNode::Range(interval) => interval_paths(interval, found),
        }
    }
}

fn interval_paths<'a>(interval: &'a Interval, found: &mut impl FnMut(&'a [Word])) {
    paths(&interval.low, found);
    paths(&interval.high, found);
}
