//! What the report calls unreadable, no export says as a good answer.

use proptest::prelude::*;
use serde_json::{Value as Json, json};
use wayhome_engine::{Level, Session};
use wayhome_export::mapping::mapped;
use wayhome_export::{LossKind, Losses, Outgoing, Said, fhir, page, plain_text, summary};

use crate::mapping::people;
use crate::random::session;
use crate::record;

fn lost(losses: &Losses, what: &str) -> Vec<LossKind> {
    let of = losses.lost.iter().filter(|loss| loss.what == what);
    of.map(|loss| loss.kind).collect()
}

#[track_caller]
fn check(answers: &Json, what: &str, typed: &str, handed_on: &str) {
    let session = record::session("newcastle", "visit", answers);
    let outgoing = Outgoing::new(&session);
    for text in [page(&outgoing), plain_text(&outgoing)] {
        assert!(text.contains(typed) && text.contains("(cannot be read)"), "{text}");
    }
    let (response, by_fhir) = fhir::response(&outgoing);
    let (values, by_mapping) = mapped(&people(), &outgoing).unwrap();
    for (losses, made) in [(by_fhir, response), (by_mapping, values.json())] {
        assert_eq!(lost(&losses, what), [LossKind::Unreadable], "{losses:?}");
        assert!(!made.to_string().contains(handed_on), "{made}");
    }
}

#[test]
fn a_day_or_a_number_out_of_bounds_is_handed_on_as_none() {
    check(
        &json!({ "agreed_visit_weeks": 120 }),
        "agreed_visit_weeks",
        "120",
        "120",
    );
    check(
        &json!({ "visit_date": "0214-09-12" }),
        "visit_date",
        "day 12, month 09, year 0214",
        "0214",
    );
    let half = record::session("newcastle", "visit", &json!({ "agreed_visit_weeks": 2.5 }));
    assert!(plain_text(&Outgoing::new(&half)).contains("2.5\n"));
    let born = json!({ "household": [{ "name": "Alex Example", "date_of_birth": "0214-09-12" }] });
    check(&born, "household.date_of_birth", "day 12, month 09, year 0214", "0214");
}

#[test]
fn what_is_no_row_and_what_has_no_column_is_shown_as_it_was_typed_and_said_to_be_lost() {
    check(&json!({ "household": ["Alex"] }), "household", "Alex", "Alex");
    let beside = json!({ "household": [{ "name": "Bo Example" }, "Alex"] });
    check(&beside, "household", "This row: Alex", "Alex");
    let column = json!({ "household": [{ "name": "Bo Example", "shoes": "Green" }] });
    check(&column, "household", "shoes: Green", "Green");
    let alone = json!({ "household": [{ "shoes": "Green" }] });
    check(&alone, "household", "shoes: Green", "Green");
    let many = vec![json!({ "name": "Alex" }); 201];
    check(&json!({ "household": many }), "household", "Alex", "Alex");
}

#[test]
fn an_answer_to_a_question_that_is_not_there_is_said_by_its_id() {
    let answers = json!({
        "newcastle.was_asked_once": "Of yesterday",
        "counted_once": 3,
        "visited_by": "A. Worker",
        "left_empty": "",
    });
    let unknown = summary(&record::session("newcastle", "visit", &answers)).unknown;
    let lines: Vec<_> = unknown.iter().map(|line| (line.name.as_str(), &line.said)).collect();
    let [counted, asked] = ["3", "Of yesterday"].map(|text| Said::Text(text.to_owned()));
    assert_eq!(
        lines,
        [("counted_once", &counted), ("newcastle.was_asked_once", &asked)]
    );
}

/// Does it say anywhere that something cannot be read?
fn is_unreadable(said: &Said) -> bool {
    match said {
        Said::Unreadable(_) => true,
        Said::Rows(rows) => rows.iter().flatten().any(|(_, said)| is_unreadable(said)),
        _ => false,
    }
}

/// Does the report say so? A number that is not whole is read, and only no use to a deadline.
fn is_found(session: &Session, question: &str) -> bool {
    if session.answered(question) && session.answers().get(question).is_some_and(Json::is_number) {
        return false;
    }
    let report = session.report();
    let mut found = report.findings.iter();
    found.any(|finding| {
        finding.source == "record" && finding.level == Level::Must && finding.about == [question.to_owned()]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn exports_and_reports_read_alike(session in session()) {
        for line in summary(&session).parts.iter().flat_map(|part| &part.lines) {
            let found = is_found(&session, &line.question);
            prop_assert_eq!(is_unreadable(&line.said), found, "{}: {:?}", &line.question, &line.said);
        }
    }
}
