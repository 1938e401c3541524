//! A council's own procedures, with no rebuild: `--procedures`, `--procedure` and `wayhome new`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::run::{complained, root, said, wayhome};
use serde_json::{Value as Json, json};
use tempfile::TempDir;
use wayhome_conformance::Case;

const TODAY: &str = "--today=2026-03-02";
const RECORD: &str =
    r#"{"procedure":"sandbank","form":"visit","answers":{"legal_status":"care_order","seen_alone":true}}"#;

/// A folder with the procedure that `wayhome new sandbank` writes.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    let output = wayhome(
        &["new", "sandbank", "--output", path(&folder, "sandbank.toml").as_str()],
        "",
    );
    assert_eq!(output.status.code(), Some(0), "{}", complained(&output));
    folder
}

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).to_str().unwrap().to_owned()
}

fn change(folder: &TempDir, from: &str, to: &str) {
    let file = folder.path().join("sandbank.toml");
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains(from), "the template does not say {from}");
    fs::write(file, text.replace(from, to)).unwrap();
}

fn in_folder(folder: &Path) -> [String; 2] {
    ["--procedures".to_owned(), folder.to_str().unwrap().to_owned()]
}

#[test]
fn what_new_writes_compiles_clean_is_proved_and_checks_records() {
    let folder = folder();
    let file = path(&folder, "sandbank.toml");
    let lint = wayhome(&["lint", &file], "");
    assert_eq!(lint.status.code(), Some(0), "{}", said(&lint));
    let prove = wayhome(&["prove", &file], "");
    assert_eq!(prove.status.code(), Some(0), "{}", said(&prove));
    assert!(said(&prove).contains("sandbank, table decision"), "{}", said(&prove));
    let [option, dir] = in_folder(folder.path());
    let output = wayhome(&["check", "--format=json", TODAY, &option, &dir], RECORD);
    let report: Json = serde_json::from_str(&said(&output)).unwrap();
    let state = |rule: &str| {
        let findings = report["findings"].as_array().unwrap();
        findings.iter().find(|finding| finding["rule"] == rule).unwrap()["state"].clone()
    };
    assert_eq!(state("SAN-1"), "met");
    assert_eq!(state("SAN-2"), "to_do");
    assert_eq!(state("ENG-29"), "met");
    // What the law asks stands beneath every form.
    for form in ["visit", "decision", "plan", "unplanned", "review"] {
        let record = RECORD.replace("visit", form);
        let states = said(&wayhome(&["check", "--format=states", TODAY, &option, &dir], &record));
        assert!(states.contains("ENG-"), "{form}: {states}");
    }
}

#[test]
fn new_leaves_what_is_there_as_it_is_and_refuses_what_cannot_be_an_id() {
    let folder = folder();
    let file = path(&folder, "sandbank.toml");
    fs::write(&file, "mine").unwrap();
    let again = wayhome(&["new", "sandbank", "-o", &file], "");
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    assert!(complained(&again).contains("left as it is"), "{}", complained(&again));
    for id in ["Sandbank", "1st", "", "a\"b", "tees", "return"] {
        let file = path(&folder, "other.toml");
        let output = wayhome(&["new", id, "-o", &file], "");
        assert_eq!(output.status.code(), Some(2), "{id}");
        assert!(!complained(&output).is_empty());
        assert!(!Path::new(&file).exists(), "{id}");
    }
    let empty = complained(&wayhome(&["new", ""], ""));
    assert!(empty.contains("The id is empty"), "{empty}");
}

