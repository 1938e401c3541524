//! Procedures that were compiled: used as their source is, and not when they were changed.

use std::fs;

use serde_json::Value as Json;
use tempfile::TempDir;

use super::{RECORD, TODAY, folder, in_folder, path};
use crate::run::{complained, said, wayhome};

#[test]
fn compiled_files_of_the_folder_are_used_too() {
    let folder = folder();
    let compiled = path(&folder, "sandbank.json");
    let source = path(&folder, "sandbank.toml");
    assert_eq!(
        wayhome(&["compile", &source, "-o", &compiled], "").status.code(),
        Some(0)
    );
    let [option, dir] = in_folder(folder.path());
    let both = wayhome(&["check", TODAY, &option, &dir], RECORD);
    assert_eq!(both.status.code(), Some(2));
    assert!(
        complained(&both).contains("Keep one of the two"),
        "{}",
        complained(&both)
    );
    let of_source = said(&wayhome(
        &["check", "--format=json", TODAY, "--procedure", &source],
        RECORD,
    ));
    fs::remove_file(&source).unwrap();
    let of_compiled = said(&wayhome(&["check", "--format=json", TODAY, &option, &dir], RECORD));
    assert!(of_compiled.contains("SAN-1"), "{of_compiled}");
    assert_eq!(of_source, of_compiled);
}

/// Both ways of naming a compiled file, a procedure to check with and one to compare, say the same of one that cannot be used.
#[test]
fn a_compiled_file_that_cannot_be_used_is_named_with_what_to_do() {
    let folder = TempDir::new().unwrap();
    let file = path(&folder, "later.json");
    for (text, says) in [
        (
            r#"{"wayhome":9,"id":"later","clauses":[]}"#.to_owned(),
            "The procedure `later` is of format 9. This version of Wayhome reads format 1: update Wayhome to use it.",
        ),
        (
            r#"{"wayhome":"Robin"}"#.to_owned(),
            "This is not a compiled procedure, from line 1, column 12 on. Make one with `wayhome compile`.",
        ),
        (
            " ".repeat(4 * 1024 * 1024 + 1),
            "The compiled procedure is larger than 4 MB. Wayhome does not read it.",
        ),
    ] {
        fs::write(&file, text).unwrap();
        for words in [
            ["check", TODAY, "--procedure", &file].as_slice(),
            &["diff", "newcastle", &file],
        ] {
            let output = wayhome(words, RECORD);
            assert_eq!(output.status.code(), Some(2));
            let first = complained(&output).lines().next().map(str::to_owned);
            assert_eq!(first, Some(format!("wayhome: {file}: {says}")));
        }
    }
}

#[test]
fn a_compiled_file_that_was_changed_is_not_used() {
    let folder = folder();
    let compiled = path(&folder, "sandbank.json");
    let source = path(&folder, "sandbank.toml");
    wayhome(&["compile", &source, "-o", &compiled], "");
    fs::remove_file(&source).unwrap();
    let whole = fs::read_to_string(&compiled).unwrap();
    let [option, dir] = in_folder(folder.path());
    let all: [&[&str]; 3] = [
        &["check", TODAY, "--procedure", &compiled],
        &["check", TODAY, &option, &dir],
        &["prove", &compiled],
    ];
    // How it is laid out is nobody's business.
    let json: Json = serde_json::from_str(&whole).unwrap();
    fs::write(&compiled, serde_json::to_string_pretty(&json).unwrap()).unwrap();
    for words in all {
        assert_ne!(wayhome(words, RECORD).status.code(), Some(2), "{words:?}");
    }
    let changed = whole.replacen("\"level\":\"must\"", "\"level\":\"consider\"", 1);
    assert_ne!(changed, whole);
    fs::write(&compiled, changed).unwrap();
    for words in all {
        let output = wayhome(words, RECORD);
        assert_eq!(
            (output.status.code(), said(&output).as_str()),
            (Some(2), ""),
            "{words:?}"
        );
        // Of a record, that its procedure is not used is said after it.
        let first = complained(&output).lines().next().map(str::to_owned);
        assert_eq!(
            first,
            Some(format!(
                "wayhome: {compiled}: the compiled procedure was changed or damaged: its hash does not fit. Make changes in its TOML, and compile \
                 that again with `wayhome compile`."
            ))
        );
    }
}
