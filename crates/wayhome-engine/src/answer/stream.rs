//! Reading an answer straight from the bytes of a record: what [`read`](super::read) makes of the same value, without a tree in between.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::{
    Answer, MOST_ROWS, Problem, ProblemKind, Reading, Row, option_bit, place, read_date, read_date_time, read_number,
};
use crate::json::{Begins, Reader};
use crate::plan::ReadTexts;
use crate::procedure::{Kind, OptionList, Question};

/// What is wrong with one value, if anything is, tables apart.
type Wrong = Result<(), ProblemKind>;

/// Reads the next value as the question expects it, in the place of what another record had there; `None` where it is not JSON, or a name
/// comes twice in it.
///
/// An answer is put where it stays, and not handed from hand to hand: that was a quarter of the time of a check. Of a text that nothing reads, only that
/// there is one is kept.
pub(crate) fn read_into(
    (question, texts): (&Question, ReadTexts),
    lists: &[OptionList],
    reader: &mut Reader<'_>,
    to: &mut Option<Reading>,
) -> Option<()> {
    match &question.kind {
        Kind::Rows(columns) if reader.begins()? == Begins::List => {
            let former = to.take().and_then(|reading| match reading.answer {
                Some(Answer::Rows(rows)) => Some(rows),
                _ => None,
            });
            *to = rows((columns, texts), lists, reader, former.unwrap_or_default())?.worth_keeping();
        }
        kind => keep(to, |answer| one((kind, texts.reads(0)), lists, reader, answer))?,
    }
    Some(())
}

