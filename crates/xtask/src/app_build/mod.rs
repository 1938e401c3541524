//! The release build of the app: styles, then Trunk, then the last step that Trunk hands back to us.

mod boot;
mod checks;
pub(crate) mod fingerprint;
pub(crate) mod paths;
pub(crate) mod precache;
pub(crate) mod reproduce;
mod styles;
mod workers;

use crate::headers::Headers;
use crate::process::{self, command, path_with};
use crate::{setup, workspace};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{env, fs};

/// The page itself keeps its name: it is what people open. It is never cached.
pub(crate) const PAGE: &str = "index.html";

/// Carries the export address through Trunk to the last step.
const EXPORT_TO: &str = "WAYHOME_EXPORT_TO";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The one origin that the app may send exports to, such as `https://host`
    #[arg(long, value_name = "ORIGIN")]
    export_to: Option<String>,
}

/// Builds the app, for `cargo xtask build`.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    build(arguments.export_to.as_deref())
}

/// Builds the app into dist/. The service worker gives its files the headers that allow exports to this origin, if one is named.
pub(crate) fn build(export_to: Option<&str>) -> Result<()> {
    Headers::new(export_to)?;
    let tools = setup::for_app()?;
    println!("Building the app (about two minutes the first time)…");
    let start = Instant::now();
    styles::compile()?;
    workers::build(&tools.folders)?;
    // Trunk works offline, and so does the cargo that it starts: all that it needs must be here before.
    process::run(command("cargo").args(["fetch", "--quiet"])).context("The libraries were not downloaded")?;
    process::run(
        command("trunk")
            .args(["build", "--release", "--offline", "--color", "never"])
            .env("PATH", path_with(&tools.folders)?)
            .env(EXPORT_TO, export_to.unwrap_or_default())
            .env(paths::VARIABLE, paths::flags()?)
            // Trunk takes this for a switch of its own and stops at any value but true or false.
            .env_remove("NO_COLOR")
            // What went wrong is in what the compiler says; where in Trunk it was noticed helps nobody.
            .env_remove("RUST_BACKTRACE"),
    )
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
    workers::put_into(&staging)?;
    let export_to = env::var(EXPORT_TO).ok().filter(|origin| !origin.is_empty());
    let headers = Headers::new(export_to.as_deref())?;
    finish(&staging, &workspace::root().join("app/web"), &headers)
}

/// Turns what Trunk wrote into what is served: our own files beside it, no inline code, every file named by its content but those that
/// are found by their name, and a service worker that knows them all.
fn finish(staging: &Path, web: &Path, headers: &Headers) -> Result<()> {
    let page = staging.join(PAGE);
    for file in fingerprint::files(web)? {
        // A program of ours that makes files is none of them.
        if file.extension().is_none_or(|end| end != "mjs") {
            fs::copy(&file, staging.join(file.file_name().unwrap_or_default()))?;
        }
    }
    boot::replace(&page, &staging.join("boot.js"))?;
    fingerprint::rename_all(staging, &[PAGE, precache::WORKER, precache::KILL_SWITCH])?;
    checks::no_inline_code(&fs::read_to_string(&page).context("Trunk wrote no page")?)?;
    checks::no_dead_address(staging)?;
    for file in fingerprint::files(staging)? {
        paths::no_folder_of_ours(&file, &fs::read(&file)?)?;
    }
    precache::fill_in(staging, headers)
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
        let (staging, web) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let write =
            |folder: &tempfile::TempDir, name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write(
            &staging,
            PAGE,
            "<head><script src=\"/boot.js\"></script><script type=\"module\">\nimport init from '/app.js';\n</script></head>",
        );
        write(&staging, "app.js", "new URL('app_bg.wasm', import.meta.url)");
        write(&staging, "app_bg.wasm", "wasm");
        write(&web, "boot.js", "import(\"/app.js\"); register(\"/sw.js\");");
        write(
            &web,
            precache::WORKER,
            "[\"wayhome:edition\", \"wayhome:files\", \"wayhome:headers\"]",
        );
        write(&web, precache::KILL_SWITCH, "leave();");
        write(&web, "draw.mjs", "draw();");
        finish(staging.path(), web.path(), &Headers::default()).unwrap();

        let page = fs::read_to_string(staging.path().join(PAGE)).unwrap();
        let boot = page
            .split('"')
            .find(|part| part.starts_with("/boot."))
            .expect("the page loads the boot script");
        let script = fs::read_to_string(staging.path().join(&boot[1..])).unwrap();
        assert!(
            script.contains("\"/app.") && !script.contains("\"/app.js\"") && script.contains("\"/sw.js\""),
            "{script}"
        );
        let worker = fs::read_to_string(staging.path().join(precache::WORKER)).unwrap();
        assert!(worker.contains(boot), "{worker}");
        assert_eq!(fingerprint::files(staging.path()).unwrap().len(), 6);
    }
}
