//! "A no asks for its reason at once": what hangs on a question stands directly beneath it, in every form of every procedure. And what is most
//! urgent comes first.

use serde_json::json;
use wayhome_engine::{Session, State, words};
use wayhome_procedures::{local, plan};

#[test]
fn a_reason_hangs_on_its_no_and_is_as_urgent() {
    let plan = plan("newcastle", "visit").unwrap();
    assert_eq!(plan.hangs_on("not_alone_reason"), Some("seen_alone"));
    assert_eq!(plan.hangs_on("seen_alone"), None);
    assert_eq!(plan.hangs_on("no_such_question"), None);
    assert_eq!(plan.urgency("seen_alone"), Some(1));
    assert_eq!(plan.urgency("not_alone_reason"), Some(1));
    assert_eq!(plan.urgency("bedroom_not_seen_reason"), Some(2));
    assert_eq!(plan.urgency("wishes_and_feelings"), Some(3));
    assert_eq!(plan.urgency("visit_date"), None);
}

/// Where a child is at risk of immediate significant harm, protecting the child comes before all else that the procedure has left to do, and nothing
/// asks for the return.
#[test]
fn protection_comes_before_all_else_that_is_left_to_do() {
    let plan = plan("tees", "unplanned").unwrap();
    assert_eq!(plan.urgency("protective_action"), Some(1));
    let mut session = Session::new(plan, "2026-03-02".parse().unwrap());
    session.set("legal_status", json!("section_20"));
    session.set("return_kind", json!("requested_outside_plan"));
    session.set("immediate_return_requested", json!(true));
    session.set("raises_concern", json!(true));
    let asked = |session: &Session| {
        let findings = session.report().findings.into_iter();
        findings
            .filter(|finding| finding.source == "tees" && finding.state == State::ToDo)
            .map(|finding| finding.rule)
            .collect::<Vec<_>>()
    };
    assert!(asked(&session).contains(&"TEE-16".to_owned()));
    session.set("risk_of_immediate_significant_harm", json!(true));
    let asked = asked(&session);
    assert_eq!(asked.first().map(String::as_str), Some("TEE-17-action"));
    assert!(!asked.contains(&"TEE-16".to_owned()));
}

#[test]
fn what_hangs_on_a_question_stands_directly_beneath_it_or_beneath_what_else_hangs_there() {
    let mut seen = 0;
    for procedure in local() {
        for form in &procedure.forms {
            let plan = plan(&procedure.id, &form.id).unwrap();
            for section in plan.sections() {
                for (place, question) in section.questions.iter().enumerate() {
                    let Some(on) = plan.hangs_on(question) else { continue };
                    seen += 1;
                    // Walking up, everything down from the question hangs on it too, or on what does.
                    let above: Vec<_> = section
                        .questions
                        .iter()
                        .take(place)
                        .rev()
                        .take_while(|one| *one != on)
                        .collect();
                    for between in above {
                        let mut up = plan.hangs_on(between);
                        while up.is_some_and(|up| up != on) {
                            up = up.and_then(|up| plan.hangs_on(up));
                        }
                        assert_eq!(
                            up,
                            Some(on),
                            "{}, {}: `{between}` stands between `{on}` and `{question}`",
                            procedure.id,
                            form.id
                        );
                    }
                }
            }
        }
    }
    assert!(seen > 40, "{seen}");
}

#[test]
fn a_question_without_an_answer_says_what_to_do_in_its_own_name() {
    let plan = plan("newcastle", "visit").unwrap();
    let said = |question: &str| words::missing(plan.question(question).unwrap().0);
    assert_eq!(said("seen_alone"), "Select yes or no for “Spoken with alone”.");
    assert_eq!(said("legal_status"), "Select an answer for “Legal status”.");
    assert_eq!(said("visit_date"), "Enter a date for “Visit date”.");
    assert_eq!(
        said("wishes_and_feelings"),
        "Enter an answer for “Wishes and feelings”."
    );
    assert_eq!(said("household"), "Add to “Household”.");
}
