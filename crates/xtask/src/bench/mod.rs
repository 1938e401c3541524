//! Wayhome measured beside its peers: nothing is asserted here, and nothing here is a test.
//!
//! The peers are npm packages of `tests/bench`, which is a project of its own: nobody who builds Wayhome installs them.

mod command_line;

use crate::process::{command, run};
use crate::{package, workspace};
use anyhow::{Context, Result, bail};
use std::fs;

/// Measures, and prints what docs/performance.md holds.
pub(crate) fn all() -> Result<()> {
    let folder = workspace::target().join("bench");
    fs::create_dir_all(&folder)?;
    println!("Building what is measured (some minutes the first time)…");
    package::run_all()?;
    run(command("cargo").args([
        "build",
        "--quiet",
        "--release",
        "--package",
        "wayhome-cli",
        "--bins",
        "--examples",
    ]))
    .context("The command line was not built")?;
    for id in ["newcastle", "england"] {
        let source = format!("crates/wayhome-procedures/{id}.toml");
        let compiled = run(command(command_line::program()).args(["compile", &source]))?;
        fs::write(folder.join(format!("{id}.json")), compiled)?;
    }
    let peers = workspace::root().join("tests/bench");
    run(command("npm")
        .current_dir(&peers)
        .args(["ci", "--no-fund", "--no-audit"]))
    .context("The peers were not installed")?;

    println!("\n## In Node\n");
    shown(command("node").current_dir(&peers).arg("bench.mjs").arg(&folder))?;
    println!("\n## Natively\n");
    shown(command("cargo").args([
        "bench",
        "--quiet",
        "--package",
        "wayhome-procedures",
        "--bench",
        "check",
    ]))?;
    println!("\n## On the command line\n");
    command_line::measure(&folder)
}

/// Runs a command that speaks for itself.
fn shown(command: &mut std::process::Command) -> Result<()> {
    let status = command.status()?;
    if !status.success() {
        bail!("{} failed ({status})", command.get_program().display());
    }
    Ok(())
}
