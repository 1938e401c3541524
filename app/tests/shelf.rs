//! What is kept and what comes along, without a browser.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is not there")]

mod shelved;

use std::collections::BTreeMap;
use std::sync::Arc;

use app::shelf::format::{self, Content, FormatError};
use app::shelf::{CARRIED, Carried, Child, Document, Entry, Library, Mark, NOT_CARRIED, Party, SignOff, Source};
use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};
use shelved::{fresh, put_back};
use wayhome_engine::{Kind, Plan, Record};
use wayhome_export::Replaced;

fn at(day: &str) -> NaiveDateTime {
    day.parse::<NaiveDate>().unwrap().and_hms_opt(14, 2, 0).unwrap()
}

fn plan(form: &str) -> Arc<Plan> {
    wayhome_procedures::plan("newcastle", form).unwrap()
}

fn entry(id: &str, child: &str, form: &str, created: &str, answers: Json) -> Entry {
    let mut record = Record::new("newcastle", form);
    if let Json::Object(answers) = answers {
        record.answers = answers;
    }
    Entry {
        id: id.to_owned(),
        child: Some(child.to_owned()),
        created: at(created),
        edited: at(created),
        opened: None,
        record,
        carried: BTreeMap::default(),
        signed: None,
        came_signed: false,
        replaces: None,
        earlier: None,
        left_out: Vec::new(),
        exercise: false,
        read_only: false,
    }
}

fn library(entries: impl IntoIterator<Item = Entry>) -> Library {
    let mut library = Library::default();
    for (id, reference) in [("c1", "R-2041"), ("c2", "R-2042")] {
        library.put_child(Child::new(fresh(id, at("2026-01-01")), reference, "newcastle"));
    }
    for entry in entries {
        library.put(entry);
    }
    library
}

fn begun(library: &Library, form: &str) -> Entry {
    library.begin(fresh("new", at("2026-03-20")), &plan(form), Source::Child("c1"))
}

#[test]
fn the_next_visit_knows_the_last_one_and_the_household_and_says_where_from() {
    let library = library([
        entry(
            "a",
            "c1",
            "visit",
            "2026-02-01",
            json!({ "visit_date": "2026-02-01", "visit_announced": "unannounced" }),
        ),
        entry(
            "b",
            "c1",
            "visit",
            "2026-03-04",
            json!({ "visit_date": "2026-03-03", "visit_announced": "planned", "household": [{ "name": "A" }], "seen_alone": true }),
        ),
        entry(
            "c",
            "c2",
            "visit",
            "2026-03-10",
            json!({ "visit_date": "2026-03-10", "legal_status": "remand" }),
        ),
    ]);
    let new = begun(&library, "visit");
    let answers = json!({
        "child_reference": "R-2041",
        "previous_visit_date": "2026-03-03",
        "last_unannounced_visit_date": "2026-02-01",
        "household": [{ "name": "A" }],
    });
    assert_eq!(Json::Object(new.record.answers.clone()), answers);
    let from = |on: &str| Carried {
        form: "visit".to_owned(),
        on: on.parse().unwrap(),
        sibling: false,
        checked: false,
    };
    assert_eq!(new.carried["previous_visit_date"], from("2026-03-03"));
    assert_eq!(new.carried["last_unannounced_visit_date"], from("2026-02-01"));
    assert!(!new.carried.contains_key("child_reference"));
}

#[test]
fn an_answer_that_was_taken_back_does_not_come_again() {
    let first = entry(
        "a",
        "c1",
        "visit",
        "2026-02-01",
        json!({ "actual_return_date": "2026-01-20" }),
    );
    let mut second = library([first.clone()]).begin(fresh("b", at("2026-02-10")), &plan("visit"), Source::Child("c1"));
    assert!(second.record.answers.contains_key("actual_return_date"));
    second.record.answers.remove("actual_return_date");
    let new = begun(&library([first, second]), "visit");
    assert!(!new.record.answers.contains_key("actual_return_date"));
}

