//! The shipped procedures keep what the engine promises: an approver once shown stays while answers are added.
#![expect(clippy::unwrap_used, reason = "the whole file is test code, helpers included")]

use proptest::prelude::*;
use serde_json::{Value as Json, json};
use wayhome_engine::{ApprovalState, Kind, Plan, Record, Session, check};

/// A readable answer to a question, near the constants that tables speak of; none for a table of rows.
fn answer(plan: &Plan, question: &str, number: u32) -> Option<Json> {
    let (question, lists) = plan.question(question)?;
    let option = |list: u16| {
        let options = &lists.get(usize::from(list)).unwrap().options;
        options
            .get(number as usize % options.len())
            .map(|option| option.id.clone())
    };
    Some(match &question.kind {
        Kind::YesNo => json!(number.is_multiple_of(2)),
        Kind::Choice(list) => json!(option(*list)?),
        Kind::Choices(list) => json!([option(*list)?]),
        Kind::Number { .. } => json!(number % 5 + 1),
        Kind::Text { .. } => json!("recorded"),
        Kind::Date if question.id == "date_of_birth" => {
            json!(format!("20{:02}-03-0{}", 8 + number % 4, 1 + number % 3))
        }
        Kind::Date => json!(format!("2026-0{}-{:02}", 2 + number % 2, 1 + number / 2 % 28)),
        Kind::DateTime | Kind::Rows(_) => return None,
    })
}

proptest! {
    #[test]
    fn an_approver_once_shown_stays_while_answers_are_added(
        procedure in prop::sample::select(wayhome_procedures::local()),
        form in prop::sample::select(vec!["decision", "unplanned"]),
        steps in prop::collection::vec((any::<prop::sample::Index>(), any::<u32>()), 1..60),
    ) {
        let procedure = procedure.id.as_str();
        let plan = wayhome_procedures::plan(procedure, form).unwrap();
        let today = "2026-03-02".parse().unwrap();
        let mut session = Session::new(plan.clone(), today);
        let all: Vec<String> = plan.sections().iter().flat_map(|section| section.questions.clone()).collect();
        for (index, number) in steps {
            // What the tables wait for comes first, so that they are decided often; then anything.
            let before = session.report();
            let waiting: Vec<String> = before.approvals.iter().flat_map(|approval| approval.needs.clone()).collect();
            let from = if waiting.is_empty() || number.is_multiple_of(5) { &all } else { &waiting };
            let question = index.get(from);
            let Some(value) = answer(&plan, question, number).filter(|_| !session.answers().contains_key(question.as_str())) else { continue };
            session.set(question, value);
            let after = session.report();
            for (old, new) in before.approvals.iter().zip(&after.approvals) {
                let told = |approval: &wayhome_engine::Approval| (approval.state, approval.approvers.clone(), approval.rows.clone());
                prop_assert!(old.state == ApprovalState::CannotTell || told(old) == told(new), "{question}: {old:?} became {new:?}");
                prop_assert!(new.state != ApprovalState::Conflict, "{new:?}");
            }
            let record = Record { answers: session.answers().clone(), ..Record::new(procedure, form) };
            prop_assert_eq!(after, check(&plan, today, record));
        }
    }
}
