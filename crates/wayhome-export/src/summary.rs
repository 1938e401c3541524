//! A record as people read it: every question that is asked with its answer, section by section.

use rust_decimal::Decimal;
use serde_json::{Number, Value as Json};
use wayhome_engine::{EARLIEST_DATE, Kind, LATEST_DATE, Moment, OptionList, Question, Session, day, is_blank, words};

/// A record as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The sections that ask something.
    pub parts: Vec<Part>,
    /// Answers to questions that are not asked at present, or of which that cannot be told: kept in the record, and left out of every check.
    pub left_out: Vec<Line>,
    /// Answers to questions that the form does not have: another edition of the procedure may have asked them. By their ids, where nothing is
    /// known of them.
    pub unknown: Vec<Line>,
}

/// One section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its heading.
    pub title: String,
    /// Its questions.
    pub lines: Vec<Line>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The question's id.
    pub question: String,
    /// What its answer is called: "Visit date".
    pub name: String,
    /// What is recorded.
    pub said: Said,
}

/// What is recorded of one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Nothing.
    NotProvided,
    /// Yes or no.
    YesNo(bool),
    /// A date, a number, or the label of an option.
    Words(String),
    /// What a person wrote.
    Text(String),
    /// The labels of several options.
    List(Vec<String>),
    /// Rows; of each, the columns that are filled in, by their names. Of what is no row, and of columns that the form does not have, what was typed.
    Rows(Vec<Vec<(String, Said)>>),
    /// Something that cannot be read, as it was typed.
    Unreadable(String),
}

/// Says a record in the order of its form.
///
/// ```
/// use wayhome_engine::{Record, Session};
/// use wayhome_export::{Said, summary};
/// let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
/// let mut session = Session::open(plan, "2026-03-02".parse().unwrap(), Record::new("newcastle", "visit"));
/// session.set("visit_date", "2026-03-01".into());
/// let line = &summary(&session).parts[0].lines[0];
/// assert_eq!((line.name.as_str(), &line.said), ("Visit date", &Said::Words("1 March 2026".to_owned())));
/// ```
#[must_use]
pub fn summary(session: &Session) -> Summary {
    let plan = session.plan();
    let (mut parts, mut left_out) = (Vec::new(), Vec::new());
    for section in plan.sections() {
        let mut lines = Vec::new();
        for id in &section.questions {
            let Some((question, lists)) = plan.question(id) else {
                continue;
            };
            let line = Line {
                question: id.clone(),
                name: question.name.clone(),
                said: recorded(session, question, lists),
            };
            if session.asked(id).is_some_and(wayhome_engine::Truth::is_yes) {
                lines.push(line);
            } else if line.said != Said::NotProvided {
                left_out.push(line);
            }
        }
        if !lines.is_empty() {
            parts.push(Part {
                title: section.title.clone(),
                lines,
            });
        }
    }
    Summary {
        parts,
        left_out,
        unknown: unknown(session),
    }
}

/// The answers to questions that stand in no section.
fn unknown(session: &Session) -> Vec<Line> {
    let plan = session.plan();
    let is_of_form = |id: &String| plan.sections().iter().any(|section| section.questions.contains(id));
    let answers = session.answers().iter().filter(|(id, _)| !is_of_form(id));
    let line = |(id, answer): (&String, &Json)| {
        let (name, said) = match plan.question(id) {
            Some((question, lists)) => (question.name.clone(), recorded(session, question, lists)),
            None if is_blank(answer) => (id.clone(), Said::NotProvided),
            None => (id.clone(), Said::Text(as_typed(answer))),
        };
        Line {
            question: id.clone(),
            name,
            said,
        }
    };
    answers
        .map(line)
        .filter(|line| line.said != Said::NotProvided)
        .collect()
}

/// What is recorded of a question of the form. **Whether an answer can be read is the engine's word**: no export says as a good answer what the report
/// beside it calls unreadable. A number that is not whole where a deadline counts with it is read, and only the deadline does without it.
fn recorded(session: &Session, question: &Question, lists: &[OptionList]) -> Said {
    let answer = session.answers().get(&question.id);
    match (said(question, lists, answer), answer) {
        (Said::NotProvided, _) => Said::NotProvided,
        (_, Some(answer)) if !session.answered(&question.id) => Said::Unreadable(entered(&question.kind, answer)),
        (said, _) => said,
    }
}

