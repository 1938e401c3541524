//! Rows of the Standard Safeguarding Dataset, and the cross-checks.

use serde_json::{Value as Json, json};
use wayhome_export::{LossKind, Outgoing, SsdRows, ssd};

use crate::random::TODAY;
use crate::record;

pub(crate) fn rows(form: &str, answers: &Json) -> SsdRows {
    let session = record::session("newcastle", form, answers);
    ssd(&Outgoing::new(&session)).unwrap().0
}

pub(crate) fn cell(rows: &SsdRows, table: &str, column: &str) -> Option<String> {
    let row = rows.tables.get(table)?.first()?;
    row.0
        .iter()
        .find(|(name, _)| *name == column)
        .map(|(_, cell)| cell.clone())
}

#[track_caller]
fn ceased(answers: &Json, reason: Option<&str>) {
    let rows = rows("decision", answers);
    assert_eq!(
        cell(&rows, "ssd_cla_episodes", "clae_cla_episode_ceased_reason").as_deref(),
        reason,
        "{answers}"
    );
}

pub(crate) fn returned(status: &str, to: &str, kind: &str) -> Json {
    json!({ "child_reference": "R-1", "legal_status": status, "return_to": to, "return_kind": kind, "actual_return_date": "2026-02-02" })
}

#[test]
fn a_return_under_section_20_ends_the_episode_for_one_of_three_reasons() {
    ceased(&returned("section_20", "parent", "planned"), Some("E4A"));
    ceased(&returned("section_20", "person_with_pr", "unplanned"), Some("E4B"));
    ceased(&returned("section_20", "relative_without_pr", "planned"), Some("E13"));
    ceased(&returned("section_20", "other", "planned"), None);
}

#[test]
fn an_order_behind_the_return_would_be_another_reason() {
    let named = |to: &str| {
        let rows = rows("decision", &returned("section_20", to, "planned"));
        rows.checks.iter().any(|check| check.message.contains("E45 to E48"))
    };
    assert!(named("person_with_pr") && !named("parent"));
}

#[test]
fn a_child_in_care_who_goes_to_a_parent_is_placed_there_and_stays_looked_after() {
    let rows = rows("decision", &returned("care_order", "parent", "planned"));
    assert_eq!(
        cell(&rows, "ssd_cla_placement", "clap_cla_placement_type").as_deref(),
        Some("P1")
    );
    assert_eq!(
        cell(&rows, "ssd_cla_placement", "clap_cla_placement_provider").as_deref(),
        Some("PR0")
    );
    assert_eq!(
        cell(&rows, "ssd_cla_episodes", "clae_cla_episode_ceased_reason").as_deref(),
        Some("X1")
    );
    assert_eq!(
        cell(&rows, "ssd_legal_status", "lega_legal_status").as_deref(),
        Some("C2")
    );
}

#[test]
fn placement_with_parents_under_section_20_is_refused_by_rule_378() {
    let mut answers = returned("section_20", "parent", "planned");
    answers["visit_kind"] = json!("placement_with_parents");
    answers["visit_date"] = json!("2026-02-20");
    let rows = rows("visit", &answers);
    let rules: Vec<_> = rows.checks.iter().filter(|check| check.rule == Some("378")).collect();
    assert!(
        matches!(&rules[..], [only] if only.message.ends_with("The visit was written as one to a child in need.")),
        "{rules:?}"
    );
    assert!(!rows.tables.contains_key("ssd_cla_placement") && !rows.tables.contains_key("ssd_cla_episodes"));
}

#[test]
fn a_reason_that_cannot_be_told_is_not_guessed() {
    let answers = json!({ "legal_status": "section_20", "actual_return_date": "2026-02-02", "return_to": "parent" });
    let rows = rows("decision", &answers);
    assert!(!rows.tables.contains_key("ssd_cla_episodes"));
    assert_eq!(rows.checks.len(), 1);
}

#[test]
fn a_visit_is_to_a_looked_after_child_or_to_a_child_in_need() {
    let visit = |status: &str, returned: Option<&str>| {
        let mut answers = json!({ "legal_status": status, "visit_date": "2026-03-02", "child_seen": true, "seen_alone": false, "bedroom_seen": true });
        if let Some(returned) = returned {
            answers["actual_return_date"] = json!(returned);
        }
        let rows = rows("visit", &answers);
        rows.tables.keys().find(|table| table.ends_with("visits")).copied()
    };
    assert_eq!(visit("care_order", Some("2026-02-02")), Some("ssd_cla_visits"));
    assert_eq!(visit("section_20", Some("2026-03-02")), Some("ssd_cin_visits"));
    assert_eq!(visit("section_20", Some("2026-03-03")), Some("ssd_cla_visits"));
    assert_eq!(visit("section_20", None), None);
    assert_eq!(visit("remand", None), None);
}

