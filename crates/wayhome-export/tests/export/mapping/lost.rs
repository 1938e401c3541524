//! What of the answers a mapping has no field, no room or no code for is said.

use proptest::prelude::*;
use serde_json::{Value as Json, json};
use wayhome_export::mapping::{Mapping, Missing, Output, Shown, mapped};
use wayhome_export::{LossKind, Outgoing};

use super::{answer, check, field, household, mapping, rows};
use crate::random::{holds_nothing, session};
use crate::record;

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
