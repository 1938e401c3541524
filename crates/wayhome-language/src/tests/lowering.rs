//! A small procedure, whole.

use wayhome_engine::{Comparison, Expression as E, Function, Kind, Part, Procedure, Test, Unit};

use super::{compiled, file, found};
use crate::{Names, Source, Type, expression};

fn procedure() -> Procedure {
    let source = Source::new("ex.toml", include_str!("procedure.toml"));
    let compiled = compiled(&source).unwrap_or_else(|found| panic!("{}", found.render(&source)));
    assert!(compiled.warnings.is_empty(), "{}", compiled.warnings.render(&source));
    compiled.procedure
}

fn question(procedure: &Procedure, id: &str) -> u16 {
    u16::try_from(
        procedure
            .questions
            .iter()
            .position(|question| question.id == id)
            .unwrap(),
    )
    .unwrap()
}

#[test]
fn only_what_is_used_is_kept() {
    let procedure = procedure();
    let questions: Vec<&str> = procedure
        .questions
        .iter()
        .map(|question| question.id.as_str())
        .collect();
    assert_eq!(
        questions,
        [
            "date_of_birth",
            "legal_status",
            "visit_date",
            "child_seen",
            "seen_alone",
            "cover_arranged_by",
            "decision_effective_date",
            "approver_role",
            "approver_nominated_in_writing",
            "approval_outcome",
            "approval_date",
            "ex.weeks",
        ]
    );
    let lists: Vec<&str> = procedure.option_lists.iter().map(|list| list.id.as_str()).collect();
    assert_eq!(lists, ["roles", "legal_status", "approval_outcome"]);
    assert_eq!(procedure.questions[1].kind, Kind::Choice(1));
    assert_eq!(procedure.questions[7].kind, Kind::Choice(0));
    assert_eq!(procedure.questions[0].name, "When was the child born");
    assert!(procedure.other_questions.contains(&"household".to_owned()));
    assert_eq!(procedure.questions.len() + procedure.other_questions.len(), 19);
}

#[test]
fn facts_come_after_those_that_they_read() {
    let procedure = procedure();
    let facts: Vec<&str> = procedure.facts.iter().map(|fact| fact.id.as_str()).collect();
    assert_eq!(facts, ["age", "old"]);
    assert_eq!(
        procedure.facts[0].is,
        E::Call(Function::Age, vec![E::Question(0), E::Question(2)])
    );
    assert_eq!(
        procedure.facts[1].is,
        E::Compare(
            Comparison::GreaterOrEqual,
            Box::new(E::Fact(0)),
            Box::new(E::Number(16.into()))
        )
    );
    let names = Names::of_procedure(&procedure);
    assert_eq!(expression("age + 1", &names).map(|typed| typed.kind), Ok(Type::Number));
    assert_eq!(expression("old", &names).map(|typed| typed.expression), Ok(E::Fact(1)));
}

#[test]
fn rules_expect_and_lead_somewhere() {
    let procedure = procedure();
    let id = |id: &str| question(&procedure, id);
    let [alone, written, think] = &procedure.rules[..] else {
        panic!("{:?}", procedure.rules)
    };
    assert_eq!(
        alone.when,
        Some(E::And(vec![E::Fact(1), E::Answered(id("visit_date"))]))
    );
    assert_eq!(alone.about, [id("seen_alone")]);
    assert_eq!(
        alone.parts,
        [Part {
            expect: E::Question(id("seen_alone")),
            explained: Some(E::Answered(id("cover_arranged_by"))),
            breached_says: None,
            explained_says: Some("The reason is recorded.".to_owned()),
        }]
    );
    assert_eq!(alone.cite.document, "The document");
    assert_eq!(
        written.parts[0].expect,
        E::And(vec![E::Recorded(id("visit_date")), E::Recorded(id("seen_alone"))])
    );
    assert_eq!(written.about, [id("visit_date")]);
    assert_eq!(written.cite.document, "The Act");
    // Nothing is read but by way of facts.
    assert_eq!(think.about, [id("date_of_birth"), id("visit_date")]);
}

#[test]
fn deadlines_count() {
    let procedure = procedure();
    let [again, decide] = &procedure.deadlines[..] else {
        panic!("{:?}", procedure.deadlines)
    };
    assert_eq!(
        (&again.within, again.unit),
        (&E::Question(question(&procedure, "ex.weeks")), Unit::Weeks)
    );
    assert_eq!(
        (&decide.within, decide.unit),
        (&E::Number(20.into()), Unit::WorkingDays)
    );
    assert!(decide.first_day_counts);
}

