//! `wayhome check`, as a person and a program use it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::run::{complained, said, wayhome};
use serde_json::Value as Json;
use wayhome_conformance::cases;

const TODAY: &str = "--today=2026-03-02";

#[test]
fn every_conformance_case_comes_out_as_it_says_and_byte_for_byte_as_the_engine_reports_it() {
    let mut by_day: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for (file, case) in cases().unwrap() {
        by_day.entry(case.today.clone()).or_default().push((file, case));
    }
    for (today, cases) in by_day {
        let mut input = String::new();
        for (_, case) in &cases {
            writeln!(input, "{}", serde_json::to_string(&case.record().unwrap()).unwrap()).unwrap();
        }
        let output = wayhome(&["check", "--format", "json", "--today", &today], &input);
        let reports = said(&output);
        assert_eq!(reports.lines().count(), cases.len(), "{}", complained(&output));
        for ((file, case), line) in cases.iter().zip(reports.lines()) {
            let report = serde_json::from_str(line).unwrap();
            assert_eq!(case.differences(&report), Vec::<String>::new(), "{file}: {}", case.name);
            let plan = wayhome_procedures::plan(&case.procedure, &case.form).unwrap();
            let engine = wayhome_engine::check(&plan, today.parse().unwrap(), case.record().unwrap());
            assert_eq!(line, serde_json::to_string(&engine).unwrap());
        }
    }
}

#[test]
fn the_exit_code_says_whether_anything_is_to_be_put_right() {
    let code = |record: &str| wayhome(&["check", TODAY, record], "").status.code();
    assert_eq!(code("samples/visit-complete.json"), Some(0));
    assert_eq!(code("samples/visit-half-filled.json"), Some(1));
    assert_eq!(code("samples/visit-wrong.json"), Some(1));
    assert_eq!(code("samples/there-is-no-such-file.json"), Some(2));
}

#[test]
fn an_unusable_record_is_named_with_its_line_and_the_others_are_still_checked() {
    let input = "{\"procedure\":\"newcastle\",\"form\":\"visit\",\"answers\":{}}\nnot json\n\n{\"procedure\":\"newcastle\",\"form\":\"visit\",\"answers\":{}}\n";
    let output = wayhome(&["check", "--format=json", TODAY, "-"], input);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(said(&output).lines().count(), 2);
    assert!(
        complained(&output).contains("standard input, line 2"),
        "{}",
        complained(&output)
    );
}

#[test]
fn what_would_steer_a_terminal_is_shown_and_not_sent_to_it() {
    for record in [
        r#"{"procedure":"\u001b]0;title\u0007","form":"visit","answers":{}}"#,
        r#"{"procedure":"newcastle","form":"\u001b[2J","answers":{}}"#,
        r#"{"procedure":"newcastle","form":"visit","answers":{"\u001b[2J":true}}"#,
    ] {
        let output = wayhome(&["check", TODAY, "-"], record);
        let all = said(&output) + &complained(&output);
        assert!(!all.contains(['\u{1b}', '\u{7}']), "{all:?}");
    }
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let (visit, nowhere) = ("samples/visit-wrong.json", "samples/no-such-folder/out.json");
    for arguments in [
        &["check", TODAY, "--summary", nowhere, visit][..],
        &["export", "--to", "ssd", "--losses", nowhere, visit],
        &["compile", "tests/procedures/harbour.toml", "--output", nowhere],
    ] {
        let output = wayhome(arguments, "");
        assert_eq!(output.status.code(), Some(2));
        let complained = complained(&output);
        assert!(
            complained.contains("no-such-folder/out.json: the file cannot be written"),
            "{complained}"
        );
    }
}

#[test]
fn what_has_to_be_known_of_the_law_is_said_with_what_it_asks() {
    let output = said(&wayhome(&["check", TODAY, "samples/visit-wrong.json"], ""));
    let words: Vec<_> = output.split_whitespace().collect();
    assert!(
        words
            .join(" ")
            .contains("The law: The regulations were read in November 2026. No lawyer has checked these rules."),
        "{output}"
    );
}

