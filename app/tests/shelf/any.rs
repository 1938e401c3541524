//! What holds of any records.

use app::shelf::format::{self, Content};
use app::shelf::{CARRIED, Entry, Source};
use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};

use crate::made::{at, entry, library, plan, sign_off};
use crate::shelved::fresh;

fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i32>().prop_map(Json::from),
        ".{0,12}".prop_map(Json::from),
        (2020..2030i32, 1..13u32, 1..29u32).prop_map(|(y, m, d)| json!(format!("{y}-{m:02}-{d:02}"))),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| prop::collection::vec(inner, 0..3).prop_map(Json::from))
}

fn any_entry(id: usize) -> impl Strategy<Value = Entry> {
    let questions: Vec<&str> = CARRIED
        .iter()
        .flat_map(|carry| [carry.from, carry.to])
        .chain(["review_kind"])
        .collect();
    let answers = prop::collection::btree_map(prop::sample::select(questions), any_json(), 0..12);
    let forms = prop::sample::select(vec!["visit", "plan", "review", "decision"]);
    let children = prop::sample::select(vec!["c1", "c2"]);
    (answers, forms, children, 1..28u32, any::<bool>()).prop_map(move |(answers, form, child, day, signed)| {
        let answers: Map<_, _> = answers
            .into_iter()
            .map(|(id, answer)| (id.to_owned(), answer))
            .collect();
        let mut made = entry(
            &format!("e{id}"),
            child,
            form,
            &format!("2026-02-{day:02}"),
            Json::Object(answers),
        );
        made.signed = signed.then(sign_off);
        made
    })
}

fn any_entries() -> impl Strategy<Value = Vec<Entry>> {
    (any_entry(0), any_entry(1), any_entry(2), any_entry(3)).prop_map(|(a, b, c, d)| vec![a, b, c, d])
}

/// Is an answer as it stands in the earlier record? From a brother's or sister's, but for how people are related to the child.
fn same(before: Option<&Json>, now: &Json, sibling: bool) -> bool {
    let mut before = before.cloned();
    let people = before.as_mut().filter(|_| sibling).and_then(Json::as_array_mut);
    for person in people.into_iter().flatten().filter_map(Json::as_object_mut) {
        person.remove("relationship");
    }
    before.as_ref() == Some(now)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_kept_is_what_is_opened(entries in any_entries()) {
        for entry in entries {
            prop_assert_eq!(format::open(&format::record(&entry).unwrap()), Ok(Content::Record(Box::new(entry))));
        }
    }

    #[test]
    fn carrying_never_invents_an_answer(entries in any_entries(), form in prop::sample::select(vec!["visit", "review", "plan"]), sibling in any::<bool>()) {
        let library = library(entries.clone());
        let source = if sibling { Source::Sibling { child: "c1", entry: "e0" } } else { Source::Child("c1") };
        let new = library.begin(fresh("new", at("2026-03-20")), &plan(form), source);
        for (question, answer) in &new.record.answers {
            if question == "child_reference" {
                prop_assert_eq!(answer, &json!("R-2041"));
                prop_assert!(!new.carried.contains_key(question));
                continue;
            }
            let carried = &new.carried[question];
            let from = entries.iter().find(|entry| {
                entry.record.form == carried.form
                    && (entry.child.as_deref() == Some("c1") || (carried.sibling && entry.id == "e0"))
                    && CARRIED.iter().any(|carry| carry.to == question && same(entry.record.answers.get(carry.from), answer, carried.sibling))
            });
            prop_assert!(from.is_some(), "{question}");
            prop_assert!(!answer.is_null());
        }
        prop_assert!(new.carried.keys().all(|question| new.record.answers.contains_key(question)));
    }
}
