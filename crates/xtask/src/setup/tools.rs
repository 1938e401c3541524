//! Command-line tools that cargo installs, each in its own folder by version, outside the repository.
//!
//! A second clone, or a branch that needs another version, finds what is there and disturbs nobody.

use crate::process::{command, find, is_program, run};
use crate::workspace;
use anyhow::{Context, Result};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// 0.22 needs a newer Rust than this workspace's.
const TRUNK: &str = "0.21.14";

/// The folder that holds Trunk, which builds the app.
pub(crate) fn trunk() -> Result<PathBuf> {
    let tool = Tool {
        package: "trunk",
        folder: "trunk",
        program: "trunk",
        version: TRUNK,
        locked: true,
    };
    tool.folder()
}

/// The folder that holds wasm-bindgen and its test runner.
pub(crate) fn wasm_bindgen() -> Result<PathBuf> {
    let lock = fs::read_to_string(workspace::root().join("Cargo.lock")).context("Cargo.lock cannot be read")?;
    // The tool and the library speak a format that changes with every version: they must be equal.
    let version = locked_version(&lock, "wasm-bindgen").context("Cargo.lock names no wasm-bindgen")?;
    let tool = Tool {
        package: "wasm-bindgen-cli",
        folder: "wasm-bindgen",
        program: "wasm-bindgen",
        version: &version,
        // Its own lock file names a dependency that has since been withdrawn, so `--locked` fails.
        locked: false,
    };
    tool.folder()
}

struct Tool<'a> {
    package: &'a str,
    folder: &'a str,
    program: &'a str,
    version: &'a str,
    locked: bool,
}

impl Tool<'_> {
    /// Where the tool is, installed first if need be.
    fn folder(&self) -> Result<PathBuf> {
        if let Some(folder) = self.on_path() {
            return Ok(folder);
        }
        let root = cache_root()?.join(format!("{}-{}", self.folder, self.version));
        let bin = root.join("bin");
        if !is_program(&bin.join(self.program)) {
            self.install(&root)?;
        }
        Ok(bin)
    }

    /// The tool on PATH, if it is of the right version.
    fn on_path(&self) -> Option<PathBuf> {
        let program = find(&[self.program])?;
        let said = run(command(&program).arg("--version")).ok()?;
        says_version(&said, self.version)
            .then(|| program.parent().map(Path::to_path_buf))
            .flatten()
    }

    fn install(&self, root: &Path) -> Result<()> {
        println!(
            "Installing {} {} into {} (5 to 10 minutes, once per machine)…",
            self.package,
            self.version,
            root.display()
        );
        let mut cargo = command("cargo");
        cargo
            .args(["install", self.package, "--version", self.version, "--root"])
            .arg(root);
        if self.locked {
            cargo.arg("--locked");
        }
        run(&mut cargo).map(drop)
    }
}

/// Where tools are kept: outside the clone, so that the next one finds them.
fn cache_root() -> Result<PathBuf> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("WAYHOME_TOOLS")
        .or_else(|| set("XDG_CACHE_HOME").map(|cache| cache.join("wayhome/tools")))
        .or_else(|| env::home_dir().map(|home| home.join(".cache/wayhome/tools")))
        .context("There is no home folder to keep tools in. Set WAYHOME_TOOLS to a folder.")
}

/// The version of a package that Cargo.lock holds.
fn locked_version(lock: &str, package: &str) -> Option<String> {
    let lock: toml::Table = lock.parse().ok()?;
    let packages = lock.get("package")?.as_array()?;
    let found = packages
        .iter()
        .find(|entry| entry.get("name").and_then(|name| name.as_str()) == Some(package))?;
    found.get("version")?.as_str().map(str::to_owned)
}

/// Whether `program 1.2.3 (more)` names this version.
fn says_version(said: &str, version: &str) -> bool {
    said.split_whitespace().nth(1) == Some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_names_the_version() {
        let lock = "version = 4\n[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"9.9.9\"\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(lock, "trunk"), None);
    }

    #[test]
    fn a_version_is_compared_whole() {
        assert!(says_version("trunk 0.21.14\n", "0.21.14"));
        assert!(says_version("wasm-bindgen 0.2.130 (abc)", "0.2.130"));
        assert!(!says_version("trunk 0.21.1", "0.21.14"));
        assert!(!says_version("", "0.21.14"));
    }
}
