//! `wayhome mapping`: starters, the worked samples, and mistakes.

use std::fs;

use serde_json::json;

use super::{COMPLETE, TODAY, json};
use crate::run::{complained, root, said, wayhome};

#[test]
fn a_starter_has_every_question_of_every_form_and_no_mistake() {
    let folder = tempfile::tempdir().unwrap();
    for procedure in wayhome_procedures::local() {
        let file = folder.path().join(format!("{}.toml", procedure.id));
        let path = file.to_str().unwrap();
        let begin = || {
            wayhome(
                &[
                    "mapping",
                    "new",
                    "starter",
                    "--procedure",
                    &procedure.id,
                    "--output",
                    path,
                ],
                "",
            )
        };
        let made = begin();
        assert_eq!(made.status.code(), Some(0), "{}", complained(&made));
        let linted = wayhome(&["mapping", "lint", path], "");
        assert_eq!(linted.status.code(), Some(0), "{}", said(&linted));
        let text = fs::read_to_string(&file).unwrap();
        for form in &procedure.forms {
            let plan = wayhome_procedures::plan(&procedure.id, &form.id).unwrap();
            for question in plan.sections().iter().flat_map(|section| &section.questions) {
                assert!(text.contains(&format!("question = \"{question}\"\n")), "{question}");
            }
        }
        assert_eq!(begin().status.code(), Some(2));
    }
}

#[test]
fn the_worked_mappings_are_sound_and_say_that_they_were_never_tried() {
    for name in ["case-note", "question-codes", "form-design"] {
        let path = format!("samples/mappings/{name}.toml");
        let linted = wayhome(&["mapping", "lint", &path], "");
        assert_eq!(linted.status.code(), Some(0), "{}", said(&linted));
        let text = fs::read_to_string(root().join(&path)).unwrap();
        assert!(text.contains("NEVER TRIED"), "{name}");
        assert!(text.contains("tried = \"Never tried against a live system"), "{name}");
        let compiled = json(&wayhome(&["mapping", "compile", &path], ""));
        crate::schema::accepts(&crate::schema::validator("mapping"), &compiled);
    }
}

#[test]
fn a_broken_mapping_is_shown_at_its_place_and_exports_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("broken.toml");
    let sound = fs::read_to_string(root().join("samples/mappings/case-note.toml")).unwrap();
    fs::write(
        &file,
        sound.replace("question = \"child_seen\"", "question = \"child_sean\""),
    )
    .unwrap();
    let path = file.to_str().unwrap();
    let linted = wayhome(&["mapping", "lint", "--format=json", path], "");
    assert_eq!(linted.status.code(), Some(1));
    let found = &json(&linted)["diagnostics"][0];
    assert_eq!((&found["code"], &found["column"]), (&json!("WH110"), &json!(12)));
    assert_eq!(found["help"], json!("did you mean \"child_seen\"?"));
    let refused = wayhome(&["export", "--to", path, TODAY, COMPLETE], "");
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(said(&refused), "");
}
