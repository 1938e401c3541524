//! The npm package as a council embeds it: built, packed, installed into an empty folder, and run from there.

use super::counts::of_playwright;
use super::suite::{Ran, Report, run_plain};
use crate::process::{command, printed};
use crate::{package, setup, workspace};
use anyhow::Context;
use std::fs;

/// Packs the package and runs tests/embed/ against the tarball.
pub(crate) fn run(report: &mut Report) {
    report.tests("package", || {
        let tarball = package::run_all()?;
        let browser = setup::browser()?;
        let results = workspace::target().join("embed.json");
        if results.exists() {
            // Yesterday's results must not be taken for today's.
            fs::remove_file(&results)?;
        }
        let output = run_plain(
            command(workspace::node_program("playwright"))
                .args(["test", "--config", "tests/embed/playwright.config.mjs"])
                .env("WAYHOME_CHROMIUM", &browser.chromium)
                .env("WAYHOME_TARBALL", tarball)
                .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &results),
        )?;
        let text = printed(&output);
        let report = fs::read_to_string(&results).with_context(|| format!("Playwright left no results.\n{text}"))?;
        Ok(Ran {
            counts: of_playwright(&report)?,
            ended_well: output.status.success(),
            output: text,
        })
    });
}
