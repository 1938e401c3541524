//! Wayhome measured beside its peers: nothing is asserted here, and nothing here is a test.
//!
//! The peers are npm packages of `tests/bench`, which is a project of its own: nobody who builds Wayhome installs them.

mod command_line;

use crate::app_build::paths;
use crate::process::{command, path_with, run};
use crate::{setup, workspace};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// What browsers of the last three years understand. The app names the same in index.html.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Measures, and prints what docs/performance.md holds.
pub(crate) fn all() -> Result<()> {
    let tools = setup::for_app()?;
    let folder = workspace::target().join("bench");
    fs::create_dir_all(&folder)?;
    println!("Building what is measured (some minutes the first time)…");
    webassembly(&tools, &folder)?;
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

fn webassembly(tools: &setup::AppTools, folder: &Path) -> Result<()> {
    let path = path_with(&tools.folders)?;
    run(command("cargo")
        .args([
            "build",
            "--quiet",
            "--package",
            "wayhome-wasm",
            "--profile",
            "wasm-speed",
        ])
        .args(["--target", "wasm32-unknown-unknown"])
        .env(paths::VARIABLE, paths::flags()?))
    .context("The WebAssembly module was not built")?;
    let to: PathBuf = folder.join("wasm");
    run(command("wasm-bindgen")
        .args(["--target", "nodejs", "--no-typescript", "--out-dir"])
        .arg(&to)
        .arg(workspace::target().join("wasm32-unknown-unknown/wasm-speed/wayhome_wasm.wasm"))
        .env("PATH", &path))?;
    let module = to.join("wayhome_wasm_bg.wasm");
    run(command("wasm-opt")
        .args(["-O3", "--strip-debug", "--strip-producers"])
        .args(FEATURES)
        .arg(&module)
        .arg("-o")
        .arg(&module)
        .env("PATH", &path))?;
    // A module beside packages that are ES modules must say that it is none.
    Ok(fs::write(to.join("package.json"), "{\"type\": \"commonjs\"}\n")?)
}
