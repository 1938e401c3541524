//! Several changes in a row, told as one.

use crate::present::RECORD_SOURCE;
use crate::report::{Changes, Finding};

impl Changes {
    /// Adds what changed afterwards, so that each rule, approval, deadline and question is told once, as it stands now.
    pub fn join(&mut self, later: Self) {
        // A value that was unreadable may now be unreadable in another way, or no longer: what was found of it before is gone.
        self.findings.retain(|finding| match about_record(finding) {
            Some(question) => !later.readable.iter().any(|now| now == question),
            None => !later.findings.iter().any(|new| same_rule(new, finding)),
        });
        self.findings.extend(later.findings);
        self.readable.retain(|question| !later.readable.contains(question));
        self.readable.extend(later.readable);
        replace(&mut self.asked, later.asked, |one, other| {
            one.question == other.question
        });
        replace(&mut self.approvals, later.approvals, |one, other| {
            (&one.table, &one.source) == (&other.table, &other.source)
        });
        replace(&mut self.comparisons, later.comparisons, |one, other| {
            one.table == other.table
        });
        replace(&mut self.deadlines, later.deadlines, |one, other| {
            (&one.id, &one.source) == (&other.id, &other.source)
        });
        self.outcome = later.outcome.or(self.outcome);
        self.progress = later.progress.or(self.progress);
    }
}

/// The question of a finding about the record itself.
fn about_record(finding: &Finding) -> Option<&str> {
    finding
        .about
        .first()
        .filter(|_| finding.source == RECORD_SOURCE)
        .map(String::as_str)
}

fn same_rule(one: &Finding, other: &Finding) -> bool {
    (&one.rule, &one.source) == (&other.rule, &other.source)
}

fn replace<T>(kept: &mut Vec<T>, later: Vec<T>, same: impl Fn(&T, &T) -> bool) {
    kept.retain(|old| !later.iter().any(|new| same(old, new)));
    kept.extend(later);
}