#[test]
fn a_signed_record_stands_until_a_new_version_replaces_it() {
    let mut signed = entry("a", "c1", "visit", "2026-02-01", json!({ "visit_date": "2026-02-01" }));
    signed.signed = Some(sign_off());
    let mut version = Library::new_version(fresh("b", at("2026-02-02")), &signed);
    assert!(version.is_open() && !signed.is_open());
    assert_eq!(
        (version.record.id.as_deref(), version.replaces.as_deref()),
        (Some("b"), Some("a"))
    );
    version
        .record
        .answers
        .insert("visit_date".to_owned(), json!("2026-01-31"));
    let library = library([signed, version]);
    let stands = |library: &Library, id: &str| library.stands(library.entry(id).unwrap());
    assert!(stands(&library, "a") && !stands(&library, "b"));
    let earlier = |id: &str| library.entry(id).unwrap().earlier.clone();
    let replaced = earlier("b").unwrap();
    assert_eq!((replaced.id.as_str(), replaced.signed_on), ("a", Some(sign_off().on)));
    assert_eq!(earlier("a"), None);
    // Another device has the newer version from a file, and gets the earlier one later: they are known to be versions of one record.
    let mut opened = library.entry("b").unwrap().clone();
    (opened.id, opened.replaces) = ("x".to_owned(), None);
    let mut there = self::library([opened]);
    assert!(there.newer("a").is_none());
    there.put(library.entry("a").unwrap().clone());
    assert_eq!(there.newer("a").map(|newer| newer.id.as_str()), Some("x"));
    // Only one that is signed may be said to replace it.
    assert!(library.newer("a").is_some_and(Entry::is_open));
    let mut again = library.clone();
    let mut other = Library::new_version(fresh("c", at("2026-02-03")), library.entry("a").unwrap());
    other.signed = Some(sign_off());
    again.put(other);
    assert_eq!(again.newer("a").map(|newer| newer.id.as_str()), Some("c"));
    assert!(!stands(&again, "a") && stands(&again, "c"));
    // What is not signed yet is not carried along, and what stands is.
    let carried = |library: &Library| begun(library, "visit").record.answers["previous_visit_date"].clone();
    assert_eq!(carried(&library), json!("2026-02-01"));
    let mut version = library.entry("b").unwrap().clone();
    version.signed = Some(sign_off());
    let mut signed = library;
    signed.put(version);
    assert_eq!(carried(&signed), json!("2026-01-31"));
}

#[test]
fn half_a_date_is_no_last_visit_and_the_plan_says_how_often_to_visit() {
    let library = library([
        entry("a", "c1", "visit", "2026-02-01", json!({ "visit_date": "2026-02-01" })),
        entry("b", "c1", "visit", "2026-03-01", json!({ "visit_date": "--31" })),
        entry("p", "c1", "plan", "2026-01-01", json!({ "home_visit_weeks": 2 })),
    ]);
    let new = begun(&library, "visit");
    assert_eq!(new.record.answers["previous_visit_date"], json!("2026-02-01"));
    assert_eq!(new.record.answers["agreed_visit_weeks"], json!(2));
    let review = begun(&library, "review");
    assert!(!review.record.answers.contains_key("previous_review_date"));
}

/// What a new record under Northamptonshire, whose decision asks for the plan, is told of returns.
fn told_of_returns(entries: impl IntoIterator<Item = Entry>, form: &str) -> Json {
    let plan = wayhome_procedures::plan("northamptonshire", form).unwrap();
    let new = library(entries).begin(fresh("new", at("2026-12-20")), &plan, Source::Child("c1"));
    assert_eq!(
        new.carried.len() + 1,
        new.record.answers.len(),
        "each is to be looked at"
    );
    let (_, answers) = new
        .record
        .answers
        .into_iter()
        .partition::<Map<_, _>, _>(|(id, _)| id == "child_reference");
    Json::Object(answers)
}

/// A plan, and the decision that was made on it.
fn planned_return() -> [Entry; 2] {
    let meant = json!({
        "return_kind": "planned", "return_in_care_plan": true, "who_decided": "authority", "return_to": "parent",
        "proposed_return_date": "2026-12-10", "decision_date": "2026-11-20",
        "assessment_kind": "single", "assessment_completed_date": "2026-11-02",
    });
    [
        entry("p", "c1", "plan", "2026-11-10", json!({ "plan_date": "2026-11-10" })),
        entry("d", "c1", "decision", "2026-11-20", meant),
    ]
}

#[test]
fn an_unplanned_return_is_not_told_how_a_return_was_meant_nor_what_was_done_before_it() {
    let told = json!({
        "return_to": "parent", "proposed_return_date": "2026-12-10",
    });
    assert_eq!(told_of_returns(planned_return(), "unplanned"), told);
    // Once the child has been home, all of that was for another return.
    let home = json!({ "visit_date": "2026-12-12", "actual_return_date": "2026-12-10" });
    let been = planned_return()
        .into_iter()
        .chain([entry("v", "c1", "visit", "2026-12-12", home)]);
    assert_eq!(told_of_returns(been, "unplanned"), json!({ "return_to": "parent" }));
}

