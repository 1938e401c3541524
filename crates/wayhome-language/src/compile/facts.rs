//! Facts, each after those that it reads.

use std::collections::BTreeMap;

use wayhome_engine::{Expression, Fact};

use super::{Compiler, ids};
use crate::diagnostics::codes::name as codes;
use crate::diagnostics::{Report, Reports};
use crate::document::parts::FactPart;
use crate::document::text::Text;
use crate::feel::syntax::{dotted, paths};
use crate::feel::{Answered, Named, parse};

/// As the engine's own bound.
const MAX_FACTS: usize = 500;

impl Compiler<'_> {
    pub(super) fn compiled_facts(&mut self) -> Vec<Fact> {
        let document = self.document;
        let mut declared: Vec<(&Text, &FactPart)> = Vec::new();
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
        if let Some((id, _)) = declared.get(MAX_FACTS) {
            let report = Report::new(
                &codes::TOO_MANY,
                &id.span,
                format!("there are more than {MAX_FACTS} facts"),
            );
            self.reports.push(report);
            declared.truncate(MAX_FACTS);
        }
        let order = self.order(&declared);
        // Facts in a cycle are in the names already; each has its place here.
        let refused = |id: &str| Fact {
            id: id.to_owned(),
            name: None,
            is: Expression::Bool(false),
        };
        let mut facts: Vec<Fact> = self.names.facts().map(refused).collect();
        for (id, fact) in order {
            let typed = self.expression(&fact.is, Answered::Refused);
            // A fact that is refused still has its place, so that what reads it is not reported as well.
            if self
                .names
                .add_fact(&id.value, typed.as_ref().map(|typed| typed.kind.clone()))
                .is_none()
            {
                continue;
            }
            let name = fact.name.as_ref().map(|name| name.value.clone());
            facts.push(match typed {
                Some(typed) => Fact {
                    id: id.value.clone(),
                    name,
                    is: typed.expression,
                },
                None => refused(&id.value),
            });
        }
        facts
    }

    /// Those that others read first; reports cycles, and leaves the facts in one at the end.
    fn order<'d>(&mut self, declared: &[(&'d Text, &'d FactPart)]) -> Vec<(&'d Text, &'d FactPart)> {
        let places: BTreeMap<&str, usize> = declared
            .iter()
            .enumerate()
            .map(|(place, (id, _))| (id.as_str(), place))
            .collect();
        let reads: Vec<Vec<usize>> = declared.iter().map(|(_, fact)| reads(fact, &places)).collect();
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
                self.names.add_fact(&id.value, None);
            }
        }
        order
            .sorted
            .iter()
            .filter_map(|place| declared.get(*place).copied())
            .collect()
    }
}

/// The facts that a fact reads. What cannot be parsed reads none; it is reported when it is checked.
fn reads(fact: &FactPart, places: &BTreeMap<&str, usize>) -> Vec<usize> {
    let mut found = Vec::new();
    if let Some(node) = parse(&fact.is.value, &mut Reports::default()) {
        paths(&node, &mut |words| {
            let whole = dotted(words);
            let first = words.first().map_or("", |word| word.text.as_str());
            found.extend(places.get(whole.as_str()).or_else(|| places.get(first)));
        });
    }
    found
}
