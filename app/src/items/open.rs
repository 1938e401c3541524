//! What of the items is open: how many there are, and what they lead to.

use std::collections::BTreeSet;

use wayhome_engine::{Approval, ApprovalState, DeadlineState, Due, Finding, Level};

use super::{Group, Item};

/// How many things are open: to do, not as asked, or not to be told yet. Each is counted once, in the group under which it is shown, so
/// that the groups add up to it on every screen.
#[must_use]
pub fn open_count(items: &[Item]) -> usize {
    items.iter().filter(|item| is_open(item)).count()
}

/// How many of the open things are not as the procedure or the law asks, and nothing is left to record about them.
#[must_use]
pub fn breached_count(items: &[Item]) -> usize {
    items.iter().filter(|item| item.group == Group::Breached).count()
}

/// The open things by the question that they lead to, and whether they are not as asked. Several at one question are one line with their number, so
/// that the lines add up to what is counted.
#[must_use]
pub fn open_things(items: &[Item]) -> Vec<(String, bool, usize)> {
    let mut things: Vec<(String, bool, usize)> = Vec::new();
    for item in items.iter().filter(|item| is_open(item)) {
        let breached = item.group == Group::Breached;
        match things
            .iter_mut()
            .find(|(question, was, _)| *question == item.question && *was == breached)
        {
            Some((.., count)) => *count += 1,
            None => things.push((item.question.clone(), breached, 1)),
        }
    }
    things
}

fn is_open(item: &Item) -> bool {
    item.group <= Group::CannotTell
}

/// Is it something that an answer would settle?
fn is_left(item: &Item) -> bool {
    matches!(item.group, Group::ToDo | Group::CannotTell)
}

/// Does a rule of level must or should wait for the answer to a question? Then it is what the rule leads to, or is named as needed.
#[must_use]
pub fn waited_for(items: &[Item], question: &str) -> bool {
    items.iter().filter(|item| is_left(item)).any(|item| {
        let needed = |line: &Finding| line.needs.iter().any(|need| need == question);
        item.question == question || item.lines.iter().any(needed)
    })
}

/// The questions that an answer is waited for to tell who approves, or what is due when.
#[must_use]
pub fn deciding(approvals: &[Approval], deadlines: &[Due]) -> BTreeSet<String> {
    let approvals = approvals
        .iter()
        .filter(|approval| approval.state == ApprovalState::CannotTell)
        .map(|approval| &approval.needs);
    let deadlines = deadlines
        .iter()
        .filter(|due| due.state == DeadlineState::CannotTell && due.level != Level::Consider)
        .map(|due| &due.needs);
    approvals.chain(deadlines).flatten().cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::items::items;
    use serde_json::json;
    use wayhome_engine::{Record, check};

    #[track_caller]
    fn waits(procedure: &str, form: &str, answers: &serde_json::Value, question: &str) {
        let plan = wayhome_procedures::plan(procedure, form).expect("a form of the procedure's");
        let mut record = Record::new(procedure, form);
        record.answers = answers.as_object().cloned().expect("answers by question");
        let report = check(&plan, "2026-11-27".parse().expect("a day"), record);
        let deciding = deciding(&report.approvals, &report.deadlines);
        let items = items(&plan, report.findings);
        assert!(
            waited_for(&items, question) || deciding.contains(question),
            "{question}"
        );
    }

    #[test]
    fn what_any_rule_approval_or_deadline_names_as_needed_is_waited_for() {
        waits("newcastle", "visit", &json!({}), "legal_status");
        waits(
            "tees",
            "unplanned",
            &json!({"legal_status": "care_order", "return_kind": "unplanned"}),
            "decision_date",
        );
    }

    #[test]
    fn what_is_named_as_needed_only_by_what_is_done_is_not() {
        let plans = wayhome_procedures::local().into_iter().flat_map(|procedure| {
            let forms = procedure.forms.clone().into_iter();
            forms.filter_map(move |form| wayhome_procedures::plan(&procedure.id, &form.id).ok())
        });
        let reports: Vec<_> = plans
            .map(|plan| {
                let record = Record::new(&plan.procedure().id, plan.form());
                check(&plan, "2026-11-27".parse().expect("a day"), record)
            })
            .collect();
        let approval = reports.iter().flat_map(|report| &report.approvals).next();
        let due = reports.iter().flat_map(|report| &report.deadlines).next();
        let (approval, due) = (approval.expect("an approval"), due.expect("a deadline"));
        let approval = |state| Approval {
            state,
            needs: vec!["approved_by".to_owned()],
            ..approval.clone()
        };
        let due = |state, level| Due {
            state,
            level,
            needs: vec!["decision_date".to_owned()],
            ..due.clone()
        };
        let settled = approval(ApprovalState::Decided);
        let met = due(DeadlineState::Met, Level::Must);
        let considered = due(DeadlineState::CannotTell, Level::Consider);
        assert!(deciding(&[settled], &[met, considered]).is_empty());
        let open = deciding(
            &[approval(ApprovalState::CannotTell)],
            &[due(DeadlineState::CannotTell, Level::Must)],
        );
        let both = ["approved_by", "decision_date"].map(str::to_owned);
        assert_eq!(open, BTreeSet::from(both));
    }
}
