//! The shared vocabulary: questions that every procedure may ask.

use wayhome_engine::{OptionList, Question};

use crate::compile::questions;
use crate::diagnostics::{Diagnostics, Reports};
use crate::document::{read, version};
use crate::feel::Names;
use crate::source::Source;

/// Questions, and the lists that they choose from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vocabulary {
    lists: Vec<OptionList>,
    questions: Vec<Question>,
}

impl Vocabulary {
    /// Reads a vocabulary: `[[options]]` and `[[question]]`.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub fn parse(source: &Source) -> Result<Self, Diagnostics> {
        let mut reports = Reports::default();
        match Self::read(&source.text, &mut reports) {
            Some(vocabulary) if !reports.has_errors() => Ok(vocabulary),
            _ => Err(reports.finish(source)),
        }
    }

    fn read(text: &str, reports: &mut Reports) -> Option<Self> {
        let root = read::table(text, reports)?;
        read::only(&root, &["wayhome", "options", "question"], "a vocabulary", reports);
        version(&root, false, reports);
        let lists = read::entries(&root, "options", "a list of options", reports);
        let parts = read::entries(&root, "question", "a question", reports);
        if reports.has_errors() {
            return None;
        }
        let mut names = Names::new();
        questions::declare(&mut names, &lists, &parts, None, reports);
        Some(Self {
            lists: names.option_lists().to_vec(),
            questions: names.questions().to_vec(),
        })
    }

    /// The questions, in the order of the file.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The lists of options that questions choose from, by their places.
    #[must_use]
    pub fn option_lists(&self) -> &[OptionList] {
        &self.lists
    }
}
