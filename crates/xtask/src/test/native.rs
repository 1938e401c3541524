//! The tests that need no browser, the examples in the documentation among them.

use super::counts::of_cargo;
use super::suite::{Ran, Report, run_plain};
use crate::process::{command, printed};

/// How many cases a property test tries when thorough; 256 otherwise.
const THOROUGH_CASES: &str = "1024";

/// Runs every crate's tests.
pub(crate) fn run(report: &mut Report, thorough: bool) {
    report.tests("native tests", || {
        let mut cargo = command("cargo");
        cargo.args(["test", "--workspace", "--no-fail-fast"]);
        if thorough {
            cargo.env("PROPTEST_CASES", THOROUGH_CASES);
        }
        let output = run_plain(&mut cargo)?;
        let text = printed(&output);
        Ok(Ran {
            counts: of_cargo(&text),
            ended_well: output.status.success(),
            output: text,
        })
    });
}
