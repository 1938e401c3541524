use std::sync::Arc;

use serde_json::json;
use wayhome_engine::{ApprovalState, Plan, Procedure, Record, check};

use super::{Proof, prove};
use crate::{Source, Vocabulary, compile};

const VOCABULARY: &str = r#"
[[question]]
id = "date_of_birth"
type = "date"
label = "When was the child born?"

[[question]]
id = "decision_date"
type = "date"
label = "Decision date"

[[question]]
id = "looked_after_start"
type = "date"
label = "Start of being looked after"

[[question]]
id = "agreed"
type = "yesno"
label = "Agreed"

[[question]]
id = "balance"
type = "number"
label = "Balance"

[[question]]
id = "team"
type = "text"
label = "Team"

[[question]]
id = "school"
type = "text"
label = "School"

[[question]]
id = "people"
type = "rows"
label = "Who lives at home?"
name = "People at home"
row = "Person {number}"
fields = [
    { id = "kind", type = "choice", label = "Kind of check", options = [{ id = "clear", label = "Nothing found" }, { id = "waiting", label = "Still awaited" }] },
    { id = "born", type = "date", label = "Born" },
]

[[question]]
id = "urgent"
type = "yesno"
label = "Urgent"

[[question]]
id = "legal_status"
type = "choice"
label = "Legal status"
options = [{ id = "section_20", label = "Section 20" }, { id = "care_order", label = "Care order" }]
"#;

fn procedure(table: &str) -> Procedure {
    let vocabulary = Vocabulary::parse(&Source::new("vocabulary.toml", VOCABULARY)).unwrap();
    let text = format!(
        r#"
wayhome = 1
[procedure]
id = "ex"
authority = "Example"
document = "Example"
basis = "local"
compared = "2026-11"
[facts]
age = "age(date_of_birth, decision_date)"
days = "working_days(looked_after_start, decision_date)"
both = "agreed and urgent"
checked = {{ is = 'every p in people satisfies p.born < decision_date', name = "Everyone at home is checked" }}
waited = {{ is = "days(date_of_birth, looked_after_start)", name = "Days waited since the start" }}
[[form]]
id = "decision"
title = "Decision"
[[form.section]]
title = "All"
ask = ["date_of_birth", "decision_date", "looked_after_start", "agreed", "legal_status", "urgent", "balance", "team", "school", "people"]
[approval.decision]
title = "The decision"
{table}
"#
    );
    let source = Source::new("ex.toml", text);
    compile(&source, &vocabulary, &wayhome_engine::Calendar::default())
        .unwrap_or_else(|found| panic!("{}", found.render(&source)))
        .procedure
}

fn row(id: &str, when: &str, more: &str) -> String {
    format!(
        "[[approval.decision.row]]\nid = \"{id}\"\nwhen = '{when}'\nnone_required = true\nsays = \"S\"\ncite = \"1\"\n{more}\n"
    )
}

#[track_caller]
fn proof(rows: &[String]) -> Proof {
    prove(&procedure(&rows.concat())).remove(0)
}

#[test]
fn a_table_that_covers_every_case_once_holds() {
    let proof = proof(&[
        row("EX-1", "age >= 16", ""),
        row("EX-2", "age < 16 and days >= 20", ""),
        row("EX-3", "age < 16 and days < 20", ""),
    ]);
    assert!(proof.holds(), "{proof:?}");
    assert_eq!(proof.space, 9, "three stretches of age by three of days");
    assert_eq!(proof.exclusive.len(), 3);
}

#[test]
fn a_gap_is_reported_as_a_child_at_the_boundary() {
    let proof = proof(&[
        row("EX-1", "age >= 16", ""),
        row("EX-2", "age < 16 and days > 20", ""),
        row("EX-3", "age < 16 and days < 20", ""),
    ]);
    let gaps: Vec<&str> = proof.gaps.iter().map(|gap| gap.child.as_str()).collect();
    assert_eq!(gaps, ["aged 15, looked after for 20 working days"]);
    assert!(proof.overlaps.is_empty() && !proof.holds());
}

/// The child of a condition that the only row leaves out.
#[track_caller]
fn left_out(when: &str, child: &str) {
    let gaps = proof(&[row("EX-1", when, "")]).gaps;
    let children: Vec<&str> = gaps.iter().map(|gap| gap.child.as_str()).collect();
    assert_eq!(children, [child], "{when}");
}

