//! From findings to what is left to look at: findings about one question read together, the local procedure beside the law.

mod open;

use wayhome_engine::{Finding, Level, Plan, State};

pub use open::{breached_count, deciding, open_count, open_things, waited_for};

/// Where a finding is shown, most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// An answer is missing, or cannot be read.
    ToDo,
    /// Not as the procedure or the law asks.
    Breached,
    /// An answer decides whether something is asked.
    CannotTell,
    /// Not as asked, and the record says why.
    Explained,
    /// Worth a thought; nothing that must be done.
    Consider,
    /// As asked.
    Met,
}

/// What one question is to be looked at for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Where it is shown.
    pub group: Group,
    /// The question that its findings are about; of what cannot be told, the one that settles it.
    pub topic: String,
    /// The question that it leads to: the topic, or what is missing of it.
    pub question: String,
    /// The findings, the most pressing and the most local first.
    pub lines: Vec<Finding>,
}

/// Sorts findings, in the order of the report, into items in the order in which they are shown: what the vocabulary calls most urgent
/// first.
#[must_use]
pub fn items(plan: &Plan, findings: impl IntoIterator<Item = Finding>) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut met: Vec<Finding> = Vec::new();
    for finding in findings {
        let Some(group) = group(&finding) else { continue };
        let Some(topic) = topic(&finding) else { continue };
        if group == Group::Met {
            met.push(finding);
            continue;
        }
        match items
            .iter_mut()
            .find(|item| item.topic == topic && apart(item.group) == apart(group))
        {
            Some(item) => {
                item.group = item.group.min(group);
                item.lines.push(finding);
            }
            None => items.push(Item {
                group,
                question: topic.clone(),
                topic,
                lines: vec![finding],
            }),
        }
    }
    for finding in met {
        let about = finding.about.first();
        let is_beside = |item: &Item| apart(item.group) == 0 && stands_beside(item, &finding);
        let is_same = |item: &Item| item.group == Group::Met && Some(&item.topic) == about;
        let place = items
            .iter()
            .position(is_beside)
            .or_else(|| items.iter().position(is_same));
        match (place.and_then(|place| items.get_mut(place)), about) {
            (Some(item), _) => item.lines.push(finding),
            (None, Some(topic)) => {
                items.push(Item {
                    group: Group::Met,
                    question: topic.clone(),
                    topic: topic.clone(),
                    lines: vec![finding],
                });
            }
            (None, None) => {}
        }
    }
    for item in &mut items {
        let lines = std::mem::take(&mut item.lines);
        item.lines = in_order(lines, |line| (group(line), line.level));
        item.question = missing(item).unwrap_or(&item.topic).clone();
    }
    in_order(items, |item| {
        (
            item.group,
            !unreadable(item),
            plan.urgency(&item.topic).unwrap_or(u8::MAX),
            item.lines.iter().map(|line| line.level).min(),
        )
    })
}

/// Puts a few things in order; those of equal rank stay as they came. A general sort is so much code for each kind of thing
/// that only what may be many is worth it: all that is due, on the first screen.
pub(crate) fn in_order<T, K: Ord>(things: impl IntoIterator<Item = T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut ordered: Vec<T> = Vec::new();
    for thing in things {
        let of = key(&thing);
        let place = ordered
            .iter()
            .rposition(|before| key(before) <= of)
            .map_or(0, |before| before + 1);
        ordered.insert(place, thing);
    }
    ordered
}

/// A met finding is shown beside those of the other source about the same question: "the procedure asks, the law allows".
fn stands_beside(item: &Item, met: &Finding) -> bool {
    met.about.contains(&item.topic) && item.lines.iter().all(|line| line.source != met.source)
}

/// Items about an answer given or missing, items that wait for another answer, and what is only to be considered stay apart.
fn apart(group: Group) -> u8 {
    match group {
        Group::ToDo | Group::Breached | Group::Explained => 0,
        Group::CannotTell => 1,
        Group::Consider => 2,
        Group::Met => 3,
    }
}

/// Where a finding is shown; nowhere, if it does not apply.
#[must_use]
pub fn group(finding: &Finding) -> Option<Group> {
    Some(match (finding.state, finding.level) {
        (State::NotApplicable, _) => return None,
        (State::Met, _) => Group::Met,
        (State::Explained, _) => Group::Explained,
        (_, Level::Consider) => Group::Consider,
        (State::ToDo, _) => Group::ToDo,
        (State::Breached, _) => Group::Breached,
        (State::CannotTell, _) => Group::CannotTell,
    })
}

