//! A number with more digits than programs keep is the same number however it is read: the nearest that JavaScript has.
//!
//! This stands here, not with the shipped procedures: what those tests are built with turns `float_roundtrip` on for all of them.
#![expect(clippy::unwrap_used, reason = "the whole file is test code, helpers included")]

use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};
use wayhome_engine::{Checked, Field, Finding, Plan, Procedure, Record, Rooms, Session, Unusable, check};

/// One question for a number, and a rule that tells in its reasons which it is.
static PLAN: LazyLock<Arc<Plan>> = LazyLock::new(|| {
    let question =
        json!({ "id": "weeks", "label": "Weeks", "name": "Weeks", "kind": { "number": { "min": null, "max": null } } });
    let over = json!({ "compare": ["greater", { "question": 0 }, { "number": "-1000000" }] });
    let rule = json!({ "id": "N-1", "forms": ["visit"], "level": "must", "parts": [{ "expect": over }], "about": [0], "says": "S",
        "cite": { "document": "D", "section": "1" } });
    let whole = json!({ "wayhome": 1, "hash": "", "id": "numbers", "authority": "A", "document": "D", "basis": "local", "compared": "2026-11",
        "option_lists": [], "questions": [question], "facts": [], "rules": [rule], "deadlines": [], "approvals": [],
        "forms": [{ "id": "visit", "title": "Visit", "sections": [{ "title": "S", "ask": [{ "question": 0 }] }] }],
        "seniority": { "ladder": [] }, "calendar": { "known_from": null, "known_to": null, "holidays": [] } });
    let procedure = Procedure::parse(whole.to_string().as_bytes()).unwrap();
    Arc::new(Plan::new(Arc::new(procedure), None, "visit").unwrap())
});

/// What is found of the number as it is written: through a tree, from the bytes, of an object, and in a session.
fn found(number: &str) -> [Vec<Finding>; 4] {
    let today = NaiveDate::default();
    let text = format!(r#"{{"procedure":"numbers","form":"visit","answers":{{"weeks":{number}}}}}"#);
    let tree = check(&PLAN, today, Record::parse(text.as_bytes()).unwrap());
    let stream = Checked::read(text.as_bytes(), today, |_, _| Ok::<_, Unusable<()>>(Arc::clone(&PLAN)));
    let field = (PLAN.place("weeks").unwrap(), Field::Json(number));
    let object = Checked::of_fields(&mut Rooms::default(), &PLAN, today, [field]);
    let mut session = Session::new(Arc::clone(&PLAN), today);
    session.set("weeks", serde_json::from_str::<Json>(number).unwrap());
    [
        tree.findings,
        stream.unwrap().report().findings,
        object.unwrap().report().findings,
        session.report().findings,
    ]
}

#[track_caller]
fn read_as(number: &str, expected: &str) {
    for findings in found(number) {
        let because = findings
            .iter()
            .map(|finding| finding.because.as_slice())
            .collect::<Vec<_>>();
        assert_eq!(because, [[format!("Weeks: {expected}.")]], "{number}");
    }
}

#[test]
fn a_number_of_more_digits_than_programs_keep_is_the_nearest_that_they_keep() {
    read_as("2.540799786470463871", "2.5407997864704637");
    read_as("0.1", "0.1");
    read_as("4.0e0", "4");
    read_as("12345678901234567", "12345678901234567");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_reader_takes_the_same_number(number in "-?(0|[1-9][0-9]{0,5})[.][0-9]{1,25}") {
        let nearest: f64 = number.parse().unwrap();
        let expected = nearest.to_string().parse::<Decimal>().unwrap().normalize().to_string();
        read_as(&number, &expected);
        // So does JavaScript, which writes the fewest digits that lead back to it.
        read_as(&nearest.to_string(), &expected);
    }
}
