//! What a hand-over file brings to another device, without a browser.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is not there")]

use app::shelf::{
    Brought, Child, Entry, Fresh, Library, Mark, Party, SignOff, Source, bring, is_reference, pack, unpack,
};
use chrono::{NaiveDate, NaiveDateTime};
use serde_json::{Value as Json, json};
use wayhome_vault::DocumentId;

#[test]
fn the_app_asks_for_as_long_a_passphrase_as_any_file_is_sealed_under() {
    assert_eq!(wayhome_vault::passphrase::FEWEST, wayhome_handover::SHORTEST_PASSPHRASE);
}

fn at(day: &str) -> NaiveDateTime {
    day.parse::<NaiveDate>().unwrap().and_hms_opt(14, 2, 0).unwrap()
}

fn fresh(id: &str, day: &str) -> Fresh {
    Fresh {
        id: id.to_owned(),
        now: at(day),
    }
}

/// A visit to the child, with something in it.
fn visit(library: &Library, id: &str, by: &str) -> Entry {
    let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
    let mut entry = library.begin(fresh(id, "2026-02-01"), &plan, Source::Child("c"));
    entry.record.answers.insert("visited_by".to_owned(), json!(by));
    entry
}

fn sign_off() -> SignOff {
    SignOff {
        on: "2026-02-01".parse().unwrap(),
        by: Party {
            name: "A. Worker".to_owned(),
            mark: Mark::Typed,
        },
        role: "Social worker".to_owned(),
        young_person: None,
        open: 0,
        procedure_hash: String::new(),
        law_hash: None,
    }
}

fn with_child() -> Library {
    let mut library = Library::default();
    library.put_child(Child::new(fresh("c", "2026-01-01"), "R-1", "newcastle"));
    library
}

/// Opens what one device hands over on another, which keeps it.
fn hand_over(from: &Library, to: &mut Library, names: &str) -> Brought {
    open(&pack(from, &from.children().first().unwrap().id).unwrap(), to, names)
}

fn open(bytes: &[u8], to: &mut Library, names: &str) -> Brought {
    let mut count = 0;
    let brought = bring(to, unpack(bytes).unwrap(), || {
        count += 1;
        fresh(&format!("{names}{count}"), "2026-02-03")
    });
    if let Some(child) = brought.new_child.clone() {
        to.put_child(child);
    }
    for entry in brought.entries.clone() {
        to.put(entry);
    }
    brought
}

#[test]
fn whatever_has_an_id_that_nothing_is_kept_under_gets_another() {
    let mut from = with_child();
    let mut first = visit(&from, "first", "A");
    let mut second = Library::new_version(fresh("second", "2026-02-02"), &first);
    (first.id, second.id) = ("ö 1".to_owned(), "s".repeat(81));
    second.replaces = Some(first.id.clone());
    from.put(first);
    from.put(second);
    let mut bundle: Json = serde_json::from_slice(&pack(&from, "c").unwrap()).unwrap();
    bundle["child"]["id"] = json!("c/1");
    let bytes = serde_json::to_vec(&bundle).unwrap();

    let mut to = Library::default();
    let brought = open(&bytes, &mut to, "n");
    assert_eq!((brought.entries.len(), brought.same), (2, 0));
    let child = &to.children()[0];
    let ids = to.entries().iter().map(|entry| &entry.id).chain([&child.id]);
    for id in ids {
        assert!(DocumentId::new(id.as_str()).is_ok(), "{id}");
    }
    assert!(to.entries().iter().all(|entry| entry.child.as_ref() == Some(&child.id)));
    let later = to.entries().iter().find(|entry| entry.replaces.is_some()).unwrap();
    assert!(to.entry(later.replaces.as_deref().unwrap()).is_some());
    // And not a second time.
    let again = open(&bytes, &mut to, "m");
    assert_eq!((again.entries.len(), again.same), (0, 2));
}

#[test]
fn a_reference_is_one_line_that_is_not_empty_nor_too_long() {
    assert!(is_reference("R-1") && is_reference(&"r".repeat(200)));
    for none in [
        "",
        "  ",
        "R\n1",
        "R\u{0}1",
        "\u{200b}",
        "R-\u{202e}1402",
        &"r".repeat(201),
    ] {
        assert!(!is_reference(none), "{none:?}");
    }
}

#[test]
fn a_signature_that_came_with_a_file_is_known_to_have() {
    let mut one = with_child();
    let mut signed = visit(&one, "a", "A");
    signed.signed = Some(sign_off());
    one.put(signed);
    let mut other = Library::default();
    hand_over(&one, &mut other, "n");
    let there = other.entry("a").unwrap();
    assert!(there.came_signed);
    // Whoever signs a version of it here did sign it here.
    assert!(!Library::new_version(fresh("b", "2026-02-02"), there).came_signed);
    // Nor does what comes back make the one's own signature a stranger's, or a record of it.
    let back = hand_over(&other, &mut one, "k");
    assert_eq!((back.entries.len(), back.same), (0, 1));
    assert!(!one.entry("a").unwrap().came_signed);
}

/// One device hands over to another, both go on, and each hands over again: what comes back is known.
#[test]
fn what_comes_back_from_another_device_is_not_kept_twice() {
    let mut one = with_child();
    one.put(visit(&one, "a", "A"));
    let mut other = Library::default();
    hand_over(&one, &mut other, "n");
    let mut here = one.entry("a").unwrap().clone();
    here.record.answers.insert("visited_by".to_owned(), json!("on the one"));
    one.put(here.clone());
    let mut there = other.entry("a").unwrap().clone();
    there
        .record
        .answers
        .insert("visited_by".to_owned(), json!("on the other"));
    other.put(there.clone());
    assert_eq!(hand_over(&one, &mut other, "m").beside, 1);
    assert_eq!(other.entries().len(), 2);
    // The copy that the other kept of the one's own record is nothing new to the one.
    let back = hand_over(&other, &mut one, "k");
    assert_eq!((back.entries.len(), back.same, back.beside), (1, 1, 1));
    let said = |library: &Library| {
        let mut said: Vec<_> = library
            .entries()
            .iter()
            .map(|entry| entry.record.answers["visited_by"].clone())
            .collect();
        said.sort_by_key(ToString::to_string);
        said
    };
    assert_eq!(said(&one), [json!("on the one"), json!("on the other")]);
    assert!(one.entries().iter().all(|entry| one.is_alike(entry)));
}

/// What was signed there counts when it comes back, under whatever id it is kept here.
#[test]
fn a_draft_does_not_count_beside_itself_signed_elsewhere() {
    for names in ["0", "k"] {
        let mut one = with_child();
        one.put(visit(&one, "a", "A"));
        let mut other = Library::default();
        hand_over(&one, &mut other, "n");
        let mut there = other.entry("a").unwrap().clone();
        there.signed = Some(sign_off());
        other.put(there);
        assert_eq!(hand_over(&other, &mut one, names).beside, 1);
        let standing = one.standing("c");
        assert_eq!(standing.len(), 1);
        assert!(standing[0].signed.is_some());
    }
}