#[test]
fn a_decision_has_the_plan_and_is_told_nothing_of_a_return_that_has_been() {
    let meant = json!({
        "return_kind": "planned", "return_in_care_plan": true, "who_decided": "authority", "return_to": "parent",
        "proposed_return_date": "2026-12-10",
    });
    assert_eq!(told_of_returns(planned_return(), "decision"), meant);
    let [plan, _] = planned_return();
    assert_eq!(
        told_of_returns([plan], "decision"),
        json!({ "plan_date": "2026-11-10" })
    );
    let before = json!({
        "return_kind": "unplanned", "who_decided": "parent", "return_to": "parent", "actual_return_date": "2026-12-01",
        "plan_date": "2026-12-03", "return_in_care_plan": false,
    });
    let unplanned = || {
        planned_return()
            .into_iter()
            .chain([entry("u", "c1", "unplanned", "2026-12-01", before.clone())])
    };
    assert_eq!(
        told_of_returns(unplanned(), "decision"),
        json!({ "return_to": "parent" })
    );
    assert_eq!(
        told_of_returns(unplanned(), "unplanned"),
        json!({ "return_to": "parent" })
    );
    // Nor by a visit on which somebody looked at it.
    let mut looked_at = before.clone();
    looked_at["visit_date"] = json!("2026-12-05");
    let visited = planned_return()
        .into_iter()
        .chain([entry("v", "c1", "visit", "2026-12-05", looked_at)]);
    assert_eq!(told_of_returns(visited, "decision"), json!({ "return_to": "parent" }));
    // Visits, plans and reviews are about the return that has been.
    for form in ["visit", "plan", "review"] {
        let told = told_of_returns(unplanned(), form);
        for question in [
            "return_kind",
            "who_decided",
            "return_in_care_plan",
            "actual_return_date",
        ] {
            assert_eq!(told[question], before[question], "{form}: {question}");
        }
        assert_eq!(told["plan_date"], Json::Null, "{form}");
    }
    // Of an unplanned return that says nothing of itself, the decision before it tells nothing.
    let bare = planned_return()
        .into_iter()
        .chain([entry("u", "c1", "unplanned", "2026-12-01", json!({}))]);
    assert_eq!(told_of_returns(bare, "plan"), json!({ "return_to": "parent" }));
}

#[test]
fn a_new_decision_stands_between_an_earlier_return_and_what_comes_after_it() {
    let home = json!({ "visit_date": "2026-11-25", "actual_return_date": "2026-11-24", "return_to": "parent" });
    let first = || {
        planned_return()
            .into_iter()
            .chain([entry("v", "c1", "visit", "2026-11-25", home.clone())])
    };
    assert_eq!(told_of_returns(first(), "visit")["actual_return_date"], "2026-11-24");
    let second = json!({ "decision_date": "2026-12-10", "return_kind": "planned" });
    let again = || first().chain([entry("d2", "c1", "decision", "2026-12-10", second.clone())]);
    for form in ["visit", "plan", "review"] {
        let told = told_of_returns(again(), form);
        assert_eq!(told["actual_return_date"], Json::Null, "{form}");
        assert_eq!(told["proposed_return_date"], Json::Null, "{form}");
    }
    // A plan for the second return may hold a copy of the first one's day that nobody has looked at: it tells of no return.
    let copied =
        json!({ "plan_date": "2026-12-05", "actual_return_date": "2026-11-24", "proposed_return_date": "2026-12-15" });
    let mut plan = entry("p2", "c1", "plan", "2026-12-05", copied);
    let copy = Carried {
        form: "visit".to_owned(),
        on: "2026-11-25".parse().unwrap(),
        sibling: false,
        checked: false,
    };
    plan.carried.insert("actual_return_date".to_owned(), copy);
    let told = told_of_returns(first().chain([plan]), "decision");
    assert_eq!(
        (
            &told["plan_date"],
            &told["proposed_return_date"],
            &told["actual_return_date"]
        ),
        (&json!("2026-12-05"), &json!("2026-12-15"), &Json::Null)
    );
}

/// The kind of a question, as the first form that asks it has it.
fn kind(question: &str) -> Kind {
    let forms = ["visit", "decision", "plan", "unplanned", "review"];
    let procedures = wayhome_procedures::local().into_iter();
    let mut plans =
        procedures.flat_map(|procedure| forms.map(|form| wayhome_procedures::plan(&procedure.id, form).unwrap()));
    plans
        .find_map(|plan| plan.question(question).map(|(question, _)| question.kind.clone()))
        .unwrap()
}

