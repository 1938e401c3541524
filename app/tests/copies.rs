//! Several copies and versions of one record, and records whose child is not here, without a browser.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is not there")]

mod shelved;

use app::shelf::{Beside, Child, Entry, Library, Mark, Party, SignOff, Source};
use chrono::{NaiveDate, NaiveDateTime};
use serde_json::{Value as Json, json};
use shelved::{fresh, put_back};
use wayhome_export::Replaced;

fn day(day: &str) -> NaiveDate {
    day.parse().unwrap()
}

fn at(on: &str) -> NaiveDateTime {
    day(on).and_hms_opt(14, 2, 0).unwrap()
}

fn with_child() -> Library {
    let mut library = Library::default();
    library.put_child(Child::new(fresh("c", at("2026-01-01")), "R-1", "newcastle"));
    library
}

/// A visit that was started with the child on a day, and says when the child was seen.
fn visit(id: &str, started: &str, seen: &str) -> Entry {
    let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
    let mut entry = with_child().begin(fresh(id, at(started)), &plan, Source::Child("c"));
    entry.record.answers.insert("visit_date".to_owned(), json!(seen));
    entry
}

/// The same under another id, as a file brings it on a day.
fn from_file(entry: &Entry, id: &str, opened: &str) -> Entry {
    Entry {
        id: id.to_owned(),
        created: at(opened),
        edited: at(opened),
        opened: Some(at(opened)),
        replaces: None,
        ..entry.clone()
    }
}

fn saying(mut entry: Entry, question: &str, answer: Json) -> Entry {
    entry.record.answers.insert(question.to_owned(), answer);
    entry
}

fn signed(entry: Entry, on: &str) -> Entry {
    let by = Party {
        name: "A. Worker".to_owned(),
        mark: Mark::Typed,
    };
    let signed = Some(SignOff {
        on: day(on),
        by,
        role: "Social worker".to_owned(),
        young_person: None,
        open: 0,
        procedure_hash: String::new(),
        law_hash: None,
    });
    Entry { signed, ..entry }
}

fn holding(entries: &[&Entry]) -> Library {
    let mut library = with_child();
    for &entry in entries {
        library.put(entry.clone());
    }
    library
}

fn standing(entries: &[&Entry]) -> Vec<String> {
    let library = holding(entries);
    library.standing("c").iter().map(|entry| entry.id.clone()).collect()
}

fn beside(entries: &[&Entry], id: &str) -> Vec<Beside> {
    let library = holding(entries);
    library.beside(library.entry(id).unwrap())
}

#[test]
fn an_older_draft_does_not_take_the_place_of_the_signed_record_nor_of_a_newer_draft() {
    let draft = visit("a", "2026-02-01", "2026-02-01");
    let here = signed(saying(draft.clone(), "seen_alone", json!(true)), "2026-02-02");
    let older = from_file(&draft, "b", "2026-02-20");
    assert_eq!(standing(&[&here, &older]), ["a"]);
    assert_eq!(beside(&[&here, &older], "b"), [Beside::OtherCopy]);
    // Two drafts: the one that is known to have been changed later, however late the other was opened.
    let changed = saying(draft.clone(), "seen_alone", json!(false));
    assert_eq!(standing(&[&changed, &older]), ["a"]);
    let written = Entry {
        edited: at("2026-02-21"),
        ..older.clone()
    };
    assert_eq!(standing(&[&changed, &written]), ["b"]);
    // Of two from files, nobody knows: opening one again changes nothing.
    let first = from_file(&changed, "z", "2026-02-19");
    assert_eq!(standing(&[&first, &older]), ["z"]);
    assert_eq!(older.changed(), None);
    assert_eq!(written.changed(), Some(at("2026-02-21")));
}

