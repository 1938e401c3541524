//! Checks that pass or fail as a whole: the compiler's, the linter's, the formatter's.

use super::suite::Report;
use crate::process::command;
use crate::setup;
use std::process::Command;

fn cargo(words: &str) -> Command {
    let mut cargo = command("cargo");
    cargo.args(words.split_whitespace());
    cargo
}

/// The one formatting.
pub(crate) fn formatting(report: &mut Report) {
    report.check("formatting", || {
        setup::rust_checks()?;
        Ok(cargo("fmt --all --check -- --color=never"))
    });
}

/// Every library is the one that the lock file names.
pub(crate) fn lock_file(report: &mut Report) {
    report.check("lock file", || Ok(cargo("tree --locked --workspace --depth 0")));
}

/// The linter, on everything that runs outside a browser.
pub(crate) fn clippy(report: &mut Report) {
    report.check("clippy", || {
        Ok(cargo("clippy --workspace --all-targets -- -D warnings"))
    });
}

/// The linter, on what is compiled only for the browser.
pub(crate) fn clippy_in_browser(report: &mut Report) {
    report.check("clippy, browser", || {
        setup::wasm_target()?;
        Ok(cargo(
            "clippy --target wasm32-unknown-unknown -p wayhome-wasm -p wayhome-export-wasm -p wayhome-vault -p wayhome-kdf -p app --all-targets -- -D warnings",
        ))
    });
}

/// The engine alone must compile for the browser: what only the app or the bindings bring may not hide a need of its own.
pub(crate) fn engine_for_browser(report: &mut Report) {
    report.check("engine, browser", || {
        setup::wasm_target()?;
        Ok(cargo("check --target wasm32-unknown-unknown -p wayhome-engine"))
    });
}

/// The documentation of every crate, with every link in it.
pub(crate) fn documentation(report: &mut Report) {
    report.check("documentation", || {
        let mut cargo = cargo("doc --no-deps --workspace --document-private-items");
        cargo.env("RUSTDOCFLAGS", "-D warnings");
        Ok(cargo)
    });
}

/// The app, built twice in two folders: the same source must be the same bytes.
pub(crate) fn same_bytes(report: &mut Report) {
    report.check("same bytes twice", || Ok(cargo("xtask reproduce")));
}
