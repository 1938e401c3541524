//! `wayhome export`, `wayhome import` and `wayhome mapping`.

use std::fs;
use std::path::Path;

use serde_json::{Value as Json, json};

use crate::run::{complained, root, said, wayhome};

const TODAY: &str = "--today=2026-03-02";
const COMPLETE: &str = "samples/visit-complete.json";

fn json(output: &std::process::Output) -> Json {
    serde_json::from_str(&said(output)).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn every_export_says_what_it_could_not_carry() {
    for to in ["json", "html", "text", "ssd", "fhir", "samples/mappings/case-note.toml"] {
        let output = wayhome(&["export", "--to", to, TODAY, COMPLETE], "");
        assert_eq!(output.status.code(), Some(0), "{to}: {}", complained(&output));
        assert!(!said(&output).is_empty(), "{to}");
        let losses = complained(&output);
        assert!(losses.starts_with("sample-visit-complete, as "), "{to}: {losses}");
        assert!(
            losses.to_lowercase().contains("tested") || losses.contains("tried") || losses.contains("people to read"),
            "{to}: {losses}"
        );
    }
    let ssd = complained(&wayhome(&["export", "--to=ssd", TODAY, COMPLETE], ""));
    assert!(
        ssd.contains("- Bedroom seen: no field in looked-after visits.\n"),
        "{ssd}"
    );
}

#[test]
fn a_field_that_no_record_has_is_not_lost_in_silence() {
    let record = r#"{"procedure":"newcastle","form":"visit","answers":{},"notes":"kept by the council"}"#;
    for to in ["json", "html", "text"] {
        let losses = complained(&wayhome(&["export", "--to", to, TODAY], record));
        assert!(
            losses.contains("- The record's field `notes`: no field in "),
            "{to}: {losses}"
        );
        assert!(
            !losses.contains("nothing was lost") && !losses.contains("kept by"),
            "{to}: {losses}"
        );
    }
}

#[test]
fn losses_go_to_a_file_as_json_one_report_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("losses.ndjson");
    let output = wayhome(
        &[
            "export",
            "--to=ssd",
            TODAY,
            "--losses",
            file.to_str().unwrap(),
            "samples",
        ],
        "",
    );
    assert_eq!(complained(&output), "");
    let text = fs::read_to_string(file).unwrap();
    let reports: Vec<Json> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(reports.len(), 3);
    let schema = crate::schema::validator("losses");
    for report in &reports {
        crate::schema::accepts(&schema, report);
    }
}

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

#[test]
fn an_encrypted_file_is_told_apart_from_a_damaged_record() {
    const WORDS: &str = "otter lantern Tuesday quilt";
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let words = write("words", WORDS.as_bytes());
    let export = wayhome(&["export", "--to", "html", TODAY, COMPLETE], "").stdout;
    let page = write(
        "page.html.age",
        &wayhome_handover::seal(WORDS, &export, &[7; 48]).unwrap(),
    );
    let armour =
        "-----BEGIN AGE ENCRYPTED FILE-----\nYWdlLWVuY3J5cHRpb24ub3JnL3YxCg==\n-----END AGE ENCRYPTED FILE-----\n";
    let armoured = write("armoured.age", armour.as_bytes());
    // More lines than one, of which none is a record.
    let head = "age-encryption.org/v1\n-> scrypt salt 17\nbody\n--- code\nrest\n";
    let lines = write("records.ndjson", head.as_bytes());
    for command in [&["check", TODAY][..], &["export", "--to=json", TODAY]] {
        for (named, input) in [
            (page.as_str(), ""),
            (armoured.as_str(), ""),
            (lines.as_str(), ""),
            ("-", head),
            ("-", armour),
        ] {
            let refused = wayhome(&[command, &[named]].concat(), input);
            assert_eq!(refused.status.code(), Some(2));
            let all = said(&refused) + &complained(&refused);
            assert_eq!(
                all.matches("This file is encrypted. Open it with `wayhome import")
                    .count(),
                1,
                "{all}"
            );
            assert!(!all.contains("UTF-8") && !all.contains("line 2"), "{all}");
        }
    }
    let import = |file: &str| complained(&wayhome(&["import", "--passphrase-file", &words, file], ""));
    let said = import(&page);
    assert!(
        said.contains("the passphrase is right, but what is in the file cannot be imported."),
        "{said}"
    );
    assert!(said.contains("or decrypt it first: age -d"), "{said}");
    assert!(import(&armoured).contains("Encrypt it again without --armor"));
    let large = folder.path().join("large.age");
    fs::File::create(&large).unwrap().set_len(50_000_001).unwrap();
    assert!(import(large.to_str().unwrap()).contains("larger than any that Wayhome makes"));
}

