//! A mistake in an expression is shown where it stands in the file, however its text is written.

use super::{file, found};

/// The line and column of `oops` in a fact that is written so, and where it was reported.
#[track_caller]
fn check(fact: &str) {
    let source = file(&format!("[facts]\na = {fact}"));
    let at = source.text.find("oops").unwrap();
    let before = &source.text[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    assert_eq!(found(&source), [("WH020", line, column)], "{fact}");
}

#[test]
fn in_texts_as_they_stand() {
    check("'oops'");
    check("'child_seen and oops'");
    check("'''child_seen and oops'''");
    check("'''\nchild_seen\n  and oops'''");
    check("'''\r\nchild_seen\r\n  and oops'''");
    check("{ is = 'child_seen and oops', name = 'A' }");
}

#[test]
fn in_texts_with_escapes() {
    check(r#""oops""#);
    check(r#""legal_status = \"section_20\" and oops""#);
    check(r#""child_seen\tand\n\u0020\U00000020\x20oops""#);
    check("\"\"\"\nchild_seen and \\\n     oops\"\"\"");
    check("\"\"\"child_seen \\  \n\n  and oops\"\"\"");
}

#[test]
fn after_characters_of_several_bytes() {
    check("'cover_arranged_by = \"Zoë 💩\" and oops'");
    check("\"cover_arranged_by = \\\"Zo\\u00eb 💩\\\" and oops\"");
}
