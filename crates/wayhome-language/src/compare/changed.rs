//! What changed of a rule or a deadline, said of either edition: two lines that read alike would say that something changed, and not what.

use std::fmt::Write as _;

use super::difference::{Aspect, DeadlineSays, RuleSays};

/// What a deadline of one edition has where the two differ: ", counted from “Visit date”".
pub(super) fn of_deadline(changed: &[Aspect], deadlines: &[DeadlineSays]) -> String {
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
    said + &cited(changed, &deadline.cite.section)
}

/// Where a rule of one edition is written, if that differs.
pub(super) fn of_rule(changed: &[Aspect], rule: Option<&RuleSays>) -> String {
    rule.map_or_else(String::new, |rule| cited(changed, &rule.cite.section))
}

fn cited(changed: &[Aspect], section: &str) -> String {
    if changed.contains(&Aspect::Citation) {
        format!(", cited as “{section}”")
    } else {
        String::new()
    }
}
