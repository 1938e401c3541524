//! One worker: chunks of records in, their reports out.

use std::borrow::Cow;
use std::io;
use std::sync::Arc;

use chrono::NaiveDate;
use wayhome_engine::{Checked, Outcome, Rooms, Unusable};

use super::ReportFormat;
use super::plans::Plans;
use super::tally::Tally;
use super::{rows, states};
use crate::input::{Chunk, Origin, line_of, unreadable};
use crate::procedures::Known;
use crate::say::for_standard_output;
use crate::text;

/// What became of a chunk.
#[derive(Default)]
pub(super) struct Made {
    /// The reports, as they are written.
    pub(super) reports: Vec<u8>,
    /// What to say on standard error, each after so many bytes of the reports.
    pub(super) complaints: Vec<(usize, String)>,
    /// Is anything to be put right in one of the records?
    pub(super) findings: bool,
    /// How many records there were, usable or not.
    pub(super) records: u64,
    /// How many bytes were read for them.
    pub(super) read: u64,
}

/// Where a record comes from, and what it is.
pub(super) struct Item<'a> {
    pub(super) origin: &'a Origin,
    /// Is it an exercise, about nobody?
    pub(super) training: bool,
}

/// What stands above the report of an exercise, as on its page.
const EXERCISE: &str = "TRAINING: AN EXERCISE, ABOUT NOBODY\n";

/// Checks chunk after chunk. It shares nothing that changes with other workers.
pub(super) struct Worker {
    plans: Plans,
    format: ReportFormat,
    today: NaiveDate,
    tally: Tally,
    rooms: Rooms,
}

impl Worker {
    pub(super) fn new(known: Arc<Known>, format: ReportFormat, today: NaiveDate) -> Self {
        Self {
            plans: Plans::new(known),
            format,
            today,
            tally: Tally::default(),
            rooms: Rooms::default(),
        }
    }

    /// What was counted over all chunks.
    pub(super) fn tally(self) -> Tally {
        self.tally
    }

    pub(super) fn check(&mut self, chunk: &Chunk) -> io::Result<Made> {
        let mut made = Made {
            read: chunk.read,
            ..Made::default()
        };
        for (origin, record) in chunk.records() {
            made.records += 1;
            match record
                .map_err(str::to_owned)
                .and_then(|record| self.checked(origin, record))
            {
                Ok(found) => {
                    let training = found.is_exercise();
                    made.findings |= found.outcome() != Outcome::Complete;
                    if training {
                        self.tally.count_exercise(&found);
                    } else {
                        self.tally.count(&found);
                    }
                    self.write(&mut made.reports, &Item { origin, training }, &found)?;
                    self.rooms.leave(found);
                }
                Err(reason) => {
                    self.tally.unusable += 1;
                    made.complaints
                        .push((made.reports.len(), format!("{origin}: {reason}")));
                }
            }
        }
        Ok(made)
    }

    /// What is found of a record.
    fn checked(&mut self, origin: &Origin, record: &[u8]) -> Result<Checked, String> {
        let line = |field: &str| line_of(field, record);
        let plan = |procedure: &str, form: &str| self.plans.plan(procedure, form, &line);
        Checked::read_within(&mut self.rooms, record, self.today, plan).map_err(|error| match error {
            Unusable::Record(error) => unreadable(&error, record, origin),
            Unusable::Plan(reason) => reason,
        })
    }

    fn write(&self, to: &mut Vec<u8>, item: &Item<'_>, checked: &Checked) -> io::Result<()> {
        let before = to.len();
        self.write_as_it_is(to, item, checked)?;
        let written = to.get(before..).and_then(|written| std::str::from_utf8(written).ok());
        if let Some(Cow::Owned(harmless)) = written.map(for_standard_output) {
            to.truncate(before);
            to.extend_from_slice(harmless.as_bytes());
        }
        Ok(())
    }

    fn write_as_it_is(&self, to: &mut Vec<u8>, item: &Item<'_>, checked: &Checked) -> io::Result<()> {
        let Item { origin, training } = item;
        match self.format {
            ReportFormat::Json => {
                serde_json::to_writer(&mut *to, &checked.report())?;
                to.push(b'\n');
            }
            ReportFormat::Text => {
                if *training {
                    to.extend_from_slice(EXERCISE.as_bytes());
                }
                let text = text::report(&origin.to_string(), checked.plan(), &checked.report());
                to.extend_from_slice(text.as_bytes());
            }
            ReportFormat::Csv => rows::write(to, item, &checked.report())?,
            ReportFormat::States => states::write(to, self.today, checked, *training)?,
        }
        Ok(())
    }
}
