//! The files that are read and written: which are named, which are left as they are, and who can read them.

use std::fs;
#[cfg(unix)]
use std::process::Command;

use tempfile::TempDir;

#[cfg(unix)]
use crate::run::root;
use crate::run::{complained, said, wayhome};

const TODAY: &str = "--today=2026-03-02";
const COMPLETE: &str = "samples/visit-complete.json";
const RECORD: &[u8] = br#"{"procedure":"newcastle","form":"visit","answers":{}}"#;

/// A folder with such files, and the path of any in it.
struct Folder(TempDir);

impl Folder {
    fn with(files: &[(&str, &[u8])]) -> Self {
        let folder = Self(TempDir::new().unwrap());
        for (name, content) in files {
            fs::write(folder.path(name), content).unwrap();
        }
        folder
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }
}

/// Runs `wayhome`, which refuses; returned is what it says.
#[track_caller]
fn refused(arguments: &[&str]) -> String {
    let output = wayhome(arguments, "");
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", said(&output));
    assert_eq!(said(&output), "", "{arguments:?}");
    complained(&output)
}

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

#[cfg(unix)]
#[test]
fn a_link_to_what_is_gone_is_named_and_the_others_are_checked() {
    let folder = Folder::with(&[("b.json", RECORD)]);
    let link = |target: &str, name: &str| std::os::unix::fs::symlink(target, folder.path(name)).unwrap();
    link("nowhere.json", "a.json");
    link("nowhere", "c.txt");
    let path = folder.0.path().to_str().unwrap();
    let output = wayhome(&["check", TODAY, "--format=states", "--no-summary", path], "");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(said(&output).lines().count(), 1);
    assert_eq!(
        complained(&output),
        format!(
            "wayhome: {}: This link leads to a file that is not there.\n",
            folder.path("a.json")
        )
    );
}

/// Without a word, the records of that procedure would be checked by the one that Wayhome ships.
#[cfg(unix)]
#[test]
fn a_procedure_that_is_gone_is_named() {
    let folder = Folder::with(&[]);
    wayhome(&["new", "sandbank", "-o", &folder.path("sandbank.toml")], "");
    std::os::unix::fs::symlink("nowhere.toml", folder.path("newcastle.toml")).unwrap();
    let path = folder.0.path().to_str().unwrap();
    let said = refused(&["check", TODAY, "--procedures", path, COMPLETE]);
    assert!(said.contains("newcastle.toml: the file cannot be read"), "{said}");
}

#[test]
fn where_there_is_no_record_that_is_said() {
    let folder = Folder::with(&[
        ("empty.ndjson", b""),
        ("blank.jsonl", b"\xef\xbb\xbf\n \n"),
        ("one.ndjson", RECORD),
    ]);
    let files = [folder.path("empty.ndjson"), folder.path("blank.jsonl")];
    for command in [["check", "--format=states"], ["export", "--to=text"]] {
        let nothing = wayhome(&[command.as_slice(), &[TODAY, "-"]].concat(), "\n");
        assert_eq!(nothing.status.code(), Some(0));
        assert_eq!(complained(&nothing), "wayhome: there is no record in standard input.\n");
        let both = wayhome(&[command.as_slice(), &[TODAY, &files[0], &files[1]]].concat(), "");
        assert_eq!(both.status.code(), Some(0));
        let expected = files
            .each_ref()
            .map(|file| format!("wayhome: there is no record in {file}.\n"));
        assert_eq!(complained(&both), expected.concat());
        let one = wayhome(&[command.as_slice(), &[TODAY, &folder.path("one.ndjson")]].concat(), "");
        assert!(!complained(&one).contains("no record"), "{}", complained(&one));
    }
}

