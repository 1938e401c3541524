//! The arrows between crates are those that docs/architecture.md lists, and no others.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first thing that is not there"
)]

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a crate may use: normally, and when it is built.
#[derive(Debug, Default, PartialEq)]
struct Allowed {
    normal: BTreeSet<String>,
    build: BTreeSet<String>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn metadata() -> Metadata {
    MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .no_deps()
        .exec()
        .expect("cargo describes the workspace")
}

/// The table between the two `<!-- arrows -->` marks.
fn table(document: &str) -> BTreeMap<String, Allowed> {
    let table = document
        .split("<!-- arrows -->")
        .nth(1)
        .expect("the table stands between two marks");
    let names = |cell: &str| {
        cell.split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect::<BTreeSet<_>>()
    };
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').collect();
        let name = names(cells[1]).pop_first().expect("a row names its crate");
        (
            name,
            Allowed {
                normal: names(cells[2]),
                build: names(cells[3]),
            },
        )
    })
    .collect()
}

fn arrows() -> BTreeMap<String, Allowed> {
    table(&fs::read_to_string(root().join("docs/architecture.md")).expect("docs/architecture.md is there"))
}

/// The workspace's own crates that a crate uses in one way.
fn used(package: &Package, members: &BTreeSet<String>, kind: DependencyKind) -> BTreeSet<String> {
    let used = package.dependencies.iter().filter(|dependency| dependency.kind == kind);
    used.map(|dependency| dependency.name.clone())
        .filter(|name| members.contains(name))
        .collect()
}

#[test]
fn every_arrow_is_one_that_the_document_lists() {
    let metadata = metadata();
    let packages = metadata.workspace_packages();
    let members: BTreeSet<String> = packages.iter().map(|package| package.name.to_string()).collect();
    let arrows = arrows();
    assert_eq!(
        arrows.keys().cloned().collect::<BTreeSet<_>>(),
        members,
        "docs/architecture.md lists every crate"
    );
    for package in packages {
        let allowed = &arrows[package.name.as_str()];
        for (kind, allowed) in [
            (DependencyKind::Normal, &allowed.normal),
            (DependencyKind::Build, &allowed.build),
        ] {
            // One that is listed and no longer there would let it come back unseen.
            let used = used(package, &members, kind);
            assert_eq!(
                used, *allowed,
                "{} uses the left ({kind}); docs/architecture.md lists the right",
                package.name
            );
        }
    }
}

/// The edges, which have clocks, files and an environment. Every other crate is below them.
const EDGES: [&str; 4] = ["app", "wayhome-cli", "wayhome-vault", "xtask"];

#[test]
fn every_crate_below_the_edges_refuses_the_same_of_the_world() {
    let refused = |name: &str| {
        let path = root().join("crates").join(name).join("clippy.toml");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let table: toml::Table = text.parse().expect("clippy.toml is TOML");
        ["disallowed-methods", "disallowed-types"].map(|list| table.get(list).cloned())
    };
    let engine = refused("wayhome-engine");
    for clock in ["std::time::SystemTime::now", "chrono::Local::now", "chrono::Utc::now"] {
        let [methods, _] = &engine;
        assert!(
            methods
                .as_ref()
                .is_some_and(|methods| methods.to_string().contains(clock)),
            "{clock}"
        );
    }
    for package in metadata().workspace_packages() {
        let name = package.name.as_str();
        if !EDGES.contains(&name) {
            assert_eq!(
                refused(name),
                engine,
                "{name} has the lists of crates/wayhome-engine/clippy.toml"
            );
        }
    }
}

/// Crates that are built together share their features, so that no test of one that lacks it would fail.
#[test]
fn each_crate_reads_numbers_of_many_digits_in_the_same_way() {
    for package in metadata().workspace_packages() {
        let json = package.dependencies.iter().filter(|used| used.name == "serde_json");
        for used in json {
            let has = |feature: &str| used.features.iter().any(|named| named == feature);
            assert!(
                has("float_roundtrip") && !has("arbitrary_precision"),
                "{} names serde_json with {:?}: take it from the workspace, as it is",
                package.name,
                used.features
            );
        }
    }
}

#[test]
fn a_crate_is_named_as_its_folder() {
    for package in metadata().workspace_packages() {
        let folder = package.manifest_path.parent().and_then(|folder| folder.file_name());
        assert_eq!(folder, Some(package.name.as_str()));
    }
}

#[test]
fn the_engine_brings_no_browser_and_no_parser_along() {
    // Not from `cargo metadata`: that joins the features that any crate of the workspace asks for.
    for target in ["wasm32-unknown-unknown", "all"] {
        let words = [
            "tree",
            "--package",
            "wayhome-engine",
            "--edges",
            "normal",
            "--prefix",
            "none",
            "--target",
            target,
        ];
        let tree = Command::new(env!("CARGO"))
            .args(words)
            .current_dir(root())
            .output()
            .expect("cargo starts");
        assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
        let tree = String::from_utf8_lossy(&tree.stdout);
        let names: BTreeSet<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
        assert!(names.contains("wayhome-engine"), "{tree}");
        for refused in ["wasm-bindgen", "js-sys", "web-sys", "toml"] {
            assert!(!names.contains(refused), "wayhome-engine depends on {refused}:\n{tree}");
        }
    }
}

#[test]
fn the_table_is_read_as_written() {
    let table = table(
        "x\n<!-- arrows -->\n| Crate | uses | build |\n|---|---|---|\n| `a` | `b`, `c` | `d` |\n| `b` | | |\n<!-- arrows -->\n",
    );
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(
        table["a"],
        Allowed {
            normal: set(&["b", "c"]),
            build: set(&["d"])
        }
    );
    assert_eq!(table["b"], Allowed::default());
    assert_eq!(table.len(), 2);
}
