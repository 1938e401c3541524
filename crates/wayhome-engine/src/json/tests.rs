use serde_json::Value as Json;

use super::*;

/// Does the reader take exactly what `serde_json` takes?
#[track_caller]
fn as_serde(text: &str) {
    let ours = Reader::new(text.as_bytes()).is_some_and(|mut reader| reader.skip().is_some() && reader.is_done());
    assert_eq!(ours, serde_json::from_str::<Json>(text).is_ok(), "{text}");
}

#[test]
fn what_is_json_and_what_is_not() {
    for text in [
        "null",
        "true",
        "false",
        "0",
        "-0",
        "10",
        "01",
        "-",
        "1.",
        ".5",
        "1.5",
        "1e5",
        "1E+5",
        "1e",
        "1e-",
        "\"\"",
        "\"a\\n\\u00e9\"",
        "\"\\x\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\"\\ude00\"",
        "\"\\ud83dx\"",
        "\"\t\"",
        "\"a",
        "[]",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1, [2]]",
        "{}",
        "{\"a\":1}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{1:1}",
        "nul",
        "truex",
        " [ 1 , { \"a\" : [ ] } ] ",
        "1 1",
        "",
        " ",
        "\u{feff}1",
        "\"a longer text, with an escape \\\" after the eighth byte\"",
        "\"a longer text with a\ttab\"",
    ] {
        as_serde(text);
    }
}

#[test]
fn depth_is_bounded_as_it_is_in_serde_json() {
    for deep in [1, 126, 127, 128, 4000] {
        as_serde(&("[".repeat(deep) + &"]".repeat(deep)));
    }
}

#[test]
fn a_text_says_what_serde_json_reads() {
    for text in [
        "plain",
        "é ü",
        "a\"b\\c/d",
        "line\nnext\ttab",
        "\u{1F600} and more than eight bytes",
        "\u{8}\u{c}\r",
    ] {
        let written = serde_json::to_string(text).unwrap();
        assert_eq!(Reader::new(written.as_bytes()).unwrap().text().as_deref(), Some(text));
    }
    let pair = Reader::new(br#""\ud83d\uDE00\/""#).unwrap().text().map(Cow::into_owned);
    assert_eq!(pair.as_deref(), Some("\u{1F600}/"));
}
