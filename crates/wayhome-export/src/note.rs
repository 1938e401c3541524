//! A record with its report as plain text: to paste into a case note.

use wayhome_engine::{DeadlineState, Finding, Report, Session, State, words};

use crate::summary::{Line, Said, Summary};

/// A record with what was found, as plain text in short lines.
///
/// Questions without an answer stand together in one line, so that the note is as long as what was recorded. `signed` are the words about
/// who signed, if anybody has.
///
/// ```
/// use wayhome_engine::{Record, Session};
/// use wayhome_export::{case_note, summary};
/// let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
/// let mut session = Session::open(plan, "2026-03-02".parse().unwrap(), Record::new("newcastle", "visit"));
/// session.set("seen_alone", true.into());
/// let note = case_note(&session, &session.report(), &summary(&session), None);
/// assert!(note.starts_with("HOME VISIT\n"));
/// assert!(note.contains("Spoken with alone: Yes\n"));
/// ```
#[must_use]
pub fn case_note(session: &Session, report: &Report, summary: &Summary, signed: Option<&str>) -> String {
    let plan = session.plan();
    let procedure = plan.procedure();
    let mut note = Note::default();
    note.heading(plan.title());
    note.line(&format!(
        "{}: {}. Checked on {}.",
        procedure.authority,
        procedure.document,
        words::date(report.today)
    ));
    match signed {
        Some(signed) => note.line(signed),
        None => note.line("Draft. Not signed."),
    }
    for part in &summary.parts {
        let (given, missing): (Vec<_>, Vec<_>) = part.lines.iter().partition(|line| line.said != Said::NotProvided);
        note.heading(&part.title);
        for line in given {
            note.answer(line);
        }
        let missing: Vec<_> = missing.iter().map(|line| line.name.clone()).collect();
        if !missing.is_empty() {
            note.line(&format!("Not provided: {}.", missing.join("; ")));
        }
    }
    note.findings("Not as asked", report, State::Breached);
    note.findings("Not as asked, and explained", report, State::Explained);
    note.findings("Still to do", report, State::ToDo);
    if !report.approvals.is_empty() {
        note.heading("Who approves");
        for approval in &report.approvals {
            note.line(&approval.message);
        }
    }
    let told: Vec<_> = report
        .deadlines
        .iter()
        .filter_map(|due| {
            let day = words::moment(due.due?);
            let state = match due.state {
                DeadlineState::Due => "due by",
                DeadlineState::Late => "late, was due by",
                DeadlineState::Met => "done in time, due by",
                DeadlineState::MetLate => "done late, was due by",
                DeadlineState::CannotTell | DeadlineState::NotApplicable => return None,
            };
            Some(format!("{} ({state} {day})", due.message.trim_end_matches('.')))
        })
        .collect();
    if !told.is_empty() {
        note.heading("When things are due");
        for line in told {
            note.line(&line);
        }
    }
    note.text
}

#[derive(Default)]
struct Note {
    text: String,
}

impl Note {
    fn line(&mut self, words: &str) {
        self.text.push_str(words);
        self.text.push('\n');
    }

    fn heading(&mut self, title: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.line(&title.to_uppercase());
    }

    fn answer(&mut self, line: &Line) {
        match &line.said {
            Said::Rows(rows) => {
                self.line(&format!("{}:", line.name));
                for row in rows {
                    let cells: Vec<_> = row
                        .iter()
                        .map(|(name, said)| format!("{name}: {}", spoken(said)))
                        .collect();
                    self.line(&format!("- {}", cells.join("; ")));
                }
            }
            said => self.line(&format!("{}: {}", line.name, spoken(said))),
        }
    }

    fn findings(&mut self, title: &str, report: &Report, state: State) {
        let found: Vec<&Finding> = report
            .findings
            .iter()
            .filter(|finding| finding.state == state)
            .collect();
        if found.is_empty() {
            return;
        }
        self.heading(title);
        for finding in found {
            self.line(&format!("- {} [{}]", finding.message, finding.rule));
        }
    }
}

fn spoken(said: &Said) -> String {
    match said {
        Said::NotProvided => String::new(),
        Said::YesNo(yes) => (if *yes { "Yes" } else { "No" }).to_owned(),
        Said::Words(words) | Said::Text(words) => words.clone(),
        Said::List(labels) => labels.join("; "),
        Said::Rows(rows) => rows.len().to_string(),
        Said::Unreadable(typed) => format!("{typed} (cannot be read)"),
    }
}
