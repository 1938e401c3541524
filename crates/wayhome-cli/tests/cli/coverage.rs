//! `wayhome coverage` and `wayhome messages`: where each duty is kept, and every text of a procedure.

use crate::run::{complained, root, said, wayhome};
use serde_json::Value as Json;

/// To write the page again: `UPDATE=1 cargo test -p wayhome-cli coverage`.
#[test]
fn the_page_of_coverage_is_fresh() {
    let output = wayhome(
        &["coverage", "--format", "markdown", "--cases", "tests/conformance"],
        "",
    );
    assert_eq!(output.status.code(), Some(0), "{}", complained(&output));
    let page = said(&output);
    let path = root().join("docs/coverage.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == page,
        "docs/coverage.md is not fresh: run `UPDATE=1 cargo test -p wayhome-cli coverage`, and read what has changed"
    );
}

#[test]
fn every_duty_is_kept_somewhere_and_every_rule_has_cases() {
    let output = wayhome(&["coverage", "--format=json", "--cases", "tests/conformance"], "");
    let mut procedures = 0;
    for line in said(&output).lines() {
        let covered: Json = serde_json::from_str(line).unwrap();
        procedures += 1;
        assert_eq!(covered["counts"]["uncovered"], 0, "{}", covered["procedure"]);
        for duty in covered["duties"].as_array().unwrap() {
            for place in duty["places"].as_array().unwrap() {
                let checked = ["rule", "deadline"].contains(&place["kind"].as_str().unwrap());
                assert!(!checked || place["cases"]["met"].as_u64() > Some(0), "{place}");
            }
        }
    }
    assert_eq!(procedures, 6);
}

#[test]
fn a_duty_that_nothing_keeps_is_named_and_is_a_finding() {
    let text = std::fs::read_to_string(root().join("crates/wayhome-procedures/northamptonshire.toml")).unwrap();
    let more = text.replace("NTH-01 to NTH-08", "NTH-01 to NTH-09");
    let path = std::env::temp_dir().join(format!("wayhome-coverage-{}.toml", std::process::id()));
    std::fs::write(&path, more).unwrap();
    let output = wayhome(&["coverage", path.to_str().unwrap()], "");
    std::fs::remove_file(&path).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("NTH-09: nothing keeps it"), "{}", said(&output));
}

#[test]
fn what_cannot_be_read_is_said() {
    assert_eq!(wayhome(&["coverage", "nowhere"], "").status.code(), Some(2));
    let output = wayhome(&["coverage", "--cases", "nowhere"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(complained(&output).contains("nowhere"), "{}", complained(&output));
}

#[test]
fn the_page_of_messages_holds_every_kind_of_text() {
    let page = said(&wayhome(&["messages", "newcastle"], ""));
    for text in [
        "Nobody in practice has read these rules yet.",
        "Did you speak with the child alone?",
        "The child did not want to",
        "NEW-35: Speak with the child alone at every visit.",
        "This procedure itself names no exception.",
        "NEW-50: Hold the first Care Team meeting.",
        "This procedure does not say who approves when a remand ends.",
        "NEW-03: Work with parents",
    ] {
        assert!(page.contains(text), "{text} is not in the messages");
    }
}
