//! The conformance cases once more, in a browser: it agrees with the command line byte for byte of what they check.
#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "the whole file is test code, helpers included"
)]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use wayhome_conformance::cases;
use wayhome_wasm::{Session, check, keep_procedure, procedures};

wasm_bindgen_test_configure!(run_in_browser);

fn keep_all() {
    for (id, compiled) in wayhome_procedures::compiled() {
        keep_procedure(id, compiled.as_bytes());
    }
}

#[wasm_bindgen_test]
fn every_case_comes_out_as_it_says() {
    keep_all();
    for (file, case) in cases().unwrap() {
        let record = serde_json::to_vec(&case.record().unwrap()).unwrap();
        let report = check(&record, &case.today).unwrap_or_else(|error| panic!("{}: {:?}", case.name, error.message()));
        let differences = case.differences(&serde_json::from_str(&report).unwrap());
        assert!(differences.is_empty(), "{file}: {}: {differences:?}", case.name);
    }
}

#[wasm_bindgen_test]
fn a_session_filled_in_answer_by_answer_reports_as_the_whole_record_does() {
    keep_all();
    for (_, case) in cases().unwrap() {
        let record = case.record().unwrap();
        let mut session = Session::new(&case.procedure, &case.form, &case.today).unwrap();
        for (question, answer) in &record.answers {
            session.set_json(question, &answer.to_string()).unwrap();
        }
        let whole = check(&serde_json::to_vec(&record).unwrap(), &case.today).unwrap();
        assert_eq!(session.report().unwrap(), whole, "{}", case.name);
    }
}

#[wasm_bindgen_test]
fn an_error_bears_a_code_and_says_what_to_do() {
    keep_all();
    let error = check(br#"{"procedure":"nowhere","form":"visit","answers":{}}"#, "2026-03-02").unwrap_err();
    let code = js_sys::Reflect::get(&error, &"code".into()).unwrap();
    assert_eq!(code.as_string().as_deref(), Some("procedure_unknown"));
    assert!(String::from(error.message()).contains("newcastle"));
    assert!(procedures().unwrap().contains(&"newcastle".to_owned()));
}
