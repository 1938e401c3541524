//! Training has no way to a real record: its screens name nothing of the app that holds one.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is not there")]

use std::fs;
use std::path::Path;

/// What of the app the training screens may use: none of it knows the store, the shelf, the vault or the way to a record.
const MAY: [&str; 10] = [
    "clipboard",
    "controls",
    "download",
    "interruption",
    "model",
    "page",
    "said",
    "strings",
    "today",
    "training",
];

fn sources() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/training");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap()))
        .collect()
}

#[test]
fn training_uses_nothing_that_holds_a_real_record() {
    let sources = sources();
    assert!(sources.len() > 5);
    for (file, text) in &sources {
        for used in text.split("crate::").skip(1) {
            let module: String = used
                .chars()
                .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
                .collect();
            assert!(MAY.contains(&module.as_str()), "{file} uses crate::{module}");
        }
        for word in [
            "wayhome_vault",
            "IndexedDb",
            "indexed_db",
            "local_storage",
            "session_storage",
        ] {
            assert!(!text.contains(word), "{file} names {word}");
        }
    }
}

/// Of what training may use, the only parts that could reach a record are looked at here too.
#[test]
fn what_training_uses_does_not_reach_the_store_either() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in [
        "clipboard.rs",
        "download.rs",
        "interruption.rs",
        "model/mod.rs",
        "model/history.rs",
        "model/judged.rs",
        "model/typing.rs",
        "page.rs",
        "said.rs",
        "today.rs",
    ] {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        for module in ["crate::store", "crate::keep", "wayhome_vault", "Library", "Shelf"] {
            assert!(!text.contains(module), "{file} names {module}");
        }
    }
}
