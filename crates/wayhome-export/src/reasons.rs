//! Why something is not as asked, in the record's own answers.

use std::collections::BTreeSet;
use std::sync::Arc;

use wayhome_engine::{Expression, Finding, Part, Plan, Procedure, Rule, Session, State};

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
            .filter_map(|finding| self.reason(finding))
            .collect()
    }

    fn reason(&self, finding: &Finding) -> Option<Reason> {
        let procedure = self.session.plan().source(&finding.source)?;
        let rule = rule(procedure, &finding.rule)?;
        let mut questions = BTreeSet::new();
        for explained in self.explained(procedure, rule) {
            read_by(explained, procedure, &mut questions);
        }
        let lines = self.summary.parts.iter().flat_map(|part| &part.lines);
        let given: Vec<_> = lines
            .filter(|line| questions.contains(line.question.as_str()) && self.answer(&line.question).is_some())
            .collect();
        Some(Reason {
            rule: finding.rule.clone(),
            source: finding.source.clone(),
            answers: given.iter().map(|line| line.question.clone()).collect(),
            words: given
                .iter()
                .map(|line| format!("{}: {}", line.name, spoken(&line.said)))
                .collect(),
        })
    }

    /// What explains an explained rule: that of each part that is explained. Another part may be met, and what would have explained it is
    /// no reason then.
    fn explained<'p>(&self, procedure: &'p Procedure, rule: &'p Rule) -> Vec<&'p Expression> {
        let could: Vec<_> = rule.parts.iter().filter(|part| part.explained.is_some()).collect();
        // Of an explained rule one part is explained for certain: where only one can be, it is that.
        let are = match could.len() {
            0 | 1 => None,
            _ => self.explained_alone(procedure, rule, &could),
        };
        let is = |place: usize| are.as_ref().is_none_or(|are| are.contains(&place.to_string()));
        let parts = could.iter().enumerate().filter(|(place, _)| is(*place));
        parts.filter_map(|(_, part)| part.explained.as_ref()).collect()
    }

    /// The places of the parts that come out as explained where each is a rule of its own. A report says of a rule only what it comes to as a
    /// whole; so the engine is asked for each part, by the same record on the same day. `None` where the form cannot be laid out so.
    fn explained_alone(&self, procedure: &Procedure, rule: &Rule, parts: &[&Part]) -> Option<BTreeSet<String>> {
        let plan = self.session.plan();
        let alone = parts.iter().enumerate().map(|(place, part)| Rule {
            id: place.to_string(),
            forms: vec![plan.form().to_owned()],
            when: None,
            parts: vec![Part::clone(part)],
            // It is known already that the rule applies.
            about: Vec::new(),
            ..rule.clone()
        });
        let alone: Vec<_> = alone.collect();
        let asking = |source: &Procedure| {
            let rules = if source.id == procedure.id {
                alone.clone()
            } else {
                Vec::new()
            };
            Arc::new(only(source, rules))
        };
        let local = plan.procedure();
        let floor = local.floor.as_deref().and_then(|floor| plan.source(floor));
        let (local, floor) = (asking(local), floor.map(asking));
        let plan = Plan::new(local, floor, plan.form()).ok()?;
        let session = Session::open(Arc::new(plan), self.session.today(), self.session.record());
        let found = session.report().findings.into_iter();
        let ours = found.filter(|finding| finding.source == procedure.id && finding.state == State::Explained);
        Some(ours.map(|finding| finding.rule).collect())
    }
}

/// A procedure with these rules and nothing else that is judged. Field by field: a copy of the whole would bring the code that copies
/// approvals and deadlines into the browser.
fn only(source: &Procedure, rules: Vec<Rule>) -> Procedure {
    Procedure {
        wayhome: source.wayhome,
        hash: String::new(),
        id: source.id.clone(),
        authority: String::new(),
        document: String::new(),
        basis: source.basis,
        floor: source.floor.clone(),
        dated: None,
        issued: None,
        superseded: None,
        compared: String::new(),
        cautions: Vec::new(),
        option_lists: source.option_lists.clone(),
        questions: source.questions.clone(),
        other_questions: Vec::new(),
        facts: source.facts.clone(),
        forms: source.forms.clone(),
        rules,
        deadlines: Vec::new(),
        approvals: Vec::new(),
        seniority: source.seniority.clone(),
        calendar: source.calendar.clone(),
    }
}

/// A rule of a procedure by its id; that of an approval row is checked as a rule, too.
fn rule<'p>(procedure: &'p Procedure, id: &str) -> Option<&'p Rule> {
    let rows = procedure.approvals.iter().flat_map(|table| &table.rows);
    let mut rules = procedure.rules.iter().chain(rows.map(|row| &row.check));
    rules.find(|rule| rule.id == id)
}

/// The questions that an expression reads, through facts as well.
fn read_by<'p>(expression: &'p Expression, procedure: &'p Procedure, found: &mut BTreeSet<&'p str>) {
    match expression {
        Expression::Question(index) | Expression::Answered(index) | Expression::Recorded(index) => {
            found.extend(procedure.question(*index).map(|question| question.id.as_str()));
        }
        Expression::Fact(index) => {
            if let Some(fact) = procedure.fact(*index) {
                read_by(&fact.is, procedure, found);
            }
        }
        other => {
            for child in other.children() {
                read_by(child, procedure, found);
            }
        }
    }
}
