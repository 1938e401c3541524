//! Wayhome JSON.

use proptest::prelude::*;
use serde_json::{Value as Json, json};
use wayhome_engine::{Record, Session, State};
use wayhome_export::{Document, ImportError, Outgoing, document_losses, import};

use crate::random::session;
use crate::record::{self, sample, signed};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_imported_equals_what_was_exported(session in session(), training in any::<bool>()) {
        let signed = signed();
        let outgoing = Outgoing::new(&session).exercise(training).signed_by(training.then_some(&signed));
        let document = Document::new(&outgoing);
        // As they are written: which answer a finding turned on is for screens, and in no file.
        let written = |document: &Document| serde_json::to_value(document).unwrap();
        let imported = import(document.text().unwrap().as_bytes());
        prop_assert_eq!(imported.as_ref().map(written), Ok(written(&document)));
        // The file is a record, too, and keys in another order or other white space are the same document.
        let text = serde_json::to_string(&document).unwrap();
        prop_assert_eq!(Record::parse(text.as_bytes()).unwrap(), document.record());
        let again = import(text.as_bytes());
        prop_assert_eq!(again.as_ref().map(written), Ok(written(&document)));
    }

    #[test]
    fn only_answers_to_questions_that_are_not_asked_are_left_out(session in session()) {
        let outgoing = Outgoing::new(&session);
        let document = Document::new(&outgoing);
        let mut whole = document.answers.clone();
        for left in &document.left_out {
            prop_assert!(session.asked(&left.question).is_some_and(|asked| !asked.is_yes()), "{}", left.question);
            prop_assert!(!whole.contains_key(&left.question));
            whole.insert(left.question.clone(), session.answers()[&left.question].clone());
        }
        prop_assert_eq!(&whole, session.answers());
        let lost: Vec<_> = document_losses(&outgoing).lost.into_iter().map(|loss| loss.what).collect();
        let left_out: Vec<_> = document.left_out.iter().map(|left| left.question.clone()).collect();
        prop_assert_eq!(lost, left_out);
    }

    #[test]
    fn what_is_left_out_changes_no_approver_and_no_deadline(session in session()) {
        let document = Document::new(&Outgoing::new(&session));
        let again = Session::open(session.plan().clone(), session.today(), document.record()).report();
        prop_assert_eq!(again.approvals, document.report.approvals);
        prop_assert_eq!(again.deadlines, document.report.deadlines);
    }
}

fn changed(change: impl FnOnce(&mut Json)) -> Result<Document, ImportError> {
    let session = sample("visit-complete");
    let mut document = serde_json::to_value(Document::new(&Outgoing::new(&session))).unwrap();
    change(&mut document);
    import(document.to_string().as_bytes())
}

#[test]
fn any_change_is_noticed() {
    assert!(changed(|_| ()).is_ok());
    assert_eq!(
        changed(|file| file["answers"]["seen_alone"] = json!(false)),
        Err(ImportError::Changed)
    );
    assert_eq!(
        changed(|file| file["training"] = json!(true)),
        Err(ImportError::Changed)
    );
    assert_eq!(
        changed(|file| file["report"]["today"] = json!("2026-03-03")),
        Err(ImportError::Changed)
    );
    assert_eq!(changed(|file| file["sha256"] = json!("0")), Err(ImportError::Changed));
    // What no export has means nothing here, and may to whoever reads the file next.
    assert_eq!(
        changed(|file| file["report"]["note"] = json!("Jo Boss approved")),
        Err(ImportError::Changed)
    );
    assert_eq!(
        changed(|file| file["report"]["today"] = json!("2026-3-2")),
        Err(ImportError::Changed)
    );
}

#[test]
fn what_is_no_export_is_refused_with_a_reason_that_quotes_no_answer() {
    let says = |result: Result<Document, ImportError>| result.unwrap_err().to_string();
    let missing = says(changed(|file| {
        file.as_object_mut().unwrap().remove("made_with");
    }));
    assert!(missing.contains("`made_with` is missing"), "{missing}");
    let more = says(changed(|file| file["Robin"] = json!("Example")));
    assert!(!more.contains("Robin"), "{more}");
    let draft = says(changed(|file| {
        file.as_object_mut().unwrap().remove("sha256");
    }));
    assert!(draft.contains("no hash"), "{draft}");
    assert!(says(changed(|file| file["wayhome"] = json!(9))).contains("update Wayhome"));
    assert!(says(import(b"[]")).contains("cannot be read"));
}

#[test]
fn the_reason_for_what_is_not_as_asked_stands_in_words() {
    let answers = json!({ "visit_kind": "placement_with_parents", "legal_status": "care_order", "return_to": "parent", "child_seen": true,
        "seen_alone": false, "not_alone_reason": "child_refused", "not_alone_detail": "Robin hid. We try again on Monday." });
    let session = record::session("newcastle", "visit", &answers);
    let document = Document::new(&Outgoing::new(&session));
    let explained = document
        .report
        .findings
        .iter()
        .filter(|finding| finding.state == State::Explained);
    assert_eq!(document.reasons.len(), explained.count());
    let reason = document
        .reasons
        .iter()
        .find(|reason| reason.rule == "NEW-35")
        .expect("a reason for NEW-35");
    assert!(reason.answers.contains(&"not_alone_reason".to_owned()), "{reason:?}");
    assert!(
        reason.words.iter().any(|words| words.starts_with("Reason for not")),
        "{reason:?}"
    );
}

#[test]
fn what_would_have_explained_a_part_that_is_met_is_no_reason() {
    // The check is of another kind than the document names, which its kind explains; it came in time, so that nothing had to wait for it.
    let answers = json!({ "decision_date": "2026-03-02", "return_kind": "unplanned", "household": [{ "name": "Alex Example",
        "date_of_birth": "1988-04-30", "check_kind": "police", "check_outcome": "clear", "check_date": "2026-03-01" }] });
    let reasons = |answers: &Json| {
        let session = record::session("nutshell", "decision", answers);
        let reasons = Outgoing::new(&session).reasons();
        let reason = reasons.into_iter().find(|reason| reason.rule == "NUT-06");
        reason.expect("a reason for NUT-06").answers
    };
    let found = reasons(&answers);
    assert!(found.contains(&"household".to_owned()), "{found:?}");
    assert!(!found.contains(&"return_kind".to_owned()), "{found:?}");
    let mut late = answers;
    late["household"][0]["check_date"] = json!("2026-03-03");
    let found = reasons(&late);
    assert!(found.contains(&"return_kind".to_owned()), "{found:?}");
}

#[test]
fn the_hash_is_over_the_canonical_bytes() {
    let session = sample("visit-complete");
    let document = Document::new(&Outgoing::new(&session));
    let canonical = String::from_utf8(document.canonical().unwrap()).unwrap();
    assert!(
        canonical.starts_with(r#"{"answers":{"actual_return_date":"2025-12-15","#),
        "{canonical}"
    );
    assert!(!canonical.contains("sha256"));
}
