//! How old the shipped documents are, what a reader is told of it, and that what they name of the law is there.
#![expect(clippy::expect_used, reason = "the whole file is test code, helpers included")]

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
    let old = "The document is dated July 2015, about 11 years before this check. Check that it is still in force.";
    check("nutshell", "2026-11-25", Some(old));
    check("wiltshire", "2022-03-31", None);
    let three = "The document is dated April 2019, about 3 years before this check. Check that it is still in force.";
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
    for procedure in &all {
        let law = all.iter().find(|law| Some(&law.id) == procedure.floor.as_ref());
        for deadline in &procedure.deadlines {
            for id in &deadline.floor {
                let known = law.and_then(|law| law.deadlines.iter().find(|known| known.id == *id));
                let forms = known.map(|known| &known.forms);
                let shown = |form| forms.is_some_and(|forms| forms.contains(form));
                assert!(deadline.forms.iter().all(shown), "{}: {id}", deadline.id);
            }
        }
    }
}
