//! Journeys through the built app in a real browser, as a person would take them.

use super::counts::of_playwright;
use super::suite::{Ran, Report, run_plain};
use crate::process::{command, printed};
use crate::{app_build, setup, workspace};
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;

/// Builds the app and runs tests/browser/ against it.
pub(crate) fn run(report: &mut Report, this_program: PathBuf, thorough: bool) {
    report.tests("browser journeys", || {
        app_build::build(None)?;
        journeys(this_program, thorough)
    });
}

fn journeys(this_program: PathBuf, thorough: bool) -> Result<Ran> {
    let browser = setup::browser()?;
    let results = workspace::target().join("journeys.json");
    if results.exists() {
        // Yesterday's results must not be taken for today's.
        fs::remove_file(&results)?;
    }
    let mut playwright = command(workspace::node_program("playwright"));
    playwright
        .args(["test", "--config", "tests/browser/playwright.config.mjs"])
        .env("WAYHOME_CHROMIUM", &browser.chromium)
        // The journeys start the server themselves, with this program.
        .env("WAYHOME_XTASK", this_program)
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &results)
        // The long versions: fifty killed browsers instead of one for each sort of question, for example.
        .env("WAYHOME_THOROUGH", if thorough { "1" } else { "" });
    let output = run_plain(&mut playwright)?;
    let text = printed(&output);
    let report = fs::read_to_string(&results).with_context(|| format!("Playwright left no results.\n{text}"))?;
    Ok(Ran {
        counts: of_playwright(&report)?,
        ended_well: output.status.success(),
        output: text,
    })
}
