//! What the record itself is found to be, in words: answers that cannot be read, answers to questions that do not exist, and days to come.

use chrono::NaiveDate;

use super::Presenter;
use crate::answer::{Answer, Problem, ProblemKind, Reading};
use crate::explain::Reason;
use crate::plan::Slot;
use crate::procedure::{Citation, Kind, Level, Procedure, Question};
use crate::refusal::Refusal;
use crate::report::{Finding, State};
use crate::words;

/// The source of findings about the record itself, as against those of a procedure.
pub const RECORD_SOURCE: &str = "record";
/// The id of the finding about a day to come.
pub(crate) const FUTURE: &str = "REC-FUTURE";

impl Presenter<'_> {
    /// The findings of a stored value that cannot be read, or can only in part; and of a day that has not come.
    pub(crate) fn problems(&self, slot: Slot, today: NaiveDate) -> Vec<Finding> {
        let Some((procedure, question)) = self.plan.slot_question(slot) else {
            return Vec::new();
        };
        let reading = self.stored.get(usize::from(slot)).and_then(Option::as_ref);
        let problems = reading.into_iter().flat_map(|reading| &reading.problems);
        let problems = problems.map(|problem| problem_finding(procedure, question, problem));
        let part = reading.filter(|reading| self.plan.wants_whole(slot) && reading.is_part());
        let part = part.map(|_| {
            let message = format!(
                "“{}” {}.",
                question.name,
                must_be_a_number(&question.kind, "whole number")
            );
            let because = vec!["A deadline counts whole days, weeks or months.".to_owned()];
            Finding {
                because,
                ..record_finding("REC-RANGE", &question.id, message, "Answers")
            }
        });
        let ahead = reading.into_iter().flat_map(|reading| ahead(question, reading, today));
        problems
            .chain(part)
            .chain(ahead.map(|names| ahead_finding(question, &names)))
            .collect()
    }
}

impl Presenter<'_> {
    /// What the record finds of a decision that was put into effect although approval was refused or deferred. No document says what follows from that, so
    /// it is shown, and no record is less complete for it.
    pub(crate) fn against_refusal(&self, refusal: Refusal, outcome: Slot, done: Slot) -> Finding {
        let message = format!(
            "The record says that {}, and that the decision was put into effect. Check the answers, and tell a manager if that is so.",
            refusal.said()
        );
        Finding {
            level: Level::Consider,
            because: [outcome, done].map(|slot| self.reason(&Reason::Answer(slot))).into(),
            ..record_finding("REC-REFUSED", self.plan.slot_id(outcome), message, "Answers")
        }
    }
}

/// Is the answer a day after that of the check, where it is the day of something that has happened?
pub(crate) fn is_ahead(question: &Question, reading: &Reading, today: NaiveDate) -> bool {
    !ahead(question, reading, today).is_empty()
}

/// What is after the day of the check and should not be: the question, or columns of its table, by name.
fn ahead(question: &Question, reading: &Reading, today: NaiveDate) -> Vec<String> {
    let is_ahead = |of: &Question, answer: &Answer| of.past && matches!(answer, Answer::Date(day) if *day > today);
    match (&reading.answer, &question.kind) {
        (Some(Answer::Rows(rows)), Kind::Rows(columns)) => {
            let columns = columns.iter().enumerate().filter(|(place, column)| {
                let mut cells = rows.iter().filter_map(|row| row.get(*place)?.as_ref());
                cells.any(|cell| is_ahead(column, cell))
            });
            columns
                .map(|(_, column)| format!("{}, {}", question.name, column.name))
                .collect()
        }
        (Some(answer), _) if is_ahead(question, answer) => vec![question.name.clone()],
        _ => Vec::new(),
    }
}

/// Most often a slip of the finger; or a record that is prepared, which is nothing wrong. So it is only asked about.
fn ahead_finding(question: &Question, what: &str) -> Finding {
    let message = format!("“{what}” is after the day of this check. Check the date.");
    Finding {
        level: Level::Consider,
        because: Vec::new(),
        ..record_finding(FUTURE, &question.id, message, "Answers")
    }
}

