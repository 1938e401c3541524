//! What a folder holds is read as it was saved, and known to every command.

use std::fs;

use tempfile::TempDir;

use super::{RECORD, TODAY, folder, in_folder, path};
use crate::run::{complained, root, said, wayhome};

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
