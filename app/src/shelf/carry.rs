//! What comes along from one record to the next: a table, because question ids are permanent.
//!
//! An answer is copied as it stands, never worked out; to a brother or sister, without what is the child's own in it. What is not in the table does not come along: what was seen, said and judged
//! belongs to its own day.

use serde_json::Value as Json;
use wayhome_engine::{Kind, Plan};

use super::Entry;
use super::entry::{Says, day};

/// One question whose answer comes along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carry {
    /// The question in the new record.
    pub to: &'static str,
    /// The question in the earlier one.
    pub from: &'static str,
    /// The form of the earlier record; any, if `None`.
    pub from_form: Option<&'static str>,
    /// The form of the new record; any that asks, if `None`.
    pub to_form: Option<&'static str>,
    /// A form that asks and is not told.
    pub not_to: Option<&'static str>,
    /// Only if the earlier record answers this question with this option; `true` for a yes.
    pub only_if: Option<(&'static str, &'static str)>,
    /// Not if it answers this question with this option.
    pub but_not: Option<(&'static str, &'static str)>,
    /// Is it about one return? A decision or an unplanned return that is begun is taken to be about another: it is told nothing of one that has been,
    /// and no record after it anything of an earlier one.
    pub one_return: bool,
    /// Also to a record about a brother or sister?
    pub sibling: bool,
}

const fn fact(question: &'static str) -> Carry {
    Carry {
        to: question,
        from: question,
        from_form: None,
        to_form: None,
        not_to: None,
        only_if: None,
        but_not: None,
        one_return: false,
        sibling: false,
    }
}

const fn of_return(question: &'static str) -> Carry {
    Carry {
        one_return: true,
        ..fact(question)
    }
}

/// How a return was meant to be says nothing of one that is not as it was meant.
const fn as_meant(question: &'static str) -> Carry {
    Carry {
        not_to: Some("unplanned"),
        ..of_return(question)
    }
}

const fn shared(question: &'static str) -> Carry {
    Carry {
        sibling: true,
        ..fact(question)
    }
}

/// From the last record of a form to the next.
const fn next(form: &'static str, from: &'static str, to: &'static str) -> Carry {
    Carry {
        from,
        from_form: Some(form),
        to_form: Some(form),
        ..fact(to)
    }
}

/// From a visit to the brother's or sister's visit on the same day, and nowhere else.
const fn same_visit(question: &'static str) -> Carry {
    Carry {
        from_form: Some("visit"),
        to_form: Some("visit"),
        ..shared(question)
    }
}

/// What comes along. Of several lines for one question, the first that finds an answer in the newest record is used.
pub const CARRIED: &[Carry] = &[
    // Facts about the child, asked once.
    fact("child_name"),
    fact("date_of_birth"),
    fact("legal_status"),
    fact("legal_status_date"),
    fact("accommodation_plan_agreed"),
    fact("looked_after_start"),
    fact("looked_after_end"),
    fact("in_care_proceedings"),
    fact("proceedings_issued_date"),
    fact("in_care_through_abuse_or_neglect"),
    fact("on_child_protection_plan"),
    fact("already_child_in_need"),
    // Facts about the return, asked once.
    as_meant("return_kind"),
    as_meant("return_in_care_plan"),
    as_meant("who_decided"),
    fact("return_to"),
    of_return("proposed_return_date"),
    of_return("actual_return_date"),
    of_return("leaving_placement"),
    of_return("attached_to_foster_carers"),
    // The plan for the return.
    Carry {
        to_form: Some("decision"),
        ..of_return("plan_date")
    },
    // Who lives at the address is the same for every child there. How they are related is asked for each.
    shared("household"),
    // So are the other children there.
    shared("other_children_at_home"),
    // The last visit is the one before the next.
    next("visit", "visit_date", "previous_visit_date"),
    // An unannounced visit is the last unannounced one until another is.
    Carry {
        only_if: Some(("visit_announced", "unannounced")),
        ..next("visit", "visit_date", "last_unannounced_visit_date")
    },
    // A visit that was announced leaves the last unannounced one as it was.
    next("visit", "last_unannounced_visit_date", "last_unannounced_visit_date"),
    // Holds until the placement ends.
    next("visit", "visit_kind", "visit_kind"),
    // Holds until the child's plan changes.
    next("visit", "agreed_visit_weeks", "agreed_visit_weeks"),
    // The plan says how often the child is visited at home.
    Carry {
        from_form: Some("plan"),
        to_form: Some("visit"),
        ..Carry {
            to: "agreed_visit_weeks",
            ..fact("home_visit_weeks")
        }
    },
    // What happened at placement does not change.
    next("visit", "placed_before_assessment", "placed_before_assessment"),
    // Once it has been held, it has. A no may have changed.
    Carry {
        only_if: Some(("first_review_held", "true")),
        ..next("visit", "first_review_held", "first_review_held")
    },
    // The day of the first review does not change.
    next("visit", "first_review_date", "first_review_date"),
    // The last review is the one before the next. A Care Team meeting is none.
    Carry {
        but_not: Some(("review_kind", "care_team")),
        ..next("review", "review_date", "previous_review_date")
    },
    // A Care Team meeting leaves the last review as it was.
    Carry {
        only_if: Some(("review_kind", "care_team")),
        ..next("review", "previous_review_date", "previous_review_date")
    },
    // The first ones do not change.
    next("review", "first_cin_review_date", "first_cin_review_date"),
    next("review", "first_care_team_date", "first_care_team_date"),
    // A Care Team meeting is the last one until another is.
    Carry {
        only_if: Some(("review_kind", "care_team")),
        ..next("review", "review_date", "previous_care_team_date")
    },
    // A review of another kind leaves the last Care Team meeting as it was.
    next("review", "previous_care_team_date", "previous_care_team_date"),
    // Brothers and sisters are seen in one visit, by the same visitor.
    same_visit("visit_date"),
    same_visit("visit_announced"),
    same_visit("visited_by"),
    same_visit("visitor_qualified"),
    // It is the same home. Whether it suits the child is asked for each.
    same_visit("home_detail"),
];

