use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};
use wayhome_engine::{ApprovalState, Calendar, Plan, Procedure, Record, check};

use super::*;
use crate::{Source, Vocabulary, compile as compile_source};

const VOCABULARY: &str = r#"
[[options]]
id = "roles"
options = [
    { id = "team_manager", label = "Team Manager" },
    { id = "service_manager", label = "Service Manager" },
    { id = "assistant_director", label = "Assistant Director" },
    { id = "panel", label = "Panel" },
    { id = "nominated_officer", label = "Nominated Officer" },
]
[[question]]
id = "date_of_birth"
type = "date"
label = "Date of birth"
[[question]]
id = "decision_date"
type = "date"
label = "Decision date"
[[question]]
id = "looked_after_start"
type = "date"
label = "Start of being looked after"
[[question]]
id = "meeting_date"
type = "date"
label = "Date of the meeting"
[[question]]
id = "balance"
type = "number"
label = "Balance"
[[question]]
id = "team"
type = "text"
label = "Team"
[[question]]
id = "people"
type = "rows"
label = "People"
row = "Person {number}"
fields = [{ id = "kind", type = "choice", label = "Kind of check", options = [{ id = "clear", label = "Nothing found" }, { id = "waiting", label = "Still awaited" }] }]
[[question]]
id = "agreed"
type = "yesno"
label = "Agreed"
[[question]]
id = "legal_status"
type = "choice"
label = "Legal status"
options = [{ id = "section_20", label = "Section 20" }, { id = "care_order", label = "Care order" }, { id = "remand", label = "Remand" }]
[[question]]
id = "approver_role"
type = "choice"
label = "Who approved?"
options_from = "roles"
[[question]]
id = "approver_nominated_in_writing"
type = "yesno"
label = "Nominated in writing?"
[[question]]
id = "approval_outcome"
type = "choice"
label = "Outcome"
options = [{ id = "approved", label = "Approved" }]
[[question]]
id = "approval_date"
type = "date"
label = "Approval date"
[[question]]
id = "decision_effective_date"
type = "date"
label = "Day of effect"
[[question]]
id = "notified"
type = "choices"
label = "Who was told?"
options_from = "roles"
"#;

const HEAD: &str = r#"
[facts]
age = "age(date_of_birth, decision_date)"
working = "working_days(looked_after_start, decision_date)"
days = "days(looked_after_start, decision_date)"
[[form]]
id = "decision"
title = "Decision"
[[form.section]]
title = "All"
ask = ["date_of_birth", "decision_date", "looked_after_start", "meeting_date", "balance", "team", "agreed", "legal_status", "approver_role",
    "approver_nominated_in_writing", "approval_outcome", "approval_date", "decision_effective_date", "notified"]
[[rule]]
id = "EX-90"
form = "decision"
level = "should"
when = "age < 16"
expect = "agreed"
says = "Agree."
cite = "1"
[[deadline]]
id = "EX-91"
form = "decision"
level = "must"
when = "working >= 0 and days >= 0"
from = "decision_date"
within = "2 weeks"
met_by = "meeting_date"
says = "Meet."
cite = "2"
[seniority]
ladder = ["team_manager", "service_manager", "assistant_director"]
[approval.decision]
title = "The decision"
"#;

fn file(id: &str, table: &str) -> String {
    format!(
        "wayhome = 1\n[procedure]\nid = \"{id}\"\nauthority = \"Example\"\ndocument = \"Example\"\nbasis = \"local\"\ncompared = \"2026-11\"\n{HEAD}{table}"
    )
}

fn compiled(text: String) -> Procedure {
    let vocabulary = Vocabulary::parse(&Source::new("vocabulary.toml", VOCABULARY)).unwrap();
    let source = Source::new("ex.toml", text);
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let calendar = Calendar::new(
        day(2015, 1, 1),
        day(2030, 12, 31),
        vec![day(2026, 4, 3), day(2026, 4, 6)],
    );
    compile_source(&source, &vocabulary, &calendar)
        .unwrap_or_else(|found| panic!("{}", found.render(&source)))
        .procedure
}

