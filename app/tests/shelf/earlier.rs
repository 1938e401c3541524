//! What earlier versions kept. `kept/` has documents of each version in the shape in which it wrote them. None is ever written anew: when the
//! keys change, [`format::VERSION`] is one more, and there is one file more.

use std::collections::{BTreeMap, BTreeSet};

use app::shelf::format::{self, Content};
use app::shelf::{Carried, Child, Document, Entry, Letter, Library, Mark};
use serde_json::{Map, Value as Json, json};
use wayhome_engine::Truth;
use wayhome_export::{LeftOut, Replaced};
use wayhome_outbox::{Item, Problem, State};

use crate::made::{at, entry, sign_off};

const KEPT: [(u32, &str); 2] = [
    (1, include_str!("kept/version-1.json")),
    (2, include_str!("kept/version-2.json")),
];

fn documents(kept: &str) -> Vec<Document> {
    let bodies: Vec<Json> = serde_json::from_str(kept).unwrap();
    let document = |body: Json| Document {
        id: body.get("id").and_then(Json::as_str).unwrap().to_owned(),
        body: body.to_string().into_bytes(),
    };
    bodies.into_iter().map(document).collect()
}

#[test]
fn what_every_version_kept_opens_to_be_written_on() {
    for (version, kept) in KEPT {
        let documents = documents(kept);
        let library = Library::read(&documents);
        assert_eq!(library.unread(), [], "{version}");
        assert_eq!((library.children().len(), library.entries().len()), (1, 4));
        assert!(library.entries().iter().all(|entry| !entry.read_only), "{version}");
        let entry = |id: &str| library.entry(id).unwrap();
        assert_eq!(entry("e-1").signed.as_ref().unwrap().open, 3);
        assert_eq!(library.newer("e-1").map(|newer| newer.id.as_str()), Some("e-2"));
        assert!(entry("e-2").carried["visited_by"].checked && !entry("e-1").came_signed);
        assert!(entry("e-3").came_signed && entry("e-4").exercise);
        assert_eq!(entry("e-3").left_out[0].question, "child_name");
        for Document { id, body } in documents {
            let again = library.document(&id).unwrap().unwrap();
            let [was, is] = [body, again.body].map(|body| serde_json::from_slice::<Json>(&body).unwrap());
            let lost = keys(&was).difference(&keys(&is)).next().cloned();
            assert_eq!(lost, None, "{version}: {id}");
            if version == format::VERSION {
                assert_eq!(is, was);
            }
        }
    }
}

#[test]
fn a_letter_of_every_version_is_as_it_was_and_what_may_have_arrived_is_known() {
    for (version, kept) in KEPT {
        let library = Library::read(&documents(kept));
        for (id, under_way, may) in [
            ("prepared", true, false),
            ("waiting", true, false),
            ("no-answer", true, true),
            ("fault", true, true),
            ("later", true, false),
            ("sending", true, false),
            ("refused", true, false),
            ("delivered", false, false),
            ("taken-back", false, true),
        ] {
            let letter = library.letter(id).unwrap();
            let is = (letter.is_under_way(), letter.may_have_arrived());
            assert_eq!(is, (under_way, may), "{version}: {id}");
            assert_eq!(letter.given_up().may_have_arrived(), may || id == "sending");
        }
        let taken_back = library.letter("taken-back").unwrap();
        assert!(taken_back.is_taken_back());
        assert_eq!(taken_back.item.state, State::TakenBack);
        assert_eq!(
            taken_back.tapped(9).item.state,
            State::TakenBack,
            "nothing empty is sent"
        );
    }
}

