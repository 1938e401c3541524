//! Facts that differ from day to day.
//!
//! A fact that is yes or no is lowered to one condition: this one before a day, that one from it on. A value cannot be chosen by the engine's
//! expressions, and a condition can: so each stretch of such a fact is a fact of its own, and every condition that reads it is written once for
//! each stretch. The engine, the proof and the reasons know nothing new.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use wayhome_engine::{Comparison, Expression, Fact, FactIndex, QuestionIndex};

use super::{Compiler, walk};
use crate::diagnostics::Report;
use crate::diagnostics::codes::{name as codes, types};
use crate::document::parts::FactPart;
use crate::document::text::Text;
use crate::feel::{Answered, Type, Typed};

/// On so many days facts may change: every condition that reads them is written once for each time between.
const MOST_DAYS: usize = 40;

/// From which day on something holds, until the next of them begins; the first has always held.
pub(super) type Stretches<T> = Vec<(Option<NaiveDate>, T)>;

#[derive(Debug, Default)]
pub(super) struct DatedFacts {
    /// The day of a record by which they are judged, once one of them needs it.
    day: Option<Expression>,
    /// The days on which one of them changes.
    changes: BTreeSet<NaiveDate>,
    /// The facts with a value, and which fact stands for each when.
    values: BTreeMap<FactIndex, Stretches<FactIndex>>,
}

impl DatedFacts {
    pub(super) fn add(&mut self, fact: FactIndex, stretches: Stretches<FactIndex>) {
        self.values.insert(fact, stretches);
    }

    /// The questions behind the day by which they are judged; none where nothing needs it.
    pub(super) fn day_read(&self, facts: &[Fact]) -> Vec<QuestionIndex> {
        let mut reads = walk::Reads::default();
        if let Some(day) = &self.day {
            reads.through(day, facts);
        }
        reads.questions
    }

    /// An expression for each stretch of the dated values that it reads; only itself where it reads none.
    pub(super) fn stretches(&self, expression: &Expression) -> Stretches<Expression> {
        let mut starts: BTreeSet<Option<NaiveDate>> = BTreeSet::from([None]);
        walk::visit(expression, &mut |part| {
            if let Expression::Fact(index) = part {
                starts.extend(self.values.get(index).into_iter().flatten().map(|(from, _)| *from));
            }
        });
        let on = |start: Option<NaiveDate>| {
            let mut then = expression.clone();
            walk::visit_mut(&mut then, &mut |part| {
                if let Expression::Fact(index) = part
                    && let Some(stretches) = self.values.get(index)
                    && let Some((_, fact)) = stretches.iter().rfind(|(from, _)| *from <= start)
                {
                    *index = *fact;
                }
            });
            then
        };
        starts.into_iter().map(|start| (start, on(start))).collect()
    }

    /// One condition that holds where that of the day does.
    pub(super) fn condition(&self, stretches: Stretches<Expression>) -> Expression {
        let ends: Vec<Option<NaiveDate>> = stretches.iter().skip(1).map(|(from, _)| *from).collect();
        let ends = ends.into_iter().chain([None]);
        let compared = |comparison, day: Option<NaiveDate>| {
            let on = Box::new(self.day.clone()?);
            Some(Expression::Compare(comparison, on, Box::new(Expression::Date(day?))))
        };
        let mut all: Vec<Expression> = Vec::with_capacity(stretches.len());
        for ((from, is), end) in stretches.into_iter().zip(ends) {
            let conditions = [
                compared(Comparison::GreaterOrEqual, from),
                compared(Comparison::Less, end),
                Some(is),
            ];
            let mut conditions: Vec<Expression> = conditions.into_iter().flatten().collect();
            all.extend(if conditions.len() == 1 {
                conditions.pop()
            } else {
                Some(Expression::And(conditions))
            });
        }
        match all.pop() {
            Some(only) if all.is_empty() => only,
            last => Expression::Or(all.into_iter().chain(last).collect()),
        }
    }
}

impl FactPart {
    pub(super) fn is_dated(&self) -> bool {
        self.from.is_some() || self.until.is_some()
    }
}

