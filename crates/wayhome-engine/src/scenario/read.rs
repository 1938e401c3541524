//! Reading a scenario from JSON.

use serde_json::Value as Json;

use super::Scenario;
use crate::json::{FromJson as _, Reader};
use crate::procedure::FORMAT;
use crate::record::later_format;

/// The largest scenario that is read, in bytes: some twenty times the largest that Wayhome ships.
pub const LARGEST_SCENARIO: usize = 256 * 1024;

/// Why a scenario cannot be used at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScenarioError {
    /// More than [`LARGEST_SCENARIO`] bytes.
    #[error("The scenario is larger than 256 KB. Wayhome does not read it.")]
    TooLarge,
    /// Not JSON, or not of the shape of a scenario. The text never holds a value.
    #[error("This is not a training scenario: {0}.")]
    Unreadable(String),
    /// Written by a later version.
    #[error("The scenario is of format {0}. This version of Wayhome reads format {FORMAT}: update Wayhome to open it.")]
    Newer(u32),
}

impl Scenario {
    /// Reads a scenario from JSON text, as a link carries it. Whether it is right is another question: [`Scenario::problems`].
    ///
    /// This reads what the derived `Deserialize` reads, in a fraction of the code: it is what programs in a browser use.
    ///
    /// # Errors
    ///
    /// [`ScenarioError`] where the text is too large, is not a scenario, or comes from a later version.
    ///
    /// ```
    /// use wayhome_engine::{Scenario, ScenarioError};
    /// let error = Scenario::parse(br#"{"wayhome":2,"acts":[]}"#).unwrap_err();
    /// assert_eq!(error, ScenarioError::Newer(2));
    /// ```
    pub fn parse(bytes: &[u8]) -> Result<Self, ScenarioError> {
        if bytes.len() > LARGEST_SCENARIO {
            return Err(ScenarioError::TooLarge);
        }
        let read = || {
            let mut reader = Reader::new(bytes)?;
            Self::from_json(&mut reader).filter(|_| reader.is_done())
        };
        if let Some(scenario) = read().filter(|scenario| scenario.wayhome <= FORMAT) {
            return Ok(scenario);
        }
        // What a later format says elsewhere is not ours to complain of.
        Err(later_format(bytes).map_or_else(|| ScenarioError::Unreadable(wrong(bytes)), ScenarioError::Newer))
    }
}

/// The keys of a scenario; the first of them are in every one.
pub const SCENARIO_KEYS: [&str; 13] = [
    "wayhome",
    "id",
    "title",
    "shows",
    "procedure",
    "form",
    "today",
    "step",
    "model",
    "training",
    "attempt",
    "variant",
    "discuss",
];

/// How many of [`SCENARIO_KEYS`] are in every scenario.
const NEEDED: usize = 9;

/// What every part of a list has.
const PARTS: [(&str, &[&str]); 4] = [
    ("step", &["title", "tells"]),
    ("attempt", &["id", "title", "tells", "findings"]),
    ("variant", &["id", "title", "tells"]),
    ("discuss", &["asks", "notes"]),
];

/// What is wrong with the shape of a scenario, in words for people.
fn wrong(text: &[u8]) -> String {
    let Ok(file) = serde_json::from_slice::<Json>(text) else {
        return "it is damaged".to_owned();
    };
    if let Some(missing) = SCENARIO_KEYS.iter().take(NEEDED).find(|key| file.get(**key).is_none()) {
        return format!("`{missing}` is missing");
    }
    let keys = file.as_object().into_iter().flat_map(serde_json::Map::keys);
    if let Some(unknown) = keys.clone().find(|key| !SCENARIO_KEYS.contains(&key.as_str())) {
        return format!("no scenario has a part that is called `{unknown}`");
    }
    for (list, needed) in PARTS {
        let entries = file.get(list).and_then(Json::as_array).into_iter().flatten();
        for (place, entry) in entries.enumerate() {
            if let Some(missing) = needed.iter().find(|key| entry.get(**key).is_none()) {
                return format!("`{missing}` is missing in {list} {}", place + 1);
            }
        }
    }
    if file.get("training") == Some(&Json::Bool(false)) {
        return "`training` is always true in a scenario".to_owned();
    }
    "a part of it is of another kind than it should be, or has a name that scenarios do not know".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(text: &str, message: &str) {
        let error = Scenario::parse(text.as_bytes()).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("This is not a training scenario: {message}.")
        );
    }

    /// A scenario with something more in it.
    fn with(more: &str) -> String {
        let head = r#""wayhome":1,"id":"a","title":"A","shows":"A","procedure":"n","form":"v","today":"2026-03-02","step":[],"model":{}"#;
        format!("{{{head}{more}}}")
    }

    #[test]
    fn what_is_wrong_is_said_in_words_and_without_values() {
        let kind = "a part of it is of another kind than it should be, or has a name that scenarios do not know";
        assert!(Scenario::parse(with("").as_bytes()).is_ok());
        refused("{", "it is damaged");
        refused("{}", "`wayhome` is missing");
        refused(
            &with(r#","teaches":"Robin""#),
            "no scenario has a part that is called `teaches`",
        );
        refused(&with(r#","attempt":"Robin""#), kind);
        refused(
            &with(r#","attempt":[{"id":"a","title":"A","tells":"A","findings":{"A":"robin"}}]"#),
            kind,
        );
        refused(
            &with(r#","discuss":[{"asks":"Robin"}]"#),
            "`notes` is missing in discuss 1",
        );
        refused(&with(r#","training":false"#), "`training` is always true in a scenario");
        refused(&with(r#","id":"b""#), kind);
        refused(&(with("") + "x"), "it is damaged");
        let large = " ".repeat(LARGEST_SCENARIO + 1);
        assert_eq!(Scenario::parse(large.as_bytes()), Err(ScenarioError::TooLarge));
    }
}