fn procedure(id: &str, table: &str) -> Procedure {
    compiled(file(id, table))
}

fn row(id: &str, when: &str, who: &str) -> String {
    format!("[[approval.decision.row]]\nid = \"{id}\"\nwhen = '{when}'\n{who}\nsays = \"S\"\ncite = \"1\"\n")
}

fn by(role: &str) -> String {
    format!("by = [\"{role}\"]")
}

/// Three rows that leave nothing open.
fn three_rows(last: &str) -> String {
    [
        row("EX-16", "age >= 16", &by("assistant_director")),
        row("EX-20", "age < 16 and working >= 20", &by("service_manager")),
        row("EX-0", "age < 16 and working < 20", last),
    ]
    .concat()
}

/// The sides exchanged.
fn mirrored(difference: &Difference) -> Difference {
    let turn = |presence| match presence {
        Presence::OnlyLeft => Presence::OnlyRight,
        Presence::OnlyRight => Presence::OnlyLeft,
        Presence::Both => Presence::Both,
    };
    let mut turned = difference.clone();
    std::mem::swap(&mut turned.left, &mut turned.right);
    let names = [turned.left.name.clone(), turned.right.name.clone()];
    if turned.editions {
        let [left, right] = names;
        (turned.left.name, turned.right.name) = (right, left);
    }
    for table in &mut turned.approvals {
        table.presence = turn(table.presence);
        for one in &mut table.differences {
            std::mem::swap(&mut one.left, &mut one.right);
            one.standing = one.standing.map(|standing| match standing {
                Standing::LeftMoreSenior => Standing::RightMoreSenior,
                Standing::RightMoreSenior => Standing::LeftMoreSenior,
                same => same,
            });
        }
    }
    for one in &mut turned.deadlines {
        one.presence = turn(one.presence);
        std::mem::swap(&mut one.left, &mut one.right);
    }
    for one in &mut turned.asked {
        one.presence = turn(one.presence);
        std::mem::swap(&mut one.only_left, &mut one.only_right);
    }
    for one in &mut turned.rules {
        one.presence = turn(one.presence);
        std::mem::swap(&mut one.left, &mut one.right);
    }
    for one in &mut turned.other {
        std::mem::swap(&mut one.left, &mut one.right);
    }
    turned
}

#[test]
fn changing_one_row_of_an_edition_is_exactly_that_difference() {
    let before = procedure("ex", &three_rows(&by("team_manager")));
    let after = procedure("ex", &three_rows(&by("service_manager")));
    let found = compare(&before, &after);
    assert!(found.deadlines.is_empty() && found.asked.is_empty() && found.rules.is_empty() && found.other.is_empty());
    let [table] = found.approvals.as_slice() else {
        panic!("{found:?}")
    };
    let [only] = table.differences.as_slice() else {
        panic!("{table:?}")
    };
    assert_eq!(
        (
            only.left.rows.as_slice(),
            only.left.approvers.as_slice(),
            only.right.approvers.as_slice()
        ),
        (
            &["EX-0".to_owned()][..],
            &["team_manager".to_owned()][..],
            &["service_manager".to_owned()][..]
        )
    );
    assert_eq!(
        (only.children.as_str(), only.every),
        ("aged under 16, looked after for fewer than 20 working days", true)
    );
    assert_eq!(only.standing, Some(Standing::RightMoreSenior));
    assert_eq!(only.cases, table.differing);
}

#[test]
fn a_moved_boundary_is_told_with_the_child_between() {
    let before = procedure("ex", &three_rows(&by("team_manager")));
    let after = compiled(
        file("ex", &three_rows(&by("team_manager")))
            .replace("working >= 20", "working >= 25")
            .replace("working < 20", "working < 25"),
    );
    let found = compare(&before, &after);
    let [table] = found.approvals.as_slice() else {
        panic!("{found:?}")
    };
    let [only] = table.differences.as_slice() else {
        panic!("{table:?}")
    };
    assert_eq!(only.children, "aged under 16, looked after for 20 to 24 working days");
}