/// As [`read_into`], of a text that is at hand already.
pub(crate) fn text_into(
    (question, texts): (&Question, ReadTexts),
    lists: &[OptionList],
    text: &str,
    to: &mut Option<Reading>,
) {
    let _ = keep(to, |answer| {
        Some(self::text((&question.kind, texts.reads(0)), lists, text.into(), answer))
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
        Begins::Text => blank = is_white(&reader.text()?),
        Begins::List => reader.list(|reader| {
            blank &= passed_over(reader)?;
            Some(())
        })?,
        Begins::Object => {
            let mut names = Vec::new();
            reader.object(|reader, name| {
                blank &= passed_over(reader)?;
                another(&mut names, name)
            })?;
        }
        Begins::Bool | Begins::Number => {
            reader.skip()?;
            blank = false;
        }
    }
    Some(blank)
}

/// More names than this in one object, beside those that are known, are looked through by the slower way, which sorts them.
const MANY: usize = 64;

/// Notes a name; `None` where it came before in the same object, or there are too many to look through.
fn another(names: &mut Vec<String>, name: &str) -> Option<()> {
    if names.len() == MANY || names.iter().any(|known| known == name) {
        return None;
    }
    names.push(name.to_owned());
    Some(())
}

/// Reads one value; what was there before is gone, whatever comes of it, but a text may use its room. `is_read` of a text: what it says is kept.
fn one(
    (kind, is_read): (&Kind, bool),
    lists: &[OptionList],
    reader: &mut Reader<'_>,
    to: &mut Option<Answer>,
) -> Option<Wrong> {
    let read = match (reader.begins()?, kind) {
        (Begins::Text, kind) => return Some(text((kind, is_read), lists, reader.text()?, to)),
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

fn text((kind, is_read): (&Kind, bool), lists: &[OptionList], text: Cow<'_, str>, to: &mut Option<Answer>) -> Wrong {
    if is_white(&text) {
        return put(Ok(None), to);
    }
    let read = match (kind, &mut *to) {
        (Kind::Text { .. }, Some(Answer::Text(kept))) => {
            kept.clear();
            if is_read {
                kept.push_str(&text);
            }
            return Ok(());
        }
        (Kind::Text { .. }, _) if is_read => Ok(Answer::Text(text.into_owned())),
        (Kind::Text { .. }, _) => Ok(Answer::Text(String::new())),
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

/// Is there nothing in it but white space? Nearly always its first letter tells.
fn is_white(text: &str) -> bool {
    !matches!(text.as_bytes().first(), Some(b'!'..=b'~')) && text.trim().is_empty()
}

/// What is wrong with a value that is of another kind.
fn unlike(kind: &Kind) -> ProblemKind {
    match kind {
        Kind::Date => ProblemKind::NotADate,
        Kind::DateTime => ProblemKind::NotADateTime,
        Kind::YesNo => ProblemKind::NotYesOrNo,
        Kind::Choice(_) => ProblemKind::NotAnOption(None),
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
    let (mut chosen, mut blank, mut wrong) = (0, true, None);
    reader.list(|reader| {
        if reader.begins()? != Begins::Text {
            let is_blank = passed_over(reader)?;
            blank &= is_blank;
            if !is_blank {
                wrong.get_or_insert(ProblemKind::NotAnOption(None));
            }
            return Some(());
        }
        let id = reader.text()?;
        if !is_white(&id) {
            blank = false;
            match place(lists, list, &id) {
                Ok(place) => chosen |= option_bit(place),
                Err(kind) => {
                    wrong.get_or_insert(kind);
                }
            }
        }
        Some(())
    })?;
    Some(match (blank, wrong) {
        (true, _) => Ok(None),
        (_, Some(kind)) => Err(kind),
        _ => Ok(Some(chosen)),
    })
}

/// Reads a table in the room of another.
fn rows(
    (columns, texts): (&[Question], ReadTexts),
    lists: &[OptionList],
    reader: &mut Reader<'_>,
    mut read: Vec<Row>,
) -> Option<Reading> {
    let mut problems = Vec::new();
    let mut told = Vec::new();
    let (mut number, mut kept, mut readable) = (0, 0, 0);
    reader.list(|reader| {
        number += 1;
        // More rows than are read: the slower way says so.
        if kept > MOST_ROWS {
            return None;
        }
        if kept == read.len() {
            read.push(Row::new());
        }
        if reader.begins()? != Begins::Object {
            if !passed_over(reader)? {
                problems.push(Problem {
                    kind: ProblemKind::NotATable,
                    cell: None,
                });
                // Somebody is meant, of whom nothing can be read: left out, they would be taken for nobody.
                *read.get_mut(kept)? = vec![None; columns.len()];
                kept += 1;
            }
            return Some(());
        }
        let found = row((columns, texts), lists, reader, (read.get_mut(kept)?, &mut told))?;
        if found.is_blank {
            return Some(());
        }
        kept += 1;
        readable += 1;
        for (column, told) in columns.iter().zip(&told) {
            problems.extend(told.and_then(Result::err).map(|kind| Problem {
                kind,
                cell: Some((number, column.name.clone())),
            }));
        }
        if found.has_unknown {
            problems.push(Problem {
                kind: ProblemKind::UnknownColumn,
                cell: None,
            });
        }
        Some(())
    })?;
    if kept > MOST_ROWS {
        return None;
    }
    read.truncate(kept);
    problems.dedup();
    Some(Reading {
        answer: (readable > 0).then_some(Answer::Rows(read)),
        problems,
    })
}

/// What was found in a row besides its cells.
struct InRow {
    is_blank: bool,
    /// Does it have an answer in a column that there is not?
    has_unknown: bool,
}

/// Reads a row in the room of another. `told` is what is wrong, column by column; `None` where the row does not name it.
fn row(
    (columns, texts): (&[Question], ReadTexts),
    lists: &[OptionList],
    reader: &mut Reader<'_>,
    (cells, told): (&mut Row, &mut Vec<Option<Wrong>>),
) -> Option<InRow> {
    cells.resize(columns.len(), None);
    told.clear();
    told.resize(columns.len(), None);
    let mut found = InRow {
        is_blank: true,
        has_unknown: false,
    };
    let mut others: Vec<String> = Vec::new();
    reader.object(|reader, name| {
        if let Some(place) = columns.iter().position(|column| column.id == name) {
            let (column, cell, told) = (columns.get(place)?, cells.get_mut(place)?, told.get_mut(place)?);
            let wrong = one((&column.kind, texts.reads(place)), lists, reader, cell)?;
            found.is_blank &= wrong.is_ok() && cell.is_none();
            // Two cells of one name are refused in words.
            return told.replace(wrong).is_none().then_some(());
        }
        let blank = passed_over(reader)?;
        found.is_blank &= blank;
        found.has_unknown |= !blank;
        another(&mut others, name)
    })?;
    for (cell, told) in cells.iter_mut().zip(told.iter()) {
        if told.is_none() {
            *cell = None;
        }
    }
    Some(found)
}
