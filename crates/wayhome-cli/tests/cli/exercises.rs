//! `wayhome check` on exercises, which the app's training writes: each is checked like a record, and none is taken for a child's.

use crate::run::{complained, said, wayhome};
use serde_json::Value as Json;

const TODAY: &str = "--today=2026-03-02";

fn record(id: &str, training: &str) -> String {
    format!(r#"{{"procedure":"newcastle","form":"visit","id":"{id}"{training},"answers":{{"seen_alone":true}}}}"#)
}

const EXERCISE: &str = r#","training":true"#;

#[test]
fn an_exercise_is_marked_in_every_format_and_a_record_in_none() {
    let both = format!("{}\n{}\n", record("child", ""), record("nobody", EXERCISE));
    let check = |format: &str| said(&wayhome(&["check", TODAY, "--no-summary", format], &both));
    for format in ["--format=json", "--format=states"] {
        let lines: Vec<Json> = check(format)
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!((&lines[0]["record"], lines[0].get("training")), (&"child".into(), None));
        assert_eq!(
            (&lines[1]["record"], &lines[1]["training"]),
            (&"nobody".into(), &true.into())
        );
        assert_eq!(lines[0]["outcome"], lines[1]["outcome"], "it is checked all the same");
    }
    let csv = check("--format=csv");
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let marks: std::collections::BTreeSet<(String, String)> = rows
        .deserialize::<std::collections::BTreeMap<String, String>>()
        .map(|row| row.map(|row| (row["record"].clone(), row["training"].clone())).unwrap())
        .collect();
    let pair = |record: &str, training: &str| (record.to_owned(), training.to_owned());
    assert_eq!(marks, [pair("child", ""), pair("nobody", "true")].into());
    let text = check("--format=text");
    assert_eq!(text.matches("TRAINING: AN EXERCISE, ABOUT NOBODY\n").count(), 1);
    let (real, exercise) = text.split_once("TRAINING").unwrap();
    assert!(real.contains("line 1") && exercise.contains("line 2"), "{text}");
}

#[test]
fn exercises_are_in_no_total_and_the_summary_says_so() {
    let input = format!(
        "{}\n{}\n{}\n",
        record("a", ""),
        record("b", EXERCISE),
        record("c", r#","training":false"#)
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("summary.json");
    let arguments = ["check", TODAY, "--format=json"];
    wayhome(
        &[&arguments[..], &["--summary", path.to_str().unwrap()]].concat(),
        &input,
    );
    let summary: Json = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(
        (&summary["records"], &summary["exercises"]),
        (&2.into(), &1.into()),
        "{summary}"
    );
    assert_eq!(summary["forms"][0]["records"], 2);
    for rule in summary["rules"].as_array().unwrap() {
        let states = rule.as_object().unwrap().values().filter_map(Json::as_u64);
        assert!(states.sum::<u64>() <= 2, "{rule}");
    }
    let said = complained(&wayhome(&arguments, &input));
    assert!(
        said.contains("2 records checked") && said.contains("1 exercise of the training, about nobody, is left out."),
        "{said}"
    );
}

#[test]
fn whether_it_is_an_exercise_is_never_guessed() {
    let no_word = "line 1: The record cannot be read: in `training`: expected true or false, at column ";
    for (unclear, said_of_it) in [
        (r#","training":"true""#, no_word),
        (r#","training":1"#, no_word),
        (r#","training":null"#, no_word),
        (r#","tr\u0061ining":"yes""#, no_word),
        (
            r#","training":true,"training":false"#,
            "line 1: The record cannot be read: `training` stands there twice, at column ",
        ),
    ] {
        for command in [["check", TODAY].as_slice(), &["export", TODAY, "--to=json"]] {
            let output = wayhome(command, &record("a", unclear));
            assert_eq!(output.status.code(), Some(2), "{unclear}");
            let complained = complained(&output);
            assert!(complained.contains(said_of_it), "{complained}");
            assert_eq!(said(&output), "", "{unclear}");
        }
    }
}

/// The package, a session and an export make it of the same report.
#[test]
fn the_report_of_an_exercise_is_the_engines_own() {
    let record = record("a", EXERCISE);
    let line = said(&wayhome(&["check", TODAY, "--no-summary", "--format=json"], &record));
    let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
    let today = "2026-03-02".parse().unwrap();
    let read = wayhome_engine::Record::parse(record.as_bytes()).unwrap();
    let report = wayhome_engine::check(&plan, today, read.clone());
    assert_eq!(line, serde_json::to_string(&report).unwrap() + "\n");
    assert!(line.starts_with(r#"{"training":true,"wayhome":1,"#), "{line}");
    let session = wayhome_engine::Session::open(plan, today, read.clone());
    assert_eq!((session.report(), session.record()), (report.clone(), read));
    let export = said(&wayhome(&["export", TODAY, "--to=json"], &record));
    let export: Json = serde_json::from_str(&export).unwrap();
    assert_eq!(export["report"], serde_json::to_value(&report).unwrap());
    // The flag marks a record that does not say it of itself.
    let unmarked = record.replace(EXERCISE, "");
    let flagged = said(&wayhome(&["export", TODAY, "--to=json", "--training"], &unmarked));
    let flagged: Json = serde_json::from_str(&flagged).unwrap();
    assert_eq!(flagged["report"], export["report"]);
}

#[test]
fn what_is_found_of_an_exercise_is_a_finding() {
    assert_eq!(
        wayhome(&["check", TODAY], &record("a", EXERCISE)).status.code(),
        Some(1)
    );
}
