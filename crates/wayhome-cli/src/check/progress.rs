//! How far a batch has come, shown on a terminal and nowhere else.

use std::io::{self, IsTerminal as _};
use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::say::complain;

/// What is done by then needs no bar.
const SOON: Duration = Duration::from_millis(500);

/// A bar on standard error, if that is a terminal and standard output is not: there the reports themselves show how far it is.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    started: Instant,
    size: Option<u64>,
    records: u64,
    read: u64,
}

impl Progress {
    /// `size` is how many bytes there are to read, where that is known.
    pub(super) fn new(size: Option<u64>) -> Self {
        let is_wanted = io::stderr().is_terminal() && !io::stdout().is_terminal();
        Self {
            bar: is_wanted.then(ProgressBar::hidden),
            started: Instant::now(),
            size,
            records: 0,
            read: 0,
        }
    }

    /// So many records more are done, for which so many bytes were read.
    pub(super) fn add(&mut self, records: u64, read: u64) {
        self.records += records;
        self.read += read;
        let Some(bar) = self.bar.as_ref().filter(|_| self.started.elapsed() >= SOON) else {
            return;
        };
        if bar.is_hidden() {
            bar.set_style(style(self.size.is_some()));
            if let Some(size) = self.size {
                bar.set_length(size);
            }
            bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(5));
        }
        bar.set_message(format!("{} records checked", HumanCount(self.records)));
        bar.set_position(self.read);
    }

    /// Says something on standard error without tearing the bar.
    pub(super) fn say(&self, complaint: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| complain(complaint)),
            None => complain(complaint),
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn style(is_size_known: bool) -> ProgressStyle {
    let template = if is_size_known {
        "{bar:30} {percent:>3} %  {msg}, {eta} left"
    } else {
        "{spinner}  {msg}, {elapsed}"
    };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
