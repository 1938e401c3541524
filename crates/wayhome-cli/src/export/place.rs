//! Where exports go: standard output, or a folder.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde_json::Value as Json;

use crate::input::Origin;

/// One exported record.
pub(super) struct Exported {
    /// The record's own id.
    pub(super) name: Option<String>,
    pub(super) content: Content,
}

/// What a target makes of a record.
pub(super) enum Content {
    /// A JSON document; several on standard output stand one a line.
    Json(Json),
    /// A page, of which standard output holds only one.
    Page(String),
    /// Text; several on standard output stand below each other.
    Text(String),
}

impl Content {
    fn extension(&self) -> &'static str {
        match self {
            Self::Json(_) => "json",
            Self::Page(_) => "html",
            Self::Text(_) => "txt",
        }
    }

    fn whole(&self) -> io::Result<String> {
        Ok(match self {
            Self::Json(json) => serde_json::to_string_pretty(json)? + "\n",
            Self::Page(text) | Self::Text(text) => text.clone(),
        })
    }
}

/// Where exports go.
pub(super) struct Place {
    folder: Option<PathBuf>,
    /// The names that this run has used.
    used: BTreeSet<String>,
    /// The first on standard output: how it is written depends on whether another follows.
    held: Option<Content>,
    written: usize,
}

impl Place {
    /// A folder, which is made if it is not there; standard output without one.
    pub(super) fn new(folder: Option<&Path>) -> io::Result<Self> {
        if let Some(folder) = folder {
            fs::create_dir_all(folder)
                .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", folder.display())))?;
        }
        Ok(Self {
            folder: folder.map(Path::to_owned),
            used: BTreeSet::new(),
            held: None,
            written: 0,
        })
    }

    /// Takes an export; the inner error is the reason why it cannot.
    pub(super) fn put(&mut self, origin: &Origin, exported: Exported) -> io::Result<Result<(), String>> {
        match self.folder.clone() {
            Some(folder) => self.write_file(&folder, origin, exported),
            None => self.print(exported.content),
        }
    }

    /// Writes what is still held.
    pub(super) fn close(&mut self) -> io::Result<()> {
        match self.held.take() {
            Some(content) => io::stdout().write_all(content.whole()?.as_bytes()),
            None => Ok(()),
        }
    }

    fn write_file(&mut self, folder: &Path, origin: &Origin, exported: Exported) -> io::Result<Result<(), String>> {
        let name = self.name(exported.name.as_deref().unwrap_or(&origin.to_string()));
        let path = folder.join(format!("{name}.{}", exported.content.extension()));
        let mut file = match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Ok(Err(format!(
                    "{} is there already, and is left as it is.",
                    path.display()
                )));
            }
            Err(error) => return Ok(Err(format!("{} cannot be written: {error}.", path.display()))),
        };
        file.write_all(exported.content.whole()?.as_bytes())?;
        Ok(Ok(()))
    }

    fn print(&mut self, content: Content) -> io::Result<Result<(), String>> {
        self.written += 1;
        if self.written == 1 {
            self.held = Some(content);
            return Ok(Ok(()));
        }
        if matches!(content, Content::Page(_)) {
            return Ok(Err(
                "standard output holds one page. Use --output to write each to a file of its own.".to_owned(),
            ));
        }
        let mut out = io::stdout().lock();
        let held = self.held.take();
        let is_second = held.is_some();
        for (place, content) in held.into_iter().chain([content]).enumerate() {
            match content {
                Content::Json(json) => writeln!(out, "{json}")?,
                Content::Page(text) => out.write_all(text.as_bytes())?,
                Content::Text(text) => {
                    if place > 0 || !is_second {
                        writeln!(out, "\n{}\n", "=".repeat(40))?;
                    }
                    out.write_all(text.as_bytes())?;
                }
            }
        }
        Ok(Ok(()))
    }

    /// A name for a file, unlike all others of this run: letters, digits, hyphens and underscores.
    fn name(&mut self, wanted: &str) -> String {
        let stem = Path::new(wanted)
            .file_stem()
            .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        let plain: String = stem
            .chars()
            .map(|letter| {
                if letter.is_alphanumeric() || letter == '_' {
                    letter
                } else {
                    '-'
                }
            })
            .take(80)
            .collect();
        let plain = if plain.is_empty() { "record".to_owned() } else { plain };
        let mut name = plain.clone();
        let mut number = 2;
        while !self.used.insert(name.to_lowercase()) {
            name = format!("{plain}-{number}");
            number += 1;
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn a_name_is_plain_and_used_once() {
        let mut place = Place::new(None).unwrap();
        assert_eq!(place.name("samples/visit-complete.json"), "visit-complete");
        assert_eq!(place.name("Visit complete"), "Visit-complete-2");
        assert_eq!(place.name("../../x"), "x");
        assert_eq!(place.name(""), "record");
    }
}
