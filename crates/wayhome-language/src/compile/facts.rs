//! Facts, each after those that it reads.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use wayhome_engine::{Expression, Fact, MOST_FACTS};

use super::dated_facts::Stretches;
use super::{Compiler, ids};
use crate::diagnostics::codes::{document as shape, name as codes};
use crate::diagnostics::{Report, Reports};
use crate::document::parts::FactPart;
use crate::document::text::Text;
use crate::feel::syntax::{dotted, paths};
use crate::feel::{Answered, Named, Type, parse};

impl Compiler<'_> {
    pub(super) fn compiled_facts(&mut self) -> Vec<Fact> {
        let document = self.document;
        let mut declared: Vec<(&Text, &[FactPart])> = Vec::new();
        for (id, fact) in &document.facts {
            if !ids::check(id, &mut self.reports) {
                continue;
            }
            if let Some(Named::Question(_)) = self.names.find(&id.value) {
                let report = Report::new(
                    &codes::DECLARED_TWICE,
                    &id.span,
                    format!("{} is already a question", id.value),
                );
                self.reports.push(report.help("choose another name for the fact"));
                continue;
            }
            declared.push((id, fact));
        }
        if let Some((id, _)) = declared.get(MOST_FACTS) {
            let report = Report::new(
                &codes::TOO_MANY,
                &id.span,
                format!("there are more than {MOST_FACTS} facts"),
            );
            self.reports.push(report);
            declared.truncate(MOST_FACTS);
        }
        let order = self.order(&declared);
        // Facts in a cycle are in the names already; each has its place here.
        let refused = |id: &str| Fact {
            id: id.to_owned(),
            name: None,
            is: Expression::Bool(false),
        };
        let mut facts: Vec<Fact> = self.names.facts().map(refused).collect();
        for (id, parts) in order {
            let Some((mut stretches, kind)) = self.stretches(id, parts) else {
                // A fact that is refused still has its place, so that what reads it is not reported as well.
                if self.names.add_fact(&id.value, None, false).is_some() {
                    facts.push(refused(&id.value));
                }
                continue;
            };
            if kind == Type::Boolean {
                self.one_name(id, parts);
                stretches = vec![(None, self.dated_facts.condition(stretches))];
            }
            self.add_fact((id, parts), &kind, stretches, &mut facts);
        }
        if let (Some((id, _)), true) = (declared.last(), facts.len() > MOST_FACTS) {
            let message = format!("with their dated parts, there are more than {MOST_FACTS} facts");
            self.reports.push(Report::new(&codes::TOO_MANY, &id.span, message));
        }
        facts
    }

    /// What a fact comes to, from which day on.
    fn stretches(&mut self, id: &Text, parts: &[FactPart]) -> Option<(Stretches<Expression>, Type)> {
        match parts {
            [] => {
                let message = format!("the fact {} has no parts", id.value);
                self.reports
                    .push(Report::new(&shape::MISSING, &id.span, message).help("write what it stands for"));
                None
            }
            [only] if !only.is_dated() => {
                let typed = self.checked(&only.is, Answered::Refused)?;
                Some((self.dated_facts.stretches(&typed.expression), typed.kind))
            }
            several => self.dated_fact(id, several),
        }
    }

    /// Yes or no is one fact whatever the day, so that it has one name.
    fn one_name(&mut self, id: &Text, parts: &[FactPart]) {
        let mut names = parts.iter().filter_map(|part| part.name.as_ref());
        let first = names.next();
        if let Some(other) = names.find(|name| first.is_some_and(|first| first.value != name.value)) {
            let message = format!("the fact {} is yes or no, and has two names", id.value);
            let help = "write the same name in each part, or in one alone";
            self.reports
                .push(Report::new(&codes::DECLARED_TWICE, &other.span, message).help(help));
        }
    }

    /// Adds a fact, and before it one for each earlier stretch of its value. Their ids cannot be written in an expression.
    fn add_fact(
        &mut self,
        (id, parts): (&Text, &[FactPart]),
        kind: &Type,
        stretches: Stretches<Expression>,
        facts: &mut Vec<Fact>,
    ) {
        let dated = stretches.len() > 1;
        let last = stretches.len().saturating_sub(1);
        // Whoever reads a dated fact may come to any of its parts.
        let whole = stretches.iter().all(|(_, is)| self.names.makes_whole(is));
        let mut places = Vec::with_capacity(stretches.len());
        for (place, (from, is)) in stretches.into_iter().enumerate() {
            let own = match from {
                Some(from) if dated => format!("{} from {from}", id.value),
                _ if dated => format!("{} at first", id.value),
                _ => id.value.clone(),
            };
            let known_as = if place == last { &id.value } else { &own };
            let Some(index) = self.names.add_fact(known_as, Some(kind.clone()), whole) else {
                continue;
            };
            places.push((from, index));
            facts.push(Fact {
                id: own,
                name: name_from(parts, from),
                is,
            });
        }
        if let (Some((_, index)), true) = (places.last(), dated) {
            self.dated_facts.add(*index, places);
        }
    }

    /// Those that others read first; reports cycles, and leaves the facts in one at the end.
    fn order<'d>(&mut self, declared: &[(&'d Text, &'d [FactPart])]) -> Vec<(&'d Text, &'d [FactPart])> {
        let places: BTreeMap<&str, usize> = declared
            .iter()
            .enumerate()
            .map(|(place, (id, _))| (id.as_str(), place))
            .collect();
        let day = self.document.procedure.in_force_on.as_ref();
        let reads: Vec<Vec<usize>> = declared.iter().map(|(_, parts)| reads(parts, day, &places)).collect();
        let order = super::walk::sorted(&reads);
        for cycle in &order.cycles {
            let names: Vec<&str> = cycle
                .iter()
                .filter_map(|place| declared.get(*place))
                .map(|(id, _)| id.as_str())
                .collect();
            if let Some((id, _)) = cycle.first().and_then(|place| declared.get(*place)) {
                let message = match names.as_slice() {
                    [only] => format!("the fact {only} reads itself"),
                    names => format!("these facts read each other: {}", names.join(", ")),
                };
                self.reports.push(
                    Report::new(&codes::FACT_CYCLE, &id.span, message).help("write one of them without the others"),
                );
            }
        }
        for place in order.cycles.iter().flatten() {
            if let Some((id, _)) = declared.get(*place) {
                self.names.add_fact(&id.value, None, false);
            }
        }
        order
            .sorted
            .iter()
            .filter_map(|place| declared.get(*place).copied())
            .collect()
    }
}

