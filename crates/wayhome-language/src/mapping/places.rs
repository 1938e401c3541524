//! Where values go: no two to one place, and none into another.

use std::ops::Range;

use wayhome_export::mapping::Output;

use super::Compiler;
use crate::diagnostics::Report;
use crate::diagnostics::codes::mapping as codes;
use crate::document::mapping::RowsPart;
use crate::document::text::Text;

/// What stands for the number of a row.
const NUMBER: &str = "{number}";

/// The places that values go to, each with where it is written.
#[derive(Debug, Default)]
pub(super) struct Places {
    taken: Vec<(Place, Range<usize>)>,
}

/// What a place is one of.
pub(super) enum Among<'p> {
    /// Those of the whole.
    Whole,
    /// Those within a row.
    Row(&'p mut Places),
    /// Those of the whole, once for each row: there are at most so many.
    Rows(u16),
}

/// Where a value goes.
#[derive(Debug)]
enum Place {
    /// The steps of a path, or one key.
    Path(Vec<String>),
    /// A key for each row, up to this number.
    Numbered(String, u16),
}

impl Place {
    /// Where this place lies in another, or another in it, one that both come to.
    fn meets(&self, other: &Self) -> Option<String> {
        match (self, other) {
            (Self::Path(one), Self::Path(two)) => {
                let meet = one.starts_with(two) || two.starts_with(one);
                meet.then(|| one.join("."))
            }
            (Self::Path(path), Self::Numbered(key, most)) | (Self::Numbered(key, most), Self::Path(path)) => {
                let [path] = &path[..] else { return None };
                comes_to(key, *most, path).then(|| path.clone())
            }
            (Self::Numbered(one, first), Self::Numbered(two, second)) => {
                if !may_meet(one, two) {
                    return None;
                }
                // Of two keys the one for fewer rows is written out, and the other compared: `most` may be large.
                let (few, fewest, many, most) = if first <= second {
                    (one, *first, two, *second)
                } else {
                    (two, *second, one, *first)
                };
                let mut written = (1..=fewest).map(|number| numbered(few, number));
                written.find(|text| comes_to(many, most, text))
            }
        }
    }
}

fn numbered(key: &str, number: u16) -> String {
    key.replace(NUMBER, &number.to_string())
}

/// Is this text the key of one of the rows?
fn comes_to(key: &str, most: u16, text: &str) -> bool {
    let Some((head, _)) = key.split_once(NUMBER) else {
        return key == text;
    };
    let Some(rest) = text.strip_prefix(head) else {
        return false;
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    // Digits may follow the number in the key itself, so that each beginning of them may be the number.
    let mut beginnings = (1..=digits).map_while(|end| rest.get(..end)?.parse().ok());
    beginnings.any(|number| (1..=most).contains(&number) && numbered(key, number) == text)
}

/// What stands before the numbers of two keys begins alike, and what stands after them ends alike, but for digits: other keys never meet, and need
/// not be written out.
fn may_meet(one: &str, two: &str) -> bool {
    let around = |key: &str| {
        let (head, _) = key.split_once(NUMBER)?;
        let (_, tail) = key.rsplit_once(NUMBER)?;
        Some((head.to_owned(), tail.to_owned()))
    };
    let (Some((head, tail)), Some((other_head, other_tail))) = (around(one), around(two)) else {
        return true;
    };
    let more = head
        .strip_prefix(&other_head)
        .or_else(|| other_head.strip_prefix(&head));
    let begins = more.is_some_and(|more| more.chars().next().is_none_or(|first| ('1'..='9').contains(&first)));
    let more = tail
        .strip_suffix(&other_tail)
        .or_else(|| other_tail.strip_suffix(&tail));
    let ends = more.is_some_and(|more| more.chars().next_back().is_none_or(|last| last.is_ascii_digit()));
    begins && ends
}

impl Places {
    /// Takes a place; where it lies in another, or another in it, says one that both come to, and where the other is written.
    fn take(&mut self, place: Place, span: &Range<usize>) -> Option<(String, Range<usize>)> {
        let mut clashes = self
            .taken
            .iter()
            .filter_map(|(other, span)| Some((place.meets(other)?, span.clone())));
        let clash = clashes.next();
        if clash.is_none() {
            self.taken.push((place, span.clone()));
        }
        clash
    }
}

impl Compiler<'_> {
    /// The place of a value.
    pub(super) fn place(&mut self, to: &Text, among: Among<'_>) -> Option<Vec<String>> {
        let path: Vec<String> = if self.output == Output::Json {
            to.value.split('.').map(str::to_owned).collect()
        } else {
            vec![to.value.clone()]
        };
        if path.iter().any(|step| step.trim().is_empty()) {
            let message = format!("\"{}\" has an empty step", to.value);
            let report = Report::new(&codes::CLASH, &to.span, message);
            self.reports
                .push(report.help("write something before, between and after dots"));
            return None;
        }
        let place = match among {
            Among::Rows(most) if to.value.contains(NUMBER) => Place::Numbered(to.value.clone(), most),
            _ => Place::Path(path.clone()),
        };
        let places = match among {
            Among::Row(within) => within,
            _ => &mut self.places,
        };
        if let Some((both, other)) = places.take(place, &to.span) {
            let message = if both == to.value {
                format!("\"{both}\" goes where another value goes already, or into it")
            } else {
                format!(
                    "\"{}\" goes where another value goes already: both come to \"{both}\"",
                    to.value
                )
            };
            let report = Report::new(&codes::CLASH, &to.span, message).note(&other, "this one");
            self.reports
                .push(report.help("choose another place for one of the two"));
            return None;
        }
        Some(path)
    }

    /// The place of rows: a list in nested JSON, else none of their own.
    pub(super) fn rows_place(&mut self, part: &RowsPart) -> Option<Vec<String>> {
        let complain =
            |span: &Range<usize>, message: &str, help: &str| Report::new(&codes::ROWS, span, message).help(help);
        if let Some(most) = part.most.as_ref().filter(|most| *most.get_ref() == 0) {
            let report = complain(
                &most.span(),
                "there is room for no row",
                "write how many rows there is room for, or leave the rows out",
            );
            self.reports.push(report);
        }
        if self.output == Output::Json {
            let Some(to) = &part.to else {
                let report = complain(&part.question.span, "rows go to a list in nested JSON", "add to = …");
                self.reports.push(report);
                return None;
            };
            return self.place(to, Among::Whole);
        }
        if let Some(to) = &part.to {
            let report = complain(
                &to.span,
                "`to` of rows is for nested JSON",
                "leave it out: each column says where it goes",
            );
            self.reports.push(report);
        }
        if self.output == Output::Csv && part.most.is_none() {
            let message = "a table has the same columns for each record";
            let report = complain(
                &part.question.span,
                message,
                "add most = …, how many rows there is room for",
            );
            self.reports.push(report);
        }
        for field in &part.field {
            if !field.to.value.contains(NUMBER) {
                let message = "each row would go to the same place";
                self.reports.push(complain(
                    &field.to.span,
                    message,
                    "write {number} where the number of the row stands",
                ));
            }
        }
        Some(Vec::new())
    }
}
