//! The worker that makes keys from passphrases: `crates/wayhome-kdf` as a WebAssembly module of its own, beside the app.

use super::paths;
use crate::process::{command, path_with, run};
use crate::workspace;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// What is served, by the names that the sources use. The last step of the build names each by its content.
const FILES: &[&str] = &["key-worker.js", "keys.js", "keys_bg.wasm"];

fn folder() -> PathBuf {
    workspace::target().join("app-assets/keys")
}

/// Builds it into target/app-assets/keys/. `tools` holds wasm-bindgen and wasm-opt.
pub(crate) fn build(tools: &[PathBuf]) -> Result<()> {
    let path = path_with(tools)?;
    let words = [
        "build",
        "--quiet",
        "--package",
        "wayhome-kdf",
        "--lib",
        "--target",
        "wasm32-unknown-unknown",
        "--profile",
        "wasm",
    ];
    run(command("cargo").args(words).env(paths::VARIABLE, paths::flags()?)).context("The key worker was not built")?;
    let module = workspace::target().join("wasm32-unknown-unknown/wasm/wayhome_kdf.wasm");
    let folder = folder();
    fs::create_dir_all(&folder)?;
    run(command("wasm-bindgen")
        .args(["--target", "web", "--no-typescript", "--out-name", "keys", "--out-dir"])
        .arg(&folder)
        .arg(module)
        .env("PATH", &path))
    .context("The key worker's bindings were not made")?;
    let wasm = folder.join("keys_bg.wasm");
    // For speed, unlike the app: what takes a tablet long here is all that it does.
    run(command("wasm-opt")
        .args([
            "-O3",
            "--enable-bulk-memory",
            "--enable-nontrapping-float-to-int",
            "--enable-sign-ext",
            "--enable-mutable-globals",
        ])
        .args(["--enable-reference-types", "--enable-multivalue", "-o"])
        .args([&wasm, &wasm])
        .env("PATH", &path))
    .context("The key worker was not optimised")?;
    let script = workspace::root().join("crates/wayhome-kdf/worker.js");
    fs::copy(script, folder.join("key-worker.js")).context("The key worker's script was not copied")?;
    Ok(())
}

/// Lays its files beside the app's.
pub(crate) fn put_into(staging: &Path) -> Result<()> {
    for file in FILES {
        fs::copy(folder().join(file), staging.join(file)).with_context(|| format!("{file} was not built"))?;
    }
    Ok(())
}
