//! Running steps, saying how each went, and adding them up.
//!
//! A step belongs to a suite. The checks are one suite, in which each check counts as one.

use super::counts::Counts;
use anyhow::Result;
use std::io::{IsTerminal, Write};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

/// What a step did.
pub(crate) struct Ran {
    pub(crate) counts: Counts,
    /// Whether the program itself ended well. A compiler that fails has counted no test as failed.
    pub(crate) ended_well: bool,
    pub(crate) output: String,
}

/// The suites so far, in the order in which they ran.
#[derive(Default)]
pub(crate) struct Report {
    suites: Vec<(&'static str, Counts)>,
}

impl Report {
    /// Runs a step that either passes or fails as a whole.
    pub(crate) fn check(&mut self, name: &'static str, command: impl FnOnce() -> Result<Command>) -> bool {
        self.step("checks", name, || {
            let output = run_plain(&mut command()?)?;
            let ended_well = output.status.success();
            let counts = Counts {
                passed: usize::from(ended_well),
                ..Counts::default()
            };
            Ok(Ran {
                counts,
                ended_well,
                output: crate::process::printed(&output),
            })
        })
    }

    /// Runs a step that counts tests of its own.
    pub(crate) fn tests(&mut self, name: &'static str, step: impl FnOnce() -> Result<Ran>) -> bool {
        self.step(name, name, step)
    }

    fn step(&mut self, suite: &'static str, name: &str, step: impl FnOnce() -> Result<Ran>) -> bool {
        announce(name);
        let start = Instant::now();
        let ran = step().unwrap_or_else(|error| Ran {
            counts: Counts::default(),
            ended_well: false,
            output: format!("{error:#}"),
        });
        let (counts, problem) = judge(&ran);
        println!("{}", line(name, suite == name, counts, start.elapsed()));
        if counts.failed > 0 {
            println!("{}", ran.output.trim_end());
            if let Some(problem) = problem {
                println!("{problem}");
            }
        }
        self.add(suite, counts);
        counts.failed == 0
    }

    fn add(&mut self, suite: &'static str, counts: Counts) {
        match self.suites.iter_mut().find(|(name, _)| *name == suite) {
            Some((_, sum)) => *sum = sum.plus(counts),
            None => self.suites.push((suite, counts)),
        }
    }

    /// Prints the table, and the last line.
    pub(crate) fn close(&self) {
        println!("\n{:<20}{:>8}{:>8}{:>9}", "suite", "passed", "failed", "skipped");
        for (name, counts) in &self.suites {
            println!(
                "{name:<20}{:>8}{:>8}{:>9}",
                counts.passed, counts.failed, counts.skipped
            );
        }
        println!("\n{}", self.sum());
    }

    fn sum(&self) -> Counts {
        self.suites
            .iter()
            .fold(Counts::default(), |sum, (_, counts)| sum.plus(*counts))
    }

    pub(crate) fn is_good(&self) -> bool {
        self.sum().failed == 0
    }
}

/// Runs a program with its output as plain text.
pub(crate) fn run_plain(command: &mut Command) -> Result<Output> {
    crate::process::output(command.env("CARGO_TERM_COLOR", "never").env("FORCE_COLOR", "0"))
}

/// The counts to report, with a failure of the program itself, or a suite that found nothing to run, counted as one.
fn judge(ran: &Ran) -> (Counts, Option<&'static str>) {
    let problem = match ran.ended_well {
        _ if ran.counts.failed > 0 => None,
        false => Some("It stopped before its end, or could not start."),
        true if ran.counts.passed == 0 => Some("It found no test to run."),
        true => None,
    };
    let fails = usize::from(problem.is_some());
    (
        Counts {
            failed: ran.counts.failed + fails,
            ..ran.counts
        },
        problem,
    )
}

fn line(name: &str, counted: bool, counts: Counts, took: Duration) -> String {
    let mark = if counts.failed == 0 { '✓' } else { '✗' };
    let result = if counted { counts.to_string() } else { String::new() };
    format!("{mark} {name:<24} {result:<32} {:>4} s", took.as_secs())
        .trim_end()
        .to_owned()
}

/// On a terminal, says what is running; the step's result takes its place. A log gets the result only.
fn announce(name: &str) {
    let mut out = std::io::stdout();
    if out.is_terminal() {
        let _ = write!(out, "· {name}…\r").and_then(|()| out.flush());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ran(passed: usize, failed: usize, ended_well: bool) -> Ran {
        Ran {
            counts: Counts {
                passed,
                failed,
                skipped: 0,
            },
            ended_well,
            output: String::new(),
        }
    }

    #[track_caller]
    fn check(ran: &Ran, failed: usize) {
        assert_eq!(judge(ran).0.failed, failed);
    }

    #[test]
    fn tests_that_fail_are_counted_as_they_are() {
        check(&ran(3, 0, true), 0);
        check(&ran(3, 2, false), 2);
    }

    #[test]
    fn a_program_that_fails_without_a_failed_test_counts_as_one() {
        check(&ran(0, 0, false), 1);
        check(&ran(3, 0, false), 1);
    }

    #[test]
    fn a_suite_that_ran_nothing_has_failed() {
        check(&ran(0, 0, true), 1);
        assert_eq!(judge(&ran(0, 0, true)).1, Some("It found no test to run."));
    }

    #[test]
    fn suites_add_up() {
        let mut report = Report::default();
        report.add(
            "checks",
            Counts {
                passed: 1,
                ..Counts::default()
            },
        );
        report.add(
            "checks",
            Counts {
                failed: 1,
                ..Counts::default()
            },
        );
        report.add(
            "native tests",
            Counts {
                passed: 9,
                skipped: 1,
                ..Counts::default()
            },
        );
        assert_eq!(report.suites.len(), 2);
        assert_eq!(report.sum().to_string(), "10 passed, 1 failed, 1 skipped");
        assert!(!report.is_good());
    }

    #[test]
    fn a_step_that_cannot_start_fails_its_suite() {
        let mut report = Report::default();
        assert!(!report.tests("journeys", || anyhow::bail!("Node.js is missing")));
        assert_eq!(report.sum().failed, 1);
    }

    #[test]
    fn a_line_names_the_step_and_its_result() {
        let counts = Counts {
            passed: 412,
            ..Counts::default()
        };
        let line = line("native tests", true, counts, Duration::from_secs(31));
        assert_eq!(
            line.split_whitespace().collect::<Vec<_>>().join(" "),
            "✓ native tests 412 passed, 0 failed 31 s"
        );
    }
}
