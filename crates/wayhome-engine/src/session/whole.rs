//! What a record comes to as a whole: outcome, progress, comparisons, and the report.

use super::Session;
use crate::answer::is_blank;
use crate::approvals::standing;
use crate::plan::Slot;
use crate::present::{Presenter, unknown_question};
use crate::procedure::{FORMAT, Level};
use crate::report::{Approval, Changes, Compared, Finding, Outcome, Progress, Report, Standing, State};

/// What a session stands at, to tell what a change changed.
pub(super) struct Snapshot {
    outcome: Outcome,
    progress: Progress,
    standings: Vec<Compared>,
}

impl Session {
    pub(super) fn snapshot(&self) -> Snapshot {
        Snapshot {
            outcome: self.outcome(),
            progress: self.progress(),
            standings: self.comparisons(),
        }
    }

    pub(super) fn note_totals(&self, before: &Snapshot, changes: &mut Changes) {
        let after = self.snapshot();
        changes.comparisons = after
            .standings
            .into_iter()
            .filter(|compared| !before.standings.contains(compared))
            .collect();
        changes.outcome = Some(after.outcome).filter(|outcome| *outcome != before.outcome);
        changes.progress = Some(after.progress).filter(|progress| *progress != before.progress);
    }

    fn outcome(&self) -> Outcome {
        let plan = &self.plan;
        let rules = plan.rules.iter().filter_map(|at| plan.rule(*at)).zip(&self.rules);
        let rows = plan.tables.iter().filter_map(|at| plan.table(*at)).zip(&self.tables);
        let rows = rows.flat_map(|(table, result)| table.rows.iter().map(|row| &row.check).zip(&result.checks));
        let counting: Vec<State> = rules
            .chain(rows)
            .filter(|(rule, _)| rule.level != Level::Consider)
            .map(|(_, result)| result.state)
            .collect();
        let unreadable = self
            .state
            .readings
            .iter()
            .flatten()
            .any(|reading| !reading.problems.is_empty());
        if counting.contains(&State::Breached) {
            Outcome::Breached
        } else if unreadable
            || self.unknown_questions().next().is_some()
            || counting
                .iter()
                .any(|state| matches!(state, State::ToDo | State::CannotTell))
        {
            Outcome::Incomplete
        } else {
            Outcome::Complete
        }
    }

    fn progress(&self) -> Progress {
        let mut progress = Progress { needed: 0, answered: 0 };
        for (slot, (at, asked)) in self.plan.slots.iter().zip(&self.state.asked).enumerate() {
            if at.counts && at.asked.is_some() && asked.is_yes() {
                progress.needed += 1;
                let answered = self
                    .state
                    .readings
                    .get(slot)
                    .and_then(Option::as_ref)
                    .is_some_and(|reading| reading.answer.is_some());
                progress.answered += u32::from(answered);
            }
        }
        progress
    }

    pub(super) fn unknown_questions(&self) -> impl Iterator<Item = Finding> {
        let plan = &self.plan;
        let known = |id: &str| {
            plan.slot(id).is_some()
                || plan
                    .layers
                    .iter()
                    .any(|layer| layer.procedure.other_questions.iter().any(|other| other == id))
        };
        self.raw
            .iter()
            .filter(move |(id, value)| !is_blank(value) && !known(id))
            .map(|(id, _)| unknown_question(id))
    }

    fn approvals(&self) -> Vec<Approval> {
        let words = Presenter {
            plan: &self.plan,
            stored: &self.state.readings,
        };
        let tables = self.plan.tables.iter().zip(&self.tables);
        tables
            .filter_map(|(at, result)| Some(words.approval(at.0, self.plan.table(*at)?, result)))
            .collect()
    }

    fn comparisons(&self) -> Vec<Compared> {
        let plan = &self.plan;
        let words = Presenter {
            plan,
            stored: &self.state.readings,
        };
        let all: Vec<_> = plan
            .tables
            .iter()
            .zip(&self.tables)
            .filter_map(|(at, result)| Some((at.0, plan.table(*at)?, result)))
            .collect();
        let mut compared = Vec::new();
        for (_, table, result) in all.iter().filter(|(layer, ..)| *layer == 0) {
            let Some((layer, law, floor)) = all.iter().find(|(layer, law, _)| *layer > 0 && law.id == table.id) else {
                continue;
            };
            let stands = standing((result, table), (floor, law), &plan.procedure().seniority);
            compared.push(words.comparison(
                stands,
                &words.approval(0, table, result),
                &words.approval(*layer, law, floor),
            ));
        }
        // A table that only the law has: the local procedure does not say.
        for (layer, law, floor) in all.iter().filter(|(layer, law, _)| {
            *layer > 0 && !all.iter().any(|(other, table, _)| *other == 0 && table.id == law.id)
        }) {
            let floor = words.approval(*layer, law, floor);
            compared.push(words.comparison(Standing::Silent, &floor, &floor));
        }
        compared
    }

    /// Everything that a check of the record finds.
    #[must_use]
    pub fn report(&self) -> Report {
        let plan = &self.plan;
        let words = Presenter {
            plan,
            stored: &self.state.readings,
        };
        let mut findings: Vec<Finding> = (0..plan.slots.len())
            .filter_map(|slot| Slot::try_from(slot).ok())
            .flat_map(|slot| words.problems(slot))
            .collect();
        findings.extend(self.unknown_questions());
        for layer in 0..plan.layers.len() {
            let here = |at: &(u8, usize)| usize::from(at.0) == layer;
            let rules = plan.rules.iter().zip(&self.rules).filter(|(at, _)| here(at));
            findings.extend(rules.filter_map(|(at, result)| Some(words.finding(at.0, plan.rule(*at)?, result))));
            for (at, result) in plan.tables.iter().zip(&self.tables).filter(|(at, _)| here(at)) {
                let rows = plan
                    .table(*at)
                    .into_iter()
                    .flat_map(|table| &table.rows)
                    .zip(&result.checks);
                findings.extend(rows.map(|(row, check)| words.finding(at.0, &row.check, check)));
            }
        }
        let deadlines = plan.deadlines.iter().zip(&self.deadlines);
        Report {
            wayhome: FORMAT,
            procedure: plan.procedure().id.clone(),
            form: plan.form().to_owned(),
            record: self.id.clone(),
            today: self.today,
            outcome: self.outcome(),
            progress: self.progress(),
            findings,
            approvals: self.approvals(),
            comparisons: self.comparisons(),
            deadlines: deadlines
                .filter_map(|(at, result)| Some(words.due(at.0, plan.deadline(*at)?, result)))
                .collect(),
            cautions: plan.cautions(self.today),
        }
    }
}
