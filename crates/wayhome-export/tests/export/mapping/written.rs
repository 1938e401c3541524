//! What a mapping writes of the answers, in the council's own way, and of which records.

use std::sync::Arc;

use serde_json::{Value as Json, json};
use wayhome_engine::{Kind, Plan, Session};
use wayhome_export::mapping::{Column, DateFormat, Missing, Origin, Output, ReportPart, Shown, mapped};
use wayhome_export::{Content, LossKind, Outgoing, Target};

use super::{answer, check, field, household, mapping, rows};
use crate::record;

#[test]
fn values_are_shown_in_the_councils_own_way() {
    let yes_no = Shown::YesNo {
        yes: json!("Y"),
        no: json!("N"),
    };
    let codes = [("planned", json!("P")), ("unannounced", json!(2))].map(|(id, code)| (id.to_owned(), code));
    let fields = vec![
        field("note/type", Origin::Constant(json!("STVL"))),
        field(
            "note/day",
            answer("visit_date", Shown::Date(DateFormat::new("DD/MM/YYYY").unwrap())),
        ),
        field("note/alone", answer("seen_alone", yes_no)),
        field("announced", answer("visit_announced", Shown::Codes(codes.into()))),
        field("how", answer("wishes_and_feelings_how", Shown::Labels)),
        field("nothing", answer("bedroom_seen", Shown::AsRecorded)),
        field("exercise", Origin::Report(ReportPart::Training)),
    ];
    let answers = json!({ "visit_date": "2026-03-02", "seen_alone": false, "visit_announced": "unannounced",
        "wishes_and_feelings_how": ["spoken", "observed"] });
    let expected = json!({ "note": { "type": "STVL", "day": "02/03/2026", "alone": "N" }, "announced": 2,
        "how": ["The child told me", "By what I saw"], "exercise": false });
    let labels = |session: &wayhome_engine::Session| {
        let (_, lists) = session.plan().question("wishes_and_feelings_how").unwrap();
        let list = lists.iter().find(|list| list.id == "wishes_and_feelings_how").unwrap();
        list.options
            .iter()
            .take(2)
            .map(|option| json!(option.label))
            .collect::<Vec<_>>()
    };
    let session = record::session("newcastle", "visit", &answers);
    let mut expected = expected;
    expected["how"] = json!(labels(&session));
    assert_eq!(check(&mapping(Output::Json, fields), &answers, &expected), []);
}

#[test]
fn rows_are_a_list_or_keys_or_columns() {
    let nested = mapping(Output::Json, vec![field("people", rows(None, "name"))]);
    let expected = json!({ "people": [{ "name": "Alex Example" }, { "name": "Charlie, \"C\"" }] });
    let born = ("household.date_of_birth".to_owned(), LossKind::NoField);
    assert_eq!(check(&nested, &household(), &expected), std::slice::from_ref(&born));
    let flat = mapping(Output::Flat, vec![field("", rows(None, "name_{number}"))]);
    let expected = json!({ "name_1": "Alex Example", "name_2": "Charlie, \"C\"" });
    assert_eq!(check(&flat, &household(), &expected), std::slice::from_ref(&born));
    let table = mapping(Output::Csv, vec![field("", rows(Some(3), "name_{number}"))]);
    let expected = json!([["name_1", "name_2", "name_3"], ["Alex Example", "Charlie, \"C\"", ""]]);
    assert_eq!(check(&table, &household(), &expected), [born]);
}

#[test]
fn what_stands_for_a_missing_answer_stands_in_nested_rows_too() {
    let column = |column: &str| Column {
        to: vec!["person".to_owned(), column.to_owned()],
        column: column.to_owned(),
        shown: Shown::AsRecorded,
    };
    let household_rows = Origin::Rows {
        question: "household".to_owned(),
        most: None,
        columns: vec![column("name"), column("date_of_birth")],
    };
    let alex = json!({ "person": { "name": "Alex Example", "date_of_birth": "1988-04-30" } });
    let name = "Charlie, \"C\"";
    for (missing, charlie) in [
        (Missing::LeaveOut, json!({ "name": name })),
        (Missing::Empty, json!({ "name": name, "date_of_birth": "" })),
        (Missing::Null, json!({ "name": name, "date_of_birth": null })),
    ] {
        let mut nested = mapping(Output::Json, vec![field("people", household_rows.clone())]);
        nested.missing = missing;
        let expected = json!({ "people": [alex, { "person": charlie }] });
        assert_eq!(check(&nested, &household(), &expected), []);
    }
}

