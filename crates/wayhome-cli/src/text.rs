//! A report as people read it: plain enough to paste into an e-mail.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use wayhome_engine::{
    Approval, ApprovalState, Citation, DeadlineState, Due, Finding, Level, Outcome, Plan, RECORD_SOURCE, Report,
    Standing, State, words,
};

/// How wide a line is.
const WIDTH: usize = 88;

/// The whole report.
pub(crate) fn report(origin: &str, plan: &Plan, report: &Report) -> String {
    let mut page = Page {
        plan,
        text: String::new(),
    };
    let outcome = match report.outcome {
        Outcome::Complete => "Complete: nothing is left to do.",
        Outcome::Incomplete => "Not complete yet: something is left to do, and nothing found is against the procedure.",
        Outcome::Breached => "Something is not as the procedure or the law asks.",
    };
    let procedure = plan.procedure();
    page.line(0, &format!("{} · {}", plan.title(), procedure.authority));
    page.line(
        0,
        &format!(
            "{} ({}), compared {}",
            procedure.document,
            procedure.dated.as_deref().unwrap_or("undated"),
            procedure.compared
        ),
    );
    page.line(0, &format!("{origin} · checked as on {}", words::date(report.today)));
    page.gap();
    page.line(0, outcome);
    page.line(
        0,
        &format!(
            "{} of {} questions that matter here are answered.",
            report.progress.answered, report.progress.needed
        ),
    );
    let in_state = |wanted: &[State]| -> Vec<&Finding> {
        report
            .findings
            .iter()
            .filter(|finding| wanted.contains(&finding.state))
            .collect()
    };
    let unreadable: Vec<_> = report
        .findings
        .iter()
        .filter(|finding| finding.source == RECORD_SOURCE)
        .collect();
    let to_do: Vec<_> = in_state(&[State::ToDo])
        .into_iter()
        .filter(|finding| finding.source != RECORD_SOURCE)
        .collect();
    page.findings("Cannot be read", &unreadable);
    page.findings("Not as asked", &in_state(&[State::Breached]));
    page.findings("To do", &to_do);
    page.findings("Cannot be told yet", &in_state(&[State::CannotTell]));
    page.findings("Not as asked, and explained", &in_state(&[State::Explained]));
    page.approvals(report);
    page.deadlines(&report.deadlines);
    let met = in_state(&[State::Met]).len();
    page.gap();
    page.line(
        0,
        &format!("{met} {} met.", if met == 1 { "rule is" } else { "rules are" }),
    );
    let of_age = report.cautions.iter().filter(|caution| caution.source == procedure.id);
    for caution in procedure.cautions.iter().chain(of_age.map(|caution| &caution.message)) {
        page.line(0, &format!("Note: {caution}"));
    }
    page.text.push('\n');
    page.text
}

struct Page<'a> {
    plan: &'a Plan,
    text: String,
}

