//! A council's mapping.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value as Json, json};
use wayhome_engine::{Kind, Plan, Session};
use wayhome_export::mapping::{
    Column, DateFormat, Field, Mapping, MappingUnreadable, Missing, Origin, Output, ReportPart, Shown, mapped,
};
use wayhome_export::{Content, LossKind, Outgoing, Target};

use crate::random::{holds_nothing, session};
use crate::record;

fn field(to: &str, from: Origin) -> Field {
    Field {
        to: to.split('/').map(str::to_owned).collect(),
        from,
    }
}

fn answer(question: &str, shown: Shown) -> Origin {
    Origin::Answer {
        question: question.to_owned(),
        shown,
    }
}

fn mapping(output: Output, fields: Vec<Field>) -> Mapping {
    Mapping {
        wayhome: 1,
        hash: String::new(),
        id: "m".to_owned(),
        title: "M".to_owned(),
        procedure: "newcastle".to_owned(),
        forms: vec!["visit".to_owned()],
        tried: "Never tried.".to_owned(),
        output,
        missing: Missing::LeaveOut,
        separator: "; ".to_owned(),
        dates: None,
        yes_no: None,
        fields,
    }
}

fn rows(most: Option<u16>, to: &str) -> Origin {
    let column = |to: &str, column: &str| Column {
        to: vec![to.to_owned()],
        column: column.to_owned(),
        shown: Shown::AsRecorded,
    };
    Origin::Rows {
        question: "household".to_owned(),
        most,
        columns: vec![column(to, "name")],
    }
}

/// A mapping of what can be written in many ways that cannot be read.
pub(crate) fn people() -> Mapping {
    let column = |column: &str| Column {
        to: vec![column.to_owned()],
        column: column.to_owned(),
        shown: Shown::AsRecorded,
    };
    let household = Origin::Rows {
        question: "household".to_owned(),
        most: None,
        columns: vec![column("name"), column("date_of_birth")],
    };
    let as_recorded = |question: &str| field(question, answer(question, Shown::AsRecorded));
    let fields = vec![
        field("people", household),
        as_recorded("visit_date"),
        as_recorded("agreed_visit_weeks"),
    ];
    mapping(Output::Json, fields)
}

fn household() -> Json {
    json!({ "household": [{ "name": "Alex Example", "date_of_birth": "1988-04-30" }, {}, { "name": "Charlie, \"C\"" }] })
}

/// What a mapping makes of a home visit, and the kinds of its losses by what is lost.
#[track_caller]
fn check(mapping: &Mapping, answers: &Json, expected: &Json) -> Vec<(String, LossKind)> {
    let session = record::session("newcastle", "visit", answers);
    let (values, losses) = mapped(mapping, &Outgoing::new(&session)).unwrap();
    let found = if mapping.output == Output::Csv {
        json!([mapping.columns(), values.cells()])
    } else {
        values.json()
    };
    assert_eq!(&found, expected);
    let lost = losses
        .lost
        .into_iter()
        .filter(|loss| !loss.what.contains("report") && loss.what != "made_with" && loss.what != "signed");
    lost.filter(|loss| loss.what != "id")
        .map(|loss| (loss.what, loss.kind))
        .collect()
}

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

