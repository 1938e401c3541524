//! Slips of the pen: what is written nearly right is told with what to write, and not with what would be refused next.

use std::sync::Arc;

use super::messages::{check, expression, lines};
use super::{compiled, file};
use crate::scenario;
use crate::{Diagnostics, Source};

#[test]
fn a_sign_of_two_the_wrong_way_round() {
    expression("agreed_visit_weeks => 6", "WH052 1: `=>` is not used in FEEL; write >=");
    expression("agreed_visit_weeks =< 6", "WH052 1: `=<` is not used in FEEL; write <=");
    expression(
        "agreed_visit_weeks in (=> 6)",
        "WH052 1: `=>` is not used in FEEL; write >=",
    );
}

#[test]
fn a_date_of_birth_that_stands_second_is_told_in_order() {
    let message = "WH073 1: the date of birth stands second, so nobody ever has this age";
    expression(
        "age(visit_date, date_of_birth) < 16",
        &format!("{message}; write age(date_of_birth, visit_date)"),
    );
    expression(
        "every person in household satisfies age(visit_date, person.date_of_birth) < 18",
        &format!("{message}; write age(person.date_of_birth, visit_date)"),
    );
    expression(
        "age(date(\"2026-03-02\"), date_of_birth) < 16",
        &format!("{message}; write the date of birth first: age(born, on)"),
    );
    // How old somebody was when the child was born.
    expression(
        "every person in household satisfies age(person.date_of_birth, date_of_birth) < 18",
        "",
    );
}

#[test]
fn a_comment_without_an_end_is_told_as_one() {
    for text in ["child_seen /* and alone", "/* the child", "1 < /* \"two\" weeks"] {
        expression(
            text,
            "WH040 1: this comment has no end; end it with */, or begin it with // if it goes to the end of the line",
        );
    }
    expression("child_seen /* and alone */", "");
}

#[test]
fn a_day_that_there_is_not_is_told_as_one() {
    for day in ["2026-02-30", "2026-13-01", "2026-2-3"] {
        let rule = format!(
            "[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nfrom = {day}\nexpect = 'child_seen'\nsays = 'S'\ncite = '1'"
        );
        let found = compiled(&file(&rule)).unwrap_err();
        let found = lines(&found);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].starts_with("WH001 12: ")
                && found[0].ends_with("; there is no such day, or it is written otherwise: write the year, the month and the day of one that there is, such as 2026-02-28"),
            "{found:?}"
        );
    }
}

#[test]
fn a_number_in_quotation_marks_is_written_without() {
    let help = "write 16 without quotation marks";
    let no_order = "WH061 1: text does not come before or after anything";
    expression("agreed_visit_weeks < \"16\"", &format!("{no_order}; {help}"));
    expression("\"16\" >= agreed_visit_weeks", &format!("{no_order}; {help}"));
    expression("agreed_visit_weeks in (< \"16\")", &format!("{no_order}; {help}"));
    let unlike = "cannot be compared with";
    expression(
        "agreed_visit_weeks = \"16\"",
        &format!("WH060 1: a number {unlike} text; {help}"),
    );
    expression(
        "agreed_visit_weeks in [\"16\", \"17\"]",
        &format!("WH060 1: a number {unlike} text; {help}"),
    );
    expression(
        "agreed_visit_weeks < \"many\"",
        &format!("{no_order}; numbers, dates and durations can be ordered"),
    );
    expression(
        "visit_date < \"16\"",
        &format!("{no_order}; write date(\"2026-03-02\")"),
    );
}

#[test]
fn a_date_has_no_bounds() {
    for key in ["min", "max"] {
        check(
            &format!("[[question]]\nid = 'ex.day'\ntype = 'date'\n{key} = 2026-01-01\nlabel = 'Which day?'"),
            &[
                "WH011 11: this is a date, and a number is needed; only a number has a least and a most: leave it out. What a date has to be, a [[rule]] says, and past = true that its day has come",
            ],
        );
    }
}

#[test]
fn a_blank_that_is_no_space_is_shown_where_it_stands() {
    for line in [
        "level\u{a0}= 'must'",
        "level =\u{a0}'must'",
        "level = 'must'\u{200b}",
        "\u{202f}level = 'must'",
        "level\u{ad} = 'must'",
        "\u{200e}level = 'must'",
        "level = 'must'\u{202c}",
    ] {
        let text = format!("[[rule]]\nid = 'EX-1'\nform = 'visit'\n{line}\n");
        check(
            &text,
            &[
                "WH001 11: this blank is no ordinary space, though it may look like one; delete it and type a space; programs for letters and web pages put such blanks in",
            ],
        );
    }
    // Within a text and in a comment it is nobody's mistake.
    let rule = "[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must' # as\u{a0}written\nexpect = 'child_seen'\nsays = 'See the\u{a0}child.'\ncite = '1'";
    check(rule, &[]);
}

