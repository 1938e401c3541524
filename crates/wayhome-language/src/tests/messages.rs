//! What is said of common mistakes, and what to write instead.

use super::{HEAD, compiled, file};
use crate::{Diagnostics, Source, Vocabulary, compile};

fn of(source: &Source) -> Diagnostics {
    compiled(source).map_or_else(|errors| errors, |compiled| compiled.warnings)
}

pub(super) fn lines(found: &Diagnostics) -> Vec<String> {
    let line = |found: &crate::Diagnostic| {
        let help = found.help.as_deref().unwrap_or("nothing to do");
        format!("{} {}: {}; {help}", found.code, found.line, found.message)
    };
    found.iter().map(line).collect()
}

/// Everything that is found, with its line and its help.
#[track_caller]
pub(super) fn check(parts: &str, expected: &[&str]) {
    assert_eq!(lines(&of(&file(parts))), expected);
}

const FORM: &str = "[[form]]\nid = 'plan'\nsection = [{ title = 'T', ask = [";

#[test]
fn a_file_in_a_later_version_of_the_language_needs_a_later_wayhome() {
    for (written, said) in [
        (
            "2",
            "the file is in version 2 of the language, and this version of Wayhome reads 1; update Wayhome to use it",
        ),
        (
            "0x10",
            "the file is in version 16 of the language, and this version of Wayhome reads 1; update Wayhome to use it",
        ),
        ("0", "this version of the language is not known; write wayhome = 1"),
        ("-2", "this version of the language is not known; write wayhome = 1"),
        ("1.5", "this version of the language is not known; write wayhome = 1"),
        ("'1'", "this version of the language is not known; write wayhome = 1"),
    ] {
        let head = HEAD.replacen("wayhome = 1", &format!("wayhome = {written}"), 1);
        check(&head, &[&format!("WH017 1: {said}")]);
    }
}

#[test]
fn a_wrong_prefix_is_replaced() {
    for (id, right) in [
        ("Larkfield.calls", "ex.calls"),
        ("lark.calls", "ex.calls"),
        ("calls", "ex.calls"),
    ] {
        let text = format!("[[question]]\nid = '{id}'\ntype = 'yesno'\nlabel = 'L'");
        check(
            &text,
            &[&format!(
                "WH031 9: the question {id} does not start with ex.; write \"{right}\""
            )],
        );
    }
}

/// One mistake, one error: whatever reads the question is right.
#[test]
fn what_reads_a_refused_question_is_not_reported_as_well() {
    let uses = |id: &str| {
        format!(
            "{FORM}'{id}', {{ question = 'child_seen', when = '{id}' }}] }}]\n[facts]\na = 'not({id}) and {id}.year = 1'\n\
             [[rule]]\nid = 'EX-1'\nform = 'plan'\nlevel = 'must'\nexpect = '{id}'\nexplained_by = '{id}'\nsays = 'S'\ncite = '1'\n\
             [[covered]]\nid = 'EX-2'\nby = ['{id}']\nsays = 'S'\ncite = '1'\n"
        )
    };
    let question = "[[question]]\nid = 'lark.calls'\ntype = 'yesno'\nlabel = 'L'\n";
    for id in ["lark.calls", "ex.calls"] {
        let found = of(&file(&format!("{question}{}", uses(id))));
        let codes: Vec<&str> = found.iter().map(|found| found.code).collect();
        assert_eq!(codes, ["WH031"], "{id}");
    }
    let question = "[[question]]\nid = 'ex.calls'\ntype = 'choice'\noptions_from = 'rolls'\nlabel = 'L'\n";
    let found = of(&file(&format!("{question}{}", uses("ex.calls"))));
    let codes: Vec<&str> = found.iter().map(|found| found.code).collect();
    assert_eq!(codes, ["WH024"]);
}

#[test]
fn whom_to_consult_is_chosen_from_the_options() {
    let vocabulary = include_str!("vocabulary.toml").to_owned()
        + "[[question]]\nid = 'consulted'\ntype = 'choices'\nlabel = 'Who was consulted?'\noptions = [{ id = 'iro', label = 'IRO' }, { id = 'school', label = 'School' }]\n";
    let vocabulary = Vocabulary::parse(&Source::new("v", vocabulary)).unwrap();
    let consulting = |who: &str| {
        let row = format!(
            "[[approval.decision.row]]\nid = 'EX-1'\nwhen = 'true'\nby = ['team_manager']\nconsult = ['{who}']\ncite = '1'"
        );
        lines(&compile(&file(&row), &vocabulary, &super::calendar()).unwrap_err())
    };
    assert_eq!(
        consulting("police"),
        ["WH041 12: \"police\" is not an option of consulted; write one of iro, school"]
    );
    assert_eq!(
        consulting("schol"),
        ["WH041 12: \"schol\" is not an option of consulted; did you mean \"school\"?"]
    );
}

