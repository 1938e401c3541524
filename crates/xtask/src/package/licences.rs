//! What the WebAssembly modules are made of: a `CycloneDX` bill of materials, and the licences with their texts.

use super::folder;
use crate::process::{command, run};
use crate::workspace;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A library within a module.
struct Library {
    name: String,
    version: String,
    licence: String,
    /// The SHA-256 that Cargo.lock holds of it.
    checksum: String,
    /// Its licence files, by name.
    texts: BTreeMap<String, String>,
}

/// Writes sbom.cdx.json, LICENCES.md and our own licences.
pub(super) fn write(dist: &Path) -> Result<()> {
    let libraries = libraries()?;
    fs::write(
        dist.join("sbom.cdx.json"),
        serde_json::to_string_pretty(&bill(&libraries)?)? + "\n",
    )?;
    fs::write(dist.join("LICENCES.md"), list(&libraries)?)?;
    for name in ["LICENSE", "LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(workspace::root().join(name), dist.join(name)).with_context(|| format!("{name} is missing"))?;
    }
    Ok(())
}

/// Everything that cargo links into the modules, and nothing that only builds them.
fn libraries() -> Result<Vec<Library>> {
    let metadata = run(command("cargo").args([
        "metadata",
        "--format-version=1",
        "--locked",
        "--filter-platform=wasm32-unknown-unknown",
    ]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let names = run(command("cargo").args([
        "tree",
        "--package=wayhome-wasm",
        "--package=wayhome-export-wasm",
        "--edges=normal,no-proc-macro",
        "--target=wasm32-unknown-unknown",
        "--prefix=none",
        "--format={p}",
        "--locked",
    ]))?;
    let lock: toml::Table = fs::read_to_string(workspace::root().join("Cargo.lock"))?.parse()?;
    let mut libraries = BTreeMap::new();
    for line in names.lines() {
        let mut words = line.split_whitespace();
        let (Some(name), Some(version)) = (words.next(), words.next().and_then(|version| version.strip_prefix('v')))
        else {
            continue;
        };
        if name.starts_with("wayhome-") {
            continue;
        }
        let package =
            package(&metadata, name, version).with_context(|| format!("cargo does not know {name} {version}"))?;
        let text = |key: &str| package.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let library = Library {
            name: name.to_owned(),
            version: version.to_owned(),
            licence: text("license").replace('/', " OR "),
            checksum: checksum(&lock, name, version).unwrap_or_default(),
            texts: texts(Path::new(&text("manifest_path")).parent().unwrap_or(Path::new("")))?,
        };
        libraries.insert((name.to_owned(), version.to_owned()), library);
    }
    Ok(libraries.into_values().collect())
}

fn package<'a>(metadata: &'a Value, name: &str, version: &str) -> Option<&'a Value> {
    let packages = metadata.get("packages")?.as_array()?;
    packages.iter().find(|package| {
        package.get("name").and_then(Value::as_str) == Some(name)
            && package.get("version").and_then(Value::as_str) == Some(version)
    })
}

fn checksum(lock: &toml::Table, name: &str, version: &str) -> Option<String> {
    let text = |entry: &toml::Value, key: &str| entry.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    let packages = lock.get("package")?.as_array()?;
    let found = packages.iter().find(|entry| {
        text(entry, "name").as_deref() == Some(name) && text(entry, "version").as_deref() == Some(version)
    })?;
    text(found, "checksum")
}

/// The licence files of a library, as its authors wrote them.
fn texts(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let upper = name.to_ascii_uppercase();
        if ["LICENSE", "LICENCE", "COPYING", "UNLICENSE", "NOTICE"]
            .iter()
            .any(|start| upper.starts_with(start))
            && entry.path().is_file()
        {
            texts.insert(name, fs::read_to_string(entry.path())?);
        }
    }
    Ok(texts)
}

fn version() -> Result<String> {
    let package: Value = serde_json::from_str(&fs::read_to_string(folder().join("package.json"))?)?;
    let version = package
        .get("version")
        .and_then(Value::as_str)
        .context("the package has a version")?;
    Ok(version.to_owned())
}

/// The bill of materials. It bears no time and no random number: the same source is the same bytes.
fn bill(libraries: &[Library]) -> Result<Value> {
    let components: Vec<Value> = libraries
        .iter()
        .map(|library| {
            let address = format!("pkg:cargo/{}@{}", library.name, library.version);
            json!({ "type": "library", "bom-ref": address, "name": library.name, "version": library.version, "purl": address,
                "licenses": [{ "expression": library.licence }],
                "hashes": [{ "alg": "SHA-256", "content": library.checksum }] })
        })
        .collect();
    let version = version()?;
    let own = format!("pkg:npm/wayhome@{version}");
    let all: Vec<&Value> = components
        .iter()
        .filter_map(|component| component.get("bom-ref"))
        .collect();
    Ok(
        json!({ "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json", "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": { "component": { "type": "library", "bom-ref": own, "name": "wayhome", "version": version, "purl": own,
            "licenses": [{ "expression": "MIT OR Apache-2.0" }] } },
        "components": components,
        "dependencies": [{ "ref": own, "dependsOn": all }] }),
    )
}

/// The list for people, with each text once.
fn list(libraries: &[Library]) -> Result<String> {
    let mut text = String::from(
        "# Licences\n\nWayhome is licensed under MIT or Apache-2.0, at your option. The WebAssembly modules hold these libraries. \
         The package loads no other package.\n\n| Library | Version | Licence |\n|---|---|---|\n",
    );
    for library in libraries {
        writeln!(text, "| {} | {} | {} |", library.name, library.version, library.licence)?;
    }
    let mut by_text: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for library in libraries {
        for (name, licence) in &library.texts {
            by_text
                .entry(licence)
                .or_default()
                .push(format!("{} {} ({name})", library.name, library.version));
        }
    }
    for (licence, of) in by_text {
        write!(text, "\n## {}\n\n```text\n{}\n```\n", of.join(", "), licence.trim())?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_library_has_a_licence_and_a_checksum_and_nearly_all_a_text() {
        let libraries = libraries().unwrap();
        let names: Vec<&str> = libraries.iter().map(|library| library.name.as_str()).collect();
        assert!(
            names.contains(&"chrono") && names.contains(&"serde_json") && names.contains(&"sha2"),
            "{names:?}"
        );
        assert!(
            !names.contains(&"serde_derive") && !names.contains(&"schemars"),
            "{names:?}"
        );
        for library in &libraries {
            assert!(
                !library.licence.is_empty() && library.checksum.len() == 64,
                "{}",
                library.name
            );
        }
        assert!(libraries.iter().filter(|library| library.texts.is_empty()).count() <= 2);
    }
}
