//! Nothing of a record steers the terminal of whoever checks it.

#[cfg(target_os = "linux")]
use std::process::{Command, Stdio};

use serde_json::json;

#[cfg(target_os = "linux")]
use crate::run::root;
use crate::run::{complained, said, wayhome};

const TODAY: &str = "--today=2026-03-02";

/// No line looks as if Wayhome had said it, and no character moves a cursor.
#[track_caller]
fn is_harmless(text: &str) {
    let steers = |letter: char| (letter.is_control() && letter != '\n' && letter != '\t') || letter == '\u{202e}';
    assert!(!text.contains(steers), "{text:?}");
    assert!(
        !text.lines().any(|line| line.starts_with("wayhome: all is well")),
        "{text}"
    );
}

#[test]
fn a_question_that_is_answered_twice_is_named_harmlessly() {
    let record = r#"{"wayhome":1,"procedure":"newcastle","form":"visit","answers":{"a\u001b[2J\nwayhome: all is well":1,"a\u001b[2J\nwayhome: all is well":2}}"#;
    for words in [
        ["check", TODAY, "--format=text"],
        ["check", TODAY, "--format=json"],
        ["export", TODAY, "--to=text"],
    ] {
        let output = wayhome(&words, record);
        assert_eq!(output.status.code(), Some(2));
        assert!(complained(&output).contains("twice"), "{}", complained(&output));
        is_harmless(&complained(&output));
    }
}

#[test]
fn what_a_record_says_is_shown_harmlessly() {
    let record = json!({ "wayhome": 1, "procedure": "newcastle", "form": "visit", "id": "a\u{1b}]0;x\u{7}\nwayhome: all is well",
        "answers": { "wishes_and_feelings": "one\ntwo\u{1b}[2J\u{9b}31m", "what\u{1b}[2J": 1, "child_name": "R\u{8}\u{202e}" } });
    for words in [["export", TODAY, "--to=text"], ["check", TODAY, "--format=text"]] {
        let output = wayhome(&words, &record.to_string());
        assert!(!said(&output).is_empty());
        is_harmless(&said(&output));
        is_harmless(&complained(&output));
    }
    let refused = json!({ "wayhome": 1, "procedure": "new\u{1b}[2J", "form": "visit\u{9b}2J", "answers": {} });
    is_harmless(&complained(&wayhome(&["check", TODAY], &refused.to_string())));
}

/// What is written for people may be piped into what shows it on a terminal.
#[test]
fn what_a_procedure_says_is_shown_harmlessly() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (plain, file) = (path("harbour.toml"), path("changed.toml"));
    is_harmless(&said(&wayhome(&["new", "harbour", "-o", &path("a\u{1b}[2J")], "")));
    wayhome(&["new", "harbour", "-o", &plain], "");
    let text = std::fs::read_to_string(&plain).unwrap();
    let steering = text
        .replace("\"Name of the council\"", r#""Har\u001b[2Jbour\u202e""#)
        .replace("\"Tell the school", r#""Te\u001b[2Jll\u202e the school"#);
    std::fs::write(&file, steering).unwrap();
    for words in [
        ["messages", &file].as_slice(),
        &["coverage", &file],
        &["coverage", &file, "--format=markdown"],
        &["diff", &file, &plain],
    ] {
        let output = wayhome(words, "");
        assert!(
            said(&output).contains("Te\u{fffd}[2Jll\u{fffd} the school"),
            "{words:?}: {}",
            said(&output)
        );
        is_harmless(&said(&output));
    }
}

#[test]
fn what_an_id_says_makes_no_row_of_its_own() {
    let record =
        json!({ "procedure": "newcastle", "form": "visit", "id": "a\u{1b}[2J\nwayhome: all is well", "answers": {} });
    let output = wayhome(&["check", TODAY, "--format=csv"], &record.to_string());
    assert!(
        said(&output).contains(",a\u{fffd}[2J\u{fffd}wayhome: all is well,"),
        "{}",
        said(&output)
    );
    is_harmless(&said(&output));
}

#[test]
fn what_an_expression_comes_to_is_shown_harmlessly() {
    let folder = tempfile::tempdir().unwrap();
    let answers = folder.path().join("answers.json");
    std::fs::write(&answers, json!({ "child_name": "R\u{1b}[2J" }).to_string()).unwrap();
    let output = wayhome(&["eval", "child_name", "--with", answers.to_str().unwrap()], "");
    assert_eq!(said(&output), "R\u{fffd}[2J (string)\n");
}

/// `wayhome check … 2>&1 | head -1`, or a log on a disk that is full: the records are checked, and the exit code tells what standard error cannot.
#[cfg(target_os = "linux")]
#[test]
fn where_nobody_can_be_told_the_work_is_done_all_the_same() {
    let nobody = || {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        Stdio::from(writer)
    };
    let full = || Stdio::from(std::fs::File::options().write(true).open("/dev/full").unwrap());
    let folder = tempfile::tempdir().unwrap();
    let records = folder.path().join("records.ndjson");
    let record = r#"{"procedure":"newcastle","form":"visit","answers":{}}"#;
    std::fs::write(&records, format!("{record}\nnot json\n{record}\n")).unwrap();
    let records = records.to_str().unwrap();
    for stderr in [&nobody as &dyn Fn() -> Stdio, &full] {
        for (words, code) in [
            (["check", "--format=states", records].as_slice(), 2),
            (&["export", "--to=json", TODAY, records], 2),
            (&["lint", "samples/there-is-no-such-file.toml"], 2),
            (&["import", "samples/there-is-no-such-file.json"], 2),
            (&["eval", "1 +"], 2),
        ] {
            let output = Command::new(env!("CARGO_BIN_EXE_wayhome"))
                .args(words)
                .current_dir(root())
                .stderr(stderr())
                .output()
                .unwrap();
            assert_eq!(output.status.code(), Some(code), "{words:?}");
            let written = if words.contains(&records) { 2 } else { 0 };
            assert_eq!(said(&output).lines().count(), written, "{words:?}: {}", said(&output));
        }
    }
}
