//! What is said of common mistakes, and what to write instead.

use super::{HEAD, compiled, file};
use crate::{Diagnostics, Source, Vocabulary, compile};

pub(super) fn of(source: &Source) -> Diagnostics {
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

#[track_caller]
pub(super) fn expression(text: &str, expected: &str) {
    let found = crate::expression(text, &super::names()).map_or_else(|found| found, |_| Diagnostics::default());
    assert_eq!(lines(&found).join(" | "), expected, "{text}");
}

pub(super) const FORM: &str = "[[form]]\nid = 'plan'\nsection = [{ title = 'T', ask = [";

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
