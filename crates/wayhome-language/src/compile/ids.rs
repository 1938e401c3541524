//! What ids look like.

use crate::diagnostics::codes::document as codes;
use crate::diagnostics::{Report, Reports};
use crate::document::text::Text;

/// Words of the expression language: a name cannot be one of them.
const WORDS: [&str; 22] = [
    "and",
    "or",
    "in",
    "not",
    "between",
    "some",
    "every",
    "satisfies",
    "true",
    "false",
    "null",
    "if",
    "then",
    "else",
    "for",
    "return",
    "function",
    "external",
    "instance",
    "of",
    "date",
    "answered",
];

/// What the engine finds of a record whatever the procedure is begins so (`REC-FUTURE`): a rule of that name would be taken for it.
pub(super) const OF_THE_RECORD: &str = "REC-";

/// Lower-case letters, digits and underscores, starting with a letter.
pub(crate) fn is_plain(id: &str) -> bool {
    id.starts_with(|first: char| first.is_ascii_lowercase())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// `NEW-35`, `ENG-39-2`.
pub(crate) fn is_rule_id(id: &str) -> bool {
    let mut parts = id.split('-');
    let first = parts.next().unwrap_or_default();
    let letters = first.starts_with(|first: char| first.is_ascii_uppercase())
        && first
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let rest: Vec<&str> = parts.collect();
    letters
        && !rest.is_empty()
        && rest
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Reports an id that is not well formed. True if it is.
pub(crate) fn check(id: &Text, reports: &mut Reports) -> bool {
    check_parts(id, &id.value, reports)
}

/// As [`check`], of a part of the id.
pub(crate) fn check_parts(id: &Text, part: &str, reports: &mut Reports) -> bool {
    let word = WORDS.contains(&part);
    if is_plain(part) && !word {
        return true;
    }
    let report = Report::new(&codes::BAD_ID, &id.span, format!("\"{}\" cannot be an id", id.value));
    let small = part.to_lowercase();
    reports.push(report.help(if word {
        "it is a word of the expression language; choose another".to_owned()
    } else if is_plain(&small) {
        format!("write it in small letters: \"{}\"", id.value.replacen(part, &small, 1))
    } else {
        "use lower-case letters, digits and underscores, and start with a letter".to_owned()
    }));
    false
}
