//! A newer version of a signed record says so wherever it goes: the earlier one may be there already, and only one of them stands.

use serde_json::json;
use wayhome_export::{Losses, Outgoing, Replaced, Target, beside, case_note, case_note_losses, import, saved_record};

use crate::record;

fn replaced() -> Replaced {
    serde_json::from_value(json!({ "id": "R-1", "signed_on": "2026-03-02" })).unwrap()
}

/// What an export of a newer version says, and its losses.
fn exported(to: &str) -> (String, Losses) {
    let (session, signed, replaced) = (
        record::session("newcastle", "visit", &json!({})),
        record::signed(),
        replaced(),
    );
    let outgoing = Outgoing::new(&session)
        .signed_by(Some(&signed))
        .replacing(Some(&replaced));
    let target = Target::named(to).unwrap();
    let made = target.export(&outgoing).unwrap();
    let losses = made.losses.clone();
    let files = made.files(target).into_iter().map(|file| file.text);
    (files.collect(), losses)
}

fn loses(losses: &Losses) -> Option<&str> {
    let lost = losses.lost.iter().find(|loss| loss.what == "replaces");
    lost.map(|loss| loss.message.as_str())
}

#[test]
fn what_people_read_says_which_record_it_replaces() {
    let words = "This is a newer version of a record signed on 2 March 2026. It replaces record R-1.";
    for to in ["html", "text"] {
        let (text, losses) = exported(to);
        assert!(text.contains(words), "{to}: {text}");
        assert_eq!(loses(&losses), None, "{to}");
    }
    let (session, replaced) = (record::session("newcastle", "visit", &json!({})), replaced());
    let outgoing = Outgoing::new(&session).replacing(Some(&replaced));
    assert!(case_note(&outgoing).contains("This is a newer version of a record signed on 2 March 2026.\n"));
    assert_eq!(loses(&case_note_losses(&outgoing)), None);
}

#[test]
fn wayhome_json_is_read_back_with_it() {
    let (text, losses) = exported("json");
    assert_eq!(loses(&losses), None);
    let document = import(text.as_bytes()).unwrap();
    assert_eq!(document.replaces, Some(replaced()));
    assert_eq!(
        document.record_beside().unwrap()["replaces"],
        json!({ "id": "R-1", "signed_on": "2026-03-02" })
    );
    let notes = document.notes(None, None);
    assert!(
        notes.iter().any(|note| note.contains("It replaces record R-1.")),
        "{notes:?}"
    );

    let (session, replaced) = (record::session("newcastle", "visit", &json!({})), replaced());
    let file = saved_record(&Outgoing::new(&session).replacing(Some(&replaced))).unwrap();
    assert_eq!(beside(file.as_bytes()).unwrap().replaces, Some(replaced));
}

#[test]
fn what_has_no_place_for_it_reports_it_as_lost() {
    let (response, losses) = exported("fhir");
    assert!(response.contains("\"status\": \"amended\""), "{response}");
    let which = "Which signed record it is a newer version of";
    assert_eq!(
        loses(&losses),
        Some(format!("{which}: only that it was amended, by its status.").as_str())
    );
    let (_, losses) = exported("ssd");
    assert!(loses(&losses).is_some_and(|said| said.starts_with(which)), "{losses:?}");
}
