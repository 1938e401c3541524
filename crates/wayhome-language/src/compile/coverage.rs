//! Which duty of the document is kept where; what is kept nowhere is warned of.
//!
//! An id belongs to the longest listed duty that it begins with, where nothing follows, or a hyphen, or a lower-case letter: `NEW-39a` and
//! `NEW-39b-siblings` belong to `NEW-39`, `NEW-391` does not, and `ENG-28-3A` is another paragraph than `ENG-28-3`.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Compiler, Parts, ids};
use crate::coverage::{Coverage, Duty, Keeper, KeeperKind, Place, PlaceKind};
use crate::diagnostics::Report;
use crate::diagnostics::codes::coverage as codes;
use crate::document::text::Text;

/// No list of duties is longer than this.
const MOST_DUTIES: u32 = 1000;

/// A place, and where its id stands in the file.
struct Found {
    place: Place,
    span: Range<usize>,
}

impl Compiler<'_> {
    pub(super) fn coverage(&mut self, parts: &Parts) -> Coverage {
        let found = self.places(parts);
        let (listed, all_read) = self.listed();
        let is_listed = self.document.coverage.is_some();
        let mut duties: Vec<Duty> = listed.iter().map(|listed| duty(&listed.id, listed.later)).collect();
        let mut by_id: BTreeMap<String, usize> = (0..).zip(&duties).map(|(at, duty)| (duty.id.clone(), at)).collect();
        for Found { place, span } in found {
            match longest(&by_id, &place.id) {
                Some(index) => {
                    if let Some(duty) = duties.get_mut(index) {
                        duty.places.push(place);
                    }
                }
                // It may belong to an entry that could not be read, which is said there.
                None if is_listed && !all_read => {}
                None if is_listed => {
                    let message = format!("{} belongs to none of the duties that [coverage] lists", place.id);
                    self.reports
                        .push(Report::new(&codes::NO_SUCH_DUTY, &span, message).help(
                            "add its duty to [coverage], or begin its id with that of the duty that it is a part of",
                        ));
                }
                None => {
                    let mut new = duty(&place.id, false);
                    new.places.push(place);
                    by_id.insert(new.id.clone(), duties.len());
                    duties.push(new);
                }
            }
        }
        for (duty, Listed { id, span, .. }) in duties.iter().zip(&listed) {
            if duty.places.is_empty() {
                let message = format!("nothing keeps the duty {id}");
                self.reports.push(Report::new(&codes::UNCOVERED, span, message).help(
                    "write a rule, row, deadline or silence with its id, or say in [[covered]] what keeps it, or in [[guidance]] why no record can show it",
                ));
            }
        }
        Coverage { duties }
    }

    /// Everything that keeps a duty, in the order of the kinds.
    fn places(&mut self, parts: &Parts) -> Vec<Found> {
        let document = self.document;
        let mut found = Vec::new();
        for (rule, written) in parts.rules.iter().zip(&document.rules) {
            found.push(Found {
                place: Place {
                    level: Some(rule.level),
                    forms: rule.forms.clone(),
                    ..place(PlaceKind::Rule, &rule.id, &rule.says, rule.cite.clone())
                },
                span: written.id.span.clone(),
            });
        }
        for (table, (_, written)) in parts.approvals.iter().zip(&document.approvals) {
            for (row, written) in table.rows.iter().zip(&written.row) {
                let check = &row.check;
                found.push(Found {
                    place: Place {
                        level: Some(check.level),
                        forms: table.forms.clone(),
                        ..place(PlaceKind::Row, &check.id, &check.says, check.cite.clone())
                    },
                    span: written.id.span.clone(),
                });
            }
        }
        for (deadline, written) in parts.deadlines.iter().zip(&document.deadlines) {
            found.push(Found {
                place: Place {
                    level: Some(deadline.level),
                    forms: deadline.forms.clone(),
                    ..place(PlaceKind::Deadline, &deadline.id, &deadline.says, deadline.cite.clone())
                },
                span: written.id.span.clone(),
            });
        }
        for (table, (_, written)) in parts.approvals.iter().zip(&document.approvals) {
            for silent in &written.silent {
                let Some(id) = &silent.id else { continue };
                let cite = self.citation(None);
                found.push(Found {
                    place: Place {
                        forms: table.forms.clone(),
                        ..place(PlaceKind::Silence, &id.value, &silent.note.value, cite)
                    },
                    span: id.span.clone(),
                });
            }
        }
        for covered in &document.covered {
            let by = covered.by.iter().filter_map(|by| self.keeper(by)).collect();
            let cite = self.citation(covered.cite.as_ref());
            found.push(Found {
                place: Place {
                    by,
                    ..place(PlaceKind::Elsewhere, &covered.id.value, &covered.says.value, cite)
                },
                span: covered.id.span.clone(),
            });
        }
        for guidance in &document.guidance {
            let cite = self.citation(guidance.cite.as_ref());
            found.push(Found {
                place: Place {
                    because: Some(guidance.because.value.clone()),
                    ..place(PlaceKind::Guidance, &guidance.id.value, &guidance.says.value, cite)
                },
                span: guidance.id.span.clone(),
            });
        }
        found
    }

    /// What a name in `by` is.
    fn keeper(&mut self, by: &Text) -> Option<Keeper> {
        let document = self.document;
        let id = by.as_str();
        let mut rows = document.approvals.iter().flat_map(|(_, table)| &table.row);
        let mut silences = document.approvals.iter().flat_map(|(_, table)| &table.silent);
        let kind = if document.facts.iter().any(|(fact, _)| fact.value == id) {
            KeeperKind::Fact
        } else if self.names.question(id).is_some() {
            KeeperKind::Question
        } else if document.rules.iter().any(|rule| rule.id.value == id) {
            KeeperKind::Rule
        } else if document.deadlines.iter().any(|deadline| deadline.id.value == id) {
            KeeperKind::Deadline
        } else if rows.any(|row| row.id.value == id) {
            KeeperKind::Row
        } else if silences.any(|silent| silent.id.as_ref().is_some_and(|own| own.value == id)) {
            KeeperKind::Silence
        } else if self.names.is_refused(id) {
            return None;
        } else {
            let message = format!("there is no question, fact, rule, row, deadline or silence \"{id}\"");
            let known = self.ids.keys().map(String::as_str);
            let facts = document.facts.iter().map(|(fact, _)| fact.as_str());
            let report = Report::new(&codes::UNKNOWN_KEEPER, &by.span, message).suggest(id, known.chain(facts));
            self.reports.push(report);
            return None;
        };
        Some(Keeper {
            kind,
            id: id.to_owned(),
        })
    }

    /// The duties of `[coverage]`, each with its place, and whether every entry could be read.
    fn listed(&mut self) -> (Vec<Listed>, bool) {
        let Some(coverage) = &self.document.coverage else {
            return (Vec::new(), true);
        };
        let mut all_read = true;
        let first = coverage.duties.iter().map(|entry| (entry, false));
        let entries = first.chain(coverage.found_later.iter().map(|entry| (entry, true)));
        let mut listed: Vec<Listed> = Vec::new();
        for (entry, later) in entries {
            let Some(ids) = range(&entry.value) else {
                all_read = false;
                let message = format!("\"{}\" is neither an id nor a range of ids", entry.value);
                let report = Report::new(&codes::BAD_DUTIES, &entry.span, message);
                self.reports
                    .push(report.help("write \"NEW-14\", or \"NEW-01 to NEW-55\" with numbers of the same length"));
                continue;
            };
            for id in ids {
                if listed.iter().any(|known| known.id == id) {
                    let message = format!("the duty {id} is listed twice");
                    let report = Report::new(&codes::BAD_DUTIES, &entry.span, message);
                    self.reports.push(report.help("list it once"));
                } else {
                    let span = entry.span.clone();
                    listed.push(Listed { id, later, span });
                }
            }
        }
        (listed, all_read)
    }
}

