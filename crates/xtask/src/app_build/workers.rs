//! What runs in workers of its own, each a WebAssembly module beside the app: keys from passphrases, and encrypted hand-over files.

use super::paths;
use crate::process::{command, path_with, run};
use crate::workspace;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// A worker: a crate, and what is served of it by the names that the sources use. The last step of the build names each by its content.
struct Worker {
    package: &'static str,
    /// The name of the module and its bindings: `keys.js`, `keys_bg.wasm`.
    module: &'static str,
    /// The name of its script, which is `worker.js` in the crate's folder.
    script: &'static str,
}

const WORKERS: &[Worker] = &[
    Worker {
        package: "wayhome-kdf",
        module: "keys",
        script: "key-worker.js",
    },
    Worker {
        package: "wayhome-sealer",
        module: "sealer",
        script: "sealer-worker.js",
    },
];

impl Worker {
    fn folder(&self) -> PathBuf {
        workspace::target().join("app-assets").join(self.module)
    }

    fn files(&self) -> [String; 3] {
        let module = self.module;
        [
            self.script.to_owned(),
            format!("{module}.js"),
            format!("{module}_bg.wasm"),
        ]
    }

    fn build(&self, tools: &[PathBuf]) -> Result<()> {
        let path = path_with(tools)?;
        let words = [
            "build",
            "--quiet",
            "--package",
            self.package,
            "--lib",
            "--target",
            "wasm32-unknown-unknown",
            "--profile",
            "wasm",
        ];
        run(command("cargo").args(words).env(paths::VARIABLE, paths::flags()?)).context("A worker was not built")?;
        let file = format!("{}.wasm", self.package.replace('-', "_"));
        let module = workspace::target().join("wasm32-unknown-unknown/wasm").join(file);
        let folder = self.folder();
        fs::create_dir_all(&folder)?;
        run(command("wasm-bindgen")
            .args([
                "--target",
                "web",
                "--no-typescript",
                "--out-name",
                self.module,
                "--out-dir",
            ])
            .arg(&folder)
            .arg(module)
            .env("PATH", &path))
        .context("A worker's bindings were not made")?;
        let wasm = folder.join(format!("{}_bg.wasm", self.module));
        // For speed, unlike the app: what takes a tablet long here is all that it does.
        run(command("wasm-opt")
            .args([
                "-O3",
                "--enable-bulk-memory",
                "--enable-nontrapping-float-to-int",
                "--enable-sign-ext",
                "--enable-mutable-globals",
            ])
            .args(["--strip-debug", "--strip-producers"])
            .args(["--enable-reference-types", "--enable-multivalue", "-o"])
            .args([&wasm, &wasm])
            .env("PATH", &path))
        .context("A worker was not optimised")?;
        let script = workspace::root().join(format!("crates/{}/worker.js", self.package));
        fs::copy(script, folder.join(self.script)).context("A worker's script was not copied")?;
        Ok(())
    }
}

/// Builds them into target/app-assets/. `tools` holds wasm-bindgen and wasm-opt.
pub(crate) fn build(tools: &[PathBuf]) -> Result<()> {
    WORKERS
        .iter()
        .try_for_each(|worker| worker.build(tools).with_context(|| worker.package.to_owned()))
}

/// Lays their files beside the app's.
pub(crate) fn put_into(staging: &Path) -> Result<()> {
    for worker in WORKERS {
        for file in worker.files() {
            fs::copy(worker.folder().join(&file), staging.join(&file))
                .with_context(|| format!("{file} was not built"))?;
        }
    }
    Ok(())
}