#[test]
fn ids_that_name_what_is_found_of_any_record_are_no_rules() {
    let rule = |id: &str| {
        format!("[[rule]]\nid = '{id}'\nform = 'visit'\nlevel = 'must'\nexpect = 'child_seen'\nsays = 'S'\ncite = '1'")
    };
    check(
        &rule("REC-FUTURE"),
        &[
            "WH015 9: REC-FUTURE is no id for a rule: with REC- begins what is found of any record; begin it with other capital letters, such as those of the authority: \"NEW-35\"",
        ],
    );
    check(&rule("RECORD-1"), &[]);
}

#[test]
fn a_list_of_options_has_no_prefix() {
    check(
        "[[options]]\nid = 'ex.teams'\noptions = [{ id = 'east', label = 'East' }]",
        &["WH015 9: the list of options ex.teams has a prefix, which only questions have; write \"teams\""],
    );
}

fn of_scenario(head: &str, lessons: &str) -> Vec<String> {
    let rule = "[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nexpect = 'child_seen'\nsays = 'S'\ncite = '1'";
    let procedure = Arc::new(compiled(&file(rule)).unwrap().procedure);
    let text = format!(
        "wayhome = 1\nid = 'seen'\ntitle = 'Seen'\nshows = 'S'\nprocedure = 'ex'\nform = 'visit'\n{head}\n[[step]]\ntitle = 'The visit'\ntells = 'T'\nfacts = {{ child_seen = true }}\n[model]\n{lessons}"
    );
    let found = scenario(&Source::new("s.toml", text), &|_| Some(Arc::clone(&procedure)));
    lines(&found.map_or_else(|found| found, |_| Diagnostics::default()))
}

#[test]
fn the_day_of_a_scenario_is_told_as_the_dates_of_its_answers() {
    let none: [&str; 0] = [];
    assert_eq!(of_scenario("today = '2026-03-02'", ""), none);
    assert_eq!(
        of_scenario("today = 2026-03-02", ""),
        ["WH011 7: this is a date without quotation marks; write it in quotation marks: \"2026-03-02\""]
    );
    for today in ["'2 March 2026'", "'2026-02-30'", "20260302"] {
        assert_eq!(
            of_scenario(&format!("today = {today}"), ""),
            ["WH011 7: `today` must be a real date; write the year, the month and the day: \"2026-03-02\""]
        );
    }
}

#[test]
fn two_lessons_of_a_scenario_are_not_found_by_one_id() {
    let variant =
        |id: &str| format!("[[variant]]\nid = '{id}'\ntitle = 'T'\ntells = 'T'\nanswers = {{ seen_alone = true }}\n");
    let attempt = |id: &str| {
        format!(
            "[[attempt]]\nid = '{id}'\ntitle = 'T'\ntells = 'T'\nleaves_out = ['child_seen']\nfindings = {{ EX-1 = 'to_do' }}\n\
             [[attempt.right]]\nputs_right = ['EX-1']\nanswers = ['child_seen']\nsays = 'S'\n"
        )
    };
    let found = |lessons: [String; 2]| of_scenario("today = '2026-03-02'", &lessons.concat());
    assert_eq!(
        found([variant("a"), variant("a")]),
        ["WH027 19: two of [[variant]] have the id \"a\"; give this one another id"]
    );
    assert_eq!(
        found([attempt("a"), attempt("a")]),
        ["WH027 24: two of [[attempt]] have the id \"a\"; give this one another id"]
    );
    let none: [&str; 0] = [];
    assert_eq!(found([attempt("a"), attempt("b")]), none);
    assert_eq!(found([attempt("a"), variant("a")]), none);
}

/// What is said of one line of a rule that is otherwise sound, help included.
#[track_caller]
fn of_a_line(line: &str, says: &str) {
    let rule = format!(
        "[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\n{line}\nexpect = 'child_seen'\nsays = 'S'\ncite = '1'"
    );
    let rule = match line.split_once(" = ") {
        Some((key @ ("form" | "says"), _)) => rule.replacen(
            &format!("\n{key} = '{}'", if key == "form" { "visit" } else { "S" }),
            "",
            1,
        ),
        _ => rule,
    };
    let found = lines(&compiled(&file(&rule)).unwrap_err());
    assert!(found.iter().any(|found| found.contains(says)), "{line}: {found:?}");
}

#[test]
fn yes_or_no_is_written_as_true_or_false() {
    expression(
        "child_seen = yes",
        "WH020 1: `yes` is not a question, a fact or a variable; of a yes-or-no question, write `true`",
    );
    for value in ["True", "yes", "No", "FALSE"] {
        of_a_line(
            &format!("first_day_counts = {value}"),
            "; write true or false, in small letters",
        );
    }
}

