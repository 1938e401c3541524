//! Rules, deadlines and options are matched by their ids, those of two authorities by what they are about.

use super::{by, compiled, file, row, three_rows};
use crate::compare::{Aspect, Presence, compare};

#[test]
fn rules_and_deadlines_of_editions_are_matched_by_id() {
    let text = file("ex", &three_rows(&by("team_manager")));
    let changed = text
        .replace("level = \"should\"", "level = \"must\"")
        .replace("within = \"2 weeks\"", "within = \"10 working days\"")
        .replace("\"Agree.\"", "\"Agree to it.\"");
    let found = compare(&compiled(text.clone()), &compiled(changed));
    assert!(found.approvals.is_empty());
    let rules: Vec<_> = found
        .rules
        .iter()
        .map(|rule| (rule.id.as_str(), rule.changed.as_slice()))
        .collect();
    assert_eq!(rules, [("EX-90", &[Aspect::Level, Aspect::Words][..])]);
    let deadlines: Vec<_> = found
        .deadlines
        .iter()
        .map(|deadline| (deadline.about.as_str(), deadline.changed.as_slice()))
        .collect();
    assert_eq!(deadlines, [("EX-91", &[Aspect::Period][..])]);
    assert_eq!(
        (
            found.deadlines[0].left[0].within.as_str(),
            found.deadlines[0].right[0].within.as_str()
        ),
        ("2 weeks", "10 working days")
    );
    let less = compiled(
        text.replace("\"meeting_date\", ", "")
            .replace("met_by = \"meeting_date\"\n", ""),
    );
    let found = compare(&compiled(text.clone()), &less);
    assert_eq!(found.asked[0].only_left[0].id, "meeting_date");
    assert_eq!(found.deadlines[0].changed, [Aspect::MetBy]);
    let said = found.to_string();
    assert!(
        said.contains("met by “Date of the meeting”. Second: 2 weeks, must (EX-91), met by no answer."),
        "{said}"
    );
    let later = compiled(text.replace("cite = \"1\"", "cite = \"2\""));
    let said = compare(&compiled(text.clone()), &later).to_string();
    assert!(
        said.contains(", cited as “Example, 1”. Second: ") && said.contains(", cited as “Example, 2”.\n"),
        "{said}"
    );
    // The same section of another document, or with another note, would read as if nothing had changed.
    let later = compiled(text.replace("document = \"Example\"", "document = \"Handbook\""));
    let said = compare(&compiled(text.clone()), &later).to_string();
    assert!(
        said.contains(", cited as “Example, 1”. Second: ") && said.contains(", cited as “Handbook, 1”.\n"),
        "{said}"
    );
    let noted = "cite = { section = \"1\", quoted = \"the Act 2012\", correct = \"It is of 2010.\" }";
    let later = compiled(text.replace("cite = \"1\"", noted));
    let said = compare(&compiled(text), &later).to_string();
    assert!(
        said.contains(", cited as “Example, 1”, with no note on its words. Second: ")
            && said.contains(", cited as “Example, 1”, with the note “It is of 2010” on its words “the Act 2012”.\n"),
        "{said}"
    );
}

#[test]
fn two_authorities_are_matched_by_what_starts_and_meets_a_deadline() {
    let text = |id: &str| file(id, &three_rows(&by("team_manager")));
    let one = compiled(text("one"));
    assert!(compare(&one, &compiled(text("two"))).is_empty());
    let other = compiled(text("two").replace("2 weeks", "3 weeks"));
    let found = compare(&one, &other);
    let [only] = found.deadlines.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(
        (only.about.as_str(), only.presence, only.not_matched),
        (
            "“Date of the meeting”, counted from “Decision date”",
            Presence::Both,
            false
        )
    );
    let unmet = compiled(text("two").replace("met_by = \"meeting_date\"\n", ""));
    assert!(
        compare(&one, &unmet)
            .deadlines
            .iter()
            .any(|deadline| deadline.not_matched)
    );
}

#[test]
fn options_are_matched_by_their_ids() {
    let text = |options: &str| {
        file(
            "ex",
            &[
                row("EX-1", "ex.kind = \"b\"", &by("panel")),
                row("EX-2", "ex.kind != \"b\"", &by("team_manager")),
            ]
            .concat(),
        )
        .replace(
            "[[rule]]",
            &format!(
                "[[question]]\nid = \"ex.kind\"\ntype = \"choice\"\nlabel = \"Kind\"\noptions = [{options}]\n[[rule]]"
            ),
        )
        .replace("\"agreed\",", "\"agreed\", \"ex.kind\",")
    };
    let option = |id: &str| format!("{{ id = \"{id}\", label = \"{id}\" }}");
    let before = compiled(text(&[option("a"), option("b")].join(",")));
    let after = compiled(text(&[option("b"), option("c"), option("a")].join(",")));
    assert!(compare(&before, &after).approvals.is_empty());
    assert_eq!(compare(&before, &after).asked[0].otherwise[0].id, "ex.kind");
}
