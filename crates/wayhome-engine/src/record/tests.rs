//! What a record must be, and what is said of one that is not.

use super::*;

#[track_caller]
fn refused(text: &str, message: &str) {
    let error = Record::parse(text.as_bytes()).unwrap_err().to_string();
    assert!(error.contains(message), "{error}");
}

#[test]
fn what_is_wrong_is_said_with_its_place_and_without_the_value() {
    refused("{", "line 1");
    refused(r#"{"procedure":"newcastle","form":"visit"}"#, "missing field `answers`");
    refused(
        r#"{"procedure":"newcastle","form":7,"answers":{}}"#,
        "in `form`: expected text, at line 1",
    );
    refused(
        r#"{"procedure":"n","form":"visit","answers":{"a":1,"a":2}}"#,
        "the question `a` is answered twice",
    );
    refused(
        r#"{"procedure":"n","form":"visit","answers":{"rows":[{"a":1},{"a":1,"b":[],"a":2}]}}"#,
        "an answer has the same field twice, at line 1, column 78",
    );
    refused(
        r#"{"wayhome":"1","procedure":"n","form":"visit","answers":{}}"#,
        "in `wayhome`: expected a whole number, at line 1",
    );
    refused(
        "7",
        "The record cannot be read: expected an object, with `procedure`, `form` and `answers`, at line 1",
    );
    refused(
        &format!("{{\"answers\":{{\"a\":{}", "[".repeat(200)),
        "its lists and objects lie too deep in one another",
    );
    refused(
        r#"{"wayhome":0,"procedure":"n","form":"visit","answers":{}}"#,
        "formats are counted from 1",
    );
    refused(
        "\n [1,\"n\",\"visit\",null,{}]",
        "expected an object, with `procedure`, `form` and `answers`, at line 2, column 2",
    );
    refused(
        r#"{"wayhome":2,"procedure":"n","form":"visit","answers":{}}"#,
        "The record is of format 2, in `wayhome`, at line 1, column 12. This version of Wayhome reads format 1: update",
    );
    refused(
        "{ \"procedure\": {\"wayhome\":1},\n\"entries\":[],\n  \"wayhome\": 3 }",
        "The record is of format 3, in `wayhome`, at line 3, column 14. This version",
    );
    for text in [
        r#"{"procedure":"n","form":"v","answers":"Robin Example"}"#,
        r#"{"procedure":"n","form":"v","answers":{"Robin Example":1,"Robin Example":2}}"#,
    ] {
        let error = Record::parse(text.as_bytes()).unwrap_err();
        assert!(!error.to_string().contains("Robin"), "{error}");
    }
}

#[test]
fn a_later_format_is_told_with_its_place_as_far_as_that_is_found() {
    refused(
        "{\n \"wayhome\": 2, \"later\": \"\\ud800\" }",
        "of format 2, in `wayhome`, at line 2, column 13. This version",
    );
    let text = "{ \"early\": \"\\ud800\",\n \"wayhome\": 2 }";
    refused(text, "of format 2, in `wayhome`. This version");
    let in_line = Record::parse(text.as_bytes()).unwrap_err().in_line();
    assert!(
        in_line.starts_with("The record is of format 2, in `wayhome`. This"),
        "{in_line}"
    );
}

#[test]
fn what_breaks_a_text_is_said_in_plain_words() {
    let answers = |answers: &str| format!("{{\"procedure\":\"n\",\"form\":\"v\",\"answers\":{answers}");
    for (text, message) in [
        (answers("{\"a\":\"x"), "it stops before its end, at line 1"),
        (answers("{\"a\":1}\n"), "it stops before its end, at line 2, column 1."),
        (
            answers("{\"a\":nope}}"),
            "a text needs quotation marks, at line 1, column 45",
        ),
        (answers("{\"a\":1e999}}"), "a number is too large, at line 1"),
        (
            answers("{a:1}}"),
            "the name of a field stands in quotation marks, at line 1, column 40",
        ),
        (answers("{\"a\" 1}}"), "a colon is missing after the name of a field"),
        (
            answers("{\"a\":1 \"b\":2}}"),
            "a comma is missing, or the `}` that ends an object",
        ),
        (
            answers("{\"a\":[1 2]}}"),
            "a comma is missing, or the `]` that ends a list",
        ),
        (answers("{\"a\":1,}}"), "a comma stands after the last"),
        (answers("{\"a\":\"x\ny\"}}"), "a text holds a line break"),
        (answers("{\"a\":\"\\q\"}}"), "a backslash"),
        (answers("{\"a\":\"\\ud83d\"}}"), "a \\u in a text stands for no letter"),
        (answers("{}} {}"), "something follows after its end"),
        (answers("{},\"form\":\"w\"}"), "`form` stands there twice"),
        (
            "\"x\"".to_owned(),
            "expected an object, with `procedure`, `form` and `answers`, at line 1, column 1.",
        ),
        ("null".to_owned(), "`form` and `answers`, at line 1, column 1."),
    ] {
        refused(&text, message);
    }
    // `serde_json` sets no limit to what it passes over.
    let aside = format!("{{}},\"more\":{}{}}}", "[".repeat(127), "]".repeat(127));
    refused(
        &answers(&aside),
        "its lists and objects lie too deep in one another, at line 1, column",
    );
    let aside = format!("{{}},\"more\":{}{}}}", "[".repeat(126), "]".repeat(126));
    assert!(Record::parse(answers(&aside).as_bytes()).is_ok());
    refused(&answers("{},\"more\":\"\\ud800\"}"), "this is not JSON, at line 1");
}

#[test]
fn what_is_no_text_in_utf_8_is_said_to_be_so_and_not_what_a_parser_makes_of_it() {
    let latin = b"{\n\"answers\":{\"n\":\"\xc3\xab\xeb\"}}".as_slice();
    for (bytes, whole, in_line) in [
        (
            latin,
            "From line 2, column 18 on, this is not UTF-8. Save it as UTF-8.",
            "From column 18 on",
        ),
        (
            &[0xff, 0xfe, b'{', 0, b'"', 0],
            "From line 1, column 1 on",
            "From column 1 on",
        ),
        (b"\0{\0\"", "From line 1, column 1 on", "From column 1 on"),
        (
            &[0; 9],
            "This is no text: it begins with bytes of nothing",
            "This is no text",
        ),
    ] {
        let error = Record::parse(bytes).unwrap_err();
        assert_eq!(error.code(), "record_unreadable");
        assert!(error.to_string().starts_with(whole), "{error}");
        assert!(error.in_line().starts_with(in_line), "{}", error.in_line());
    }
    // What can be said of a later format is worth more.
    let later = Record::parse(b"{\"wayhome\":2,\"n\":\"\xeb\"}").unwrap_err();
    assert_eq!(later.code(), "record_newer");
}

#[test]
fn a_file_saved_with_its_report_opens_as_its_record() {
    let record =
        Record::parse(b"\xef\xbb\xbf{\"procedure\":\"n\",\"form\":\"v\",\"answers\":{\"a\":1},\"report\":{}}").unwrap();
    assert_eq!(record.answers.len(), 1);
}
