//! The release build of the app: styles, then Trunk, then the last step that Trunk hands back to us.

mod boot;
mod checks;
mod fingerprint;
mod key_worker;
mod styles;

use crate::process::{command, path_with, run};
use crate::{setup, workspace};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{env, fs};

/// The page itself keeps its name: it is what people open. It is never cached.
const PAGE: &str = "index.html";

/// Builds the app into dist/.
pub(crate) fn build() -> Result<()> {
    let tools = setup::for_app()?;
    println!("Building the app (about two minutes the first time)…");
    let start = Instant::now();
    styles::compile()?;
    key_worker::build(&tools.folders)?;
    // Trunk works offline, and so does the cargo that it starts: all that it needs must be here before.
    run(command("cargo").args(["fetch", "--quiet"])).context("The libraries were not downloaded")?;
    run(command("trunk")
        .args(["build", "--release", "--offline", "--color", "never"])
        .env("PATH", path_with(&tools.folders)?)
        // Trunk takes this for a switch of its own and stops at any value but true or false.
        .env_remove("NO_COLOR")
        // What went wrong is in what the compiler says; where in Trunk it was noticed helps nobody.
        .env_remove("RUST_BACKTRACE"))
    .context("The app was not built")?;
    println!(
        "✓ app built into dist/  {} KB  {} s",
        size(&workspace::dist())? / 1024,
        start.elapsed().as_secs()
    );
    Ok(())
}

/// The hook that Trunk runs on its output before it becomes dist/.
pub(crate) fn finish_for_trunk() -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR").context("This is a step of the build; run `cargo xtask build`.")?;
    let staging = PathBuf::from(staging);
    key_worker::put_into(&staging)?;
    finish(&staging)
}

/// Turns what Trunk wrote into what is served: no inline code, every file but the page named by its content.
fn finish(staging: &Path) -> Result<()> {
    boot::move_out_of(&staging.join(PAGE), staging)?;
    fingerprint::rename_all(staging, PAGE)?;
    let page = fs::read_to_string(staging.join(PAGE)).context("Trunk wrote no page")?;
    checks::no_inline_code(&page)
}

/// All the bytes of a folder.
fn size(folder: &Path) -> Result<u64> {
    fingerprint::files(folder)?
        .iter()
        .map(|file| Ok(file.metadata()?.len()))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trunks_output_becomes_a_page_without_inline_code() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write(
            "index.html",
            "<head><script type=\"module\">\nimport init from '/app.js';\n</script></head>",
        );
        write("app.js", "new URL('app_bg.wasm', import.meta.url)");
        write("app_bg.wasm", "wasm");
        finish(folder.path()).unwrap();

        let page = fs::read_to_string(folder.path().join(PAGE)).unwrap();
        let boot = page
            .split('"')
            .find(|part| part.starts_with("/boot."))
            .expect("the page loads the boot script");
        let script = fs::read_to_string(folder.path().join(&boot[1..])).unwrap();
        assert!(
            script.contains("from '/app.") && !script.contains("'/app.js'"),
            "{script}"
        );
        assert_eq!(fingerprint::files(folder.path()).unwrap().len(), 4);
    }
}
