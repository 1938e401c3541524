//! What is exported, opened and exported again says the same.

use proptest::prelude::*;
use serde_json::{Value as Json, json};
use wayhome_engine::{Record, Session};
use wayhome_export::{
    Document, LossKind, Losses, Outgoing, Target, beside, import, plain_text, saved_losses, saved_record,
};

use crate::random::{TODAY, session};
use crate::record;

/// Wayhome JSON of a record, and its losses.
fn exported(outgoing: &Outgoing<'_>) -> (Json, Losses) {
    let target = Target::named("json").unwrap();
    let made = target.export(outgoing).unwrap();
    let losses = made.losses.clone();
    let text = made.files(target).swap_remove(0).text;
    (serde_json::from_str(&text).unwrap(), losses)
}

fn opened(file: &Json) -> Session {
    let record = Record::parse(file.to_string().as_bytes()).unwrap();
    let plan = wayhome_procedures::plan(&record.procedure, &record.form).unwrap();
    Session::open(plan, TODAY.parse().unwrap(), record)
}

fn lost(losses: &Losses, what: &str) -> Vec<(LossKind, String)> {
    let lost = losses.lost.iter().filter(|loss| loss.what == what);
    lost.map(|loss| (loss.kind, loss.message.clone())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_was_exported_gives_the_same_report_when_it_is_checked_again(session in session()) {
        let (file, _) = exported(&Outgoing::new(&session));
        prop_assert_eq!(&file["report"], &serde_json::to_value(opened(&file).report()).unwrap());
    }
}

/// Whether the child was spoken with alone is not recorded, so that nobody knows whether it is asked why not.
#[test]
fn what_the_report_says_cannot_be_read_stays_beside_it() {
    for (answer, stays) in [
        (json!("a reason that there is not"), true),
        (json!("child_refused"), false),
    ] {
        let session = record::session("newcastle", "visit", &json!({ "not_alone_reason": answer }));
        let outgoing = Outgoing::new(&session);
        let (file, losses) = exported(&outgoing);
        assert_eq!(file["answers"].get("not_alone_reason").is_some(), stays, "{file}");
        assert_eq!(file.get("left_out").is_none(), stays, "{file}");
        assert_eq!(lost(&losses, "not_alone_reason").is_empty(), stays, "{losses:?}");
        assert_eq!(file["report"], serde_json::to_value(opened(&file).report()).unwrap());
        assert!(plain_text(&outgoing).contains("LEFT OUT: CANNOT TELL YET"));
    }
}

#[test]
fn what_was_left_out_is_said_of_every_export_after_it() {
    let answers = json!({ "seen_alone": true, "not_alone_reason": "child_refused" });
    let session = record::session("newcastle", "visit", &answers);
    let (file, _) = exported(&Outgoing::new(&session));
    let before = beside(file.to_string().as_bytes()).unwrap();
    assert_eq!((before.left_out.len(), before.other.len()), (1, 0));
    let again = opened(&file);
    let outgoing = Outgoing::new(&again).having_left_out(&before.left_out);
    let (second, losses) = exported(&outgoing);
    assert_eq!(second["left_out"], file["left_out"]);
    let [(LossKind::NotAsked, message)] = &lost(&losses, "not_alone_reason")[..] else {
        panic!("{losses:?}")
    };
    assert!(message.contains("left out already"), "{message}");
    assert!(plain_text(&outgoing).contains("LEFT OUT: NOT ASKED\n"));
    // The record that is imported, and the file that the app saves, keep it.
    let imported = import(file.to_string().as_bytes()).unwrap().record_beside().unwrap();
    assert_eq!(imported["left_out"], file["left_out"]);
    let saved: Json = serde_json::from_str(&saved_record(&outgoing).unwrap()).unwrap();
    assert_eq!(saved["left_out"], file["left_out"]);
    assert_eq!(lost(&saved_losses(&outgoing), "not_alone_reason"), []);
    // Answered since, it is an answer like any.
    let answers = json!({ "seen_alone": false, "not_alone_reason": "unable" });
    let answered = record::session("newcastle", "visit", &answers);
    let (third, losses) = exported(&Outgoing::new(&answered).having_left_out(&before.left_out));
    assert!(third.get("left_out").is_none() && lost(&losses, "not_alone_reason").is_empty());
    let odd = beside(br#"{ "left_out": "everything" }"#).unwrap();
    assert_eq!((odd.left_out.len(), odd.other), (0, vec!["left_out".to_owned()]));
}

#[test]
fn what_is_to_be_known_of_the_procedure_and_of_the_law_is_in_the_file() {
    let session = record::session("tees", "decision", &json!({}));
    let document = Document::new(&Outgoing::new(&session));
    for source in ["tees", "england"] {
        let own = &wayhome_procedures::procedure(source).unwrap().cautions;
        let told = document.cautions.iter().filter(|caution| caution.source == source);
        assert_eq!(&told.map(|caution| caution.message.clone()).collect::<Vec<_>>(), own);
    }
    assert!(
        document
            .cautions
            .iter()
            .any(|caution| caution.message.contains("No lawyer has checked these rules"))
    );
}

#[test]
fn another_edition_of_the_law_is_said() {
    let session = record::session("newcastle", "visit", &json!({}));
    let document = Document::new(&Outgoing::new(&session));
    let plan = session.plan();
    let (here, law) = (plan.procedure(), plan.source("england").unwrap());
    assert_eq!(document.notes(Some(here), Some(law)).len(), 1);
    let mut other = law.clone();
    other.hash = "0".repeat(64);
    let notes = document.notes(Some(here), Some(&other));
    assert!(
        notes
            .iter()
            .any(|note| note.contains("another edition of the law, `england`")),
        "{notes:?}"
    );
    let text = document.text().unwrap();
    let [_, made_with_law] = beside(text.as_bytes()).unwrap().made_with;
    assert_eq!(made_with_law.as_ref(), Some(&law.hash));
    assert!(plain_text(&Outgoing::new(&session)).contains(&law.hash));
}

#[test]
fn fields_that_no_signature_has_are_named() {
    let file = json!({ "signed": { "on": "2026-03-02", "by": { "name": "Sam Sample", "mark": "typed", "title": "Dr" }, "role": "Social worker",
        "open": 0, "procedure_hash": "x", "witness": "Kim" }, "replaces": { "id": "R-1", "why": "x" },
        "carried": { "visit_date": { "form": "visit", "on": "2026-01-01", "note": "x" } }, "visit_date": "2026-03-02" });
    let other = beside(file.to_string().as_bytes()).unwrap().other;
    assert_eq!(
        other,
        [
            "carried.visit_date.note",
            "replaces.why",
            "signed.by.title",
            "signed.witness",
            "visit_date"
        ]
    );
    let session = record::session("newcastle", "visit", &json!({ "visit_date": "2026-03-01" }));
    let (_, losses) = exported(&Outgoing::new(&session).leaving_aside(&other));
    // The answer of that id is carried: what is lost is the field of the file.
    assert_eq!(lost(&losses, "visit_date"), []);
    for what in ["file.visit_date", "file.signed.by.title"] {
        assert_eq!(lost(&losses, what).len(), 1, "{what}: {losses:?}");
    }
}

#[test]
fn a_file_that_is_too_large_to_come_back_says_so() {
    let of = |length: usize| {
        let words: Vec<Json> = (0..length).map(|_| "x".repeat(1024).into()).collect();
        let session = record::session("newcastle", "visit", &json!({ "made_up": words }));
        lost(&exported(&Outgoing::new(&session)).1, "file").len()
    };
    assert_eq!((of(5 * 1024 + 1), of(4 * 1024)), (1, 0));
}