/// Aged under 16 on one day, and 16 or over on another.
#[test]
fn ages_on_two_days_are_told_apart() {
    let before = procedure("ex", &three_rows(&by("team_manager")));
    let text = file("ex", &three_rows(&by("team_manager")));
    let after = compiled(text.replace("age(date_of_birth, decision_date)", "age(date_of_birth, meeting_date)"));
    assert_ne!(before, after);
    let found = compare(&before, &after);
    let children: Vec<_> = found.approvals[0].differences.iter().map(|one| &one.children).collect();
    assert!(
        children.iter().any(|said| {
            said.contains("aged under 16 (decision date)") && said.contains("aged 16 or over (date of the meeting)")
        }),
        "{children:?}"
    );
    let example = &found.approvals[0].differences[0].example.text;
    assert_eq!(example.matches("aged ").count(), 2, "{example}");
    assert!(
        example.contains("(decision date)") && example.contains("(date of the meeting)"),
        "{example}"
    );
}

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

/// The lists of both sides are numbered anew, those of columns as well.
#[test]
fn conditions_on_rows_are_told_with_the_options_of_their_columns() {
    let text = |who: &str| {
        let some = "some p in people satisfies p.kind = \"clear\"";
        let rows = [
            row("EX-1", some, &by("team_manager")),
            row("EX-2", &format!("not({some})"), &by(who)),
        ];
        compiled(file("ex", &rows.concat()).replace("\"team\", \"agreed\"", "\"team\", \"people\", \"agreed\""))
    };
    let said = compare(&text("team_manager"), &text("service_manager")).to_string();
    assert!(
        said.contains("kind of check is nothing found in a row of people: no"),
        "{said}"
    );
}

#[test]
fn what_is_compared_in_several_orders_is_told_once() {
    let text = |who: &str| {
        let rows = [
            row("EX-1", "days > balance", &by("team_manager")),
            row("EX-2", "days <= balance", &by(who)),
        ];
        compiled(file("ex", &rows.concat()))
    };
    let said = compare(&text("team_manager"), &text("service_manager")).to_string();
    let order = "days from start of being looked after to decision date less than or equal to balance";
    assert!(said.contains(order), "{said}");
}

