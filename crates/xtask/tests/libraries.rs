//! Every library may be used, and comes from where it should: what deny.toml says of licences, bans and sources holds.
//!
//! `cargo deny check` reads the same file and checks more, but takes minutes to install; this much needs no network and no tool.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first thing that is not there"
)]

use cargo_metadata::{MetadataCommand, Package};
use spdx::{Expression, ParseMode};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn rules() -> toml::Table {
    let text = fs::read_to_string(root().join("deny.toml")).expect("deny.toml is there");
    text.parse().expect("deny.toml is TOML")
}

/// Every package that the lock file names and some target or feature uses.
fn packages() -> Vec<Package> {
    let metadata = MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .other_options(vec!["--locked".to_owned()])
        .exec()
        .expect("cargo describes the workspace");
    metadata.packages
}

/// The texts of a list of deny.toml.
fn texts(rules: &toml::Table, section: &str, list: &str) -> BTreeSet<String> {
    let list = rules[section][list].as_array().expect("a list");
    let text = |entry: &toml::Value| entry.as_str().or_else(|| entry["name"].as_str()).map(str::to_owned);
    list.iter().filter_map(text).collect()
}

/// Whether a licence can be chosen so that all that it asks for is allowed.
fn may_be_used(licence: &str, allowed: &BTreeSet<String>) -> bool {
    // Some older packages write a slash for "or".
    let parsed = Expression::parse_mode(licence, ParseMode::LAX);
    parsed.is_ok_and(|expression| expression.evaluate(|asked| allowed.contains(&asked.to_string())))
}

#[test]
fn every_licence_is_allowed() {
    let allowed = texts(&rules(), "licenses", "allow");
    let found = packages();
    assert!(found.len() > 100, "only {} packages were found", found.len());
    let refused: Vec<String> = found
        .iter()
        .filter(|package| {
            !package
                .license
                .as_deref()
                .is_some_and(|licence| may_be_used(licence, &allowed))
        })
        .map(|package| format!("{} ({:?})", package.name, package.license))
        .collect();
    assert!(refused.is_empty(), "deny.toml does not allow {refused:?}");
}

/// What the tools of the tests and of the build are under, besides what deny.toml allows: none of them is part of what we ship.
const TOOLS_ALONE: [(&str, &str); 4] = [
    ("axe-core", "MPL-2.0"),
    ("caniuse-lite", "CC-BY-4.0"),
    ("graceful-fs", "BlueOak-1.0.0"),
    ("lightningcss", "MPL-2.0"),
];

/// Under BSD-3-Clause, which only its LICENSE file says.
const SAYS_NOTHING: &str = "parse-cache-control";

#[test]
fn every_licence_of_the_development_packages_is_allowed() {
    let text = fs::read_to_string(root().join("package-lock.json")).expect("package-lock.json is there");
    let lock: serde_json::Value = serde_json::from_str(&text).expect("package-lock.json is JSON");
    let mut allowed = texts(&rules(), "licenses", "allow");
    allowed.extend(["ISC", "BSD-2-Clause", "BSD-3-Clause", "0BSD"].map(str::to_owned));
    let packages = lock["packages"].as_object().expect("a list of packages");
    assert!(packages.len() > 100, "only {} packages were found", packages.len());
    let refused: Vec<_> = packages
        .iter()
        .filter_map(|(folder, package)| Some((folder.rsplit_once("node_modules/")?.1, package)))
        .filter(|(name, package)| match package["license"].as_str() {
            None => *name != SAYS_NOTHING,
            Some(licence) => {
                let alone = |(tool, under): &(&str, &str)| name.starts_with(tool) && licence == *under;
                !may_be_used(licence, &allowed) && !TOOLS_ALONE.iter().any(alone)
            }
        })
        .map(|(name, package)| format!("{name} ({})", package["license"]))
        .collect();
    assert!(refused.is_empty(), "{refused:?}");
}

#[test]
fn every_library_comes_from_the_registry() {
    let allowed = texts(&rules(), "sources", "allow-registry");
    for package in packages() {
        let Some(source) = package.source else { continue };
        let address = source.repr.trim_start_matches("registry+");
        assert!(allowed.contains(address), "{} comes from {address}", package.name);
    }
}

#[test]
fn no_library_is_banned() {
    let banned = texts(&rules(), "bans", "deny");
    assert!(!banned.is_empty());
    for package in packages() {
        assert!(
            !banned.contains(package.name.as_str()),
            "{} is banned by deny.toml",
            package.name
        );
    }
}

#[test]
fn a_licence_is_read_as_it_is_meant() {
    let allowed: BTreeSet<String> = ["MIT", "Unicode-3.0"].map(str::to_owned).into();
    for (licence, answer) in [
        ("MIT", true),
        ("MIT OR Apache-2.0", true),
        ("GPL-3.0-only/MIT", true),
        ("MIT AND Unicode-3.0", true),
        ("MIT AND GPL-3.0-only", false),
        ("GPL-3.0-only", false),
        ("whatever", false),
    ] {
        assert_eq!(may_be_used(licence, &allowed), answer, "{licence}");
    }
}
