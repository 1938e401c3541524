//! What a record comes to as a whole: outcome, progress, comparisons, and the report.

use super::Found;
use crate::answer::Answer;
use crate::approvals::{TableVerdict, standing};
use crate::evaluate::Evaluation;
use crate::plan::{Layer, LayerPlan, Slot};
use crate::present::{Presenter, unknown_question};
use crate::procedure::{ApprovalTable, FORMAT, Level};
use crate::report::{Compared, Finding, Outcome, Progress, Report, Standing, State};

/// What a record comes to as a whole.
pub(super) struct Totals {
    pub(super) outcome: Outcome,
    pub(super) progress: Progress,
}

/// An approval table of the local procedure beside the law's.
pub(super) struct Stands<'a> {
    pub(super) standing: Standing,
    pub(super) local: (&'a ApprovalTable, &'a TableVerdict),
    pub(super) floor: (&'a ApprovalTable, &'a TableVerdict),
}

impl Found {
    pub(super) fn totals(&self) -> Totals {
        Totals {
            outcome: self.outcome(),
            progress: self.progress(),
        }
    }

    /// What each rule, and after them each check of an approval, comes to.
    pub(super) fn states(&self) -> impl Iterator<Item = State> {
        let rows = self.tables.iter().flat_map(|verdict| &verdict.checks);
        self.rules.iter().chain(rows).map(|verdict| verdict.state)
    }

    /// What the record comes to.
    pub(super) fn outcome(&self) -> Outcome {
        let plan = &self.plan;
        let rules = plan.rules.iter().filter_map(|at| plan.rule(*at)).zip(&self.rules);
        let rows = plan.tables.iter().filter_map(|at| plan.table(*at)).zip(&self.tables);
        let rows = rows.flat_map(|(table, result)| table.rows.iter().map(|row| &row.check).zip(&result.checks));
        let mut open = false;
        for (_, verdict) in rules.chain(rows).filter(|(rule, _)| rule.level != Level::Consider) {
            match verdict.state {
                State::Breached => return Outcome::Breached,
                State::ToDo | State::CannotTell => open = true,
                State::Met | State::Explained | State::NotApplicable => {}
            }
        }
        if open || self.unreadable().next().is_some() || !self.unknown.is_empty() {
            Outcome::Incomplete
        } else {
            Outcome::Complete
        }
    }

    /// The questions whose answers explain a rule that is not met.
    pub(super) fn explained_by(&self, source: &str, rule: &str) -> Vec<String> {
        let plan = &self.plan;
        let is_source = |layer: &LayerPlan| layer.procedure.id == source;
        let layer = plan
            .layers
            .iter()
            .position(is_source)
            .and_then(|layer| Layer::try_from(layer).ok());
        let found = plan.checks().find(|(of, check)| of.id == source && check.id == rule);
        let Some((layer, (_, rule))) = layer.zip(found) else {
            return Vec::new();
        };
        let evaluation = Evaluation::new(plan, &self.state);
        let slots = plan
            .reads_of(layer, evaluation.explanations(layer, rule))
            .unwrap_or_default();
        slots.into_iter().map(|slot| plan.slot_id(slot).to_owned()).collect()
    }

    /// How far the record has come.
    pub(super) fn progress(&self) -> Progress {
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

    /// How each local table stands to the law's, in words.
    pub(super) fn comparisons(&self) -> Vec<Compared> {
        let words = Presenter {
            plan: &self.plan,
            stored: &self.state.readings,
        };
        let standings = self.standings().into_iter();
        standings
            .map(|stands| words.comparison(stands.standing, stands.local, stands.floor))
            .collect()
    }

    /// How each local table stands to the law's.
    pub(super) fn standings(&self) -> Vec<Stands<'_>> {
        let plan = &self.plan;
        let all = plan.tables.iter().zip(&self.tables);
        let all: Vec<_> = all
            .filter_map(|(at, verdict)| Some((at.0, (plan.table(*at)?, verdict))))
            .collect();
        let mut standings = Vec::new();
        for (_, local) in all.iter().filter(|(layer, _)| *layer == 0) {
            let law = all.iter().find(|(layer, law)| *layer > 0 && law.0.id == local.0.id);
            standings.extend(law.map(|(_, floor)| Stands {
                standing: standing((local.1, local.0), (floor.1, floor.0), &plan.procedure().seniority),
                local: *local,
                floor: *floor,
            }));
        }
        // A table that only the law has: the local procedure does not say.
        let is_local = |id: &str| all.iter().any(|(layer, table)| *layer == 0 && table.0.id == id);
        let only = all.iter().filter(|(layer, law)| *layer > 0 && !is_local(&law.0.id));
        standings.extend(only.map(|(_, floor)| Stands {
            standing: Standing::Silent,
            local: *floor,
            floor: *floor,
        }));
        standings
    }

