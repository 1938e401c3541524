//! One answer changes: what reads it is looked at again, and nothing else.

use std::sync::Arc;

use serde_json::Value as Json;

use super::whole::Totals;
use super::{Found, Session, read_slot};
use crate::answer::{Reading, is_blank};
use crate::approvals::TableResult;
use crate::deadlines::DueResult;
use crate::evaluate::{Answers as _, Evaluation};
use crate::explain::Reason;
use crate::plan::{Known, Plan, Readers, Slot};
use crate::present::{Presenter, unknown_question};
use crate::report::{Asked, Changes, Compared, Finding};
use crate::rules::RuleResult;

/// What the readers of one slot come to and why, in their order.
struct Explained {
    rules: Vec<Option<RuleResult>>,
    tables: Vec<Option<TableResult>>,
    deadlines: Vec<Option<DueResult>>,
    comparisons: Vec<Compared>,
}

impl Session {
    /// Records an answer, and tells what that changed. Any JSON value is kept; one that cannot be read becomes a finding of its own.
    pub fn set(&mut self, question: &str, value: Json) -> Changes {
        if self.raw.get(question) == Some(&value) {
            return Changes::default();
        }
        self.change(question, Some(value))
    }

    /// Takes an answer back, and tells what that changed.
    pub fn unset(&mut self, question: &str) -> Changes {
        if !self.raw.contains_key(question) {
            return Changes::default();
        }
        self.change(question, None)
    }

    /// What is different from how it was earlier: each thing once, as it stands now. What came back to what it was then is not told.
    ///
    /// `earlier` is a clone of this session, taken before what happened since. Of another record or another plan it says nothing of use.
    #[must_use]
    pub fn changes_since(&self, earlier: &Self) -> Changes {
        self.found.changes_since(&earlier.found)
    }

    fn change(&mut self, question: &str, value: Option<Json>) -> Changes {
        let plan = Arc::clone(self.plan());
        let found = &mut self.found;
        let totals = found.totals();
        let given = value.as_ref().unwrap_or(&Json::Null);
        let mut changes = Changes::default();
        match plan.known(question) {
            Some(Known::Slot(slot)) => found.answer(slot, read_slot(&plan, slot, given), &mut changes),
            Some(Known::Other) => changes.readable.push(question.to_owned()),
            None => {
                let is_there = !is_blank(given);
                let place = found.unknown.binary_search_by(|known| known.as_str().cmp(question));
                if place.is_ok() || !is_there {
                    changes.readable.push(question.to_owned());
                }
                match place {
                    Ok(place) if !is_there => drop(found.unknown.remove(place)),
                    Err(place) if is_there => found.unknown.insert(place, question.to_owned()),
                    _ => {}
                }
                if is_there {
                    changes.findings.push(unknown_question(question));
                }
            }
        }
        found.note_totals(&totals, &mut changes);
        match value {
            Some(value) => self.raw.insert(question.to_owned(), value),
            None => self.raw.remove(question),
        };
        changes
    }
}

impl Found {
    fn answer(&mut self, slot: Slot, reading: Reading, changes: &mut Changes) {
        let plan = Arc::clone(&self.plan);
        let Some(readers) = plan.readers.get(usize::from(slot)) else {
            return;
        };
        let before = self.explained(&plan, readers);
        // Where no reason quoted the answer, whatever quotes it now is another reason anyway.
        let was_said = before.quotes(&[slot]).then(|| self.said(slot));
        let was_found = self.is_found(slot);
        let was_refused = self.against_refusal();
        self.state.put(slot, reading);
        if was_found {
            // What is found now may be something else.
            changes.readable.push(plan.slot_id(slot).to_owned());
        }
        let mut appeared: Vec<Slot> = self.is_found(slot).then_some(slot).into_iter().collect();
        for conditional in &readers.conditional {
            let was_found = self.is_found(*conditional);
            if self.ask_again(&plan, *conditional) {
                changes.asked.push(Asked {
                    question: plan.slot_id(*conditional).to_owned(),
                    asked: self.state.asked(*conditional),
                });
            }
            match (was_found, self.is_found(*conditional)) {
                (true, false) => changes.readable.push(plan.slot_id(*conditional).to_owned()),
                (false, true) => appeared.push(*conditional),
                _ => {}
            }
        }
        self.judge(&plan, readers);
        let after = self.explained(&plan, readers);
        for slot in appeared {
            changes.findings.extend(self.words().problems(slot, self.today));
        }
        let is_refused = self.against_refusal();
        if was_refused != is_refused {
            let gone = was_refused.into_iter().flat_map(|finding| finding.about);
            changes.readable.extend(gone);
            changes.findings.extend(is_refused);
        }
        let says_more = was_said.is_some_and(|was_said| self.said(slot) != was_said);
        let quoted: Vec<Slot> = says_more.then_some(slot).into_iter().collect();
        self.note_differences((&before, &after), (&quoted, readers), changes);
    }

