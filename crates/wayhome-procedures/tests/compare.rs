//! The comparison of the shipped procedures says of each example child what the engine says.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "the whole file is test code, helpers included"
)]

use wayhome_engine::{Approval, ApprovalState, Procedure, Record, check};
use wayhome_language::{Answer, AnswerKind, Difference, Standing, compare};

fn compared(left: &str, right: &str) -> Difference {
    let known = |id: &str| wayhome_procedures::procedure(id).unwrap_or_else(|| panic!("{id} is not shipped"));
    compare(&known(left), &known(right))
}

/// What the engine says of the example child.
fn told(procedure: &Procedure, answers: &serde_json::Map<String, serde_json::Value>) -> Approval {
    let plan = wayhome_procedures::plan(&procedure.id, "decision").unwrap();
    let mut record = Record::new(procedure.id.clone(), "decision");
    record.answers.clone_from(answers);
    let report = check(&plan, "2026-11-25".parse().unwrap(), record);
    report
        .approvals
        .into_iter()
        .find(|approval| approval.source == procedure.id)
        .unwrap()
}

#[track_caller]
fn agrees(id: &str, said: &Answer, answers: &serde_json::Map<String, serde_json::Value>, child: &str) {
    let told = told(&wayhome_procedures::procedure(id).unwrap(), answers);
    let state = match said.kind {
        AnswerKind::Decided | AnswerKind::NoneRequired => ApprovalState::Decided,
        AnswerKind::Silent => ApprovalState::Silent,
        AnswerKind::Conflict => ApprovalState::Conflict,
    };
    let sorted = |roles: &[String]| {
        let mut roles = roles.to_vec();
        roles.sort();
        roles
    };
    assert_eq!(
        (
            told.state,
            sorted(&told.approvers),
            sorted(&told.notify),
            &told.at_least
        ),
        (state, sorted(&said.approvers), sorted(&said.notify), &said.at_least),
        "{id} of a child {child}"
    );
    assert!(
        told.rows.iter().all(|row| said.rows.contains(row)),
        "{id} of a child {child}: {:?} and {:?}",
        told.rows,
        said.rows
    );
}

#[test]
fn each_example_child_gets_the_two_answers_that_are_named() {
    let ids: Vec<&str> = wayhome_procedures::compiled().iter().map(|(id, _)| *id).collect();
    let mut examples = 0;
    for left in &ids {
        for right in &ids {
            let found = compared(left, right);
            assert_eq!(found.is_empty(), left == right, "{left} and {right}");
            for difference in found.approvals.iter().flat_map(|table| &table.differences) {
                let child = &difference.example;
                let answers = child
                    .answers
                    .as_ref()
                    .unwrap_or_else(|| panic!("nobody made up for {left} and {right}: {}", child.text));
                agrees(left, &difference.left, answers, &child.text);
                agrees(right, &difference.right, answers, &child.text);
                examples += 1;
            }
        }
    }
    assert!(examples > 50, "only {examples} examples");
}

#[test]
fn the_nutshell_names_somebody_more_junior_than_tees_for_sixteen_under_section_20() {
    let found = compared("nutshell", "tees");
    let [table] = found.approvals.as_slice() else {
        panic!("{found:?}")
    };
    let sixteen = table
        .differences
        .iter()
        .find(|difference| difference.left.rows == ["NUT-10"] && difference.right.rows == ["TEE-10"])
        .unwrap();
    assert_eq!(sixteen.standing, Some(Standing::RightMoreSenior));
    assert_eq!(
        (sixteen.children.as_str(), sixteen.every),
        ("aged 16 or 17, section 20 (V2)", true)
    );
    assert!(
        table.differences.len() <= 12,
        "{} differences are more than a reader takes in",
        table.differences.len()
    );
}
