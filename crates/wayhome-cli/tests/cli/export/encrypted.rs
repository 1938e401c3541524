//! Exports under a passphrase.

use std::fs;

use serde_json::json;

use super::{COMPLETE, TODAY, json, names};
use crate::run::{complained, said, wayhome};

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