    /// A decision that was put into effect, although approval for it was refused or deferred.
    pub(super) fn against_refusal(&self) -> Option<Finding> {
        let plan = &self.plan;
        if plan.tables.is_empty() {
            return None;
        }
        let evaluation = Evaluation::new(plan, &self.state);
        let refusal = evaluation.refusal()?;
        let is_done = |slot: &Slot| matches!(evaluation.given(*slot), Some(Answer::Date(day)) if *day <= self.today);
        let done = plan.days_of_effect().find(is_done)?;
        let words = Presenter {
            plan,
            stored: &self.state.readings,
        };
        Some(words.against_refusal(refusal, plan.outcome_of_approval()?, done))
    }

    /// What cannot be read, days to come, a decision against a refusal, and answers to questions that do not exist.
    pub(super) fn record_findings(&self) -> Vec<Finding> {
        let words = Presenter {
            plan: &self.plan,
            stored: &self.state.readings,
        };
        let slots = (0..self.plan.slots.len()).filter_map(|slot| Slot::try_from(slot).ok());
        let problems = slots
            .filter(|slot| self.is_found(*slot))
            .flat_map(|slot| words.problems(slot, self.today));
        problems
            .chain(self.against_refusal())
            .chain(self.unknown.iter().map(|id| unknown_question(id)))
            .collect()
    }

    /// Everything that a check of the record finds.
    pub(super) fn report(&self, record: Option<&str>, training: bool) -> Report {
        let plan = &self.plan;
        let words = Presenter {
            plan,
            stored: &self.state.readings,
        };
        let evaluation = Evaluation::new(plan, &self.state);
        let mut findings = self.record_findings();
        let mut approvals = Vec::new();
        for layer in 0..plan.layers.len() {
            let here = |at: &(u8, usize)| usize::from(at.0) == layer;
            for (at, verdict) in plan.rules.iter().zip(&self.rules).filter(|(at, _)| here(at)) {
                findings.extend(
                    plan.rule(*at)
                        .map(|rule| words.finding(at.0, rule, &evaluation.explain(at.0, rule, *verdict))),
                );
            }
            for (at, verdict) in plan.tables.iter().zip(&self.tables).filter(|(at, _)| here(at)) {
                let Some(table) = plan.table(*at) else { continue };
                let result = evaluation.explain_table(at.0, table, verdict);
                let rows = table.rows.iter().zip(&result.checks);
                findings.extend(rows.map(|(row, check)| words.finding(at.0, &row.check, check)));
                approvals.push(words.approval(at.0, table, &result));
            }
        }
        let deadlines = self.deadlines.iter().enumerate().filter_map(|(place, verdict)| {
            let (layer, deadline) = plan.deadline_at(place)?;
            Some(words.due(layer, deadline, &evaluation.explain_deadline(place, verdict)?))
        });
        Report {
            training,
            wayhome: FORMAT,
            procedure: plan.procedure().id.clone(),
            form: plan.form().to_owned(),
            record: record.map(str::to_owned),
            today: self.today,
            outcome: self.outcome(),
            progress: self.progress(),
            findings,
            approvals,
            comparisons: self.comparisons(),
            deadlines: deadlines.collect(),
            cautions: plan.cautions(self.today),
        }
    }
}
