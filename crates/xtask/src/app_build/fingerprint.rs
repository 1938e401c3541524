//! Names files by their own content: `app.js` becomes `app.3f2a….js`.
//!
//! Other bytes have another name, so a browser may keep a file for ever, and an old page never meets a new script. A file
//! that mentions others can be named only after they are, since their names are part of its content.

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Ends of names whose files are text and may mention other files.
const TEXT: &[&str] = &["js", "css", "html", "webmanifest", "json"];

/// Renames every file of a folder but those that are kept, and every mention of it.
pub(crate) fn rename_all(folder: &Path, kept: &[&str]) -> Result<()> {
    let mut waiting: Vec<PathBuf> = files(folder)?
        .into_iter()
        .filter(|file| !kept.iter().any(|kept| file.ends_with(kept)))
        .collect();
    while !waiting.is_empty() {
        let names: Vec<String> = waiting.iter().map(|file| file_name(file)).collect();
        let ready = waiting.iter().position(|file| !mentions_any(file, &names));
        let Some(ready) = ready else {
            bail!(
                "These files mention each other, so that none can be named by its content: {}",
                names.join(", ")
            );
        };
        let file = waiting.remove(ready);
        let old = file_name(&file);
        let new = fingerprinted(&old, &fs::read(&file)?);
        fs::rename(&file, file.with_file_name(&new))?;
        let kept = kept.iter().map(|kept| folder.join(kept)).filter(|kept| kept.exists());
        for other in waiting.iter().cloned().chain(kept).filter(|other| is_text(other)) {
            let text = fs::read_to_string(&other).with_context(|| format!("{} cannot be read", other.display()))?;
            fs::write(&other, replace_mentions(&text, &old, &new))?;
        }
    }
    Ok(())
}

/// Every file of a folder and its folders, in the order of their names.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// `app.js` and its bytes to `app.<16 digits>.js`.
pub(crate) fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let digits = sha256(bytes);
    let digits = digits.get(..16).unwrap_or(&digits);
    match name.rsplit_once('.') {
        Some((stem, end)) => format!("{stem}.{digits}.{end}"),
        None => format!("{name}.{digits}"),
    }
}

/// Is a file named by its content, as all of the app's but its page, its worker and its kill switch are?
///
/// A folder that is served also holds what is not the app's: a server's `.htaccess`, which no browser is ever given.
pub(crate) fn is_fingerprinted(name: &str) -> bool {
    let digits = name.rsplit('.').nth(1).unwrap_or_default();
    digits.len() == 16 && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The SHA-256 of some bytes, as 64 hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut digits, byte| {
        // Writing into a string does not fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

fn mentions_any(file: &Path, names: &[String]) -> bool {
    let own = file_name(file);
    let Some(text) = is_text(file).then(|| fs::read_to_string(file).ok()).flatten() else {
        return false;
    };
    names
        .iter()
        .any(|name| *name != own && replace_mentions(&text, name, "") != text)
}

/// Replaces a name where it stands as an address: after a slash, quote or bracket, and before a quote or bracket.
fn replace_mentions(text: &str, old: &str, new: &str) -> String {
    let mut done = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(old) {
        let opened = before.ends_with(['/', '"', '\'', '`', '(']);
        let closed = after.starts_with(['"', '\'', '`', ')', '?', '#']);
        done.push_str(before);
        done.push_str(if opened && closed { new } else { old });
        rest = after;
    }
    done + rest
}

fn is_text(file: &Path) -> bool {
    file.extension().is_some_and(|end| TEXT.iter().any(|text| end == *text))
}

fn file_name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_of(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    fn names(folder: &Path) -> Vec<String> {
        files(folder).unwrap().iter().map(|file| file_name(file)).collect()
    }

    #[test]
    fn a_change_far_down_renames_everything_above_it() {
        let build = |wasm: &str| {
            let folder = folder_of(&[
                ("app_bg.wasm", wasm),
                ("app.js", "new URL('app_bg.wasm', import.meta.url)"),
                ("boot.js", "import init from '/app.js';"),
                ("page.css", "p{}"),
                (
                    "index.html",
                    "<script src=\"/boot.js\"></script><link href=\"/page.css\">",
                ),
            ]);
            rename_all(folder.path(), &["index.html"]).unwrap();
            (
                names(folder.path()),
                fs::read_to_string(folder.path().join("index.html")).unwrap(),
            )
        };
        let (first, page) = build("one");
        let (second, _) = build("two");
        assert_eq!(first.len(), 5);
        let starts = |start: &str| first.iter().find(|name| name.starts_with(start)).expect(start);
        for changed in ["app_bg.", "app.", "boot."] {
            assert!(!second.contains(starts(changed)), "{changed} was kept");
        }
        assert!(second.contains(starts("page.")), "the style sheet keeps its name");
        assert!(page.contains(starts("boot.")));
        assert_eq!(first, build("one").0, "the same bytes have the same names");
    }

    #[test]
    fn files_that_mention_each_other_are_refused() {
        let folder = folder_of(&[
            ("a.js", "import '/b.js'"),
            ("b.js", "import '/a.js'"),
            ("index.html", ""),
        ]);
        let error = rename_all(folder.path(), &["index.html"]).unwrap_err().to_string();
        assert!(error.contains("a.js, b.js"), "{error}");
    }

    #[test]
    fn only_an_address_is_a_mention() {
        assert_eq!(
            replace_mentions("'/app.js' my-app.js \"app.json\" (app.js)", "app.js", "X"),
            "'/X' my-app.js \"app.json\" (X)"
        );
    }
}