/// What a finding is about: the answer that it turned on, where that is known; for one that is not told yet, the answer that settles it.
fn topic(finding: &Finding) -> Option<String> {
    let about = finding.turned_on.as_ref().or(finding.about.first());
    match finding.state {
        State::CannotTell => finding.needs.first().or(about).cloned(),
        _ => about.cloned(),
    }
}

/// What is missing, where the topic itself is answered: "seen alone: no", and the reason is not recorded.
fn missing(item: &Item) -> Option<&String> {
    let to_do = || item.lines.iter().filter(|line| line.state == State::ToDo);
    if to_do().any(|line| line.needs.contains(&item.topic)) {
        return None;
    }
    to_do().find_map(|line| line.needs.first())
}

fn unreadable(item: &Item) -> bool {
    item.lines.iter().any(Finding::is_unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use wayhome_engine::{Citation, RECORD_SOURCE};

    fn visit() -> Arc<Plan> {
        wayhome_procedures::plan("newcastle", "visit").expect("Newcastle has a visit")
    }

    fn finding(rule: &str, source: &str, state: State, about: &str) -> Finding {
        Finding {
            rule: rule.to_owned(),
            source: source.to_owned(),
            state,
            level: Level::Must,
            message: String::new(),
            about: vec![about.to_owned()],
            turned_on: None,
            because: Vec::new(),
            needs: Vec::new(),
            cite: Citation {
                document: String::new(),
                section: String::new(),
                quoted: None,
                correct: None,
            },
            warnings: Vec::new(),
        }
    }

    #[track_caller]
    fn check(findings: Vec<Finding>, expected: &[(Group, &str, &[&str])]) {
        let items = items(&visit(), findings);
        let found: Vec<_> = items
            .iter()
            .map(|item| {
                (
                    item.group,
                    item.question.as_str(),
                    item.lines.iter().map(|line| line.rule.as_str()).collect::<Vec<_>>(),
                )
            })
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(group, question, rules)| (*group, *question, rules.to_vec()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_law_is_read_beside_the_procedure() {
        check(
            vec![
                finding("NEW-35", "newcastle", State::Explained, "seen_alone"),
                finding("ENG-29", "england", State::Breached, "seen_alone"),
            ],
            &[(Group::Breached, "seen_alone", &["ENG-29", "NEW-35"])],
        );
        check(
            vec![
                finding("NEW-35", "newcastle", State::Explained, "seen_alone"),
                finding("ENG-29", "england", State::Met, "seen_alone"),
            ],
            &[(Group::Explained, "seen_alone", &["NEW-35", "ENG-29"])],
        );
    }

    #[test]
    fn what_is_as_asked_of_one_question_is_one_thing_with_every_rule() {
        check(
            vec![
                finding("NEW-25", "newcastle", State::Met, "support"),
                finding("ENG-39-3", "england", State::Met, "support"),
                finding("NEW-26", "newcastle", State::Met, "contingency"),
            ],
            &[
                (Group::Met, "support", &["NEW-25", "ENG-39-3"]),
                (Group::Met, "contingency", &["NEW-26"]),
            ],
        );
    }

    #[test]
    fn what_is_only_to_consider_and_cannot_be_told_leads_to_the_answer_that_settles_it() {
        let waits = Finding {
            level: Level::Consider,
            needs: vec!["legal_status".to_owned()],
            ..finding("NEW-14", "newcastle", State::CannotTell, "accommodation_plan_agreed")
        };
        check(vec![waits], &[(Group::Consider, "legal_status", &["NEW-14"])]);
    }

    #[test]
    fn a_rule_of_several_parts_stands_under_the_answer_that_it_turned_on() {
        let record = |answers: serde_json::Value| {
            let mut record = wayhome_engine::Record::new("newcastle", "decision");
            record.answers = answers.as_object().cloned().expect("answers by question");
            record
        };
        let plan = wayhome_procedures::plan("newcastle", "decision").expect("Newcastle has a decision");
        let today = "2026-11-26".parse().expect("a day");
        let answers = serde_json::json!({"legal_status": "section_20", "wishes_considered": "Yes, all of them.", "consulted": ["relatives"], "newcastle.not_consulted_reason": ""});
        let report = wayhome_engine::check(&plan, today, record(answers));
        let items = items(&plan, report.findings);
        let of_rule = items
            .iter()
            .find(|item| item.lines.iter().any(|line| line.rule == "NEW-53"));
        assert_eq!(of_rule.map(|item| item.topic.as_str()), Some("consulted"));
    }

    #[test]
    fn an_item_leads_to_what_is_missing_of_its_topic() {
        let law = Finding {
            needs: vec!["not_alone_reason".to_owned()],
            ..finding("ENG-29", "england", State::ToDo, "seen_alone")
        };
        let found = items(
            &visit(),
            [finding("NEW-35", "newcastle", State::Breached, "seen_alone"), law],
        );
        let found: Vec<_> = found
            .iter()
            .map(|item| {
                (
                    item.group,
                    item.topic.as_str(),
                    item.question.as_str(),
                    item.lines.len(),
                )
            })
            .collect();
        assert_eq!(found, [(Group::ToDo, "seen_alone", "not_alone_reason", 2)]);
    }

    #[test]
    fn what_is_not_as_asked_and_to_do_as_well_is_one_thing() {
        let to_do = finding("ENG-29", "england", State::ToDo, "seen_alone");
        let found = items(
            &visit(),
            [finding("NEW-35", "newcastle", State::Breached, "seen_alone"), to_do],
        );
        assert_eq!((open_count(&found), breached_count(&found)), (1, 0));
        assert_eq!(open_things(&found), [("seen_alone".to_owned(), false, 1)]);
    }

    #[test]
    fn what_is_only_to_be_considered_is_neither_open_nor_not_as_asked() {
        let consider = Finding {
            level: Level::Consider,
            ..finding("NEW-35", "newcastle", State::Breached, "seen_alone")
        };
        let found = items(&visit(), [consider]);
        assert_eq!((open_count(&found), breached_count(&found)), (0, 0));
    }

    #[test]
    fn what_is_met_by_the_same_source_stays_out_of_the_way() {
        check(
            vec![
                finding("A-1", "a", State::ToDo, "visit_date"),
                finding("A-2", "a", State::Met, "visit_date"),
            ],
            &[
                (Group::ToDo, "visit_date", &["A-1"]),
                (Group::Met, "visit_date", &["A-2"]),
            ],
        );
    }

    #[test]
    fn what_a_visit_is_for_comes_first_and_what_cannot_be_read_before_it() {
        check(
            vec![
                finding("REC-DATE", RECORD_SOURCE, State::ToDo, "visit_date"),
                finding("A-1", "a", State::ToDo, "parent_view"),
                finding("A-2", "a", State::ToDo, "wishes_and_feelings"),
                finding("A-3", "a", State::ToDo, "bedroom_seen"),
                finding("A-4", "a", State::ToDo, "seen_alone"),
            ],
            &[
                (Group::ToDo, "visit_date", &["REC-DATE"]),
                (Group::ToDo, "seen_alone", &["A-4"]),
                (Group::ToDo, "bedroom_seen", &["A-3"]),
                (Group::ToDo, "wishes_and_feelings", &["A-2"]),
                (Group::ToDo, "parent_view", &["A-1"]),
            ],
        );
    }

    #[test]
    fn checks_that_wait_for_the_same_answer_are_one_thing_to_do() {
        let waiting = |rule: &str| Finding {
            needs: vec!["legal_status".to_owned()],
            ..finding(rule, "a", State::CannotTell, "visit_date")
        };
        let found = items(
            &visit(),
            [
                waiting("A-1"),
                waiting("A-2"),
                finding("A-3", "a", State::ToDo, "legal_status"),
            ],
        );
        assert_eq!(
            found
                .iter()
                .map(|item| (item.group, item.lines.len()))
                .collect::<Vec<_>>(),
            [(Group::ToDo, 1), (Group::CannotTell, 2)]
        );
        assert_eq!(open_count(&found), 2);
        assert!(waited_for(&found, "legal_status") && !waited_for(&found, "visit_date"));
    }

    #[test]
    fn what_does_not_apply_is_not_shown_and_what_is_to_be_considered_is_not_open() {
        let consider = Finding {
            level: Level::Consider,
            ..finding("A-2", "a", State::ToDo, "family_plan_exists")
        };
        let found = items(
            &visit(),
            [finding("A-1", "a", State::NotApplicable, "visit_date"), consider],
        );
        assert_eq!(found.len(), 1);
        assert_eq!(open_count(&found), 0);
    }
}
