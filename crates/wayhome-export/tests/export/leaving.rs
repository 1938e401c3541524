//! What the app's own ways out carry is in them, and what they lose is said.

use serde_json::json;
use wayhome_engine::{Record, Session};
use wayhome_export::{
    Document, GroupKind, Losses, Outgoing, Target, beside, case_note, case_note_losses, document_losses, due_words,
    is_late, paper_losses, saved_losses, saved_record, told,
};

/// A visit with a reason, an answer that is left out, one that the form does not ask, and an id.
fn visit() -> Session {
    let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
    let mut record = Record::new("newcastle", "visit");
    record.id = Some("made-up-1".to_owned());
    let mut session = Session::open(plan, "2026-03-02".parse().unwrap(), record);
    for (question, answer) in [
        ("visit_date", json!("2026-03-01")),
        ("seen_alone", json!(false)),
        ("not_alone_reason", json!("child_refused")),
        ("bedroom_seen", json!(true)),
        ("bedroom_not_seen_detail", json!("The door was locked.")),
        ("plan_outcomes", json!("Home by Easter.")),
    ] {
        session.set(question, answer);
    }
    session
}

fn lost(losses: &Losses) -> Vec<&str> {
    losses.lost.iter().map(|loss| loss.what.as_str()).collect()
}

#[test]
fn paper_carries_the_answers_and_says_what_of_the_report_it_does_not_show() {
    let session = visit();
    let outgoing = Outgoing::new(&session).exercise(true);
    let losses = paper_losses(&outgoing);
    assert!(
        outgoing
            .summary
            .left_out
            .iter()
            .any(|line| line.question == "bedroom_not_seen_detail")
    );
    for carried in [
        "visit_date",
        "bedroom_not_seen_detail",
        "training",
        "signed",
        "report.cautions",
    ] {
        assert!(!lost(&losses).contains(&carried), "{carried}");
    }
    for gone in [
        "id",
        "report.outcome",
        "report.findings",
        "report.approvals",
        "reasons",
        "made_with",
    ] {
        assert_eq!(
            lost(&losses).contains(&gone),
            gone != "report.approvals",
            "{gone}: a visit asks for no approval"
        );
    }
    assert!(lost(&losses).contains(&"plan_outcomes"));
}

#[test]
fn a_case_note_leaves_out_what_it_says_and_nothing_else() {
    let session = visit();
    let outgoing = Outgoing::new(&session).exercise(true);
    let (note, losses) = (case_note(&outgoing), case_note_losses(&outgoing));
    assert!(
        note.starts_with("TRAINING: AN EXERCISE, ABOUT NOBODY\n\nHOME VISIT\n"),
        "{note}"
    );
    assert!(note.contains("Bedroom seen: Yes\n") && !note.contains("The door was locked."));
    assert!(!note.contains("made-up-1") && !note.contains("Home by Easter."));
    for gone in [
        "id",
        "report.outcome",
        "bedroom_not_seen_detail",
        "plan_outcomes",
        "report.findings",
    ] {
        assert!(lost(&losses).contains(&gone), "{gone}");
    }
    for carried in ["visit_date", "bedroom_seen", "training"] {
        assert!(!lost(&losses).contains(&carried), "{carried}");
    }
}

#[test]
fn a_case_note_says_how_both_have_signed() {
    let (session, signed) = (visit(), crate::record::signed());
    let outgoing = Outgoing::new(&session).signed_by(Some(&signed));
    let note = case_note(&outgoing);
    assert!(
        note.contains("Sam <Sample> signed by hand.\nRobin Example agreed verbally.\n"),
        "{note}"
    );
    // The drawing is not in the text, nor the edition of the procedure that was signed under.
    let losses = case_note_losses(&outgoing);
    let reduced: Vec<_> = losses.lost.iter().filter(|loss| loss.what == "signed").collect();
    let [drawn, edition] = reduced[..] else {
        panic!("{losses:?}")
    };
    assert!(drawn.message.contains("without the drawing") && edition.message.contains("without the edition"));
    let mut typed = signed.clone();
    typed.by.mark = wayhome_export::Mark::Typed;
    typed.procedure_hash.clone_from(&session.plan().procedure().hash);
    let outgoing = Outgoing::new(&session).signed_by(Some(&typed));
    for losses in [case_note_losses(&outgoing), paper_losses(&outgoing)] {
        assert!(!lost(&losses).contains(&"signed"), "{losses:?}");
    }
    typed.law_hash = Some("another".to_owned());
    let losses = case_note_losses(&Outgoing::new(&session).signed_by(Some(&typed)));
    assert!(lost(&losses).contains(&"signed"), "{losses:?}");
}

/// On paper, what was late stands in sentences of a list: no word of them is in capitals.
#[test]
fn a_signed_print_says_what_was_late_and_that_nothing_else_of_what_is_due_is_on_it() {
    let mut session = visit();
    for (question, answer) in [
        ("legal_status", "care_order"),
        ("legal_status_date", "2025-01-01"),
        ("return_to", "parent"),
        ("actual_return_date", "2025-11-01"),
        ("visit_date", "2026-01-05"),
    ] {
        session.set(question, json!(answer));
    }
    let signed = crate::record::signed();
    let due = |losses: Losses| {
        losses
            .lost
            .into_iter()
            .find(|loss| loss.what == "report.deadlines")
            .unwrap()
    };
    assert_eq!(
        due(paper_losses(&Outgoing::new(&session))).message,
        "What is due when: not printed."
    );
    let outgoing = Outgoing::new(&session).signed_by(Some(&signed));
    assert_eq!(
        due(paper_losses(&outgoing)).message,
        "What is due when: only what was late is printed."
    );
    let late: Vec<_> = outgoing.report.deadlines.iter().filter(|due| is_late(due)).collect();
    let words: Vec<_> = late.iter().filter_map(|due| due_words(due)).collect();
    assert!(
        words
            .iter()
            .any(|words| words.contains(". Late: was due by 16 February 2026 (")),
        "{words:?}"
    );
}

