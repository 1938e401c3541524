//! FHIR R4. That it is valid is shown by a validator that is not ours: tests/export.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value as Json, json};
use wayhome_engine::{Plan, Session};
use wayhome_export::{LossKind, Outgoing, fhir};

use crate::random::{holds_nothing, plans, session};
use crate::record::{self, signed};

fn links(items: &Json, found: &mut Vec<String>) {
    for item in items.as_array().into_iter().flatten() {
        found.push(item["linkId"].as_str().unwrap().to_owned());
        links(&item["item"], found);
    }
}

fn item(questionnaire: &Json, link: &str) -> Json {
    let sections = questionnaire["item"].as_array().unwrap().iter();
    let mut items = sections.flat_map(|section| section["item"].as_array().unwrap());
    items.find(|item| item["linkId"] == link).unwrap().clone()
}

#[test]
fn every_form_of_every_procedure_has_unique_links_and_reads_only_what_it_asks() {
    for plan in plans() {
        let form = fhir::questionnaire(&plan).resource;
        let mut found = Vec::new();
        links(&form["item"], &mut found);
        let unique: BTreeSet<_> = found.iter().cloned().collect();
        assert_eq!(unique.len(), found.len(), "{}", form["url"]);
        for section in form["item"].as_array().unwrap() {
            for item in section["item"].as_array().unwrap() {
                for when in item["enableWhen"].as_array().into_iter().flatten() {
                    assert!(unique.contains(when["question"].as_str().unwrap()), "{item}");
                }
            }
        }
    }
}

#[test]
fn when_a_question_is_asked_is_said_as_r4_says_it() {
    let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
    let form = fhir::questionnaire(&plan);
    let when = |link: &str| item(&form.resource, link)["enableWhen"].clone();
    assert_eq!(
        when("not_alone_reason"),
        json!([{ "question": "seen_alone", "operator": "=", "answerBoolean": false }])
    );
    assert_eq!(
        when("first_review_date"),
        json!([{ "question": "first_review_held", "operator": "=", "answerBoolean": true }])
    );
    let agreed = item(&form.resource, "accommodation_plan_agreed");
    assert_eq!(agreed["enableBehavior"], "any");
    let codes: Vec<_> = agreed["enableWhen"]
        .as_array()
        .unwrap()
        .iter()
        .map(|when| when["answerCoding"]["code"].clone())
        .collect();
    assert_eq!(codes, ["section_20", "section_20_short_breaks"]);
    assert_eq!(when("visit_date"), Json::Null);
}

#[test]
fn r4_can_say_every_condition_of_the_procedures_that_are_shipped() {
    let (mut said, mut lost) = (0, Vec::new());
    for plan in plans() {
        let form = fhir::questionnaire(&plan);
        let sections = form.resource["item"].as_array().unwrap().iter();
        let items = sections.flat_map(|section| section["item"].as_array().unwrap());
        said += items.filter(|item| item.get("enableWhen").is_some()).count();
        lost.extend(form.lost);
    }
    assert!(said > 150, "{said}");
    assert_eq!(lost, []);
}

#[test]
fn who_signed_and_what_is_an_exercise_stand_in_the_response() {
    let signed = signed();
    let session = record::session("newcastle", "visit", &json!({ "child_reference": "R-1" }));
    let (response, losses) = fhir::response(&Outgoing::new(&session).signed_by(Some(&signed)).exercise(true));
    assert_eq!(response["status"], "completed");
    assert_eq!(response["author"]["display"], "Sam <Sample>");
    assert_eq!(response["authored"], "2026-03-02");
    assert_eq!(response["meta"]["security"][0]["code"], "HTEST");
    assert_eq!(response["subject"]["identifier"]["value"], "R-1");
    assert!(losses.lost.iter().any(|loss| loss.what == "signed"));
    let (draft, _) = fhir::response(&Outgoing::new(&session));
    assert_eq!(draft["status"], "in-progress");
}

