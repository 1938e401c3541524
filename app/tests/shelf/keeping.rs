//! What is kept, signed, removed and found again.

use std::collections::BTreeMap;

use app::shelf::format::{self, Content, FormatError};
use app::shelf::{Carried, Child, Document, Entry, Library, SignOff};
use serde_json::{Value as Json, json};
use wayhome_engine::Record;
use wayhome_export::Replaced;

use crate::made::{at, begun, entry, library, sign_off};
use crate::shelved::{fresh, put_back};

#[test]
fn a_signed_record_stands_until_a_new_version_replaces_it() {
    let mut signed = entry("a", "c1", "visit", "2026-02-01", json!({ "visit_date": "2026-02-01" }));
    signed.signed = Some(sign_off());
    let mut version = Library::new_version(fresh("b", at("2026-02-02")), &signed);
    assert!(version.is_open() && !signed.is_open());
    assert_eq!(
        (version.record.id.as_deref(), version.replaces.as_deref()),
        (Some("b"), Some("a"))
    );
    version
        .record
        .answers
        .insert("visit_date".to_owned(), json!("2026-01-31"));
    let library = library([signed, version]);
    let stands = |library: &Library, id: &str| library.stands(library.entry(id).unwrap());
    assert!(stands(&library, "a") && !stands(&library, "b"));
    let earlier = |id: &str| library.entry(id).unwrap().earlier.clone();
    let replaced = earlier("b").unwrap();
    assert_eq!((replaced.id.as_str(), replaced.signed_on), ("a", Some(sign_off().on)));
    assert_eq!(earlier("a"), None);
    // Another device has the newer version from a file, and gets the earlier one later: they are known to be versions of one record.
    let mut opened = library.entry("b").unwrap().clone();
    (opened.id, opened.replaces) = ("x".to_owned(), None);
    let mut there = self::library([opened]);
    assert!(there.newer("a").is_none());
    there.put(library.entry("a").unwrap().clone());
    assert_eq!(there.newer("a").map(|newer| newer.id.as_str()), Some("x"));
    // Only one that is signed may be said to replace it.
    assert!(library.newer("a").is_some_and(Entry::is_open));
    let mut again = library.clone();
    let mut other = Library::new_version(fresh("c", at("2026-02-03")), library.entry("a").unwrap());
    other.signed = Some(sign_off());
    again.put(other);
    assert_eq!(again.newer("a").map(|newer| newer.id.as_str()), Some("c"));
    assert!(!stands(&again, "a") && stands(&again, "c"));
    // What is not signed yet is not carried along, and what stands is.
    let carried = |library: &Library| begun(library, "visit").record.answers["previous_visit_date"].clone();
    assert_eq!(carried(&library), json!("2026-02-01"));
    let mut version = library.entry("b").unwrap().clone();
    version.signed = Some(sign_off());
    let mut signed = library;
    signed.put(version);
    assert_eq!(carried(&signed), json!("2026-01-31"));
}

#[test]
fn what_is_removed_can_be_put_back() {
    let full = library([
        entry("a", "c1", "visit", "2026-03-03", json!({})),
        entry("b", "c2", "visit", "2026-03-04", json!({})),
        entry("c", "c1", "visit", "2026-03-05", json!({})),
    ]);
    let mut library = full.clone();
    let removed = library.remove_child("c1");
    assert_eq!(removed.ids().collect::<Vec<_>>(), ["a", "c", "c1"], "a child goes last");
    assert_eq!(library.entries().len(), 1);
    put_back(&mut library, removed);
    assert_eq!(library, full);
    let removed = library.remove("b");
    assert_eq!(removed.ids().collect::<Vec<_>>(), ["b"]);
    put_back(&mut library, removed);
    assert_eq!(library, full);
}

#[test]
fn a_reference_is_found_however_it_is_spaced() {
    let library = library([]);
    assert!(library.has_other_called("r - 2041 ", ("newcastle", None)));
    assert!(library.has_other_called("r - 2041 ", ("newcastle", Some("c2"))));
    assert!(
        !library.has_other_called("r - 2041 ", ("newcastle", Some("c1"))),
        "its own"
    );
    assert!(
        !library.has_other_called("r - 2041 ", ("tees", None)),
        "another authority's"
    );
    // Copied from a page or a table: what cannot be seen, and another hyphen.
    for alike in ["R-2041\u{200b}", "\u{feff}R-2041", "R\u{2010}2041", "R-20\u{ad}41"] {
        assert!(library.has_other_called(alike, ("newcastle", None)), "{alike:?}");
    }
    let found = |sought| library.found(sought).count();
    assert_eq!([found("r-2 04"), found("2042"), found(""), found("R-3")], [2, 1, 2, 0]);
    assert!(!library.has_other_called("R-204", ("newcastle", None)));
    assert!(!library.has_other_called("  ", ("newcastle", None)));
}

