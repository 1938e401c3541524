//! What an export cannot carry is said, or stops it.

use std::fs;

use serde_json::{Value as Json, json};

use super::{COMPLETE, TODAY, json};
use crate::run::{complained, root, said, wayhome};

#[test]
fn every_export_says_what_it_could_not_carry() {
    for to in ["json", "html", "text", "ssd", "fhir", "samples/mappings/case-note.toml"] {
        let output = wayhome(&["export", "--to", to, TODAY, COMPLETE], "");
        assert_eq!(output.status.code(), Some(0), "{to}: {}", complained(&output));
        assert!(!said(&output).is_empty(), "{to}");
        let losses = complained(&output);
        assert!(losses.starts_with("sample-visit-complete, as "), "{to}: {losses}");
        assert!(
            losses.to_lowercase().contains("tested") || losses.contains("tried") || losses.contains("people to read"),
            "{to}: {losses}"
        );
    }
    let ssd = complained(&wayhome(&["export", "--to=ssd", TODAY, COMPLETE], ""));
    assert!(
        ssd.contains("- Bedroom seen: no field in looked-after visits.\n"),
        "{ssd}"
    );
}

#[test]
fn a_field_that_no_record_has_is_not_lost_in_silence() {
    let record = r#"{"procedure":"newcastle","form":"visit","answers":{},"notes":"kept by the council"}"#;
    for to in ["json", "html", "text"] {
        let losses = complained(&wayhome(&["export", "--to", to, TODAY], record));
        assert!(
            losses.contains("- The record's field `notes`: no field in "),
            "{to}: {losses}"
        );
        assert!(
            !losses.contains("nothing was lost") && !losses.contains("kept by"),
            "{to}: {losses}"
        );
    }
}

#[test]
fn losses_go_to_a_file_as_json_one_report_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("losses.ndjson");
    let output = wayhome(
        &[
            "export",
            "--to=ssd",
            TODAY,
            "--losses",
            file.to_str().unwrap(),
            "samples",
        ],
        "",
    );
    assert_eq!(complained(&output), "");
    let text = fs::read_to_string(file).unwrap();
    let reports: Vec<Json> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(reports.len(), 3);
    let schema = crate::schema::validator("losses");
    for report in &reports {
        crate::schema::accepts(&schema, report);
    }
}

#[test]
fn a_signature_is_carried_and_one_that_cannot_be_read_stops_the_export() {
    let mut record: Json = serde_json::from_str(&fs::read_to_string(root().join(COMPLETE)).unwrap()).unwrap();
    record["signed"] = json!({ "on": "2026-03-02", "by": { "name": "Sam Sample", "mark": "typed" }, "role": "Social worker", "open": 0,
        "procedure_hash": "x" });
    let signed = wayhome(&["export", "--to=json", TODAY], &record.to_string());
    assert_eq!(json(&signed)["signed"]["by"]["name"], json!("Sam Sample"));
    record["signed"]["on"] = json!("yesterday");
    let refused = wayhome(&["export", "--to=json", TODAY], &record.to_string());
    assert_eq!(refused.status.code(), Some(2));
    assert!(complained(&refused).contains("`signed`, `replaces`, `carried` or `training` cannot be read"));
    assert_eq!(said(&refused), "");
}

/// Of many records, each note says whose it is.
#[test]
fn what_is_to_be_looked_at_in_a_row_is_said_with_its_record() {
    let record = r#"{"procedure":"newcastle","form":"visit","id":"made-up","answers":{"visit_date":"2026-03-02"}}"#;
    let output = wayhome(
        &["export", "--to=ssd", TODAY, "--losses=/dev/null"],
        &format!("{record}\n{record}\n"),
    );
    let complaints = complained(&output);
    assert!(!complaints.is_empty());
    for line in 1..=2 {
        let begins = format!("wayhome: standard input, line {line}: ");
        assert!(complaints.lines().any(|said| said.starts_with(&begins)), "{complaints}");
    }
    assert!(
        complaints
            .lines()
            .all(|said| said.starts_with("wayhome: standard input, line ")),
        "{complaints}"
    );
}

#[test]
fn an_exercise_goes_only_where_it_can_say_so() {
    let export = |to: &str| wayhome(&["export", "--to", to, TODAY, "--training", COMPLETE], "");
    let refused = export("ssd");
    assert_eq!(refused.status.code(), Some(2));
    assert!(complained(&refused).contains("This record is an exercise"));
    assert!(said(&export("html")).contains("Training: an exercise, about nobody"));
    assert_eq!(
        json(&export("samples/mappings/case-note.toml"))["EXERCISE_FLAG"],
        json!("Y")
    );
}
