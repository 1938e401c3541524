//! What the names in an expression stand for.

use std::collections::{BTreeMap, BTreeSet};

use wayhome_engine::{Expression, FactIndex, OptionList, Procedure, Question, QuestionIndex};

use super::types::{Type, type_of};
use super::whole::is_whole;
use crate::vocabulary::Vocabulary;

/// Questions, their options, and facts.
///
/// The places of questions, lists and facts in expressions that are checked with these names are those in
/// [`questions`](Self::questions), [`option_lists`](Self::option_lists) and the order of the facts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Names {
    lists: Vec<OptionList>,
    questions: Vec<Question>,
    facts: Vec<KnownFact>,
    found: BTreeMap<String, Named>,
    /// Names whose definition was refused.
    refused: BTreeSet<String>,
}

#[derive(Debug, Clone, PartialEq)]
struct KnownFact {
    id: String,
    /// What kind of value it comes to; `None` where it could not be checked.
    kind: Option<Type>,
    /// Is it of whole days, or a whole number, whatever is answered?
    whole: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    Question(QuestionIndex),
    Fact(FactIndex),
}

impl Names {
    /// No names at all.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The questions of a vocabulary.
    #[must_use]
    pub fn of_vocabulary(vocabulary: &Vocabulary) -> Self {
        let mut names = Self {
            lists: vocabulary.option_lists().to_vec(),
            ..Self::default()
        };
        for question in vocabulary.questions() {
            names.add(question.clone());
        }
        names
    }

    /// The questions and facts of a compiled procedure.
    #[must_use]
    pub fn of_procedure(procedure: &Procedure) -> Self {
        let mut names = Self {
            lists: procedure.option_lists.clone(),
            ..Self::default()
        };
        for question in &procedure.questions {
            names.add(question.clone());
        }
        for fact in &procedure.facts {
            let (kind, whole) = (type_of(&fact.is, &names), names.makes_whole(&fact.is));
            names.add_fact(&fact.id, kind, whole);
        }
        names
    }

    /// Adds a question; a choice refers to [`option_lists`](Self::option_lists). `None` if its id is already a name, or if there are too many.
    pub fn add(&mut self, question: Question) -> Option<QuestionIndex> {
        let index = QuestionIndex::try_from(self.questions.len()).ok()?;
        if self.found.contains_key(&question.id) {
            return None;
        }
        self.found.insert(question.id.clone(), Named::Question(index));
        self.questions.push(question);
        Some(index)
    }

    /// Adds a fact, of a kind that is not known where it could not be checked, and says whether it is whole whatever is answered.
    pub(crate) fn add_fact(&mut self, id: &str, kind: Option<Type>, whole: bool) -> Option<FactIndex> {
        let index = FactIndex::try_from(self.facts.len()).ok()?;
        if self.found.contains_key(id) {
            return None;
        }
        self.found.insert(id.to_owned(), Named::Fact(index));
        let id = id.to_owned();
        self.facts.push(KnownFact { id, kind, whole });
        Some(index)
    }

    /// Adds a list of options, and says which place it has. `None` if there are too many.
    pub fn add_list(&mut self, list: OptionList) -> Option<u16> {
        let index = u16::try_from(self.lists.len()).ok()?;
        self.lists.push(list);
        Some(index)
    }

    /// The questions, by their places.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The lists of options, by their places.
    #[must_use]
    pub fn option_lists(&self) -> &[OptionList] {
        &self.lists
    }

    pub(crate) fn find(&self, name: &str) -> Option<Named> {
        self.found.get(name).copied()
    }

    /// The ids of the facts, in order.
    pub(crate) fn facts(&self) -> impl Iterator<Item = &str> {
        self.facts.iter().map(|fact| fact.id.as_str())
    }

    /// Notes a name that is not known because its definition was refused; one that is known stays so.
    pub(crate) fn refuse(&mut self, id: String) {
        self.refused.insert(id);
    }

    /// Is a name unknown only because its definition was refused? Then that has been said.
    pub(crate) fn is_refused(&self, id: &str) -> bool {
        self.refused.contains(id) && !self.found.contains_key(id)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        self.found.keys().map(String::as_str)
    }

    pub(crate) fn question(&self, id: &str) -> Option<(QuestionIndex, &Question)> {
        match self.find(id)? {
            Named::Question(index) => Some((index, self.questions.get(usize::from(index))?)),
            Named::Fact(_) => None,
        }
    }

    pub(crate) fn question_at(&self, index: QuestionIndex) -> Option<&Question> {
        self.questions.get(usize::from(index))
    }

    pub(crate) fn list(&self, index: u16) -> Option<&OptionList> {
        self.lists.get(usize::from(index))
    }

    /// The place of an option in its list.
    pub(crate) fn option(&self, list: u16, id: &str) -> Option<u16> {
        let place = self.list(list)?.options.iter().position(|option| option.id == id)?;
        u16::try_from(place).ok()
    }

    pub(crate) fn type_of_question(&self, index: QuestionIndex) -> Option<Type> {
        self.question_at(index)
            .map(|question| Type::of_question(index, &question.kind))
    }

    pub(crate) fn type_of_fact(&self, index: FactIndex) -> Option<Type> {
        self.facts.get(usize::from(index)).and_then(|fact| fact.kind.clone())
    }

    /// Is a fact of whole days, or a whole number, whatever is answered?
    pub(crate) fn is_whole(&self, index: FactIndex) -> bool {
        self.facts.get(usize::from(index)).is_some_and(|fact| fact.whole)
    }

    /// Is an expression of whole days, or a whole number, whatever is answered?
    pub(crate) fn makes_whole(&self, expression: &Expression) -> bool {
        is_whole(expression, self, &[])
    }
}
