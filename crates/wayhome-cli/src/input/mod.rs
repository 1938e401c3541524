//! Where records come from: files, folders, and standard input, in chunks of a bounded size.
//!
//! Nothing is parsed here. A chunk holds the bytes of some records and says where each comes from, so that whoever checks them can do so
//! beside the reading.

mod files;
mod json;
mod lines;

use std::fmt;
use std::fs;
use std::io::{self, BufReader, Cursor, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use wayhome_engine::{LARGEST_RECORD, RecordError};
use wayhome_handover::{is_armoured, is_sealed};

use files::{is_line_by_line, is_named_as_record, is_standard_input, leads_nowhere};
use json::{is_blank, is_record};
use lines::{head, read_line, skip_line};

pub(crate) use files::{ends_in, is_file_or_missing, procedure_files, size, takes_in};
pub(crate) use json::{json, line_of, no_file, without_mark};

/// How much of a file is read at once.
const BUFFER: usize = 128 * 1024;
/// A chunk is handed over once it holds so many bytes, or so many records. One record more may make it larger, by [`LARGEST_RECORD`] at most.
const CHUNK_BYTES: usize = 128 * 1024;
const CHUNK_RECORDS: usize = 64;

/// Some records, as they were read.
#[derive(Default)]
pub(crate) struct Chunk {
    bytes: Vec<u8>,
    items: Vec<(Origin, Result<Range<usize>, String>)>,
    /// How many bytes were read for it.
    pub(crate) read: u64,
}

/// Where a record comes from: "visit.json", or "standard input, line 3".
#[derive(Clone)]
pub(crate) struct Origin {
    name: Arc<str>,
    line: Option<u64>,
}

impl Origin {
    /// Is the record one line of many?
    fn is_line(&self) -> bool {
        self.line.is_some()
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}, line {line}", self.name),
            None => f.write_str(&self.name),
        }
    }
}

impl Chunk {
    /// The bytes of each record, or why there are none, with where it comes from.
    pub(crate) fn records(&self) -> impl Iterator<Item = (&Origin, Result<&[u8], &str>)> {
        self.items.iter().map(|(origin, item)| {
            let record = item.as_ref().map_err(String::as_str);
            (origin, record.map(|at| self.bytes.get(at.clone()).unwrap_or_default()))
        })
    }

    fn is_full(&self) -> bool {
        self.items.len() >= CHUNK_RECORDS || self.bytes.len() >= CHUNK_BYTES
    }
}

/// Reads every record, and hands over chunk after chunk, in the order of the paths.
///
/// A file or folder that cannot be read is handed over as such, and the others are still read. Returned are the names of those that were read to
/// their end, and held no record.
///
/// # Errors
///
/// Passes on what the receiver returns.
pub(crate) fn read(paths: &[PathBuf], receive: impl FnMut(Chunk) -> io::Result<()>) -> io::Result<Vec<Arc<str>>> {
    let mut reader = Reader {
        chunk: Chunk::default(),
        receive,
        empty: Vec::new(),
    };
    for path in paths {
        if is_standard_input(path) {
            reader.standard_input()?;
        } else if path.is_dir() {
            reader.folder(path)?;
        } else {
            reader.file(path)?;
        }
    }
    reader.hand_over()?;
    Ok(reader.empty)
}

/// What is said of such a name: whoever expected records, and got none, is not to take that for "nothing to put right".
pub(crate) fn no_record(name: &str) -> String {
    format!("there is no record in {name}.")
}

/// Why a record cannot be read, for whoever has its file; the origin names the line already.
pub(crate) fn unreadable(error: &RecordError, bytes: &[u8], origin: &Origin) -> String {
    if is_encrypted(bytes) {
        return "This file is encrypted. Open it with `wayhome import --passphrase-file`, in the app, or with `age -d`.".to_owned();
    }
    if origin.is_line() {
        error.in_line()
    } else {
        error.to_string()
    }
}

fn is_encrypted(bytes: &[u8]) -> bool {
    is_sealed(bytes) || is_armoured(bytes)
}

fn name(path: &Path) -> Arc<str> {
    Arc::from(path.display().to_string())
}

struct Reader<F> {
    chunk: Chunk,
    receive: F,
    empty: Vec<Arc<str>>,
}

impl<F: FnMut(Chunk) -> io::Result<()>> Reader<F> {
    fn hand_over(&mut self) -> io::Result<()> {
        if self.chunk.items.is_empty() {
            return Ok(());
        }
        (self.receive)(std::mem::take(&mut self.chunk))
    }

    /// Forgets what was read since `start`, and puts the reason into the chunk.
    fn unusable(&mut self, origin: Origin, start: usize, reason: impl Into<String>) -> io::Result<()> {
        self.chunk.bytes.truncate(start);
        self.push(origin, Err(reason.into()))
    }

    fn push(&mut self, origin: Origin, item: Result<Range<usize>, String>) -> io::Result<()> {
        self.chunk.items.push((origin, item));
        if self.chunk.is_full() {
            self.hand_over()?;
        }
        Ok(())
    }

    fn no_file(&mut self, path: &Path, reason: String) -> io::Result<()> {
        let origin = Origin {
            name: name(path),
            line: None,
        };
        self.push(origin, Err(reason))
    }

