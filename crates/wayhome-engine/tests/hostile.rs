//! Procedures and records that are made to take for ever, or all memory: refused before they are run, with a code.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the whole file is test code, helpers included"
)]

use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::{Value as Json, json};
use wayhome_engine::{Library, MOST_ANSWERS, MOST_OPTIONS, Plan, PlanError, Procedure, Record, State, check};

/// A procedure with one table of rows, ten questions, one rule, and whatever a test puts in place of parts of it.
fn procedure(parts: &Json) -> Json {
    let question = |id: &str| json!({ "id": id, "label": id, "name": id, "kind": "yes_no" });
    let mut questions: Vec<Json> = (0..10).map(|place| question(&format!("q{place}"))).collect();
    let column = json!({ "id": "name", "label": "Name", "name": "Name", "kind": { "text": { "long": false } } });
    questions.push(json!({ "id": "people", "label": "People", "name": "People", "kind": { "rows": [column] } }));
    let mut whole = json!({ "wayhome": 1, "hash": "", "id": "trap", "authority": "A", "document": "D", "basis": "local", "compared": "2026-11",
        "option_lists": [], "questions": questions, "facts": [], "rules": [rule(&json!({ "bool": true }))], "deadlines": [], "approvals": [],
        "forms": [{ "id": "visit", "title": "Visit", "sections": [{ "title": "S", "ask": [{ "question": 0 }, { "question": 10 }] }] }],
        "seniority": { "ladder": [] }, "calendar": { "known_from": null, "known_to": null, "holidays": [] } });
    for (key, value) in parts.as_object().unwrap() {
        whole[key] = value.clone();
    }
    whole
}

fn rule(expect: &Json) -> Json {
    json!({ "id": "T-1", "forms": ["visit"], "level": "must", "parts": [{ "expect": expect }], "about": [0], "says": "S",
        "cite": { "document": "D", "section": "1" } })
}

fn plan(parts: &Json) -> Result<Plan, PlanError> {
    let procedure = Procedure::parse(procedure(parts).to_string().as_bytes()).unwrap();
    Plan::new(Arc::new(procedure), None, "visit")
}

#[track_caller]
fn refused(parts: &Json, says: &str) {
    let error = plan(parts).unwrap_err();
    assert_eq!(error.code(), "procedure_too_large", "{error}");
    assert!(error.to_string().contains(says), "{error}");
}

/// `some a in people satisfies some b in people satisfies …`, so many times.
fn nested(times: usize) -> Json {
    (0..times).fold(
        json!({ "compare": ["equal", { "field": { "item": 0, "field": 0 } }, { "text": "x" }] }),
        |inner, _| json!({ "some": [{ "question": 10 }, inner] }),
    )
}

#[test]
fn quantifiers_within_each_other_over_a_large_table_are_refused_and_two_are_not() {
    refused(
        &json!({ "rules": [rule(&nested(4))] }),
        "could take too long to work out, most of all T-1.",
    );
    let row = json!({ "when": { "question": 0 }, "by": ["manager"], "check": { "id": "T-2", "forms": ["visit"], "level": "must", "parts": [],
        "about": [], "says": "S", "cite": { "document": "D", "section": "1" } } });
    let table = json!({ "id": "decision", "title": "T", "forms": ["visit"], "rows": [row], "silences": [], "retrospective": nested(4) });
    refused(&json!({ "approvals": [table] }), "too long");
    let plan = Arc::new(plan(&json!({ "rules": [rule(&nested(2))] })).unwrap());
    let rows: Vec<Json> = (0..200).map(|_| json!({ "name": "A Sample" })).collect();
    let report = |rows: Vec<Json>| {
        let mut record = Record::new("trap", "visit");
        record.answers = json!({ "q0": true, "people": rows }).as_object().unwrap().clone();
        check(&plan, NaiveDate::default(), record)
    };
    assert_eq!(report(rows.clone()).findings[0].state, State::Breached);
    // More rows than are read are no answer: unknown, and never no.
    let report = report([rows.clone(), rows].concat());
    assert_eq!(report.findings[0].rule, "REC-RANGE");
    assert_eq!(report.findings[1].state, State::ToDo);
}

