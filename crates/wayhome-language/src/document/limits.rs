//! The one place that touches `validator`'s errors.
//!
//! They carry the rejected text and come in random order: here the text is dropped, and only the path to it is kept.

use validator::{Validate, ValidationErrors, ValidationErrorsKind};

/// A step from a table to its key, or from a list to its entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Entry(usize),
    Key(String),
}

/// A limit that something goes beyond.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Beyond {
    /// Where.
    pub(super) path: Vec<Step>,
    /// At most so many, if there is such a limit.
    pub(super) max: Option<u64>,
}

/// The limits that a part of a file goes beyond, sorted.
pub(super) fn beyond(part: &impl Validate) -> Vec<Beyond> {
    let mut found = Vec::new();
    if let Err(errors) = part.validate() {
        collect(&errors, &mut Vec::new(), &mut found);
    }
    found.sort_unstable();
    found
}

fn collect(errors: &ValidationErrors, path: &mut Vec<Step>, found: &mut Vec<Beyond>) {
    for (field, kind) in errors.errors() {
        // `type` is a word of Rust, so its field has another name.
        path.push(Step::Key(if field == "kind" {
            "type".to_owned()
        } else {
            field.to_string()
        }));
        match kind {
            ValidationErrorsKind::Struct(inner) => collect(inner, path, found),
            ValidationErrorsKind::List(entries) => {
                for (index, inner) in entries {
                    path.push(Step::Entry(*index));
                    collect(inner, path, found);
                    path.pop();
                }
            }
            ValidationErrorsKind::Field(errors) => found.extend(errors.iter().map(|error| Beyond {
                path: path.clone(),
                max: error.params.get("max").and_then(serde_json::Value::as_u64),
            })),
        }
        path.pop();
    }
}
