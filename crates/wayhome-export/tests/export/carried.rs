//! An answer that was brought along and that nobody has looked at is told from the record's own wherever it goes.

use serde_json::json;
use wayhome_engine::Session;
use wayhome_export::{
    AllCarried, Losses, Outgoing, Target, beside, case_note, case_note_losses, import, paper_losses, saved_losses,
    saved_record,
};

use crate::record;

fn visit() -> Session {
    record::session(
        "newcastle",
        "visit",
        &json!({ "visited_by": "A. Worker", "child_name": "Robin Example", "seen_alone": true, "not_alone_reason": "unable" }),
    )
}

/// One that nobody has looked at, one that somebody has, one that is not asked, and one that was taken back.
fn brought() -> AllCarried {
    let from = |checked: bool| json!({ "form": "visit", "on": "2026-02-02", "sibling": false, "checked": checked });
    serde_json::from_value(json!({
        "child_name": from(false), "visited_by": from(true), "not_alone_reason": from(false), "bedroom_seen": from(false),
    }))
    .unwrap()
}

fn loses(losses: &Losses) -> Option<&str> {
    let lost = losses.lost.iter().find(|loss| loss.what == "carried");
    lost.map(|loss| loss.message.as_str())
}

#[test]
fn the_saved_file_opens_with_all_that_is_known_of_it() {
    let (session, brought) = (visit(), brought());
    let outgoing = Outgoing::new(&session).carrying(&brought);
    let file = saved_record(&outgoing).unwrap();
    let opened = beside(file.as_bytes()).unwrap();
    assert_eq!((opened.carried, opened.other), (brought.clone(), Vec::new()));
    assert_eq!(loses(&saved_losses(&outgoing)), None);
    let file = saved_record(&Outgoing::new(&session)).unwrap();
    assert!(!file.contains("\"carried\""), "{file}");
    assert_eq!(beside(file.as_bytes()).unwrap().carried, AllCarried::new());
}

#[test]
fn wayhome_json_says_it_of_the_answers_that_it_holds() {
    let (session, brought) = (visit(), brought());
    let outgoing = Outgoing::new(&session).carrying(&brought);
    let target = Target::named("json").unwrap();
    let made = target.export(&outgoing).unwrap();
    assert_eq!(loses(&made.losses), None);
    let text = made.files(target).swap_remove(0).text;
    let document = import(text.as_bytes()).unwrap();
    assert_eq!(
        document.carried.keys().collect::<Vec<_>>(),
        ["child_name", "visited_by"]
    );
    assert_eq!(
        document.record_beside().unwrap()["carried"]["child_name"]["on"],
        json!("2026-02-02")
    );
    let said = "1 answer was brought along from an earlier record, and nobody has checked it.";
    assert!(
        document.notes(None, None).iter().any(|note| note == said),
        "{:?}",
        document.notes(None, None)
    );
}

#[test]
fn what_people_read_names_them_and_what_has_no_place_reports_the_loss() {
    let (session, brought) = (visit(), brought());
    let outgoing = Outgoing::new(&session).carrying(&brought);
    let name = outgoing.unchecked().concat();
    let words = format!("Brought along from an earlier record, and not checked: {name}.");
    assert!(!name.is_empty() && case_note(&outgoing).contains(&words), "{name}");
    assert_eq!(loses(&case_note_losses(&outgoing)), None);
    assert_eq!(loses(&paper_losses(&outgoing)), None);
    let made = |to: &str| {
        let target = Target::named(to).unwrap();
        let made = target.export(&outgoing).unwrap();
        let losses = made.losses.clone();
        let files = made.files(target).into_iter().map(|file| file.text);
        (files.collect::<String>(), losses)
    };
    for to in ["html", "text"] {
        let (text, losses) = made(to);
        assert!(text.contains(&words), "{to}: {text}");
        assert_eq!(loses(&losses), None, "{to}");
    }
    for to in ["fhir", "ssd"] {
        let lost = "Which answers were brought along and are not checked: no field in";
        assert!(loses(&made(to).1).is_some_and(|said| said.starts_with(lost)), "{to}");
    }
    // Where everything was looked at there is nothing to lose.
    let checked: AllCarried = brought.into_iter().filter(|(_, carried)| carried.checked).collect();
    let outgoing = Outgoing::new(&session).carrying(&checked);
    assert!(!case_note(&outgoing).contains("Brought along"));
    let target = Target::named("fhir").unwrap();
    assert_eq!(loses(&target.export(&outgoing).unwrap().losses), None);
}

#[test]
fn what_cannot_be_read_stops_the_export() {
    let refused = beside(br#"{ "carried": { "child_name": true } }"#);
    assert!(refused.is_err_and(|error| error.to_string().contains("`carried`")));
}
