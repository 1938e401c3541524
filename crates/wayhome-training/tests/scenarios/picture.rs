//! The approval table as a picture: it says what the checks say.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::json;
use wayhome_engine::{ApprovalState, Session, Standing};
use wayhome_training::{Fact, change, grid};

#[test]
fn the_approval_table_is_a_picture_of_checks() {
    let day = "2026-06-09".parse().unwrap();
    for procedure in wayhome_procedures::local() {
        let plan = wayhome_procedures::plan(&procedure.id, "decision").unwrap();
        let grid = grid(&plan, day).unwrap();
        assert_eq!(grid.rows.len(), 10);
        assert_eq!(grid.calendar_days, procedure.id == "nutshell", "{}", procedure.id);
        assert!(grid.rows.iter().all(|(_, cells)| cells.len() == grid.columns.len()));
        let states = grid.rows.iter().flat_map(|(_, cells)| cells).map(|cell| cell.state);
        assert!(
            states.clone().all(|state| state != ApprovalState::Conflict),
            "{}",
            procedure.id
        );
        assert!(
            states.clone().any(|state| state == ApprovalState::Silent),
            "{}",
            procedure.id
        );
    }
}

#[test]
fn where_the_procedure_asks_for_less_than_the_law_the_picture_shows_it() {
    let plan = wayhome_procedures::plan("nutshell", "decision").unwrap();
    let grid = grid(&plan, "2026-06-09".parse().unwrap()).unwrap();
    let (label, cells) = &grid.rows[0];
    assert_eq!(label, "Section 20 (V2)");
    let sixteen = cells.iter().rfind(|cell| cell.child.contains("Aged 16")).unwrap();
    assert_eq!(sixteen.short, "Assistant Director");
    assert_eq!(
        sixteen.standing.as_ref().map(|(standing, _)| *standing),
        Some(Standing::Weaker)
    );
    assert_eq!(sixteen.rows, ["NUT-10"]);
    assert!(sixteen.cite.is_some());
}

/// Whatever the age and the time looked after, the picture has a cell that says what the check says.
#[test]
fn the_picture_leaves_out_no_age_and_no_number_of_days() {
    let decided = "2026-06-09".parse().unwrap();
    for procedure in wayhome_procedures::local() {
        let plan = wayhome_procedures::plan(&procedure.id, "decision").unwrap();
        let grid = grid(&plan, decided).unwrap();
        let mut session = Session::new(Arc::clone(&plan), decided);
        for (question, value) in [
            ("accommodation_plan_agreed", json!(true)),
            ("decision_date", json!(decided)),
            ("return_kind", json!("planned")),
            ("return_to", json!("parent")),
            ("who_decided", json!("authority")),
        ] {
            session.set(question, value);
        }
        for (label, cells) in &grid.rows {
            let said: BTreeSet<&str> = cells.iter().map(|cell| cell.message.as_str()).collect();
            let (_, lists) = plan.question("legal_status").unwrap();
            let options = lists.iter().flat_map(|list| &list.options);
            let status = options.clone().find(|option| option.label == *label).unwrap();
            session.set("legal_status", json!(status.id));
            for age in 14..=18 {
                change(&mut session, &Fact::Age(age));
                for days in (0..=40).step_by(2).chain([19, 21, 29, 60]) {
                    change(&mut session, &Fact::Days(days));
                    let report = session.report();
                    let approval = report.approvals.iter().find(|found| found.source == procedure.id);
                    let message = &approval.unwrap().message;
                    assert!(
                        said.contains(message.as_str()),
                        "{} {label} {age} {days}: {message}",
                        procedure.id
                    );
                }
            }
        }
    }
}

#[test]
fn the_columns_of_the_picture_are_cut_where_the_conditions_cut() {
    let decided = "2026-06-09".parse().unwrap();
    let columns = |id: &str| {
        let plan = wayhome_procedures::plan(id, "decision").unwrap();
        let columns = grid(&plan, decided).unwrap().columns;
        columns
            .into_iter()
            .map(|column| format!("{}, {}", column.ages, column.days))
            .collect::<Vec<_>>()
    };
    let crossed = |days: &[&str]| {
        let ages = ["up to 15", "16 to 17", "18 and over"].into_iter();
        let all = ages.flat_map(|age| days.iter().map(move |days| format!("{age}, {days}")));
        all.collect::<Vec<_>>()
    };
    assert_eq!(columns("tees"), crossed(&["up to 19", "20 and more"]));
    // That document counts calendar days, and the law beneath it working days.
    assert_eq!(columns("nutshell"), crossed(&["up to 13", "14 to 19", "20 and more"]));
    assert_eq!(columns("northamptonshire"), ["any age, any time"]);
}
