//! Our own reader of compiled procedures, beside the one that serde derives.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the whole file is test code, helpers included"
)]

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::Value as Json;
use wayhome_conformance::cases;
use wayhome_engine::{Checked, Field, Plan, Procedure, QuestionPlace, Record, Report, Rooms, State, Unusable, check};
use wayhome_procedures::{ChooseError, compiled, plan};

/// Every record of the conformance cases, as bytes.
static RECORDS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let cases = cases().unwrap().into_iter();
    cases
        .map(|(_, case)| serde_json::to_vec(&case.record().unwrap()).unwrap())
        .collect()
});

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
}

/// The long way: a tree first, and then the whole report.
fn through_a_tree(record: &[u8]) -> Result<Report, Unusable<ChooseError>> {
    let record = Record::parse(record)?;
    let plan = plan(&record.procedure, &record.form).map_err(Unusable::Plan)?;
    Ok(check(&plan, today(), record))
}

fn in_one_pass(record: &[u8]) -> Result<Report, Unusable<ChooseError>> {
    Checked::read(record, today(), plan).map(|checked| checked.report())
}

#[test]
fn a_record_read_in_one_pass_comes_to_the_same_report() {
    for record in RECORDS.iter() {
        let report = in_one_pass(record);
        assert_eq!(report, through_a_tree(record));
        let (checked, report) = (Checked::read(record, today(), plan).unwrap(), report.unwrap());
        let found = report.findings.iter().filter(|finding| finding.source != "record");
        let found: BTreeMap<(&str, &str), State> = found
            .map(|finding| ((finding.source.as_str(), finding.rule.as_str()), finding.state))
            .collect();
        let listed = Plan::checks(checked.plan()).map(|(source, rule)| (source.id.as_str(), rule.id.as_str()));
        assert_eq!(listed.zip(checked.states()).collect::<BTreeMap<_, _>>(), found);
        assert_eq!(
            (checked.outcome(), checked.progress()),
            (report.outcome, report.progress)
        );
    }
}

