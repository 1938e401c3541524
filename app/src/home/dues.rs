//! What is due about each child: what its records ask for, once each, and what is to be opened for it.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use wayhome_engine::{DeadlineState, Due, Moment};

use super::reports::{Reports, Told};
use crate::items::in_order;
use crate::shelf::{Entry, Fresh, Library, Source};

/// Something that is due, and what is to be opened for it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ToDo {
    pub(crate) due: Due,
    pub(crate) opens: Opens,
    pub(crate) child: Option<String>,
    /// The form's.
    pub(crate) title: String,
}

/// What is to be opened for something that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Opens {
    /// A record, by its id: the one that says so, or the one already begun in which it will be said.
    Record(String),
    /// A new record of a form, by the form's id.
    Start {
        form: String,
        /// Does a record on this device say so? Otherwise it may have been done, and be recorded elsewhere.
        recorded: bool,
    },
}

/// What is due and late, the soonest first: about one child, or about everybody.
///
/// Of each form, and each kind of review, the newest record of a child speaks: what an earlier visit asks of the next one is done by the
/// next one. Of a form that has no record yet, what is known about the child does. A closed case asks for nothing.
pub(crate) fn due(library: &Library, child: Option<&str>, today: NaiveDate, reports: &Reports) -> Vec<ToDo> {
    let mut dues = Vec::new();
    let children = library.children().iter().map(|child| child.id.as_str());
    for of in children.filter(|id| child.is_none_or(|child| child == *id)) {
        let records = open_case(library, of);
        if records.is_empty() {
            continue;
        }
        let spoken = spoken(&records, |entry| reports.of(entry, today));
        dues.extend(not_begun(library, of, &records, &spoken, today));
        dues.extend(once_each(spoken));
    }
    if child.is_none() {
        reports.keep_only(|id| library.entry(id).is_some());
        let loose = library.entries_of(None).filter(|entry| !library.replaced(&entry.id));
        dues.extend(loose.flat_map(|entry| {
            let report = reports.of(entry, today);
            told(entry, &Opens::Record(entry.id.clone()), report.as_deref())
        }));
    }
    let to_come =
        |to_do: &ToDo| to_do.due.due.is_some() && matches!(to_do.due.state, DeadlineState::Due | DeadlineState::Late);
    let dues = dues.into_iter().filter(to_come);
    in_order(dues, |to_do| to_do.due.due.map(moment))
}

fn moment(moment: Moment) -> NaiveDateTime {
    match moment {
        Moment::Date(day) => day.and_time(NaiveTime::MIN),
        Moment::DateTime(at) => at,
    }
}

/// The records about a child since its case was last closed, the newest first.
fn open_case<'a>(library: &'a Library, child: &'a str) -> Vec<&'a Entry> {
    let mut records = library.standing(child);
    if let Some(closed) = records.iter().position(|entry| closes(entry)) {
        records.truncate(closed);
        // Nor does a record that was only opened: it is of the day on which that was done.
        if !records.iter().any(|entry| entry.is_touched()) {
            records.clear();
        }
    }
    records
}

/// Was it signed that the case closes? A meeting that was called to close it may decide to go on.
fn closes(entry: &Entry) -> bool {
    let outcome = says(entry, "plan_outcome");
    let closes = outcome.map_or_else(
        || says(entry, "review_kind") == Some("closure"),
        |outcome| outcome == "close",
    );
    entry.signed.is_some() && closes
}

fn says<'a>(entry: &'a Entry, question: &str) -> Option<&'a str> {
    entry.record.answers.get(question)?.as_str()
}

/// The deadlines of each record that speaks, whatever their state.
fn spoken(records: &[&Entry], report: impl Fn(&Entry) -> Option<Arc<Told>>) -> Vec<ToDo> {
    let looked_after = !records.iter().any(|entry| says(entry, "looked_after_end").is_some());
    let mut kinds = Vec::new();
    let mut spoken = Vec::new();
    for entry in records {
        let kind = (&entry.record.form, says(entry, "review_kind"));
        // There are no more statutory reviews once a child is no longer looked after.
        let ended = kind.1 == Some("statutory") && entry.signed.is_some() && !looked_after;
        if ended || kinds.contains(&kind) {
            continue;
        }
        kinds.push(kind);
        spoken.extend(told(entry, &opens(entry, records), report(entry).as_deref()));
    }
    spoken
}

