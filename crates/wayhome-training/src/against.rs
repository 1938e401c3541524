//! Answers of a learner's record that say something else than the story, and what rests on them.

use serde_json::Value as Json;
use wayhome_engine::{RECORD_SOURCE, Report, Scenario, Session, check};
use wayhome_export::{Line, Said, Summary};

use crate::model::state_of;

/// An answer that says something else than the story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradicted {
    /// The question's id.
    pub question: String,
    /// What its answer is called.
    pub name: String,
    /// What the learner recorded.
    pub own: Said,
    /// What the story says.
    pub told: Said,
    /// The heading of the step that says it.
    pub step: String,
    /// What happens in that step: the reason.
    pub tells: String,
    /// The rules, rows and deadlines that rest on the answer, by id.
    pub rules: Vec<String>,
}

fn lines(summary: &Summary) -> impl Iterator<Item = &Line> {
    summary.parts.iter().flat_map(|part| &part.lines)
}

/// The answers that say something else than the story; without what rests on them yet.
///
/// Only answers that are chosen, counted or dated: a text may say the same in other words. What is left blank, and what is not asked, says
/// nothing.
pub(crate) fn contradicted(
    scenario: &Scenario,
    own: &Session,
    (said_own, said_model): (&Summary, &Summary),
) -> Vec<Contradicted> {
    let against = lines(said_own).filter_map(|line| {
        let mut steps = scenario.steps.iter().rev();
        let step = steps.find(|step| step.facts.contains_key(&line.question))?;
        let told = lines(said_model).find(|told| told.question == line.question)?;
        let differs = own.answered(&line.question) && differ(&line.said, &told.said);
        differs.then(|| Contradicted {
            question: line.question.clone(),
            name: line.name.clone(),
            own: line.said.clone(),
            told: told.said.clone(),
            step: step.title.clone(),
            tells: step.tells.clone(),
            rules: Vec::new(),
        })
    });
    against.collect()
}

fn differ(own: &Said, told: &Said) -> bool {
    match (own, told) {
        (Said::NotProvided | Said::Text(_) | Said::Unreadable(_), _)
        | (_, Said::NotProvided | Said::Text(_) | Said::Unreadable(_)) => false,
        (Said::List(own), Said::List(told)) => {
            own.iter().any(|one| !told.contains(one)) || told.iter().any(|one| !own.contains(one))
        }
        (Said::Rows(own), Said::Rows(told)) => {
            let without = |rows: &[Row], others: &[Row]| rows.iter().any(|row| !others.iter().any(|of| agree(row, of)));
            without(own, told) || without(told, own)
        }
        (own, told) => own != told,
    }
}

type Row = Vec<(String, Said)>;

/// Do two rows say nothing different in the columns that both fill in?
fn agree(one: &Row, other: &Row) -> bool {
    one.iter().all(|(name, said)| {
        let mut same = other.iter().filter(|(of, _)| of == name);
        !same.any(|(_, of)| differ(said, of))
    })
}

impl Contradicted {
    /// Finds what rests on the answer: whatever would come out otherwise if the model record had it, and of what the case turns on also what is
    /// about it.
    pub(crate) fn find_rules(
        &mut self,
        model: &Session,
        own: &Session,
        (right, found): (&Report, &Report),
        turned_on: &[&str],
    ) {
        let question = &self.question;
        let mut record = model.record();
        let answer = own.answers().get(question).cloned().unwrap_or(Json::Null);
        record.answers.insert(question.clone(), answer);
        let wrong = check(model.plan(), right.today, record);
        // Noted one by one: sorting or chaining them is more code than a browser should load for it.
        let mut rules: Vec<String> = Vec::new();
        let mut note = |id: &String| {
            if !rules.contains(id) {
                rules.push(id.clone());
            }
        };
        for findings in [&found.findings, &right.findings] {
            for finding in findings {
                if finding.about.contains(question) && turned_on.contains(&finding.rule.as_str()) {
                    note(&finding.rule);
                }
            }
        }
        for finding in &wrong.findings {
            let is_rule = finding.source != RECORD_SOURCE;
            if is_rule && Some(finding.state) != state_of(right, &finding.rule) {
                note(&finding.rule);
            }
        }
        // Both reports are of one form: what they hold stands in the same order.
        for (now, before) in wrong.approvals.iter().zip(&right.approvals) {
            if now.state != before.state || !now.leaves_the_same_choice_as(before) {
                before.rows.iter().for_each(&mut note);
                now.rows.iter().for_each(&mut note);
            }
        }
        for (now, before) in wrong.deadlines.iter().zip(&right.deadlines) {
            if (now.state, now.due) != (before.state, before.due) {
                note(&now.id);
            }
        }
        self.rules = rules;
    }

    /// Does a rule rest on it?
    #[must_use]
    pub fn moves(&self, rule: &str) -> bool {
        self.rules.iter().any(|known| known == rule)
    }
}
