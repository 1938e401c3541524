//! What reports say where a sentence could mislead.

#![expect(clippy::unwrap_used, reason = "the whole file is test code, helpers included")]

use chrono::NaiveDate;
use serde_json::{Value as Json, json};
use wayhome_engine::{DeadlineState, Finding, Record, Report, State, check};
use wayhome_procedures::{local, plan};

fn report(procedure: &str, form: &str, answers: &Json) -> Report {
    let record = json!({ "procedure": procedure, "form": form, "answers": answers });
    let record = Record::parse(&serde_json::to_vec(&record).unwrap()).unwrap();
    let plan = plan(procedure, form).unwrap();
    check(&plan, NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(), record)
}

fn finding<'r>(report: &'r Report, rule: &str) -> &'r Finding {
    report.findings.iter().find(|finding| finding.rule == rule).unwrap()
}

#[test]
fn what_is_recorded_and_does_not_fit_is_not_called_unrecorded() {
    let answers = json!({
        "legal_status": "section_20", "date_of_birth": "2015-01-01", "looked_after_start": "2026-05-01", "decision_date": "2026-03-02",
    });
    let report = report("tees", "decision", &answers);
    let local = &report.approvals[0];
    assert_eq!(
        local.message,
        "Cannot tell: “Start of being looked after” and “Decision date” do not fit together as they are recorded. Check them."
    );
    let because = local.because.join(" ");
    assert!(
        because.contains("Start of being looked after: 1 May 2026."),
        "{because}"
    );
    assert!(!because.contains("not recorded"), "{because}");
}

#[test]
fn half_a_week_is_shown_as_it_is_recorded() {
    let answers = json!({
        "legal_status": "care_order", "legal_status_date": "2025-06-02", "return_to": "parent", "actual_return_date": "2026-01-12",
        "visit_date": "2026-03-02", "previous_visit_date": "2026-02-02", "agreed_visit_weeks": 2.5,
    });
    let report = report("newcastle", "visit", &answers);
    let due = report.deadlines.iter().find(|due| due.id == "NEW-32").unwrap();
    assert!(
        due.because.iter().all(|reason| !reason.contains("not recorded")),
        "{:?}",
        due.because
    );
}

#[test]
fn part_of_a_week_is_to_be_put_right_where_a_deadline_counts_weeks() {
    let answers = |weeks: Json| {
        json!({
            "legal_status": "care_order", "legal_status_date": "2025-06-02", "return_to": "parent", "actual_return_date": "2026-01-12",
            "visit_kind": "placement_with_parents", "visit_date": "2026-03-02", "previous_visit_date": "2026-02-02", "agreed_visit_weeks": weeks,
        })
    };
    let part = report("newcastle", "visit", &answers(json!(2.5)));
    let told = finding(&part, "REC-RANGE");
    assert_eq!(
        told.message,
        "“Weeks between visits in the plan” must be a whole number from 1 to 52."
    );
    assert_eq!(told.because, ["A deadline counts whole days, weeks or months."]);
    assert!(told.is_unreadable() && told.about == ["agreed_visit_weeks"] && told.needs == told.about);
    assert_ne!(part.outcome, wayhome_engine::Outcome::Complete);
    for id in ["NEW-32", "NEW-32-next"] {
        let due = part.deadlines.iter().find(|due| due.id == id).unwrap();
        assert_eq!(due.needs, ["agreed_visit_weeks"], "{id}");
    }
    for whole in [json!(2), json!(2.0)] {
        let whole = report("newcastle", "visit", &answers(whole));
        assert!(whole.findings.iter().all(|finding| finding.rule != "REC-RANGE"));
    }
    // Nothing counts it in a procedure without such a deadline, so a part of a week is an answer there.
    let plan = report("newcastle", "plan", &json!({ "home_visit_weeks": 2.5 }));
    assert!(plan.findings.iter().all(|finding| finding.rule != "REC-RANGE"));
}

