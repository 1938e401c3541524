//! `wayhome lint`, `compile` and `schema`, as the author of a procedure uses them.

use std::path::PathBuf;

use crate::run::{complained, root, said, wayhome};
use serde_json::Value as Json;

const NEWCASTLE: &str = "crates/wayhome-procedures/newcastle.toml";

fn scratch(name: &str, text: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("wayhome-author-{}-{name}", std::process::id()));
    std::fs::write(&path, text).unwrap();
    path
}

/// The questions that docs/procedure-language.md shows, in a procedure that asks them.
#[test]
fn the_questions_of_the_reference_compile() {
    let page = std::fs::read_to_string(root().join("docs/procedure-language.md")).unwrap();
    let section = page.split("\n### Questions\n").nth(1).unwrap();
    let block = section.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let ids: Vec<&str> = block
        .lines()
        .filter_map(|line| line.strip_prefix("id = \"newcastle.")?.split('"').next())
        .map(str::trim)
        .collect();
    assert!(ids.len() > 3 && block.contains("[[options]]"), "{block}");
    let asked: Vec<String> = ids.iter().map(|id| format!("\"newcastle.{id}\"")).collect();
    let text = format!(
        "wayhome = 1\n[procedure]\nid = \"newcastle\"\nauthority = \"A\"\ndocument = \"D\"\nbasis = \"local\"\nfloor = \"england\"\ncompared = \"2026-11\"\n\
         {block}\n[[form]]\nid = \"visit\"\ntitle = \"Visit\"\n[[form.section]]\ntitle = \"All\"\nask = [{}]\n",
        asked.join(", ")
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("newcastle.toml");
    std::fs::write(&path, text).unwrap();
    let output = wayhome(&["compile", path.to_str().unwrap()], "");
    assert_eq!(output.status.code(), Some(0), "{}", complained(&output));
}

#[test]
fn the_built_in_procedures_have_nothing_to_put_right() {
    let output = wayhome(&["lint", NEWCASTLE, "crates/wayhome-procedures/england.toml"], "");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn every_mistake_is_reported_at_once_with_line_column_caret_and_suggestion() {
    let text = std::fs::read_to_string(root().join(NEWCASTLE)).unwrap();
    let broken = text.replacen("\"section_20\"", "\"section_2O\"", 1).replacen(
        "explained_by = \"not_alone_reason\"",
        "explained_by = \"not_alone_reson\"",
        1,
    );
    let path = scratch("broken.toml", &broken);
    let output = wayhome(&["lint", path.to_str().unwrap()], "");
    let said = said(&output);
    assert_eq!(output.status.code(), Some(1));
    for wanted in [
        "section_2O",
        "did you mean",
        "section_20",
        "not_alone_reson",
        "not_alone_reason",
        "^",
    ] {
        assert!(said.contains(wanted), "{wanted} is not in:\n{said}");
    }
    let json = wayhome(&["lint", "--format=json", path.to_str().unwrap()], "");
    let found: Json = serde_json::from_str(&crate::run::said(&json)).unwrap();
    let line = 1 + broken.lines().position(|line| line.contains("section_2O")).unwrap();
    let column = 1 + broken.lines().nth(line - 1).unwrap().find("\"section_2O").unwrap();
    let first = &found["diagnostics"][0];
    assert_eq!(
        (first["line"].as_u64(), first["column"].as_u64()),
        (u64::try_from(line).ok(), u64::try_from(column).ok()),
        "{first}"
    );
    std::fs::remove_file(path).unwrap();
}

#[test]
fn a_compiled_procedure_checks_records_as_the_built_in_one_does_and_bears_the_same_hash() {
    let first = wayhome(&["compile", NEWCASTLE], "");
    assert_eq!(said(&first), said(&wayhome(&["compile", NEWCASTLE], "")));
    let compiled: Json = serde_json::from_str(&said(&first)).unwrap();
    assert_eq!(
        compiled["hash"].as_str().unwrap(),
        wayhome_procedures::procedure("newcastle").unwrap().hash
    );
    let path = scratch("compiled.json", &said(&first));
    let with = |extra: &[&str]| {
        said(&wayhome(
            &[
                &[
                    "check",
                    "--format=json",
                    "--today=2026-03-02",
                    "samples/visit-wrong.json",
                ],
                extra,
            ]
            .concat(),
            "",
        ))
    };
    assert_eq!(with(&[]), with(&["--procedure", path.to_str().unwrap()]));
    std::fs::remove_file(path).unwrap();
}

#[test]
fn a_file_that_does_not_compile_writes_nothing() {
    let path = scratch("shape.toml", "wayhome = 1\n[procedure]\nid = 7\n");
    let output = wayhome(&["compile", path.to_str().unwrap()], "");
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(2), ""));
    assert!(complained(&output).contains("shape.toml:3"), "{}", complained(&output));
    std::fs::remove_file(path).unwrap();
}

