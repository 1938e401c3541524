//! A report in words, before it is known where they will stand: on a page, in a case note or on a terminal.

use std::collections::BTreeSet;

use wayhome_engine::{
    Approval, ApprovalState, Citation, DeadlineState, Due, Finding, Level, Outcome, Plan, Procedure, RECORD_SOURCE,
    Report, Standing, State, words,
};

use crate::late::{Late, late};

/// A report in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What the record comes to, in a sentence; in another, what is late, though that keeps no record open.
    pub outcome: String,
    /// How far it has come, in a sentence.
    pub progress: String,
    /// What was found, most urgent first. None is empty.
    pub groups: Vec<Group>,
    /// How many rules are met, in a sentence.
    pub met: String,
    /// What to be careful about, in sentences.
    pub notes: Vec<String>,
}

/// Things of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What kind.
    pub kind: GroupKind,
    /// The things.
    pub items: Vec<Item>,
}

/// What a group holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupKind {
    /// Answers that cannot be read.
    Unreadable,
    /// Rules that are breached.
    Breached,
    /// Rules that wait for an answer.
    ToDo,
    /// Rules of which it cannot be told whether they apply.
    CannotTell,
    /// Rules that are not met, with the reason recorded.
    Explained,
    /// What a rule only asks to think about: a record is complete without it.
    Consider,
    /// Who must approve.
    Approvals,
    /// What is due when.
    Deadlines,
}

impl GroupKind {
    /// Its heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Unreadable => "Cannot be read",
            Self::Breached => "Not as asked",
            Self::ToDo => "To do",
            Self::CannotTell => "Cannot be told yet",
            Self::Explained => "Not as asked, and explained",
            Self::Consider => "To consider",
            Self::Approvals => "Who must approve",
            Self::Deadlines => "Due",
        }
    }

    /// Does it hold findings, which are counted in the heading?
    #[must_use]
    pub fn is_counted(self) -> bool {
        !matches!(self, Self::Approvals | Self::Deadlines)
    }
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// What.
    pub text: String,
    /// Why, what is needed, and what to be careful about: a sentence or more each.
    pub details: Vec<String>,
    /// Its id and where it is written: "NEW-35, must; Visits".
    pub reference: Option<String>,
}

/// Says a report in words.
///
/// ```
/// use wayhome_engine::{Record, check};
/// let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
/// let report = check(&plan, "2026-03-02".parse().unwrap(), Record::new("newcastle", "visit"));
/// let told = wayhome_export::told(&plan, &report);
/// assert!(told.outcome.starts_with("Not complete yet"));
/// ```
#[must_use]
pub fn told(plan: &Plan, report: &Report) -> Told {
    let teller = Teller { plan };
    let Report { findings, progress, .. } = report;
    let found = |wanted| {
        let found = findings.iter().filter(|finding| kind(finding) == Some(wanted));
        teller.findings(wanted, &found.collect::<Vec<_>>())
    };
    let groups = [
        found(GroupKind::Unreadable),
        found(GroupKind::Breached),
        found(GroupKind::ToDo),
        found(GroupKind::CannotTell),
        found(GroupKind::Explained),
        found(GroupKind::Consider),
        teller.approvals(report),
        teller.deadlines(&report.deadlines),
    ];
    let met = findings.iter().filter(|finding| finding.state == State::Met).count();
    let procedure = plan.procedure();
    let notes_of = |source: &Procedure| {
        let of_age = report.cautions.iter().filter(|caution| caution.source == source.id);
        let notes = source.cautions.iter().chain(of_age.map(|caution| &caution.message));
        notes.cloned().collect::<Vec<_>>()
    };
    let mut notes = notes_of(procedure);
    // What the law asks stands in every report, so what has to be known of it does, too.
    notes.extend(
        plan.law()
            .into_iter()
            .flat_map(notes_of)
            .map(|note| format!("The law: {note}")),
    );
    Told {
        outcome: outcome(report),
        progress: format!(
            "{} of {} questions that matter here are answered.",
            progress.answered, progress.needed
        ),
        groups: groups.into_iter().filter(|group| !group.items.is_empty()).collect(),
        met: format!("{met} {} met.", if met == 1 { "rule is" } else { "rules are" }),
        notes,
    }
}

/// What a record comes to, in a sentence, and what is late in another.
fn outcome(report: &Report) -> String {
    let asks = |finding: &Finding| finding.state != State::NotApplicable && finding.level != Level::Consider;
    let is_asked = report.findings.iter().any(asks);
    let runs = |due: &Due| due.state != DeadlineState::NotApplicable;
    let late = late(&report.deadlines);
    let comes_to = match report.outcome {
        // That it is complete would read as if something had been looked at.
        Outcome::Complete if !is_asked && !report.deadlines.iter().any(runs) => {
            "No rule of the procedure or the law applies to what this record says."
        }
        Outcome::Complete if !is_asked => "No rule asks for anything here. What is due stands below.",
        Outcome::Complete if late.as_ref().is_some_and(|late| late.is_open) => "This record is complete.",
        Outcome::Complete => "Complete: nothing is left to do.",
        Outcome::Incomplete => "Not complete yet: something is left to do, and nothing found is against the procedure.",
        Outcome::Breached => "Something is not as the procedure or the law asks.",
    };
    late.map_or(comes_to.to_owned(), |Late { words, .. }| format!("{comes_to} {words}"))
}

/// Where a finding is told; nowhere, if nothing is to be said of it.
fn kind(finding: &Finding) -> Option<GroupKind> {
    Some(match (finding.state, finding.level) {
        (State::Met | State::NotApplicable, _) => return None,
        (State::Explained, _) => GroupKind::Explained,
        _ if finding.is_unreadable() => GroupKind::Unreadable,
        (_, Level::Consider) => GroupKind::Consider,
        (State::Breached, _) => GroupKind::Breached,
        (State::ToDo, _) => GroupKind::ToDo,
        (State::CannotTell, _) => GroupKind::CannotTell,
    })
}

