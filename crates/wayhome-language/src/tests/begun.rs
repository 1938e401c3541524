//! Files that are only begun: what was left out, or left as it was, and what to write.

use super::{compiled, file};

/// Code, message and help of each thing that is found.
fn found(parts: &str) -> Vec<String> {
    let diagnostics = compiled(&file(parts)).map_or_else(|errors| errors, |compiled| compiled.warnings);
    let said = diagnostics.iter().map(|found| {
        let help = found.help.as_deref().unwrap_or_default();
        format!("{} {}; {help}", found.code, found.message)
    });
    said.collect()
}

#[track_caller]
fn check(parts: &str, expected: &[&str]) {
    assert_eq!(found(parts), expected);
}

fn head(authority: &str, document: &str) -> String {
    format!(
        "wayhome = 1\n[procedure]\nid = 'ex'\nauthority = '{authority}'\ndocument = '{document}'\nbasis = 'guidance'\ncompared = '2026-11'\n[[rule]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nexpect = 'seen_alone'\nsays = 'S'\ncite = 'Section of the document'\n"
    )
}

/// What `wayhome new` has just written is clean. Once its head is put right, what else it left to be put right is told.
#[test]
fn what_new_wrote_is_told_once_a_file_is_more_than_begun() {
    let (council, document) = ("Name of the council", "Name of the document");
    let of_head = "WH096 this is what `wayhome new` wrote; write whose document it is, and what it calls itself";
    let of_rule = "WH096 this names no place in a document; name the section, paragraph or heading where it is written";
    check(&head(council, document), &[]);
    check(&head("Harbour Council", document), &[of_head, of_rule]);
    check(&head(council, "Going Home"), &[of_head, of_rule]);
    check(&head("Harbour Council", "Going Home"), &[of_rule]);
    let cited = head("Harbour Council", "Going Home").replace("Section of the document", "Section 4 of the document");
    check(&cited, &[]);
}

#[test]
fn an_approver_whom_the_ladder_does_not_name_is_told_once() {
    let row = |id: &str, when: &str, by: &str| {
        format!("[[approval.decision.row]]\nid = '{id}'\nwhen = '{when}'\nby = [{by}]\ncite = '1'\n")
    };
    let table = |seniority: &str, by: &str| {
        let rows = row("EX-1", "child_seen", by) + &row("EX-2", "child_seen = false", by);
        format!("[seniority]\n{seniority}\n[approval.decision]\ntitle = 'T'\nforms = ['decision']\n{rows}")
    };
    let told = "WH075 team_manager approves, and is not on the ladder of [seniority]; put it into `ladder` where it belongs, the most junior first";
    let ladder = "ladder = ['social_worker']\nnominated_officer = ['social_worker']";
    check(&table(ladder, "'team_manager'"), &[told]);
    check(&table(ladder, "'social_worker', 'nominated_officer'"), &[]);
    check(&table("ladder = []", "'team_manager'"), &[]);
}

#[test]
fn a_number_without_its_unit_is_told_how_a_period_is_written() {
    let within = |within: &str| {
        format!(
            "[[deadline]]\nid = 'EX-1'\nform = 'visit'\nlevel = 'must'\nfrom = 'visit_date'\nwithin = {within}\nsays = 'S'\ncite = '1'"
        )
    };
    let seven = "write \"7 days\", \"7 weeks\", \"7 months\", \"7 working days\" or \"7 hours\"";
    let number = format!("WH011 this is a number, and a period is needed; {seven}");
    check(&within("7"), &[&number]);
    check(&within("'7'"), &[&format!("WH018 \"7\" is not a period; {seven}")]);
    let one = found(&within("1"));
    assert!(
        one[0].ends_with("; write \"1 day\", \"1 week\", \"1 month\", \"1 working day\" or \"1 hour\""),
        "{one:?}"
    );
    for other in ["-7", "'soon'"] {
        let found = found(&within(other));
        assert!(found[0].contains("; write \"14 days\", "), "{found:?}");
    }
}

#[test]
fn what_a_head_lacks_is_told_with_what_it_may_say() {
    check(
        "wayhome = 1\n[procedure]\nid = 'ex'\nauthority = 'A'\ndocument = 'D'",
        &[
            "WH013 `basis` of [procedure] is missing or empty; add basis = \"law\", basis = \"guidance\" or basis = \"local\"",
            "WH013 `compared` of [procedure] is missing or empty; add the year and the month in which it was last compared with the document: compared = \"2026-11\"",
        ],
    );
}
