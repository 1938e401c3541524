//! Reading TOML into what JSON would hold.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use super::text;

/// How deep lists and tables may lie in one another. Scenarios need four.
const DEEPEST: usize = 32;

/// Why a text is not TOML that Wayhome reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TomlError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub message: &'static str,
}

/// Reads TOML. Dates are refused: in a scenario they stand in quotation marks.
///
/// # Errors
///
/// [`TomlError`] at the first thing that is not TOML, or that is written twice.
///
/// ```
/// let file = wayhome_training::toml::read("[[step]]\ntitle = 'At the door'")?;
/// assert_eq!(file["step"][0]["title"], "At the door");
/// let error = wayhome_training::toml::read("a = 1\na = 2").unwrap_err();
/// assert_eq!((error.line, error.message), (2, "this is written twice"));
/// # Ok::<(), wayhome_training::toml::TomlError>(())
/// ```
pub fn read(text: &str) -> Result<Map<String, Json>, TomlError> {
    let mut reader = Reader {
        text: text.strip_prefix('\u{feff}').unwrap_or(text),
        at: 0,
    };
    reader.file().map_err(|message| TomlError {
        line: reader.text.get(..reader.at).unwrap_or_default().matches('\n').count() + 1,
        message,
    })
}

pub(super) type Read<T> = Result<T, &'static str>;

/// A place in a text.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
}

impl<'t> Reader<'t> {
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let letter = self.peek()?;
        self.at += letter.len_utf8();
        Some(letter)
    }

    pub(super) fn takes(&mut self, letters: &str) -> bool {
        let found = self.rest().starts_with(letters);
        self.at += letters.len() * usize::from(found);
        found
    }

    pub(super) fn wants(&mut self, letters: &str, or: &'static str) -> Read<()> {
        if self.takes(letters) { Ok(()) } else { Err(or) }
    }

    pub(super) fn while_(&mut self, is: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|letter| !is(letter)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    fn spaces(&mut self) {
        self.while_(|letter| matches!(letter, ' ' | '\t'));
    }

    /// Spaces, a comment and the end of the line.
    fn line_ends(&mut self) -> Read<()> {
        self.spaces();
        if self.peek() == Some('#') {
            self.while_(|letter| letter != '\n');
        }
        self.takes("\r");
        if self.takes("\n") || self.rest().is_empty() {
            Ok(())
        } else {
            Err("something follows that does not belong on this line")
        }
    }

    /// Spaces, comments and ends of lines.
    fn lines(&mut self) {
        loop {
            self.while_(|letter| matches!(letter, ' ' | '\t' | '\r' | '\n'));
            if self.peek() != Some('#') {
                return;
            }
            self.while_(|letter| letter != '\n');
        }
    }

    fn file(&mut self) -> Read<Map<String, Json>> {
        let mut root = Map::new();
        let (mut path, mut headed) = (Vec::new(), BTreeSet::new());
        loop {
            self.lines();
            let Some(letter) = self.peek() else { return Ok(root) };
            if letter == '[' {
                let list = self.takes("[[") || !self.takes("[");
                path = self.keys()?;
                self.wants(
                    if list { "]]" } else { "]" },
                    "a heading in square brackets does not end",
                )?;
                heading(&mut root, &path, list, &mut headed)?;
            } else {
                let keys = self.keys()?;
                let value = self.assigned(0)?;
                put(within(&mut root, &path)?, &keys, value)?;
            }
            self.line_ends()?;
        }
    }

    /// `a."b c".d`
    fn keys(&mut self) -> Read<Vec<String>> {
        let mut keys = Vec::new();
        loop {
            self.spaces();
            keys.push(match self.peek() {
                Some('"') => text::basic(self)?,
                Some('\'') => text::literal(self)?,
                _ => {
                    let bare = self.while_(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-'));
                    if bare.is_empty() {
                        return Err("a name is expected here");
                    }
                    bare.to_owned()
                }
            });
            self.spaces();
            if keys.len() > DEEPEST {
                return Err("this lies too deep");
            }
            if !self.takes(".") {
                return Ok(keys);
            }
        }
    }

    fn assigned(&mut self, deep: usize) -> Read<Json> {
        self.wants("=", "an equals sign is expected here")?;
        self.spaces();
        self.value(deep)
    }

    fn value(&mut self, deep: usize) -> Read<Json> {
        if deep > DEEPEST {
            return Err("this lies too deep");
        }
        match self.peek() {
            Some('"') if self.rest().starts_with("\"\"\"") => text::basic_lines(self).map(Json::from),
            Some('\'') if self.rest().starts_with("'''") => text::literal_lines(self).map(Json::from),
            Some('"') => text::basic(self).map(Json::from),
            Some('\'') => text::literal(self).map(Json::from),
            Some('[') => self.list(deep),
            Some('{') => self.table(deep),
            _ => plain(
                self.while_(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '+' | '.' | ':')),
            ),
        }
    }

    fn list(&mut self, deep: usize) -> Read<Json> {
        self.takes("[");
        let mut entries = Vec::new();
        loop {
            self.lines();
            if self.takes("]") {
                return Ok(entries.into());
            }
            entries.push(self.value(deep + 1)?);
            self.lines();
            if !self.takes(",") && self.peek() != Some(']') {
                return Err("a comma or the end of a list is expected here");
            }
        }
    }

    fn table(&mut self, deep: usize) -> Read<Json> {
        self.takes("{");
        let mut table = Map::new();
        loop {
            self.lines();
            if self.takes("}") {
                return Ok(table.into());
            }
            let keys = self.keys()?;
            let value = self.assigned(deep + 1)?;
            put(&mut table, &keys, value)?;
            self.lines();
            if !self.takes(",") && self.peek() != Some('}') {
                return Err("a comma or the end of a table is expected here");
            }
        }
    }
}

