//! `wayhome export`

mod place;
mod target;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use clap::Args;
use wayhome_engine::{Plan, Record, Session};
use wayhome_export::{ImportError, Losses, Outgoing, beside, was_changed};

use crate::Ending;
use crate::day::{day, today_or_now};
use crate::input::{self, Origin, line_of, no_record, unreadable};
use crate::output::{Beside, Readers};
use crate::passphrase::Passphrase;
use crate::procedures::{Known, ProcedureArguments};
use crate::say::{complain, show};
use place::{Exported, Place};
use target::{Named, names_a_mapping};

/// Export records.
#[derive(Args)]
pub(crate) struct ExportArguments {
    /// Files, folders with what is in them, or - for standard input: one JSON record a file, or one a line in .ndjson, .jsonl and standard input.
    #[arg(value_name = "RECORD", default_value = "-")]
    records: Vec<PathBuf>,
    /// What to export to: json (Wayhome JSON), html (a page to print), text (for a case note), ssd (rows of the Standard Safeguarding Dataset),
    /// fhir (FHIR R4), or the file of a mapping in TOML.
    #[arg(long, value_name = "TARGET")]
    to: String,
    /// A folder to write to, one file a record. Standard output, if left out. A file that is there is left as it is. On Unix, only
    /// its owner can read one that is written.
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Where to write what each export could not carry, as JSON with one report a line. What is in that file goes. On Unix, only its owner can read
    /// one that is made. Standard error as text, if left out.
    #[arg(long, value_name = "FILE")]
    losses: Option<PathBuf>,
    /// A file whose first line is a passphrase: each export is encrypted under it, in the age format. Needs --output.
    #[arg(long, value_name = "FILE", requires = "output")]
    passphrase_file: Option<PathBuf>,
    /// The records are exercises, about nobody; each export says so. A record that says it of itself needs no flag.
    #[arg(long)]
    training: bool,
    /// The day of the check, YYYY-MM-DD. The local date of this computer, if left out.
    #[arg(long, value_parser = day, value_name = "DATE")]
    today: Option<NaiveDate>,
    /// A procedure to use beside those that Wayhome ships: compiled, as `wayhome compile` writes it, or in TOML.
    #[arg(long, value_name = "FILE")]
    procedure: Vec<PathBuf>,
    #[command(flatten)]
    own: ProcedureArguments,
}

/// Runs the command.
pub(crate) fn run(arguments: &ExportArguments) -> io::Result<Ending> {
    let today = today_or_now(arguments.today);
    let Some(known) = arguments.own.load(&arguments.procedure)? else {
        return Ok(Ending::Unusable);
    };
    let Some(target) = Named::read(&arguments.to, &known) else {
        return Ok(Ending::Unusable);
    };
    let losses = arguments.losses.as_deref();
    // It names each record by its id.
    let losses = losses.map(|path| Beside::open(path, &arguments.read(), Readers::Owner));
    let losses = losses.transpose()?;
    let passphrase = arguments.passphrase_file.as_deref().map(Passphrase::read_to_seal);
    let passphrase = match passphrase.transpose() {
        Ok(passphrase) => passphrase,
        Err(reason) => {
            complain(reason);
            return Ok(Ending::Unusable);
        }
    };
    let place = Place::new(arguments.output.as_deref(), passphrase)?;
    let mut exporting = Exporting {
        known: &known,
        target: &target,
        today,
        training: arguments.training,
        place,
        losses,
        untold: None,
        is_short: false,
    };
    let mut ending = Ending::Clean;
    let read = input::read(&arguments.records, |chunk| {
        for (origin, record) in chunk.records() {
            let done = match record {
                Ok(record) => exporting.export(origin, record)?,
                Err(reason) => Err(reason.to_owned()),
            };
            if let Err(reason) = done {
                complain(format!("{origin}: {reason}"));
                ending = Ending::Unusable;
            }
        }
        Ok(())
    });
    let written = read.and_then(|empty| {
        for name in &empty {
            complain(no_record(name));
        }
        exporting.place.close()
    });
    // What was not written was not carried anywhere.
    if written.is_ok() {
        exporting.tell_held();
    }
    if exporting.is_short {
        ending = Ending::Unusable;
    }
    // However the run ends, nothing of what the last one left there is taken for its own.
    let closed = exporting.losses.map_or(Ok(()), Beside::close);
    match written {
        // Whoever reads the exports has stopped. What could not be used until then is said.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        written => written?,
    }
    closed?;
    Ok(ending)
}

