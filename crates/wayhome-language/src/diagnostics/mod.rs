//! What is wrong, where, and what to write instead.

pub(crate) mod codes;
mod excerpt;
mod render;
mod suggest;

use std::ops::Range;

use serde::Serialize;

pub(crate) use excerpt::is_unseen;
pub use suggest::closest;

use crate::source::{Lines, Source};
use codes::Code;

/// Is the file refused, or only doubtful?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The file is refused.
    Error,
    /// The file compiles, and something in it is doubtful.
    Warning,
}

/// A stretch of a source, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// A second place that belongs to a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// What there is to see.
    pub message: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The bytes.
    pub span: Span,
}

/// One thing that is wrong or doubtful.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Its permanent code: `WH041`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The name of the source.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The bytes.
    pub span: Span,
    /// Other places that belong to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
}

/// Diagnostics of one source, in the order of their places.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// One by one.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Is there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Is one of them an error?
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl std::fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for diagnostic in &self.list {
            let Diagnostic {
                file,
                line,
                column,
                code,
                message,
                ..
            } = diagnostic;
            writeln!(f, "{file}:{line}:{column}: {code}: {message}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}

/// A diagnostic before its place is known as line and column.
#[derive(Debug, Clone)]
pub(crate) struct Report {
    code: &'static Code,
    span: Range<usize>,
    message: String,
    help: Option<String>,
    notes: Vec<(Range<usize>, String)>,
}

impl Report {
    pub(crate) fn new(code: &'static Code, span: &Range<usize>, message: impl Into<String>) -> Self {
        Self {
            code,
            span: span.clone(),
            message: message.into(),
            help: None,
            notes: Vec::new(),
        }
    }

    /// Adds what to write instead.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds "did you mean", if something known is close.
    pub(crate) fn suggest<'a>(self, wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match closest(wrong, known) {
            Some(close) => self.help(format!("did you mean \"{close}\"?")),
            None => self,
        }
    }

    /// As [`suggest`](Self::suggest), and where nothing is close, names all that there is.
    pub(crate) fn suggest_or_all<'a>(self, wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        match closest(wrong, known.iter().copied()) {
            Some(close) => self.help(format!("did you mean \"{close}\"?")),
            None if known.is_empty() => self,
            None => self.help(format!("write one of {}", known.join(", "))),
        }
    }

    /// Adds a second place.
    pub(crate) fn note(mut self, span: &Range<usize>, message: impl Into<String>) -> Self {
        self.notes.push((span.clone(), message.into()));
        self
    }

    /// Moves every place, from an expression into the file that it stands in.
    fn map(&mut self, place: &impl Fn(usize) -> usize) {
        self.span = place(self.span.start)..place(self.span.end);
        for (span, _) in &mut self.notes {
            *span = place(span.start)..place(span.end);
        }
    }
}

/// Everything found so far.
#[derive(Debug, Default)]
pub(crate) struct Reports {
    list: Vec<Report>,
}

impl Reports {
    pub(crate) fn push(&mut self, report: Report) {
        self.list.push(report);
    }

    /// As [`push`](Self::push), unless that kind of mistake is already reported of this place.
    pub(crate) fn push_once(&mut self, report: Report) {
        let same = |known: &Report| known.code == report.code && known.span == report.span;
        if !self.list.iter().any(same) {
            self.push(report);
        }
    }

    /// Adds what to write instead to what is reported of a place, where nothing says so yet.
    pub(crate) fn help_for(&mut self, code: &'static Code, span: &Range<usize>, help: &str) {
        let there = |report: &&mut Report| report.code == code && report.span == *span && report.help.is_none();
        if let Some(report) = self.list.iter_mut().rev().find(there) {
            report.help = Some(help.to_owned());
        }
    }

    /// Adds those of an expression, whose places are moved into the file.
    pub(crate) fn extend_mapped(&mut self, mut inner: Reports, place: &impl Fn(usize) -> usize) {
        for report in &mut inner.list {
            report.map(place);
        }
        self.list.append(&mut inner.list);
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.list.iter().any(|report| report.code.severity == Severity::Error)
    }

    /// With lines and columns, sorted by place.
    pub(crate) fn finish(mut self, source: &Source) -> Diagnostics {
        self.list.sort_by(|a, b| {
            (a.span.start, a.span.end, a.code.id, &a.message).cmp(&(b.span.start, b.span.end, b.code.id, &b.message))
        });
        let lines = source.lines();
        let list = self
            .list
            .into_iter()
            .map(|report| located(report, source, &lines))
            .collect();
        Diagnostics { list }
    }
}

fn located(report: Report, source: &Source, lines: &Lines<'_>) -> Diagnostic {
    let (line, column) = lines.position(report.span.start);
    let notes = report.notes.into_iter().map(|(span, message)| {
        let (line, column) = lines.position(span.start);
        Note {
            message: readable(message),
            line,
            column,
            span: Span {
                start: span.start,
                end: span.end,
            },
        }
    });
    Diagnostic {
        code: report.code.id,
        severity: report.code.severity,
        message: readable(report.message),
        help: report.help.map(readable),
        file: source.name.clone(),
        line,
        column,
        span: Span {
            start: report.span.start,
            end: report.span.end,
        },
        notes: notes.collect(),
    }
}

/// A sentence as long as anybody reads: it may name something of the file, and a name there may have any length.
fn readable(said: String) -> String {
    if said.len() <= 2_000 {
        return said;
    }
    let (begin, _) = said.split_at(said.floor_char_boundary(1_000));
    let (_, end) = said.split_at(said.ceil_char_boundary(said.len() - 500));
    format!("{begin}…{end}")
}