#[test]
fn a_list_with_more_options_than_can_be_kept_is_refused_and_none_is_dropped() {
    let list = |count: usize| {
        let options: Vec<Json> = (0..count)
            .map(|at| json!({ "id": format!("o{at}"), "label": "An option" }))
            .collect();
        json!({ "option_lists": [{ "id": "many", "options": options }] })
    };
    assert!(plan(&list(MOST_OPTIONS)).is_ok());
    refused(&list(MOST_OPTIONS + 1), "has a list of more than 64 options");
}

/// `some x in [1, 2, …] satisfies …`, so many times over a list of so many numbers, which is made in one way or another.
fn nested_over(list: &Json, times: usize) -> Json {
    (0..times).fold(
        json!({ "compare": ["equal", { "item": 0 }, { "number": "-1" }] }),
        |inner, _| json!({ "some": [list, inner] }),
    )
}

#[test]
fn a_list_counts_with_all_its_members_however_it_is_reached() {
    let numbers =
        |count: usize| json!({ "list": (0..count).map(|n| json!({ "number": n.to_string() })).collect::<Vec<_>>() });
    let fact = |id: &str, is: Json| json!({ "id": id, "is": is });
    let facts = |count: usize| {
        let lists = json!({ "list": [numbers(count)] });
        [
            fact("inline", numbers(count)),
            fact("named", json!({ "fact": 0 })),
            fact("lists", lists.clone()),
            fact("chosen", json!({ "call": ["min", [lists]] })),
            fact("chosen_again", json!({ "call": ["max", [{ "fact": 2 }]] })),
        ]
    };
    for list in [0, 1, 3, 4] {
        let of = |count: usize, times: usize| {
            plan(&json!({ "facts": facts(count), "rules": [rule(&nested_over(&json!({ "fact": list }), times))] }))
        };
        assert!(of(200, 2).is_ok(), "fact {list}");
        assert!(of(1_000, 1).is_ok(), "fact {list}");
        let error = of(5_000, 2).unwrap_err();
        assert_eq!(error.code(), "procedure_too_large", "fact {list}: {error}");
    }
    // A variable stands for a list, whether that is written in place or in a fact.
    for lists in [json!({ "list": [numbers(1_000)] }), json!({ "fact": 2 })] {
        let inner = json!({ "compare": ["equal", { "add": [{ "item": 0 }, { "item": 1 }] }, { "number": "-1" }] });
        let over = json!({ "some": [lists, { "some": [{ "item": 0 }, { "some": [{ "item": 1 }, inner] }] }] });
        refused(&json!({ "facts": facts(1_000), "rules": [rule(&over)] }), "too long");
    }
}

#[test]
fn lists_that_hold_each_other_twice_and_twice_again_are_refused_before_they_fill_the_memory() {
    let inner = json!({ "compare": ["equal", { "item": 0 }, { "number": "-1" }] });
    let doubled = (0..30).fold(
        inner,
        |inner, _| json!({ "some": [{ "list": [{ "list": [{ "item": 0 }, { "item": 0 }] }] }, inner] }),
    );
    let over = json!({ "some": [{ "list": [{ "number": "1" }] }, doubled] });
    refused(&json!({ "rules": [rule(&over)] }), "too long");
    // What is chosen from lists was taken for no list.
    let facts: Vec<Json> = (0..10)
        .map(|place| {
            let below = if place == 0 {
                json!({ "number": "1" })
            } else {
                json!({ "fact": place - 1 })
            };
            let many = json!({ "list": vec![below; 100] });
            json!({ "id": format!("f{place}"), "is": { "call": ["min", [{ "list": [many] }]] } })
        })
        .collect();
    refused(
        &json!({ "facts": facts, "rules": [rule(&json!({ "compare": ["equal", { "fact": 9 }, { "fact": 9 }] }))] }),
        "too long",
    );
}