/// A written list is a list whatever is known of its members: one of them may decide, as in round brackets.
#[test]
fn a_list_is_decided_by_what_is_known_of_it() {
    let folder = folder();
    change(
        &folder,
        "    \"sandbank.school_told\",",
        "    { question = \"sandbank.weeks\", when = \"seen_alone = false\" }, \"sandbank.school_told\",",
    );
    let mut added =
        "[[question]]\nid = \"sandbank.weeks\"\ntype = \"number\"\nlabel = \"How many weeks?\"\n".to_owned();
    // Where the question is not asked, and where it is not answered.
    let cases = [
        ("1 in [1, sandbank.weeks]", "met", "met"),
        ("1 in listed", "met", "met"),
        ("2 in [1, sandbank.weeks]", "breached", "to_do"),
        ("some x in [1, sandbank.weeks] satisfies x = 1", "met", "met"),
        ("some x in [1, sandbank.weeks] satisfies x = 2", "breached", "to_do"),
        ("every x in [1, sandbank.weeks] satisfies x = 1", "breached", "to_do"),
        ("every x in [1, sandbank.weeks] satisfies x = 2", "breached", "breached"),
        ("every x in [sandbank.weeks] satisfies x != 1", "met", "to_do"),
        ("count([1, sandbank.weeks]) = 2", "met", "met"),
    ];
    for (number, (expect, ..)) in cases.iter().enumerate() {
        write!(
            added,
            "[[rule]]\nid = \"SAN-9{number}\"\nform = \"visit\"\nlevel = \"must\"\nabout = [\"seen_alone\"]\nexpect = \"{expect}\"\nsays = \"It is so.\"\ncite = \"1\"\n"
        )
        .unwrap();
    }
    change(
        &folder,
        "[facts]",
        &format!("{added}[facts]\nlisted = \"[1, sandbank.weeks]\""),
    );
    let [option, dir] = in_folder(folder.path());
    let unanswered = r#"{"procedure":"sandbank","form":"visit","answers":{"seen_alone":false}}"#;
    let output = wayhome(
        &["check", "--format=json", TODAY, &option, &dir],
        &format!("{RECORD}\n{unanswered}\n"),
    );
    let reports: Vec<Json> = said(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(reports.len(), 2, "{}", complained(&output));
    // What is needed is the member that is not known, and no more.
    let findings = reports[1]["findings"].as_array().unwrap();
    let some = findings.iter().find(|finding| finding["rule"] == "SAN-94").unwrap();
    assert_eq!(some["needs"], json!(["sandbank.weeks"]));
    for (number, (expect, not_asked, open)) in cases.iter().enumerate() {
        let states = reports.iter().map(|report| {
            let findings = report["findings"].as_array().unwrap();
            let id = format!("SAN-9{number}");
            findings.iter().find(|finding| finding["rule"] == id).unwrap()["state"].clone()
        });
        assert_eq!(states.collect::<Vec<_>>(), [*not_asked, *open], "{expect}");
    }
}

#[test]
fn a_new_mapping_has_an_id_that_its_own_lint_takes() {
    let folder = TempDir::new().unwrap();
    let file = path(&folder, "mapping.toml");
    for id in ["M-M", "Harbour", "1st", "", "a\"b", "a\" # "] {
        let output = wayhome(&["mapping", "new", id, "--procedure=tees", "-o", &file], "");
        assert_eq!(output.status.code(), Some(2), "{id}");
        assert!(complained(&output).starts_with("wayhome: "), "{}", complained(&output));
        assert!(!Path::new(&file).exists(), "{id}");
    }
    let refused = wayhome(&["mapping", "new", "M-M", "--procedure=tees", "-o", &file], "");
    assert_eq!(
        complained(&refused),
        "wayhome: \"M-M\" cannot be the id of a mapping: write lower-case letters, digits and underscores.\n"
    );
    let made = wayhome(
        &["mapping", "new", "harbour_notes", "--procedure=tees", "-o", &file],
        "",
    );
    assert_eq!(made.status.code(), Some(0), "{}", complained(&made));
    let lint = wayhome(&["mapping", "lint", &file], "");
    assert_eq!(lint.status.code(), Some(0), "{}", said(&lint));
}

#[test]
fn a_mistake_in_a_procedure_stops_the_check_with_its_place() {
    let folder = folder();
    change(
        &folder,
        "explained_by = \"not_alone_reason\"",
        "explained_by = \"not_alone_reson\"",
    );
    let [option, dir] = in_folder(folder.path());
    let output = wayhome(&["check", TODAY, &option, &dir], RECORD);
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(2), ""));
    let complaint = complained(&output);
    let text = fs::read_to_string(path(&folder, "sandbank.toml")).unwrap();
    let line = 1 + text.lines().position(|line| line.contains("not_alone_reson")).unwrap();
    assert!(complaint.contains(&format!("sandbank.toml:{line}:16")), "{complaint}");
    assert!(complaint.contains("did you mean \"not_alone_reason\""), "{complaint}");
}

