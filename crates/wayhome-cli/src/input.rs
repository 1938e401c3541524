//! Where records come from: files, folders, and standard input, one record at a time.

use std::fs;
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

use wayhome_engine::{LARGEST_RECORD, Record};

/// A record, or why there is none, with where it came from.
pub(crate) struct Input {
    /// "visit.json", or "standard input, line 3".
    pub(crate) origin: String,
    pub(crate) record: Result<Record, String>,
}

/// Reads every record and hands each over as soon as it is read.
///
/// # Errors
///
/// Passes on what the receiver returns; an unreadable file is handed over as such, and the others are still read.
pub(crate) fn each(paths: &[PathBuf], mut receive: impl FnMut(Input) -> io::Result<()>) -> io::Result<()> {
    let stdin = PathBuf::from("-");
    let named = if paths.is_empty() {
        std::slice::from_ref(&stdin)
    } else {
        paths
    };
    for path in named {
        if *path == stdin {
            lines("standard input", io::stdin().lock(), &mut receive)?;
        } else if path.is_dir() {
            folder(path, &mut receive)?;
        } else {
            file(path, &mut receive)?;
        }
    }
    Ok(())
}

/// The records of a folder, by name; other files and folders within are left aside.
fn folder(path: &Path, receive: &mut impl FnMut(Input) -> io::Result<()>) -> io::Result<()> {
    let mut files: Vec<PathBuf> = match fs::read_dir(path) {
        Ok(entries) => entries
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .filter(|path| is_record_file(path))
            .collect(),
        Err(error) => {
            return receive(unusable(
                path.display().to_string(),
                &format!("The folder cannot be read: {error}"),
            ));
        }
    };
    files.sort();
    if files.is_empty() {
        return receive(unusable(
            path.display().to_string(),
            "The folder holds no .json, .ndjson or .jsonl file.",
        ));
    }
    files.iter().try_for_each(|path| file(path, receive))
}

fn is_record_file(path: &Path) -> bool {
    path.is_file()
        && path
            .extension()
            .is_some_and(|extension| extension == "json" || is_line_by_line(path))
}

fn is_line_by_line(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "ndjson" || extension == "jsonl")
}

fn file(path: &Path, receive: &mut impl FnMut(Input) -> io::Result<()>) -> io::Result<()> {
    let origin = path.display().to_string();
    let opened = match fs::File::open(path) {
        Ok(opened) => opened,
        Err(error) => return receive(unusable(origin, &format!("The file cannot be read: {error}"))),
    };
    if is_line_by_line(path) {
        return lines(&origin, io::BufReader::new(opened), receive);
    }
    // One byte more than is accepted, so that a larger file is refused without being read whole.
    let mut bytes = Vec::new();
    match opened.take(LARGEST_RECORD as u64 + 1).read_to_end(&mut bytes) {
        Ok(_) => receive(Input {
            origin,
            record: Record::parse(&bytes).map_err(|error| error.to_string()),
        }),
        Err(error) => receive(unusable(origin, &format!("The file cannot be read: {error}"))),
    }
}

/// One record a line; but where the first line is only the beginning of one, the whole is read as one record.
fn lines(origin: &str, mut from: impl BufRead, receive: &mut impl FnMut(Input) -> io::Result<()>) -> io::Result<()> {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if from
            .by_ref()
            .take(LARGEST_RECORD as u64 + 2)
            .read_until(b'\n', &mut line)?
            == 0
        {
            break;
        }
        if line.len() > LARGEST_RECORD && line.last() != Some(&b'\n') {
            receive(unusable(
                format!("{origin}, line {number}"),
                "The line is longer than 5 MB. Wayhome does not read it.",
            ))?;
            skip_line(&mut from)?;
            continue;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        if number == 1 && is_beginning(&line) {
            from.by_ref().take(LARGEST_RECORD as u64 + 1).read_to_end(&mut line)?;
            return receive(Input {
                origin: origin.to_owned(),
                record: Record::parse(&line).map_err(|error| error.to_string()),
            });
        }
        let record = Record::parse(&line).map_err(|error| error.to_string());
        receive(Input {
            origin: format!("{origin}, line {number}"),
            record,
        })?;
    }
    Ok(())
}

/// Is this JSON that goes on after its end?
fn is_beginning(line: &[u8]) -> bool {
    serde_json::from_slice::<serde_json::Value>(line).is_err_and(|error| error.is_eof())
}

fn skip_line(from: &mut impl BufRead) -> io::Result<()> {
    let mut rest = Vec::new();
    loop {
        rest.clear();
        let read = from.by_ref().take(64 * 1024).read_until(b'\n', &mut rest)?;
        if read == 0 || rest.last() == Some(&b'\n') {
            return Ok(());
        }
    }
}

fn unusable(origin: String, reason: &str) -> Input {
    Input {
        origin,
        record: Err(reason.to_owned()),
    }
}