    fn changes_since(&self, earlier: &Self) -> Changes {
        let plan = &self.plan;
        let mut changes = Changes::default();
        let mut quoted = Vec::new();
        for (_, slot) in self.state.readings.iter().zip(0..) {
            let asked = self.state.asked(slot);
            if asked != earlier.state.asked(slot) {
                changes.asked.push(Asked {
                    question: plan.slot_id(slot).to_owned(),
                    asked,
                });
            }
            let (before, now) = (earlier.found_of(slot), self.found_of(slot));
            if before != now {
                changes
                    .readable
                    .extend((!before.is_empty()).then(|| plan.slot_id(slot).to_owned()));
                changes.findings.extend(now);
            }
            if self.state.stored(slot) != earlier.state.stored(slot) && self.said(slot) != earlier.said(slot) {
                quoted.push(slot);
            }
        }
        // Both are in the order of the alphabet, and may be as long as a record.
        let gone = earlier.unknown.iter();
        let gone = gone.filter(|question| self.unknown.binary_search(question).is_err());
        changes.readable.extend(gone.cloned());
        let come = self.unknown.iter();
        let come = come.filter(|question| earlier.unknown.binary_search(question).is_err());
        changes.findings.extend(come.map(|question| unknown_question(question)));

        let everything = Readers {
            conditional: Vec::new(),
            rules: (0..plan.rules.len()).collect(),
            deadlines: (0..plan.deadlines.len()).collect(),
            tables: (0..plan.tables.len()).collect(),
        };
        let (before, after) = (earlier.explained(plan, &everything), self.explained(plan, &everything));
        self.note_differences((&before, &after), (&quoted, &everything), &mut changes);
        self.note_totals(&earlier.totals(), &mut changes);
        changes
    }

