//! Why something is not as asked, in the record's own answers.

use wayhome_engine::{Finding, State};

use crate::document::Reason;
use crate::outgoing::Outgoing;
use crate::summary::spoken;

impl Outgoing<'_> {
    /// Where a record says why something is not as asked: one for each finding that is explained.
    #[must_use]
    pub fn reasons(&self) -> Vec<Reason> {
        let explained = self.report.findings.iter();
        explained
            .filter(|finding| finding.state == State::Explained)
            .map(|finding| self.reason(finding))
            .collect()
    }

    fn reason(&self, finding: &Finding) -> Reason {
        let questions = self.session.explained_by(&finding.source, &finding.rule);
        let lines = self.summary.parts.iter().flat_map(|part| &part.lines);
        let given: Vec<_> = lines
            .filter(|line| questions.contains(&line.question) && self.answer(&line.question).is_some())
            .collect();
        Reason {
            rule: finding.rule.clone(),
            source: finding.source.clone(),
            answers: given.iter().map(|line| line.question.clone()).collect(),
            words: given
                .iter()
                .map(|line| format!("{}: {}", line.name, spoken(&line.said)))
                .collect(),
        }
    }
}