/// What `wayhome compile` refuses is not used to check records either; whoever still writes it can look at it.
#[test]
fn an_unfinished_table_stops_the_check_as_it_stops_compiling() {
    let folder = folder();
    change(&folder, "age >= 16", "age >= 17");
    let file = path(&folder, "sandbank.toml");
    let gap = format!("wayhome: {file}: table decision: gap: nothing is said of this child: aged 16, section 20");
    let [option, dir] = in_folder(folder.path());
    for words in [
        ["check", TODAY, &option, &dir].as_slice(),
        &["check", TODAY, "--procedure", &file],
        &["export", TODAY, "--to=text", &option, &dir],
        &["compile", &file],
    ] {
        let output = wayhome(words, RECORD);
        assert_eq!((output.status.code(), said(&output).as_str()), (Some(2), ""));
        assert!(complained(&output).contains(&gap), "{}", complained(&output));
        assert!(complained(&output).contains("Add a row or a silence for each gap"));
    }
    for words in [
        ["prove", &option, &dir].as_slice(),
        &["prove", &file],
        &["lint", &file, &option, &dir],
        &["diff", &file, "newcastle"],
    ] {
        let output = wayhome(words, "");
        assert_eq!(output.status.code(), Some(1), "{words:?}: {}", complained(&output));
    }
    for words in [
        ["coverage", &file].as_slice(),
        &["messages", &file],
        &["eval", "sandbank.school_told", "--procedure=sandbank", &option, &dir],
    ] {
        let output = wayhome(words, "");
        assert_eq!(output.status.code(), Some(0), "{words:?}: {}", complained(&output));
    }
}

#[test]
fn what_does_not_fit_the_law_beneath_is_said_once_and_of_the_procedure() {
    for (from, to, says) in [
        ("\"SAN-2\"", "\"ENG-29\"", "both have a rule with the id `ENG-29`"),
        (
            "met_by = \"visit_date\"",
            "met_by = \"visit_date\"\nfloor = \"ENG-28-22\"",
            "the deadline SAN-3 names `ENG-28-22` as its floor, and `england` has no deadline of that id. Did you mean `ENG-28-2`?",
        ),
        ("floor = \"england\"", "floor = \"tees\"", "which is not law"),
    ] {
        let folder = folder();
        change(&folder, from, to);
        let file = path(&folder, "sandbank.toml");
        let [option, dir] = in_folder(folder.path());
        let output = wayhome(
            &["check", "--format=json", TODAY, &option, &dir],
            &format!("{RECORD}\n{RECORD}\n"),
        );
        assert_eq!((output.status.code(), said(&output).as_str()), (Some(2), ""));
        let complaint = complained(&output);
        assert!(complaint.contains(&format!("wayhome: {file}: ")), "{complaint}");
        assert_eq!(complaint.matches(says).count(), 1, "{complaint}");
        let lint = wayhome(&["lint", &file], "");
        assert_eq!(lint.status.code(), Some(1));
        assert!(said(&lint).contains(says), "{}", said(&lint));
        let compile = wayhome(&["compile", &file], "");
        assert_eq!((compile.status.code(), said(&compile).as_str()), (Some(2), ""));
        assert!(complained(&compile).contains(says), "{}", complained(&compile));
    }
}

/// A floor of the council's own is not known to `wayhome compile` unless it is named; then it is looked at.
#[test]
fn compile_knows_the_floors_of_a_folder() {
    let law = TempDir::new().unwrap();
    let shipped = fs::read_to_string(root().join("crates/wayhome-procedures/england.toml")).unwrap();
    fs::write(
        law.path().join("northland.toml"),
        shipped.replace("england", "northland"),
    )
    .unwrap();
    let folder = folder();
    change(&folder, "floor = \"england\"", "floor = \"northland\"");
    change(&folder, "\"SAN-2\"", "\"ENG-29\"");
    let file = path(&folder, "sandbank.toml");
    assert_eq!(wayhome(&["compile", &file], "").status.code(), Some(0));
    let [option, dir] = in_folder(law.path());
    let refused = wayhome(&["compile", &file, &option, &dir], "");
    assert_eq!(refused.status.code(), Some(2));
    let complaint = complained(&refused);
    assert!(
        complaint.contains("`sandbank` and `northland` both have a rule"),
        "{complaint}"
    );
}