/// A visit under an order of care: its table, how many placements were written, and what it is checked against.
#[track_caller]
fn in_care(kind: &str, ended: Option<&str>, table: &str, placements: usize, checks: usize) {
    let mut answers = returned("care_order", "parent", "planned");
    answers["visit_date"] = json!("2026-03-02");
    answers["visit_kind"] = json!(kind);
    if let Some(ended) = ended {
        answers["looked_after_end"] = json!(ended);
    }
    let rows = rows("visit", &answers);
    assert!(rows.tables.contains_key(table), "{answers}: {:?}", rows.tables);
    let placed = rows.tables.get("ssd_cla_placement").map_or(0, Vec::len);
    let changed = rows.tables.get("ssd_cla_episodes").map_or(0, Vec::len);
    assert_eq!(
        (placed, changed, rows.checks.len()),
        (placements, placements, checks),
        "{answers}: {:?}",
        rows.checks
    );
    assert_eq!(
        cell(&rows, "ssd_legal_status", "lega_legal_status_end_date").as_deref(),
        Some(ended.filter(|end| *end <= TODAY).unwrap_or_default())
    );
}

#[test]
fn a_child_whose_care_has_ended_is_no_longer_looked_after() {
    in_care("placement_with_parents", None, "ssd_cla_visits", 1, 0);
    // The end has not come yet, which is said.
    in_care("placement_with_parents", Some("2026-03-03"), "ssd_cla_visits", 1, 1);
    in_care("after_return", Some("2026-03-02"), "ssd_cin_visits", 0, 0);
    // These answers say two things.
    in_care("after_return", None, "ssd_cin_visits", 0, 1);
    in_care("after_return", Some("2026-03-03"), "ssd_cin_visits", 0, 2);
    in_care("placement_with_parents", Some("2026-03-02"), "ssd_cin_visits", 0, 1);
    let mut ended = returned("care_order", "parent", "planned");
    ended["looked_after_end"] = json!("2026-02-20");
    let session = record::session("newcastle", "decision", &ended);
    let (rows, losses) = ssd(&Outgoing::new(&session)).unwrap();
    assert!(!rows.tables.contains_key("ssd_cla_placement"));
    let lost: Vec<_> = losses.lost.iter().map(|loss| loss.message.as_str()).collect();
    let why = "no placement is written, because the child is no longer looked after.";
    assert!(lost.contains(&&*format!("Return date: {why}")), "{lost:?}");
}

/// When a legal status is said to end, and how many checks there are.
#[track_caller]
fn ended(answers: &Json, end: &str, checks: usize) -> Vec<String> {
    let session = record::session("newcastle", "visit", answers);
    let (rows, losses) = ssd(&Outgoing::new(&session)).unwrap();
    assert_eq!(
        cell(&rows, "ssd_legal_status", "lega_legal_status_end_date").as_deref(),
        Some(end),
        "{answers}"
    );
    assert_eq!(rows.checks.len(), checks, "{answers}: {:?}", rows.checks);
    losses.lost.into_iter().map(|loss| loss.what).collect()
}

#[test]
fn section_20_ends_with_the_return_or_when_the_child_stops_being_looked_after() {
    let home = returned("section_20", "parent", "planned");
    assert!(!ended(&home, "2026-02-02", 0).contains(&"actual_return_date".to_owned()));
    let mut both = home.clone();
    both["looked_after_end"] = json!("2026-02-02");
    ended(&both, "2026-02-02", 0);
    both["looked_after_end"] = json!("2026-02-03");
    ended(&both, "2026-02-03", 1);
    let elsewhere = json!({ "legal_status": "section_20", "looked_after_end": "2026-02-03" });
    assert!(!ended(&elsewhere, "2026-02-03", 0).contains(&"looked_after_end".to_owned()));
    ended(&json!({ "legal_status": "section_20" }), "", 0);
    let mut backwards = home;
    backwards["legal_status_date"] = json!("2026-02-20");
    // Neither the status ends then, nor its episode.
    ended(&backwards, "", 2);
}

#[test]
fn a_review_does_not_say_whose_it_was() {
    let lost = |answers: &Json| {
        let session = record::session("newcastle", "review", answers);
        let (_, losses) = ssd(&Outgoing::new(&session)).unwrap();
        let mut lost = losses.lost.into_iter().filter(|loss| loss.what == "child_reference");
        lost.next().map(|loss| (loss.kind, loss.message))
    };
    let mut review = json!({ "child_reference": "R-1", "review_kind": "statutory", "review_date": "2026-03-02" });
    let message = "Reference: not in the row of the review.".to_owned();
    assert_eq!(lost(&review), Some((LossKind::NoField, message.clone())));
    review["legal_status"] = json!("care_order");
    assert_eq!(lost(&review), Some((LossKind::Reduced, message)));
}

