//! Sass to one style sheet, where index.html tells Trunk to look for it.

use super::checks;
use crate::process::{command, run};
use crate::workspace;
use anyhow::{Context, Result};
use std::fs;

/// Compiles app/styles/app.scss into target/app-assets/app.css.
pub(crate) fn compile() -> Result<()> {
    let out = workspace::target().join("app-assets/app.css");
    let css = run(command(workspace::node_program("sass")).args([
        "--no-source-map",
        "--style=compressed",
        "--load-path=node_modules/govuk-frontend/dist",
        "--quiet-deps",
        "app/styles/app.scss",
    ]))
    .context("The styles were not compiled")?;
    checks::own_look(&css)?;
    // An unchanged file keeps its time, so that Trunk has nothing to do.
    if fs::read_to_string(&out).is_ok_and(|old| old == css) {
        return Ok(());
    }
    fs::create_dir_all(workspace::target().join("app-assets"))?;
    fs::write(&out, css).with_context(|| format!("{} cannot be written", out.display()))
}
