//! Mistakes in the shape of a file: all of them, at their places.

use super::{compiled, file, found};
use crate::{Source, Vocabulary, bank_holidays};

#[track_caller]
fn check(parts: &str, expected: &[(&str, &str)]) {
    let source = file(parts);
    let diagnostics = compiled(&source).map_or_else(|errors| errors, |compiled| compiled.warnings);
    let shown: Vec<(&str, &str)> = diagnostics
        .iter()
        .map(|found| (found.code, found.message.as_str()))
        .collect();
    assert_eq!(shown, expected, "{}", diagnostics.render(&source));
}

#[test]
fn every_mistake_of_a_part_is_reported() {
    check(
        "[[rule]]\nid = 5\nfrmo = 'visit'\nlevel = 'ought'\nexpect = 'child_seen'\nextra = true\n\n[[rule]]\nexpct = 'x'",
        &[
            ("WH013", "`cite` of a rule is missing or empty"),
            ("WH013", "`says` of a rule is missing or empty"),
            ("WH011", "this is a number, and text in quotation marks is needed"),
            ("WH010", "`frmo` is not a key of a rule"),
            ("WH012", "\"ought\" is not one of the words that this key takes"),
            ("WH010", "`extra` is not a key of a rule"),
            ("WH013", "`cite` of a rule is missing or empty"),
            ("WH013", "`expect` of a rule is missing or empty"),
            ("WH013", "`id` of a rule is missing or empty"),
            ("WH013", "`level` of a rule is missing or empty"),
            ("WH013", "`says` of a rule is missing or empty"),
            ("WH010", "`expct` is not a key of a rule"),
        ],
    );
}

#[test]
fn mistakes_deep_within_are_found() {
    check(
        "[[form]]\nid = 'plan'\ntitle = 'Plan'\n[[form.section]]\ntitle = 'A'\nask = ['child_seen', 5, { question = 'seen_alone', wenn = 'x' }, { when = 'x' }]",
        &[
            (
                "WH011",
                "this is a number, and text in quotation marks or a table in curly brackets is needed",
            ),
            ("WH010", "`wenn` is not a key of a form"),
            ("WH013", "`question` of a form is missing or empty"),
        ],
    );
}

#[test]
fn wrong_tables() {
    check("[rule]\nid = 'EX-1'", &[("WH011", "rule is a list of tables")]);
    check("[rules]", &[("WH010", "`rules` is not a key of a procedure")]);
    check(
        "rule = 1\n[procedure]",
        &[
            ("WH013", "the file does not say which version of the language it is in"),
            ("WH011", "rule is a list of tables"),
            ("WH013", "`authority` of [procedure] is missing or empty"),
            ("WH013", "`basis` of [procedure] is missing or empty"),
            ("WH013", "`compared` of [procedure] is missing or empty"),
            ("WH013", "`document` of [procedure] is missing or empty"),
            ("WH013", "`id` of [procedure] is missing or empty"),
        ],
    );
}

#[test]
fn a_diagnostic_is_shown_with_its_line() {
    let source = file("[facts]\na = 'legal_status = \"section_2O\"'");
    let shown = compiled(&source).unwrap_err().render(&source);
    let expected = "error[WH041]: \"section_2O\" is not an option of legal_status
  ┌─ ex.toml:9:21
  │
9 │ a = 'legal_status = \"section_2O\"'
  │                     ^^^^^^^^^^^^
  │
  = help: did you mean \"section_20\"?
";
    assert!(shown.starts_with(expected), "{shown}");
    let json = serde_json::to_value(compiled(&source).unwrap_err()).unwrap();
    assert_eq!(json[0]["code"], "WH041");
    assert_eq!((&json[0]["line"], &json[0]["column"]), (&9.into(), &21.into()));
}

/// A misspelt key would else be a designation that nobody uses.
#[test]
fn a_designation_is_a_role() {
    check(
        "[seniority]\nladder = ['team_manager']\nnominated_officr = ['team_manager']\nlader = ['team_manager']\nHead = []",
        &[
            (
                "WH023",
                "`nominated_officr` is neither `ladder` nor a role, so it cannot be a designation",
            ),
            (
                "WH023",
                "`lader` is neither `ladder` nor a role, so it cannot be a designation",
            ),
            (
                "WH023",
                "`Head` is neither `ladder` nor a role, so it cannot be a designation",
            ),
        ],
    );
    let source = file("[seniority]\nnominated_officr = ['team_manager']");
    let shown = compiled(&source).unwrap_err().render(&source);
    assert!(shown.contains("= help: did you mean `nominated_officer`?"), "{shown}");
}

