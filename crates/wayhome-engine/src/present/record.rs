//! What the record itself is found to be, in words: answers that cannot be read, and answers to questions that do not exist.

use super::Presenter;
use crate::answer::{Problem, ProblemKind};
use crate::plan::Slot;
use crate::procedure::{Citation, Level};
use crate::report::{Finding, State};

/// The source of findings about the record itself, as against those of a procedure.
pub const RECORD_SOURCE: &str = "record";

impl Presenter<'_> {
    /// The findings of a stored value that cannot be read, or can only in part.
    pub(crate) fn problems(&self, slot: Slot) -> Vec<Finding> {
        let Some((_, question)) = self.plan.slot_question(slot) else {
            return Vec::new();
        };
        let reading = self.stored.get(usize::from(slot)).and_then(Option::as_ref);
        reading
            .into_iter()
            .flat_map(|reading| &reading.problems)
            .map(|problem| problem_finding(&question.id, &question.name, problem))
            .collect()
    }
}

/// What the record itself finds of a value that cannot be read.
fn problem_finding(question: &str, name: &str, problem: &Problem) -> Finding {
    let place = problem
        .cell
        .as_ref()
        .map_or_else(String::new, |(row, column)| format!(", row {row}, {column}"));
    let (rule, says) = match problem.kind {
        ProblemKind::NotADate => ("REC-DATE", "must be a real date"),
        ProblemKind::NotADateTime => ("REC-DATE", "must be a real date and time"),
        ProblemKind::ImplausibleDate => ("REC-DATE", "must be a date between 1900 and 2199"),
        ProblemKind::NotYesOrNo => ("REC-TYPE", "must be yes or no (true or false)"),
        ProblemKind::NotANumber => ("REC-TYPE", "must be a number"),
        ProblemKind::NotText => ("REC-TYPE", "must be text"),
        ProblemKind::NotAListOfOptions => ("REC-TYPE", "must be a list of options"),
        ProblemKind::NotATable => ("REC-TYPE", "must be a list of rows"),
        ProblemKind::TooManyRows => ("REC-RANGE", "must be a list of at most 200 rows"),
        ProblemKind::NumberOutOfRange => ("REC-RANGE", "must be a number in the range that the question allows"),
        ProblemKind::NotAnOption => ("REC-OPTION", "must be one of the options of the question"),
        ProblemKind::UnknownColumn => ("REC-QUESTION", "has a column that the question does not have"),
    };
    record_finding(rule, question, format!("{name}{place} {says}."), "Answers")
}

/// What the record finds of an answer to a question that does not exist.
pub(crate) fn unknown_question(question: &str) -> Finding {
    let message = format!(
        "There is no question “{question}” in this procedure. Check its spelling. The answer is kept, and read by nothing."
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
