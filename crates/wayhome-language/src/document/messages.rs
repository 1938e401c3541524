//! What serde and `validator` say about a shape, in plain words.

use std::ops::Range;

use crate::diagnostics::codes::document as codes;
use crate::diagnostics::{Report, closest};

/// A mistake that serde has found.
pub(crate) fn shape(message: &str, span: &Range<usize>, what: &str) -> Report {
    let names = quoted(message);
    let (first, others) = names
        .split_first()
        .map_or(("", &[] as &[&str]), |(first, others)| (*first, others));
    if message.starts_with("unknown field") {
        let report = Report::new(&codes::UNKNOWN_KEY, span, format!("`{first}` is not a key of {what}"));
        return match closest(first, others.iter().copied()) {
            Some(close) => report.help(format!("did you mean `{close}`?")),
            None => report.help(format!("its keys are {}", others.join(", "))),
        };
    }
    if message.starts_with("unknown variant") {
        let report = Report::new(
            &codes::NOT_ALLOWED,
            span,
            format!("\"{first}\" is not one of the words that this key takes"),
        );
        return report.help(match closest(first, others.iter().copied()) {
            Some(close) => format!("did you mean \"{close}\"?"),
            None => format!("write one of {}", others.join(", ")),
        });
    }
    if message.starts_with("missing field") {
        return missing(first, span, what);
    }
    if let Some((found, expected)) = message
        .strip_prefix("invalid type: ")
        .and_then(|rest| rest.split_once(", expected "))
    {
        let message = format!("this is {}, and {} is needed", kind(found), kind(expected));
        return Report::new(&codes::WRONG_KIND, span, message);
    }
    Report::new(&codes::WRONG_KIND, span, message.to_owned())
}

/// A limit that is gone beyond: too long with a maximum, else missing or empty.
pub(super) fn limit(key: &str, span: &Range<usize>, max: Option<u64>, what: &str) -> Report {
    match max {
        Some(max) => {
            Report::new(&codes::TOO_LONG, span, format!("`{key}` is too long")).help(format!("at most {max} fit"))
        }
        None => missing(key, span, what),
    }
}

fn missing(key: &str, span: &Range<usize>, what: &str) -> Report {
    Report::new(&codes::MISSING, span, format!("`{key}` of {what} is missing or empty")).help(format!("add {key} = …"))
}

/// The names in backticks.
fn quoted(message: &str) -> Vec<&str> {
    message.split('`').skip(1).step_by(2).collect()
}

/// A kind of value, as people say it.
fn kind(words: &str) -> &str {
    let first = words.split([' ', ',']).next().unwrap_or_default();
    match (first, words) {
        ("string", _) | (_, "a string") => "text in quotation marks",
        ("integer" | "floating", _) => "a number",
        ("boolean", _) | (_, "a boolean") => "true or false",
        ("sequence", _) | (_, "a sequence") => "a list in square brackets",
        ("map" | "struct", _) => "a table",
        _ => words,
    }
}
