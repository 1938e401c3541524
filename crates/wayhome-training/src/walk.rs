//! A wrong record, put right step by step.

use std::sync::Arc;

use wayhome_engine::{Approval, Attempt, Finding, Outcome, Plan, Report, Scenario, Session, State};
use wayhome_export::{Line, Said, summary};

/// What is shown at one step.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// What to say: of the attempt at the first step, and after it of what was put right.
    pub says: String,
    /// The answers that changed.
    pub changed: Vec<Changed>,
    /// The findings whose state moved.
    pub moved: Vec<Moved>,
    /// The findings that are left to put right.
    pub open: Vec<Finding>,
    /// Who approves, as the record stands.
    pub approvals: Vec<Approval>,
    /// What the record comes to.
    pub outcome: Outcome,
}

/// An answer that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The question's id.
    pub question: String,
    /// What its answer is called.
    pub name: String,
    /// What was recorded before.
    pub before: Said,
    /// What is recorded now.
    pub after: Said,
}

/// A finding whose state moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// What it came to before.
    pub before: State,
    /// The finding as it is now.
    pub now: Finding,
}

/// A way through the steps: forward, back, and to the beginning.
#[derive(Debug, Clone, PartialEq)]
pub struct Walk {
    frames: Vec<Frame>,
    at: usize,
}

/// Is this finding one that somebody has to do something about?
#[must_use]
pub fn is_open(finding: &Finding) -> bool {
    matches!(finding.state, State::Breached | State::ToDo | State::CannotTell)
}

impl Walk {
    /// Prepares the steps of an attempt.
    #[must_use]
    pub fn new(plan: &Arc<Plan>, scenario: &Scenario, attempt: &Attempt) -> Self {
        let model = scenario.model_record();
        let record = scenario.other_record(&attempt.answers, &attempt.leaves_out);
        let mut session = Session::open(Arc::clone(plan), scenario.today, record);
        let mut report = session.report();
        let mut frames = vec![frame(&attempt.tells, &report)];
        for right in &attempt.rights {
            let before = lines(&session);
            for question in &right.answers {
                match model.answers.get(question) {
                    Some(value) => session.set(question, value.clone()),
                    None => session.unset(question),
                };
            }
            let next = session.report();
            let mut frame = frame(&right.says, &next);
            frame.changed = changed(&right.answers, &before, &lines(&session));
            frame.moved = moved(&report, &next);
            frames.push(frame);
            report = next;
        }
        Self { frames, at: 0 }
    }

    /// The step that is shown, counted from 0, and how many there are.
    #[must_use]
    pub fn place(&self) -> (usize, usize) {
        (self.at, self.frames.len())
    }

    /// What is shown.
    #[must_use]
    pub fn shown(&self) -> Option<&Frame> {
        self.frames.get(self.at)
    }

    /// One step on; stays at the last.
    pub fn forward(&mut self) {
        self.at = (self.at + 1).min(self.frames.len().saturating_sub(1));
    }

    /// One step back; stays at the first.
    pub fn back(&mut self) {
        self.at = self.at.saturating_sub(1);
    }

    /// Back to the record as it was written.
    pub fn restart(&mut self) {
        self.at = 0;
    }
}

fn frame(says: &str, report: &Report) -> Frame {
    Frame {
        says: says.to_owned(),
        changed: Vec::new(),
        moved: Vec::new(),
        open: report
            .findings
            .iter()
            .filter(|finding| is_open(finding))
            .cloned()
            .collect(),
        approvals: report.approvals.clone(),
        outcome: report.outcome,
    }
}

/// Every question that is asked or answered, with what is recorded.
fn lines(session: &Session) -> Vec<Line> {
    let summary = summary(session);
    let asked = summary.parts.into_iter().flat_map(|part| part.lines);
    asked.chain(summary.left_out).collect()
}

fn changed(questions: &[String], before: &[Line], after: &[Line]) -> Vec<Changed> {
    let said = |lines: &[Line], question: &str| {
        let line = lines.iter().find(|line| line.question == question);
        line.map_or(Said::NotProvided, |line| line.said.clone())
    };
    let known = |question: &str| after.iter().chain(before).find(|line| line.question == question);
    questions
        .iter()
        .filter_map(|question| {
            Some(Changed {
                question: question.clone(),
                name: known(question)?.name.clone(),
                before: said(before, question),
                after: said(after, question),
            })
        })
        .collect()
}

fn moved(before: &Report, after: &Report) -> Vec<Moved> {
    let was = |now: &Finding| {
        let mut all = before.findings.iter();
        all.find(|old| old.rule == now.rule && old.source == now.source)
            .map(|old| old.state)
    };
    after
        .findings
        .iter()
        .filter_map(|now| {
            let before = was(now)?;
            (before != now.state).then(|| Moved {
                before,
                now: now.clone(),
            })
        })
        .collect()
}