#[test]
fn what_is_reckoned_with_is_told_in_plain_words() {
    left_out(
        "decision_date.year - date_of_birth.year >= 16",
        "year of decision date minus year of when was the child born: 15",
    );
    left_out(
        "decision_date - looked_after_start >= duration(\"P20D\")",
        "decision date minus start of being looked after: 19 days",
    );
    left_out(
        "decision_date - looked_after_start - duration(\"P1D\") >= duration(\"PT36H\")",
        "decision date minus start of being looked after minus 1 day: 1 day",
    );
    left_out(
        "decision_date - duration(\"P1D\") >= date(\"2026-01-01\")",
        "decision date minus 1 day: 31 December 2025",
    );
    left_out(
        "decision_date.year - (date_of_birth.year - looked_after_start.year) >= 16",
        "year of decision date minus (year of when was the child born minus year of start of being looked after): 15",
    );
    left_out("decision_date.month != 4", "month of decision date: 4");
}

/// Counts, days and ages that are not the usual ones are told apart by what they count from and to.
#[test]
fn counts_tell_from_where_to_where() {
    left_out(
        "working_days(decision_date, looked_after_start) >= 20",
        "working days from decision date to start of being looked after: 19",
    );
    left_out(
        "days(date_of_birth, decision_date) >= 20",
        "days from when was the child born to decision date: 19",
    );
    left_out("count(people) > 1", "number of rows in people at home: 0");
    left_out(
        "age >= 16 or age(date_of_birth, looked_after_start) >= 17",
        "aged 15 (decision date), aged 16 (start of being looked after)",
    );
    left_out(
        "days(looked_after_start, decision_date) >= 20 or days(looked_after_start, date_of_birth) >= 30",
        "looked after for 19 days (decision date) and 29 days (when was the child born)",
    );
    left_out(
        "(decision_date - looked_after_start).days >= 20",
        "whole days of (decision date minus start of being looked after): 19",
    );
}

#[test]
fn what_is_compared_is_before_less_or_different_by_what_it_is() {
    left_out(
        "decision_date >= looked_after_start",
        "decision date before start of being looked after",
    );
    left_out(
        "days >= 2 * balance",
        "working days from start of being looked after to decision date less than 2 times balance",
    );
    left_out(
        "decision_date - date_of_birth >= decision_date - looked_after_start",
        "decision date minus when was the child born less than decision date minus start of being looked after",
    );
    left_out("team = school", "team different from school");
}

#[test]
fn conditions_on_rows_are_told_apart() {
    left_out(
        "(some p in people satisfies p.kind = \"clear\") or (every p in people satisfies p.kind != \"clear\" and p.born < decision_date)",
        "kind of check is nothing found in a row of people at home: no, kind of check is not nothing found and born is before decision date in every row of people at home: no",
    );
    left_out(
        "some p in people satisfies p.kind != \"clear\" and (p.kind = \"clear\" or p.born < decision_date)",
        "kind of check is not nothing found and (kind of check is nothing found or born is before decision date) in a row of people at home: no",
    );
    left_out("checked", "everyone at home is checked: no");
    left_out("not(checked = false)", "everyone at home is checked: no");
    left_out("waited > 5", "days waited since the start: 4");
}

/// Nothing lies between the two rows of each of these tables, and nothing in both.
#[test]
fn what_is_reckoned_with_keeps_its_steps_and_its_bounds() {
    for rows in [
        &[
            "decision_date + duration(\"P14D\") <= date(\"2026-03-31\")",
            "decision_date + duration(\"P14D\") >= date(\"2026-04-01\")",
        ][..],
        &[
            "decision_date - duration(\"P1M\") <= date(\"2026-03-31\")",
            "decision_date - duration(\"P1M\") >= date(\"2026-04-01\")",
        ],
        &[
            "decision_date.year - date_of_birth.year <= 15",
            "decision_date.year - date_of_birth.year >= 16",
        ],
        &[
            "max(decision_date, date_of_birth) <= date(\"2026-03-31\")",
            "max(decision_date, date_of_birth) >= date(\"2026-04-01\")",
        ],
        &[
            "min([decision_date, date(\"2026-05-01\")]) <= date(\"2026-03-31\")",
            "min([decision_date, date(\"2026-05-01\")]) >= date(\"2026-04-01\")",
        ],
        &["age + 1 <= 16", "age + 1 >= 17"],
        &["2 * age <= 31", "2 * age >= 32"],
        &["0.5 - age >= -15", "0.5 - age <= -15.5"],
        &["-age <= -16", "-age >= -15"],
        &["age * days >= 0"],
        &["max(age, days + 1) >= 1"],
        &["decision_date.weekday <= 5", "decision_date.weekday in (6, 7)"],
        &["decision_date.month <= 6", "decision_date.month in [7..12]"],
        &["decision_date.day in [1..31]"],
        &["balance < -5", "balance >= -5 and balance < -3", "balance >= -3"],
        &["age < 10 + 6", "age >= 2 * 8"],
        &[
            "team = \"east\"",
            "team = \"west\"",
            "not(team in (\"east\", \"west\"))",
        ],
        &["\"a\" = \"a\""],
        &[
            "decision_date - looked_after_start <= duration(\"P20D\")",
            "decision_date - looked_after_start >= duration(\"P21D\")",
        ],
        &["count([agreed, urgent]) = 2"],
    ] {
        let rows: Vec<String> = (1..)
            .zip(rows)
            .map(|(place, when)| row(&format!("EX-{place}"), when, ""))
            .collect();
        let proof = proof(&rows);
        assert!(proof.holds() && proof.idle.is_empty(), "{rows:?}: {proof:?}");
    }
}

