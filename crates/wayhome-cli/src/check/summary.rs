//! The summary of a batch as people read it.

use std::fmt::Write as _;

use chrono::NaiveDate;
use indicatif::HumanCount;
use wayhome_engine::{DeadlineState, Standing, State, words};

use super::tally::{Counted, Counts, OUTCOMES, Tally};

/// The summary as tables.
pub(super) fn table(tally: &Tally, today: NaiveDate) -> String {
    let mut text = format!(
        "SUMMARY\n{} checked as on {}.\n",
        records(tally.records() - tally.unusable),
        words::date(today)
    );
    if tally.unusable > 0 {
        let _ = writeln!(text, "{} could not be used.", records(tally.unusable));
    }
    if tally.exercises > 0 {
        let (noun, are) = if tally.exercises == 1 {
            ("exercise", "is")
        } else {
            ("exercises", "are")
        };
        let _ = writeln!(
            text,
            "{} {noun} of the training, about nobody, {are} left out.",
            HumanCount(tally.exercises)
        );
    }
    let forms = tally.forms();
    if !forms.is_empty() {
        let mut lines = Lines::new(["Procedure and form", "Records"], OUTCOMES.map(|(_, heading)| heading));
        for form in &forms {
            let counts = std::iter::once(form.records()).chain(form.outcomes);
            lines.row(format!("{}, {}", form.procedure, form.form), counts);
        }
        lines.write(&mut text);
    }
    counted::<State>(&mut text, "Rule", &tally.rules(), Some(State::NotApplicable));
    counted::<DeadlineState>(
        &mut text,
        "Deadline",
        &tally.deadlines(),
        Some(DeadlineState::NotApplicable),
    );
    counted::<Standing>(&mut text, "Who approves, beside the law", &tally.comparisons(), None);
    text
}

fn records(count: u64) -> String {
    let noun = if count == 1 { "record" } else { "records" };
    format!("{} {noun}", HumanCount(count))
}

/// A table by state. What came to nothing but `idle` is left out, and counted below.
fn counted<S: Counted>(text: &mut String, title: &str, counts: &Counts<'_>, idle: Option<S>) {
    let mut lines = Lines::new([title], S::STATES.map(|(_, heading)| heading));
    let mut left_out = 0;
    for ((source, id), counts) in counts {
        let is_idle = idle.is_some_and(|idle| {
            let others = counts.iter().enumerate().filter(|(place, _)| *place != idle.place());
            others.map(|(_, count)| count).sum::<u64>() == 0
        });
        if is_idle {
            left_out += 1;
        } else {
            lines.row(format!("{source}, {id}"), counts.iter().copied());
        }
    }
    lines.write(text);
    if left_out > 0 {
        let _ = writeln!(text, "Left out: {left_out} that applied to no record.");
    }
}

/// A table: the first column holds words, the others counts.
struct Lines {
    rows: Vec<Vec<String>>,
}

impl Lines {
    fn new<const A: usize, const B: usize>(first: [&str; A], more: [&str; B]) -> Self {
        let head = first.iter().chain(&more).map(|heading| (*heading).to_owned());
        Self {
            rows: vec![head.collect()],
        }
    }

    fn row(&mut self, name: String, counts: impl IntoIterator<Item = u64>) {
        let counts = counts.into_iter().map(|count| HumanCount(count).to_string());
        self.rows.push(std::iter::once(name).chain(counts).collect());
    }

    /// Nothing, if there is only the head.
    fn write(&self, text: &mut String) {
        if self.rows.len() < 2 {
            return;
        }
        let columns = self.rows.first().map_or(0, Vec::len);
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
        };
        let widths: Vec<_> = (0..columns).map(width).collect();
        text.push('\n');
        for row in &self.rows {
            for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
                let _ = match column {
                    0 => write!(text, "{cell:<width$}"),
                    _ => write!(text, "  {cell:>width$}"),
                };
            }
            text.push('\n');
        }
    }
}