#[test]
fn of_every_question_that_is_a_day_half_of_one_leaves_the_whole_one_of_an_earlier_record() {
    let mut days = Vec::new();
    for carry in CARRIED {
        let is_day = kind(carry.to) == Kind::Date;
        assert_eq!(kind(carry.from) == Kind::Date, is_day, "{}", carry.from);
        // What is asked once and holds; visits and reviews follow one another.
        if carry.from_form.is_some() {
            continue;
        }
        let said = |answer: &str| json!({ carry.from: answer });
        let library = library([
            entry("a", "c1", "unplanned", "2026-02-01", said("2016-02-01")),
            entry("b", "c1", "unplanned", "2026-03-01", said("2016--")),
        ]);
        let begun = begun(&library, "unplanned").record.answers.remove(carry.to);
        if let Some(answer) = begun {
            let expected = if is_day { "2016-02-01" } else { "2016--" };
            assert_eq!(answer, expected, "{}", carry.to);
            days.extend(is_day.then_some(carry.to));
        }
    }
    for question in ["date_of_birth", "looked_after_start", "looked_after_end"] {
        assert!(days.contains(&question), "{question}");
    }
}

#[test]
fn a_brother_or_sister_gets_the_address_and_the_visit_but_nothing_of_the_child() {
    let mut library = library([]);
    library.put(entry(
        "a",
        "c1",
        "visit",
        "2026-03-03",
        json!({
            "visit_date": "2026-03-03", "visited_by": "A. Worker", "household": [{ "name": "A", "relationship": "Mother’s partner" }],
            "home_detail": "Warm.", "home_suitable": true, "date_of_birth": "2015-01-01", "child_name": "Robin", "legal_status": "care_order",
            "previous_visit_date": "2026-02-01", "seen_alone": true, "wishes_and_feelings": "I like my room.",
        }),
    ));
    let source = Source::Sibling {
        child: "c2",
        entry: "a",
    };
    let new = library.begin(fresh("new", at("2026-03-03")), &plan("visit"), source);
    let answers = json!({
        "child_reference": "R-2042", "visit_date": "2026-03-03", "visited_by": "A. Worker", "household": [{ "name": "A" }],
        "home_detail": "Warm.",
    });
    assert_eq!(Json::Object(new.record.answers.clone()), answers);
    assert!(new.carried.values().all(|carried| carried.sibling));
    // What came from the sister's visit is the address's, not the visit's, when this child is seen the next time.
    library.put(new);
    let next = library.begin(fresh("next", at("2026-03-20")), &plan("visit"), Source::Child("c2"));
    let answers =
        json!({ "child_reference": "R-2042", "previous_visit_date": "2026-03-03", "household": [{ "name": "A" }] });
    assert_eq!(Json::Object(next.record.answers), answers);
}

#[test]
fn a_visit_of_the_same_day_is_no_earlier_visit() {
    let day = |day: &str| json!({ "visit_date": day, "visit_announced": "unannounced" });
    let mut library = library([
        entry("a", "c1", "visit", "2026-03-03", day("2026-03-03")),
        entry("b", "c2", "visit", "2026-03-03", day("2026-03-03")),
        entry("z", "c2", "visit", "2026-02-10", day("2026-02-10")),
    ]);
    let sibling = |library: &Library| {
        let source = Source::Sibling {
            child: "c2",
            entry: "a",
        };
        let new = library.begin(fresh("new", at("2026-03-03")), &plan("visit"), source);
        let answer = |question| new.record.answers.get(question).cloned();
        [answer("previous_visit_date"), answer("last_unannounced_visit_date")]
    };
    let earlier = Some(json!("2026-02-10"));
    assert_eq!(sibling(&library), [earlier.clone(), earlier]);
    let on = |library: &Library, child: &str, day: &str| {
        let visit = library.visit_on(child, day.parse().unwrap());
        visit.map(|visit| visit.id.clone())
    };
    assert_eq!(on(&library, "c2", "2026-03-03").as_deref(), Some("b"));
    assert_eq!(on(&library, "c2", "2026-03-04"), None);
    library.remove("z");
    assert_eq!(sibling(&library), [None, None]);
    // To the child's own next visit it is the last one, on whatever day that is begun.
    let next = library.begin(fresh("next", at("2026-03-03")), &plan("visit"), Source::Child("c2"));
    assert_eq!(next.record.answers["previous_visit_date"], json!("2026-03-03"));
}

