//! Reading, checking and writing side by side, in order and within bounded memory.
//!
//! One thread reads chunks and deals them to the workers in turn, like cards; this one takes what they made of them in the same turn. So
//! the order is kept without a list of what came too early, and a slow worker holds the others up instead of letting their results pile up:
//! each channel holds at most [`WAITING`] chunks. `std::sync::mpsc` is all that this needs.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::thread::{self, JoinHandle};

use chrono::NaiveDate;

use super::ReportFormat;
use super::progress::Progress;
use super::tally::Tally;
use super::worker::{Made, Worker};
use crate::Ending;
use crate::input::{self, Chunk, no_record};
use crate::procedures::Known;
use crate::say::complain;

/// How many chunks wait before, and how many after each worker.
const WAITING: usize = 2;

/// What to check, and how.
pub(super) struct Batch {
    pub(super) paths: Vec<PathBuf>,
    pub(super) known: Arc<Known>,
    pub(super) format: ReportFormat,
    pub(super) today: NaiveDate,
}

impl Batch {
    /// Checks every record, writes the reports, and names on standard error what cannot be used. `so_far` is how it would end with what was found
    /// until then.
    ///
    /// # Errors
    ///
    /// Where the reports cannot be written.
    pub(super) fn run(self, out: &mut impl Write, so_far: &mut Ending) -> io::Result<Tally> {
        let mut progress = Progress::new(input::size(&self.paths));
        let workers = thread::available_parallelism().map_or(1, usize::from);
        let (mut dealt, mut made, mut working) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..workers {
            let (to_worker, chunks) = sync_channel(WAITING);
            let (to_writer, checked) = sync_channel(WAITING);
            let worker = Worker::new(Arc::clone(&self.known), self.format, self.today);
            dealt.push(to_worker);
            made.push(checked);
            working.push(thread::spawn(move || work(worker, &chunks, &to_writer)));
        }
        let reading = thread::spawn(move || deal(&self.paths, &dealt));
        // If writing fails, nobody is waited for: the reader may be waiting for somebody's next line.
        write(&made, out, &mut progress, so_far)?;
        // A worker that still has something to hand over ends with its channel.
        drop(made);
        progress.finish();
        for empty in joined(reading)? {
            complain(no_record(&empty));
        }
        let mut whole = Tally::default();
        for worker in working {
            whole.add(joined(worker)??);
        }
        Ok(whole)
    }
}

/// Reads everything, and returns the names of what held no record. It ends early where nobody takes the chunks any more.
fn deal(paths: &[PathBuf], workers: &[SyncSender<Chunk>]) -> Vec<Arc<str>> {
    let mut turn = workers.iter().cycle();
    let gone = || io::Error::from(io::ErrorKind::BrokenPipe);
    // That nobody takes them is said where the writing failed; the only error there is comes from here.
    let read = input::read(paths, |chunk| {
        let worker = turn.next().ok_or_else(gone)?;
        worker.send(chunk).map_err(|_| gone())
    });
    read.unwrap_or_default()
}

fn work(mut worker: Worker, chunks: &Receiver<Chunk>, to_writer: &SyncSender<Made>) -> io::Result<Tally> {
    for chunk in chunks {
        if to_writer.send(worker.check(&chunk)?).is_err() {
            break;
        }
    }
    Ok(worker.tally())
}

fn write(
    workers: &[Receiver<Made>],
    out: &mut impl Write,
    progress: &mut Progress,
    so_far: &mut Ending,
) -> io::Result<()> {
    for worker in workers.iter().cycle() {
        let checked = match worker.try_recv() {
            Ok(checked) => checked,
            Err(TryRecvError::Disconnected) => break,
            Err(TryRecvError::Empty) => {
                out.flush()?;
                // The first worker that is done without a chunk for this turn was dealt none, and so were those after it.
                let Ok(checked) = worker.recv() else { break };
                checked
            }
        };
        if checked.findings {
            *so_far = (*so_far).max(Ending::Findings);
        }
        let mut written = 0;
        for (place, complaint) in &checked.complaints {
            out.write_all(checked.reports.get(written..*place).unwrap_or_default())?;
            out.flush()?;
            progress.say(complaint);
            *so_far = Ending::Unusable;
            written = *place;
        }
        out.write_all(checked.reports.get(written..).unwrap_or_default())?;
        progress.add(checked.records, checked.read);
    }
    out.flush()
}

fn joined<T>(thread: JoinHandle<T>) -> io::Result<T> {
    thread
        .join()
        .map_err(|_| io::Error::other("the check stopped before its end, through a fault of Wayhome's"))
}
