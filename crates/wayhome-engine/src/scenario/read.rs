//! Reading a scenario from JSON.

use super::Scenario;
use crate::procedure::FORMAT;
use crate::record::{later_format, said_without_values};

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
        let read: Result<Self, _> = serde_json::from_slice(bytes);
        let scenario = read.map_err(|error| {
            later_format(bytes).map_or_else(
                || ScenarioError::Unreadable(plain(&said_without_values(&error))),
                ScenarioError::Newer,
            )
        })?;
        if scenario.wayhome > FORMAT {
            return Err(ScenarioError::Newer(scenario.wayhome));
        }
        Ok(scenario)
    }
}

/// What `serde_json` says of a shape, in words for people.
fn plain(said: &str) -> String {
    let name = said.split('`').nth(1).unwrap_or_default();
    match said {
        _ if said.starts_with("missing field") => format!("`{name}` is missing"),
        _ if said.starts_with("unknown field") => format!("no scenario has a part that is called `{name}`"),
        _ if said.starts_with("duplicate field") => format!("`{name}` is there twice"),
        _ if said.starts_with("unknown variant") => format!("`{name}` is not a word for what is found"),
        _ if said.starts_with("invalid") => "a part of it is of another kind than it should be".to_owned(),
        _ => said.to_owned(),
    }
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

    #[test]
    fn what_is_wrong_is_said_in_words_and_without_values() {
        refused("{}", "`wayhome` is missing");
        refused(
            r#"{"wayhome":1,"teaches":"Robin"}"#,
            "no scenario has a part that is called `teaches`",
        );
        refused(r#"{"wayhome":1,"wayhome":1}"#, "`wayhome` is there twice");
        refused(
            r#"{"model":"Robin"}"#,
            "a part of it is of another kind than it should be",
        );
        refused(
            r#"{"model":{"findings":{"A":"robin"}}}"#,
            "`robin` is not a word for what is found",
        );
        refused(r#"{"training":false}"#, "`training` is always true in a scenario");
        let large = " ".repeat(LARGEST_SCENARIO + 1);
        assert_eq!(Scenario::parse(large.as_bytes()), Err(ScenarioError::TooLarge));
    }
}