#[test]
fn a_form_of_another_edition_of_the_law_has_another_version() {
    let form = fhir::questionnaire(&wayhome_procedures::plan("newcastle", "visit").unwrap()).resource;
    let version = form["version"].as_str().unwrap();
    for source in ["newcastle", "england"] {
        let hash = &wayhome_procedures::procedure(source).unwrap().hash;
        assert!(version.contains(&hash[..16]), "{source}: {version}");
    }
    let session = record::session("newcastle", "visit", &json!({}));
    let (response, losses) = fhir::response(&Outgoing::new(&session));
    assert!(response["questionnaire"].as_str().unwrap().ends_with(version));
    assert!(losses.lost.iter().any(|loss| loss.what == "made_with"), "{losses:?}");
}

#[test]
fn two_authorities_may_give_the_same_number() {
    let systems = |procedure: &str| {
        let session = record::session(procedure, "visit", &json!({ "child_reference": "R-1" }));
        let (response, _) = fhir::response(&Outgoing::new(&session));
        [&response["identifier"], &response["subject"]["identifier"]].map(|identifier| identifier["system"].clone())
    };
    assert_eq!(systems("tees"), ["urn:wayhome:record:tees", "urn:wayhome:child:tees"]);
    assert_ne!(systems("tees"), systems("newcastle"));
}

#[test]
fn the_child_is_the_answer_where_the_form_asks_it() {
    let told = |procedure: &str, reference: &str| {
        let session = record::session(procedure, "visit", &json!({ "child_reference": reference }));
        let (response, losses) = fhir::response(&Outgoing::new(&session));
        let lost = losses.lost.iter().filter(|loss| loss.what == "child_reference");
        let lost: Vec<_> = lost.map(|loss| loss.kind).collect();
        (response["subject"]["identifier"]["value"].clone(), lost)
    };
    assert_eq!(told("newcastle", " R-1 "), (json!("R-1"), vec![]));
    assert_eq!(told("newcastle", "R\u{a0}1"), (json!("R 1"), vec![LossKind::Reduced]));
    assert_eq!(told("england", "R-1"), (Json::Null, vec![LossKind::NotInForm]));
}

#[test]
fn an_id_that_r4_does_not_take_as_it_is_is_said() {
    let lost = |id: &str| {
        let mut record = wayhome_engine::Record::new("newcastle", "visit");
        record.id = Some(id.to_owned());
        let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
        let session = wayhome_engine::Session::open(plan, crate::random::TODAY.parse().unwrap(), record);
        let (_, losses) = fhir::response(&Outgoing::new(&session));
        losses.lost.iter().any(|loss| loss.what == "id")
    };
    assert!(lost("2041\u{a0}03") && !lost("2041 03"));
}

#[test]
fn who_signed_without_a_name_is_not_said_to_be_named() {
    let session = record::session("newcastle", "visit", &json!({}));
    let mut signed = signed();
    signed.by.name = " ".to_owned();
    let (response, losses) = fhir::response(&Outgoing::new(&session).signed_by(Some(&signed)));
    assert_eq!(response["author"], Json::Null);
    let lost = losses.lost.iter().find(|loss| loss.what == "signed").unwrap();
    assert_eq!(lost.message, "Who signed, and when: the day only.");
}

#[test]
fn an_option_that_is_chosen_twice_is_told_once_and_a_text_that_is_too_long_is_cut() {
    let long = "x".repeat(1024 * 1024 + 1);
    let answers = json!({ "wishes_and_feelings_how": ["spoken", "play_or_drawing", "spoken"], "wishes_and_feelings": &long,
        "household": [{ "name": &long }] });
    let session = record::session("newcastle", "visit", &answers);
    let (response, losses) = fhir::response(&Outgoing::new(&session));
    let answer = |link: &str| item(&response, link)["answer"].clone();
    assert_eq!(answer("wishes_and_feelings_how").as_array().unwrap().len(), 2);
    let told = answer("wishes_and_feelings");
    assert_eq!(told[0]["valueString"].as_str().unwrap().len(), 1024 * 1024);
    let cut = losses.lost.iter().filter(|loss| loss.message.contains("1,048,576"));
    let cut: Vec<_> = cut.map(|loss| (loss.what.as_str(), loss.kind)).collect();
    let both = ["wishes_and_feelings", "household.name"];
    assert_eq!(cut, both.map(|what| (what, LossKind::Reduced)));
}

