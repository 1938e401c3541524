//! What cannot be read, or is not there: what is said of it.

use crate::run::{Folder, complained, refused, said, wayhome};

const TODAY: &str = "--today=2026-03-02";
const COMPLETE: &str = "samples/visit-complete.json";
const RECORD: &[u8] = br#"{"procedure":"newcastle","form":"visit","answers":{}}"#;

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