/// What has no steps, or others than it looks like, is tried between two constants all the same.
#[test]
fn what_is_reckoned_with_hides_no_gap() {
    for (rows, child) in [
        (["balance + 1 <= 15", "balance + 1 >= 16"], "balance plus 1: 15.5"),
        (
            ["min(balance, 20) <= 15", "min(balance, 20) >= 16"],
            "least of balance and 20: 15.5",
        ),
        (["age * 0.5 <= 15", "age * 0.5 >= 16"], "age times 0.5: 15.5"),
        (["age + age <= 15", "age + age >= 17"], "age plus age: 16"),
        (["-balance <= 15", "-balance >= 16"], "minus balance: 15.5"),
        (["team = \"east\"", "team = \"west\""], "team: another text"),
        (
            [
                "max(decision_date, looked_after_start) <= date(\"2026-03-31\")",
                "max(decision_date, looked_after_start) >= date(\"2026-04-02\")",
            ],
            "latest of decision date and start of being looked after: 1 April 2026",
        ),
    ] {
        let rows = [row("EX-1", rows[0], ""), row("EX-2", rows[1], "")];
        let gaps: Vec<String> = proof(&rows).gaps.into_iter().map(|gap| gap.child).collect();
        assert_eq!(gaps, [child]);
    }
}

#[test]
fn an_overlap_names_both_rows_unless_one_is_more_specific() {
    let rows = |over: &str| {
        [
            row("EX-1", "legal_status = \"section_20\"", ""),
            row("EX-2", "age >= 16 or legal_status != \"section_20\"", over),
        ]
    };
    let overlap = proof(&rows("")).overlaps.remove(0);
    assert_eq!(
        (overlap.rows, overlap.child.as_str()),
        (vec!["EX-1".to_owned(), "EX-2".to_owned()], "aged 16, section 20")
    );
    assert!(proof(&rows("over = [\"EX-1\"]")).holds());
}

#[test]
fn a_row_beneath_others_everywhere_is_idle() {
    let proof = proof(&[row("EX-1", "agreed", ""), row("EX-2", "true", "over = [\"EX-1\"]")]);
    assert_eq!(proof.idle, ["EX-1"]);
}

#[test]
fn a_declared_silence_fills_a_gap_and_collides_with_a_row() {
    let silence = |when: &str| format!("[[approval.decision.silent]]\nwhen = '{when}'\nnote = \"Not said.\"\n");
    assert!(proof(&[row("EX-1", "agreed = true", ""), silence("agreed = false")]).holds());
    let clash = proof(&[row("EX-1", "agreed", ""), silence("true")]).overlaps.remove(0);
    assert_eq!(clash.silence.as_deref(), Some("Not said."));
}

#[test]
fn a_space_beyond_the_bound_is_not_checked_and_never_fine() {
    let many: Vec<String> = (0..24)
        .map(|day| format!("(decision_date + duration(\"P{day}D\")) > date_of_birth"))
        .collect();
    let proof = proof(&[row("EX-1", &many.join(" and "), "")]);
    assert!(!proof.checked && !proof.holds() && proof.gaps.is_empty());
}