impl ExportArguments {
    /// Every file and folder that is read.
    fn read(&self) -> Vec<PathBuf> {
        let mapping = Some(PathBuf::from(&self.to)).filter(|to| names_a_mapping(to));
        let named = self.records.iter().chain(&self.procedure).chain(&self.passphrase_file);
        named.cloned().chain(mapping).chain(self.own.files()).collect()
    }
}

/// One run of the command.
struct Exporting<'a> {
    known: &'a Known,
    target: &'a Named,
    today: NaiveDate,
    training: bool,
    place: Place,
    losses: Option<Beside>,
    /// Of what is not written yet: what it lost is told once it is.
    untold: Option<Losses>,
    /// Did the file for what was lost find no room?
    is_short: bool,
}

impl Exporting<'_> {
    /// Exports one record; the inner error is the reason why it cannot be.
    fn export(&mut self, origin: &Origin, bytes: &[u8]) -> io::Result<Result<(), String>> {
        let made = Record::parse(bytes)
            .map_err(|error| unreadable(&error, bytes, origin))
            .and_then(|record| self.make(record, bytes, origin));
        let (exported, losses) = match made {
            Ok(made) => made,
            Err(reason) => return Ok(Err(reason)),
        };
        if let Err(reason) = self.place.put(origin, exported)? {
            return Ok(Err(reason));
        }
        self.tell_held();
        self.untold = Some(losses);
        if !self.place.is_holding() {
            self.tell_held();
        }
        Ok(Ok(()))
    }

    fn make(&self, record: Record, bytes: &[u8], origin: &Origin) -> Result<(Exported, Losses), String> {
        // What was signed would go out again as if it had been signed like this.
        if was_changed(bytes) {
            return Err(ImportError::Changed.to_string());
        }
        let beside = beside(bytes).map_err(|error| error.to_string())?;
        let line = |field: &str| line_of(field, bytes);
        let plan = self.known.plan_named(&record.procedure, &record.form, &line)?;
        let plan: Arc<Plan> = Arc::new(plan);
        let name = record.id.clone();
        let session = Session::open(plan, self.today, record);
        let outgoing = Outgoing::new(&session)
            .signed_by(beside.signed.as_ref())
            .replacing(beside.replaces.as_ref())
            .carrying(&beside.carried)
            .exercise(self.training || beside.training)
            .leaving_aside(&beside.other)
            .having_left_out(&beside.left_out);
        let target = self.target.target();
        let made = if self.place.is_one_stream() {
            target.export_as_one(&outgoing)
        } else {
            target.export(&outgoing)
        };
        let made = made.map_err(|error| error.to_string())?;
        for check in &made.checks {
            complain(format!("{origin}: {check}"));
        }
        let content = made.content;
        Ok((Exported { name, content }, made.losses))
    }

    /// Tells what was lost; where the file for it finds no room, that and all that follows is told on standard error, and the records still go.
    fn tell_held(&mut self) {
        let Some(losses) = self.untold.take() else {
            return;
        };
        if let Some(file) = &mut self.losses {
            let line = serde_json::to_string(&losses).map_err(io::Error::from);
            let Err(error) = line.and_then(|line| file.put(&(line + "\n"))) else {
                return;
            };
            // No record is to blame.
            complain(format!("{error} What could not be carried is told here instead."));
            (self.losses, self.is_short) = (None, true);
        }
        show(&losses.text());
    }
}
