//! Training has no way to a real record: its screens name nothing of the app that holds one.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is not there")]

use std::fs;
use std::path::{Path, PathBuf};

/// What of the app the training screens may use: none of it knows the store, the shelf, the vault or the way to a record.
const MAY: [&str; 12] = [
    "clipboard",
    "controls",
    "download",
    "interruption",
    "js",
    "model",
    "page",
    "said",
    "sealed",
    "strings",
    "today",
    "training",
];

/// What holds a real record, or leads to one. Of the vault, the app's words name what can go wrong; what opens it is in its part for the browser.
const NEVER: [&str; 8] = [
    "crate::store",
    "crate::shelf",
    "crate::keep",
    "crate::work",
    "wayhome_vault::browser",
    "IndexedDb",
    "local_storage",
    "session_storage",
];

/// The files of a module of the app, those beneath it too, with what stands in them.
fn sources(module: &str) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(module);
    let mut files = vec![path.with_extension("rs")];
    let mut folders = vec![path];
    while let Some(folder) = folders.pop().filter(|folder| folder.is_dir()) {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.retain(|path| path.is_file());
    assert!(!files.is_empty(), "there is no module {module}");
    let read = |path: PathBuf| (path.display().to_string(), fs::read_to_string(path).unwrap());
    files.into_iter().map(read).collect()
}

/// The modules of the app that a file names.
fn named(text: &str) -> impl Iterator<Item = String> {
    let name = |used: &str| {
        used.chars()
            .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
            .collect()
    };
    text.split("crate::").skip(1).map(name)
}

#[test]
fn training_uses_nothing_that_holds_a_real_record() {
    let sources = sources("training");
    assert!(sources.len() > 5);
    for (file, text) in &sources {
        for module in named(text) {
            assert!(MAY.contains(&module.as_str()), "{file} uses crate::{module}");
        }
        assert!(!text.contains("wayhome_vault"), "{file} names the vault");
    }
}

/// Nor does anything that it uses, or that this uses in turn.
#[test]
fn what_training_uses_does_not_reach_a_real_record_either() {
    let mut modules: Vec<String> = MAY.iter().map(|module| (*module).to_owned()).collect();
    let mut at = 0;
    while let Some(module) = modules.get(at).cloned() {
        for (file, text) in sources(&module) {
            for never in NEVER {
                assert!(!text.contains(never), "{file} names {never}");
            }
            for used in named(&text) {
                if !modules.contains(&used) {
                    modules.push(used);
                }
            }
        }
        at += 1;
    }
    assert!(modules.iter().any(|module| module == "items"), "{modules:?}");
}