/// While `agreed` is not asked, both of these rows apply: they only look exclusive.
#[test]
fn rows_that_a_question_not_asked_brings_together_are_not_exclusive() {
    let rows = [
        row("EX-1", "not(agreed)", ""),
        row("EX-2", "not(agreed = false)", "over = [\"EX-1\"]"),
    ];
    assert_eq!(proof(&rows).exclusive.len(), 1);
    let mut conditional = procedure(&rows.concat());
    let asked = conditional
        .questions
        .iter()
        .position(|question| question.id == "agreed")
        .unwrap();
    for ask in &mut conditional.forms[0].sections[0].ask {
        if usize::from(ask.question) == asked {
            ask.when = Some(wayhome_engine::Expression::Bool(false));
        }
    }
    assert!(prove(&conditional)[0].exclusive.is_empty());
}

/// A table over `legal_status`, which is asked only where `agreed` is yes.
fn conditional(rows: &[String]) -> Procedure {
    let mut procedure = procedure(&rows.concat());
    let place = |id: &str| procedure.questions.iter().position(|question| question.id == id);
    let (asked, agreed) = (place("legal_status").unwrap(), place("agreed").unwrap());
    let agreed = wayhome_engine::Expression::Question(u16::try_from(agreed).unwrap());
    for ask in &mut procedure.forms[0].sections[0].ask {
        if usize::from(ask.question) == asked {
            ask.when = Some(agreed.clone());
        }
    }
    procedure
}

/// What the proof finds, and what the engine comes to in every record that there can be.
fn proved_and_tried(rows: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let rows: Vec<String> = rows.iter().map(|(id, when)| row(id, when, "")).collect();
    let procedure = conditional(&rows);
    let proof = prove(&procedure).remove(0);
    let holes = proof.gaps.iter().chain(&proof.overlaps).map(|hole| hole.child.clone());
    let plan = Arc::new(Plan::new(Arc::new(procedure), None, "decision").unwrap());
    let mut tried = Vec::new();
    for answers in [
        json!({ "agreed": false }),
        json!({ "agreed": true, "legal_status": "section_20" }),
        json!({ "agreed": true, "legal_status": "care_order" }),
    ] {
        let mut record = Record::new("ex", "decision");
        record.answers = answers.as_object().unwrap().clone();
        let report = check(&plan, "2026-03-02".parse().unwrap(), record);
        if report.approvals[0].state != ApprovalState::Decided {
            tried.push(answers.to_string());
        }
    }
    (holes.collect(), tried)
}