#[test]
fn a_list_where_one_text_is_needed_is_told_what_takes_a_list() {
    of_a_line(
        "form = ['visit', 'decision']",
        "; write forms = [\"visit\", \"decision\"]",
    );
    of_a_line(
        "explained_by = ['not_alone_reason']",
        "; write it without the brackets: \"not_alone_reason\"",
    );
    of_a_line(
        "explained_by = ['a', 'b']",
        "; write one text in quotation marks, without square brackets",
    );
}

#[test]
fn a_day_in_another_order_is_told_how_days_are_written() {
    of_a_line("from = 0026-05-01", "this is not a date like 2026-04-01");
    for day in ["03/02/2026", "03-02-2026", "20026-05-01", "3.2.2026", "2026/02/03"] {
        of_a_line(
            &format!("from = {day}"),
            "; there is no such day, or it is written otherwise",
        );
    }
}

#[test]
fn a_section_without_its_form_is_told_as_that() {
    let parts = "[[form.section]]\ntitle = 'S'\nask = ['visit_date']\n[[form]]\nid = 'plan'\n[[form.section]]\ntitle = 'T'\nask = ['visit_date']";
    let found = lines(&compiled(&file(parts)).unwrap_err());
    assert!(
        found[0].contains(
            "a part of [[form]] stands here with no [[form]] above it; write [[form]] and its keys above this part"
        ),
        "{found:?}"
    );
}

#[test]
fn no_help_is_an_id_that_is_none() {
    let found = lines(
        &compiled(&file(
            "[[question]]\nid = 'river side.school'\ntype = 'yesno'\nlabel = 'L'",
        ))
        .unwrap_err(),
    );
    assert!(
        found.iter().any(|found| found.contains("; write \"ex.school\"")),
        "{found:?}"
    );
    let found = lines(&compiled(&file("[[question]]\nid = 'river side'\ntype = 'yesno'\nlabel = 'L'")).unwrap_err());
    assert!(
        found
            .iter()
            .any(|found| found.contains("; begin it with \"ex.\", and go on with lower-case letters")),
        "{found:?}"
    );
}

#[test]
fn what_stands_behind_a_text_or_cannot_be_seen_is_told_as_that() {
    of_a_line("says = \"x\" oops", "; delete what stands behind the text");
    of_a_line("says = \"x\u{0}y\"", "; delete the character here that cannot be seen");
    of_a_line("says = \"x", "; end the text with the quotation mark");
}

#[test]
fn a_character_that_is_not_seen_or_looks_like_another_is_told_by_its_number() {
    expression(
        "child_seen\u{200b} = true",
        "WH052 1: expressions do not use the character U+200B, which is not seen; delete it, or type the words around it again",
    );
    expression(
        "\u{441}hild_seen = true",
        "WH052 1: expressions do not use the character \u{441} (U+0441); type the word again: names are written in the letters a to z, and some of other alphabets look like them",
    );
    let text = "child_seen\u{200b} = true";
    let found = crate::expression(text, &super::names()).unwrap_err();
    let shown = found.render(&Source::new("expression", text));
    assert!(
        shown.contains("child_seen\u{fffd} = true") && shown.contains('^'),
        "{shown}"
    );
}

#[test]
fn what_is_unknown_or_has_too_few_values_is_told_with_what_there_is() {
    expression(
        "today",
        "WH020 1: `today` is not a question, a fact or a variable; no expression reads the day of the check: compare with a date of the record, such as decision_date",
    );
    expression(
        "zebra",
        "WH020 1: `zebra` is not a question, a fact or a variable; name a question of the vocabulary or of this procedure, or one of its [facts]; a text stands in quotation marks: \"zebra\"",
    );
    expression(
        "days(visit_date) > 1",
        "WH064 1: this function takes 2 values in its brackets, and here are 1; write days(from, to), with two dates",
    );
    expression(
        "date(\"2026-01-01\").foo = 1",
        "WH066 1: a date has no property `foo`; it has .year, .month, .day and .weekday",
    );
}

#[test]
fn a_question_of_the_vocabulary_is_not_asked_once_more_under_a_name_of_ones_own() {
    let part = "[[question]]\nid = 'child_seen'\ntype = 'yesno'\nlabel = 'L'";
    check(
        part,
        &[
            "WH031 9: the question child_seen does not start with ex.; it is already in the vocabulary, which the law reads too: leave it out here",
        ],
    );
}

#[test]
fn a_file_with_carriage_returns_alone_is_told_how_to_be_saved() {
    let found = lines(&compiled(&Source::new("old.toml", "wayhome = 1\r[procedure]\rid = 'ex'\r")).unwrap_err());
    assert_eq!(
        found.first().map(String::as_str),
        Some(
            "WH001 1: a line ends here with a carriage return alone; save the file with line ends of Windows (CRLF) or of Linux and macOS (LF) in your editor"
        )
    );
}
