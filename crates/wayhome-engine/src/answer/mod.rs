//! Answers: from JSON values to typed values, or to the problem with them.

mod options;
mod stream;
#[cfg(test)]
mod tests;

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;
use serde_json::Value as Json;

use crate::day;
use crate::procedure::{EARLIEST_DATE, Kind, LATEST_DATE, OptionList, Question};

use options::{place, read_choices};

pub(crate) use options::option_bit;
pub(crate) use stream::{passed_over, read_into, text_into, yes_no_into};

/// One readable answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    Date(NaiveDate),
    DateTime(NaiveDateTime),
    YesNo(bool),
    /// The place of the option in its list.
    Choice(u16),
    /// One bit for each option of the list, the first option being the lowest bit.
    Choices(u64),
    Number(Decimal),
    Text(String),
    Rows(Vec<Row>),
}

/// One row of a table: a cell for each column, `None` where it is blank or unreadable.
pub(crate) type Row = Vec<Option<Answer>>;

/// The most rows of a table that are read. A condition over each with each of them is then still worked out at once.
pub(crate) const MOST_ROWS: usize = 200;

/// What is wrong with a recorded value. It never holds the value itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Problem {
    pub(crate) kind: ProblemKind,
    /// Where in a table it stands: the row, counted from 1, and the name of the column.
    pub(crate) cell: Option<(usize, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum ProblemKind {
    NotADate,
    PartOfADate,
    ShortYear,
    NotADateTime,
    ImplausibleDate,
    NotYesOrNo,
    NotANumber,
    NumberOutOfRange,
    NotText,
    /// With the place of the option that was most likely meant.
    NotAnOption(Option<u16>),
    NotAListOfOptions,
    NotATable,
    TooManyRows,
    UnknownColumn,
}

/// What reading one value came to. A table can be readable in part, so there may be both.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Reading {
    /// `None` where the value is blank, or unreadable as a whole.
    pub(crate) answer: Option<Answer>,
    pub(crate) problems: Vec<Problem>,
}

impl Reading {
    /// `None` where there is neither an answer nor a problem.
    pub(crate) fn worth_keeping(self) -> Option<Self> {
        (self.answer.is_some() || !self.problems.is_empty()).then_some(self)
    }

    /// Is it a number that is not whole?
    pub(crate) fn is_part(&self) -> bool {
        matches!(&self.answer, Some(Answer::Number(number)) if !number.fract().is_zero())
    }

    fn of(read: Result<Option<Answer>, ProblemKind>) -> Self {
        match read {
            Ok(answer) => Self {
                answer,
                problems: Vec::new(),
            },
            Err(kind) => Self {
                answer: None,
                problems: vec![Problem { kind, cell: None }],
            },
        }
    }
}

/// Reads a recorded value as the question expects it.
///
/// White space only, an empty list, an empty row and `null` are blank: no answer, and no problem.
pub(crate) fn read(question: &Question, lists: &[OptionList], value: &Json) -> Reading {
    match (&question.kind, value) {
        (Kind::Rows(columns), Json::Array(rows)) => read_rows(columns, lists, rows),
        (kind, value) => Reading::of(read_one(kind, lists, value)),
    }
}

fn read_one(kind: &Kind, lists: &[OptionList], value: &Json) -> Result<Option<Answer>, ProblemKind> {
    if is_blank(value) {
        return Ok(None);
    }
    let answer = match (kind, value) {
        (Kind::Date, Json::String(text)) => Answer::Date(read_date(text)?),
        (Kind::Date, _) => return Err(ProblemKind::NotADate),
        (Kind::DateTime, Json::String(text)) => Answer::DateTime(read_date_time(text)?),
        (Kind::DateTime, _) => return Err(ProblemKind::NotADateTime),
        (Kind::YesNo, Json::Bool(yes)) => Answer::YesNo(*yes),
        (Kind::YesNo, _) => return Err(ProblemKind::NotYesOrNo),
        (Kind::Choice(list), Json::String(id)) => Answer::Choice(place(lists, *list, id)?),
        (Kind::Choice(_), _) => return Err(ProblemKind::NotAnOption(None)),
        (Kind::Choices(list), Json::Array(ids)) => Answer::Choices(read_choices(lists, *list, ids)?),
        (Kind::Choices(_), _) => return Err(ProblemKind::NotAListOfOptions),
        (Kind::Number { min, max }, Json::Number(number)) => Answer::Number(read_number(number, *min, *max)?),
        (Kind::Number { .. }, _) => return Err(ProblemKind::NotANumber),
        (Kind::Text { .. }, Json::String(text)) => Answer::Text(text.clone()),
        (Kind::Text { .. }, _) => return Err(ProblemKind::NotText),
        (Kind::Rows(_), _) => return Err(ProblemKind::NotATable),
    };
    Ok(Some(answer))
}

