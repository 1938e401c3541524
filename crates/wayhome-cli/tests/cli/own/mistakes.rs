//! A mistake in a procedure, in its table or in how it stands on the law is told to its author, and no record is checked.

use std::fmt::Write as _;
use std::fs;

use serde_json::Value as Json;
use tempfile::TempDir;

use super::{RECORD, TODAY, change, folder, in_folder, path};
use crate::run::{complained, root, said, wayhome};

#[test]
fn a_mistake_in_a_procedure_stops_the_check_with_its_place() {
    let folder = folder();
    change(
        &folder,
        "explained_by = \"not_alone_reason\"",
        "explained_by = \"not_alone_reson\"",
    );
    let [option, dir] = in_folder(folder.path());
    let output = wayhome(&["check", TODAY, &option, &dir], RECORD);
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(2), ""));
    let complaint = complained(&output);
    let text = fs::read_to_string(path(&folder, "sandbank.toml")).unwrap();
    let line = 1 + text.lines().position(|line| line.contains("not_alone_reson")).unwrap();
    assert!(complaint.contains(&format!("sandbank.toml:{line}:16")), "{complaint}");
    assert!(complaint.contains("did you mean \"not_alone_reason\""), "{complaint}");
}

/// What `wayhome compile` refuses is not used to check records either; whoever still writes it can look at it.
#[test]
fn an_unfinished_table_stops_the_check_as_it_stops_compiling() {
    let folder = folder();
    change(&folder, "age >= 16", "age >= 17");
    let file = path(&folder, "sandbank.toml");
    let gap = format!("wayhome: {file}: table decision: gap: nothing is said of this child: aged 16, section 20");
    let [option, dir] = in_folder(folder.path());
    for words in [
        ["check", TODAY, &option, &dir].as_slice(),
        &["check", TODAY, "--procedure", &file],
        &["export", TODAY, "--to=text", &option, &dir],
        &["compile", &file],
    ] {
        let output = wayhome(words, RECORD);
        assert_eq!((output.status.code(), said(&output).as_str()), (Some(2), ""));
        assert!(complained(&output).contains(&gap), "{}", complained(&output));
        assert!(complained(&output).contains("Add a row or a silence for each gap"));
    }
    for words in [
        ["prove", &option, &dir].as_slice(),
        &["prove", &file],
        &["lint", &file, &option, &dir],
        &["diff", &file, "newcastle"],
    ] {
        let output = wayhome(words, "");
        assert_eq!(output.status.code(), Some(1), "{words:?}: {}", complained(&output));
    }
    for words in [
        ["coverage", &file].as_slice(),
        &["messages", &file],
        &["eval", "sandbank.school_told", "--procedure=sandbank", &option, &dir],
    ] {
        let output = wayhome(words, "");
        assert_eq!(output.status.code(), Some(0), "{words:?}: {}", complained(&output));
    }
}

#[test]
fn what_does_not_fit_the_law_beneath_is_said_once_and_of_the_procedure() {
    for (from, to, says) in [
        ("\"SAN-2\"", "\"ENG-29\"", "both have a rule with the id `ENG-29`"),
        (
            "met_by = \"visit_date\"",
            "met_by = \"visit_date\"\nfloor = \"ENG-28-22\"",
            "the deadline SAN-3 names `ENG-28-22` as its floor, and `england` has no deadline of that id. Did you mean `ENG-28-2`?",
        ),
        ("floor = \"england\"", "floor = \"tees\"", "which is not law"),
    ] {
        let folder = folder();
        change(&folder, from, to);
        let file = path(&folder, "sandbank.toml");
        let [option, dir] = in_folder(folder.path());
        let output = wayhome(
            &["check", "--format=json", TODAY, &option, &dir],
            &format!("{RECORD}\n{RECORD}\n"),
        );
        assert_eq!((output.status.code(), said(&output).as_str()), (Some(2), ""));
        let complaint = complained(&output);
        assert!(complaint.contains(&format!("wayhome: {file}: ")), "{complaint}");
        assert_eq!(complaint.matches(says).count(), 1, "{complaint}");
        let lint = wayhome(&["lint", &file], "");
        assert_eq!(lint.status.code(), Some(1));
        assert!(said(&lint).contains(says), "{}", said(&lint));
        let compile = wayhome(&["compile", &file], "");
        assert_eq!((compile.status.code(), said(&compile).as_str()), (Some(2), ""));
        assert!(complained(&compile).contains(says), "{}", complained(&compile));
    }
}

/// A floor of the council's own is not known to `wayhome compile` unless it is named; then it is looked at.
#[test]
fn compile_knows_the_floors_of_a_folder() {
    let law = TempDir::new().unwrap();
    let shipped = fs::read_to_string(root().join("crates/wayhome-procedures/england.toml")).unwrap();
    fs::write(
        law.path().join("northland.toml"),
        shipped.replace("england", "northland"),
    )
    .unwrap();
    let folder = folder();
    change(&folder, "floor = \"england\"", "floor = \"northland\"");
    change(&folder, "\"SAN-2\"", "\"ENG-29\"");
    let file = path(&folder, "sandbank.toml");
    assert_eq!(wayhome(&["compile", &file], "").status.code(), Some(0));
    let [option, dir] = in_folder(law.path());
    let refused = wayhome(&["compile", &file, &option, &dir], "");
    assert_eq!(refused.status.code(), Some(2));
    let complaint = complained(&refused);
    assert!(
        complaint.contains("`sandbank` and `northland` both have a rule"),
        "{complaint}"
    );
}

/// That nobody tried its cases shows no mistake in a table: it is used, and the author is told.
#[test]
fn a_table_with_too_many_cases_to_try_is_said_to_be_so() {
    let folder = folder();
    let (mut asked, mut questions, mut conditions) = (String::new(), String::new(), String::new());
    for number in 0..30 {
        write!(asked, "\"sandbank.n{number}\", ").unwrap();
        write!(
            questions,
            "[[question]]\nid = \"sandbank.n{number}\"\ntype = \"number\"\nlabel = \"N{number}?\"\n"
        )
        .unwrap();
        write!(conditions, " and sandbank.n{number} > {number}").unwrap();
    }
    change(&folder, "[\"date_of_birth\", ", &format!("[{asked}\"date_of_birth\", "));
    change(
        &folder,
        "when = 'legal_status = \"care_order\"'",
        &format!("when = 'legal_status = \"care_order\"{conditions}'"),
    );
    change(&folder, "[facts]", &format!("{questions}[facts]"));
    let file = path(&folder, "sandbank.toml");
    let says = "table decision: not checked. It has ";
    let lint = wayhome(&["lint", &file], "");
    assert_eq!(lint.status.code(), Some(1));
    assert!(said(&lint).contains(says), "{}", said(&lint));
    let json: Json = serde_json::from_str(&self::said(&wayhome(&["lint", "--format=json", &file], ""))).unwrap();
    assert!(json["problems"][0].as_str().unwrap().starts_with(says), "{json}");
    let compile = wayhome(&["compile", &file], "");
    assert_eq!(compile.status.code(), Some(0));
    assert!(!compile.stdout.is_empty() && complained(&compile).contains(says));
}