/// An entry with everything that one can have: whoever adds a field has to say it here.
fn full_entry() -> Entry {
    let mut signed = sign_off();
    let young = signed.young_person.as_mut().unwrap();
    young.mark = Mark::Drawn("M1 2L3 4".to_owned());
    let carried = Carried {
        form: "visit".to_owned(),
        on: signed.on,
        sibling: false,
        checked: true,
    };
    Entry {
        id: "e".to_owned(),
        child: Some("c".to_owned()),
        created: at("2026-03-01"),
        edited: at("2026-03-01"),
        opened: Some(at("2026-03-01")),
        record: entry("e", "c", "visit", "2026-03-01", json!({ "a": { "b": 1 } })).record,
        carried: BTreeMap::from([("visited_by".to_owned(), carried)]),
        signed: Some(signed),
        came_signed: true,
        replaces: Some("d".to_owned()),
        earlier: Some(Replaced {
            id: "d".to_owned(),
            signed_on: Some(sign_off().on),
        }),
        left_out: vec![LeftOut {
            question: "child_name".to_owned(),
            name: "Child’s name".to_owned(),
            asked: Truth::No,
        }],
        exercise: true,
        read_only: false,
    }
}

/// The same of something to be sent.
fn full_letter(state: State) -> Letter {
    Letter {
        id: "k".to_owned(),
        record: "e".to_owned(),
        to: "https://case.example/records".to_owned(),
        to_name: "Harbour".to_owned(),
        created: at("2026-03-01"),
        item: Item {
            key: "k".to_owned(),
            name: "Home visit".to_owned(),
            content_type: "application/json".to_owned(),
            body: "{}".to_owned(),
            state,
            tries: 1,
            problem: Some(Problem::Later { status: 503 }),
            may_have_arrived: true,
        },
        put_away: true,
    }
}

fn keys(document: &Json) -> BTreeSet<String> {
    let mut document: Map<String, Json> = document.as_object().unwrap().clone();
    for head in ["wayhome_document", "kind", "record"] {
        document.remove(head);
    }
    format::keys(&document)
}

/// A key that is new or gone needs a new version, as does one that means something else: a version that does not know it would lose it.
#[test]
fn no_key_changes_and_the_version_does_not() {
    let child = Child {
        id: "c".to_owned(),
        reference: "R-1".to_owned(),
        procedure: "newcastle".to_owned(),
        created: at("2026-03-01"),
    };
    let states = [
        State::Waiting { until: 5 },
        State::Sending { since: 5 },
        State::Delivered { on: 5 },
        State::Refused { status: 401 },
    ];
    let letters = states.map(|state| format::letter(&full_letter(state)).unwrap());
    let written = [format::child(&child).unwrap(), format::record(&full_entry()).unwrap()];
    let written = written.into_iter().chain(letters);
    let (_, kept) = KEPT.into_iter().next_back().unwrap();
    for documents in [written.collect(), documents(kept)] {
        let mut by_kind: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for Document { body, .. } in documents {
            let body: Json = serde_json::from_slice(&body).unwrap();
            assert_eq!(body["wayhome_document"], json!(format::VERSION));
            let kind = body["kind"].as_str().unwrap().to_owned();
            by_kind.entry(kind).or_default().extend(keys(&body));
        }
        for (kind, known) in format::KEYS {
            let known = known.iter().map(|key| (*key).to_owned()).collect();
            assert_eq!(by_kind.remove(kind), Some(known), "{kind}");
        }
    }
}

#[test]
fn what_has_a_key_that_this_version_does_not_know_is_never_written() {
    let (_, kept) = KEPT.into_iter().next_back().unwrap();
    for Document { id, body } in documents(kept) {
        let mut body: Json = serde_json::from_slice(&body).unwrap();
        let within = if body["kind"] == json!("letter") { "/item" } else { "" };
        body.pointer_mut(within).unwrap()["of_later"] = json!(true);
        let body = body.to_string().into_bytes();
        match format::open(&Document { id, body }) {
            Ok(Content::Record(entry)) => assert!(entry.read_only && !entry.is_open()),
            opened => assert_eq!(opened, Err(format::FormatError::Newer)),
        }
    }
}
