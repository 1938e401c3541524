//! Fills in the service worker: the list of everything that it keeps, each with its SHA-256, and the headers that it puts on it.

use super::{PAGE, fingerprint};
use crate::headers::{Headers, content_type};
use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;

/// The service worker keeps its name: a browser finds a new edition by asking for the old one's address.
pub(crate) const WORKER: &str = "sw.js";

/// What may be served in the worker's place (docs/hosting.md). No part of the app, so it is not kept on a device.
pub(crate) const KILL_SWITCH: &str = "kill-switch.js";

/// Writes the list of a finished folder and the headers into the service worker that is in it.
pub(crate) fn fill_in(folder: &Path, headers: &Headers) -> Result<()> {
    let file = folder.join(WORKER);
    let template = fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    let files = list(folder)?;
    let headers: Map<String, Value> = headers
        .common()
        .into_iter()
        .map(|(name, value)| (name.to_owned(), Value::String(value)))
        .collect();
    let filled = [
        ("\"wayhome:files\"", serde_json::to_string_pretty(&files)?),
        ("\"wayhome:headers\"", serde_json::to_string_pretty(&headers)?),
    ]
    .into_iter()
    .try_fold(template, |text, (mark, value)| put(&text, mark, &value))?;
    // The edition is named by all that makes it: its files, its headers and its worker.
    let edition = fingerprint::sha256(filled.as_bytes());
    let edition = edition.get(..16).unwrap_or(&edition);
    fs::write(&file, put(&filled, "\"wayhome:edition\"", &format!("\"{edition}\""))?)?;
    Ok(())
}

/// Every file of the app that a device keeps, by its address: what it is, and the hash of its bytes.
fn list(folder: &Path) -> Result<Map<String, Value>> {
    let mut found = Map::new();
    for file in fingerprint::files(folder)? {
        let name = file.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        if name != PAGE && !fingerprint::is_fingerprinted(&name) {
            continue;
        }
        let entry = json!({ "sha256": fingerprint::sha256(&fs::read(&file)?), "type": content_type(&name) });
        let address = if name == PAGE {
            "/".to_owned()
        } else {
            format!("/{name}")
        };
        found.insert(address, entry);
    }
    Ok(found)
}

fn put(text: &str, mark: &str, value: &str) -> Result<String> {
    match text.matches(mark).count() {
        1 => Ok(text.replace(mark, value)),
        many => bail!("The service worker holds {mark} {many} times, and once is meant."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "const E = \"wayhome:edition\"; const F = \"wayhome:files\"; const H = \"wayhome:headers\";";

    fn filled(page: &str, headers: &Headers) -> String {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [
            (WORKER, TEMPLATE),
            (PAGE, page),
            (KILL_SWITCH, "leave()"),
            // What a server's keeper puts beside the page. A list that named it could not be fetched whole, and nothing would be kept.
            (".htaccess", "Header set"),
            ("web.config", "<configuration/>"),
            ("app.0123456789abcdef.wasm", "abc"),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        fill_in(folder.path(), headers).unwrap();
        fs::read_to_string(folder.path().join(WORKER)).unwrap()
    }

    fn edition(worker: &str) -> &str {
        worker.split('"').nth(1).unwrap()
    }

    #[test]
    fn every_file_is_listed_with_its_hash_and_the_worker_itself_is_not() {
        let worker = filled("page", &Headers::default());
        // SHA-256 of "abc", from the standard.
        assert!(worker.contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        assert!(worker.contains("\"/app.0123456789abcdef.wasm\"") && worker.contains("\"/\""));
        assert!(worker.contains("application/wasm") && worker.contains("default-src 'none'"));
        for absent in ["index.html", WORKER, KILL_SWITCH, ".htaccess", "web.config", "wayhome:"] {
            assert!(!worker.contains(absent), "{absent}: {worker}");
        }
    }

    #[test]
    fn another_file_or_another_header_is_another_edition() {
        let plain = Headers::default();
        let first = filled("page", &plain);
        assert_eq!(edition(&first).len(), 16);
        assert_eq!(first, filled("page", &plain));
        assert_ne!(edition(&first), edition(&filled("other page", &plain)));
        let exporting = Headers::new(Some("https://care.example")).unwrap();
        assert_ne!(edition(&first), edition(&filled("page", &exporting)));
    }

    #[test]
    fn a_worker_without_its_marks_is_refused() {
        assert!(put("const F = {};", "\"wayhome:files\"", "{}").is_err());
    }
}