impl Compiler<'_> {
    /// An expression that reads dated values, as it stands on the day of the record. Where it is no condition, nothing can choose.
    pub(super) fn on_its_day(&mut self, text: &Text, typed: Typed) -> Option<Typed> {
        let stretches = self.dated_facts.stretches(&typed.expression);
        if stretches.len() == 1 {
            return Some(typed);
        }
        if typed.kind != Type::Boolean {
            let message = "this reads a fact that differs from day to day, and only a condition can";
            let help = "date what reads it instead: write one for each time, with its own expression";
            self.reports
                .push(Report::new(&types::WRONG_TYPE, &text.span, message).help(help));
            return None;
        }
        Some(Typed {
            expression: self.dated_facts.condition(stretches),
            ..typed
        })
    }

    /// What a fact with several parts comes to when. `None` where a part is refused, or where they do not meet.
    pub(super) fn dated_fact(&mut self, id: &Text, parts: &[FactPart]) -> Option<(Stretches<Expression>, Type)> {
        self.facts_day(id)?;
        let mut parts: Vec<&FactPart> = parts.iter().collect();
        parts.sort_by_key(|part| part.from.as_ref().map(|from| from.get_ref().0));
        let starts = parts.iter().filter_map(|part| Some(part.from.as_ref()?.get_ref().0));
        self.dated_facts.changes.extend(starts);
        if self.dated_facts.changes.len() > MOST_DAYS {
            let message = format!("with {}, facts change on more than {MOST_DAYS} days", id.value);
            let help = "leave out what is no longer in force";
            self.reports
                .push(Report::new(&codes::TOO_MANY, &id.span, message).help(help));
            return None;
        }
        let mut checked: Vec<(&FactPart, Typed)> = Vec::with_capacity(parts.len());
        for part in &parts {
            let typed = self.checked(&part.is, Answered::Refused);
            checked.extend(typed.map(|typed| (*part, typed)));
        }
        if !self.parts_meet(id, &parts) || checked.len() < parts.len() {
            return None;
        }
        let kind = checked.first().map(|(_, typed)| typed.kind.clone())?;
        if let Some((part, other)) = checked.iter().find(|(_, typed)| typed.kind != kind) {
            let message = format!(
                "{} is {} at first, and this is {}",
                id.value,
                kind.phrase(),
                other.kind.phrase()
            );
            let help = "let each part come to the same kind of value, or write two facts";
            self.reports
                .push(Report::new(&types::WRONG_TYPE, &part.is.span, message).help(help));
            return None;
        }
        let mut stretches = Vec::new();
        for (part, typed) in checked {
            let from = part.from.as_ref().map(|from| from.get_ref().0);
            let last = part.until.as_ref().map(|until| until.get_ref().0);
            let inner = self.dated_facts.stretches(&typed.expression);
            let ends: Vec<Option<NaiveDate>> = inner.iter().skip(1).map(|(start, _)| *start).chain([None]).collect();
            for ((start, is), end) in inner.into_iter().zip(ends) {
                let begins_in_time = last.is_none_or(|last| start.is_none_or(|start| start <= last));
                let ends_too_early = end.is_some_and(|end| from.is_some_and(|from| end <= from));
                if begins_in_time && !ends_too_early {
                    stretches.push((start.max(from), is));
                }
            }
        }
        Some((stretches, kind))
    }

    /// Does each part begin on the day after the one before it ends, so that the fact is said for every day?
    fn parts_meet(&mut self, id: &Text, parts: &[&FactPart]) -> bool {
        let mut follows: Option<NaiveDate> = None;
        for (place, part) in parts.iter().enumerate() {
            let from = part.from.as_ref().map(|from| from.get_ref().0);
            let until = part.until.as_ref().map(|until| until.get_ref().0);
            let is_last = place + 1 == parts.len();
            let backwards = from.is_some_and(|from| until.is_some_and(|until| until < from));
            if from != follows || is_last != until.is_none() || backwards {
                let message = format!("the parts of {} do not follow each other day by day", id.value);
                let help = "let each begin on the day after the one before it ends; the first has no `from`, and the last no `until`";
                self.reports
                    .push(Report::new(&codes::NOT_EVERY_DAY, &part.is.span, message).help(help));
                return false;
            }
            follows = until.and_then(|until| until.checked_add_days(Days::new(1)));
        }
        true
    }

    /// Finds the day by which facts are judged: that of the whole procedure, since a fact belongs to no form.
    fn facts_day(&mut self, id: &Text) -> Option<()> {
        if self.dated_facts.day.is_none() {
            let Some(on) = &self.document.procedure.in_force_on else {
                let message = format!(
                    "{} is dated, and nothing says by which day a record is judged",
                    id.value
                );
                let help = "add in_force_on = \"decision_date\" to [procedure]; a fact belongs to no form";
                self.reports
                    .push(Report::new(&codes::NO_DAY_IN_FORCE, &id.span, message).help(help));
                return None;
            };
            // What is wrong with it is reported where it is read for the rules.
            let kept = std::mem::take(&mut self.reports);
            self.dated_facts.day = self.day(on);
            self.reports = kept;
        }
        self.dated_facts.day.as_ref().map(|_| ())
    }
}
