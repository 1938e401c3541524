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

/// `wayhome coverage newcastle` with these cases in a file: what it answers, what it complains of, and its exit code.
fn with_cases(cases: &str) -> (String, String, Option<i32>) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("own.toml"), cases).unwrap();
    let output = wayhome(
        &["coverage", "newcastle", "--cases", folder.path().to_str().unwrap()],
        "",
    );
    (said(&output), complained(&output), output.status.code())
}

fn case(name: &str, form: &str, answers: &str, expected: &str) -> String {
    format!(
        "[[case]]\nname = '{name}'\nprocedure = 'newcastle'\nform = '{form}'\ntoday = '2026-03-02'\nanswers = {{ {answers} }}\n{expected}\n\n"
    )
}

#[test]
fn a_case_that_does_not_hold_is_named_and_not_counted() {
    let good = case("alone", "visit", "seen_alone = true", "findings = { NEW-35 = 'met' }");
    let (page, complained, code) = with_cases(&good);
    assert_eq!((complained.as_str(), code), ("", Some(0)));
    assert!(
        page.contains("cases: 1 met\n") && page.contains("cases: none\n"),
        "{page}"
    );
    let bad = case(
        "not alone",
        "visit",
        "seen_alone = true",
        "findings = { NEW-35 = 'breached' }",
    );
    let (page, _, code) = with_cases(&format!("{good}{bad}"));
    assert_eq!(code, Some(1));
    assert!(
        page.contains("own.toml:9: the case “not alone”: NEW-35: expected \"breached\", found \"met\".\n"),
        "{page}"
    );
    assert!(
        page.contains("cases: 1 met\n") && !page.contains("1 breached"),
        "{page}"
    );
}

#[test]
fn a_case_that_names_what_there_is_not_is_an_error() {
    let findings = "findings = { NEW-35 = 'met' }";
    let alone = "seen_alone = true";
    let due = |state: &str| format!("deadlines = {{ {state} }}");
    for (wrong, says) in [
        (case("a", "vist", alone, findings), "visit, decision, plan"),
        (
            case("a", "visit", "seen_alnoe = true", findings),
            "no question `seen_alnoe` in its procedure. Did you mean `seen_alone`?",
        ),
        (
            case("a", "visit", alone, "findings = { NEW-350 = 'met' }"),
            "no rule or row `NEW-350`",
        ),
        (
            case("a", "visit", alone, "needs = { NEW-350 = [] }"),
            "no rule or row `NEW-350`",
        ),
        (
            case("a", "visit", alone, &due("NEW-5O = { state = 'due' }")),
            "no deadline `NEW-5O`",
        ),
        (
            case("a", "review", "", &due("NEW-50 = { state = 'soon' }")),
            "the state of NEW-50 is none",
        ),
        (
            case("a", "visit", alone, &format!("{findings}\nboundary = ['NEW-3']")),
            "no rule, row or deadline `NEW-3`",
        ),
        (
            case("a", "visit", alone, findings).replace("newcastle", "newcastel"),
            "no procedure `newcastel`",
        ),
        (
            case("a", "visit", alone, findings).replace("2026-03-02", "2 March"),
            "Write a day like 2026-03-02.",
        ),
        (case("a", "visit", alone, ""), "expects nothing"),
    ] {
        let (_, complained, code) = with_cases(&wrong);
        assert_eq!(code, Some(2), "{wrong}\n{complained}");
        assert!(
            complained.contains("own.toml") && complained.contains(says),
            "{complained}"
        );
    }
    // Of another procedure that there is, nothing is said; and an unknown question may be what a case shows.
    let other = case("a", "visit", alone, "findings = { TEE-350 = 'met' }").replace("newcastle", "tees");
    assert_eq!(with_cases(&other).2, Some(0));
    let shown = case(
        "a",
        "visit",
        "no_question = true",
        "findings = { REC-QUESTION = 'to_do' }",
    );
    let (page, complained, code) = with_cases(&shown);
    assert_eq!(code, Some(0), "{page} {complained}");
}

/// What is left aside without a word would be taken for tried.
#[test]
fn only_files_of_another_kind_are_left_aside() {
    let good = case("alone", "visit", "seen_alone = true", "findings = { NEW-35 = 'met' }");
    let (page, complained, code) = with_cases(&good.replace("[[case]]", "  [[ case ]]  # one"));
    assert_eq!((complained.as_str(), code), ("", Some(0)));
    assert!(page.contains("cases: 1 met\n"), "{page}");
    let bad = good.replace("'met'", "'breached'").replace("[[case]]", "\n[[ case ]]");
    let (page, _, code) = with_cases(&bad);
    assert_eq!(code, Some(1));
    assert!(page.contains("own.toml:2: the case “alone”"), "{page}");
    for (wrong, says) in [
        (good.replace("[[case]]", "[[cases]]"), "Did you mean `[[case]]`?"),
        (good.replace("name = 'alone'", "name = 'alone"), "own.toml:2:14"),
        ("# soon\n".to_owned(), "there is no case in it"),
    ] {
        let (_, complained, code) = with_cases(&wrong);
        assert_eq!(code, Some(2), "{wrong}\n{complained}");
        assert!(
            complained.contains("own.toml:") && complained.contains(says),
            "{complained}"
        );
    }
    for other in [
        include_str!("../../../wayhome-procedures/nutshell.toml"),
        include_str!("../../../wayhome-procedures/vocabulary.toml"),
        "[mapping]\n",
    ] {
        let (_, complained, code) = with_cases(other);
        assert_eq!((complained.as_str(), code), ("", Some(0)));
    }
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
        "### What no record can show",
    ] {
        assert!(page.contains(text), "{text} is not in the messages");
    }
    let page = said(&wayhome(&["messages", "tees"], ""));
    assert!(
        page.contains("### Facts that a reason names\n\n- Age on the decision date\n"),
        "{page}"
    );
    // No heading stands above nothing.
    let folder = tempfile::tempdir().unwrap();
    let template = folder.path().join("sandbank.toml");
    let template = template.to_str().unwrap();
    wayhome(&["new", "sandbank", "-o", template], "");
    let page = said(&wayhome(&["messages", template], ""));
    assert!(
        page.contains("SAN-1") && !page.contains("What no record can show"),
        "{page}"
    );
}

#[test]
fn a_case_of_the_wrong_shape_is_told_as_a_procedure_is() {
    let wrong = case("a", "visit", "seen_alone = true", "findings = { NEW-35 = 'breeched' }");
    let (_, complained, code) = with_cases(&wrong);
    assert_eq!(code, Some(2));
    assert!(
        complained.contains("own.toml:7:23") && complained.contains("help: did you mean \"breached\"?"),
        "{complained}"
    );
    let (_, complained, code) = with_cases("[[case]\n");
    assert_eq!(code, Some(2));
    assert!(complained.contains("error[WH001]"), "{complained}");
}

#[test]
fn a_row_that_a_case_names_without_its_state_has_that_case() {
    let decided = case(
        "a",
        "decision",
        "legal_status = 'section_20', date_of_birth = '2015-06-01', looked_after_start = '2025-06-02', decision_date = '2026-02-16'",
        "approvals = [{ source = 'newcastle', table = 'decision', rows = ['NEW-52'] }]",
    );
    let (page, complained, code) = with_cases(&decided);
    assert_eq!(code, Some(0), "{page}{complained}");
    assert!(page.contains("cases: 1 decides\n"), "{page}");
}
