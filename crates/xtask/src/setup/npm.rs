//! The npm packages that the build and the browser tests use. None of them is shipped.

use crate::process::{command, find, run};
use crate::workspace;
use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};
use std::fs;

/// The oldest Node.js that the packages work with.
const NODE: u32 = 20;

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
    let how = format!("Install Node.js {NODE} or newer, with npm, from your system's packages or from nodejs.org.");
    if find(&["node"]).is_none() || find(&["npm"]).is_none() {
        bail!("Node.js or npm is missing: the app's styles and the browser tests need them. {how}");
    }
    let said = run(command("node").arg("--version"))?;
    if major(&said).is_none_or(|version| version < NODE) {
        bail!("This is Node.js {}. {how}", said.trim());
    }
    Ok(())
}

/// The 20 of `v20.20.2`.
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
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
    fn nodes_version_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("twenty"), None);
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
