//! Any bytes as a record of Newcastle's forms: read, checked answer by answer and whole, never a panic, and both the same.
#![no_main]

use std::sync::Arc;

use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use wayhome_engine::{Record, Session, check};

fuzz_target!(|bytes: &[u8]| {
    let Ok(record) = Record::parse(bytes) else { return };
    let form = ["visit", "decision", "plan", "unplanned", "review"][bytes.len() % 5];
    let (Ok(plan), Some(today)) = (wayhome_procedures::plan("newcastle", form), NaiveDate::from_ymd_opt(2026, 3, 2)) else { return };
    let mut session = Session::new(Arc::clone(&plan), today);
    for (question, answer) in &record.answers {
        session.set(question, answer.clone());
    }
    let record = Record { id: None, ..record };
    assert_eq!(session.report(), check(&plan, today, record));
});