/// A column of a table of people that is the child's own: how somebody is related to one child says nothing of a brother or sister.
const OWN_COLUMN: &str = "relationship";

/// An answer as it comes along to a brother or sister: of people in a table, without how they are related to the child.
pub(super) fn for_sibling(mut answer: Json) -> Json {
    for person in answer
        .as_array_mut()
        .into_iter()
        .flatten()
        .filter_map(Json::as_object_mut)
    {
        person.remove(OWN_COLUMN);
    }
    answer
}

/// Which records an answer is looked for in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Along {
    /// The child's own earlier records.
    SameChild,
    /// The record about a brother or sister.
    Sibling,
}

/// The questions for a day of an earlier visit. To one that is begun for a day, a visit of that day or later is none.
pub(super) const EARLIER_VISITS: [&str; 2] = ["previous_visit_date", "last_unannounced_visit_date"];

/// The forms whose records are each about a return of their own.
pub(super) const OF_A_NEW_RETURN: [&str; 2] = ["decision", "unplanned"];

impl Carry {
    /// Does it serve records of this form?
    pub(super) fn serves(&self, form: &str, along: Along) -> bool {
        let to = self.to_form.is_none_or(|to| to == form) && self.not_to != Some(form);
        match along {
            // What is copied within one visit would repeat the last one if it came to the next.
            Along::SameChild => to && !(self.sibling && self.from_form.is_some()),
            Along::Sibling => to && self.sibling,
        }
    }
}

/// What a record says of a question that comes along, and by which line of the table.
pub(super) fn said<'a>(
    entry: &'a Entry,
    question: &str,
    plan: &Plan,
    along: Along,
) -> Option<(Says<'a>, &'static Carry)> {
    let is_day = plan
        .question(question)
        .is_some_and(|(question, _)| question.kind == Kind::Date);
    CARRIED
        .iter()
        .filter(|carry| carry.to == question && carry.serves(plan.form(), along))
        .filter(|carry| carry.from_form.is_none_or(|from| from == entry.record.form))
        .filter(|carry| carry.only_if.is_none_or(|(asked, option)| is(entry, asked, option)))
        .filter(|carry| !carry.but_not.is_some_and(|(asked, option)| is(entry, asked, option)))
        .map(|carry| match entry.says(carry.from) {
            // Half a date is none, and does not stand in the way of the whole one of an earlier record.
            Says::Answer(answer) if is_day && day(answer).is_none() => (Says::Nothing, carry),
            said => (said, carry),
        })
        .find(|(said, _)| *said != Says::Nothing)
}

/// Does a record answer a question with this option; `true` for a yes?
pub(super) fn is(entry: &Entry, question: &str, option: &str) -> bool {
    match entry.record.answers.get(question) {
        Some(Json::String(chosen)) => chosen == option,
        Some(Json::Bool(yes)) => *yes && option == "true",
        _ => false,
    }
}
