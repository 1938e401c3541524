//! What a person did to the record, to be taken back and brought back.
//!
//! Typing goes in steps that a person would call one: until a pause, the end of a sentence or so many letters. Somebody who taps "Undo" once
//! too often loses a sentence and not a note, and gets it back.

use serde_json::Value as Json;

/// How long a person stops before what they type next is a step of its own, in milliseconds.
const PAUSE: u64 = 1_800;
/// The most letters that one step puts in or takes out, unless they come at once.
const MOST: usize = 100;

/// An answer before and after a change.
struct Step {
    question: String,
    before: Option<Json>,
    after: Option<Json>,
    /// Did it take the mark off an answer that was brought along?
    looked_at: bool,
}

/// What a question's answer is from now on.
#[derive(Debug, PartialEq)]
pub(crate) struct Back {
    pub(crate) question: String,
    pub(crate) answer: Option<Json>,
    /// Whether somebody has looked at what was brought along, where the step changed that.
    pub(crate) looked_at: Option<bool>,
}

/// The steps of an open record.
#[derive(Default)]
pub(crate) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// When something was typed last, in milliseconds; `None` where whatever comes next is a step of its own.
    typed: Option<u64>,
}

impl History {
    /// Takes a change. `typed` is when it was, if it was typed and not tapped.
    pub(crate) fn changed(
        &mut self,
        question: &str,
        (before, after): (Option<Json>, Option<&Json>),
        typed: Option<u64>,
    ) {
        self.undone.clear();
        let after = after.cloned();
        let paused = self
            .typed
            .zip(typed)
            .is_none_or(|(last, now)| now.abs_diff(last) >= PAUSE);
        let going_on = self
            .done
            .last_mut()
            .filter(|last| !paused && last.question == question && last.goes_on(after.as_ref()));
        self.typed = typed;
        if let Some(last) = going_on {
            last.after = after;
            if last.before == last.after && !last.looked_at {
                // Typed and taken out again: a tap on "Undo" would do nothing.
                self.done.pop();
                self.typed = None;
            }
        } else {
            self.done.push(Step {
                question: question.to_owned(),
                before,
                after,
                looked_at: false,
            });
        }
    }

    /// The last step took the mark off an answer that was brought along.
    pub(crate) fn looked_at(&mut self) {
        if let Some(last) = self.done.last_mut() {
            last.looked_at = true;
        }
    }

    /// Takes back the last step.
    pub(crate) fn undo(&mut self) -> Option<Back> {
        let step = self.done.pop()?;
        let back = step.leads_to(step.before.as_ref(), false);
        self.undone.push(step);
        self.typed = None;
        Some(back)
    }

    /// Brings back what was taken back last.
    pub(crate) fn redo(&mut self) -> Option<Back> {
        let step = self.undone.pop()?;
        let back = step.leads_to(step.after.as_ref(), true);
        self.done.push(step);
        self.typed = None;
        Some(back)
    }

    /// How many steps can be taken back, and how many brought back.
    pub(crate) fn steps(&self) -> (usize, usize) {
        (self.done.len(), self.undone.len())
    }
}

impl Step {
    fn leads_to(&self, answer: Option<&Json>, looked_at: bool) -> Back {
        Back {
            question: self.question.clone(),
            answer: answer.cloned(),
            looked_at: self.looked_at.then_some(looked_at),
        }
    }

    /// Is more of the same typed?
    fn goes_on(&self, after: Option<&Json>) -> bool {
        let before = self.before.as_ref().and_then(Json::as_str).unwrap_or_default();
        let ended = self.after.as_ref().and_then(Json::as_str).is_some_and(|text| {
            let said = text.trim_end();
            // A space alone is no sentence after the one before.
            said != text
                && said != before.trim_end()
                && (text.ends_with('\n') || said.ends_with(['.', '!', '?', '”', '"']))
        });
        !ended && letters(self.before.as_ref()).abs_diff(letters(after)) <= MOST
    }
}

