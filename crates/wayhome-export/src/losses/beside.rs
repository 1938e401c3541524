//! What an export may carry beside the answers.

use crate::outgoing::Outgoing;

/// Parts of an export beside the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Beside {
    Id,
    Training,
    Outcome,
    Findings,
    Approvals,
    Deadlines,
    Cautions,
    Reasons,
    Signed,
    Draft,
    Replaces,
    Carried,
    MadeWith,
}

impl Beside {
    pub(crate) const ALL: [Self; 13] = [
        Self::Id,
        Self::Training,
        Self::Outcome,
        Self::Findings,
        Self::Approvals,
        Self::Deadlines,
        Self::Cautions,
        Self::Reasons,
        Self::Signed,
        Self::Draft,
        Self::Replaces,
        Self::Carried,
        Self::MadeWith,
    ];

    pub(super) fn what(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Training => "training",
            Self::Outcome => "report.outcome",
            Self::Findings => "report.findings",
            Self::Approvals => "report.approvals",
            Self::Deadlines => "report.deadlines",
            Self::Cautions => "report.cautions",
            Self::Reasons => "reasons",
            // One of the two is there, and what says the one says the other.
            Self::Signed | Self::Draft => "signed",
            Self::Replaces => "replaces",
            Self::Carried => "carried",
            Self::MadeWith => "made_with",
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Id => "The record's own id",
            Self::Training => "That it is an exercise",
            Self::Outcome => "What the record comes to",
            Self::Findings => "What was found, with its reasons and where it is written",
            Self::Approvals => "Who must approve",
            Self::Deadlines => "What is due when",
            Self::Cautions => "What to know of the documents before relying on them",
            Self::Reasons => "Which answers explain what is not as asked",
            Self::Signed => "Who signed, and when",
            Self::Draft => "That nobody has signed it",
            Self::Replaces => "Which signed record it is a newer version of",
            Self::Carried => "Which answers were brought along and are not checked",
            Self::MadeWith => "Which edition of the procedure and of Wayhome checked it",
        }
    }

    pub(crate) fn is_there(self, outgoing: &Outgoing<'_>) -> bool {
        let report = &outgoing.report;
        match self {
            Self::Id => report.record.is_some(),
            Self::Training => outgoing.training,
            Self::Outcome | Self::MadeWith => true,
            Self::Findings => !report.findings.is_empty(),
            Self::Approvals => !report.approvals.is_empty(),
            Self::Deadlines => !report.deadlines.is_empty(),
            Self::Cautions => !report.cautions.is_empty() || !outgoing.cautions().is_empty(),
            Self::Reasons => !outgoing.reasons().is_empty(),
            Self::Signed => outgoing.signed.is_some(),
            Self::Draft => outgoing.signed.is_none(),
            Self::Replaces => outgoing.replaces.is_some(),
            Self::Carried => !outgoing.unchecked().is_empty(),
        }
    }
}