/// A home visit in which one question wants a date with a time of day: no procedure that is shipped asks for one.
fn timed(at: &str, shown: Shown) -> (Json, Vec<(LossKind, String)>) {
    let mut procedure = (*wayhome_procedures::procedure("newcastle").unwrap()).clone();
    let mut questions = procedure.questions.iter_mut();
    questions.find(|question| question.id == "home_detail").unwrap().kind = Kind::DateTime;
    let floor = wayhome_procedures::procedure(procedure.floor.as_deref().unwrap()).unwrap();
    let plan = Plan::new(Arc::new(procedure), Some(floor), "visit").unwrap();
    let mut session = Session::new(Arc::new(plan), "2026-03-02".parse().unwrap());
    session.set("home_detail", at.into());
    let mapping = mapping(Output::Flat, vec![field("at", answer("home_detail", shown))]);
    let (values, losses) = mapped(&mapping, &Outgoing::new(&session)).unwrap();
    let lost = losses.lost.into_iter().filter(|loss| loss.what == "home_detail");
    (values.json(), lost.map(|loss| (loss.kind, loss.message)).collect())
}

#[test]
fn a_time_of_day_that_is_left_out_is_said_and_none_is_made_up() {
    let format = |format: &str| Shown::Date(DateFormat::new(format).unwrap());
    let at = "2026-03-02T14:05";
    assert_eq!(
        timed(at, format("DD/MM/YYYY hh:mm")),
        (json!({ "at": "02/03/2026 14:05" }), Vec::new())
    );
    let (values, lost) = timed(at, format("DD/MM/YYYY"));
    assert_eq!(values, json!({ "at": "02/03/2026" }));
    let [(LossKind::Reduced, message)] = &lost[..] else {
        panic!("{lost:?}")
    };
    assert!(
        message.ends_with("leaves out the time of day, or a part of it."),
        "{message}"
    );
    assert_eq!(timed("2026-03-02T14:05:30", format("DD/MM/YYYY hh:mm")).1.len(), 1);
    let invented = mapping(
        Output::Flat,
        vec![field("at", answer("visit_date", format("DD/MM/YYYY hh:mm")))],
    );
    let lost = check(&invented, &json!({ "visit_date": "2026-03-02" }), &json!({}));
    assert_eq!(lost, [("visit_date".to_owned(), LossKind::NoCode)]);
}

#[test]
fn a_table_keeps_its_columns_when_the_procedure_no_longer_has_the_rows() {
    let mut gone = rows(Some(2), "name_{number}");
    if let Origin::Rows { question, .. } = &mut gone {
        *question = "lodgers".to_owned();
    }
    let fields = vec![field("", gone), field("day", answer("visit_date", Shown::AsRecorded))];
    let expected = json!([["name_1", "name_2", "day"], ["", "", "2026-03-02"]]);
    check(
        &mapping(Output::Csv, fields),
        &json!({ "visit_date": "2026-03-02" }),
        &expected,
    );
}

#[test]
fn records_of_others_and_exercises_without_a_field_for_it_are_refused() {
    let mapping = mapping(Output::Flat, Vec::new());
    let refused = |procedure, form, training| {
        let session = record::session(procedure, form, &json!({}));
        let outgoing = Outgoing::new(&session).exercise(training);
        mapped(&mapping, &outgoing).unwrap_err().to_string()
    };
    assert!(refused("tees", "visit", false).contains("takes records of `newcastle`"));
    assert!(refused("newcastle", "plan", false).contains("of the form `plan`"));
    assert!(refused("newcastle", "visit", true).contains("is an exercise"));
}

#[test]
fn the_id_of_a_mapping_is_no_path() {
    let mut written = mapping(Output::Csv, vec![field("a", Origin::Constant(json!(1)))]);
    written.id = "../../x".to_owned();
    let session = record::session("newcastle", "visit", &json!({}));
    for output in [Output::Json, Output::Flat, Output::Csv] {
        written.output = output;
        let made = Target::Mapping(&written).export(&Outgoing::new(&session)).unwrap();
        let files = made.files(Target::Mapping(&written));
        assert!(!files.is_empty());
        for file in files {
            assert!(!file.end.contains('/') && !file.end.contains(".."), "{}", file.end);
        }
        if let Content::Rows(rows) = &made.content {
            assert!(!rows[0].table.contains(['/', '.']), "{}", rows[0].table);
        }
    }
}