/// Everything in the details of a group is lost to a note, and nothing in its text.
#[test]
fn a_case_note_keeps_how_a_date_is_counted_and_loses_what_stands_beside_it() {
    let session = crate::record::sample("visit-complete");
    let outgoing = Outgoing::new(&session);
    let note = case_note(&outgoing);
    let told = told(session.plan(), &outgoing.report);
    let dates = told
        .groups
        .iter()
        .find(|group| group.kind == GroupKind::Deadlines)
        .unwrap();
    assert!(dates.items.iter().all(|item| note.contains(&item.text)), "{note}");
    assert!(
        outgoing
            .report
            .deadlines
            .iter()
            .any(|due| due.counted.as_ref().is_some_and(|how| note.contains(how)))
    );
    let beside: Vec<_> = dates.items.iter().flat_map(|item| &item.details).collect();
    assert!(
        !beside.is_empty() && !beside.iter().any(|detail| note.contains(*detail)),
        "{beside:?}"
    );
    let losses = case_note_losses(&outgoing);
    let due = losses.lost.iter().find(|loss| loss.what == "report.deadlines").unwrap();
    assert_eq!(
        due.message,
        "What is due when: without what to be careful about, how they stand to the law, and those that do not apply or cannot be told."
    );
}

#[test]
fn the_saved_file_keeps_every_answer() {
    let session = visit();
    let outgoing = Outgoing::new(&session);
    let losses = saved_losses(&outgoing);
    assert_eq!(lost(&losses), [""; 0]);
    let saved = saved_record(&outgoing).unwrap();
    let opened = Record::parse(saved.as_bytes()).unwrap();
    assert_eq!(opened, session.record());
    assert!(saved.contains("The door was locked.") && saved.contains("Home by Easter."));
    assert!(saved.contains("\"reasons\"") && !saved.contains("sha256") && !saved.contains("left_out"));
}

#[test]
fn no_loss_quotes_an_answer() {
    let session = visit();
    let outgoing = Outgoing::new(&session);
    for losses in [
        paper_losses(&outgoing),
        case_note_losses(&outgoing),
        saved_losses(&outgoing),
    ] {
        let text = losses.text();
        assert!(!text.contains("locked") && !text.contains("Easter"), "{text}");
    }
}

/// Whoever opens an export that others made is told what is not in it, and by which editions it was checked.
#[test]
fn an_export_says_what_it_left_out_and_by_which_editions_it_was_made() {
    let mut session = visit();
    session.set("seen_alone", true.into());
    session.set("not_alone_reason", "unable".into());
    let outgoing = Outgoing::new(&session);
    let document = Document::new(&outgoing);
    let text = document.text().unwrap();
    let left_out = document.left_out.clone();
    assert!(!left_out.is_empty());
    assert_eq!(beside(text.as_bytes()).unwrap().left_out, left_out);
    let floor = document.made_with.floor.map(|floor| floor.hash);
    assert!(floor.is_some());
    assert_eq!(
        beside(text.as_bytes()).unwrap().made_with,
        [Some(document.made_with.procedure_hash), floor]
    );
    // A file that the app saved has every answer.
    let saved = saved_record(&outgoing).unwrap();
    assert_eq!(beside(saved.as_bytes()).unwrap().left_out, []);
    // What says something else there is no list of names, and no reason to refuse a record.
    for other in [
        r#"{"left_out":7,"made_with":7}"#,
        r#"{"left_out":[{"name":7},"a"],"made_with":{"floor":{}}}"#,
        "{}",
    ] {
        let other = beside(other.as_bytes()).unwrap();
        assert_eq!((other.left_out, other.made_with), (Vec::new(), [None, None]));
    }
}

/// Of a file that Wayhome wrote everything is known; of another, what it says beside a record is carried by no target.
#[test]
fn a_field_that_no_record_has_is_lost_and_named() {
    let session = visit();
    let signed = crate::record::signed();
    let outgoing = Outgoing::new(&session).exercise(true).signed_by(Some(&signed));
    let document = Document::new(&outgoing).text().unwrap();
    for known in [document.as_str(), &saved_record(&outgoing).unwrap()] {
        assert_eq!(beside(known.as_bytes()).unwrap().other, [""; 0], "{known}");
    }
    let file = br#"{"procedure":"newcastle","form":"visit","answers":{},"notes":"kept by Jo","visit_date":1,"Jo Example's":{}}"#;
    let other = beside(file).unwrap().other;
    let outgoing = Outgoing::new(&session).leaving_aside(&other);
    for (target, named) in Target::NAMED {
        let losses = named.export(&outgoing).unwrap().losses;
        let messages: Vec<_> = losses.lost.iter().map(|loss| loss.message.as_str()).collect();
        let said: Vec<_> = messages
            .iter()
            .filter(|said| said.contains("of the record") || said.contains("record's field"))
            .collect();
        assert_eq!(said.len(), 3, "{target}: {messages:?}");
        assert!(
            said[1].starts_with("The record's field `notes`: no field in "),
            "{said:?}"
        );
        assert!(
            said[2].starts_with("The record's field `visit_date`: no field in "),
            "{said:?}"
        );
        assert!(said.iter().all(|said| !said.contains("Jo")), "{said:?}");
    }
    let many: Vec<String> = (0..22).map(|number| format!("field_{number}")).collect();
    let losses = document_losses(&Outgoing::new(&session).leaving_aside(&many)).text();
    assert!(
        losses.contains("- 2 more fields of the record: no field in"),
        "{losses}"
    );
}
