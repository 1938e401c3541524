//! What the session says, brought to the signals: after an answer, and on another day.

use chrono::NaiveDate;
use leptos::prelude::*;
use wayhome_engine::{Asked, Changes, Finding, RECORD_SOURCE, Session};

use super::{Model, key, write};

impl Model {
    /// Checks the record as on another day, if it is one: what was due yesterday may be late. What was typed and undone stays.
    pub(crate) fn turn_to(&self, day: NaiveDate) {
        if self.today() == day {
            return;
        }
        let session = Session::open(self.plan(), day, self.record());
        let report = session.report();
        let asked = self.questions.with_value(|questions| {
            let now = questions
                .iter()
                .map(|(question, signals)| (question, signals, session.asked(question)));
            now.filter_map(|(question, signals, now)| {
                let now = now.filter(|now| signals.asked.with_untracked(|before| before != now))?;
                Some(Asked {
                    question: question.clone(),
                    asked: now,
                })
            })
            .collect()
        });
        self.session.set_value(session);
        // All of them come again.
        self.unreadable.update_untracked(Vec::clear);
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
        self.apply("", changes);
    }

    pub(super) fn apply(&self, question: &str, changes: Changes) {
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
        let about = |finding: &Finding| finding.about.iter().any(|about| about == question);
        // A change brings all that cannot be read of its question; what is not among it is readable again.
        if !unreadable.is_empty() || self.unreadable.with_untracked(|kept| kept.iter().any(about)) {
            self.unreadable.update(|kept| {
                kept.retain(|finding| !about(finding));
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
