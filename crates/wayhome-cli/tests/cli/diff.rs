//! `wayhome diff`, as whoever looks after a procedure uses it.

use crate::run::{complained, root, said, wayhome};
use serde_json::Value as Json;

#[test]
fn two_procedures_are_told_apart_in_sentences() {
    let output = wayhome(&["diff", "nutshell", "tees"], "");
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    for wanted in [
        "Who approves",
        "Every child aged 16 or 17, section 20 (V2)",
        "Nutshell: the Assistant Director (Wayhome also accepts someone more senior).",
        "Tees: the Director of Children's Services.",
        "Tees asks for somebody more senior.",
        "For example, a child aged 17, section 20 (V2), looked after for",
        "Nutshell: does not say.",
        "What is due when",
        "What is asked",
    ] {
        assert!(said.contains(wanted), "{wanted} is not in:\n{said}");
    }
}

#[test]
fn an_edition_is_compared_with_the_one_before_it() {
    let same = wayhome(&["diff", "newcastle", "crates/wayhome-procedures/newcastle.toml"], "");
    assert_eq!(same.status.code(), Some(0), "{}", said(&same));
    assert!(said(&same).contains("They do not differ."), "{}", said(&same));
    let text = std::fs::read_to_string(root().join("crates/wayhome-procedures/newcastle.toml")).unwrap();
    let changed = text.replacen("within = \"2 weeks\"", "within = \"3 weeks\"", 1);
    assert_ne!(text, changed);
    let folder = std::env::temp_dir().join(format!("wayhome-diff-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (toml, json) = (folder.join("new.toml"), folder.join("new.json"));
    std::fs::write(&toml, changed).unwrap();
    let compiled = wayhome(&["compile", toml.to_str().unwrap(), "-o", json.to_str().unwrap()], "");
    assert_eq!(compiled.status.code(), Some(0), "{}", complained(&compiled));
    for edition in [&toml, &json] {
        let output = wayhome(&["diff", "newcastle", edition.to_str().unwrap()], "");
        assert_eq!(output.status.code(), Some(1));
        let said = said(&output);
        assert!(
            said.contains(
                "NEW-50: the period changed. First: 2 weeks, should (NEW-50). Second: 3 weeks, should (NEW-50)."
            ),
            "{said}"
        );
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_of_a_rule_changed_is_called_by_its_name() {
    let text = std::fs::read_to_string(root().join("crates/wayhome-procedures/newcastle.toml")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("newcastle.toml");
    let explained = "explained_by = \"not_alone_reason\"";
    for (from, to, what, aspect) in [
        (
            explained,
            "explained_by = \"not_alone_detail\"",
            "what explains it",
            "explains",
        ),
        (
            "that = \"seen_alone\"",
            "that = \"seen_alone and bedroom_seen\"",
            "what it expects",
            "expects",
        ),
    ] {
        assert!(text.contains(from), "{from}");
        std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let diff = |format: &str| said(&wayhome(&["diff", "newcastle", path.to_str().unwrap(), format], ""));
        let sentence = diff("--format=text");
        assert!(
            sentence.contains(&format!("NEW-35: {what} changed. It still says:")),
            "{sentence}"
        );
        let data: Json = serde_json::from_str(&diff("--format=json")).unwrap();
        assert_eq!(data["rules"][0]["changed"], serde_json::json!([aspect]));
    }
}

#[test]
fn what_cannot_be_read_is_said_of_both() {
    let output = wayhome(&["diff", "nowhere", "samples/visit-wrong.json"], "");
    assert_eq!(output.status.code(), Some(2));
    let complained = complained(&output);
    assert!(
        complained.contains("nowhere") && complained.contains("visit-wrong.json"),
        "{complained}"
    );
}

#[test]
fn the_json_is_as_its_schema_says() {
    let schema: Json = serde_json::from_str(&said(&wayhome(&["schema", "difference"], ""))).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for pair in [
        ["nutshell", "tees"],
        ["newcastle", "england"],
        ["wiltshire", "wiltshire"],
    ] {
        let output = wayhome(&["diff", "--format=json", pair[0], pair[1]], "");
        let found: Json = serde_json::from_str(&said(&output)).unwrap();
        let errors: Vec<String> = validator.iter_errors(&found).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
        let mut broken = found;
        broken["approvals"] = Json::Null;
        assert!(!validator.is_valid(&broken));
    }
}
