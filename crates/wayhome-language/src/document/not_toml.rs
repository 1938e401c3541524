//! What most likely went wrong where a file cannot be read as TOML.

use std::ops::Range;

use crate::diagnostics::codes::document as codes;
use crate::diagnostics::{Report, is_unseen};

/// A mistake that the TOML parser has found, with what to write instead.
pub(super) fn report(file: &str, span: &Range<usize>, message: &str) -> Report {
    let line = line_at(file, span.start);
    let text = file.get(line.clone()).unwrap_or_default();
    if message.contains("duplicate key") {
        let twice = header(text).and_then(|name| Some((name, single(file, name)?)));
        if let Some((name, first)) = &twice
            && !is_list(name)
        {
            let message = format!("[{name}] stands here twice");
            let report = Report::new(&codes::NOT_TOML, span, message);
            return report
                .note(first, "here before")
                .help(format!("put both together under one [{name}]"));
        }
        // `[[form]]` after `[[form.section]]`: what the section belongs to was left out.
        if let Some((name, first)) = header(text).and_then(|name| Some((name, within(file, name, span.start)?)))
            && twice.is_none()
        {
            let message = format!("a part of [[{name}]] stands here with no [[{name}]] above it");
            let report = Report::new(&codes::NOT_TOML, &first, message);
            return report
                .note(span, "the first one")
                .help(format!("write [[{name}]] and its keys above this part"));
        }
        if let Some((name, first)) = twice {
            let message = format!("[{name}] stands here with one bracket on each side, and there are several");
            let report = Report::new(&codes::NOT_TOML, &first, message);
            return report
                .note(span, "another one")
                .help(format!("write [[{name}]] with two brackets on each side, each time"));
        }
        let report = Report::new(&codes::NOT_TOML, span, "this key stands here twice");
        return report.help("leave one of them out, or begin another part with its name in brackets above it");
    }
    if let Some(blank) = strange_blank(file, span.start) {
        let report = Report::new(
            &codes::NOT_TOML,
            &blank,
            "this blank is no ordinary space, though it may look like one",
        );
        return report.help("delete it and type a space; programs for letters and web pages put such blanks in");
    }
    if message.contains("recursion depth") {
        let report = Report::new(&codes::NOT_TOML, span, "lists and tables lie too deep in one another");
        return report.help("a procedure needs some five: look for brackets that are opened over and over");
    }
    // The parser does not say where.
    if message.contains("recursion limit") {
        let report = Report::new(&codes::NOT_TOML, &most_dots(file), "this name has too many parts");
        return report.help(
            "a procedure needs some three, as in [approval.decision]: look for dots that are written over and over",
        );
    }
    if message.contains("carriage return") {
        let report = Report::new(&codes::NOT_TOML, span, "a line ends here with a carriage return alone");
        return report.help("save the file with line ends of Windows (CRLF) or of Linux and macOS (LF) in your editor");
    }
    let message = format!("this is not TOML: {}", message.replace('\n', "; "));
    Report::new(&codes::NOT_TOML, span, message).help(help(text))
}

/// That a file is JSON, if it begins like an object: a parser of TOML would only wonder about the bracket.
pub(super) fn json(file: &str) -> Option<Report> {
    let start = file.len() - file.trim_start().len();
    let text = file.get(start..)?.strip_prefix('{')?;
    // What was compiled bears its hash at its beginning.
    let is_compiled = text.chars().take(100).collect::<String>().contains("\"hash\"");
    let (message, help) = if is_compiled {
        (
            "this was compiled to JSON, and is not TOML",
            "name the .toml file that it was compiled from",
        )
    } else {
        (
            "this is JSON, and not TOML",
            "name a file in TOML; records in JSON are checked by `wayhome check`",
        )
    };
    Some(Report::new(&codes::NOT_TOML, &(start..start + 1), message).help(help))
}

