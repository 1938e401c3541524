//! Files that are written where somebody named them.

use std::fs::File;
use std::io;
use std::path::Path;

/// Makes a file, or empties it; an error names it.
pub(crate) fn create(path: &Path) -> io::Result<File> {
    File::create(path).map_err(|error| {
        let said = format!("{}: the file cannot be written: {error}.", path.display());
        io::Error::new(error.kind(), said)
    })
}