/// Is there nothing here that a person could have meant as an answer?
///
/// White space only, `null`, and lists and rows of nothing else are blank; `false` and 0 are answers.
///
/// ```
/// use serde_json::json;
/// assert!(wayhome_engine::is_blank(&json!([{ "name": " " }, null])));
/// assert!(!wayhome_engine::is_blank(&json!(false)));
/// ```
#[must_use]
pub fn is_blank(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::String(text) => text.trim().is_empty(),
        Json::Array(items) => items.iter().all(is_blank),
        Json::Object(fields) => fields.values().all(is_blank),
        Json::Bool(_) | Json::Number(_) => false,
    }
}

fn read_date(text: &str) -> Result<NaiveDate, ProblemKind> {
    let Some(date) = day::date(text) else {
        return Err(no_date(text));
    };
    plausible(date)?;
    Ok(date)
}

/// What is wrong with what is no date. Its day, month or year may be still to come: `2026--03`, as a form with three fields keeps it.
fn no_date(text: &str) -> ProblemKind {
    let parts: Vec<_> = text.split('-').collect();
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        [_, _, _] if !parts.iter().all(is_number) => ProblemKind::NotADate,
        [_, _, _] if parts.contains(&"") => ProblemKind::PartOfADate,
        [year, _, _] if year.len() < 4 => ProblemKind::ShortYear,
        _ => ProblemKind::NotADate,
    }
}

fn read_date_time(text: &str) -> Result<NaiveDateTime, ProblemKind> {
    let moment = day::date_time(text).ok_or(ProblemKind::NotADateTime)?;
    plausible(moment.date())?;
    Ok(moment)
}

fn plausible(date: NaiveDate) -> Result<(), ProblemKind> {
    if (EARLIEST_DATE..=LATEST_DATE).contains(&date) {
        Ok(())
    } else {
        Err(ProblemKind::ImplausibleDate)
    }
}

fn read_number(
    number: &serde_json::Number,
    min: Option<Decimal>,
    max: Option<Decimal>,
) -> Result<Decimal, ProblemKind> {
    let text = number.to_string();
    let read = text
        .parse()
        .or_else(|_| Decimal::from_scientific(&text))
        .map_err(|_| ProblemKind::NotANumber)?;
    if min.is_some_and(|min| read < min) || max.is_some_and(|max| read > max) {
        return Err(ProblemKind::NumberOutOfRange);
    }
    Ok(read)
}

fn read_rows(columns: &[Question], lists: &[OptionList], rows: &[Json]) -> Reading {
    if rows.iter().filter(|row| !is_blank(row)).count() > MOST_ROWS {
        return Reading::of(Err(ProblemKind::TooManyRows));
    }
    let mut read = Vec::new();
    let mut readable = 0;
    let mut problems = Vec::new();
    for (place, row) in rows.iter().enumerate().filter(|(_, row)| !is_blank(row)) {
        let Json::Object(cells) = row else {
            problems.push(Problem {
                kind: ProblemKind::NotATable,
                cell: None,
            });
            // Somebody is meant, of whom nothing can be read: left out, they would be taken for nobody.
            read.push(vec![None; columns.len()]);
            continue;
        };
        readable += 1;
        let mut answers = Vec::with_capacity(columns.len());
        for column in columns {
            let cell = cells
                .get(&column.id)
                .map_or(Ok(None), |value| read_one(&column.kind, lists, value));
            answers.push(cell.unwrap_or_else(|kind| {
                problems.push(Problem {
                    kind,
                    cell: Some((place + 1, column.name.clone())),
                });
                None
            }));
        }
        if cells
            .iter()
            .any(|(id, value)| !is_blank(value) && columns.iter().all(|column| column.id != *id))
        {
            problems.push(Problem {
                kind: ProblemKind::UnknownColumn,
                cell: None,
            });
        }
        read.push(answers);
    }
    problems.dedup();
    Reading {
        answer: (readable > 0).then_some(Answer::Rows(read)),
        problems,
    }
}
