//! Diagnostics as text for people, with the line and a caret under the place.

use codespan_reporting::diagnostic::{Diagnostic as Shown, Label, Severity as ShownSeverity};
use codespan_reporting::term::{self, Config, termcolor};

use super::excerpt::Excerpt;
use super::{Diagnostic, Diagnostics, Severity, Span};
use crate::source::Source;

impl Diagnostics {
    /// All of them as text, each with its line and a caret under the place; of a long line, what stands around it.
    #[must_use]
    pub fn render(&self, source: &Source) -> String {
        let mut to = termcolor::NoColor::new(Vec::new());
        for diagnostic in self {
            let excerpt = Excerpt::new(source, diagnostic);
            // Writing to memory cannot fail, and a place outside the text leaves only its caret out.
            let _ = term::emit_to_write_style(&mut to, &Config::default(), &excerpt, &shown(diagnostic, &excerpt));
        }
        String::from_utf8_lossy(&to.into_inner()).into_owned()
    }
}

fn shown(diagnostic: &Diagnostic, excerpt: &Excerpt<'_>) -> Shown<()> {
    let severity = match diagnostic.severity {
        Severity::Error => ShownSeverity::Error,
        Severity::Warning => ShownSeverity::Warning,
    };
    let place = |span: Span| {
        let start = excerpt.place(span.start);
        start..excerpt.place(span.end).max(start)
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