    fn words(&self) -> Presenter<'_> {
        Presenter {
            plan: &self.plan,
            stored: &self.state.readings,
        }
    }

    /// What a reason that quotes a slot's answer says of it.
    fn said(&self, slot: Slot) -> String {
        self.words().reason(&Reason::Blank(slot))
    }

    /// What is to be said of a slot's answer itself.
    fn found_of(&self, slot: Slot) -> Vec<Finding> {
        let mut found = if self.is_found(slot) {
            self.words().problems(slot, self.today)
        } else {
            Vec::new()
        };
        if self.plan.outcome_of_approval() == Some(slot) {
            found.extend(self.against_refusal());
        }
        found
    }

    /// What these come to and why, as the answers stand.
    fn explained(&self, plan: &Plan, readers: &Readers) -> Explained {
        let evaluation = Evaluation::new(plan, &self.state);
        let rule = |place: &usize| {
            let at = plan.rules.get(*place)?;
            Some(evaluation.explain(at.0, plan.rule(*at)?, *self.rules.get(*place)?))
        };
        let table = |place: &usize| {
            let at = plan.tables.get(*place)?;
            Some(evaluation.explain_table(at.0, plan.table(*at)?, self.tables.get(*place)?))
        };
        let deadline = |place: &usize| evaluation.explain_deadline(*place, self.deadlines.get(*place)?);
        Explained {
            rules: readers.rules.iter().map(rule).collect(),
            tables: readers.tables.iter().map(table).collect(),
            deadlines: readers.deadlines.iter().map(deadline).collect(),
            // Nothing but tables is compared.
            comparisons: if readers.tables.is_empty() {
                Vec::new()
            } else {
                self.comparisons()
            },
        }
    }

    fn note_differences(
        &self,
        (before, after): (&Explained, &Explained),
        (of_slots, readers): (&[Slot], &Readers),
        changes: &mut Changes,
    ) {
        let (plan, words) = (&self.plan, self.words());
        let quotes = |because: &[Reason]| quotes(because, of_slots);
        for (place, (old, new)) in readers.rules.iter().zip(before.rules.iter().zip(&after.rules)) {
            let rule = plan.rules.get(*place).and_then(|at| Some((at.0, plan.rule(*at)?)));
            if let (Some((layer, rule)), Some(new)) = (rule, new)
                && (old.as_ref() != Some(new) || quotes(&new.because))
            {
                changes.findings.push(words.finding(layer, rule, new));
            }
        }
        for (place, (old, new)) in readers.tables.iter().zip(before.tables.iter().zip(&after.tables)) {
            let table = plan.tables.get(*place).and_then(|at| Some((at.0, plan.table(*at)?)));
            let (Some((layer, table)), Some(old), Some(new)) = (table, old, new) else {
                continue;
            };
            for (row, (old, new)) in table.rows.iter().zip(old.checks.iter().zip(&new.checks)) {
                if old != new || quotes(&new.because) {
                    changes.findings.push(words.finding(layer, &row.check, new));
                }
            }
            if !old.same_but_for_checks(new) || quotes(&new.because) {
                changes.approvals.push(words.approval(layer, table, new));
            }
        }
        for (place, (old, new)) in readers
            .deadlines
            .iter()
            .zip(before.deadlines.iter().zip(&after.deadlines))
        {
            if let (Some((layer, deadline)), Some(new)) = (plan.deadline_at(*place), new)
                && (old.as_ref() != Some(new) || quotes(&new.because))
            {
                changes.deadlines.push(words.due(layer, deadline, new));
            }
        }
        let compared = after.comparisons.iter();
        changes.comparisons = compared
            .filter(|compared| !before.comparisons.contains(compared))
            .cloned()
            .collect();
    }

    fn note_totals(&self, before: &Totals, changes: &mut Changes) {
        let after = self.totals();
        changes.outcome = Some(after.outcome).filter(|outcome| *outcome != before.outcome);
        changes.progress = Some(after.progress).filter(|progress| *progress != before.progress);
    }
}

impl Explained {
    /// Does a reason quote one of these answers?
    fn quotes(&self, slots: &[Slot]) -> bool {
        let tables = self.tables.iter().flatten();
        let checks = tables.clone().flat_map(|table| &table.checks);
        let rules = self.rules.iter().flatten().chain(checks).map(|rule| &rule.because);
        let deadlines = self.deadlines.iter().flatten().map(|due| &due.because);
        let tables = tables.map(|table| &table.because);
        rules
            .chain(tables)
            .chain(deadlines)
            .any(|because| quotes(because, slots))
    }
}

/// A reason quotes the answer. Of a text and of a table it says the same, whatever they say.
fn quotes(because: &[Reason], slots: &[Slot]) -> bool {
    let names = |reason: &Reason| matches!(reason, Reason::Answer(of) | Reason::Blank(of) if slots.contains(of));
    because.iter().any(names)
}

impl TableResult {
    fn same_but_for_checks(&self, other: &Self) -> bool {
        let (one, two) = (&self.verdict, &other.verdict);
        (one.state, &one.rows, one.silence, one.doubtful) == (two.state, &two.rows, two.silence, two.doubtful)
            && one.in_time == two.in_time
            && self.because == other.because
            && self.needs == other.needs
            && self.beside == other.beside
            && self.refusal == other.refusal
    }
}
