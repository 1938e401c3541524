//! Writing a scenario as TOML.

use std::fmt::Write as _;

use serde_json::{Map, Value as Json};

/// The keys in the order in which a person reads them; any other key follows, in the order of its letters.
const ORDER: [&str; 26] = [
    "wayhome",
    "training",
    "id",
    "title",
    "shows",
    "procedure",
    "form",
    "today",
    "tells",
    "says",
    "question",
    "because",
    "asks",
    "notes",
    "outcome",
    "child_says",
    "worker_thinks",
    "corrects",
    "leaves_out",
    "puts_right",
    "facts",
    "answers",
    "findings",
    "deadlines",
    "approvers",
    "aside",
];

/// Tables whose values are answers: these are written in one line each, whatever they hold.
const FLAT: [&str; 2] = ["facts", "answers"];

/// Writes an object as a TOML file. What is `null` is left out, as TOML has no word for it.
///
/// ```
/// let file = serde_json::json!({ "wayhome": 1, "step": [{ "title": "At the door", "facts": { "child_seen": true } }] });
/// let text = wayhome_training::toml::write(file.as_object().ok_or("an object")?);
/// assert_eq!(text, "wayhome = 1\n\n[[step]]\ntitle = \"At the door\"\n[step.facts]\nchild_seen = true\n");
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn write(file: &Map<String, Json>) -> String {
    let mut text = String::new();
    table(file, "", &mut text);
    text
}

fn table(table: &Map<String, Json>, path: &str, text: &mut String) {
    let flat = FLAT.iter().any(|name| path.rsplit('.').next() == Some(name));
    let ordered = ORDER.iter().filter_map(|key| table.get_key_value(*key));
    let others = table.iter().filter(|(key, _)| !ORDER.contains(&key.as_str()));
    // Whatever is a table of its own stands after what is not: else it would take the lines that follow.
    let is_table = |value: &Json| !flat && (value.is_object() || is_list_of_tables(value));
    let (tables, plain): (Vec<_>, Vec<_>) = ordered
        .chain(others)
        .filter(|(_, value)| !value.is_null())
        .partition(|(_, value)| is_table(value));
    for (key, value) in plain {
        let _ = writeln!(text, "{} = {}", name(key), inline(value));
    }
    for (key, value) in tables {
        let path = if path.is_empty() {
            name(key)
        } else {
            format!("{path}.{}", name(key))
        };
        match value {
            Json::Object(inner) => {
                // A table that holds tables alone needs no heading.
                if inner.is_empty() || FLAT.contains(&key.as_str()) || inner.values().any(|value| !is_table(value)) {
                    let _ = writeln!(text, "{}[{path}]", gap(&path));
                }
                self::table(inner, &path, text);
            }
            Json::Array(entries) => {
                for entry in entries.iter().filter_map(Json::as_object) {
                    let _ = writeln!(text, "{}[[{path}]]", gap(&path));
                    self::table(entry, &path, text);
                }
            }
            _ => {}
        }
    }
}

/// An empty line stands before what begins something new.
fn gap(path: &str) -> &'static str {
    if path.contains('.') { "" } else { "\n" }
}

fn is_list_of_tables(value: &Json) -> bool {
    let entries = value.as_array();
    entries.is_some_and(|entries| !entries.is_empty() && entries.iter().all(Json::is_object))
}

fn inline(value: &Json) -> String {
    match value {
        Json::Array(entries) => {
            let entries: Vec<_> = entries.iter().filter(|entry| !entry.is_null()).map(inline).collect();
            format!("[{}]", entries.join(", "))
        }
        Json::Object(table) => {
            let entries = table.iter().filter(|(_, value)| !value.is_null());
            let entries: Vec<_> = entries
                .map(|(key, value)| format!("{} = {}", name(key), inline(value)))
                .collect();
            if entries.is_empty() {
                "{}".to_owned()
            } else {
                format!("{{ {} }}", entries.join(", "))
            }
        }
        Json::String(words) => quoted(words),
        other => other.to_string(),
    }
}

/// A text escaped as JSON does it is one that TOML takes, but for one letter.
fn quoted(words: &str) -> String {
    Json::from(words).to_string().replace('\u{7f}', "\\u007f")
}

fn name(key: &str) -> String {
    let bare = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
    if !key.is_empty() && key.chars().all(bare) {
        key.to_owned()
    } else {
        quoted(key)
    }
}
