//! `wayhome eval`: what the FEEL subset means, as data in `tests/feel`.

use crate::run::{complained, root, said, wayhome};
use serde::Deserialize;
use serde_json::{Value as Json, json};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    with: Option<Json>,
    value: Option<Json>,
    r#type: Option<String>,
    #[serde(default)]
    refused: bool,
}

#[test]
fn every_expression_comes_to_what_the_standard_says_or_is_refused() {
    let file: File = toml::from_str(&std::fs::read_to_string(root().join("tests/feel/values.toml")).unwrap()).unwrap();
    let answers = std::env::temp_dir().join(format!("wayhome-eval-{}.json", std::process::id()));
    for case in file.case {
        std::fs::write(&answers, case.with.unwrap_or_else(|| json!({})).to_string()).unwrap();
        let output = wayhome(
            &["eval", "--format=json", "--with", answers.to_str().unwrap(), &case.text],
            "",
        );
        let found: Json = serde_json::from_str(&said(&output)).unwrap();
        if case.refused {
            assert_eq!(output.status.code(), Some(2), "{}", case.text);
            assert!(
                found
                    .get("refused")
                    .is_some_and(|refused| !refused.as_array().unwrap().is_empty()),
                "{}",
                case.text
            );
        } else {
            assert_eq!(
                found,
                json!({ "value": case.value, "type": case.r#type }),
                "{}",
                case.text
            );
            assert_eq!(output.status.code(), Some(0), "{}", case.text);
        }
    }
    std::fs::remove_file(answers).unwrap();
}

#[test]
fn a_number_is_written_with_all_its_digits() {
    for (expression, written) in [
        ("1000000000000000000000 + 1", "1000000000000000000001 (number)\n"),
        ("1000000000000000000000", "1000000000000000000000 (number)\n"),
        (
            "0.1234567890123456789012345678",
            "0.1234567890123456789012345678 (number)\n",
        ),
        ("0.0000001", "0.0000001 (number)\n"),
    ] {
        assert_eq!(said(&wayhome(&["eval", expression], "")), written);
    }
}

#[test]
fn a_count_outside_the_known_bank_holidays_says_so() {
    let count = |year: &str, format: &str| {
        let expression = format!("working_days(date(\"{year}-01-01\"), date(\"{year}-12-31\"))");
        wayhome(&["eval", &expression, "--format", format], "")
    };
    let outside = count("1990", "text");
    let note = "Bank holidays are known from ";
    assert!(said(&outside).ends_with(" (number)\n"), "{}", said(&outside));
    assert!(complained(&outside).contains(note), "{}", complained(&outside));
    let json: Json = serde_json::from_str(&said(&count("1990", "json"))).unwrap();
    assert!(json["note"].as_str().unwrap().starts_with(note), "{json}");
    assert_eq!(complained(&count("2026", "text")), "");
    let json: Json = serde_json::from_str(&said(&count("2026", "json"))).unwrap();
    assert!(json.get("note").is_none(), "{json}");
}

#[test]
fn an_answer_that_is_given_twice_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let answers = folder.path().join("answers.json");
    for text in [
        r#"{"seen_alone":true,"seen_alone":false}"#,
        r#"{"answers":{"seen_alone":true,"seen_alone":false}}"#,
    ] {
        std::fs::write(&answers, text).unwrap();
        let output = wayhome(&["eval", "seen_alone", "--with", answers.to_str().unwrap()], "");
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(said(&output), "");
        let error = complained(&output);
        assert!(
            error.contains("answers.json: `seen_alone` stands there twice: keep one of the two"),
            "{error}"
        );
    }
}
