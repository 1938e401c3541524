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
        ("5 + 0.0", "5 (number)\n"),
        ("(0.5 - 0.5) + 3 = 3", "true (boolean)\n"),
        ("5 - 0.00", "5 (number)\n"),
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
            error.contains(
                "answers.json: The file cannot be read: `seen_alone` stands there twice: keep one of the two"
            ),
            "{error}"
        );
    }
}

#[test]
fn what_no_answer_settles_is_told_with_the_reason() {
    for (expression, reason) in [
        (
            "age(date(\"2030-01-01\"), date(\"2020-01-01\")) > 3 and seen_alone",
            None,
        ),
        (
            "age(date(\"2030-01-01\"), date(\"2020-01-01\")) > 3",
            Some("it asks for an age on a day before the birth"),
        ),
        (
            "date(\"9999-12-31\") + duration(\"P1D\")",
            Some("it leads out of the years 0 to 9999"),
        ),
        (
            "date and time(\"9999-12-31T23:00:00\") + duration(\"PT2H\")",
            Some("it leads out of the years 0 to 9999"),
        ),
        (
            "duration(\"P1M\") * 1.5",
            Some("it makes a duration that is not of whole months or seconds, or too long"),
        ),
        (
            "9999999999999999999999999999 * 9999999999999999999999999999",
            Some("a number has 28 digits at most, and this one would have more"),
        ),
        (
            "some d in [date(\"2026-03-02\")] satisfies days(d, date(\"2026-03-01\")) > 3",
            Some("something in it has no result"),
        ),
    ] {
        let said = said(&wayhome(&["eval", expression], ""));
        match reason {
            Some(reason) => assert!(
                said.starts_with(&format!("unknown: {reason}, and no answer changes that (")),
                "{said}"
            ),
            None => assert!(said.starts_with("unknown until answered: seen_alone"), "{said}"),
        }
    }
}

#[test]
fn what_an_empty_list_holds_is_called_what_it_is() {
    for (expression, message) in [
        (
            "every x in [] satisfies x > 2",
            "an item of an empty list does not come before or after anything",
        ),
        (
            "every x in [] satisfies x = 2",
            "an item of an empty list cannot be compared with a number",
        ),
        (
            "min([])",
            "this list is empty: nothing in it is the least or the greatest",
        ),
    ] {
        let said = complained(&wayhome(&["eval", expression], ""));
        assert!(said.contains(message), "{said}");
        assert!(
            said.contains("write what is in the list: [1, 2]") || expression.contains('='),
            "{said}"
        );
    }
}

#[test]
fn answers_are_read_as_records_are() {
    let folder = tempfile::tempdir().unwrap();
    let answers = folder.path().join("answers.json");
    let eval = |bytes: &[u8]| {
        std::fs::write(&answers, bytes).unwrap();
        wayhome(&["eval", "seen_alone", "--with", answers.to_str().unwrap()], "")
    };
    assert_eq!(said(&eval(b"\xef\xbb\xbf{\"seen_alone\":true}")), "true (boolean)\n");
    for (text, says) in [
        (String::new(), "There is nothing in it."),
        (" \n".to_owned(), "There is nothing in it."),
        (
            "{\"seen_alone\":true".to_owned(),
            "it stops before its end, at line 1, column 18.",
        ),
        (
            format!("{{\"a\":{}", "[".repeat(200)),
            "its lists and objects lie too deep in one another, at line 1",
        ),
        ("{\"a\":yes}".to_owned(), "a text needs quotation marks, at line 1"),
        ("[1]".to_owned(), "expected an object of answers by question id."),
    ] {
        let output = eval(text.as_bytes());
        assert_eq!(output.status.code(), Some(2), "{text}");
        let complained = complained(&output);
        assert!(
            complained.contains("answers.json: ") && complained.contains(says),
            "{complained}"
        );
    }
}

#[test]
fn what_is_recorded_is_not_called_unanswered() {
    let folder = tempfile::tempdir().unwrap();
    let answers = folder.path().join("answers.json");
    let all = json!({ "visit_date": "2026-13-01", "actual_return_date": "2026-03-10", "decision_date": "2026-03-01",
        "household": [{ "name": "A Sample" }] });
    std::fs::write(&answers, all.to_string()).unwrap();
    let eval = |expression: &str, format: &str| {
        let answers = answers.to_str().unwrap();
        said(&wayhome(
            &["eval", expression, "--with", answers, "--format", format],
            "",
        ))
    };
    for (expression, expected) in [
        (
            "visit_date > decision_date",
            "unknown until readable: visit_date (boolean)\n",
        ),
        (
            "visit_date > decision_date and seen_alone",
            "unknown until answered: seen_alone; until readable: visit_date (boolean)\n",
        ),
        (
            "days(actual_return_date, decision_date) > 3",
            "unknown: actual_return_date and decision_date do not fit together as they are recorded (boolean)\n",
        ),
        (
            "days(actual_return_date, date(\"2026-03-01\")) > 3",
            "unknown: actual_return_date does not fit as it is recorded (boolean)\n",
        ),
        (
            "every person in household satisfies age(person.date_of_birth, decision_date) > 3",
            "unknown until answered: household (boolean)\n",
        ),
        (
            "days(date(\"2026-03-02\"), date(\"2026-03-01\")) > 3",
            "unknown: it counts from a day to an earlier one, and no answer changes that (boolean)\n",
        ),
    ] {
        assert_eq!(eval(expression, "text"), expected, "{expression}");
    }
    let json: Json = serde_json::from_str(&eval("visit_date > decision_date and seen_alone", "json")).unwrap();
    assert_eq!(
        json,
        json!({ "value": { "unknown": ["visit_date", "seen_alone"] }, "type": "boolean", "unreadable": ["visit_date"] })
    );
}

/// As in a report: what a form does not ask is not known, whatever is recorded.
#[test]
fn the_form_of_a_record_says_what_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record.json");
    let record = |form: &str| json!({ "procedure": "newcastle", "form": form, "answers": { "seen_alone": true, "not_alone_reason": "child_refused" } });
    let with = |record: &Json, procedure: &str| {
        std::fs::write(&path, record.to_string()).unwrap();
        let file = path.to_str().unwrap();
        let words = [
            "eval",
            "not_alone_reason = \"child_refused\"",
            "--with",
            file,
            "--procedure",
            procedure,
        ];
        said(&wayhome(&words, ""))
    };
    assert_eq!(with(&record("visit"), "newcastle"), "false (boolean)\n");
    // Bare answers, a form that is none and another procedure say nothing of that.
    assert_eq!(with(&record("visit")["answers"], "newcastle"), "true (boolean)\n");
    assert_eq!(with(&record("vist"), "newcastle"), "true (boolean)\n");
    assert_eq!(with(&record("visit"), "tees"), "true (boolean)\n");
}

#[test]
fn facts_are_looked_for_where_they_are() {
    let alone = wayhome(&["eval", "age >= 16"], "");
    assert_eq!(alone.status.code(), Some(2));
    assert!(
        complained(&alone).contains("--procedure newcastle"),
        "{}",
        complained(&alone)
    );
    let file = wayhome(
        &["eval", "age >= 16", "--procedure", "tests/procedures/harbour.toml"],
        "",
    );
    assert_eq!(
        complained(&file),
        "wayhome: --procedure takes the id that stands in the file. Name the folder that the file is in with --procedures.\n"
    );
}