#[test]
fn a_signature_is_carried_and_one_that_cannot_be_read_stops_the_export() {
    let mut record: Json = serde_json::from_str(&fs::read_to_string(root().join(COMPLETE)).unwrap()).unwrap();
    record["signed"] = json!({ "on": "2026-03-02", "by": { "name": "Sam Sample", "mark": "typed" }, "role": "Social worker", "open": 0,
        "procedure_hash": "x" });
    let signed = wayhome(&["export", "--to=json", TODAY], &record.to_string());
    assert_eq!(json(&signed)["signed"]["by"]["name"], json!("Sam Sample"));
    record["signed"]["on"] = json!("yesterday");
    let refused = wayhome(&["export", "--to=json", TODAY], &record.to_string());
    assert_eq!(refused.status.code(), Some(2));
    assert!(complained(&refused).contains("`signed`, `replaces`, `carried` or `training` cannot be read"));
    assert_eq!(said(&refused), "");
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

/// Of many records, each note says whose it is.
#[test]
fn what_is_to_be_looked_at_in_a_row_is_said_with_its_record() {
    let record = r#"{"procedure":"newcastle","form":"visit","id":"made-up","answers":{"visit_date":"2026-03-02"}}"#;
    let output = wayhome(
        &["export", "--to=ssd", TODAY, "--losses=/dev/null"],
        &format!("{record}\n{record}\n"),
    );
    let complaints = complained(&output);
    assert!(!complaints.is_empty());
    for line in 1..=2 {
        let begins = format!("wayhome: standard input, line {line}: ");
        assert!(complaints.lines().any(|said| said.starts_with(&begins)), "{complaints}");
    }
    assert!(
        complaints
            .lines()
            .all(|said| said.starts_with("wayhome: standard input, line ")),
        "{complaints}"
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
fn an_exercise_goes_only_where_it_can_say_so() {
    let export = |to: &str| wayhome(&["export", "--to", to, TODAY, "--training", COMPLETE], "");
    let refused = export("ssd");
    assert_eq!(refused.status.code(), Some(2));
    assert!(complained(&refused).contains("This record is an exercise"));
    assert!(said(&export("html")).contains("Training: an exercise, about nobody"));
    assert_eq!(
        json(&export("samples/mappings/case-note.toml"))["EXERCISE_FLAG"],
        json!("Y")
    );
}

#[test]
fn a_starter_has_every_question_of_every_form_and_no_mistake() {
    let folder = tempfile::tempdir().unwrap();
    for procedure in wayhome_procedures::local() {
        let file = folder.path().join(format!("{}.toml", procedure.id));
        let path = file.to_str().unwrap();
        let made = wayhome(
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
        );
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
        assert_eq!(
            wayhome(
                &[
                    "mapping",
                    "new",
                    "starter",
                    "--procedure",
                    &procedure.id,
                    "--output",
                    path
                ],
                ""
            )
            .status
            .code(),
            Some(2)
        );
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

#[test]
fn a_passphrase_is_the_same_from_another_keyboard_or_editor() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let composed = write("composed", "otter lant\u{e9}rn quilt\n".as_bytes());
    // With a byte order mark, an accent of its own, a wide space, and the line end of Windows.
    let apart = write("apart", "\u{feff}otter lante\u{301}rn\u{3000}quilt\r\n".as_bytes());
    let output = folder.path().join("out");
    let words = [
        "export",
        "--to",
        "json",
        TODAY,
        "--passphrase-file",
        &apart,
        "--output",
        output.to_str().unwrap(),
        COMPLETE,
    ];
    assert_eq!(wayhome(&words, "").status.code(), Some(0));
    let sealed = output.join("sample-visit-complete.json.age");
    for passphrase in [&composed, &apart] {
        let opened = wayhome(
            &["import", "--passphrase-file", passphrase, sealed.to_str().unwrap()],
            "",
        );
        assert_eq!(json(&opened)["id"], json!("sample-visit-complete"), "{passphrase}");
    }
    // What another program sealed under the signs as they were typed opens, too.
    let export = wayhome(&["export", "--to", "json", TODAY, COMPLETE], "").stdout;
    let typed = "otter lante\u{301}rn\u{3000}quilt";
    let theirs = write("theirs.age", &wayhome_handover::seal(typed, &export, &[7; 48]).unwrap());
    let opened = wayhome(&["import", "--passphrase-file", &apart, &theirs], "");
    assert_eq!(json(&opened)["id"], json!("sample-visit-complete"));
}

#[test]
fn an_encrypted_export_opens_under_its_passphrase_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (right, wrong, short, plain) = (
        file("right", "otter lantern Tuesday quilt\n"),
        file("wrong", "otter lantern Tuesday quilts"),
        file("short", "otter"),
        file("plain", "              \n"),
    );
    let output = folder.path().join("out");
    let export = |passphrase: &str, to: &str| {
        let words = [
            "export",
            "--to",
            to,
            TODAY,
            "--passphrase-file",
            passphrase,
            "--output",
            output.to_str().unwrap(),
            COMPLETE,
        ];
        wayhome(&words, "")
    };
    assert_eq!(export(&right, "json").status.code(), Some(0));
    let sealed = output.join("sample-visit-complete.json.age");
    let bytes = fs::read(&sealed).unwrap();
    assert!(bytes.starts_with(b"age-encryption.org/v1\n"));
    assert!(!bytes.windows(5).any(|part| part == b"Robin"));
    let import = |passphrase: &str| {
        wayhome(
            &["import", "--passphrase-file", passphrase, sealed.to_str().unwrap()],
            "",
        )
    };
    assert_eq!(json(&import(&right))["id"], json!("sample-visit-complete"));
    let refused = import(&wrong);
    assert_eq!(refused.status.code(), Some(2));
    assert!(complained(&refused).contains("The passphrase is wrong, or the file was changed. Check the words"));
    assert!(complained(&wayhome(&["import", sealed.to_str().unwrap()], "")).contains("the file is encrypted"));
    // Said of the file, once, before the work.
    let told = complained(&export(&short, "text"));
    assert_eq!(
        told,
        format!("wayhome: {short}: The passphrase is too short. Use at least 14 characters: four or more words.\n")
    );
    assert!(complained(&export(&plain, "text")).contains("too easy to guess"));
    let latin = folder.path().join("latin");
    fs::write(&latin, b"otter lant\xe9rn Tuesday quilt").unwrap();
    for (named, told) in [
        (
            "-",
            "-: a passphrase is not read from standard input. Name a file with it.",
        ),
        (folder.path().to_str().unwrap(), "This is a folder. Name a file in it."),
        (latin.to_str().unwrap(), "this is not UTF-8. Save it as UTF-8."),
        ("nowhere", "nowhere: The file cannot be read"),
    ] {
        let refused = import(named);
        assert_eq!(refused.status.code(), Some(2), "{named}");
        let said = complained(&refused);
        assert!(said.contains(told) && said.lines().count() == 1, "{said}");
    }
    assert!(complained(&export(&right, "ssd")).contains("tables are not encrypted"));
    assert_eq!(names(&output), ["sample-visit-complete.json.age"]);
}
