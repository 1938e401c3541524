//! Which reasons are told of a result, and which warnings.

use std::sync::Arc;

use serde_json::{Value as Json, json};
use wayhome_engine::{DeadlineState, Plan, Record, Report, check};

use super::{HEAD, compiled};
use crate::Source;

const FORM: &str = "
[[form]]
id = 'visit'
title = 'Visit'
[[form.section]]
title = 'The visit'
ask = ['child_seen', 'seen_alone', 'visit_date', { question = 'decision_date', when = 'seen_alone' }, { question = 'agreed_visit_weeks', when = 'seen_alone' }]
";

fn report(parts: &str, answers: &Json) -> Report {
    let source = Source::new("ex.toml", format!("{HEAD}{parts}{FORM}"));
    let procedure = compiled(&source).unwrap_or_else(|found| panic!("{}", found.render(&source)));
    let plan = Arc::new(Plan::new(Arc::new(procedure.procedure), None, "visit").unwrap());
    let mut record = Record::new("ex", "visit");
    record.answers = answers.as_object().cloned().unwrap_or_default();
    check(&plan, "2026-06-01".parse().unwrap(), record)
}

#[test]
fn a_deadline_that_counts_from_what_is_not_asked_says_why_that_is_not_asked() {
    let parts = |counted: &str| {
        format!(
            "[[deadline]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nwhen = 'child_seen'\n{counted}\nsays = 'S'\ncite = '1'\n[facts]\nday = 'decision_date + @\"P1D\"'\n"
        )
    };
    let answers = json!({ "child_seen": true, "seen_alone": false, "visit_date": "2026-03-02" });
    let because = |counted: &str, answers: &Json| {
        let report = report(&parts(counted), answers);
        let deadline = &report.deadlines[0];
        assert_eq!(deadline.state, DeadlineState::NotApplicable, "{counted}");
        deadline.because.clone()
    };
    for counted in [
        "from = 'decision_date'\nwithin = '1 week'",
        "from = 'day'\nwithin = '1 week'",
        "from = 'visit_date'\nwithin = { weeks = 'agreed_visit_weeks' }",
    ] {
        let found = because(counted, &answers);
        assert_eq!(found, ["Did you speak with the child alone: no."], "{counted}");
    }
    // Where its own condition does not hold, that is why.
    let answers = json!({ "child_seen": false, "seen_alone": false, "visit_date": "2026-03-02" });
    assert_eq!(
        because("from = 'decision_date'\nwithin = '1 week'", &answers),
        ["Did you see the child: no."]
    );
}
