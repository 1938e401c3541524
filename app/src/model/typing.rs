//! What the person types, takes back and brings back.

use leptos::prelude::*;
use serde_json::Value as Json;
use wayhome_engine::{Kind, Question};

use super::Model;
use super::history::{Back, History};

impl Model {
    /// Takes what is half typed. It is kept, and not checked before it is whole.
    pub fn draft(&self, question: &str, answer: Option<Json>) {
        self.typing
            .update_value(|typing| drop(typing.drafts.insert(question.to_owned(), answer)));
        self.changes.update(|changes| *changes += 1);
    }

    /// Records an answer, or takes it back.
    pub fn set(&self, question: &str, answer: Option<Json>) {
        let before = self
            .session
            .with_value(|session| session.answers().get(question).cloned());
        let half = self
            .typing
            .try_update_value(|typing| typing.drafts.remove(question))
            .flatten();
        if before == answer {
            if half.is_some() {
                // What was half typed was taken back.
                self.changes.update(|changes| *changes += 1);
            }
            return;
        }
        self.remember(question, before, answer.as_ref());
        self.write(question, answer);
        if !self.is_long(question) && self.look_at(question, true) {
            self.typing.update_value(|typing| typing.history.looked_at());
        }
    }

    /// Takes back the last change; says which question it was.
    pub fn undo(&self) -> Option<String> {
        self.step(History::undo)
    }

    /// Brings back the change that was taken back last; says which question it was.
    pub fn redo(&self) -> Option<String> {
        self.step(History::redo)
    }

    fn step(&self, step: fn(&mut History) -> Option<Back>) -> Option<String> {
        let Back {
            question,
            answer,
            looked_at,
        } = self.typing.try_update_value(|typing| {
            let step = step(&mut typing.history)?;
            // What is half typed there would come back with the next save.
            typing.drafts.remove(&step.question);
            Some(step)
        })??;
        self.count_steps();
        self.write(&question, answer);
        if let Some(looked_at) = looked_at {
            self.look_at(&question, looked_at);
        }
        Some(question)
    }

    /// Keeps what an answer was. Typing is a change for each pause or sentence, not for each key; a row more or less is a tap.
    fn remember(&self, question: &str, before: Option<Json>, after: Option<&Json>) {
        let typed = self
            .plan
            .with_value(|plan| plan.question(question).is_some_and(|(question, _)| is_typed(question)));
        let typed = typed && rows(before.as_ref()) == rows(after);
        self.typing.update_value(|typing| {
            let typed = typed.then(typing.clock);
            typing.history.changed(question, (before, after), typed);
        });
        self.count_steps();
    }

    pub(super) fn count_steps(&self) {
        self.steps.set(self.typing.with_value(|typing| typing.history.steps()));
    }

    fn write(&self, question: &str, answer: Option<Json>) {
        let changes = self.session.try_update_value(|session| match answer.clone() {
            Some(value) => session.set(question, value),
            None => session.unset(question),
        });
        let Some(changes) = changes else { return };
        if let Some(signals) = self.signals(question) {
            signals.answer.set(answer);
        }
        self.apply(changes);
        self.changes.update(|changes| *changes += 1);
    }

    /// May an answer that was brought along say more than whoever types a letter in it has read? A table lists others besides, and a text about a
    /// brother or sister may speak of them anywhere: that somebody looked at it is for them to say.
    fn is_long(&self, question: &str) -> bool {
        let sibling = self
            .carried
            .with_untracked(|carried| carried.get(question).is_some_and(|carried| carried.sibling));
        self.plan.with_value(|plan| {
            plan.question(question)
                .is_some_and(|(question, _)| match question.kind {
                    Kind::Rows(_) => true,
                    Kind::Text { .. } => sibling,
                    _ => false,
                })
        })
    }
}

/// Is the answer typed, letter by letter?
fn is_typed(question: &Question) -> bool {
    matches!(
        question.kind,
        Kind::Text { .. } | Kind::Number { .. } | Kind::Date | Kind::DateTime | Kind::Rows(_)
    )
}

/// How many rows an answer has; none unless it is a table.
fn rows(answer: Option<&Json>) -> usize {
    answer.and_then(Json::as_array).map_or(0, Vec::len)
}