/// A signed record takes nothing any more: what it says is due is done by the next visit or review. One that does not say yet of which kind it is
/// may be that one.
fn opens(entry: &Entry, records: &[&Entry]) -> Opens {
    let form = &entry.record.form;
    if entry.signed.is_none() || !matches!(form.as_str(), "visit" | "review") {
        return Opens::Record(entry.id.clone());
    }
    let next = |other: &&&Entry| other.record.form == *form && other.is_open() && says(other, "review_kind").is_none();
    records.iter().find(next).map_or_else(
        || Opens::Start {
            form: form.clone(),
            recorded: true,
        },
        |next| Opens::Record(next.id.clone()),
    )
}

/// The deadlines of one record; none where this copy of Wayhome has no such procedure.
fn told(entry: &Entry, opens: &Opens, report: Option<&Told>) -> Vec<ToDo> {
    let Some(report) = report else {
        return Vec::new();
    };
    let applies = |due: &&Due| due.state != DeadlineState::NotApplicable;
    let deadlines = report.deadlines.iter().filter(applies).map(|due| ToDo {
        due: due.clone(),
        opens: opens.clone(),
        child: entry.child.clone(),
        title: report.title.clone(),
    });
    deadlines.collect()
}

fn same_deadline(one: &ToDo, other: &ToDo) -> bool {
    (&one.due.source, &one.due.id) == (&other.due.source, &other.due.id)
}

fn known(to_do: &ToDo) -> bool {
    to_do.due.state != DeadlineState::CannotTell
}

/// Each deadline as the newest record tells it that can tell. What any record that speaks says was done in answer to it is done.
fn once_each(spoken: Vec<ToDo>) -> Vec<ToDo> {
    let is_done = |to_do: &ToDo| matches!(to_do.due.state, DeadlineState::Met | DeadlineState::MetLate);
    let (mut once, done): (Vec<ToDo>, Vec<ToDo>) = (
        Vec::new(),
        spoken.iter().filter(|to_do| is_done(to_do)).cloned().collect(),
    );
    for to_do in spoken.into_iter().filter(known) {
        let same_day = |other: &ToDo| same_deadline(other, &to_do) && other.due.due == to_do.due.due;
        if !once.iter().any(|newer| same_deadline(newer, &to_do)) && !done.iter().any(same_day) {
            once.push(to_do);
        }
    }
    once
}

/// What the forms of a child's procedure that have no record would ask for with what is known, as far as no record tells it.
fn not_begun(library: &Library, child: &str, records: &[&Entry], spoken: &[ToDo], today: NaiveDate) -> Vec<ToDo> {
    let Some(child) = library.child(child) else {
        return Vec::new();
    };
    let fresh = Fresh {
        id: String::new(),
        now: today.and_time(NaiveTime::MIN),
    };
    let mut dues: Vec<ToDo> = Vec::new();
    let begun = |form: &str| records.iter().any(|entry| entry.record.form == form);
    let procedure = wayhome_procedures::procedure(&child.procedure);
    let forms = procedure.iter().flat_map(|procedure| &procedure.forms);
    for form in forms.filter(|form| !begun(&form.id)) {
        let Ok(plan) = wayhome_procedures::plan(&child.procedure, &form.id) else {
            continue;
        };
        let opens = Opens::Start {
            form: form.id.clone(),
            recorded: false,
        };
        let entry = library.begin(fresh.clone(), &plan, Source::Child(&child.id));
        for to_do in told(&entry, &opens, Told::of(&entry.record, today).as_ref()) {
            let mut told = spoken.iter().filter(|told| known(told)).chain(&dues);
            if !told.any(|other| same_deadline(other, &to_do)) {
                dues.push(to_do);
            }
        }
    }
    dues
}

#[cfg(test)]
mod tests {
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
        let in_need = of(
            json!({"review_kind": "child_in_need", "review_date": "2026-10-30", "first_cin_review_date": "2026-10-30"}),
        );
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
}
