//! The npm packages that the build and the browser tests use. None of them is shipped.

use crate::process::{command, find, run};
use crate::workspace;
use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};
use std::fs;

/// With which Node.js the packages of `package-lock.json` say that they work.
const NODE: &str = "20.19 or a later 20, or 22.12 or anything later";

/// Makes `node_modules` what `package-lock.json` says.
pub(crate) fn packages() -> Result<()> {
    node()?;
    let root = workspace::root();
    let wanted = fs::read_to_string(root.join("package-lock.json")).context("package-lock.json cannot be read")?;
    // npm leaves a copy of the lock file beside what it has installed.
    let installed = fs::read_to_string(root.join("node_modules/.package-lock.json")).unwrap_or_default();
    if !same_packages(&wanted, &installed)? {
        println!("Installing the npm packages of package-lock.json into node_modules (under a minute)…");
        run(command("npm")
            .args(["ci", "--no-fund", "--no-audit"])
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    }
    Ok(())
}

fn node() -> Result<()> {
    let how = format!("Install Node.js {NODE}, with npm, from your system's packages or from nodejs.org.");
    if find(&["node"]).is_none() || find(&["npm"]).is_none() {
        bail!("Node.js or npm is missing: the app's styles and the browser tests need them. {how}");
    }
    let said = run(command("node").arg("--version"))?;
    if !suits(&said) {
        bail!("This is Node.js {}. {how}", said.trim());
    }
    Ok(())
}

/// Does Node.js of this version, as `node --version` says it, do?
fn suits(version: &str) -> bool {
    let mut numbers = version.trim().trim_start_matches('v').split('.').map(str::parse);
    let (Some(Ok(major)), Some(Ok(minor))) = (numbers.next(), numbers.next()) else {
        return false;
    };
    matches!((major, minor), (20, 19..) | (22, 12..) | (23.., 0_u32..))
}

/// Whether what is installed is what is wanted, package by package.
fn same_packages(wanted: &str, installed: &str) -> Result<bool> {
    let wanted = versions(wanted).context("package-lock.json is not a lock file")?;
    let Some(installed) = versions(installed) else {
        return Ok(false);
    };
    // A package that is optional may be missing on purpose: it is for another system.
    let complete = wanted.iter().all(|(name, package)| match installed.get(name) {
        Some(found) => found.get("version") == package.get("version"),
        None => package.get("optional") == Some(&Value::Bool(true)),
    });
    Ok(complete && installed.keys().all(|name| wanted.contains_key(name)))
}

/// The packages of a lock file; the entry without a name is the project itself.
fn versions(lock: &str) -> Option<Map<String, Value>> {
    let lock: Value = serde_json::from_str(lock).ok()?;
    let mut packages = lock.get("packages")?.as_object()?.clone();
    packages.remove("");
    Some(packages)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WANTED: &str = r#"{"packages": {"": {"name": "us"}, "node_modules/a": {"version": "1.0.0"},
        "node_modules/b": {"version": "2.0.0", "optional": true}}}"#;

    #[track_caller]
    fn check(installed: &str, same: bool) {
        assert_eq!(same_packages(WANTED, installed).unwrap(), same);
    }

    #[test]
    fn the_same_packages_need_no_work() {
        check(
            r#"{"packages": {"node_modules/a": {"version": "1.0.0"}, "node_modules/b": {"version": "2.0.0"}}}"#,
            true,
        );
        check(r#"{"packages": {"node_modules/a": {"version": "1.0.0"}}}"#, true);
    }

    #[test]
    fn another_version_a_missing_or_a_surplus_package_does() {
        check(r#"{"packages": {"node_modules/a": {"version": "1.0.1"}}}"#, false);
        check(r#"{"packages": {}}"#, false);
        check(
            r#"{"packages": {"node_modules/a": {"version": "1.0.0"}, "node_modules/c": {"version": "1.0.0"}}}"#,
            false,
        );
        check("", false);
    }

    #[test]
    fn the_versions_of_node_are_those_of_the_packages() {
        for version in ["v20.19.0\n", "v20.20.2", "v22.12.0", "v23.0.1", "v24.1.0"] {
            assert!(suits(version), "{version}");
        }
        for version in ["v18.20.1", "v20.18.3", "v21.7.0", "v22.5.1", "twenty", ""] {
            assert!(!suits(version), "{version}");
        }
    }

    #[test]
    fn the_lock_file_holds_no_download_address() {
        let lock = fs::read_to_string(workspace::root().join("package-lock.json")).unwrap();
        assert!(
            !lock.contains("\"resolved\""),
            "package-lock.json names where packages came from; see .npmrc"
        );
    }
}
