//! What changed of a rule or a deadline, said of either edition: two lines that read alike would say that something changed, and not what.

use std::fmt::Write as _;

use wayhome_engine::Citation;

use super::difference::{Aspect, DeadlineSays, RuleSays};

/// What a deadline of one edition has where the two differ: ", counted from “Visit date”".
pub(super) fn of_deadline(changed: &[Aspect], deadlines: &[DeadlineSays], others: &[DeadlineSays]) -> String {
    let Some(deadline) = deadlines.first() else {
        return String::new();
    };
    let mut said = String::new();
    if changed.contains(&Aspect::Start) {
        let _ = write!(said, ", counted from “{}”", deadline.from);
    }
    if changed.contains(&Aspect::MetBy) {
        match &deadline.met_by {
            Some(met_by) => {
                let _ = write!(said, ", met by “{met_by}”");
            }
            None => said.push_str(", met by no answer"),
        }
    }
    if changed.contains(&Aspect::Words) {
        let _ = write!(said, ", “{}”", deadline.says.trim_end_matches('.'));
    }
    said + &cited(changed, &deadline.cite, others.first().map(|other| &other.cite))
}

/// Where a rule of one edition is written, if that differs from the other edition.
pub(super) fn of_rule(changed: &[Aspect], rule: Option<&RuleSays>, other: Option<&RuleSays>) -> String {
    rule.map_or_else(String::new, |rule| {
        cited(changed, &rule.cite, other.map(|other| &other.cite))
    })
}

/// The document and the section, of which either may have changed; what is noted of the document's own words only where that did.
fn cited(changed: &[Aspect], cite: &Citation, other: Option<&Citation>) -> String {
    if !changed.contains(&Aspect::Citation) {
        return String::new();
    }
    let mut said = format!(", cited as “{}, {}”", cite.document, cite.section);
    if other.is_some_and(|other| (&other.quoted, &other.correct) != (&cite.quoted, &cite.correct)) {
        match (&cite.quoted, &cite.correct) {
            (Some(quoted), Some(correct)) => {
                let correct = correct.trim_end_matches('.');
                let _ = write!(said, ", with the note “{correct}” on its words “{quoted}”");
            }
            _ => said.push_str(", with no note on its words"),
        }
    }
    said
}
