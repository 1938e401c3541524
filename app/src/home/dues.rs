//! What is due about each child: what its records ask for, once each, and what is to be opened for it.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use wayhome_engine::{DeadlineState, Due, Moment};

use super::reports::{Reports, Told};
use crate::items::in_order;
use crate::shelf::{Entry, Fresh, Library, Source};

/// The question of the law's by which a visit is the first since the child came home.
const FIRST_VISIT: &str = "england.first_visit_since_return";

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
/// next one. Of a form that has no record yet, what is known about the child does. A closed case asks for nothing, and a child who is no longer looked
/// after has no more statutory reviews, nor visits under an order.
pub(crate) fn due(library: &Library, child: Option<&str>, today: NaiveDate, reports: &Reports) -> Vec<ToDo> {
    let mut dues = Vec::new();
    let children = library.children().iter().map(|child| child.id.as_str());
    for of in children.filter(|id| child.is_none_or(|child| child == *id)) {
        let records = open_case(library.standing(of));
        if records.is_empty() {
            continue;
        }
        let spoken = spoken(&records, opens, |entry| reports.of(entry, today));
        dues.extend(not_begun(library, of, &records, &spoken, today));
        dues.extend(once_each(spoken));
    }
    if child.is_none() {
        reports.keep_only(|id| library.entry(id).is_some());
        // Without a child, nothing can be started that anything comes along to.
        let opens = |entry: &Entry, _: &[&Entry]| Opens::Record(entry.id.clone());
        let loose = library.standing_loose().into_iter().map(open_case);
        dues.extend(loose.flat_map(|records| once_each(spoken(&records, opens, |entry| reports.of(entry, today)))));
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

/// Those of the records about a child, the newest first, that are of the time since its case was last closed.
fn open_case(mut records: Vec<&Entry>) -> Vec<&Entry> {
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
fn spoken(
    records: &[&Entry],
    opens: impl Fn(&Entry, &[&Entry]) -> Opens,
    report: impl Fn(&Entry) -> Option<Arc<Told>>,
) -> Vec<ToDo> {
    let looked_after = !has_ended(records);
    let mut kinds = Vec::new();
    let mut spoken = Vec::new();
    for entry in records {
        let kind = (&entry.record.form, says(entry, "review_kind"));
        if kinds.contains(&kind) {
            continue;
        }
        kinds.push(kind);
        if !looked_after && entry.signed.is_some() && is_of_looked_after(entry) {
            continue;
        }
        spoken.extend(told(entry, &opens(entry, records), report(entry).as_deref()));
    }
    spoken
}

/// Has being looked after ended, as the newest record tells it that says anything of it? Section 20 ends with the return; after a series of short
/// breaks, each of which ends with one, only a day that is recorded tells it. Whoever began to be looked after later is so again.
fn has_ended(records: &[&Entry]) -> bool {
    let newest = |question| records.iter().find_map(|entry| says(entry, question));
    let accommodated = newest("legal_status") == Some("section_20");
    let returned = newest("actual_return_date").filter(|_| accommodated);
    let ended = newest("looked_after_end").max(returned);
    ended.is_some_and(|ended| newest("looked_after_start").is_none_or(|began| began < ended))
}

/// Is what this record says is next only for a looked-after child? A statutory review is, and a visit under an order; after section 20 a local procedure
/// asks for visits as well.
fn is_of_looked_after(entry: &Entry) -> bool {
    match entry.record.form.as_str() {
        "review" => says(entry, "review_kind") == Some("statutory"),
        "visit" => matches!(says(entry, "legal_status"), Some("care_order" | "interim_care_order")),
        _ => false,
    }
}

/// A signed record takes nothing any more: what it says is due is done by the next visit or review. One that does not say yet of which kind it is
/// may be that one.
fn opens(entry: &Entry, records: &[&Entry]) -> Opens {
    let form = &entry.record.form;
    if entry.signed.is_none() || !matches!(form.as_str(), "visit" | "review") {
        return Opens::Record(entry.id.clone());
    }
    let next = |other: &&&Entry| other.record.form == *form && other.is_open() && says(other, "review_kind").is_none();
    // One that speaks of an earlier day is not the next.
    let mut newer = records.iter().take_while(|other| other.id != entry.id);
    newer.find(next).map_or_else(
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
    // Of an empty visit nobody has said that it would be the first. No earlier one is recorded here, and more than that the list does not say: one that
    // was made may be recorded elsewhere.
    let never_visited = !library
        .standing(&child.id)
        .iter()
        .any(|entry| entry.record.form == "visit");
    let is_first = never_visited && !has_ended(records);
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
        let mut entry = library.begin(fresh.clone(), &plan, Source::Child(&child.id));
        if is_first && form.id == "visit" && plan.question(FIRST_VISIT).is_some() {
            entry.record.answers.insert(FIRST_VISIT.to_owned(), true.into());
        }
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
mod tests;