/// What the record itself finds of a value that cannot be read. The message is for whoever fills in the form; how the value is written in a
/// record, which only programs write, is among the reasons.
fn problem_finding(procedure: &Procedure, question: &Question, problem: &Problem) -> Finding {
    let (mut of, mut place) = (question, String::new());
    if let (Some((row, column)), Kind::Rows(columns)) = (&problem.cell, &question.kind) {
        of = columns.iter().find(|known| known.name == *column).unwrap_or(question);
        place = format!(", row {row}, {column}");
    }
    let (rule, says) = match problem.kind {
        ProblemKind::NotADate => ("REC-DATE", "must be a real date"),
        ProblemKind::PartOfADate => ("REC-DATE", "must include a day, a month and a year"),
        ProblemKind::ShortYear => ("REC-DATE", "must have a year with 4 numbers"),
        ProblemKind::NotADateTime => ("REC-DATE", "must be a real date and time"),
        ProblemKind::ImplausibleDate => ("REC-DATE", "must be a date between 1900 and 2199"),
        ProblemKind::NotYesOrNo => ("REC-TYPE", "must be yes or no (true or false)"),
        ProblemKind::NotANumber => ("REC-TYPE", ""),
        ProblemKind::NotText => ("REC-TYPE", "must be text"),
        ProblemKind::NotAListOfOptions => ("REC-TYPE", "must be a list of options"),
        ProblemKind::NotATable => ("REC-TYPE", "must be a list of rows"),
        ProblemKind::TooManyRows => ("REC-RANGE", "must be a list of at most 200 rows"),
        ProblemKind::NumberOutOfRange => ("REC-RANGE", ""),
        ProblemKind::NotAnOption(_) => ("REC-OPTION", "must be one of the options of the question"),
        ProblemKind::UnknownColumn => ("REC-QUESTION", "has a column that the question does not have"),
    };
    let bounds = says.is_empty().then(|| must_be_a_number(&of.kind, "number"));
    let says = bounds.as_deref().unwrap_or(says);
    let message = format!("“{}{place}” {says}.", question.name);
    let mut finding = record_finding(rule, &question.id, message, "Answers");
    finding.because.extend(as_written(procedure, of, problem.kind));
    finding
}

/// "must be a number from 1 to 52", as far as the question has bounds.
fn must_be_a_number(kind: &Kind, number: &str) -> String {
    let Kind::Number { min, max } = kind else {
        return String::new();
    };
    match (min.map(words::number), max.map(words::number)) {
        (Some(min), Some(max)) => format!("must be a {number} from {min} to {max}"),
        (Some(min), None) => format!("must be a {number} of {min} or more"),
        (None, Some(max)) => format!("must be a {number} of {max} or less"),
        (None, None) => format!("must be a {number}"),
    }
}

/// How the value is written in a record.
fn as_written(procedure: &Procedure, question: &Question, kind: ProblemKind) -> Option<String> {
    Some(match (kind, &question.kind) {
        (ProblemKind::NotADate | ProblemKind::ShortYear, _) => "In a record it is written as 2026-03-02.".to_owned(),
        (ProblemKind::NotADateTime, _) => "In a record it is written as 2026-03-02T14:05.".to_owned(),
        (ProblemKind::NotAnOption(Some(place)), Kind::Choice(list) | Kind::Choices(list)) => {
            let list = procedure.option_lists.get(usize::from(*list))?;
            let near = list.options.get(usize::from(place))?;
            format!("In a record the nearest option is written as {}.", near.id)
        }
        _ => return None,
    })
}

/// What the record finds of an answer to a question that does not exist.
pub(crate) fn unknown_question(question: &str) -> Finding {
    let told = words::told_between("“", question, "”");
    let message = format!(
        "There is no question {told} in this procedure. Another edition may have asked it; otherwise check its spelling. The answer is kept, and read by nothing."
    );
    record_finding("REC-QUESTION", question, message, "Question ids")
}

fn record_finding(rule: &str, question: &str, message: String, section: &str) -> Finding {
    Finding {
        rule: rule.to_owned(),
        source: RECORD_SOURCE.to_owned(),
        state: State::ToDo,
        level: Level::Must,
        message,
        about: vec![question.to_owned()],
        turned_on: None,
        because: vec!["The recorded value cannot be read.".to_owned()]
            .into_iter()
            .filter(|_| section == "Answers")
            .collect(),
        needs: vec![question.to_owned()],
        cite: Citation {
            document: "Wayhome record format 1".to_owned(),
            section: section.to_owned(),
            quoted: None,
            correct: None,
        },
        warnings: Vec::new(),
    }
}
