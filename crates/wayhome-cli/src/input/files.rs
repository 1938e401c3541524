//! Which files a path names.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Is a file among those that are read of a path? It may be the path itself, or a record in a folder.
pub(crate) fn takes_in(read: &Path, file: &Path) -> bool {
    // One that is still to be made will be among the files of a folder once it is there.
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).canonicalize();
    let made = folder.map(|folder| folder.join(file.file_name().unwrap_or_default()));
    let Ok(file) = file.canonicalize().or(made) else {
        return false;
    };
    read.canonicalize()
        .is_ok_and(|read| read == file || (is_named_as_record(&file) && file.starts_with(&read)))
}

/// Is this a file, or would it be one if it were there? What cannot be looked at is opened, and told where that fails; a pipe or a socket is not:
/// it would be waited for.
pub(crate) fn is_file_or_missing(path: &Path) -> bool {
    fs::metadata(path).map_or(true, |known| known.is_file())
}

/// The files of a folder that hold procedures, by name; hidden ones and folders within are left aside.
pub(crate) fn procedure_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        // A link to what is gone is told where it is read: without a word, records would be checked by another procedure.
        if ends_in(&path, &["toml", "json"]) && is_file_or_missing(&path) && !is_hidden {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Is this a link whose target is gone?
pub(super) fn leads_nowhere(path: &Path) -> bool {
    path.is_symlink() && fs::metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
}

pub(super) fn is_named_as_record(path: &Path) -> bool {
    ends_in(path, &["json"]) || is_line_by_line(path)
}

pub(super) fn is_line_by_line(path: &Path) -> bool {
    ends_in(path, &["ndjson", "jsonl"])
}

/// Does the name of a file end so, in small letters or capitals? Other systems write `VISIT.JSON`.
pub(crate) fn ends_in(path: &Path, endings: &[&str]) -> bool {
    path.extension()
        .is_some_and(|end| endings.iter().any(|known| end.eq_ignore_ascii_case(known)))
}

/// How many bytes there are to read, where all are plain files.
pub(crate) fn size(paths: &[PathBuf]) -> Option<u64> {
    let sizes = paths.iter().map(|path| {
        let known = fs::metadata(path).ok().filter(fs::Metadata::is_file);
        known.map(|known| known.len()).filter(|_| !is_standard_input(path))
    });
    sizes.sum()
}

pub(super) fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}
