//! The shortest way of writing: what a file may leave out.

use super::{calendar, compiled, file};
use crate::{Compiled, Source, Vocabulary, compile};

/// The sketch with which the language began, and the forms that it speaks of.
const SKETCH: &str = r#"
wayhome = 1
[procedure]
id = "newcastle"
authority = "Newcastle City Council"
document = "Returning Children to Their Families Procedure"
basis = "local"                    # law · guidance · local
floor = "england"
compared = "2026-11"               # when it was last compared with the document

[seniority]                        # most junior first; a designation names the posts that ordinarily hold it
ladder = ["social_worker", "team_manager", "service_manager", "head_of_service", "deputy_director", "director_of_childrens_services"]
nominated_officer = ["head_of_service", "deputy_director"]

[facts]
age = "age(date_of_birth, decision_date)"
in_scope = 'legal_status = "section_20" and accommodation_plan_agreed'

[[form]]
id = "visit"
[[form.section]]
title = "Seeing the child"
ask = ["seen_alone", { question = "not_alone_reason", when = "seen_alone = false" }, "bedroom_seen"]

[[rule]]
id = "NEW-35"
form = "visit"
level = "must"                     # must · should · consider
expect = "seen_alone"
explained_by = "not_alone_reason"
says = "Speak with the child alone at every visit."
cite = "Visits to the child(ren)"

[[deadline]]
id = "NEW-50"
form = "review"
level = "should"
from = "actual_return_date"
within = "2 weeks"
met_by = "first_care_team_date"
says = "Hold the first Care Team meeting."
cite = "Reviewing and monitoring the plan"

[approval.decision]
[[approval.decision.row]]
id = "NEW-54"
when = 'legal_status = "care_order" and return_to = "parent"'
by = ["deputy_director"]
cite = "Ratifying the decisions"
[[approval.decision.silent]]
when = 'not(in_scope) and age < 18'
note = "The procedure does not name who approves for …"

[[form]]
id = "review"
section = [{ title = "T", ask = ["actual_return_date", "first_care_team_date"] }]
[[form]]
id = "decision"
section = [{ title = "T", ask = ["legal_status", "accommodation_plan_agreed", "date_of_birth", "decision_date", "return_to", "approver_role", "approval_outcome", "approval_date", "decision_effective_date"] }]
"#;

#[test]
fn the_sketch_of_the_language_compiles() {
    let vocabulary = include_str!("../../../wayhome-procedures/vocabulary.toml");
    let vocabulary = Vocabulary::parse(&Source::new("vocabulary.toml", vocabulary)).unwrap();
    let source = Source::new("sketch.toml", SKETCH);
    let Compiled {
        procedure, warnings, ..
    } = compile(&source, &vocabulary, &calendar()).unwrap_or_else(|found| panic!("{}", found.render(&source)));
    assert!(warnings.is_empty(), "{}", warnings.render(&source));
    let titles: Vec<&str> = procedure.forms.iter().map(|form| form.title.as_str()).collect();
    assert_eq!(
        titles,
        ["Home visit", "Review after the return", "Decision to return home"]
    );
    let table = &procedure.approvals[0];
    assert_eq!(table.title, "The decision to return home");
    assert_eq!(table.rows[0].check.says, "The Deputy Director must approve.");
}

#[track_caller]
fn says(row: &str, expected: &str) {
    let source = file(&format!(
        "[seniority]\nladder = ['social_worker', 'team_manager', 'service_director']\nnominated_officer = ['team_manager']\n\
         [approval.start]\nforms = ['visit', 'decision']\n[[approval.start.row]]\nid = 'EX-1'\nwhen = 'true'\n{row}\ncite = '1'\n"
    ));
    let procedure = compiled(&source)
        .unwrap_or_else(|found| panic!("{}", found.render(&source)))
        .procedure;
    let table = &procedure.approvals[0];
    assert_eq!(
        (table.title.as_str(), table.rows[0].check.says.as_str()),
        ("Visit", expected)
    );
}

#[test]
fn a_row_without_words_says_who_approves() {
    says("none_required = true", "No approval is needed.");
    says(
        "by = ['team_manager', 'nominated_officer']",
        "The Team manager or Nominated officer must approve.",
    );
    says(
        "at_least = 'team_manager'",
        "The Team manager, or someone more senior, must approve.",
    );
    says(
        "by = ['team_manager']\nat_least = 'service_director'\nlevel = 'should'",
        "The Team manager should approve.",
    );
    says("by = ['team_manager']\nsays = 'Ask Ann.'", "Ask Ann.");
}

#[test]
fn a_form_that_is_not_shared_needs_its_title() {
    let source = file("[[form]]\nid = 'outing'\nsection = [{ title = 'T', ask = ['child_seen'] }]");
    let errors = compiled(&source).unwrap_err();
    assert!(
        errors
            .to_string()
            .contains("WH013: `title` of the form outing is missing"),
        "{errors}"
    );
}
