//! The record that is being filled in, as signals.
//!
//! **One session decides; the signals only repeat what it says.** A signal is written when the record is opened, and then only from
//! the [`Changes`](wayhome_engine::Changes) that an answer brought about.

mod history;
mod judged;
mod typing;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;
use serde_json::Value as Json;
use wayhome_engine::{
    Approval, Compared, Due, Finding, Outcome, Plan, Progress, RECORD_SOURCE, Record, Report, Session, Truth, words,
};
use wayhome_export::{Carried, Late, Summary, late};

use self::history::History;
use crate::items::{Item, items};

/// What identifies a finding of a rule while a record is open: its source and its rule.
type RuleKey = (String, String);

/// One question of the open record.
#[derive(Clone, Copy)]
struct Asked {
    answer: RwSignal<Option<Json>>,
    asked: RwSignal<Truth>,
}

/// What the person has done and is doing to the record.
struct Typing {
    /// Milliseconds, which tell one keystroke from the next.
    clock: fn() -> u64,
    history: History,
    /// What is half typed, by question.
    drafts: BTreeMap<String, Option<Json>>,
}

/// The open record.
#[derive(Clone, Copy)]
pub struct Model {
    plan: StoredValue<Arc<Plan>>,
    session: StoredValue<Session>,
    questions: StoredValue<BTreeMap<String, Asked>>,
    rules: StoredValue<Vec<(RuleKey, RwSignal<Finding>)>>,
    unreadable: RwSignal<Vec<Finding>>,
    typing: StoredValue<Typing>,
    /// Who approves, by table and source.
    pub approvals: RwSignal<Vec<Approval>>,
    /// How the local procedure stands to the law.
    pub comparisons: RwSignal<Vec<Compared>>,
    /// What is due when.
    pub deadlines: RwSignal<Vec<Due>>,
    /// What the record comes to.
    pub outcome: RwSignal<Outcome>,
    /// How far it has come.
    pub progress: RwSignal<Progress>,
    /// How often it has changed since it was opened.
    pub changes: RwSignal<u64>,
    /// The answers that were brought along from an earlier record.
    pub carried: RwSignal<BTreeMap<String, Carried>>,
    /// The questions that answers have brought up since the record was opened, the latest last.
    pub brought_up: RwSignal<Vec<String>>,
    /// How many changes can be undone, and how many that were undone can be brought back.
    pub steps: RwSignal<(usize, usize)>,
    /// What is left to look at, worked out from the findings.
    pub items: Memo<Vec<Item>>,
}

impl Model {
    /// Opens a record, empty or not, to be checked as on a day. The clock tells one keystroke from the next, in milliseconds.
    #[must_use]
    pub fn open(plan: &Arc<Plan>, today: NaiveDate, record: Record, clock: fn() -> u64) -> Self {
        let session = Session::open(Arc::clone(plan), today, record);
        let report = session.report();
        let mut questions = BTreeMap::new();
        for id in plan.sections().iter().flat_map(|section| &section.questions) {
            let answer = RwSignal::new(session.answers().get(id).cloned());
            let asked = RwSignal::new(session.asked(id).unwrap_or(Truth::Unknown));
            questions.insert(id.clone(), Asked { answer, asked });
        }
        let (unreadable, found): (Vec<_>, Vec<_>) = report
            .findings
            .into_iter()
            .partition(|finding| finding.source == RECORD_SOURCE);
        let rules: Vec<_> = found
            .into_iter()
            .map(|finding| (key(&finding), RwSignal::new(finding)))
            .collect();
        let (unreadable, rules) = (RwSignal::new(unreadable), StoredValue::new(rules));
        let plan = StoredValue::new(Arc::clone(plan));
        let items = Memo::new(move |_| {
            let found = rules.with_value(|rules| rules.iter().map(|(_, finding)| finding.get()).collect::<Vec<_>>());
            plan.with_value(|plan| items(plan, unreadable.get().into_iter().chain(found)))
        });
        Self {
            plan,
            session: StoredValue::new(session),
            questions: StoredValue::new(questions),
            rules,
            unreadable,
            typing: StoredValue::new(Typing {
                clock,
                history: History::default(),
                drafts: BTreeMap::new(),
            }),
            approvals: RwSignal::new(report.approvals),
            comparisons: RwSignal::new(report.comparisons),
            deadlines: RwSignal::new(report.deadlines),
            outcome: RwSignal::new(report.outcome),
            progress: RwSignal::new(report.progress),
            changes: RwSignal::new(0),
            carried: RwSignal::default(),
            brought_up: RwSignal::new(Vec::new()),
            steps: RwSignal::new((0, 0)),
            items,
        }
    }

    /// What is late; nothing where nothing is. Tracked.
    pub(crate) fn late(&self) -> Option<Late> {
        self.deadlines.with(|deadlines| late(deadlines))
    }

    /// The form, with the law beneath it.
    #[must_use]
    pub fn plan(&self) -> Arc<Plan> {
        self.plan.get_value()
    }

    /// The record as it stands.
    #[must_use]
    pub fn record(&self) -> Record {
        self.session.with_value(Session::record)
    }