#[test]
fn what_a_variable_waits_for_counts_each_time_it_is_asked() {
    // Each variable stands for a member that is not known, and that reads the one before it twice.
    let inner = json!({ "compare": ["equal", { "item": 0 }, { "number": "-1" }] });
    let doubled = (0..40).fold(
        inner,
        |inner, _| json!({ "some": [{ "list": [{ "add": [{ "item": 0 }, { "item": 0 }] }] }, inner] }),
    );
    let over = json!({ "some": [{ "list": [{ "question": 0 }] }, doubled] });
    refused(&json!({ "rules": [rule(&over)] }), "too long");
}

#[test]
fn a_member_that_is_made_of_another_variable_waits_for_what_that_waits_for() {
    let inner = json!({ "compare": ["greater", { "item": 0 }, { "number": "7" }] });
    let member = json!({ "list": [{ "add": [{ "item": 0 }, { "number": "1" }] }] });
    let over = json!({ "some": [{ "list": [{ "question": 1 }] }, { "some": [member, inner] }] });
    let number = json!({ "id": "q1", "label": "q1", "name": "q1", "kind": { "number": { "min": null, "max": null } } });
    let yes_no = json!({ "id": "q0", "label": "q0", "name": "q0", "kind": "yes_no" });
    let forms = json!([{ "id": "visit", "title": "Visit", "sections": [{ "title": "S", "ask": [{ "question": 0 }, { "question": 1 }] }] }]);
    let plan = plan(&json!({ "questions": [yes_no, number], "forms": forms, "rules": [rule(&over)] })).unwrap();
    let found = check(&Arc::new(plan), NaiveDate::default(), Record::new("trap", "visit"))
        .findings
        .remove(0);
    assert_eq!((found.state, found.needs), (State::ToDo, vec!["q1".to_owned()]));
}

#[test]
fn questions_that_double_the_work_at_each_step_are_refused_and_facts_that_do_are_worked_out_once() {
    let double = |place: usize| {
        let below = json!({ "fact": place.saturating_sub(1) });
        let is = if place == 0 {
            json!({ "question": 0 })
        } else {
            json!({ "and": [below, below] })
        };
        json!({ "id": format!("f{place}"), "is": is })
    };
    let facts: Vec<Json> = (0..40).map(double).collect();
    assert!(plan(&json!({ "facts": facts, "rules": [rule(&json!({ "fact": 39 }))] })).is_ok());
    // What a question that is perhaps asked waits for is not kept: each of these is asked if the one before it says so, or says so.
    let questions: Vec<Json> = (0..60)
        .map(|place| json!({ "id": format!("q{place}"), "label": "Q", "name": "Q", "kind": "yes_no" }))
        .collect();
    let when = |place: usize| {
        let below = json!({ "question": place - 1 });
        json!({ "question": place, "when": { "or": [below, below] } })
    };
    let ask: Vec<Json> = std::iter::once(json!({ "question": 0 }))
        .chain((1..60).map(when))
        .collect();
    let forms = json!([{ "id": "visit", "title": "Visit", "sections": [{ "title": "S", "ask": ask }] }]);
    refused(&json!({ "questions": questions, "forms": forms }), "too long");
}