/// What a line with a mistake needs, as far as it shows.
fn help(line: &str) -> &'static str {
    let value = line.split_once('=').map_or("", |(_, value)| value.trim());
    let word = value
        .split(|letter: char| !letter.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let marks = |mark: char| value.matches(mark).count();
    let is_curly = |letter: char| matches!(letter, '“' | '”' | '„' | '‘' | '’' | '«' | '»');
    if value.starts_with(is_curly) {
        "write straight quotation marks: \" or '"
    } else if value.starts_with('"') && marks('"') > 2 {
        "put '…' around a text that holds \"…\": when = 'legal_status = \"section_20\"'"
    } else if value.starts_with('\'') && marks('\'') > 2 {
        "put \"…\" around a text that holds an apostrophe: says = \"Ask the child's views.\""
    } else if value.contains(|letter: char| letter.is_control() && letter != '\t') {
        "delete the character here that cannot be seen; programs that copy texts may leave one"
    } else if is_closed(value) {
        "delete what stands behind the text, or put a # before it: the line ends where the text does"
    } else if value.starts_with(['"', '\'']) {
        "end the text with the quotation mark that it begins with, on the same line"
    } else if ["true", "yes", "false", "no"]
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known))
    {
        "write true or false, in small letters and without quotation marks; any text stands in quotation marks"
    } else if is_written_as_day(value) {
        "there is no such day, or it is written otherwise: write the year, the month and the day of one that there is, such as 2026-02-28"
    } else if value.starts_with(|letter: char| letter.is_alphabetic()) {
        "put text in quotation marks: form = \"visit\""
    } else {
        "text stands in quotation marks, a list in square brackets with commas; a part begins with its name in square brackets"
    }
}

/// Is it a text with an end, and something behind it?
fn is_closed(value: &str) -> bool {
    let mark = value.chars().next().filter(|mark| matches!(mark, '"' | '\''));
    mark.is_some_and(|mark| value.matches(mark).count() == 2 && !value.ends_with(mark))
}

/// Is it meant for a day: `2026-02-30`, `03/02/2026`, `3.2.2026`?
fn is_written_as_day(value: &str) -> bool {
    let day = value.split('#').next().unwrap_or_default().trim();
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit());
    match parts.as_slice() {
        [first, second, third] => {
            let begins = third.split(['T', ' ']).next().unwrap_or_default();
            [first, second, &begins].iter().all(|part| is_number(part)) && (first.len() >= 4 || begins.len() >= 4)
        }
        _ => false,
    }
}

/// The first line before this place that begins a part of what has this name: `[[form.section]]`.
fn within(file: &str, name: &str, end: usize) -> Option<Range<usize>> {
    let mut start = 0;
    for line in file.get(..end)?.split_inclusive('\n') {
        let part = header(line).and_then(|found| found.strip_prefix(name));
        if part.is_some_and(|rest| rest.starts_with('.')) {
            let indent = line.len() - line.trim_start().len();
            return Some(start + indent..start + line.trim_end().len());
        }
        if header(line) == Some(name) {
            return None;
        }
        start += line.len();
    }
    None
}

/// A blank that TOML does not know, if one stands here: a no-break space, a character without width, a byte order mark.
fn strange_blank(file: &str, place: usize) -> Option<Range<usize>> {
    let here = file.get(place..)?.chars().next()?;
    let is_strange = !here.is_ascii() && (here.is_whitespace() || is_unseen(here));
    is_strange.then(|| place..place + here.len_utf8())
}

/// The line whose key has the most dots.
fn most_dots(file: &str) -> Range<usize> {
    let mut start = 0;
    let mut most = (0, 0..0);
    for line in file.split_inclusive('\n') {
        let dots = line.split('=').next().unwrap_or_default().matches('.').count();
        if dots > most.0 {
            most = (dots, start..start + line.trim_end().len());
        }
        start += line.len();
    }
    most.1
}

/// Are there several parts of this name, as a rule?
fn is_list(name: &str) -> bool {
    const LISTS: [&str; 8] = [
        "rule", "form", "deadline", "question", "options", "section", "covered", "guidance",
    ];
    LISTS.contains(&name) || [".row", ".silent", ".section"].iter().any(|end| name.ends_with(end))
}

/// The name in the square brackets of a line that begins a part.
fn header(line: &str) -> Option<&str> {
    let line = line.trim_start().strip_prefix('[')?;
    let name = line.strip_prefix('[').unwrap_or(line);
    name.split_once(']').map(|(name, _)| name.trim())
}

/// The first line that begins this part with one bracket.
fn single(file: &str, name: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in file.split_inclusive('\n') {
        if header(line) == Some(name) && !line.trim_start().starts_with("[[") {
            let indent = line.len() - line.trim_start().len();
            let length = line.trim().find(']').map_or(0, |end| end + 1);
            return Some(start + indent..start + indent + length);
        }
        start += line.len();
    }
    None
}

fn line_at(file: &str, place: usize) -> Range<usize> {
    let before = file.get(..place).unwrap_or(file);
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let rest = file.get(start..).unwrap_or_default();
    start..start + rest.find('\n').unwrap_or(rest.len())
}
