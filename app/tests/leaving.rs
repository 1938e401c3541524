//! What leaves the app: handed over, and sent.

#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is not there")]

mod shelved;

use app::deployment::send_to;
use app::shelf::format::{self, Content};
use app::shelf::{
    Child, Entry, Letter, Library, Mark, NotSent, Party, SignOff, Source, bring, is_bundle, loose, pack, staying,
    unpack,
};
use chrono::NaiveDateTime;
use serde_json::{Value as Json, json};
use shelved::{fresh, put_back};
use wayhome_outbox::{Item, Outcome, State};

fn at(minute: u32) -> NaiveDateTime {
    format!("2026-11-20T10:{minute:02}:00").parse().unwrap()
}

/// A child with a signed visit and the visit's new version.
fn library() -> Library {
    let mut library = Library::default();
    library.put_child(Child::new(fresh("c-1", at(0)), "R-1", "newcastle"));
    let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
    let mut first = library.begin(fresh("e-1", at(1)), &plan, Source::Child("c-1"));
    first.record.answers.insert("visited_by".to_owned(), json!("A. Worker"));
    first.signed = Some(SignOff {
        on: at(2).date(),
        by: Party {
            name: "A. Worker".to_owned(),
            mark: Mark::Typed,
        },
        role: "Social worker".to_owned(),
        young_person: None,
        open: 1,
        procedure_hash: String::new(),
        law_hash: None,
    });
    let second = Library::new_version(fresh("e-2", at(3)), &first);
    library.put(first);
    library.put(second);
    library
}

fn arrived(library: &Library, bytes: &[u8]) -> (app::shelf::Brought, Library) {
    let mut next = 0;
    let brought = bring(library, unpack(bytes).unwrap(), || {
        next += 1;
        fresh(&format!("new-{next}"), at(30))
    });
    let mut after = library.clone();
    if let Some(child) = brought.new_child.clone() {
        after.put_child(child);
    }
    for entry in brought.entries.clone() {
        after.put(entry);
    }
    (brought, after)
}

#[test]
fn a_childs_records_arrive_as_they_left() {
    let here = library();
    let bytes = pack(&here, "c-1").unwrap();
    assert!(is_bundle(&bytes));
    let (brought, there) = arrived(&Library::default(), &bytes);
    assert_eq!((brought.entries.len(), brought.same, brought.beside), (2, 0, 0));
    let mut expected = here;
    let signed: Vec<_> = expected
        .entries()
        .iter()
        .filter(|entry| entry.signed.is_some())
        .cloned()
        .collect();
    assert!(!signed.is_empty());
    for entry in signed {
        // Who signed is not known there.
        expected.put(Entry {
            came_signed: true,
            ..entry
        });
    }
    assert_eq!(there, expected);
}

#[test]
fn what_is_there_already_is_not_put_twice() {
    let here = library();
    let (brought, after) = arrived(&here, &pack(&here, "c-1").unwrap());
    assert_eq!((brought.entries.len(), brought.same, brought.beside), (0, 2, 0));
    assert_eq!(after, here);
}

#[test]
fn what_differs_is_put_beside_and_nothing_is_written_over() {
    let sent = library();
    let mut here = sent.clone();
    let mut changed = here.entry("e-1").unwrap().clone();
    changed
        .record
        .answers
        .insert("visited_by".to_owned(), json!("B. Worker"));
    here.put(changed.clone());
    let (brought, after) = arrived(&here, &pack(&sent, "c-1").unwrap());
    assert_eq!((brought.entries.len(), brought.same, brought.beside), (1, 1, 1));
    assert_eq!(after.entry("e-1"), Some(&changed));
    let theirs = after.entry("new-1").unwrap();
    assert_eq!(theirs.record, sent.entry("e-1").unwrap().record);
    assert!(theirs.signed.is_some());
}

#[test]
fn a_child_with_the_same_reference_is_the_same_child() {
    let mut here = Library::default();
    here.put_child(Child::new(fresh("other", at(5)), "r -1", "newcastle"));
    let (brought, after) = arrived(&here, &pack(&library(), "c-1").unwrap());
    assert_eq!((brought.new_child, brought.child.as_str()), (None, "other"));
    assert_eq!(brought.reference, "r -1");
    assert_eq!(after.entries_of(Some("other")).count(), 2);
}

#[test]
fn a_child_of_another_procedure_is_another_child() {
    let mut here = Library::default();
    here.put_child(Child::new(fresh("other", at(5)), "R-1", "tees"));
    let (brought, after) = arrived(&here, &pack(&library(), "c-1").unwrap());
    assert_eq!(
        (brought.child.as_str(), after.entries_of(Some("other")).count()),
        ("c-1", 0)
    );
    assert!(brought.new_child.is_some());
}

#[test]
fn what_a_later_version_wrote_stays_and_is_counted() {
    let mut here = library();
    assert_eq!(staying(&here, "c-1"), 0);
    let mut later = here.entry("e-1").unwrap().clone();
    later.read_only = true;
    here.put(later);
    assert_eq!(staying(&here, "c-1"), 1);
    let packed = unpack(&pack(&here, "c-1").unwrap()).unwrap();
    assert_eq!(packed.records.len() + 1, here.entries_of(Some("c-1")).count());
}