#[test]
fn an_answer_that_shares_its_code_is_carried_in_part() {
    let codes = [("planned", json!(1)), ("unannounced", json!("1"))];
    let codes = codes.map(|(id, code)| (id.to_owned(), code));
    let of = |output| {
        mapping(
            output,
            vec![field(
                "a",
                answer("visit_announced", Shown::Codes(codes.clone().into())),
            )],
        )
    };
    let answers = json!({ "visit_announced": "unannounced" });
    let reduced = [("visit_announced".to_owned(), LossKind::Reduced)];
    // JSON tells the number and the text apart, and a table does not.
    assert_eq!(check(&of(Output::Flat), &answers, &json!({ "a": "1" })), []);
    assert_eq!(check(&of(Output::Csv), &answers, &json!([["a"], ["1"]])), reduced);
    let alike = Shown::Codes(
        [("spoken", "A"), ("observed", "A"), ("play_or_drawing", "B")]
            .map(|(id, code)| (id.to_owned(), json!(code)))
            .into(),
    );
    let several = mapping(Output::Json, vec![field("a", answer("wishes_and_feelings_how", alike))]);
    let how = |chosen: &str, code: &str| {
        check(
            &several,
            &json!({ "wishes_and_feelings_how": [chosen] }),
            &json!({ "a": [code] }),
        )
        .len()
    };
    assert_eq!((how("spoken", "A"), how("play_or_drawing", "B")), (1, 0));
    let yes_no = Shown::YesNo {
        yes: json!("Y"),
        no: json!("Y"),
    };
    let same = mapping(Output::Json, vec![field("a", answer("seen_alone", yes_no))]);
    let lost = check(&same, &json!({ "seen_alone": true }), &json!({ "a": "Y" }));
    assert_eq!(lost, [("seen_alone".to_owned(), LossKind::Reduced)]);
}

#[test]
fn the_plain_text_in_a_field_loses_what_the_plain_text_loses() {
    let session = record::sample("visit-complete");
    let outgoing = Outgoing::new(&session);
    let of = |target: Target<'_>| {
        let lost = target.export(&outgoing).unwrap().losses.lost;
        lost.into_iter()
            .filter(|loss| matches!(loss.what.as_str(), "report.findings" | "report.deadlines"))
            .map(|loss| (loss.kind, loss.message))
            .collect::<Vec<_>>()
    };
    let text = mapping(Output::Flat, vec![field("text", Origin::Report(ReportPart::PlainText))]);
    let lost = of(Target::Mapping(&text));
    let said = [
        "Rules that are met: counted, and not listed one by one.",
        "Rules that do not apply: not listed.",
        "Dates that do not apply or cannot be told: not listed; only the answers that they need are.",
    ];
    assert_eq!(lost, said.map(|said| (LossKind::Reduced, said.to_owned())));
    assert_eq!(lost, of(Target::Text));
    assert_eq!(lost, of(Target::Page));
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
fn what_has_no_room_no_code_or_no_meaning_is_said() {
    let table = mapping(Output::Csv, vec![field("", rows(Some(1), "name_{number}"))]);
    let lost = check(&table, &household(), &json!([["name_1"], ["Alex Example"]]));
    assert!(lost.contains(&("household".to_owned(), LossKind::TooMany)), "{lost:?}");
    let codes = Shown::Codes([("planned".to_owned(), json!("P"))].into());
    let by_code = mapping(Output::Flat, vec![field("a", answer("visit_announced", codes))]);
    let lost = check(&by_code, &json!({ "visit_announced": "unannounced" }), &json!({}));
    assert_eq!(lost, [("visit_announced".to_owned(), LossKind::NoCode)]);
    let raw = mapping(Output::Flat, vec![field("a", answer("visit_date", Shown::AsRecorded))]);
    let lost = check(
        &raw,
        &json!({ "visit_date": "2026-02-31", "favourite_colour": "green" }),
        &json!({}),
    );
    let unreadable = ("visit_date".to_owned(), LossKind::Unreadable);
    assert_eq!(lost, [unreadable, ("favourite_colour".to_owned(), LossKind::NotInForm)]);
}

/// What the loss report of an empty home visit that two have signed says of a part, where a mapping has these fields.
#[track_caller]
fn says(parts: &[ReportPart], what: &str) -> Option<String> {
    let fields = parts.iter().map(|part| field("z", Origin::Report(*part))).collect();
    let session = record::session("newcastle", "visit", &json!({}));
    let signed = record::signed();
    let outgoing = Outgoing::new(&session).signed_by(Some(&signed));
    let (_, losses) = mapped(&mapping(Output::Csv, fields), &outgoing).unwrap();
    let of: Vec<_> = losses.lost.into_iter().filter(|loss| loss.what == what).collect();
    let of: Vec<_> = of.into_iter().map(|loss| loss.message).collect();
    (!of.is_empty()).then(|| of.join(" "))
}