#[test]
fn two_signed_copies_of_one_record_say_so_and_the_later_one_stands() {
    let draft = visit("a", "2026-02-01", "2026-02-01");
    let here = signed(draft.clone(), "2026-02-02");
    let there = from_file(
        &signed(saying(draft.clone(), "seen_alone", json!(true)), "2026-02-03"),
        "b",
        "2026-02-20",
    );
    assert_eq!(standing(&[&here, &there]), ["b"]);
    for id in ["a", "b"] {
        assert_eq!(beside(&[&here, &there], id), [Beside::AlsoSigned]);
    }
    // What says the same is no other copy.
    let same = from_file(&draft, "b", "2026-02-20");
    assert_eq!(beside(&[&draft, &same], "a"), []);
}

#[test]
fn a_file_about_another_child_silences_no_record() {
    let here = signed(visit("a", "2026-02-01", "2026-02-01"), "2026-02-02");
    let mut version = signed(Library::new_version(fresh("b", at("2026-02-03")), &here), "2026-02-03");
    version.replaces = None;
    assert_eq!(standing(&[&here, &version]), ["b"]);
    let mut others = version.clone();
    others.child = Some("d".to_owned());
    assert_eq!(standing(&[&here, &others]), ["a"], "of another child here");
    others.child = None;
    let others = saying(others, "child_reference", json!("R-2"));
    assert_eq!(standing(&[&here, &others]), ["a"], "of a child that is not here");
    let loose = Entry {
        child: None,
        ..saying(version.clone(), "child_reference", json!("r - 1"))
    };
    assert_eq!(standing(&[&here, &loose]), [""; 0], "of this child, by its reference");
    version.record.form = "review".to_owned();
    assert_eq!(standing(&[&here, &version]), ["b", "a"], "of another form");
    // In a version that was made here, a wrong reference was put right.
    let made_here = saying(
        Library::new_version(fresh("b", at("2026-02-03")), &loose_of(&here)),
        "child_reference",
        json!("R-3"),
    );
    let mut library = Library::default();
    library.put(loose_of(&here));
    library.put(signed(made_here, "2026-02-03"));
    assert_eq!(library.newer("a").map(|newer| newer.id.as_str()), Some("b"));
}

fn loose_of(entry: &Entry) -> Entry {
    Entry {
        child: None,
        ..entry.clone()
    }
}

#[test]
fn of_one_form_and_day_the_one_that_was_signed_later_stands_first() {
    let first = signed(visit("s1", "2026-02-01", "2026-02-01"), "2026-02-02");
    let middle = signed(
        Library::new_version(fresh("s2", at("2026-02-02")), &first),
        "2026-02-02",
    );
    let last = signed(
        Library::new_version(fresh("s3", at("2026-02-02")), &middle),
        "2026-02-02",
    );
    assert_eq!(standing(&[&first, &middle, &last]), ["s3"]);
    // The one in between is not here, and the first was opened after the last.
    let files = [
        from_file(&first, "x1", "2026-02-21"),
        from_file(&last, "x3", "2026-02-20"),
    ];
    let files = [&files[0], &files[1]];
    assert_eq!(standing(&files), ["x3", "x1"]);
    for id in ["x1", "x3"] {
        assert_eq!(beside(&files, id), [Beside::AnotherOfThatDay]);
    }
    let later = from_file(
        &signed(visit("s4", "2026-02-01", "2026-02-01"), "2026-02-05"),
        "x4",
        "2026-02-19",
    );
    assert_eq!(standing(&[files[0], files[1], &later]), ["x4", "x3", "x1"]);
    // A visit of another day, or one that is not signed, is another.
    let other = visit("o", "2026-02-01", "2026-02-01");
    assert_eq!(beside(&[&first, &other], "s1"), []);
    let other = signed(visit("o", "2026-02-01", "2026-01-31"), "2026-02-02");
    assert_eq!(beside(&[&first, &other], "s1"), []);
}

