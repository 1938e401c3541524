//! What is said of common mistakes, and what to write instead.

use super::{HEAD, compiled, file};
use crate::{Diagnostics, Source, Vocabulary, compile};

fn of(source: &Source) -> Diagnostics {
    compiled(source).map_or_else(|errors| errors, |compiled| compiled.warnings)
}

fn lines(found: &Diagnostics) -> Vec<String> {
    let line = |found: &crate::Diagnostic| {
        let help = found.help.as_deref().unwrap_or("nothing to do");
        format!("{} {}: {}; {help}", found.code, found.line, found.message)
    };
    found.iter().map(line).collect()
}

/// Everything that is found, with its line and its help.
#[track_caller]
fn check(parts: &str, expected: &[&str]) {
    assert_eq!(lines(&of(&file(parts))), expected);
}

const FORM: &str = "[[form]]\nid = 'plan'\nsection = [{ title = 'T', ask = [";

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