#[test]
fn a_name_is_not_the_whole_signature() {
    use ReportPart::{PlainText, SignedBy, SignedOn, SignedRole};
    for (parts, expected) in [
        (&[][..], "no field in the mapping “M”"),
        (&[SignedBy][..], "only the name"),
        (&[SignedOn][..], "only the day"),
        (
            &[SignedBy, SignedRole, SignedOn][..],
            "only the name, the role and the day",
        ),
    ] {
        let expected = format!("Who signed, and when: {expected}.");
        assert_eq!(says(parts, "signed"), Some(expected));
    }
    // A drawing has no place in text.
    let drawn = "Who signed, and when: that it was drawn, without the drawing.".to_owned();
    assert_eq!(says(&[SignedBy, PlainText], "signed"), Some(drawn));
}

#[test]
fn a_draft_goes_nowhere_as_if_it_were_signed() {
    use ReportPart::{PlainText, SignedBy};
    let session = record::session("newcastle", "visit", &json!({}));
    for (parts, is_lost) in [(&[][..], true), (&[SignedBy][..], false), (&[PlainText][..], false)] {
        let fields = parts.iter().map(|part| field("z", Origin::Report(*part))).collect();
        let (_, losses) = mapped(&mapping(Output::Flat, fields), &Outgoing::new(&session)).unwrap();
        let says = "That nobody has signed it: no field in the mapping “M”.";
        assert_eq!(
            losses.lost.iter().any(|loss| loss.message == says),
            is_lost,
            "{parts:?}"
        );
    }
}

#[test]
fn days_and_flags_of_the_report_are_written_as_the_answers_are() {
    let parts = [ReportPart::Today, ReportPart::SignedOn, ReportPart::Training];
    let fields = parts
        .iter()
        .map(|part| field(&format!("{part:?}"), Origin::Report(*part)));
    let mut written = mapping(Output::Flat, fields.collect());
    let session = record::session("newcastle", "visit", &json!({}));
    let signed = record::signed();
    let outgoing = Outgoing::new(&session).signed_by(Some(&signed)).exercise(true);
    let values = |mapping: &Mapping| mapped(mapping, &outgoing).unwrap().0.json();
    let plain = json!({ "Today": "2026-03-02", "SignedOn": "2026-03-02", "Training": true });
    assert_eq!(values(&written), plain);
    written.dates = DateFormat::new("DD/MM/YYYY");
    written.yes_no = Some((json!("Y"), json!("N")));
    let shown = json!({ "Today": "02/03/2026", "SignedOn": "02/03/2026", "Training": "Y" });
    assert_eq!(values(&written), shown);
}

#[test]
fn a_hash_does_not_say_which_wayhome_it_was() {
    use ReportPart::{ProcedureHash, WayhomeVersion};
    let all = "Which edition of the procedure and of Wayhome checked it";
    let expected = format!("{all}: only the hash of the procedure.");
    assert_eq!(says(&[ProcedureHash], "made_with"), Some(expected));
    let expected = format!("{all}: only the version of Wayhome.");
    assert_eq!(says(&[WayhomeVersion], "made_with"), Some(expected));
    // The law beneath has an edition of its own.
    let expected = format!("{all}: only the hash of the procedure and the version of Wayhome.");
    assert_eq!(says(&[ProcedureHash, WayhomeVersion], "made_with"), Some(expected));
    assert_eq!(says(&[ReportPart::PlainText], "made_with"), None);
}

