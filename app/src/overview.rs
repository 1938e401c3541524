//! How records stand, for the lists that lead to them: worked out by the engine, one check for each record.

use chrono::NaiveDate;
use wayhome_engine::{DeadlineState, Due, check};

use crate::items::{breached_count, in_order, items, open_count};
use crate::shelf::{Entry, Fresh, Library, Source};

/// How one record stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Overview {
    /// The id of the record.
    pub(crate) id: String,
    /// The form's title; its id where this copy of Wayhome has no such procedure.
    pub(crate) title: String,
    pub(crate) answered: usize,
    pub(crate) needed: usize,
    pub(crate) open: usize,
    pub(crate) breached: usize,
    /// Due and late, not yet done.
    pub(crate) dues: Vec<Due>,
    /// Has anything been answered in it that was not brought along?
    pub(crate) touched: bool,
    /// Can it be opened here?
    pub(crate) known: bool,
}

/// Checks a record as on a day; a signed one as on the day of signing, but what is due of it as of today.
pub(crate) fn overview(entry: &Entry, today: NaiveDate) -> Overview {
    let own =
        |question: &String| question != "child_reference" && entry.carried.get(question).is_none_or(|c| c.checked);
    let mut overview = Overview {
        id: entry.id.clone(),
        title: entry.record.form.clone(),
        answered: 0,
        needed: 0,
        open: 0,
        breached: 0,
        dues: Vec::new(),
        // A table that was brought along keeps its mark when something is typed in it.
        touched: entry.record.answers.keys().any(own) || (!entry.carried.is_empty() && entry.edited > entry.created),
        known: false,
    };
    let Ok(plan) = wayhome_procedures::plan(&entry.record.procedure, &entry.record.form) else {
        return overview;
    };
    let report = check(&plan, today, entry.record.clone());
    let found = items(&plan, report.findings);
    plan.title().clone_into(&mut overview.title);
    overview.answered = usize::try_from(report.progress.answered).unwrap_or_default();
    overview.needed = usize::try_from(report.progress.needed).unwrap_or_default();
    (overview.open, overview.breached) = (open_count(&found), breached_count(&found));
    overview.known = true;
    let to_come = |due: &Due| due.due.is_some() && matches!(due.state, DeadlineState::Due | DeadlineState::Late);
    overview.dues = in_order(report.deadlines.into_iter().filter(to_come), |due| due.due.map(moment));
    overview
}

fn moment(moment: wayhome_engine::Moment) -> chrono::NaiveDateTime {
    match moment {
        wayhome_engine::Moment::Date(day) => day.and_time(chrono::NaiveTime::MIN),
        wayhome_engine::Moment::DateTime(at) => at,
    }
}

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
    /// The record that says so, by its id.
    Record(String),
    /// The next record of that form, by the form's id: the one that says so is signed.
    Next(String),
    /// The first record of that form. No record on this device says whether it was done.
    First(String),
}

/// What is due and late, the soonest first: about one child, or about everybody.
///
/// Of each form, and each kind of review, the newest record of a child speaks: what an earlier visit asks of the next one is done by the
/// next one. Of a form that has no record yet, what is known about the child does.
pub(crate) fn due(library: &Library, child: Option<&str>, today: NaiveDate) -> Vec<ToDo> {
    let mut all = Vec::new();
    let children = library.children().iter().map(|child| child.id.as_str());
    for of in children.filter(|id| child.is_none_or(|child| child == *id)) {
        let mut spoken: Vec<(&str, Option<&str>)> = Vec::new();
        for entry in library.standing(of) {
            let of_kind = (entry.record.form.as_str(), kind(entry));
            if !spoken.contains(&of_kind) {
                spoken.push(of_kind);
                all.push((entry.clone(), opens(entry)));
            }
        }
        let begun = |form: &str| spoken.iter().any(|(of, _)| *of == form);
        if !spoken.is_empty() {
            all.extend(not_begun(library, of, today).filter(|(entry, _)| !begun(&entry.record.form)));
        }
    }
    if child.is_none() {
        let loose = library.entries_of(None).filter(|entry| !library.replaced(&entry.id));
        all.extend(loose.map(|entry| (entry.clone(), Opens::Record(entry.id.clone()))));
    }
    let dues = all.into_iter().flat_map(|(entry, opens)| {
        let overview = overview(&entry, today);
        overview.dues.into_iter().map(move |due| ToDo {
            due,
            opens: opens.clone(),
            child: entry.child.clone(),
            title: overview.title.clone(),
        })
    });
    let mut soonest: Vec<ToDo> = in_order(dues, |to_do| to_do.due.due.map(moment));
    // The procedure and the law may ask for the same by the same day: said once.
    soonest.dedup_by(|one, other| {
        one.opens == other.opens
            && one.child == other.child
            && one.due.due == other.due.due
            && one.due.message == other.due.message
    });
    soonest
}

/// The kind of review that a record is of; nothing for any other record, or where it is not said yet.
fn kind(entry: &Entry) -> Option<&str> {
    entry.record.answers.get("review_kind")?.as_str()
}

/// A signed record takes nothing any more: what it says is due is done by the next visit or review.
fn opens(entry: &Entry) -> Opens {
    let form = entry.record.form.as_str();
    if entry.signed.is_some() && matches!(form, "visit" | "review") {
        Opens::Next(form.to_owned())
    } else {
        Opens::Record(entry.id.clone())
    }
}

/// A record of each form of a child's procedure as it would begin, with what is known.
fn not_begun<'a>(library: &'a Library, child: &'a str, today: NaiveDate) -> impl Iterator<Item = (Entry, Opens)> + 'a {
    let procedure = library
        .child(child)
        .and_then(|child| wayhome_procedures::procedure(&child.procedure));
    let forms = procedure.iter().flat_map(|procedure| procedure.forms.iter());
    let forms: Vec<_> = forms.map(|form| form.id.clone()).collect();
    forms.into_iter().filter_map(move |form| {
        let plan = wayhome_procedures::plan(&library.child(child)?.procedure, &form).ok()?;
        let fresh = Fresh {
            id: String::new(),
            now: today.and_time(chrono::NaiveTime::MIN),
        };
        Some((library.begin(fresh, &plan, Source::Child(child)), Opens::First(form)))
    })
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
        let mut library = Library::default();
        library.put_child(Child::new(fresh("c", "2026-09-01"), "R-1", "newcastle"));
        for (place, (form, started, signed, answers)) in records.iter().enumerate() {
            let plan = wayhome_procedures::plan("newcastle", form).expect("a form of Newcastle's");
            let mut entry = library.begin(fresh(&format!("e{place}"), started), &plan, Source::Nowhere);
            entry.child = Some("c".to_owned());
            let mut record = Record::new("newcastle", *form);
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

    fn said(library: &Library, id: &str) -> Vec<(String, Opens)> {
        let all = due(library, Some("c"), day("2026-11-26"));
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
        let next = [("1 October 2026".to_owned(), Opens::Next("review".to_owned()))];
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
        assert_eq!(
            said(&visited, "NEW-50"),
            [("29 September 2026".to_owned(), Opens::First("review".to_owned()))]
        );
        let reviewed = library(&[
            ("visit", "2026-11-20", false, home.clone()),
            ("review", "2026-11-21", false, home),
        ]);
        assert_eq!(
            said(&reviewed, "NEW-50"),
            [("29 September 2026".to_owned(), Opens::Record("e1".to_owned()))]
        );
        assert_eq!(
            due(&library(&[]), Some("c"), day("2026-11-26")),
            [],
            "nothing is known of a child without records"
        );
    }
}
