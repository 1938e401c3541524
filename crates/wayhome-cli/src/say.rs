//! What is said to people: the one way to standard error, and to a terminal.
//!
//! A record, and the name of its file, may hold whatever would steer a terminal: move its cursor, clear it, write over what stands there, or
//! make a line that looks as if Wayhome had said it. None of it gets through.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::{self, IsTerminal as _, Write as _};

use wayhome_export::{harmless_line, harmless_lines};

/// Says something on standard error, in one line.
pub(crate) fn complain(what: impl Display) {
    aside(&format!("wayhome: {}\n", harmless_line(&what.to_string())));
}

/// Shows a text of several lines, such as diagnostics, on standard error.
pub(crate) fn show(lines: &str) {
    aside(&harmless_lines(lines));
}

/// Where nobody can be told, `wayhome check … 2>&1 | head -1` or a log on a full disk, the work goes on: the exit code says the rest. The standard
/// macros would stop it in the middle.
fn aside(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Answers people on standard output, where somebody reads it: `wayhome lint … | head` ends as it would have without. It is harmless in a pipe too, which may lead to a terminal: `wayhome messages … | less -R`.
pub(crate) fn answer(text: impl Display) -> io::Result<()> {
    print(&harmless_lines(&text.to_string()))
}

/// Answers programs on standard output, with one line, as [`answer`] does.
pub(crate) fn answer_data(json: impl Display) -> io::Result<()> {
    print(&for_standard_output(&format!("{json}\n")))
}

fn print(text: &str) -> io::Result<()> {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// A text as it goes to standard output: as it is for a program, a pipe or a file, and harmless for a terminal.
pub(crate) fn for_standard_output(text: &str) -> Cow<'_, str> {
    if io::stdout().is_terminal() {
        harmless_lines(text)
    } else {
        Cow::Borrowed(text)
    }
}
