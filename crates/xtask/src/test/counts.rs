//! How many tests passed, read from what the test programs print.

use anyhow::{Context, Result};
use serde_json::Value;
use std::fmt;

/// Tests by how they went.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) skipped: usize,
}

impl Counts {
    /// Both together.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

/// Adds up cargo's lines `test result: ok. 3 passed; 0 failed; 1 ignored; …`, one for each test program.
pub(crate) fn of_cargo(printed: &str) -> Counts {
    let results = printed
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("test result: "));
    results.map(of_result).fold(Counts::default(), Counts::plus)
}

fn of_result(result: &str) -> Counts {
    let number = |word: &str| {
        let part = result
            .split([';', '.'])
            .map(str::trim)
            .find_map(|part| part.strip_suffix(word));
        part.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
    };
    Counts {
        passed: number("passed"),
        failed: number("failed"),
        skipped: number("ignored"),
    }
}

/// Reads the `stats` of Playwright's JSON report. A journey that passed only at the second attempt has failed.
pub(crate) fn of_playwright(report: &str) -> Result<Counts> {
    let report: Value = serde_json::from_str(report).context("Playwright's report is not JSON")?;
    let number = |name: &str| {
        let value = report.pointer(&format!("/stats/{name}")).and_then(Value::as_u64);
        let value = value.with_context(|| format!("Playwright's report does not count `{name}`"))?;
        usize::try_from(value).context("a count is out of range")
    };
    Ok(Counts {
        passed: number("expected")?,
        failed: number("unexpected")? + number("flaky")?,
        skipped: number("skipped")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_test_program_of_a_run_is_counted() {
        let printed = "running 3 tests\ntest a ... ok\n\
            test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s\n\n\
            test result: FAILED. 5 passed; 2 failed; 0 ignored; 0 measured; 7 filtered out; finished in 1.20s\n";
        assert_eq!(
            of_cargo(printed),
            Counts {
                passed: 8,
                failed: 2,
                skipped: 1
            }
        );
    }

    #[test]
    fn the_browsers_runner_is_counted_alike() {
        let printed = "    Running tests/mount.rs\n\ntest result: ok. 1 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.01s\n";
        assert_eq!(
            of_cargo(printed),
            Counts {
                passed: 1,
                failed: 0,
                skipped: 0
            }
        );
    }

    #[test]
    fn words_elsewhere_count_nothing() {
        assert_eq!(
            of_cargo("3 passed; 1 failed\nerror: could not compile"),
            Counts::default()
        );
    }

    #[test]
    fn playwrights_report_is_read() {
        let report = r#"{"stats": {"expected": 4, "unexpected": 1, "flaky": 1, "skipped": 2}}"#;
        assert_eq!(
            of_playwright(report).unwrap(),
            Counts {
                passed: 4,
                failed: 2,
                skipped: 2
            }
        );
        assert!(of_playwright("{}").is_err());
        assert!(of_playwright("").is_err());
    }

    #[test]
    fn skipped_tests_are_named_only_if_there_are_any() {
        assert_eq!(
            Counts {
                passed: 2,
                failed: 0,
                skipped: 0
            }
            .to_string(),
            "2 passed, 0 failed"
        );
        assert_eq!(
            Counts {
                passed: 2,
                failed: 0,
                skipped: 1
            }
            .to_string(),
            "2 passed, 0 failed, 1 skipped"
        );
    }
}