/// That nobody tried its cases shows no mistake in a table: it is used, and the author is told.
#[test]
fn a_table_with_too_many_cases_to_try_is_said_to_be_so() {
    let folder = folder();
    let (mut asked, mut questions, mut conditions) = (String::new(), String::new(), String::new());
    for number in 0..30 {
        write!(asked, "\"sandbank.n{number}\", ").unwrap();
        write!(
            questions,
            "[[question]]\nid = \"sandbank.n{number}\"\ntype = \"number\"\nlabel = \"N{number}?\"\n"
        )
        .unwrap();
        write!(conditions, " and sandbank.n{number} > {number}").unwrap();
    }
    change(&folder, "[\"date_of_birth\", ", &format!("[{asked}\"date_of_birth\", "));
    change(
        &folder,
        "when = 'legal_status = \"care_order\"'",
        &format!("when = 'legal_status = \"care_order\"{conditions}'"),
    );
    change(&folder, "[facts]", &format!("{questions}[facts]"));
    let file = path(&folder, "sandbank.toml");
    let says = "table decision: not checked. It has ";
    let lint = wayhome(&["lint", &file], "");
    assert_eq!(lint.status.code(), Some(1));
    assert!(said(&lint).contains(says), "{}", said(&lint));
    let json: Json = serde_json::from_str(&self::said(&wayhome(&["lint", "--format=json", &file], ""))).unwrap();
    assert!(json["problems"][0].as_str().unwrap().starts_with(says), "{json}");
    let compile = wayhome(&["compile", &file], "");
    assert_eq!(compile.status.code(), Some(0));
    assert!(!compile.stdout.is_empty() && complained(&compile).contains(says));
}

