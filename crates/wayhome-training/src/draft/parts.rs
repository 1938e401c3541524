//! The parts of a scenario that there can be several of.

use serde_json::{Map, Value as Json};

use super::Draft;

/// The parts that are lists of texts.
pub(super) const LINES: [&str; 2] = ["child_says", "worker_thinks"];

/// A new part of a list, by the list's name.
pub(super) fn new(list: &str) -> Json {
    let part = match list {
        "step" | "variant" => r#"{"title":"","tells":""}"#,
        "aside" => r#"{"says":"","because":""}"#,
        "wording" => r#"{"question":"","because":""}"#,
        "attempt" => r#"{"title":"","tells":"","findings":{},"right":[{"puts_right":[],"answers":[],"says":""}]}"#,
        "right" => r#"{"puts_right":[],"answers":[],"says":""}"#,
        _ => r#"{"asks":"","notes":""}"#,
    };
    parsed(part)
}

/// JSON that stands in the code: read, and not built, which is a tenth of the code. From bytes, as everything is: serde's reader of `str` would be
/// in the app a second time.
pub(super) fn parsed(json: &str) -> Json {
    serde_json::from_slice(json.as_bytes()).unwrap_or_default()
}

impl Draft {
    /// How many parts a list has.
    #[must_use]
    pub fn count(&self, list: &str) -> usize {
        self.file.pointer(list).and_then(Json::as_array).map_or(0, Vec::len)
    }

    /// Adds a part to a list; returns its place.
    pub fn add(&mut self, list: &str) -> String {
        self.remember();
        let mut part = new(list.rsplit('/').next().unwrap_or_default());
        let place = self.count(list);
        if list == "/attempt" || list == "/variant" {
            // Ids are permanent, and none comes twice even where a part was removed.
            let taken = |id: &str| {
                self.parts(list)
                    .iter()
                    .any(|part| part.get("id").and_then(Json::as_str) == Some(id))
            };
            let id = (place + 1..=2 * place + 1)
                .map(|number| number.to_string())
                .find(|id| !taken(id));
            if let (Some(id), Some(part)) = (id, part.as_object_mut()) {
                part.insert("id".to_owned(), id.into());
            }
        }
        if let Some(parts) = self.list(list) {
            parts.push(part);
        }
        format!("{list}/{place}")
    }

    /// Removes a part from its list. The answers that a step told are kept in the model record.
    pub fn remove(&mut self, part: &str) {
        let Some((list, place)) = split(part) else { return };
        self.remember();
        if place >= self.count(list) {
            return;
        }
        let Some(removed) = self.list(list).map(|parts| parts.remove(place)) else {
            return;
        };
        if list == "/step" {
            let facts = removed
                .get("facts")
                .and_then(Json::as_object)
                .cloned()
                .unwrap_or_default();
            let told = self.model_answers();
            if let Some(answers) = self.table("/model/answers") {
                for (question, value) in facts {
                    if !told.contains_key(&question) {
                        answers.insert(question, value);
                    }
                }
            }
        } else if list.ends_with("/right") {
            // What that step put right is put right by the last of those that are left.
            let answers = removed
                .get("answers")
                .and_then(Json::as_array)
                .cloned()
                .unwrap_or_default();
            let end = self.count(list).saturating_sub(1);
            if let Some(kept) = self.list(&format!("{list}/{end}/answers")) {
                kept.extend(answers);
            }
        }
    }

    /// Moves a part one place up in its list.
    pub fn up(&mut self, part: &str) {
        let Some((list, place)) = split(part).filter(|(list, place)| *place > 0 && *place < self.count(list)) else {
            return;
        };
        self.remember();
        if let Some(parts) = self.list(list) {
            parts.swap(place - 1, place);
        }
    }

    pub(super) fn parts(&self, list: &str) -> &[Json] {
        self.file
            .pointer(list)
            .and_then(Json::as_array)
            .map_or(&[], Vec::as_slice)
    }

    /// The list at a place, made if it is not there.
    pub(super) fn list(&mut self, place: &str) -> Option<&mut Vec<Json>> {
        let value = self.value(place)?;
        if !value.is_array() {
            *value = Json::Array(Vec::new());
        }
        value.as_array_mut()
    }

    /// The table at a place, made if it is not there.
    pub(super) fn table(&mut self, place: &str) -> Option<&mut Map<String, Json>> {
        let value = self.value(place)?;
        if !value.is_object() {
            *value = Json::Object(Map::new());
        }
        value.as_object_mut()
    }

    /// What stands at a place, with the tables on the way to it made; `None` where a list on the way is too short.
    fn value(&mut self, place: &str) -> Option<&mut Json> {
        let mut value = &mut self.file;
        for part in place.split('/').skip(1) {
            if value.is_array() {
                value = value.as_array_mut()?.get_mut(part.parse::<usize>().ok()?)?;
                continue;
            }
            if !value.is_object() {
                *value = Json::Object(Map::new());
            }
            value = value.as_object_mut()?.entry(part).or_insert(Json::Null);
        }
        Some(value)
    }
}

/// A part of a list, and its place in it: `/step/2`.
fn split(part: &str) -> Option<(&str, usize)> {
    let (list, place) = part.rsplit_once('/')?;
    Some((list, place.parse().ok()?))
}
