//! Files that are written where somebody named them.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::input;

/// Makes a file, or empties it; an error names it.
pub(crate) fn create(path: &Path) -> io::Result<File> {
    File::create(path).map_err(|error| cannot_be_written(path, &error))
}

/// Who may read a new file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Whoever the system lets read new files.
    Usual,
    /// Its owner alone, for what is in a record. Only Unix knows such a right of a file: elsewhere those of its folder hold.
    Owner,
}

/// Makes a file that was not there, or says why there is none: what is there is left as it is.
pub(crate) fn create_new(path: &Path, readers: Readers) -> Result<File, String> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    if readers == Readers::Owner {
        for_owner(&mut options);
    }
    options.open(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => format!("{} is there already, and is left as it is.", path.display()),
        _ => cannot_be_written(path, &error).to_string(),
    })
}

#[cfg(unix)]
fn for_owner(options: &mut OpenOptions) {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
}

#[cfg(not(unix))]
fn for_owner(_: &mut OpenOptions) {}

/// As [`create_new`], and writes all that is to be in it. A file that found no room goes again: the next run would leave half a one as it is.
pub(crate) fn write_new(path: &Path, readers: Readers, content: &[u8]) -> Result<(), String> {
    let mut file = create_new(path, readers)?;
    file.write_all(content).map_err(|error| {
        // Whether or not it goes, the reason is what is told.
        let _ = fs::remove_file(path);
        cannot_be_written(path, &error).to_string()
    })
}

/// A file for what is told beside the results. What was in it goes once there is something to write, and not before: whoever named a record by
/// mistake can still stop.
pub(crate) struct Beside {
    path: PathBuf,
    file: File,
    is_emptied: bool,
}

impl Beside {
    /// Opens it before the work, so that nobody waits for what cannot be written; an error names it. The rights of one that is there stay as they are.
    ///
    /// # Errors
    ///
    /// Where it cannot be written, or is one of the files that are read.
    pub(crate) fn open(path: &Path, read: &[PathBuf], readers: Readers) -> io::Result<Self> {
        if read.iter().any(|read| input::takes_in(read, path)) {
            let said = format!(
                "{}: this file is read, and is left as it is. Name another one to write to.",
                path.display()
            );
            return Err(io::Error::new(io::ErrorKind::InvalidInput, said));
        }
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        if readers == Readers::Owner {
            for_owner(&mut options);
        }
        let file = options.open(path).map_err(|error| cannot_be_written(path, &error))?;
        Ok(Self {
            path: path.to_owned(),
            file,
            is_emptied: false,
        })
    }

    /// Adds a text; an error names the file.
    pub(crate) fn put(&mut self, text: &str) -> io::Result<()> {
        let put = self.empty().and_then(|()| self.file.write_all(text.as_bytes()));
        put.map_err(|error| cannot_be_written(&self.path, &error))
    }

    /// Leaves nothing of what was in it, where nothing was written either.
    pub(crate) fn close(mut self) -> io::Result<()> {
        self.empty()
    }

    fn empty(&mut self) -> io::Result<()> {
        if self.is_emptied {
            return Ok(());
        }
        self.is_emptied = true;
        // A pipe or a terminal has no length.
        if self.file.metadata()?.is_file() {
            self.file.set_len(0)?;
        }
        Ok(())
    }
}

fn cannot_be_written(path: &Path, error: &io::Error) -> io::Error {
    let said = format!("{}: the file cannot be written: {error}.", path.display());
    io::Error::new(error.kind(), said)
}
