//! Working out an expression over the answers of a record, three-valued.

mod lists;

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use crate::answer::{Answer, Reading, Row};
use crate::explain::Explained;
use crate::expression::{Comparison, Expression, FactIndex, Function, QuestionIndex, Test};
use crate::plan::{Layer, LayerPlan, Plan, Slot};
use crate::truth::Truth;
use crate::value::{Value, add, call, compare, multiply, negate, subtract};

/// How a value reads.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Read<'a> {
    Known(Value<'a>),
    /// Unanswered, unreadable, or whether it is asked is not known yet.
    Unknown,
    /// Not asked: equal to nothing, and compares with nothing.
    NotApplicable,
}

/// The answers of a record, slot by slot.
pub(crate) trait Answers {
    /// What is stored for a slot.
    fn stored(&self, slot: Slot) -> Option<&Reading>;
    /// Whether the slot's question is asked.
    fn asked(&self, slot: Slot) -> Truth;
}

/// One evaluation: the answers of one moment, and what facts came to.
pub(crate) struct Evaluation<'a, A> {
    pub(crate) plan: &'a Plan,
    pub(crate) answers: &'a A,
    /// What facts came to, and whether a count in them left the known days: source after source, made once somebody asks for one.
    facts: RefCell<Vec<Option<(Read<'a>, bool)>>>,
    /// Did a count leave the days whose bank holidays are known?
    doubtful: Cell<bool>,
    /// What facts wait for and were made of, so that facts built on facts are explained once each.
    pub(crate) explained: RefCell<Explained>,
}

