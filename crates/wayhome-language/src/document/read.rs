//! From TOML with places to the parts of a document; every mistake in the shape of any part is reported.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};
use validator::Validate;

use super::limits::{Beyond, Step, beyond};
use super::messages;
use super::not_toml;
use super::text::Text;
use crate::diagnostics::codes::document as codes;
use crate::diagnostics::{Report, Reports, closest};

/// So many mistakes of one part are reported, which is enough to see what is wrong with it.
const MAX_MISTAKES: usize = 50;

pub(crate) type Value<'i> = Spanned<DeValue<'i>>;

/// A file's table, if it is TOML at all.
pub(crate) fn table<'i>(text: &'i str, reports: &mut Reports) -> Option<DeTable<'i>> {
    if let Some(report) = not_toml::json(text) {
        reports.push(report);
        return None;
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut lines: Vec<usize> = Vec::new();
    for error in &errors {
        let span = error.span().unwrap_or_default();
        // A quotation mark too many is found over and over in its line: once is enough.
        let line = text.get(..span.start).unwrap_or(text).matches('\n').count();
        if !lines.contains(&line) {
            lines.push(line);
            reports.push_once(not_toml::report(text, &span, error.message()));
        }
    }
    errors.is_empty().then(|| table.into_inner())
}

/// The keys of a table in the order of the file.
pub(crate) fn in_order<'t, 'i>(table: &'t DeTable<'i>) -> Vec<(Text, &'t Value<'i>)> {
    let mut keys: Vec<_> = table
        .iter()
        .map(|(key, value)| {
            (
                Text {
                    value: key.get_ref().to_string(),
                    span: key.span(),
                },
                value,
            )
        })
        .collect();
    keys.sort_by_key(|(key, _)| key.span.start);
    keys
}

/// Reports keys that are not among these.
pub(crate) fn only(table: &DeTable<'_>, known: &[&str], what: &str, reports: &mut Reports) {
    for (key, _) in in_order(table) {
        if !known.contains(&key.as_str()) {
            let report = Report::new(
                &codes::UNKNOWN_KEY,
                &key.span,
                format!("`{}` is not a key of {what}", key.value),
            );
            reports.push(match closest(&key.value, known.iter().copied()) {
                Some(close) => report.help(format!("did you mean `{close}`?")),
                None => report.help(format!("its keys are {}", known.join(", "))),
            });
        }
    }
}

/// A value that has to be a table.
pub(crate) fn as_table<'t, 'i>(value: &'t Value<'i>, what: &str, reports: &mut Reports) -> Option<&'t DeTable<'i>> {
    let table = value.get_ref().as_table();
    if table.is_none() {
        reports.push(
            Report::new(&codes::WRONG_KIND, &value.span(), format!("{what} is a table"))
                .help(format!("write [{what}]")),
        );
    }
    table
}

/// The one `[name]` of a file.
pub(crate) fn one<T: DeserializeOwned + Validate>(value: &Value<'_>, name: &str, reports: &mut Reports) -> Option<T> {
    if value.get_ref().as_array().is_some() {
        reports.push(
            Report::new(
                &codes::WRONG_KIND,
                &value.span(),
                format!("{name} is one table, and this is a list"),
            )
            .help(format!("write [{name}] with one bracket on each side, once")),
        );
        return None;
    }
    part(value, &format!("[{name}]"), reports)
}

/// The entries of `[[name]]`, each read by itself.
pub(crate) fn entries<T: DeserializeOwned + Validate>(
    table: &DeTable<'_>,
    name: &str,
    what: &str,
    reports: &mut Reports,
) -> Vec<T> {
    let Some(value) = table.get(name) else {
        return Vec::new();
    };
    let Some(array) = value.get_ref().as_array() else {
        let message = format!("{name} is a list of tables");
        reports.push(
            Report::new(&codes::WRONG_KIND, &value.span(), message)
                .help(format!("write [[{name}]] with two brackets on each side")),
        );
        return Vec::new();
    };
    array.iter().filter_map(|entry| part(entry, what, reports)).collect()
}