    /// The records of a folder and of those within it, by name. Hidden files, other files and links to folders are left aside: a link
    /// may lead back to where it stands.
    fn folder(&mut self, path: &Path) -> io::Result<()> {
        if self.entries(path)? {
            return Ok(());
        }
        self.no_file(path, "The folder holds no .json, .ndjson or .jsonl file.".to_owned())
    }

    /// Did it find anything to read, or to complain of?
    fn entries(&mut self, path: &Path) -> io::Result<bool> {
        let entries = fs::read_dir(path).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let mut names: Vec<_> = match entries {
            Ok(entries) => entries.iter().map(fs::DirEntry::file_name).collect(),
            Err(error) => {
                self.no_file(path, format!("The folder cannot be read: {error}"))?;
                return Ok(true);
            }
        };
        names.retain(|name| !name.to_string_lossy().starts_with('.'));
        names.sort();
        let mut found = false;
        for name in names {
            let entry = path.join(name);
            if entry.is_dir() && !entry.is_symlink() {
                found |= self.entries(&entry)?;
            } else if is_named_as_record(&entry) && is_file_or_missing(&entry) {
                self.file(&entry)?;
                found = true;
            }
        }
        Ok(found)
    }

    fn file(&mut self, path: &Path) -> io::Result<()> {
        let opened = match fs::File::open(path) {
            Ok(opened) => opened,
            Err(_) if leads_nowhere(path) => {
                let reason = "This link leads to a file that is not there.";
                return self.no_file(path, reason.to_owned());
            }
            Err(error) => return self.no_file(path, cannot_be_read(&error)),
        };
        let name = name(path);
        if is_line_by_line(path) {
            self.lines_unless_one(path, opened)
        } else {
            self.whole(&name, opened)
        }
    }

    /// One record a line. Where the whole is a single record on many lines, that is said once, and not of each of them that it is none.
    fn lines_unless_one(&mut self, path: &Path, opened: fs::File) -> io::Result<()> {
        let mut from = BufReader::with_capacity(BUFFER, opened);
        let (mut head, is_beginning) = head(&mut from);
        // Of an encrypted file no line is a record: that is said once.
        if is_encrypted(&head) {
            return self.whole(&name(path), Cursor::new(head).chain(from));
        }
        // An error comes up again where the rest is read.
        if is_beginning
            && (&mut from).take(LARGEST_RECORD as u64).read_to_end(&mut head).is_ok()
            && is_record(without_mark(&head))
        {
            self.chunk.read += head.len() as u64;
            let reason = "This is one record on several lines, and a file of this name holds one a line. Name it so that it ends in .json.";
            return self.no_file(path, reason.to_owned());
        }
        self.lines(&name(path), Cursor::new(head).chain(from))
    }

    /// One record, however many lines it has.
    fn whole(&mut self, name: &Arc<str>, from: impl Read) -> io::Result<()> {
        let origin = Origin {
            name: Arc::clone(name),
            line: None,
        };
        let start = self.chunk.bytes.len();
        // One byte more than is accepted, so that a larger file is refused without being read whole.
        match from.take(LARGEST_RECORD as u64 + 1).read_to_end(&mut self.chunk.bytes) {
            Ok(read) => {
                self.chunk.read += read as u64;
                self.push(origin, Ok(start..start + read))
            }
            Err(error) => self.unusable(origin, start, cannot_be_read(&error)),
        }
    }

    /// One record a line; but where the first line is only the beginning of one, the whole is read as one record.
    ///
    /// If a whole record follows on a line of its own, the first is a broken line and not a beginning.
    fn standard_input(&mut self) -> io::Result<()> {
        let name = Arc::from("standard input");
        let mut from = io::stdin().lock();
        let (head, is_beginning) = head(&mut from);
        // Of an encrypted file no line is a record: that is said once.
        if is_beginning || is_encrypted(&head) {
            self.whole(&name, Cursor::new(head).chain(from))
        } else {
            self.lines(&name, Cursor::new(head).chain(from))
        }
    }

    /// One record a line.
    fn lines(&mut self, name: &Arc<str>, from: impl Read) -> io::Result<()> {
        let mut from = BufReader::with_capacity(BUFFER, from);
        let mut holds_any = false;
        for number in 1.. {
            let origin = Origin {
                name: Arc::clone(name),
                line: Some(number),
            };
            let start = self.chunk.bytes.len();
            let read = match read_line(&mut from, &mut self.chunk.bytes) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) => return self.unusable(origin, start, cannot_be_read(&error)),
            };
            self.chunk.read += read as u64;
            let line = self.chunk.bytes.get(start..).unwrap_or_default();
            holds_any |= !is_blank(line);
            if line.len() > LARGEST_RECORD && !line.ends_with(b"\n") {
                self.unusable(origin, start, "The line is longer than 5 MB. Wayhome does not read it.")?;
                // An error comes up again with the next line.
                self.chunk.read += skip_line(&mut from).unwrap_or_default();
            } else if is_blank(line) {
                self.chunk.bytes.truncate(start);
            } else {
                let end = start + line.trim_ascii_end().len();
                self.push(origin, Ok(start..end))?;
            }
            if from.buffer().is_empty() {
                // What follows may be long in coming: whoever writes to a pipe line by line is answered line by line.
                self.hand_over()?;
            }
        }
        if !holds_any {
            self.empty.push(Arc::clone(name));
        }
        Ok(())
    }
}

fn cannot_be_read(error: &io::Error) -> String {
    format!("The file cannot be read: {error}")
}
