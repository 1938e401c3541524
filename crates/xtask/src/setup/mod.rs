//! What a fresh machine needs, installed once and kept for the next clone.
//!
//! Each part first looks whether its work is already done and then says nothing. What it does install it names, with the
//! place, before it starts, because some of it takes minutes.

mod browser;
mod npm;
mod rust;
mod tools;

use anyhow::Result;
use std::path::PathBuf;

pub(crate) use browser::Browser;

/// What is needed to build the app.
pub(crate) struct AppTools {
    /// Folders to put in front of PATH: Trunk, wasm-bindgen and wasm-opt, each in the version we name.
    pub(crate) folders: Vec<PathBuf>,
}

/// Everything, for `cargo xtask setup`.
pub(crate) fn everything() -> Result<()> {
    rust_checks()?;
    for_app()?;
    browser()?;
    Ok(())
}

/// Formatter and linter.
pub(crate) fn rust_checks() -> Result<()> {
    rust::components()
}

/// What the app's build needs.
pub(crate) fn for_app() -> Result<AppTools> {
    wasm_target()?;
    npm::packages()?;
    let folders = vec![
        tools::trunk()?,
        tools::wasm_bindgen()?,
        crate::workspace::root().join("node_modules/.bin"),
    ];
    Ok(AppTools { folders })
}

/// The compiler's target for the browser.
pub(crate) fn wasm_target() -> Result<()> {
    rust::wasm_target()
}

/// The folder that holds `wasm-bindgen-test-runner`.
pub(crate) fn wasm_test_runner() -> Result<PathBuf> {
    tools::wasm_bindgen()
}

/// A browser to test in, and the program that drives it.
pub(crate) fn browser() -> Result<Browser> {
    browser::find_or_install()
}