/// The same of any question or column, read as the engine reads it: a test holds the two together.
pub(crate) fn said(question: &Question, lists: &[OptionList], answer: Option<&Json>) -> Said {
    let Some(answer) = answer.filter(|answer| !is_blank(answer)) else {
        return Said::NotProvided;
    };
    let read = match (&question.kind, answer) {
        (Kind::YesNo, Json::Bool(yes)) => Some(Said::YesNo(*yes)),
        (Kind::Choice(list), Json::String(option)) => label(lists, *list, option).map(Said::Words),
        (Kind::Choices(list), Json::Array(chosen)) => chosen
            .iter()
            .filter(|option| !is_blank(option))
            .map(|option| label(lists, *list, option.as_str()?))
            .collect::<Option<Vec<_>>>()
            .map(Said::List),
        (Kind::Date, Json::String(day)) => day::of_check(day).map(|day| Said::Words(words::date(day))),
        (Kind::DateTime, Json::String(at)) => day::date_time(at)
            .filter(|at| (EARLIEST_DATE..=LATEST_DATE).contains(&at.date()))
            .map(|at| Said::Words(words::moment(Moment::DateTime(at)))),
        (Kind::Number { min, max }, Json::Number(number)) => {
            is_within(number, *min, *max).then(|| Said::Words(number.to_string()))
        }
        (Kind::Text { .. }, Json::String(text)) => Some(Said::Text(text.trim().to_owned())),
        (Kind::Rows(columns), Json::Array(rows)) => {
            let rows: Vec<_> = rows.iter().map(|row| cells(columns, lists, row)).collect();
            Some(Said::Rows(rows.into_iter().filter(|row| !row.is_empty()).collect()))
        }
        _ => None,
    };
    read.unwrap_or_else(|| Said::Unreadable(entered(&question.kind, answer)))
}

fn is_within(number: &Number, min: Option<Decimal>, max: Option<Decimal>) -> bool {
    let text = number.to_string();
    let read = text.parse().or_else(|_| Decimal::from_scientific(&text));
    read.is_ok_and(|read: Decimal| min.is_none_or(|min| min <= read) && max.is_none_or(|max| read <= max))
}

fn cells(columns: &[Question], lists: &[OptionList], row: &Json) -> Vec<(String, Said)> {
    if is_no_row(row) {
        return vec![("This row".to_owned(), Said::Unreadable(as_typed(row)))];
    }
    let known = columns
        .iter()
        .map(|column| (column.name.clone(), said(column, lists, row.get(&column.id))));
    let unknown = unknown_cells(columns, row).map(|(id, answer)| (id.clone(), Said::Unreadable(as_typed(answer))));
    known
        .chain(unknown)
        .filter(|(_, said)| *said != Said::NotProvided)
        .collect()
}

/// Does something stand where a row should, which is none?
pub(crate) fn is_no_row(row: &Json) -> bool {
    !row.is_object() && !is_blank(row)
}

/// What is recorded in columns that the form does not have.
pub(crate) fn unknown_cells<'r>(
    columns: &'r [Question],
    row: &'r Json,
) -> impl Iterator<Item = (&'r String, &'r Json)> {
    let is_known = |id: &String| columns.iter().any(|column| column.id == *id);
    let cells = row.as_object().into_iter().flatten();
    cells.filter(move |(id, answer)| !is_known(id) && !is_blank(answer))
}

fn label(lists: &[OptionList], list: u16, option: &str) -> Option<String> {
    let options = &lists.get(usize::from(list))?.options;
    options
        .iter()
        .find(|known| known.id == option)
        .map(|known| known.label.clone())
}

/// What is recorded of one question, in a line.
pub(crate) fn spoken(said: &Said) -> String {
    match said {
        Said::NotProvided => String::new(),
        Said::YesNo(yes) => (if *yes { "Yes" } else { "No" }).to_owned(),
        Said::Words(words) | Said::Text(words) => words.clone(),
        Said::List(labels) => labels.join("; "),
        Said::Rows(rows) => rows.len().to_string(),
        Said::Unreadable(typed) => format!("{typed} (cannot be read)"),
    }
}

/// One row of a table, in a line.
pub(crate) fn row(cells: &[(String, Said)]) -> String {
    let cells = cells.iter().map(|(name, said)| format!("{name}: {}", spoken(said)));
    cells.collect::<Vec<_>>().join("; ")
}

/// What was entered and cannot be read. A date's parts are named: a record holds them from the year on, and 20 of the year 2026 would pass for a day.
fn entered(kind: &Kind, answer: &Json) -> String {
    let parts = match (kind, answer) {
        (Kind::Date, Json::String(text)) => text.split('-').collect(),
        _ => Vec::new(),
    };
    let [year, month, day] = parts[..] else {
        return as_typed(answer);
    };
    let named = [("day", day), ("month", month), ("year", year)];
    let entered = named.into_iter().filter(|(_, part)| !part.trim().is_empty());
    let entered: Vec<_> = entered.map(|(name, part)| format!("{name} {part}")).collect();
    entered.join(", ")
}

fn as_typed(answer: &Json) -> String {
    answer.as_str().map_or_else(|| answer.to_string(), str::to_owned)
}
