//! Rows for analysts: they say what the reports say, and nothing that a person wrote.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value as Json;

use crate::run::{complained, said, wayhome};

const TODAY: &str = "--today=2026-03-02";

/// The rows of a CSV by column name.
fn rows(csv: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    csv::Reader::from_reader(csv.as_bytes())
        .deserialize()
        .map(Result::unwrap)
        .collect()
}

#[test]
fn a_moment_is_written_in_rows_as_in_reports() {
    let record = r#"{"procedure":"harbour","form":"unplanned","answers":{"harbour.left_at":"2026-05-01T20:15"}}"#;
    let check = |format: &str| {
        let arguments = ["check", TODAY, "--procedures=tests/procedures", "--format", format];
        said(&wayhome(&arguments, record))
    };
    let report: Json = serde_json::from_str(&check("json")).unwrap();
    let mut due = report["deadlines"].as_array().unwrap().iter();
    let due = due.find(|due| due["id"] == "HAR-3").unwrap();
    let rows = rows(&check("csv"));
    let row = rows.iter().find(|row| row["rule"] == "HAR-3").unwrap();
    for column in ["starts", "due"] {
        assert_eq!(due[column], row[column].as_str(), "{column}");
        assert!(row[column].ends_with(":15:00"), "{row:?}");
    }
}

#[test]
fn rows_say_what_the_reports_say_and_standard_output_holds_nothing_else() {
    let arguments = ["check", TODAY, "samples"];
    let csv = wayhome(&[&arguments[..], &["--format=csv"]].concat(), "");
    let json = said(&wayhome(&[&arguments[..], &["--format=json"]].concat(), ""));
    let reports: Vec<Json> = json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut expected = BTreeSet::new();
    for report in &reports {
        for (list, kind, id) in [("findings", "finding", "rule"), ("deadlines", "deadline", "id")] {
            for item in report[list].as_array().unwrap() {
                expected.insert(format!(
                    "{} {kind} {} {} {} {} {}",
                    report["record"].as_str().unwrap(),
                    item["source"].as_str().unwrap(),
                    item[id].as_str().unwrap(),
                    item["level"].as_str().unwrap(),
                    item["state"].as_str().unwrap(),
                    item["due"].as_str().unwrap_or_default(),
                ));
            }
        }
    }
    let found: BTreeSet<_> = rows(&said(&csv))
        .iter()
        .map(|row| {
            let part = |name: &str| row[name].clone();
            [
                part("record"),
                part("kind"),
                part("source"),
                part("rule"),
                part("level"),
                part("state"),
                part("due"),
            ]
            .join(" ")
        })
        .collect();
    assert_eq!(found, expected);
    assert_eq!(csv.status.code(), Some(1));
}

#[test]
fn rows_carry_approvals_with_how_they_stand_to_the_law() {
    let input = r#"{"procedure":"nutshell","form":"decision","answers":{"legal_status":"section_20","date_of_birth":"2009-01-01","looked_after_start":"2025-01-10","decision_date":"2026-02-20","return_to":"parent","return_kind":"planned"}}"#;
    let output = said(&wayhome(&["check", "--format=csv", TODAY], input));
    let rows = rows(&output);
    let report: Json = serde_json::from_str(&said(&wayhome(&["check", "--format=json", TODAY], input))).unwrap();
    let approvals: Vec<_> = rows.iter().filter(|row| row["kind"] == "approval").collect();
    assert_eq!(approvals.len(), report["approvals"].as_array().unwrap().len());
    assert_eq!(
        approvals[0]["beside_the_law"],
        report["comparisons"][0]["local"].as_str().unwrap()
    );
    assert_eq!(approvals[0]["state"], report["approvals"][0]["state"].as_str().unwrap());
}

#[test]
fn nothing_that_a_person_wrote_and_no_formula_gets_into_a_row() {
    let input = r#"{"procedure":"newcastle","form":"visit","id":"=cmd|' /C calc'!A0","answers":{"wishes_and_feelings":"Robin says: \"I want to go home\"","=1+1":"Robin","not_alone_detail":"Robin was asleep"}}"#;
    for format in ["csv", "json", "text"] {
        let output = wayhome(&["check", &format!("--format={format}"), TODAY], input);
        assert!(!said(&output).contains("Robin"), "{}", said(&output));
        assert!(!complained(&output).contains("Robin"), "{}", complained(&output));
    }
    let output = said(&wayhome(&["check", "--format=csv", TODAY], input));
    let mut all = String::new();
    for row in rows(&output) {
        for cell in row.values() {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
            writeln!(all, "{cell}").unwrap();
        }
    }
    assert!(all.contains("'=cmd") && all.contains("'=1+1"), "{all}");
}
