//! Plain English for values, dates and lists.

use chrono::{Datelike, NaiveDate, Timelike};
use rust_decimal::Decimal;

use crate::answer::{Answer, option_bit};
use crate::calendar::Calendar;
use crate::day;
use crate::period::Moment;
use crate::procedure::{Kind, Procedure, Question};

/// A date as people write it: "2 March 2026".
#[must_use]
pub fn date(date: NaiveDate) -> String {
    format!("{} {}", date.day(), month(date))
}

/// The month of a date as people write it: "March 2026".
#[must_use]
pub fn month(date: NaiveDate) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = MONTHS.get(date.month0() as usize).copied().unwrap_or_default();
    format!("{month} {}", date.year())
}

/// A month as records write it, "2026-11", as people do: "November 2026". Anything else stays as it is.
#[must_use]
pub fn written_month(written: &str) -> String {
    day::date(&format!("{written}-01")).map_or_else(|| written.to_owned(), month)
}

/// A moment as people write it: "2 March 2026", or "2 March 2026 at 14:05".
#[must_use]
pub fn moment(moment: Moment) -> String {
    match moment {
        Moment::Date(day) => date(day),
        Moment::DateTime(at) => format!("{} at {:02}:{:02}", date(at.date()), at.hour(), at.minute()),
    }
}

/// Several things in a row: "a", "a and b", "a, b and c".
#[must_use]
pub fn list(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., end] => format!("{} {last} {end}", rest.join(", ")),
    }
}

/// Texts one after another, each once. What one ends with and the next one too is said after both: "The school was not told. Health was not told. The
/// reason is recorded."
pub(crate) fn one_after_another(texts: &[&String]) -> String {
    let mut each: Vec<Vec<&str>> = Vec::new();
    for text in texts.iter().map(|text| sentences(text)) {
        if !each.contains(&text) {
            each.push(text);
        }
    }
    let mut said: Vec<&str> = Vec::new();
    for (text, next) in each.iter().zip(each.iter().skip(1).map(Some).chain([None])) {
        let ends = text.iter().rev().zip(next.into_iter().flatten().rev());
        let shared = ends.take_while(|(one, other)| one == other).count();
        said.extend(text.iter().take(text.len() - shared));
    }
    said.join(" ")
}

/// The sentences of a text. After "e.g." none begins.
fn sentences(text: &str) -> Vec<&str> {
    let begins = |at: &usize| {
        let rest = text.get(*at..).unwrap_or_default();
        rest.starts_with(|letter: char| letter.is_ascii_uppercase())
    };
    let ends = text.match_indices(". ").map(|(dot, _)| dot + 2).filter(begins);
    let mut from = 0;
    let mut found = Vec::new();
    for end in ends.chain([text.len()]) {
        found.extend(text.get(from..end).map(str::trim_end));
        from = end;
    }
    found
}

/// What a count is worth that left the days whose bank holidays are known.
#[must_use]
pub fn known_days(calendar: &Calendar) -> String {
    match (calendar.known_from, calendar.known_to) {
        (Some(from), Some(to)) => format!(
            "Bank holidays are known from {} to {}. Outside those days only weekends are left out.",
            date(from),
            date(to)
        ),
        _ => "Bank holidays are not known. Only weekends are left out.".to_owned(),
    }
}

/// "yes" or "no".
pub(crate) fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// A number without needless noughts.
pub(crate) fn number(number: Decimal) -> String {
    number.normalize().to_string()
}

/// What a reason says of an answer. A person's own words are never among it: of a text only that it is there.
pub(crate) fn answer(procedure: &Procedure, question: &Question, answer: &Answer) -> String {
    match answer {
        Answer::Date(day) => date(*day),
        Answer::DateTime(at) => moment(Moment::DateTime(*at)),
        Answer::YesNo(yes) => yes_no(*yes).to_owned(),
        Answer::Choice(place) => option(procedure, question, *place),
        Answer::Choices(chosen) => {
            let labels: Vec<_> = (0..64)
                .filter(|place| chosen & option_bit(*place) != 0)
                .map(|place| option(procedure, question, place))
                .collect();
            list(&labels, "and")
        }
        Answer::Number(value) => number(*value),
        Answer::Text(_) => "recorded".to_owned(),
        Answer::Rows(rows) => format!("{} recorded", rows.len()),
    }
}

/// The label of an option of a question, its first letter as it stands.
fn option(procedure: &Procedure, question: &Question, place: u16) -> String {
    let (Kind::Choice(list) | Kind::Choices(list)) = question.kind else {
        return String::new();
    };
    procedure
        .option_lists
        .get(usize::from(list))
        .and_then(|list| list.options.get(usize::from(place)))
        .map_or_else(String::new, |option| option.label.clone())
}

