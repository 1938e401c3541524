//! A scenario that is written in the app is a file that the command line takes.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is not there")]

use std::sync::Arc;

use serde_json::{Value as Json, json};
use wayhome_engine::{Plan, Record, Scenario};
use wayhome_language::Source;
use wayhome_training::{Draft, Opened, opened, scenario, shipped, text};

fn plan() -> Arc<Plan> {
    wayhome_procedures::plan("newcastle", "visit").unwrap()
}

fn messages(draft: &Draft) -> Vec<String> {
    draft
        .problems(&plan())
        .into_iter()
        .map(|problem| problem.message)
        .collect()
}

/// What `wayhome lint` says of the file.
fn lint(text: &str) -> Vec<String> {
    let source = Source::new("scenario.toml".to_owned(), text.to_owned());
    let found = wayhome_language::scenario(&source, &wayhome_procedures::procedure);
    found.err().map_or_else(Vec::new, |found| vec![found.render(&source)])
}

/// The model record of a scenario that ships, as a record of one's own.
fn begun() -> Draft {
    let model = scenario("not-seen-alone").unwrap().model_record();
    Draft::of_record(&model, "2026-03-02".parse().unwrap())
}

fn written() -> Draft {
    let mut draft = begun();
    draft.write("/title", "Not alone: a reason");
    draft.write("/shows", "A reason is an answer.");
    draft.write("/step/0/title", "At the door");
    draft.write("/step/0/tells", "Robin would rather play.");
    for question in ["seen_alone", "not_alone_reason"] {
        draft.tell(question, Some(0));
    }
    draft.expect("/model", &plan());
    let attempt = draft.add("/attempt");
    draft.write(&format!("{attempt}/title"), "No reason");
    draft.write(&format!("{attempt}/tells"), "The reason is missing.");
    assert!(draft.expects_nothing(&attempt));
    draft.answer_other(&attempt, "not_alone_reason", None);
    draft.answer_other(&attempt, "not_alone_detail", None);
    draft.write(&format!("{attempt}/right/0/says"), "Say why.");
    draft.expect(&attempt, &plan());
    let wording = draft.add("/model/wording");
    draft.write(&format!("{wording}/question"), "not_alone_detail");
    draft.write(&format!("{wording}/because"), "It says what was tried.");
    draft.write(
        &format!("{wording}/child_says"),
        "Not today. I want to finish my game with Ash.\n\n",
    );
    let discuss = draft.add("/discuss");
    draft.write(&format!("{discuss}/asks"), "What would you have done?");
    draft
}

#[test]
fn a_scenario_made_from_a_record_is_taken_by_the_command_line() {
    let draft = written();
    assert_eq!(messages(&draft), Vec::<String>::new());
    let text = draft.toml();
    assert_eq!(lint(&text), Vec::<String>::new(), "{text}");
    assert_eq!(draft.file_name(), "not-alone-a-reason.toml");
    assert!(text.contains("training = true"), "{text}");
    let scenario = draft.scenario().unwrap();
    assert_eq!(scenario.model_record().answers, begun().model_answers());
    assert!(scenario.facts(1).contains_key("seen_alone"));
    let found: Vec<&String> = scenario.attempts[0].findings.keys().collect();
    assert_eq!(found, ["ENG-29", "NEW-35"]);
    assert_eq!(scenario.attempts[0].rights[0].puts_right, ["ENG-29", "NEW-35"]);
}

#[test]
fn a_file_that_was_saved_opens_as_what_it_was() {
    let draft = written();
    let Ok(Opened::Scenario(scenario, file)) = opened(draft.toml().as_bytes()) else {
        panic!()
    };
    assert_eq!(*scenario, draft.scenario().unwrap());
    assert_eq!(Draft::open(file).scenario(), draft.scenario());
    let Ok(Opened::Scenario(linked, _)) = opened(draft.json().as_bytes()) else {
        panic!()
    };
    assert_eq!(linked, scenario);
}

#[test]
fn every_shipped_scenario_can_be_changed_and_saved_again() {
    for (id, _) in shipped() {
        let derived: Scenario = serde_json::from_str(text(id).unwrap()).unwrap();
        assert_eq!(derived, scenario(id).unwrap());
        let file: Json = serde_json::from_str(text(id).unwrap()).unwrap();
        let draft = Draft::open(file);
        assert_eq!(draft.scenario().unwrap(), scenario(id).unwrap());
        assert_eq!(lint(&draft.toml()), Vec::<String>::new(), "{id}");
        let plan = wayhome_procedures::plan(&draft.text("/procedure"), &draft.text("/form")).unwrap();
        assert!(draft.problems(&plan).is_empty());
        let attempts = 0..draft.count("/attempt");
        let parts = attempts
            .map(|place| format!("/attempt/{place}"))
            .chain(["/model".to_owned()]);
        for part in parts {
            assert!(draft.says_what_is_found(&part, &plan), "{id} {part}");
        }
    }
}

