//! What `wayhome new` and `wayhome mapping new` write.

use std::fs;
use std::path::Path;

use serde_json::Value as Json;
use tempfile::TempDir;

use super::{RECORD, TODAY, folder, in_folder, path};
use crate::run::{complained, said, wayhome};

#[test]
fn what_new_writes_compiles_clean_is_proved_and_checks_records() {
    let folder = folder();
    let file = path(&folder, "sandbank.toml");
    let lint = wayhome(&["lint", &file], "");
    assert_eq!(lint.status.code(), Some(0), "{}", said(&lint));
    let prove = wayhome(&["prove", &file], "");
    assert_eq!(prove.status.code(), Some(0), "{}", said(&prove));
    assert!(said(&prove).contains("sandbank, table decision"), "{}", said(&prove));
    let [option, dir] = in_folder(folder.path());
    let output = wayhome(&["check", "--format=json", TODAY, &option, &dir], RECORD);
    let report: Json = serde_json::from_str(&said(&output)).unwrap();
    let state = |rule: &str| {
        let findings = report["findings"].as_array().unwrap();
        findings.iter().find(|finding| finding["rule"] == rule).unwrap()["state"].clone()
    };
    assert_eq!(state("SAN-1"), "met");
    assert_eq!(state("SAN-2"), "to_do");
    assert_eq!(state("ENG-29"), "met");
    // What the law asks stands beneath every form.
    for form in ["visit", "decision", "plan", "unplanned", "review"] {
        let record = RECORD.replace("visit", form);
        let states = said(&wayhome(&["check", "--format=states", TODAY, &option, &dir], &record));
        assert!(states.contains("ENG-"), "{form}: {states}");
    }
}

#[test]
fn new_leaves_what_is_there_as_it_is_and_refuses_what_cannot_be_an_id() {
    let folder = folder();
    let file = path(&folder, "sandbank.toml");
    fs::write(&file, "mine").unwrap();
    let again = wayhome(&["new", "sandbank", "-o", &file], "");
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    assert!(complained(&again).contains("left as it is"), "{}", complained(&again));
    for id in ["Sandbank", "1st", "", "a\"b", "tees", "return"] {
        let file = path(&folder, "other.toml");
        let output = wayhome(&["new", id, "-o", &file], "");
        assert_eq!(output.status.code(), Some(2), "{id}");
        assert!(!complained(&output).is_empty());
        assert!(!Path::new(&file).exists(), "{id}");
    }
}

#[test]
fn a_new_mapping_has_an_id_that_its_own_lint_takes() {
    let folder = TempDir::new().unwrap();
    let file = path(&folder, "mapping.toml");
    for id in ["M-M", "Harbour", "1st", "", "a\"b", "a\" # "] {
        let output = wayhome(&["mapping", "new", id, "--procedure=tees", "-o", &file], "");
        assert_eq!(output.status.code(), Some(2), "{id}");
        assert!(complained(&output).starts_with("wayhome: "), "{}", complained(&output));
        assert!(!Path::new(&file).exists(), "{id}");
    }
    let refused = wayhome(&["mapping", "new", "M-M", "--procedure=tees", "-o", &file], "");
    assert_eq!(
        complained(&refused),
        "wayhome: \"M-M\" cannot be the id of a mapping: write lower-case letters, digits and underscores.\n"
    );
    let made = wayhome(
        &["mapping", "new", "harbour_notes", "--procedure=tees", "-o", &file],
        "",
    );
    assert_eq!(made.status.code(), Some(0), "{}", complained(&made));
    let lint = wayhome(&["mapping", "lint", &file], "");
    assert_eq!(lint.status.code(), Some(0), "{}", said(&lint));
}