/// How many letters are in a text. In a table only pauses count.
fn letters(answer: Option<&Json>) -> usize {
    answer.and_then(Json::as_str).map_or(0, |text| text.chars().count())
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Types a text letter by letter, so many milliseconds apart.
    fn typing(history: &mut History, question: &str, text: &str, (from, apart): (u64, u64)) {
        let mut before = None;
        for (place, (start, letter)) in (0_u64..).zip(text.char_indices()) {
            let after = Json::from(&text[..start + letter.len_utf8()]);
            let at = from + place * apart;
            history.changed(question, (before, Some(&after)), Some(at));
            before = Some(after);
        }
    }

    /// What is left of the answer after each undo.
    #[track_caller]
    fn check(history: &mut History, expected: &[Option<&str>]) {
        for text in expected {
            assert_eq!(history.undo().map(|back| back.answer), Some(text.map(Json::from)));
        }
        assert_eq!(history.undo(), None);
    }

    #[test]
    fn a_pause_ends_a_step() {
        let mut history = History::default();
        typing(&mut history, "q", "abc", (0, PAUSE - 1));
        assert_eq!(history.steps(), (1, 0));
        let mut history = History::default();
        typing(&mut history, "q", "abc", (0, PAUSE));
        check(&mut history, &[Some("ab"), Some("a"), None]);
    }

    #[test]
    fn a_sentence_ends_a_step() {
        let mut history = History::default();
        typing(&mut history, "q", "At 3.15. “No!” he said", (0, 100));
        check(&mut history, &[Some("At 3.15. “No!” "), Some("At 3.15. "), None]);
    }

    #[test]
    fn so_many_letters_are_a_step_and_so_is_what_is_pasted() {
        let mut history = History::default();
        let text = "x".repeat(MOST * 2 + 1);
        typing(&mut history, "q", &text, (0, 100));
        check(&mut history, &[Some(&text[..MOST * 2]), Some(&text[..MOST]), None]);
        let mut history = History::default();
        typing(&mut history, "q", "ab", (0, 100));
        let pasted = Json::from(text);
        history.changed("q", (Some("ab".into()), Some(&pasted)), Some(200));
        check(&mut history, &[Some("ab"), None]);
    }

    #[test]
    fn what_is_typed_after_an_undo_is_a_step_of_its_own() {
        let mut history = History::default();
        typing(&mut history, "q", "a. b", (0, 100));
        assert_eq!(history.undo().unwrap().answer, Some("a. ".into()));
        assert_eq!(history.redo().unwrap().answer, Some("a. b".into()));
        history.changed("q", (Some("a. b".into()), Some(&"a. bc".into())), Some(500));
        assert_eq!(history.redo(), None);
        check(&mut history, &[Some("a. b"), Some("a. "), None]);
    }

    proptest! {
        #[test]
        fn all_the_way_back_and_forth_nothing_is_lost(changes in prop::collection::vec((0..3_usize, ".{0,6}", 0_u64..4_000, any::<bool>()), 1..40), back in 0..40_usize) {
            let (mut history, mut answers, mut now) = (History::default(), [const { None::<Json> }; 3], 0);
            for (question, text, later, typed) in changes {
                now += later;
                let after = (!text.is_empty()).then(|| Json::from(text));
                if after == answers[question] {
                    continue;
                }
                history.changed(&question.to_string(), (answers[question].clone(), after.as_ref()), typed.then_some(now));
                answers[question] = after;
            }
            let (last, all) = (answers.clone(), history.steps().0);
            let back = back.min(all);
            let mut go = |step: Option<Back>| {
                let Back { question, answer, .. } = step.unwrap();
                answers[question.parse::<usize>().unwrap()] = answer;
                answers.clone()
            };
            let mut now_is = last.clone();
            for _ in 0..back {
                now_is = go(history.undo());
            }
            prop_assert_eq!(history.steps(), (all - back, back));
            for _ in 0..back {
                now_is = go(history.redo());
            }
            prop_assert_eq!(&now_is, &last);
            for _ in 0..all {
                now_is = go(history.undo());
            }
            prop_assert!(all == 0 || now_is.iter().all(Option::is_none));
        }
    }
}