#[test]
fn texts_of_a_councils_own_procedure_follow_the_rule_of_r4() {
    let mut procedure = (*wayhome_procedures::procedure("newcastle").unwrap()).clone();
    let odd = "Odd\u{a0}one\u{2028}here";
    procedure.authority.push_str(odd);
    procedure.document.push_str(odd);
    for question in &mut procedure.questions {
        question.label.push_str(odd);
    }
    for option in procedure.option_lists.iter_mut().flat_map(|list| &mut list.options) {
        option.label.push_str(odd);
    }
    for form in &mut procedure.forms {
        form.title.push_str(odd);
        for section in &mut form.sections {
            section.title.push_str(odd);
        }
    }
    let floor = wayhome_procedures::procedure(procedure.floor.as_deref().unwrap()).unwrap();
    let plan = Arc::new(Plan::new(Arc::new(procedure), Some(floor), "visit").unwrap());
    let mut session = Session::new(plan, crate::random::TODAY.parse().unwrap());
    session.set("visit_kind", "other".into());
    session.set("household", json!([{ "name": "Bo Example" }]));
    let (bundle, _) = fhir::bundle(&Outgoing::new(&session));
    let written = bundle.to_string();
    assert!(written.contains("Odd one\\nhere"));
    assert!(!written.contains(['\u{a0}', '\u{2028}']));
}

#[test]
fn each_resource_of_a_bundle_has_a_name_of_its_own_which_stays_the_same() {
    let names = |answers: Json| {
        let session = record::session("newcastle", "visit", &answers);
        let (bundle, _) = fhir::bundle(&Outgoing::new(&session));
        let entries = bundle["entry"].as_array().unwrap().iter();
        entries
            .map(|entry| entry["fullUrl"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let one = names(json!({ "seen_alone": true }));
    assert_eq!(one, names(json!({ "seen_alone": true })));
    let other = names(json!({ "seen_alone": false }));
    assert_eq!(one[0], other[0], "the form is the same");
    assert_ne!(one[1], other[1]);
    for name in one.iter().chain(&other) {
        let uuid = name.strip_prefix("urn:uuid:").unwrap();
        let parts: Vec<_> = uuid.split('-').map(str::len).collect();
        assert_eq!(parts, [8, 4, 4, 4, 12]);
        assert!(
            uuid.chars()
                .all(|sign| sign == '-' || sign.is_ascii_digit() || ('a'..='f').contains(&sign))
        );
        assert_eq!((&uuid[14..15], &uuid[19..20]), ("8", "8"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_response_follows_its_questionnaire_and_leaves_nothing_out_in_silence(session in session()) {
        let outgoing = Outgoing::new(&session);
        let (mut asked, mut answered) = (Vec::new(), Vec::new());
        links(&fhir::questionnaire(session.plan()).resource["item"], &mut asked);
        let (response, losses) = fhir::response(&outgoing);
        links(&response["item"], &mut answered);
        let mut order = asked.iter();
        for link in answered.iter().filter(|link| !link.contains("household") && !link.contains("factor_actions")) {
            prop_assert!(order.any(|asked| asked == link), "{link} stands elsewhere than it is asked");
        }
        for id in session.answers().keys() {
            let is_there = answered.contains(id);
            let is_said = losses.lost.iter().any(|loss| loss.what == *id || loss.what.starts_with(&format!("{id}.")));
            prop_assert!(is_there || is_said || holds_nothing(&session, id), "{id}");
        }
    }
}
