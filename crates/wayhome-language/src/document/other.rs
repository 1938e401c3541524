//! Wayhome's other files in TOML, where a procedure is expected: whoever named one is told what it is, and not what a procedure would need.

use toml::de::DeTable;

use crate::diagnostics::Report;
use crate::diagnostics::codes::document as codes;

/// A key that only this kind of file has, what the file is, and what to do with it.
const KINDS: [(&str, &str, &str); 5] = [
    (
        "mapping",
        "this is a mapping, and not a procedure",
        "`wayhome mapping lint` checks it",
    ),
    (
        "case",
        "these are conformance cases, and not a procedure",
        "`wayhome coverage --cases` tries those of a folder",
    ),
    ("model", SCENARIO, LINT),
    ("step", SCENARIO, LINT),
    (
        "known_from",
        "this is a list of bank holidays, and not a procedure",
        "it is checked when Wayhome is built: `cargo build -p wayhome-procedures`",
    ),
];
const SCENARIO: &str = "this is a training scenario, and not a procedure";
const LINT: &str = "`wayhome lint` checks it";

/// That this is another kind of file, if it is.
pub(super) fn report(root: &DeTable<'_>) -> Option<Report> {
    // A scenario names its procedure.
    if root
        .get("procedure")
        .is_some_and(|head| head.get_ref().as_str().is_none())
    {
        return None;
    }
    for (key, what, help) in KINDS {
        if let Some((key, _)) = root.get_key_value(key) {
            return Some(Report::new(&codes::OTHER_FILE, &key.span(), what).help(help));
        }
    }
    let of_vocabulary = |key: &str| matches!(key, "wayhome" | "options" | "question");
    let is_vocabulary = root.contains_key("question") && root.keys().all(|key| of_vocabulary(key.get_ref()));
    is_vocabulary.then(|| {
        let message = "this has questions and no [procedure], as a vocabulary has";
        Report::new(&codes::OTHER_FILE, &(0..0), message).help(
            "`wayhome lint --vocabulary` checks a vocabulary, with a procedure that uses it; a procedure starts with wayhome = 1 and [procedure]",
        )
    })
}
