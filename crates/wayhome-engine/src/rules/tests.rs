//! How often answers are read to explain a rule, next to how often they are read to judge it.

use std::cell::Cell;
use std::sync::Arc;

use serde_json::json;

use super::*;
use crate::answer::Reading;
use crate::plan::Plan;
use crate::procedure::Procedure;

/// Three questions of yes or no, all answered alike or not at all, counted as they are read.
struct Counting {
    reading: Option<Reading>,
    read: Cell<usize>,
}

impl Answers for Counting {
    fn stored(&self, _: Slot) -> Option<&Reading> {
        self.read.set(self.read.get() + 1);
        self.reading.as_ref()
    }

    fn asked(&self, _: Slot) -> Truth {
        Truth::Yes
    }
}

fn plan() -> Plan {
    let question = |id: &str| json!({ "id": id, "label": id, "name": id, "kind": "yes_no" });
    let part = |place: u16| json!({ "expect": { "question": place } });
    let rule = json!({ "id": "T-1", "forms": ["visit"], "level": "must", "parts": [part(0), part(1), part(2)], "about": [0], "says": "S",
        "cite": { "document": "D", "section": "1" } });
    let whole = json!({ "wayhome": 1, "hash": "", "id": "trap", "authority": "A", "document": "D", "basis": "local", "compared": "2026-11",
        "option_lists": [], "questions": [question("a"), question("b"), question("c")], "facts": [], "rules": [rule], "deadlines": [],
        "approvals": [], "forms": [{ "id": "visit", "title": "Visit", "sections": [{ "title": "S", "ask": [{ "question": 0 }] }] }],
        "seniority": { "ladder": [] }, "calendar": { "known_from": null, "known_to": null, "holidays": [] } });
    let procedure = Procedure::parse(whole.to_string().as_bytes()).unwrap();
    Plan::new(Arc::new(procedure), None, "visit").unwrap()
}

/// Whether it holds, and its reasons: no part is worked out anew for each thing that is said of the rule.
#[test]
fn to_explain_a_rule_reads_each_answer_few_times() {
    let plan = plan();
    let rule = plan.rule((0, 0)).unwrap();
    for (answer, state) in [
        (Some(true), State::Met),
        (Some(false), State::Breached),
        (None, State::ToDo),
    ] {
        let answers = Counting {
            reading: answer.map(|yes| Reading {
                answer: Some(Answer::YesNo(yes)),
                ..Reading::default()
            }),
            read: Cell::new(0),
        };
        let evaluation = Evaluation::new(&plan, &answers);
        let verdict = evaluation.judge(0, rule);
        assert_eq!((verdict.state, answers.read.take()), (state, 3));
        evaluation.explain(0, rule, verdict);
        let read = answers.read.take();
        assert!(read <= 9, "{state:?}: {read}");
    }
}
