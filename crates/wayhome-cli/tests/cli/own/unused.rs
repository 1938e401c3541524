//! What cannot be used stops its own records, and what stands on it, and nothing else.

use std::fs;

use tempfile::TempDir;

use super::{RECORD, TODAY, change, folder, in_folder, path};
use crate::run::{complained, root, said, wayhome};

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