/// One part. What cannot be read is reported and left out, and the rest read again, so that every mistake in it is found.
pub(crate) fn part<T: DeserializeOwned + Validate>(value: &Value<'_>, what: &str, reports: &mut Reports) -> Option<T> {
    let mut rest = value.clone();
    let mut removed: Vec<Removed> = Vec::new();
    let part = loop {
        match T::deserialize(ValueDeserializer::from(rest.clone())) {
            Ok(part) => break part,
            Err(error) => {
                let span = error.span().unwrap_or_else(|| value.span());
                let place = at(&rest, &span, None);
                reports.push(messages::shape_at(error.message(), &span, what, place));
                removed.push(remove(&mut rest, &span).filter(|_| removed.len() < MAX_MISTAKES)?);
            }
        }
    };
    for Beyond { path, max } in beyond(&part) {
        let key = path.iter().rev().find_map(|step| {
            if let Step::Key(key) = step {
                Some(key.as_str())
            } else {
                None
            }
        });
        let key = key.unwrap_or_default();
        if removed.iter().any(|Removed(name)| name.as_deref() == Some(key)) {
            continue;
        }
        let (span, found) = locate(&rest, &path);
        let max = found.is_some_and(|value| !is_empty(value)).then_some(max).flatten();
        let entry = entry_of(&rest, &path, what);
        reports.push(messages::limit(key, &span, max, entry.as_deref().unwrap_or(what)));
    }
    Some(part)
}

fn is_empty(value: &DeValue<'_>) -> bool {
    value.as_str().is_some_and(|text| text.trim().is_empty()) || value.as_array().is_some_and(|array| array.is_empty())
}

/// The entry of a list that a path leads into, if it has an id, or else what kind of entry it is; where the path leads into none, nothing.
fn entry_of(value: &Value<'_>, path: &[Step], what: &str) -> Option<String> {
    let [Step::Key(list), Step::Entry(_), _, ..] = path else {
        return None;
    };
    let (_, entry) = locate(value, path.get(..2)?);
    let id = entry?.as_table()?.get("id").and_then(|id| id.get_ref().as_str());
    let table = what.strip_prefix('[')?.strip_suffix(']')?;
    Some(match id.map(str::trim).filter(|id| !id.is_empty()) {
        Some(id) => id.to_owned(),
        None => format!("[[{table}.{list}]]"),
    })
}

/// What was taken out: the name of its key, if it had one.
struct Removed(Option<String>);

/// Takes the smallest thing out that stands at this place.
fn remove(value: &mut Value<'_>, place: &Range<usize>) -> Option<Removed> {
    let covers = |span: Range<usize>| span.start <= place.start && place.end <= span.end;
    match value.get_mut() {
        DeValue::Table(table) => {
            let mut found = None;
            for (key, value) in table.iter_mut() {
                if covers(key.span()) {
                    found = Some(key.clone());
                    break;
                }
                if let Some(inner) = remove(value, place) {
                    return Some(inner);
                }
                if covers(value.span()) {
                    found = Some(key.clone());
                    break;
                }
            }
            let key = found?;
            table.remove(&key);
            Some(Removed(Some(key.get_ref().to_string())))
        }
        DeValue::Array(array) => {
            let mut found = None;
            for (index, value) in array.iter_mut().enumerate() {
                if let Some(inner) = remove(value, place) {
                    return Some(inner);
                }
                if covers(value.span()) {
                    found = Some(index);
                    break;
                }
            }
            let found = found?;
            *array = array
                .iter()
                .enumerate()
                .filter(|(index, _)| *index != found)
                .map(|(_, value)| value.clone())
                .collect();
            Some(Removed(None))
        }
        _ => None,
    }
}

/// The key and the value of the smallest thing that stands at this place.
fn at<'v, 'i>(value: &'v Value<'i>, place: &Range<usize>, key: Option<&'v str>) -> (Option<&'v str>, &'v DeValue<'i>) {
    let covers = |value: &Value<'_>| value.span().start <= place.start && place.end <= value.span().end;
    let inner = match value.get_ref() {
        DeValue::Table(table) => table
            .iter()
            .find(|(_, value)| covers(value))
            .map(|(key, value)| (Some(key.get_ref().as_ref()), value)),
        DeValue::Array(array) => array.iter().find(|entry| covers(entry)).map(|entry| (key, entry)),
        _ => None,
    };
    inner.map_or((key, value.get_ref()), |(key, value)| at(value, place, key))
}

/// The place of what a path leads to; where there is nothing, the table that it is missing from.
fn locate<'v, 'i>(value: &'v Value<'i>, path: &[Step]) -> (Range<usize>, Option<&'v DeValue<'i>>) {
    let Some((step, rest)) = path.split_first() else {
        return (value.span(), Some(value.get_ref()));
    };
    let next = match step {
        Step::Key(key) => value.get_ref().as_table().and_then(|table| table.get(key.as_str())),
        Step::Entry(index) => value.get_ref().as_array().and_then(|array| array.get(*index)),
    };
    next.map_or_else(|| (value.span(), None), |next| locate(next, rest))
}