#[test]
fn a_record_without_a_child_begins_empty() {
    let library = library([entry(
        "a",
        "c1",
        "visit",
        "2026-03-03",
        json!({ "visit_date": "2026-03-03" }),
    )]);
    let new = library.begin(fresh("new", at("2026-03-20")), &plan("visit"), Source::Nowhere);
    assert!(new.record.answers.is_empty() && new.carried.is_empty() && new.child.is_none());
}

#[test]
fn what_is_removed_can_be_put_back() {
    let full = library([
        entry("a", "c1", "visit", "2026-03-03", json!({})),
        entry("b", "c2", "visit", "2026-03-04", json!({})),
        entry("c", "c1", "visit", "2026-03-05", json!({})),
    ]);
    let mut library = full.clone();
    let removed = library.remove_child("c1");
    assert_eq!(removed.ids().collect::<Vec<_>>(), ["a", "c", "c1"], "a child goes last");
    assert_eq!(library.entries().len(), 1);
    put_back(&mut library, removed);
    assert_eq!(library, full);
    let removed = library.remove("b");
    assert_eq!(removed.ids().collect::<Vec<_>>(), ["b"]);
    put_back(&mut library, removed);
    assert_eq!(library, full);
}

#[test]
fn a_reference_is_found_however_it_is_spaced() {
    let library = library([]);
    assert!(library.has_other_called("r - 2041 ", ("newcastle", None)));
    assert!(library.has_other_called("r - 2041 ", ("newcastle", Some("c2"))));
    assert!(
        !library.has_other_called("r - 2041 ", ("newcastle", Some("c1"))),
        "its own"
    );
    assert!(
        !library.has_other_called("r - 2041 ", ("tees", None)),
        "another authority's"
    );
    // Copied from a page or a table: what cannot be seen, and another hyphen.
    for alike in ["R-2041\u{200b}", "\u{feff}R-2041", "R\u{2010}2041", "R-20\u{ad}41"] {
        assert!(library.has_other_called(alike, ("newcastle", None)), "{alike:?}");
    }
    let found = |sought| library.found(sought).count();
    assert_eq!([found("r-2 04"), found("2042"), found(""), found("R-3")], [2, 1, 2, 0]);
    assert!(!library.has_other_called("R-204", ("newcastle", None)));
    assert!(!library.has_other_called("  ", ("newcastle", None)));
}

#[test]
fn a_care_team_meeting_is_no_review_before_the_next() {
    let review = |id: &str, day: &str, kind: &str| {
        entry(
            id,
            "c1",
            "review",
            day,
            json!({"review_date": day, "review_kind": kind}),
        )
    };
    let care_team = entry(
        "b",
        "c1",
        "review",
        "2026-03-02",
        json!({"review_date": "2026-03-02", "review_kind": "care_team", "previous_review_date": "2026-02-01"}),
    );
    let begun = |library: Library| {
        let new = library.begin(fresh("n", at("2026-03-20")), &plan("review"), Source::Child("c1"));
        let answer = |question: &str| new.record.answers.get(question).cloned();
        (answer("previous_review_date"), answer("previous_care_team_date"))
    };
    assert_eq!(
        begun(library([review("a", "2026-02-01", "statutory"), care_team])),
        (Some(json!("2026-02-01")), Some(json!("2026-03-02")))
    );
    assert_eq!(
        begun(library([
            review("a", "2026-02-01", "statutory"),
            review("b", "2026-03-02", "care_team")
        ])),
        (Some(json!("2026-02-01")), Some(json!("2026-03-02")))
    );
    assert_eq!(
        begun(library([review("b", "2026-03-02", "care_team")])),
        (None, Some(json!("2026-03-02")))
    );
}

#[test]
fn two_signed_versions_of_one_record_are_known_and_a_file_that_is_here_is_recognised() {
    let mut signed = entry("a", "c1", "visit", "2026-03-03", json!({"home_detail": "Warm."}));
    signed.record.id = Some("r1".to_owned());
    signed.signed = Some(sign_off());
    let version = |id: &str, is_signed: bool| Entry {
        signed: is_signed.then(sign_off),
        ..Library::new_version(fresh(id, at("2026-03-05")), &signed)
    };
    let also = |library: &Library, id: &str| library.also_signed(library.entry(id).unwrap());
    let one = library([signed.clone(), version("b", true), version("c", false)]);
    assert_eq!(["a", "b", "c"].map(|id| also(&one, id)), [false; 3]);
    let both = library([signed.clone(), version("b", true), version("c", true)]);
    assert_eq!(["a", "b", "c"].map(|id| also(&both, id)), [false, true, true]);
    let copy = Entry {
        id: "d".to_owned(),
        ..signed.clone()
    };
    let copies = library([signed.clone(), copy]);
    assert_eq!(["a", "d"].map(|id| also(&copies, id)), [false; 2], "both say the same");
    // The same file again, one that says something else, and one that bears no id.
    let here =
        |record: &Record, signed: Option<&SignOff>| one.same_as(record, (signed, None)).map(|here| here.id.clone());
    assert_eq!(here(&signed.record, Some(&sign_off())).as_deref(), Some("a"));
    assert_eq!(here(&signed.record, None), None);
    let replaced = Replaced {
        id: "r0".to_owned(),
        signed_on: None,
    };
    assert!(
        one.same_as(&signed.record, (Some(&sign_off()), Some(&replaced)))
            .is_none()
    );
    let mut other = signed.record.clone();
    other.answers.insert("home_detail".to_owned(), json!("Cold."));
    assert_eq!(here(&other, Some(&sign_off())), None);
    other.id = None;
    assert!(!app::shelf::is_one(&other, &other), "without an id, nothing is known");
}