#[test]
fn what_is_not_described_is_still_a_difference() {
    let text = file("ex", &three_rows(&by("team_manager")));
    let silent = "[[approval.decision.silent]]\nwhen = \"age > 100\"\nnote = \"N\"\n";
    let found = compare(&compiled(text.clone()), &compiled(text + silent));
    assert_eq!(found.other[0].what, "something else");
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
fn dates_are_cut_before_on_and_after_and_spoken_of() {
    let dated = |day: &str| {
        [
            row("EX-1", &format!("decision_date < date(\"{day}\")"), &by("team_manager")),
            row(
                "EX-2",
                &format!("decision_date >= date(\"{day}\")"),
                &by("service_manager"),
            ),
        ]
        .concat()
    };
    let found = compare(
        &procedure("one", &dated("2026-04-01")),
        &procedure("two", &dated("2026-04-02")),
    );
    let only = &found.approvals[0].differences[0];
    assert_eq!(
        (only.children.as_str(), only.example.text.as_str()),
        ("decided on 1 April 2026", "decided on 1 April 2026")
    );
    assert_eq!(found.approvals[0].differences.len(), 1);
}

/// No child was looked after for 25 working days and for at most 20 days.
#[test]
fn children_that_there_cannot_be_are_no_difference() {
    let table = |when: &str, who: &str| {
        [
            row("EX-1", when, who),
            row("EX-2", &format!("not({when})"), &by("panel")),
        ]
        .concat()
    };
    let one = procedure("one", &table("working >= 25 and days <= 20", &by("team_manager")));
    let other = procedure("two", &table("false", &by("team_manager")));
    assert!(compare(&one, &other).approvals.is_empty());
}

#[test]
fn what_is_not_asked_is_told_apart_as_the_engine_does() {
    let only_in_care = Some(("agreed", "legal_status = \"care_order\""));
    let rows = |when: &str| row("EX-1", when, &by("panel"));
    let of = |id: &str, when: &str, asked| asks(file(id, &rows(when)), asked);
    // Where it is not asked, it is not no; and it is not yes either.
    let (one, other) = (
        of("one", "agreed = false", only_in_care),
        of("two", "agreed != true", only_in_care),
    );
    let found = compare(&one, &other);
    let [only] = found.approvals[0].differences.as_slice() else {
        panic!("{found}")
    };
    assert_eq!(
        (only.children.as_str(), only.every),
        ("any legal status but care order", true)
    );
    assert_eq!(only.example.text, "section 20, agreed: not asked");
    let answers = only.example.answers.as_ref().unwrap();
    assert!(!answers.contains_key("agreed"), "{answers:?}");
    assert_eq!(told(&one, answers).0, ApprovalState::Silent);
    assert_eq!(told(&other, answers).0, ApprovalState::Decided);
    // The same words, and another form.
    let anyone = of("two", "agreed = false", None);
    assert_eq!(
        compare(&of("one", "agreed = false", only_in_care), &anyone)
            .approvals
            .len(),
        1
    );
    // A child of whom nobody asks it is no difference.
    let (one, other) = (
        of("one", "agreed and legal_status = \"remand\"", only_in_care),
        of("two", "false", only_in_care),
    );
    assert!(compare(&one, &other).approvals.is_empty());
}

/// A table may stand on several forms, which ask different things.
#[test]
fn a_difference_on_one_form_only_is_not_that_of_every_child() {
    let text = |id: &str, when: &str| {
        let table = format!(
            "forms = [\"decision\", \"unplanned\"]\n{}",
            row("EX-1", when, &by("panel"))
        );
        let text = file(id, &table);
        let start = text.find("[[form]]").unwrap();
        let form = &text[start..text.find("[[rule]]").unwrap()];
        let second = form
            .replace("id = \"decision\"", "id = \"unplanned\"")
            .replace("\"agreed\",", "{ question = \"agreed\", when = 'false' },");
        text.replacen("[[rule]]", &format!("{second}[[rule]]"), 1)
    };
    let (one, other) = (text("one", "agreed = false"), text("two", "agreed != true"));
    let found = compare(&compiled(one), &compiled(other));
    let [only] = found.approvals[0].differences.as_slice() else {
        panic!("{found}")
    };
    assert_eq!((only.every, only.example.text.as_str()), (false, "agreed: not asked"));
    assert!(found.approvals[0].differing <= found.approvals[0].cases);
}

#[test]
fn past_the_bound_nothing_is_said_to_be_the_same() {
    let many: Vec<String> = (0..24)
        .map(|day| format!("(decision_date + duration(\"P{day}D\")) > date_of_birth"))
        .collect();
    let (one, other) = (
        procedure("one", &row("EX-1", &many.join(" and "), &by("panel"))),
        procedure("two", &row("EX-1", "agreed", &by("panel"))),
    );
    let found = compare(&one, &other);
    assert!(found.approvals[0].not_compared.is_some() && !found.is_empty());
    assert!(found.to_string().contains("not compared"), "{found}");
    assert!(compare(&one, &one).is_empty());
}

/// What is told of a boundary that moved, of a measure that is reckoned.
#[test]
fn what_lies_between_two_constants_is_told_by_what_can_lie_there() {
    for (before, after, children) in [
        (
            "decision_date + duration(\"P14D\") <= date(\"2026-03-31\")",
            "decision_date + duration(\"P14D\") < date(\"2026-04-02\")",
            "decision date plus 14 days: on 1 April 2026",
        ),
        (
            "decision_date.year - date_of_birth.year <= 15",
            "decision_date.year - date_of_birth.year <= 17",
            "year of decision date minus year of date of birth: 16 or 17",
        ),
        (
            "looked_after_start - date_of_birth < duration(\"P20D\")",
            "looked_after_start - date_of_birth < duration(\"P22D\")",
            "start of being looked after minus date of birth: 20 days or 21 days",
        ),
        ("balance <= 15", "balance < 16", "balance: over 15 and under 16"),
        ("balance < 15", "balance <= 16", "balance: 15 to 16"),
        ("balance < -5", "balance < -3", "balance: -5 or over and under -3"),
        ("team = \"east\"", "team in (\"east\", \"west\")", "team: “west”"),
        ("team = \"east\"", "true", "team: any text but “east”"),
    ] {
        let of = |id, when| procedure(id, &row("EX-1", when, &by("panel")));
        let found = compare(&of("one", before), &of("two", after));
        let told: Vec<_> = found.approvals[0]
            .differences
            .iter()
            .map(|one| one.children.as_str())
            .collect();
        assert_eq!(told, [children]);
    }
    let of = |id, when| procedure(id, &row("EX-1", when, &by("panel")));
    let (one, other) = (
        of("one", "decision_date + duration(\"P14D\") <= date(\"2026-03-31\")"),
        of("two", "decision_date + duration(\"P14D\") < date(\"2026-04-01\")"),
    );
    assert!(compare(&one, &other).is_empty());
}

#[test]
fn roles_that_no_ladder_holds_are_not_compared() {
    let of = |role: &str| procedure(role, &row("EX-1", "true", &by(role)));
    let standing = |left: &str, right: &str| compare(&of(left), &of(right)).approvals[0].differences[0].standing;
    assert_eq!(standing("panel", "team_manager"), Some(Standing::NotComparable));
    assert_eq!(
        standing("assistant_director", "team_manager"),
        Some(Standing::LeftMoreSenior)
    );
}

/// The same words, and a post that is more junior.
#[test]
fn a_designation_that_more_junior_posts_hold_is_another_approver() {
    let of = |id: &str, held_by: &str| {
        let text = file(id, &row("EX-1", "true", &by("nominated_officer")));
        compiled(text.replace(
            "[approval.decision]",
            &format!("nominated_officer = [{held_by}]\n[approval.decision]"),
        ))
    };
    let junior = of("one", "\"team_manager\", \"assistant_director\"");
    let found = compare(&junior, &of("two", "\"service_manager\""));
    assert_eq!(
        found.approvals[0].differences[0].standing,
        Some(Standing::RightMoreSenior)
    );
    assert!(
        found
            .to_string()
            .contains("Two asks for somebody more senior: other posts hold the designation there."),
        "{found}"
    );
    let alike = compare(&junior, &of("two", "\"team_manager\""));
    assert!(alike.is_empty());
    assert!(
        alike.to_string().contains("who recommends it, is not compared"),
        "{alike}"
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

/// What the engine says of a child: who may approve, or why nobody is named.
fn told(procedure: &Procedure, answers: &Map<String, Json>) -> (ApprovalState, BTreeSet<String>) {
    let plan = Plan::new(Arc::new(procedure.clone()), None, "decision").unwrap();
    let mut record = Record::new(procedure.id.clone(), "decision");
    record.answers.clone_from(answers);
    let report = check(&Arc::new(plan), NaiveDate::from_ymd_opt(2026, 6, 1).unwrap(), record);
    let approval = &report.approvals[0];
    // In a conflict the engine lists everybody whom a row names, and the comparison nobody.
    let named = approval
        .approvers
        .iter()
        .filter(|_| approval.state != ApprovalState::Conflict);
    (approval.state, named.cloned().collect())
}

fn claimed(answer: &Answer) -> (ApprovalState, BTreeSet<String>) {
    let state = match answer.kind {
        AnswerKind::Decided | AnswerKind::NoneRequired => ApprovalState::Decided,
        AnswerKind::Silent => ApprovalState::Silent,
        AnswerKind::Conflict => ApprovalState::Conflict,
    };
    (state, answer.approvers.iter().cloned().collect())
}

fn condition() -> impl Strategy<Value = String> {
    let one = prop_oneof![
        (14u32..18).prop_map(|age| format!("age >= {age}")),
        (14u32..18).prop_map(|age| format!("age < {age}")),
        (0u32..30).prop_map(|days| format!("working >= {days}")),
        (0u32..30).prop_map(|days| format!("days <= {days}")),
        (1u32..28).prop_map(|day| format!("decision_date >= date(\"2026-04-{day:02}\")")),
        prop::sample::select(vec![
            "legal_status = \"section_20\"",
            "legal_status in (\"care_order\", \"remand\")",
            "agreed",
            "not(agreed)",
            "agreed != false",
            "agreed = false",
            "legal_status != \"remand\"",
            "not(working < 20)",
            "(agreed and days >= 5) = (legal_status = \"remand\")"
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(one, 1..4).prop_map(|parts| parts.join(" and "))
}

/// A question that a form asks only under a condition, if any.
fn asking() -> impl Strategy<Value = Option<(&'static str, &'static str)>> {
    prop::sample::select(vec![
        None,
        Some(("agreed", "legal_status = \"section_20\"")),
        Some(("agreed", "age >= 16")),
        Some(("legal_status", "agreed")),
        Some(("looked_after_start", "legal_status != \"remand\"")),
        Some(("date_of_birth", "agreed = false")),
    ])
}

/// A procedure whose form asks so.
fn asks(text: String, asking: Option<(&str, &str)>) -> Procedure {
    let Some((question, when)) = asking else {
        return compiled(text);
    };
    let only = format!("{{ question = \"{question}\", when = '{when}' }}, ");
    // What a condition reads is asked before.
    let without = text.replacen(&format!("\"{question}\", "), "", 1);
    compiled(without.replacen("\"approver_role\",", &format!("{only}\"approver_role\","), 1))
}

fn table() -> impl Strategy<Value = String> {
    let who = prop::sample::select(vec!["team_manager", "service_manager", "assistant_director", "panel"]);
    prop::collection::vec((condition(), who), 1..4).prop_map(|rows| {
        let rows = rows.iter().zip(1..);
        rows.map(|((when, who), number)| row(&format!("EX-{number}"), when, &by(who)))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn differences_are_what_the_engine_says_and_the_same_from_both_sides(
        one in table(),
        other in table(),
        asked in (asking(), asking()),
        children in prop::collection::vec((0i64..2600, 0i64..60, 0i64..60, 0usize..3, any::<bool>()), 30),
    ) {
        let (one, other) = (asks(file("one", &one), asked.0), asks(file("two", &other), asked.1));
        prop_assert!(compare(&one, &one).is_empty());
        let found = compare(&one, &other);
        prop_assert_eq!(&mirrored(&found), &compare(&other, &one));
        let differences: Vec<_> = found.approvals.iter().flat_map(|table| &table.differences).collect();
        for difference in &differences {
            let answers = difference.example.answers.as_ref().unwrap();
            prop_assert_eq!(told(&one, answers), claimed(&difference.left), "{}", difference.example.text);
            prop_assert_eq!(told(&other, answers), claimed(&difference.right), "{}", difference.example.text);
        }
        let pairs: Vec<_> = differences.iter().map(|difference| (claimed(&difference.left), claimed(&difference.right))).collect();
        for (age, looked_after, decided, status, agreed) in children {
            let day = |days: i64| NaiveDate::from_ymd_opt(2026, 3, 15).unwrap() + chrono::TimeDelta::days(days);
            let answers = json!({
                "date_of_birth": day(decided - 13 * 365 - age), "decision_date": day(decided), "looked_after_start": day(decided - looked_after),
                "legal_status": (["section_20", "care_order", "remand"][status]), "agreed": agreed,
            });
            let pair = (told(&one, answers.as_object().unwrap()), told(&other, answers.as_object().unwrap()));
            prop_assert!(pair.0 == pair.1 || pairs.contains(&pair), "{answers} is told {pair:?}, and that is not among {pairs:?}");
        }
    }
}