#[test]
fn what_is_not_asked_makes_gaps_and_overlaps_like_any_answer() {
    let (gaps, tried) = proved_and_tried(&[
        ("EX-1", "legal_status = \"section_20\""),
        ("EX-2", "legal_status = \"care_order\""),
    ]);
    assert_eq!(gaps, ["legal status: not asked, agreed: no"]);
    assert_eq!(tried, [r#"{"agreed":false}"#]);
    let (overlaps, tried) = proved_and_tried(&[
        ("EX-1", "not(legal_status = \"section_20\")"),
        ("EX-2", "not(legal_status = \"care_order\")"),
    ]);
    assert_eq!(overlaps, ["legal status: not asked, agreed: no"]);
    assert_eq!(tried, [r#"{"agreed":false}"#]);
}

#[test]
fn what_is_not_asked_is_missing_only_where_its_condition_does_not_hold() {
    let (holes, tried) = proved_and_tried(&[
        ("EX-1", "agreed and legal_status = \"section_20\""),
        ("EX-2", "agreed and legal_status = \"care_order\""),
        ("EX-3", "agreed = false"),
    ]);
    assert_eq!((holes.len(), tried.len()), (0, 0), "{holes:?} {tried:?}");
}

#[test]
fn a_condition_of_a_form_in_which_the_table_does_not_stand_hides_nothing() {
    let mut procedure = conditional(&[
        row("EX-1", "legal_status = \"section_20\"", ""),
        row("EX-2", "legal_status = \"care_order\"", ""),
    ]);
    // The form with the condition is another one; the table's own asks of everybody.
    let mut own = procedure.forms[0].clone();
    own.id = "plan".to_owned();
    for ask in &mut own.sections[0].ask {
        ask.when = None;
    }
    procedure.forms.push(own);
    procedure.approvals[0].forms = vec!["plan".to_owned()];
    assert!(prove(&procedure)[0].holds());
    procedure.approvals[0].forms.push("decision".to_owned());
    assert_eq!(
        prove(&procedure)[0].gaps[0].child,
        "legal status: not asked, agreed: no"
    );
}

#[test]
fn many_questions_that_are_asked_only_sometimes_leave_as_many_cases() {
    let rows = [
        row("EX-1", "agreed", ""),
        row("EX-2", "agreed = false and legal_status != \"care_order\"", ""),
    ];
    let (all, some) = (procedure(&rows.concat()), conditional(&rows));
    assert_eq!(prove(&some)[0].space, prove(&all)[0].space);
    let (holes, tried) = proved_and_tried(&[
        ("EX-1", "agreed"),
        ("EX-2", "agreed = false and legal_status != \"care_order\""),
    ]);
    assert_eq!(holes.len(), tried.len(), "{holes:?} {tried:?}");
}

/// Two yes/no questions that are compared, of which the form asks one only where there is another answer: `agreed` only under a care order.
fn compared(rows: &[(&str, &str)]) -> (Proof, Vec<String>) {
    let rows: Vec<String> = rows.iter().map(|(id, when)| row(id, when, "")).collect();
    let mut procedure = procedure(&rows.concat());
    let place = |id: &str| procedure.questions.iter().position(|question| question.id == id);
    let (asked, status) = (place("agreed").unwrap(), place("legal_status").unwrap());
    let care_order = wayhome_engine::Expression::Compare(
        wayhome_engine::Comparison::Equal,
        Box::new(wayhome_engine::Expression::Question(u16::try_from(status).unwrap())),
        Box::new(wayhome_engine::Expression::Option(1)),
    );
    for ask in &mut procedure.forms[0].sections[0].ask {
        if usize::from(ask.question) == asked {
            ask.when = Some(care_order.clone());
        }
    }
    let proof = prove(&procedure).remove(0);
    let plan = Arc::new(Plan::new(Arc::new(procedure), None, "decision").unwrap());
    let mut tried = Vec::new();
    for status in ["section_20", "care_order"] {
        for (agreed, urgent) in [(false, false), (false, true), (true, false), (true, true)] {
            let mut record = Record::new("ex", "decision");
            let answers = json!({ "legal_status": status, "agreed": agreed, "urgent": urgent });
            record.answers = answers.as_object().unwrap().clone();
            let report = check(&plan, "2026-03-02".parse().unwrap(), record);
            if report.approvals[0].state != ApprovalState::Decided {
                tried.push(answers.to_string());
            }
        }
    }
    (proof, tried)
}

/// A condition over what is not asked is No, and not nothing: `(agreed and urgent) = urgent` holds where `urgent` is no.
#[test]
fn a_condition_that_is_compared_is_yes_or_no_also_where_something_in_it_is_not_asked() {
    for condition in [
        "(agreed and urgent) = urgent",
        "urgent = (agreed and urgent)",
        "urgent in (agreed and urgent, agreed)",
        "both = urgent",
        "(urgent = both) = (agreed and urgent)",
    ] {
        let (proof, tried) = compared(&[
            ("EX-1", &format!("legal_status = \"care_order\" and not({condition})")),
            ("EX-2", "legal_status != \"care_order\""),
            ("EX-3", condition),
        ]);
        assert!(!proof.overlaps.is_empty() && !tried.is_empty(), "{condition}");
        assert!(proof.idle.is_empty(), "{condition}: {:?}", proof.idle);
    }
}

#[test]
fn what_is_not_asked_equals_no_answer() {
    let (proof, tried) = compared(&[
        ("EX-1", "legal_status = \"care_order\" and agreed != urgent"),
        ("EX-2", "legal_status != \"care_order\""),
        ("EX-3", "agreed = urgent"),
    ]);
    assert!(proof.holds() && tried.is_empty(), "{proof:?} {tried:?}");
    // The same two questions, each by itself as well: no case is tried that is none.
    let (proof, tried) = compared(&[
        ("EX-1", "agreed = urgent"),
        ("EX-2", "agreed and urgent = false or agreed = false and urgent"),
        ("EX-3", "legal_status != \"care_order\""),
    ]);
    assert!(proof.holds() && tried.is_empty(), "{proof:?} {tried:?}");
}

/// Each side stands in the condition once: conditions within each other take no more than that.
#[test]
fn comparisons_within_each_other_are_tried_at_once() {
    let deep = (0..30).fold("agreed".to_owned(), |inner, _| format!("(urgent = {inner})"));
    assert!(proof(&[row("EX-1", &deep, ""), row("EX-2", &format!("not({deep})"), "")]).holds());
}
