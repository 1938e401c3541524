//! What was exported is imported as it was.

use std::fs;

use serde_json::{Value as Json, json};

use super::{COMPLETE, TODAY, json};
use crate::run::{complained, root, said, wayhome};

#[test]
fn what_is_exported_is_imported_as_it_was_and_what_was_changed_is_not() {
    let exported = said(&wayhome(&["export", "--to=json", TODAY, "--training", COMPLETE], ""));
    let imported = wayhome(&["import", "-"], &exported);
    assert_eq!(imported.status.code(), Some(0));
    let record = json(&imported);
    let sample: Json = serde_json::from_str(&fs::read_to_string(root().join(COMPLETE)).unwrap()).unwrap();
    assert_eq!(record["answers"], sample["answers"]);
    assert_eq!(record["training"], json!(true));
    assert!(complained(&imported).contains("It is an exercise, about nobody"));
    let changed = exported.replace("\"seen_alone\": true", "\"seen_alone\": false");
    assert_ne!(changed, exported);
    let refused = wayhome(&["import", "-"], &changed);
    assert_eq!(refused.status.code(), Some(2));
    assert!(complained(&refused).contains("was changed after it was exported"));
    // Nor does it go out again, with a hash that fits.
    let laundered = wayhome(&["export", "--to=json", TODAY], &changed);
    assert_eq!((laundered.status.code(), said(&laundered).as_str()), (Some(2), ""));
    assert!(complained(&laundered).contains("was changed after it was exported"));
    let again = wayhome(&["export", "--to=json", TODAY], &exported);
    assert_eq!(said(&again), exported);
    assert_eq!(wayhome(&["import", "no-such-file"], "").status.code(), Some(2));
}

#[test]
fn what_was_left_out_is_not_forgotten_by_the_way() {
    let record = json!({ "procedure": "newcastle", "form": "visit", "answers": { "seen_alone": true, "not_alone_reason": "unable" } });
    let exported = wayhome(&["export", "--to=json", TODAY], &record.to_string());
    let left_out = json(&exported)["left_out"].clone();
    assert_eq!(left_out[0]["question"], json!("not_alone_reason"));
    let again = wayhome(&["export", "--to=json", TODAY], &said(&exported));
    assert_eq!(json(&again)["left_out"], left_out);
    assert!(
        complained(&again).contains("left out already"),
        "{}",
        complained(&again)
    );
    let imported = wayhome(&["import", "-"], &said(&exported));
    let again = wayhome(&["export", "--to=json", TODAY], &said(&imported));
    assert_eq!(json(&again)["left_out"], left_out);
}

#[test]
fn a_record_that_the_app_saved_needs_no_import_and_is_told_how_it_is_opened() {
    let mut saved = json(&wayhome(&["export", "--to=json", TODAY, COMPLETE], ""));
    saved.as_object_mut().unwrap().remove("sha256");
    let refused = wayhome(&["import", "-"], &saved.to_string());
    let said = complained(&refused);
    assert!(
        said.contains("signed or not") && said.contains("`wayhome check` open it as it is"),
        "{said}"
    );
    assert!(!said.contains("age -d"), "{said}");
    let folder = tempfile::tempdir().unwrap();
    let (file, words) = (folder.path().join("saved.age"), folder.path().join("words"));
    let sealed = wayhome_handover::seal("otter lantern Tuesday quilt", saved.to_string().as_bytes(), &[7; 48]).unwrap();
    fs::write(&file, sealed).unwrap();
    fs::write(&words, "otter lantern Tuesday quilt\n").unwrap();
    let import = [
        "import",
        "--passphrase-file",
        words.to_str().unwrap(),
        file.to_str().unwrap(),
    ];
    let refused = wayhome(&import, "");
    assert_eq!(refused.status.code(), Some(2));
    let said = complained(&refused);
    assert!(
        said.contains("Open the encrypted file in the app, or decrypt it first: age -d"),
        "{said}"
    );
}
