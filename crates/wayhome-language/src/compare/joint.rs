//! Two procedures over one set of questions, so that conditions of both can be tried together.

use std::collections::{BTreeMap, BTreeSet};

use wayhome_engine::{
    Ask, Choice, Expression, Fact, Form, Kind, OptionList, Procedure, Question, QuestionIndex, Section, Test, words,
};

use crate::compile::walk::visit_mut;

/// One of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// The questions and facts of both, questions in the order of their ids, so that either order of the two gives the same.
pub(super) struct Joint<'p> {
    /// Holds nothing but questions, lists, facts and the calendar.
    pub(super) procedure: Procedure,
    left: Numbering<'p>,
    right: Numbering<'p>,
    /// Questions that the two understand in different ways.
    clashing: BTreeSet<QuestionIndex>,
    /// Do the two offer different options somewhere?
    other_options: bool,
}

struct Numbering<'p> {
    of: &'p Procedure,
    /// The joint place of each question.
    questions: Vec<QuestionIndex>,
    /// The joint place of the first fact.
    facts: u16,
}

impl Numbering<'_> {
    fn place(&self, question: QuestionIndex) -> QuestionIndex {
        self.questions.get(usize::from(question)).copied().unwrap_or(question)
    }
}

impl<'p> Joint<'p> {
    pub(super) fn new(left: &'p Procedure, right: &'p Procedure) -> Self {
        let ids: BTreeSet<&str> = left
            .questions
            .iter()
            .chain(&right.questions)
            .map(|question| question.id.as_str())
            .collect();
        let places: BTreeMap<&str, QuestionIndex> = ids.into_iter().zip(0..).collect();
        let numbering = |of: &'p Procedure, facts: usize| Numbering {
            of,
            questions: of
                .questions
                .iter()
                .filter_map(|question| places.get(question.id.as_str()).copied())
                .collect(),
            facts: u16::try_from(facts).unwrap_or(u16::MAX),
        };
        let calendar = if right.calendar.known_to > left.calendar.known_to {
            &right.calendar
        } else {
            &left.calendar
        };
        let mut joint = Self {
            procedure: Procedure {
                option_lists: Vec::new(),
                questions: Vec::new(),
                facts: Vec::new(),
                forms: Vec::new(),
                rules: Vec::new(),
                deadlines: Vec::new(),
                approvals: Vec::new(),
                calendar: calendar.clone(),
                ..left.clone()
            },
            left: numbering(left, 0),
            right: numbering(right, left.facts.len()),
            clashing: BTreeSet::new(),
            other_options: false,
        };
        for (id, place) in places {
            joint.add_question(id, place);
        }
        for side in [Side::Left, Side::Right] {
            let facts: Vec<Fact> = joint
                .numbering(side)
                .of
                .facts
                .iter()
                .map(|fact| Fact {
                    is: joint.expression(side, &fact.is),
                    ..fact.clone()
                })
                .collect();
            joint.procedure.facts.extend(facts);
        }
        joint
    }

    pub(super) fn of(&self, side: Side) -> &'p Procedure {
        self.numbering(side).of
    }

    fn numbering(&self, side: Side) -> &Numbering<'p> {
        match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
    }

    fn add_question(&mut self, id: &str, place: QuestionIndex) {
        let known = |procedure: &'p Procedure| procedure.questions.iter().find(|question| question.id == id);
        let (left, right) = (known(self.left.of), known(self.right.of));
        let Some(question) = left.or(right) else { return };
        if let (Some(left), Some(right)) = (left, right)
            && std::mem::discriminant(&left.kind) != std::mem::discriminant(&right.kind)
        {
            self.clashing.insert(place);
        }
        let options = merged(
            left.and_then(|question| options(self.left.of, question)),
            right.and_then(|question| options(self.right.of, question)),
        );
        if let (Some(left), Some(right)) = (left, right) {
            let ids = |of, question| options_ids(of, question);
            self.other_options |= ids(self.left.of, left) != ids(self.right.of, right);
        }
        let list = u16::try_from(self.procedure.option_lists.len()).unwrap_or(u16::MAX);
        let kind = match (&question.kind, right.map(|right| &right.kind)) {
            (Kind::Choice(_), _) => Kind::Choice(list),
            (Kind::Choices(_), _) => Kind::Choices(list),
            (
                Kind::Number { min, max },
                Some(Kind::Number {
                    min: other_min,
                    max: other_max,
                }),
            ) => Kind::Number {
                min: min.zip(*other_min).map(|(one, other)| one.min(other)),
                max: max.zip(*other_max).map(|(one, other)| one.max(other)),
            },
            (Kind::Rows(columns), _) => {
                let of = if left.is_some() { self.left.of } else { self.right.of };
                Kind::Rows(columns.iter().map(|column| self.column(of, id, column)).collect())
            }
            (kind, _) => kind.clone(),
        };
        if matches!(kind, Kind::Choice(_) | Kind::Choices(_)) {
            self.procedure.option_lists.push(OptionList {
                id: id.to_owned(),
                options,
            });
        }
        self.procedure.questions.push(Question {
            kind,
            ..question.clone()
        });
    }

    /// A column of a table, with its options among the joint lists.
    fn column(&mut self, of: &Procedure, question: &str, column: &Question) -> Question {
        let Some(options) = options(of, column) else {
            return column.clone();
        };
        let list = u16::try_from(self.procedure.option_lists.len()).unwrap_or(u16::MAX);
        self.procedure.option_lists.push(OptionList {
            id: format!("{question}.{}", column.id),
            options: options.to_vec(),
        });
        let kind = match column.kind {
            Kind::Choices(_) => Kind::Choices(list),
            _ => Kind::Choice(list),
        };
        Question { kind, ..column.clone() }
    }

    /// An expression of one side over the joint questions and facts.
    pub(super) fn expression(&self, side: Side, expression: &Expression) -> Expression {
        let numbering = self.numbering(side);
        let mut joint = expression.clone();
        // From the outside in: where a comparison is met, what it compares is still numbered as it was.
        visit_mut(&mut joint, &mut |part| match part {
            Expression::Compare(_, left, right) => {
                self.options_of(numbering, left, right);
                self.options_of(numbering, right, left);
            }
            Expression::In(item, tests) => {
                for test in tests {
                    if let Test::Compare(_, value) | Test::Among(value) = test {
                        self.options_of(numbering, item, value);
                        self.options_of(numbering, value, item);
                    }
                }
            }
            Expression::Question(index) | Expression::Answered(index) | Expression::Recorded(index) => {
                *index = numbering.place(*index);
            }
            Expression::Fact(index) => *index = index.saturating_add(numbering.facts),
            _ => {}
        });
        joint
    }

    /// As [`expression`](Self::expression), with its facts written out, so that one thing under two names is the same.
    pub(super) fn opened(&self, side: Side, expression: &Expression) -> Expression {
        let mut opened = self.expression(side, expression);
        // Facts read only facts before them; what replaces one is walked in turn.
        visit_mut(&mut opened, &mut |part| {
            while let Expression::Fact(index) = part {
                match self.procedure.fact(*index) {
                    Some(fact) => *part = fact.is.clone(),
                    None => break,
                }
            }
        });
        opened
    }

    /// A form of one side over the joint questions.
    pub(super) fn form(&self, side: Side, form: &Form) -> Form {
        let ask = |ask: &Ask| Ask {
            question: self.numbering(side).place(ask.question),
            when: ask.when.as_ref().map(|when| self.opened(side, when)),
        };
        let sections = form.sections.iter().map(|section| Section {
            ask: section.ask.iter().map(ask).collect(),
            ..section.clone()
        });
        Form {
            sections: sections.collect(),
            ..form.clone()
        }
    }

    /// The names of the questions that a joint expression reads.
    pub(super) fn names(&self, expression: &Expression) -> String {
        words::list(&names(&self.procedure, expression), "and")
    }

    /// Gives options their joint places, by the question with which they are compared.
    fn options_of(&self, numbering: &Numbering<'_>, with: &Expression, value: &mut Expression) {
        let Some(question) = asked(numbering.of, with) else {
            return;
        };
        match value {
            Expression::Option(place) => {
                let joint = numbering.questions.get(usize::from(question));
                let known = numbering.of.question(question);
                let found = known
                    .and_then(|known| options(numbering.of, known))
                    .and_then(|all| all.get(usize::from(*place)))
                    .zip(joint.and_then(|joint| self.procedure.question(*joint)))
                    .and_then(|(option, joint)| {
                        let all = options(&self.procedure, joint)?;
                        all.iter().position(|other| other.id == option.id)
                    });
                *place = found.and_then(|found| u16::try_from(found).ok()).unwrap_or(*place);
            }
            Expression::List(values) => {
                for value in values {
                    self.options_of(numbering, with, value);
                }
            }
            _ => {}
        }
    }

    /// Why these joint conditions cannot be tried together.
    pub(super) fn obstacle(&self, conditions: &[Expression]) -> Option<String> {
        let mut found = None;
        for condition in conditions {
            self.look_for_obstacle(condition, &mut found);
        }
        found
    }

    fn look_for_obstacle(&self, condition: &Expression, found: &mut Option<String>) {
        match condition {
            Expression::Question(question) | Expression::Answered(question) if self.clashing.contains(question) => {
                let name = self
                    .procedure
                    .question(*question)
                    .map_or("", |question| question.name.as_str());
                *found = Some(format!("the two understand the answer to “{name}” in different ways"));
            }
            // Their options have no question beside them by which they could be matched.
            Expression::Some(..) | Expression::Every(..) if self.other_options => {
                *found = Some("the two offer different options, and a condition goes through a list".to_owned());
            }
            Expression::Fact(index) => {
                if let Some(fact) = self.procedure.fact(*index) {
                    self.look_for_obstacle(&fact.is, found);
                }
            }
            other => {
                for child in other.children() {
                    self.look_for_obstacle(child, found);
                }
            }
        }
    }
}

