//! Reading an answer straight from the bytes of a record: what [`read`](super::read) makes of the same value, without a tree in between.

use rust_decimal::Decimal;

use super::{
    Answer, MOST_ROWS, Problem, ProblemKind, Reading, option_bit, place, read_date, read_date_time, read_number,
};
use crate::json::{Begins, Reader};
use crate::procedure::{Kind, OptionList, Question};

/// What one value comes to, tables apart.
type One = Result<Option<Answer>, ProblemKind>;

/// Reads the next value as the question expects it; `None` where it is not JSON, or a name comes twice in it.
pub(crate) fn read_from(question: &Question, lists: &[OptionList], reader: &mut Reader<'_>) -> Option<Reading> {
    match &question.kind {
        Kind::Rows(columns) if reader.begins()? == Begins::List => rows(columns, lists, reader),
        kind => one(kind, lists, reader).map(Reading::of),
    }
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

fn one(kind: &Kind, lists: &[OptionList], reader: &mut Reader<'_>) -> Option<One> {
    Some(match (reader.begins()?, kind) {
        (Begins::Text, kind) => {
            let text = reader.text()?;
            if text.trim().is_empty() {
                return Some(Ok(None));
            }
            match kind {
                Kind::Date => read_date(&text).map(Answer::Date),
                Kind::DateTime => read_date_time(&text).map(Answer::DateTime),
                Kind::Choice(list) => place(lists, *list, &text).map(Answer::Choice),
                Kind::Text { .. } => Ok(Answer::Text(text.into_owned())),
                kind => Err(unlike(kind)),
            }
            .map(Some)
        }
        (Begins::Bool, Kind::YesNo) => Ok(Some(Answer::YesNo(reader.bool()?))),
        (Begins::Number, Kind::Number { min, max }) => {
            number(reader.number()?, *min, *max)?.map(|number| Some(Answer::Number(number)))
        }
        (Begins::List, Kind::Choices(list)) => choices(lists, *list, reader)?,
        (_, kind) => {
            if passed_over(reader)? {
                Ok(None)
            } else {
                Err(unlike(kind))
            }
        }
    })
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

fn choices(lists: &[OptionList], list: u16, reader: &mut Reader<'_>) -> Option<One> {
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
        _ => Ok(Some(Answer::Choices(chosen))),
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
        let Row { cells, blank, unknown } = row(columns, lists, reader)?;
        if blank {
            return Some(());
        }
        written += 1;
        let answers = columns.iter().zip(cells).map(|(column, cell)| {
            cell.unwrap_or(Ok(None)).unwrap_or_else(|kind| {
                problems.push(Problem {
                    kind,
                    cell: Some((number, column.name.clone())),
                });
                None
            })
        });
        read.push(answers.collect());
        if unknown {
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
    /// Column by column; `None` where the row does not name it.
    cells: Vec<Option<One>>,
    blank: bool,
    /// Does it have an answer in a column that there is not?
    unknown: bool,
}

fn row(columns: &[Question], lists: &[OptionList], reader: &mut Reader<'_>) -> Option<Row> {
    let mut row = Row {
        cells: vec![None; columns.len()],
        blank: true,
        unknown: false,
    };
    let mut others: Vec<String> = Vec::new();
    reader.object(|reader, name| {
        if let Some((column, cell)) = columns.iter().zip(&mut row.cells).find(|(column, _)| column.id == name) {
            let read = one(&column.kind, lists, reader)?;
            row.blank &= read == Ok(None);
            // Of two cells of one name the tree keeps the last.
            return cell.replace(read).is_none().then_some(());
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
