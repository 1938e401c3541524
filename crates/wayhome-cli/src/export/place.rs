//! Where exports go: standard output, or a folder.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use wayhome_export::mapping::csv_line;
use wayhome_export::{Content, Row, plain_name};

use crate::input::Origin;
use crate::output::{Readers, create_new, write_new};
use crate::passphrase::Passphrase;
use crate::say::for_standard_output;

/// One exported record.
pub(super) struct Exported {
    /// The record's own id.
    pub(super) name: Option<String>,
    pub(super) content: Content,
}

/// Where exports go.
pub(super) struct Place {
    folder: Option<PathBuf>,
    /// The names that this run has used.
    used: BTreeSet<String>,
    /// The tables that this run has begun.
    tables: BTreeMap<String, File>,
    /// The rows about a child that this run has written, each after its table.
    of_children: BTreeSet<(String, String)>,
    /// The first on standard output: how it is written depends on whether another follows.
    held: Option<Content>,
    written: usize,
    /// Files are encrypted under it.
    passphrase: Option<Passphrase>,
}

/// An export, or the reason why it cannot be written; the outer error is one of the place itself.
type Put = io::Result<Result<(), String>>;

impl Place {
    /// A folder, which is made if it is not there; standard output without one. Only files are encrypted.
    pub(super) fn new(folder: Option<&Path>, passphrase: Option<Passphrase>) -> io::Result<Self> {
        if let Some(folder) = folder {
            fs::create_dir_all(folder).map_err(|error| {
                let said = if folder.exists() {
                    "this is a file. Name a folder to write to".to_owned()
                } else {
                    format!("the folder cannot be made: {error}")
                };
                io::Error::new(error.kind(), format!("{}: {said}.", folder.display()))
            })?;
        }
        Ok(Self {
            folder: folder.map(Path::to_owned),
            used: BTreeSet::new(),
            tables: BTreeMap::new(),
            of_children: BTreeSet::new(),
            held: None,
            written: 0,
            passphrase,
        })
    }

    /// Is it standard output? It has no room for several tables.
    pub(super) fn is_one_stream(&self) -> bool {
        self.folder.is_none()
    }

    /// Is something held that is not written yet?
    pub(super) fn is_holding(&self) -> bool {
        self.held.is_some()
    }

    /// Takes an export.
    pub(super) fn put(&mut self, origin: &Origin, exported: Exported) -> Put {
        let Exported { name, content } = exported;
        match (self.folder.clone(), content) {
            (_, Content::Rows(_)) if self.passphrase.is_some() => Ok(Err(
                "tables are not encrypted: choose another target, or leave --passphrase-file out.".to_owned(),
            )),
            (Some(folder), Content::Rows(rows)) => self.write_rows(&folder, &rows),
            (Some(folder), content) => {
                let name = match name {
                    Some(id) => self.name(&id),
                    None => self.name(&stem(&origin.to_string())),
                };
                self.write_file(&folder, &name, &content)
            }
            (None, Content::Rows(rows)) => self.print_rows(&rows),
            (None, content) => self.print(content),
        }
    }

    /// Writes what is still held.
    pub(super) fn close(&mut self) -> io::Result<()> {
        match self.held.take() {
            Some(content) => io::stdout().write_all(for_standard_output(&content.whole()).as_bytes()),
            None => Ok(()),
        }
    }

    fn write_file(&self, folder: &Path, name: &str, content: &Content) -> Put {
        let mut name = format!("{name}.{}", content.extension());
        let mut bytes = content.whole().into_bytes();
        if let Some(passphrase) = &self.passphrase {
            name.push_str(".age");
            bytes = match passphrase.seal(&bytes)? {
                Ok(sealed) => sealed,
                Err(reason) => return Ok(Err(reason)),
            };
        }
        Ok(write_new(&folder.join(name), Readers::Owner, &bytes))
    }

    /// Tables grow with every record: where one finds no room, all that this run began go, and the run ends.
    fn write_rows(&mut self, folder: &Path, rows: &[Row]) -> Put {
        let written = self.add_rows(folder, rows);
        if let Err(error) = &written {
            for table in self.tables.keys() {
                // Whether or not it goes, the reason is what is told.
                let _ = fs::remove_file(table_in(folder, table));
            }
            let said = format!("{error}. The tables of this run are incomplete and were removed.");
            return Err(io::Error::new(error.kind(), said));
        }
        written
    }