#[test]
fn a_refusal_is_said_where_no_row_asks_for_approval() {
    let answers = |outcome: &str, effective: &str| {
        json!({
            "legal_status": "section_20", "return_to": "parent", "return_kind": "planned", "date_of_birth": "2017-02-28",
            "looked_after_start": "2026-02-02", "decision_date": "2026-02-16", "decision_effective_date": effective,
            "approver_role": "assistant_director", "approval_outcome": outcome, "approval_date": "2026-02-16",
        })
    };
    let refused = report("wiltshire", "decision", &answers("refused", "2026-02-18"));
    for approval in &refused.approvals {
        assert!(
            approval.message.ends_with("The record says that approval was refused."),
            "{}",
            approval.message
        );
    }
    let told = finding(&refused, "REC-REFUSED");
    assert_eq!(
        told.message,
        "The record says that approval was refused, and that the decision was put into effect. Check the answers, and tell a manager if that is so."
    );
    assert_eq!(
        told.because,
        ["Outcome of the approval: Refused.", "Day of effect: 18 February 2026."]
    );
    assert!(!told.is_unreadable() && !told.is_ahead());
    let deferred = report("wiltshire", "decision", &answers("deferred", "2026-02-18"));
    assert!(
        finding(&deferred, "REC-REFUSED")
            .message
            .contains("approval was deferred, and")
    );
    // A day to come is none on which it was put into effect.
    let to_come = report("wiltshire", "decision", &answers("refused", "2026-03-18"));
    assert!(to_come.findings.iter().all(|finding| finding.rule != "REC-REFUSED"));
    assert!(to_come.approvals[0].message.contains("approval was refused"));
    let approved = report("wiltshire", "decision", &answers("approved", "2026-02-18"));
    assert!(approved.findings.iter().all(|finding| finding.rule != "REC-REFUSED"));
    assert!(
        approved
            .approvals
            .iter()
            .all(|approval| !approval.message.contains("The record"))
    );
}

#[test]
fn a_session_tells_a_refusal_as_a_fresh_check_does() {
    let day = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    let plan = plan("wiltshire", "decision").unwrap();
    let mut session = wayhome_engine::Session::open(plan, day, Record::new("wiltshire", "decision"));
    session.set("approval_outcome", json!("refused"));
    let changes = session.set("decision_effective_date", json!("2026-02-18"));
    assert!(changes.findings.iter().any(|finding| finding.rule == "REC-REFUSED"));
    let changes = session.set("decision_effective_date", json!("2026-03-18"));
    assert!(changes.readable.contains(&"approval_outcome".to_owned()));
    assert!(changes.findings.iter().all(|finding| finding.rule != "REC-REFUSED"));
    session.set("actual_return_date", json!("2026-02-20"));
    let changes = session.set("approval_outcome", json!("deferred"));
    let told = changes
        .findings
        .iter()
        .find(|finding| finding.rule == "REC-REFUSED")
        .unwrap();
    assert!(told.message.contains("deferred"));
    assert!(
        changes
            .approvals
            .iter()
            .any(|approval| approval.message.contains("deferred"))
    );
    let answers = json!({
        "approval_outcome": "deferred", "decision_effective_date": "2026-03-18", "actual_return_date": "2026-02-20",
    });
    assert_eq!(session.report(), report("wiltshire", "decision", &answers));
}

#[test]
fn nothing_is_permitted_where_the_return_could_not_wait() {
    let answers = json!({
        "legal_status": "care_order", "return_to": "parent", "return_kind": "unplanned", "date_of_birth": "2017-02-28",
        "looked_after_start": "2025-02-02", "decision_date": "2026-02-16",
    });
    let found = report("england", "decision", &answers);
    assert_eq!(
        found.approvals[0].by_when.as_ref().unwrap().message,
        "The child may be home before anybody can approve: an approval after the decision is put into effect is shown as retrospective."
    );
}

#[test]
fn a_law_that_is_not_stated_here_is_not_said_to_ask_for_nobody() {
    let answers = json!({
        "legal_status": "remand", "return_to": "other", "date_of_birth": "2010-01-01", "looked_after_start": "2025-01-01",
        "decision_date": "2026-03-02",
    });
    let message = &report("tees", "decision", &answers).comparisons[0].message;
    assert!(
        message.ends_with("What the law asks here is not stated: take legal advice."),
        "{message}"
    );
}

#[test]
fn a_choice_that_the_law_does_not_give_is_not_said_to_be_the_same() {
    let answers = json!({
        "legal_status": "section_20", "date_of_birth": "2014-03-02", "looked_after_start": "2025-09-01", "decision_date": "2026-03-02",
    });
    let message = &report("tees", "decision", &answers).comparisons[0].message;
    assert!(
        message.contains("This procedure asks for the Nominated Officer or Assistant Director, and the law for the Nominated Officer. Wayhome ranks them as equally senior."),
        "{message}"
    );
}

