//! `wayhome check`
//!
//! Records are read, checked and written side by side ([`batch`]), and come out in the order in which they went in.

mod batch;
mod plans;
mod progress;
mod rows;
mod states;
mod summary;
mod tally;
mod worker;

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use wayhome_export::harmless_lines;

use crate::Ending;
use crate::day::{day, today_or_now};
use crate::output::{Beside, Readers};
use crate::procedures::ProcedureArguments;
use crate::say::show;
use batch::Batch;
use tally::Tally;

/// Check records.
#[derive(Args)]
pub(crate) struct CheckArguments {
    /// Files, folders with what is in them, or - for standard input: one JSON record a file, or one a line in .ndjson, .jsonl and standard input.
    #[arg(value_name = "RECORD", default_value = "-")]
    records: Vec<PathBuf>,
    /// How to write the reports: text to read, JSON with one report a line, CSV with one row for each finding, approval and deadline, or states alone.
    #[arg(long, value_enum, default_value = "text")]
    format: ReportFormat,
    /// The day of the check, YYYY-MM-DD. The local date of this computer, if left out.
    #[arg(long, value_parser = day, value_name = "DATE")]
    today: Option<NaiveDate>,
    /// A procedure to use beside those that Wayhome ships: compiled, as `wayhome compile` writes it, or in TOML.
    #[arg(long, value_name = "FILE")]
    procedure: Vec<PathBuf>,
    #[command(flatten)]
    own: ProcedureArguments,
    /// Where to write the summary: as JSON, if the name ends in .json. What is in that file goes. Left out, it follows the reports in text, and goes to standard error in
    /// the other formats, if there is more than one record.
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,
    /// Write no summary.
    #[arg(long, conflicts_with = "summary")]
    no_summary: bool,
}

/// How reports are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// For people.
    Text,
    /// For programs: one report a line.
    Json,
    /// For spreadsheets and statistics: one row for each finding, approval and deadline.
    Csv,
    /// For counting: one line of JSON for each record, with the state of each rule and deadline and no words.
    States,
}

/// Runs the command.
pub(crate) fn run(arguments: &CheckArguments) -> io::Result<Ending> {
    let mut so_far = Ending::Clean;
    match check(arguments, &mut so_far) {
        // Whoever reads the reports has stopped, `wayhome check … | head`: what was found until then is not unfound.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(so_far),
        ended => ended,
    }
}

fn check(arguments: &CheckArguments, so_far: &mut Ending) -> io::Result<Ending> {
    let today = today_or_now(arguments.today);
    let Some(known) = arguments.own.load_usable(&arguments.procedure)? else {
        return Ok(Ending::Unusable);
    };
    let least = known.ending();
    *so_far = least;
    // Before the work, so that nobody waits for a summary that cannot be written.
    let summary = arguments.summary.as_deref();
    let read = arguments.records.iter().chain(&arguments.procedure).cloned();
    let read: Vec<_> = read.chain(arguments.own.files()).collect();
    let summary = summary.map(|path| Beside::open(path, &read, Readers::Usual));
    let summary = summary.transpose()?;
    let mut out = io::stdout().lock();
    if arguments.format == ReportFormat::Csv {
        out.write_all(&rows::head()?)?;
    }
    let tally = Batch {
        paths: arguments.records.clone(),
        known: Arc::new(known),
        format: arguments.format,
        today,
    }
    .run(&mut out, so_far)?;
    *so_far = ending(&tally).max(least);
    if let Some(mut file) = summary {
        let is_json = arguments
            .summary
            .as_deref()
            .and_then(|path| path.extension())
            .is_some_and(|extension| extension == "json");
        let text = if is_json {
            serde_json::to_string(&tally.json(today))? + "\n"
        } else {
            summary::table(&tally, today)
        };
        file.put(&text)?;
    } else if tally.records() + tally.exercises > 1 && !arguments.no_summary {
        let text = summary::table(&tally, today);
        match arguments.format {
            ReportFormat::Text => out.write_all(harmless_lines(&text).as_bytes())?,
            ReportFormat::Json | ReportFormat::Csv | ReportFormat::States => show(&text),
        }
    }
    out.flush()?;
    Ok(*so_far)
}

fn ending(tally: &Tally) -> Ending {
    if tally.unusable > 0 {
        Ending::Unusable
    } else if tally.all_complete() {
        Ending::Clean
    } else {
        Ending::Findings
    }
}