#[test]
fn a_range_that_cannot_be_read_is_one_mistake() {
    let rule = "[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nexpect = 'child_seen'\nsays = 'S'\ncite = '1'";
    check(
        &format!("[coverage]\nduties = ['EX-1 to EX-20']\n{rule}"),
        &[
            "WH103 9: \"EX-1 to EX-20\" is neither an id nor a range of ids; write \"NEW-14\", or \"NEW-01 to NEW-55\" with numbers of the same length",
        ],
    );
}

#[track_caller]
pub(super) fn expression(text: &str, expected: &str) {
    let found = crate::expression(text, &super::names()).map_or_else(|found| found, |_| Diagnostics::default());
    assert_eq!(lines(&found).join(" | "), expected, "{text}");
}

#[test]
fn an_expression_that_breaks_off_says_what_is_missing() {
    let written = "write what has to hold, such as child_seen = true";
    expression("", &format!("WH040 1: there is no expression here; {written}"));
    expression("  ", &format!("WH040 1: there is no expression here; {written}"));
    expression(
        "child_seen or",
        "WH040 1: the expression ends where a value is expected; write a value after `or`, or leave `or` out",
    );
    expression(
        "child_seen and or seen_alone",
        "WH040 1: `or` stands where a value is expected; write a value after `and`, or leave `and` out",
    );
    expression(
        "(child_seen",
        "WH040 1: the expression ends too early; close each bracket that is opened",
    );
    expression(
        "child_seen)",
        "WH040 1: `)` cannot stand here; leave it out: no bracket is open here",
    );
    expression(
        "child_seen seen_alone",
        "WH040 1: `seen_alone` cannot stand here; write `and`, `or` or a comparison between two values",
    );
}

#[test]
fn words_in_capitals_and_signs_from_elsewhere() {
    expression(
        "child_seen AND NOT(seen_alone) Or TRUE",
        "WH040 1: `AND` is written in small letters; write and | WH040 1: `NOT` is written in small letters; write not | \
         WH040 1: `Or` is written in small letters; write or | WH040 1: `TRUE` is written in small letters; write true",
    );
    expression(
        "agreed_visit_weeks ≤ 6",
        "WH052 1: expressions do not use the character ≤; write <=",
    );
    expression(
        "agreed_visit_weeks – 1 ≠ 6",
        "WH052 1: expressions do not use the character –; write - for minus | WH052 1: expressions do not use the character ≠; write !=",
    );
}

#[test]
fn an_unknown_function_is_told_which_there_are() {
    let all = "the functions are age, working_days, days, min, max, count, list contains, date, date and time, duration, years and months duration, not and answered";
    expression(
        "elapsed(visit_date) > 1",
        &format!("WH050 1: there is no function `elapsed`; {all}"),
    );
    expression(
        "workingdays(visit_date) > 1",
        "WH050 1: there is no function `workingdays`; did you mean \"working_days\"?",
    );
    expression(
        "floor(agreed_visit_weeks) > 1",
        &format!("WH049 1: floor is not part of a condition; {all}"),
    );
}

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

