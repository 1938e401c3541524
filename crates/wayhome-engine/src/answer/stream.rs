//! Reading an answer straight from the bytes of a record: what [`read`](super::read) makes of the same value, without a tree in between.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::{
    Answer, MOST_ROWS, Problem, ProblemKind, Reading, option_bit, place, read_date, read_date_time, read_number,
};
use crate::json::{Begins, Reader};
use crate::procedure::{Kind, OptionList, Question};

/// What is wrong with one value, if anything is, tables apart.
type Wrong = Result<(), ProblemKind>;

/// Reads the next value as the question expects it, in the place of what another record had there; `None` where it is not JSON, or a name
/// comes twice in it.
///
/// An answer is put where it stays, and not handed from hand to hand: that was a quarter of the time of a check.
pub(crate) fn read_into(
    question: &Question,
    lists: &[OptionList],
    reader: &mut Reader<'_>,
    to: &mut Option<Reading>,
) -> Option<()> {
    match &question.kind {
        Kind::Rows(columns) if reader.begins()? == Begins::List => *to = rows(columns, lists, reader)?.worth_keeping(),
        kind => keep(to, |answer| one(kind, lists, reader, answer))?,
    }
    Some(())
}

/// As [`read_into`], of a text that is at hand already.
pub(crate) fn text_into(question: &Question, lists: &[OptionList], text: &str, to: &mut Option<Reading>) {
    let _ = keep(to, |answer| {
        Some(self::text(&question.kind, lists, text.into(), answer))
    });
}

/// As [`read_into`], of yes or no.
pub(crate) fn yes_no_into(question: &Question, yes: bool, to: &mut Option<Reading>) {
    let _ = keep(to, |answer| {
        let (read, wrong) = match &question.kind {
            Kind::YesNo => (Some(Answer::YesNo(yes)), Ok(())),
            kind => (None, Err(unlike(kind))),
        };
        *answer = read;
        Some(wrong)
    });
}

/// Reads in the place of what is there; nothing is left there where neither an answer nor a problem came of it.
fn keep(to: &mut Option<Reading>, read: impl FnOnce(&mut Option<Answer>) -> Option<Wrong>) -> Option<()> {
    let reading = to.get_or_insert_default();
    reading.problems.clear();
    let wrong = read(&mut reading.answer)?;
    reading
        .problems
        .extend(wrong.err().map(|kind| Problem { kind, cell: None }));
    if reading.answer.is_none() && reading.problems.is_empty() {
        *to = None;
    }
    Some(())
}

/// Passes over the next value, and says whether it is blank.
pub(crate) fn passed_over(reader: &mut Reader<'_>) -> Option<bool> {
    let mut blank = true;
    match reader.begins()? {
        Begins::Null => reader.null()?,
        Begins::Text => blank = reader.text()?.trim().is_empty(),
        Begins::List => reader.list(|reader| {
            blank &= passed_over(reader)?;
            Some(())
        })?,
        Begins::Object => {
            let mut names = Vec::new();
            reader.object(|reader, name| {
                blank &= passed_over(reader)?;
                // Of two fields of one name the tree keeps the last.
                let is_new = !names.iter().any(|known| known == name);
                names.push(name.to_owned());
                is_new.then_some(())
            })?;
        }
        Begins::Bool | Begins::Number => {
            reader.skip()?;
            blank = false;
        }
    }
    Some(blank)
}

/// Reads one value; what was there before is gone, whatever comes of it, but a text may use its room.
fn one(kind: &Kind, lists: &[OptionList], reader: &mut Reader<'_>, to: &mut Option<Answer>) -> Option<Wrong> {
    let read = match (reader.begins()?, kind) {
        (Begins::Text, kind) => return Some(text(kind, lists, reader.text()?, to)),
        (Begins::Bool, Kind::YesNo) => Ok(Some(Answer::YesNo(reader.bool()?))),
        (Begins::Number, Kind::Number { min, max }) => {
            number(reader.number()?, *min, *max)?.map(|number| Some(Answer::Number(number)))
        }
        (Begins::List, Kind::Choices(list)) => choices(lists, *list, reader)?.map(|chosen| chosen.map(Answer::Choices)),
        (_, kind) => {
            if passed_over(reader)? {
                Ok(None)
            } else {
                Err(unlike(kind))
            }
        }
    };
    Some(put(read, to))
}

fn text(kind: &Kind, lists: &[OptionList], text: Cow<'_, str>, to: &mut Option<Answer>) -> Wrong {
    if text.trim().is_empty() {
        return put(Ok(None), to);
    }
    let read = match (kind, &mut *to) {
        (Kind::Text { .. }, Some(Answer::Text(kept))) => {
            kept.clear();
            kept.push_str(&text);
            return Ok(());
        }
        (Kind::Text { .. }, _) => Ok(Answer::Text(text.into_owned())),
        (Kind::Date, _) => read_date(&text).map(Answer::Date),
        (Kind::DateTime, _) => read_date_time(&text).map(Answer::DateTime),
        (Kind::Choice(list), _) => place(lists, *list, &text).map(Answer::Choice),
        (kind, _) => Err(unlike(kind)),
    };
    put(read.map(Some), to)
}

