//! The files that are written: which are left as they are, and who can read them.

use std::fs;
#[cfg(unix)]
use std::process::Command;

#[cfg(unix)]
use crate::run::root;
use crate::run::{Folder, complained, refused, wayhome};

const TODAY: &str = "--today=2026-03-02";
const COMPLETE: &str = "samples/visit-complete.json";

#[cfg(unix)]
#[test]
fn what_is_in_a_record_is_written_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::with(&[("words", b"otter lantern Tuesday quilt\n")]);
    let (out, words, losses) = (
        folder.path("out"),
        folder.path("words"),
        folder.path("out/losses.ndjson"),
    );
    let export = |more: &[&str]| {
        let output = wayhome(&[&["export", TODAY, "--output", &out, COMPLETE], more].concat(), "");
        assert_eq!(output.status.code(), Some(0), "{}", complained(&output));
    };
    export(&["--to=json"]);
    export(&["--to=html"]);
    export(&["--to=ssd"]);
    export(&["--to=json", "--passphrase-file", &words, "--losses", &losses]);
    let exported = folder.path("out/sample-visit-complete.json");
    let imported = folder.path("out/imported.json");
    assert_eq!(
        wayhome(&["import", &exported, "-o", &imported], "").status.code(),
        Some(0)
    );
    let files: Vec<_> = fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(files.len() > 5, "{files:?}");
    for file in files {
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", file.display());
    }
}

#[cfg(unix)]
#[test]
fn where_there_is_no_room_nothing_cut_off_is_left() {
    let folder = Folder::with(&[]);
    let out = folder.path("out");
    // Not even the heading of the first of several tables finds room where there is none at all.
    let full = [
        ("html", 1, "the file cannot be written"),
        ("ssd", 1, "were removed"),
        ("ssd", 0, "were removed"),
    ];
    for (to, blocks, told) in full {
        // No file may grow beyond this; a disk that is full says it in the same way.
        let limited = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
        let wayhome = env!("CARGO_BIN_EXE_wayhome");
        let output = Command::new("sh")
            .args([
                "-c", &limited, "sh", wayhome, "export", TODAY, "--to", to, "--output", &out,
            ])
            .args(std::iter::repeat_n(COMPLETE, 9))
            .current_dir(root())
            .output()
            .unwrap();
        let said = complained(&output);
        assert_eq!(output.status.code(), Some(2), "{to} {blocks}: {said}");
        assert!(said.contains(told), "{to} {blocks}: {said}");
        assert_eq!(fs::read_dir(&out).unwrap().count(), 0, "{to} {blocks}: {said}");
    }
}

#[test]
fn what_is_there_already_is_left_as_it_is_whoever_would_write_it() {
    let exported = wayhome(&["export", "--to=json", TODAY, COMPLETE], "").stdout;
    let folder = Folder::with(&[("there.toml", b"mine"), ("export.json", &exported)]);
    let (there, export) = (folder.path("there.toml"), folder.path("export.json"));
    for arguments in [
        ["new", "sandbank", "-o", &there].as_slice(),
        &["mapping", "new", "notes", "--procedure=newcastle", "-o", &there],
        &["import", &export, "-o", &there],
    ] {
        let said = refused(arguments);
        let expected = format!("wayhome: {there} is there already, and is left as it is.\n");
        assert!(said.ends_with(&expected), "{arguments:?}: {said}");
    }
    assert_eq!(fs::read(&there).unwrap(), b"mine");
}

#[test]
fn no_file_that_is_read_is_emptied_for_what_is_told_beside() {
    let folder = Folder::with(&[("words", b"otter lantern Tuesday quilt\n")]);
    let mappings = Folder::with(&[]);
    let mapping = mappings.path("notes.toml");
    let made = wayhome(
        &["mapping", "new", "notes", "--procedure=newcastle", "-o", &mapping],
        "",
    );
    assert_eq!(made.status.code(), Some(0), "{}", complained(&made));
    let own = folder.path("own.json");
    let compiled = wayhome(&["compile", "tests/procedures/harbour.toml"], "").stdout;
    fs::write(&own, &compiled).unwrap();
    let (words, out) = (folder.path("words"), folder.path("out"));
    for (read, arguments) in [
        (
            &words,
            [
                "export",
                "--to=json",
                "-o",
                &out,
                "--passphrase-file",
                &words,
                "--losses",
                &words,
            ]
            .as_slice(),
        ),
        (&mapping, &["export", "--to", &mapping, "--losses", &mapping]),
        (&own, &["export", "--to=json", "--procedure", &own, "--losses", &own]),
        (&own, &["check", "--procedures", &folder.path(""), "--summary", &own]),
    ] {
        let before = fs::read(read).unwrap();
        let said = refused(&[arguments, &[TODAY, COMPLETE]].concat());
        assert!(said.contains("this file is read, and is left as it is."), "{said}");
        assert_eq!(fs::read(read).unwrap(), before, "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn where_losses_find_no_room_the_records_still_go_and_the_losses_are_told() {
    let folder = Folder::with(&[]);
    let out = folder.path("out");
    let output = wayhome(
        &[
            "export",
            TODAY,
            "--to=json",
            "-o",
            &out,
            "--losses=/dev/full",
            COMPLETE,
            COMPLETE,
        ],
        "",
    );
    let said = complained(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert_eq!(
        said.matches("/dev/full: the file cannot be written").count(),
        1,
        "{said}"
    );
    assert!(said.contains("wayhome: /dev/full: "), "no record is to blame: {said}");
    assert_eq!(said.matches("sample-visit-complete, as ").count(), 2, "{said}");
    assert_eq!(fs::read_dir(&out).unwrap().count(), 2, "{said}");
    // What could not be written was not carried anywhere, and of what was not carried by the last run nothing is left.
    let losses = folder.path("losses.ndjson");
    fs::write(&losses, "of the last run").unwrap();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_wayhome"))
        .args(["export", TODAY, "--to=json", "--losses", &losses, COMPLETE])
        .current_dir(root())
        .stdout(full)
        .output()
        .unwrap();
    let said = complained(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(!said.contains("sample-visit-complete, as "), "{said}");
    assert_eq!(fs::read_to_string(&losses).unwrap(), "");
    // The same where nobody reads on; that is no failure.
    fs::write(&losses, "of the last run").unwrap();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = Command::new(env!("CARGO_BIN_EXE_wayhome"))
        .args(["export", TODAY, "--to=json", "--losses", &losses, COMPLETE])
        .current_dir(root())
        .stdout(writer)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", complained(&output));
    assert_eq!(fs::read_to_string(&losses).unwrap(), "");
}

#[test]
fn a_file_where_a_folder_is_named_is_said_to_be_one() {
    let folder = Folder::with(&[("there", b"mine")]);
    let there = folder.path("there");
    let said = refused(&["export", "--to=json", TODAY, "-o", &there, COMPLETE]);
    assert_eq!(
        said,
        format!("wayhome: {there}: this is a file. Name a folder to write to.\n")
    );
}
