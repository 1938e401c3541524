//! The npm package: types and schemas from Rust, WebAssembly, TypeScript, licences, and the tarball.

mod build;
mod generated;
mod licences;
mod types;

use crate::process::{command, run};
use crate::{setup, workspace};
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

/// Where the package is.
pub(crate) fn folder() -> PathBuf {
    workspace::root().join("pkg")
}

/// Builds the package, for `cargo xtask package`; returns the tarball.
///
/// # Errors
///
/// Where a step fails, with what it said.
pub(crate) fn run_all() -> Result<PathBuf> {
    let tools = setup::for_app()?;
    println!("Building the package (two minutes the first time)…");
    let start = Instant::now();
    let dist = folder().join("dist");
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    fs::create_dir_all(&dist)?;
    generated::write()?;
    build::webassembly(&tools, &dist)?;
    build::procedures(&dist)?;
    build::typescript(&dist)?;
    licences::write(&dist)?;
    let tarball = pack()?;
    println!(
        "✓ {}  {} KB  {} s",
        tarball.strip_prefix(workspace::root()).unwrap_or(&tarball).display(),
        tarball.metadata()?.len() / 1024,
        start.elapsed().as_secs()
    );
    Ok(tarball)
}

/// Packs what is published into target/package/.
fn pack() -> Result<PathBuf> {
    let to = workspace::target().join("package");
    fs::create_dir_all(&to)?;
    let said = run(command("npm")
        .current_dir(folder())
        .args(["pack", "--ignore-scripts", "--json", "--pack-destination"])
        .arg(&to))?;
    let said: serde_json::Value = serde_json::from_str(&said).context("npm does not say what it packed")?;
    // npm 11 lists the packages; later ones name each by its key.
    let package = said.get(0).or_else(|| said.get("wayhome"));
    let name = package
        .and_then(|package| package.get("filename")?.as_str())
        .context("npm does not say what it packed")?;
    Ok(to.join(name))
}
