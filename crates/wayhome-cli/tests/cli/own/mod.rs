//! A council's own procedures, with no rebuild: `--procedures`, `--procedure` and `wayhome new`.

mod compiled;
mod folder;
mod mistakes;
mod new;
mod records;
mod unused;

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use wayhome_conformance::Case;

use crate::run::{complained, said, wayhome};

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