fn put(read: Result<Option<Answer>, ProblemKind>, to: &mut Option<Answer>) -> Wrong {
    let (answer, wrong) = match read {
        Ok(answer) => (answer, Ok(())),
        Err(kind) => (None, Err(kind)),
    };
    *to = answer;
    wrong
}

/// What is wrong with a value that is of another kind.
fn unlike(kind: &Kind) -> ProblemKind {
    match kind {
        Kind::Date => ProblemKind::NotADate,
        Kind::DateTime => ProblemKind::NotADateTime,
        Kind::YesNo => ProblemKind::NotYesOrNo,
        Kind::Choice(_) => ProblemKind::NotAnOption,
        Kind::Choices(_) => ProblemKind::NotAListOfOptions,
        Kind::Number { .. } => ProblemKind::NotANumber,
        Kind::Text { .. } => ProblemKind::NotText,
        Kind::Rows(_) => ProblemKind::NotATable,
    }
}

/// Whole numbers are read here; for others `serde_json` decides which number it is.
fn number(text: &str, min: Option<Decimal>, max: Option<Decimal>) -> Option<Result<Decimal, ProblemKind>> {
    let whole = text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() < 18;
    if let Some(whole) = text.parse::<i64>().ok().filter(|_| whole) {
        let read = Decimal::from(whole);
        let outside = min.is_some_and(|min| read < min) || max.is_some_and(|max| read > max);
        return Some(if outside {
            Err(ProblemKind::NumberOutOfRange)
        } else {
            Ok(read)
        });
    }
    let number: serde_json::Number = serde_json::from_slice(text.as_bytes()).ok()?;
    Some(read_number(&number, min, max))
}

fn choices(lists: &[OptionList], list: u16, reader: &mut Reader<'_>) -> Option<Result<Option<u64>, ProblemKind>> {
    let (mut chosen, mut blank, mut wrong) = (0, true, false);
    reader.list(|reader| {
        if reader.begins()? != Begins::Text {
            let is_blank = passed_over(reader)?;
            blank &= is_blank;
            wrong |= !is_blank;
            return Some(());
        }
        let id = reader.text()?;
        if !id.trim().is_empty() {
            blank = false;
            match place(lists, list, &id) {
                Ok(place) => chosen |= option_bit(place),
                Err(_) => wrong = true,
            }
        }
        Some(())
    })?;
    Some(match (blank, wrong) {
        (true, _) => Ok(None),
        (_, true) => Err(ProblemKind::NotAnOption),
        _ => Ok(Some(chosen)),
    })
}

fn rows(columns: &[Question], lists: &[OptionList], reader: &mut Reader<'_>) -> Option<Reading> {
    let mut read = Vec::new();
    let mut problems = Vec::new();
    let (mut number, mut written) = (0, 0);
    reader.list(|reader| {
        number += 1;
        // More rows than are read: the slower way says so.
        if written > MOST_ROWS {
            return None;
        }
        if reader.begins()? != Begins::Object {
            if !passed_over(reader)? {
                written += 1;
                problems.push(Problem {
                    kind: ProblemKind::NotATable,
                    cell: None,
                });
            }
            return Some(());
        }
        let row = row(columns, lists, reader)?;
        if row.blank {
            return Some(());
        }
        written += 1;
        for (column, told) in columns.iter().zip(&row.told) {
            problems.extend(told.and_then(Result::err).map(|kind| Problem {
                kind,
                cell: Some((number, column.name.clone())),
            }));
        }
        read.push(row.cells);
        if row.unknown {
            problems.push(Problem {
                kind: ProblemKind::UnknownColumn,
                cell: None,
            });
        }
        Some(())
    })?;
    if written > MOST_ROWS {
        return None;
    }
    problems.dedup();
    Some(Reading {
        answer: (!read.is_empty()).then_some(Answer::Rows(read)),
        problems,
    })
}

/// One row as it is read.
struct Row {
    cells: super::Row,
    /// Column by column; `None` where the row does not name it.
    told: Vec<Option<Wrong>>,
    blank: bool,
    /// Does it have an answer in a column that there is not?
    unknown: bool,
}

fn row(columns: &[Question], lists: &[OptionList], reader: &mut Reader<'_>) -> Option<Row> {
    let mut row = Row {
        cells: vec![None; columns.len()],
        told: vec![None; columns.len()],
        blank: true,
        unknown: false,
    };
    let mut others: Vec<String> = Vec::new();
    reader.object(|reader, name| {
        if let Some(place) = columns.iter().position(|column| column.id == name) {
            let (column, cell, told) = (columns.get(place)?, row.cells.get_mut(place)?, row.told.get_mut(place)?);
            let wrong = one(&column.kind, lists, reader, cell)?;
            row.blank &= wrong.is_ok() && cell.is_none();
            // Of two cells of one name the tree keeps the last.
            return told.replace(wrong).is_none().then_some(());
        }
        let blank = passed_over(reader)?;
        row.blank &= blank;
        row.unknown |= !blank;
        let is_new = !others.iter().any(|other| other == name);
        others.push(name.to_owned());
        is_new.then_some(())
    })?;
    Some(row)
}