/// What a person is asked to do about a question that has no answer: "Select yes or no for “Bedroom seen”."
#[must_use]
pub fn missing(question: &Question) -> String {
    let name = &question.name;
    match &question.kind {
        Kind::YesNo => format!("Select yes or no for “{name}”."),
        Kind::Choice(_) | Kind::Choices(_) => format!("Select an answer for “{name}”."),
        Kind::Date => format!("Enter a date for “{name}”."),
        Kind::DateTime => format!("Enter a date and time for “{name}”."),
        Kind::Number { .. } => format!("Enter a number for “{name}”."),
        Kind::Text { .. } => format!("Enter an answer for “{name}”."),
        Kind::Rows(_) => format!("Add to “{name}”."),
    }
}

pub(crate) const TOO_DEEP: &str = "its lists and objects lie too deep in one another";

pub(crate) const NOT_JSON: &str = "this is not JSON";

/// Why a text cannot be read as JSON, where it is broken: "it stops before its end". `None` where it is whole, and only says something else than it
/// should. `serde_json` speaks to programmers; its line and column stay true.
#[must_use]
pub fn broken_json(error: &serde_json::Error) -> Option<&'static str> {
    if error.is_eof() {
        return Some("it stops before its end");
    }
    if !error.is_syntax() {
        return None;
    }
    let said = error.to_string();
    Some(match said.split(" at line ").next().unwrap_or_default() {
        "recursion limit exceeded" => TOO_DEEP,
        "expected ident" | "expected value" => "this is no value that JSON knows: a text needs quotation marks",
        "expected `:`" => "a colon is missing after the name of a field",
        "expected `,` or `}`" => "a comma is missing, or the `}` that ends an object",
        "expected `,` or `]`" => "a comma is missing, or the `]` that ends a list",
        "key must be a string" => "the name of a field stands in quotation marks",
        "trailing comma" => "a comma stands after the last of a list or an object: take it away",
        "trailing characters" => "something follows after its end",
        "number out of range" => "a number is too large",
        "invalid number" => "a number is not written as JSON writes one",
        "invalid escape" => "a backslash in a text is followed by what JSON does not know: write two for a backslash",
        "lone leading surrogate in hex escape" | "unexpected end of hex escape" | "invalid unicode code point" => {
            "a \\u in a text stands for no letter"
        }
        said if said.starts_with("control character") => {
            "a text holds a line break or another control character: JSON writes \\n for a line break"
        }
        _ => NOT_JSON,
    })
}

/// How a reason that is an answer begins: "Legal status: ".
pub(crate) fn of_question(name: &str) -> String {
    capital(name) + ": "
}

/// The first letter as a capital, of a text in English or Welsh.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| upper(first).to_string() + letters.as_str())
}

/// The capital of a letter of English or Welsh, circumflexes and accents included. The table of all the world's letters is 12 KB to carry into a browser.
fn upper(letter: char) -> char {
    let before = |places| char::from_u32(u32::from(letter) - places).unwrap_or(letter);
    match letter {
        'à'..='ö' | 'ø'..='þ' => before(0x20),
        'ŵ' | 'ŷ' | 'ẁ' | 'ẃ' | 'ẅ' | 'ỳ' => before(1),
        'ÿ' => 'Ÿ',
        _ => letter.to_ascii_uppercase(),
    }
}

/// An id as it is told of where it was not expected: in backticks where it looks like one (letters, digits, `_`, `.` and `-`, at most 64), and
/// otherwise not at all, because a record may hold anything in its place, and a name is no id.
#[must_use]
pub fn told_id(id: &str) -> String {
    told_between("`", id, "`")
}

/// An id as [`told_id`] tells it, between marks that stand in sentences for whoever fills in a form: `“sen_alone”`.
pub(crate) fn told_between(before: &str, id: &str, after: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.' | '-');
    if (1..=64).contains(&id.len()) && id.chars().all(is_plain) {
        format!("{before}{id}{after}")
    } else {
        "with the id that stands there".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_month_is_named_and_what_is_none_stays() {
        assert_eq!(written_month("2026-11"), "November 2026");
        assert_eq!(written_month("soon"), "soon");
    }

    #[test]
    fn what_texts_end_with_alike_is_said_after_them() {
        let check = |texts: &[&str], said: &str| {
            let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
            assert_eq!(one_after_another(&texts.iter().collect::<Vec<_>>()), said);
        };
        check(
            &["A was not told. Why is recorded.", "B was not told. Why is recorded."],
            "A was not told. B was not told. Why is recorded.",
        );
        check(
            &["A, e.g. by phone.", "B, e.g. by phone."],
            "A, e.g. by phone. B, e.g. by phone.",
        );
        check(&["A. Why.", "B.", "C. Why.", "B."], "A. Why. B. C. Why.");
        check(&["A. B.", "A. C."], "A. B. A. C.");
    }

    #[test]
    fn the_capitals_of_english_and_welsh_are_those_of_the_standard_library() {
        for letter in "abcdefghijklmnopqrstuvwxyzàáâäèéêëìíîïòóôöùúûüẃẁẅŵýỳÿŷA1“÷".chars()
        {
            assert_eq!(upper(letter).to_string(), letter.to_uppercase().to_string());
        }
        assert_eq!(
            (capital("ŵyn bach"), capital("")),
            ("Ŵyn bach".to_owned(), String::new())
        );
    }
}