#[test]
fn a_version_that_is_not_signed_says_that_another_one_is() {
    let first = signed(visit("a", "2026-02-01", "2026-02-01"), "2026-02-02");
    let one = Library::new_version(fresh("b", at("2026-02-03")), &first);
    let other = Library::new_version(fresh("c", at("2026-02-03")), &first);
    assert_eq!(beside(&[&first, &one, &other], "b"), []);
    assert_eq!(beside(&[&first, &one, &other], "a"), [Beside::VersionStarted]);
    let other = signed(other, "2026-02-04");
    assert_eq!(beside(&[&first, &one, &other], "b"), [Beside::VersionSigned]);
    assert_eq!(beside(&[&first, &one, &other], "a"), [Beside::Replaced]);
    // Nor does it speak beside the one that is, where the first is not here.
    assert_eq!(standing(&[&one, &other]), ["c"]);
}

#[test]
fn a_record_whose_child_is_not_here_is_without_one_until_it_is() {
    let mut library = with_child();
    library.put(visit("a", "2026-02-01", "2026-02-01"));
    let record = library.remove("a");
    let child = library.remove_child("c");
    put_back(&mut library, record);
    let loose = |library: &Library| {
        library
            .entries_of(None)
            .map(|entry| entry.id.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(loose(&library), ["a"]);
    assert_eq!(library.standing_loose().len(), 1);
    put_back(&mut library, child);
    assert_eq!(loose(&library), [""; 0]);
    assert_eq!(library.entries_of(Some("c")).count(), 1);
}

#[test]
fn what_stays_keeps_what_it_needs() {
    let mut library = with_child();
    library.put(visit("a", "2026-02-01", "2026-02-01"));
    let mut removed = library.remove_child("c");
    assert_eq!(removed.together(), [["a"], ["c"]]);
    let (child, record) = (["c".to_owned()], ["a".to_owned()]);
    assert!(!removed.stays_with(&child, &[]) && removed.stays_with(&child, &record));
    assert!(!removed.stays_with(&record, &child), "a record does not need its child");
    removed.leave_out(&["a".to_owned(), "c".to_owned()]);
    assert!(removed.is_empty(), "there is nothing to be put back");
}

#[test]
fn records_without_a_child_are_filed_with_the_child_whose_reference_they_bear() {
    let says = |id: &str, reference: &str| {
        loose_of(&saying(
            visit(id, "2026-02-01", "2026-02-01"),
            "child_reference",
            json!(reference),
        ))
    };
    let mut library = Library::default();
    library.put(says("a", "r -1"));
    library.put(says("b", "R-2"));
    library.put(says("d", ""));
    library.put(Entry {
        read_only: true,
        ..says("e", "R-1")
    });
    library.put(Entry {
        exercise: true,
        ..says("f", "R-1")
    });
    let filed = |reference: &str, procedure: &str| {
        let child = Child::new(fresh("c", at("2026-03-01")), reference, procedure);
        let filed = library.to_be_filed(&child);
        assert!(filed.iter().all(|entry| entry.child.as_deref() == Some("c")));
        filed.into_iter().map(|entry| entry.id).collect::<Vec<_>>()
    };
    assert_eq!(filed("R-1", "newcastle"), ["a"]);
    assert_eq!(filed("R-1", "tees"), [""; 0]);
    assert_eq!(filed(" ", "newcastle"), [""; 0]);
    let mut groups: Vec<usize> = library.standing_loose().iter().map(Vec::len).collect();
    groups.sort_unstable();
    assert_eq!(
        groups,
        [1, 1, 3],
        "those of R-1 are about one child, and what bears no reference is not"
    );
}

#[test]
fn a_version_names_what_it_replaces_and_is_no_file() {
    let opened = from_file(
        &signed(visit("a", "2026-02-01", "2026-02-01"), "2026-02-02"),
        "b",
        "2026-02-20",
    );
    let version = Library::new_version(fresh("c", at("2026-02-21")), &opened);
    assert_eq!((version.opened, version.changed()), (None, Some(at("2026-02-21"))));
    let replaced = Replaced {
        id: "a".to_owned(),
        signed_on: Some(day("2026-02-02")),
    };
    assert_eq!(version.earlier, Some(replaced));
}
