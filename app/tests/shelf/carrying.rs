//! What comes along into the next record.

use app::shelf::{CARRIED, Carried, Library, Source};
use serde_json::{Value as Json, json};
use wayhome_engine::Kind;

use crate::made::{at, begun, entry, library, plan, sign_off};
use crate::shelved::fresh;

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
fn what_its_source_says_no_more_is_told_while_the_source_is_here() {
    let decision = |answers: Json| entry("d", "c1", "decision", "2026-03-01", answers);
    let before = json!({ "decision_date": "2026-03-01", "legal_status": "care_order", "date_of_birth": "2014-02-03", "household": [{ "name": "A" }] });
    let copy = begun(&library([decision(before.clone())]), "visit");
    let differs = |source: Option<Json>, question: &str| {
        let library = library(source.map(decision).into_iter().chain([copy.clone()]));
        library.source_differs(&copy, question, &plan("visit"))
    };
    let mut after = before.clone();
    after["legal_status"] = json!("section_20");
    after["household"] = json!([{ "name": "B" }]);
    assert!(differs(Some(after.clone()), "legal_status"));
    assert!(!differs(Some(after.clone()), "date_of_birth"));
    assert!(
        copy.carried.contains_key("household") && !differs(Some(after.clone()), "household"),
        "it may be this table in which was typed"
    );
    assert!(!differs(Some(before), "legal_status") && !differs(None, "legal_status"));
    let mut gone = after.clone();
    gone["legal_status"] = Json::Null;
    assert!(!differs(Some(gone), "legal_status"), "it says nothing else");
    // The record of another day is not the one.
    after["decision_date"] = json!("2026-03-02");
    assert!(!differs(Some(after), "legal_status"));
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
            // The reference is the child's own: a new record has it from the child.
            let listed = *question == "child_reference" || CARRIED.iter().any(|carry| carry.to == *question);
            assert!(!shared || listed, "{}: {question}", procedure.id);
        }
        known.extend(asked.into_iter().flatten().cloned());
    }
    for carry in CARRIED {
        assert!(known.contains(&carry.to.to_owned()), "{}", carry.to);
        assert!(known.contains(&carry.from.to_owned()), "{}", carry.from);
    }
}