    fn add_rows(&mut self, folder: &Path, rows: &[Row]) -> Put {
        if let Err(reason) = self.begin_tables(folder, rows)? {
            return Ok(Err(reason));
        }
        for row in rows {
            let line = csv_line(&row.cells);
            // Each visit of a child says its legal status and placement again: one row each, and not one a visit.
            if row.of_child && !self.of_children.insert((row.table.clone(), line.clone())) {
                continue;
            }
            if let Some(file) = self.tables.get_mut(&row.table) {
                file.write_all(line.as_bytes())?;
            }
        }
        Ok(Ok(()))
    }

    /// Begins the tables that these rows are the first of: all of them, or none.
    fn begin_tables(&mut self, folder: &Path, rows: &[Row]) -> Put {
        let mut begun: BTreeMap<&str, (File, &[String])> = BTreeMap::new();
        for row in rows {
            if self.tables.contains_key(&row.table) || begun.contains_key(row.table.as_str()) {
                continue;
            }
            match create_new(&table_in(folder, &row.table), Readers::Owner) {
                Ok(file) => drop(begun.insert(&row.table, (file, &row.columns))),
                Err(reason) => {
                    for table in begun.keys() {
                        fs::remove_file(table_in(folder, table))?;
                    }
                    return Ok(Err(reason));
                }
            }
        }
        // Whatever is there belongs to this run before the first heading is written: where one finds no room, all of it goes.
        let mut headings = Vec::new();
        for (table, (file, columns)) in begun {
            self.tables.insert(table.to_owned(), file);
            headings.push((table, columns));
        }
        for (table, columns) in headings {
            if let Some(file) = self.tables.get_mut(table) {
                file.write_all(csv_line(columns).as_bytes())?;
            }
        }
        Ok(Ok(()))
    }

    fn print_rows(&mut self, rows: &[Row]) -> Put {
        let mut out = io::stdout().lock();
        for row in rows {
            if self.written == 0 {
                out.write_all(csv_line(&row.columns).as_bytes())?;
            }
            self.written += 1;
            out.write_all(for_standard_output(&csv_line(&row.cells)).as_bytes())?;
        }
        Ok(Ok(()))
    }

    fn print(&mut self, content: Content) -> Put {
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
        let held = self.held.take();
        let is_apart = held.is_none();
        let mut out = io::stdout().lock();
        for (place, content) in held.into_iter().chain([content]).enumerate() {
            match content {
                Content::Json(json) => writeln!(out, "{}", for_standard_output(&json.to_string()))?,
                Content::Text(text) => {
                    if is_apart || place > 0 {
                        writeln!(out, "\n{}\n", "=".repeat(40))?;
                    }
                    out.write_all(text.as_bytes())?;
                }
                other => out.write_all(for_standard_output(&other.whole()).as_bytes())?,
            }
        }
        Ok(Ok(()))
    }

    /// A name for a file, unlike all others of this run.
    fn name(&mut self, wanted: &str) -> String {
        let first = plain_name(wanted);
        let mut name = first.clone();
        let mut number = 2;
        while !self.used.insert(name.to_lowercase()) {
            name = format!("{first}-{number}");
            number += 1;
        }
        name
    }
}

fn table_in(folder: &Path, table: &str) -> PathBuf {
    folder.join(format!("{table}.csv"))
}

/// The name of a file without its folders and its ending: what a record without an id is called by.
fn stem(origin: &str) -> Cow<'_, str> {
    Path::new(origin).file_stem().unwrap_or_default().to_string_lossy()
}

#[cfg(test)]
mod tests {
    use super::{Place, stem};

    #[test]
    fn a_name_is_plain_and_used_once() {
        let mut place = Place::new(None, None).unwrap();
        assert_eq!(place.name(&stem("samples/visit-complete.json")), "visit-complete");
        assert_eq!(place.name("Visit complete"), "Visit-complete-2");
        assert_eq!(place.name("visit-complete"), "visit-complete-3");
        assert_eq!(place.name(&stem("../../x")), "x");
        assert_eq!(place.name(""), "record");
        // Ids are no paths: nothing of them is cut off.
        assert_eq!(place.name("2041/03.a"), "2041-03-a");
        assert_eq!(place.name("2042/03.b"), "2042-03-b");
    }
}