#[test]
fn a_procedure_or_form_that_does_not_exist_is_said_with_those_that_do() {
    let unknown = wayhome(
        &["check", TODAY],
        r#"{"procedure":"newcastel","form":"visit","answers":{}}"#,
    );
    assert!(complained(&unknown).contains("newcastle"), "{}", complained(&unknown));
    let form = wayhome(
        &["check", TODAY],
        r#"{"procedure":"newcastle","form":"vist","answers":{}}"#,
    );
    assert!(
        complained(&form).contains("visit, decision, plan, unplanned, review"),
        "{}",
        complained(&form)
    );
}

#[test]
fn a_record_written_over_several_lines_is_read_from_standard_input() {
    let text = std::fs::read_to_string(crate::run::root().join("samples/visit-complete.json")).unwrap();
    assert!(text.lines().count() > 1);
    assert_eq!(wayhome(&["check", TODAY], &text).status.code(), Some(0));
    assert_eq!(
        wayhome(&["check", TODAY], &format!("\n\n{text}")).status.code(),
        Some(0)
    );
}

#[test]
fn lines_before_the_first_good_one_lose_no_other() {
    let line = r#"{"procedure":"newcastle","form":"visit","answers":{}}"#;
    let reports = |input: &str| {
        let output = wayhome(&["check", "--format=json", TODAY], input);
        (said(&output).lines().count(), output.status.code())
    };
    assert_eq!(reports(&format!("\n \n{line}\n\n{line}\n")), (2, Some(1)));
    assert_eq!(reports(&format!("\u{feff}\n{line}\n")), (1, Some(1)));
    let broken = "{\"procedure\":\n";
    assert_eq!(reports(&format!("{broken}{broken}\n{line}\n{line}\n")), (2, Some(2)));
}

#[test]
fn a_folder_is_checked_file_by_file_in_the_order_of_names() {
    let output = wayhome(&["check", "--format=json", TODAY, "samples"], "");
    let outcomes: Vec<Json> = said(&output)
        .lines()
        .map(|line| serde_json::from_str::<Json>(line).unwrap()["outcome"].clone())
        .collect();
    assert_eq!(outcomes, ["complete", "incomplete", "breached"]);
}

#[test]
fn unreadable_values_are_findings_of_their_own_and_the_rest_is_still_checked() {
    let output = wayhome(&["check", "--format=json", TODAY, "samples/visit-wrong.json"], "");
    let report: Json = serde_json::from_str(&said(&output)).unwrap();
    let of_record = |finding: &&Json| finding["source"] == "record";
    let findings = report["findings"].as_array().unwrap();
    let named: Vec<_> = findings
        .iter()
        .filter(of_record)
        .map(|finding| (finding["rule"].as_str().unwrap(), finding["about"][0].as_str().unwrap()))
        .collect();
    assert!(named.contains(&("REC-DATE", "visit_date")), "{named:?}");
    assert!(named.contains(&("REC-OPTION", "visit_kind")), "{named:?}");
    assert!(named.contains(&("REC-TYPE", "agreed_visit_weeks")), "{named:?}");
    assert_eq!(
        findings
            .iter()
            .filter(|finding| finding["rule"] == "NEW-35" && finding["state"] == "breached")
            .count(),
        1
    );
}

/// The message of a finding about an answer, for whoever fills in the form, and its reasons, for whoever writes the record.
#[track_caller]
fn unreadable(answers: &Json, question: &str) -> (String, Vec<String>) {
    let record = serde_json::json!({ "procedure": "newcastle", "form": "visit", "answers": answers }).to_string();
    let report: Json = serde_json::from_str(&said(&wayhome(&["check", "--format=json", TODAY], &record))).unwrap();
    let mut findings = report["findings"].as_array().unwrap().iter();
    let about = |finding: &&Json| finding["source"] == "record" && finding["about"][0] == question;
    let found = findings.find(about).unwrap();
    let because = found["because"].as_array().unwrap().iter();
    (
        found["message"].as_str().unwrap().to_owned(),
        because.map(|said| said.as_str().unwrap().to_owned()).collect(),
    )
}

