//! What the session says, brought to the signals: after an answer, and on another day.

use chrono::NaiveDate;
use leptos::prelude::*;
use wayhome_engine::{Asked, Changes, Finding, RECORD_SOURCE, Session, Truth};

use super::{Model, key, write};

impl Model {
    /// Checks the record as on another day, if it is one: what was due yesterday may be late. What was typed and undone stays.
    pub(crate) fn turn_to(&self, day: NaiveDate) {
        if self.today() == day {
            return;
        }
        let session = Session::open(self.plan(), day, self.record());
        let report = session.report();
        let mut asked = Vec::new();
        self.questions.with_value(|questions| {
            for (question, signals) in questions {
                let now = session.asked(question).unwrap_or(Truth::Unknown);
                if signals.asked.get_untracked() != now {
                    let question = question.clone();
                    asked.push(Asked { question, asked: now });
                }
            }
        });
        self.session.set_value(session);
        // All of them come again.
        self.unreadable.update(Vec::clear);
        let changes = Changes {
            asked,
            findings: report.findings,
            readable: Vec::new(),
            approvals: report.approvals,
            comparisons: report.comparisons,
            deadlines: report.deadlines,
            outcome: Some(report.outcome),
            progress: Some(report.progress),
        };
        self.apply(changes);
    }

    pub(super) fn apply(&self, changes: Changes) {
        let mut brought_up = self.brought_up.get_untracked();
        for asked in changes.asked {
            if let Some(signals) = self.signals(&asked.question) {
                signals.asked.set(asked.asked);
                brought_up.retain(|question| *question != asked.question);
                if asked.asked.is_yes() {
                    brought_up.push(asked.question);
                }
            }
        }
        write(self.brought_up, brought_up);
        let (unreadable, found): (Vec<_>, Vec<_>) = changes
            .findings
            .into_iter()
            .partition(|finding| finding.source == RECORD_SOURCE);
        let over = |finding: &Finding| finding.about.iter().any(|about| changes.readable.contains(about));
        if !unreadable.is_empty() || self.unreadable.with_untracked(|kept| kept.iter().any(over)) {
            self.unreadable.update(|kept| {
                kept.retain(|finding| !over(finding));
                kept.extend(unreadable);
            });
        }
        self.rules.with_value(|rules| {
            for finding in found {
                let of = key(&finding);
                if let Some((_, signal)) = rules.iter().find(|(key, _)| *key == of) {
                    write(*signal, finding);
                }
            }
        });
        renew(self.approvals, changes.approvals, |one, other| {
            one.table == other.table && one.source == other.source
        });
        renew(self.comparisons, changes.comparisons, |one, other| {
            one.table == other.table
        });
        renew(self.deadlines, changes.deadlines, |one, other| {
            one.id == other.id && one.source == other.source
        });
        if let Some(outcome) = changes.outcome {
            self.outcome.set(outcome);
        }
        if let Some(progress) = changes.progress {
            self.progress.set(progress);
        }
    }
}

/// Puts what changed in the place of what it was.
fn renew<T: Clone + PartialEq + Send + Sync + 'static>(
    signal: RwSignal<Vec<T>>,
    changed: Vec<T>,
    same: impl Fn(&T, &T) -> bool,
) {
    if changed.is_empty() {
        return;
    }
    let mut all = signal.get_untracked();
    for new in changed {
        match all.iter_mut().find(|old| same(old, &new)) {
            Some(old) => *old = new,
            None => all.push(new),
        }
    }
    write(signal, all);
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use serde_json::json;
    use wayhome_engine::Record;

    #[test]
    fn on_another_day_everything_is_as_a_fresh_check_finds_it() {
        let owner = Owner::new();
        owner.set();
        let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let mut record = Record::new("newcastle", "visit");
        for (question, answer) in [
            ("legal_status", json!("care_order")),
            ("legal_status_date", json!("2025-01-10")),
            ("return_to", json!("parent")),
            ("actual_return_date", json!("2026-10-01")),
            ("previous_visit_date", json!("2026-11-06")),
            ("agreed_visit_weeks", json!(2)),
            ("next_visit_date", json!("2026-02-31")),
            ("seen_alone", json!(false)),
        ] {
            record.answers.insert(question.to_owned(), answer);
        }
        let model = Model::open(&plan, day, record.clone(), || 0);
        let before = (model.deadlines.get_untracked(), model.items.get_untracked());
        for (day, differs) in [(day, false), (day.succ_opt().unwrap(), true), (day, false)] {
            model.turn_to(day);
            let fresh = Model::open(&plan, day, record.clone(), || 0);
            let [now, anew] =
                [&model, &fresh].map(|model| (model.deadlines.get_untracked(), model.items.get_untracked()));
            assert_eq!(now, anew);
            assert_eq!(now != before, differs);
            assert_eq!(model.outcome.get_untracked(), fresh.outcome.get_untracked());
            assert_eq!(model.progress.get_untracked(), fresh.progress.get_untracked());
            assert_eq!(model.approvals.get_untracked(), fresh.approvals.get_untracked());
            assert_eq!(model.comparisons.get_untracked(), fresh.comparisons.get_untracked());
            for question in plan.sections().iter().flat_map(|section| &section.questions) {
                assert_eq!(model.asked(question), fresh.asked(question), "{question}");
            }
        }
    }

    #[test]
    fn a_day_that_has_come_is_no_longer_after_the_day_of_the_check() {
        let owner = Owner::new();
        owner.set();
        let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let next = day.succ_opt().unwrap();
        let ahead = |model: &Model| {
            let says = |item: &crate::items::Item| item.lines.iter().any(|line| line.rule == "REC-FUTURE");
            model.items.with_untracked(|items| items.iter().any(says))
        };
        let mut alone = 0;
        for question in plan.sections().iter().flat_map(|section| &section.questions) {
            let mut record = Record::new("newcastle", "visit");
            record.answers.insert(question.clone(), json!(next.to_string()));
            let model = Model::open(&plan, day, record, || 0);
            if ahead(&model) {
                alone += 1;
                model.turn_to(next);
                assert!(!ahead(&model), "{question}");
            }
        }
        assert!(alone > 0);
    }
}