/// What a mapping that was compiled before the compiler refused or warned of it loses of an answer.
#[track_caller]
fn reduced(mapping: &Mapping, question: &str, chosen: &Json) -> Option<String> {
    let session = record::session("newcastle", "visit", &json!({ question: chosen.clone() }));
    let (_, losses) = mapped(mapping, &Outgoing::new(&session)).unwrap();
    let lost = losses.lost.into_iter().find(|loss| loss.what == question);
    lost.map(|loss| {
        assert_eq!(loss.kind, LossKind::Reduced, "{loss:?}");
        loss.message
    })
}

#[test]
fn an_answer_that_looks_like_none_is_said() {
    let shown = || Shown::YesNo {
        yes: json!("Y"),
        no: json!(""),
    };
    let of = |output, missing| Mapping {
        missing,
        ..mapping(output, vec![field("a", answer("seen_alone", shown()))])
    };
    for (output, missing, is_said) in [
        (Output::Csv, Missing::LeaveOut, true),
        (Output::Flat, Missing::Empty, true),
        (Output::Json, Missing::Empty, true),
        (Output::Flat, Missing::LeaveOut, false),
        (Output::Json, Missing::Null, false),
    ] {
        let said = reduced(&of(output, missing), "seen_alone", &json!(false));
        let found = said
            .as_ref()
            .is_some_and(|said| said.contains("looks like an answer that is missing"));
        assert_eq!(found, is_said, "{output:?}, {missing:?}: {said:?}");
        assert_eq!(reduced(&of(output, missing), "seen_alone", &json!(true)), None);
    }
}

#[test]
fn two_choices_of_options_that_come_to_one_text_are_said() {
    let question = "wishes_and_feelings_how";
    let of = |output, separator: &str, codes: &[(&str, &str)]| {
        let codes = codes.iter().map(|(id, code)| ((*id).to_owned(), json!(code)));
        let shown = Shown::Codes(codes.collect());
        Mapping {
            separator: separator.to_owned(),
            ..mapping(output, vec![field("a", answer(question, shown))])
        }
    };
    let codes = [("spoken", "A"), ("observed", "B"), ("advocate", "A, B"), ("other", "C")];
    let table = of(Output::Csv, ", ", &codes);
    for (chosen, is_said) in [
        (json!(["spoken", "observed"]), true),
        (json!(["advocate"]), true),
        (json!(["spoken"]), false),
        (json!(["spoken", "other"]), false),
        (json!(["other", "advocate"]), true),
    ] {
        let said = reduced(&table, question, &chosen);
        assert_eq!(
            said.is_some_and(|said| said.contains("come to the same text")),
            is_said,
            "{chosen}"
        );
    }
    assert_eq!(
        reduced(&of(Output::Json, ", ", &codes), question, &json!(["advocate"])),
        None
    );
    assert_eq!(
        reduced(&of(Output::Flat, "; ", &codes), question, &json!(["advocate"])),
        None
    );
    // With nothing between them it depends on the codes.
    let run_together = of(Output::Flat, "", &[("spoken", "A"), ("observed", "B"), ("other", "AB")]);
    assert!(reduced(&run_together, question, &json!(["spoken", "observed"])).is_some());
    assert_eq!(reduced(&run_together, question, &json!(["spoken"])), None);
}