#[test]
fn files_from_other_systems_are_read_or_refused_with_what_to_do() {
    let folder = folder();
    let file = path(&folder, "sandbank.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::remove_file(&file).unwrap();
    let marked = path(&folder, "SANDBANK.TOML");
    fs::write(
        &marked,
        format!("\u{feff}{}", text.replacen("wayhome = 1", "wayhome = 7", 1)),
    )
    .unwrap();
    let records = TempDir::new().unwrap();
    fs::write(records.path().join("VISIT.JSON"), RECORD).unwrap();
    let [option, dir] = in_folder(folder.path());
    let refused = wayhome(&["check", TODAY, &option, &dir, records.path().to_str().unwrap()], "");
    assert_eq!(refused.status.code(), Some(2), "{}", complained(&refused));
    fs::write(&marked, "\u{feff}wayhome = 7\n").unwrap();
    let lint = said(&wayhome(&["lint", &marked], ""));
    assert!(
        lint.contains("SANDBANK.TOML:1:11\n") && lint.contains("│           ^\n"),
        "{lint}"
    );
    fs::write(&marked, format!("\u{feff}{text}")).unwrap();
    let used = wayhome(&["check", TODAY, &option, &dir, records.path().to_str().unwrap()], "");
    assert!(said(&used).contains("VISIT.JSON"), "{}", complained(&used));
    for (bytes, at) in [
        (b"\xff\xfew\0".as_slice(), "1:1"),
        (b"# Caf\xe9\n", "1:6"),
        (b"\xef\xbb\xbf# Caf\xc3\xa9\n# Caf\xc3\xa9 caf\xe9\n", "2:11"),
    ] {
        fs::write(&marked, bytes).unwrap();
        for command in [["lint", &marked].as_slice(), &["mapping", "lint", &marked]] {
            let output = wayhome(command, "");
            assert_eq!(output.status.code(), Some(2));
            let says = format!(
                "wayhome: {marked}:{at}: WH001: from here on, the file is not UTF-8. Save it as UTF-8 in your editor.\n"
            );
            assert_eq!(complained(&output), says);
        }
    }
}

#[test]
fn compiled_files_of_the_folder_are_used_too() {
    let folder = folder();
    let compiled = path(&folder, "sandbank.json");
    let source = path(&folder, "sandbank.toml");
    assert_eq!(
        wayhome(&["compile", &source, "-o", &compiled], "").status.code(),
        Some(0)
    );
    let [option, dir] = in_folder(folder.path());
    let both = wayhome(&["check", TODAY, &option, &dir], RECORD);
    assert_eq!(both.status.code(), Some(2));
    assert!(
        complained(&both).contains("Keep one of the two"),
        "{}",
        complained(&both)
    );
    let of_source = said(&wayhome(
        &["check", "--format=json", TODAY, "--procedure", &source],
        RECORD,
    ));
    fs::remove_file(&source).unwrap();
    let of_compiled = said(&wayhome(&["check", "--format=json", TODAY, &option, &dir], RECORD));
    assert!(of_compiled.contains("SAN-1"), "{of_compiled}");
    assert_eq!(of_source, of_compiled);
}

#[test]
fn one_name_for_other_posts_is_said_to_be_that() {
    let folder = folder();
    let held_by = r#"nominated_officer = ["head_of_service", "director_of_childrens_services"]"#;
    change(&folder, held_by, r#"nominated_officer = ["panel"]"#);
    let record =
        r#"{"procedure":"sandbank","form":"decision","answers":{"legal_status":"care_order","return_to":"parent"}}"#;
    let file = path(&folder, "sandbank.toml");
    let told = said(&wayhome(
        &["check", "--format=json", TODAY, "--procedure", &file],
        record,
    ));
    let says = "This procedure and the law both ask for the Nominated Officer, and other posts may hold it here than by the law. Which is more senior is not known: ask a manager.";
    assert!(told.contains(says), "{told}");
}

/// Both ways of naming a compiled file, a procedure to check with and one to compare, say the same of one that cannot be used.
#[test]
fn a_compiled_file_that_cannot_be_used_is_named_with_what_to_do() {
    let folder = TempDir::new().unwrap();
    let file = path(&folder, "later.json");
    for (text, says) in [
        (
            r#"{"wayhome":9,"id":"later","clauses":[]}"#.to_owned(),
            "The procedure `later` is of format 9. This version of Wayhome reads format 1: update Wayhome to use it.",
        ),
        (
            r#"{"wayhome":"Robin"}"#.to_owned(),
            "This is not a compiled procedure, from line 1, column 12 on. Make one with `wayhome compile`.",
        ),
        (
            " ".repeat(4 * 1024 * 1024 + 1),
            "The compiled procedure is larger than 4 MB. Wayhome does not read it.",
        ),
    ] {
        fs::write(&file, text).unwrap();
        for words in [
            ["check", TODAY, "--procedure", &file].as_slice(),
            &["diff", "newcastle", &file],
        ] {
            let output = wayhome(words, RECORD);
            assert_eq!(output.status.code(), Some(2));
            let first = complained(&output).lines().next().map(str::to_owned);
            assert_eq!(first, Some(format!("wayhome: {file}: {says}")));
        }
    }
}

#[test]
fn a_compiled_file_that_was_changed_is_not_used() {
    let folder = folder();
    let compiled = path(&folder, "sandbank.json");
    let source = path(&folder, "sandbank.toml");
    wayhome(&["compile", &source, "-o", &compiled], "");
    fs::remove_file(&source).unwrap();
    let whole = fs::read_to_string(&compiled).unwrap();
    let [option, dir] = in_folder(folder.path());
    let all: [&[&str]; 3] = [
        &["check", TODAY, "--procedure", &compiled],
        &["check", TODAY, &option, &dir],
        &["prove", &compiled],
    ];
    // How it is laid out is nobody's business.
    let json: Json = serde_json::from_str(&whole).unwrap();
    fs::write(&compiled, serde_json::to_string_pretty(&json).unwrap()).unwrap();
    for words in all {
        assert_ne!(wayhome(words, RECORD).status.code(), Some(2), "{words:?}");
    }
    let changed = whole.replacen("\"level\":\"must\"", "\"level\":\"consider\"", 1);
    assert_ne!(changed, whole);
    fs::write(&compiled, changed).unwrap();
    for words in all {
        let output = wayhome(words, RECORD);
        assert_eq!(
            (output.status.code(), said(&output).as_str()),
            (Some(2), ""),
            "{words:?}"
        );
        // Of a record, that its procedure is not used is said after it.
        let first = complained(&output).lines().next().map(str::to_owned);
        assert_eq!(
            first,
            Some(format!(
                "wayhome: {compiled}: the compiled procedure was changed or damaged: its hash does not fit. Make changes in its TOML, and compile \
                 that again with `wayhome compile`."
            ))
        );
    }
}

#[test]
fn a_local_file_goes_before_a_shipped_one_and_says_so() {
    let folder = TempDir::new().unwrap();
    let shipped = fs::read_to_string(root().join("crates/wayhome-procedures/newcastle.toml")).unwrap();
    let changed = shipped.replacen(
        "authority = \"Newcastle City Council\"",
        "authority = \"Newcastle, as we changed it\"",
        1,
    );
    fs::write(folder.path().join("newcastle.toml"), changed).unwrap();
    let [option, dir] = in_folder(folder.path());
    let output = wayhome(&["check", TODAY, &option, &dir, "samples/visit-complete.json"], "");
    assert!(
        said(&output).contains("Newcastle, as we changed it"),
        "{}",
        said(&output)
    );
    assert!(
        complained(&output).contains("used for `newcastle` instead of the procedure that Wayhome ships"),
        "{}",
        complained(&output)
    );
}

#[test]
fn a_folder_without_procedures_and_a_floor_that_is_not_there_are_refused() {
    let empty = TempDir::new().unwrap();
    let [option, dir] = in_folder(empty.path());
    let output = wayhome(&["check", TODAY, &option, &dir], RECORD);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        complained(&output).contains("holds no procedure"),
        "{}",
        complained(&output)
    );
    let folder = folder();
    change(&folder, "floor = \"england\"", "floor = \"sandbnk\"");
    let itself = complained(&wayhome(
        &[
            "lint",
            &path(&folder, "sandbank.toml"),
            "--procedures",
            folder.path().to_str().unwrap(),
        ],
        "",
    ));
    assert!(
        itself.contains("Wayhome ships `england`") && !itself.contains("Did you mean"),
        "{itself}"
    );
    change(&folder, "floor = \"sandbnk\"", "floor = \"scotland\"");
    let [option, dir] = in_folder(folder.path());
    let output = wayhome(&["check", TODAY, &option, &dir], RECORD);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        complained(&output).contains("its floor is `scotland`"),
        "{}",
        complained(&output)
    );
}

