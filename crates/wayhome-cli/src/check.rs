//! `wayhome check`

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use clap::Args;
use wayhome_engine::{Outcome, Plan, Procedure, Record, Report, check};

use crate::{Ending, Format, input, text};

/// Check records.
#[derive(Args)]
pub(crate) struct CheckArguments {
    /// Files, folders, or - for standard input: one JSON record a file, or one a line in .ndjson, .jsonl and standard input.
    #[arg(value_name = "RECORD")]
    records: Vec<PathBuf>,
    /// How to write the reports: text to read, or JSON, one report a line.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// The day of the check, YYYY-MM-DD. The local date of this computer, if left out.
    #[arg(long, value_parser = day, value_name = "DATE")]
    today: Option<NaiveDate>,
    /// A compiled procedure to use beside those that Wayhome ships (`wayhome compile` writes it).
    #[arg(long, value_name = "FILE")]
    procedure: Vec<PathBuf>,
}

fn day(text: &str) -> Result<NaiveDate, String> {
    let exact = text.len() == 10;
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .filter(|_| exact)
        .ok_or_else(|| "write a real day as YYYY-MM-DD, like 2026-03-02".to_owned())
}

/// Runs the command.
pub(crate) fn run(arguments: &CheckArguments) -> io::Result<Ending> {
    let today = arguments.today.unwrap_or_else(|| {
        let today = chrono::Local::now().date_naive();
        eprintln!("wayhome: checking as on {today}, the date of this computer. Use --today to choose another.");
        today
    });
    let mut plans = match Plans::with_files(&arguments.procedure) {
        Ok(plans) => plans,
        Err(reason) => return Err(io::Error::new(io::ErrorKind::InvalidInput, reason)),
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut ending = Ending::Clean;
    input::each(&arguments.records, |input| {
        let checked = input.record.and_then(|record| plans.check(today, record));
        match checked {
            Ok((plan, report)) => {
                ending = ending.max(if report.outcome == Outcome::Complete {
                    Ending::Clean
                } else {
                    Ending::Findings
                });
                match arguments.format {
                    Format::Json => writeln!(out, "{}", serde_json::to_string(&report)?)?,
                    Format::Text => out.write_all(text::report(&input.origin, &plan, &report).as_bytes())?,
                }
            }
            Err(reason) => {
                ending = Ending::Unusable;
                out.flush()?;
                eprintln!("wayhome: {}: {reason}", input.origin);
            }
        }
        Ok(())
    })?;
    out.flush()?;
    Ok(ending)
}

/// The plans that records ask for, each made once.
struct Plans {
    own: BTreeMap<String, Arc<Procedure>>,
    made: BTreeMap<(String, String), Result<Arc<Plan>, String>>,
}

impl Plans {
    fn with_files(files: &[PathBuf]) -> Result<Self, String> {
        let mut own = BTreeMap::new();
        for path in files {
            let bytes =
                std::fs::read(path).map_err(|error| format!("{}: the file cannot be read: {error}", path.display()))?;
            let procedure: Procedure = serde_json::from_slice(&bytes).map_err(|error| {
                format!(
                    "{}: this is not a compiled procedure: {error}. Make one with `wayhome compile`.",
                    path.display()
                )
            })?;
            own.insert(procedure.id.clone(), Arc::new(procedure));
        }
        Ok(Self {
            own,
            made: BTreeMap::new(),
        })
    }

    fn check(&mut self, today: NaiveDate, record: Record) -> Result<(Arc<Plan>, Report), String> {
        let plan = self.plan(&record.procedure, &record.form)?;
        let report = check(&plan, today, record);
        Ok((plan, report))
    }

    fn plan(&mut self, procedure: &str, form: &str) -> Result<Arc<Plan>, String> {
        let own = &self.own;
        let make = || match own.get(procedure) {
            Some(local) => {
                let floor = local
                    .floor
                    .as_deref()
                    .and_then(|floor| own.get(floor).cloned().or_else(|| wayhome_procedures::procedure(floor)));
                Plan::new(Arc::clone(local), floor, form)
                    .map(Arc::new)
                    .map_err(|error| error.to_string())
            }
            None => wayhome_procedures::plan(procedure, form).map_err(|error| error.to_string()),
        };
        self.made
            .entry((procedure.to_owned(), form.to_owned()))
            .or_insert_with(make)
            .clone()
    }
}
