//! `cargo xtask test`: every check and test, each with a line of its own, and one last line with the sums.

mod checks;
mod counts;
mod journeys;
mod native;
mod package;
mod suite;
mod wasm;

use anyhow::{Context, Result};
use std::env;
use std::path::PathBuf;
use std::process::ExitCode;
use suite::Report;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Formatting, clippy and the native tests only: one or two minutes once the machine is warm
    #[arg(long, conflicts_with = "thorough")]
    quick: bool,
    /// More cases in the property tests, the long versions of the journeys, Lighthouse, and the app built twice to compare its bytes
    #[arg(long)]
    thorough: bool,
}

/// Runs the suites in order. A failure stops none of the others: one run shows everything there is to put right.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    // Asked for now: the native tests may build this program anew, and then the system no longer knows it by its name.
    let this_program = env::current_exe().context("the system does not say where this program is")?;
    let mut report = Report::default();
    checks::lock_file(&mut report);
    checks::formatting(&mut report);
    checks::clippy(&mut report);
    if arguments.quick {
        native::run(&mut report, false);
    } else {
        everything(&mut report, arguments.thorough, this_program);
    }
    report.close();
    Ok(if report.is_good() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn everything(report: &mut Report, thorough: bool, this_program: PathBuf) {
    checks::clippy_in_browser(report);
    checks::engine_for_browser(report);
    checks::documentation(report);
    native::run(report, thorough);
    wasm::run(report);
    package::run(report);
    journeys::run(report, this_program, thorough);
    if thorough {
        checks::same_bytes(report);
    }
}
