//! Records answered by hand.

use serde_json::{Value as Json, json};
use wayhome_engine::{Record, Session};
use wayhome_export::SignOff;

use crate::random::TODAY;

/// A record of a form of a procedure with these answers.
pub(crate) fn session(procedure: &str, form: &str, answers: &Json) -> Session {
    let plan = wayhome_procedures::plan(procedure, form).unwrap();
    let mut record = Record::new(procedure, form);
    record.id = Some("by-hand".to_owned());
    record.answers.clone_from(answers.as_object().unwrap());
    Session::open(plan, TODAY.parse().unwrap(), record)
}

/// One of the samples.
pub(crate) fn sample(name: &str) -> Session {
    let bytes: &[u8] = match name {
        "visit-complete" => include_bytes!("../../../../samples/visit-complete.json"),
        _ => panic!("there is no sample {name}"),
    };
    let record = Record::parse(bytes).unwrap();
    let plan = wayhome_procedures::plan(&record.procedure, &record.form).unwrap();
    Session::open(plan, TODAY.parse().unwrap(), record)
}

/// Somebody's signature.
pub(crate) fn signed() -> SignOff {
    let signed = json!({ "on": "2026-03-02", "by": { "name": "Sam <Sample>", "mark": { "drawn": "M1 2L3 4" } }, "role": "Social worker",
        "young_person": { "name": "Robin Example", "mark": "agreed_verbally" }, "open": 2, "procedure_hash": "x" });
    serde_json::from_value(signed).unwrap()
}
