//! How old the shipped documents are, and what a reader is told of it.

use wayhome_engine::{Deadline, Procedure};

fn told(id: &str, today: &str) -> Vec<String> {
    let procedure = wayhome_procedures::procedure(id).expect("a shipped procedure");
    procedure.age_cautions(today.parse().expect("a day"))
}

#[track_caller]
fn check(id: &str, today: &str, first: Option<&str>) {
    assert_eq!(told(id, today).first().map(String::as_str), first, "{id} on {today}");
}

#[test]
fn an_old_document_says_how_old_it_is() {
    let old = "The document is dated July 2015, more than 11 years before this check. Check that it is still in force.";
    check("nutshell", "2026-11-25", Some(old));
    check("wiltshire", "2022-03-31", None);
    let three =
        "The document is dated April 2019, more than 3 years before this check. Check that it is still in force.";
    check("wiltshire", "2022-04-01", Some(three));
    check(
        "newcastle",
        "2026-11-25",
        Some("The document bears no date. Check that it is still in force."),
    );
    check("england", "2026-11-25", None);
}

#[test]
fn rules_that_were_compared_long_ago_say_so() {
    let stale = "These rules were last compared with the document in November 2026. It may have changed since.";
    check("england", "2027-11-30", None);
    check("england", "2027-12-01", Some(stale));
}

#[test]
fn each_deadline_of_the_law_that_a_local_one_names_is_there() {
    let all: Vec<_> = wayhome_procedures::compiled()
        .iter()
        .filter_map(|(id, _)| wayhome_procedures::procedure(id))
        .collect();
    let known = |floor: Option<&String>, deadline: &Deadline| {
        let law = all.iter().find(|procedure| Some(&procedure.id) == floor);
        let shares_form = |law: &Procedure| {
            law.deadlines.iter().any(|known| {
                Some(&known.id) == deadline.floor.as_ref()
                    && deadline.forms.iter().all(|form| known.forms.contains(form))
            })
        };
        law.is_some_and(|law| shares_form(law))
    };
    for procedure in &all {
        for deadline in procedure.deadlines.iter().filter(|deadline| deadline.floor.is_some()) {
            assert!(
                known(procedure.floor.as_ref(), deadline),
                "{}: {:?}",
                deadline.id,
                deadline.floor
            );
        }
    }
}