/// A duty that `[coverage]` lists, and where.
struct Listed {
    id: String,
    later: bool,
    span: Range<usize>,
}

fn duty(id: &str, found_later: bool) -> Duty {
    Duty {
        id: id.to_owned(),
        found_later,
        places: Vec::new(),
    }
}

fn place(kind: PlaceKind, id: &str, says: &str, cite: wayhome_engine::Citation) -> Place {
    Place {
        kind,
        id: id.to_owned(),
        level: None,
        forms: Vec::new(),
        says: says.to_owned(),
        because: None,
        by: Vec::new(),
        cite,
    }
}

/// The place of the longest duty that an id belongs to.
fn longest(duties: &BTreeMap<String, usize>, id: &str) -> Option<usize> {
    let ends = (0..=id.len()).rev();
    ends.filter_map(|end| id.split_at_checked(end))
        .filter(|(_, rest)| may_follow(rest))
        .find_map(|(duty, _)| duties.get(duty).copied())
}

/// May this follow in an id on that of its duty?
fn may_follow(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(|next: char| next == '-' || next.is_ascii_lowercase())
}

/// The ids of `"NEW-14"` or `"NEW-01 to NEW-55"`; none where it is neither.
fn range(entry: &str) -> Option<Vec<String>> {
    let Some((first, last)) = entry.split_once(" to ") else {
        return ids::is_rule_id(entry).then(|| vec![entry.to_owned()]);
    };
    let (first, last) = (first.trim(), last.trim());
    let stem = first.trim_end_matches(|digit: char| digit.is_ascii_digit());
    let (from, to) = (first.strip_prefix(stem)?, last.strip_prefix(stem)?);
    if !ids::is_rule_id(first) || !ids::is_rule_id(last) || from.len() != to.len() {
        return None;
    }
    let width = from.len();
    let (from, to) = (from.parse::<u32>().ok()?, to.parse::<u32>().ok()?);
    if from > to || to - from >= MOST_DUTIES {
        return None;
    }
    Some((from..=to).map(|number| format!("{stem}{number:0width$}")).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{longest, range};

    fn listed(ids: &[&str]) -> BTreeMap<String, usize> {
        ids.iter().map(|id| (*id).to_owned()).zip(0..).collect()
    }

    #[test]
    fn an_id_belongs_to_the_longest_duty_that_it_begins_with() {
        for (id, duty) in [
            ("NEW-39", "NEW-39"),
            ("NEW-39a", "NEW-39"),
            ("NEW-39b-siblings", "NEW-39"),
            ("ENG-28-2-first", "ENG-28-2"),
        ] {
            assert_eq!(longest(&listed(&[duty]), id), Some(0), "{id} {duty}");
        }
        for (id, duty) in [
            ("NEW-391", "NEW-39"),
            ("ENG-28-3A", "ENG-28-3"),
            ("NEW-3", "NEW-39"),
            ("NUT-39", "NEW-39"),
        ] {
            assert_eq!(longest(&listed(&[duty]), id), None, "{id} {duty}");
        }
        let duties = listed(&["NEW-04", "NEW-04-network"]);
        assert_eq!(longest(&duties, "NEW-04-network"), Some(1));
        assert_eq!(longest(&duties, "NEW-04-child"), Some(0));
        assert_eq!(longest(&duties, "NEW-05"), None);
    }

    #[test]
    fn a_range_counts_with_numbers_of_one_length() {
        let ids = |entry| range(entry).unwrap_or_default().join(" ");
        assert_eq!(ids("NEW-09 to NEW-11"), "NEW-09 NEW-10 NEW-11");
        assert_eq!(ids("ENG-39-2"), "ENG-39-2");
        for wrong in [
            "NEW-9 to NEW-11",
            "NEW-11 to NEW-09",
            "NEW-01 to NUT-02",
            "all of them",
            "NEW-01 to NEW-9999",
            "",
        ] {
            assert_eq!(range(wrong), None, "{wrong}");
        }
    }
}