impl Page<'_> {
    fn gap(&mut self) {
        self.text.push('\n');
    }

    /// A paragraph, wrapped; the lines of a list item after its first stand under its text.
    fn line(&mut self, indent: usize, text: &str) {
        let hanging = indent + if text.starts_with("- ") { 2 } else { 0 };
        let mut width = indent;
        self.text.push_str(&" ".repeat(indent));
        for (place, word) in text.split_whitespace().enumerate() {
            let length = word.chars().count();
            if place > 0 && width + 1 + length > WIDTH {
                let _ = write!(self.text, "\n{}", " ".repeat(hanging));
                width = hanging;
            } else if place > 0 {
                self.text.push(' ');
                width += 1;
            }
            self.text.push_str(word);
            width += length;
        }
        self.text.push('\n');
    }

    fn heading(&mut self, title: &str) {
        self.gap();
        self.line(0, &title.to_uppercase());
    }

    fn findings(&mut self, title: &str, findings: &[&Finding]) {
        if findings.is_empty() {
            return;
        }
        self.heading(&format!("{title} ({})", findings.len()));
        for level in [Level::Must, Level::Should, Level::Consider] {
            for finding in findings.iter().filter(|finding| finding.level == level) {
                self.finding(finding);
            }
        }
    }

    fn finding(&mut self, finding: &Finding) {
        let level = match finding.level {
            Level::Must => "must",
            Level::Should => "should",
            Level::Consider => "consider",
        };
        self.line(0, &format!("- {}", finding.message));
        if !finding.because.is_empty() {
            self.line(2, &finding.because.join(" "));
        }
        let needs: Vec<_> = finding.needs.iter().map(|id| self.name(id)).collect();
        if !needs.is_empty() && finding.source != RECORD_SOURCE {
            self.line(2, &format!("Needs: {}.", needs.join(", ")));
        }
        for warning in &finding.warnings {
            self.line(2, warning);
        }
        self.line(
            2,
            &format!(
                "[{}, {level}; {}]",
                finding.rule,
                self.cite(&finding.source, &finding.cite)
            ),
        );
    }

    fn name(&self, question: &str) -> String {
        self.plan
            .question(question)
            .map_or_else(|| question.to_owned(), |(question, _)| question.name.clone())
    }

    /// The document is named where it is not the one in the heading; what it cites wrongly stands beside what is right.
    fn cite(&self, source: &str, cite: &Citation) -> String {
        let procedure = self.plan.procedure();
        let place = if source == procedure.id && cite.document == procedure.document {
            cite.section.clone()
        } else {
            format!("{}, {}", cite.document, cite.section)
        };
        match (&cite.quoted, &cite.correct) {
            (Some(quoted), Some(correct)) => format!("{place}, which cites “{quoted}”: {correct}"),
            _ => place,
        }
    }

    fn approvals(&mut self, report: &Report) {
        if report.approvals.is_empty() {
            return;
        }
        self.heading("Who must approve");
        for approval in &report.approvals {
            self.approval(approval);
        }
        for compared in report
            .comparisons
            .iter()
            .filter(|compared| compared.local != Standing::CannotTell)
        {
            self.line(0, &format!("- {}", compared.message));
        }
    }

    fn approval(&mut self, approval: &Approval) {
        let who = if approval.source == self.plan.procedure().id {
            self.plan.procedure().authority.as_str()
        } else {
            "The law"
        };
        self.line(0, &format!("- {who}: {}", approval.message));
        if approval.state != ApprovalState::CannotTell && !approval.because.is_empty() {
            self.line(2, &approval.because.join(" "));
        }
        if let Some(cite) = &approval.cite {
            self.line(
                2,
                &format!("[{}; {}]", approval.rows.join(", "), self.cite(&approval.source, cite)),
            );
        }
    }

    fn deadlines(&mut self, deadlines: &[Due]) {
        let told: Vec<_> = deadlines.iter().filter(|due| due.due.is_some()).collect();
        let open: BTreeSet<_> = deadlines
            .iter()
            .filter(|due| due.state == DeadlineState::CannotTell)
            .flat_map(|due| &due.needs)
            .collect();
        if told.is_empty() && open.is_empty() {
            return;
        }
        self.heading("Due");
        for due in told {
            let day = due.due.map(words::moment).unwrap_or_default();
            let counted = due.counted.as_deref().unwrap_or_default();
            let state = match due.state {
                DeadlineState::Late => format!("LATE: was due by {day} ({counted})."),
                DeadlineState::Met => format!("Done in time: due by {day} ({counted})."),
                DeadlineState::MetLate => format!("Done late: was due by {day} ({counted})."),
                _ => format!("Due by {day} ({counted})."),
            };
            self.line(0, &format!("- {} {state}", due.message));
            let floor = due.floor.iter().filter(|floor| floor.local != Standing::CannotTell);
            for said in floor.map(|floor| &floor.message).chain(&due.warnings) {
                self.line(2, said);
            }
            self.line(2, &format!("[{}; {}]", due.id, self.cite(&due.source, &due.cite)));
        }
        if !open.is_empty() {
            let needs: Vec<_> = open.into_iter().map(|id| self.name(id)).collect();
            self.line(
                0,
                &format!(
                    "- Other dates cannot be told until these are recorded: {}.",
                    needs.join(", ")
                ),
            );
        }
    }
}