#[test]
fn a_record_in_other_letters_than_utf_8_is_said_to_be_so() {
    let text = std::str::from_utf8(RECORD).unwrap();
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let with_mark = [b"\xff\xfe", utf16.as_slice()].concat();
    let latin = text.replace("{}", r#"{"child_name":"Zo#"}"#).into_bytes();
    let latin: Vec<u8> = latin
        .iter()
        .map(|byte| if *byte == b'#' { 0xeb } else { *byte })
        .collect();
    let folder = Folder::with(&[
        ("utf16.json", &utf16),
        ("mark.json", &with_mark),
        ("latin.json", &latin),
    ]);
    let column = latin.iter().take_while(|byte| byte.is_ascii()).count() + 1;
    for (name, column) in [("utf16.json", 1), ("mark.json", 1), ("latin.json", column)] {
        let path = folder.path(name);
        for arguments in [
            ["check", TODAY, "--no-summary", &path].as_slice(),
            &["export", TODAY, "--to=text", &path],
            &["import", &path],
            &["eval", "true", "--with", &path],
        ] {
            let said = refused(arguments);
            assert_eq!(
                said,
                format!("wayhome: {path}: From line 1, column {column} on, this is not UTF-8. Save it as UTF-8.\n"),
                "{arguments:?}"
            );
        }
    }
    // A letter is one column, however many bytes it has.
    let lines = [b"{\n\"\xc5\xb5\": \"".as_slice(), b"\xeb\"}"].concat();
    let folder = Folder::with(&[
        ("lines.json", &lines),
        ("one.ndjson", &[b"\n", latin.as_slice()].concat()),
    ]);
    let said = refused(&["check", TODAY, "--no-summary", &folder.path("lines.json")]);
    assert!(said.contains(": From line 2, column 7 on, this is not"), "{said}");
    let said = refused(&["check", TODAY, "--no-summary", &folder.path("one.ndjson")]);
    assert!(
        said.contains(&format!(", line 2: From column {column} on, this is not")),
        "{said}"
    );
}

#[test]
fn bytes_of_nothing_are_no_text() {
    let folder = Folder::with(&[("nul.json", &[0; 300]), ("nul.ndjson", &[0; 2])]);
    for name in ["nul.json", "nul.ndjson"] {
        let path = folder.path(name);
        for arguments in [
            ["check", TODAY, "--no-summary", &path].as_slice(),
            &["export", TODAY, "--to=text", &path],
            &["eval", "true", "--with", &path],
        ] {
            let said = refused(arguments);
            assert!(
                said.contains("This is no text: it begins with bytes of nothing"),
                "{said}"
            );
        }
    }
}

/// One hint, and not an error for each line.
#[test]
fn one_record_on_many_lines_in_a_file_of_lines_is_said_to_be_one() {
    let pretty = |record: &[u8]| {
        let record: serde_json::Value = serde_json::from_slice(record).unwrap();
        serde_json::to_string_pretty(&record).unwrap()
    };
    let one = pretty(RECORD);
    let broken = one.replace("\"answers\"", "answers");
    let folder = Folder::with(&[
        ("one.ndjson", one.as_bytes()),
        ("marked.jsonl", format!("\u{feff}\n{one}\n").as_bytes()),
        ("broken.ndjson", broken.as_bytes()),
        ("two.ndjson", &[b"{\n", RECORD, b"\n"].concat()),
    ]);
    for name in ["one.ndjson", "marked.jsonl"] {
        let path = folder.path(name);
        assert_eq!(
            refused(&["check", TODAY, "--no-summary", &path]),
            format!(
                "wayhome: {path}: This is one record on several lines, and a file of this name holds one a line. Name it so that it ends in .json.\n"
            )
        );
    }
    let broken = refused(&["check", TODAY, "--no-summary", &folder.path("broken.ndjson")]);
    assert_eq!(broken.lines().count(), one.lines().count(), "{broken}");
    let two = wayhome(
        &[
            "check",
            TODAY,
            "--format=states",
            "--no-summary",
            &folder.path("two.ndjson"),
        ],
        "",
    );
    assert_eq!(said(&two).lines().count(), 1);
    assert!(complained(&two).contains("line 1: "), "{}", complained(&two));
}

#[test]
fn what_is_no_procedure_or_form_is_said_with_its_line_and_with_what_was_meant() {
    let record = |procedure: &str, form: &str| {
        format!(
            "{{\n  \"id\": \"a\",\n  \"procedure\": \"{procedure}\",\n  \"form\": \"{form}\",\n  \"answers\": {{}}\n}}\n"
        )
    };
    let folder = Folder::with(&[
        ("procedure.json", record("newcastel", "visit").as_bytes()),
        ("form.json", record("newcastle", "vist").as_bytes()),
        ("flat.json", record("newcastle", "vist").replace('\n', "").as_bytes()),
        ("far.json", record("newcastle", "elsewhere").as_bytes()),
        ("told.json", record("Robin Example is hit", "visit").as_bytes()),
        ("said.json", record("newcastle", "Robin Example is scared").as_bytes()),
    ]);
    let no_form = "The procedure `newcastle` has no form `vist`";
    let forms = "It has: visit, decision, plan, unplanned, review.";
    for (name, says) in [
        (
            "procedure.json",
            "There is no procedure `newcastel` (line 3). There are: ".to_owned(),
        ),
        ("procedure.json", " Did you mean `newcastle`?\n".to_owned()),
        (
            "form.json",
            format!("{no_form} (line 4). {forms} Did you mean `visit`?\n"),
        ),
        ("flat.json", format!("{no_form}. {forms} Did you mean `visit`?\n")),
        ("far.json", format!("no form `elsewhere` (line 4). {forms}\n")),
        // What is no id may be somebody's words.
        (
            "told.json",
            "There is no procedure with the id that stands there (line 3). There are: ".to_owned(),
        ),
        (
            "said.json",
            format!("has no form with the id that stands there (line 4). {forms}\n"),
        ),
    ] {
        let path = folder.path(name);
        for arguments in [
            ["check", TODAY, "--no-summary", &path].as_slice(),
            &["export", TODAY, "--to=text", &path],
        ] {
            let said = refused(arguments);
            assert!(said.contains(&says), "{arguments:?}: {said}");
            assert!(!said.contains("Robin"), "{arguments:?}: {said}");
        }
    }
}

#[test]
fn a_folder_in_place_of_a_file_is_said_to_be_one() {
    let folder = Folder::with(&[]);
    let path = folder.0.path().to_str().unwrap();
    for words in [
        ["lint", path].as_slice(),
        &["mapping", "lint", path],
        &["compile", path],
    ] {
        let expected = format!("wayhome: {path}: this is a folder. Name the files in it, such as {path}/*.toml.\n");
        assert_eq!(refused(words), expected);
    }
    let said = refused(&["eval", "true", "--with", path]);
    assert_eq!(said, format!("wayhome: {path}: This is a folder. Name a file in it.\n"));
}

#[test]
fn an_id_that_nothing_has_is_said_alike_by_every_command() {
    let neither = "wayhome: there is no procedure and no file nope. Wayhome ships: ";
    for arguments in [
        ["prove", "nope"].as_slice(),
        &["diff", "nope", "tees"],
        &["coverage", "nope"],
        &["messages", "nope"],
        &["coverage", "nope", "--format=markdown"],
    ] {
        let said = refused(arguments);
        assert!(
            said.starts_with(neither) && said.contains("newcastle"),
            "{arguments:?}: {said}"
        );
    }
    for arguments in [
        ["eval", "true", "--procedure=nope"].as_slice(),
        &["mapping", "new", "notes", "--procedure=nope"],
        &["mapping", "new", "notes", "--procedure=nope", "--form=visit"],
    ] {
        let said = refused(arguments);
        assert!(
            said.starts_with("wayhome: There is no procedure `nope`. There are: ") && said.contains("newcastle"),
            "{arguments:?}: {said}"
        );
    }
}
