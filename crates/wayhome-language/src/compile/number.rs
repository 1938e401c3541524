//! Only the questions and lists that a procedure uses, numbered anew.

use std::collections::{BTreeMap, BTreeSet};

use wayhome_engine::{Expression, Kind, OptionList, Question, QuestionIndex};

use super::roles::ROLES;
use super::{Parts, walk};
use crate::feel::Names;

/// What a procedure uses of all that it could.
pub(super) struct Used {
    /// The questions that it asks or reads.
    pub(super) questions: Vec<Question>,
    /// The lists that they choose from.
    pub(super) option_lists: Vec<OptionList>,
    /// The ids of all other questions.
    pub(super) other_questions: Vec<String>,
}

/// Renumbers the questions of all parts, and says which are used.
pub(super) fn renumber(parts: &mut Parts, names: &Names) -> Used {
    let mut used: BTreeSet<QuestionIndex> = BTreeSet::new();
    for expression in expressions(parts) {
        walk::visit(expression, &mut |part| {
            if let Expression::Question(index) | Expression::Answered(index) | Expression::Recorded(index) = part {
                used.insert(*index);
            }
        });
    }
    questions(parts, &mut |index| {
        used.insert(*index);
    });
    let places: BTreeMap<QuestionIndex, QuestionIndex> = used.iter().copied().zip(0..).collect();
    let new = |index: &mut QuestionIndex| *index = places.get(index).copied().unwrap_or(*index);
    for expression in expressions_mut(parts) {
        walk::visit_mut(expression, &mut |part| {
            if let Expression::Question(index) | Expression::Answered(index) | Expression::Recorded(index) = part {
                new(index);
            }
        });
    }
    questions(parts, &mut |index| new(index));
    let mut kept: Vec<Question> = used
        .iter()
        .filter_map(|index| names.question_at(*index).cloned())
        .collect();
    let option_lists = option_lists(&mut kept, names, !parts.approvals.is_empty());
    let all = names.questions().iter().zip(0..);
    let other_questions = all
        .filter(|(_, index)| !used.contains(index))
        .map(|(question, _)| question.id.clone())
        .collect();
    Used {
        questions: kept,
        option_lists,
        other_questions,
    }
}

/// The lists that questions choose from; their places in the questions are changed.
fn option_lists(questions: &mut [Question], names: &Names, with_roles: bool) -> Vec<OptionList> {
    let mut used: BTreeSet<u16> = BTreeSet::new();
    for question in questions.iter_mut() {
        lists(&mut question.kind, &mut |list| {
            used.insert(*list);
        });
    }
    if with_roles {
        used.extend(
            names
                .option_lists()
                .iter()
                .zip(0..)
                .filter(|(list, _)| list.id == ROLES)
                .map(|(_, place)| place),
        );
    }
    let places: BTreeMap<u16, u16> = used.iter().copied().zip(0..).collect();
    for question in questions {
        lists(&mut question.kind, &mut |list| {
            *list = places.get(list).copied().unwrap_or(*list);
        });
    }
    used.iter().filter_map(|list| names.list(*list).cloned()).collect()
}

fn lists(kind: &mut Kind, change: &mut impl FnMut(&mut u16)) {
    match kind {
        Kind::Choice(list) | Kind::Choices(list) => change(list),
        Kind::Rows(fields) => fields.iter_mut().for_each(|field| lists(&mut field.kind, change)),
        Kind::Date | Kind::DateTime | Kind::YesNo | Kind::Number { .. } | Kind::Text { .. } => {}
    }
}

/// Every place outside of expressions that names a question.
fn questions(parts: &mut Parts, change: &mut impl FnMut(&mut QuestionIndex)) {
    let asks = parts
        .forms
        .iter_mut()
        .flat_map(|form| &mut form.sections)
        .flat_map(|section| &mut section.ask);
    asks.for_each(|ask| change(&mut ask.question));
    parts
        .rules
        .iter_mut()
        .flat_map(|rule| &mut rule.about)
        .for_each(&mut *change);
    parts
        .approvals
        .iter_mut()
        .filter_map(|table| table.effective.as_mut())
        .for_each(&mut *change);
    let checks = parts
        .approvals
        .iter_mut()
        .flat_map(|table| &mut table.rows)
        .flat_map(|row| &mut row.check.about);
    checks.for_each(change);
}

/// Every expression of the parts.
macro_rules! expressions {
    ($name:ident, $parts:ty, $expression:ty, $iter:ident, $option:ident, $($borrow:tt)+) => {
        pub(super) fn $name(parts: $parts) -> Vec<$expression> {
            let mut found: Vec<$expression> = Vec::new();
            found.extend(parts.facts.$iter().map(|fact| $($borrow)+ fact.is));
            for form in parts.forms.$iter() {
                let asks = form.sections.$iter().flat_map(|section| section.ask.$iter());
                found.extend(asks.filter_map(|ask| ask.when.$option()));
            }
            for rule in parts.rules.$iter() {
                found.extend(rule.when.$option());
                for part in rule.parts.$iter() {
                    found.push($($borrow)+ part.expect);
                    found.extend(part.explained.$option());
                }
            }
            for deadline in parts.deadlines.$iter() {
                found.extend(deadline.when.$option());
                found.extend([$($borrow)+ deadline.from, $($borrow)+ deadline.within]);
                found.extend(deadline.met_by.$option());
            }
            for table in parts.approvals.$iter() {
                found.extend(table.silences.$iter().map(|silence| $($borrow)+ silence.when));
                found.extend(table.retrospective.$option());
                for row in table.rows.$iter() {
                    found.push($($borrow)+ row.when);
                    for part in row.check.parts.$iter() {
                        found.push($($borrow)+ part.expect);
                        found.extend(part.explained.$option());
                    }
                }
            }
            found
        }
    };
}
expressions!(expressions, &Parts, &Expression, iter, as_ref, &);
expressions!(expressions_mut, &mut Parts, &mut Expression, iter_mut, as_mut, &mut);
