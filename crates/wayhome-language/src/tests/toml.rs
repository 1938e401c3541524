//! Mistakes in the TOML itself: brackets, quotation marks, and values of another kind.

use super::messages::{FORM, check, lines, of};
use super::{HEAD, file};
use crate::Source;

#[test]
fn a_date_where_text_is_needed_and_the_reverse() {
    let head = |key: &str| HEAD.replace("compared = '2026-11'", key);
    check(
        &head("compared = '2026-11'\ndated = 2026-06-01"),
        &[
            "WH011 8: this is a date, and text in quotation marks is needed; write it as the document does: \"1 June 2026\"",
        ],
    );
    check(
        &head("compared = 2026-06-01"),
        &["WH011 7: this is a date, and text in quotation marks is needed; write the year and the month: \"2026-06\""],
    );
    let deadline = |from: &str| {
        format!(
            "[[deadline]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nfrom = {from}\nwithin = '1 week'\nsays = 'S'\ncite = '1'"
        )
    };
    check(
        &deadline("2026-04-01"),
        &[
            "WH011 12: this is a date, and text in quotation marks is needed; name the question that takes the date from which it is counted, such as \"visit_date\"; since when a deadline is in force, `in_force_from` says",
        ],
    );
    check(
        &deadline("'2026-04-01'"),
        &[
            "WH062 12: a date is needed here, and this is a number; in an expression, a date is written date(\"2026-04-01\")",
        ],
    );
    let rule =
        |keys: &str| format!("[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\n{keys}\nsays = 'S'\ncite = '1'");
    check(
        &rule("expect = 'child_seen'\nfrom = 'April 2026'"),
        &["WH011 13: this is not a date like 2026-04-01; write the year, the month and the day: 2026-04-01"],
    );
    check(
        &rule("expect = 2026-04-01"),
        &[
            "WH011 12: this is a date, and text in quotation marks or a list of tables is needed; write an expression in quotation marks; in it, this is date(\"2026-04-01\")",
        ],
    );
    check(
        &rule("expect = 'child_seen'\nabout = 'child_seen'"),
        &[
            "WH011 13: this is text in quotation marks, and a list in square brackets is needed; put it in square brackets: [\"…\"]",
        ],
    );
}

#[test]
fn toml_that_lies_too_deep_is_said_to() {
    let deep = Source::new("ex.toml", format!("a = {}", "[".repeat(5_000)));
    assert_eq!(
        lines(&of(&deep))[0],
        "WH001 1: lists and tables lie too deep in one another; a procedure needs some five: look for brackets that are opened over and over"
    );
    let deep = Source::new("ex.toml", format!("wayhome = 1\n[a{}]\n", ".a".repeat(300)));
    assert_eq!(
        lines(&of(&deep))[0],
        "WH001 2: this name has too many parts; a procedure needs some three, as in [approval.decision]: look for dots that are written over and over"
    );
}

#[test]
fn approval_tables_and_their_brackets() {
    let row = "id = 'EX-1'\nwhen = 'true'\nnone_required = true\ncite = '1'\n";
    let near = "WH004 8: the approval table decison has nearly the name of another; did you mean `decision`? Choose another name, if you did not";
    check(&format!("[[approval.decison.row]]\n{row}"), &[near]);
    check(
        &format!("[approval.decison.row]\n{row}"),
        &[
            "WH011 8: row is a list of tables; write [[….row]] with two brackets on each side",
            near,
        ],
    );
    check(
        "[[approval.decision]]\ntitle = 'T'",
        &[
            "WH011 8: approval.decision is one table, and this is a list; write [approval.decision] with one bracket on each side",
        ],
    );
}

#[test]
fn one_bracket_among_two_is_shown_where_it_stands() {
    let rule = "id = 'EX-1'\nform = 'visit'\n";
    check(
        &format!("[rule]\n{rule}\n[[rule]]\n{rule}\n[[rule]]\n{rule}"),
        &[
            "WH001 8: [rule] stands here with one bracket on each side, and there are several; write [[rule]] with two brackets on each side, each time",
        ],
    );
    check(
        &format!("[[rule]]\n{rule}form = 'visit'"),
        &[
            "WH001 11: this key stands here twice; leave one of them out, or begin another part with its name in brackets above it",
        ],
    );
}

#[test]
fn quotation_marks_within_quotation_marks() {
    let rule = |line: &str| format!("[[rule]]\nid = 'EX-1'\n{line}\nform = 'visit'\n");
    for (line, help) in [
        (
            "when = \"legal_status = \"remand\"\"",
            "put '…' around a text that holds \"…\": when = 'legal_status = \"section_20\"'",
        ),
        ("when = “child_seen”", "write straight quotation marks: \" or '"),
        (
            "says = 'Ask the child's views.'",
            "put \"…\" around a text that holds an apostrophe: says = \"Ask the child's views.\"",
        ),
        (
            "says = 'See the child.",
            "end the text with the quotation mark that it begins with, on the same line",
        ),
        ("level = visit", "put text in quotation marks: form = \"visit\""),
    ] {
        let found = of(&file(&rule(line)));
        let helps: Vec<&str> = found.iter().filter_map(|found| found.help.as_deref()).collect();
        assert_eq!(
            (helps, found.iter().next().map(|found| found.code)),
            (vec![help], Some("WH001")),
            "{line}"
        );
    }
}

#[test]
fn a_part_with_a_bracket_too_many_is_told_once() {
    let text = format!(
        "{}\n{FORM}'child_seen'] }}]",
        HEAD.replace("[procedure]", "[[procedure]]")
    );
    assert_eq!(
        lines(&of(&Source::new("ex.toml", text))),
        ["WH011 2: procedure is one table, and this is a list; write [procedure] with one bracket on each side, once"]
    );
    check(
        "[[coverage]]\nduties = ['EX-1 to EX-3']",
        &["WH011 8: coverage is one table, and this is a list; write [coverage] with one bracket on each side, once"],
    );
}

#[test]
fn a_row_without_its_table_is_given_one() {
    for list in ["row", "silent"] {
        check(
            &format!("[[approval.{list}]]\nwhen = 'true'"),
            &[&format!(
                "WH011 8: approval.{list} belongs to no table: the name of the table is missing; write [[approval.decision.{list}]]"
            )],
        );
    }
}

#[test]
fn a_word_of_another_kind_is_told_with_the_words_that_there_are() {
    let rule = |level: &str| {
        format!("[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = {level}\nexpect = 'child_seen'\nsays = 'S'\ncite = '1'")
    };
    for (level, kind) in [("1", "a number"), ("true", "true or false"), ("['must']", "a list")] {
        check(
            &rule(level),
            &[&format!(
                "WH011 11: this is {kind}, and a word in quotation marks is needed; write \"must\", \"should\" or \"consider\""
            )],
        );
    }
    let question =
        |option: &str| format!("[[question]]\nid = 'ex.a'\ntype = 'choice'\nlabel = 'L'\noptions = [{option}]");
    check(
        &question("'East team'"),
        &[
            "WH011 12: an option has an id and a label, and this is text; write a table in curly brackets: { id = \"east_team\", label = \"East team\" }",
        ],
    );
    check(
        &question("'East (1)'"),
        &[
            "WH011 12: an option has an id and a label, and this is text; write a table in curly brackets: { id = \"east\", label = \"East\" }",
        ],
    );
}
