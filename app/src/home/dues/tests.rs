use super::*;
use crate::shelf::{Child, Mark, Party, SignOff};
use serde_json::{Value as Json, json};
use wayhome_engine::Record;

fn day(day: &str) -> NaiveDate {
    day.parse().expect("a day")
}

fn fresh(id: &str, on: &str) -> Fresh {
    Fresh {
        id: id.to_owned(),
        now: day(on).and_time(chrono::NaiveTime::MIN),
    }
}

fn library(records: &[(&str, &str, bool, Json)]) -> Library {
    library_of("newcastle", records)
}

fn library_of(procedure: &str, records: &[(&str, &str, bool, Json)]) -> Library {
    let mut library = Library::default();
    library.put_child(Child::new(fresh("c", "2026-09-01"), "R-1", procedure));
    for (place, (form, started, signed, answers)) in records.iter().enumerate() {
        let plan = wayhome_procedures::plan(procedure, form).expect("a form of the procedure's");
        let mut entry = library.begin(fresh(&format!("e{place}"), started), &plan, Source::Nowhere);
        entry.child = Some("c".to_owned());
        let mut record = Record::new(procedure, *form);
        record.answers = answers.as_object().cloned().expect("answers by question");
        entry.record = record;
        entry.signed = signed.then(|| SignOff {
            on: day(started),
            by: Party {
                name: "A. Worker".to_owned(),
                mark: Mark::Typed,
            },
            role: "Social worker".to_owned(),
            young_person: None,
            open: 0,
            procedure_hash: String::new(),
            law_hash: None,
        });
        library.put(entry);
    }
    library
}

fn next() -> Opens {
    Opens::Start {
        form: "review".to_owned(),
        recorded: true,
    }
}

fn first() -> Opens {
    Opens::Start {
        form: "review".to_owned(),
        recorded: false,
    }
}

fn dues(library: &Library) -> Vec<ToDo> {
    due(library, Some("c"), day("2026-11-26"), &Reports::default())
}

fn said(library: &Library, id: &str) -> Vec<(String, Opens)> {
    let all = dues(library);
    let of = |to_do: &&ToDo| to_do.due.id == id;
    let line = |to_do: &ToDo| {
        (
            to_do.due.due.map(wayhome_engine::words::moment).unwrap_or_default(),
            to_do.opens.clone(),
        )
    };
    all.iter().filter(of).map(line).collect()
}

#[test]
fn a_meeting_of_one_kind_leaves_what_is_due_of_another() {
    let statutory = json!({"legal_status": "care_order", "return_to": "parent", "review_kind": "statutory", "review_date": "2026-04-01", "statutory_review_number": 2});
    let care_team = json!({"legal_status": "care_order", "return_to": "parent", "review_kind": "care_team", "review_date": "2026-11-02"});
    let next = [("1 October 2026".to_owned(), next())];
    let alone = library(&[("review", "2026-04-01", true, statutory.clone())]);
    assert_eq!(said(&alone, "NEW-43-next"), next);
    let both = library(&[
        ("review", "2026-04-01", true, statutory),
        ("review", "2026-11-02", true, care_team),
    ]);
    assert_eq!(said(&both, "NEW-43-next"), next);
}

#[test]
fn what_a_form_without_a_record_asks_is_listed_and_not_called_late() {
    let home = json!({"legal_status": "section_20", "actual_return_date": "2026-09-15"});
    let visited = library(&[("visit", "2026-11-20", false, home.clone())]);
    assert_eq!(said(&visited, "NEW-50"), [("29 September 2026".to_owned(), first())]);
    let reviewed = library(&[
        ("visit", "2026-11-20", false, home.clone()),
        ("review", "2026-11-21", false, home),
    ]);
    assert_eq!(
        said(&reviewed, "NEW-50"),
        [("29 September 2026".to_owned(), Opens::Record("e1".to_owned()))]
    );
    assert_eq!(dues(&library(&[])), [], "nothing is known of a child without records");
}

#[test]
fn a_child_at_home_of_whom_no_visit_is_recorded_here_is_to_be_visited_first() {
    let home = json!({"legal_status": "care_order", "legal_status_date": "2025-09-01", "return_to": "parent", "actual_return_date": "2026-11-10"});
    let first = Opens::Start {
        form: "visit".to_owned(),
        recorded: false,
    };
    for signed in [false, true] {
        let decided = library(&[("decision", "2026-11-09", signed, home.clone())]);
        assert_eq!(
            said(&decided, "ENG-28-2-first"),
            [("17 November 2026".to_owned(), first.clone())]
        );
    }
    let mut visit = home.clone();
    visit["visit_date"] = json!("2026-11-20");
    let visited = library(&[
        ("visit", "2026-11-20", true, visit),
        ("decision", "2026-11-21", true, home.clone()),
    ]);
    assert_eq!(
        said(&visited, "ENG-28-2-first"),
        [],
        "whether the visit was the first is for it to say"
    );
    let mut over = home;
    over["looked_after_end"] = json!("2026-11-15");
    let ended = library(&[("decision", "2026-11-09", true, over)]);
    assert_eq!(said(&ended, "ENG-28-2-first"), []);
}