/// A number, or yes or no.
fn plain(word: &str) -> Read<Json> {
    let date = word.len() >= 8
        && word.starts_with(|letter: char| letter.is_ascii_digit())
        && (word.contains(':') || word.get(4..5) == Some("-"));
    let digits = word.replace('_', "");
    match word {
        "true" => Ok(true.into()),
        "false" => Ok(false.into()),
        "" => Err("a value is expected here"),
        _ if date => Err("a date without quotation marks: write it as \"2026-03-02\""),
        // What is left is a number, and TOML writes one as JSON does, but for a plus and the low lines between digits.
        _ => {
            let number: Result<Json, _> =
                serde_json::from_slice(digits.strip_prefix('+').unwrap_or(&digits).as_bytes());
            number
                .ok()
                .filter(Json::is_number)
                .ok_or("this value needs quotation marks, or is none that Wayhome knows")
        }
    }
}

/// The table at the end of a path; the last one where a list of tables is on the way.
fn within<'m>(root: &'m mut Map<String, Json>, path: &[String]) -> Read<&'m mut Map<String, Json>> {
    let mut table = root;
    for key in path {
        let next = table.entry(key.clone()).or_insert_with(|| Json::Object(Map::new()));
        let next = match next {
            Json::Array(entries) => entries.last_mut().and_then(Json::as_object_mut),
            other => other.as_object_mut(),
        };
        table = next.ok_or("this is written twice")?;
    }
    Ok(table)
}

fn put(table: &mut Map<String, Json>, keys: &[String], value: Json) -> Read<()> {
    let Some((last, path)) = keys.split_last() else {
        return Ok(());
    };
    let table = within(table, path)?;
    if table.insert(last.clone(), value).is_some() {
        return Err("this is written twice");
    }
    Ok(())
}

fn heading(root: &mut Map<String, Json>, path: &[String], many: bool, headed: &mut BTreeSet<String>) -> Read<()> {
    let Some((last, before)) = path.split_last() else {
        return Ok(());
    };
    let name = path.join("\n");
    if many {
        let entries = within(root, before)?
            .entry(last.clone())
            .or_insert_with(|| Json::Array(Vec::new()));
        let entries = entries
            .as_array_mut()
            .filter(|entries| entries.iter().all(Json::is_object));
        entries.ok_or("this is written twice")?.push(Json::Object(Map::new()));
        // In a new entry of the list, the headings beneath it begin anew.
        headed.retain(|known| !known.starts_with(&format!("{name}\n")));
        return Ok(());
    }
    let before = within(root, before)?;
    if before.get(last).is_some_and(|value| !value.is_object()) || !headed.insert(name) {
        return Err("this is written twice");
    }
    within(before, std::slice::from_ref(last)).map(drop)
}