/// The question whose answer an expression is, also by way of facts.
fn asked(procedure: &Procedure, expression: &Expression) -> Option<QuestionIndex> {
    match expression {
        Expression::Question(question) => Some(*question),
        Expression::Fact(index) => asked(procedure, &procedure.fact(*index)?.is),
        _ => None,
    }
}

/// What a question chooses from.
pub(super) fn options<'p>(procedure: &'p Procedure, question: &Question) -> Option<&'p [Choice]> {
    let (Kind::Choice(list) | Kind::Choices(list)) = question.kind else {
        return None;
    };
    procedure
        .option_lists
        .get(usize::from(list))
        .map(|list| list.options.as_slice())
}

fn options_ids<'p>(procedure: &'p Procedure, question: &Question) -> Vec<&'p str> {
    options(procedure, question)
        .unwrap_or_default()
        .iter()
        .map(|option| option.id.as_str())
        .collect()
}

/// The options of both, those of the first in their order.
fn merged(left: Option<&[Choice]>, right: Option<&[Choice]>) -> Vec<Choice> {
    let mut all = left.unwrap_or_default().to_vec();
    for option in right.unwrap_or_default() {
        if !all.iter().any(|known| known.id == option.id) {
            all.push(option.clone());
        }
    }
    all
}

/// The names of the questions that an expression of a procedure reads.
pub(super) fn names(procedure: &Procedure, expression: &Expression) -> Vec<String> {
    let mut found = Vec::new();
    collect_names(procedure, expression, &mut found);
    found
}

fn collect_names(procedure: &Procedure, expression: &Expression, found: &mut Vec<String>) {
    match expression {
        Expression::Question(index) | Expression::Answered(index) | Expression::Recorded(index) => {
            let name = procedure.question(*index).map(|question| question.name.clone());
            found.extend(name.filter(|name| !found.contains(name)));
        }
        Expression::Fact(index) => {
            if let Some(fact) = procedure.fact(*index) {
                collect_names(procedure, &fact.is, found);
            }
        }
        other => {
            for child in other.children() {
                collect_names(procedure, child, found);
            }
        }
    }
}
