//! A scenario while it is being written.

mod answers;
mod found;
mod parts;

use chrono::NaiveDate;
use serde_json::Value as Json;
use wayhome_engine::{FORMAT, Record, Scenario, ScenarioError};

use crate::toml;

/// How many changes can be taken back.
const MOST_UNDONE: usize = 200;

/// A scenario while it is being written: what its file will hold, half finished as it may be, and what it was before each change.
///
/// Its parts are named as JSON pointers do: `/step/0/title`, `/attempt/1/answers`.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    file: Json,
    before: Vec<Json>,
    /// What is being typed: it is taken back as one change, and not letter by letter.
    typing: Option<String>,
    /// Does its id follow its title? One that was shared keeps the id that it has.
    id_follows: bool,
    unsaved: bool,
}

impl Draft {
    /// An empty scenario of a form, with its first step.
    #[must_use]
    pub fn new(procedure: &str, form: &str, today: NaiveDate) -> Self {
        let file = parts::parsed(r#"{"training":true,"id":"","title":"","shows":"","step":[{"title":"","tells":""}]}"#);
        let mut draft = Self {
            id_follows: true,
            ..Self::open(file)
        };
        draft.put("", "wayhome", FORMAT.into());
        draft.put("", "procedure", procedure.into());
        draft.put("", "form", form.into());
        draft.put("", "today", today.to_string().into());
        draft
    }

    /// A scenario whose model record is this one. Each answer can then be told in a step of the story.
    #[must_use]
    pub fn of_record(record: &Record, today: NaiveDate) -> Self {
        let mut draft = Self::new(&record.procedure, &record.form, today);
        if let Some(model) = draft.table("/model/answers") {
            answers::copy(&record.answers, model);
            model.retain(|_, value| !value.is_null());
        }
        draft.unsaved = true;
        draft
    }

    /// A scenario as its file holds it.
    #[must_use]
    pub fn open(file: Json) -> Self {
        let mut draft = Self {
            file,
            before: Vec::new(),
            typing: None,
            id_follows: false,
            unsaved: false,
        };
        for list in ["/step", "/attempt", "/variant", "/discuss", "/model/wording"] {
            let _ = draft.list(list);
        }
        let _ = draft.table("/model/answers");
        draft
    }

    /// The same as a scenario of one's own: its id follows its title from now on.
    #[must_use]
    pub fn copied(mut self) -> Self {
        self.id_follows = true;
        self
    }

    /// What the file would hold now.
    #[must_use]
    pub fn file(&self) -> &Json {
        &self.file
    }

    /// The scenario, as far as it is one.
    ///
    /// # Errors
    ///
    /// [`ScenarioError`] where a part that every scenario has cannot be read.
    pub fn scenario(&self) -> Result<Scenario, ScenarioError> {
        Scenario::parse(self.json().as_bytes())
    }

    /// What a link carries.
    #[must_use]
    pub fn json(&self) -> String {
        self.file.to_string()
    }

    /// The file that `wayhome lint` reads.
    #[must_use]
    pub fn toml(&self) -> String {
        let about = "# A training scenario for Wayhome: every family in it is invented.\n";
        about.to_owned() + &self.file.as_object().map(toml::write).unwrap_or_default()
    }

    /// A name for the file.
    #[must_use]
    pub fn file_name(&self) -> String {
        let id = self.text("/id");
        format!("{}.toml", if id.is_empty() { "scenario" } else { &id })
    }

    /// Is there something that no file holds yet?
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.unsaved
    }

    /// It was saved as a file.
    pub fn saved(&mut self) {
        self.unsaved = false;
    }

    /// Can a change be taken back?
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    /// Takes the last change back.
    pub fn undo(&mut self) {
        if let Some(before) = self.before.pop() {
            self.file = before;
            self.typing = None;
            self.unsaved = true;
        }
    }

    /// The text at a place; lists of texts, one on each line. Empty where there is none.
    #[must_use]
    pub fn text(&self, place: &str) -> String {
        match self.file.pointer(place) {
            Some(Json::String(text)) => text.clone(),
            Some(Json::Array(lines)) => {
                let lines: Vec<&str> = lines.iter().filter_map(Json::as_str).collect();
                lines.join("\n")
            }
            _ => String::new(),
        }
    }

    /// Writes what is typed at a place.
    pub fn write(&mut self, place: &str, text: &str) {
        if self.typing.as_deref() != Some(place) {
            self.remember();
            self.typing = Some(place.to_owned());
        }
        self.unsaved = true;
        let Some((part, key)) = place.rsplit_once('/') else {
            return;
        };
        let value = if parts::LINES.contains(&key) {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            lines.map(Json::from).collect()
        } else {
            Json::from(text)
        };
        self.put(part, key, value);
        if place == "/title" && self.id_follows {
            self.put("", "id", id_of(text).into());
        }
    }

    fn put(&mut self, table: &str, key: &str, value: Json) {
        if let Some(table) = self.table(table) {
            table.insert(key.to_owned(), value);
        }
    }

    /// Before a change that is one of its own.
    pub(super) fn remember(&mut self) {
        if self.before.len() == MOST_UNDONE {
            self.before.remove(0);
        }
        self.before.push(self.file.clone());
        self.typing = None;
        self.unsaved = true;
    }
}

/// "A child, not seen alone" → `a-child-not-seen-alone`
pub(super) fn id_of(title: &str) -> String {
    let lower = title.to_lowercase();
    let words = lower
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    words.take(8).collect::<Vec<_>>().join("-")
}
