//! What an export writes, and where: one file a record, one line, or one row a table. Nothing that is there is written over.

use std::fs;

use serde_json::{Value as Json, json};

use super::{COMPLETE, TODAY, names};
use crate::run::{complained, root, said, wayhome};

#[test]
fn nothing_that_is_read_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("r.json");
    let text = fs::read(root().join(COMPLETE)).unwrap();
    fs::write(&record, &text).unwrap();
    let (record, folder) = (record.to_str().unwrap(), folder.path().to_str().unwrap());
    for read in [record, folder] {
        for arguments in [
            ["check", TODAY, "--summary", record, read].as_slice(),
            &["export", "--to=json", TODAY, "--losses", record, read],
        ] {
            let output = wayhome(arguments, "");
            assert_eq!(output.status.code(), Some(2), "{arguments:?}");
            let said = complained(&output);
            assert!(
                said.contains("r.json: this file is read, and is left as it is"),
                "{said}"
            );
            assert_eq!(fs::read(record).unwrap(), text);
        }
    }
    // Nor is anything begun that the run would then read as a record.
    let begun = format!("{folder}/summary.json");
    let output = wayhome(&["check", TODAY, "--summary", &begun, folder], "");
    assert!(complained(&output).contains("summary.json: this file is read"));
    assert!(!fs::exists(&begun).unwrap());
    // What a run wrote is written anew, and nothing of it is left.
    let summary = format!("{folder}/summary.txt");
    fs::write(&summary, "x".repeat(10_000)).unwrap();
    wayhome(&["check", TODAY, "--summary", &summary, folder], "");
    assert!(
        !fs::read_to_string(&summary)
            .unwrap()
            .contains('x'.to_string().repeat(9).as_str())
    );
}

#[test]
fn a_record_is_in_all_of_its_tables_or_in_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = |table: &str| folder.path().join(format!("{table}.csv"));
    fs::write(path("ssd_legal_status"), "another year's\n").unwrap();
    let arguments = [
        "export",
        "--to=ssd",
        TODAY,
        "--output",
        folder.path().to_str().unwrap(),
        COMPLETE,
    ];
    let refused = wayhome(&arguments, "");
    assert_eq!(refused.status.code(), Some(2));
    assert!(complained(&refused).contains("is there already, and is left as it is"));
    assert_eq!(
        fs::read_to_string(path("ssd_legal_status")).unwrap(),
        "another year's\n"
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    fs::remove_file(path("ssd_legal_status")).unwrap();
    assert_eq!(wayhome(&arguments, "").status.code(), Some(0));
    assert!(fs::read_dir(folder.path()).unwrap().count() > 1);
}

#[test]
fn a_folder_gets_one_file_a_record_and_nothing_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("out");
    let export = |to: &str| {
        wayhome(
            &[
                "export",
                "--to",
                to,
                TODAY,
                "--output",
                output.to_str().unwrap(),
                "samples",
            ],
            "",
        )
    };
    assert_eq!(export("html").status.code(), Some(0));
    assert_eq!(
        names(&output),
        [
            "sample-visit-complete.html",
            "sample-visit-half-filled.html",
            "sample-visit-wrong.html"
        ]
    );
    let again = export("html");
    assert_eq!(again.status.code(), Some(2));
    assert!(complained(&again).contains("is there already, and is left as it is"));
    assert_eq!(export("ssd").status.code(), Some(0));
    let visits = fs::read_to_string(output.join("ssd_cla_visits.csv")).unwrap();
    assert!(
        visits.starts_with("clav_cla_visit_id,clav_cla_id,clav_person_id,clav_cla_visit_date,"),
        "{visits}"
    );
    assert!(
        visits.contains("\r\nsample-visit-complete,,R-2041,2026-03-02,Y,Y\r\n"),
        "{visits}"
    );
}

#[test]
fn several_records_stand_one_a_line_and_a_table_has_one_heading() {
    let lines = said(&wayhome(&["export", "--to=json", TODAY, "samples"], ""));
    assert_eq!(lines.lines().count(), 3);
    for line in lines.lines() {
        assert!(serde_json::from_str::<Json>(line).unwrap()["sha256"].is_string());
    }
    let table = said(&wayhome(
        &["export", "--to=samples/mappings/question-codes.toml", TODAY, "samples"],
        "",
    ));
    assert_eq!(table.lines().count(), 4, "{table}");
    assert_eq!(table.matches("SubjectId").count(), 1);
    let pages = wayhome(&["export", "--to=html", TODAY, "samples"], "");
    assert_eq!(pages.status.code(), Some(2));
    assert!(complained(&pages).contains("standard output holds one page"));
}

#[test]
fn the_unusable_is_named_and_the_others_are_exported() {
    let lines = format!(
        "{}\n{{}}\n",
        said(&wayhome(
            &["import", "-"],
            &said(&wayhome(&["export", "--to=json", TODAY, COMPLETE], ""))
        ))
        .replace('\n', "")
    );
    let output = wayhome(&["export", "--to=text", TODAY], &lines);
    assert_eq!(output.status.code(), Some(2));
    assert!(complained(&output).contains("standard input, line 2: The record cannot be read"));
    assert!(said(&output).contains("HOME VISIT"));
    let unknown = wayhome(&["export", "--to=pdf", TODAY, COMPLETE], "");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(
        complained(&unknown)
            .contains("Wayhome cannot export to `pdf`. Use json, html, text, ssd, fhir or the file of a mapping")
    );
}

#[test]
fn what_is_said_of_a_child_at_each_visit_is_one_row_in_a_run() {
    let folder = tempfile::tempdir().unwrap();
    let visit = |id: &str, child: &str, day: &str| {
        let answers = json!({ "child_reference": child, "legal_status": "section_20", "return_to": "parent", "return_kind": "planned",
            "actual_return_date": "2026-02-02", "visit_date": day });
        json!({ "wayhome": 1, "procedure": "newcastle", "form": "visit", "id": id, "answers": answers }).to_string()
    };
    let records = [
        visit("a", "R-1", "2026-02-10"),
        visit("b", "R-1", "2026-02-20"),
        visit("c", "R-2", "2026-02-20"),
        // Two children without a reference may be two.
        visit("d", "", "2026-02-20"),
        visit("e", "", "2026-02-20"),
    ];
    let output = folder.path().join("out");
    let made = wayhome(
        &["export", "--to=ssd", TODAY, "--output", output.to_str().unwrap()],
        &records.join("\n"),
    );
    assert_eq!(made.status.code(), Some(0), "{}", complained(&made));
    for (table, rows) in [("ssd_cin_visits", 5), ("ssd_legal_status", 4), ("ssd_cla_episodes", 4)] {
        let text = fs::read_to_string(output.join(format!("{table}.csv"))).unwrap();
        assert_eq!(text.lines().count(), rows + 1, "{text}");
    }
}
