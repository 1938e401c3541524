//! The answers of a scenario: of the model record, each told in a step of the story or added by the worker, and of the other records.

use std::sync::Arc;

use serde_json::{Map, Value as Json};
use wayhome_engine::Plan;

use super::Draft;

impl Draft {
    /// The answers of the model record.
    #[must_use]
    pub fn model_answers(&self) -> Map<String, Json> {
        let steps = self.parts("/step").iter().filter_map(|step| step.get("facts"));
        let mut answers = Map::new();
        for table in steps
            .chain(self.file.pointer("/model/answers"))
            .filter_map(Json::as_object)
        {
            copy(table, &mut answers);
        }
        answers
    }

    /// The answers of an attempt or a variant.
    #[must_use]
    pub fn other_answers(&self, part: &str) -> Map<String, Json> {
        let mut answers = self.model_answers();
        if let Some(other) = self.file.pointer(&format!("{part}/answers")).and_then(Json::as_object) {
            copy(other, &mut answers);
        }
        for question in self.names(&format!("{part}/leaves_out")) {
            answers.remove(&question);
        }
        answers
    }

    /// The step that tells an answer last, counted from 0; `None` where the worker adds it.
    #[must_use]
    pub fn told_in(&self, question: &str) -> Option<usize> {
        let tells = |step: &Json| step.get("facts").is_some_and(|facts| facts.get(question).is_some());
        self.parts("/step").iter().rposition(tells)
    }

    /// The questions that a step tells.
    #[must_use]
    pub fn told(&self, step: usize) -> Vec<String> {
        let facts = self
            .file
            .pointer(&format!("/step/{step}/facts"))
            .and_then(Json::as_object);
        facts.map(|facts| facts.keys().cloned().collect()).unwrap_or_default()
    }

    /// Answers a question of the model record, or takes the answer back, where it stands: in its step, or as what the worker adds.
    pub fn answer(&mut self, question: &str, value: Option<Json>) {
        if self.model_answers().get(question) == value.as_ref() {
            return;
        }
        let typed = format!("answer {question}");
        if self.typing.as_deref() != Some(&typed) {
            self.remember();
            self.typing = Some(typed);
        }
        let place = self
            .told_in(question)
            .map_or_else(|| "/model/answers".to_owned(), |step| format!("/step/{step}/facts"));
        match value {
            Some(value) => {
                if let Some(table) = self.table(&place) {
                    table.insert(question.to_owned(), value);
                }
            }
            None => self.forget(question),
        }
    }

    /// Tells an answer of the model record in a step, or in none: then it is for the worker to write.
    pub fn tell(&mut self, question: &str, step: Option<usize>) {
        let Some(value) = self.model_answers().remove(question) else {
            return;
        };
        self.remember();
        self.forget(question);
        let place = step.map_or_else(|| "/model/answers".to_owned(), |step| format!("/step/{step}/facts"));
        if let Some(table) = self.table(&place) {
            table.insert(question.to_owned(), value);
        }
    }

    fn forget(&mut self, question: &str) {
        for step in 0..self.count("/step") {
            let step = format!("/step/{step}");
            if self.file.pointer(&format!("{step}/facts/{question}")).is_some()
                && let Some(facts) = self.table(&format!("{step}/facts"))
            {
                facts.remove(question);
            }
            self.strike(&format!("{step}/corrects"), question);
        }
        if let Some(answers) = self.table("/model/answers") {
            answers.remove(question);
        }
    }

    /// Answers a question of an attempt or a variant. What is answered as in the model record is not kept there.
    pub fn answer_other(&mut self, part: &str, question: &str, value: Option<Json>) {
        if self.other_answers(part).get(question) == value.as_ref() {
            return;
        }
        let typed = format!("{part} {question}");
        if self.typing.as_deref() != Some(&typed) {
            self.remember();
            self.typing = Some(typed);
        }
        let differs = self.model_answers().get(question) != value.as_ref();
        let (answers, left_out) = (format!("{part}/answers"), format!("{part}/leaves_out"));
        self.strike(&left_out, question);
        if let Some(answers) = self.table(&answers) {
            answers.remove(question);
        }
        match value {
            Some(value) if differs => {
                if let Some(answers) = self.table(&answers) {
                    answers.insert(question.to_owned(), value);
                }
            }
            None if differs => {
                if let Some(left_out) = self.list(&left_out) {
                    left_out.push(question.into());
                }
            }
            _ => {}
        }
        let rights = self.count(&format!("{part}/right"));
        let step = self.put_right_in(part, question).or(rights.checked_sub(1));
        self.place_right(part, question, step.filter(|_| differs));
    }

    /// The questions that an attempt or a variant answers differently from the model record.
    #[must_use]
    pub fn differing(&self, part: &str) -> Vec<String> {
        let answers = self.file.pointer(&format!("{part}/answers")).and_then(Json::as_object);
        let answered = answers
            .map(|answers| answers.keys().cloned().collect::<Vec<_>>())
            .unwrap_or_default();
        answered
            .into_iter()
            .chain(self.names(&format!("{part}/leaves_out")))
            .collect()
    }

    /// The step of putting an attempt right that an answer belongs to, counted from 0.
    #[must_use]
    pub fn put_right_in(&self, part: &str, question: &str) -> Option<usize> {
        let steps = 0..self.count(&format!("{part}/right"));
        steps.into_iter().find(|step| {
            self.names(&format!("{part}/right/{step}/answers"))
                .iter()
                .any(|name| name == question)
        })
    }

    /// Puts an answer of an attempt right in a step, counted from 0, and notes anew what each step puts right.
    pub fn put_right(&mut self, part: &str, question: &str, step: usize, plan: &Arc<Plan>) {
        self.remember();
        self.place_right(part, question, Some(step));
        self.expect_rights(part, plan);
    }

    fn place_right(&mut self, part: &str, question: &str, step: Option<usize>) {
        for step in 0..self.count(&format!("{part}/right")) {
            self.strike(&format!("{part}/right/{step}/answers"), question);
        }
        if let Some(answers) = step.and_then(|step| self.list(&format!("{part}/right/{step}/answers"))) {
            answers.push(question.into());
        }
    }

    pub(super) fn names(&self, list: &str) -> Vec<String> {
        let names = self.parts(list).iter().filter_map(Json::as_str);
        names.map(str::to_owned).collect()
    }

    fn strike(&mut self, list: &str, name: &str) {
        if !self.parts(list).is_empty()
            && let Some(names) = self.list(list)
        {
            names.retain(|kept| kept.as_str() != Some(name));
        }
    }
}

/// Each by itself: building a map from many answers at once sorts them, in more code than all of this.
pub(super) fn copy(from: &Map<String, Json>, to: &mut Map<String, Json>) {
    for (question, value) in from {
        to.insert(question.clone(), value.clone());
    }
}