#[test]
fn what_an_answer_has_to_be_is_said_with_its_bounds_and_how_it_is_written() {
    let cannot = "The recorded value cannot be read.";
    for (answers, question, message, hint) in [
        (
            serde_json::json!({ "agreed_visit_weeks": 60 }),
            "agreed_visit_weeks",
            "“Weeks between visits in the plan” must be a number from 1 to 52.",
            None,
        ),
        (
            serde_json::json!({ "agreed_visit_weeks": "six" }),
            "agreed_visit_weeks",
            "“Weeks between visits in the plan” must be a number from 1 to 52.",
            None,
        ),
        (
            serde_json::json!({ "visit_date": "02/03/2026" }),
            "visit_date",
            "“Visit date” must be a real date.",
            Some("In a record it is written as 2026-03-02."),
        ),
        (
            serde_json::json!({ "legal_status": "Section 20" }),
            "legal_status",
            "“Legal status” must be one of the options of the question.",
            Some("In a record the nearest option is written as section_20."),
        ),
        (
            serde_json::json!({ "legal_status": "unheard of" }),
            "legal_status",
            "“Legal status” must be one of the options of the question.",
            None,
        ),
    ] {
        let because: Vec<_> = [Some(cannot), hint].into_iter().flatten().map(str::to_owned).collect();
        assert_eq!(
            unreadable(&answers, question),
            (message.to_owned(), because),
            "{answers}"
        );
    }
}

#[test]
fn the_words_for_people_hold_the_message_its_reason_and_where_it_is_written_but_no_text_of_the_record() {
    let text = said(&wayhome(&["check", TODAY, "samples/visit-wrong.json"], ""));
    for wanted in [
        "The child was not spoken with alone",
        "Spoken with alone: no.",
        "[NEW-35, must; Visits to the child(ren)]",
    ] {
        assert!(text.contains(wanted), "{wanted} is not in:\n{text}");
    }
    let record: Json =
        serde_json::from_str(&std::fs::read_to_string(crate::run::root().join("samples/visit-wrong.json")).unwrap())
            .unwrap();
    for (question, answer) in record["answers"].as_object().unwrap() {
        if let Some(words) = answer.as_str().filter(|words| words.contains(' ')) {
            assert!(!text.contains(words), "the answer to {question} is in the report");
        }
    }
    assert!(
        text.lines().all(|line| line.chars().count() <= 100),
        "too wide to paste"
    );
}

#[test]
fn counting_working_days_where_bank_holidays_are_not_known_says_so() {
    let report = |record: &str| {
        serde_json::from_str::<Json>(&said(&wayhome(&["check", "--format=json", TODAY], record))).unwrap()
    };
    let early = r#"{"procedure":"newcastle","form":"decision","answers":{"legal_status":"section_20","date_of_birth":"2016-01-01","looked_after_start":"2018-12-10","decision_date":"2019-01-20"}}"#;
    let law = &report(early)["approvals"][1];
    assert_eq!(law["state"], "decided");
    assert!(
        law["warnings"][0]
            .as_str()
            .unwrap()
            .contains("from 1 January 2019 to 31 December 2028"),
        "{law}"
    );
    let within = early
        .replace("2018-12-10", "2019-01-02")
        .replace("2019-01-20", "2019-02-20");
    assert!(report(&within)["approvals"][1].get("warnings").is_none());
    let late = r#"{"procedure":"nutshell","form":"review","answers":{"delayed_by_drift":true,"nutshell.issue_resolution_started":true,"issue_raised_date":"2028-12-20"}}"#;
    let due = report(late)["deadlines"]
        .as_array()
        .unwrap()
        .iter()
        .find(|due| due["id"] == "NUT-18")
        .unwrap()
        .clone();
    assert_eq!(due["due"], "2029-01-19");
    assert!(
        due["counted"].as_str().unwrap().starts_with("20 working days (30 days"),
        "{due}"
    );
    assert!(
        due["warnings"][0].as_str().unwrap().contains("31 December 2028"),
        "{due}"
    );
}