#[test]
fn each_format_has_a_schema() {
    for (format, property) in [
        ("record", "answers"),
        ("report", "findings"),
        ("compiled", "rules"),
        ("procedure", "rule"),
        ("difference", "approvals"),
    ] {
        let schema: Json = serde_json::from_str(&said(&wayhome(&["schema", format], ""))).unwrap();
        assert!(
            schema["properties"].get(property).is_some(),
            "{format} has no {property}"
        );
    }
}

#[test]
fn the_built_in_tables_are_proved_and_a_hole_in_one_is_shown_as_a_child() {
    let proved = wayhome(&["prove"], "");
    assert_eq!(proved.status.code(), Some(0), "{}", said(&proved));
    assert!(
        said(&proved).contains("england, table decision") && !said(&proved).contains("gap"),
        "{}",
        said(&proved)
    );
    let text = std::fs::read_to_string(root().join("crates/wayhome-procedures/england.toml")).unwrap();
    let holed = text.replacen("days < 20", "days < 19", 1);
    assert_ne!(text, holed, "england.toml does not speak of days < 20");
    let path = scratch("holed.toml", &holed);
    let output = wayhome(&["prove", path.to_str().unwrap()], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("looked after for 19 working days"),
        "{}",
        said(&output)
    );
    let lint = wayhome(&["lint", path.to_str().unwrap()], "");
    assert_eq!(lint.status.code(), Some(1));
    assert!(
        said(&lint).contains("table decision: gap: nothing is said of this child"),
        "{}",
        said(&lint)
    );
    let compile = wayhome(&["compile", path.to_str().unwrap()], "");
    assert_eq!((compile.status.code(), said(&compile).as_str()), (Some(2), ""));
    assert!(
        complained(&compile).contains("19 working days"),
        "{}",
        complained(&compile)
    );
    std::fs::remove_file(path).unwrap();
}

#[test]
fn what_a_procedure_stands_on_is_looked_at() {
    let text = std::fs::read_to_string(root().join(NEWCASTLE)).unwrap();
    let on = |floor: &str| {
        let path = scratch(
            &format!("on-{floor}.toml"),
            &text.replacen("floor = \"england\"", &format!("floor = \"{floor}\""), 1),
        );
        let output = wayhome(&["lint", path.to_str().unwrap()], "");
        std::fs::remove_file(path).unwrap();
        (output.status.code(), said(&output))
    };
    assert_eq!(on("england").0, Some(0));
    let (code, said) = on("scotland");
    assert!(code == Some(1) && said.contains("there is no such procedure"), "{said}");
    let (code, said) = on("tees");
    assert!(code == Some(1) && said.contains("not law"), "{said}");
}

#[test]
fn compiling_writes_over_no_source() {
    let text = std::fs::read_to_string(root().join(NEWCASTLE)).unwrap();
    let path = scratch("source.toml", &text);
    let output = wayhome(&["compile", path.to_str().unwrap(), "-o", path.to_str().unwrap()], "");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    std::fs::remove_file(path).unwrap();
}

#[test]
fn each_diagnostic_can_be_explained() {
    let codes = said(&wayhome(&["explain"], ""));
    assert!(codes.lines().count() > 50, "{codes}");
    let page = said(&wayhome(&["explain", "wh041"], ""));
    assert!(page.contains("Refused:") && page.contains("Instead:"), "{page}");
    assert_eq!(wayhome(&["explain", "WH999"], "").status.code(), Some(2));
}