struct Teller<'a> {
    plan: &'a Plan,
}

impl Teller<'_> {
    fn findings(&self, kind: GroupKind, found: &[&Finding]) -> Group {
        let by_level = [Level::Must, Level::Should, Level::Consider].into_iter();
        let found = by_level.flat_map(|level| found.iter().filter(move |finding| finding.level == level));
        Group {
            kind,
            items: found.map(|finding| self.finding(finding)).collect(),
        }
    }

    fn finding(&self, finding: &Finding) -> Item {
        let mut details = because(&finding.because);
        if !finding.needs.is_empty() && finding.source != RECORD_SOURCE {
            details.push(format!("Needs: {}.", self.names(&finding.needs)));
        }
        details.extend(finding.warnings.iter().cloned());
        let cite = self.cite(&finding.source, &finding.cite);
        Item {
            text: finding.message.clone(),
            details,
            reference: Some(format!("{}, {}; {cite}", finding.rule, finding.level.word())),
        }
    }

    fn names<'i>(&self, questions: impl IntoIterator<Item = &'i String>) -> String {
        let name = |id: &String| {
            let known = self.plan.question(id);
            known.map_or_else(|| id.clone(), |(question, _)| question.name.clone())
        };
        questions.into_iter().map(name).collect::<Vec<_>>().join(", ")
    }

    /// The document is named where it is not the one in the heading; what it cites wrongly stands beside what is known of it.
    fn cite(&self, source: &str, cite: &Citation) -> String {
        let procedure = self.plan.procedure();
        let place = if source == procedure.id && cite.document == procedure.document {
            cite.section.clone()
        } else {
            format!("{}, {}", cite.document, cite.section)
        };
        match (&cite.quoted, &cite.correct) {
            (Some(quoted), Some(correct)) => format!("{place}. The document says “{quoted}”. {correct}"),
            _ => place,
        }
    }

    fn approvals(&self, report: &Report) -> Group {
        let compared = report.comparisons.iter().filter(|_| !report.approvals.is_empty());
        let compared = compared.filter(|compared| compared.local != Standing::CannotTell);
        let compared = compared.map(|compared| Item {
            text: compared.message.clone(),
            ..Item::default()
        });
        let approvals = report.approvals.iter().map(|approval| self.approval(approval));
        Group {
            kind: GroupKind::Approvals,
            items: approvals.chain(compared).collect(),
        }
    }

    fn approval(&self, approval: &Approval) -> Item {
        let procedure = self.plan.procedure();
        let who = if approval.source == procedure.id {
            procedure.authority.as_str()
        } else {
            "The law"
        };
        let cite = approval.cite.as_ref().map(|cite| self.cite(&approval.source, cite));
        let by_when = approval.by_when.as_ref().map_or("", |by_when| &by_when.message);
        let said = format!("{who}: {} {by_when}", approval.message);
        let source = self.plan.source(&approval.source);
        let roles = approval.notify.iter();
        let told: Vec<_> = roles
            .map(|role| source.map_or_else(|| role.clone(), |source| source.role_label(role)))
            .collect();
        let told = (!told.is_empty()).then(|| format!("To be told: the {}.", words::list(&told, "and")));
        let mut details = if approval.state == ApprovalState::CannotTell {
            Vec::new()
        } else {
            because(&approval.because)
        };
        details.extend(told);
        details.extend(approval.warnings.iter().cloned());
        Item {
            text: said.trim_end().to_owned(),
            details,
            reference: cite.map(|cite| format!("{}; {cite}", approval.rows.join(", "))),
        }
    }

    fn deadlines(&self, deadlines: &[Due]) -> Group {
        let told = deadlines.iter().filter_map(|due| self.due(due));
        let open: BTreeSet<_> = deadlines
            .iter()
            .filter(|due| due.state == DeadlineState::CannotTell)
            .flat_map(|due| &due.needs)
            .collect();
        let open = (!open.is_empty()).then(|| Item {
            text: format!(
                "Other dates cannot be told until these are recorded or put right: {}.",
                self.names(open)
            ),
            ..Item::default()
        });
        Group {
            kind: GroupKind::Deadlines,
            items: told.chain(open).collect(),
        }
    }

    fn due(&self, due: &Due) -> Option<Item> {
        let floor = due.floor.iter().filter(|floor| floor.local != Standing::CannotTell);
        let details = floor.map(|floor| &floor.message).chain(&due.warnings).cloned();
        Some(Item {
            text: due_words(due)?,
            details: details.collect(),
            reference: Some(format!("{}; {}", due.id, self.cite(&due.source, &due.cite))),
        })
    }
}

/// What is due and by when, and how it stands, in a sentence or two; nothing where there is no day.
#[must_use]
pub fn due_words(due: &Due) -> Option<String> {
    let (day, what) = (words::moment(due.due?), &due.message);
    let counted = due.counted.as_deref().unwrap_or_default();
    let state = match due.state {
        DeadlineState::Late => "Late: was due",
        DeadlineState::Met if due.planned => "Planned in time: due",
        DeadlineState::Met => "Done in time: due",
        DeadlineState::MetLate if due.planned => "Planned late: due",
        DeadlineState::MetLate => "Done late: was due",
        _ => "Due",
    };
    Some(format!("{what} {state} by {day} ({counted})."))
}

fn because(reasons: &[String]) -> Vec<String> {
    if reasons.is_empty() {
        Vec::new()
    } else {
        vec![reasons.join(" ")]
    }
}
