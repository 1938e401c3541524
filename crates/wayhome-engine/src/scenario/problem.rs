//! What can be wrong with a scenario.

/// Something that is wrong with a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Of which kind it is.
    pub kind: ProblemKind,
    /// Where it lies: keys, and places counted from 0, such as `attempt`, `0`, `findings`, `NEW-35`. The last of them may not be there.
    pub path: Vec<String>,
    /// What is wrong. Ids of questions stand in backticks.
    pub message: String,
    /// What to write instead, in the file.
    pub help: Option<String>,
    /// A name that is not known, with those that are.
    pub unknown: Option<(String, Vec<String>)>,
}

/// The kinds of what can be wrong with a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// A text that people are to read is empty.
    Empty,
    /// The form does not ask the question.
    NotAsked,
    /// The question does not take the answer.
    BadAnswer,
    /// The form has no such rule, row or deadline.
    NoSuchRule,
    /// Another part of the story tells a fact differently.
    AgainstTheStory,
    /// The check finds something else.
    FoundOtherwise,
    /// A reason is given for words that the model record does not have.
    NotInTheModel,
    /// An attempt is not put right.
    NotPutRight,
}

impl Problem {
    pub(super) fn new(kind: ProblemKind, path: &[&str], message: String) -> Self {
        Self {
            kind,
            path: path.iter().map(|part| (*part).to_owned()).collect(),
            message,
            help: None,
            unknown: None,
        }
    }
}
