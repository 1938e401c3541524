//! How many records the command line checks in a second, on one processor and on all.

use crate::process::{command, output, run};
use crate::workspace;
use anyhow::{Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

const RECORDS: u32 = 40_000;
const ROUNDS: usize = 5;

/// The command line as it is released.
pub(super) fn program() -> PathBuf {
    workspace::target().join("release/wayhome")
}

pub(super) fn measure(folder: &Path) -> Result<()> {
    let records = folder.join("records.ndjson");
    let made = run(command(workspace::target().join("release/examples/records")).arg(RECORDS.to_string()))?;
    fs::write(&records, made)?;
    println!("| `wayhome check`, {RECORDS} records of every form | records a second |");
    println!("|---|--:|");
    for (name, one_processor) in [("one processor", true), ("all processors", false)] {
        for format in ["states", "json", "csv"] {
            let mut took = Vec::new();
            for _ in 0..ROUNDS {
                took.push(seconds(&records, format, one_processor)?);
            }
            took.sort_by(f64::total_cmp);
            let median = took.get(ROUNDS / 2).copied().unwrap_or(f64::NAN);
            println!("| {name}, {format} | {:.0} |", f64::from(RECORDS) / median);
        }
    }
    Ok(())
}

fn seconds(records: &Path, format: &str, one_processor: bool) -> Result<f64> {
    let mut check = if one_processor {
        let mut pinned = command("taskset");
        pinned.args(["--cpu-list", "0"]).arg(program());
        pinned
    } else {
        command(program())
    };
    let start = Instant::now();
    let done = output(
        check
            .args(["check", "--today", "2026-03-02", "--no-summary", "--format", format])
            .arg(records)
            .stdout(std::process::Stdio::null()),
    )?;
    // Some of the records are broken on purpose, so it ends with 2.
    if done.status.code() != Some(2) {
        bail!("`wayhome check` ended with {}", done.status);
    }
    Ok(start.elapsed().as_secs_f64())
}