#[test]
fn a_file_that_is_opened_twice_puts_nothing_beside_twice() {
    let sent = library();
    let mut here = sent.clone();
    for id in ["e-1", "e-2"] {
        let mut changed = here.entry(id).unwrap().clone();
        changed
            .record
            .answers
            .insert("visited_by".to_owned(), json!("B. Worker"));
        here.put(changed);
    }
    let bytes = pack(&sent, "c-1").unwrap();
    let (first, after) = arrived(&here, &bytes);
    assert_eq!((first.entries.len(), first.beside), (2, 2));
    let (again, same) = arrived(&after, &bytes);
    assert_eq!((again.entries.len(), again.same, again.beside), (0, 2, 0));
    assert_eq!(same, after);
}

#[test]
fn what_a_later_version_made_is_not_opened_by_halves() {
    let bytes = pack(&library(), "c-1").unwrap();
    let newer = String::from_utf8(bytes)
        .unwrap()
        .replace("\"wayhome_handover\":1", "\"wayhome_handover\":2");
    assert!(is_bundle(newer.as_bytes()) && unpack(newer.as_bytes()).is_none());
    assert!(!is_bundle(b"{\"wayhome\":1}") && !is_bundle(b"holiday plans"));
}

#[test]
fn a_file_that_others_wrote_writes_over_nothing_and_brings_no_exercise() {
    let sent = library();
    let text = String::from_utf8(pack(&sent, "c-1").unwrap()).unwrap();
    // The child of the file has the id of a record that is here, and both its records have one id.
    let mut here = Library::default();
    let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
    here.put(here.begin(fresh("c-1", at(1)), &plan, Source::Nowhere));
    let (brought, after) = arrived(&here, text.replace("\"e-2\"", "\"e-1\"").as_bytes());
    assert_eq!(brought.entries.len(), 2);
    assert_eq!(after.entries().len(), 3);
    assert_eq!(after.entry("c-1"), here.entry("c-1"));
    assert!(after.child(&brought.child).is_some() && brought.child != "c-1");
    let mut bundle: Json = serde_json::from_str(&text).unwrap();
    bundle["records"][0]["exercise"] = json!(true);
    assert!(unpack(bundle.to_string().as_bytes()).is_none());
}

fn letter(record: &str) -> Letter {
    Letter {
        id: "k-1".to_owned(),
        record: record.to_owned(),
        to: "https://case.example/records".to_owned(),
        to_name: "Harbour".to_owned(),
        created: at(4),
        item: Item::new("k-1", "Home visit", "application/json", "{}"),
        put_away: false,
    }
}

fn answered(letter: &Letter, status: u16) -> Letter {
    letter.after(|outbox| {
        outbox.due(1_000).unwrap();
        let outcome = Outcome::Answered {
            status,
            retry_after: None,
        };
        outbox.ended("k-1", &outcome, 2_000, 0);
    })
}

/// A child is written once, when it is added: by its own age alone it would go from beside its records.
#[test]
fn nothing_goes_for_its_age_that_something_else_needs() {
    let library = library();
    let mut documents: Vec<_> = library
        .children()
        .iter()
        .map(|child| format::child(child).unwrap())
        .collect();
    documents.extend(
        library
            .entries_of(Some("c-1"))
            .map(|entry| format::record(entry).unwrap()),
    );
    let going = |documents: &[app::shelf::Document]| {
        let mut going = loose(documents);
        going.sort();
        going
    };
    assert_eq!(going(&documents), [["e-1"], ["e-2"]]);
    // What is still to be sent stays, with its record; what has arrived goes with it.
    let waiting = letter("e-1").tapped(1_000);
    documents.push(format::letter(&waiting).unwrap());
    assert_eq!(going(&documents), [["e-2"]]);
    documents.pop();
    documents.push(format::letter(&answered(&waiting, 200)).unwrap());
    assert_eq!(going(&documents), [vec!["e-1", "k-1"], vec!["e-2"]]);
    // A child without records, and what was sent of a record that is gone, go by themselves.
    documents.retain(|document| !document.id.starts_with('e'));
    assert_eq!(going(&documents), [["c-1"], ["k-1"]]);
}

#[test]
fn what_is_to_be_sent_is_kept_like_a_record() {
    let tapped = letter("e-1").tapped(1_000);
    let Content::Letter(read) = format::open(&format::letter(&tapped).unwrap()).unwrap() else {
        unreachable!("a letter was written");
    };
    assert_eq!(read, tapped);
    assert_eq!(read.item.state, State::Waiting { until: 1_000 });
    assert!(!read.may_have_arrived());
}