#[test]
fn a_day_recorded_as_done_that_cannot_be_is_told() {
    let warned = |returned: &str, held: &str| {
        let record = format!(
            r#"{{"procedure":"newcastle","form":"review","answers":{{"actual_return_date":"{returned}","first_care_team_date":"{held}"}}}}"#
        );
        let report: Json = serde_json::from_str(&said(&wayhome(&["check", "--format=json", TODAY], &record))).unwrap();
        let deadlines = report["deadlines"].as_array().unwrap();
        let due = deadlines.iter().find(|due| due["id"] == "NEW-50").unwrap();
        assert_eq!(due["state"], "met");
        due["warnings"].to_string()
    };
    assert_eq!(warned("2026-02-20", "2026-03-02"), "null", "held today");
    assert!(warned("2026-02-20", "2026-03-03").contains("after the day of this check"));
    assert!(warned("2026-02-20", "2026-02-19").contains("before the day that this is counted from"));
}

#[test]
fn where_nothing_is_asked_nothing_is_called_complete() {
    let record = |status: &str, kind: &str| {
        format!(
            r#"{{"procedure":"northamptonshire","form":"visit","answers":{{"legal_status":"{status}","visit_kind":"{kind}","seen_alone":true,"welfare_safeguarded":true}}}}"#
        )
    };
    let told = |status: &str, kind: &str| said(&wayhome(&["check", TODAY], &record(status, kind)));
    let none = told("section_20", "after_return");
    assert!(
        none.contains("No rule of the procedure or the law applies") && !none.contains("Complete"),
        "{none}"
    );
    let some = told("care_order", "placement_with_parents");
    assert!(some.contains("Complete: nothing is left to do."), "{some}");
    // A deadline is asked for as well.
    let due = r#"{"procedure":"england","form":"review","answers":{"legal_status":"care_order","looked_after_start":"2024-01-01","review_kind":"statutory","statutory_review_number":3,"review_date":"2024-09-01","previous_review_date":"2024-05-01"}}"#;
    let due = said(&wayhome(&["check", TODAY], due));
    let head = "No rule asks for anything here. What is due stands below. 1 late and not";
    assert!(due.contains(head) && !due.contains("applies to what"), "{due}");
}

#[test]
fn what_is_complete_and_was_late_says_both() {
    let record = r#"{"procedure":"northamptonshire","form":"visit","answers":{"legal_status":"care_order","legal_status_date":"2025-01-01","visit_kind":"placement_with_parents","return_to":"parent","actual_return_date":"2025-05-01","seen_alone":true,"welfare_safeguarded":true,"placed_before_assessment":false,"first_review_held":true,"previous_visit_date":"2026-01-01","visit_date":"2026-03-01"}}"#;
    let told = |today: &str| {
        let told = said(&wayhome(&["check", today], record));
        told.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let done = told(TODAY);
    assert!(done.contains("Complete: nothing is left to do. 1 done late."), "{done}");
    assert!(done.contains("Done late: was due by 12 February 2026"), "{done}");
    // A visit that is still to come has not been made late.
    let planned = told("--today=2026-02-20");
    assert!(planned.contains("nothing is left to do. 1 planned late."), "{planned}");
    assert!(planned.contains("Planned late: due by 12 February 2026"), "{planned}");
    // The next visit is late, and no answer of this record says that it was made: something is left to do.
    let next = told("--today=2026-11-01");
    let head = "This record is complete. 1 late and not recorded here as done, 1 done late.";
    assert!(next.contains(head) && !next.contains("nothing is left"), "{next}");
}

#[test]
fn who_approves_names_the_row_beneath_and_who_is_to_be_told() {
    let told = |procedure: &str, answers: &str| {
        let record = format!(
            r#"{{"procedure":"{procedure}","form":"decision","answers":{{{answers},"legal_status":"section_20","looked_after_start":"2025-05-01","decision_date":"2026-03-02"}}}}"#
        );
        said(&wayhome(&["check", TODAY], &record))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let both = told("tees", r#""date_of_birth":"2009-05-01""#);
    let beneath =
        "TEE-09 applies as well: the Nominated Officer or Assistant Director. TEE-10 is more specific, and decides.";
    assert!(both.contains(beneath), "{both}");
    let one = told("tees", r#""date_of_birth":"2015-05-01""#);
    assert!(!one.contains("applies as well"), "{one}");
    let notified = told("nutshell", r#""date_of_birth":"2015-05-01""#);
    assert!(notified.contains("To be told: the Assistant Director."), "{notified}");
}