/// Where nothing that there is comes close, all of it is named.
#[test]
fn what_there_is_is_named_where_nothing_is_close() {
    let form = format!("{FORM}'child_seen'] }}]\n");
    let rule = |form: &str| {
        format!(
            "[[rule]]\nid = 'EX-1'\nform = '{form}'\nlevel = 'must'\nexpect = 'child_seen'\nsays = 'See.'\ncite = '1'"
        )
    };
    let no_form = |id: &str, help: &str| format!("WH022 13: there is no form \"{id}\"; {help}");
    check(
        &format!("{form}{}", rule("elsewhere")),
        &[&no_form("elsewhere", "write one of plan, visit, decision")],
    );
    check(
        &format!("{form}{}", rule("plna")),
        &[&no_form("plna", "did you mean \"plan\"?")],
    );
    let row = |who: &str| {
        let row = "[[approval.decision.row]]\nid = 'EX-2'\nwhen = 'true'\ncite = '1'\nat_least =";
        format!("[seniority]\nladder = ['social_worker', 'team_manager']\n{row} '{who}'")
    };
    let not_on = |who: &str, help: &str| format!("WH023 14: \"{who}\" is not on the ladder of [seniority]; {help}");
    check(
        &row("panel"),
        &[&not_on("panel", "write one of social_worker, team_manager")],
    );
    check(
        &row("team_manger"),
        &[&not_on("team_manger", "did you mean \"team_manager\"?")],
    );
    let by = row("x").replace("at_least =", "by = ['xyz'] #");
    let found = lines(&of(&file(&by)));
    assert!(
        found[0].starts_with("WH023 14: there is no role \"xyz\"; write one of social_worker, "),
        "{found:?}"
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

/// The help for an expression that is refused.
#[track_caller]
fn helps(text: &str, expected: &str) {
    let found = crate::expression(text, &super::names()).err().unwrap_or_default();
    let helps: Vec<&str> = found.iter().filter_map(|found| found.help.as_deref()).collect();
    assert_eq!(helps, [expected], "{text}");
}

#[test]
fn a_date_that_is_written_as_on_paper_is_told_as_a_date() {
    for text in [
        "visit_date > 2026-01-31",
        "visit_date = 2026-01-31",
        "2026-01-31 < visit_date",
        "visit_date > \"2026-01-31\"",
        "visit_date != \"2026-01-31\"",
        "visit_date in (> 2026-01-31)",
        "visit_date in [\"2026-01-31\"]",
        "visit_date in (\"2026-01-31\")",
        "visit_date between date(\"2026-01-01\") and 2026-01-31",
        "max(visit_date, 2026-01-31) = visit_date",
    ] {
        helps(text, "write date(\"2026-01-31\")");
    }
    helps(
        "visit_date > 31/01/2026",
        "write date(\"2026-01-31\") for 31 January 2026",
    );
    helps("visit_date > \"31 January\"", "write date(\"2026-03-02\")");
    helps("visit_date > 5", "both sides of a comparison are of the same kind");
    helps("\"a\" > \"b\"", "numbers, dates and durations can be ordered");
    // Too large to be a date: two slashes, two divisions.
    let found = crate::expression("31/13/2026 = 1", &super::names())
        .err()
        .unwrap_or_default();
    assert_eq!(found.len(), 2);
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

#[test]
fn what_is_missing_in_a_row_is_told_with_the_row() {
    check(
        "[approval.decision]\n[[approval.decision.row]]\nid = 'EX-1'\nwhen = 'true'\nnone_required = true\n[[approval.decision.row]]\nwhen = 'true'\nnone_required = true\ncite = '1'\n[[approval.decision.silent]]\nwhen = 'true'",
        &[
            "WH013 9: `cite` of EX-1 is missing or empty; add cite = …",
            "WH013 13: `id` of [[approval.decision.row]] is missing or empty; add id = …",
            "WH013 17: `note` of [[approval.decision.silent]] is missing or empty; add note = …",
        ],
    );
}

#[test]
fn an_id_in_capitals_is_told_once_in_small_letters() {
    let head = HEAD.replace("'ex'", "'Ex'");
    for id in ["ex.calls", "ex.weeks"] {
        let question = format!("[[question]]\nid = '{id}'\ntype = 'text'\nlabel = 'L'\n{FORM}'{id}'] }}]");
        assert_eq!(
            lines(&of(&Source::new("ex.toml", format!("{head}{question}")))),
            ["WH015 3: \"Ex\" cannot be an id; write it in small letters: \"ex\""]
        );
    }
}

#[test]
fn a_table_in_no_form_is_refused() {
    check(
        "[approval.decision]\nforms = []\n[[approval.decision.silent]]\nwhen = 'true'\nnote = 'N'",
        &[
            "WH013 8: `forms` of [approval.decision] is missing or empty; name the forms in which it stands, or leave `forms` out for [\"decision\"]",
        ],
    );
}

#[test]
fn spaces_alone_are_no_text() {
    check(
        "[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nexpect = 'child_seen'\nsays = '   '\nbreached_says = \"\\t\"\ncite = '1'",
        &[
            "WH013 13: `says` of a rule is missing or empty; add says = …",
            "WH013 14: `breached_says` of a rule is missing or empty; add breached_says = …",
        ],
    );
}

#[test]
fn no_first_day_counts_in_hours() {
    let deadline = |within: &str| {
        format!(
            "[[deadline]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nfrom = 'visit_date'\nwithin = '{within}'\nfirst_day_counts = true\nsays = 'S'\ncite = '1'"
        )
    };
    check(
        &deadline("72 hours"),
        &[
            "WH016 13: hours are counted from a moment, so no first day counts; leave first_day_counts out, or count in days",
        ],
    );
    check(&deadline("3 days"), &[]);
}