#[test]
fn a_designation_names_the_posts_that_hold_it() {
    let nobody = |what: &str| format!("[seniority]\nladder = ['team_manager']\nnominated_officer = {what}\n");
    check(&nobody("['team_manager']"), &[]);
    check(
        &nobody("[]"),
        &[("WH074", "`nominated_officer` lists no post that holds it")],
    );
    check(
        &nobody("['nominated_officer', 'team_manager']"),
        &[(
            "WH074",
            "nominated_officer is a designation, and not a post that holds one",
        )],
    );
    check(
        "[seniority]\nladder = ['team_manager']\nnominated_officer = ['team_manager']\nservice_director = ['nominated_officer', 'team_manager']",
        &[(
            "WH074",
            "nominated_officer is a designation, and not a post that holds one",
        )],
    );
    check(
        "[seniority]\nladder = ['team_manager', 'nominated_officer']\nnominated_officer = ['team_manager']",
        &[(
            "WH074",
            "nominated_officer is a designation, which has no place of its own on the ladder",
        )],
    );
    let row = "[approval.decision]\ntitle = 'The decision'\n[[approval.decision.row]]\nid = 'EX-7'\nwhen = 'child_seen'\nby = ['nominated_officer']\n\
               says = 'The nominated officer approves.'\ncite = '7'";
    check(
        row,
        &[(
            "WH074",
            "nominated_officer is a designation, and [seniority] does not say who holds it",
        )],
    );
    let source = file(row);
    let shown = compiled(&source).unwrap_err().render(&source);
    assert!(
        shown.contains("= help: add the posts that ordinarily hold it to [seniority]: nominated_officer = [\"…\"]"),
        "{shown}"
    );
}

#[track_caller]
fn check_count(within: &str, refused: Option<&str>) {
    let deadline = format!(
        "[[deadline]]\nid = 'EX-9'\nform = 'visit'\nlevel = 'must'\nfrom = 'visit_date'\nwithin = {within}\nsays = 'Visit.'\ncite = '1'"
    );
    let message = refused.map(|count| format!("{count} is not a number of days, weeks, months or hours to count"));
    let expected: Vec<_> = message.iter().map(|message| ("WH018", message.as_str())).collect();
    check(&deadline, &expected);
}

#[test]
fn a_count_that_is_written_out_is_a_whole_number() {
    for counted in [
        "{ weeks = '2' }",
        "{ days = '0' }",
        "{ weeks = '2.0' }",
        "{ weeks = '1 + 1' }",
    ] {
        check_count(counted, None);
    }
    for (within, count) in [
        ("{ weeks = '2.5' }", "2.5"),
        ("{ weeks = '-1' }", "-1"),
        ("{ months = '0.5' }", "0.5"),
        ("{ days = '100000000' }", "100000000"),
        ("{ weeks = '1 + 0.5' }", "1 + 0.5"),
    ] {
        check_count(within, Some(count));
    }
}

#[test]
fn a_form_has_one_of_the_five_names() {
    let form =
        |id: &str| format!("[[form]]\nid = '{id}'\ntitle = 'T'\n[[form.section]]\ntitle = 'T'\nask = ['child_seen']");
    check(&form("review"), &[]);
    check(
        &form("reveiw"),
        &[(
            "WH038",
            "reveiw is none of the forms that procedures share, so nothing of the law is checked in it",
        )],
    );
    check(&form("Home visit"), &[("WH015", "\"Home visit\" cannot be an id")]);
}

#[test]
fn ids_are_taken_once() {
    let rule =
        "[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nexpect = 'child_seen'\nsays = 'See.'\ncite = '1'\n";
    assert_eq!(found(&file(&format!("{rule}{rule}"))), [("WH027", 16, 6)]);
}

#[test]
fn a_vocabulary_says_what_is_wrong_with_it() {
    let source = Source::new(
        "v",
        "[[question]]\nid = 'a'\ntype = 'choice'\nlabel = 'A'\n[[question]]\nid = 'a'\ntype = 'date'\nlabel = 'A'\n[[question]]\nid = 'a'\ntype = 'date'\nlabel = 'A'\n",
    );
    let codes: Vec<_> = Vocabulary::parse(&source)
        .unwrap_err()
        .iter()
        .map(|found| (found.code, found.line))
        .collect();
    assert_eq!(codes, [("WH013", 2), ("WH027", 10)]);
}

#[test]
fn bank_holidays_are_read() {
    let text = "known_from = 2026-01-01\nknown_to = 2026-12-31\nholidays = [2026-12-28, 2026-12-25]";
    let calendar = bank_holidays(&Source::new("h", text)).unwrap();
    assert_eq!(calendar.holidays.len(), 2);
    assert!(calendar.holidays.is_sorted());
    for refused in [
        "",
        "known_from = '2026'",
        "known_from = 2026-01-01T00:00:00\nknown_to = 2026-12-31",
        "known_from = 2026-01-01\nknown_to = 2025-01-01",
    ] {
        assert!(bank_holidays(&Source::new("h", refused)).is_err(), "{refused}");
    }
}