#[test]
fn the_app_and_the_command_line_say_the_same() {
    let mut draft = written();
    draft.write("/step/0/title", " ");
    draft.answer("seen_alone", Some(json!("yes")));
    draft.write("/model/wording/0/child_says", "Words that nobody said");
    let said = messages(&draft);
    assert_eq!(said.len(), 3, "{said:?}");
    let lint = lint(&draft.toml()).concat();
    for message in &said {
        assert!(lint.contains(message.as_str()), "{message} is not in {lint}");
    }
    let mut draft = written();
    draft.answer_other("/attempt/0", "bedroom_seen", Some(json!(false)));
    let said = messages(&draft);
    assert!(!said.is_empty());
    assert!(!draft.says_what_is_found("/attempt/0", &plan()) && !draft.expects_nothing("/attempt/0"));
    draft.expect("/attempt/0", &plan());
    assert!(messages(&draft).is_empty());
}

#[test]
fn a_change_is_taken_back_whole() {
    let mut draft = begun();
    let before = draft.file().clone();
    draft.write("/title", "N");
    draft.write("/title", "No");
    draft.write("/shows", "Why");
    draft.undo();
    draft.undo();
    assert_eq!(*draft.file(), before);
    draft.tell("seen_alone", Some(0));
    draft.answer("seen_alone", Some(json!(true)));
    assert_eq!(draft.told_in("seen_alone"), Some(0));
    draft.undo();
    draft.undo();
    assert_eq!(*draft.file(), before);
    assert!(!draft.can_undo());
    draft.undo();
    assert_eq!(*draft.file(), before);
}

#[test]
fn nothing_is_lost_when_a_step_is_moved_or_removed() {
    let mut draft = begun();
    let answers = draft.model_answers();
    let second = draft.add("/step");
    assert_eq!(second, "/step/1");
    draft.tell("seen_alone", Some(1));
    draft.up("/step/1");
    assert_eq!(draft.told_in("seen_alone"), Some(0));
    assert_eq!(draft.told(0), ["seen_alone"]);
    draft.remove("/step/0");
    assert_eq!(draft.told_in("seen_alone"), None);
    assert_eq!(draft.model_answers(), answers);
    draft.remove("/step/7");
    draft.up("/step/7");
    assert_eq!(draft.count("/step"), 1);
}

#[test]
fn an_attempt_keeps_only_what_is_different_and_each_of_it_is_put_right() {
    let mut draft = written();
    draft.add("/attempt/0/right");
    draft.put_right("/attempt/0", "not_alone_detail", 1, &plan());
    draft.write("/attempt/0/right/1/says", "Say what was tried.");
    draft.expect("/attempt/0", &plan());
    assert_eq!(messages(&draft), Vec::<String>::new());
    assert_eq!(draft.differing("/attempt/0").len(), 2);
    let answer = draft.model_answers()["not_alone_detail"].clone();
    draft.answer_other("/attempt/0", "not_alone_detail", Some(answer));
    assert_eq!(draft.differing("/attempt/0"), ["not_alone_reason"]);
    assert_eq!(draft.put_right_in("/attempt/0", "not_alone_detail"), None);
    draft.remove("/attempt/0/right/0");
    assert_eq!(draft.put_right_in("/attempt/0", "not_alone_reason"), Some(0));
    let next = draft.add("/attempt");
    draft.remove("/attempt/0");
    draft.add("/attempt");
    let ids: Vec<String> = (0..2)
        .map(|place| draft.text(&format!("/attempt/{place}/id")))
        .collect();
    assert_eq!(
        (next.as_str(), ids),
        ("/attempt/1", vec!["2".to_owned(), "3".to_owned()])
    );
}