#[test]
fn what_was_looked_at_in_another_copy_counts_here_and_never_the_other_way_round() {
    let carried = |checked: [bool; 2]| -> BTreeMap<String, Carried> {
        let carried = ["home_detail", "visited_by"].into_iter().zip(checked);
        carried
            .map(|(question, checked)| {
                let from = json!({"form": "visit", "on": "2026-02-02", "checked": checked});
                (question.to_owned(), serde_json::from_value(from).unwrap())
            })
            .collect()
    };
    let mut here = entry("a", "c1", "visit", "2026-03-03", json!({"home_detail": "Warm."}));
    here.carried = carried([true, false]);
    assert!(!here.check_also(&carried([false, false])) && !here.check_also(&BTreeMap::new()));
    assert!(here.check_also(&carried([false, true])));
    assert_eq!(here.carried, carried([true, true]));
    here.carried = carried([false, false]);
    here.signed = Some(sign_off());
    assert!(
        !here.check_also(&carried([true, true])),
        "what is signed does not change"
    );
}

#[test]
fn records_that_say_another_reference_than_the_child_are_counted() {
    let says =
        |id: &str, reference: &str| entry(id, "c1", "visit", "2026-03-03", json!({"child_reference": reference}));
    let mut signed = says("b", "R-2040");
    signed.signed = Some(sign_off());
    let newer = Library::new_version(fresh("c", at("2026-03-05")), &signed);
    let silent = entry("d", "c1", "visit", "2026-03-03", json!({}));
    let other = entry("e", "c2", "visit", "2026-03-03", json!({"child_reference": "R-2040"}));
    let mut library = library([says("a", "R-2041 "), signed, newer, silent, other]);
    let count = |library: &Library| library.saying_another_reference(library.child("c1").unwrap());
    assert_eq!(count(&library), 1, "the newest version alone");
    let child = library.child("c1").unwrap().clone();
    library.put_child(child.called(" R-2040"));
    assert_eq!(library.child("c1").unwrap().reference, "R-2040");
    assert_eq!(count(&library), 1, "now the other one");
}

#[test]
fn two_references_are_not_one_for_want_of_a_stroke_nor_under_two_procedures() {
    let mut library = library([]);
    library.put_child(Child::new(fresh("c3", at("2026-01-02")), "12/3", "newcastle"));
    library.put_child(Child::new(fresh("c4", at("2026-01-03")), "R-2041", "tees"));
    assert!(!library.has_other_called("1/23", ("newcastle", None)));
    let of = |procedure: &str| library.child_of(procedure, "r-2041").map(|child| child.id.as_str());
    assert_eq!(
        (of("newcastle"), of("tees"), of("west")),
        (Some("c1"), Some("c4"), None)
    );
}

#[test]
fn what_nobody_looked_at_still_comes_from_where_it_was_asked() {
    let mut first = entry(
        "a",
        "c1",
        "visit",
        "2026-02-01",
        json!({ "visit_date": "2026-02-01", "date_of_birth": "2015-01-01", "legal_status": "care_order", "household": [{ "name": "A" }] }),
    );
    first.signed = Some(sign_off());
    let mut library = library([first]);
    let mut second = library.begin(fresh("b", at("2026-03-01")), &plan("visit"), Source::Child("c1"));
    second.carried.get_mut("legal_status").unwrap().checked = true;
    library.put(second);
    let third = begun(&library, "visit");
    let on = |question: &str| third.carried[question].on.to_string();
    assert_eq!(
        (on("date_of_birth"), on("legal_status")),
        ("2026-02-01".to_owned(), "2026-03-01".to_owned())
    );
    // Nor does a brother's visit claim to have asked it.
    let source = Source::Sibling {
        child: "c2",
        entry: "b",
    };
    let sibling = library.begin(fresh("s", at("2026-03-01")), &plan("visit"), source);
    let from = &sibling.carried["household"];
    assert_eq!((from.on.to_string().as_str(), from.sibling), ("2026-02-01", true));
}