#[test]
fn a_post_as_senior_as_the_law_asks_is_said_to_need_the_nomination_all_the_same() {
    let nominated = "The law asks for somebody who is nominated in writing.";
    let besides = "Wayhome also accepts the Director of Children's Services.";
    let placed = json!({ "legal_status": "care_order", "return_to": "parent" });
    let (young, older) = ("2014-03-02", "2009-03-02");
    let of = |born: &str| {
        json!({
            "legal_status": "section_20", "date_of_birth": born, "looked_after_start": "2025-09-01", "decision_date": "2026-03-02",
        })
    };
    let said = |procedure: &str, answers: &Json| report(procedure, "decision", answers).comparisons[0].message.clone();
    for message in [said("newcastle", &placed), said("tees", &of(young))] {
        assert!(message.ends_with(nominated), "{message}");
    }
    // Whom Wayhome accepts besides stands in the law's own approval, and once is enough.
    let law = &report("tees", "decision", &of(young)).approvals[1];
    assert!(law.message.ends_with(besides), "{}", law.message);
    // Who is named by the designation is nominated, and Wayhome takes the Director as they are.
    for message in [said("newcastle", &of(young)), said("tees", &of(older))] {
        assert!(!message.contains("in writing"), "{message}");
    }
}

#[test]
fn a_denied_nomination_is_said_to_be_the_fault() {
    let answers = json!({
        "legal_status": "section_20", "approver_role": "nominated_officer", "approver_nominated_in_writing": false,
        "approval_outcome": "approved", "approval_date": "2026-03-01", "decision_effective_date": "2026-03-01",
    });
    let report = report("newcastle", "decision", &answers);
    let found = finding(&report, "NEW-52");
    assert_eq!(found.state, State::Breached);
    assert!(
        found.because.contains(&"Nominated in writing: no.".to_owned()),
        "{:?}",
        found.because
    );
}

#[test]
fn what_is_recorded_and_cannot_be_read_is_not_called_unrecorded() {
    let answers = json!({
        "legal_status": "section_20", "date_of_birth": "2010-13-01", "looked_after_start": "2025-09-01", "decision_date": "2026-03-02",
    });
    let message = |answers: &Json| report("tees", "decision", answers).approvals[0].message.clone();
    assert_eq!(message(&answers), "Cannot tell until “Date of birth” can be read.");
    let mut answers = answers;
    answers["decision_date"] = Json::Null;
    assert_eq!(
        message(&answers),
        "Cannot tell until “Decision date” is recorded, and “Date of birth” can be read."
    );
}

#[test]
fn a_row_beneath_a_more_specific_one_names_it() {
    let answers = json!({
        "legal_status": "section_20", "date_of_birth": "2009-06-01", "looked_after_start": "2025-06-02", "decision_date": "2026-02-16",
    });
    let report = report("tees", "decision", &answers);
    let general = finding(&report, "TEE-09");
    assert_eq!(general.state, State::NotApplicable);
    assert_eq!(general.because[0], "TEE-10 is more specific, and decides.");
}

#[test]
fn nobody_is_asked_to_put_right_what_is_not_asked() {
    let mut answers = json!({ "seen_alone": true, "not_alone_reason": "?" });
    let says = |answers: &Json| {
        let report = report("tees", "visit", answers);
        report.findings.iter().any(|finding| finding.rule == "REC-OPTION")
    };
    assert!(!says(&answers));
    answers["seen_alone"] = Json::Null;
    assert!(says(&answers), "whether it is asked is not known");
    answers["seen_alone"] = json!(false);
    assert!(says(&answers));

    // A session tells both: that it is to be put right, and that it is no longer.
    let mut session = wayhome_engine::Session::new(plan("tees", "visit").unwrap(), "2026-03-02".parse().unwrap());
    session.set("seen_alone", json!(true));
    let changes = session.set("not_alone_reason", json!("?"));
    assert!(changes.findings.iter().all(|finding| finding.rule != "REC-OPTION"));
    let changes = session.set("seen_alone", json!(false));
    assert!(changes.findings.iter().any(|finding| finding.rule == "REC-OPTION"));
    let changes = session.set("seen_alone", json!(true));
    assert_eq!(changes.readable, ["not_alone_reason"]);
}

