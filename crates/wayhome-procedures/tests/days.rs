//! Days of what has happened: one that has not come is asked about, and nothing else follows from it.

use chrono::NaiveDate;
use serde_json::json;
use wayhome_engine::{Level, Session};

#[test]
fn a_day_to_come_is_asked_about_until_it_is_mended() {
    let today: NaiveDate = "2026-03-02".parse().unwrap();
    let mut session = Session::new(wayhome_procedures::plan("newcastle", "visit").unwrap(), today);
    let before = session.report().outcome;
    let asked = |session: &Session| {
        let findings = session.report().findings.into_iter();
        findings
            .filter(|finding| finding.rule == "REC-FUTURE")
            .map(|finding| (finding.level, finding.about.concat()))
            .collect::<Vec<_>>()
    };
    session.set("visit_date", json!("2026-03-02"));
    assert_eq!(asked(&session), []);
    let changes = session.set("visit_date", json!("2026-03-03"));
    assert_eq!(asked(&session), [(Level::Consider, "visit_date".to_owned())]);
    assert!(changes.findings.iter().any(|finding| finding.rule == "REC-FUTURE"));
    assert_eq!(session.report().outcome, before);
    let changes = session.set("visit_date", json!("2026-03-01"));
    assert_eq!(changes.readable, ["visit_date"]);
    assert_eq!(asked(&session), []);
    // In a table, the column is named.
    session.set(
        "household",
        json!([{ "name": "Wren Example" }, { "check_date": "2026-03-03", "date_of_birth": "1990-01-01" }]),
    );
    assert_eq!(asked(&session), [(Level::Consider, "household".to_owned())]);
    let report = session.report();
    let told = report.findings.iter().find(|finding| finding.rule == "REC-FUTURE");
    assert_eq!(
        told.map(|finding| finding.message.as_str()),
        Some("“Household, Date of the check” is after the day of this check. Check the date.")
    );
    session.set("household", json!([{ "check_date": "2026-03-02" }]));
    assert_eq!(asked(&session), []);
    // What is planned may lie ahead.
    session.set("england.case_review_date", json!("2026-03-09"));
    assert_eq!(asked(&session), []);
}
