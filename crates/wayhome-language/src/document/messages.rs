//! What serde and `validator` say about a shape, in plain words.

use std::ops::Range;

use toml::de::DeValue;
use toml::value::Datetime;

use super::shapes;
use crate::compile::is_plain_id;
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
        let report = Report::new(&codes::WRONG_KIND, span, message);
        return match instead(kind(found), kind(expected)) {
            Some(help) => report.help(help),
            None => report,
        };
    }
    if let Some((found, _)) = message
        .strip_prefix("invalid length ")
        .and_then(|rest| rest.split_once(", expected a tuple of size 2"))
    {
        let message = format!("two values stand in this list, and here is {found}");
        let report = Report::new(&codes::WRONG_KIND, span, message);
        return report.help("write the value for yes, and then the one for no: [\"Y\", \"N\"]");
    }
    let report = Report::new(&codes::WRONG_KIND, span, message.to_owned());
    if message.contains("a date like") {
        return report.help(DAY);
    }
    report
}

/// As [`shape`], where the key and the value are known: a date of TOML reads as a table to serde.
pub(super) fn shape_at(
    message: &str,
    span: &Range<usize>,
    what: &str,
    (key, value): (Option<&str>, &DeValue<'_>),
) -> Report {
    if let (Some(date), true) = (value.as_datetime(), message.starts_with("invalid type: ")) {
        let expected = message
            .split_once(", expected ")
            .map_or("", |(_, expected)| kind(expected));
        let message = format!("this is a date, and {expected} is needed");
        return Report::new(&codes::WRONG_KIND, span, message).help(date_as_text(key, *date));
    }
    if let (Some(key @ ("row" | "silent" | "section")), true) = (key, value.as_table().is_some())
        && message.contains("expected a sequence")
    {
        let report = Report::new(&codes::WRONG_KIND, span, format!("{key} is a list of tables"));
        return report.help(format!("write [[….{key}]] with two brackets on each side"));
    }
    if let (Some("within"), Some(count)) = (key, value.as_integer())
        && message.starts_with("invalid type: ")
    {
        let report = Report::new(&codes::WRONG_KIND, span, "this is a number, and a period is needed");
        return report.help(a_period(count.as_str()));
    }
    // Serde's words for one of several words.
    if message == "wanted string or table" {
        let found = if value.as_array().is_some() {
            "a list"
        } else {
            value.type_str()
        };
        let message = format!("this is {}, and a word in quotation marks is needed", kind(found));
        return Report::new(&codes::WRONG_KIND, span, message).help(word(key));
    }
    if let (Some(key), Some(list)) = (key, value.as_array())
        && message.contains("expected a string")
    {
        let words: Vec<&str> = list.iter().filter_map(|one| one.get_ref().as_str()).collect();
        let message = "this is a list in square brackets, and one text in quotation marks is needed";
        let report = Report::new(&codes::WRONG_KIND, span, message);
        return report.help(match words.as_slice() {
            words if key == "form" => format!("write forms = [{}]", in_marks(words)),
            [one] => format!("write it without the brackets: {}", in_marks(&[one])),
            _ => "write one text in quotation marks, without square brackets".to_owned(),
        });
    }
    if let (Some("options"), Some(text)) = (key, value.as_str())
        && message.starts_with("invalid type: ")
    {
        let report = Report::new(
            &codes::WRONG_KIND,
            span,
            "an option has an id and a label, and this is text",
        );
        return report.help(option(text));
    }
    shape(message, span, what)
}

/// `"visit", "decision"`, each in marks that it does not hold itself.
fn in_marks(words: &[&str]) -> String {
    let marked = words.iter().map(|word| {
        if word.contains('"') {
            format!("'{word}'")
        } else {
            format!("\"{word}\"")
        }
    });
    marked.collect::<Vec<_>>().join(", ")
}

/// How an option is written, of which only the label is there.
fn option(label: &str) -> String {
    let words: Vec<String> = label.split_whitespace().map(str::to_lowercase).collect();
    let id = words.join("_");
    if is_plain_id(&id) {
        format!("write a table in curly brackets: {{ id = \"{id}\", label = \"{label}\" }}")
    } else {
        "write a table in curly brackets: { id = \"east\", label = \"East\" }".to_owned()
    }
}

/// How a period is written, of which there may be only the number.
pub(crate) fn a_period(number: &str) -> String {
    let is_number = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
    match number {
        "1" => "write \"1 day\", \"1 week\", \"1 month\", \"1 working day\" or \"1 hour\"".to_owned(),
        number if is_number => format!(
            "write \"{number} days\", \"{number} weeks\", \"{number} months\", \"{number} working days\" or \"{number} hours\""
        ),
        _ => "write \"14 days\", \"2 weeks\", \"3 months\", \"20 working days\" or \"72 hours\"".to_owned(),
    }
}

/// The words that a key takes.
fn word(key: Option<&str>) -> &'static str {
    match key {
        Some("level") => "write \"must\", \"should\" or \"consider\"",
        Some("basis") => "write \"law\", \"guidance\" or \"local\"",
        Some("type") => "write the kind of question: \"yesno\", \"date\", \"choice\", \"text\" and so on",
        _ => "put a word in quotation marks",
    }
}

const DAY: &str = "write the year, the month and the day: 2026-04-01";

/// How a date is written where text is needed.
fn date_as_text(key: Option<&str>, date: Datetime) -> String {
    let day = shapes::day(date).map(|day| day.0);
    let words = |format| day.map_or_else(|| date.to_string(), |day| day.format(format).to_string());
    match key {
        // In quotation marks it would be as wrong.
        Some("min" | "max") => {
            "only a number has a least and a most: leave it out. What a date has to be, a [[rule]] says, and past = true that its day has come"
                .to_owned()
        }
        Some("dated") => format!("write it as the document does: \"{}\"", words("%-d %B %Y")),
        Some("compared") => format!("write the year and the month: \"{}\"", words("%Y-%m")),
        Some("from") => {
            "name the question that takes the date from which it is counted, such as \"visit_date\"; since when a deadline is in force, `in_force_from` says"
                .to_owned()
        }
        Some("when" | "expect" | "that" | "is" | "explained_when" | "retrospective_when" | "in_force_on" | "met_by") => {
            format!("write an expression in quotation marks; in it, this is date(\"{}\")", words("%Y-%m-%d"))
        }
        _ => format!("write it in quotation marks: \"{}\"", words("%Y-%m-%d")),
    }
}

/// How the kind of value that is needed is written.
fn instead(found: &str, expected: &str) -> Option<&'static str> {
    match (found, expected) {
        (_, expected) if expected.contains("a date like") => Some(DAY),
        ("text in quotation marks", "a table") => Some("write a table in curly brackets, with its keys: { … = … }"),
        ("a list in square brackets", "a table") => Some("write one table, with one bracket on each side of its name"),
        (_, expected) if expected.starts_with("text in quotation marks") => Some("put it in quotation marks"),
        (_, "a list in square brackets") => Some("put it in square brackets: [\"…\"]"),
        (_, "true or false") => Some("write true or false, without quotation marks"),
        (_, "a number") => Some("write the number without quotation marks"),
        _ => None,
    }
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
    Report::new(&codes::MISSING, span, format!("`{key}` of {what} is missing or empty")).help(match key {
        "basis" => "add basis = \"law\", basis = \"guidance\" or basis = \"local\"".to_owned(),
        "compared" => {
            "add the year and the month in which it was last compared with the document: compared = \"2026-11\""
                .to_owned()
        }
        key => format!("add {key} = …"),
    })
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