#[test]
fn what_is_put_right_in_an_early_record_reaches_later_ones() {
    let first = entry(
        "a",
        "c1",
        "visit",
        "2026-02-01",
        json!({ "visit_date": "2026-02-01", "date_of_birth": "2015-01-01", "legal_status": "care_order", "household": [{ "name": "A" }] }),
    );
    let mut library = library([first.clone()]);
    let mut second = library.begin(fresh("b", at("2026-03-01")), &plan("visit"), Source::Child("c1"));
    second.carried.get_mut("legal_status").unwrap().checked = true;
    library.put(second);
    let mut corrected = first;
    corrected.record.answers.extend([
        ("date_of_birth".to_owned(), json!("2014-01-01")),
        ("legal_status".to_owned(), json!("remand")),
        ("household".to_owned(), json!([{ "name": "B" }])),
    ]);
    library.put(corrected.clone());
    let third = begun(&library, "visit");
    let brought = |question: &str| {
        let from = &third.carried[question];
        (third.record.answers[question].clone(), from.on.to_string())
    };
    assert_eq!(brought("date_of_birth"), (json!("2014-01-01"), "2026-02-01".to_owned()));
    // What somebody has looked at since is newer.
    assert_eq!(brought("legal_status"), (json!("care_order"), "2026-03-01".to_owned()));
    let source = Source::Sibling {
        child: "c2",
        entry: "b",
    };
    let sibling = library.begin(fresh("s", at("2026-03-01")), &plan("visit"), source);
    assert_eq!(sibling.record.answers["household"], json!([{ "name": "B" }]));
    // It says nothing of it any more: nobody says that it does.
    corrected.record.answers.remove("date_of_birth");
    library.put(corrected);
    assert!(!begun(&library, "visit").carried.contains_key("date_of_birth"));
    // It is not here any more: what was copied from it is all that is known.
    library.remove("a");
    let again = begun(&library, "visit");
    assert_eq!(again.record.answers["date_of_birth"], json!("2015-01-01"));
    assert_eq!(again.carried["date_of_birth"].on.to_string(), "2026-02-01");
}

/// Every question that procedures ask about the child in all forms comes along, or is said not to.
#[test]
fn the_table_holds_every_shared_question_and_no_unknown_one() {
    let forms = ["visit", "decision", "plan", "unplanned", "review"];
    let mut known = Vec::new();
    for procedure in wayhome_procedures::local() {
        let plans: Vec<_> = forms
            .iter()
            .map(|form| wayhome_procedures::plan(&procedure.id, form).unwrap())
            .collect();
        let asked: Vec<Vec<&String>> = plans
            .iter()
            .map(|plan| plan.sections().iter().flat_map(|section| &section.questions).collect())
            .collect();
        for question in &asked[0] {
            let shared = !question.contains('.') && asked.iter().all(|form| form.contains(question));
            let listed = CARRIED.iter().any(|carry| carry.to == *question)
                || NOT_CARRIED.iter().any(|(question_id, _)| question_id == question);
            assert!(!shared || listed, "{}: {question}", procedure.id);
        }
        known.extend(asked.into_iter().flatten().cloned());
    }
    for carry in CARRIED {
        assert!(known.contains(&carry.to.to_owned()), "{}", carry.to);
        assert!(known.contains(&carry.from.to_owned()), "{}", carry.from);
        assert!(!carry.why.is_empty());
    }
}

fn sign_off() -> SignOff {
    SignOff {
        on: "2026-02-01".parse().unwrap(),
        by: Party {
            name: "A. Worker".to_owned(),
            mark: Mark::Drawn("M1 2L3 4".to_owned()),
        },
        role: "Social worker".to_owned(),
        young_person: Some(Party {
            name: "Robin".to_owned(),
            mark: Mark::Declined,
        }),
        open: 3,
        procedure_hash: "abc".to_owned(),
    }
}