#[test]
fn what_a_record_of_another_kind_says_was_done_is_done() {
    let home = json!({"legal_status": "section_20", "actual_return_date": "2026-08-03"});
    let of = |more: Json| {
        let mut answers = home.clone();
        for (question, answer) in more.as_object().expect("answers by question") {
            answers[question] = answer.clone();
        }
        answers
    };
    let care_team =
        of(json!({"review_kind": "care_team", "review_date": "2026-08-17", "first_care_team_date": "2026-08-17"}));
    let in_need =
        of(json!({"review_kind": "child_in_need", "review_date": "2026-10-30", "first_cin_review_date": "2026-10-30"}));
    let reviewed = library(&[
        ("review", "2026-08-17", true, care_team),
        ("review", "2026-10-30", true, in_need),
    ]);
    assert_eq!(
        said(&reviewed, "NEW-46"),
        [],
        "the review was held, and the meeting before it could not know"
    );
    assert_eq!(
        said(&reviewed, "NEW-50"),
        [],
        "the meeting was held, and the review does not say so"
    );
}

#[test]
fn a_closed_case_asks_for_nothing_until_something_new_is_recorded() {
    let care_team = json!({"legal_status": "section_20", "actual_return_date": "2026-08-03", "review_kind": "care_team", "review_date": "2026-10-01"});
    let closure = json!({"legal_status": "section_20", "review_kind": "closure", "review_date": "2026-11-02"});
    let closed = [
        ("review", "2026-10-01", true, care_team),
        ("review", "2026-11-02", true, closure),
    ];
    assert_eq!(dues(&library(&closed)), []);
    let mut opened = library(&closed);
    let plan = wayhome_procedures::plan("newcastle", "visit").expect("a form of the procedure's");
    let draft = opened.begin(fresh("draft", "2026-11-20"), &plan, Source::Child("c"));
    assert!(!draft.carried.is_empty());
    opened.put(draft);
    assert_eq!(dues(&opened), [], "nothing is new in it");
    let mut corrected = library(&closed);
    let closing = corrected.entry("e1").cloned().expect("the meeting that closed it");
    corrected.put(Library::new_version(fresh("version", "2026-11-20"), &closing));
    assert_eq!(
        dues(&corrected),
        [],
        "until the new version is signed, the signed one stands"
    );
    let [care_team, (form, started, signed, mut goes_on)] = closed.clone();
    goes_on["plan_outcome"] = json!("continue");
    let called_to_close = library(&[care_team, (form, started, signed, goes_on)]);
    assert_eq!(
        said(&called_to_close, "NEW-51-next").len(),
        1,
        "it was decided to go on"
    );
    let visit = json!({"legal_status": "section_20", "accommodation_plan_agreed": true, "visit_date": "2026-11-20", "agreed_visit_weeks": 2});
    let again: Vec<_> = closed
        .into_iter()
        .chain([("visit", "2026-11-20", true, visit)])
        .collect();
    assert_eq!(said(&library(&again), "NEW-32-next").len(), 1);
    assert_eq!(said(&library(&again), "NEW-51-next"), []);
}

#[test]
fn there_are_no_statutory_reviews_of_a_child_who_is_no_longer_looked_after() {
    let statutory = json!({"legal_status": "care_order", "return_to": "parent", "review_kind": "statutory", "review_date": "2026-04-01", "statutory_review_number": 2});
    let in_need = json!({"legal_status": "care_order", "looked_after_end": "2026-08-03", "review_kind": "child_in_need", "review_date": "2026-11-02"});
    let ended = library(&[
        ("review", "2026-04-01", true, statutory),
        ("review", "2026-11-02", true, in_need),
    ]);
    assert_eq!(said(&ended, "NEW-43-next"), []);
}

#[test]
fn there_are_no_visits_under_an_order_once_it_has_ended() {
    let visited = json!({"legal_status": "care_order", "return_to": "parent", "visit_kind": "placement_with_parents", "visit_date": "2026-08-01", "agreed_visit_weeks": 2});
    let ended =
        json!({"legal_status": "care_order", "looked_after_start": "2025-02-03", "looked_after_end": "2026-08-03"});
    let again = json!({"legal_status": "care_order", "looked_after_start": "2026-09-01"});
    let records = [
        ("visit", "2026-08-01", true, visited),
        ("plan", "2026-08-10", true, ended),
        ("plan", "2026-09-02", true, again),
    ];
    let said_of = |records: &[_]| {
        let library = library(records);
        ["ENG-28-5-next", "NEW-32-next"].map(|id| said(&library, id).len())
    };
    assert_eq!(said_of(&records[..1]), [1, 1]);
    assert_eq!(said_of(&records[..2]), [0, 0]);
    assert_eq!(said_of(&records), [1, 1], "looked after again");
    let [(form, _, signed, mut visited), ended, _] = records;
    visited["legal_status"] = json!("section_20");
    visited["accommodation_plan_agreed"] = json!(true);
    let after_section_20 = [ended, (form, "2026-08-20", signed, visited)];
    assert_eq!(said_of(&after_section_20), [0, 1], "the local procedure asks for these");
}