/// One letter tells the two options apart.
#[test]
fn a_file_in_the_place_of_a_folder_and_a_folder_in_that_of_a_file_are_told_the_other_option() {
    let folder = folder();
    let file = path(&folder, "sandbank.toml");
    for (option, named, other) in [
        ("--procedures", file.as_str(), "a file with `--procedure`."),
        (
            "--procedure",
            folder.path().to_str().unwrap(),
            "the folder with `--procedures`.",
        ),
    ] {
        let output = wayhome(&["check", TODAY, option, named], RECORD);
        assert_eq!(output.status.code(), Some(2));
        assert!(complained(&output).contains(other), "{}", complained(&output));
    }
}

#[test]
fn prove_and_eval_know_the_folder_too() {
    let folder = folder();
    let [option, dir] = in_folder(folder.path());
    let all = said(&wayhome(&["prove", &option, &dir], ""));
    assert!(
        all.contains("sandbank, table decision") && !all.contains("england"),
        "{all}"
    );
    // The same bytes each time.
    let json = |_| said(&wayhome(&["prove", "--format=json", &option, &dir], ""));
    let [first, second] = [0, 1].map(json);
    assert!(first.contains("\"table\":\"decision\""), "{first}");
    assert_eq!(first, second);
    let one = said(&wayhome(&["prove", "sandbank", &option, &dir], ""));
    assert!(one.contains("sandbank, table decision"), "{one}");
    let eval = wayhome(
        &["eval", "sandbank.school_told", "--procedure=sandbank", &option, &dir],
        "",
    );
    assert_eq!(eval.status.code(), Some(0), "{}", complained(&eval));
    assert!(said(&eval).contains("sandbank.school_told"), "{}", said(&eval));
}

