//! The tests that run as WebAssembly in a real browser.

use super::counts::of_cargo;
use super::suite::{Ran, Report, run_plain};
use crate::process::{command, printed};
use crate::{setup, workspace};
use anyhow::{Context, Result};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

/// Switches for a browser that runs without a screen, as root, and asks nobody on the network for anything.
/// The browser journeys use the same: tests/browser/chromium.mjs.
const SWITCHES: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// Runs the tests of the crates that meet a browser.
pub(crate) fn run(report: &mut Report) {
    report.tests("wasm tests", || {
        setup::wasm_target()?;
        let runner = setup::wasm_test_runner()?;
        let browser = setup::browser()?;
        let settings = write_settings(&browser.chromium)?;
        let mut cargo = command("cargo");
        // Never with `--quiet`: cargo hands it on to the runner, which does not know it.
        cargo
            .args([
                "test",
                "--target",
                "wasm32-unknown-unknown",
                "-p",
                "wayhome-wasm",
                "-p",
                "wayhome-vault",
                "-p",
                "app",
                "--tests",
            ])
            .arg("--no-fail-fast")
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
                runner.join("wasm-bindgen-test-runner"),
            )
            .env("CHROMEDRIVER", &browser.chromedriver)
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings)
            .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
        let output = run_plain(&mut cargo)?;
        let text = printed(&output);
        Ok(Ran {
            counts: of_cargo(&text),
            ended_well: output.status.success(),
            output: text,
        })
    });
}

/// Writes the settings that the runner reads, with this machine's browser in them.
fn write_settings(chromium: &Path) -> Result<PathBuf> {
    let file = workspace::target().join("webdriver.json");
    let settings = json!({ "goog:chromeOptions": { "binary": chromium, "args": SWITCHES } });
    fs::write(&file, settings.to_string()).with_context(|| format!("{} cannot be written", file.display()))?;
    Ok(file)
}