#[test]
fn section_20_ends_with_the_return_and_statutory_reviews_with_it() {
    let statutory = json!({"legal_status": "section_20", "looked_after_start": "2026-02-02", "review_kind": "statutory", "review_date": "2026-05-01", "statutory_review_number": 2});
    let home = json!({"legal_status": "section_20", "actual_return_date": "2026-08-03"});
    let again = json!({"legal_status": "section_20", "looked_after_start": "2026-09-01"});
    let records = [
        ("review", "2026-05-01", true, statutory),
        ("visit", "2026-08-10", true, home),
        ("visit", "2026-09-02", true, again),
    ];
    let said_of = |records: &[_]| said(&library(records), "ENG-33-2-next").len();
    assert_eq!(said_of(&records[..1]), 1);
    assert_eq!(said_of(&records[..2]), 0);
    assert_eq!(said_of(&records), 1, "accommodated again");
    let [statutory, (form, on, signed, mut home), _] = records;
    home["legal_status"] = json!("section_20_short_breaks");
    assert_eq!(
        said_of(&[statutory, (form, on, signed, home)]),
        1,
        "each short break ends with a return"
    );
}

#[test]
fn a_review_that_is_begun_is_opened_and_no_other_started() {
    let statutory = json!({"legal_status": "care_order", "return_to": "parent", "review_kind": "statutory", "review_date": "2026-04-01", "statutory_review_number": 2});
    let begun = library(&[
        ("review", "2026-04-01", true, statutory),
        (
            "review",
            "2026-11-20",
            false,
            json!({"legal_status": "care_order", "return_to": "parent"}),
        ),
    ]);
    assert_eq!(
        said(&begun, "NEW-43-next"),
        [("1 October 2026".to_owned(), Opens::Record("e1".to_owned()))]
    );
}

#[test]
fn what_one_form_tells_no_other_form_asks_again() {
    let answers = json!({"proceedings_issued_date": "2026-10-01", "in_care_proceedings": true});
    let known = library_of("nutshell", &[("decision", "2026-11-20", false, answers)]);
    assert_eq!(
        said(&known, "NUT-02").len(),
        1,
        "and not once more for each form without a record"
    );
}

#[test]
fn a_visit_that_speaks_of_an_earlier_day_is_not_the_next() {
    let visited = json!({"legal_status": "section_20", "accommodation_plan_agreed": true, "visit_date": "2026-11-10", "agreed_visit_weeks": 2});
    let left_open = json!({"legal_status": "section_20", "visit_date": "2026-10-10"});
    let records = library(&[
        ("visit", "2026-10-10", false, left_open),
        ("visit", "2026-11-10", true, visited),
    ]);
    let start = Opens::Start {
        form: "visit".to_owned(),
        recorded: true,
    };
    assert_eq!(said(&records, "NEW-32-next"), [("24 November 2026".to_owned(), start)]);
}

#[test]
fn records_without_a_child_that_bear_one_reference_speak_as_a_childs_do() {
    let visited = |on: &str| json!({"child_reference": "R-7", "legal_status": "section_20", "accommodation_plan_agreed": true, "visit_date": on, "agreed_visit_weeks": 2});
    let kept = library(&[
        ("visit", "2026-10-30", true, visited("2026-10-30")),
        ("visit", "2026-11-20", true, visited("2026-11-20")),
    ]);
    let loose = |library: &Library| {
        let mut loose = Library::default();
        for entry in library.entries() {
            loose.put(Entry {
                child: None,
                ..entry.clone()
            });
        }
        due(&loose, None, day("2026-11-26"), &Reports::default())
    };
    let said = |dues: &[ToDo]| {
        let of = dues.iter().filter(|to_do| to_do.due.id == "NEW-32-next");
        of.map(|to_do| to_do.opens.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        said(&loose(&kept)),
        [Opens::Record("e1".to_owned())],
        "the last visit alone"
    );
    let mut two = kept.clone();
    let mut other = two.entry("e0").cloned().expect("a visit");
    other.record.answers.insert("child_reference".to_owned(), json!("R-8"));
    two.put(other);
    assert_eq!(said(&loose(&two)).len(), 2, "about two children");
}