#[test]
fn an_unknown_procedure_is_said_with_the_councils_own_among_those_that_there_are() {
    let folder = folder();
    let [option, dir] = in_folder(folder.path());
    let record = RECORD.replace("sandbank", "sandbnk");
    let output = wayhome(&["check", TODAY, &option, &dir], &record);
    assert!(
        complained(&output).contains("newcastle") && complained(&output).contains("sandbank"),
        "{}",
        complained(&output)
    );
}

/// A case comes out as it says, with the procedures of a folder.
pub(crate) fn agrees(case: &Case, folder: &Path) {
    let record = serde_json::to_string(&case.record().unwrap()).unwrap();
    let [option, dir] = in_folder(folder);
    let output = wayhome(
        &["check", "--format=json", "--today", &case.today, &option, &dir],
        &record,
    );
    assert!(!output.stdout.is_empty(), "{}: {}", case.name, complained(&output));
    let report = serde_json::from_str(&said(&output)).unwrap();
    assert_eq!(case.differences(&report), Vec::<String>::new(), "{}", case.name);
}

/// tests/procedures/harbour.toml: hours, a panel's recommendation, "not below" a grade, a rule changed on a date, a weaker timescale than the law's.
#[test]
fn an_invented_authority_unlike_the_others_needs_no_code() {
    let folder = root().join("tests/procedures");
    let text = fs::read_to_string(folder.join("cases/harbour.toml")).unwrap();
    let cases = wayhome_conformance::read(&text).unwrap();
    for case in &cases {
        agrees(case, &folder);
    }
    let source = fs::read_to_string(folder.join("harbour.toml")).unwrap();
    let ids = source
        .lines()
        .filter_map(|line| line.strip_prefix("id = \"HAR-")?.strip_suffix('"'));
    for id in ids {
        let id = format!("HAR-{id}");
        let mentions = |case: &Case| format!("{case:?}").contains(&format!("\"{id}\""));
        assert!(cases.iter().any(mentions), "no case speaks of {id}");
    }
}

#[test]
fn the_invented_authority_compiles_clean_and_its_table_is_proved() {
    let file = "tests/procedures/harbour.toml";
    let lint = wayhome(&["lint", file], "");
    assert_eq!(lint.status.code(), Some(0), "{}", said(&lint));
    let prove = wayhome(&["prove", file], "");
    assert_eq!(prove.status.code(), Some(0), "{}", said(&prove));
}

/// Of a procedure that does not compile, no record is checked, and none by another of its id; records of others are.
#[test]
fn a_procedure_that_does_not_compile_stops_its_own_records_alone() {
    let folder = folder();
    let broken = fs::read_to_string(folder.path().join("sandbank.toml")).unwrap();
    for (id, text) in [
        (
            "hill",
            broken.replace("sandbank", "hill").replace("age >= 16", "age > 16"),
        ),
        ("tees", broken.replace("sandbank", "tees") + "\n[[rule]\n"),
    ] {
        fs::write(folder.path().join(format!("{id}.toml")), text).unwrap();
    }
    let [option, dir] = in_folder(folder.path());
    let records = ["sandbank", "hill", "tees"]
        .map(|id| RECORD.replace("sandbank", id))
        .join("\n");
    let output = wayhome(&["check", "--format=json", TODAY, &option, &dir], &records);
    assert_eq!(output.status.code(), Some(2));
    let (reports, complaint) = (said(&output), complained(&output));
    assert_eq!(reports.lines().count(), 1, "{reports}{complaint}");
    assert!(reports.contains("SAN-1"), "{reports}");
    for id in ["hill", "tees"] {
        let file = path(&folder, &format!("{id}.toml"));
        assert!(
            complaint.contains(&format!("is not used, because of what was said of {file}.")),
            "{complaint}"
        );
    }
    // No record is of the procedures that are wrong, and still the run is not clean.
    let one = wayhome(&["check", TODAY, &option, &dir, "-"], RECORD);
    assert_eq!(one.status.code(), Some(2));
    let prove = wayhome(&["prove", &option, &dir], "");
    assert_eq!(prove.status.code(), Some(2), "{}", complained(&prove));
    assert!(said(&prove).contains("sandbank, table decision: "), "{}", said(&prove));
    let prove = wayhome(&["prove", "tees", &option, &dir], "");
    assert_eq!((prove.status.code(), said(&prove).as_str()), (Some(2), ""));
    let eval = wayhome(&["eval", "age >= 16", "--procedure=sandbank", &option, &dir], "");
    assert_eq!(eval.status.code(), Some(2));
    assert!(said(&eval).contains("date_of_birth"), "{}", said(&eval));
    // What is too large is not read through for an id: it is as if it had none.
    let large = path(&folder, "large.json");
    fs::write(&large, r#"{"id":"hill"}"#.to_owned() + &" ".repeat(4 * 1024 * 1024)).unwrap();
    let output = wayhome(&["check", "--format=json", TODAY, &option, &dir], &records);
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(2), ""));
    fs::remove_file(large).unwrap();
    // Whose records a file without an id was to check, nobody knows.
    fs::write(folder.path().join("notes.toml"), "# notes\n").unwrap();
    let output = wayhome(&["check", "--format=json", TODAY, &option, &dir], &records);
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(2), ""));
}