#[test]
fn whether_it_is_an_exercise_is_read_alike_both_ways() {
    let head = r#""procedure":"newcastle","form":"visit""#;
    for (mark, expected) in [
        (r#""training":true"#, Some(true)),
        (r#""tr\u0061ining":true"#, Some(true)),
        (r#""training":false"#, Some(false)),
        (r#""report":{"training":true}"#, Some(false)),
        (r#""training":null"#, None),
        (r#""training":"true""#, None),
        (r#""training":true,"training":true"#, None),
    ] {
        for record in [
            format!(r#"{{{mark},{head},"answers":{{}}}}"#),
            format!(r#"{{{head},"answers":{{"training":1}},{mark}}}"#),
        ] {
            let report = in_one_pass(record.as_bytes());
            assert_eq!(report, through_a_tree(record.as_bytes()), "{record}");
            assert_eq!(report.ok().map(|report| report.training), expected, "{record}");
        }
    }
}

/// The record's answers as a program holds them; `None` where one is to a question that the plan does not know.
fn fields(plan: &Plan, record: &[u8]) -> Option<Vec<(QuestionPlace, Json)>> {
    let record = Record::parse(record).unwrap();
    let answers = record.answers.into_iter();
    answers
        .map(|(question, answer)| Some((plan.place(&question)?, answer)))
        .collect()
}

fn of_fields(rooms: &mut Rooms, plan: &Arc<Plan>, fields: &[(QuestionPlace, Json)]) -> Option<Checked> {
    let written: Vec<_> = fields.iter().map(|(_, answer)| answer.to_string()).collect();
    let fields = fields.iter().zip(&written).map(|((place, answer), written)| {
        let field = match answer {
            Json::String(text) => Field::Text(text),
            Json::Bool(yes) => Field::YesNo(*yes),
            _ => Field::Json(written),
        };
        (*place, field)
    });
    Checked::of_fields(rooms, plan, today(), fields)
}

/// One record after the other in the room of one before, of any form: nothing of it is left.
#[test]
fn a_record_checked_in_the_room_of_another_comes_to_the_same_report() {
    let (mut rooms, mut rooms_of_fields, mut of_objects) = (Rooms::default(), Rooms::default(), 0);
    for record in RECORDS.iter() {
        let expected = through_a_tree(record).unwrap();
        let checked = Checked::read_within(&mut rooms, record, today(), plan).unwrap();
        assert_eq!(checked.report(), expected);
        if let Some(fields) = fields(checked.plan(), record) {
            let checked = of_fields(&mut rooms_of_fields, checked.plan(), &fields).unwrap();
            let record = expected.record.clone();
            assert_eq!(
                Report {
                    record,
                    ..checked.report()
                },
                expected
            );
            rooms_of_fields.leave(checked);
            of_objects += 1;
        }
        rooms.leave(checked);
    }
    assert!(of_objects > 1_000, "{of_objects}");
}

/// The same record with other texts where nothing reads what they say.
fn in_other_words(record: &[u8], unread: &[(QuestionPlace, Vec<&str>)], plan: &Plan) -> (Record, usize) {
    let mut record = Record::parse(record).unwrap();
    let mut changed = 0;
    let mut change = |value: &mut Json| {
        if value.as_str().is_some_and(|text| !text.trim().is_empty()) {
            *value = "x".into();
            changed += 1;
        }
    };
    for (place, columns) in unread {
        match record.answers.get_mut(plan.question_at(*place)) {
            Some(Json::Array(rows)) => {
                let cells = rows.iter_mut().filter_map(Json::as_object_mut).flat_map(|row| {
                    row.iter_mut()
                        .filter(|(column, _)| columns.contains(&column.as_str()))
                        .map(|(_, cell)| cell)
                });
                cells.for_each(&mut change);
            }
            Some(answer) => change(answer),
            None => {}
        }
    }
    (record, changed)
}

#[test]
fn a_text_that_is_not_read_may_say_anything() {
    let mut changed = 0;
    for record in RECORDS.iter() {
        let checked = Checked::read(record, today(), plan).unwrap();
        let unread = checked.plan().unread_texts();
        let (other, texts) = in_other_words(record, &unread, checked.plan());
        assert_eq!(check(checked.plan(), today(), other), checked.report());
        changed += texts;
    }
    assert!(changed > 200, "{changed}");
}

#[test]
fn a_question_answered_twice_or_text_that_is_no_json_is_not_guessed_at() {
    let plan = plan("newcastle", "visit").unwrap();
    let seen = plan.place("seen_alone").unwrap();
    let of = |fields: &[(QuestionPlace, Field<'_>)]| {
        Checked::of_fields(&mut Rooms::default(), &plan, today(), fields.iter().copied())
    };
    assert!(of(&[(seen, Field::YesNo(true))]).is_some());
    assert!(of(&[(seen, Field::YesNo(true)), (seen, Field::YesNo(false))]).is_none());
    assert!(of(&[(seen, Field::Json("true false"))]).is_none());
    assert!(of(&[(seen, Field::Json("{"))]).is_none());
}

/// Looking each name up among all before it would take minutes here.
#[test]
fn an_answer_of_very_many_names_is_read_and_one_of_them_twice_is_refused() {
    let names: Vec<_> = (0..300_000).map(|number| format!(r#""n{number}":1"#)).collect();
    for (question, open, close) in [("nobody_asks", "{", "}"), ("household", "[{", "}]")] {
        let record = |names: &[String]| {
            let names = names.join(",");
            format!(r#"{{"procedure":"newcastle","form":"visit","answers":{{"{question}":{open}{names}{close}}}}}"#)
        };
        let report = in_one_pass(record(&names).as_bytes()).unwrap();
        assert_eq!(report.findings[0].source, "record");
        let twice = record(&[&names[..], &names[..1]].concat());
        let error = in_one_pass(twice.as_bytes()).unwrap_err().to_string();
        assert!(error.contains("an answer has the same field twice"), "{error}");
    }
}

#[test]
fn what_we_ship_reads_as_serde_reads_it() {
    for (id, json) in compiled() {
        let derived: Procedure = serde_json::from_str(json).unwrap();
        assert_eq!(Procedure::parse(json.as_bytes()).as_ref(), Ok(&derived), "{id}");
        let spaced = serde_json::to_vec_pretty(&derived).unwrap();
        assert_eq!(Procedure::parse(&spaced).as_ref(), Ok(&derived), "{id}");
    }
}

/// A byte changed, taken out or put in.
fn damaged(bytes: &[u8], at: prop::sample::Index, byte: u8, how: u8) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let at = at.index(bytes.len());
    match how {
        0 => bytes[at] = byte,
        1 => bytes.insert(at, byte),
        _ => drop(bytes.remove(at)),
    }
    bytes
}

proptest! {
    #[test]
    fn a_damaged_record_is_refused_in_the_same_words_or_comes_to_the_same_report(which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), byte in prop::sample::select(br#"0159"{}[],:-.etnu\a "#.to_vec()), how in 0..3_u8) {
        let record = damaged(&RECORDS[which.index(RECORDS.len())], at, byte, how);
        prop_assert_eq!(in_one_pass(&record), through_a_tree(&record));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// One byte changed, taken out or put in: what ours takes, serde takes alike; what serde alone takes is not as anybody writes it, such as
    /// a date without its noughts, or one before the year 0.
    #[test]
    fn both_readers_take_the_same(which in 0..6_usize, at in any::<prop::sample::Index>(), byte in prop::sample::select(br#"0159"{}[],:-.etnu\a "#.to_vec()), how in 0..3_u8) {
        let (_, json) = compiled()[which];
        let bytes = damaged(json.as_bytes(), at, byte, how);
        let derived = serde_json::from_slice::<Procedure>(&bytes).ok();
        let ours = Procedure::parse(&bytes).ok();
        let as_written = derived.as_ref().is_some_and(|derived| serde_json::to_vec(derived).unwrap() == bytes);
        let is_before_year_0 = bytes.windows(7).any(|date| date.starts_with(b"\"-") && date[6] == b'-');
        prop_assert!(ours == derived || ours.is_none() && (!as_written || is_before_year_0), "{which}");
    }
}