/// How a fact is called from a day on: by the name of its part then, else by the name that another part gives it.
fn name_from(parts: &[FactPart], from: Option<NaiveDate>) -> Option<String> {
    let start = |part: &FactPart| part.from.as_ref().map(|from| from.get_ref().0);
    let then = parts
        .iter()
        .filter(|part| start(part) <= from)
        .max_by_key(|part| start(part));
    let name = then.and_then(|part| part.name.as_ref());
    let name = name.or_else(|| parts.iter().rev().find_map(|part| part.name.as_ref()));
    name.map(|name| name.value.clone())
}

/// The facts that a fact reads, a dated one also by way of the day by which it is judged. What cannot be parsed reads none; it is reported when it is checked.
fn reads(parts: &[FactPart], day: Option<&Text>, places: &BTreeMap<&str, usize>) -> Vec<usize> {
    let mut found = Vec::new();
    let day = day.filter(|_| parts.iter().any(FactPart::is_dated));
    for text in parts.iter().map(|part| &part.is).chain(day) {
        if let Some(node) = parse(&text.value, &mut Reports::default()) {
            paths(&node, &mut |words| {
                let whole = dotted(words);
                let first = words.first().map_or("", |word| word.text.as_str());
                found.extend(places.get(whole.as_str()).or_else(|| places.get(first)));
            });
        }
    }
    found
}
