//! What is said of an expression that cannot be read: what stands where, and what could stand there.

use pest::error::{Error, ErrorVariant, InputLocation};

use super::grammar::Rule;
use super::words::{Token, tokens};
use crate::diagnostics::Report;
use crate::diagnostics::codes::expression as codes;

/// What could stand at a place, in words.
pub(super) fn report(source: &str, error: &Error<Rule>) -> Report {
    let at = match error.location {
        InputLocation::Pos(at) => at,
        InputLocation::Span((start, _)) => start,
    };
    let rest = source.get(at..).unwrap_or_default();
    let length = rest
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .next()
        .map_or(0, str::len);
    let shown = if length > 0 {
        length
    } else {
        rest.chars().next().map_or(0, char::len_utf8)
    };
    let expected = match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives.as_slice(),
        ErrorVariant::CustomError { .. } => &[],
    };
    let before = tokens(source.get(..at).unwrap_or_default());
    let after_sign = before.last().is_some_and(Token::joins_values);
    let value = after_sign
        || expected.iter().any(|rule| {
            matches!(
                rule,
                Rule::path | Rule::number | Rule::expression | Rule::sum | Rule::primary
            )
        });
    let found = rest.get(..shown).filter(|found| !found.trim().is_empty());
    let message = match (found, value) {
        (None, true) => "the expression ends where a value is expected".to_owned(),
        (None, false) => "the expression ends too early".to_owned(),
        (Some(found), true) => format!("`{found}` stands where a value is expected"),
        (Some(found), false) => format!("`{found}` cannot stand here"),
    };
    let message = if source.trim().is_empty() {
        "there is no expression here".to_owned()
    } else {
        message
    };
    Report::new(&codes::SYNTAX, &(at..at + shown), message).help(help(&before, found))
}

/// What to write where an expression cannot be read on.
fn help(before: &[Token<'_>], found: Option<&str>) -> String {
    let count = |sign: &[&str]| before.iter().filter(|token| sign.contains(&token.text)).count();
    let is_open = count(&["(", "["]) > count(&[")", "]"]);
    match (before.last(), found) {
        (None, None) => "write what has to hold, such as child_seen = true".to_owned(),
        (Some(last), _) if last.joins_values() => {
            format!("write a value after `{0}`, or leave `{0}` out", last.text)
        }
        (_, None) if is_open => "close each bracket that is opened".to_owned(),
        (_, Some(")" | "]")) if !is_open => "leave it out: no bracket is open here".to_owned(),
        (_, Some(_)) if is_open => {
            "write `and`, `or` or a comparison between two values, and close each bracket".to_owned()
        }
        (_, Some(_)) => "write `and`, `or` or a comparison between two values".to_owned(),
        (_, None) => "write the rest of it".to_owned(),
    }
}