#[test]
fn conditions_that_lie_deep_within_each_other_are_refused_whatever_they_are_hidden_in() {
    let deep = |inner: Json| (0..50).fold(inner, |inner, _| json!({ "not": inner }));
    let facts: Vec<Json> = (0..100)
        .map(|place| {
            let inner = if place == 0 {
                json!({ "question": 0 })
            } else {
                json!({ "fact": place - 1 })
            };
            json!({ "id": format!("f{place}"), "is": deep(inner) })
        })
        .collect();
    refused(&json!({ "facts": facts }), "too deeply");
    // Through questions that bring each other up.
    let ask: Vec<Json> = (0..10)
        .map(|place| match place {
            0 => json!({ "question": 0 }),
            place => json!({ "question": place, "when": deep(json!({ "question": place - 1 })) }),
        })
        .collect();
    let forms = json!([{ "id": "visit", "title": "Visit", "sections": [{ "title": "S", "ask": ask }] }]);
    refused(&json!({ "forms": forms }), "too deeply");
    // Beyond what the reader of JSON takes at all.
    let text = procedure(&json!({})).to_string().replace(
        "{\"bool\":true}",
        &format!(
            "{}{{\"bool\":true}}{}",
            "{\"not\":".repeat(100_000),
            "}".repeat(100_000)
        ),
    );
    assert_eq!(
        Procedure::parse(text.as_bytes()).unwrap_err().code(),
        "procedure_unreadable"
    );
}

#[test]
fn more_of_anything_than_a_procedure_needs_is_refused() {
    let rules: Vec<Json> = (0..2_001).map(|_| rule(&json!({ "bool": true }))).collect();
    refused(&json!({ "rules": rules }), "2,000 rules");
    let questions: Vec<Json> = (0..2_001)
        .map(|place| json!({ "id": format!("q{place}"), "label": "Q", "name": "Q", "kind": "yes_no" }))
        .collect();
    refused(&json!({ "questions": questions }), "2,000 questions");
    let large = vec![b' '; wayhome_engine::LARGEST_PROCEDURE + 1];
    assert_eq!(Procedure::parse(&large).unwrap_err().code(), "procedure_too_large");
}

#[test]
fn a_procedure_that_leads_outside_of_itself_is_refused_and_leaves_the_library_as_it_was() {
    let mut library = Library::default();
    let good = procedure(&json!({})).to_string();
    library.add(good.as_bytes()).unwrap();
    for broken in [
        json!({ "rules": [rule(&json!({ "question": 99 }))] }),
        json!({ "facts": [{ "id": "f", "is": { "fact": 0 } }], "rules": [rule(&json!({ "fact": 0 }))] }),
        json!({ "id": "__proto__" }),
        json!({ "id": "trap two" }),
        json!({ "floor": "trap" }),
    ] {
        let error = library.add(procedure(&broken).to_string().as_bytes()).unwrap_err();
        assert_eq!(error.code(), "procedure_damaged", "{error}");
    }
    let floating = procedure(&json!({ "floor": "england" })).to_string();
    assert_eq!(library.add(floating.as_bytes()).unwrap_err().code(), "floor_missing");
    assert!(library.plan("trap", "visit").is_ok());
}

#[test]
fn law_gives_way_to_law_alone() {
    let mut library = Library::default();
    let mut add = |parts: Json| library.add(procedure(&parts).to_string().as_bytes()).map(drop);
    let law = json!({ "id": "england", "basis": "law", "rules": [] });
    add(law.clone()).unwrap();
    add(json!({ "floor": "england" })).unwrap();
    assert_eq!(add(json!({ "id": "england" })).unwrap_err().code(), "procedures_differ");
    assert!(add(law).is_ok());
    assert!(library.plan("trap", "visit").is_ok());
}

#[test]
fn holidays_out_of_order_or_on_a_weekend_are_refused() {
    let of =
        |holidays: Json| plan(&json!({ "calendar": { "known_from": null, "known_to": null, "holidays": holidays } }));
    assert!(of(json!(["2026-04-03", "2026-04-06"])).is_ok());
    for holidays in [
        ["2026-04-06", "2026-04-03"],
        ["2026-04-03", "2026-04-03"],
        ["2026-04-03", "2026-04-05"],
    ] {
        assert_eq!(
            of(json!(holidays)).unwrap_err().code(),
            "procedure_damaged",
            "{holidays:?}"
        );
    }
}

