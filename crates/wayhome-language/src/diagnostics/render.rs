//! Diagnostics as text for people, with the line and a caret under the place.

use codespan_reporting::diagnostic::{Diagnostic as Shown, Label, Severity as ShownSeverity};
use codespan_reporting::files::SimpleFile;
use codespan_reporting::term::{self, Config, termcolor};

use super::{Diagnostic, Diagnostics, Severity, Span};
use crate::source::Source;

impl Diagnostics {
    /// All of them as text, each with its line and a caret under the place. Without colour.
    #[must_use]
    pub fn render(&self, source: &Source) -> String {
        self.written(
            source,
            termcolor::NoColor::new(Vec::new()),
            termcolor::NoColor::into_inner,
        )
    }

    /// As [`render`](Self::render), with ANSI colours for a terminal.
    #[must_use]
    pub fn render_in_colour(&self, source: &Source) -> String {
        self.written(source, termcolor::Ansi::new(Vec::new()), termcolor::Ansi::into_inner)
    }

    fn written<W: termcolor::WriteColor>(&self, source: &Source, mut to: W, bytes: fn(W) -> Vec<u8>) -> String {
        let file = SimpleFile::new(source.name.as_str(), source.text.as_str());
        for diagnostic in self {
            // Writing to memory cannot fail, and a place outside the text leaves only its caret out.
            let _ = term::emit_to_write_style(&mut to, &Config::default(), &file, &shown(diagnostic, &source.text));
        }
        String::from_utf8_lossy(&bytes(to)).into_owned()
    }
}

fn shown(diagnostic: &Diagnostic, text: &str) -> Shown<()> {
    let severity = match diagnostic.severity {
        Severity::Error => ShownSeverity::Error,
        Severity::Warning => ShownSeverity::Warning,
    };
    let place = |span: Span| {
        let start = floor(text, span.start);
        start..floor(text, span.end).max(start)
    };
    let mut labels = vec![Label::primary((), place(diagnostic.span))];
    labels.extend(
        diagnostic
            .notes
            .iter()
            .map(|note| Label::secondary((), place(note.span)).with_message(&note.message)),
    );
    let notes = diagnostic.help.iter().map(|help| format!("help: {help}")).collect();
    Shown::new(severity)
        .with_code(diagnostic.code)
        .with_message(&diagnostic.message)
        .with_labels(labels)
        .with_notes(notes)
}

/// The nearest place at or before this one that is between two characters.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