    /// The record with what is half typed in it: what is kept, so that nothing typed is lost.
    #[must_use]
    pub fn record_as_typed(&self) -> Record {
        let mut record = self.record();
        self.typing.with_value(|typing| {
            for (question, answer) in &typing.drafts {
                match answer {
                    Some(answer) => drop(record.answers.insert(question.clone(), answer.clone())),
                    None => drop(record.answers.remove(question)),
                }
            }
        });
        record
    }

    /// Everything that a check of it finds.
    #[must_use]
    pub fn report(&self) -> Report {
        self.session.with_value(Session::report)
    }

    /// A question's answer as it stands in the record; tracked.
    #[must_use]
    pub fn answer(&self, question: &str) -> Option<Json> {
        self.signals(question).and_then(|signals| signals.answer.get())
    }

    /// Has the question a readable answer? Tracked.
    #[must_use]
    pub fn answered(&self, question: &str) -> bool {
        self.answer(question).is_some() && self.session.with_value(|session| session.answered(question))
    }

    /// Is the question asked for certain? Tracked.
    #[must_use]
    pub fn asked(&self, question: &str) -> bool {
        self.signals(question)
            .is_some_and(|signals| signals.asked.get().is_yes())
    }

    /// What a question's answer is called; its id, if the plan does not know it.
    #[must_use]
    pub fn name(&self, question: &str) -> String {
        let name = self
            .plan
            .with_value(|plan| plan.question(question).map(|(question, _)| question.name.clone()));
        name.filter(|name| !name.is_empty())
            .unwrap_or_else(|| question.to_owned())
    }

    /// What a person is asked to do about a question that has no answer; `None` if it has one. Tracked.
    #[must_use]
    pub fn missing(&self, question: &str) -> Option<String> {
        if self.answer(question).is_some() {
            return None;
        }
        self.plan
            .with_value(|plan| plan.question(question).map(|(question, _)| words::missing(question)))
    }

    /// The day of the check.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.session.with_value(Session::today)
    }

    /// Which section asks a question, counted from 0.
    #[must_use]
    pub fn section_of(&self, question: &str) -> Option<usize> {
        self.plan.with_value(|plan| {
            plan.sections()
                .iter()
                .position(|section| section.questions.iter().any(|id| id == question))
        })
    }

    /// Takes the mark off an answer that was brought along: the person has looked at it. A step that can be taken back.
    pub fn still_holds(&self, question: &str) {
        if self.look_at(question, true) {
            let answer = self
                .session
                .with_value(|session| session.answers().get(question).cloned());
            self.typing.update_value(|typing| {
                typing
                    .history
                    .changed(question, (answer.clone(), answer.as_ref()), None);
                typing.history.looked_at();
            });
            self.count_steps();
        }
    }

    /// Takes the mark off an answer that was brought along, or puts it there again; says whether that changed it.
    fn look_at(&self, question: &str, checked: bool) -> bool {
        let changes = |carried: &BTreeMap<String, Carried>| {
            carried.get(question).is_some_and(|carried| carried.checked != checked)
        };
        let changes = self.carried.with_untracked(changes);
        if changes {
            self.carried.update(|carried| {
                if let Some(carried) = carried.get_mut(question) {
                    carried.checked = checked;
                }
            });
            self.changes.update(|changes| *changes += 1);
        }
        changes
    }

    /// Does it stand as it was brought along, with nobody having looked at it? Not where it is not asked, nor left as an answer. Tracked.
    #[must_use]
    pub fn unchecked(&self, question: &str) -> bool {
        let marked = self
            .carried
            .with(|carried| carried.get(question).is_some_and(|carried| !carried.checked));
        marked && self.asked(question) && self.answer(question).is_some()
    }

    /// The questions whose answers nobody has looked at since they were brought along, in the order of the form; tracked.
    #[must_use]
    pub fn all_unchecked(&self) -> Vec<String> {
        self.plan.with_value(|plan| {
            let asked = plan.sections().iter().flat_map(|section| &section.questions);
            asked.filter(|question| self.unchecked(question)).cloned().collect()
        })
    }

    /// Asks the session itself.
    pub(crate) fn session<T>(&self, ask: impl FnOnce(&Session) -> T) -> T {
        self.session.with_value(ask)
    }

    /// The record as people read it.
    #[must_use]
    pub fn summary(&self) -> Summary {
        self.session.with_value(wayhome_export::summary)
    }

    fn signals(&self, question: &str) -> Option<Asked> {
        self.questions.with_value(|questions| questions.get(question).copied())
    }
}

fn key(finding: &Finding) -> RuleKey {
    (finding.source.clone(), finding.rule.clone())
}

/// Writes a signal only if that changes it: nothing is drawn again for nothing.
fn write<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|kept| *kept != value) {
        signal.set(value);
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use serde_json::json;
    use std::cell::Cell;

    thread_local!(static NOW: Cell<u64> = const { Cell::new(0) });

    #[test]
    fn the_clock_that_it_was_given_tells_one_step_of_typing_from_the_next() {
        let owner = Owner::new();
        owner.set();
        let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let model = Model::open(&plan, day, Record::new("newcastle", "visit"), || NOW.get());
        for (at, typed, steps) in [(0, "S", 1), (500, "Sh", 1), (60_000, "She", 2)] {
            NOW.set(at);
            model.set("visited_by", Some(json!(typed)));
            assert_eq!(model.steps.get_untracked(), (steps, 0), "{typed}");
        }
    }
}