/// What the variable of a `some` or `every` stands for.
#[derive(Clone)]
pub(crate) enum Item<'a> {
    Value(Value<'a>),
    /// A row of a table, of which question, and its place there.
    Row {
        cells: &'a Row,
        of: Option<Slot>,
        at: u16,
    },
    /// A member of a written list that is not known yet, and how many variables were in sight where it stands.
    Unknown(&'a Expression, usize),
    /// A member of a written list that is not asked.
    NotAsked,
}

impl<'a, A: Answers> Evaluation<'a, A> {
    pub(crate) fn new(plan: &'a Plan, answers: &'a A) -> Self {
        Self {
            plan,
            answers,
            facts: RefCell::default(),
            doubtful: Cell::new(false),
            explained: RefCell::default(),
        }
    }

    /// Runs something and says whether it counted working days outside the known calendar.
    pub(crate) fn doubting<T>(&self, run: impl FnOnce() -> T) -> (T, bool) {
        let before = self.doubtful.replace(false);
        let result = run();
        (result, self.doubtful.replace(before))
    }

    fn doubt(&self, doubtful: bool) {
        self.doubtful.set(self.doubtful.get() || doubtful);
    }

    pub(crate) fn in_layer(&self, layer: Layer) -> Scope<'_, 'a, A> {
        Scope {
            evaluation: self,
            layer,
            source: self.plan.layer(layer),
            items: Vec::new(),
        }
    }
}

/// An evaluation within one source, with the variables in sight.
pub(crate) struct Scope<'e, 'a, A> {
    pub(crate) evaluation: &'e Evaluation<'a, A>,
    pub(crate) layer: Layer,
    source: Option<&'a LayerPlan>,
    items: Vec<Item<'a>>,
}

impl<'a, A: Answers> Scope<'_, 'a, A> {
    /// What a condition comes to.
    pub(crate) fn truth(&self, expression: &'a Expression) -> Truth {
        match expression {
            Expression::And(parts) => {
                let mut all = Truth::Yes;
                for part in parts {
                    all = all.and(self.truth(part));
                    if all.is_no() {
                        break;
                    }
                }
                all
            }
            Expression::Or(parts) => {
                let mut any = Truth::No;
                for part in parts {
                    any = any.or(self.truth(part));
                    if any.is_yes() {
                        break;
                    }
                }
                any
            }
            Expression::Not(inner) => !self.truth(inner),
            Expression::Compare(comparison, left, right) => {
                compare_reads(*comparison, &self.value(left), &self.value(right))
            }
            Expression::In(item, tests) => {
                let item = self.value(item);
                tests.iter().fold(Truth::No, |any, test| any.or(self.test(&item, test)))
            }
            Expression::Some(list, condition) => self.each(list).map_or(Truth::Unknown, |items| {
                items
                    .into_iter()
                    .fold(Truth::No, |any, item| any.or(self.with(item).truth(condition)))
            }),
            Expression::Every(list, condition) => self.each(list).map_or(Truth::Unknown, |items| {
                items
                    .into_iter()
                    .fold(Truth::Yes, |all, item| all.and(self.with(item).truth(condition)))
            }),
            Expression::Answered(question) => self.presence(*question, Truth::No),
            Expression::Recorded(question) => self.presence(*question, Truth::Unknown),
            other => match self.value(other) {
                Read::Known(Value::Bool(holds)) => holds.into(),
                Read::Known(_) | Read::Unknown => Truth::Unknown,
                Read::NotApplicable => Truth::No,
            },
        }
    }

    /// What an expression comes to.
    pub(crate) fn value(&self, expression: &'a Expression) -> Read<'a> {
        let known = Read::Known;
        match expression {
            Expression::Bool(yes) => known(Value::Bool(*yes)),
            Expression::Number(number) => known(Value::Number(*number)),
            Expression::Text(text) => known(Value::Text(Cow::Borrowed(text))),
            Expression::Date(date) => known(Value::Date(*date)),
            Expression::DateTime(at) => known(Value::DateTime(*at)),
            Expression::Seconds(seconds) => known(Value::Seconds(*seconds)),
            Expression::Months(months) => known(Value::Months(*months)),
            Expression::Option(place) => known(Value::Option(*place)),
            Expression::List(members) => self.list(members),
            Expression::Question(question) => self.question(*question),
            Expression::Fact(fact) => self.fact(*fact),
            Expression::Item(depth) => match self.item(*depth) {
                Some(Item::Value(value)) => known(value.clone()),
                Some(Item::NotAsked) => Read::NotApplicable,
                _ => Read::Unknown,
            },
            Expression::Field { item, field } => match self.item(*item) {
                Some(Item::Row { cells, .. }) => cells
                    .get(usize::from(*field))
                    .and_then(Option::as_ref)
                    .map_or(Read::Unknown, |cell| known(of(cell))),
                _ => Read::Unknown,
            },
            Expression::Add(left, right) => self.both(left, right, add),
            Expression::Subtract(left, right) => self.both(left, right, subtract),
            Expression::Multiply(left, right) => self.both(left, right, multiply),
            Expression::Negate(inner) => match self.value(inner) {
                Read::Known(value) => negate(&value).map_or(Read::Unknown, known),
                other => other,
            },
            Expression::Call(function, parts) => self.call(*function, parts),
            condition => match self.truth(condition) {
                Truth::Yes => known(Value::Bool(true)),
                Truth::No => known(Value::Bool(false)),
                Truth::Unknown => Read::Unknown,
            },
        }
    }

    pub(crate) fn slot(&self, question: QuestionIndex) -> Option<Slot> {
        self.source?.slots.get(usize::from(question)).copied()
    }

    /// Has a question an answer? `blank` is what an unanswered one comes to.
    fn presence(&self, question: QuestionIndex, blank: Truth) -> Truth {
        let Some(slot) = self.slot(question) else {
            return Truth::Unknown;
        };
        match self.evaluation.answers.asked(slot) {
            Truth::No => Truth::No,
            Truth::Unknown => Truth::Unknown,
            Truth::Yes => match self.evaluation.answers.stored(slot) {
                Some(Reading { answer: Some(_), .. }) => Truth::Yes,
                Some(Reading { problems, .. }) if !problems.is_empty() => Truth::Unknown,
                _ => blank,
            },
        }
    }

    pub(crate) fn question(&self, question: QuestionIndex) -> Read<'a> {
        let Some(slot) = self.slot(question) else {
            return Read::Unknown;
        };
        let answers = self.evaluation.answers;
        match answers.asked(slot) {
            Truth::No => Read::NotApplicable,
            Truth::Unknown => Read::Unknown,
            Truth::Yes => answers
                .stored(slot)
                .and_then(|stored| stored.answer.as_ref())
                .map_or(Read::Unknown, |answer| Read::Known(of(answer))),
        }
    }

    fn fact(&self, index: FactIndex) -> Read<'a> {
        let evaluation = self.evaluation;
        let Some(layer) = self.source else {
            return Read::Unknown;
        };
        let place = layer.facts_from + usize::from(index);
        if let Some(Some((read, doubtful))) = evaluation.facts.borrow().get(place) {
            evaluation.doubt(*doubtful);
            return read.clone();
        }
        let Some(fact) = layer.procedure.fact(index) else {
            return Read::Unknown;
        };
        let (read, doubtful) = evaluation.doubting(|| evaluation.in_layer(self.layer).value(&fact.is));
        evaluation.doubt(doubtful);
        let mut facts = evaluation.facts.borrow_mut();
        if facts.is_empty() {
            facts.resize(evaluation.plan.fact_count(), None);
        }
        if let Some(kept) = facts.get_mut(place) {
            *kept = Some((read.clone(), doubtful));
        }
        read
    }

    pub(crate) fn item(&self, depth: u8) -> Option<&Item<'a>> {
        self.items.iter().rev().nth(usize::from(depth))
    }

    /// The same scope with one more variable in sight.
    pub(crate) fn with(&self, item: Item<'a>) -> Self {
        self.seeing(self.items.iter().cloned().chain([item]).collect())
    }

    /// The same scope with only so many of its variables in sight, the outermost.
    pub(crate) fn outside(&self, count: usize) -> Self {
        self.seeing(self.items.iter().take(count).cloned().collect())
    }

    fn seeing(&self, items: Vec<Item<'a>>) -> Self {
        Self {
            evaluation: self.evaluation,
            layer: self.layer,
            source: self.source,
            items,
        }
    }

    pub(crate) fn test(&self, item: &Read<'a>, test: &'a Test) -> Truth {
        match test {
            Test::Compare(comparison, value) => compare_reads(*comparison, item, &self.value(value)),
            Test::Among(list) => self.among(item, list),
            Test::Between {
                low,
                low_inside,
                high,
                high_inside,
            } => {
                let (above, below) = (Comparison::above_end(*low_inside), Comparison::below_end(*high_inside));
                compare_reads(above, item, &self.value(low)).and(compare_reads(below, item, &self.value(high)))
            }
        }
    }

    fn call(&self, function: Function, parts: &'a [Expression]) -> Read<'a> {
        if let (Function::Count, [list]) = (function, parts)
            && let Some(members) = self.members(list)
        {
            return Read::Known(Value::Number(members.len().into()));
        }
        self.all(parts, |values| {
            let calendar = &self.source?.procedure.calendar;
            let (value, doubtful) = call(function, &values, calendar);
            self.evaluation.doubt(doubtful);
            value
        })
    }

    fn both(
        &self,
        left: &'a Expression,
        right: &'a Expression,
        apply: impl Fn(&Value<'a>, &Value<'a>) -> Option<Value<'a>>,
    ) -> Read<'a> {
        match (self.value(left), self.value(right)) {
            (Read::Known(left), Read::Known(right)) => apply(&left, &right).map_or(Read::Unknown, Read::Known),
            (Read::NotApplicable, _) | (_, Read::NotApplicable) => Read::NotApplicable,
            _ => Read::Unknown,
        }
    }

    fn all(&self, parts: &'a [Expression], apply: impl FnOnce(Vec<Value<'a>>) -> Option<Value<'a>>) -> Read<'a> {
        let mut values = Vec::with_capacity(parts.len());
        let mut unknown = false;
        for part in parts {
            match self.value(part) {
                Read::Known(value) => values.push(value),
                Read::Unknown => unknown = true,
                Read::NotApplicable => return Read::NotApplicable,
            }
        }
        if unknown {
            Read::Unknown
        } else {
            apply(values).map_or(Read::Unknown, Read::Known)
        }
    }
}

/// The value of a readable answer.
fn of(answer: &Answer) -> Value<'_> {
    match answer {
        Answer::Date(date) => Value::Date(*date),
        Answer::DateTime(at) => Value::DateTime(*at),
        Answer::YesNo(yes) => Value::Bool(*yes),
        Answer::Choice(place) => Value::Option(*place),
        Answer::Choices(chosen) => Value::Options(*chosen),
        Answer::Number(number) => Value::Number(*number),
        Answer::Text(text) => Value::Text(Cow::Borrowed(text)),
        Answer::Rows(rows) => Value::Rows(rows),
    }
}

/// Compares two values as they read; what is not applicable equals nothing, and compares with nothing.
fn compare_reads(comparison: Comparison, left: &Read<'_>, right: &Read<'_>) -> Truth {
    match (left, right) {
        (Read::NotApplicable, _) | (_, Read::NotApplicable) => (comparison == Comparison::NotEqual).into(),
        (Read::Known(left), Read::Known(right)) => compare(comparison, left, right).map_or(Truth::Unknown, Truth::from),
        _ => Truth::Unknown,
    }
}