#[test]
fn flags_are_y_n_or_empty_and_only_visits_to_children_in_need_have_the_bedroom() {
    let answers = json!({ "legal_status": "section_20", "visit_date": "2026-03-02", "actual_return_date": "2026-02-02", "child_seen": true,
        "bedroom_seen": false });
    let in_need = rows("visit", &answers);
    let flag = |column| cell(&in_need, "ssd_cin_visits", column);
    assert_eq!(flag("cinv_cin_visit_seen").as_deref(), Some("Y"));
    assert_eq!(flag("cinv_cin_visit_seen_alone").as_deref(), Some(""));
    assert_eq!(flag("cinv_cin_visit_bedroom").as_deref(), Some("N"));
    let session = record::sample("visit-complete");
    let (looked_after, losses) = ssd(&Outgoing::new(&session)).unwrap();
    assert_eq!(cell(&looked_after, "ssd_cla_visits", "clav_cla_visit_bedroom"), None);
    let messages: Vec<_> = losses.lost.iter().map(|loss| loss.message.as_str()).collect();
    assert!(
        messages.contains(&"Bedroom seen: no field in looked-after visits."),
        "{messages:?}"
    );
}

#[test]
fn a_child_who_was_not_seen_is_not_written_as_seen_alone() {
    for (seen, alone, cell_alone) in [(true, true, "Y"), (false, false, "N"), (false, true, "")] {
        let mut answers = json!({ "legal_status": "care_order", "visit_date": "2026-03-02", "child_seen": seen, "seen_alone": alone });
        for (status, table, column) in [
            ("care_order", "ssd_cla_visits", "clav_cla_visit_seen_alone"),
            ("section_20", "ssd_cin_visits", "cinv_cin_visit_seen_alone"),
        ] {
            answers["legal_status"] = json!(status);
            answers["visit_kind"] = json!((status == "section_20").then_some("after_return"));
            let session = record::session("newcastle", "visit", &answers);
            let (rows, losses) = ssd(&Outgoing::new(&session)).unwrap();
            assert_eq!(cell(&rows, table, column).as_deref(), Some(cell_alone), "{answers}");
            let lost = losses.lost.iter().any(|loss| loss.what == "seen_alone");
            let said = rows.checks.iter().any(|check| check.about.contains(&"seen_alone"));
            assert_eq!(
                (lost, said),
                (cell_alone.is_empty(), cell_alone.is_empty()),
                "{losses:?}"
            );
        }
    }
}

#[test]
fn only_statutory_reviews_have_a_table() {
    let review = |kind: &str| rows("review", &json!({ "review_kind": kind, "review_date": "2026-03-02" }));
    assert!(review("statutory").tables.contains_key("ssd_cla_reviews"));
    assert!(review("child_in_need").tables.is_empty());
}

#[test]
fn short_breaks_have_no_single_code_and_exercises_no_rows() {
    let session = record::session(
        "newcastle",
        "visit",
        &json!({ "legal_status": "section_20_short_breaks" }),
    );
    let (rows, losses) = ssd(&Outgoing::new(&session)).unwrap();
    assert!(rows.tables.is_empty());
    assert!(losses.lost.iter().any(|loss| loss.message.contains("V3 from V4")));
    assert!(ssd(&Outgoing::new(&session).exercise(true)).is_err());
    // Nobody is asked for the legal status that is recorded.
    let visit = record::session(
        "newcastle",
        "visit",
        &json!({ "legal_status": "section_20_short_breaks", "visit_date": "2026-03-02" }),
    );
    let (rows, _) = ssd(&Outgoing::new(&visit)).unwrap();
    let said: Vec<_> = rows.checks.iter().map(|check| check.message.as_str()).collect();
    assert!(
        matches!(&said[..], [only] if only.contains("add it where it belongs") && !only.contains("needs the legal status")),
        "{said:?}"
    );
}

/// What is checked of a record, and the tables that it has rows in.
pub(crate) fn checked(form: &str, answers: &Json) -> (Vec<String>, Vec<&'static str>) {
    let rows = rows(form, answers);
    let checks = rows.checks.into_iter().map(|check| check.message);
    (checks.collect(), rows.tables.into_keys().collect())
}

