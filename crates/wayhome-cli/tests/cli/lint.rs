//! `wayhome lint`, and what other commands say of the same mistakes.

use std::fs;

use serde_json::Value as Json;
use tempfile::TempDir;

use crate::run::{complained, root, said, wayhome};

/// A file in a folder of its own, which goes with it.
struct File {
    folder: TempDir,
    path: String,
}

fn file(name: &str, text: &str) -> File {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(&path, text).unwrap();
    File { folder, path }
}

fn shipped(id: &str) -> String {
    fs::read_to_string(root().join(format!("crates/wayhome-procedures/{id}.toml"))).unwrap()
}

/// What lint finds, as people read it.
#[track_caller]
fn found(path: &str) -> String {
    let output = wayhome(&["lint", path], "");
    assert_eq!(output.status.code(), Some(1), "{path}: {}", complained(&output));
    said(&output)
}

/// The words that lint knows are those that `wayhome new` writes.
#[test]
fn what_new_wrote_and_nobody_put_right_is_told() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("harbour.toml").to_str().unwrap().to_owned();
    wayhome(&["new", "harbour", "-o", &path], "");
    assert_eq!(wayhome(&["lint", &path], "").status.code(), Some(0));
    let text = fs::read_to_string(&path).unwrap();
    for (put_right, with) in [
        ("Name of the council", "Harbour"),
        ("Name of the document", "Going Home"),
    ] {
        assert!(text.contains(put_right));
        fs::write(&path, text.replace(put_right, with)).unwrap();
        let found = found(&path);
        // The other of the two, and each rule, deadline and row.
        assert_eq!(found.matches("warning[WH096]").count(), 6, "{found}");
    }
}

#[test]
fn a_line_of_megabytes_is_shown_where_the_mistake_is() {
    let long = "é".repeat(3_000_000);
    let line = format!("procedure = {{ authority = '{long}', oops = 1, document = '{long}' }}");
    let file = file("long.toml", &line);
    let text = found(&file.path);
    assert!(text.len() < 20_000, "{} bytes", text.len());
    let mut of_key = text.lines().skip_while(|line| !line.contains("`oops` is not a key"));
    let place = of_key.nth(1).unwrap();
    assert!(place.ends_with("long.toml:1:3000031"), "{place}");
    let (shown, caret) = (of_key.nth(1).unwrap(), of_key.next().unwrap());
    assert!(shown.starts_with("1 │ …éé") && shown.ends_with("éé…"), "{shown}");
    // Nor is the name of a key repeated, if it is as long.
    let key = self::file("key.toml", &format!("\"{long}\" = 1"));
    assert!(found(&key.path).len() < 10_000);
    let at = |line: &str, part: &str| line.split(part).next().unwrap().chars().count();
    assert_eq!(at(caret, "^^^^"), at(shown, "oops"), "{shown}\n{caret}");
}

#[test]
fn json_is_said_to_be_json_whichever_command_reads_it() {
    let compiled = wayhome(&["compile", "crates/wayhome-procedures/newcastle.toml"], "");
    let compiled = file("newcastle.json", &said(&compiled));
    let record = file("record.toml", "\n { \"procedure\": \"newcastle\" }");
    for (path, what) in [
        (&compiled.path, "newcastle.json:1:1\n"),
        (
            &compiled.path,
            "error[WH001]: this was compiled to JSON, and is not TOML",
        ),
        (&compiled.path, "help: name the .toml file that it was compiled from"),
        (&record.path, "record.toml:2:2\n"),
        (&record.path, "error[WH001]: this is JSON, and not TOML"),
        (&record.path, "records in JSON are checked by `wayhome check`"),
    ] {
        let text = found(path);
        assert!(text.contains(what) && text.len() < 2_000, "{text}");
        let text = complained(&wayhome(&["compile", path], ""));
        assert!(text.contains(what), "{text}");
    }
}

#[test]
fn another_kind_of_file_is_told_once_with_the_command_that_checks_it() {
    for (path, what, command) in [
        ("samples/mappings/case-note.toml", "a mapping", "`wayhome mapping lint`"),
        (
            "crates/wayhome-procedures/vocabulary.toml",
            "a vocabulary",
            "`wayhome lint --vocabulary`",
        ),
        (
            "crates/wayhome-procedures/bank-holidays.toml",
            "bank holidays",
            "`cargo build -p wayhome-procedures`",
        ),
        (
            "tests/conformance/newcastle/visit.toml",
            "conformance cases",
            "`wayhome coverage --cases`",
        ),
    ] {
        let text = found(path);
        assert!(text.contains(what) && text.contains(command), "{text}");
        assert_eq!(text.matches("error[").count(), 1, "{text}");
    }
    let scenario = "crates/wayhome-training/scenarios/04-christmas.toml";
    let text = complained(&wayhome(&["compile", scenario], ""));
    assert!(
        text.contains("a training scenario") && text.contains("`wayhome lint`"),
        "{text}"
    );
}