#[test]
fn its_text_goes_once_it_is_delivered_and_not_before() {
    let tapped = letter("e-1").tapped(1_000);
    for (status, body, under_way, may) in [
        (503, "{}", true, true),
        (400, "{}", true, false),
        (201, "", false, false),
    ] {
        let after = answered(&tapped, status);
        assert_eq!(after.item.body, body, "{status}");
        assert_eq!(
            (after.is_under_way(), after.may_have_arrived()),
            (under_way, may),
            "{status}"
        );
    }
    assert!(!answered(&tapped, 429).may_have_arrived(), "it only asked to try later");
    // It may have been kept at the first try, whatever is said to the second.
    let refused = answered(&answered(&tapped, 503).tapped(1_000), 401);
    assert!(refused.may_have_arrived());
}

/// Sent again it bears a new key, under which it would be kept a second time: that it may have arrived is not forgotten with it.
#[test]
fn what_may_have_arrived_is_taken_back_and_said() {
    let tapped = letter("e-1").tapped(1_000);
    assert_eq!(tapped.clone().taken_off(), None, "it was never tried");
    assert_eq!(answered(&tapped, 429).taken_off(), None);
    let sending = tapped.after(|outbox| {
        outbox.due(1_000).unwrap();
    });
    assert!(!sending.may_have_arrived(), "that is to be seen");
    // Wayhome was closed during a try, and has another address since.
    assert!(sending.given_up().may_have_arrived());
    for tried in [sending.given_up(), answered(&tapped, 503)] {
        let off = tried.taken_off().unwrap();
        assert!(off.is_taken_back() && off.may_have_arrived() && !off.is_under_way());
        assert_eq!(off.item.body, "");
        let tried = off.after(|outbox| {
            outbox.reopened(9_000);
            assert_eq!(outbox.due(9_000_000), None, "it is never tried again");
        });
        assert_eq!(tried, off);
    }
    let delivered = answered(&tapped, 201).taken_off().unwrap();
    assert!(delivered.put_away && !delivered.is_taken_back() && !delivered.may_have_arrived());
}

#[test]
fn what_was_to_be_sent_goes_and_returns_with_its_record() {
    for child in [false, true] {
        let mut library = library();
        library.put_letter(letter("e-1").tapped(1_000));
        let before = library.clone();
        let removed = if child {
            library.remove_child("c-1")
        } else {
            library.remove("e-1")
        };
        assert!(library.letters().is_empty());
        assert!(
            removed.together().contains(&vec!["e-1".to_owned(), "k-1".to_owned()]),
            "at once"
        );
        put_back(&mut library, removed);
        assert_eq!(library, before);
    }
}

/// Two tabs may be asking about one record, and a signed one may have been replaced or deleted since.
#[test]
fn a_record_is_asked_for_once_and_only_as_it_stands() {
    let mut here = library();
    assert_eq!(here.why_not_sent("e-1"), None);
    here.put_letter(letter("e-1").tapped(1_000));
    assert_eq!(here.why_not_sent("e-1"), Some(NotSent::AskedAlready));
    here.put_letter(answered(&letter("e-1").tapped(1_000), 201).taken_off().unwrap());
    assert_eq!(here.why_not_sent("e-1"), Some(NotSent::AskedAlready), "it has arrived");
    here.put_letter(answered(&letter("e-1").tapped(1_000), 503).taken_off().unwrap());
    assert_eq!(here.why_not_sent("e-1"), None, "it was taken back");
    let signed = here.entry("e-1").unwrap().signed.clone();
    here.put(Entry {
        signed,
        ..here.entry("e-2").unwrap().clone()
    });
    assert_eq!(here.why_not_sent("e-1"), Some(NotSent::Replaced));
    assert_eq!(here.why_not_sent("e-2"), None);
    here.remove("e-2");
    assert_eq!(here.why_not_sent("e-2"), Some(NotSent::Gone));
}

/// What a later version of Wayhome wrote is there, although this one cannot open it.
#[test]
fn a_record_that_cannot_be_opened_is_here() {
    let documents = [app::shelf::Document {
        id: "later".to_owned(),
        body: br#"{ "wayhome_document": 99, "kind": "record" }"#.to_vec(),
    }];
    let here = Library::read(&documents);
    assert_eq!(here.unread().len(), 1);
    assert!(here.holds("later") && !here.holds("deleted"));
}

#[test]
fn an_exercise_stays_one() {
    let mut entry: Entry = library().entry("e-1").unwrap().clone();
    entry.exercise = true;
    let Content::Record(read) = format::open(&format::record(&entry).unwrap()).unwrap() else {
        unreachable!("a record was written");
    };
    assert!(read.exercise);
}

#[test]
fn only_a_safe_address_is_sent_to() {
    let file = |to: &str| json!({ "to": to, "name": "Harbour" }).to_string();
    assert!(send_to(&file("https://case.example/records")).is_some());
    assert!(send_to(&file("http://127.0.0.1:8787/records")).is_some());
    for refused in [
        "http://case.example/records",
        "http://127.0.0.1.case.example/",
        "//case.example",
        "",
    ] {
        assert_eq!(send_to(&file(refused)), None, "{refused}");
    }
    assert_eq!(send_to(r#"{"to":"https://case.example/records"}"#), None);
}
