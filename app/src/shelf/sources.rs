//! Whether what came along from a record still stands there.

use wayhome_engine::{Kind, Plan};

use super::carry::{Along, said};
use super::entry::Says;
use super::{Entry, Library};

impl Library {
    /// Does the record that an answer was brought along from say something else by now? Not where that record is not here, or says nothing of it any more.
    ///
    /// Nor is it told of a table, in which somebody may have typed since, nor of what came from a brother or sister: of whom is not kept.
    #[must_use]
    pub fn source_differs(&self, copy: &Entry, question: &str, plan: &Plan) -> bool {
        let is_table = |question: &str| {
            let found = plan.question(question);
            found.is_none_or(|(question, _)| matches!(question.kind, Kind::Rows(_)))
        };
        let (Some(carried), Some(answer)) = (copy.carried.get(question), copy.record.answers.get(question)) else {
            return false;
        };
        let Some(child) = self.filed(copy).filter(|_| !carried.sibling && !is_table(question)) else {
            return false;
        };
        let is_source = |entry: &&Entry| entry.id != copy.id && entry.is_origin_of(carried);
        let sources = self.entries_of(Some(child)).filter(is_source);
        let mut says = sources
            .filter(|entry| self.stands(entry))
            .filter_map(|entry| match said(entry, question, plan, Along::SameChild)? {
                (Says::Answer(answer), _) => Some(answer),
                _ => None,
            })
            .peekable();
        // Of two records of one form and day, nobody can tell which it was.
        says.peek().is_some() && says.all(|said| said != answer)
    }
}
