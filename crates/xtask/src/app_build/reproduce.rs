//! Builds the app twice, in two folders and from nothing, and compares: the same source must be the same bytes.

use super::fingerprint;
use crate::process::{command, run};
use crate::workspace;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Builds here and in a copy, says each file's hash, and fails where the two differ.
pub(crate) fn run_twice() -> Result<()> {
    super::build(None)?;
    let here = hashes(&workspace::dist())?;
    let copy = workspace::target().join("reproduce/another/folder");
    copy_source(&copy)?;
    println!("Building it again in {} (as long as the first time)…", copy.display());
    // Its own target folder, and nothing of the first build: what is the same is the same by itself.
    run(command("cargo")
        .args(["xtask", "build"])
        .current_dir(&copy)
        .env_remove("CARGO_TARGET_DIR"))?;
    let there = hashes(&copy.join("dist"))?;
    for (name, hash) in &here {
        println!("{hash}  {name}");
    }
    let differing = differing(&here, &there);
    if !differing.is_empty() {
        bail!("Two builds of one source differ in: {}", differing.join(", "));
    }
    println!("✓ two builds, {} files, the same bytes", here.len());
    Ok(())
}

/// Every file that git knows or would, as it stands; and the npm packages, which are pinned.
fn copy_source(to: &Path) -> Result<()> {
    if to.exists() {
        fs::remove_dir_all(to).with_context(|| format!("{} cannot be removed", to.display()))?;
    }
    let listed = run(command("git").args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"]))?;
    for name in listed.split('\0').filter(|name| !name.is_empty()) {
        let (from, to) = (workspace::root().join(name), to.join(name));
        // A file that was removed and is not committed yet is listed, and is not there.
        if from.is_file() {
            fs::create_dir_all(to.parent().unwrap_or(&to))?;
            fs::copy(&from, &to).with_context(|| format!("{} cannot be copied", from.display()))?;
        }
    }
    Ok(())
}

/// The SHA-256 of each file, by its name.
fn hashes(folder: &Path) -> Result<BTreeMap<String, String>> {
    let files = fingerprint::files(folder)?;
    let hash = |file: &std::path::PathBuf| {
        let name = file.strip_prefix(folder)?.to_string_lossy().into_owned();
        Ok((name, fingerprint::sha256(&fs::read(file)?)))
    };
    files.iter().map(hash).collect()
}

/// The names that only one has, or of which both have other bytes.
fn differing(one: &BTreeMap<String, String>, other: &BTreeMap<String, String>) -> Vec<String> {
    let names = one.keys().chain(other.keys().filter(|name| !one.contains_key(*name)));
    names
        .filter(|name| one.get(*name) != other.get(*name))
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_bytes_and_other_names_differ() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for folder in [&one, &other] {
            fs::write(folder.path().join("same.js"), "same").unwrap();
            fs::write(
                folder.path().join("page.html"),
                folder.path().to_string_lossy().as_bytes(),
            )
            .unwrap();
        }
        fs::write(one.path().join("only.js"), "").unwrap();
        let differing = differing(&hashes(other.path()).unwrap(), &hashes(one.path()).unwrap());
        assert_eq!(differing, ["page.html", "only.js"]);
    }
}