#[test]
fn what_a_later_version_wrote_is_read_only_or_left_alone() {
    let kept = entry("a", "c1", "visit", "2026-03-03", json!({ "seen_alone": true }));
    let mut body: Json = serde_json::from_slice(&format::record(&kept).unwrap().body).unwrap();
    body["wayhome_document"] = json!(2);
    body["something_new"] = json!([1]);
    let document = |body: &Json| Document {
        id: "a".to_owned(),
        body: body.to_string().into_bytes(),
    };
    let Ok(Content::Record(opened)) = format::open(&document(&body)) else {
        panic!("it can be shown");
    };
    assert!(opened.read_only && !opened.is_open());
    assert_eq!(opened.record, kept.record);

    body["record"] = json!("elsewhere");
    assert_eq!(format::open(&document(&body)), Err(FormatError::Newer));
    body["wayhome_document"] = json!(1);
    assert_eq!(format::open(&document(&body)), Err(FormatError::Unreadable));
    // A document under the id of another is one that was swapped.
    let mut swapped = format::record(&kept).unwrap();
    swapped.id = "b".to_owned();
    assert_eq!(format::open(&swapped), Err(FormatError::Unreadable));

    let library = Library::read(&[
        document(&body),
        format::child(&Child::new(fresh("c", at("2026-01-01")), "R-1", "tees")).unwrap(),
    ]);
    assert_eq!((library.unread().len(), library.children().len()), (1, 1));
}

fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i32>().prop_map(Json::from),
        ".{0,12}".prop_map(Json::from),
        (2020..2030i32, 1..13u32, 1..29u32).prop_map(|(y, m, d)| json!(format!("{y}-{m:02}-{d:02}"))),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| prop::collection::vec(inner, 0..3).prop_map(Json::from))
}

fn any_entry(id: usize) -> impl Strategy<Value = Entry> {
    let questions: Vec<&str> = CARRIED
        .iter()
        .flat_map(|carry| [carry.from, carry.to])
        .chain(["review_kind"])
        .collect();
    let answers = prop::collection::btree_map(prop::sample::select(questions), any_json(), 0..12);
    let forms = prop::sample::select(vec!["visit", "plan", "review", "decision"]);
    let children = prop::sample::select(vec!["c1", "c2"]);
    (answers, forms, children, 1..28u32, any::<bool>()).prop_map(move |(answers, form, child, day, signed)| {
        let answers: Map<_, _> = answers
            .into_iter()
            .map(|(id, answer)| (id.to_owned(), answer))
            .collect();
        let mut made = entry(
            &format!("e{id}"),
            child,
            form,
            &format!("2026-02-{day:02}"),
            Json::Object(answers),
        );
        made.signed = signed.then(sign_off);
        made
    })
}

fn any_entries() -> impl Strategy<Value = Vec<Entry>> {
    (any_entry(0), any_entry(1), any_entry(2), any_entry(3)).prop_map(|(a, b, c, d)| vec![a, b, c, d])
}

/// Is an answer as it stands in the earlier record? From a brother's or sister's, but for how people are related to the child.
fn same(before: Option<&Json>, now: &Json, sibling: bool) -> bool {
    let mut before = before.cloned();
    let people = before.as_mut().filter(|_| sibling).and_then(Json::as_array_mut);
    for person in people.into_iter().flatten().filter_map(Json::as_object_mut) {
        person.remove("relationship");
    }
    before.as_ref() == Some(now)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_kept_is_what_is_opened(entries in any_entries()) {
        for entry in entries {
            prop_assert_eq!(format::open(&format::record(&entry).unwrap()), Ok(Content::Record(Box::new(entry))));
        }
    }

    #[test]
    fn carrying_never_invents_an_answer(entries in any_entries(), form in prop::sample::select(vec!["visit", "review", "plan"]), sibling in any::<bool>()) {
        let library = library(entries.clone());
        let source = if sibling { Source::Sibling { child: "c1", entry: "e0" } } else { Source::Child("c1") };
        let new = library.begin(fresh("new", at("2026-03-20")), &plan(form), source);
        for (question, answer) in &new.record.answers {
            if question == "child_reference" {
                prop_assert_eq!(answer, &json!("R-2041"));
                prop_assert!(!new.carried.contains_key(question));
                continue;
            }
            let carried = &new.carried[question];
            let from = entries.iter().find(|entry| {
                entry.record.form == carried.form
                    && (entry.child.as_deref() == Some("c1") || (carried.sibling && entry.id == "e0"))
                    && CARRIED.iter().any(|carry| carry.to == question && same(entry.record.answers.get(carry.from), answer, carried.sibling))
            });
            prop_assert!(from.is_some(), "{question}");
            prop_assert!(!answer.is_null());
        }
        prop_assert!(new.carried.keys().all(|question| new.record.answers.contains_key(question)));
    }
}