#[test]
fn two_signed_versions_of_one_record_are_known_and_a_file_that_is_here_is_recognised() {
    let mut signed = entry("a", "c1", "visit", "2026-03-03", json!({"home_detail": "Warm."}));
    signed.record.id = Some("r1".to_owned());
    signed.signed = Some(sign_off());
    let version = |id: &str, is_signed: bool| Entry {
        signed: is_signed.then(sign_off),
        ..Library::new_version(fresh(id, at("2026-03-05")), &signed)
    };
    let also = |library: &Library, id: &str| library.also_signed(library.entry(id).unwrap());
    let one = library([signed.clone(), version("b", true), version("c", false)]);
    assert_eq!(["a", "b", "c"].map(|id| also(&one, id)), [false; 3]);
    let both = library([signed.clone(), version("b", true), version("c", true)]);
    assert_eq!(["a", "b", "c"].map(|id| also(&both, id)), [false, true, true]);
    let copy = Entry {
        id: "d".to_owned(),
        ..signed.clone()
    };
    let copies = library([signed.clone(), copy]);
    assert_eq!(["a", "d"].map(|id| also(&copies, id)), [false; 2], "both say the same");
    // The same file again, one that says something else, and one that bears no id.
    let here =
        |record: &Record, signed: Option<&SignOff>| one.same_as(record, (signed, None)).map(|here| here.id.clone());
    assert_eq!(here(&signed.record, Some(&sign_off())).as_deref(), Some("a"));
    assert_eq!(here(&signed.record, None), None);
    let replaced = Replaced {
        id: "r0".to_owned(),
        signed_on: None,
    };
    assert!(
        one.same_as(&signed.record, (Some(&sign_off()), Some(&replaced)))
            .is_none()
    );
    let mut other = signed.record.clone();
    other.answers.insert("home_detail".to_owned(), json!("Cold."));
    assert_eq!(here(&other, Some(&sign_off())), None);
    other.id = None;
    assert!(!app::shelf::is_one(&other, &other), "without an id, nothing is known");
}

#[test]
fn what_was_looked_at_in_another_copy_counts_here_and_never_the_other_way_round() {
    let carried = |checked: [bool; 2]| -> BTreeMap<String, Carried> {
        let carried = ["home_detail", "visited_by"].into_iter().zip(checked);
        carried
            .map(|(question, checked)| {
                let from = json!({"form": "visit", "on": "2026-02-02", "checked": checked});
                (question.to_owned(), serde_json::from_value(from).unwrap())
            })
            .collect()
    };
    let mut here = entry("a", "c1", "visit", "2026-03-03", json!({"home_detail": "Warm."}));
    here.carried = carried([true, false]);
    assert!(!here.check_also(&carried([false, false])) && !here.check_also(&BTreeMap::new()));
    assert!(here.check_also(&carried([false, true])));
    assert_eq!(here.carried, carried([true, true]));
    here.carried = carried([false, false]);
    here.signed = Some(sign_off());
    assert!(
        !here.check_also(&carried([true, true])),
        "what is signed does not change"
    );
}

#[test]
fn records_that_say_another_reference_than_the_child_are_counted() {
    let says =
        |id: &str, reference: &str| entry(id, "c1", "visit", "2026-03-03", json!({"child_reference": reference}));
    let mut signed = says("b", "R-2040");
    signed.signed = Some(sign_off());
    let newer = Library::new_version(fresh("c", at("2026-03-05")), &signed);
    let silent = entry("d", "c1", "visit", "2026-03-03", json!({}));
    let other = entry("e", "c2", "visit", "2026-03-03", json!({"child_reference": "R-2040"}));
    let mut library = library([says("a", "R-2041 "), signed, newer, silent, other]);
    let count = |library: &Library| library.saying_another_reference(library.child("c1").unwrap());
    assert_eq!(count(&library), 1, "the newest version alone");
    let child = library.child("c1").unwrap().clone();
    library.put_child(child.called(" R-2040"));
    assert_eq!(library.child("c1").unwrap().reference, "R-2040");
    assert_eq!(count(&library), 1, "now the other one");
}

#[test]
fn two_references_are_not_one_for_want_of_a_stroke_nor_under_two_procedures() {
    let mut library = library([]);
    library.put_child(Child::new(fresh("c3", at("2026-01-02")), "12/3", "newcastle"));
    library.put_child(Child::new(fresh("c4", at("2026-01-03")), "R-2041", "tees"));
    assert!(!library.has_other_called("1/23", ("newcastle", None)));
    let of = |procedure: &str| library.child_of(procedure, "r-2041").map(|child| child.id.as_str());
    assert_eq!(
        (of("newcastle"), of("tees"), of("west")),
        (Some("c1"), Some("c4"), None)
    );
}

#[test]
fn what_a_later_version_wrote_is_read_only_or_left_alone() {
    let kept = entry("a", "c1", "visit", "2026-03-03", json!({ "seen_alone": true }));
    let mut body: Json = serde_json::from_slice(&format::record(&kept).unwrap().body).unwrap();
    body["wayhome_document"] = json!(format::VERSION + 1);
    body["something_new"] = json!([1]);
    let document = |body: &Json| Document {
        id: "a".to_owned(),
        body: body.to_string().into_bytes(),
    };
    let Ok(Content::Record(opened)) = format::open(&document(&body)) else {
        panic!("it can be shown");
    };
    assert!(opened.read_only && !opened.is_open());
    assert_eq!(opened.record, kept.record);

    body["record"] = json!("elsewhere");
    assert_eq!(format::open(&document(&body)), Err(FormatError::Newer));
    body["wayhome_document"] = json!(format::VERSION);
    assert_eq!(format::open(&document(&body)), Err(FormatError::Newer), "by its key");
    body.as_object_mut().unwrap().remove("something_new");
    assert_eq!(format::open(&document(&body)), Err(FormatError::Unreadable));
    // A document under the id of another is one that was swapped.
    let mut swapped = format::record(&kept).unwrap();
    swapped.id = "b".to_owned();
    assert_eq!(format::open(&swapped), Err(FormatError::Unreadable));

    let library = Library::read(&[
        document(&body),
        format::child(&Child::new(fresh("c", at("2026-01-01")), "R-1", "tees")).unwrap(),
    ]);
    assert_eq!((library.unread().len(), library.children().len()), (1, 1));
}