#[test]
fn what_lies_beneath_is_law_and_shares_no_id() {
    let over = |parts: &Json| {
        let read = |parts: &Json| Arc::new(Procedure::parse(procedure(parts).to_string().as_bytes()).unwrap());
        let mut floor = parts.clone();
        floor["id"] = "beneath".into();
        Plan::new(read(&json!({})), Some(read(&floor)), "visit").map(|_| ())
    };
    let mut other = rule(&json!({ "bool": true }));
    other["id"] = "B-1".into();
    assert_eq!(over(&json!({ "basis": "law", "rules": [other] })), Ok(()));
    let errors = [json!({ "basis": "local", "rules": [other] }), json!({ "basis": "law" })]
        .map(|parts| over(&parts).unwrap_err());
    assert_eq!(errors.clone().map(|error| error.code()), ["procedures_differ"; 2]);
    assert!(errors[0].to_string().contains("not law"), "{}", errors[0]);
    assert!(
        errors[1].to_string().contains("both have a rule with the id `T-1`"),
        "{}",
        errors[1]
    );
}

#[test]
fn a_question_of_another_procedures_own_is_no_mistake_and_a_misspelt_one_is() {
    let plan = Arc::new(plan(&json!({})).unwrap());
    let found = |question: &str| {
        let mut record = Record::new("trap", "visit");
        record.answers.insert(question.to_owned(), true.into());
        let findings = check(&plan, NaiveDate::default(), record).findings;
        findings.iter().any(|finding| finding.rule == "REC-QUESTION")
    };
    assert_eq!(
        ["q0", "elsewhere.call", "trap.call", "q00"].map(found),
        [false, false, true, true]
    );
}

#[test]
fn what_stands_in_the_place_of_a_question_is_quoted_where_it_looks_like_an_id() {
    let plan = Arc::new(plan(&json!({})).unwrap());
    for (question, says) in [
        ("q00", "There is no question “q00” in this procedure."),
        (
            "Robin Example of 12 High Street",
            "There is no question with the id that stands there in this procedure.",
        ),
    ] {
        let mut record = Record::new("trap", "visit");
        record.answers.insert(question.to_owned(), true.into());
        let findings = check(&plan, NaiveDate::default(), record).findings;
        let found = findings.iter().find(|finding| finding.rule == "REC-QUESTION").unwrap();
        assert!(found.message.starts_with(says), "{}", found.message);
        assert_eq!(
            (&found.about[..], &found.needs[..]),
            (&[question.to_owned()][..], &[question.to_owned()][..])
        );
    }
}

#[test]
fn a_later_format_is_told_by_its_number_though_the_rest_has_changed() {
    let error = Procedure::parse(br#"{"wayhome":2,"id":"newcastle","clauses":[]}"#).unwrap_err();
    assert_eq!(error.code(), "procedure_newer");
    assert!(error.to_string().contains("update Wayhome"), "{error}");
    let error = Record::parse(br#"{"wayhome":2,"answers":[]}"#).unwrap_err();
    assert_eq!(error.code(), "record_newer");
}

#[test]
fn a_record_of_very_many_answers_or_very_deep_ones_is_refused() {
    let answers: serde_json::Map<String, Json> = (0..=MOST_ANSWERS)
        .map(|place| (format!("q{place}"), json!(1)))
        .collect();
    let record = json!({ "procedure": "n", "form": "visit", "answers": answers }).to_string();
    let error = Record::parse(record.as_bytes()).unwrap_err();
    assert!(error.to_string().contains("more than 5000 questions"), "{error}");
    let deep = format!(
        "{{\"procedure\":\"n\",\"form\":\"visit\",\"answers\":{{\"a\":{}{}}}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    assert_eq!(Record::parse(deep.as_bytes()).unwrap_err().code(), "record_unreadable");
}