#[test]
fn an_answer_to_a_question_that_is_not_asked_is_not_handed_on() {
    let reason = mapping(
        Output::Flat,
        vec![field("reason", answer("not_alone_reason", Shown::AsRecorded))],
    );
    let lost = check(
        &reason,
        &json!({ "seen_alone": true, "not_alone_reason": "unable" }),
        &json!({}),
    );
    assert!(
        lost.contains(&("not_alone_reason".to_owned(), LossKind::NotAsked)),
        "{lost:?}"
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
fn a_compiled_mapping_is_read_back_as_it_was() {
    let format = Shown::Date(DateFormat::new("DD/MM/YYYY").unwrap());
    let mapping = mapping(
        Output::Csv,
        vec![
            field("a", answer("visit_date", format)),
            field("", rows(Some(2), "n_{number}")),
        ],
    );
    let text = serde_json::to_string(&mapping).unwrap();
    assert_eq!(serde_json::from_str::<Mapping>(&text).unwrap(), mapping);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is recorded is carried or said to be lost: nothing goes in silence.
    #[test]
    fn nothing_is_lost_in_silence(session in session()) {
        let plan = session.plan().clone();
        let ids: Vec<_> = plan.sections().iter().flat_map(|section| section.questions.clone()).collect();
        let half = ids.iter().step_by(2);
        let fields = half.filter(|id| !matches!(plan.question(id).unwrap().0.kind, wayhome_engine::Kind::Rows(_)));
        let fields: Vec<_> = fields.map(|id| field(id, answer(id, Shown::AsRecorded))).collect();
        let carried: Vec<_> = fields.iter().map(|field| field.to[0].clone()).collect();
        let mut mapping = mapping(Output::Flat, fields);
        mapping.procedure.clone_from(&plan.procedure().id);
        mapping.forms = vec![plan.form().to_owned()];
        let outgoing = Outgoing::new(&session);
        let (values, losses) = mapped(&mapping, &outgoing).unwrap();
        let values = values.json();
        for id in session.answers().keys() {
            let is_there = carried.contains(id) && values.get(id).is_some();
            let is_said = losses.lost.iter().any(|loss| loss.what == *id || loss.what.starts_with(&format!("{id}.")));
            let is_blank = holds_nothing(&session, id);
            prop_assert!(is_there != is_said || is_blank, "{id}: there {is_there}, said {is_said}");
        }
    }
}

/// A mapping with one of everything.
fn everything() -> Mapping {
    let date = DateFormat::new("DD/MM/YYYY").unwrap();
    let codes = [
        ("planned".to_owned(), json!("P1")),
        ("unannounced".to_owned(), json!(2)),
    ];
    let mut fields = vec![
        field("a/b", Origin::Constant(json!({ "any": [1, null] }))),
        field("c", answer("seen_alone", Shown::AsRecorded)),
        field("d", answer("visit_kind", Shown::Labels)),
        field("e", answer("visit_date", Shown::Date(date))),
        field("f", answer("visit_announced", Shown::Codes(codes.into()))),
        field(
            "g",
            answer(
                "bedroom_seen",
                Shown::YesNo {
                    yes: json!("Y"),
                    no: json!(0),
                },
            ),
        ),
        field("h", rows(Some(2), "n{number}")),
        field("i", rows(None, "n{number}")),
    ];
    for part in [
        ReportPart::Id,
        ReportPart::Procedure,
        ReportPart::Form,
        ReportPart::Today,
        ReportPart::Outcome,
        ReportPart::Training,
        ReportPart::SignedBy,
        ReportPart::SignedRole,
        ReportPart::SignedOn,
        ReportPart::Replaces,
        ReportPart::PlainText,
        ReportPart::ProcedureHash,
        ReportPart::WayhomeVersion,
    ] {
        fields.push(field("z", Origin::Report(part)));
    }
    Mapping {
        dates: DateFormat::new("DD/MM/YYYY"),
        yes_no: Some((json!("Y"), json!(0))),
        ..mapping(Output::Flat, fields)
    }
}

/// With the hash that belongs to it, as the compiler leaves it.
fn sealed(mut mapping: Mapping) -> Mapping {
    mapping.hash = mapping.hash_of_content().unwrap();
    mapping
}

#[test]
fn a_mapping_that_was_changed_since_it_was_compiled_is_refused() {
    let written = sealed(everything());
    for changed in [
        Mapping {
            procedure: "tees".to_owned(),
            ..written.clone()
        },
        Mapping {
            hash: String::new(),
            ..written.clone()
        },
        Mapping {
            hash: written.hash.to_uppercase(),
            ..written.clone()
        },
    ] {
        let refused = Mapping::parse(&serde_json::to_vec(&changed).unwrap()).unwrap_err();
        assert_eq!(refused, MappingUnreadable::Damaged);
        assert_eq!(refused.code(), "mapping_unreadable");
    }
}

#[test]
fn a_value_that_goes_nowhere_is_refused() {
    let read = |output, to: &[&str], from: Origin| {
        let to = to.iter().map(|step| (*step).to_owned()).collect();
        let written = sealed(mapping(output, vec![Field { to, from }]));
        Mapping::parse(&serde_json::to_vec(&written).unwrap()).map(|_| ())
    };
    let constant = || Origin::Constant(json!(1));
    for output in [Output::Json, Output::Flat, Output::Csv] {
        assert_eq!(read(output, &["a"], constant()), Ok(()));
        assert_eq!(read(output, &[], constant()), Err(MappingUnreadable::Unreadable));
        let mut nowhere = rows(Some(2), "n{number}");
        if let Origin::Rows { columns, .. } = &mut nowhere {
            columns[0].to.clear();
        }
        assert_eq!(read(output, &["a"], nowhere), Err(MappingUnreadable::Unreadable));
    }
    let of_rows = || rows(Some(2), "n{number}");
    assert_eq!(read(Output::Json, &[], of_rows()), Err(MappingUnreadable::Unreadable));
    // Rows that become keys have no place of their own.
    assert_eq!(read(Output::Flat, &[], of_rows()), Ok(()));
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

#[test]
fn what_is_compiled_is_read_as_it_was_written() {
    for output in [Output::Json, Output::Flat, Output::Csv] {
        for missing in [Missing::LeaveOut, Missing::Empty, Missing::Null] {
            let written = Mapping {
                output,
                missing,
                ..everything()
            };
            let written = sealed(written);
            let text = serde_json::to_vec(&written).unwrap();
            assert_eq!(Mapping::parse(&text), Ok(written));
        }
    }
}

/// Every place of a JSON value, as a pointer.
fn places(json: &Json, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    let inner: Vec<(String, &Json)> = match json {
        Json::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Json::Array(all) => all
            .iter()
            .enumerate()
            .map(|(place, value)| (place.to_string(), value))
            .collect(),
        _ => Vec::new(),
    };
    for (key, value) in inner {
        places(value, &format!("{at}/{key}"), found);
    }
}

/// Wherever something is taken away, put in, or another thing, the derived reader and ours agree.
#[test]
fn what_is_damaged_is_refused_wherever_the_derived_reader_refuses_it() {
    let whole = serde_json::to_value(everything()).unwrap();
    let mut found = Vec::new();
    places(&whole, "", &mut found);
    let mut refused = 0;
    for place in &found {
        for other in [json!(7), json!("x"), json!({ "x": 1 }), json!([[]]), Json::Null] {
            let mut damaged = whole.clone();
            *damaged.pointer_mut(place).unwrap() = other.clone();
            refused += agree(&damaged);
            let mut more = whole.clone();
            if let Some(Json::Object(map)) = more.pointer_mut(place) {
                map.insert("unknown".to_owned(), other);
                refused += agree(&more);
            }
        }
        let (parent, key) = place.rsplit_once('/').unwrap_or_default();
        let mut less = whole.clone();
        if let Some(Json::Object(map)) = less.pointer_mut(parent) {
            map.remove(key);
            refused += agree(&less);
        }
    }
    assert!(refused > 400, "{refused}");
}

/// Says how many of one are refused.
#[track_caller]
fn agree(json: &Json) -> usize {
    let derived: Option<Mapping> = serde_json::from_value(json.clone()).ok();
    // The shape is what is compared here: the hash is always the right one.
    let derived = derived.map(sealed);
    let mut json = json.clone();
    if let Some(mapping) = &derived {
        json["hash"] = mapping.hash.clone().into();
    }
    let text = json.to_string();
    let ours = Mapping::parse(text.as_bytes()).ok();
    // A later format is told apart before anything else is read.
    let derived = derived.filter(|mapping| mapping.wayhome <= 1);
    assert_eq!(ours, derived, "{text}");
    usize::from(ours.is_none())
}