#[test]
fn what_to_do_about_a_gap_is_said_wherever_it_is_shown() {
    let holed = file("holed.toml", &shipped("england").replacen("days < 20", "days < 19", 1));
    let settle = "Add a row or a silence for each gap, and say with `over` which of two rows comes first.";
    for command in ["lint", "prove"] {
        let output = wayhome(&[command, &holed.path], "");
        assert!(said(&output).trim_end().ends_with(settle), "{}", said(&output));
        assert_eq!(said(&output).matches(settle).count(), 1);
        let sound = wayhome(&[command, "crates/wayhome-procedures/england.toml"], "");
        assert!(!said(&sound).contains(settle), "{}", said(&sound));
    }
    // For programs, each problem is one that is in the file.
    let output = wayhome(&["lint", "--format=json", &holed.path], "");
    let problems: Json = serde_json::from_str(&said(&output)).unwrap();
    assert!(!problems["problems"].to_string().contains(settle), "{problems}");
}

#[test]
fn a_misspelt_floor_is_shown_with_its_line_and_what_was_meant() {
    let text = shipped("newcastle").replacen("floor = \"england\"", "floor = \"englnd\"", 1);
    let line = 1 + text.lines().position(|line| line.starts_with("floor = ")).unwrap();
    let expected =
        format!("its floor is `englnd` (line {line}), and there is no such procedure. Did you mean `england`?");
    let file = file("newcastle.toml", &text);
    assert!(found(&file.path).contains(&expected), "{}", found(&file.path));
    let folder = file.folder.path().to_str().unwrap();
    for arguments in [
        ["prove", "--procedures", folder].as_slice(),
        &["check", "--procedures", folder, "--today=2026-03-02"],
    ] {
        let output = wayhome(arguments, "");
        assert_eq!(output.status.code(), Some(2));
        assert!(complained(&output).contains(&expected), "{}", complained(&output));
    }
}

#[test]
fn a_long_list_of_a_fact_in_conditions_within_each_other_is_refused_by_name() {
    let numbers: Vec<String> = (0..1_000).map(|number| number.to_string()).collect();
    let with = |expect: &str| {
        let facts = format!("[facts]\nmany = '[{}]'\nlists = '[many]'\n", numbers.join(", "));
        let rule = format!(
            "\n[[rule]]\nid = \"NEW-999\"\nform = \"visit\"\nlevel = \"must\"\nexpect = '{expect}'\nsays = \"S.\"\ncite = \"1\"\n"
        );
        file(
            "trap.toml",
            &(shipped("newcastle").replacen("[facts]\n", &facts, 1) + &rule),
        )
    };
    let three = with("some list in lists satisfies some a in list satisfies some b in list satisfies a + b = -1");
    let text = found(&three.path);
    assert!(
        text.contains("could take too long to work out, most of all NEW-999 (line "),
        "{text}"
    );
    let one = with("some list in lists satisfies some a in list satisfies a = -1");
    let text = found(&one.path);
    assert!(
        text.contains("warning[WH101]") && !text.contains("too long") && !text.contains("error"),
        "{text}"
    );
}

/// Whoever reads the answer as JSON reads no sentence on standard error.
#[test]
fn programs_are_told_of_a_file_that_cannot_be_read_in_the_same_shape() {
    let missing = file("there.toml", "").path.replace("there", "gone");
    let folder = TempDir::new().unwrap();
    let latin = folder.path().join("latin.toml");
    fs::write(&latin, b"label = \"caf\xe9\"").unwrap();
    for (path, says) in [
        (missing.as_str(), "the file cannot be read"),
        (latin.to_str().unwrap(), "is not UTF-8"),
    ] {
        let output = wayhome(&["lint", "--format=json", path], "");
        assert_eq!((output.status.code(), complained(&output).as_str()), (Some(2), ""));
        let found: Json = serde_json::from_str(&said(&output)).unwrap();
        assert_eq!(
            (&found["file"], &found["diagnostics"]),
            (&Json::from(path), &Json::Array(Vec::new()))
        );
        assert!(found["problems"][0].as_str().unwrap().contains(says), "{found}");
    }
    let broken = file("broken.toml", "wayhome = 1\n");
    let output = wayhome(&["prove", "--format=json", &broken.path], "");
    assert_eq!((output.status.code(), complained(&output).as_str()), (Some(2), ""));
    let found: Json = serde_json::from_str(&said(&output)).unwrap();
    assert!(!found["diagnostics"].as_array().unwrap().is_empty(), "{found}");
}

#[test]
fn a_mapping_for_no_procedure_is_told_with_its_line() {
    let text = "wayhome = 1\n[mapping]\nid = 'm'\nprocedure = 'newcastel'\n";
    let file = file("mapping.toml", text);
    let output = wayhome(&["mapping", "lint", &file.path], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        complained(&output).contains("There is no procedure `newcastel` (line 4)."),
        "{}",
        complained(&output)
    );
}
