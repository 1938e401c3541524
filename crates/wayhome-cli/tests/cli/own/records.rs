//! What is said of records by procedures that no council wrote yet.

use std::fmt::Write as _;
use std::fs;

use serde_json::{Value as Json, json};
use wayhome_conformance::Case;

use super::{RECORD, TODAY, agrees, change, folder, in_folder, path};
use crate::run::{complained, root, said, wayhome};

/// A written list is a list whatever is known of its members: one of them may decide, as in round brackets.
#[test]
fn a_list_is_decided_by_what_is_known_of_it() {
    let folder = folder();
    change(
        &folder,
        "    \"sandbank.school_told\",",
        "    { question = \"sandbank.weeks\", when = \"seen_alone = false\" }, \"sandbank.school_told\",",
    );
    let mut added =
        "[[question]]\nid = \"sandbank.weeks\"\ntype = \"number\"\nlabel = \"How many weeks?\"\n".to_owned();
    // Where the question is not asked, and where it is not answered.
    let cases = [
        ("1 in [1, sandbank.weeks]", "met", "met"),
        ("1 in listed", "met", "met"),
        ("2 in [1, sandbank.weeks]", "breached", "to_do"),
        ("some x in [1, sandbank.weeks] satisfies x = 1", "met", "met"),
        ("some x in [1, sandbank.weeks] satisfies x = 2", "breached", "to_do"),
        ("every x in [1, sandbank.weeks] satisfies x = 1", "breached", "to_do"),
        ("every x in [1, sandbank.weeks] satisfies x = 2", "breached", "breached"),
        ("every x in [sandbank.weeks] satisfies x != 1", "met", "to_do"),
        ("count([1, sandbank.weeks]) = 2", "met", "met"),
    ];
    for (number, (expect, ..)) in cases.iter().enumerate() {
        write!(
            added,
            "[[rule]]\nid = \"SAN-9{number}\"\nform = \"visit\"\nlevel = \"must\"\nabout = [\"seen_alone\"]\nexpect = \"{expect}\"\nsays = \"It is so.\"\ncite = \"1\"\n"
        )
        .unwrap();
    }
    change(
        &folder,
        "[facts]",
        &format!("{added}[facts]\nlisted = \"[1, sandbank.weeks]\""),
    );
    let [option, dir] = in_folder(folder.path());
    let unanswered = r#"{"procedure":"sandbank","form":"visit","answers":{"seen_alone":false}}"#;
    let output = wayhome(
        &["check", "--format=json", TODAY, &option, &dir],
        &format!("{RECORD}\n{unanswered}\n"),
    );
    let reports: Vec<Json> = said(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(reports.len(), 2, "{}", complained(&output));
    // What is needed is the member that is not known, and no more.
    let findings = reports[1]["findings"].as_array().unwrap();
    let some = findings.iter().find(|finding| finding["rule"] == "SAN-94").unwrap();
    assert_eq!(some["needs"], json!(["sandbank.weeks"]));
    for (number, (expect, not_asked, open)) in cases.iter().enumerate() {
        let states = reports.iter().map(|report| {
            let findings = report["findings"].as_array().unwrap();
            let id = format!("SAN-9{number}");
            findings.iter().find(|finding| finding["rule"] == id).unwrap()["state"].clone()
        });
        assert_eq!(states.collect::<Vec<_>>(), [*not_asked, *open], "{expect}");
    }
}

#[test]
fn one_name_for_other_posts_is_said_to_be_that() {
    let folder = folder();
    let held_by = r#"nominated_officer = ["head_of_service", "director_of_childrens_services"]"#;
    change(&folder, held_by, r#"nominated_officer = ["panel"]"#);
    let record =
        r#"{"procedure":"sandbank","form":"decision","answers":{"legal_status":"care_order","return_to":"parent"}}"#;
    let file = path(&folder, "sandbank.toml");
    let told = said(&wayhome(
        &["check", "--format=json", TODAY, "--procedure", &file],
        record,
    ));
    let says = "This procedure and the law both ask for the Nominated Officer, and other posts may hold it here than by the law. Which is more senior is not known: ask a manager.";
    assert!(told.contains(says), "{told}");
}

/// tests/procedures/harbour.toml: hours, a panel's recommendation, "not below" a grade, a rule changed on a date, a weaker timescale than the law's.
#[test]
fn an_invented_authority_unlike_the_others_needs_no_code() {
    let folder = root().join("tests/procedures");
    let text = fs::read_to_string(folder.join("cases/harbour.toml")).unwrap();
    let cases = wayhome_conformance::read(&text).unwrap();
    for case in &cases {
        agrees(case, &folder);
    }
    let source = fs::read_to_string(folder.join("harbour.toml")).unwrap();
    let ids = source
        .lines()
        .filter_map(|line| line.strip_prefix("id = \"HAR-")?.strip_suffix('"'));
    for id in ids {
        let id = format!("HAR-{id}");
        let mentions = |case: &Case| format!("{case:?}").contains(&format!("\"{id}\""));
        assert!(cases.iter().any(mentions), "no case speaks of {id}");
    }
}

#[test]
fn the_invented_authority_compiles_clean_and_its_table_is_proved() {
    let file = "tests/procedures/harbour.toml";
    let lint = wayhome(&["lint", file], "");
    assert_eq!(lint.status.code(), Some(0), "{}", said(&lint));
    let prove = wayhome(&["prove", file], "");
    assert_eq!(prove.status.code(), Some(0), "{}", said(&prove));
}