/// Without the law beneath them, records would be checked against less than was meant, also by a procedure that Wayhome ships.
#[test]
fn what_wayhome_ships_is_not_used_without_the_law_of_ones_own() {
    let folder = TempDir::new().unwrap();
    let law = fs::read_to_string(root().join("crates/wayhome-procedures/england.toml")).unwrap();
    let file = path(&folder, "england.toml");
    fs::write(&file, law + "\n[[rule]\n").unwrap();
    let [option, dir] = in_folder(folder.path());
    let record = RECORD.replace("sandbank", "newcastle");
    let why = format!(
        "The procedure `newcastle` is not used, because it stands on `england`, which is not used because of what was said of {file}."
    );
    for words in [
        ["check", "--format=json", TODAY].as_slice(),
        &["prove", "newcastle"],
        &["eval", "1 + 1", "--procedure=newcastle"],
    ] {
        let output = wayhome(&[words, &[&option, &dir]].concat(), &record);
        assert_eq!(
            (output.status.code(), said(&output).as_str()),
            (Some(2), ""),
            "{words:?}"
        );
        let complaint = complained(&output).replace(" (line 1)", "");
        assert!(complaint.contains(&why), "{words:?}: {complaint}");
    }
    // Nobody asked for the others: nothing is said of them.
    let output = wayhome(&["check", TODAY, &option, &dir], &record);
    assert!(!complained(&output).contains("wiltshire"), "{}", complained(&output));
}

/// One mistake is told once: what stands on a procedure that was refused just before has a floor, which is not used.
#[test]
fn of_a_floor_that_was_refused_it_is_not_said_that_there_is_none() {
    let folder = folder();
    // In the order of the ids: the first stands on nothing, the second on the first.
    let text = fs::read_to_string(folder.path().join("sandbank.toml")).unwrap();
    let upper = text.replace("floor = \"england\"", "floor = \"dune\"");
    let dune = text
        .replace("sandbank", "dune")
        .replace("floor = \"england\"", "floor = \"nowhere\"");
    assert!(upper != text && dune.contains("nowhere"), "{text}");
    fs::write(folder.path().join("sandbank.toml"), upper).unwrap();
    fs::write(folder.path().join("dune.toml"), dune).unwrap();
    let [option, dir] = in_folder(folder.path());
    for words in [["check", TODAY].as_slice(), &["prove"]] {
        let output = wayhome(&[words, &[&option, &dir]].concat(), RECORD);
        assert_eq!(output.status.code(), Some(2));
        let complaint = complained(&output);
        assert!(complaint.contains("its floor is `nowhere`"), "{complaint}");
        assert!(
            complaint.contains("it stands on `dune`, which is not used."),
            "{complaint}"
        );
        assert!(!complaint.contains("its floor is `dune`"), "{complaint}");
    }
}
