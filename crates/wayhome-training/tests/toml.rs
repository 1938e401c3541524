//! The small reader and writer of TOML, held against the library that the command line reads with.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is not there")]
#![expect(clippy::disallowed_methods, reason = "the scenarios lie in files")]

use std::fs;

use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};
use wayhome_training::toml::{read, write};

fn library(text: &str) -> Option<Json> {
    let table: toml::Table = toml::from_str(text).ok()?;
    serde_json::to_value(table).ok()
}

#[track_caller]
fn same(text: &str) {
    let ours = read(text).map(Json::Object).unwrap();
    assert_eq!(ours, library(text).unwrap(), "{text}");
}

#[track_caller]
fn refused(text: &str, line: usize, message: &str) {
    let error = read(text).unwrap_err();
    assert_eq!((error.line, error.message), (line, message), "{text}");
}

#[test]
fn every_shipped_scenario_and_procedure_is_read_as_the_library_reads_it() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios");
    let mut files = 0;
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        same(&text);
        let ours = read(&text).unwrap();
        assert_eq!(read(&write(&ours)).unwrap(), ours);
        files += 1;
    }
    assert!(files > 12);
    same(include_str!("../../wayhome-procedures/newcastle.toml"));
}

#[test]
fn all_that_toml_can_write_is_read() {
    same("a = 'b' # c\r\n\r\n\"d e\" . f = \"\\u00e9\\t\\\"\"\n");
    same("a = \"\"\"\nfirst\n  second \\\n   third \"\" \\n\"\"\"\nb = '''\nit's\n''as it is'''''");
    same("a = [1, -2, 3_000, 4.5, 1e3, true, false, [ 'x', # why\n ], { b.c = 1, d = [] }]");
    same("[a]\nb = 1\n[a.c]\n[[a.list]]\nx = 1\n[a.list.in]\ny = 1\n[[a.list]]\n[a.list.in]\ny = 2\n[[other]]");
    same("a = 1");
    same("");
    assert_eq!(read("\u{feff}a = 1").unwrap()["a"], 1);
}

#[test]
fn what_is_no_toml_is_refused_with_its_line() {
    refused("a = 1\nb", 2, "an equals sign is expected here");
    refused("a = 1\n\na = 2", 3, "this is written twice");
    refused("[a]\n[a]", 2, "this is written twice");
    refused("a = 1\n[[a]]", 2, "this is written twice");
    refused(
        "a = 2026-03-02",
        1,
        "a date without quotation marks: write it as \"2026-03-02\"",
    );
    refused(
        "a = yes",
        1,
        "this value needs quotation marks, or is none that Wayhome knows",
    );
    refused("a = \"b", 1, "a text does not end");
    refused("a = 'b' c", 1, "something follows that does not belong on this line");
    refused("[a", 1, "a heading in square brackets does not end");
    refused(&format!("a = {}", "[".repeat(100_000)), 1, "this lies too deep");
    refused(&format!("{}a = 1", "a.".repeat(100_000)), 1, "this lies too deep");
}

fn value() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<String>().prop_map(Json::from),
        "[a-zA-Z\"'\\\\\n\u{7f}“ ]{0,20}".prop_map(Json::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            prop::collection::btree_map("[a-z -]{0,6}", inner, 0..4)
                .prop_map(|table| Json::Object(table.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_again_by_both(
        table in prop::collection::btree_map("step|model|answers|facts|[a-z_]{1,6}|[é. ]{1,3}", value(), 0..6)
    ) {
        let table: Map<String, Json> = table.into_iter().collect();
        let text = write(&table);
        prop_assert_eq!(library(&text), Some(Json::Object(table.clone())), "{}", &text);
        prop_assert_eq!(read(&text), Ok(table), "{}", text);
    }

    #[test]
    fn nothing_makes_it_stumble(text in "[\\[\\]{}=.,#a'\"\\\\ \n0-9_-]{0,60}") {
        // Whatever the library takes is taken as the same; the rest need not be refused, but never stops anything.
        let ours = read(&text);
        if let (Some(theirs), Ok(ours)) = (library(&text), ours) {
            prop_assert_eq!(theirs, Json::Object(ours));
        }
    }
}

#[test]
fn what_is_null_is_left_out() {
    assert_eq!(write(json!({ "a": null, "b": 1 }).as_object().unwrap()), "b = 1\n");
}
