//! `wayhome lint` on training scenarios.

use crate::run::{root, said, wayhome};
use serde_json::Value as Json;

const SCENARIO: &str = "crates/wayhome-training/scenarios/01-not-seen-alone.toml";

/// Lints a changed scenario; the code, line and column of everything that is found.
fn found(from: &str, to: &str) -> Vec<(String, u64, u64)> {
    let text = std::fs::read_to_string(root().join(SCENARIO)).unwrap();
    assert!(text.contains(from), "{from}");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scenario.toml");
    std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
    let output = wayhome(&["lint", "--format", "json", path.to_str().unwrap()], "");
    let report: Json = serde_json::from_str(&said(&output)).unwrap();
    let diagnostics = report["diagnostics"].as_array().unwrap();
    assert_eq!(output.status.code(), Some(i32::from(!diagnostics.is_empty())));
    diagnostics
        .iter()
        .map(|found| {
            let number = |key: &str| found[key].as_u64().unwrap();
            (
                found["code"].as_str().unwrap().to_owned(),
                number("line"),
                number("column"),
            )
        })
        .collect()
}

/// Where a line of the shipped scenario stands.
fn line(start: &str) -> u64 {
    let text = std::fs::read_to_string(root().join(SCENARIO)).unwrap();
    let place = text.lines().position(|line| line.starts_with(start)).unwrap();
    u64::try_from(place).unwrap() + 1
}

#[test]
fn the_shipped_scenarios_have_nothing_to_put_right() {
    let folder = std::fs::read_dir(root().join("crates/wayhome-training/scenarios")).unwrap();
    let files: Vec<String> = folder
        .map(|entry| entry.unwrap().path().display().to_string())
        .collect();
    let mut arguments = vec!["lint"];
    arguments.extend(files.iter().map(String::as_str));
    let output = wayhome(&arguments, "");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(files.len() >= 12);
}

#[test]
fn a_mistake_is_found_where_it_stands() {
    let seen = line("seen_alone = false");
    assert_eq!(found("seen_alone = false", "seen_alone = false"), []);
    assert_eq!(
        found("seen_alone = false", "seen_alnoe = false"),
        [("WH131".to_owned(), seen, 14)]
    );
    assert_eq!(
        found("seen_alone = false", "seen_alone = 'no'"),
        [("WH132".to_owned(), seen, 14)]
    );
    let reason = line("not_alone_reason = \"child_refused\"");
    assert_eq!(
        found("\"child_refused\"", "\"child_refusd\""),
        [("WH132".to_owned(), reason, 20)]
    );
    let rule = line("NEW-35 = \"explained\"");
    assert_eq!(
        found("NEW-35 = \"explained\"", "NEW-350 = \"explained\""),
        [("WH133".to_owned(), rule, 11)]
    );
}

#[test]
fn a_finding_that_a_scenario_does_not_name_is_told() {
    let attempt = line("findings = { NEW-35 = \"breached\", ENG-29 = \"to_do\" }");
    let told = found(", ENG-29 = \"to_do\" }", " }");
    assert_eq!(told.first(), Some(&("WH135".to_owned(), attempt, 1)));
}