#[test]
fn a_file_that_cannot_be_used_is_refused_in_words_and_without_its_values() {
    let refused = |text: &[u8], words: &str| {
        let error = opened(text).unwrap_err();
        assert!(error.contains(words), "{error}");
        assert!(!error.contains("Robin"), "{error}");
    };
    refused(b"", "is missing");
    refused(b"\x89PNG\r\n\x1a\n\0\0", "not a scenario");
    refused(b"{", "line 1");
    refused(b"{}", "not a scenario");
    refused(b"<html>", "Line 1");
    refused(br#"{"wayhome":2,"model":{},"acts":[]}"#, "format 2");
    refused(br#"{"wayhome":1,"model":"Robin"}"#, "`id` is missing");
    refused(br#"{"wayhome":1,"training":false,"model":{}}"#, "`id` is missing");
    refused(br#"{"wayhome":9,"id":"n","authority":"A","hash":"x"}"#, "format 9");
    refused(
        br#"{"wayhome":1,"id":"n","authority":7,"hash":"Robin"}"#,
        "not a compiled procedure",
    );
    refused(br#"{"procedure":"n","form":"v","answers":"Robin"}"#, "cannot be read");
    refused(
        include_bytes!("../../wayhome-procedures/newcastle.toml"),
        "wayhome compile",
    );
    // It has dates without quotes, which no scenario has.
    refused(
        include_bytes!("../../../tests/procedures/harbour.toml"),
        "wayhome compile",
    );
    refused(&vec![b' '; 5 * 1024 * 1024], "4 MB");
    refused(&vec![b'a'; 300 * 1024], "larger than 256 KB");
    let long = format!("{{\"model\":{{}},\"title\":\"{}\"}}", "a".repeat(300 * 1024));
    refused(long.as_bytes(), "larger than 256 KB");
    let deep = format!("{{\"model\":{}", "[".repeat(1_000_000));
    refused(deep.as_bytes(), "line 1");
}

/// A scenario that was written in an editor which does not save it as UTF-8: its own words are not what is wrong with it.
#[test]
fn a_scenario_in_another_encoding_is_told_apart_from_a_damaged_one() {
    let text = "id = \"seen\"\ntitle = \"Robin, and an é\"\n";
    let utf_16 = |bytes: fn(u16) -> [u8; 2], mark: &[u8]| {
        let letters = text.encode_utf16().flat_map(bytes);
        mark.iter().copied().chain(letters).collect::<Vec<u8>>()
    };
    let windows: Vec<u8> = text.chars().map(|letter| u8::try_from(letter).unwrap()).collect();
    let json: Vec<u8> = "{\"model\":\"é\"}"
        .chars()
        .map(|letter| u8::try_from(letter).unwrap())
        .collect();
    for file in [
        utf_16(u16::to_le_bytes, b"\xff\xfe"),
        utf_16(u16::to_be_bytes, b"\xfe\xff"),
        utf_16(u16::to_le_bytes, b""),
        utf_16(u16::to_be_bytes, b""),
        windows,
        json,
    ] {
        let error = opened(&file).unwrap_err();
        assert!(error.contains("save it as UTF-8"), "{error}");
        assert!(!error.contains("Robin"), "{error}");
    }
    let error = opened(text.as_bytes()).unwrap_err();
    assert!(!error.contains("UTF-8"), "{error}");
    let (mark, whole) = (
        b"\xef\xbb\xbf".to_vec(),
        wayhome_training::text("not-seen-alone").unwrap(),
    );
    assert!(opened(&[mark, whole.as_bytes().to_vec()].concat()).is_ok());
}

#[test]
fn the_limits_that_are_told_are_those_that_hold() {
    use wayhome_engine::{LARGEST_PROCEDURE, LARGEST_SCENARIO};
    assert_eq!((LARGEST_SCENARIO, LARGEST_PROCEDURE), (256 * 1024, 4 * 1024 * 1024));
    let manual = include_str!("../../../docs/training.md");
    assert!(manual.contains("256 KB") && manual.contains("4 MB") && manual.contains("UTF-8"));
}

#[test]
fn a_record_says_itself_whether_it_is_training() {
    let record = Record::new("newcastle", "visit");
    let file = json!({ "training": true, "procedure": "newcastle", "form": "visit", "answers": {} });
    let exercise = Record {
        training: true,
        ..record.clone()
    };
    assert_eq!(opened(file.to_string().as_bytes()), Ok(Opened::Record(exercise)));
    let file = serde_json::to_vec(&record).unwrap();
    assert_eq!(opened(&file), Ok(Opened::Record(record)));
    let (_, compiled) = wayhome_procedures::compiled()[0];
    assert!(matches!(opened(compiled.as_bytes()), Ok(Opened::Procedure(_))));
}