#[test]
fn rows_check_the_recorded_approval() {
    let procedure = procedure();
    let id = |id: &str| E::Question(question(&procedure, id));
    let [director, officer, nobody] = &procedure.approvals[0].rows[..] else {
        panic!()
    };
    let is = |option| Test::Compare(Comparison::Equal, E::Option(option));
    let role = |tests| E::In(Box::new(id("approver_role")), tests);
    assert_eq!(director.check.parts[0].expect, role(vec![is(2)]));
    assert_eq!(
        director.check.parts[0].breached_says.as_deref(),
        Some("The recorded approver is not the Service Director.")
    );
    let nominated = id("approver_nominated_in_writing");
    let answered = |of: &E| match of {
        E::Question(question) => E::Answered(*question),
        other => panic!("{other:?}"),
    };
    let not = |of: E| E::Not(Box::new(of));
    // The designation may be the answer itself; a social worker cannot hold it.
    assert_eq!(
        officer.check.parts[0].expect,
        E::Or(vec![
            role(vec![is(1), is(2)]),
            E::And(vec![
                role(vec![is(3)]),
                not(E::And(vec![answered(&nominated), not(nominated.clone())]))
            ]),
            E::And(vec![nominated.clone(), not(role(vec![is(0)]))]),
        ])
    );
    assert_eq!(
        officer.check.parts[0].breached_says.as_deref(),
        Some(
            "The record names another approver. This procedure asks for a Nominated officer. Here, a Nominated officer is somebody nominated in writing. Wayhome also accepts the Team manager or someone more senior."
        )
    );
    assert_eq!(
        director.check.parts[1].expect,
        E::Compare(
            Comparison::Equal,
            Box::new(id("approval_outcome")),
            Box::new(E::Option(0))
        )
    );
    assert_eq!(
        director.check.parts[2].expect,
        E::Compare(
            Comparison::LessOrEqual,
            Box::new(id("approval_date")),
            Box::new(id("decision_effective_date"))
        )
    );
    assert!(director.check.parts[2].explained.is_some());
    assert_eq!(officer.over, [0]);
    assert!(nobody.check.parts.is_empty() && nobody.none_required);
    assert_eq!(procedure.approvals[0].forms, ["decision"]);
    assert_eq!(procedure.approvals[0].silences.len(), 1);
}

#[test]
fn the_hash_is_of_what_is_compiled() {
    let first = procedure();
    assert_eq!(first.hash.len(), 64);
    assert_eq!(first.hash, procedure().hash);
    let text = include_str!("procedure.toml").replace("Speak with the child alone.", "Speak with them.");
    let other = compiled(&Source::new("ex.toml", text)).unwrap().procedure;
    assert_ne!(first.hash, other.hash);
    let comment = format!("# A comment.\n{}", include_str!("procedure.toml"));
    assert_eq!(
        compiled(&Source::new("ex.toml", comment)).unwrap().procedure.hash,
        first.hash
    );
    let json = serde_json::to_string(&first).unwrap();
    assert_eq!(serde_json::from_str::<Procedure>(&json).unwrap(), first);
}

const RULE: &str = "form = 'visit'\nlevel = 'must'\nsays = 'See.'\ncite = '1'";

#[track_caller]
fn rule(keys: &str, expected: &[&str]) {
    let codes: Vec<&str> = found(&file(&format!("[[rule]]\nid = 'EX-1'\n{RULE}\n{keys}")))
        .iter()
        .map(|found| found.0)
        .collect();
    assert_eq!(codes, expected, "{keys}");
}

#[test]
fn answered_stands_only_where_it_means_something() {
    rule("expect = 'answered(child_seen)'", &[]);
    rule(
        "expect = '(answered(child_seen) or seen_alone) and answered(visit_date)'",
        &[],
    );
    rule("expect = 'not(answered(child_seen))'", &["WH069"]);
    rule(
        "expect = 'seen_alone and (not(answered(child_seen)) or child_seen)'",
        &[],
    );
    rule(
        "expect = 'not(answered(child_seen)) or not(answered(seen_alone))'",
        &["WH069", "WH069"],
    );
    rule("expect = 'not(answered(child_seen)) and seen_alone'", &["WH069"]);
    rule("expect = 'seen_alone or not(not(answered(child_seen)))'", &[]);
    rule("expect = 'not(not(answered(child_seen)))'", &["WH069"]);
    rule(
        "expect = 'not(answered(seen_alone)) or not(not(answered(child_seen)))'",
        &["WH069", "WH069"],
    );
    rule(
        "expect = 'seen_alone or not(not(not(answered(child_seen))))'",
        &["WH069"],
    );
    rule(
        "expect = 'seen_alone or not(answered(child_seen) and child_seen)'",
        &["WH069"],
    );
    rule("expect = 'not(seen_alone or not(answered(child_seen)))'", &["WH069"]);
    rule("expect = 'answered(child_seen) = true'", &["WH069"]);
    rule("expect = 'some x in [1] satisfies answered(child_seen)'", &["WH069"]);
    rule("when = 'not(answered(child_seen))'\nexpect = 'seen_alone'", &[]);
    rule(
        "expect = 'seen_alone'\nexplained_when = 'answered(child_seen) or answered(visit_date)'",
        &[],
    );
    let deadline = "[[deadline]]\nid = 'EX-1'\nfrom = 'visit_date'\nwithin = '1 day'\nwhen = 'answered(child_seen)'";
    assert_eq!(
        found(&file(&format!("{deadline}\n{RULE}")))
            .iter()
            .map(|found| found.0)
            .collect::<Vec<_>>(),
        ["WH069"]
    );
}
