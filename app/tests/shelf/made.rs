//! Entries and libraries as the tests need them.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::shelf::{Child, Entry, Library, Mark, Party, SignOff, Source};
use chrono::{NaiveDate, NaiveDateTime};
use serde_json::Value as Json;
use wayhome_engine::{Plan, Record};

use crate::shelved::fresh;

pub(crate) fn at(day: &str) -> NaiveDateTime {
    day.parse::<NaiveDate>().unwrap().and_hms_opt(14, 2, 0).unwrap()
}

pub(crate) fn plan(form: &str) -> Arc<Plan> {
    wayhome_procedures::plan("newcastle", form).unwrap()
}

pub(crate) fn entry(id: &str, child: &str, form: &str, created: &str, answers: Json) -> Entry {
    let mut record = Record::new("newcastle", form);
    if let Json::Object(answers) = answers {
        record.answers = answers;
    }
    Entry {
        id: id.to_owned(),
        child: Some(child.to_owned()),
        created: at(created),
        edited: at(created),
        opened: None,
        record,
        carried: BTreeMap::default(),
        signed: None,
        came_signed: false,
        replaces: None,
        earlier: None,
        left_out: Vec::new(),
        exercise: false,
        read_only: false,
    }
}

pub(crate) fn library(entries: impl IntoIterator<Item = Entry>) -> Library {
    let mut library = Library::default();
    for (id, reference) in [("c1", "R-2041"), ("c2", "R-2042")] {
        library.put_child(Child::new(fresh(id, at("2026-01-01")), reference, "newcastle"));
    }
    for entry in entries {
        library.put(entry);
    }
    library
}

pub(crate) fn begun(library: &Library, form: &str) -> Entry {
    library.begin(fresh("new", at("2026-03-20")), &plan(form), Source::Child("c1"))
}

pub(crate) fn sign_off() -> SignOff {
    SignOff {
        on: "2026-02-01".parse().unwrap(),
        by: Party {
            name: "A. Worker".to_owned(),
            mark: Mark::Drawn("M1 2L3 4".to_owned()),
        },
        role: "Social worker".to_owned(),
        young_person: Some(Party {
            name: "Robin".to_owned(),
            mark: Mark::Declined,
        }),
        open: 3,
        procedure_hash: "abc".to_owned(),
        law_hash: Some("def".to_owned()),
    }
}