#[test]
fn where_no_day_comes_out_of_the_law_the_law_is_not_said_to_set_none() {
    // Not home yet, under section 20: the law has a day for this visit, and it is not worked out here.
    let answers = json!({
        "legal_status": "section_20", "accommodation_plan_agreed": true, "return_to": "parent", "visit_kind": "other",
        "visit_date": "2026-02-27", "agreed_visit_weeks": 4,
    });
    let report = report("newcastle", "visit", &answers);
    let next = report.deadlines.iter().find(|due| due.id == "NEW-32-next").unwrap();
    let beside = next.floor.as_ref().unwrap();
    assert_eq!(beside.message, "Wayhome works out no day from the law here.");
}

#[test]
fn a_hearing_to_come_is_planned_late_and_not_done_late() {
    let of = |hearing: &str| {
        let answers = json!({
            "in_care_proceedings": true, "proceedings_issued_date": "2025-07-01", "nutshell.final_hearing_date": hearing,
        });
        let report = report("nutshell", "decision", &answers);
        let due = report.deadlines.iter().find(|due| due.id == "NUT-02").unwrap();
        (due.state, due.planned)
    };
    assert_eq!(of("2026-03-02"), (DeadlineState::MetLate, false));
    assert_eq!(of("2026-03-03"), (DeadlineState::MetLate, true));
}

/// What a record does not say yet, no sentence may say for it: a rule that waits is shown with the words that it has.
#[test]
fn what_applies_only_to_some_children_says_to_whom_while_nobody_can_tell() {
    let waiting = [
        ("tees", "unplanned", "TEE-19"),
        ("tees", "decision", "TEE-09"),
        ("nutshell", "decision", "NUT-08"),
        ("nutshell", "review", "NUT-16"),
        ("wiltshire", "decision", "WIL-16"),
        ("wiltshire", "decision", "WIL-19"),
        ("wiltshire", "plan", "WIL-08-age"),
        ("newcastle", "decision", "NEW-11"),
        ("newcastle", "unplanned", "NEW-13"),
        ("newcastle", "plan", "NEW-30"),
        ("newcastle", "decision", "NEW-42"),
    ];
    for (procedure, form, rule) in waiting {
        let report = report(procedure, form, &json!({}));
        let found = finding(&report, rule);
        assert_eq!(found.state, State::CannotTell, "{rule}");
        assert!(found.message.starts_with("Where "), "{rule}: {}", found.message);
    }
}

/// They are shown after the document's own words, and stand by themselves.
#[test]
fn what_a_document_cites_wrongly_is_put_right_in_whole_sentences() {
    let cited = [
        ("newcastle", "decision", "NEW-52"),
        ("tees", "unplanned", "TEE-16"),
        ("nutshell", "decision", "NUT-06"),
    ];
    for (procedure, form, rule) in cited {
        let report = report(procedure, form, &json!({}));
        let correct = finding(&report, rule).cite.correct.clone().unwrap();
        let quoted = finding(&report, rule).cite.quoted.clone().unwrap();
        // The words around a quotation bring its full stop.
        assert!(!quoted.ends_with('.'), "{quoted}");
        assert!(
            correct.ends_with('.') && correct.starts_with(char::is_uppercase),
            "{correct}"
        );
    }
}

/// Where no rule looks at a risk of harm, or at what was done against it, nobody is to think that Wayhome does.
#[test]
fn a_procedure_that_does_not_look_at_a_risk_of_harm_says_so() {
    let mut silent = Vec::new();
    for procedure in local() {
        let answers = json!({ "protective_action": "none", "risk_of_immediate_significant_harm": true });
        let report = report(&procedure.id, "unplanned", &answers);
        let looks_at = |question: &str| {
            let about = |finding: &Finding| finding.about.iter().any(|id| id == question);
            report.findings.iter().any(about)
        };
        let caution = procedure
            .cautions
            .iter()
            .find(|caution| caution.contains("at risk of immediate significant harm"));
        let is_looked_at = looks_at("risk_of_immediate_significant_harm");
        assert_eq!(caution.is_some(), !is_looked_at, "{}", procedure.id);
        let checks_neither = caution.is_some_and(|caution| caution.contains("checks neither"));
        let is_unchecked = !is_looked_at && !looks_at("protective_action");
        assert_eq!(checks_neither, is_unchecked, "{}", procedure.id);
        silent.extend(caution.map(|_| procedure.id.clone()));
    }
    assert_eq!(silent, ["northamptonshire", "newcastle", "nutshell", "wiltshire"]);
}