#[test]
fn a_placement_ends_when_the_child_stops_being_looked_after() {
    let mut answers = returned("care_order", "parent", "planned");
    answers["actual_return_date"] = json!("2026-01-05");
    answers["visit_date"] = json!("2026-01-10");
    let end = |rows: &SsdRows| cell(rows, "ssd_cla_placement", "clap_cla_placement_end_date");
    assert_eq!(end(&rows("visit", &answers)).as_deref(), Some(""));
    answers["looked_after_end"] = json!("2026-02-01");
    let ended = rows("visit", &answers);
    assert_eq!(end(&ended).as_deref(), Some("2026-02-01"));
    assert_eq!(
        cell(&ended, "ssd_legal_status", "lega_legal_status_end_date").as_deref(),
        Some("2026-02-01")
    );
    // Nobody is placed on the day on which care ends, or after it.
    answers["actual_return_date"] = json!("2026-02-01");
    let (checks, tables) = checked("visit", &answers);
    assert!(
        !tables.contains(&"ssd_cla_placement") && !tables.contains(&"ssd_cla_episodes"),
        "{tables:?}"
    );
    assert!(
        matches!(&checks[..], [only] if only.contains("stopped being looked after")),
        "{checks:?}"
    );
}

#[test]
fn no_row_says_that_something_was_on_a_day_that_has_not_come() {
    let ahead = |form: &str, answers: &Json, names: &[&str]| {
        let (checks, tables) = checked(form, answers);
        for name in names {
            let says = format!("{name}: this day is after the day of the check.");
            assert!(
                checks.iter().any(|check| check.starts_with(&says)),
                "{name}: {checks:?}"
            );
        }
        tables
    };
    let mut home = returned("section_20", "parent", "planned");
    home["actual_return_date"] = json!("2036-12-01");
    assert_eq!(ahead("decision", &home, &["Return date"]), ["ssd_legal_status"]);
    assert_eq!(
        cell(
            &rows("decision", &home),
            "ssd_legal_status",
            "lega_legal_status_end_date"
        )
        .as_deref(),
        Some("")
    );
    let review = json!({ "review_kind": "statutory", "review_date": "2026-03-03" });
    assert!(ahead("review", &review, &["Review date"]).is_empty());
    let visit = json!({ "legal_status": "care_order", "visit_date": "2026-03-03", "looked_after_end": "2026-03-03" });
    assert_eq!(ahead("visit", &visit, &["Visit date"]), ["ssd_legal_status"]);
    let begins = json!({ "legal_status": "care_order", "legal_status_date": "2026-03-03" });
    let session = record::session("newcastle", "decision", &begins);
    let (none, losses) = ssd(&Outgoing::new(&session)).unwrap();
    assert!(none.tables.is_empty() && none.checks.len() == 1, "{none:?}");
    let lost: Vec<_> = losses.lost.iter().map(|loss| loss.what.as_str()).collect();
    assert!(
        lost.contains(&"legal_status") && lost.contains(&"legal_status_date"),
        "{lost:?}"
    );
    // The day of the check has come.
    let today = json!({ "review_kind": "statutory", "review_date": TODAY });
    assert!(checked("review", &today).0.is_empty());
}

#[test]
fn a_return_that_nobody_planned_is_no_placement_that_the_authority_made() {
    for (form, kind) in [("unplanned", "planned"), ("decision", "unplanned")] {
        let mut answers = returned("care_order", "parent", kind);
        answers["unplanned_how"] = json!("removed_by_parent");
        let (checks, tables) = checked(form, &answers);
        assert_eq!(tables, ["ssd_legal_status"], "{form}");
        assert!(
            matches!(&checks[..], [only] if only.contains("was not planned") && only.ends_with("No placement was written.")),
            "{checks:?}"
        );
    }
    // Under section 20 it ends the episode, planned or not.
    let (_, tables) = checked("unplanned", &returned("section_20", "parent", "unplanned"));
    assert!(tables.contains(&"ssd_cla_episodes"), "{tables:?}");
}

#[test]
fn nothing_is_written_under_an_order_that_had_not_begun() {
    let mut answers = returned("care_order", "parent", "planned");
    answers["legal_status_date"] = json!("2026-02-02");
    assert!(checked("decision", &answers).1.contains(&"ssd_cla_placement"));
    answers["legal_status_date"] = json!("2026-02-20");
    let (checks, tables) = checked("decision", &answers);
    assert_eq!(tables, ["ssd_legal_status"]);
    assert!(
        matches!(&checks[..], [only] if only.contains("before this legal status began")),
        "{checks:?}"
    );
    answers["visit_date"] = json!("2026-02-19");
    let (checks, tables) = checked("visit", &answers);
    assert_eq!((checks.len(), tables), (2, vec!["ssd_legal_status"]), "{checks:?}");
    // Looked after by then, under whatever order it was.
    answers["looked_after_start"] = json!("2025-01-06");
    let (checks, tables) = checked("visit", &answers);
    assert_eq!(
        (checks.len(), tables),
        (1, vec!["ssd_cla_visits", "ssd_legal_status"]),
        "{checks:?}"
    );
}
